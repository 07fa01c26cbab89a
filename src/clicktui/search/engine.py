"""The search engine: opens or builds the index, answers queries."""

import hashlib
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from clicktui import __version__
from clicktui.corpus.folding import FOLDING_VERSION
from clicktui.errors import ClicktuiError, IndexUnusableError
from clicktui.i18n import translate as _
from clicktui.search import completion, indexfolder
from clicktui.search.building import Passages, build_index, open_index
from clicktui.search.labels import Labels
from clicktui.search.matching import Expanders, Matcher
from clicktui.search.model import Completion, Options, Results, SearchCancelledError
from clicktui.search.progress import WAITING, Pace, Progress, never, no_progress
from clicktui.search.query import parse
from clicktui.search.searching import Search
from clicktui.search.segment import Segment

INDEX_VERSION = 10
"""Counted up whenever the files of an index change their meaning."""


def open_engine(
    passages: Passages,
    fingerprint: str,
    cache_folder: Path,
    progress: Progress = no_progress,
    cancelled: Callable[[], bool] = never,
    rebuild: bool = False,
) -> tuple["Engine", tuple[str, ...]]:
    """Open the index of a corpus, building it where it is missing, outdated or damaged.

    Args:
        passages: gives the corpus's passages, in corpus order; called twice when building.
        fingerprint: changes when the passages do (``Corpus.fingerprint``).
        cache_folder: where the index is kept; made with mode 0700 where missing.
        progress: told ``(done, total)`` passages while building, some ten times a second;
            (0, 0) while another clicktui builds (see ``progress.Progress``).
        cancelled: polled as often; yes ends the build, or the waiting for another's.
        rebuild: build anew whatever is there.

    Returns:
        The engine, and one line for the user for each thing that she should know.

    Raises:
        SearchCancelledError: ``cancelled`` said yes.
        IndexUnusableError: no index can be kept in the cache folder.
    """
    indexfolder.prepare_cache_folder(cache_folder)
    path = index_of(fingerprint, cache_folder)
    if not rebuild:
        segments = _opened(path)
        if segments is not None:
            return _engine(segments, path), ()
    notices: list[str] = []
    pace = Pace(progress, cancelled)
    try:
        with indexfolder.locked(cache_folder, lambda: pace.reach(*WAITING)) as is_locked:
            segments = None if rebuild else _opened(path)  # another process may have built it
            if segments is None:
                if _is_there(path):
                    if not rebuild:
                        notices.append(_("The search index was damaged and has been rebuilt."))
                    indexfolder.set_aside(path)
                segments = _built(path, passages, pace)
            indexfolder.remove_others(cache_folder, path, is_locked)
    except OSError as error:
        raise IndexUnusableError(
            _("The search index cannot be written: {reason}.").format(reason=error)
        ) from error
    return _engine(segments, path), tuple(notices)


def index_of(fingerprint: str, cache_folder: Path) -> Path:
    """Return where the index of the corpus with this ``fingerprint`` lies, if it was built."""
    return indexfolder.index_path(cache_folder, _index_key(fingerprint))


def _engine(segments: Sequence[Segment], path: Path) -> "Engine":
    return Engine(segments, lambda: indexfolder.is_trusted(path, check_all=True))


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _index_key(fingerprint: str) -> str:
    parts = (
        fingerprint, INDEX_VERSION, FOLDING_VERSION, __version__,
        version("Whoosh-Reloaded"), version("PyStemmer"), sys.byteorder,
    )  # fmt: skip
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _opened(path: Path) -> list[Segment] | None:
    """Return the segments of the index at ``path``, None when it is missing or damaged."""
    if not indexfolder.is_trusted(path):
        return None
    try:
        return open_index(path)
    except Exception:
        return None


def _built(path: Path, passages: Passages, pace: Pace) -> list[Segment]:
    with indexfolder.building(path.parent) as folder:
        build_index(folder, passages, pace)
        indexfolder.write_manifest(folder, pace.tick)
        try:
            folder.rename(path)
        except OSError:
            if not _is_there(path):  # else another clicktui has put its own there
                raise
    segments = _opened(path)
    if segments is None:
        raise IndexUnusableError(
            _("The search index in {folder} cannot be read back.").format(folder=path)
        )
    return segments


class Engine:
    """Answers queries on an open index; for one thread at a time.

    ``is_intact`` reads the index again and says whether it is what was once written.
    """

    def __init__(
        self, segments: Sequence[Segment], is_intact: Callable[[], bool] = lambda: True
    ) -> None:
        self._is_intact = is_intact
        self._segments = tuple(segments)
        self._expanders = Expanders(self._segments)
        self._matchers = tuple(Matcher(segment, self._expanders) for segment in segments)
        self._size = sum(len(segment) for segment in segments)
        self._labels: Labels | None = None

    def __len__(self) -> int:
        return self._size

    def label(self, labels: Labels | None) -> None:
        """Let filters ask ``labels`` from now on; None: they are not known. From any thread."""
        self._labels = labels

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
            IndexUnusableError: the index turns out to be damaged.
        """
        started = time.perf_counter()
        search = Search(
            self._segments, self._matchers, self._expanders, parse(query), options, cancelled,
            self._labels,
        )  # fmt: skip
        try:
            return search.results(query, started)
        except (ClicktuiError, SearchCancelledError):
            raise
        except Exception as error:
            if self._is_intact():
                raise
            raise indexfolder.damaged() from error

    def complete(self, query: str, cursor: int) -> Sequence[Completion]:
        """Return completions of the filter value (``speaker:…``) that ``cursor`` stands in."""
        facets = [segment.facets for segment in self._segments]
        return completion.complete(query, cursor, facets, self._labels)

    def close(self) -> None:
        """Release the files."""
        for segment in self._segments:
            segment.close()
