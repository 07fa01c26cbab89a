"""What a command is, and where it is at hand."""

from dataclasses import dataclass
from enum import StrEnum


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
    CODES = "codes"  # the lists of passages by their codes
    SIFT = "sift"  # the bar that finds passages among them
    COUNTS = "counts"  # the overview of the codes
    CODER = "coder"  # the codes to choose from for some words
    EFFECTS = "effects"  # what a change of the cues would do
    LIKE = "like"  # the passages that mean the like of one
    AGREEMENT = "agreement"  # the tables of how far two coders agree
    CELL = "cell"  # the passages of one of its cells
    DISPUTE = "dispute"  # a passage on which two coders differ
    REFERENCE = "reference"  # what is known of a work's metadata
    FIELD = "field"  # the input of a field of them
    PROPOSALS = "proposals"  # what a bibliography file says of works
    ADDING = "adding"  # files that are being added to a corpus
    DOUBTS = "doubts"  # what was added to a corpus, and what is in doubt of it
    HELP = "help"  # the pages of help
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
