"""Reading the rows of a damaged store, one by one where it has to be, from a copy of its files."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clicktui.board.changes import What
from clicktui.board.store import schema
from clicktui.board.store.differences import is_side
from clicktui.board.store.failures import UNREADABLE
from clicktui.board.store.history import Row, State, row_checksum, turned
from clicktui.board.store.mending import Kept
from clicktui.board.store.quotedocuments import DocumentError
from clicktui.board.store.records import Key, Kind, checksum
from clicktui.board.store.storefiles import companions, connect

_SMALLEST_ROW = 16
"""Bytes that a row takes at least: an upper bound of the number of rows."""

_MOST_ASKED_FOR = 1_000_000
"""Rows that are asked for one by one where the last number cannot be read: some seconds."""

_CHANGE = (
    "number", "at", "by", "what", "board", "about", "count", "state", "turned_at", "turned_by",
)  # fmt: skip
_CHANGE_ROW = ("number", "change", "kind", "id", "board", "before", "after", "crc")
_RECORD = ("number", "kind", "id", "board", "document", "crc")


@dataclass
class Rows:
    """What was read; nothing in it has a wrong checksum."""

    records: dict[Key, Kept] = field(default_factory=dict)
    is_whole: bool = True
    changes: dict[int, dict[str, object]] = field(default_factory=dict)
    change_rows: list[dict[str, Any]] = field(default_factory=list)
    is_history_whole: bool = True
    remembered: dict[str, str] = field(default_factory=dict)


def copied(path: Path, folder: Path) -> Path:
    """Copy the store at ``path``, with its journal, into ``folder``; return where it lies.

    Raises:
        OSError: it cannot be read or written.
    """
    copy = folder / "copy.sqlite3"
    if path.exists():
        shutil.copyfile(path, copy)
    else:
        copy.touch()
    for old, new in zip(companions(path), companions(copy), strict=True):
        if old.exists() and not old.name.endswith("-shm"):  # made anew from the journal
            shutil.copyfile(old, new)
    return copy


def rows_of(copy: Path, folder: Path) -> Rows:
    """Return what can be read of the store at ``copy``, which is written over where that helps.

    Raises:
        OSError: files cannot be written into ``folder``.
    """
    rows = None
    if copy.stat().st_size:  # beside an empty file SQLite throws the journal away
        rows = _read(copy)
    if rows is None or not rows.is_whole or not rows.is_history_whole:
        _give_first_page(copy, folder)
        rows = _better(rows, _read(copy))
    return rows or Rows(is_whole=False, is_history_whole=False)


def newest_of(rows: Rows, backup: Mapping[Key, Kept]) -> dict[Key, Kept | None]:
    """Return each document after all that was done, as the history has it; None for a gone one.

    Where rows are missing before one that is kept as a difference, it goes on from the ``backup``
    if that has what the difference was made of; else the document stays as it was before the gap.
    """
    newest: dict[Key, Kept | None] = {}
    states = {number: change["state"] for number, change in rows.changes.items()}
    for one in in_order(rows.change_rows):
        key = _key(one)
        if key is None or states.get(one["change"], State.DONE) not in (State.DONE, State.KEPT):
            continue
        row = Row(one["before"], one["after"])
        if is_side(row.after):
            found = _followed(row, newest.get(key), backup.get(key))
            if found is not None:
                newest[key] = Kept(str(one["board"]), found)
        else:
            newest[key] = None if row.after is None else Kept(str(one["board"]), row.after)
    return newest


def in_order(change_rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows of the history in the order in which they were written."""
    return sorted(change_rows, key=lambda one: (one["change"], one["number"]))


def _followed(row: Row, *known: Kept | None) -> str | None:
    for one in known:
        try:
            found = None if one is None else turned(row, one.document, is_undo=False)
        except DocumentError:
            continue
        if found is not None:
            return found
    return None


def _better(first: Rows | None, second: Rows | None) -> Rows | None:
    """Return each table as the reading has it that found more of it."""
    if first is None or second is None:
        return first or second
    if len(second.records) > len(first.records):
        first.records, first.is_whole = second.records, second.is_whole
    if len(second.changes) > len(first.changes):
        first.changes = second.changes
    if len(second.change_rows) > len(first.change_rows):
        first.change_rows = second.change_rows
    return first


