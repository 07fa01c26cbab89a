"""The commands of what is written and chosen in: notes, names, lists to choose from."""

from clicktui.i18n import mark as N_
from clicktui.tui.command_tables.command import Command, Scope

INPUTS: tuple[Command, ...] = (
    # a text of several lines
    Command("editor.keep", Scope.EDITOR, "escape,ctrl+s", "keep", N_("Keep"),
            N_("Keep what is written, and close."), in_footer=True),
    Command("editor.put-back", Scope.EDITOR, "f8", "put_back", N_("Put back"),
            N_("Put back the text as it was; this can be undone."), in_footer=True),
    Command("editor.undo", Scope.EDITOR, "ctrl+z", "undo", N_("Undo"),
            N_("Undo what was typed last.")),
    Command("editor.redo", Scope.EDITOR, "ctrl+y", "redo", N_("Redo"),
            N_("Redo what was undone last.")),
    # a name
    Command("name.take", Scope.NAME, "enter", "take", N_("Take"), N_("Take this name.")),
    Command("name.complete", Scope.NAME, "tab", "complete", N_("Complete"),
            N_("Take the completion that is offered.")),
    Command("name.close", Scope.NAME, "escape", "close", N_("Close"),
            N_("Close, and change nothing.")),
    # choosing by typing
    Command("chooser.down", Scope.CHOOSER, "down", "down", N_("Down"), N_("Move down.")),
    Command("chooser.up", Scope.CHOOSER, "up", "up", N_("Up"), N_("Move up.")),
    Command("chooser.take", Scope.CHOOSER, "enter", "take", N_("Choose"),
            N_("Choose what is highlighted.")),
    Command("chooser.close", Scope.CHOOSER, "escape", "close", N_("Close"),
            N_("Close, and change nothing.")),
    # choosing by typing, with a preview
    Command("copy.style", Scope.COPY, "f8", "style", N_("Style"),
            N_("Choose the citation style.")),
    Command("picker.down", Scope.PICKER, "down", "move(1)", N_("Down"), N_("Move down.")),
    Command("picker.up", Scope.PICKER, "up", "move(-1)", N_("Up"), N_("Move up.")),
    Command("picker.page-down", Scope.PICKER, "pagedown", "page(1)", N_("Page down"),
            N_("Move a page down.")),
    Command("picker.page-up", Scope.PICKER, "pageup", "page(-1)", N_("Page up"),
            N_("Move a page up.")),
    Command("picker.preview-down", Scope.PICKER, "ctrl+d", "page_preview(1)", N_("More"),
            N_("Show more of what is highlighted.")),
    Command("picker.preview-up", Scope.PICKER, "ctrl+u", "page_preview(-1)", N_("Less"),
            N_("Show again what was before.")),
    Command("picker.language", Scope.PICKER, "f7", "language", N_("Cited in"),
            N_("Cite in the next language: French, Italian, English, the interface's.")),
    Command("picker.take", Scope.PICKER, "enter", "take", N_("Choose"),
            N_("Choose what is highlighted.")),
    Command("picker.close", Scope.PICKER, "escape", "close", N_("Close"),
            N_("Close, and change nothing.")),
)  # fmt: skip
