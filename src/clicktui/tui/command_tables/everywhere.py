"""The commands that are at hand everywhere."""

from clicktui.i18n import mark as N_
from clicktui.tui.command_tables.command import Command, Scope

EVERYWHERE: tuple[Command, ...] = (
    Command("app.search", Scope.EVERYWHERE, "slash,f2,1", "focus_search", N_("Search"),
            N_("Go to the search input, from anywhere."), in_footer=True),
    Command("app.reader", Scope.EVERYWHERE, "f3,2", "show_reader", N_("Read"),
            N_("Go to the reader."), in_footer=True),
    Command("app.board", Scope.EVERYWHERE, "f4,3", "show_board", N_("Board"),
            N_("Go to the board of quotes."), in_footer=True),
    Command("app.codes", Scope.EVERYWHERE, "f7,4", "show_codes", N_("Codes"),
            N_("Go to the passages by their codes; once there, order their lists anew."),
            in_footer=True),
    Command("app.help", Scope.EVERYWHERE, "question_mark,f1", "help", N_("Help"),
            N_("Show what can be done here, and with which keys."), in_footer=True),
    Command("app.palette", Scope.EVERYWHERE, "ctrl+p,colon", "command_palette", N_("Commands"),
            N_("Find a command by its name and run it."), in_footer=True),
    Command("app.undo", Scope.EVERYWHERE, "u,ctrl+z", "undo", N_("Undo"),
            N_("Undo the last change of the boards.")),
    Command("app.redo", Scope.EVERYWHERE, "U,ctrl+y", "redo", N_("Redo"),
            N_("Redo what was undone last.")),
    Command("app.style", Scope.EVERYWHERE, "f8", "choose_style", N_("Style"),
            N_("Choose the citation style, and the language of citations.")),
    Command("app.agreement", Scope.EVERYWHERE, "ctrl+g,A", "agreement", N_("Agreement"),
            N_("Show how far two coders agree on the codes, and settle where they do not.")),
    Command("app.theme", Scope.EVERYWHERE, "f9", "next_theme", N_("Theme"),
            N_("Change to the next theme: dark, light, high contrast.")),
    Command("app.language", Scope.EVERYWHERE, "f10", "next_language", N_("Language"),
            N_("Change the language of the interface: English, French.")),
    Command("app.tour", Scope.EVERYWHERE, "ctrl+t", "tour", N_("Tour"),
            N_("Show the tour of the app; in it, its next step. Esc leaves it.")),
    Command("app.back", Scope.EVERYWHERE, "escape", "back_up", N_("Back"),
            N_("Back up one step; never quits.")),
    Command("app.quit", Scope.EVERYWHERE, "q,ctrl+q", "quit", N_("Quit"),
            N_("Leave clicktui."), in_footer=True),
)  # fmt: skip
