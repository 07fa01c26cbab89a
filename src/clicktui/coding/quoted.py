"""The codes of quoted words: what the program finds in them, and what people decided of them.

A quote may have some words of a passage, or of several. The passages around it are judged as
wholes; what the program finds speaks for a quote where all words of the finding stand in it. A
decision speaks for a quote that shares any words with those that were decided about.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clicktui.coding.model import Verdict
from clicktui.coding.opinions import PROGRAM, Coded, Placed, placed, verdict_given
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage, Quote, Span
from clicktui.corpus.passages import passages as passages_of
from clicktui.errors import NotFoundError
from clicktui.microtasks.codebook import Code
from clicktui.microtasks.model import Band, outermost

if TYPE_CHECKING:
    from clicktui.coding.desk import CodingDesk

_BANDS = (Band.NONE, Band.POSSIBLE, Band.CLEAR)
_SAID = {Verdict.YES: Band.CLEAR, Verdict.NO: Band.NONE, Verdict.DOUBT: Band.POSSIBLE}


@dataclass(frozen=True, slots=True)
class FoundThere:
    """What the program finds of a code in quoted words.

    ``band`` and ``score`` are those of the passage, the surest where there are several; ``spans``
    are the evidence in the quote, in the text of its file.
    """

    band: Band
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class QuotedCode:
    """What is held of a code for quoted words, which are ``whole`` in the text of their file.

    ``program`` is None where it finds nothing in them. ``verdict`` is what the decisions of
    ``who``, the user, come to, None where she made none. ``decisions`` are all that share words
    with the quote, hers and others', oldest first.
    """

    codebook: str
    code: Code
    whole: Span
    program: FoundThere | None
    who: str
    verdict: Verdict | None = None
    decisions: tuple[Placed, ...] = ()

    @property
    def band(self) -> Band:
        """The band that holds: the user's word, or the program's."""
        if self.verdict is not None:
            return _SAID[self.verdict]
        return self.program.band if self.program is not None else Band.NONE

    @property
    def is_held(self) -> bool:
        """Whether the words have the code, for sure or possibly."""
        return self.band is not Band.NONE

    @property
    def coders(self) -> tuple[str, ...]:
        """Who decided: the user first, then others by when they first did."""
        names = dict.fromkeys(one.decision.coder for one in self.decisions)
        return tuple(sorted(names, key=lambda name: name != self.who))

    def verdict_of(self, coder: str) -> Verdict | None:
        """Return what the decisions of ``coder`` come to for the quoted words."""
        theirs = [one for one in self.decisions if one.decision.coder == coder]
        return verdict_given(self.whole, theirs, self.program.spans if self.program else ())

    def said(self) -> tuple[tuple[str, Band], ...]:
        """Return the band that each coder gives: the program, then people who decided."""
        found = () if self.program is None else ((PROGRAM, self.program.band),)
        verdicts = ((name, self.verdict_of(name)) for name in self.coders)
        return (*found, *((name, _SAID[one]) for name, one in verdicts if one is not None))


def names_of_held(codes: Iterable[QuotedCode]) -> tuple[str, ...]:
    """Return the ids and names, in all languages, of the codes that hold."""
    return tuple(
        name for one in codes if one.is_held for name in (one.code.id, *one.code.names.values())
    )


def quoted_codes(desk: "CodingDesk", quotes: Sequence[Quote]) -> tuple[tuple[QuotedCode, ...], ...]:
    """Return for each quote the codes of which anything is said, in the order of the codebook.

    Of a quote whose words do not stand in the corpus where it says, nothing is said.

    Raises:
        BoardStoreError, CodebookError: as ``CodingDesk.judgements``.
    """
    around = _Passages(desk.corpus)
    there = [tuple(around.of(one)) if _stands(one, desk.corpus) else () for one in quotes]
    passages = {passage.id: passage for some in there for passage in some}
    coded = dict(zip(passages, desk.coded(tuple(passages.values())), strict=True))
    decisions = placed(desk.ledger, desk.codebook.id)
    codes = []
    for quote, some in zip(quotes, there, strict=True):
        whole = Span(quote.start, quote.end)
        touching = [
            one for one in (decisions.get(quote.work, ()) if some else ())
            if one.span.overlaps(whole)
        ]  # fmt: skip
        held = [coded[passage.id] for passage in some]
        codes.append(tuple(_of_quote(desk, whole, held, touching)))
    return tuple(codes)


def _of_quote(
    desk: "CodingDesk", whole: Span, passages: Sequence[Coded], touching: Sequence[Placed]
) -> Iterator[QuotedCode]:
    who = desk.ledger.who
    for code in desk.codebook.codes:
        about = tuple(one for one in touching if one.decision.code == code.id)
        found = _found(code.id, whole, passages)
        if found is not None or about:
            mine = [one for one in about if one.decision.coder == who]
            verdict = verdict_given(whole, mine, found.spans if found else ())
            yield QuotedCode(desk.codebook.id, code, whole, found, who, verdict, about)


def _found(code: str, whole: Span, passages: Iterable[Coded]) -> FoundThere | None:
    """Return what the program finds of ``code`` within ``whole``, None where it finds nothing."""
    best: tuple[int, float] = (0, 0.0)
    spans: list[Span] = []
    for one in passages:
        coding = one.opinions[code].program
        if coding is None or coding.band is Band.NONE:
            continue
        start = one.passage.start
        inside = [
            moved
            for finding in coding.counted
            if all(whole.contains(moved) for moved in _moved(finding.spans, start))
            for moved in _moved(finding.spans, start)
        ]
        if inside:
            spans += inside
            best = max(best, (_BANDS.index(coding.band), coding.score))
    return FoundThere(_BANDS[best[0]], best[1], outermost(spans)) if spans else None


def _moved(spans: Iterable[Span], by: int) -> list[Span]:
    return [Span(one.start + by, one.end + by) for one in spans]


def _stands(quote: Quote, corpus: Corpus) -> bool:
    try:
        text = corpus.text_of(quote.work)
    except NotFoundError:
        return False
    return text[quote.start : quote.end] == quote.words


class _Passages:
    """The passages of works, found once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._by_work: dict[str, tuple[Passage, ...]] = {}

    def of(self, quote: Quote) -> Iterator[Passage]:
        """Yield the passages that share words with ``quote``."""
        there = self._by_work.get(quote.work)
        if there is None:
            work = self._corpus.work(quote.work)
            there = tuple(passages_of(self._corpus.source(work.file).text, work))
            self._by_work[quote.work] = there
        whole = Span(quote.start, quote.end)
        return (one for one in there if whole.overlaps(Span(one.start, one.end)))
