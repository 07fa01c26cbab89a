"""Boards as the rows that a store keeps, and back.

Each board, list and quote is one JSON document: a board names its lists in order, a list its
quotes, so that a move writes one or two small rows. Reading is strict: a document that lacks
something, has something more or holds another type is damaged, and never half read.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple
from zlib import crc32

from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.board.store.quotedocuments import DocumentError, Fields, quote_fields, quote_from
from clicktui.errors import BoardError
from clicktui.i18n import translate as _


class Kind(StrEnum):
    """What a row holds."""

    BOARD = "board"
    LIST = "list"
    QUOTE = "quote"
    CODING = "coding"
    RULES = "rules"


LOOSE = frozenset({Kind.CODING, Kind.RULES})
"""What belongs to no board; the store keeps their texts and knows not what they say."""

NO_BOARD = "codings"
"""What rows and changes of loose documents have in the place of the id of a board."""


class Key(NamedTuple):
    """What names a row in a store."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Head:
    """A board without its lists: their ids, in order, and what else is said of it."""

    name: str
    made_at: str
    memo: str
    is_archived: bool
    mirror: str
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListHead:
    """A list without its quotes: its name, and their ids in order."""

    name: str
    quotes: tuple[str, ...]


def checksum(*texts: str | None) -> int:
    """Return the CRC-32 of texts (None is not the empty one), which SQLite does not keep itself.

    Without it a letter that went wrong on the disk would be quoted.
    """
    value = 0
    for text in texts:
        piece = b"\x00" if text is None else b"\x01" + text.encode()
        value = crc32(len(piece).to_bytes(8, "big") + piece, value)
    return value


def difference(before: Board | None, after: Board | None) -> dict[Key, str | None]:
    """Return the documents that change from one board to the other; None for those that go.

    None stands for no board. Values that are the same object are not looked into.

    Raises:
        BoardError: a list or a quote is twice on the board after.
    """
    if after is not None:
        _refuse_twice(after)
    rows: dict[Key, str | None] = {}
    old_lists = {one.id: one for one in before.lists} if before else {}
    new_lists = {one.id: one for one in after.lists} if after else {}
    touched = {
        list_id
        for list_id in old_lists.keys() | new_lists.keys()
        if old_lists.get(list_id) is not new_lists.get(list_id)
    }
    old_quotes = _quotes_of(old_lists, touched)
    new_quotes = _quotes_of(new_lists, touched)
    if before is not None and after is None:
        rows[Key(Kind.BOARD, before.id)] = None
    elif after is not None and (before is None or _head_of(before) != _head_of(after)):
        rows[Key(Kind.BOARD, after.id)] = _board_document(after)
    for list_id in sorted(touched):
        old, new = old_lists.get(list_id), new_lists.get(list_id)
        if new is None:
            rows[Key(Kind.LIST, list_id)] = None
        elif old is None or _list_head_of(old) != _list_head_of(new):
            rows[Key(Kind.LIST, list_id)] = _list_document(new)
    for quote_id in sorted(old_quotes.keys() - new_quotes.keys()):
        rows[Key(Kind.QUOTE, quote_id)] = None
    for quote_id, pinned in new_quotes.items():
        old_pinned = old_quotes.get(quote_id)
        if pinned is not old_pinned and pinned != old_pinned:
            rows[Key(Kind.QUOTE, quote_id)] = quote_document(pinned)
    return rows


def quote_document(pinned: PinnedQuote) -> str:
    """Return a quote as a document; its id is not in it."""
    return document_text(quote_fields(pinned))


def head_from(document: str) -> Head:
    """Return what a board's document says.

    Raises:
        DocumentError: it cannot be read.
    """
    fields = fields_of(document)
    head = Head(
        name=fields.text("name"),
        made_at=fields.text("made_at"),
        memo=fields.text("memo"),
        is_archived=fields.truth("is_archived"),
        mirror=fields.text("mirror"),
        lists=fields.texts("lists"),
    )
    fields.refuse_more()
    return head


