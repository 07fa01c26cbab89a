"""Every command of the app, defined once: footer, help, palette and keymap are made from here."""

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from clicktui.tui.command_tables.agreement import AGREEMENT
from clicktui.tui.command_tables.board import BOARD
from clicktui.tui.command_tables.boards import BOARDS
from clicktui.tui.command_tables.codes import CODES
from clicktui.tui.command_tables.command import Command, Scope
from clicktui.tui.command_tables.corpora import CORPORA
from clicktui.tui.command_tables.dialogs import DIALOGS
from clicktui.tui.command_tables.everywhere import EVERYWHERE
from clicktui.tui.command_tables.inputs import INPUTS
from clicktui.tui.command_tables.quotes import QUOTES
from clicktui.tui.command_tables.reading import READING
from clicktui.tui.command_tables.references import REFERENCES
from clicktui.tui.command_tables.searching import SEARCHING

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
    *CORPORA,
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
