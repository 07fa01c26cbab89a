"""The commands of the search pane."""

from clicktui.i18n import mark as N_
from clicktui.tui.command_tables.command import Command, Scope

SEARCHING: tuple[Command, ...] = (
    # the search input
    Command("query.enter-hits", Scope.QUERY, "down", "enter_hits", N_("To the hits"),
            N_("Enter the list of hits."), in_footer=True),
    Command("query.open", Scope.QUERY, "enter", "open_hit", N_("Open"),
            N_("Open the highlighted hit in the reader."), in_footer=True),
    Command("query.complete", Scope.QUERY, "tab", "complete", N_("Complete"),
            N_("Take the completion that is offered.")),
    Command("search.fuzzy", Scope.SEARCH, "f5", "toggle_fuzzy", N_("Typos"),
            N_("Switch the search for mistyped words on or off.")),
    Command("search.accents", Scope.SEARCH, "f6", "toggle_accents", N_("Accents"),
            N_("Make accents count, or not.")),
    # the hits
    Command("hits.down", Scope.HITS, "down,j", "move(1)", N_("Next hit"),
            N_("Highlight the next hit.")),
    Command("hits.up", Scope.HITS, "up,k", "move(-1)", N_("Previous hit"),
            N_("Highlight the previous hit; from the first, back to the input.")),
    Command("hits.page-down", Scope.HITS, "pagedown,space", "page(1)", N_("Page down"),
            N_("Move a page down.")),
    Command("hits.page-up", Scope.HITS, "pageup", "page(-1)", N_("Page up"),
            N_("Move a page up.")),
    Command("hits.first", Scope.HITS, "home,g", "first", N_("First"),
            N_("Highlight the first hit.")),
    Command("hits.last", Scope.HITS, "end,G", "last", N_("Last"),
            N_("Highlight the last hit.")),
    Command("hits.open", Scope.HITS, "enter,right,l", "open", N_("Open"),
            N_("Open the hit in the reader."), in_footer=True),
    Command("hits.cite", Scope.HITS, "y", "cite", N_("Copy citation"),
            N_("Copy the words found, with their reference."), in_footer=True),
    Command("hits.cite-as", Scope.HITS, "Y", "cite_as", N_("Copy as …"),
            N_("Choose how to copy: reference, Markdown, LaTeX, BibLaTeX, link …"),
            in_footer=True),
    Command("hits.pin", Scope.HITS, "p", "pin", N_("Pin"),
            N_("Keep the words found on the board."), in_footer=True),
    Command("hits.pin-to", Scope.HITS, "P", "pin_to", N_("Pin to …"),
            N_("Keep the words found in a list to choose.")),
    Command("hits.code", Scope.HITS, "a", "code", N_("Code"),
            N_("Say which codes the words found have.")),
    Command("hits.like", Scope.HITS, "z", "like", N_("Passages like this"),
            N_("Show the passages nearest in meaning, in all languages (an extra).")),
    Command("hits.reference", Scope.HITS, "i", "reference", N_("Reference …"),
            N_("See what is known of the work's reference, and complete it.")),
)  # fmt: skip
