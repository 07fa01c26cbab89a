"""Finds words within a work as they are typed: case, accents, quotes, hyphens do not matter."""

import re
from functools import lru_cache

from clicktui.corpus.folding import fold, fold_text
from clicktui.corpus.model import Span, Work

_GAPS = re.compile(r"[\s-]+")


class Finder:
    """Finds in all that a work shows, page furniture included.

    ``find`` gives offsets in the cleaned text, code points, ends exclusive, in text order.
    """

    def __init__(self, work: Work, text: str) -> None:
        self._text = text
        self._paragraphs = [paragraph.span for paragraph in work.paragraphs]
        self._folded: list[str] | None = None
        self._offsets_of = lru_cache(maxsize=256)(self._find_offsets)

    def find(self, words: str) -> list[Span]:
        """Return where ``words`` stand, one after the other, as the reader may spell them."""
        parts = [re.escape(part) for part in _GAPS.split(fold_text(words)) if part]
        if not parts:
            return []
        pattern = re.compile(r"[\s-]+".join(parts))
        if self._folded is None:
            self._folded = [fold_text(self._words(span)) for span in self._paragraphs]
        return [
            self._original(place, found.start(), found.end())
            for place, folded in enumerate(self._folded)
            for found in pattern.finditer(folded)
        ]

    def _words(self, span: Span) -> str:
        return self._text[span.start : span.end]

    def _find_offsets(self, place: int) -> tuple[int, ...]:
        return fold(self._words(self._paragraphs[place])).offsets

    def _original(self, place: int, start: int, end: int) -> Span:
        """Return the original characters of the folded ones, with the marks that vanished."""
        offsets, base = self._offsets_of(place), self._paragraphs[place].start
        last = max(offsets[end], offsets[end - 1] + 1)
        return Span(base + offsets[start], base + last)
