"""Opening a store: whose it is, of which version, whole or damaged, to be changed or only read.

All that changes files before the first change of the user happens here, under one lock: making,
migrating, backing up, salvaging, regaining.
"""

import os
import sqlite3
from pathlib import Path

from clicktui.board.store import backups, regaining, replacing, salvage, schema
from clicktui.board.store.failures import (
    UNREADABLE,
    DamagedError,
    failure,
    is_damage,
    is_read_only,
    not_writable,
    why,
)
from clicktui.board.store.ownership import check, refuse_foreign
from clicktui.board.store.reading_only import Opened, held_in_memory, in_memory, opened_to_read
from clicktui.board.store.storefiles import (
    LOCK,
    OPENING_SECONDS,
    STORE,
    alone,
    connect,
)
from clicktui.i18n import translate as _
from clicktui.wholefiles import sync_folder

_ALWAYS_CHECKED_UP_TO = 32 * 1024 * 1024
"""Bytes of a store that is checked whole at each opening; a larger one once a day."""


def opened(folder: Path, is_known_damaged: bool = False) -> Opened:
    """Open the store in ``folder``, or make it there.

    ``is_known_damaged``: what is read of it proved to be damaged, whatever it looks like.

    Raises:
        BoardStoreError: it belongs to a newer version or another program, or it cannot be read.
    """
    path = folder / STORE
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = path.resolve()
        with alone(folder / LOCK, OPENING_SECONDS):
            return _opened_alone(path, folder, is_known_damaged)
    except OSError as error:
        return opened_to_read(path, folder, why(error, path), is_known_damaged)


def _opened_alone(path: Path, folder: Path, is_known_damaged: bool) -> Opened:
    notices = replacing.finish(path, folder)
    try:
        if is_known_damaged:
            raise DamagedError
        if not refuse_foreign(path):
            notices += regaining.regain(path, folder)
        store = _opened_to_change(path, folder)
    except DamagedError:
        try:
            notices += salvage.salvage(path, folder)
        except (OSError, sqlite3.Error) as error:
            return held_in_memory(path, folder, why(error, path))
        store = _opened_to_change(path, folder)
    store.notices[:0] = notices
    return store


def _opened_to_change(path: Path, folder: Path) -> Opened:
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        sync_folder(path.parent)
    connection: sqlite3.Connection | None = None
    try:
        connection = connect(path, "rw")
        _prepare(connection)
        store = Opened(connection, path)
        _bring_up_to_date(store, folder)
    except UNREADABLE as error:
        if connection is not None:
            connection.close()
        if isinstance(error, sqlite3.Error) and is_read_only(error):
            return opened_to_read(path, folder, not_writable(path))
        raise failure(error, path) from error
    except BaseException:
        if connection is not None:
            connection.close()
        raise
    path.chmod(0o600)
    return store


def _prepare(connection: sqlite3.Connection) -> None:
    """Make every commit wait for the disk, and find out whether one is possible."""
    (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
    connection.execute(f"PRAGMA synchronous={'FULL' if mode == 'wal' else 'EXTRA'}")
    connection.execute("PRAGMA fullfsync=ON")  # macOS: fsync alone does not reach the disk
    connection.execute("PRAGMA checkpoint_fullfsync=ON")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def _bring_up_to_date(store: Opened, folder: Path) -> None:
    connection, path = store.connection, store.path
    assert path is not None  # noqa: S101 - it was opened from there
    if not schema.tables_of(connection):
        schema.create(connection)
    version = schema.version_of(connection)
    if not 1 <= version <= schema.VERSION:
        raise DamagedError(f"version {version}")
    is_due = backups.is_due(folder)
    if is_due or path.stat().st_size <= _ALWAYS_CHECKED_UP_TO:
        check(connection)
    if version < schema.VERSION:
        _migrate(store, folder)
    if store.only_read_because:
        return
    if is_due and connection.execute("SELECT 1 FROM records LIMIT 1").fetchone():
        try:
            backups.back_up_today(connection, folder)
        except (OSError, sqlite3.Error) as error:
            store.notices.append(
                _("Today's backup of the boards cannot be made in {folder} ({reason})").format(
                    folder=folder, reason=error
                )
            )


def _migrate(store: Opened, folder: Path) -> None:
    """Migrate a store; where it cannot be backed up or written, only a copy in memory."""
    try:
        backups.back_up_before(store.connection, folder, schema.VERSION)
        schema.migrate(store.connection)
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, sqlite3.Error) and is_damage(error):
            raise
        because = _(
            "The boards are of an older version and cannot be backed up ({reason}), so they can"
            " only be read: free some space or make {folder} writable"
        ).format(reason=error, folder=folder)
        held = in_memory(store.connection)
        store.connection.close()
        store.connection, store.path, store.identity = held, None, None
        store.only_read_because = because
