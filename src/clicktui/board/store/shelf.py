"""The boards of a store as rows and as values, read once and kept while nobody else writes.

All methods want to be called inside a transaction and raise ``sqlite3.Error``.
"""

import sqlite3
from collections.abc import Mapping

from clicktui.board.changes import Change, Said
from clicktui.board.model import Board, BoardSummary, PinnedQuote
from clicktui.board.stamps import now
from clicktui.board.store import history
from clicktui.board.store.history import Row
from clicktui.board.store.quotedocuments import DocumentError
from clicktui.board.store.records import (
    Key,
    Kind,
    board_from,
    checksum,
    head_from,
    list_head_from,
    pinned_from,
)

_INSERT = "INSERT INTO records (kind, id, board, document, crc) VALUES (?,?,?,?,?)"
_UPDATE = "UPDATE records SET board = ?, document = ?, crc = ? WHERE kind = ? AND id = ?"
_DELETE = "DELETE FROM records WHERE kind = ? AND id = ?"


class Shelf:
    """The boards that were read, and the quotes by their documents."""

    def __init__(self) -> None:
        self._boards: dict[str, Board] = {}
        self._quotes: dict[str, tuple[str, PinnedQuote]] = {}

    def forget_boards(self) -> None:
        """Read each board anew; of its quotes only those that changed are made anew."""
        self._boards.clear()

    def summaries(self, connection: sqlite3.Connection) -> tuple[BoardSummary, ...]:
        """Return what is said of each board, in order of making.

        Raises:
            DocumentError: a row is not as it was written.
        """
        heads = {}
        lists: dict[str, list[int]] = {}
        for kind, row_id, board, document, crc in connection.execute(
            "SELECT kind, id, board, document, crc FROM records WHERE kind IN (?, ?)",
            (Kind.BOARD, Kind.LIST),
        ).fetchall():
            _verify(kind, row_id, board, document, crc)
            if kind == Kind.BOARD:
                heads[row_id] = head_from(document)
            else:
                lists.setdefault(board, []).append(len(list_head_from(document).quotes))
        first = history.first_changes(connection)
        order = sorted(heads, key=lambda one: (first.get(one, 0), heads[one].made_at, one))
        return tuple(
            BoardSummary(
                id=one,
                name=heads[one].name,
                is_archived=heads[one].is_archived,
                lists=len(heads[one].lists),
                quotes=sum(lists.get(one, ())),
            )
            for one in order
        )

    def board(self, connection: sqlite3.Connection, board_id: str) -> Board | None:
        """Return a board, None where there is none.

        Raises:
            DocumentError: a row is not as it was written.
        """
        if board_id in self._boards:
            return self._boards[board_id]
        documents = {}
        for kind, row_id, document, crc in connection.execute(
            "SELECT kind, id, document, crc FROM records WHERE board = ?", (board_id,)
        ).fetchall():
            _verify(kind, row_id, board_id, document, crc)
            documents[Key(Kind(kind), row_id)] = document
        if not documents:
            return None
        board = board_from(board_id, documents, self._quote)
        self._boards[board_id] = board
        return board

    def change(
        self,
        connection: sqlite3.Connection,
        board_id: str,
        after: Board | None,
        documents: Mapping[Key, str | None],
        said: Said,
        coalesce: str = "",
    ) -> Change:
        """Write what makes a board the one ``after``, and what is said of it in the history.

        ``documents`` are the ``records.difference`` between the board as it is and that one.
        """
        rows = {
            key: Row(_document(connection, key, board_id), document)
            for key, document in documents.items()
        }
        for key, row in rows.items():
            _put(connection, key, board_id, row.before, row.after)
        self._keep(board_id, after)
        written = {key.id: row.after for key, row in rows.items() if key.kind is Kind.QUOTE}
        for pinned in after.quotes if after else ():
            document = written.get(pinned.id)
            if document is not None:
                self._quotes[pinned.id] = (document, pinned)
        return history.add(connection, said, board_id, now(), rows, coalesce)

    def put_back(self, connection: sqlite3.Connection, change: Change, is_undo: bool) -> None:
        """Put back the documents as they were before a change, or after it.

        Raises:
            BoardStoreError: those that are there are not what the history says.
            DocumentError: a row is not as it was written.
        """
        for key, row in history.rows_of(connection, change.number).items():
            present = _document(connection, key, change.board)
            wanted = history.put_back(row, present, is_undo)
            _put(connection, key, change.board, present, wanted)
        self._keep(change.board, None)

    def _keep(self, board_id: str, board: Board | None) -> None:
        self._boards.pop(board_id, None)
        if board is not None:
            self._boards[board_id] = board

    def _quote(self, quote_id: str, document: str) -> PinnedQuote:
        known = self._quotes.get(quote_id)
        if known and known[0] == document:
            return known[1]
        pinned = pinned_from(quote_id, document)
        self._quotes[quote_id] = (document, pinned)
        return pinned


def _document(connection: sqlite3.Connection, key: Key, board: str) -> str | None:
    row = connection.execute(
        "SELECT document, crc FROM records WHERE kind = ? AND id = ? AND board = ?", (*key, board)
    ).fetchone()
    if row is None:
        return None
    _verify(*key, board, *row)
    return str(row[0])


def _verify(kind: str, row_id: str, board: str, document: str, crc: int) -> None:
    if checksum(kind, row_id, board, document) != crc:
        raise DocumentError(f"{kind} {row_id}")


def _put(
    connection: sqlite3.Connection, key: Key, board: str, old: str | None, new: str | None
) -> None:
    if new is None:
        connection.execute(_DELETE, key)
        return
    crc = checksum(key.kind, key.id, board, new)
    if old is None:
        connection.execute(_INSERT, (*key, board, new, crc))
    else:
        connection.execute(_UPDATE, (board, new, crc, *key))
