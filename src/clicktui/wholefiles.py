"""Files that are written whole or not at all, and are on the disk before anyone is told."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def replace_file(target: Path, content: bytes, mode: int | None = None) -> None:
    """Put a file with ``content`` in the place of ``target`` in one step.

    ``mode``: that of the new file; None: that of the file that was there, or else what the user's
    mask leaves. A symbolic link is replaced too: resolve ``target`` where it is to stay.

    Raises:
        OSError: it cannot be written; a file that was there is as it was.
    """
    with file_beside(target, content, mode) as new:
        new.replace(target)
        sync_folder(target.parent)


@contextmanager
def file_beside(target: Path, content: bytes, mode: int | None = None) -> Iterator[Path]:
    """Give a new file with ``content``, in the folder of ``target``; ``mode`` as above.

    It is removed at the end, unless it was moved away.

    Raises:
        OSError: it cannot be written.
    """
    kept = stat.S_IMODE(target.stat().st_mode) if mode is None and target.exists() else mode
    new = target.with_name(f".{target.name[:40]}.{os.urandom(6).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(new, flags, 0o666 if kept is None else kept)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if kept is not None:
                new.chmod(kept)  # whatever the user's mask took of it
            os.fsync(file.fileno())
        yield new
    finally:
        new.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk, where a system can do that.

    Raises:
        OSError: it is no folder, or cannot be written.
    """
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # names can be put there and not listed
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # network folders
            raise
    finally:
        os.close(descriptor)
