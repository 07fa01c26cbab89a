"""Files that a user asks for, written whole or not at all."""

import os
import tempfile
from pathlib import Path

from clicktui.cli.arguments import UsageError
from clicktui.i18n import translate as _


def write_file(path: Path, text: str, is_forced: bool) -> None:
    """Write ``text`` as UTF-8 at ``path``, in one step; ``is_forced``: also over a file there.

    A symbolic link is followed. A new file gets the rights that the user's files get, one that is
    written over keeps its own.

    Raises:
        UsageError: there is a file, and not ``is_forced``.
        OSError: it cannot be written; a file that was there is as it was.
    """
    target = path.expanduser().resolve()
    if target.exists() and not is_forced:
        raise _there(path)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}-", dir=target.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        written.chmod(target.stat().st_mode & 0o7777 if target.exists() else _usual_mode())
        if is_forced:
            written.replace(target)
        else:
            _put_where_nothing_is(written, target, path)
    finally:
        written.unlink(missing_ok=True)


def _put_where_nothing_is(written: Path, target: Path, path: Path) -> None:
    """Let ``written`` stand at ``target`` too; a file that was made there meanwhile stays."""
    try:
        target.hardlink_to(written)
    except FileExistsError as error:
        raise _there(path) from error
    except OSError:  # no hard links on this file system
        if target.exists():
            raise _there(path) from None
        written.replace(target)


def _there(path: Path) -> UsageError:
    return UsageError(_("{file} is there already: --force writes over it").format(file=path))


def _usual_mode() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
