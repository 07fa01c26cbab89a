"""The commands of every dialog."""

from clicktui.i18n import mark as N_
from clicktui.tui.command_tables.command import Command, Scope

DIALOGS: tuple[Command, ...] = (
    Command("help.page", Scope.HELP, "tab", "page", N_("Other page"),
            N_("Turn to the other page: your own texts, or the keys.")),
    Command("dialog.down", Scope.DIALOG, "down,j", "down", N_("Down"), N_("Move down.")),
    Command("dialog.up", Scope.DIALOG, "up,k", "up", N_("Up"), N_("Move up.")),
    Command("dialog.close", Scope.DIALOG, "escape,q,question_mark,f1", "close", N_("Close"),
            N_("Close, and change nothing.")),
)  # fmt: skip
