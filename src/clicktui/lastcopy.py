"""The last copied text, kept in a file: what ``clicktui last-copy`` prints.

No terminal says whether it took what was sent to its clipboard, so the words stay within reach.
"""

import os
import tempfile
from pathlib import Path

from clicktui.places import state_folder

_NAME = "last-copy.txt"


def remember(text: str) -> None:
    """Keep ``text``, exactly, in place of what was kept before; the file is its owner's alone.

    The new file takes the old one's place in one step: a reader sees one text or the other.

    Raises:
        OSError: the state folder cannot be written.
    """
    folder = state_folder()
    handle, name = tempfile.mkstemp(prefix=".last-copy-", dir=folder)  # created with mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(folder / _NAME)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


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
