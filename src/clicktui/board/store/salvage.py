"""What can be read of a damaged store, in a new one; the damaged file is set aside as it was."""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from clicktui.board.store import backups, schema
from clicktui.board.store.history import State
from clicktui.board.store.mending import Kept, Mended, Sources, mended
from clicktui.board.store.records import NO_BOARD, Key, Kind, difference
from clicktui.board.store.replacing import put_instead, told_aside, workshop_in
from clicktui.board.store.rowwriting import put
from clicktui.board.store.wreck import Rows, copied, in_order, newest_of, rows_of
from clicktui.i18n import translate as _


@dataclass
class Rescued:
    """What was read of a damaged store, and the boards that came of it."""

    rows: Rows
    mended: Mended
    is_exact: bool
    backup: str = ""
    remembered: dict[str, str] = field(default_factory=dict)


def salvage(path: Path, folder: Path) -> list[str]:
    """Set the damaged store at ``path`` aside and put what can be read of it in its place.

    Returns what to tell the user, one line each.

    Raises:
        OSError, sqlite3.Error: it cannot be done; the damaged file is where it was.
    """
    with workshop_in(folder) as workshop:
        found = rescued(path, folder, workshop)
        new = workshop / "new.sqlite3"
        connection = sqlite3.connect(new, isolation_level=None)
        try:
            schema.create(connection)
            fill(connection, found)
        finally:
            connection.close()
        aside = put_instead(path, new)
    return told(found, aside, path)


def rescued(path: Path, folder: Path, workshop: Path) -> Rescued:
    """Read what can be read of the store at ``path``, and of its newest backup that is whole.

    Raises:
        OSError, sqlite3.Error: the file cannot even be copied.
    """
    rows = rows_of(copied(path, workshop), workshop)
    name, backup = "", dict[Key, Kept]()
    for one in backups.newest_first(folder):
        read = backups.copied_whole(one, workshop / "backup.sqlite3")
        if read is not None:
            name, backup = one.name, read
            break
    sources = Sources(rows.records, rows.is_whole, newest_of(rows, backup), backup)
    result = mended(sources)
    documents: dict[Key, str | None] = {
        key: document
        for board in result.boards
        for key, document in difference(None, board).items()
    }
    documents |= result.loose
    is_same = documents == {key: kept.document for key, kept in rows.records.items()}
    is_exact = rows.is_whole and rows.is_history_whole and is_same
    return Rescued(rows, result, is_exact, name, rows.remembered)


def fill(connection: sqlite3.Connection, found: Rescued) -> None:
    """Write what was rescued into a new store, in one transaction.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    connection.execute("BEGIN IMMEDIATE")
    for board in found.mended.boards:
        for key, document in difference(None, board).items():
            put(connection, key, board.id, None, document)
    for key, document in found.mended.loose.items():
        put(connection, key, NO_BOARD, None, document)
    for change in found.rows.changes.values():
        values = dict(change)
        if not found.is_exact:
            is_done = values["state"] in (State.DONE, State.KEPT)
            values["state"] = State.KEPT if is_done else State.ABANDONED
        _insert(connection, "changes", values)
    for row in in_order(found.rows.change_rows):
        if row["change"] not in found.rows.changes:
            continue  # its number will be given anew
        columns = {name: value for name, value in row.items() if name != "number"}
        _insert(connection, "change_rows", columns)
    for key_, value in found.remembered.items():
        connection.execute("INSERT INTO remembered VALUES (?, ?)", (key_, value))
    connection.execute("COMMIT")


def _insert(connection: sqlite3.Connection, table: str, values: dict[str, object]) -> None:
    names = ", ".join(values)
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))  # noqa: S608


def told(found: Rescued, aside: Path, path: Path) -> list[str]:
    """Return what to tell of a salvage of the store at ``path``, whose file lies ``aside`` now."""
    quotes = sum(len(board) for board in found.mended.boards)
    lines = [
        told_aside(aside, path),
        _("Boards read from it: {boards}, quotes: {quotes}").format(
            boards=len(found.mended.boards), quotes=quotes
        ),
    ]
    codings = sum(key.kind is Kind.CODING for key in found.mended.loose)
    if codings:
        lines.append(_("Codings read from it: {count}").format(count=codings))
    if found.mended.from_history and not found.rows.is_history_whole:
        lines.append(
            _("Quotes as they were some changes ago, look at their notes: {count}").format(
                count=found.mended.from_history
            )
        )
    if found.mended.from_backup:
        lines.append(
            _("Quotes that could only be read from the backup {file}: {count}").format(
                file=found.backup, count=found.mended.from_backup
            )
        )
    if found.mended.recovered:
        lines.append(
            _("Quotes whose list was lost, now in a list named “Recovered”: {count}").format(
                count=found.mended.recovered
            )
        )
    if found.mended.lost:
        lines.append(
            _("Quotes that could not be read, and are in no backup: {count}").format(
                count=found.mended.lost
            )
        )
    if not found.is_exact:
        lines.append(_("What was changed before cannot be undone any more"))
    return lines
