"""The commands of the list of boards, of exports and imports."""

from clicktui.i18n import mark as N_
from clicktui.tui.command_tables.command import Command, Scope

BOARDS: tuple[Command, ...] = (
    # the boards
    Command("boards.open", Scope.BOARDS, "enter", "open", N_("Open"), N_("Open the board.")),
    Command("boards.new", Scope.BOARDS, "n", "new", N_("New"), N_("Make a board.")),
    Command("boards.rename", Scope.BOARDS, "r", "rename", N_("Rename"),
            N_("Give the board another name.")),
    Command("boards.duplicate", Scope.BOARDS, "c", "duplicate", N_("Duplicate"),
            N_("Make a second board with the same quotes.")),
    Command("boards.archive", Scope.BOARDS, "a", "archive", N_("Archive"),
            N_("Put the board out of sight, or back.")),
    Command("boards.archived", Scope.BOARDS, "h", "show_archived", N_("Archived ones"),
            N_("Show the archived boards, or hide them.")),
    Command("boards.remove", Scope.BOARDS, "d,delete", "remove", N_("Delete"),
            N_("Delete the board; undo brings it back.")),
    Command("boards.import", Scope.BOARDS, "i", "import", N_("Import"), N_("Take in a file.")),
    Command("boards.undo", Scope.BOARDS, "u,ctrl+z", "undo", N_("Undo"),
            N_("Undo the last change of the boards.")),
    Command("boards.redo", Scope.BOARDS, "U,ctrl+y", "redo", N_("Redo"),
            N_("Redo what was undone last.")),
    # exporting and importing
    Command("export.take", Scope.EXPORT, "enter", "take", N_("Choose"),
            N_("Choose this format; where the file goes is asked next.")),
    Command("export.scope", Scope.EXPORT, "l,tab", "scope", N_("List or board"),
            N_("Export this list alone, or the whole board.")),
    Command("report.page-down", Scope.REPORT, "pagedown,space", "page(1)", N_("Page down"),
            N_("Move a page down.")),
    Command("report.page-up", Scope.REPORT, "pageup", "page(-1)", N_("Page up"),
            N_("Move a page up.")),
    Command("report.save", Scope.REPORT, "s", "save", N_("Save"),
            N_("Write this report, with all that was left out in full, to a file.")),
    Command("report.close", Scope.REPORT, "enter", "close", N_("Close"), N_("Close the report.")),
)  # fmt: skip
