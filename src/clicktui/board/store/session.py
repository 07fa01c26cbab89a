"""An open store: one connection for all threads, one transaction at a time, nothing half done."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from clicktui.board.store import backups
from clicktui.board.store.failures import UNREADABLE, DamagedError, failure
from clicktui.board.store.opening import opened
from clicktui.board.store.quotedocuments import DocumentError
from clicktui.board.store.storefiles import LOCK, alone, identity
from clicktui.errors import BoardStoreError
from clicktui.i18n import translate as _

T = TypeVar("T")


class _ReplacedError(Exception):
    """Another file has taken the place of the one that is open."""


class _GoneError(Exception):
    """The file that is open has been taken away."""


class Session:
    """Reads and writes, each in a transaction of its own.

    Where the file proves damaged, or was replaced by another process that found it so, it is
    opened anew and the work is done once more; ``notices`` then have more to tell. ``forget`` is
    called whenever what was read before may not be true any more.
    """

    def __init__(self, folder: Path, forget: Callable[[], None]) -> None:
        self._folder = folder
        self._forget = forget
        self._lock = threading.RLock()
        self._read_version = self._seen_version = -1
        self._is_gone_kept = False
        self._open = opened(folder)
        self.notices: tuple[str, ...] = ()
        self._tell()
        self.read(lambda connection: None, is_seen=True)

    @property
    def only_read_because(self) -> str:
        """Why nothing can be changed, "" where it can."""
        return self._open.only_read_because

    def read(self, work: Callable[[sqlite3.Connection], T], is_seen: bool = False) -> T:
        """Do ``work`` on the store as it is at one moment; ``is_seen``: the user is shown it.

        Raises:
            BoardStoreError: the store cannot be read.
        """

        def reading() -> T:
            self._refuse_replaced()
            result = self._transaction("BEGIN", work)
            if is_seen:
                self._seen_version = self._read_version
            return result

        with self._lock:
            return self._surely(reading)

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do ``work`` and commit it, or raise and leave everything as it was.

        Raises:
            BoardStoreError: the store cannot be written, and why.
            BoardError: ``work`` cannot be done.
        """

        def writing() -> T:
            if self._open.only_read_because:
                raise BoardStoreError(self._open.only_read_because)
            try:
                with alone(self._folder / LOCK):
                    self._refuse_replaced()
                    return self._transaction("BEGIN IMMEDIATE", work)
            except OSError as error:
                raise BoardStoreError(
                    _("The boards in {folder} cannot be locked ({reason})").format(
                        folder=self._folder, reason=error.strerror
                    )
                ) from error

        with self._lock:
            return self._surely(writing)

    def changed_elsewhere(self) -> bool:
        """Say whether another process wrote since this was last asked, or something was shown.

        Never waits: while another thread is at work it says no, and the truth the next time.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        if not self._lock.acquire(blocking=False):
            return False
        try:
            seen = self._seen_version
            self.read(lambda connection: None, is_seen=True)
            return self._seen_version != seen
        finally:
            self._lock.release()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._open.connection.close()

    def _surely(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except (DamagedError, DocumentError):
            self._open_again(is_known_damaged=True)
        except _ReplacedError:
            self._open_again(is_known_damaged=False)
        except _GoneError as error:
            self._keep_gone()
            raise BoardStoreError(
                _("The file {file} is gone: put it back, or start clicktui again").format(
                    file=self._open.path
                )
            ) from error
        try:
            return work()
        except (DamagedError, DocumentError, _ReplacedError, _GoneError) as error:
            raise BoardStoreError(
                _("The file of the boards is damaged: start clicktui again")
            ) from error

    def _open_again(self, is_known_damaged: bool) -> None:
        self._open.connection.close()
        self._forget()
        self._read_version = self._seen_version = -1
        self._open = opened(self._folder, is_known_damaged)
        self._tell()

    def _tell(self) -> None:
        self.notices += tuple(self._open.notices)
        if self._open.only_read_because:
            self.notices += (self._open.only_read_because,)

    def _transaction(self, begin: str, work: Callable[[sqlite3.Connection], T]) -> T:
        connection = self._open.connection
        try:
            connection.execute(begin)
            (version,) = connection.execute("PRAGMA data_version").fetchone()
            if version != self._read_version:
                self._forget()
                self._read_version = version
            result = work(connection)
            connection.execute("COMMIT")
        except BaseException as error:
            self._forget()
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, UNREADABLE):
                raise failure(error, self._open.path or self._folder) from error
            raise
        return result

    def _keep_gone(self) -> None:
        """Make a backup of what is still open, for the next opening to find it."""
        if self._is_gone_kept:
            return
        with suppress(OSError, sqlite3.Error, BoardStoreError), alone(self._folder / LOCK):
            backups.back_up_gone(self._open.connection, self._folder)
            self._is_gone_kept = True

    def _refuse_replaced(self) -> None:
        path = self._open.path
        if path is None:
            return
        try:
            if identity(path) != self._open.identity:
                raise _ReplacedError
        except OSError as error:
            raise _GoneError from error
        self._is_gone_kept = False
