"""The history of a store: what was changed, undone and redone, one line for all boards.

A change is ``done``, ``undone``, ``abandoned`` (undone, and something else was done since) or
``kept`` (done, and not to be undone any more: part of the history was lost with a damaged file).
All functions want to be called inside a transaction of their caller and raise ``sqlite3.Error``.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from clicktui.board.changes import Change, Said, What
from clicktui.board.store.differences import differing, is_side, is_side_of, other_side
from clicktui.board.store.quotedocuments import DocumentError
from clicktui.board.store.records import Key, Kind, checksum
from clicktui.errors import BoardStoreError
from clicktui.i18n import translate as _


class State(StrEnum):
    """Where a change stands."""

    DONE = "done"
    UNDONE = "undone"
    ABANDONED = "abandoned"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Row:
    """A document that changed: as it was before and after, None where there was none.

    As it is kept, both can be sides of a difference (see ``differences``).
    """

    before: str | None
    after: str | None


LONG = 2000
"""Code points from which on lists and boards are kept as differences: some 150 quotes."""

MOST_DIFFERENCES = 256
"""Differences after which a document is kept whole again, so that damage does not reach far."""

_WHOLE = frozenset({Kind.QUOTE, Kind.CODING})

_COLUMNS = "number, what, board, about, count, by, at"


def add(
    connection: sqlite3.Connection,
    said: Said,
    board: str,
    at: str,
    rows: Mapping[Key, Row],
    coalesce: str = "",
) -> Change:
    """Write down a change; what was undone before it can no longer be redone.

    Where the newest change has the same ``coalesce``, not "", and nothing was undone since, it
    takes this one in: its number and what was before it stay.
    """
    said = replace(said, about=_storable(said.about), by=_storable(said.by))
    newest = connection.execute(
        "SELECT number, state, coalesce, board FROM changes ORDER BY number DESC LIMIT 1"
    ).fetchone()
    number = newest[0] + 1 if newest else 1
    goes_on = coalesce and newest and newest[1:] == (State.DONE, coalesce, board)
    joined = _taken_in(rows_of(connection, newest[0]), rows) if goes_on else None
    if joined is not None:
        number, rows = newest[0], joined
        connection.execute(
            "UPDATE changes SET at = ?, by = ?, what = ?, about = ?, count = ? WHERE number = ?",
            (at, said.by, said.what, said.about, said.count, number),
        )
        connection.execute("DELETE FROM change_rows WHERE change = ?", (number,))
    else:
        connection.execute(
            "UPDATE changes SET state = ? WHERE state = ?", (State.ABANDONED, State.UNDONE)
        )
        connection.execute(
            f"INSERT INTO changes ({_COLUMNS}, state, coalesce) VALUES (?,?,?,?,?,?,?,?,?)",  # noqa: S608
            (number, said.what, board, said.about, said.count, said.by, at, State.DONE, coalesce),
        )
    kept = {key: _as_kept(connection, key, row) for key, row in rows.items()}
    connection.executemany(
        "INSERT INTO change_rows (change, kind, id, board, before, after, crc)"
        " VALUES (?,?,?,?,?,?,?)",
        [
            (number, key.kind, key.id, board, row.before, row.after, row_checksum(key, board, row))
            for key, row in kept.items()
        ],
    )
    return Change(number, said.what, board, said.about, said.count, said.by, at)


def row_checksum(key: Key, board: str, row: Row) -> int:
    """Return the checksum that is kept with a row of the history."""
    return checksum(key.kind, key.id, board, row.before, row.after)


def _taken_in(old: Mapping[Key, Row], new: Mapping[Key, Row]) -> dict[Key, Row] | None:
    """Return the rows of two changes as those of one; None where they do not follow each other."""
    joined = dict(old)
    for key, row in new.items():
        before = row.before
        if key in old:
            before = old[key].before
            if is_side(before):
                before = turned(old[key], row.before, is_undo=True)
                if before is None:
                    return None
        joined[key] = Row(before, row.after)
    return joined


def _as_kept(connection: sqlite3.Connection, key: Key, row: Row) -> Row:
    """Return a row as a difference, if that is shorter and can be followed from the row before.

    Quotes and codings are always kept whole: each can be read without any other row.
    """
    before, after = row.before, row.after
    if key.kind in _WHOLE or before is None or after is None or is_side(after):
        return row
    if min(len(before), len(after)) < LONG or not _follows(connection, key, before):
        return row
    sides = Row(*differing(before, after))
    return sides if _length(sides) < _length(row) / 2 else row


def _follows(connection: sqlite3.Connection, key: Key, before: str) -> bool:
    """Say whether the newest row of a document leads to ``before``, with a whole one not far off.

    What was rescued of a damaged history leads nowhere for sure.
    """
    newest = connection.execute(
        "SELECT after, state FROM change_rows JOIN changes ON changes.number = change"
        " WHERE kind = ? AND id = ? ORDER BY change_rows.number DESC LIMIT 1",
        key,
    ).fetchone()
    if newest is None or newest[0] is None or newest[1] == State.KEPT:
        return False
    if not is_side(newest[0]):
        return bool(newest[0] == before)
    (differences,) = connection.execute(
        "SELECT count(*) FROM (SELECT after FROM change_rows WHERE kind = ? AND id = ?"
        " ORDER BY number DESC LIMIT ?) WHERE substr(after, 1, 1) = '['",
        (*key, MOST_DIFFERENCES),
    ).fetchone()
    return differences < MOST_DIFFERENCES and is_side_of(newest[0], before)


def _length(row: Row) -> int:
    return len(row.before or "") + len(row.after or "")


def rows_of(connection: sqlite3.Connection, number: int) -> dict[Key, Row]:
    """Return the documents that a change touched.

    Raises:
        DocumentError: one of them is not as it was written.
    """
    rows = {}
    for kind, row_id, board, before, after, crc in connection.execute(
        "SELECT kind, id, board, before, after, crc FROM change_rows WHERE change = ?", (number,)
    ).fetchall():
        key, row = Key(Kind(kind), row_id), Row(before, after)
        if row_checksum(key, board, row) != crc:
            raise DocumentError(f"change {number}, {key}")
        rows[key] = row
    return rows


def to_undo(connection: sqlite3.Connection) -> Change | None:
    """Return the change that an undo takes back."""
    return _one(connection, "WHERE state = ? ORDER BY number DESC LIMIT 1", State.DONE)


def to_redo(connection: sqlite3.Connection) -> Change | None:
    """Return the change that a redo does again."""
    last = to_undo(connection)
    return _one(
        connection,
        "WHERE number > ? AND state = ? ORDER BY number LIMIT 1",
        last.number if last else 0,
        State.UNDONE,
    )


def newest_first(connection: sqlite3.Connection, limit: int) -> tuple[Change, ...]:
    """Return at most ``limit`` changes that are not undone."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM changes WHERE state IN (?, ?) ORDER BY number DESC LIMIT ?",  # noqa: S608
        (State.DONE, State.KEPT, limit),
    )
    return tuple(_change(row) for row in found.fetchall())


