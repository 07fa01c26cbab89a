"""Where a quote stands in a corpus whose texts or catalogue changed since it was pinned.

Three ways, surest first (after Brush, Bargeron, Gupta and Cadiz, "Robust Annotation Positioning
in Digital Documents", CHI 2001, and the fuzzy anchoring of Hypothes.is): the exact words; what
stands between the context that was before and after them; the words most like them.

Words of prose are looked for in prose, words of a heading, caption, pull quote or comment in
their like, and a sentence never in the pull quote that repeats it; only in the very same context
may the role be another, as when the catalogue was corrected.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest
from itertools import islice, product
from weakref import WeakKeyDictionary

from clicktui.board.resembling import (
    MOST_PLACES,
    SIMILAR_ENOUGH,
    between,
    evened,
    exact_places,
    most_like,
    same_but_for_signs,
    similarity,
    snapped,
)
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import PROSE_ROLES, Quote, Role, Span, Work
from clicktui.corpus.quoting import CONTEXT, quote
from clicktui.corpus.sentences import sentences_within
from clicktui.errors import NotFoundError, QuoteError

CONTEXT_FITS = 0.65
"""Likeness (0 to 1) of the context from which on it bears out a place.

Measured on 20,000 pairs of sentences of the seeds: contexts that have nothing to do with each other
are like by 0.41 (median) and reach this in 1 of 1,800 pairs; where one side of the words is
unchanged it is 0.70 (median), and stays below this in 1 of 35.
"""

SAME_CONTEXT = 0.9
"""Likeness of the context from which on a place is the same one, a word or two apart."""

ENOUGH_WORDS = 3
ENOUGH_LETTERS = 16
"""Words and code points from which on a quote is known by its words alone, context apart."""

ENOUGH_TO_RESEMBLE = 32
"""Code points from which on words that are only similar are known without their context."""


LITTLE = 0.05
"""Likeness given up to find a whole sentence again rather than a part of it."""

_SENTENCE_END = re.compile(r"[.?!…][\s»”’\")\]]*\Z|\n\s*\Z")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place found: the quote there, how like its words are (0 to 1), and how sure it is."""

    found: Quote
    similarity: float
    is_ambiguous: bool = False


@dataclass(frozen=True)
class _Ground:
    """One work to look in: ``span`` covers its text in that of its file."""

    work: Work
    text: str
    span: Span
    _evened_by_kind: dict[Role, str] = field(default_factory=dict)

    @cached_property
    def evened(self) -> str:
        """The words of ``span``, evened, one code point for one."""
        return evened(self.text[self.span.start : self.span.end])

    def evened_like(self, role: Role) -> str:
        """Return ``evened`` with line ends for all but the paragraphs of the kind of ``role``."""
        kind = Role.BODY if role in PROSE_ROLES else role
        if kind not in self._evened_by_kind:
            self._evened_by_kind[kind] = self._evened_of_kind(kind)
        return self._evened_by_kind[kind]

    def _evened_of_kind(self, kind: Role) -> str:
        parts: list[str] = []
        at = 0
        for part in self.work.paragraphs:
            if _are_alike(kind, part.role):
                start, end = part.span.start - self.span.start, part.span.end - self.span.start
                parts += ("\n" * (start - at), self.evened[start:end])
                at = end
        return "".join([*parts, "\n" * (len(self.evened) - at)])


_Way = Callable[[Quote, _Ground, Corpus], Anchor | None]


_GROUNDS: WeakKeyDictionary[Corpus, dict[str, _Ground]] = WeakKeyDictionary()
"""The grounds of each corpus by the id of their work: thousands of quotes can have vanished."""


def anchored(sought: Quote, title: str, corpus: Corpus) -> Anchor | None:
    """Return where ``sought``, of a work of this ``title``, stands in ``corpus``, or None.

    Its own work comes first, then the very words in those of its file; where no work has its id any
    more, all works of its file and title. Never raises.
    """
    grounds = list(_grounds(sought, title, corpus))
    own = [one for one in grounds if one.work.id == sought.work]
    others = [one for one in grounds if one.work.id != sought.work]
    exactly: tuple[_Way, ...] = (_by_words, _by_words_with_other_signs)
    nearly: tuple[_Way, ...] = (_by_context, _by_likeness)
    tried = [*product((*exactly, *nearly), own), *product(exactly, others)]
    if not own:
        tried += product(nearly, others)
    anchors = (way(sought, ground, corpus) for way, ground in tried)
    return next((anchor for anchor in anchors if anchor is not None), None)


