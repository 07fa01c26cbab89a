"""Noticing that the user's own files changed, by looking now and then."""

from pathlib import Path

from clicktui.corpora.choosing import Place
from clicktui.corpora.description import read_description
from clicktui.corpora.folder import CorpusFolder
from clicktui.corpora.origins import (
    Changes,
    Kept,
    changed_sources,
    origins,
    path_of,
    stored_path,
)
from clicktui.intake.walking import walk


class Watcher:
    """Looks at the originals of a corpus, and for files that are new in folders that were added.

    ``look`` opens no file, and is meant for a background thread, every few seconds.
    """

    def __init__(self, place: Place) -> None:
        """Look at nothing yet."""
        self._place = place
        self._kept: Kept = {}
        self._refused: set[tuple[str, int, int]] = set()

    def look(self) -> Changes:
        """Return how files differ from what was taken of them.

        Raises:
            ClicktuiError: ``corpus.yaml`` is wrong.
        """
        if self._place.folder is None:
            return Changes()
        known = origins(self._place, CorpusFolder(self._place.folder), self._kept)
        changed, gone = [], []
        for name, is_same in changed_sources(known):
            if is_same is None:
                gone.append(name)
            elif not is_same:
                changed.append(name)
        paths = {origin.path for origin in known.values()}
        folders = map(path_of, read_description(self._place.folder).folders)
        walked = walk(folder for folder in folders if folder.is_dir())
        new = tuple(
            path
            for path in walked
            if isinstance(path, Path)
            and stored_path(path) not in paths
            and _key(path) not in self._refused
        )
        return Changes(tuple(changed), tuple(gone), new)

    def pass_over(self, changes: Changes) -> None:
        """Do not tell these new files again, as duplicates or unreadable, until they change."""
        self._refused.update(key for path in changes.new if (key := _key(path)))


def _key(path: Path) -> tuple[str, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return str(path), status.st_size, status.st_mtime_ns
