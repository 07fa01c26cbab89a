"""Putting a new file in a store's place, in steps each of which can be a killed process's last.

A new file is whole, under another name, before anything is moved; the next opening goes on from
wherever it was (``finish``).
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from clicktui.board.store.storefiles import WORKSHOP, companions, sync_file
from clicktui.i18n import translate as _
from clicktui.wholefiles import sync_folder

_DAMAGED, _SALVAGED, _ENDING = "store.damaged-", "store.salvaged-", ".sqlite3"


def finish(path: Path, folder: Path) -> list[str]:
    """Go on where putting a new store at ``path`` was killed; return what to tell the user.

    Raises:
        OSError: files cannot be moved.
    """
    shutil.rmtree(folder / WORKSHOP, ignore_errors=True)
    complete = sorted(path.parent.glob(f"{_SALVAGED}*{_ENDING}"))
    if not complete:
        return []
    stamp = complete[-1].name.removeprefix(_SALVAGED).removesuffix(_ENDING)
    return [told_aside(_put_in_place(path, stamp), path)]


@contextmanager
def workshop_in(folder: Path) -> Iterator[Path]:
    """Give a new folder inside the store's, in which a new file can be made.

    Raises:
        OSError: it cannot be made.
    """
    workshop = folder / WORKSHOP
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(mode=0o700)
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def put_instead(path: Path, new: Path) -> Path:
    """Set what is at ``path`` aside, put ``new`` there; return where what was there lies, if any.

    Raises:
        OSError: it cannot be done; what was there is where it was.
    """
    new.chmod(0o600)
    sync_file(new)
    stamp = _unused_stamp(path)
    new.rename(path.with_name(f"{_SALVAGED}{stamp}{_ENDING}"))
    sync_folder(path.parent)
    return _put_in_place(path, stamp)


def told_aside(aside: Path, path: Path) -> str:
    """Return the line that says what became of the file that was at ``path``."""
    if not aside.exists():
        return _("The file of the boards was missing: {file}").format(file=path)
    if not aside.stat().st_size:
        return _("The file of the boards was empty; it is kept as {file}").format(file=aside)
    return _("The file of the boards was damaged; it is kept as {file}").format(file=aside)


def _put_in_place(path: Path, stamp: str) -> Path:
    """Move the damaged files away, each under its own new name, then the new one into place.

    The journal goes first: beside another file of its name it would be taken for that one's.
    """
    aside = path.with_name(f"{_DAMAGED}{stamp}{_ENDING}")
    for old, new in zip([*companions(path), path], [*companions(aside), aside], strict=True):
        if old.exists() and not new.exists():
            old.rename(new)
    sync_folder(path.parent)
    path.with_name(f"{_SALVAGED}{stamp}{_ENDING}").rename(path)
    sync_folder(path.parent)
    return aside


def _unused_stamp(path: Path) -> str:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 1
    name = stamp
    while any(path.parent.glob(f"{_DAMAGED}{name}{_ENDING}*")):
        number += 1
        name = f"{stamp}-{number}"
    return name
