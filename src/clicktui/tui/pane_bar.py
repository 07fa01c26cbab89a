"""The row at the top: the panes, which one is open, and what is open in it."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from clicktui.i18n import translate as _
from clicktui.tui.at_hand import key_while_typing, keys_of
from clicktui.tui.commands import COMMANDS

APP_NAME = "clicktui"
PANES = ("app.search", "app.reader", "app.board", "app.codes")
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

    def _labels(self, *, with_titles: bool = True) -> list[tuple[str, str, str]]:
        """Return command id, action and label of each pane; the open one always has its title."""
        labels = []
        for command in PANE_COMMANDS:
            name, is_open = (
                key_while_typing(keys_of(command, self._keymap)),
                command.id == self._open,
            )
            if with_titles or is_open:
                name = f"{name} {_(command.title)}"
            labels.append((command.id, command.action, f"[{name}]" if is_open else f" {name} "))
        return labels

    def _fitted(self) -> tuple[str, list[tuple[str, str, str]]]:
        """Return the app's name and the labels; what there is no room for is left out."""
        labels = self._labels()
        for name in (f"{APP_NAME} ", ""):
            if cell_len(name) + sum(cell_len(label) + 1 for *_ids, label in labels) - 1 <= (
                self.content_size.width
            ):
                return name, labels
        return "", self._labels(with_titles=False)

    def render(self) -> Content:
        """Draw the row."""
        name, labels = self._fitted()
        parts = [Content.styled(name, "bold $primary")]
        for pane, _action, label in labels:
            parts += [Content.styled(label, "bold" if pane == self._open else ""), Content(" ")]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Tell which pane was clicked."""
        name, labels = self._fitted()
        at = cell_len(name)
        for _pane, action, label in labels:
            at += cell_len(label) + 1
            if event.x - self.styles.padding.left < at:
                self.post_message(self.Chosen(action))
                return
