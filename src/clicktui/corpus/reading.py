"""Where a reader can stand in a work: its sentences, paragraphs and words, as offsets."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property

from clicktui.corpus.model import Paragraph, Role, Span, Work
from clicktui.corpus.runs import belong_together
from clicktui.corpus.sentences import sentences_within

_WORD = r"\w+(?:[’'·.\-‐‑]\w+)*[’']?"
_WORD_OR_CLOSING = re.compile(rf"{_WORD}|\s*[»”\"’)\].?!…]+")
_WORD_OR_OPENING = re.compile(rf"[«“\"‘(\[]+|{_WORD}")

_Stops = Callable[[int], list[int]]


class Reading:
    """The quotable places of one work. Page furniture is no place to stand in.

    Offsets are code points in the cleaned text of the work's file, ends exclusive.
    """

    def __init__(self, work: Work, text: str) -> None:
        self._work = work
        self._text = text
        self._quotable = [
            place
            for place, paragraph in enumerate(work.paragraphs)
            if paragraph.role is not Role.CHROME and len(paragraph.span)
        ]
        self._starts = [work.paragraphs[place].span.start for place in self._quotable]
        self._sentences: dict[int, list[Span]] = {}

    def __bool__(self) -> bool:
        """Say whether there is any place to stand in."""
        return bool(self._quotable)

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the quotable paragraph at ``offset``, else the nearest before, else the first."""
        nearest = self._nearest(offset)
        return None if nearest is None else self._work.paragraphs[self._quotable[nearest]]

    def _nearest(self, offset: int) -> int | None:
        if not self._quotable:
            return None
        return max(bisect_right(self._starts, offset) - 1, 0)

    def _sentences_of(self, nth: int) -> list[Span]:
        """Return the sentences of the ``nth`` quotable paragraph; it has at least one."""
        if nth not in self._sentences:
            paragraph = self._work.paragraphs[self._quotable[nth]]
            lang = paragraph.lang or self._work.lang
            found = sentences_within(self._text, paragraph.span, lang)
            self._sentences[nth] = found or [paragraph.span]
        return self._sentences[nth]

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence that holds ``offset``, else the nearest before it, else the first."""
        nth = self._nearest(offset)
        if nth is None:
            return None
        sentences = self._sentences_of(nth)
        place = bisect_right([sentence.start for sentence in sentences], offset) - 1
        return sentences[max(place, 0)]

    def first(self) -> Span | None:
        """Return the first sentence."""
        return self._sentences_of(0)[0] if self._quotable else None

    def first_prose(self) -> Span | None:
        """Return the first sentence of the work's prose, or of anything where it has none."""
        for nth, place in enumerate(self._quotable):
            if self._work.paragraphs[place].is_prose:
                return self._sentences_of(nth)[0]
        return self.first()

    def last(self) -> Span | None:
        """Return the last sentence."""
        return self._sentences_of(len(self._quotable) - 1)[-1] if self._quotable else None

    def sentence_from(self, sentence: Span, step: int) -> Span:
        """Return the sentence ``step`` (1 or -1) away, or ``sentence`` itself at the ends."""
        nth = self._nearest(sentence.start)
        if nth is None:
            return sentence
        sentences = self._sentences_of(nth)
        place = bisect_right([one.start for one in sentences], sentence.start) - 1 + step
        if 0 <= place < len(sentences):
            return sentences[place]
        if not 0 <= nth + step < len(self._quotable):
            return sentence
        return self._sentences_of(nth + step)[0 if step > 0 else -1]

    def paragraph_from(self, sentence: Span, step: int) -> Span:
        """Return the first sentence of the paragraph ``step`` away, stopping at the ends.

        Backwards from inside a paragraph that is its own first sentence.
        """
        nth = self._nearest(sentence.start)
        if nth is None:
            return sentence
        own = self._sentences_of(nth)[0]
        if step < 0 and sentence.start > own.start:
            return own
        return self._sentences_of(min(max(nth + step, 0), len(self._quotable) - 1))[0]

    def run_at(self, offset: int) -> Span:
        """Return how far a selection may reach from ``offset``: a run of paragraphs that follow.

        These are the paragraphs that can be quoted together (see ``corpus.runs``). So no selection
        takes in words that stand between two paragraphs of an answer but do not belong to it.
        """
        nth = self._nearest(offset)
        if nth is None:
            return Span(0, 0)
        after = bisect_right(self._breaks, nth)
        first = self._breaks[after - 1]
        last = (self._breaks[after] if after < len(self._breaks) else len(self._quotable)) - 1
        paragraphs = self._work.paragraphs
        return Span(
            paragraphs[self._quotable[first]].span.start,
            paragraphs[self._quotable[last]].span.end,
        )

    @cached_property
    def _breaks(self) -> list[int]:
        """The quotable paragraphs, by number, that do not go with the one before them."""
        follows = (self._follow_each_other(nth) for nth in range(len(self._quotable) - 1))
        return [0, *(nth + 1 for nth, goes_with in enumerate(follows) if not goes_with)]

    def _follow_each_other(self, nth: int) -> bool:
        here, there = self._quotable[nth], self._quotable[nth + 1]
        if there != here + 1:
            return False
        paragraphs = self._work.paragraphs
        return belong_together(self._text, paragraphs[here], paragraphs[there])

    def has_words(self, span: Span) -> bool:
        """Say whether ``span`` holds more than white space."""
        return bool(self._text[span.start : span.end].strip())

    def paragraphs_touching(self, span: Span) -> list[Paragraph]:
        """Return the quotable paragraphs that share a code point with ``span``, in order."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_left(self._starts, span.end)
        near = (self._work.paragraphs[place] for place in self._quotable[first:last])
        return [paragraph for paragraph in near if paragraph.span.overlaps(span)]

    def sentence_end_after(self, offset: int) -> int:
        """Return the first end of a sentence after ``offset``, or ``offset`` where none is."""
        return self._stop_after(offset, self._sentence_ends)

    def sentence_end_before(self, offset: int) -> int:
        """Return the last end of a sentence before ``offset``, or ``offset`` where none is."""
        return self._stop_before(offset, self._sentence_ends)

    def word_end_after(self, offset: int) -> int:
        """Return the first end of a word (or of its closing marks) after ``offset``."""
        return self._stop_after(offset, self._word_ends)

    def word_end_before(self, offset: int) -> int:
        """Return the last end of a word (or of its closing marks) before ``offset``."""
        return self._stop_before(offset, self._word_ends)

    def word_start_after(self, offset: int) -> int:
        """Return the first start of a word (or of its opening marks) after ``offset``."""
        return self._stop_after(offset, self._word_starts)

    def word_start_before(self, offset: int) -> int:
        """Return the last start of a word (or of its opening marks) before ``offset``."""
        return self._stop_before(offset, self._word_starts)

    def _sentence_ends(self, nth: int) -> list[int]:
        return [sentence.end for sentence in self._sentences_of(nth)]

    def _word_ends(self, nth: int) -> list[int]:
        span = self._work.paragraphs[self._quotable[nth]].span
        words = _WORD_OR_CLOSING.finditer(self._text, span.start, span.end)
        return sorted({word.end() for word in words} | set(self._sentence_ends(nth)))

    def _word_starts(self, nth: int) -> list[int]:
        span = self._work.paragraphs[self._quotable[nth]].span
        words = _WORD_OR_OPENING.finditer(self._text, span.start, span.end)
        starts = {sentence.start for sentence in self._sentences_of(nth)}
        return sorted({word.start() for word in words} | starts)

    def _stop_after(self, offset: int, stops_of: _Stops) -> int:
        nearest = self._nearest(offset)
        for nth in range(nearest or 0, len(self._quotable)):
            stops = stops_of(nth)
            place = bisect_right(stops, offset)
            if place < len(stops):
                return stops[place]
        return offset

    def _stop_before(self, offset: int, stops_of: _Stops) -> int:
        nearest = self._nearest(offset)
        for nth in range(nearest or 0, -1, -1):
            if nth < len(self._quotable):
                stops = stops_of(nth)
                place = bisect_left(stops, offset)
                if place > 0:
                    return stops[place - 1]
        return offset
