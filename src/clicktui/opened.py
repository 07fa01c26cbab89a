"""What is open: the corpus, what the user says of its works, the index, her boards.

Each part is loaded when it is first asked for, so that reading and citing never wait for the
index, and nothing heavy is imported before it is needed.
"""

from collections.abc import Callable
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from clicktui.openedindex import OpenedIndex
from clicktui.places import cache_folder
from clicktui.search.progress import Progress, never, no_progress

if TYPE_CHECKING:
    from clicktui.board.desk import Desk
    from clicktui.coding.bands import LayerMaker
    from clicktui.coding.desk import CodingDesk
    from clicktui.coding.facts import Facts
    from clicktui.coding.labels import CodeLabels
    from clicktui.coding.ledger import Ledger
    from clicktui.coding.meaning import Meaning
    from clicktui.corpora.adding import Adder
    from clicktui.corpora.choosing import Place
    from clicktui.corpora.doubts import DoubtDesk
    from clicktui.corpora.loading import Loader
    from clicktui.corpus.corpus import Corpus
    from clicktui.metadata.desk import MetadataDesk
    from clicktui.search.whole import WholeIndex


class Opened(OpenedIndex):
    """A corpus as the user completed it, with its index and her boards, for any thread."""

    def __init__(self, *, stays_open: bool = False, place: "Place | None" = None) -> None:
        """Open nothing yet; ``stays_open``: others are told that the boards are open here.

        ``place`` is the corpus to open, by default that of command line, environment or settings.
        """
        if place is not None:
            self.__dict__["place"] = place
        super().__init__()
        self._stays_open = stays_open
        self._coding_turn = RLock()
        self._coding: CodingDesk | None = None
        self._loader: Loader | None = None
        self._layer_maker: LayerMaker | None = None
        self._labelling = RLock()
        self._facts: tuple[str, WholeIndex | None, Facts] | None = None
        self.codebook_mistake = ""
        """Why the codebook of the user's settings is not the one that is open, "" where it is."""

    @cached_property
    def place(self) -> "Place":
        """Which corpus is open: that of the command line, the environment or the settings.

        Raises:
            CorpusError: there is none of that name.
        """
        from clicktui.corpora.choosing import chosen

        return chosen()

    @cached_property
    def corpus(self) -> "Corpus":
        """The corpus at ``place``, with what the user says of its works.

        Raises:
            CorpusError: there is none.
            ClicktuiError: its ``corpus.yaml``, or the installation, is wrong.
        """
        return self.metadata.corpus

    def _load(self) -> "Corpus":
        from clicktui.corpora.loading import Loader

        self._loader = self._loader or Loader(self.place)
        loaded = self._loader.load()
        self.corpus_mistakes = loaded.mistakes
        return loaded.corpus

    @cached_property
    def metadata(self) -> "MetadataDesk":
        """What the user says of works; ``follow_metadata`` makes the rest follow its changes.

        Raises:
            CorpusError: there is no such corpus.
            ClicktuiError: its ``corpus.yaml``, or the installation, is wrong.
        """
        from clicktui.metadata.desk import MetadataDesk

        return MetadataDesk(self.place.data, self._load())

    @cached_property
    def doubts(self) -> "DoubtDesk":
        """Where doubts about the user's own corpus are settled; see ``follow_corpus``.

        Raises:
            CorpusError, ClicktuiError: as ``metadata``.
        """
        from clicktui.corpora.doubts import DoubtDesk

        return DoubtDesk(self.place, self.metadata)

    def adder(self, with_duplicates: bool = False) -> "Adder":
        """Return what adds files to the corpus: a context manager; call ``follow_corpus`` after.

        ``with_duplicates``: also files whose text is there already, or nearly.

        Raises:
            CorpusError: it is the built-in corpus, which stays as it is.
            ClicktuiError: ``corpus.yaml``, or the installation, is wrong.
        """
        from clicktui.corpora.adding import Adder, Wishes

        taken = {file.name.removesuffix(".txt") for file in self.corpus.files}
        taken |= {work.id for work in self.corpus.works}
        return Adder(self.place, Wishes(with_duplicates, frozenset(taken)))

    def follow_corpus(self) -> bool:
        """Read the sources that were added, changed or removed; say whether an open index is old.

        All else follows, as after ``follow_metadata``.

        Raises:
            ClicktuiError: ``corpus.yaml`` is wrong; all is as it was.
        """
        self.metadata.follow(self._load())
        return self.follow_metadata()

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
        is_old = before.fingerprint != corpus.fingerprint
        if is_old:  # what is held of passages that were there would be said of those that are
            with self._opening:
                self._layer_maker = self._labels = None
                if self._engine is not None:
                    self._engine.label(None)
        return is_old

    @cached_property
    def desk(self) -> "Desk":
        """The user's boards.

        Raises:
            FolderUnusableError: the folder that keeps them cannot be used.
            BoardStoreError: the file that keeps them can be neither read nor set aside.
        """
        from clicktui.board.desk import Desk
        from clicktui.board.store.store import open_store

        return Desk(open_store(self.place.data(), self._stays_open), self.corpus, _user())

    @cached_property
    def ledger(self) -> "Ledger":
        """The codings by people, in the store of the boards.

        Raises:
            FolderUnusableError: the folder that keeps them cannot be used.
            BoardStoreError: the file that keeps them can be neither read nor set aside.
        """
        from clicktui.coding.ledger import Ledger

        return Ledger(self.desk.store, self.corpus, self.desk.who)

    @cached_property
    def meaning(self) -> "Meaning":
        """The passages by meaning: the extra is looked for when something is asked of it."""
        from clicktui.coding.meaning import Meaning

        return Meaning(cache_folder)

    @property
    def coding_desk(self) -> "CodingDesk":
        """The passages coded by the codebook of the user's settings; by ours where hers is wrong.

        Raises:
            FolderUnusableError, BoardStoreError: as ``ledger``.
            CodebookError: ours cannot be read: the installation was changed.
        """
        from clicktui.errors import CodebookError
        from clicktui.microtasks.codebookfiles import DEFAULT
        from clicktui.settings import load

        with self._coding_turn:
            if self._coding is None:
                try:
                    self.open_codebook(load()[0].codebook or DEFAULT)
                except CodebookError as error:
                    self.open_codebook(DEFAULT)
                    self.codebook_mistake = str(error)
            assert self._coding is not None  # noqa: S101 -- open_codebook has set it
            return self._coding

    def open_codebook(self, name: str) -> None:
        """Code by another codebook from now on: one of ours, or that of the file ``name``.

        Raises:
            CodebookError: there is none, or it has a mistake; the one that was open stays.
            FolderUnusableError, BoardStoreError: as ``ledger``.
        """
        opened = self.desk_of(name)
        with self._coding_turn:
            self._coding = opened
            self.codebook_mistake = ""

    def desk_of(self, name: str) -> "CodingDesk":
        """Return the passages coded by a codebook: one of ours, or that of the file ``name``.

        Raises:
            CodebookError, FolderUnusableError, BoardStoreError: as ``open_codebook``.
        """
        from clicktui.coding.apart import Home
        from clicktui.coding.desk import CodingDesk
        from clicktui.microtasks.codebookfiles import codebook

        home = Home(self.place.cache, self.place.as_plain())
        return CodingDesk(codebook(name), self.ledger, home)

    def label(
        self,
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
        *,
        waits: bool = True,
    ) -> "CodeLabels | None":
        """Let the search's filters ask what is held of all passages as it is now; return it.

        It is the same while nothing changed; None where ``cancelled`` said so.
        ``waits`` until all passages are judged: see ``LayerMaker.layers``.

        Raises:
            CodebookError, FolderUnusableError, BoardStoreError: as ``coding_desk``.
        """
        from clicktui.coding.bands import LayerMaker
        from clicktui.coding.labels import CodeLabels

        with self._labelling:
            desk = self.coding_desk
            if self._layer_maker is None or self._layer_maker.desk is not desk:
                self._layer_maker = LayerMaker(desk)
            layers = self._layer_maker.layers(progress, cancelled, waits=waits)
            if layers is None:
                return None
            if self._labels is None or self._labels.layers is not layers:
                self._labels = CodeLabels(desk.codebook, desk.ledger.who, layers)
                with self._opening:
                    self._hand_labels()
            return self._labels

    def facts(
        self, progress: Progress = no_progress, cancelled: Callable[[], bool] = never
    ) -> "Facts | None":
        """Return where the passages stand and what words they have; None: ``cancelled`` said so.

        They are those of the index once it is open; until then the corpus is read.

        Raises:
            SourceTextError: a source is not what it was any more.
        """
        from clicktui.coding.facts import indexed_facts, read_facts

        corpus = self.corpus
        while not cancelled():
            whole = self._whole_of(corpus)
            known = self._facts
            if known is not None and known[0] == corpus.fingerprint and known[1] is whole:
                return known[2]
            found = (
                indexed_facts(whole, corpus)
                if whole is not None
                else read_facts(
                    corpus, progress, lambda: cancelled() or self._whole_of(corpus) is not None
                )
            )
            if found is not None:
                self._facts = (corpus.fingerprint, whole, found)
        return None

    def _whole_of(self, corpus: "Corpus") -> "WholeIndex | None":
        """Return the index of ``corpus`` where all of it is open; it is not waited for."""
        engine = self._engine
        whole = None if engine is None else engine.whole
        return whole if whole is not None and whole.is_of(corpus) else None

    def close(self) -> None:
        """Release the index's files and the boards'."""
        self._close_engine()
        if "desk" in self.__dict__:
            self.desk.store.close()


def _user() -> str:
    """Return what the user calls herself in her settings, else her name on this machine.

    It is clean and on one line: the environment can give any name. The program's own says nothing
    of who she is: what she decides would be taken for what the program finds.
    """
    import getpass

    from clicktui.coding.newness import LONGEST_NAME, coder_problem
    from clicktui.corpus.cleaning import clean_text
    from clicktui.settings import load

    try:
        name = load()[0].name or getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user id without a name
        name = ""
    name = " ".join(clean_text(name).split())[:LONGEST_NAME]
    return name if name and not coder_problem(name) else "?"
