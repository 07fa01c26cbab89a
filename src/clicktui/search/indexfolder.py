"""Where an index lies, and what may be opened there.

Opening a Whoosh index unpickles it, which can run code. So an index is opened only when this user
owns its folder and every file in it, nobody else can write there, none of it is a symbolic link,
and its manifest names just these files with their sizes. Everything else is moved away.

    cache folder/
      index.lock                 one writer at a time, between processes, where files can be locked
      index-<corpus>-<format>-<number>/    a finished index, which never changes; the highest counts
      building-<random>/         one that is being written, renamed when finished

An index that follows another has the same files where it can: they are linked. So the new one is
there in one step, whole or not at all, and who has the old one open goes on with it.
"""

import json
import os
import re
import shutil
import stat
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from clicktui.errors import IndexDamagedError, IndexUnusableError
from clicktui.i18n import translate as _
from clicktui.locking import try_lock
from clicktui.places import is_private

MANIFEST = "manifest.json"
_PREFIX, _BUILDING, _ASIDE = "index-", "building-", "aside-"
_CHECK_CONTENT_UP_TO = 64 * 1024 * 1024
_CHECK_FILES_UP_TO = 64 * 1024
_ALWAYS_CHECKED = (".json", ".toc")
_POLL_SECONDS = 0.05


def damaged() -> IndexDamagedError:
    """Return the error that says that an open index turned out to be damaged, and what to do."""
    return IndexDamagedError(
        _("The search index is damaged; rebuild it with: clicktui index --rebuild")
    )


@dataclass(frozen=True, slots=True)
class Series:
    """The indexes of one corpus, the newest of which counts.

    ``corpus`` and ``form`` (what the format depends on) are digests: letters a-f and figures.
    """

    cache_folder: Path
    corpus: str
    form: str

    def newest(self) -> Path | None:
        """Return the folder of the newest index, whatever is wrong with it; None: there is none."""
        numbered = self._numbered()
        return numbered[max(numbered)] if numbered else None

    def put(self, folder: Path) -> Path:
        """Make the index that was written in ``folder`` the newest; return its new folder.

        Raises:
            OSError: it cannot be moved there.
        """
        while True:
            target = self._path(max(self._numbered(), default=0) + 1)
            try:
                return folder.rename(target)
            except OSError:
                if (
                    not target.exists()
                ):  # else another clicktui was faster, where there are no locks
                    raise

    def remove_older(self, kept: Path, is_locked: bool) -> None:
        """Remove what came before ``kept``, what older clicktuis kept, and other formats.

        With the lock held, what unfinished builds left goes too. Who has one of them open keeps
        it: see ``arrays.ArrayReader``.
        """
        number = next((n for n, path in self._numbered().items() if path == kept), 0)
        newer = {path for n, path in self._numbered().items() if n >= number}
        removable = (_ASIDE, _BUILDING) if is_locked else (_ASIDE,)
        for path in self.cache_folder.iterdir():
            is_ours = path.name.startswith(f"{_PREFIX}{self.corpus}-")
            is_old = path.name.startswith(_PREFIX) and "-" not in path.name[len(_PREFIX) :]
            if (is_ours and path not in newer) or is_old or path.name.startswith(removable):
                _remove(path)

    def _path(self, number: int) -> Path:
        return self.cache_folder / f"{_PREFIX}{self.corpus}-{self.form}-{number}"

    def _numbered(self) -> dict[int, Path]:
        pattern = re.compile(rf"{_PREFIX}{self.corpus}-{self.form}-([1-9][0-9]{{0,11}})")
        found = ((pattern.fullmatch(path.name), path) for path in self.cache_folder.iterdir())
        return {int(match[1]): path for match, path in found if match}


def remove_indexes(cache_folder: Path, corpus: str) -> None:
    """Remove all indexes of a corpus (see ``Series``)."""
    for path in cache_folder.glob(f"{_PREFIX}{corpus}-*"):
        _remove(path)


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

    ``check_all`` reads all of it; else the checksums of a large index's large files are passed
    over.
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
        described = _described(manifest)
        if set(described) != set(plain):
            return False
        if any(path.stat().st_size != described[name][0] for name, path in plain.items()):
            return False
        total = sum(size for size, _ in described.values())
        most = _CHECK_FILES_UP_TO if total > _CHECK_CONTENT_UP_TO and not check_all else total
        return all(
            _checksum(path) == described[name][1]
            for name, path in plain.items()
            if described[name][0] <= most or path.suffix in _ALWAYS_CHECKED
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def write_manifest(folder: Path, tick: Callable[[], None], base: Path | None = None) -> None:
    """Write down the size and checksum of every file in ``folder``, and make it all private.

    ``tick`` is called before each file; what it raises ends the writing. Of files that the trusted
    index ``base`` has too its manifest is believed.
    """
    known = _described(base / MANIFEST) if base is not None else {}
    files = {}
    for path in _entries(folder):
        if path.is_file():
            tick()
            name = str(path.relative_to(folder))
            if base is not None and name in known and _is_one_file(path, base / name):
                files[name] = known[name]
            else:
                files[name] = (path.stat().st_size, _checksum(path))
    (folder / MANIFEST).write_text(json.dumps({"files": files}), encoding="utf-8")
    for path in _entries(folder):  # whatever the umask was
        path.chmod(0o700 if path.is_dir() else 0o600)


def _described(manifest: Path) -> dict[str, tuple[int, int]]:
    described: dict[str, tuple[int, int]] = json.loads(manifest.read_text(encoding="utf-8"))[
        "files"
    ]
    return described


def _is_one_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def link(path: Path, target: Path) -> None:
    """Give a file, or all files of a folder, a second name; copy where a disk knows no links.

    Raises:
        OSError: it cannot be done.
    """
    if path.is_dir():
        target.mkdir(mode=0o700)
        for inside in path.iterdir():
            link(inside, target / inside.name)
        return
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)


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
