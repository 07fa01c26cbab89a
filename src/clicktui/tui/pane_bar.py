"""The row at the top: the panes, which one is open, and what is open in it."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from clicktui.i18n import translate as _
from clicktui.tui.at_hand import key_while_typing, keys_of
from clicktui.tui.commands import COMMANDS

PANES = ("app.search", "app.reader", "app.board")
PANE_COMMANDS = tuple(command for command in COMMANDS if command.id in PANES)
"""The commands that open a pane, in the order of the row."""


class PaneBar(Widget):
    """Names the panes; the open one stands in brackets, so colour is not needed to see it."""

    DEFAULT_CSS = """
    PaneBar { height: 1; dock: top; background: $panel; color: $foreground; padding: 0 1; }
    """

    class Chosen(Message):
        """The user clicked on the pane that ``action`` opens."""

        def __init__(self, action: str) -> None:
            self.action = action
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._open = "app.search"
        self._keymap: dict[str, str] = {}

    def show(self, open_pane: str, keymap: dict[str, str]) -> None:
        """Mark the pane of command ``open_pane`` as the open one."""
        self._open, self._keymap = open_pane, keymap
        self.refresh()

    def _labels(self) -> list[tuple[str, str, str]]:
        """Return command id, action and label of each pane."""
        labels = []
        for command in PANE_COMMANDS:
            name = f"{key_while_typing(keys_of(command, self._keymap))} {_(command.title)}"
            shown = f"[{name}]" if command.id == self._open else f" {name} "
            labels.append((command.id, command.action, shown))
        return labels

    def render(self) -> Content:
        """Draw the row."""
        parts = [Content.styled("clicktui ", "bold $primary")]
        for pane, _action, label in self._labels():
            parts += [Content.styled(label, "bold" if pane == self._open else ""), Content(" ")]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Tell which pane was clicked."""
        at = cell_len("clicktui ")
        for _pane, action, label in self._labels():
            at += cell_len(label) + 1
            if event.x - self.styles.padding.left < at:
                self.post_message(self.Chosen(action))
                return
