"""One thread that opens the workspace, then searches: one search at a time, the newest wins.

Nothing in it waits for the interface: what it has to say it posts.
"""

import gc
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ParamSpec, Protocol

from clicktui.corpus.corpus import Corpus
from clicktui.errors import IndexUnusableError
from clicktui.search.model import Completion, Options, Results, SearchCancelledError
from clicktui.search.progress import SHOWN_AFTER_SECONDS
from clicktui.workspace import Workspace, open_workspace

P = ParamSpec("P")

ECHO_SWITCH_INTERVAL_S = 0.0005
"""How often the interpreter lets the interface's thread in; the default (5 ms) delays the echo."""

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
    """Who is told what the thread has come to; every call is made from the thread itself."""

    def workspace_opened(self, workspace: Workspace) -> None:
        """The corpus can be read and cited."""

    def indexing(self, done: int, total: int) -> None:
        """So many passages of so many are indexed; 0 of 0: another clicktui is at it."""

    def engine_opened(self, notices: tuple[str, ...]) -> None:
        """Questions are answered from now on; ``notices`` are to be told."""

    def answered(self, answer: Answer) -> None:
        """The newest question has its answer."""

    def failed(self, failure: Exception) -> None:
        """Opening failed, or a search."""


class CoreThread:
    """Opens the workspace and answers the newest question; older ones not begun are dropped."""

    def __init__(self, listener: Listener, workspace: Workspace | None = None) -> None:
        """Open the chosen corpus, or only the index of ``workspace``, which is open already."""
        self._listener = listener
        self._opened = workspace
        self._changed = threading.Condition()
        self._waiting: Question | None = None
        self._is_old = False
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
        try:
            if workspace is None:
                workspace = open_workspace()
                self._tell(self._listener.workspace_opened, workspace)
            self._open_engine(workspace)
            gc.collect()
            gc.freeze()  # else a collection of all objects delays a key now and then by 30 ms
            while (act := self._next()) is not None:
                act(workspace)
        except SearchCancelledError:  # the user leaves
            pass
        except Exception as failure:  # the app stays, and says what went wrong
            self._tell(self._listener.failed, failure)
        finally:
            if workspace is not None:
                workspace.close()

    def _open_engine(self, workspace: Workspace, *, rebuild: bool = False) -> None:
        began = time.monotonic()

        def progress(done: int, total: int) -> None:
            if time.monotonic() - began > SHOWN_AFTER_SECONDS:
                self._tell(self._listener.indexing, done, total)

        notices = workspace.open_engine(progress, self._stopped.is_set, rebuild=rebuild)
        self._tell(self._listener.engine_opened, notices)

    def _next(self) -> Callable[[Workspace], None] | None:
        with self._changed:
            self._changed.wait_for(
                lambda: self._stopped.is_set() or self._is_old or self._waiting is not None
            )
            if self._stopped.is_set():
                return None
            if self._is_old:
                self._is_old = False
                return self._reopen
            question, self._waiting = self._waiting, None
            return None if question is None else partial(self._answer, question=question)

    def _reopen(self, workspace: Workspace) -> None:
        try:
            self._open_engine(workspace)
        except IndexUnusableError as failure:  # the next question tries again
            self._tell(self._listener.failed, failure)

    def _answer(self, workspace: Workspace, question: Question) -> None:
        try:
            self._tell(self._listener.answered, _answer(workspace, question))
        except IndexUnusableError:  # damaged since it was opened: what can be rebuilt is
            self._open_engine(workspace, rebuild=True)
            self._tell(self._listener.answered, _answer(workspace, question))
        except Exception as failure:  # one query must not end the search of all others
            self._tell(self._listener.failed, failure)

    def _tell(self, told: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        if not self._stopped.is_set():
            told(*args, **kwargs)


def _answer(workspace: Workspace, question: Question) -> Answer:
    results = workspace.engine.search(question.query, question.options)
    completions = tuple(workspace.engine.complete(question.query, question.cursor))
    return Answer(question, results, completions, workspace.indexed)
