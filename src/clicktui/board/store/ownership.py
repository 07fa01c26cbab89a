"""Whose the file of the boards is, and of which version: found out without touching it."""

import sqlite3
import struct
from pathlib import Path

from clicktui.board.store import schema
from clicktui.board.store.failures import UNREADABLE, DamagedError, failure, is_read_only
from clicktui.board.store.storefiles import companions, connect
from clicktui.errors import BoardStoreError
from clicktui.i18n import translate as _

_MAGIC = b"SQLite format 3\x00"


def refuse_foreign(path: Path) -> bool:
    """Say whether anything is in the file, without touching it; raise where it is not ours.

    Raises:
        BoardStoreError: it is a newer version's or another program's.
        DamagedError: it is not a database.
    """
    if path.is_dir():
        raise _not_ours(path)
    journals = [one for one in companions(path) if one.exists() and one.stat().st_size]
    if not path.exists() or not path.stat().st_size:
        if journals:
            raise DamagedError("a journal without its file")
        return False
    if any(one.exists() for one in companions(path)):
        # SQLite has to be asked: the last word may stand in the journal, or it is open
        mode = "ro"
    else:
        with path.open("rb") as stream:
            header = stream.read(100)
        if len(header) < 100 or not header.startswith(_MAGIC):
            raise DamagedError("no header")
        version, application = struct.unpack(">60xI4xI", header[:72])
        if application == schema.APPLICATION_ID and version <= schema.VERSION:
            return True
        mode = "ro&immutable=1"  # so that SQLite leaves nothing beside it
    try:
        connection = connect(path, mode)
        try:
            return _refuse_by_content(connection, path)
        finally:
            connection.close()
    except UNREADABLE as error:
        if isinstance(error, sqlite3.Error) and is_read_only(error):
            return True  # opening it will say so
        raise failure(error, path) from error


def _refuse_by_content(connection: sqlite3.Connection, path: Path) -> bool:
    version = schema.version_of(connection)
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application == schema.APPLICATION_ID:
        if version > schema.VERSION:
            raise BoardStoreError(
                _(
                    "{file} was made by a newer clicktui: update clicktui; nothing was changed"
                ).format(file=path)
            )
        return True
    tables = schema.tables_of(connection)
    if not tables and not version and not application:
        return False  # a process was killed before it made the tables
    if tables >= {"records", "changes", "change_rows"}:
        raise DamagedError("a header that is not ours")
    check(connection)
    raise _not_ours(path)


def _not_ours(path: Path) -> BoardStoreError:
    return BoardStoreError(
        _(
            "{file} is another program's: move it away, or name another folder in CLICKTUI_DATA;"
            " nothing was changed"
        ).format(file=path)
    )


def check(connection: sqlite3.Connection) -> None:
    """Look through the whole file.

    Raises:
        DamagedError: something in it is wrong.
        sqlite3.Error: it cannot be read.
    """
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise DamagedError(found)