def context_fit(sought: Quote, text: str, span: Span) -> float:
    """Return how like (0 to 1) what stands around ``span`` is to the context of ``sought``.

    A side on which nothing stood does not count; without any context, all places fit.
    """
    sides = [
        (sought.prefix, text[max(span.start - CONTEXT, 0) : span.start]),
        (sought.suffix, text[span.end : span.end + CONTEXT]),
    ]
    fits = [similarity(was, now) for was, now in sides if was.strip()]
    return sum(fits) / len(fits) if fits else 1.0


def is_borne_out(sought: Quote, text: str, span: Span) -> bool:
    """Say whether the words of ``sought``, found at ``span``, are there by more than chance."""
    is_long = len(sought.words) >= ENOUGH_LETTERS and len(sought.words.split()) >= ENOUGH_WORDS
    return is_long or context_fit(sought, text, span) >= CONTEXT_FITS


def quote_at(corpus: Corpus, work_id: str, span: Span) -> Quote | None:
    """Return the quote at ``span`` of a work, or None where there can be none."""
    try:
        return quote(corpus, work_id, span)
    except (NotFoundError, QuoteError):
        return None


def _grounds(sought: Quote, title: str, corpus: Corpus) -> Iterator[_Ground]:
    own = [work for work in corpus.works if work.id == sought.work]
    beside = [work for work in corpus.works if work.file == sought.file and work not in own]
    titled = [] if own else [w for w in corpus.works if w.title == title and w not in beside]
    ranked = sorted(beside, key=lambda work: work.title != title)
    known = _GROUNDS.setdefault(corpus, {})
    for work in [*own, *titled, *ranked]:
        if work.paragraphs:
            if work.id not in known:
                known[work.id] = _ground(work, corpus)
            yield known[work.id]


def _ground(work: Work, corpus: Corpus) -> _Ground:
    first, last = work.paragraphs[0], work.paragraphs[-1]
    start = first.label.start if first.label else first.span.start
    return _Ground(work, corpus.text_of(work.id), Span(start, last.span.end))


def _by_words(sought: Quote, ground: _Ground, corpus: Corpus) -> Anchor | None:
    places = exact_places(sought.words, ground.text, ground.span)
    return _best_fitting(sought, ground, corpus, places)


def _by_words_with_other_signs(sought: Quote, ground: _Ground, corpus: Corpus) -> Anchor | None:
    places = same_but_for_signs(sought.words, ground.text, ground.span)
    return _best_fitting(sought, ground, corpus, places)


def _best_fitting(
    sought: Quote, ground: _Ground, corpus: Corpus, places: Iterable[Span]
) -> Anchor | None:
    """Return the place whose context fits best, of several that fit alike the nearest."""

    def far(span: Span) -> int:
        return abs(span.start - sought.start)

    whole = [span for span in places if _is_cut_alike(sought, ground.text, span)]
    if not whole:
        return None
    shortlist = nsmallest(MOST_PLACES, whole, far)
    shortlist += islice((span for span in whole if _is_in_context(sought, ground.text, span)), 2)
    fits = {span: round(context_fit(sought, ground.text, span), 3) for span in shortlist}
    best: list[tuple[float, Quote]] = []
    for span in sorted(fits, key=lambda span: (-fits[span], far(span))):
        if best and fits[span] < best[0][0]:
            break
        found = quote_at(corpus, ground.work.id, span)
        if found is None or not is_borne_out(sought, ground.text, span):
            continue
        if _is_of_its_kind(sought, found) or _is_recatalogued(sought, found, fits[span]):
            best.append((fits[span], found))
    if not best:
        return None
    found = best[0][1]
    return Anchor(found, similarity(sought.words, found.words), len(best) > 1)


