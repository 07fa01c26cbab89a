"""What the board's list asks of who shows it, as Textual messages."""

from dataclasses import dataclass
from enum import StrEnum

from textual.message import Message


class EditKind(StrEnum):
    """The wishes that need a dialog or another widget."""

    NOTE = "note"
    TAGS = "tags"
    ALTER = "alter"
    MOVE_TO = "move-to"
    RENAME = "rename"
    NEW_LIST = "new-list"
    MEMO = "memo"
    BOARDS = "boards"
    FILTER = "filter"
    VERIFY = "verify"
    MIRROR = "mirror"
    EXPORT = "export"
    IMPORT = "import"
    COPY_TO = "copy-to"


@dataclass(frozen=True, slots=True)
class Move:
    """Move quotes into a list, before the quote ``before`` (None: to its end)."""

    ids: tuple[str, ...]
    list_id: str
    before: str | None


@dataclass(frozen=True, slots=True)
class Shift:
    """Move quotes by ``step`` places, down where it is positive."""

    ids: tuple[str, ...]
    step: int


@dataclass(frozen=True, slots=True)
class Star:
    """Give quotes a star, or take it away."""

    ids: tuple[str, ...]
    is_starred: bool


@dataclass(frozen=True, slots=True)
class Remove:
    """Take quotes off the board."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemoveList:
    """Take a list with its quotes off the board."""

    list_id: str


@dataclass(frozen=True, slots=True)
class MoveList:
    """Move a list by ``step`` places, down where it is positive."""

    list_id: str
    step: int


@dataclass(frozen=True, slots=True)
class ChooseList:
    """Let pins go to a list."""

    list_id: str


WishedChange = Move | Shift | Star | Remove | RemoveList | MoveList | ChooseList


@dataclass
class OpenWished(Message):
    """Open the quote at its place in the reader."""

    quote_id: str


@dataclass
class CiteWished(Message):
    """Copy quotes, in board order; ``choose``: ask how; ``words_only``: without references."""

    ids: tuple[str, ...]
    choose: bool = False
    words_only: bool = False


@dataclass
class DetailsWished(Message):
    """Show another page of the quote in full, ``step`` pages further down."""

    step: int


@dataclass
class EditWished(Message):
    """Do what needs to ask or tell more.

    ``targets`` are the ids of one quote (NOTE, ALTER), of quotes in board order (TAGS, MOVE_TO,
    COPY_TO),
    of one list (RENAME: that list; NEW_LIST: the one above, or none; EXPORT: the one at hand, or
    none), and none for the others.
    """

    kind: EditKind
    targets: tuple[str, ...] = ()


@dataclass
class ChangeWished(Message):
    """Change the board at once."""

    change: WishedChange
