"""Every command of the app, defined once: footer, help, palette and keymap are made from here."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType

from clicktui.i18n import mark as N_


class Scope(StrEnum):
    """Where a command is at hand."""

    EVERYWHERE = "everywhere"
    SEARCH = "search"  # the search pane, wherever in it
    QUERY = "query"  # the search input
    HITS = "hits"  # the list of hits
    TEXT = "text"  # the text of a work
    OUTLINE = "outline"  # the tree of works
    FIND = "find"  # the bar that finds words in a text
    DIALOG = "dialog"  # what stands over the rest and asks or tells


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a user can do.

    ``id`` is what her keymap names; ``keys`` are Textual key names, comma separated; ``action``
    is the method ``action_<action>`` of the widget that owns the scope. ``title`` is two or three
    words, ``help`` one sentence; both are English and translated when shown. ``in_footer`` puts
    it on the footer; ``priority`` makes it work inside inputs.
    """

    id: str
    scope: Scope
    keys: str
    action: str
    title: str
    help: str
    in_footer: bool = False
    priority: bool = False


COMMANDS: tuple[Command, ...] = (
    # everywhere
    Command("app.search", Scope.EVERYWHERE, "slash,f2,1", "focus_search", N_("Search"),
            N_("Go to the search input, from anywhere."), in_footer=True),
    Command("app.reader", Scope.EVERYWHERE, "f3,2", "show_reader", N_("Read"),
            N_("Go to the reader."), in_footer=True),
    Command("app.help", Scope.EVERYWHERE, "question_mark,f1", "help", N_("Help"),
            N_("Show what can be done here, and with which keys."), in_footer=True),
    Command("app.palette", Scope.EVERYWHERE, "ctrl+p,colon", "command_palette", N_("Commands"),
            N_("Find a command by its name and run it."), in_footer=True),
    Command("app.theme", Scope.EVERYWHERE, "f9", "next_theme", N_("Theme"),
            N_("Change to the next theme: dark, light, high contrast.")),
    Command("app.language", Scope.EVERYWHERE, "f10", "next_language", N_("Language"),
            N_("Change the language of the interface: English, French.")),
    Command("app.back", Scope.EVERYWHERE, "escape", "back_up", N_("Back"),
            N_("Back up one step; never quits.")),
    Command("app.quit", Scope.EVERYWHERE, "q,ctrl+q", "quit", N_("Quit"),
            N_("Leave clicktui."), in_footer=True),
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
            N_("Choose how to copy: with reference, words only, reference only, Markdown."),
            in_footer=True),
    # the text of a work
    Command("text.down", Scope.TEXT, "down,j", "sentence(1)", N_("Next sentence"),
            N_("Move the cursor to the next sentence.")),
    Command("text.up", Scope.TEXT, "up,k", "sentence(-1)", N_("Previous sentence"),
            N_("Move the cursor to the previous sentence.")),
    Command("text.paragraph-down", Scope.TEXT, "ctrl+down,J", "paragraph(1)",
            N_("Next paragraph"), N_("Move the cursor to the next paragraph.")),
    Command("text.paragraph-up", Scope.TEXT, "ctrl+up,K", "paragraph(-1)",
            N_("Previous paragraph"), N_("Move the cursor to the previous paragraph.")),
    Command("text.page-down", Scope.TEXT, "pagedown,space", "page(1)", N_("Page down"),
            N_("Move a page down.")),
    Command("text.page-up", Scope.TEXT, "pageup", "page(-1)", N_("Page up"),
            N_("Move a page up.")),
    Command("text.first", Scope.TEXT, "home,g", "first", N_("Top"),
            N_("Go to the beginning of the work.")),
    Command("text.last", Scope.TEXT, "end,G", "last", N_("End"),
            N_("Go to the end of the work.")),
    Command("text.grow-sentence", Scope.TEXT, "shift+down,s", "grow_sentence(1)",
            N_("Select more"), N_("Grow the selection by a sentence."), in_footer=True),
    Command("text.shrink-sentence", Scope.TEXT, "shift+up,S", "grow_sentence(-1)",
            N_("Select less"), N_("Shrink the selection by a sentence.")),
    Command("text.grow-word", Scope.TEXT, "shift+right,w", "grow_word(1)", N_("One word more"),
            N_("Grow the selection by a word.")),
    Command("text.shrink-word", Scope.TEXT, "shift+left,W", "grow_word(-1)",
            N_("One word less"), N_("Shrink the selection by a word.")),
    Command("text.trim-word", Scope.TEXT, "x", "trim_start(1)", N_("Begin later"),
            N_("Let the selection begin one word later.")),
    Command("text.untrim-word", Scope.TEXT, "X", "trim_start(-1)", N_("Begin earlier"),
            N_("Let the selection begin one word earlier.")),
    Command("text.speech", Scope.TEXT, "e", "speech", N_("Quoted words"),
            N_("Select the words of somebody who is quoted in the sentence.")),
    Command("text.next-hit", Scope.TEXT, "n", "hit(1)", N_("Next hit"),
            N_("Go to the next hit in this work."), in_footer=True),
    Command("text.previous-hit", Scope.TEXT, "N", "hit(-1)", N_("Previous hit"),
            N_("Go to the previous hit in this work.")),
    Command("text.find", Scope.TEXT, "f,ctrl+f", "find", N_("Find"),
            N_("Find words in this work."), in_footer=True),
    Command("text.cite", Scope.TEXT, "y", "cite", N_("Copy citation"),
            N_("Copy the selection, or the sentence, with its reference."), in_footer=True),
    Command("text.cite-as", Scope.TEXT, "Y", "cite_as", N_("Copy as …"),
            N_("Choose how to copy: with reference, words only, reference only, Markdown.")),
    Command("text.copy-words", Scope.TEXT, "ctrl+c", "copy_words", N_("Copy words"),
            N_("Copy the selected words alone."), priority=True),
    Command("text.unselect", Scope.TEXT, "escape", "unselect", N_("Unselect"),
            N_("Give up the selection; without one, back up.")),
    Command("text.outline", Scope.TEXT, "o", "outline", N_("Outline"),
            N_("Go to the outline of the works."), in_footer=True),
    # the outline
    Command("outline.open", Scope.OUTLINE, "enter,right,l", "open", N_("Open"),
            N_("Open the work, or go to the heading."), in_footer=True),
    Command("outline.down", Scope.OUTLINE, "down,j", "cursor_down", N_("Down"),
            N_("Move down.")),
    Command("outline.up", Scope.OUTLINE, "up,k", "cursor_up", N_("Up"), N_("Move up.")),
    Command("outline.hide", Scope.OUTLINE, "o", "hide", N_("Hide"),
            N_("Hide the outline and go back to the text."), in_footer=True),
    Command("outline.first", Scope.OUTLINE, "home,g", "scroll_home", N_("First"),
            N_("Go to the first line.")),
    Command("outline.last", Scope.OUTLINE, "end,G", "scroll_end", N_("Last"),
            N_("Go to the last line.")),
    Command("outline.back", Scope.OUTLINE, "escape", "back", N_("Back to the text"),
            N_("Go back to the text.")),
    # finding in a text
    Command("find.next", Scope.FIND, "down", "step(1)", N_("Next"),
            N_("Go to the next place found."), in_footer=True),
    Command("find.previous", Scope.FIND, "up", "step(-1)", N_("Previous"),
            N_("Go to the previous place found."), in_footer=True),
    Command("find.keep", Scope.FIND, "enter", "done(True)", N_("Keep"),
            N_("Go on reading; n and N go through what was found."), in_footer=True),
    Command("find.close", Scope.FIND, "escape", "done(False)", N_("Close"),
            N_("Close, and show the hits of the search again."), in_footer=True),
    # dialogs
    Command("dialog.down", Scope.DIALOG, "down,j", "down", N_("Down"), N_("Move down.")),
    Command("dialog.up", Scope.DIALOG, "up,k", "up", N_("Up"), N_("Move up.")),
    Command("dialog.close", Scope.DIALOG, "escape,q,question_mark,f1", "close", N_("Close"),
            N_("Close, and change nothing.")),
)  # fmt: skip


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
