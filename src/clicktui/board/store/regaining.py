"""A store that is missing or empty, while backups of it are there: the newest whole one."""

from dataclasses import dataclass
from pathlib import Path

from clicktui.board.store import backups
from clicktui.board.store.records import Kind
from clicktui.board.store.replacing import put_instead, told_aside, workshop_in
from clicktui.board.store.storefiles import BACKUPS
from clicktui.i18n import translate as _


@dataclass(frozen=True, slots=True)
class Found:
    """A backup that is whole: where a copy of it lies, and the lines that say what is in it."""

    copy: Path
    told: list[str]


def regain(path: Path, folder: Path) -> list[str]:
    """Put the newest whole backup in ``folder`` at ``path``, if any; return what to tell the user.

    What was at ``path`` is set aside.

    Raises:
        OSError: it cannot be done; nothing was changed.
    """
    if not backups.are_there(folder):
        return []
    with workshop_in(folder) as workshop:
        found = newest_backup(folder, workshop)
        if found is None:
            return [told_unreadable(folder)]
        aside = put_instead(path, found.copy)
        return [told_aside(aside, path), *found.told]


def newest_backup(folder: Path, workshop: Path) -> Found | None:
    """Return a copy, in ``workshop``, of the newest backup in ``folder`` that is whole.

    It is one of the present version, and there are boards in it.

    Raises:
        OSError: there is no space for it.
    """
    for backup in backups.newest_first(folder):
        copy = workshop / "backup.sqlite3"
        rows = backups.copied_whole(backup, copy)
        if rows:
            kinds = [key.kind for key in rows]
            return Found(
                copy,
                [
                    _("The boards are those of the backup {file}").format(file=backup),
                    _("Boards read from it: {boards}, quotes: {quotes}").format(
                        boards=kinds.count(Kind.BOARD), quotes=kinds.count(Kind.QUOTE)
                    ),
                    _("What was changed after this backup was made is not in it"),
                ],
            )
    return None


def told_unreadable(folder: Path) -> str:
    """Return the line that says that there are backups in ``folder`` and none is of use."""
    return _(
        "The file of the boards is missing or empty, and no backup in {folder} has boards that"
        " can be read: there are no boards"
    ).format(folder=folder / BACKUPS)
