"""Whole boards from the rows that could be read of a damaged store, its history and a backup.

A row is taken from where it can be read: the rows themselves, then the newest state that the
history has of it, then the backup. What is on no list any more goes into a list of its own, so
that nothing readable is lost; what a board that is whole does not name is not brought back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.board.stamps import new_id, now
from clicktui.board.store.quotedocuments import DocumentError
from clicktui.board.store.records import (
    LOOSE,
    Head,
    Key,
    Kind,
    ListHead,
    head_from,
    list_head_from,
    pinned_from,
    with_lists,
)
from clicktui.i18n import translate as _


@dataclass(frozen=True, slots=True)
class Kept:
    """A document with the id of the board that it belongs to."""

    board: str
    document: str


@dataclass
class Sources:
    """What could be read.

    ``records`` are the rows themselves, and ``is_whole`` says that none is missing. ``history``
    has the newest state of each row that it tells of, None for those that it says are gone.
    """

    records: Mapping[Key, Kept]
    is_whole: bool
    history: Mapping[Key, Kept | None] = field(default_factory=dict)
    backup: Mapping[Key, Kept] = field(default_factory=dict)


@dataclass
class Mended:
    """The boards that came of it, and the documents that belong to none.

    ``from_history`` counts quotes that only the history had, ``from_backup`` those that only the
    backup had; ``recovered`` those that no list names; ``lost`` those that a list names and that
    are nowhere.
    """

    boards: list[Board] = field(default_factory=list)
    loose: dict[Key, str] = field(default_factory=dict)
    from_history: int = 0
    from_backup: int = 0
    recovered: int = 0
    lost: int = 0


def mended(sources: Sources) -> Mended:
    """Return whole boards of what could be read, in which nothing is named twice."""
    return _Mending(sources).done()


class _Mending:
    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._heads: dict[str, Head] = {}
        self._lists: dict[str, tuple[str, ListHead]] = {}
        self._quotes: dict[str, tuple[str, PinnedQuote]] = {}
        self._from_history: set[Key] = set()
        self._from_backup: set[Key] = set()
        self._sure: set[Key] = set()
        self._placed: set[str] = set()
        self._result = Mended()
        for key in self._keys():
            if key.kind in LOOSE:
                self._result.loose[key] = self._loose(key)
            else:
                self._read(key)
        for key in self._named():
            if key not in self._sure:
                self._read(key)

    def _keys(self) -> dict[Key, None]:
        keys = dict.fromkeys(self._sources.records)
        if not self._sources.is_whole:
            keys |= dict.fromkeys(key for key, kept in self._sources.history.items() if kept)
            gone = {key for key, kept in self._sources.history.items() if kept is None}
            keys |= dict.fromkeys(key for key in self._sources.backup if key not in gone)
        return keys

    def _loose(self, key: Key) -> str:
        """Return a document that belongs to no board from the first place that has it."""
        sources = (self._sources.records, self._sources.history, self._sources.backup)
        found = (source.get(key) for source in sources)
        return next(kept.document for kept in found if kept is not None)

    def _named(self) -> list[Key]:
        lists = [one for head in self._heads.values() for one in head.lists]
        quotes = [one for _board, head in self._lists.values() for one in head.quotes]
        return [Key(Kind.LIST, one) for one in lists] + [Key(Kind.QUOTE, one) for one in quotes]

    def _read(self, key: Key) -> None:
        """Read a row from the first place where it can be read."""
        sources = (
            (self._sources.records, self._sure),
            (self._sources.history, self._from_history),
            (self._sources.backup, self._from_backup),
        )
        for source, read_from_it in sources:
            kept = source.get(key)
            if kept is None:
                continue
            try:
                if key.kind is Kind.BOARD:
                    self._heads[key.id] = head_from(kept.document)
                elif key.kind is Kind.LIST:
                    self._lists[key.id] = kept.board, list_head_from(kept.document)
                else:
                    self._quotes[key.id] = kept.board, pinned_from(key.id, kept.document)
            except DocumentError:
                continue
            read_from_it.add(key)
            return

    def done(self) -> Mended:
        named = {one for head in self._heads.values() for one in head.lists}
        boards = dict.fromkeys(self._heads)
        for list_id, (board, _head) in self._lists.items():
            if list_id not in named:
                boards.setdefault(board)
        on_lists = {one for _board, head in self._lists.values() for one in head.quotes}
        for quote_id, (board, _pinned) in self._quotes.items():
            if quote_id not in on_lists:
                boards.setdefault(board)
        made = [self._board(board_id) for board_id in boards]
        self._result.boards = [board for board in made if board is not None]
        return self._result

    def _board(self, board_id: str) -> Board | None:
        is_known = board_id in self._heads
        head = (
            self._heads.pop(board_id)
            if is_known
            else Head(_("Recovered"), now(), "", False, "", ())
        )
        is_whole = is_known and Key(Kind.BOARD, board_id) in self._sure
        lists: list[QuoteList] = []
        for list_id in head.lists:
            is_whole &= Key(Kind.LIST, list_id) in self._sure
            if list_id in self._lists:
                lists.append(self._list(list_id))
        left_lists = self._left_of(self._lists, board_id, Kind.LIST, is_whole)
        lists += [self._list(list_id) for list_id in left_lists]
        left = self._left_of(self._quotes, board_id, Kind.QUOTE, is_whole)
        if left:
            self._result.recovered += len(left)
            _add_to_recovered(lists, [self._quote(one) for one in left])
        if not lists and not is_known:
            return None
        if not lists:
            _add_to_recovered(lists, [])
        return with_lists(board_id, head, lists)

    def _left_of(
        self,
        values: Mapping[str, tuple[str, object]],
        board_id: str,
        kind: Kind,
        is_whole: bool,
    ) -> list[str]:
        """Return what is left of a board: of a whole one only what is among its rows for sure."""
        return [
            one
            for one, (board, _value) in values.items()
            if board == board_id and (not is_whole or Key(kind, one) in self._sure)
        ]

    def _list(self, list_id: str) -> QuoteList:
        _board, head = self._lists.pop(list_id)
        quotes = []
        for quote_id in head.quotes:
            if quote_id in self._quotes:
                quotes.append(self._quote(quote_id))
            elif quote_id not in self._placed:
                self._result.lost += 1
        return QuoteList(list_id, head.name, tuple(quotes))

    def _quote(self, quote_id: str) -> PinnedQuote:
        _board, pinned = self._quotes.pop(quote_id)
        self._placed.add(quote_id)
        self._result.from_history += Key(Kind.QUOTE, quote_id) in self._from_history
        self._result.from_backup += Key(Kind.QUOTE, quote_id) in self._from_backup
        return pinned


def _add_to_recovered(lists: list[QuoteList], quotes: list[PinnedQuote]) -> None:
    name = _("Recovered")
    for place, one in enumerate(lists):
        if one.name == name:
            lists[place] = QuoteList(one.id, name, one.quotes + tuple(quotes))
            return
    lists.append(QuoteList(new_id(), name, tuple(quotes)))
