"""Which sentences of a hit are the ones that were looked for."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage, Span
from clicktui.corpus.sentences import sentence_spans
from clicktui.search.filters import plain
from clicktui.search.model import Highlight, Hit, Match
from clicktui.search.query import Field, parse


def sentences_found(corpus: Corpus, hit: Hit, query: str = "") -> Span:
    """Return the fewest sentences in a row that hold every query word the passage answers.

    Among equally few, those with the most words matched as typed, then the first. A common word
    that also stands elsewhere in the passage so does not stretch what is shown and copied. A hit
    without highlights (filters only) is its whole passage. Where ``query`` asks for a speaker whom
    the passage only quotes, it is her words that are found, not those around them.

    Raises:
        NotFoundError: the hit's work is not in ``corpus``.
    """
    passage = hit.passage
    whole = Span(passage.start, passage.end)
    highlights: Sequence[Highlight] = hit.highlights
    speech = _speech_asked_for(corpus, hit, query)
    if speech is not None:
        highlights = [one for one in highlights if speech.contains(one.span)]
        whole = Span(max(whole.start, speech.start), min(whole.end, speech.end))
    if not highlights:
        return whole
    sentences = [one for one in _sentences(passage) if whole.overlaps(one)]
    first, last = _fewest(sentences, _words_answered(highlights, passage))
    return Span(
        max(sentences[first].start, whole.start if speech else 0),
        min(sentences[last].end, whole.end) if speech else sentences[last].end,
    )


def _sentences(passage: Passage) -> list[Span]:
    """Return the sentences of a passage, which is cut where sentences end: its text says them all,
    so that what is found can be shown without reading its source.
    """
    return [
        Span(passage.start + one.start, passage.start + one.end)
        for one in sentence_spans(passage.text, passage.lang)
    ]


_PARTS = re.compile(r"\w+")

Answered = Mapping[Highlight, frozenset[int]]


def _words_answered(highlights: Sequence[Highlight], passage: Passage) -> Answered:
    """Return which query words each highlight answers: micro-travail also answers travail."""
    base = passage.start
    parts = {
        one: frozenset(
            _PARTS.findall(plain(passage.text[one.span.start - base : one.span.end - base]))
        )
        for one in highlights
    }
    return {
        one: frozenset(other.word for other in highlights if parts[other] <= parts[one])
        | {one.word}
        for one in highlights
    }


def _fewest(sentences: Sequence[Span], answered: Answered) -> tuple[int, int]:
    """Return the first and last index of the fewest sentences that hold every word."""
    found = [[h for h in answered if h.span.overlaps(one)] for one in sentences]
    wanted = {highlight.word for highlight in answered}
    best = (len(sentences), 0, 0)
    for first in range(len(sentences)):
        held: set[int] = set()
        exact = 0
        for last in range(first, len(sentences)):
            held |= set().union(*(answered[highlight] for highlight in found[last]))
            exact += sum(highlight.match is Match.EXACT for highlight in found[last])
            if held == wanted:
                best = min(best, (last - first, -exact, first))
                break
    length, _exact, first = best
    return first, min(first + length, len(sentences) - 1)


@lru_cache(maxsize=16)
def _speakers_asked_for(query: str) -> tuple[str, ...]:
    return tuple(
        plain(condition.value)
        for condition in parse(query).filters
        if condition.field is Field.SPEAKER and not condition.excluded
    )


def _speech_asked_for(corpus: Corpus, hit: Hit, query: str) -> Span | None:
    """Return the words of the speaker asked for, the best of several; None where she speaks all."""
    asked = _speakers_asked_for(query)
    passage = Span(hit.passage.start, hit.passage.end)
    if not asked or any(value in plain(name) for value in asked for name in hit.passage.speakers):
        return None
    hers = [
        speech.span
        for speech in corpus.paragraph_at(hit.passage.work, hit.passage.start).speeches
        if speech.span.overlaps(passage) and any(value in plain(speech.speaker) for value in asked)
    ]
    return max(
        hers, key=lambda span: sum(span.contains(h.span) for h in hit.highlights), default=None
    )
