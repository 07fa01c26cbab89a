"""One thread that opens the workspace, then searches: one search at a time, the newest wins.

Nothing in it waits for the interface: what it has to say it posts. What is quickly indexed is
indexed here; the rest by a process of its own, while what is there is searched.
"""

import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import ParamSpec, Protocol

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage
from clicktui.errors import ClicktuiError, IndexDamagedError, IndexUnusableError
from clicktui.search.model import Completion, Extent, Options, Results, SearchCancelledError
from clicktui.search.progress import SHOWN_AFTER_SECONDS, WAITING, Progress, no_progress
from clicktui.tui import collecting
from clicktui.tui.indexing import Indexing
from clicktui.workspace import Workspace, open_workspace

P = ParamSpec("P")

ECHO_SWITCH_INTERVAL_S = 0.0005
"""How often the interpreter lets the interface's thread in; the default (5 ms) delays the echo."""

LOOK_EVERY_S = 1.0
"""How often it is looked whether more is indexed."""

TIDY_AFTER_S = 10.0
"""After how many seconds without a question an index is put in order that needs it."""

MENDED_HERE = 1000
"""Up to how many passages a damaged index is built anew before the question is answered."""

LONGEST_GOODBYE_S = 2.0
"""How long leaving waits for the search, or the indexing, under way."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be searched: a query with the cursor in it, and the switches."""

    query: str
    cursor: int
    options: Options


@dataclass(frozen=True, slots=True)
class Answer:
    """The results of a question, with the completions at its cursor.

    ``corpus`` is the one whose index was asked, None where nobody knows.
    """

    question: Question
    results: Results
    completions: tuple[Completion, ...]
    corpus: Corpus | None = None


class Listener(Protocol):
    """Who is told what the thread has come to; calls are made from several threads."""

    def workspace_opened(self, workspace: Workspace) -> None:
        """The corpus can be read and cited."""

    def indexing_begins(self) -> None:
        """Much is to be indexed: for that the corpus is read first."""

    def indexing(self, done: int, total: int) -> None:
        """So many passages of so many are indexed; 0 of 0: another clicktui is at it."""

    def engine_opened(self, notices: tuple[str, ...], is_whole: bool) -> None:
        """Questions are answered from now on; ``notices`` are to be told.

        Where it is not whole, what is indexed so far is searched, and ``indexing`` goes on.
        """

    def index_grew(self) -> None:
        """Other passages can be found than when the last question was answered, most often more."""

    def answered(self, answer: Answer) -> None:
        """The newest question has its answer."""

    def failed(self, failure: Exception) -> None:
        """Opening failed, or a search."""


class _BusyError(Exception):
    """Another clicktui is indexing."""