def _give_first_page(copy: Path, folder: Path) -> None:
    """Replace the first page, which says where the tables are: in any store at the same places."""
    donor = folder / "donor.sqlite3"
    connection = sqlite3.connect(donor, isolation_level=None)
    try:
        schema.create(connection)
    finally:
        connection.close()
    page = bytearray(donor.read_bytes()[: schema.PAGE_SIZE])
    page[18:20] = b"\x02\x02"  # so that a journal (WAL) is read too
    page[92:96] = bytes(4)  # so that the size in the header is not believed
    with copy.open("r+b") as stream:
        stream.write(page)


def _read(copy: Path) -> Rows | None:
    """Return what can be read, None where not even the tables are known."""
    try:
        connection = connect(copy, "rw")
    except UNREADABLE:
        return None
    try:
        connection.text_factory = bytes
        connection.execute("PRAGMA cell_size_check=OFF")
        tables = {bytes(name) for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if not tables >= {b"records", b"changes", b"change_rows"}:
            return None
        most = min(copy.stat().st_size // _SMALLEST_ROW, _MOST_ASKED_FOR)
        return _all_rows(connection, most)
    except UNREADABLE:
        return None
    finally:
        connection.close()


def _all_rows(connection: sqlite3.Connection, most: int) -> Rows:
    rows = Rows()
    for record in _table(connection, "records", _RECORD, most):
        key = None if record is None else _key(record)
        if record is None or key is None or not _is_record(record):
            rows.is_whole = False
        else:
            rows.records[key] = Kept(str(record["board"]), str(record["document"]))
    for change in _table(connection, "changes", _CHANGE, most):
        number = None if change is None else change["number"]
        if change is None or not isinstance(number, int) or not _is_change(change):
            rows.is_history_whole = False
        else:
            rows.changes[number] = change
    for row in _table(connection, "change_rows", _CHANGE_ROW, most):
        if row is None or not _is_change_row(row):
            rows.is_history_whole = False
        else:
            rows.change_rows.append(row)
    try:
        for key_, value in connection.execute("SELECT key, value FROM remembered"):
            rows.remembered[key_.decode()] = value.decode()
    except (*UNREADABLE, ValueError, AttributeError):
        rows.remembered = {}
    return rows


def _key(row: dict[str, object]) -> Key | None:
    try:
        return Key(Kind(str(row["kind"])), str(row["id"]))
    except ValueError:
        return None


def _is_record(row: dict[str, object]) -> bool:
    texts = [row[name] for name in ("kind", "id", "board", "document")]
    return all(type(one) is str for one in texts) and checksum(*texts) == row["crc"]  # type: ignore[arg-type]


def _is_change(row: dict[str, object]) -> bool:
    texts = [value for name, value in row.items() if name not in ("number", "count")]
    return (
        type(row["count"]) is int
        and all(type(one) is str for one in texts)
        and row["what"] in list(What)
        and row["state"] in list(State)
    )


def _is_change_row(row: dict[str, object]) -> bool:
    key = _key(row)
    board, before, after = row["board"], row["before"], row["after"]
    if key is None or type(row["change"]) is not int or type(board) is not str:
        return False
    if not isinstance(before, str | None) or not isinstance(after, str | None):
        return False
    return row_checksum(key, board, Row(before, after)) == row["crc"]


def _table(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], most: int
) -> Iterator[dict[str, object] | None]:
    """Yield the rows of a table, and None for whatever could not be read.

    They are read in their order as far as that goes; then each number that was not met is asked
    for, since a scan ends at a page that cannot be read and passes over rows out of order.
    """
    sql = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608
    met = set()
    last = most  # where the scan ends at a hurt page, max(number) can end there too
    try:
        for row in connection.execute(f"{sql} ORDER BY number"):
            met.add(row[0])
            yield _decoded(columns, row)
        last = _newest(connection, table, most)
    except UNREADABLE:
        yield None
    for number in range(1, last + 1):
        if number in met:
            continue
        try:
            late = connection.execute(f"{sql} WHERE number = ?", (number,)).fetchone()
        except UNREADABLE:
            yield None
            continue
        if late is not None:
            yield None  # it was passed over: others can be too
            yield _decoded(columns, late)


def _newest(connection: sqlite3.Connection, table: str, most: int) -> int:
    try:
        (newest,) = connection.execute(f"SELECT max(number) FROM {table}").fetchone()  # noqa: S608
    except UNREADABLE:
        return most
    return min(newest, most) if type(newest) is int else most


def _decoded(columns: Sequence[str], row: Sequence[object]) -> dict[str, object] | None:
    try:
        return {
            name: value.decode() if isinstance(value, bytes) else value
            for name, value in zip(columns, row, strict=True)
        }
    except ValueError:
        return None
