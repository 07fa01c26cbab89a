"""clicktui's own search engine: an index on this machine (see ``model.SearchEngine``)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from clicktui.errors import IndexUnusableError
from clicktui.i18n import translate as _
from clicktui.search import indexfolder
from clicktui.search.building import OpenBefore, open_index
from clicktui.search.labels import Labels
from clicktui.search.model import Completion, Extent, Options, Results, Source
from clicktui.search.progress import WAITING, Pace, Progress, never, no_progress
from clicktui.search.snapshot import Snapshot
from clicktui.search.sources import Contents
from clicktui.search.updating import BOUNDS, Bounds
from clicktui.search.whole import WholeIndex
from clicktui.search.writing import Found, Writer, is_untidy, newest

_NOTHING = Contents({}, {}, {})
_TRIES = 5
"""How often another clicktui may put a newer index in place while this one opens one."""


class Engine:
    """Keeps and searches the indexes of one corpus, the newest of which counts.

    Made anew it finds all that is kept, once it is asked; files are opened only then.
    """

    def __init__(self, series: indexfolder.Series, bounds: Bounds = BOUNDS) -> None:
        self._series = series
        self._bounds = bounds
        self._labels: Labels | None = None
        self._found = newest(series)
        self._arranged: dict[str, str] | None = None  # None: all that is kept, as it is written
        self._open: Snapshot | None = None
        self._is_current = False
        self._shown = _NOTHING

    def __len__(self) -> int:
        return self.extent.passages

    @property
    def extent(self) -> Extent:
        """How much can be found now; sources that are there in part count too."""
        segments = list(self._snapshot().segments.values())
        passages = sum(len(segment.ids) for segment in segments)
        deleted = sum(map(len, segments)) - passages
        return Extent(len(self._shown.fingerprints()), len(segments), passages, deleted)

    @property
    def whole(self) -> WholeIndex | None:
        """What is open, by the places of passages in the corpus; from any thread."""
        snapshot = self._open
        return None if snapshot is None else snapshot.whole

    @property
    def held(self) -> Mapping[str, str]:
        """The fingerprint of each source that is kept, by its name, "" where a part of it is."""
        return self._contents.held()

    @property
    def is_untidy(self) -> bool:
        """Whether ``tidy`` has something to do."""
        return is_untidy(self._found, self._bounds)

    def build(
        self,
        sources: Sequence[Source],
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
    ) -> tuple[str, ...]:
        """Keep ``sources`` and nothing else, all read anew, in this order; see the protocol."""
        with self._writer(progress, cancelled) as writer:
            writer.there = None
            writer.bring({}, sources)
        self._arranged = {one.name: one.fingerprint for one in sources}
        return ()

    def add(
        self,
        sources: Sequence[Source],
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
    ) -> tuple[str, ...]:
        """Keep ``sources`` too, each in the stead of one of its name; see the protocol."""
        with self._writer(progress, cancelled) as writer:
            was_damaged = writer.there is not None and writer.there.contents is None
            held = self._contents.held()
            new = [one for one in sources if held.get(one.name) != one.fingerprint]
            if new:
                writer.bring(self._contents.fingerprints(), new)
        added = {one.name: one.fingerprint for one in sources}
        if self._arranged is not None:
            self._arranged |= added
        if was_damaged and new:
            return (_("The search index was damaged and has been rebuilt."),)
        return ()

    def remove(
        self,
        names: Collection[str],
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
    ) -> tuple[str, ...]:
        """Keep the sources called ``names`` no more; see the protocol."""
        gone = set(names)
        with self._writer(progress, cancelled) as writer:
            there = self._contents.fingerprints()
            kept = {name: one for name, one in there.items() if name not in gone}
            if len(kept) < len(there):
                writer.bring(kept, ())
        if self._arranged is not None:
            self._arranged = {n: one for n, one in self._arranged.items() if n not in gone}
        return ()

    def arrange(self, sources: Sequence[Source]) -> None:
        """Find from now on what is kept of these ``sources``, in this order; see the protocol.

        Raises:
            IndexDamagedError: what is kept cannot be opened.
        """
        found = self._found
        self._look()
        wanted = {one.name: one.fingerprint for one in sources}
        then = self._arranged
        if self._found is not found or wanted != then or list(wanted) != list(then):
            self._arranged, self._is_current = wanted, False
        self._snapshot()

    def tidy(self, progress: Progress = no_progress, cancelled: Callable[[], bool] = never) -> bool:
        """Write the index with fewer segments and deleted passages, where it is due."""
        with self._writer(progress, cancelled) as writer:
            return writer.compact()

    def search(
        self,
        query: str,
        options: Options = Options(),  # noqa: B008  frozen
        cancelled: Callable[[], bool] = never,
    ) -> Results:
        """Return the ranked hits of ``query`` (see ``query`` for its language).

        Passages that hold every word as typed come before all others. A passage is found by any
        of the words; function words only order. A word that no passage has is a notice.

        Raises:
            SearchCancelledError: ``cancelled`` said yes.
            IndexDamagedError: the index turns out to be damaged.
        """
        results = self._snapshot().search(query, options, cancelled, self._labels)
        if results.total or results.elsewhere:
            return results
        return replace(results, suggestions=self.suggest(query, options))

    def complete(self, query: str, cursor: int) -> Sequence[Completion]:
        """Return completions of the filter value (``speaker:…``) that ``cursor`` stands in."""
        return self._snapshot().complete(query, cursor, self._labels)

    def suggest(self, query: str, options: Options = Options()) -> tuple[str, ...]:  # noqa: B008
        """Return words of the corpus that look like those of ``query`` which it lacks."""
        return self._snapshot().suggest(query, options)

    def label(self, labels: Labels | None) -> None:
        """Let filters ask ``labels`` from now on; None: they are not known. From any thread."""
        self._labels = labels

    def close(self) -> None:
        """Release the files."""
        if self._open is not None:
            self._open.close()
        self._open, self._is_current = None, False

    @property
    def _contents(self) -> Contents:
        return (self._found and self._found.contents) or _NOTHING

    def _look(self) -> None:
        self._found = newest(self._series, self._found)

    @contextmanager
    def _writer(self, progress: Progress, cancelled: Callable[[], bool]) -> Iterator[Writer]:
        """Give what writes, with the lock held; what it has written is found after."""
        folder = self._series.cache_folder
        indexfolder.prepare_cache_folder(folder)
        pace = Pace(progress, cancelled)
        try:
            with indexfolder.locked(folder, lambda: pace.reach(*WAITING)) as is_locked:
                self._look()
                writer = Writer(self._series, self._found, pace, self._bounds, is_locked)
                try:
                    yield writer
                finally:
                    self._found, self._is_current = writer.there, False
        except OSError as error:
            raise IndexUnusableError(
                _("The search index cannot be written: {reason}.").format(reason=error)
            ) from error

    def _snapshot(self) -> Snapshot:
        """Return what is open; first open what is newest where that is not what is open."""
        if self._open is not None and self._is_current:
            return self._open
        for _try in range(_TRIES):
            found = self._found
            try:
                snapshot, contents = self._opened_anew()
            except Exception:
                self._look()
                if found is not None and self._found == found:
                    break
                continue  # another clicktui has put a newer one in its place
            if self._open is not None:
                self._open.close(kept=snapshot)
            self._open, self._is_current, self._shown = snapshot, True, contents
            return snapshot
        if self._found is not None:
            self._found = Found(self._found.path, None)
        raise indexfolder.damaged()

    def _opened_anew(self) -> tuple[Snapshot, Contents]:
        found, contents = self._found, self._contents
        if found is None:
            return Snapshot(()), contents
        if found.contents is None:
            raise indexfolder.damaged()
        there = contents.fingerprints()
        order = there if self._arranged is None else self._arranged
        shown = contents if there == order else contents.of(order)
        before = None if self._open is None else OpenBefore(self._open.segments, self._shown)
        segments = open_index(found.path, order, shown, before)
        path = found.path
        is_intact = partial(indexfolder.is_trusted, path, check_all=True)
        return Snapshot(segments, is_intact, order), shown