def list_head_from(document: str) -> ListHead:
    """Return what a list's document says.

    Raises:
        DocumentError: it cannot be read.
    """
    fields = fields_of(document)
    head = ListHead(fields.text("name"), fields.texts("quotes"))
    fields.refuse_more()
    return head


def pinned_from(quote_id: str, document: str) -> PinnedQuote:
    """Return the quote of a document.

    Raises:
        DocumentError: it cannot be read.
    """
    return quote_from(quote_id, fields_of(document))


def board_from(
    board_id: str,
    documents: Mapping[Key, str],
    quote: Callable[[str, str], PinnedQuote] = pinned_from,
) -> Board:
    """Return a board from its documents; ``quote`` gives the quote of an id and its document.

    Raises:
        DocumentError: a document is not there, cannot be read, or belongs nowhere.
    """
    left = dict(documents)
    try:
        head = head_from(left.pop(Key(Kind.BOARD, board_id)))
        lists = []
        for list_id in head.lists:
            named = list_head_from(left.pop(Key(Kind.LIST, list_id)))
            quotes = tuple(quote(one, left.pop(Key(Kind.QUOTE, one))) for one in named.quotes)
            lists.append(QuoteList(list_id, named.name, quotes))
    except KeyError as error:
        raise DocumentError(f"no {error}") from error
    if left:
        raise DocumentError(f"in no list: {next(iter(left))}")
    return with_lists(board_id, head, lists)


def with_lists(board_id: str, head: Head, lists: Iterable[QuoteList]) -> Board:
    """Return the board that ``head`` speaks of, with these lists."""
    return Board(
        id=board_id,
        name=head.name,
        made_at=head.made_at,
        lists=tuple(lists),
        memo=head.memo,
        is_archived=head.is_archived,
        mirror=head.mirror,
    )


def _refuse_twice(board: Board) -> None:
    ids = [one.id for one in board.quotes]
    if len(set(ids)) != len(ids) or len({one.id for one in board.lists}) != len(board.lists):
        raise BoardError(_("A quote or a list would be on this board twice"))


def _quotes_of(lists: Mapping[str, QuoteList], touched: Iterable[str]) -> dict[str, PinnedQuote]:
    return {
        pinned.id: pinned
        for list_id in touched
        if list_id in lists
        for pinned in lists[list_id].quotes
    }


def _head_of(board: Board) -> Head:
    return Head(
        name=board.name,
        made_at=board.made_at,
        memo=board.memo,
        is_archived=board.is_archived,
        mirror=board.mirror,
        lists=tuple(one.id for one in board.lists),
    )


def _list_head_of(quote_list: QuoteList) -> ListHead:
    return ListHead(quote_list.name, tuple(one.id for one in quote_list.quotes))


def _board_document(board: Board) -> str:
    head = _head_of(board)
    return document_text({name: getattr(head, name) for name in Head.__slots__})


def _list_document(quote_list: QuoteList) -> str:
    head = _list_head_of(quote_list)
    return document_text({"name": head.name, "quotes": head.quotes})


def document_text(value: object) -> str:
    """Return plain values as the text of a document, always the same for the same values."""
    text = _dumped(value, is_plain=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate: as an escape it can be kept
        return _dumped(value, is_plain=True)
    return text


def _dumped(value: object, is_plain: bool) -> str:
    return json.dumps(
        value, ensure_ascii=is_plain, sort_keys=True, separators=(",", ":"), default=_as_dict
    )


def _as_dict(value: object) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"cannot be kept: {type(value).__name__}")


def fields_of(document: str) -> Fields:
    """Return the fields of a document.

    Raises:
        DocumentError: it is no JSON object.
    """
    try:
        return Fields(json.loads(document))
    except (ValueError, RecursionError) as error:
        raise DocumentError(str(error)) from error
