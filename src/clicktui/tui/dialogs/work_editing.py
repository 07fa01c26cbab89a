"""What the dialog of a work's reference asks of whoever carries out its wishes."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from clicktui.metadata.fields import Record
from clicktui.metadata.importing import Offer
from clicktui.metadata.model import Change
from clicktui.tui.dialogs.proposals import WorkProposal


class WorkEditing(Protocol):
    """Carries out what is wished of one work; every method raises ClicktuiError where it cannot."""

    async def record(self) -> Record:
        """Return what is known of the work now."""

    async def reference(self) -> str:
        """Return its reference in the interface's language; where it cannot be made, why."""

    async def set(self, field: str, value: Any) -> Change:  # noqa: ANN401 (CSL-JSON)
        """Give a field a value."""

    async def unset(self, field: str) -> Change:
        """Take back what is said of a field."""

    async def confirm(self, field: str) -> Change:
        """Confirm a doubtful value."""

    async def undo(self) -> Change:
        """Take the last change back, of whatever work; nothing where there is none."""

    async def proposals(self, path: str) -> tuple[Sequence[WorkProposal], Sequence[str]]:
        """Return what a bibliography file proposes, and what could not be read of it."""

    async def take(self, accepted: Mapping[str, Sequence[Offer]], path: str) -> Change:
        """Take over what was accepted of the file."""
