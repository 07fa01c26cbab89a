"""One thread that opens the workspace, then searches: one search at a time, the newest wins."""

import gc
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

from clicktui.search.model import Completion, Options, Results
from clicktui.workspace import Workspace

ECHO_SWITCH_INTERVAL_S = 0.0005
"""How often the interpreter lets the interface's thread in; the default (5 ms) delays the echo."""


LONGEST_SEARCH_S = 2.0
"""How long leaving waits for the search under way."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be searched: a query with the cursor in it, and the switches."""

    query: str
    cursor: int
    options: Options


@dataclass(frozen=True, slots=True)
class Answer:
    """The results of a question, with the completions at its cursor."""

    question: Question
    results: Results
    completions: tuple[Completion, ...]


class SearchThread:
    """Answers the newest question; older ones that were not begun are dropped.

    ``on_answer`` and ``on_failure`` are called from the thread itself.
    """

    def __init__(
        self,
        workspace: Workspace,
        on_answer: Callable[[Answer], None],
        on_failure: Callable[[Exception], None],
    ) -> None:
        self._workspace = workspace
        self._on_answer = on_answer
        self._on_failure = on_failure
        self._changed = threading.Condition()
        self._waiting: Question | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name="clicktui-search", daemon=True)

    def start(self) -> None:
        """Begin to answer; what is in memory by now stays, and need not be looked at again."""
        sys.setswitchinterval(ECHO_SWITCH_INTERVAL_S)
        gc.collect()
        gc.freeze()  # else a collection of all objects delays a key now and then by 30 ms
        self._thread.start()

    def ask(self, question: Question) -> None:
        """Make ``question`` the next to be answered, instead of any that waits."""
        with self._changed:
            self._waiting = question
            self._changed.notify()

    def stop(self) -> None:
        """Let the thread end after the search under way, and wait for that."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._thread.join(LONGEST_SEARCH_S)

    def _next(self) -> Question | None:
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._waiting is not None)
            question, self._waiting = self._waiting, None
            return None if self._stopped else question

    def _work(self) -> None:
        while (question := self._next()) is not None:
            try:
                engine = self._workspace.engine
                results = engine.search(question.query, question.options)
                completions = tuple(engine.complete(question.query, question.cursor))
            except Exception as failure:  # one query must not end the search of all others
                self._on_failure(failure)
            else:
                self._on_answer(Answer(question, results, completions))
