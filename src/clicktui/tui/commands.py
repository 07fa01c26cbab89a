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
    BOARD = "board"  # the lists of quotes of the board
    FILTER = "filter"  # the bar that finds quotes on the board
    EDITOR = "editor"  # a text of several lines: a note, a memo
    NAME = "name"  # the input of a name
    CHOOSER = "chooser"  # a list to choose from by typing
    COPY = "copy"  # the list of forms to copy in
    PICKER = "picker"  # a list to choose from by typing, with a preview
    BOARDS = "boards"  # the list of boards
    EXPORT = "export"  # the formats to export a board in
    REPORT = "report"  # what an export or an import has to tell
    ALTER = "alter"  # the words whose alterations are marked
    SETTLE = "settle"  # the quotes whose source changed
    REFERENCE = "reference"  # what is known of a work's metadata
    FIELD = "field"  # the input of a field of them
    PROPOSALS = "proposals"  # what a bibliography file says of works
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
    Command("app.board", Scope.EVERYWHERE, "f4,3", "show_board", N_("Board"),
            N_("Go to the board of quotes."), in_footer=True),
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
            N_("Choose how to copy: reference, Markdown, LaTeX, BibLaTeX, link …"),
            in_footer=True),
    Command("hits.pin", Scope.HITS, "p", "pin", N_("Pin"),
            N_("Keep the words found on the board."), in_footer=True),
    Command("hits.pin-to", Scope.HITS, "P", "pin_to", N_("Pin to …"),
            N_("Keep the words found in a list to choose.")),
    Command("hits.reference", Scope.HITS, "i", "reference", N_("Reference …"),
            N_("See what is known of the work's reference, and complete it.")),
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
            N_("Choose how to copy: reference, Markdown, LaTeX, BibLaTeX, link …")),
    Command("text.pin", Scope.TEXT, "p", "pin", N_("Pin"),
            N_("Keep the selection, or the sentence, on the board."), in_footer=True),
    Command("text.pin-to", Scope.TEXT, "P", "pin_to", N_("Pin to …"),
            N_("Keep the selection, or the sentence, in a list to choose.")),
    Command("text.copy-words", Scope.TEXT, "ctrl+c", "copy_words", N_("Copy words"),
            N_("Copy the selected words alone."), priority=True),
    Command("text.reference", Scope.TEXT, "i", "reference", N_("Reference …"),
            N_("See what is known of the work's reference, and complete it.")),
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
    Command("outline.reference", Scope.OUTLINE, "i", "reference", N_("Reference …"),
            N_("See what is known of the work's reference, and complete it.")),
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
    # the board
    Command("board.down", Scope.BOARD, "down,j", "step(1)", N_("Down"),
            N_("Highlight the next quote or list.")),
    Command("board.up", Scope.BOARD, "up,k", "step(-1)", N_("Up"),
            N_("Highlight the previous quote or list.")),
    Command("board.page-down", Scope.BOARD, "pagedown", "page(1)", N_("Page down"),
            N_("Move a page down.")),
    Command("board.page-up", Scope.BOARD, "pageup", "page(-1)", N_("Page up"),
            N_("Move a page up.")),
    Command("board.details-down", Scope.BOARD, "ctrl+d", "details(1)", N_("Details"),
            N_("Scroll the details of the quote a page down; show them where they are not.")),
    Command("board.details-up", Scope.BOARD, "ctrl+u", "details(-1)", N_("Details up"),
            N_("Scroll the details of the quote a page up; from their top, back to the list.")),
    Command("board.first", Scope.BOARD, "home,g", "first", N_("First"),
            N_("Go to the first list.")),
    Command("board.last", Scope.BOARD, "end,G", "last", N_("Last"),
            N_("Go to the last quote.")),
    Command("board.open", Scope.BOARD, "enter", "open", N_("Open"),
            N_("Open the quote at its place in the reader; fold or unfold a list."),
            in_footer=True),
    Command("board.note", Scope.BOARD, "n", "note", N_("Note"),
            N_("Write a note on the quote."), in_footer=True),
    Command("board.star", Scope.BOARD, "s,asterisk", "star", N_("Star"),
            N_("Star the quotes, or take the star away."), in_footer=True),
    Command("board.tags", Scope.BOARD, "t", "tags", N_("Tags"),
            N_("Give the quotes tags."), in_footer=True),
    Command("board.move-to", Scope.BOARD, "m", "move_to", N_("Move to …"),
            N_("Move the quotes to another list."), in_footer=True),
    Command("board.cite", Scope.BOARD, "y", "cite", N_("Copy citation"),
            N_("Copy the quotes with their references."), in_footer=True),
    Command("board.cite-as", Scope.BOARD, "Y", "cite_as", N_("Copy as …"),
            N_("Choose how to copy: reference, Markdown, LaTeX, BibLaTeX, link …")),
    Command("board.copy-words", Scope.BOARD, "ctrl+c", "copy_words", N_("Copy words"),
            N_("Copy the exact words alone."), priority=True),
    Command("board.remove", Scope.BOARD, "d,delete", "remove", N_("Remove"),
            N_("Take the quotes, or the list, off the board; undo brings them back."),
            in_footer=True),
    Command("board.select", Scope.BOARD, "space", "select", N_("Select"),
            N_("Select the quote, to act on several at once.")),
    Command("board.select-down", Scope.BOARD, "shift+down", "extend(1)", N_("Select down"),
            N_("Select the quote and go to the next.")),
    Command("board.select-up", Scope.BOARD, "shift+up", "extend(-1)", N_("Select up"),
            N_("Select the quote and go to the previous.")),
    Command("board.select-all", Scope.BOARD, "ctrl+a", "select_all", N_("Select all"),
            N_("Select all quotes of this list.")),
    Command("board.unselect", Scope.BOARD, "escape", "unselect", N_("Back"),
            N_("Close the search, then give up the selection; without them, back up.")),
    Command("board.move-down", Scope.BOARD, "J,ctrl+down", "shift(1)", N_("Move down"),
            N_("Move the quotes, or the list, one place down.")),
    Command("board.move-up", Scope.BOARD, "K,ctrl+up", "shift(-1)", N_("Move up"),
            N_("Move the quotes, or the list, one place up.")),
    Command("board.fold", Scope.BOARD, "left,h", "fold(True)", N_("Fold"),
            N_("Fold the list.")),
    Command("board.unfold", Scope.BOARD, "right,l", "fold(False)", N_("Unfold"),
            N_("Unfold the list.")),
    Command("board.alter", Scope.BOARD, "a", "alter", N_("Alter"),
            N_("Mark an elision, [your words], [sic] or emphasis; the words stay.")),
    Command("board.new-list", Scope.BOARD, "c", "new_list", N_("New list"),
            N_("Make a list under this one.")),
    Command("board.rename-list", Scope.BOARD, "r", "rename_list", N_("Rename"),
            N_("Give the list another name.")),
    Command("board.filter", Scope.BOARD, "f,ctrl+f", "filter", N_("Find"),
            N_("Find quotes on the board, as you type.")),
    Command("board.verify", Scope.BOARD, "v", "verify", N_("Verify"),
            N_("Settle the quotes whose source changed.")),
    Command("board.memo", Scope.BOARD, "M", "memo", N_("Memo"),
            N_("Write the memo of the board, in Markdown.")),
    Command("board.boards", Scope.BOARD, "o", "boards", N_("Boards"),
            N_("Open another board; make, rename, duplicate, archive or delete one.")),
    Command("board.reference", Scope.BOARD, "i", "reference", N_("Reference …"),
            N_("See what is known of the work's reference, and complete it.")),
    Command("board.mirror", Scope.BOARD, "w", "mirror", N_("Mirror"),
            N_("Keep a copy of the board in a YAML file, rewritten at every change.")),
    Command("board.export", Scope.BOARD, "e", "export", N_("Export"),
            N_("Write the board, or this list, for Word, Zotero, LaTeX, a spreadsheet, NVivo …")),
    Command("board.import", Scope.BOARD, "E", "import", N_("Import"),
            N_("Take in a board from a file: YAML, CSV, Web annotations or REFI-QDA.")),
    # finding on the board
    Command("filter.enter", Scope.FILTER, "down,enter", "enter", N_("To the quotes"),
            N_("Go to the quotes found."), in_footer=True),
    Command("filter.close", Scope.FILTER, "escape", "close", N_("Close"),
            N_("Close, and show the whole board."), in_footer=True),
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
    # altering
    Command("alter.word-right", Scope.ALTER, "right,l", "word(1)", N_("Next word"),
            N_("Go to the next word.")),
    Command("alter.word-left", Scope.ALTER, "left,h", "word(-1)", N_("Previous word"),
            N_("Go to the previous word.")),
    Command("alter.down", Scope.ALTER, "down,j", "row(1)", N_("Down"), N_("Go a row down.")),
    Command("alter.up", Scope.ALTER, "up,k", "row(-1)", N_("Up"), N_("Go a row up.")),
    Command("alter.page-down", Scope.ALTER, "pagedown,space", "page(1)", N_("Page down"),
            N_("Move a page down.")),
    Command("alter.page-up", Scope.ALTER, "pageup", "page(-1)", N_("Page up"),
            N_("Move a page up.")),
    Command("alter.first", Scope.ALTER, "home,g", "first", N_("First"),
            N_("Go to the first word.")),
    Command("alter.last", Scope.ALTER, "end,G", "last", N_("Last"), N_("Go to the last word.")),
    Command("alter.grow", Scope.ALTER, "shift+right,s", "grow(1)", N_("Select more"),
            N_("Take one word more.")),
    Command("alter.shrink", Scope.ALTER, "shift+left,S", "grow(-1)", N_("Select less"),
            N_("Take one word less.")),
    Command("alter.elide", Scope.ALTER, "e", "elide", N_("Elide"),
            N_("Leave the words out: […]."), in_footer=True),
    Command("alter.insert", Scope.ALTER, "i", "insert(-1)", N_("Insert"),
            N_("Insert [words] before this word."), in_footer=True),
    Command("alter.insert-after", Scope.ALTER, "I", "insert(1)", N_("Insert after"),
            N_("Insert [words] after this word.")),
    Command("alter.replace", Scope.ALTER, "r", "replace", N_("Replace"),
            N_("Put [your words] in the place of these."), in_footer=True),
    Command("alter.sic", Scope.ALTER, "t", "sic", N_("[sic]"),
            N_("Say that the word stands so in the source: [sic]."), in_footer=True),
    Command("alter.emphasis", Scope.ALTER, "m", "emphasis", N_("Emphasis"),
            N_("Emphasise the words; the citation says that it was added."), in_footer=True),
    Command("alter.take-away", Scope.ALTER, "x,delete,backspace", "take_away", N_("Take away"),
            N_("Take away the alterations of these words.")),
    Command("alter.reset", Scope.ALTER, "R", "reset", N_("None"),
            N_("Take away all alterations.")),
    Command("alter.keep", Scope.ALTER, "enter", "keep", N_("Keep"),
            N_("Keep the alterations."), in_footer=True),
    Command("alter.close", Scope.ALTER, "escape,q", "close", N_("Close"),
            N_("Close, and change nothing."), in_footer=True),
    # settling
    Command("settle.down", Scope.SETTLE, "down,j", "down", N_("Down"), N_("Next quote.")),
    Command("settle.up", Scope.SETTLE, "up,k", "up", N_("Up"), N_("Previous quote.")),
    Command("settle.page-down", Scope.SETTLE, "pagedown,space", "page(1)", N_("Page down"),
            N_("Move a page down.")),
    Command("settle.page-up", Scope.SETTLE, "pageup", "page(-1)", N_("Page up"),
            N_("Move a page up.")),
    Command("settle.take", Scope.SETTLE, "a", "take", N_("As it is now"),
            N_("Take the place and the words as they are now."), in_footer=True),
    Command("settle.take-moved", Scope.SETTLE, "A", "take_moved", N_("All that moved"),
            N_("Take the new place of all quotes whose words are the same."), in_footer=True),
    Command("settle.keep", Scope.SETTLE, "m", "keep", N_("As I had it"),
            N_("Keep the words as I had them."), in_footer=True),
    Command("settle.remove", Scope.SETTLE, "d,delete", "remove", N_("Remove"),
            N_("Take the quote off the board; undo brings it back."), in_footer=True),
    Command("settle.open", Scope.SETTLE, "enter", "open", N_("Open"),
            N_("Open the place in the reader."), in_footer=True),
    Command("settle.close", Scope.SETTLE, "escape,q", "close", N_("Close"),
            N_("Close; what is not settled stays to be settled.")),
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
