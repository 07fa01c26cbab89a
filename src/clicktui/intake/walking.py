"""The files that a user's paths lead to, in a stable order, and what is left out with reasons.

Nothing but folders is opened here, and nothing outside of what the user named is reached.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clicktui.corpus.cleaning import clean_text
from clicktui.i18n import translate as _
from clicktui.intake.kinds import TEXTUAL, kind_named
from clicktui.intake.limits import MEGABYTE, USUAL, Limits

_DEEPEST = 64
"""Folders in folders."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A path that is not read, and why, in a few words."""

    path: Path
    reason: str

    @property
    def name(self) -> str:
        """The path as it can be shown."""
        return shown_name(self.path)


def shown_name(path: Path) -> str:
    """Return ``path`` on one line, without controls: what a file's name holds is never obeyed."""
    return clean_text(os.fsencode(path).decode("utf-8", "replace")).replace("\n", "␤")


def walk(paths: Iterable[Path], limits: Limits = USUAL) -> Iterator[Path | LeftOut]:
    """Give the files that can be read below ``paths`` and those left out, each once.

    The order is that of ``paths``, in folders that of the names: files of a folder before its
    folders. Files that the user names herself may be hidden; in folders hidden ones are left out.
    A symbolic link is followed where it stays within the folder that she named.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        path = path.expanduser()
        try:
            found = path.stat()
        except OSError as error:
            yield LeftOut(path, _reason(error))
            continue
        if stat.S_ISDIR(found.st_mode):
            yield from _inside(path, path.resolve(), seen, limits, 0)
        else:
            yield from _file(path, found, seen, limits)


def _inside(
    folder: Path, root: Path, seen: set[tuple[int, int]], limits: Limits, depth: int
) -> Iterator[Path | LeftOut]:
    if depth > _DEEPEST:
        yield LeftOut(folder, _("more than {count} folders deep").format(count=_DEEPEST))
        return
    try:
        found = folder.stat()
        if (found.st_dev, found.st_ino) in seen:
            yield LeftOut(folder, _("a folder that is here already"))
            return
        seen.add((found.st_dev, found.st_ino))
        with os.scandir(folder) as entries:
            names = sorted(os.fsencode(entry.name) for entry in entries)
    except OSError as error:
        yield LeftOut(folder, _reason(error))
        return
    folders: list[Path] = []
    for name in names:
        path = folder / os.fsdecode(name)
        try:
            found = path.lstat()
            if stat.S_ISLNK(found.st_mode):
                if not path.resolve(strict=True).is_relative_to(root):
                    yield LeftOut(path, _("a link that leads out of the folder"))
                    continue
                found = path.stat()
        except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself, until 3.12
            is_link = path.is_symlink() and isinstance(error, FileNotFoundError)
            nowhere = _("a link that leads nowhere")
            yield LeftOut(path, nowhere if is_link else _reason(error))
            continue
        if name.startswith(b"."):
            yield LeftOut(path, _("hidden"))
        elif stat.S_ISDIR(found.st_mode):
            folders.append(path)
        else:
            yield from _file(path, found, seen, limits)
    for path in folders:
        yield from _inside(path, root, seen, limits, depth + 1)


def _file(
    path: Path, found: os.stat_result, seen: set[tuple[int, int]], limits: Limits
) -> Iterator[Path | LeftOut]:
    reason = _why_not(path, found, limits)
    identity = (found.st_dev, found.st_ino)
    if reason is None and identity in seen:
        reason = _("a file that is here already")
    if reason is not None:
        yield LeftOut(path, reason)
        return
    seen.add(identity)
    yield path


def _why_not(path: Path, found: os.stat_result, limits: Limits) -> str | None:
    if not stat.S_ISREG(found.st_mode):
        return _("no ordinary file, but a device, a pipe or a socket")
    kind = kind_named(path.name)
    if kind is None:
        ending = clean_text(path.suffix).replace("\n", "")
        if not ending:
            return _("its name has no ending")
        return _("files that end in {ending} are not read").format(ending=ending[:20])
    limit = min(limits.text_bytes if kind in TEXTUAL else limits.file_bytes, limits.file_bytes)
    if found.st_size > limit:
        return _("larger than {size} MB").format(size=max(1, limit // MEGABYTE))
    if found.st_size == 0:
        return _("empty")
    if not os.access(path, os.R_OK):
        return _("may not be read: change its rights")
    return None


def _reason(error: OSError | RuntimeError) -> str:
    if isinstance(error, PermissionError):
        return _("may not be read: change its rights")
    if isinstance(error, FileNotFoundError):
        return _("is not there")
    if isinstance(error, RuntimeError):
        return _("a link that leads nowhere")
    return _("cannot be opened: {reason}").format(reason=error.strerror or error)
