"""Where an index lies, and what may be opened there.

Opening a Whoosh index unpickles it, which can run code. So an index is opened only when this user
owns its folder and every file in it, nobody else can write there, none of it is a symbolic link,
and its manifest names just these files with their sizes. Everything else is moved away.

    cache folder/
      index.lock                 one writer at a time, between processes, where files can be locked
      index-<key>/               a finished index; the key is the fingerprint of what it holds
      building-<random>/         one that is being written, renamed when finished
"""

import json
import os
import shutil
import stat
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from clicktui.errors import IndexUnusableError
from clicktui.i18n import translate as _
from clicktui.locking import try_lock
from clicktui.places import is_private

MANIFEST = "manifest.json"
_PREFIX, _BUILDING, _ASIDE = "index-", "building-", "aside-"
_CHECK_CONTENT_UP_TO = 64 * 1024 * 1024
_POLL_SECONDS = 0.05


def damaged() -> IndexUnusableError:
    """Return the error that says that an open index turned out to be damaged, and what to do."""
    return IndexUnusableError(
        _("The search index is damaged; rebuild it with: clicktui index --rebuild")
    )


def index_path(cache_folder: Path, key: str) -> Path:
    """Return the folder of the index with this key."""
    return cache_folder / f"{_PREFIX}{key}"


def prepare_cache_folder(folder: Path) -> None:
    """Create the cache folder (mode 0700) where it is missing.

    Raises:
        IndexUnusableError: it cannot be made, or somebody else could write into it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        private = is_private(folder.resolve())
    except OSError as error:
        raise IndexUnusableError(
            _("The search index cannot be written: {reason}.").format(reason=error)
        ) from error
    if not private:
        raise IndexUnusableError(
            _(
                "The folder {folder} is not yours alone, so no search index is kept there:"
                " make it yours (chmod 700) or set CLICKTUI_CACHE to another folder."
            ).format(folder=folder)
        )


def is_trusted(folder: Path, check_all: bool = False) -> bool:
    """Say whether the index in ``folder`` may be opened: this user's, complete, unchanged.

    ``check_all`` reads all of it; else the checksums of large indexes are passed over.
    """
    try:
        if not is_private(folder) or not folder.is_dir():
            return False
        files = {str(path.relative_to(folder)): path for path in _entries(folder)}
        if not all(is_private(path) for path in files.values()):
            return False
        plain = {name: path for name, path in files.items() if not path.is_dir()}
        if not all(stat.S_ISREG(path.lstat().st_mode) for path in plain.values()):
            return False
        manifest = plain.pop(MANIFEST)
        described = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        if set(described) != set(plain):
            return False
        if any(path.stat().st_size != described[name][0] for name, path in plain.items()):
            return False
        total = sum(size for size, _ in described.values())
        return (total > _CHECK_CONTENT_UP_TO and not check_all) or all(
            _checksum(path) == described[name][1] for name, path in plain.items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def write_manifest(folder: Path, tick: Callable[[], None]) -> None:
    """Write down the size and checksum of every file in ``folder``, and make it all private.

    ``tick`` is called before each file; what it raises ends the writing.
    """
    files = {}
    for path in _entries(folder):
        if path.is_file():
            tick()
            files[str(path.relative_to(folder))] = (path.stat().st_size, _checksum(path))
    (folder / MANIFEST).write_text(json.dumps({"files": files}), encoding="utf-8")
    for path in _entries(folder):  # whatever the umask was
        path.chmod(0o700 if path.is_dir() else 0o600)


def _entries(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from _entries(path)


def _checksum(path: Path) -> int:
    with path.open("rb") as stream:
        value = 0
        while part := stream.read(1 << 20):
            value = zlib.crc32(part, value)
        return value


@contextmanager
def building(cache_folder: Path) -> Iterator[Path]:
    """Give a new folder to build in; it is removed unless it was moved away."""
    folder = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=cache_folder))
    try:
        yield folder
    finally:
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)


def set_aside(folder: Path) -> None:
    """Move away whatever lies at ``folder``, and delete it as far as can be.

    Raises:
        IndexUnusableError: it cannot be moved.
    """
    if not folder.exists() and not folder.is_symlink():
        return
    aside = folder.with_name(f"{_ASIDE}{folder.name}-{time.time_ns()}")
    try:
        folder.rename(aside)
    except FileNotFoundError:
        return
    except OSError as error:
        raise IndexUnusableError(
            _("The damaged search index {folder} cannot be moved away: {reason}.").format(
                folder=folder, reason=error
            )
        ) from error
    _remove(aside)


def remove_others(cache_folder: Path, kept: Path, is_locked: bool) -> None:
    """Remove all other indexes and, with the lock held, what unfinished builds left.

    Who has one of them open keeps it: see ``arrays.ArrayReader``.
    """
    removable = (_PREFIX, _ASIDE, _BUILDING) if is_locked else (_PREFIX, _ASIDE)
    for path in cache_folder.iterdir():
        if path != kept and path.name.startswith(removable):
            _remove(path)


def leftovers(cache_folder: Path) -> list[Path]:
    """Return what ended builds and damaged indexes left; some may be of a build that goes on."""
    if not cache_folder.is_dir():
        return []
    return sorted(
        path for path in cache_folder.iterdir() if path.name.startswith((_ASIDE, _BUILDING))
    )


def remove_leftovers(cache_folder: Path) -> list[Path] | None:
    """Remove ``leftovers`` and return them; None, and nothing done, while an index is built.

    Raises:
        IndexUnusableError: the lock file cannot be opened.
    """

    class _BusyError(Exception):
        pass

    def give_up() -> None:
        raise _BusyError

    try:
        with locked(cache_folder, give_up) as is_locked:
            if not is_locked:  # without locks nobody knows whose they are
                return None
            found = leftovers(cache_folder)
            for path in found:
                _remove(path)
            return found
    except _BusyError:
        return None


def _remove(path: Path) -> None:
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def locked(cache_folder: Path, waiting: Callable[[], None]) -> Iterator[bool]:
    """Hold the lock between processes; while another holds it, call ``waiting`` again and again.

    Gives whether it is held: some network folders know no locks. There two that start at once
    both build, and the first to finish puts its index in place.

    Raises:
        IndexUnusableError: the lock file cannot be opened.
        Exception: what ``waiting`` raises ends the waiting.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(cache_folder / "index.lock", flags, 0o600)
    except OSError as error:
        raise IndexUnusableError(
            _("The search index cannot be locked: {reason}.").format(reason=error)
        ) from error
    try:
        while (held := try_lock(descriptor)) is False:
            waiting()
            time.sleep(_POLL_SECONDS)
        yield bool(held)
    finally:
        os.close(descriptor)
