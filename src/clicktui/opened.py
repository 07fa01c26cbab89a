"""What is open: the corpus, what the user says of its works, the index, her boards.

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
    from clicktui.coding.desk import CodingDesk
    from clicktui.coding.ledger import Ledger
    from clicktui.corpus.corpus import Corpus
    from clicktui.metadata.desk import MetadataDesk
    from clicktui.search.model import Options, Results, SearchEngine


class Opened:
    """A corpus as the user completed it, with its index and her boards, for any thread."""

    def __init__(self, *, stays_open: bool = False) -> None:
        """Open nothing yet; ``stays_open``: others are told that the boards are open here."""
        self._opening = RLock()  # of the index alone: citing never waits for it
        self._engine: SearchEngine | None = None
        self._stays_open = stays_open
        self._coding_turn = RLock()
        self._coding: CodingDesk | None = None

    @cached_property
    def corpus(self) -> "Corpus":
        """The corpus that ships with clicktui, with what the user says of its works.

        Raises:
            ClicktuiError: the installation's catalogue or texts were changed and are wrong.
        """
        return self.metadata.corpus

    @cached_property
    def metadata(self) -> "MetadataDesk":
        """What the user says of works; ``follow_metadata`` makes the rest follow its changes.

        Raises:
            ClicktuiError: the installation's catalogue or texts were changed and are wrong.
        """
        from clicktui.corpus.corpus import shipped_corpus
        from clicktui.metadata.desk import MetadataDesk

        return MetadataDesk(data_folder, shipped_corpus())

    def follow_metadata(self) -> bool:
        """Cite and search works as ``metadata`` has them now; say whether an open index is old.

        An old one answers as before until ``open_engine`` is called.
        """
        before, corpus = self.corpus, self.metadata.corpus
        self.__dict__["corpus"] = corpus
        if "desk" in self.__dict__:
            self.desk.corpus = corpus
        if "ledger" in self.__dict__:
            self.ledger.corpus = corpus
        return before.fingerprint != corpus.fingerprint

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
            return notices

    def search(self, query: str, options: "Options") -> "Results":
        """Return the ranked hits of ``query``; see ``SearchEngine.search``."""
        return self.engine.search(query, options)

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
