"""The files of a store, and how they are written, locked and moved without a loss.

    store.sqlite3 (-wal, -shm)         the boards
    store.lock                         held while a store is opened or changed, by one process
    open.lock                          held as long as a session stays open
    backups/                           see ``backups``
    store.damaged-<UTC>.sqlite3 (…)    a damaged file that was set aside: the user's, never deleted
    store.salvaged-<UTC>.sqlite3       what was read from it, complete, on its way into its place
    salvaging/                         where that is made; of no worth when nobody is at it

A process must never open and close a store's file itself while SQLite has it open: that would
drop SQLite's locks (SQLite, "How To Corrupt An SQLite Database File", 2.2).
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clicktui.errors import BoardStoreError
from clicktui.i18n import translate as _
from clicktui.locking import try_lock

STORE, LOCK, PRESENCE = "store.sqlite3", "store.lock", "open.lock"
BACKUPS, WORKSHOP = "backups", "salvaging"

BUSY_SECONDS = 2.0
"""How long a change waits for another process."""

OPENING_SECONDS = 30.0
"""How long opening waits for another process that opens, which may be salvaging."""

_POLL_SECONDS = 0.002
_ENDINGS = ("-wal", "-shm", "-journal")


def companions(path: Path) -> list[Path]:
    """Return where SQLite keeps what is not yet in the file: the files beside ``path``."""
    return [path.with_name(path.name + ending) for ending in _ENDINGS]


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection for all threads, without transactions of its own.

    ``mode`` is that of an SQLite URI (``rw``, ``ro``), or more of its query.

    Raises:
        sqlite3.Error: the file cannot be opened.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def identity(path: Path) -> tuple[int, int]:
    """Return what tells the file at ``path`` from any other that may take its place.

    Raises:
        OSError: there is none.
    """
    status = path.stat()
    return status.st_dev, status.st_ino


@contextmanager
def alone(lock: Path, seconds: float = BUSY_SECONDS) -> Iterator[None]:
    """Keep other processes from opening and changing the store meanwhile.

    Where there are no locks, SQLite's own have to do.

    Raises:
        OSError: the lock cannot be made.
        BoardStoreError: another process has it for longer.
    """
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + seconds
        while try_lock(descriptor) is False:
            if time.monotonic() > until:
                raise busy()
            time.sleep(_POLL_SECONDS)
        yield
    finally:
        os.close(descriptor)


def busy() -> BoardStoreError:
    """Return the error that says that another program holds the boards."""
    return BoardStoreError(
        _("Another program is writing to the boards: try again; nothing was changed")
    )


def sync_file(path: Path) -> None:
    """Wait until a file that nobody has open is on the disk.

    Raises:
        OSError: it cannot be opened or written.
    """
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
