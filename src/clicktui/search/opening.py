"""Opening the index of a corpus: as it is, made to follow what changed, or built anew."""

import hashlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from clicktui import __version__
from clicktui.corpus.folding import FOLDING_VERSION
from clicktui.errors import IndexUnusableError
from clicktui.i18n import translate as _
from clicktui.search import indexfolder
from clicktui.search.building import build_index, open_index
from clicktui.search.engine import Engine
from clicktui.search.model import SearchCancelledError
from clicktui.search.progress import WAITING, Pace, Progress, never, no_progress
from clicktui.search.sources import BUILT_IN, Contents, Source, read_contents
from clicktui.search.updating import BOUNDS, Base, Bounds, base_of, compact, is_due, update

INDEX_VERSION = 12
"""Counted up whenever the files of an index change their meaning."""


def open_engine(
    sources: Sequence[Source],
    cache_folder: Path,
    progress: Progress = no_progress,
    cancelled: Callable[[], bool] = never,
    rebuild: bool = False,
    *,
    corpus: str = BUILT_IN,
    bounds: Bounds = BOUNDS,
) -> tuple[Engine, tuple[str, ...]]:
    """Open the index of a corpus; what changed since it was written is indexed first.

    Args:
        sources: the sources of the corpus, in its order, no two with the same name.
        cache_folder: where the index is kept; made with mode 0700 where missing.
        progress: told ``(done, total)`` passages while building, some ten times a second;
            (0, 0) while another clicktui builds (see ``progress.Progress``).
        cancelled: polled as often; yes ends the build, or the waiting for another's.
        rebuild: build anew whatever is there.
        corpus: the corpus's key: its index follows the one that was kept under it.
        bounds: see ``updating.Bounds``.

    Returns:
        The engine, and one line for the user for each thing that she should know.

    Raises:
        SearchCancelledError: ``cancelled`` said yes; what was there before stays.
        IndexUnusableError: no index can be kept in the cache folder.
    """
    indexfolder.prepare_cache_folder(cache_folder)
    series = series_of(cache_folder, corpus)
    names = [one.name for one in sources]
    known = None if rebuild else _newest(series)
    engine = _opened(known, sources, names)
    if engine is not None:
        return engine, ()
    pace = Pace(progress, cancelled)
    try:
        with indexfolder.locked(cache_folder, lambda: pace.reach(*WAITING)) as is_locked:
            there = known
            if not rebuild and series.newest() != (known and known.path):
                there = _newest(series)  # another process has written it
            engine = _opened(there, sources, names) if there != known else None
            was_damaged = there is not None and there.contents is None
            if engine is None:
                path, was_damaged = _written(series, there, sources, pace, bounds)
                engine = _opened(_Found(path, read_contents(path)), sources, names)
            if engine is None:
                raise IndexUnusableError(
                    _("The search index in {folder} cannot be read back.").format(folder=path)
                )
            newest = series.newest()
            if newest is not None:
                series.remove_older(newest, is_locked)
    except OSError as error:
        raise IndexUnusableError(
            _("The search index cannot be written: {reason}.").format(reason=error)
        ) from error
    if was_damaged:
        return engine, (_("The search index was damaged and has been rebuilt."),)
    return engine, ()


def compact_index(
    cache_folder: Path,
    progress: Progress = no_progress,
    cancelled: Callable[[], bool] = never,
    *,
    corpus: str = BUILT_IN,
    bounds: Bounds = BOUNDS,
) -> bool:
    """Write the index of a corpus with fewer segments and deleted passages, where it is due.

    It may be called from any thread, and while the index is open: who has it open goes on with
    the old one, and answers are the same before and after. Say whether there was anything to do.

    Raises:
        SearchCancelledError: ``cancelled`` said yes; the index is as it was.
        IndexUnusableError: the cache folder cannot be used.
    """
    indexfolder.prepare_cache_folder(cache_folder)
    series = series_of(cache_folder, corpus)
    pace = Pace(progress, cancelled)
    try:
        with indexfolder.locked(cache_folder, lambda: pace.reach(*WAITING)) as is_locked:
            there = _newest(series)
            base = None if there is None else _base(there)
            if base is None or not is_due(base.contents, base.sizes, bounds):
                return False
            with indexfolder.building(cache_folder) as folder:
                compact(folder, base, pace, bounds)
                indexfolder.write_manifest(folder, pace.tick, base.folder)
                series.remove_older(series.put(folder), is_locked)
    except OSError as error:
        raise IndexUnusableError(
            _("The search index cannot be written: {reason}.").format(reason=error)
        ) from error
    return True


def series_of(cache_folder: Path, corpus: str) -> indexfolder.Series:
    """Return where the indexes of the corpus with this key are kept."""
    parts = (
        INDEX_VERSION, FOLDING_VERSION, __version__,
        version("Whoosh-Reloaded"), version("PyStemmer"), sys.byteorder,
    )  # fmt: skip
    return indexfolder.Series(cache_folder, corpus_digest(corpus), _digest(repr(parts), 6))


def corpus_digest(corpus: str) -> str:
    """Return what the indexes of the corpus with this key are called by."""
    return _digest(corpus, 12)


def _digest(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode(), digest_size=size).hexdigest()


@dataclass(frozen=True, slots=True)
class _Found:
    """An index that is there; ``contents`` is None where it may not, or cannot, be opened."""

    path: Path
    contents: Contents | None


def _newest(series: indexfolder.Series) -> _Found | None:
    path = series.newest()
    if path is None:
        return None
    if not indexfolder.is_trusted(path):
        return _Found(path, None)
    try:
        return _Found(path, read_contents(path))
    except Exception:
        return _Found(path, None)


def _opened(found: _Found | None, sources: Sequence[Source], order: Sequence[str]) -> Engine | None:
    """Return the engine of an index that holds ``sources`` and is sound, else None."""
    if found is None or found.contents is None or not found.contents.holds(sources):
        return None
    path = found.path
    try:
        segments = open_index(path, order, found.contents)
    except Exception:
        return None
    return Engine(segments, lambda: indexfolder.is_trusted(path, check_all=True), len(sources))


def _base(found: _Found) -> Base | None:
    try:
        return None if found.contents is None else base_of(found.path, found.contents)
    except Exception:
        return None


def _written(
    series: indexfolder.Series,
    there: _Found | None,
    sources: Sequence[Source],
    pace: Pace,
    bounds: Bounds,
) -> tuple[Path, bool]:
    """Write the index of ``sources``; return its folder, and whether the one before is damaged."""
    base = None if there is None else _base(there)
    if base is not None and there is not None and not base.contents.holds(sources):
        try:
            with indexfolder.building(series.cache_folder) as folder:
                update(folder, base, sources, pace, bounds)
                indexfolder.write_manifest(folder, pace.tick, base.folder)
                return series.put(folder), False
        except SearchCancelledError:
            raise
        except Exception:
            if indexfolder.is_trusted(base.folder, check_all=True):
                raise
    with indexfolder.building(series.cache_folder) as folder:
        build_index(folder, sources, pace, bounds.segment_passages)
        indexfolder.write_manifest(folder, pace.tick)
        return series.put(folder), there is not None
