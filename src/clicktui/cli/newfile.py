"""Files that a user asks for, written whole or not at all."""

from pathlib import Path

from clicktui.cli.arguments import UsageError
from clicktui.i18n import translate as _
from clicktui.wholefiles import file_beside, replace_file


def write_file(path: Path, text: str, is_forced: bool) -> None:
    """Write ``text`` as UTF-8 at ``path``, in one step; ``is_forced``: also over a file there.

    A symbolic link is followed. A file that is written over keeps its mode.

    Raises:
        UsageError: there is a file, and not ``is_forced``, or something that is no file.
        OSError: it cannot be written; a file that was there is as it was.
    """
    try:
        target = path.expanduser().resolve()
        if target.exists():
            _refuse_there(path, target, is_forced)
        if is_forced:
            replace_file(target, text.encode("utf-8"))
        else:
            with file_beside(target, text.encode("utf-8")) as new:
                _put_where_nothing_is(new, target, path)
    except OSError as error:
        error.filename = str(path)  # not that of the file beside it
        raise


def _refuse_there(path: Path, target: Path, is_forced: bool) -> None:
    if not target.is_file():
        raise UsageError(_("{file}: this is no file: name another one").format(file=path))
    if not is_forced:
        raise _there(path)


def _put_where_nothing_is(new: Path, target: Path, path: Path) -> None:
    """Let ``new`` stand at ``target`` too; a file that was made there meanwhile stays."""
    try:
        target.hardlink_to(new)
    except FileExistsError as error:
        raise _there(path) from error
    except OSError:  # no hard links on this file system
        if target.exists():
            raise _there(path) from None
        new.replace(target)


def _there(path: Path) -> UsageError:
    return UsageError(_("{file} is there already: --force writes over it").format(file=path))
