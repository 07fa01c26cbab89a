"""Copies of the store: one a day, and one before each migration.

backups/store-2026-11-21.sqlite3                          of the first opening that day (UTC)
backups/before-version-2-20261121T235703Z.sqlite3         before a migration, never deleted
"""

import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from clicktui.board.store.storefiles import BACKUPS, sync_file
from clicktui.wholefiles import sync_folder

KEPT_DAYS = 30
"""Daily copies that are kept, the newest."""

_DAILY = "store-????-??-??.sqlite3"


def is_due(folder: Path) -> bool:
    """Say whether today's copy (UTC) is still to be made in the store's ``folder``."""
    return not _of_today(folder).exists()


def back_up_today(connection: sqlite3.Connection, folder: Path) -> None:
    """Make today's copy, and delete the daily ones beyond the newest ``KEPT_DAYS``.

    Raises:
        OSError, sqlite3.Error: it cannot be made; the copies that are there stay.
    """
    _copy(connection, _of_today(folder))
    for old in sorted((folder / BACKUPS).glob(_DAILY))[:-KEPT_DAYS]:
        old.unlink(missing_ok=True)


def back_up_before(connection: sqlite3.Connection, folder: Path, version: int) -> None:
    """Make a copy of the store as it is before it becomes one of ``version``.

    Raises:
        OSError, sqlite3.Error: it cannot be made.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    _copy(connection, folder / BACKUPS / f"before-version-{version}-{stamp}.sqlite3")


def newest_first(folder: Path) -> Iterator[Path]:
    """Yield all copies in the store's ``folder``, the one made last first."""
    made = [(path.stat().st_mtime_ns, path) for path in (folder / BACKUPS).glob("*.sqlite3")]
    for _time, path in sorted(made, reverse=True):
        if not path.name.startswith("."):
            yield path


def _of_today(folder: Path) -> Path:
    return folder / BACKUPS / f"store-{datetime.now(UTC):%Y-%m-%d}.sqlite3"


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    """Copy a store to ``path`` in one step: whole, on the disk, or not at all."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    making = path.with_name(f".making-{path.name}")
    making.unlink(missing_ok=True)
    try:
        os.close(os.open(making, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        copy = sqlite3.connect(making, isolation_level=None)
        try:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # so that the copy is one file
        finally:
            copy.close()
        sync_file(making)
        making.replace(path)
        sync_folder(path.parent)
    except BaseException:
        making.unlink(missing_ok=True)
        raise
