"""Names as other programs can have them: legal in XML, and none twice."""

import re
import unicodedata

RECORD_NAME = "clicktui"
"""The name of the note that holds the ``record``."""

_LONGEST = 60
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Names:
    """Gives names that differ by more than case; ``are_changed`` once one is not as it was."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self.are_changed = False

    def new(self, name: str) -> str:
        """Return ``name``, or one like it that is legal and was not given yet."""
        plain = shown = legal(name)
        nth = 1
        while _alike(shown) in self._taken:
            nth += 1
            shown = f"{plain} ({nth})"
        self._taken.add(_alike(shown))
        self.are_changed |= shown != name
        return shown


def legal(text: str) -> str:
    """Return ``text`` with U+FFFD for what XML 1.0 (section 2.2) cannot have."""
    return _NOT_XML.sub("\ufffd", text)


def beginning(words: str) -> str:
    """Return the first words of a quote on one line: what a selection is called in lists."""
    line = " ".join(words.split())
    return legal(line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…")


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
