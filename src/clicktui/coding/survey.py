"""All passages of a corpus judged by one set of cues, each once: kept, resumed, many apart.

Few passages are judged at once, in the thread that asks; many in processes of their own (see
``apart``). What was judged is kept (see ``kept``), source by source, so that another time only
sources that changed are judged.
"""

import time
from collections.abc import Callable, Iterable
from threading import Lock

from clicktui.coding.apart import Crew, Home, cores, task_of, wishes
from clicktui.coding.findings import Findings, SourceFindings, source_findings
from clicktui.coding.judgements import Judgements
from clicktui.coding.kept import KeptFindings, packed, unpacked
from clicktui.corpus.corpus import Corpus
from clicktui.errors import ClicktuiError, SourceTextError
from clicktui.search.progress import Progress, never, no_progress

FEW = 5_000
"""Unjudged passages up to which they are judged at once, in the thread that asks."""

_STEP = 64
_POLL_S = 0.1
_NO_NEWS_S = 30.0
"""How long another clicktui that judges the same is waited for while it gets nowhere."""


class _LeftError(Exception):
    """Nobody wants the rest any more."""


class Survey:
    """Judges the passages of ``corpus``; from any thread, one judging at a time.

    Without a ``home`` nothing is kept, and all is judged in the thread that asks.
    """

    def __init__(self, corpus: Corpus, judgements: Judgements, home: Home | None = None) -> None:
        self.corpus = corpus
        self.judgements = judgements
        self.findings = Findings(corpus, judgements)
        self._home = home
        self._kept: KeptFindings | None = None
        self._is_read = home is None
        self._is_at_many = False
        self._rests: Callable[[], bool] = never
        self._turn = Lock()
        self._writing = Lock()

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
        rests: Callable[[], bool] = never,
    ) -> bool:
        """Judge all that is not judged yet; False where ``cancelled`` said so.

        Where many are judged, that stands still while ``rests`` says so.

        ``only_few``: not where that takes a while, or many are being judged; then nothing is done.
        Sources whose text cannot be read stay unjudged.
        """
        findings = self.findings
        if findings.is_complete or (only_few and self._is_at_many):
            return True
        while not self._turn.acquire(timeout=_POLL_S):
            progress(findings.done, findings.total)
            if cancelled():
                return False
        try:
            self._read_kept()
            if findings.is_complete or (only_few and self.is_long):
                return True
            self._is_at_many, self._rests = self.is_long, rests
            return self._judge(progress, cancelled)
        finally:
            self._is_at_many = False
            self._turn.release()

    def _read_kept(self) -> None:
        if self._is_read or self._home is None:
            return
        self._is_read = True
        try:
            cache = self._home.cache()
        except (ClicktuiError, OSError):
            return
        self._kept = KeptFindings(cache, self.judgements.fingerprint, len(self.findings.codes))
        self._take(self._kept.more())

    def _take(self, found: Iterable[SourceFindings]) -> int:
        return sum(self.findings.take(one) for one in found)

    def _judge(self, progress: Progress, cancelled: Callable[[], bool]) -> bool:
        findings, kept = self.findings, self._kept
        if kept is None:
            return self._judge_left(progress, cancelled)
        has_turn = self._wait_for_turn(kept, progress, cancelled)
        try:
            if has_turn:
                wanted = {*findings.left(), *findings.taken()}
                self._take(kept.begin(wanted.__contains__))
            else:
                self._kept = None
            return self._judge_left(progress, cancelled)
        finally:
            self._kept = kept
            kept.end_turn()

    def _wait_for_turn(
        self, kept: KeptFindings, progress: Progress, cancelled: Callable[[], bool]
    ) -> bool:
        """Say whether it is this clicktui's turn; take what another one finds meanwhile."""
        news = time.monotonic()
        while (has_turn := kept.take_turn()) is False:
            is_news = self._take(kept.more()) > 0
            news = time.monotonic() if is_news else news
            progress(self.findings.done, self.findings.total)
            if not self.is_long or cancelled() or time.monotonic() - news > _NO_NEWS_S:
                return False
            time.sleep(_POLL_S)
        return bool(has_turn)

    def _judge_left(self, progress: Progress, cancelled: Callable[[], bool]) -> bool:
        if cancelled():
            return False
        if self.is_long and self._home is not None and not self._judge_apart(progress, cancelled):
            return False
        return self._judge_here(progress, cancelled)

    def _judge_apart(self, progress: Progress, cancelled: Callable[[], bool]) -> bool:
        findings, corpus, home = self.findings, self.corpus, self._home
        assert home is not None  # noqa: S101 -- asked before
        sources = (
            (name, corpus.fingerprints[name], corpus.count(name))
            for name in findings.left().values()
        )

        def take(answer: bytes) -> None:
            self._take(one for one, _end in unpacked(answer, len(findings.codes)))
            self._keep(answer)

        def tell() -> None:
            progress(findings.done, findings.total)

        crew = Crew(task_of(home, self.judgements), wishes(sources), take)
        return crew.work(cores(), tell, cancelled, self._rests)

    def _judge_here(self, progress: Progress, cancelled: Callable[[], bool]) -> bool:
        findings = self.findings
        for name in findings.left().values():
            before = findings.done

            def looked(number: int, before: int = before) -> None:
                if (before + number) % _STEP == 0:
                    if cancelled():
                        raise _LeftError
                    progress(before + number, findings.total)

            try:
                found = source_findings(self.corpus, name, self.judgements, looked)
            except SourceTextError:
                continue
            except _LeftError:
                return False
            findings.take(found)
            self._keep(packed(found))
        progress(findings.total, findings.total)
        return True

    def _keep(self, records: bytes) -> None:
        with self._writing:
            if self._kept is not None:
                try:
                    self._kept.keep(records)
                except OSError:
                    self._kept = None  # what is found from here on is in memory only
