"""The bands of all passages as arrays: what the cues find, then with what is decided.

What people decide concerns few passages: only these are gone through when a decision changes, and
of these only the works that it touches.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from clicktui.coding.desk import CodingDesk
from clicktui.coding.findings import (
    BAND_OF,
    CLEAR,
    NONE,
    OF_BAND,
    PARTLY,
    POSSIBLE,
    SILENT,
    Bands,
    Found,
    Scores,
    Truths,
    judged_column,
)
from clicktui.coding.model import Decision, Verdict
from clicktui.coding.opinions import (
    PROGRAM,
    Coded,
    Meant,
    MeantBy,
    Placed,
    coded,
    placed,
    verdict_of,
    with_meaning,
)
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage
from clicktui.errors import NotFoundError
from clicktui.search.progress import Progress, never, no_progress

__all__ = ["CLEAR", "NONE", "PARTLY", "POSSIBLE", "SILENT", "Bands", "LayerMaker", "Layers",
           "Scores", "Truths", "placed_by_id", "touching"]  # fmt: skip

_OF_VERDICT = {Verdict.YES: CLEAR, Verdict.DOUBT: POSSIBLE, Verdict.NO: NONE}


@dataclass(frozen=True, slots=True)
class Layers:
    """For each code an array with a value for each passage, in the order of ``corpus``.

    ``held`` is what holds; ``by`` what each coder says (the program is ``PROGRAM``: what the cues
    find); ``scores`` are the program's, 0 to below 1.
    ``differs`` and ``agrees`` are where the user decided and the program says otherwise, or so.
    Where ``judged`` says no the program has not looked yet: what the arrays hold there means
    nothing. What somebody decided about is always judged.
    """

    corpus: Corpus
    judged: Truths
    held: Mapping[str, Bands]
    by: Mapping[str, Mapping[str, Bands]]
    scores: Mapping[str, Scores]
    differs: Mapping[str, Truths]
    agrees: Mapping[str, Truths]

    def __len__(self) -> int:
        return len(self.judged)

    @property
    def known(self) -> int:
        """How many passages are judged."""
        return int(np.count_nonzero(self.judged))


@dataclass(frozen=True, slots=True)
class _Touched:
    """The passages of a work that decisions touch, by their places, with what is held of them."""

    decisions: Sequence[Placed]
    coded: Mapping[int, Coded]


class LayerMaker:
    """Makes the layers of a desk's corpus, again whenever what is held changed; in one thread."""

    def __init__(self, desk: CodingDesk) -> None:
        self.desk = desk
        self._found: Found | None = None
        self._decided: tuple[Decision, ...] | None = None
        self._meant: MeantBy = {}
        self._touched: dict[str, _Touched] = {}
        self._made: Layers | None = None

    def layers(
        self,
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
        *,
        waits: bool = True,
    ) -> Layers | None:
        """Return the layers as they are now, the same while nothing changed; None: cancelled.

        ``waits`` until all passages are judged; else, where that takes long, as far as they are.

        Raises:
            BoardStoreError, CodebookError: as ``CodingDesk.judgements``.
        """
        survey = self.desk.survey
        if not survey.judge(progress, cancelled, only_few=not waits):
            return None
        found = survey.findings.found()
        before = self._found
        if before is not None and _basis(before) != _basis(found):
            self._touched = {}
        decided = self.desk.ledger.decisions(self.desk.codebook.id)
        meant = self.desk.meant
        now = found, decided, meant
        if self._made is None or not _same(now, (self._found, self._decided, self._meant)):
            self._made = self._with_decisions(found, decided, meant)
            self._found, self._decided, self._meant = now
        return self._made

    def _with_decisions(self, found: Found, decided: Sequence[Decision], meant: MeantBy) -> Layers:
        codes, count = self.desk.codes, len(found.judged)
        touched = self._touching(found)
        found = _with_judged(found, touched, codes)
        held = {code: found.bands[code].copy() for code in codes}
        for at, by_code in placed_by_id(found.corpus, meant):
            for code, one_meant in by_code.items() if found.judged[at] else ():
                held[code][at] = OF_BAND[with_meaning(BAND_OF[int(held[code][at])], one_meant)]
        coders = dict.fromkeys(one.coder for one in decided)
        by = {name: {code: np.zeros(count, dtype=np.uint8) for code in codes} for name in coders}
        differs = {code: np.zeros(count, dtype=bool) for code in codes}
        agrees = {code: np.zeros(count, dtype=bool) for code in codes}
        for at, one in touched.items():
            for code, opinion in one.opinions.items():
                if opinion.verdict is not None:
                    held[code][at] = _OF_VERDICT[opinion.verdict]
                    differs[code][at] = opinion.differs
                    agrees[code][at] = opinion.agrees
                for name in dict.fromkeys(place.decision.coder for place in opinion.decisions):
                    verdict = verdict_of(one, code, name)
                    by[name][code][at] = PARTLY if verdict is None else _OF_VERDICT[verdict]
        everybody = {PROGRAM: found.bands, **by}
        return Layers(found.corpus, found.judged, held, everybody, found.scores, differs, agrees)

    def _touching(self, found: Found) -> dict[int, Coded]:
        """Return the passages that decisions touch, by their places, with what is held of them."""
        decisions = placed(self.desk.ledger, self.desk.codebook.id)
        who, codes = self.desk.ledger.who, self.desk.codes
        before, self._touched = self._touched, {}
        for work, there in decisions.items():
            known = before.get(work)
            if known is None or known.decisions != there:
                passages = _of_work(found.corpus, work)
                places = {one.id: at for at, one in passages.items()}
                known = _Touched(
                    there,
                    {
                        places[one.id]: coded(one, found.judgements.of(one), codes, there, who)
                        for one in touching(tuple(passages.values()), there)
                    },
                )
            self._touched[work] = known
        return {at: one for work in self._touched.values() for at, one in work.coded.items()}


