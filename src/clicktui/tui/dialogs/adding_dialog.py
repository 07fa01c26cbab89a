"""How far the adding of files is: files, passages, time left; it can be ended, or left to go on."""

from collections.abc import Callable
from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding
from clicktui.tui.drawing.styled_runs import clip, on_one_line

_EVERY_S = 0.1


class AddingWish(StrEnum):
    """What the user wants of the adding."""

    END = "end"
    GO_ON = "go-on"


class AddingDialog(Dialog[AddingWish | None]):
    """Shows the lines that ``at`` gives, again and again; gives what the user wants.

    It leaves where ``at`` gives None: the adding is done.
    """

    BINDINGS = [*bindings(Scope.ADDING), help_binding()]
    SCOPES = (Scope.ADDING,)
    DEFAULT_CSS = """
    AddingDialog {
        & #at { height: auto; }
        & #file { height: 1; color: $text-muted; text-wrap: nowrap; }
    }
    """

    def __init__(self, title: str, at: Callable[[], tuple[str, str] | None]) -> None:
        super().__init__()
        self._title, self._at = title, at

    def compose(self) -> ComposeResult:
        """Show the title, how far it is, the file under way, and the keys."""
        with Vertical():
            yield Static(Content(self._title), classes="dialog--title")
            yield Static(id="at", markup=False)
            yield Static(id="file", markup=False)
            yield KeysAtHand("adding.end", "adding.hide", "app.help")

    def on_mount(self) -> None:
        """Say how far it is, again and again."""
        self.app.clear_notifications()
        self._show()
        self.set_interval(_EVERY_S, self._show)

    def _show(self) -> None:
        there = self._at()
        if there is None:
            self.give(None)
            return
        line, file = there
        self.query_one("#at", Static).update(Content(line))
        room = max(self.query_one("#file").size.width, 20)
        self.query_one("#file", Static).update(Content(clip(on_one_line(file), room)))

    def action_end(self) -> None:
        """End it: what is done is kept."""
        self.give(AddingWish.END)

    def action_hide(self) -> None:
        """Let it go on behind the panes."""
        self.give(AddingWish.GO_ON)

    def left_by_mouse(self) -> None:
        """Let it go on: a stray click ends nothing."""
        self.action_hide()