def turn(connection: sqlite3.Connection, number: int, state: State, by: str, at: str) -> None:
    """Write down that a change was undone or redone, by whom and when."""
    connection.execute(
        "UPDATE changes SET state = ?, turned_by = ?, turned_at = ? WHERE number = ?",
        (state, _storable(by), at, number),
    )


def first_changes(connection: sqlite3.Connection) -> dict[str, int]:
    """Return for each board the number of the change that made it."""
    found = connection.execute(
        "SELECT id, min(change) FROM change_rows WHERE kind = ? GROUP BY id", (Kind.BOARD,)
    )
    return dict(found.fetchall())


def put_back(row: Row, present: str | None, is_undo: bool) -> str | None:
    """Return the document as it was before a change, or after it, given the ``present`` one.

    Raises:
        BoardStoreError: that is not what the history says that it is.
        DocumentError: the row is not as it was written.
    """
    there, wanted = (row.after, row.before) if is_undo else (row.before, row.after)
    if not is_side(there):
        if there != present:
            raise _disagreeing()
        return wanted
    made = turned(row, present, is_undo)
    if made is None:
        raise _disagreeing()
    return made


def turned(row: Row, present: str | None, is_undo: bool) -> str | None:
    """Return the other document of a row that is kept as a difference, None if it is not this one.

    Raises:
        DocumentError: the row is not as it was written.
    """
    if present is None or row.before is None or row.after is None:
        return None
    sides = (row.after, row.before) if is_undo else (row.before, row.after)
    return other_side(*sides, present)


def _disagreeing() -> BoardStoreError:
    return BoardStoreError(
        _(
            "The history and the boards do not agree, so nothing was undone or redone:"
            " another program has written into the file of the boards"
        )
    )


def _one(connection: sqlite3.Connection, where: str, *values: str | int) -> Change | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM changes {where}", values).fetchone()  # noqa: S608
    return _change(row) if row else None


def _change(row: tuple[int, str, str, str, int, str, str]) -> Change:
    number, what, board, about, count, by, at = row
    try:
        return Change(number, What(what), board, about, count, by, at)
    except ValueError as error:
        raise DocumentError(str(error)) from error


def _storable(text: str) -> str:
    """Return ``text`` without lone surrogates, which a user's name on her system can have."""
    return text.encode("utf-8", "replace").decode()
