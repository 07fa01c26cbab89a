"""What the dialogs share: their look, their keys to read and to click, and how they are left."""

from collections.abc import Mapping
from typing import TypeVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from clicktui.i18n import translate as _
from clicktui.tui.at_hand import available, key_while_typing, keys_of
from clicktui.tui.at_hand import run as run_command
from clicktui.tui.commands import COMMANDS, Command

Result = TypeVar("Result")

_COMMANDS = {command.id: command for command in COMMANDS}
_LOW = 16
"""Rows of a screen below which the keys have few rows."""


def help_binding() -> Binding:
    """Return the binding of the app's help, which a modal screen does not reach by itself."""
    command = _COMMANDS["app.help"]
    return Binding(command.keys, "app.help", show=False, id=command.id, tooltip=command.help)


def key_of(widget: Widget, command_id: str) -> str:
    """Return the label of the key that carries out a command, under the user's keymap.

    Where ``widget`` is on a screen whose focus is typed into, a key that types no character.
    """
    keymap: Mapping[str, str] = getattr(widget.app, "keymap", {})
    labels = keys_of(_COMMANDS[command_id], keymap)
    is_typing = isinstance(widget.screen.focused, Input | TextArea)
    return key_while_typing(labels) if is_typing else labels[0]


class KeysAtHand(Widget):
    """Rows of ``key title`` pairs, none torn in two; a click on one carries it out.

    Where they do not fit, those in the middle go: the first, the last but one (which leaves)
    and the last (help) stay.
    """

    DEFAULT_CSS = "KeysAtHand { height: auto; color: $text-muted; }"

    def __init__(self, *command_ids: str, low_rows: int = 1, id: str | None = None) -> None:
        """Show commands, in at most ``low_rows`` rows on a low screen."""
        super().__init__(id=id)
        self._low_rows = low_rows
        self._commands = [_COMMANDS[command_id] for command_id in command_ids]

    def show(self, *command_ids: str) -> None:
        """Show other commands."""
        self._commands = [_COMMANDS[command_id] for command_id in command_ids]
        self.refresh(layout=True)

    def _rows(self, width: int) -> list[list[tuple[str, str, Command]]]:
        """Return what fits in rows of ``width`` cells: key, title and command of each pair."""
        shown = [
            (key_of(self, command.id), _(command.title), command) for command in self._commands
        ]
        most = self._low_rows if self.app.size.height < _LOW else 3
        while len(rows := _filled(shown, width)) > most and len(shown) > 3:
            del shown[-3]
        return rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take as many rows as the pairs need."""
        return len(self._rows(width))

    def render(self) -> Content:
        """Draw the rows: keys in bold, titles plain."""
        rows = []
        for row in self._rows(self.content_size.width):
            parts = [
                Content.assemble(Content.styled(key, "bold $accent"), Content(f" {title}"))
                for key, title, _command in row
            ]
            rows.append(Content("  ").join(parts))
        return Content("\n").join(rows)

    async def on_click(self, event: events.Click) -> None:
        """Carry out the command that was clicked."""
        event.stop()
        offset = event.get_content_offset(self)
        rows = self._rows(self.content_size.width)
        if offset is None or offset.y >= len(rows):
            return
        at = 0
        for key, title, command in rows[offset.y]:
            if at <= offset.x < at + _size(key, title):
                for wanted in available(self.screen):
                    if wanted.command is command:
                        await run_command(self.app, wanted)
                return
            at += _size(key, title) + 2


def _filled(
    pairs: list[tuple[str, str, Command]], width: int
) -> list[list[tuple[str, str, Command]]]:
    rows: list[list[tuple[str, str, Command]]] = [[]]
    used = 0
    for pair in pairs:
        size = _size(pair[0], pair[1])
        if rows[-1] and used + size > width:
            rows.append([])
            used = 0
        rows[-1].append(pair)
        used += size + 2
    return rows


def _size(key: str, title: str) -> int:
    return cell_len(key) + 1 + cell_len(title)


class Dialog(ModalScreen[Result]):
    """A frame in the middle of the screen, of a ``Vertical``; a click outside of it leaves."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 100; height: auto; max-height: 90%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & .dialog--title {
            height: 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis;
        }
        & .dialog--note {
            height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
        }
        & .dialog--list, & .dialog--list:focus {
            height: 1fr; border: none; padding: 0; background: $surface;
            scrollbar-size-vertical: 1;
            & > .option-list--option { padding: 0; }
            & > .option-list--option-highlighted {
                color: $block-cursor-foreground; background: $block-cursor-background;
                text-style: $block-cursor-text-style;
            }
        }
    }
    """

    def give(self, result: Result | None) -> None:
        """Close with ``result``, once: keys that come while it closes are not for the rest."""
        if self.is_current:
            self.dismiss(result)

    def left_by_mouse(self) -> None:
        """Close and give nothing, as a click outside asks."""
        self.give(None)

    def on_click(self, event: events.Click) -> None:
        """Leave where the click was outside of the frame."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.left_by_mouse()