class CoreThread:
    """Opens the workspace and answers the newest question; older ones not begun are dropped."""

    def __init__(self, listener: Listener, workspace: Workspace | None = None) -> None:
        """Open the chosen corpus, or only the index of ``workspace``, which is open already."""
        self._listener = listener
        self._opened = workspace
        self._changed = threading.Condition()
        self._waiting: Question | None = None
        self._is_old = False
        self._indexing: Indexing | None = None
        self._has_ended: Indexing | None = None
        self._may_have_grown = False
        self._is_old_meanwhile = False
        self._is_untidy = False
        self._answers = False
        self._extent: Extent | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="clicktui-core", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def ask(self, question: Question) -> None:
        """Make ``question`` the next to be answered, instead of any that waits."""
        with self._changed:
            self._waiting = question
            self._changed.notify()

    def reopen(self) -> None:
        """Open the index of what the corpus is now, before the next question."""
        with self._changed:
            self._is_old = True
            self._changed.notify()

    def stop(self) -> None:
        """Let the thread end after what is under way, and wait for that, but not for long."""
        self._stopped.set()
        with self._changed:
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(LONGEST_GOODBYE_S)

    def _work(self) -> None:
        sys.setswitchinterval(ECHO_SWITCH_INTERVAL_S)
        workspace = self._opened
        if workspace is not None:
            collecting.take_back()  # what is left of the corpus that was open before
            collecting.put_off()
        try:
            if workspace is None:
                workspace = open_workspace()
                self._tell(self._listener.workspace_opened, workspace)
            self._follow(workspace)
            collecting.go_on(whole=self._opened is not None)
            while (act := self._next()) is not None:
                act(workspace)
        except SearchCancelledError:  # the user leaves
            pass
        except Exception as failure:  # the app stays, and says what went wrong
            collecting.go_on()
            self._tell(self._listener.failed, failure)
        finally:
            if self._indexing is not None:
                self._indexing.stop()
            if workspace is not None:
                workspace.close()

    def _next(self) -> Callable[[Workspace], None] | None:
        """Return what is to be done next, None to end: what she waits for comes first."""
        with self._changed:
            is_idle = not self._changed.wait_for(self._is_wanted, self._patience())
            if self._stopped.is_set():
                return None
            if is_idle:
                return self._tidy
            if self._is_old:
                self._is_old = False
                return self._reopen
            if self._waiting is not None and self._answers:
                question, self._waiting = self._waiting, None
                return partial(self._answer, question=question)
            if self._has_ended is not None:
                ended, self._has_ended = self._has_ended, None
                return partial(self._take_up, ended=ended)
            self._may_have_grown = False
            return self._look

    def _is_wanted(self) -> bool:
        return (
            self._stopped.is_set()
            or self._is_old
            or (self._waiting is not None and self._answers)
            or self._has_ended is not None
            or self._may_have_grown
        )

    def _patience(self) -> float | None:
        return TIDY_AFTER_S if self._is_untidy and self._indexing is None else None

    def _follow(self, workspace: Workspace) -> None:
        """Search what is kept of the corpus, and index what is not, here or beside."""
        if self._indexing is not None and self._indexing.tidies:
            self._indexing.stop()
            self._indexing = None
        is_damaged = is_whole = False
        notices: tuple[str, ...] = workspace.corpus_mistakes
        try:
            is_whole = workspace.show_engine()
            if self._indexing is not None:  # when it is done, what is new since follows
                self._is_old_meanwhile = True
                if self._answers:
                    self._tell(self._listener.index_grew)
                return
        except IndexDamagedError:
            is_damaged = True
        if not is_whole and workspace.is_little_to_index():
            with suppress(_BusyError):
                notices = workspace.open_engine(self._progress_here(), self._stopped.is_set)
                is_whole = True
        if is_whole:
            self._be_whole(workspace, notices)
        else:
            self._index_apart(workspace, rebuilds=is_damaged)

    def _be_whole(self, workspace: Workspace, notices: tuple[str, ...]) -> None:
        self._answers = True
        self._tell(self._listener.engine_opened, notices, True)
        self._is_untidy = workspace.engine.is_untidy

    def _progress_here(self) -> Progress:
        began = time.monotonic()

        def progress(done: int, total: int) -> None:
            if (done, total) == WAITING:  # another clicktui is at it: not to be waited for here
                raise _BusyError
            if time.monotonic() - began > SHOWN_AFTER_SECONDS:
                self._tell(self._listener.indexing, done, total)

        return progress

    def _index_apart(self, workspace: Workspace, *, rebuilds: bool) -> None:
        if not rebuilds:
            self._look(workspace)
        self._tell(self._listener.indexing_begins)
        looked = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal looked
            self._tell(self._listener.indexing, done, total)
            if time.monotonic() - looked > LOOK_EVERY_S:
                looked = time.monotonic()
                with self._changed:
                    self._may_have_grown = True
                    self._changed.notify()

        apart = workspace.index_apart(rebuilds=rebuilds)
        self._indexing = Indexing(apart, progress, self._ended)
        self._indexing.start()

    def _ended(self, indexing: Indexing) -> None:
        with self._changed:
            self._has_ended = indexing
            self._changed.notify()

    def _look(self, workspace: Workspace) -> None:
        """Search what has been indexed meanwhile."""
        try:
            workspace.show_engine()
            extent = workspace.engine.extent
        except IndexUnusableError:  # told when the indexing ends
            return
        before, self._extent = self._extent, extent
        if extent == before or not extent.passages:
            return
        if self._answers:
            self._tell(self._listener.index_grew)
        else:
            self._answers = True
            self._tell(self._listener.engine_opened, workspace.corpus_mistakes, False)

    def _take_up(self, workspace: Workspace, ended: Indexing) -> None:
        """Search what was written in the process that has ended."""
        if self._indexing is not ended:  # it was stopped
            return
        self._indexing = None
        if ended.tidies:
            with suppress(IndexUnusableError):
                workspace.show_engine()
            return
        failure = ended.failure
        if self._is_old_meanwhile:
            self._is_old_meanwhile = False
            self._follow(workspace)
        elif failure is not None and not ended.is_to_be_done_here:
            self._look(workspace)
            self._tell(self._listener.failed, failure)
        else:  # it opens the index, and indexes what may still be missing
            told = workspace.open_engine(self._listener.indexing, self._stopped.is_set)
            self._be_whole(workspace, (*told, *ended.notices))
            collecting.go_on()

    def _tidy(self, workspace: Workspace) -> None:
        self._is_untidy = False
        apart = workspace.index_apart(tidies=True)
        self._indexing = Indexing(apart, no_progress, self._ended, tidies=True)
        self._indexing.start()

    def _reopen(self, workspace: Workspace) -> None:
        try:
            self._follow(workspace)
        except IndexUnusableError as failure:  # the next question tries again
            self._tell(self._listener.failed, failure)

    def _answer(self, workspace: Workspace, question: Question) -> None:
        try:
            self._tell(self._listener.answered, _answer(workspace, question))
        except IndexDamagedError:
            self._mend(workspace, question)
        except Exception as failure:  # one query must not end the search of all others
            self._tell(self._listener.failed, failure)

    def _mend(self, workspace: Workspace, question: Question) -> None:
        """Build the index anew, which was damaged since it was opened; answer then."""
        if self._indexing is not None:  # when it ends she can be answered
            return
        try:
            is_small = workspace.engine.extent.passages <= MENDED_HERE
            if is_small:
                told = workspace.open_engine(self._progress_here(), rebuild=True)
                self._be_whole(workspace, told)
                self._tell(self._listener.answered, _answer(workspace, question))
        except (IndexUnusableError, _BusyError):
            is_small = False
        if not is_small:
            self._index_apart(workspace, rebuilds=True)

    def _tell(self, told: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        if not self._stopped.is_set():
            told(*args, **kwargs)


def _answer(workspace: Workspace, question: Question) -> Answer:
    results = workspace.engine.search(question.query, question.options)
    completions = tuple(workspace.engine.complete(question.query, question.cursor))
    if results.hits:
        _read_ahead(workspace, results.hits[0].passage)
    return Answer(question, results, completions, workspace.indexed)


def _read_ahead(workspace: Workspace, passage: Passage) -> None:
    """Read what the interface shows beside the first hit: there it would keep a key waiting."""
    with suppress(ClicktuiError):  # told where it is shown
        file = workspace.corpus.source(passage.file)
        if not file.takes_long:
            _ = file.text
