"""Opening a store that cannot be changed: in place where that works, else as a copy in memory."""

import sqlite3
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from clicktui.board.store import backups, regaining, salvage, schema
from clicktui.board.store.failures import UNREADABLE, DamagedError, failure, is_damage, is_read_only
from clicktui.board.store.ownership import check, refuse_foreign
from clicktui.board.store.replacing import told_aside
from clicktui.board.store.storefiles import connect, identity
from clicktui.board.store.wreck import copied
from clicktui.errors import BoardStoreError
from clicktui.i18n import translate as _


@dataclass
class Opened:
    """A store that is open.

    ``path`` is None where the boards are only held in memory; ``only_read_because`` is the line
    that says why nothing can be changed, "" where it can.
    """

    connection: sqlite3.Connection
    path: Path | None
    only_read_because: str = ""
    notices: list[str] = field(default_factory=list)
    identity: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.path is not None:
            self.identity = identity(self.path)


def opened_to_read(
    path: Path, folder: Path, because: str, is_known_damaged: bool = False
) -> Opened:
    """Open a store that cannot be written, without writing anything beside it.

    ``folder`` is the one that holds its backups; the file itself can be a link's target.

    Raises:
        BoardStoreError: it is a newer version's or another program's, or cannot even be read.
    """
    try:
        if not refuse_foreign(path):
            return _regained_in_memory(path, folder, because)
        if is_known_damaged:
            raise DamagedError
        return _read_in_place(path, because)
    except DamagedError:
        return held_in_memory(path, folder, because)
    except OSError as error:
        raise BoardStoreError(
            _("The boards in {folder} cannot be read ({reason})").format(
                folder=path.parent, reason=error.strerror
            )
        ) from error
    except UNREADABLE as error:
        if isinstance(error, UnicodeDecodeError) or is_damage(error):
            return held_in_memory(path, folder, because)
        raise failure(error, path) from error


def _read_in_place(path: Path, because: str) -> Opened:
    connection = connect(path, "ro")
    try:
        check(connection)
        if schema.version_of(connection) == schema.VERSION:
            return Opened(connection, path, because)
        held = in_memory(connection)
    except sqlite3.Error as error:
        connection.close()
        if not is_read_only(error):
            raise
        return _read_a_copy(path, because)
    except BaseException:
        connection.close()
        raise
    connection.close()
    return Opened(held, None, because)


def _read_a_copy(path: Path, because: str) -> Opened:
    """Read a store whose folder does not even take SQLite's index of the journal."""
    with tempfile.TemporaryDirectory() as elsewhere:
        copy = copied(path, Path(elsewhere))
        connection = connect(copy, "rw")
        try:
            check(connection)
            return Opened(in_memory(connection), None, because)
        finally:
            connection.close()


def _regained_in_memory(path: Path, folder: Path, because: str) -> Opened:
    """Read the newest whole backup, where the file itself is missing or empty."""
    if not backups.are_there(folder):
        return Opened(in_memory(None), None, because)
    with tempfile.TemporaryDirectory() as elsewhere:
        found = regaining.newest_backup(folder, Path(elsewhere))
        if found is None:
            told = [regaining.told_unreadable(folder)]
            return Opened(in_memory(None), None, because, told)
        connection = connect(found.copy, "ro")
        try:
            told = [told_aside(path, path), *found.told]
            return Opened(in_memory(connection), None, because, told)
        finally:
            connection.close()


def held_in_memory(path: Path, folder: Path, because: str) -> Opened:
    """Read what is left of a damaged store that cannot be set aside.

    Raises:
        BoardStoreError: it cannot be read.
    """
    try:
        with tempfile.TemporaryDirectory() as elsewhere:
            rescued = salvage.rescued(path, folder, Path(elsewhere))
    except (OSError, sqlite3.Error) as error:
        raise BoardStoreError(
            _("The damaged file {file} can be neither read nor set aside ({reason})").format(
                file=path, reason=error
            )
        ) from error
    held = in_memory(None)
    try:
        salvage.fill(held, rescued)
    except BaseException:
        held.close()
        raise
    return Opened(held, None, because, salvage.told(rescued, path, path))


def in_memory(source: sqlite3.Connection | None) -> sqlite3.Connection:
    """Return a store of ``schema.VERSION`` in memory that holds what ``source`` holds."""
    held = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        if source is not None:
            source.backup(held)
        if schema.tables_of(held):
            schema.migrate(held)
        else:
            schema.create(held)
    except BaseException:
        held.close()
        raise
    return held
