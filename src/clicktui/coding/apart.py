"""Passages judged in processes of their own: on all cores, and after everything else.

They read the corpus by themselves and answer with records (see ``kept``), so that the process of
the interface only passes arrays on. They end with it, however it ends.
"""

import json
import os
import pickle
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clicktui import background
from clicktui.coding.judgements import Judgements
from clicktui.microtasks.cues import Cues, LanguageCues
from clicktui.search.progress import never

LENGTH = 8
"""Bytes before a message that say how long it is."""

_MODULE = "clicktui.judge_process"
_WISH = 64
"""Passages that are asked for at once: a tenth of a second's work, after which it can rest."""

_PATIENCE = 3
"""How many processes that end by themselves are followed by others."""

_POLL_S, _REST_S = 0.1, 0.05

Wish = Sequence[tuple[str, str]]
"""Sources to be judged: the name and the fingerprint of each."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a corpus is to be found by another process, and where what is found in it is kept.

    ``corpus`` are the fields of its ``corpora.choosing.Place``, as text.
    """

    cache: Callable[[], Path]
    corpus: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Task:
    """What a process has to know before it judges."""

    codes: tuple[str, ...]
    cues: Cues
    corpus: Mapping[str, str]
    parent: int


def task_of(home: Home, judgements: Judgements) -> Task:
    """Return what processes are told; the cues go without what is made ready of them."""
    classifier = judgements.classifier
    languages = {
        lang: LanguageCues(one.patterns, one.hiding, one.endings)
        for lang, one in classifier.cues.languages.items()
    }
    cues = replace(classifier.cues, languages=languages)
    return Task(classifier.codes, cues, dict(home.corpus), os.getpid())


def cores() -> int:
    """Return how many processes can run at once here."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def wishes(sources: Iterable[tuple[str, str, int]]) -> deque[Wish]:
    """Return ``sources`` (name, fingerprint, passages), in their order, as wishes of some 64."""
    made: deque[Wish] = deque()
    wish: list[tuple[str, str]] = []
    passages = 0
    for name, fingerprint, count in sources:
        wish.append((name, fingerprint))
        passages += count
        if passages >= _WISH:
            made.append(tuple(wish))
            wish, passages = [], 0
    if wish:
        made.append(tuple(wish))
    return made


class _Process:
    """One process that judges; it is asked by one thread, and can be ended by any."""

    def __init__(self, task: bytes) -> None:
        self._process = background.begin(_MODULE)
        try:
            self._say(len(task).to_bytes(LENGTH, "big") + task)
        except OSError:
            self.close()
            raise

    def ask(self, wish: Wish) -> bytes:
        """Return the records of the sources that could be judged.

        Raises:
            OSError, EOFError: the process has ended.
        """
        self._say(json.dumps(wish).encode("ascii") + b"\n")
        answers = self._process.stdout
        if answers is None:
            raise EOFError
        head = answers.read(LENGTH)
        length = int.from_bytes(head, "big")
        content = answers.read(length)
        if len(head) < LENGTH or len(content) < length:
            raise EOFError
        return content

    def end(self) -> None:
        """End it now."""
        self._process.kill()

    def close(self) -> None:
        """End it, and wait for that; by the thread that asks."""
        background.end(self._process)

    def _say(self, message: bytes) -> None:
        if self._process.stdin is None:
            raise EOFError
        self._process.stdin.write(message)
        self._process.stdin.flush()


class Crew:
    """Processes that carry out ``left``, wishes that are taken from its beginning.

    ``take`` is given each answer, by one of several threads. What no process could do is in
    ``left`` at the end.
    """

    def __init__(self, task: Task, left: deque[Wish], take: Callable[[bytes], Any]) -> None:
        self._task = pickle.dumps(task)
        self._left = left
        self._take = take
        self._ended = 0
        self._is_leaving = False
        self._rests: Callable[[], bool] = never
        self._running: set[_Process] = set()
        self._turn = threading.Lock()

    def work(
        self,
        size: int,
        tell: Callable[[], None],
        cancelled: Callable[[], bool],
        rests: Callable[[], bool] = never,
    ) -> bool:
        """Let ``size`` processes work until all is done; False where ``cancelled`` said so.

        ``tell`` is called again and again meanwhile. While ``rests`` says so nothing is asked of
        them: what they are at, a tenth of a second, they end.
        """
        self._rests = rests
        threads = [
            threading.Thread(target=self._go_on, name="clicktui-judging-apart", daemon=True)
            for _number in range(min(size, len(self._left)))
        ]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                while thread.is_alive():
                    thread.join(_POLL_S)
                    tell()
                    if cancelled():
                        return False
            return True
        finally:
            self._leave()
            for thread in threads:
                thread.join()

    def _leave(self) -> None:
        with self._turn:
            self._is_leaving = True
            for process in self._running:
                process.end()

    def _go_on(self) -> None:
        """Begin processes and ask them, one after the other, as long as there is any use in it."""
        while self._left and not self._is_leaving and self._ended <= _PATIENCE:
            if self._rests():  # beginning one takes a processor for a second
                time.sleep(_REST_S)
                continue
            try:
                process = _Process(self._task)
            except OSError:
                self._ended += 1
                continue
            with self._turn:
                self._running.add(process)
                if self._is_leaving:
                    process.end()
            try:
                self._ask(process)
            finally:
                with self._turn:
                    self._running.discard(process)
                process.close()

    def _ask(self, process: _Process) -> None:
        while not self._is_leaving:
            if self._rests():
                time.sleep(_REST_S)
                continue
            with self._turn:
                if not self._left:
                    return
                wish = self._left.popleft()
            try:
                answer = process.ask(wish)
            except (OSError, EOFError):
                with self._turn:
                    self._left.append(wish)
                    self._ended += 1
                return
            self._take(answer)
