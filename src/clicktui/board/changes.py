"""What can happen to a board: the values that history, toasts and undo speak of."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """The kinds of change."""

    PIN = "pin"
    REMOVE = "remove"
    MOVE = "move"
    NOTE = "note"
    TAG = "tag"
    STAR = "star"
    UNSTAR = "unstar"
    ALTER = "alter"
    SETTLE = "settle"
    NEW_LIST = "new-list"
    RENAME_LIST = "rename-list"
    MOVE_LIST = "move-list"
    REMOVE_LIST = "remove-list"
    MEMO = "memo"
    MIRROR = "mirror"
    NEW_BOARD = "new-board"
    RENAME_BOARD = "rename-board"
    DUPLICATE_BOARD = "duplicate-board"
    ARCHIVE_BOARD = "archive-board"
    UNARCHIVE_BOARD = "unarchive-board"
    REMOVE_BOARD = "remove-board"
    IMPORT = "import"
    CODE = "code"
    REFUSE_CODE = "refuse-code"
    DOUBT_CODE = "doubt-code"
    CLEAR_CODE = "clear-code"
    CODING_MEMO = "coding-memo"
    CODING_RULES = "coding-rules"
    IMPORT_CODINGS = "import-codings"


@dataclass(frozen=True, slots=True)
class Change:
    """One change that was committed.

    ``number`` counts all changes of a store from 1. ``about`` names what it is about (a list, a
    board, the first words of a quote), as plain text; ``count`` is the number of quotes, lists or
    boards concerned; for a list taken off, that of its quotes. ``at`` is UTC as in
    ``PinnedQuote.pinned_at``.
    """

    number: int
    what: What
    board: str
    about: str
    count: int
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a change that is to be made; the fields are those of ``Change``."""

    what: What
    about: str = ""
    count: int = 1
    by: str = ""
