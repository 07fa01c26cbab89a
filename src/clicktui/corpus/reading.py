"""Where a reader can stand in a work: its sentences, paragraphs and words, as offsets."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from clicktui.corpus.model import Paragraph, Role, Span, Work
from clicktui.corpus.paragraphs import first_prose
from clicktui.corpus.runs import belong_together
from clicktui.corpus.sentences import sentences_within, stretches

_WORD = r"\w+(?:[’'·.\-‐‑]\w+)*[’']?"
_WORD_OR_CLOSING = re.compile(rf"{_WORD}|\s*[»”\"’)\].?!…]+")
_WORD_OR_OPENING = re.compile(rf"[«“\"‘(\[]+|{_WORD}")

_Stops = Callable[[Span], list[int]]


class Reading:
    """The quotable places of one work. Page furniture is no place to stand in.

    Offsets are code points in the cleaned text of the work's file, ends exclusive. Only the
    paragraphs that are asked for are looked at, so that a long work costs no more than a short one.
    """

    def __init__(self, work: Work, text: str) -> None:
        self._paragraphs = work.paragraphs
        self._lang = work.lang
        self._text = text
        self._stretches: dict[int, list[Span]] = {}
        self._sentences: dict[Span, list[Span]] = {}
        self._joined: dict[int, bool] = {}

    def __bool__(self) -> bool:
        """Say whether there is any place to stand in."""
        return self._quotable_from(0, 1) is not None

    def _quotable_from(self, place: int, step: int) -> int | None:
        """Return the first quotable paragraph from ``place`` on, going by ``step``, by index."""
        while 0 <= place < len(self._paragraphs):
            paragraph = self._paragraphs[place]
            if paragraph.role is not Role.CHROME and len(paragraph.span):
                return place
            place += step
        return None

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the quotable paragraph at ``offset``, else the nearest before, else the first."""
        nearest = self._nearest(offset)
        return None if nearest is None else self._paragraphs[nearest]

    def _nearest(self, offset: int) -> int | None:
        after = bisect_right(self._paragraphs, offset, key=_start)
        before = self._quotable_from(after - 1, -1)
        return self._quotable_from(after, 1) if before is None else before

    def _stretches_of(self, place: int) -> list[Span]:
        """Return the parts of a quotable paragraph whose sentences are looked for at once."""
        if place not in self._stretches:
            self._stretches[place] = stretches(self._text, self._paragraphs[place].span)
        return self._stretches[place]

    def _sentences_of(self, place: int, part: int) -> list[Span]:
        """Return the sentences of one of these parts; it has at least one."""
        stretch = self._stretches_of(place)[part]
        if stretch not in self._sentences:
            lang = self._paragraphs[place].lang or self._lang
            found = sentences_within(self._text, stretch, lang)
            self._sentences[stretch] = found or [stretch]
        return self._sentences[stretch]

    def _part_at(self, offset: int) -> tuple[int, int] | None:
        """Return the nearest paragraph and the part of it, as ``_nearest`` does."""
        place = self._nearest(offset)
        return None if place is None else (place, _nth(self._stretches_of(place), offset))

    def _part_from(self, place: int, part: int, step: int) -> tuple[int, int] | None:
        """Return the part next to this one (``step`` 1 or -1), None at the ends."""
        if 0 <= part + step < len(self._stretches_of(place)):
            return place, part + step
        neighbour = self._quotable_from(place + step, step)
        if neighbour is None:
            return None
        return neighbour, 0 if step > 0 else len(self._stretches_of(neighbour)) - 1

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence that holds ``offset``, else the nearest before it, else the first."""
        here = self._part_at(offset)
        if here is None:
            return None
        sentences = self._sentences_of(*here)
        return sentences[_nth(sentences, offset)]

    def first(self) -> Span | None:
        """Return the first sentence."""
        place = self._quotable_from(0, 1)
        return None if place is None else self._sentences_of(place, 0)[0]

    def first_prose(self) -> Span | None:
        """Return the first sentence of the work's prose, or of anything where it has none."""
        prose = first_prose(self._paragraphs)
        place = None if prose is None else self._quotable_from(prose, 1)
        return self.first() if place is None else self._sentences_of(place, 0)[0]

    def last(self) -> Span | None:
        """Return the last sentence."""
        place = self._quotable_from(len(self._paragraphs) - 1, -1)
        return None if place is None else self._sentences_of(place, -1)[-1]

    def sentence_from(self, sentence: Span, step: int) -> Span:
        """Return the sentence ``step`` (1 or -1) away, or ``sentence`` itself at the ends."""
        here = self._part_at(sentence.start)
        if here is None:
            return sentence
        sentences = self._sentences_of(*here)
        nth = bisect_right(sentences, sentence.start, key=_span_start) - 1 + step
        if 0 <= nth < len(sentences):
            return sentences[nth]
        there = self._part_from(*here, step)
        return sentence if there is None else self._sentences_of(*there)[0 if step > 0 else -1]

    def paragraph_from(self, sentence: Span, step: int) -> Span:
        """Return the first sentence of the paragraph ``step`` (1 or -1) away, stopping at the ends.

        Backwards from inside a paragraph that is its own first sentence.
        """
        place = self._nearest(sentence.start)
        if place is None:
            return sentence
        own = self._sentences_of(place, 0)[0]
        if step < 0 and sentence.start > own.start:
            return own
        neighbour = self._quotable_from(place + step, step)
        return own if neighbour is None else self._sentences_of(neighbour, 0)[0]

    def run_at(self, offset: int, reach: Span | None = None) -> Span:
        """Return how far a selection may reach from ``offset``: a run of paragraphs that follow.

        These are the paragraphs that can be quoted together (see ``corpus.runs``). So no selection
        takes in words that stand between two paragraphs of an answer but do not belong to it.
        What is outside ``reach`` is looked at only as far as it is needed to tell whether that is
        in the run.
        """
        first = last = self._nearest(offset)
        if first is None or last is None:
            return Span(0, 0)
        paragraphs = self._paragraphs
        while (reach is None or reach.start < paragraphs[first].span.start) and self._goes_on(
            first - 1
        ):
            first -= 1
        while (reach is None or paragraphs[last].span.end < reach.end) and self._goes_on(last):
            last += 1
        return Span(paragraphs[first].span.start, paragraphs[last].span.end)

    def _goes_on(self, place: int) -> bool:
        """Say whether the paragraph at ``place`` and the next one can be quoted together."""
        if not 0 <= place < len(self._paragraphs) - 1:
            return False
        if place not in self._joined:
            both = all(self._quotable_from(one, 1) == one for one in (place, place + 1))
            here, there = self._paragraphs[place], self._paragraphs[place + 1]
            self._joined[place] = both and belong_together(self._text, here, there)
        return self._joined[place]

    def has_words(self, span: Span) -> bool:
        """Say whether ``span`` holds more than white space."""
        return bool(self._text[span.start : span.end].strip())

    def paragraphs_touching(self, span: Span) -> list[Paragraph]:
        """Return the quotable paragraphs that share a code point with ``span``, in order."""
        first = max(bisect_right(self._paragraphs, span.start, key=_start) - 1, 0)
        last = bisect_left(self._paragraphs, span.end, key=_start)
        return [
            paragraph
            for paragraph in self._paragraphs[first:last]
            if paragraph.role is not Role.CHROME and paragraph.span.overlaps(span)
        ]

    def sentence_end_after(self, offset: int) -> int:
        """Return the first end of a sentence after ``offset``, or ``offset`` where none is."""
        return self._stop_after(offset, _end)

    def sentence_end_before(self, offset: int) -> int:
        """Return the last end of a sentence before ``offset``, or ``offset`` where none is."""
        return self._stop_before(offset, _end)

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

    def _word_ends(self, sentence: Span) -> list[int]:
        words = _WORD_OR_CLOSING.finditer(self._text, sentence.start, sentence.end)
        return sorted({word.end() for word in words} | {sentence.end})

    def _word_starts(self, sentence: Span) -> list[int]:
        words = _WORD_OR_OPENING.finditer(self._text, sentence.start, sentence.end)
        return sorted({word.start() for word in words} | {sentence.start})

    def _stop_after(self, offset: int, stops_of: _Stops) -> int:
        here = self._part_at(offset)
        while here is not None:
            sentences = self._sentences_of(*here)
            for nth in range(_nth(sentences, offset), len(sentences)):
                stops = stops_of(sentences[nth])
                after = bisect_right(stops, offset)
                if after < len(stops):
                    return stops[after]
            here = self._part_from(*here, 1)
        return offset

    def _stop_before(self, offset: int, stops_of: _Stops) -> int:
        here = self._part_at(offset)
        while here is not None:
            sentences = self._sentences_of(*here)
            for nth in range(_nth(sentences, offset), -1, -1):
                stops = stops_of(sentences[nth])
                before = bisect_left(stops, offset)
                if before > 0:
                    return stops[before - 1]
            here = self._part_from(*here, -1)
        return offset


def _start(paragraph: Paragraph) -> int:
    return paragraph.span.start


def _span_start(span: Span) -> int:
    return span.start


def _end(sentence: Span) -> list[int]:
    return [sentence.end]


def _nth(sentences: list[Span], offset: int) -> int:
    """Return which of the ``sentences`` holds ``offset``, else the nearest before, else the first.

    No word, and no closing mark with the spaces before it, reaches out of a sentence.
    """
    return max(bisect_right(sentences, offset, key=_span_start) - 1, 0)
