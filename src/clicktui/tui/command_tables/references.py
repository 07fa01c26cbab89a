"""The commands of the dialogs of works' references."""

from clicktui.i18n import mark as N_
from clicktui.tui.command_tables.command import Command, Scope

REFERENCES: tuple[Command, ...] = (
    # the reference of a work
    Command("reference.edit", Scope.REFERENCE, "enter", "edit", N_("Edit"),
            N_("Write the value of this field."), in_footer=True),
    Command("reference.confirm", Scope.REFERENCE, "c", "confirm", N_("Confirm"),
            N_("Confirm the doubtful value: it is cited from then on."), in_footer=True),
    Command("reference.unset", Scope.REFERENCE, "d,delete", "unset", N_("Take back"),
            N_("Take back what you said of this field; the catalogue's value holds again."),
            in_footer=True),
    Command("reference.undo", Scope.REFERENCE, "u,ctrl+z", "undo", N_("Undo"),
            N_("Take the last change of references back.")),
    Command("reference.key", Scope.REFERENCE, "K", "key", N_("Citation key"),
            N_("Write the citation key of this work.")),
    Command("reference.other", Scope.REFERENCE, "o", "other", N_("Other field"),
            N_("Write a field that is not listed.")),
    Command("reference.import", Scope.REFERENCE, "b", "import", N_("From a file"),
            N_("Complete works from a bibliography file: BibTeX, RIS or CSL-JSON.")),
    Command("field.take", Scope.FIELD, "enter", "take", N_("Take"), N_("Take this value.")),
    Command("field.complete", Scope.FIELD, "tab", "complete", N_("Complete"),
            N_("Complete the path of the file.")),
    Command("field.close", Scope.FIELD, "escape", "close", N_("Close"),
            N_("Close, and change nothing.")),
    # what a bibliography file says
    Command("proposals.accept", Scope.PROPOSALS, "a,space", "accept", N_("Accept"),
            N_("Take over what fills and confirms; values that are known stay."),
            in_footer=True),
    Command("proposals.correct", Scope.PROPOSALS, "c", "correct", N_("Correct, too"),
            N_("Take over all, also in the place of other values."), in_footer=True),
    Command("proposals.refuse", Scope.PROPOSALS, "r,d,delete", "refuse", N_("Refuse"),
            N_("Take nothing over for this work."), in_footer=True),
    Command("proposals.done", Scope.PROPOSALS, "enter", "done", N_("Done"),
            N_("Complete the works that you accepted."), in_footer=True),
)  # fmt: skip
