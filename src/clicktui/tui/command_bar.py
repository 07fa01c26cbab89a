"""The footer: the commands at hand that are used most, to read and to click."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from clicktui.i18n import translate as _
from clicktui.tui.at_hand import Available, key_while_typing, keys_of


class CommandBar(Widget):
    """One row of ``key title`` pairs; a click posts ``Clicked``."""

    DEFAULT_CSS = """
    CommandBar { height: 1; dock: bottom; background: $panel; color: $foreground; padding: 0 1; }
    """

    class Clicked(Message):
        """The user clicked on the command ``wanted``."""

        def __init__(self, wanted: Available) -> None:
            self.wanted = wanted
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: list[Available] = []
        self._keymap: dict[str, str] = {}
        self._is_typing = False

    def show(
        self, commands: list[Available], keymap: dict[str, str], *, is_typing: bool = False
    ) -> None:
        """Show as many of ``commands`` as there is room for, with the user's keys.

        ``is_typing``: the keys have to be such as do not type a character.
        """
        self._is_typing = is_typing
        self._shown = commands
        self._keymap = keymap
        self.refresh()

    def _key(self, labels: list[str]) -> str:
        return key_while_typing(labels) if self._is_typing else labels[0]

    def _labels(self) -> list[tuple[str, str, Available]]:
        """Return key, title and command of what fits; help is the last to go."""
        width = self.content_size.width
        labels = [
            (self._key(keys_of(wanted.command, self._keymap)), _(wanted.command.title), wanted)
            for wanted in self._shown
        ]
        while sum(_size(key, title) for key, title, _wanted in labels) - 2 > width:
            spare = [label for label in labels if label[2].command.id != "app.help"]
            if not spare:
                break
            labels.remove(spare[-1])
        return labels

    def render(self) -> Content:
        """Draw the row: keys in bold, titles plain."""
        parts: list[Content] = []
        for key, title, _wanted in self._labels():
            parts += [Content.styled(key, "bold $accent"), Content(f" {title}  ")]
        return Content.assemble(*parts).rstrip()

    def on_click(self, event: events.Click) -> None:
        """Tell which command was clicked."""
        at = 0
        for key, title, wanted in self._labels():
            at += _size(key, title)
            if event.x - self.styles.padding.left < at:
                self.post_message(self.Clicked(wanted))
                return


def _size(key: str, title: str) -> int:
    return cell_len(key) + 1 + cell_len(title) + 2
