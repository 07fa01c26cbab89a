"""What the dialog of doubts asks of whoever shows it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from clicktui.corpora.doubts import Doubt
from clicktui.tui.dialogs.doubts_rows import Added
from clicktui.tui.wishes import OpenWork


class DoubtsEditing(Protocol):
    """Carries out what is wished of doubts; what cannot be done raises a ClicktuiError."""

    async def state(self) -> Added:
        """Return what there is now."""

    async def confirm(self, doubts: Sequence[Doubt], who: str | None = None) -> None:
        """Let doubts stand; ``who`` is the speaker's name where she has another one."""

    async def refuse(self, doubts: Sequence[Doubt]) -> None:
        """Let what was doubted be forgotten."""

    async def set(self, work: str, field: str, value: Any) -> None:  # noqa: ANN401 (CSL-JSON)
        """Give a field of a work the value that the user knows."""

    async def undo(self) -> bool:
        """Take the last of these back; say whether there was one."""

    async def take(self, path: Path) -> None:
        """Take in a duplicate that was skipped."""

    async def export(self, path: str) -> str:
        """Write the report to a CSV file; return its path as it is told."""

    def place(self, work: str, line: int | None) -> OpenWork:
        """Return the wish to read ``work`` at a line of its file."""
