"""Copies of the store: one a day, and one before each migration.

backups/store-2026-11-21.sqlite3                          of the first opening that day (UTC)
backups/before-version-2-20261121T235703Z.sqlite3         before a migration
backups/gone-20261121T235703Z.sqlite3                     of a file taken away while it was open

A computer's clock can be wrong for a while, so that no date tells which copy was made last: each
gets a later time of modification than all that are there.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path

from clicktui.board.store import schema
from clicktui.board.store.failures import UNREADABLE, code_of
from clicktui.board.store.mending import Kept
from clicktui.board.store.records import Key, Kind, checksum
from clicktui.board.store.storefiles import BACKUPS, companions, connect, sync_file
from clicktui.wholefiles import sync_folder

KEPT_DAYS = 7
"""Daily copies that are kept, the newest."""

KEPT_MONTHS = 12
"""Months before these of which one daily copy is kept, the newest."""

ALWAYS_KEPT = 2
"""Copies that are kept however large they are, the newest."""

MOST_BYTES = 1_000_000_000
"""What all other copies take at most."""

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DAILY = "store-????-??-??.sqlite3"


def is_due(folder: Path) -> bool:
    """Say whether today's copy (UTC) is still to be made in the store's ``folder``."""
    return not _of_today(folder).exists()


def back_up_today(connection: sqlite3.Connection, folder: Path) -> None:
    """Make today's copy, and delete those that are more than enough (see ``_superfluous``).

    Raises:
        OSError, sqlite3.Error: it cannot be made; the copies that are there stay.
    """
    _copy(connection, _of_today(folder))
    for old in _superfluous(list(newest_first(folder))):
        old.unlink(missing_ok=True)
    for left in (folder / BACKUPS).glob(".making-*"):  # by a process that was killed
        left.unlink(missing_ok=True)


def back_up_before(connection: sqlite3.Connection, folder: Path, version: int) -> None:
    """Make a copy of the store as it is before it becomes one of ``version``.

    Raises:
        OSError, sqlite3.Error: it cannot be made.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    _copy(connection, folder / BACKUPS / f"before-version-{version}-{stamp}.sqlite3")


def back_up_gone(connection: sqlite3.Connection, folder: Path) -> None:
    """Make a copy of a store whose file was taken away while it was open.

    Raises:
        OSError, sqlite3.Error: it cannot be made.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    _copy(connection, folder / BACKUPS / f"gone-{stamp}.sqlite3")


def newest_first(folder: Path) -> Iterator[Path]:
    """Yield all copies in the store's ``folder``, the one made last first."""
    made = [(path.stat().st_mtime_ns, path) for path in (folder / BACKUPS).glob("*.sqlite3")]
    for _time, path in sorted(made, reverse=True):
        if not path.name.startswith("."):
            yield path


def are_there(folder: Path) -> bool:
    """Say whether there is any copy in the store's ``folder``."""
    return any(newest_first(folder))


def copied_whole(backup: Path, copy: Path) -> dict[Key, Kept] | None:
    """Copy a backup to ``copy``, brought to the present version; return the rows that it holds.

    None where it is damaged, of a newer version, or cannot be read.

    Raises:
        OSError: there is no space for the copy, which says nothing of the backup.
    """
    try:
        for companion in companions(copy):
            companion.unlink(missing_ok=True)
        shutil.copyfile(backup, copy)
        connection = connect(copy, "rw")
        try:
            return _rows_of_whole(connection)
        finally:
            connection.close()
    except (OSError, *UNREADABLE, ValueError) as error:
        if isinstance(error, sqlite3.Error) and code_of(error) == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        if isinstance(error, OSError) and error.errno in _NO_SPACE:
            raise
        return None


def _rows_of_whole(connection: sqlite3.Connection) -> dict[Key, Kept] | None:
    is_ours = connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    is_sound = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
    if not is_ours or not is_sound or schema.version_of(connection) > schema.VERSION:
        return None
    schema.migrate(connection)
    read = {}
    for kind, row_id, board, document, crc in connection.execute(
        "SELECT kind, id, board, document, crc FROM records"
    ):
        if checksum(kind, row_id, board, document) != crc:
            return None
        read[Key(Kind(kind), row_id)] = Kept(board, document)
    return read


def _superfluous(copies: Sequence[Path]) -> set[Path]:
    """Return which of all ``copies``, newest first, are to be deleted.

    Of the daily ones the newest ``KEPT_DAYS`` stay, and before them the newest one of each of
    ``KEPT_MONTHS`` months. Of all that would stay, the oldest go as far as those after the newest
    ``ALWAYS_KEPT`` take more than ``MOST_BYTES``.
    """
    daily = [one for one in copies if fnmatch(one.name, _DAILY)]
    months: dict[str, Path] = {}
    for one in daily[KEPT_DAYS:]:
        months.setdefault(one.name[: len("store-2026-11")], one)
    staying = {*daily[:KEPT_DAYS], *list(months.values())[:KEPT_MONTHS]}
    superfluous = set(daily) - staying
    kept = [one for one in copies if one not in superfluous]
    taken = 0
    for one in kept[ALWAYS_KEPT:]:
        taken += one.stat().st_size
        if taken > MOST_BYTES:
            superfluous.add(one)
    return superfluous


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
        _make_newest(making)
        sync_file(making)
        making.replace(path)
        sync_folder(path.parent)
    except BaseException:
        making.unlink(missing_ok=True)
        raise


def _make_newest(copy: Path) -> None:
    """Give a copy a later time than all others have, to the two seconds that any disk can tell."""
    newest = next(newest_first(copy.parent.parent), None)
    if newest is not None:
        status, made = newest.stat(), copy.stat()
        if made.st_mtime_ns <= status.st_mtime_ns:
            os.utime(copy, ns=(made.st_atime_ns, status.st_mtime_ns + 2_000_000_000))
