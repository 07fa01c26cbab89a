"""Paragraphs into passages: what the index holds.

A passage is a paragraph of some 120 words at most, or a part of a longer one, cut at sentence
ends into parts of about 40 to 120 words. Its id is a digest of its own words, so an id that
somebody wrote down stays true when the text around changes.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from itertools import accumulate

from clicktui.corpus.locators import locator_of
from clicktui.corpus.model import SEARCHABLE_ROLES, Paragraph, Passage, Span, Work
from clicktui.corpus.sentences import sentences_within

LONGEST = 120
"""Words of the longest paragraph that stays whole."""

SHORTEST = 40
"""Words below which a part of a cut paragraph is too short to be understood alone."""

_WANTED = (LONGEST + SHORTEST) // 2
_STRETCH = LONGEST + SHORTEST
_TOO_LONG = 2_000
_TOO_SHORT = 4_000


def passages(text: str, work: Work) -> Iterator[Passage]:
    """Yield the passages of ``work`` in the order of its file; page furniture has none.

    Args:
        text: the cleaned text of the work's file.
        work: the work; offsets of its paragraphs are offsets into ``text``.
    """
    seen: dict[str, int] = {}
    for paragraph in work.paragraphs:
        if paragraph.role not in SEARCHABLE_ROLES:
            continue
        lang = paragraph.lang or work.lang
        for span in passage_spans(text, paragraph, lang):
            words = text[span.start : span.end]
            digest = words_digest(words)
            count = seen[digest] = seen.get(digest, 0) + 1
            quoted = (
                speech.speaker for speech in paragraph.quotations if span.overlaps(speech.span)
            )
            yield Passage(
                id=f"{work.id}:{digest}" + (f"-{count}" if count > 1 else ""),
                work=work.id,
                file=work.file,
                start=span.start,
                end=span.end,
                text=words,
                role=paragraph.role,
                speakers=paragraph.speakers,
                quoted=tuple(dict.fromkeys(quoted)),
                paragraph=paragraph.number,
                lang=lang,
                year=work.year,
                title=work.title,
                container=str(work.csl.get("container-title", "")),
                speaker_inferred=paragraph.speaker_inferred,
                proposed_speakers=paragraph.proposed_speakers,
                locator=locator_of([paragraph]),
            )


def count_passages(text: str, work: Work) -> int:
    """Return how many passages ``passages`` yields."""
    return sum(
        len(passage_spans(text, paragraph, paragraph.lang or work.lang))
        for paragraph in work.paragraphs
        if paragraph.role in SEARCHABLE_ROLES
    )


def words_digest(words: str) -> str:
    """Return 10 characters (a-z, 2-7) made from ``words``, whatever white space lies between.

    The first 50 bits of BLAKE2b (RFC 7693) in base 32 (RFC 4648), small letters.
    """
    plain = " ".join(words.split())
    digest = hashlib.blake2b(plain.encode(), digest_size=10).digest()
    return base64.b32encode(digest).decode().lower()[:10]


def passage_spans(text: str, paragraph: Paragraph, lang: str) -> list[Span]:
    """Return the parts of ``paragraph``, in order; only white space lies between them."""
    span = paragraph.span
    words = text[span.start : span.end]
    if len(words) < 2 * LONGEST or len(words.split(maxsplit=LONGEST)) <= LONGEST:
        return [span]
    sentences = sentences_within(text, span, lang)
    counts = [len(text[part.start : part.end].split()) for part in sentences]
    return [
        Span(sentences[first].start, sentences[stop - 1].end) for first, stop in _balanced(counts)
    ]


def _balanced(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Group consecutive sentences of ``counts`` words so that the parts come near 80 words each.

    Returns the first and last (exclusive) sentence of each part. It is the cheapest way to cut,
    each part costing the square of its distance from 80, found by dynamic programming over a
    bounded window, so in linear time.
    """
    before = [0, *accumulate(counts)]
    cheapest = [0] + [0] * len(counts)
    cut_at = [0] * (len(counts) + 1)
    for stop in range(1, len(counts) + 1):
        best: int | None = None
        for first in range(stop - 1, -1, -1):
            size = before[stop] - before[first]
            if size > _STRETCH and first < stop - 1:
                break
            cost = cheapest[first] + _cost(size)
            if best is None or cost < best:
                best, cut_at[stop] = cost, first
        cheapest[stop] = best or 0
    parts = []
    stop = len(counts)
    while stop:
        parts.append((cut_at[stop], stop))
        stop = cut_at[stop]
    return parts[::-1]


def _cost(size: int) -> int:
    penalty = _TOO_LONG if size > LONGEST else _TOO_SHORT if size < SHORTEST else 0
    return (size - _WANTED) ** 2 + penalty
