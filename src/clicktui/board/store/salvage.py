"""What can be read of a damaged store, in a new one; the damaged file is set aside as it was.

A new file is made whole under another name before anything is moved, and each step can be the
last one of a killed process: the next opening goes on from there (``finish``).
"""

import shutil
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from clicktui.board.store import backups, schema
from clicktui.board.store.failures import UNREADABLE
from clicktui.board.store.history import State
from clicktui.board.store.mending import Kept, Mended, Sources, mended
from clicktui.board.store.records import Key, Kind, checksum, difference
from clicktui.board.store.storefiles import (
    WORKSHOP,
    companions,
    connect,
    sync_file,
)
from clicktui.board.store.wreck import Rows, copied, rows_of
from clicktui.i18n import translate as _
from clicktui.wholefiles import sync_folder

_DAMAGED, _SALVAGED, _ENDING = "store.damaged-", "store.salvaged-", ".sqlite3"


@dataclass
class Rescued:
    """What was read of a damaged store, and the boards that came of it."""

    rows: Rows
    mended: Mended
    is_exact: bool
    backup: str = ""
    remembered: dict[str, str] = field(default_factory=dict)


def finish(path: Path, folder: Path) -> list[str]:
    """Go on where a salvage of the store at ``path`` was killed; return what to tell the user.

    Raises:
        OSError: files cannot be moved.
    """
    shutil.rmtree(folder / WORKSHOP, ignore_errors=True)
    complete = sorted(path.parent.glob(f"{_SALVAGED}*{_ENDING}"))
    if not complete:
        return []
    stamp = complete[-1].name.removeprefix(_SALVAGED).removesuffix(_ENDING)
    return [_told_aside(_put_in_place(path, stamp))]


def salvage(path: Path, folder: Path) -> list[str]:
    """Set the damaged store at ``path`` aside and put what can be read of it in its place.

    Returns what to tell the user, one line each.

    Raises:
        OSError, sqlite3.Error: it cannot be done; the damaged file is where it was.
    """
    workshop = folder / WORKSHOP
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(mode=0o700)
    found = rescued(path, folder, workshop)
    new = workshop / "new.sqlite3"
    connection = sqlite3.connect(new, isolation_level=None)
    try:
        schema.create(connection)
        fill(connection, found)
    finally:
        connection.close()
    new.chmod(0o600)
    sync_file(new)
    stamp = _unused_stamp(path)
    new.rename(path.with_name(f"{_SALVAGED}{stamp}{_ENDING}"))
    sync_folder(path.parent)
    aside = _put_in_place(path, stamp)
    shutil.rmtree(workshop, ignore_errors=True)
    return told(found, aside)


def rescued(path: Path, folder: Path, workshop: Path) -> Rescued:
    """Read what can be read of the store at ``path``, and of its newest backup that is whole.

    Raises:
        OSError, sqlite3.Error: the file cannot even be copied.
    """
    rows = rows_of(copied(path, workshop), workshop)
    name, backup = "", dict[Key, Kept]()
    for one in backups.newest_first(folder):
        read = _whole_backup(one, workshop)
        if read is not None:
            name, backup = one.name, read
            break
    sources = Sources(rows.records, rows.is_whole, rows.newest, backup)
    result = mended(sources)
    documents = {
        key: document
        for board in result.boards
        for key, document in difference(None, board).items()
    }
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
            connection.execute(
                "INSERT INTO records (kind, id, board, document, crc) VALUES (?,?,?,?,?)",
                (*key, board.id, document, checksum(*key, board.id, document)),
            )
    for change in found.rows.changes.values():
        values = dict(change)
        if not found.is_exact:
            is_done = values["state"] in (State.DONE, State.KEPT)
            values["state"] = State.KEPT if is_done else State.ABANDONED
        _insert(connection, "changes", values)
    for row in found.rows.change_rows:
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


def told(found: Rescued, damaged: Path) -> list[str]:
    """Return what to tell the user of a salvage; ``damaged`` is where the damaged file lies."""
    quotes = sum(len(board) for board in found.mended.boards)
    lines = [
        _told_aside(damaged),
        _("Boards read from it: {boards}, quotes: {quotes}").format(
            boards=len(found.mended.boards), quotes=quotes
        ),
    ]
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


def _told_aside(damaged: Path) -> str:
    return _("The file of the boards was damaged; it is kept as {file}").format(file=damaged)


def _whole_backup(path: Path, workshop: Path) -> dict[Key, Kept] | None:
    """Return the rows of a backup, None where it is damaged or of a newer version."""
    copy = workshop / "backup.sqlite3"
    try:
        shutil.copyfile(path, copy)
        connection = connect(copy, "rw")
        try:
            is_ours = connection.execute("PRAGMA application_id").fetchone() == (
                schema.APPLICATION_ID,
            )
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
        finally:
            connection.close()
    except (OSError, *UNREADABLE, ValueError):
        return None


def _put_in_place(path: Path, stamp: str) -> Path:
    """Move the damaged files away, each under its own new name, then the new one into place.

    The journal goes first: beside another file of its name it would be taken for that one's.
    """
    aside = path.with_name(f"{_DAMAGED}{stamp}{_ENDING}")
    for old, new in zip([*companions(path), path], [*companions(aside), aside], strict=True):
        if old.exists() and not new.exists():
            old.rename(new)
    sync_folder(path.parent)
    path.with_name(f"{_SALVAGED}{stamp}{_ENDING}").rename(path)
    sync_folder(path.parent)
    return aside


def _unused_stamp(path: Path) -> str:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 1
    name = stamp
    while any(path.parent.glob(f"{_DAMAGED}{name}{_ENDING}*")):
        number += 1
        name = f"{stamp}-{number}"
    return name
