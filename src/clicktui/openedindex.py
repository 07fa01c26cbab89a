"""The index of the corpus that is open: opened, searched, and followed when the corpus changes."""

from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING

from clicktui.search.progress import Progress, never, no_progress

if TYPE_CHECKING:
    from clicktui.coding.labels import CodeLabels
    from clicktui.corpora.choosing import Place
    from clicktui.corpus.corpus import Corpus
    from clicktui.search.apart import Apart
    from clicktui.search.model import Options, Results, SearchEngine


class OpenedIndex:
    """The part of ``opened.Opened`` that has to do with its index, for any thread."""

    if TYPE_CHECKING:

        @property
        def place(self) -> Place:
            """Which corpus is open."""

        @property
        def corpus(self) -> Corpus:
            """The corpus, as it is now."""

    def __init__(self) -> None:
        self._opening = RLock()  # of the index alone: citing never waits for it
        self._engine: SearchEngine | None = None
        self._is_followed = False
        self.indexed: Corpus | None = None
        """The corpus as it was when the index was last made to follow it; None before."""
        self._labels: CodeLabels | None = None
        self.corpus_mistakes: tuple[str, ...] = ()
        """What is wrong with sources that are left out of the corpus, a line each."""

    @property
    def engine(self) -> "SearchEngine":
        """The search engine, opened (and its index built) now if ``open_engine`` did not.

        Raises:
            IndexUnusableError: the index can be neither opened nor built.
        """
        with self._opening:
            if self._engine is None or not self._is_followed:
                self.open_engine()
            return self._engine_there()

    def open_engine(
        self,
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
        rebuild: bool = False,
    ) -> tuple[str, ...]:
        """Open the index; index first what changed, or all where it is missing or damaged.

        Return what to tell.

        Args:
            progress: called with the passages indexed so far and their number while building.
            cancelled: polled while building; True ends it with ``SearchCancelledError``.
            rebuild: build the index anew whatever is there.

        Raises:
            IndexUnusableError: the index can be neither opened nor built.
            SearchCancelledError: ``cancelled`` said so.
        """
        from clicktui.search.opening import follow
        from clicktui.search.sources import sources_of

        with self._opening:
            engine, corpus = self._engine_there(), self.corpus
            notices = follow(engine, sources_of(corpus), progress, cancelled, rebuild)
            self.indexed = corpus
            self._hand_labels()
            self._is_followed = True
            return (*self.corpus_mistakes, *notices)

    def _engine_there(self) -> "SearchEngine":
        """Return the engine as it was left, whatever of the corpus it keeps."""
        from clicktui.search.opening import engine_in

        if self._engine is None:
            self._engine = engine_in(self.place.cache())
        return self._engine

    def show_engine(self) -> bool:
        """Search what is kept of the corpus as it is now; say whether that is all of it.

        Nothing is indexed, and nothing of sources that are not there any more, or are not as they
        were, is found.

        Raises:
            IndexUnusableError: no index can be kept.
            IndexDamagedError: what is kept cannot be read.
        """
        from clicktui.search.opening import changes
        from clicktui.search.sources import sources_of

        with self._opening:
            engine, corpus = self._engine_there(), self.corpus
            sources = sources_of(corpus)
            self._is_followed, self.indexed = True, corpus
            self._hand_labels()
            engine.arrange(sources)
            return changes(engine.held, sources) == ([], [])

    def is_little_to_index(self) -> bool:
        """Say whether to index what changed is sooner done than to start a process for it."""
        from clicktui.search.opening import is_little
        from clicktui.search.sources import sources_of

        with self._opening:
            return is_little(self._engine_there(), sources_of(self.corpus))

    def index_apart(self, *, rebuilds: bool = False, tidies: bool = False) -> "Apart":
        """Return what indexes, in a process of its own, what changed; or all, or puts it in order.

        What it has written is found after ``show_engine``.
        """
        from clicktui.i18n import language
        from clicktui.search.apart import Apart

        wish = {
            "place": self.place.as_plain(),
            "rebuilds": rebuilds,
            "tidies": tidies,
            "language": language(),
        }
        return Apart("clicktui.index_process", wish)

    def write_index(
        self, progress: Progress = no_progress, rebuild: bool = False
    ) -> tuple[str, ...]:
        """Index what changed, or all, as ``open_engine`` does, and open nothing.

        Raises:
            IndexUnusableError: no index can be kept.
        """
        from clicktui.search.opening import keep
        from clicktui.search.sources import sources_of

        with self._opening:
            return keep(self._engine_there(), sources_of(self.corpus), progress, rebuild=rebuild)

    def compact_index(
        self, progress: Progress = no_progress, cancelled: Callable[[], bool] = never
    ) -> bool:
        """Put the index in good order where it is due; say whether it was.

        Raises:
            IndexUnusableError: the cache folder cannot be used.
            SearchCancelledError: ``cancelled`` said so.
        """
        with self._opening:
            return self._engine_there().tidy(progress, cancelled)

    def _hand_labels(self) -> None:
        """Give the engine the labels, where they are of the passages that it holds."""
        if self._engine is not None:
            labels, indexed = self._labels, self.indexed
            fits = labels is not None and indexed is not None and labels.is_of(indexed.fingerprint)
            self._engine.label(labels if fits else None)

    def search(self, query: str, options: "Options") -> "Results":
        """Return the ranked hits of ``query``; see ``SearchEngine.search``."""
        return self.engine.search(query, options)

    def _close_engine(self) -> None:
        with self._opening:
            if self._engine is not None:
                self._engine.close()
                self._engine = None