def _basis(found: Found) -> tuple[int, int]:
    """Return what tells the cues and the corpus of ``found`` from others."""
    return id(found.judgements), id(found.corpus)


def _same(one: Sequence[object], other: Sequence[object]) -> bool:
    """Say whether these are the same findings and meaning, and equal decisions."""
    return one[0] is other[0] and one[1] == other[1] and one[2] is other[2]


def _of_work(corpus: Corpus, work_id: str) -> dict[int, Passage]:
    """Return the passages of a work by their places, in their order."""
    name = corpus.work(work_id).file
    numbered = enumerate(corpus.passages_in(name), corpus.starts[name])
    return {at: one for at, one in numbered if one.work == work_id}


def _with_judged(found: Found, touched: Mapping[int, Coded], codes: tuple[str, ...]) -> Found:
    """Return ``found`` with what is found of the passages that were judged as they are touched."""
    missing = [at for at in touched if not found.judged[at]]
    if not missing:
        return found
    bands = {code: found.bands[code].copy() for code in codes}
    scores = {code: found.scores[code].copy() for code in codes}
    judged = found.judged.copy()
    for at in missing:
        column = judged_column(found.judgements.of(touched[at].passage), codes)
        for code, band, score in zip(codes, *column, strict=True):
            bands[code][at], scores[code][at] = band, score
        judged[at] = True
    return Found(found.judgements, found.corpus, bands, scores, judged)


def placed_by_id(corpus: Corpus, meant: MeantBy) -> Iterator[tuple[int, Mapping[str, Meant]]]:
    """Yield what is ``meant`` of the passages that are there, with their places."""
    for passage_id, by_code in meant.items():
        try:
            passage = corpus.passage(passage_id)
        except NotFoundError:
            continue
        at = corpus.place_of(passage) if passage.id == passage_id else None
        if at is not None:
            yield at, by_code


def touching(passages: Sequence[Passage], decisions: Iterable[Placed]) -> list[Passage]:
    """Return those of the ``passages`` of one work, in order, whose words decisions are about."""
    ends = [one.end for one in passages]
    numbers: set[int] = set()
    for decision in decisions:
        at = bisect_left(ends, decision.span.start + 1)
        while at < len(passages) and passages[at].start < decision.span.end:
            numbers.add(at)
            at += 1
    return [passages[number] for number in sorted(numbers)]
