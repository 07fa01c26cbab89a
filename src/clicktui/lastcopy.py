"""The last copied text, kept in a file: what ``clicktui last-copy`` prints; and its form.

No terminal says whether it took what was sent to its clipboard, so the words stay within reach.
"""

from contextlib import suppress

from clicktui.places import state_folder
from clicktui.wholefiles import replace_file

_NAME = "last-copy.txt"
_FORM = "last-form.txt"


def remember(text: str) -> None:
    """Keep ``text``, exactly, in place of what was kept before; the file is its owner's alone.

    The new file takes the old one's place in one step: a reader sees one text or the other.

    Raises:
        OSError: the state folder cannot be written.
    """
    replace_file(state_folder() / _NAME, text.encode("utf-8", "surrogatepass"), mode=0o600)


def recall() -> str | None:
    """Return the text last kept, or None when nothing has been copied yet.

    Raises:
        OSError: the file is there and cannot be read.
    """
    try:
        kept = (state_folder() / _NAME).read_bytes()
    except FileNotFoundError:
        return None
    try:
        return kept.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:  # not as it was written: what can be read is given
        return kept.decode("utf-8", "replace")


def remember_form(form: str) -> None:
    """Keep the form that was chosen last, for it to be offered first; where it cannot be, not."""
    with suppress(OSError):
        replace_file(state_folder() / _FORM, form.encode("utf-8"), mode=0o600)


def last_form() -> str | None:
    """Return the form that was chosen last, None where there was none or it cannot be read."""
    with suppress(OSError, UnicodeDecodeError):
        return (state_folder() / _FORM).read_text(encoding="utf-8")
    return None
