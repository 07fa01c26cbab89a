"""All passages of a corpus judged by one set of cues: here where they are few."""

from collections.abc import Callable
from threading import Lock

from clicktui.coding.findings import Findings
from clicktui.coding.judgements import Judgements
from clicktui.corpus.corpus import Corpus
from clicktui.errors import SourceTextError
from clicktui.search.progress import Progress, never, no_progress

FEW = 5_000
"""Unjudged passages up to which they are judged at once, in the thread that asks."""

_STEP = 64
_POLL_S = 0.1


class Survey:
    """Judges the passages of ``corpus``; from any thread, one judging at a time."""

    def __init__(self, corpus: Corpus, judgements: Judgements) -> None:
        self.corpus = corpus
        self.judgements = judgements
        self.findings = Findings(corpus, judgements)
        self._turn = Lock()

    @property
    def is_long(self) -> bool:
        """Whether so many passages are left that judging them takes a while."""
        return self.findings.total - self.findings.done > FEW

    def judge(
        self,
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
        *,
        only_few: bool = False,
    ) -> bool:
        """Judge all that is not judged yet; False where ``cancelled`` said so.

        ``only_few``: not where that takes a while; then all is left as it is. Sources whose text
        cannot be read stay unjudged.
        """
        findings = self.findings
        while not self._turn.acquire(timeout=_POLL_S):
            progress(findings.done, findings.total)
            if cancelled():
                return False
        try:
            if only_few and self.is_long:
                return True
            return self._judge_here(progress, cancelled)
        finally:
            self._turn.release()

    def _judge_here(self, progress: Progress, cancelled: Callable[[], bool]) -> bool:
        findings = self.findings
        for key, name in findings.left().items():
            before = findings.done
            try:
                for number in findings.judge_source(key, name):
                    if (before + number) % _STEP == 0:
                        if cancelled():
                            return False
                        progress(before + number, findings.total)
            except SourceTextError:
                continue
        progress(findings.total, findings.total)
        return True
