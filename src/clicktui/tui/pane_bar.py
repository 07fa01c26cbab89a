"""The row at the top: the panes, which one is open, and what is open in it."""

from rich.cells import cell_len, set_cell_size
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

_OPEN_CORPUS = next(command for command in COMMANDS if command.id == "app.open-corpus")
_LEAST_NAME = 6


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
        self._corpus = ""

    def show_corpus(self, name: str) -> None:
        """Say which corpus is open, as far as there is room; "" says nothing."""
        self._corpus = name
        self.refresh()

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
        start, corpus = self._corpus_at()
        if corpus:
            parts += [Content(" " * (start - self._panes_end())), Content.styled(corpus, "italic")]
        return Content.assemble(*parts)

    def _panes_end(self) -> int:
        name, labels = self._fitted()
        return cell_len(name) + sum(cell_len(label) + 1 for *_ids, label in labels)

    def _corpus_at(self) -> tuple[int, str]:
        """Return where the corpus's name begins, at the right end, and it; "" without room."""
        width = self.content_size.width
        room = width - self._panes_end() - 1
        shown = _clipped(self._corpus, room) if room >= _LEAST_NAME else ""
        return width - cell_len(shown), shown

    def on_click(self, event: events.Click) -> None:
        """Tell which pane was clicked."""
        name, labels = self._fitted()
        at = cell_len(name)
        for _pane, action, label in labels:
            at += cell_len(label) + 1
            if event.x - self.styles.padding.left < at:
                self.post_message(self.Chosen(action))
                return
        start, corpus = self._corpus_at()
        if corpus and event.x - self.styles.padding.left >= start:
            self.post_message(self.Chosen(_OPEN_CORPUS.action))


def _clipped(name: str, width: int) -> str:
    """Return ``name``, which may be any path, as plain characters; its end where it is long."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in name)
    if cell_len(plain) <= width:
        return plain
    while cell_len(plain) > width - 1:
        plain = plain[1:]
    return set_cell_size(f"…{plain}", width)
