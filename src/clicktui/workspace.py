"""The core wired together for the command line and the app: corpus, search engine, citer, desk.

Each part is loaded when it is first asked for, so that reading and citing never wait for the
index, and nothing heavy is imported before it is needed.
"""

from collections.abc import Callable
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from clicktui.places import cache_folder, data_folder
from clicktui.search.progress import Progress, never, no_progress

if TYPE_CHECKING:
    from clicktui.board.desk import Desk
    from clicktui.board.model import CitedWork, PinnedQuote
    from clicktui.citing.citation import Citer, Form
    from clicktui.coding.bands import LayerMaker
    from clicktui.coding.desk import CodingDesk
    from clicktui.coding.labels import CodeLabels
    from clicktui.coding.ledger import Ledger
    from clicktui.corpus.corpus import Corpus
    from clicktui.corpus.model import Passage, Quote
    from clicktui.search.model import Options, Results, SearchEngine


class Workspace:
    """A corpus with its index, its citations and the user's boards, for any thread."""

    def __init__(self, *, stays_open: bool = False) -> None:
        """Open nothing yet; ``stays_open``: others are told that the boards are open here."""
        self._opening = RLock()  # of the index alone: citing never waits for it
        self._engine: SearchEngine | None = None
        self._stays_open = stays_open
        self._coding_turn = RLock()
        self._coding: CodingDesk | None = None
        self._layer_maker: LayerMaker | None = None
        self._labels: CodeLabels | None = None

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

    @cached_property
    def desk(self) -> "Desk":
        """The user's boards.

        Raises:
            FolderUnusableError: the folder that keeps them cannot be used.
            BoardStoreError: the file that keeps them can be neither read nor set aside.
        """
        from clicktui.board.desk import Desk
        from clicktui.board.store.store import open_store

        return Desk(open_store(data_folder(), self._stays_open), self.corpus, _user())

    @cached_property
    def ledger(self) -> "Ledger":
        """The codings by people, in the store of the boards.

        Raises:
            FolderUnusableError: the folder that keeps them cannot be used.
            BoardStoreError: the file that keeps them can be neither read nor set aside.
        """
        from clicktui.coding.ledger import Ledger

        return Ledger(self.desk.store, self.corpus, self.desk.who)

    @property
    def coding_desk(self) -> "CodingDesk":
        """The codebook of the micro-tasks at work on the corpus.

        Raises:
            CodebookError: the codebook has a mistake.
            FolderUnusableError, BoardStoreError: as ``ledger``.
        """
        from clicktui.coding.desk import CodingDesk
        from clicktui.microtasks.codebookfiles import codebook

        with self._coding_turn:
            if self._coding is None:
                self._coding = CodingDesk(codebook(), self.ledger)
            return self._coding

    def label(
        self, progress: Progress = no_progress, cancelled: Callable[[], bool] = never
    ) -> "CodeLabels | None":
        """Let the search's filters ask what is held of all passages as it is now; return it.

        It is the same while nothing changed; None where ``cancelled`` said so. In one thread.

        Raises:
            CodebookError, FolderUnusableError, BoardStoreError: as ``coding_desk``.
        """
        from clicktui.coding.bands import LayerMaker
        from clicktui.coding.labels import CodeLabels

        desk = self.coding_desk
        if self._layer_maker is None or self._layer_maker.desk is not desk:
            self._layer_maker = LayerMaker(desk)
        layers = self._layer_maker.layers(progress, cancelled)
        if layers is None:
            return None
        if self._labels is None or self._labels.layers is not layers:
            self._labels = CodeLabels(desk.codebook, desk.ledger.who, layers)
            with self._opening:
                if self._engine is not None:
                    self._engine.label(self._labels)
        return self._labels

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
            self._close_engine()
            self._engine, notices = open_engine(
                self.corpus.passages,
                self.corpus.fingerprint,
                cache_folder(),
                progress,
                cancelled,
                rebuild,
            )
            self._engine.label(self._labels)
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

    def pinned_citation(
        self, pinned: "PinnedQuote", form: "Form", lang: str, *, exact: bool = False
    ) -> str:
        """Return a quote of a board in ``form``, altered as its user marked it, or ``exact``.

        Where its source is as it was, the reference is the corpus's; else it is that of the work
        as it was when the quote was pinned or settled.

        Raises:
            StyleError: the style cannot render it.
        """
        from clicktui.board.standing import Standing

        alterations = () if exact else pinned.alterations
        stand = self.desk.stand(pinned)
        quote, work, page = pinned.quote, pinned.cited.as_work(), pinned.cited.page
        if stand.standing is Standing.SAME and stand.found is not None:
            quote = stand.found
            work, page = self.corpus.work(quote.work), self.corpus.source(quote.file).page
        return self.citer.cite(quote, work, page, form, lang, alterations)

    def citation_key(self, quote: "Quote", cited: "CitedWork") -> str:
        """Return the key of what ``quote`` is cited from: of its work, or of the page around it.

        Works of the corpus have the same keys on every board; one that the corpus does not have
        any more has the key that its own metadata make.
        """
        from clicktui.citing.forms import cited_id, cited_item
        from clicktui.citing.keys import made_key

        work = cited.as_work()
        wanted = cited_id(quote, work, cited.page)
        return self._keys.get(wanted) or made_key(wanted, cited_item(quote, work, cited.page))

    @cached_property
    def _keys(self) -> dict[str, str]:
        from clicktui.citing.forms import page_id
        from clicktui.citing.keys import citation_keys

        works = {work.id: work.csl for work in self.corpus.works}
        pages = {page_id(file.name): file.page for file in self.corpus.files if file.page}
        return citation_keys(works | pages)

    def close(self) -> None:
        """Release the index's files and the boards'."""
        self._close_engine()
        if "desk" in self.__dict__:
            self.desk.store.close()

    def _close_engine(self) -> None:
        with self._opening:
            if self._engine is not None:
                self._engine.close()
                self._engine = None


def open_workspace() -> Workspace:
    """Return a workspace that stays open, its corpus loaded and its engine not yet open.

    Raises:
        ClicktuiError: the installation's catalogue or texts were changed and are wrong.
    """
    workspace = Workspace(stays_open=True)
    _ = workspace.corpus
    return workspace


def _user() -> str:
    """Return what the user calls herself in her settings, else her name on this machine.

    It is clean and on one line: the environment can give any name.
    """
    import getpass

    from clicktui.corpus.cleaning import clean_text
    from clicktui.settings import load

    try:
        name = load()[0].name or getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user id without a name
        name = ""
    return " ".join(clean_text(name).split()) or "?"
