"""Single documents in the table ``records``: read with their checksums, written, taken away.

All functions want to be called inside a transaction of their caller and raise ``sqlite3.Error``.
"""

import sqlite3

from clicktui.board.store.quotedocuments import DocumentError
from clicktui.board.store.records import Key, checksum

_INSERT = "INSERT INTO records (kind, id, board, document, crc) VALUES (?,?,?,?,?)"
_UPDATE = "UPDATE records SET board = ?, document = ?, crc = ? WHERE kind = ? AND id = ?"
_DELETE = "DELETE FROM records WHERE kind = ? AND id = ?"


def document_of(connection: sqlite3.Connection, key: Key, board: str) -> str | None:
    """Return a document of a board, None where there is none.

    Raises:
        DocumentError: it is not as it was written.
    """
    row = connection.execute(
        "SELECT document, crc FROM records WHERE kind = ? AND id = ? AND board = ?", (*key, board)
    ).fetchone()
    if row is None:
        return None
    verify(*key, board, *row)
    return str(row[0])


def verify(kind: str, row_id: str, board: str, document: str, crc: int) -> None:
    """Refuse a row whose checksum is not that of its texts.

    Raises:
        DocumentError: it is not as it was written.
    """
    if checksum(kind, row_id, board, document) != crc:
        raise DocumentError(f"{kind} {row_id}")


def put(
    connection: sqlite3.Connection, key: Key, board: str, old: str | None, new: str | None
) -> None:
    """Put the document ``new`` in the place of ``old``; None stands for none."""
    if new is None:
        connection.execute(_DELETE, key)
        return
    crc = checksum(key.kind, key.id, board, new)
    if old is None:
        connection.execute(_INSERT, (*key, board, new, crc))
    else:
        connection.execute(_UPDATE, (board, new, crc, *key))
