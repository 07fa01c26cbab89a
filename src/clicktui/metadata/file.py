"""The file ``metadata.yaml``: read, and changed in one step, whoever else writes it.

A change is made to what the file says at that moment, under a lock between processes. A file with
mistakes is never written over. Where lines of the user's own could not stay, the file as it was is
kept beside it, as ``metadata.yaml.before``.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from clicktui.errors import FolderUnusableError, MetadataError
from clicktui.i18n import translate as _
from clicktui.locking import try_lock
from clicktui.metadata.model import Change, Sayings, with_changes
from clicktui.metadata.reading import Read, read
from clicktui.metadata.writing import changed
from clicktui.wholefiles import replace_file

NAME = "metadata.yaml"
LONGEST_WAIT_S = 5.0
_POLL_S = 0.02
_TRIES = 5
_LARGEST = 16_000_000

Edit = Callable[[Sayings], Change]
"""Says what is to change of what is said now."""

Stamp = tuple[int, int, int] | None
"""What tells whether a file was written since: its inode, size and time; None without a file."""


class MetadataFile:
    """The user's file, in the folder that ``folder`` gives (and makes) when it is needed."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        self._folder = folder

    @property
    def path(self) -> Path:
        """Where the file is.

        Raises:
            FolderUnusableError: its folder cannot be used.
        """
        return self._folder() / NAME

    def stamp(self) -> Stamp:
        """Return what changes when the file does; None where there is none to be read."""
        try:
            status = self.path.stat()
        except OSError:  # FolderUnusableError too
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns

    def read(self) -> Read:
        """Return what the file says; that it cannot be read is a mistake too. Never raises."""
        try:
            return self._read(self.path)[1]
        except (MetadataError, FolderUnusableError) as error:
            return Read({}, (str(error),))

    def change(self, edit: Edit) -> tuple[Change, Sayings]:
        """Make the change that ``edit`` makes of what is said; return it, and what is said then.

        It is on the disk when this returns. ``edit`` may be called more than once.

        Raises:
            MetadataError: the file has mistakes or cannot be written; it is as it was.
            FolderUnusableError: its folder cannot be used.
            ClicktuiError: what ``edit`` raises.
        """
        path = self.path
        with _locked(path.parent):
            for _attempt in range(_TRIES):
                raw, there = self._read(path)
                if there.mistakes:
                    raise MetadataError(
                        _("{mistake} – mend the file first: nothing was written").format(
                            mistake=there.mistakes[0]
                        )
                    )
                change = tuple(one for one in edit(there.sayings) if one.before != one.after)
                after = with_changes(there.sayings, change)
                if not change:
                    return (), after
                if self._replaced(path, raw, change, after):
                    return change, after
        raise MetadataError(_("{file} is being written by others: try again").format(file=path))

    def _read(self, path: Path) -> tuple[bytes, Read]:
        try:
            if path.stat().st_size > _LARGEST:
                raise MetadataError(_("{file} is too large to be read").format(file=path))
            raw = path.read_bytes()
        except FileNotFoundError:
            return b"", Read({})
        except OSError as error:
            raise _unusable(path, error) from error
        try:
            return raw, read(raw.decode("utf-8-sig"), str(path))
        except UnicodeDecodeError as error:
            message = _("{file}: not UTF-8 at byte {offset}: save it as UTF-8")
            raise MetadataError(message.format(file=path, offset=error.start)) from error

    def _replaced(self, path: Path, raw: bytes, change: Change, after: Sayings) -> bool:
        """Write the file, unless it is not ``raw`` any more; say whether it was written."""
        text, is_whole = changed(raw.decode("utf-8-sig"), change, after)
        try:
            target = path.resolve()  # a link into the user's own folder stays a link
            if not is_whole:
                replace_file(target.with_name(f"{NAME}.before"), raw)
            if (target.read_bytes() if target.exists() else b"") != raw:
                return False
            replace_file(target, text.encode("utf-8"), None if target.exists() else 0o600)
        except OSError as error:
            raise _unusable(path, error) from error
        return True


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    path = folder / f"{NAME}.lock"
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise _unusable(path, error) from error
    try:
        until = time.monotonic() + LONGEST_WAIT_S
        while try_lock(descriptor) is False:
            if time.monotonic() > until:
                message = _("another clicktui is writing {file}: try again")
                raise MetadataError(message.format(file=folder / NAME))
            time.sleep(_POLL_S)
        yield
    finally:
        os.close(descriptor)


def _unusable(path: Path, error: OSError) -> MetadataError:
    reason = error.strerror or type(error).__name__
    return MetadataError(
        _("{file}: cannot be used ({reason}): what you say of works cannot be kept").format(
            file=path, reason=reason
        )
    )
