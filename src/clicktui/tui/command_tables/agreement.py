"""The commands of what is about agreement."""

from clicktui.i18n import mark as N_
from clicktui.tui.command_tables.command import Command, Scope

AGREEMENT: tuple[Command, ...] = (
    # how far two coders agree
    Command("agreement.down", Scope.AGREEMENT, "down,j", "cursor_down", N_("Down"),
            N_("Go a row down.")),
    Command("agreement.up", Scope.AGREEMENT, "up,k", "cursor_up", N_("Up"), N_("Go a row up.")),
    Command("agreement.right", Scope.AGREEMENT, "right,l", "cursor_right", N_("Right"),
            N_("Go a cell to the right.")),
    Command("agreement.left", Scope.AGREEMENT, "left,h", "cursor_left", N_("Left"),
            N_("Go a cell to the left.")),
    Command("agreement.other-table", Scope.AGREEMENT, "tab", "other_table", N_("Other table"),
            N_("Go to the other table: code by code, or sets of codes.")),
    Command("agreement.open", Scope.AGREEMENT, "enter", "select_cursor", N_("Passages"),
            N_("Show the passages of the cell.")),
    Command("agreement.settle", Scope.AGREEMENT, "d", "settle", N_("Disagreements"),
            N_("Go through the passages on which they differ, and decide.")),
    Command("agreement.coders", Scope.AGREEMENT, "c", "coders", N_("Coders"),
            N_("Choose the two coders.")),
    Command("agreement.silence", Scope.AGREEMENT, "s", "silence", N_("Silence"),
            N_("Let a code that a person does not speak of count as not given, or not at all.")),
    Command("agreement.close", Scope.AGREEMENT, "escape,q", "close", N_("Close"), N_("Close.")),
    # the passages of a cell
    Command("cell.down", Scope.CELL, "down,j", "cursor_down", N_("Down"), N_("Next passage.")),
    Command("cell.up", Scope.CELL, "up,k", "cursor_up", N_("Up"), N_("Previous passage.")),
    Command("cell.open", Scope.CELL, "enter", "select", N_("Open"),
            N_("Open the passage in the reader.")),
    Command("cell.close", Scope.CELL, "escape,q", "close", N_("Back"),
            N_("Go back to the tables.")),
    # settling where they differ
    Command("dispute.yes", Scope.DISPUTE, "c,y", "decide('yes')", N_("Confirm"),
            N_("Say that the passage has the code.")),
    Command("dispute.no", Scope.DISPUTE, "r,n", "decide('no')", N_("Refuse"),
            N_("Say that the passage does not have the code.")),
    Command("dispute.doubt", Scope.DISPUTE, "b", "decide('doubt')", N_("Doubt"),
            N_("Say that you cannot tell.")),
    Command("dispute.skip", Scope.DISPUTE, "s,right,l", "go(1)", N_("Skip"),
            N_("Go to the next without deciding.")),
    Command("dispute.previous", Scope.DISPUTE, "left,h", "go(-1)", N_("Previous"),
            N_("Go back to the previous one.")),
    Command("dispute.undo", Scope.DISPUTE, "u,ctrl+z", "undo", N_("Undo"),
            N_("Undo your last decision of these.")),
    Command("dispute.page-down", Scope.DISPUTE, "pagedown,space,down,j", "page(1)",
            N_("Page down"), N_("Move a page down.")),
    Command("dispute.page-up", Scope.DISPUTE, "pageup,up,k", "page(-1)", N_("Page up"),
            N_("Move a page up.")),
    Command("dispute.open", Scope.DISPUTE, "enter", "open", N_("Open"),
            N_("Open the passage in the reader.")),
    Command("dispute.close", Scope.DISPUTE, "escape,q", "close", N_("Close"),
            N_("Close; what is not decided stays as it is.")),
)  # fmt: skip
