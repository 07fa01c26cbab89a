"""The tables of a store, by version.

    records      what there is now: one row for each board, list and quote, each coding, and the
                 rules that a user gave
    changes      what happened, in order; nothing is ever deleted here
    change_rows  each document that a change touched, as it was before and after it; of long lists
                 and memos what differs (see ``differences``)
    remembered   what is no change: which board is open

``crc`` is ``records.checksum`` of the texts of the row: SQLite would not notice a letter that
goes wrong on the disk. A new store goes through all migrations, so that there is one way to make
a table.
"""

import sqlite3
from collections.abc import Callable

APPLICATION_ID = 0x636C7475
"""What says in the header of the file that it is ours: "cltu" (SQLite, PRAGMA application_id)."""

PAGE_SIZE = 4096
"""Bytes of a page of the file; the salvage of a file without a header relies on it."""

_VERSION_1 = (
    """CREATE TABLE records (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, board TEXT NOT NULL,
    document TEXT NOT NULL, crc INTEGER NOT NULL, UNIQUE (kind, id))""",
    """CREATE TABLE changes (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL,
    board TEXT NOT NULL, about TEXT NOT NULL, count INTEGER NOT NULL, state TEXT NOT NULL,
    turned_at TEXT NOT NULL DEFAULT '', turned_by TEXT NOT NULL DEFAULT '')""",
    """CREATE TABLE change_rows (
    number INTEGER PRIMARY KEY, change INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    board TEXT NOT NULL, before TEXT, after TEXT, crc INTEGER NOT NULL)""",
    "CREATE TABLE remembered (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE INDEX records_of_board ON records (board)",
)


def _to_version_2(connection: sqlite3.Connection) -> None:
    """Let an editor's savings be one change; find the rows of a change and of a board."""
    connection.execute("ALTER TABLE changes ADD COLUMN coalesce TEXT NOT NULL DEFAULT ''")
    connection.execute("CREATE INDEX rows_of_change ON change_rows (change)")
    connection.execute("CREATE INDEX rows_of_record ON change_rows (kind, id)")


def _to_version_3(connection: sqlite3.Connection) -> None:
    """Find documents that belong to no board, which older programs do not know."""
    connection.execute("CREATE INDEX records_of_kind ON records (kind)")


MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: _to_version_2,
    2: _to_version_3,
}
"""What makes a store of a version one of the next."""

VERSION = 1 + len(MIGRATIONS)
"""The version that this program writes (PRAGMA user_version)."""


def create(connection: sqlite3.Connection, version: int = VERSION) -> None:
    """Make the tables of ``version`` in an empty database, in one transaction.

    Raises:
        sqlite3.Error: they cannot be made; the database is as it was.
    """
    connection.execute(f"PRAGMA page_size={PAGE_SIZE}")
    _in_one(connection, lambda: _create(connection, version))


def migrate(connection: sqlite3.Connection) -> None:
    """Make a store of an older version one of ``VERSION``, in one transaction.

    Raises:
        sqlite3.Error: it cannot be done; the store is as it was.
    """
    _in_one(connection, lambda: _migrate(connection, VERSION))


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of a store, 0 for an empty database.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def tables_of(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the names of all tables of a database.

    Raises:
        sqlite3.Error: they cannot be read.
    """
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return frozenset(str(name) for (name,) in found.fetchall())


def _create(connection: sqlite3.Connection, version: int) -> None:
    for statement in _VERSION_1:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("PRAGMA user_version=1")
    _migrate(connection, version)


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    for old in range(version_of(connection), version):
        MIGRATIONS[old](connection)
        connection.execute(f"PRAGMA user_version={old + 1}")


def _in_one(connection: sqlite3.Connection, work: Callable[[], None]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        work()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
