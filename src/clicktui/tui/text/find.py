"""Finds words within a work as they are typed: case, accents, quotes, hyphens do not matter."""

import re

from clicktui.corpus.folding import fold_text
from clicktui.corpus.model import Span, Work
from clicktui.corpus.paragraphs import starts_of
from clicktui.tui.text.folded import FoldedParagraphs
from clicktui.tui.text.hits import Hits

_GAPS = re.compile(r"[\s-]+")
_GAP = "[ -]+"  # what a gap is folded to; no words go on in the next paragraph

_SLICE_CHARACTERS = 64_000
_FEW_SLICES = 2


class Finder:
    """Finds in all that a work shows, page furniture included.

    Offsets are those of the cleaned text, code points, ends exclusive. A long work is gone through
    in ``slices``, each of which takes some milliseconds, from any thread.
    """

    def __init__(self, work: Work, text: str) -> None:
        self._text = text
        self._paragraphs = work.paragraphs
        self._slices: list[range] = []
        self._folded: dict[int, FoldedParagraphs] = {}
        first, starts = 0, starts_of(work.paragraphs)
        for index, start in enumerate(starts):
            if start - starts[first] > _SLICE_CHARACTERS and index > first:
                self._slices.append(range(first, index))
                first = index
        if first < len(starts):
            self._slices.append(range(first, len(starts)))
        self._starts = [starts[one[0]] for one in self._slices]

    @property
    def is_short(self) -> bool:
        """Whether going through the work keeps no key waiting."""
        return len(self._slices) <= _FEW_SLICES and len(self._text) <= 4 * _SLICE_CHARACTERS

    def slices_from(self, offset: int) -> tuple[range, range]:
        """Return the slices by number from the one that holds ``offset`` on, and those before."""
        here = max(sum(start <= offset for start in self._starts) - 1, 0)
        return range(here, len(self._slices)), range(here)

    def find(self, words: str) -> Hits:
        """Return where ``words`` stand, one after the other, as the reader may spell them."""
        hits = Hits()
        for number in range(len(self._slices)):
            hits.extend(self.find_in(number, words))
        return hits

    def find_in(self, number: int, words: str) -> Hits:
        """Return where ``words`` stand in one of the slices."""
        hits = Hits()
        parts = [re.escape(part) for part in _GAPS.split(fold_text(words)) if part]
        if not parts:
            return hits
        folded = self._folded.get(number)
        if folded is None:
            folded = self._folded[number] = FoldedParagraphs(self._text, self._spans(number))
        for found in re.finditer(_GAP.join(parts), folded.text):
            hits.add(*folded.original(found.start(), found.end()))
        return hits

    def _spans(self, number: int) -> list[Span]:
        return [self._paragraphs[index].span for index in self._slices[number]]
