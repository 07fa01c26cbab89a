"""The store of the boards: what is acknowledged is on the disk, and can be undone.

One file holds all boards and their history (see ``schema``). Any thread may use a store, and
several processes one file: each change reads what is there now, edits that, and is committed
before the call returns.
"""

import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from clicktui.board.changes import Change, Said
from clicktui.board.model import Board, BoardSummary
from clicktui.board.stamps import now
from clicktui.board.store import history
from clicktui.board.store.history import State
from clicktui.board.store.records import LOOSE, Key, difference
from clicktui.board.store.session import Session
from clicktui.board.store.shelf import Shelf
from clicktui.board.store.storefiles import PRESENCE
from clicktui.errors import BoardError
from clicktui.i18n import translate as _
from clicktui.locking import try_lock


def open_store(folder: Path, stays_open: bool = False) -> "Store":
    """Open the store in ``folder``, made where it is missing; migrate, back up, salvage it.

    ``stays_open`` is for a session that shows boards: it tells others, and is told of them.

    Raises:
        BoardStoreError: it is a newer version's or another program's, or cannot even be read.
    """
    return Store(folder, stays_open)


class Store:
    """All boards with their history.

    Where it ``is_read_only``, every change raises ``BoardStoreError``, which says why. It
    ``is_shared`` when another session had the boards open already as this one opened them.
    """

    def __init__(self, folder: Path, stays_open: bool = False) -> None:
        self._folder = folder
        self._shelf = Shelf()
        self._session = Session(folder, self._shelf.forget)
        self._remembered: dict[str, str] = {}
        self._presence = -1
        self.is_shared = stays_open and not self._is_first()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed."""
        return bool(self._session.only_read_because)

    @property
    def notices(self) -> tuple[str, ...]:
        """One-line texts to tell the user; there can be more later, when damage is found."""
        if not self.is_shared:
            return self._session.notices
        shared = _("The boards are open in another clicktui too: each shows what the other changes")
        return (*self._session.notices, shared)

    # what is there

    def boards(self) -> tuple[BoardSummary, ...]:
        """Return what is said of each board, in order of making.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        return self._session.read(
            lambda connection: self._shelf.summaries(connection), is_seen=True
        )

    def board(self, board_id: str) -> Board:
        """Return a board as it is now.

        Raises:
            BoardError: there is none with this id (any more).
            BoardStoreError: the store cannot be read.
        """
        return self._session.read(
            lambda connection: self._there(connection, board_id), is_seen=True
        )

    def changed_elsewhere(self) -> bool:
        """Say whether another process changed something since this was last asked, or read.

        Never waits: while another thread is at work it says no, and the truth the next time.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        return self._session.changed_elsewhere()

    def remembered(self, key: str) -> str:
        """Return what was remembered under ``key``, "" where nothing was.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        if key in self._remembered:
            return self._remembered[key]

        def read(connection: sqlite3.Connection) -> str:
            row = connection.execute(
                "SELECT value FROM remembered WHERE key = ?", (key,)
            ).fetchone()
            return str(row[0]) if row else ""

        return self._session.read(read)

    def remember(self, key: str, value: str) -> None:
        """Remember ``value``, which is no change; in a read-only store until it is closed.

        Raises:
            BoardStoreError: the store cannot be written.
        """
        if self.is_read_only:
            self._remembered[key] = value
            return
        self._session.write(
            lambda connection: connection.execute(
                "INSERT INTO remembered VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )
        )

    # changes

    def add(self, board: Board, said: Said) -> tuple[Board, Change]:
        """Keep a new board, with all that is on it.

        Raises:
            BoardError: the board, or a list or a quote of it, is in the store already.
            BoardStoreError: the store cannot be written; nothing was changed.
        """

        def work(connection: sqlite3.Connection) -> Change:
            if self._shelf.board(connection, board.id) is not None:
                raise BoardError(_("This board is in the store already"))
            return self._shelf.change(connection, board.id, board, difference(None, board), said)

        return board, self._session.write(work)

    def change(
        self, board_id: str, edit: Callable[[Board], Board], said: Said, coalesce: str = ""
    ) -> tuple[Board, Change | None]:
        """Edit a board as it is now in the store; return it with the change, None for none.

        ``edit`` is pure: it may be called twice. Where ``coalesce`` is not "" and the newest change
        had the same, and nothing was undone since, both are one change, undone at once.

        Raises:
            BoardError: there is no such board, or ``edit`` cannot be done.
            BoardStoreError: the store cannot be written; nothing was changed.
        """

        def work(connection: sqlite3.Connection) -> tuple[Board, Change | None]:
            before = self._there(connection, board_id)
            after = edit(before)
            if after.id != board_id:
                raise ValueError("an edit gave another board")
            documents = difference(before, after)
            if not documents:
                return before, None
            change = self._shelf.change(connection, board_id, after, documents, said, coalesce)
            return after, change

        return self._session.write(work)

    def remove(self, board_id: str, said: Said) -> Change:
        """Take a board out of the store, with all that is on it; undo brings it back.

        Raises:
            BoardError: there is no such board.
            BoardStoreError: the store cannot be written; nothing was changed.
        """

        def work(connection: sqlite3.Connection) -> Change:
            before = self._there(connection, board_id)
            return self._shelf.change(connection, board_id, None, difference(before, None), said)

        return self._session.write(work)

    # what belongs to no board

    def loose(self) -> Mapping[Key, str]:
        """Return all documents that belong to no board, as they are now.

        What another process changed meanwhile does not count as shown: boards are asked for that.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        return self._session.read(lambda connection: self._shelf.loose(connection))

    def change_loose(
        self,
        edit: Callable[[Mapping[Key, str]], Mapping[Key, str | None]],
        said: Said,
        coalesce: str = "",
    ) -> Change | None:
        """Change documents that belong to no board; return the change, None for none.

        ``edit`` gets all of them as they are now, and gives those that change, None for one that
        goes. It is pure: it may be called twice. ``coalesce`` is as in ``change``.

        Raises:
            BoardError: ``edit`` cannot be done.
            BoardStoreError: the store cannot be written; nothing was changed.
        """

        def work(connection: sqlite3.Connection) -> Change | None:
            present = self._shelf.loose(connection)
            wanted = edit(present)
            changed = {key: text for key, text in wanted.items() if present.get(key) != text}
            if any(key.kind not in LOOSE for key in changed):
                raise ValueError("a document of a board is not loose")
            if not changed:
                return None
            return self._shelf.change_loose(connection, changed, said, coalesce)

        return self._session.write(work)

    # history

    def undo(self, by: str) -> Change | None:
        """Take back the newest change of all boards; return it, None where there is none.

        Raises:
            BoardStoreError: the store cannot be written; nothing was changed.
        """
        return self._session.write(lambda connection: self._turn(connection, State.UNDONE, by))

    def redo(self, by: str) -> Change | None:
        """Do again the change that was undone last; return it, None where there is none.

        Raises:
            BoardStoreError: the store cannot be written; nothing was changed.
        """
        return self._session.write(lambda connection: self._turn(connection, State.DONE, by))

    def to_undo(self) -> Change | None:
        """Return the change that an undo would take back.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        return self._session.read(history.to_undo)

    def to_redo(self) -> Change | None:
        """Return the change that a redo would do again.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        return self._session.read(history.to_redo)

    def history(self, limit: int = 50) -> tuple[Change, ...]:
        """Return at most ``limit`` changes, newest first, without those that were undone.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        return self._session.read(lambda connection: history.newest_first(connection, limit))

    def close(self) -> None:
        """Close the file, and tell others no more that it is open."""
        self._session.close()
        if self._presence >= 0:
            os.close(self._presence)
            self._presence = -1

    # how

    def _turn(self, connection: sqlite3.Connection, state: State, by: str) -> Change | None:
        is_undo = state is State.UNDONE
        change = (history.to_undo if is_undo else history.to_redo)(connection)
        if change is None:
            return None
        self._shelf.put_back(connection, change, is_undo)
        history.turn(connection, change.number, state, by, now())
        return change

    def _there(self, connection: sqlite3.Connection, board_id: str) -> Board:
        board = self._shelf.board(connection, board_id)
        if board is None:
            raise BoardError(_("This board is not there any more"))
        return board

    def _is_first(self) -> bool:
        try:
            self._presence = os.open(self._folder / PRESENCE, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        return try_lock(self._presence) is not False
