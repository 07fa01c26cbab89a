"""Writing the index of a corpus, one step after the other: each makes an index that can be opened.

What is written is found before the rest is, and a process that ends midway leaves the last step to
whoever goes on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from clicktui.search import indexfolder
from clicktui.search.building import Tally
from clicktui.search.model import SearchCancelledError, Source
from clicktui.search.progress import Pace
from clicktui.search.sources import Contents, read_contents
from clicktui.search.updating import NOTHING, Base, Bounds, Change, base_of, compact, is_due, update


@dataclass(frozen=True, slots=True)
class Found:
    """An index that is there; ``contents`` is None where it may not, or cannot, be opened."""

    path: Path
    contents: Contents | None


def newest(series: indexfolder.Series, known: Found | None = None) -> Found | None:
    """Return the newest index of a series; where that is the one ``known``, nothing is read."""
    path = series.newest()
    if path is None:
        return None
    if known is not None and known.path == path:
        return known
    if not indexfolder.is_trusted(path):
        return Found(path, None)
    try:
        return Found(path, read_contents(path, known.contents if known else None))
    except Exception:
        return Found(path, None)


class Writer:
    """Writes the indexes that follow the one ``there`` in a series; while the lock is held.

    ``there`` is always the newest; ``tally`` counts what is new.
    """

    def __init__(
        self,
        series: indexfolder.Series,
        there: Found | None,
        pace: Pace,
        bounds: Bounds,
        is_locked: bool,
    ) -> None:
        self.there = there
        self._series = series
        self._pace = pace
        self._bounds = bounds
        self._is_locked = is_locked
        self._tally = Tally(pace)

    def bring(self, kept: Mapping[str, str], new: Sequence[Source]) -> None:
        """Write an index of what is there of ``kept``, fingerprints by name, and of ``new``.

        Where little is new it is one step. Else the first passages come before the others are
        counted, which takes a while by itself.

        Raises:
            SearchCancelledError: it is not wanted any more.
            IndexDamagedError: the index that is there is damaged.
            OSError: the cache folder cannot be written.
        """
        much = 2 * self._bounds.first
        for source in new:
            begun = self._begun(source)
            for _ in islice(source.passages(), begun, None):
                self._tally.one_to_do()
                if self._tally.total == much:
                    self._step(kept, new, self._bounds.first)
        self._tally.tell()
        if self._tally.total < much:
            self._step(kept, new, None)
        while self._missing(new):
            self._step(kept, new, self._bounds.segment_passages)

    def compact(self) -> bool:
        """Put the index that is there in good order, where it is due; say whether it was.

        Raises:
            As ``bring``.
        """
        was_due = False
        while True:
            base = self._base()
            if not is_due(base.contents, base.sizes, self._bounds):
                return was_due
            was_due = True
            with indexfolder.building(self._series.cache_folder) as folder:
                self._put(folder, base, compact(folder, base, self._pace, self._bounds))

    def _begun(self, source: Source) -> int:
        contents = self.there and self.there.contents
        if not contents or source.name not in contents.unfinished:
            return 0
        runs = [run for run in contents.runs() if run[:2] == (source.name, source.fingerprint)]
        return sum(run.length for run in runs)

    def _missing(self, new: Sequence[Source]) -> list[Source]:
        contents = self.there and self.there.contents
        held = contents.held() if contents else {}
        return [one for one in new if held.get(one.name) != one.fingerprint]

    def _step(self, kept: Mapping[str, str], new: Sequence[Source], most: int | None) -> None:
        base = self._base()
        missing = self._missing(new)
        done = {one.name: one.fingerprint for one in new}
        change = Change({**kept, **done}, missing)
        try:
            with indexfolder.building(self._series.cache_folder) as folder:
                contents = update(folder, base, change, self._tally, self._bounds, most)
                self._put(folder, base, contents)
        except SearchCancelledError:
            raise
        except Exception as error:
            if base.folder is None or indexfolder.is_trusted(base.folder, check_all=True):
                raise
            raise indexfolder.damaged() from error

    def _put(self, folder: Path, base: Base, contents: Contents) -> None:
        indexfolder.write_manifest(folder, self._pace.tick, base.folder)
        self.there = Found(self._series.put(folder), contents)
        self._series.remove_older(self.there.path, self._is_locked)

    def _base(self) -> Base:
        """Return what is to be followed: where it is damaged, nothing."""
        if self.there is None or self.there.contents is None:
            return NOTHING
        try:
            return base_of(self.there.path, self.there.contents)
        except Exception as error:
            raise indexfolder.damaged() from error


def is_untidy(found: Found | None, bounds: Bounds) -> bool:
    """Say whether an index is due for being compacted; one that is damaged is not."""
    if found is None or found.contents is None:
        return False
    try:
        base = base_of(found.path, found.contents)
    except Exception:
        return False
    return is_due(base.contents, base.sizes, bounds)
