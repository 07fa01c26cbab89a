"""The core wired together for the command line and the app: corpus, search engine, citer.

Each part is loaded when it is first asked for, so that reading and citing never wait for the
index, and nothing heavy is imported before it is needed.
"""

from collections.abc import Callable
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from clicktui.places import cache_folder
from clicktui.search.progress import Progress, never, no_progress

if TYPE_CHECKING:
    from clicktui.citing.citation import Citer, Form
    from clicktui.corpus.corpus import Corpus
    from clicktui.corpus.model import Passage, Quote
    from clicktui.search.model import Options, Results, SearchEngine


class Workspace:
    """A corpus with its index and its citations. Its parts may be asked for from any thread."""

    def __init__(self) -> None:
        self._opening = RLock()  # of the index alone: citing never waits for it
        self._engine: SearchEngine | None = None

    @cached_property
    def corpus(self) -> "Corpus":
        """The corpus that ships with clicktui.

        Raises:
            ClicktuiError: the installation's catalogue or texts were changed and are wrong.
        """
        from clicktui.corpus.corpus import shipped_corpus

        return shipped_corpus()

    @cached_property
    def citer(self) -> "Citer":
        """What renders references.

        Raises:
            StyleError: the style that ships with clicktui cannot be used.
        """
        from clicktui.citing.citation import Citer

        return Citer()

    @property
    def engine(self) -> "SearchEngine":
        """The search engine, opened (and its index built) now if ``open_engine`` did not.

        Raises:
            IndexUnusableError: the index can be neither opened nor built.
        """
        with self._opening:
            if self._engine is None:
                self.open_engine()
            assert self._engine is not None  # noqa: S101 -- open_engine has set it
            return self._engine

    def open_engine(
        self,
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
        rebuild: bool = False,
    ) -> tuple[str, ...]:
        """Open the index, building it where it is missing, old or damaged; return what to tell.

        Args:
            progress: called with the passages indexed so far and their number while building.
            cancelled: polled while building; True ends it with ``SearchCancelledError``.
            rebuild: build the index anew whatever is there.

        Raises:
            IndexUnusableError: the index can be neither opened nor built.
            SearchCancelledError: ``cancelled`` said so.
        """
        from clicktui.search.engine import open_engine

        with self._opening:
            self.close()
            self._engine, notices = open_engine(
                self.corpus.passages,
                self.corpus.fingerprint,
                cache_folder(),
                progress,
                cancelled,
                rebuild,
            )
            return notices

    def search(self, query: str, options: "Options") -> "Results":
        """Return the ranked hits of ``query``; see ``SearchEngine.search``."""
        return self.engine.search(query, options)

    def quote_passage(self, passage: "Passage") -> "Quote":
        """Return the whole of ``passage`` as a quote."""
        from clicktui.corpus.model import Span
        from clicktui.corpus.quoting import quote

        return quote(self.corpus, passage.work, Span(passage.start, passage.end))

    def citation(self, quote: "Quote", form: "Form", lang: str) -> str:
        """Return ``quote`` in ``form``, its reference in ``lang`` (``fr``, ``it`` or ``en``).

        Raises:
            NotFoundError: the quote's work is not of this corpus.
            StyleError: the style cannot render it.
        """
        work, page = self.corpus.work(quote.work), self.corpus.source(quote.file).page
        return self.citer.cite(quote, work, page, form, lang)

    def close(self) -> None:
        """Release the index's files."""
        with self._opening:
            if self._engine is not None:
                self._engine.close()
                self._engine = None


def open_workspace() -> Workspace:
    """Return a workspace whose corpus is loaded and whose engine is not yet open.

    Raises:
        ClicktuiError: the installation's catalogue or texts were changed and are wrong.
    """
    workspace = Workspace()
    _ = workspace.corpus
    return workspace
