"""The YAML file that follows a board, written in one step and never over somebody else's words."""

import codecs
import errno
import hashlib
import re
import stat
from pathlib import Path

from clicktui.corpus.cleaning import clean_text
from clicktui.errors import BoardFileError
from clicktui.i18n import translate as _
from clicktui.wholefiles import replace_file

_LARGEST = 64 * 1024 * 1024
_DIGEST_BYTES = 16

_FORMAT = re.compile(rb"^clicktui:[ \t]*[\"']?board[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
_ID = re.compile(rb"^id:[ \t]*[\"']?([A-Za-z0-9_-]{1,64})[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)


def mirror_path(path: Path) -> str:
    """Return the absolute path of a mirror at ``path``, in which ``~`` is the user's home.

    Raises:
        BoardFileError: there is no such home, or the path holds what no screen can show.
    """
    shown = " ".join(clean_text(str(path)).split())
    try:
        whole = str(path.expanduser().absolute())
    except (RuntimeError, OSError) as error:  # RuntimeError: ~ of nobody
        message = _("{file}: there is no such folder: write the whole path")
        raise BoardFileError(message.format(file=shown)) from error
    if clean_text(whole) != whole or "\n" in whole:
        message = _("{file}: there are control characters in this path: name another file")
        raise BoardFileError(message.format(file=shown))
    return whole


def write_mirror(path: Path, text: str, last_digest: str, taken_in: str = "") -> str:
    """Write ``text``, a board as ``boardfile.written`` gives it, to ``path``; return its digest.

    The file is replaced in one step and is on the disk when this returns; it keeps its mode, and a
    symbolic link stays one. A file that holds ``text`` already is not touched. ``last_digest`` is
    what the last call for this path returned, or several such digests with spaces between; "" for
    the first time. ``taken_in`` is the digest of a file that the board was imported from, "" where
    there is none. Only a file with one of these digests, or a blank one, is replaced.

    Raises:
        BoardFileError: the file holds anything else; there is no such folder, no right to write,
            no space. Nothing was changed then.
    """
    content = text.encode("utf-8")
    digest = digest_of(content)
    try:
        target = path.resolve()
        there = _read(target, path)
        if there is not None:
            if digest_of(there) == digest:
                return digest
            if there.strip() and digest_of(there) not in (*last_digest.split(), taken_in):
                raise BoardFileError(_foreign(path, there, content, bool(last_digest)))
        replace_file(target, content)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, up to Python 3.12
        raise BoardFileError(_refusal(path, error)) from error
    return digest


def digest_of(content: bytes) -> str:
    """Return the BLAKE2b digest (32 hex digits) of a file's bytes.

    Line ends and a byte order mark do not count: git and editors change them unasked.
    """
    lines = content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")
    return hashlib.blake2b(lines, digest_size=_DIGEST_BYTES).hexdigest()


def digest_at(path: Path) -> str:
    """Return the digest of the file at ``path``, "" where none can be read."""
    try:
        return digest_of(_read(path.resolve(), path) or b"")
    except (OSError, RuntimeError, BoardFileError):
        return ""


def _read(target: Path, path: Path) -> bytes | None:
    """Return what the file holds, None where there is none."""
    try:
        status = target.stat()
    except FileNotFoundError:
        if not target.parent.is_dir():
            message = _("{file}: there is no folder {folder}: make it, or name another file")
            raise BoardFileError(message.format(file=path, folder=target.parent)) from None
        return None
    if not stat.S_ISREG(status.st_mode):
        raise BoardFileError(_("{file}: this is no file: name another one").format(file=path))
    if status.st_size > _LARGEST:
        raise BoardFileError(_something_else(path))
    return target.read_bytes()


def _foreign(path: Path, there: bytes, content: bytes, is_followed: bool) -> str:
    """Return why the file ``there`` is not replaced by ``content``."""
    if is_followed:
        message = _(
            "{file}: somebody else changed it, so it is not written any more: take it in with"
            " “clicktui board import --replace”, or move it away"
        )
    elif _board_id(there) is not None and _board_id(there) == _board_id(content):
        message = _(
            "{file}: this board is there already, and differs: take it in with"
            " “clicktui board import --replace”, move it away, or name another file"
        )
    else:
        return _something_else(path)
    return message.format(file=path)


def _something_else(path: Path) -> str:
    message = _("{file}: there is something else than this board: move it away, or name another")
    return message.format(file=path)


def _board_id(content: bytes) -> bytes | None:
    """Return the id of the board that a file holds, None where it does not show."""
    head, _lists, _rest = content.replace(b"\r\n", b"\n").partition(b"\nlists:")
    found = _ID.search(head)
    return found[1] if found and _FORMAT.search(head) else None


def _refusal(path: Path, error: Exception) -> str:
    code = getattr(error, "errno", None)
    if code in (errno.ENOSPC, errno.EDQUOT):
        message = _("{file}: the disk is full: free some space; the board itself is kept")
    elif code in (errno.EACCES, errno.EPERM, errno.EROFS):
        message = _("{file}: no right to write there: change that, or name another file")
    else:
        message = _("{file}: cannot be written ({reason}): name another file")
    reason = getattr(error, "strerror", None) or type(error).__name__
    return message.format(file=path, reason=reason)
