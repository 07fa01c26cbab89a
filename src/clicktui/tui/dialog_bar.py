"""The commands of a dialog with the user's keys, to read and to click."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from clicktui.i18n import translate as _
from clicktui.tui.at_hand import Available, available, keys_of
from clicktui.tui.at_hand import run as run_command

ROWS = 2
"""Rows that the commands may take: what has no room there is left out, from the end."""

_GAP = 2

_Label = tuple[str, str, Available]


class DialogBar(Widget):
    """``key title`` pairs of what can be done in the dialog that it is on."""

    DEFAULT_CSS = """
    DialogBar { height: auto; dock: bottom; padding: 0 0 0 2; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: list[Available] = []

    def on_mount(self) -> None:
        """Follow the focus."""
        self.watch(self.screen, "focused", self._show_commands)

    def _show_commands(self) -> None:
        screen: Screen[object] = self.screen
        self._shown = [
            wanted
            for wanted in available(screen)
            if wanted.owner is not None and wanted.command.in_footer
        ]
        self.refresh(layout=True)

    def _rows(self, width: int) -> list[list[_Label]]:
        """Return key, title and command of what fits, in rows of ``width`` cells."""
        keymap: dict[str, str] = getattr(self.app, "keymap", {})
        rows: list[list[_Label]] = [[]]
        at = 0
        for wanted in self._shown:
            label = (keys_of(wanted.command, keymap)[0], _(wanted.command.title), wanted)
            if rows[-1] and at + _cells(label) > width:
                if len(rows) == ROWS:
                    break
                rows.append([])
                at = 0
            rows[-1].append(label)
            at += _cells(label) + _GAP
        return rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that the commands take."""
        return len(self._rows(width))

    def render(self) -> Content:
        """Draw the commands: keys in bold, titles plain."""
        drawn = [
            Content(" " * _GAP).join(
                Content.assemble(Content.styled(key, "bold $accent"), f" {title}")
                for key, title, _wanted in row
            )
            for row in self._rows(self.content_size.width)
        ]
        return Content("\n").join(drawn)

    async def on_click(self, event: events.Click) -> None:
        """Carry out what was clicked."""
        event.stop()
        rows = self._rows(self.content_size.width)
        at = self.styles.padding.left
        for label in rows[event.y] if event.y < len(rows) else ():
            if at <= event.x < at + _cells(label):
                await run_command(self.app, label[2])
                return
            at += _cells(label) + _GAP


def _cells(label: _Label) -> int:
    return cell_len(label[0]) + 1 + cell_len(label[1])