def _is_cut_alike(sought: Quote, text: str, span: Span) -> bool:
    """Say whether the ends of ``span`` cut through words only where those of ``sought`` did."""

    def cuts(before: str, after: str) -> bool:
        return before[-1:].isalnum() and after[:1].isalnum()

    words = text[span.start : span.end]
    return cuts(text[max(span.start - 1, 0) : span.start], words) == cuts(
        sought.prefix, sought.words
    ) and cuts(words, text[span.end : span.end + 1]) == cuts(sought.words, sought.suffix)


def _is_in_context(sought: Quote, text: str, span: Span) -> bool:
    return text.startswith(sought.suffix, span.end) and text.endswith(sought.prefix, 0, span.start)


def _by_context(sought: Quote, ground: _Ground, corpus: Corpus) -> Anchor | None:
    length = len(sought.words)
    places = between(
        evened(sought.prefix),
        evened(sought.suffix),
        ground.evened,
        Span(length // 2, length * 2),
    )
    anchors = (_anchor(sought, ground, corpus, place) for place in places)
    return max(
        (one for one in anchors if one is not None),
        key=lambda one: (one.similarity, -abs(one.found.start - sought.start)),
        default=None,
    )


def _by_likeness(sought: Quote, ground: _Ground, corpus: Corpus) -> Anchor | None:
    wanted = evened(sought.words)
    there = ground.evened_like(sought.role)
    place = most_like(wanted, there)
    if place is None:
        return None
    place = snapped(wanted, there, place)
    anchor = _anchor(sought, ground, corpus, place)
    wide = _anchor(sought, ground, corpus, _to_sentence_ends(sought, ground, place))
    if wide is not None and (anchor is None or wide.similarity > anchor.similarity - LITTLE):
        anchor = wide
    if anchor is None or anchor.similarity < SIMILAR_ENOUGH:
        return None
    found = anchor.found
    if len(wanted) < ENOUGH_TO_RESEMBLE:
        fit = context_fit(sought, ground.text, Span(found.start, found.end))
        return anchor if fit >= CONTEXT_FITS else None
    return anchor


def _to_sentence_ends(sought: Quote, ground: _Ground, place: Span) -> Span:
    """Return ``place`` up to the ends of its sentences, on sides where ``sought`` had them."""
    lines = ground.text[ground.span.start : ground.span.end]
    begin = lines.rfind("\n", 0, place.start) + 1
    stop = lines.find("\n", place.end)
    line = Span(begin, stop if stop >= 0 else len(lines))
    sentences = sentences_within(lines, line, sought.lang)
    start, end = place.start, place.end
    if not sought.prefix.strip() or _SENTENCE_END.search(sought.prefix):
        start = min((one.start for one in sentences if one.end > place.start), default=start)
    if _SENTENCE_END.search(sought.words):
        end = min((one.end for one in sentences if one.end >= place.end), default=end)
    return Span(start, end)


def _anchor(sought: Quote, ground: _Ground, corpus: Corpus, span: Span) -> Anchor | None:
    """Return the quote at ``span`` of the ground as an anchor, if it can be one."""
    at = ground.span.start
    found = quote_at(corpus, ground.work.id, Span(span.start + at, span.end + at))
    if found is None or not _is_of_its_kind(sought, found):
        return None
    return Anchor(found, similarity(sought.words, found.words))


def _is_of_its_kind(sought: Quote, found: Quote) -> bool:
    return _are_alike(sought.role, found.role)


def _are_alike(one: Role, other: Role) -> bool:
    return one is other or (one in PROSE_ROLES and other in PROSE_ROLES)


def _is_recatalogued(sought: Quote, found: Quote, fit: float) -> bool:
    """Say whether the words, in a paragraph of another kind, are the very ones sought."""
    repeats = sought.repeats is not None or found.repeats is not None
    roles = {sought.role, found.role}
    is_repeated = repeats or Role.PULL_QUOTE in roles
    return fit >= SAME_CONTEXT and not is_repeated and found.role is not Role.CHROME
