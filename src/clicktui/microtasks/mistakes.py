"""The mistakes of a hand-written file gathered, so that they are told together."""

import re
from collections.abc import Callable
from typing import TypeVar

from clicktui.errors import CodebookError

T = TypeVar("T")

_LINE = re.compile(r"(?P<file>[^:]*):(?P<line>[0-9]+): ")


class Mistakes:
    """Notes mistakes instead of raising the first."""

    def __init__(self, file: str) -> None:
        """Gather for ``file``, the name that its own mistakes begin with."""
        self._file = file
        self._told: list[str] = []

    def of(self, read: Callable[[], T], instead: T) -> T:
        """Return what ``read`` returns, or ``instead`` where it raises a ``CodebookError``."""
        try:
            return read()
        except CodebookError as error:
            self._told += str(error).split("\n")
            return instead

    @property
    def are_any(self) -> bool:
        """Whether anything was noted."""
        return bool(self._told)

    def raise_any(self) -> None:
        """End with what was noted, in the order of the lines, what other files have last.

        Raises:
            CodebookError: anything was noted; each mistake is a line of its text.
        """
        if self._told:
            raise CodebookError("\n".join(sorted(dict.fromkeys(self._told), key=self._place)))

    def _place(self, told: str) -> tuple[bool, int]:
        found = _LINE.match(told)
        return found is None or found["file"] != self._file, int(found["line"]) if found else 0
