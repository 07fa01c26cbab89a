"""What takes a while: how far it is, and a key that ends it."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from clicktui.i18n import translate as _
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, key_of

_EVERY_S = 0.1


class Working(Dialog[bool]):
    """Shows how far something is, by ``at`` (done, all); gives True where the user ends it.

    Whoever shows it closes it, with ``give(False)``, when it is done.
    """

    BINDINGS = bindings(Scope.DIALOG)
    SCOPES = (Scope.DIALOG,)

    def __init__(self, title: str, at: Callable[[], tuple[int, int]]) -> None:
        super().__init__()
        self._title = title
        self._at = at

    def compose(self) -> ComposeResult:
        """Show the title, how far it is, and the key."""
        with Vertical():
            yield Static(Content(self._title), classes="dialog--title")
            yield Static(id="at", markup=False)
            yield Static(classes="dialog--note", markup=False)

    def on_mount(self) -> None:
        """Say how far it is, again and again."""
        cancel = _("{key} ends it: nothing is changed").format(key=key_of(self, "dialog.close"))
        self.query_one(".dialog--note", Static).update(Content(cancel))
        self._show()
        self.set_interval(_EVERY_S, self._show)

    def _show(self) -> None:
        done, total = self._at()
        text = _("{done} of {total} quotes").format(done=done, total=total) if total else "…"
        self.query_one("#at", Static).update(Content(text))

    def action_close(self) -> None:
        """End it."""
        self.give(True)

    def action_down(self) -> None:
        """Do nothing: there is nothing to move in."""

    def action_up(self) -> None:
        """Do nothing: there is nothing to move in."""

    def left_by_mouse(self) -> None:
        """Go on: a stray click ends nothing."""
