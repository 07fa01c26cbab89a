"""Opening the engine of a corpus, and letting it follow the corpus source by source."""

import hashlib
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path

from clicktui import __version__
from clicktui.corpus.folding import FOLDING_VERSION
from clicktui.errors import IndexDamagedError
from clicktui.i18n import translate as _
from clicktui.search import indexfolder
from clicktui.search.engine import Engine
from clicktui.search.model import SearchEngine, Source
from clicktui.search.progress import Progress, never, no_progress
from clicktui.search.sources import BUILT_IN
from clicktui.search.updating import BOUNDS, Bounds

_FEW_SOURCES = 50
_FEW_PASSAGES = 1000

INDEX_VERSION = 12
"""Counted up whenever the files of an index change their meaning."""


def engine_in(cache_folder: Path, *, corpus: str = BUILT_IN, bounds: Bounds = BOUNDS) -> Engine:
    """Return the engine of a corpus, as it was left: the one place that chooses which it is.

    Args:
        cache_folder: where it keeps what it keeps; made with mode 0700 where missing.
        corpus: the corpus's key.
        bounds: see ``updating.Bounds``.

    Raises:
        IndexUnusableError: no index can be kept in the cache folder.
    """
    indexfolder.prepare_cache_folder(cache_folder)
    return Engine(series_of(cache_folder, corpus), bounds)


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
    """Return the engine of a corpus (see ``engine_in``), which keeps just ``sources``.

    ``rebuild``: they are read anew, whatever is there. The rest is as of ``follow``.
    """
    engine = engine_in(cache_folder, corpus=corpus, bounds=bounds)
    try:
        return engine, follow(engine, sources, progress, cancelled, rebuild)
    except BaseException:
        engine.close()
        raise


def follow(
    engine: SearchEngine,
    sources: Sequence[Source],
    progress: Progress = no_progress,
    cancelled: Callable[[], bool] = never,
    rebuild: bool = False,
) -> tuple[str, ...]:
    """Let ``engine`` keep and find ``sources``, as they are now, and no others.

    Args:
        engine: any.
        sources: those of the corpus, in its order, no two with the same name.
        progress: told ``(done, total)`` passages while indexing (see ``progress.Progress``).
        cancelled: polled as often; yes ends it.
        rebuild: read all anew.

    Returns:
        One line for the user for each thing that she should know.

    Raises:
        SearchCancelledError: ``cancelled`` said yes; what was there before stays.
        IndexUnusableError: nothing can be kept.
    """
    notices = keep(engine, sources, progress, cancelled, rebuild)
    try:
        engine.arrange(sources)
    except IndexDamagedError:
        notices = _rebuilt(engine, sources, progress, cancelled)
        engine.arrange(sources)
    return notices


def keep(
    engine: SearchEngine,
    sources: Sequence[Source],
    progress: Progress = no_progress,
    cancelled: Callable[[], bool] = never,
    rebuild: bool = False,
) -> tuple[str, ...]:
    """Let ``engine`` keep ``sources`` and no others, as ``follow`` does, and open nothing."""
    try:
        if rebuild:
            return engine.build(sources, progress, cancelled)
        new, gone = changes(engine.held, sources)
        notices = engine.remove(gone, progress, cancelled) if gone else ()
        return notices + (engine.add(new, progress, cancelled) if new else ())
    except IndexDamagedError:
        return _rebuilt(engine, sources, progress, cancelled)


def _rebuilt(
    engine: SearchEngine,
    sources: Sequence[Source],
    progress: Progress,
    cancelled: Callable[[], bool],
) -> tuple[str, ...]:
    engine.build(sources, progress, cancelled)
    return (_("The search index was damaged and has been rebuilt."),)


def changes(held: Mapping[str, str], sources: Sequence[Source]) -> tuple[list[Source], list[str]]:
    """Return which of ``sources`` are not ``held`` as they are, and what is held besides them."""
    names = {one.name for one in sources}
    new = [one for one in sources if held.get(one.name) != one.fingerprint]
    return new, [name for name in held if name not in names]


def is_little(engine: SearchEngine, sources: Sequence[Source]) -> bool:
    """Say whether to ``keep`` these takes little time: their passages are counted up to a bound."""
    new, gone = changes(engine.held, sources)
    if len(new) + len(gone) > _FEW_SOURCES:
        return False
    found = chain.from_iterable(source.passages() for source in new)
    return next(islice(found, _FEW_PASSAGES, None), None) is None


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
