"""The fields of a work's reference, one highlighted, and the keys that act on it."""

from typing import TYPE_CHECKING, cast

from textual import events
from textual.widgets import OptionList

from clicktui.metadata.model import KEY
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import help_binding

if TYPE_CHECKING:
    from clicktui.tui.dialogs.reference import ReferenceDialog


class ReferenceRows(OptionList):
    """The fields, one highlighted: a click highlights, a double click edits."""

    BINDINGS = [help_binding(), *bindings(Scope.REFERENCE)]
    SCOPES = (Scope.REFERENCE,)

    @property
    def _dialog(self) -> "ReferenceDialog":
        return cast("ReferenceDialog", self.screen)

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        place = event.style.meta.get("option")
        if place is not None:
            self.highlighted = place
            if event.chain == 2:
                self._dialog.edit()

    def action_edit(self) -> None:
        """Write the field."""
        self._dialog.edit()

    def action_confirm(self) -> None:
        """Confirm the doubtful value."""
        self._dialog.confirm()

    def action_unset(self) -> None:
        """Take back what is said of the field."""
        self._dialog.unset()

    def action_undo(self) -> None:
        """Take the last change back."""
        self._dialog.undo()

    def action_key(self) -> None:
        """Write the citation key."""
        self._dialog.edit(KEY)

    def action_other(self) -> None:
        """Choose a field that is not listed."""
        self._dialog.choose_other()

    def action_import(self) -> None:
        """Ask for a bibliography file."""
        self._dialog.ask_for_file()
