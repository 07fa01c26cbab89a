"""Files that a user asks for: put where she says, all of them whole, or none."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.wholefiles import file_beside, replace_file, sync_folder


class FileThereError(ClicktuiError):
    """There is a file at ``path`` already."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("{file} is there already").format(file=path))
        self.path = path


def place(files: Mapping[Path, bytes], is_forced: bool = False) -> None:
    """Write ``files``, each in one step; ``is_forced``: also over files that are there.

    ``~`` is the user's home; symbolic links are followed. A file that is written over keeps its
    mode. Where one cannot be written, those before are as they were.

    Raises:
        FileThereError: there is a file, and not ``is_forced``.
        ClicktuiError: there is something else than a file, or two of the paths are the same.
        OSError: one cannot be written; ``filename`` is the path that was given.
    """
    targets: dict[Path, Path] = {}
    for path in files:
        with _errors_of(path):
            targets[path] = _target(path, is_forced)
    if len(set(targets.values())) < len(targets):
        raise ClicktuiError(
            _("{files}: two files cannot have the same name").format(
                files=", ".join(map(str, files))
            )
        )
    with ExitStack() as beside, ExitStack() as undoing:
        new: dict[Path, Path] = {}
        for path, target in targets.items():
            with _errors_of(path):
                new[path] = beside.enter_context(file_beside(target, files[path]))
        *others, last = targets
        for path in others:  # the last one needs no undoing
            target = targets[path]
            with _errors_of(path):
                before = target.read_bytes() if target.exists() else None
                _put(new[path], target, path, is_forced)
            undoing.callback(_put_back, target, before)
        with _errors_of(last):
            _put(new[last], targets[last], last, is_forced)
        undoing.pop_all()


def target_of(path: Path) -> Path:
    """Return where ``path`` leads: ``~`` is the user's home, symbolic links are followed.

    Raises:
        OSError: it cannot be followed.
    """
    try:
        return path.expanduser().resolve()
    except RuntimeError:  # a home that nobody has, or links in a circle
        return path.absolute()


def _target(path: Path, is_forced: bool) -> Path:
    target = target_of(path)
    if not target.exists():
        return target
    if not target.is_file():
        raise ClicktuiError(_("{file}: this is no file: name another one").format(file=path))
    if not is_forced:
        raise FileThereError(path)
    return target


def _put(new: Path, target: Path, path: Path, is_forced: bool) -> None:
    """Let ``new`` stand at ``target``.

    A file that was made there meanwhile stays, unless ``is_forced``.
    """
    if is_forced:
        new.replace(target)
    else:
        try:
            target.hardlink_to(new)
        except FileExistsError as error:
            raise FileThereError(path) from error
        except OSError:  # no hard links on this file system
            if target.exists():
                raise FileThereError(path) from None
            new.replace(target)
    sync_folder(target.parent)


def _put_back(target: Path, before: bytes | None) -> None:
    if before is None:
        target.unlink(missing_ok=True)
    else:
        replace_file(target, before)


@contextmanager
def _errors_of(path: Path) -> Iterator[None]:
    """Let an ``OSError`` name the path that was given, not that of the file beside it."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise
