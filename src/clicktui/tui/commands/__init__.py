"""Every command of the app, defined once: footer, help, palette and keymap are made from here."""

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from clicktui.tui.commands.agreement import AGREEMENT
from clicktui.tui.commands.board import BOARD
from clicktui.tui.commands.boards import BOARDS
from clicktui.tui.commands.codes import CODES
from clicktui.tui.commands.command import Command, Scope
from clicktui.tui.commands.dialogs import DIALOGS
from clicktui.tui.commands.everywhere import EVERYWHERE
from clicktui.tui.commands.inputs import INPUTS
from clicktui.tui.commands.quotes import QUOTES
from clicktui.tui.commands.reading import READING
from clicktui.tui.commands.references import REFERENCES
from clicktui.tui.commands.searching import SEARCHING

__all__ = ["COMMANDS", "Command", "Scope", "bindings", "commands_of"]

COMMANDS: tuple[Command, ...] = (
    *EVERYWHERE,
    *SEARCHING,
    *READING,
    *BOARD,
    *INPUTS,
    *BOARDS,
    *QUOTES,
    *REFERENCES,
    *CODES,
    *AGREEMENT,
    *DIALOGS,
)


def commands_of(scopes: Iterable[Scope]) -> list[Command]:
    """Return the commands at hand in ``scopes``, in the order of definition."""
    wanted = set(scopes)
    return [command for command in COMMANDS if command.scope in wanted]


def bindings(scope: Scope) -> list[BindingType]:
    """Return the Textual bindings of ``scope``, each carrying its command's id for keymaps."""
    return [
        Binding(
            command.keys, command.action, command.title, show=False,
            priority=command.priority, id=command.id, tooltip=command.help,
        )
        for command in COMMANDS
        if command.scope is scope
    ]  # fmt: skip
