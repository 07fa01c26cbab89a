"""What SQLite's errors mean to a user, in one line that says what to do."""

import errno
import sqlite3
from pathlib import Path

from clicktui.board.store.storefiles import busy
from clicktui.errors import BoardError, BoardStoreError, ClicktuiError
from clicktui.i18n import translate as _


class DamagedError(Exception):
    """A store cannot be trusted as it is: what can be read has to be salvaged; never shown."""


UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""What Python raises for a file that SQLite cannot read; its very messages may be no UTF-8."""

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_READ_ONLY = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
)


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code, -1 where the error is not SQLite's own."""
    code = getattr(error, "sqlite_errorcode", -1)
    return code & 0xFF if code >= 0 else -1


def is_damage(error: sqlite3.Error) -> bool:
    """Say whether the file itself is at fault.

    Text that is not UTF-8 has no code of its own: Python finds it when it reads a row.
    """
    return code_of(error) in _DAMAGED or "decode to UTF-8" in str(error)


def is_read_only(error: sqlite3.Error) -> bool:
    """Say whether the file or its folder cannot be written, or not be opened."""
    return code_of(error) in _READ_ONLY


def failure(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> ClicktuiError | DamagedError:
    """Return what to raise for ``error``, which SQLite gave for the store at ``path``."""
    if isinstance(error, UnicodeDecodeError):
        return DamagedError(str(error))
    code = code_of(error)
    if is_damage(error):
        return DamagedError(str(error))
    if code in _BUSY:
        return busy()
    if code == sqlite3.SQLITE_FULL:
        return disk_full(path)
    if code in _READ_ONLY:
        return BoardStoreError(not_writable(path))
    if code == sqlite3.SQLITE_CONSTRAINT:
        return BoardError(_("One of these quotes or lists is on another board already"))
    return BoardStoreError(
        _(
            "The boards in {folder} cannot be read or written ({reason}): check the disk"
            " and its free space; nothing was changed"
        ).format(folder=path.parent, reason=error)
    )


def disk_full(path: Path) -> BoardStoreError:
    """Return the error that says that no space is left for the boards."""
    return BoardStoreError(
        _("The disk of {folder} is full: free some space; nothing was changed").format(
            folder=path.parent
        )
    )


def not_writable(path: Path) -> str:
    """Return the line that says that the boards can only be read."""
    return _(
        "The boards in {folder} can only be read: make the folder and its files writable,"
        " or name another in CLICKTUI_DATA"
    ).format(folder=path.parent)


def why(error: OSError | sqlite3.Error, path: Path) -> str:
    """Return the line that says why the store at ``path`` can only be read."""
    if isinstance(error, sqlite3.Error):
        meant = failure(error, path)
        return not_writable(path) if isinstance(meant, DamagedError) else str(meant)
    return str(disk_full(path)) if error.errno == errno.ENOSPC else not_writable(path)
