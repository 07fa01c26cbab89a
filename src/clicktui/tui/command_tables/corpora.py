"""The commands of what is about corpora: files that are being added, and what is in doubt."""

from clicktui.i18n import mark as N_
from clicktui.tui.command_tables.command import Command, Scope

CORPORA: tuple[Command, ...] = (
    # while files are added
    Command("adding.end", Scope.ADDING, "escape", "end", N_("End it"),
            N_("End the adding; what is done is kept.")),
    Command("adding.hide", Scope.ADDING, "enter,h", "hide", N_("Go on meanwhile"),
            N_("Read and search while the files are added; what was added is told then.")),
    # what was added, and its doubts
    Command("doubts.down", Scope.DOUBTS, "down,j", "cursor_down", N_("Down"), N_("Go down.")),
    Command("doubts.up", Scope.DOUBTS, "up,k", "cursor_up", N_("Up"), N_("Go up.")),
    Command("doubts.page-down", Scope.DOUBTS, "pagedown", "page_down", N_("Page down"),
            N_("Move a page down.")),
    Command("doubts.page-up", Scope.DOUBTS, "pageup", "page_up", N_("Page up"),
            N_("Move a page up.")),
    Command("doubts.first", Scope.DOUBTS, "home,g", "first", N_("First"), N_("Go to the top.")),
    Command("doubts.last", Scope.DOUBTS, "end,G", "last", N_("Last"), N_("Go to the end.")),
    Command("doubts.confirm", Scope.DOUBTS, "c,y", "confirm", N_("Confirm"),
            N_("Let what is in doubt stand: it is cited from then on.")),
    Command("doubts.refuse", Scope.DOUBTS, "r,n,d,delete", "refuse", N_("Refuse"),
            N_("Forget what is in doubt: it is unknown then.")),
    Command("doubts.edit", Scope.DOUBTS, "e", "edit", N_("Edit"),
            N_("Write the right value, or the right name.")),
    Command("doubts.all", Scope.DOUBTS, "a", "all", N_("All of this text"),
            N_("Confirm all that is in doubt of this text.")),
    Command("doubts.open", Scope.DOUBTS, "enter", "open", N_("Open"),
            N_("Open the place in the reader.")),
    Command("doubts.take", Scope.DOUBTS, "t", "take", N_("Take nevertheless"),
            N_("Take in a duplicate that was skipped.")),
    Command("doubts.undo", Scope.DOUBTS, "u,ctrl+z", "undo", N_("Undo"),
            N_("Take back what was settled last.")),
    Command("doubts.export", Scope.DOUBTS, "s", "export", N_("Save the list"),
            N_("Write what was added, skipped and left out, with reasons, to a CSV file.")),
    Command("doubts.close", Scope.DOUBTS, "escape,q", "close", N_("Close"),
            N_("Close; what is not settled stays in doubt.")),
)  # fmt: skip
