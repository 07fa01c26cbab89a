"""The bands of all passages as arrays, made once from the judgements, then with what is decided.

What people decide concerns few passages: only these are gone through when a decision changes.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clicktui.coding.desk import CodingDesk
from clicktui.coding.judgements import Judgements
from clicktui.coding.model import Decision, Verdict
from clicktui.coding.opinions import (
    PROGRAM,
    Coded,
    MeantBy,
    Placed,
    coded,
    placed,
    verdict_of,
    with_meaning,
)
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage
from clicktui.microtasks.model import Band
from clicktui.search.progress import Progress, never, no_progress

SILENT, NONE, POSSIBLE, CLEAR, PARTLY = range(5)
"""What the arrays hold of a passage: nothing is said, one of the bands, or something is said of
some of its words that comes to nothing for all of it."""

Bands = npt.NDArray[np.uint8]
Truths = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float32]

_OF_BAND = {Band.NONE: SILENT, Band.POSSIBLE: POSSIBLE, Band.CLEAR: CLEAR}
_BAND_OF = {value: band for band, value in _OF_BAND.items()}
_OF_VERDICT = {Verdict.YES: CLEAR, Verdict.DOUBT: POSSIBLE, Verdict.NO: NONE}


@dataclass(frozen=True, slots=True)
class Layers:
    """For each code an array with a value for each passage, in the order of the corpus.

    ``numbers`` are the places of the passages by their ids. ``held`` is what holds; ``by`` what
    each coder says (the program is ``PROGRAM``: what the cues find); ``scores`` are the program's,
    0 to below 1.
    ``differs`` and ``agrees`` are where the user decided and the program says otherwise, or so.
    """

    numbers: Mapping[str, int]
    held: Mapping[str, Bands]
    by: Mapping[str, Mapping[str, Bands]]
    scores: Mapping[str, Scores]
    differs: Mapping[str, Truths]
    agrees: Mapping[str, Truths]


@dataclass(frozen=True, slots=True)
class _Found:
    """What one set of cues finds in all passages of a corpus, in its order."""

    corpus: Corpus
    judgements: Judgements
    passages: tuple[Passage, ...]
    numbers: Mapping[str, int]
    bands: Mapping[str, Bands]
    scores: Mapping[str, Scores]


class LayerMaker:
    """Makes the layers of a desk's corpus, again whenever what is held changed; in one thread."""

    def __init__(self, desk: CodingDesk) -> None:
        self.desk = desk
        self._found: _Found | None = None
        self._decided: tuple[Decision, ...] | None = None
        self._meant: MeantBy = {}
        self._made: Layers | None = None

    def layers(
        self, progress: Progress = no_progress, cancelled: Callable[[], bool] = never
    ) -> Layers | None:
        """Return the layers as they are now, the same while nothing changed; None: cancelled.

        Raises:
            BoardStoreError, CodebookError: as ``CodingDesk.judgements``.
        """
        judgements, corpus = self.desk.judgements, self.desk.corpus
        found = self._found
        if found is None or found.judgements is not judgements or found.corpus is not corpus:
            found = self._judged(judgements, corpus, progress, cancelled)
            if found is None:
                return None
            self._found, self._made = found, None
        decided = self.desk.ledger.decisions(self.desk.codebook.id)
        meant = self.desk.meant
        if self._made is None or decided != self._decided or meant is not self._meant:
            self._made = self._with_decisions(found, decided, meant)
            self._decided, self._meant = decided, meant
        return self._made

    def _judged(
        self,
        judgements: Judgements,
        corpus: Corpus,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> _Found | None:
        passages = tuple(corpus.passages())
        if not judgements.judge(passages, len(passages), progress, cancelled):
            return None
        codes, count = self.desk.codes, len(passages)
        bands = {code: np.zeros(count, dtype=np.uint8) for code in codes}
        scores = {code: np.zeros(count, dtype=np.float32) for code in codes}
        for number, passage in enumerate(passages):
            for code, coding in judgements.of(passage).codings.items():
                bands[code][number] = _OF_BAND[coding.band]
                scores[code][number] = coding.score * 0.99  # below 1: bands come first
        numbers = {passage.id: number for number, passage in enumerate(passages)}
        return _Found(corpus, judgements, passages, numbers, bands, scores)

    def _with_decisions(self, found: _Found, decided: Sequence[Decision], meant: MeantBy) -> Layers:
        codes, count = self.desk.codes, len(found.passages)
        coders = dict.fromkeys(one.coder for one in decided)
        held = {code: found.bands[code].copy() for code in codes}
        for passage_id, by_code in meant.items():
            at = found.numbers.get(passage_id)
            for code, one_meant in by_code.items() if at is not None else ():
                band = with_meaning(_BAND_OF[int(held[code][at])], one_meant)
                held[code][at] = _OF_BAND[band]
        by = {name: {code: np.zeros(count, dtype=np.uint8) for code in codes} for name in coders}
        differs = {code: np.zeros(count, dtype=bool) for code in codes}
        agrees = {code: np.zeros(count, dtype=bool) for code in codes}
        for one in self._touched(found):
            number = found.numbers[one.passage.id]
            for code, opinion in one.opinions.items():
                if opinion.verdict is not None:
                    held[code][number] = _OF_VERDICT[opinion.verdict]
                    differs[code][number] = opinion.differs
                    agrees[code][number] = opinion.agrees
                for name in dict.fromkeys(place.decision.coder for place in opinion.decisions):
                    verdict = verdict_of(one, code, name)
                    by[name][code][number] = PARTLY if verdict is None else _OF_VERDICT[verdict]
        everybody = {PROGRAM: found.bands, **by}
        return Layers(found.numbers, held, everybody, found.scores, differs, agrees)

    def _touched(self, found: _Found) -> list[Coded]:
        """Return the passages that decisions touch, with what is held of them."""
        decisions = placed(self.desk.ledger, self.desk.codebook.id)
        who, codes = self.desk.ledger.who, self.desk.codes
        by_work = _by_work(found.passages, decisions)
        return [
            coded(one, found.judgements.of(one), codes, decisions[work], who)
            for work, passages in by_work.items()
            for one in touching(passages, decisions[work])
        ]


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


def _by_work(passages: Iterable[Passage], works: Mapping[str, object]) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for one in passages:
        if one.work in works:
            found.setdefault(one.work, []).append(one)
    return found
