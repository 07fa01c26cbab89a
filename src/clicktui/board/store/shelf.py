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
from clicktui.board.store.records import (
    LOOSE,
    NO_BOARD,
    Key,
    Kind,
    board_from,
    head_from,
    list_head_from,
    pinned_from,
)
from clicktui.board.store.rowwriting import document_of, put, verify

_MARKS = ", ".join("?" * len(LOOSE))


class Shelf:
    """The boards that were read, and the quotes by their documents."""

    def __init__(self) -> None:
        self._boards: dict[str, Board] = {}
        self._quotes: dict[str, tuple[str, PinnedQuote]] = {}
        self._loose: dict[Key, str] | None = None

    def forget(self) -> None:
        """Read everything anew; of the quotes of boards only those that changed are made anew."""
        self._boards.clear()
        self._loose = None

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
            verify(kind, row_id, board, document, crc)
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
            verify(kind, row_id, board_id, document, crc)
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
            key: Row(document_of(connection, key, board_id), document)
            for key, document in documents.items()
        }
        for key, row in rows.items():
            put(connection, key, board_id, row.before, row.after)
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
            present = document_of(connection, key, change.board)
            wanted = history.put_back(row, present, is_undo)
            put(connection, key, change.board, present, wanted)
        self._keep(change.board, None)
        if change.board == NO_BOARD:
            self._loose = None

    def loose(self, connection: sqlite3.Connection) -> Mapping[Key, str]:
        """Return all documents that belong to no board, in the order of their making.

        Raises:
            DocumentError: a row is not as it was written.
        """
        if self._loose is None:
            found = {}
            for kind, row_id, document, crc in connection.execute(
                f"SELECT kind, id, document, crc FROM records"  # noqa: S608
                f" WHERE kind IN ({_MARKS}) ORDER BY number",
                tuple(LOOSE),
            ).fetchall():
                verify(kind, row_id, NO_BOARD, document, crc)
                found[Key(Kind(kind), row_id)] = document
            self._loose = found
        return self._loose

    def change_loose(
        self,
        connection: sqlite3.Connection,
        documents: Mapping[Key, str | None],
        said: Said,
        coalesce: str = "",
    ) -> Change:
        """Write documents that belong to no board, None taking one away, and the history."""
        present = dict(self.loose(connection))
        rows = {key: Row(present.get(key), after) for key, after in documents.items()}
        for key, row in rows.items():
            put(connection, key, NO_BOARD, row.before, row.after)
            if row.after is None:
                present.pop(key, None)
            else:
                present[key] = row.after
        self._loose = present
        return history.add(connection, said, NO_BOARD, now(), rows, coalesce)

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
