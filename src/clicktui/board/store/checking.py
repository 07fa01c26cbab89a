"""Looking whether a store is sound, without changing anything in its folder."""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from clicktui.board.store import backups
from clicktui.board.store.failures import UNREADABLE, DamagedError, failure, why
from clicktui.board.store.history import Row, row_checksum
from clicktui.board.store.ownership import check, refuse_foreign
from clicktui.board.store.records import Key, Kind, checksum
from clicktui.board.store.storefiles import STORE, companions, connect
from clicktui.errors import BoardStoreError


class Soundness(StrEnum):
    """How a store was found."""

    NONE = "none"  # no boards yet
    SOUND = "sound"
    DAMAGED = "damaged"  # opening it salvages what can be read
    LOST = "lost"  # it is missing or empty, and backups are there: opening it takes the newest
    REFUSED = "refused"  # a newer version's, another program's, or it cannot be read now


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found; ``reason`` says why it is not sound, ``quotes`` counts those on boards."""

    soundness: Soundness
    reason: str = ""
    quotes: int = 0


def checked(folder: Path) -> Checked:
    """Look through the whole store in ``folder``: the file, each row and its history."""
    path = (folder / STORE).resolve()
    try:
        if not refuse_foreign(path):
            lost = backups.are_there(folder)
            return Checked(Soundness.LOST if lost else Soundness.NONE)
        # without a journal beside it nobody has it open, and SQLite is to leave none there
        is_open = any(one.exists() for one in companions(path))
        connection = connect(path, "ro" if is_open else "ro&immutable=1")
        try:
            return Checked(Soundness.SOUND, quotes=_looked_through(connection))
        finally:
            connection.close()
    except DamagedError as error:
        return Checked(Soundness.DAMAGED, str(error))
    except BoardStoreError as error:
        return Checked(Soundness.REFUSED, str(error))
    except UNREADABLE as error:
        meant = failure(error, path)
        is_damaged = isinstance(meant, DamagedError)
        return Checked(Soundness.DAMAGED if is_damaged else Soundness.REFUSED, str(meant))
    except OSError as error:
        return Checked(Soundness.REFUSED, why(error, path))


def _looked_through(connection: sqlite3.Connection) -> int:
    connection.execute("BEGIN")  # as it is at one moment, whoever writes meanwhile
    check(connection)
    quotes = 0
    for kind, row_id, board, document, crc in connection.execute(
        "SELECT kind, id, board, document, crc FROM records"
    ):
        if checksum(kind, row_id, board, document) != crc:
            raise DamagedError(f"{kind} {row_id}")
        quotes += kind == Kind.QUOTE
    for number, kind, row_id, board, before, after, crc in connection.execute(
        "SELECT number, kind, id, board, before, after, crc FROM change_rows"
    ):
        try:
            key = Key(Kind(kind), row_id)
        except ValueError as error:
            raise DamagedError(f"change {number}") from error
        if row_checksum(key, board, Row(before, after)) != crc:
            raise DamagedError(f"change {number}")
    return quotes
