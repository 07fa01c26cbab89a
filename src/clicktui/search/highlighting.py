"""The exact original characters of a passage that answered a query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from clicktui.corpus.folding import CHUNK, Word, words_of_chunk
from clicktui.corpus.model import Passage, Span
from clicktui.search.matching import Slot
from clicktui.search.model import Guess, Highlight, Match
from clicktui.search.phrases import find_phrase
from clicktui.search.query import Phrase

_ORDER = {match: rank for rank, match in enumerate(Match)}


@dataclass(frozen=True, slots=True)
class Analysed:
    """The words of a text, their keys, the number of each one's chunk, and where chunks start."""

    words: tuple[Word, ...]
    keys: tuple[str, ...]
    chunks: tuple[int, ...]
    starts: tuple[int, ...]

    def names(self, accents: bool) -> tuple[str, ...]:
        """Return what the words are compared by."""
        return tuple(word.form for word in self.words) if accents else self.keys

    def span(self, at: int) -> tuple[int, int]:
        """Return where a word stands in the text."""
        base, word = self.starts[self.chunks[at]], self.words[at]
        return base + word.start, base + word.end


@lru_cache(maxsize=1024)
def analyse(text: str) -> Analysed:
    """Return the words of ``text``."""
    found = list(CHUNK.finditer(text))
    chunks = [words_of_chunk(chunk[0]) for chunk in found]
    words = tuple([word for group in chunks for word in group])
    return Analysed(
        words,
        tuple([word.key for word in words]),
        tuple([number for number, group in enumerate(chunks) for _ in group]),
        tuple([chunk.start() for chunk in found]),
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    match: Match
    slot: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """A word of the text that answers a slot. ``chunk`` counts the chunks of the text."""

    start: int
    end: int
    match: Match
    slot: int
    chunk: int


class Highlighter:
    """Marks the passages found by one query. ``light`` slots are marked only beside others."""

    def __init__(
        self,
        slots_of_segments: Sequence[Sequence[Slot]],
        light: Sequence[bool],
        phrases: Sequence[Phrase],
        accents: bool,
    ) -> None:
        self._accents = accents
        self._phrases = phrases
        self._light = light
        self._typed = [slot.typed for slot in slots_of_segments[0]] if slots_of_segments else []
        self._answers = _answers(slots_of_segments)

    def mark(self, passage: Passage) -> tuple[tuple[Highlight, ...], tuple[Guess, ...]]:
        """Return the highlights of ``passage`` (offsets in its file) and its guessed words."""
        text = passage.text
        marks = self._beside(self._words(text))
        guesses = self._guesses(text, marks)
        spans = [(m.start, m.end, m.match, m.slot) for m in marks]
        for place, phrase in enumerate(self._phrases, len(self._typed)):
            for span in find_phrase(text, phrase, self._accents):
                spans = [s for s in spans if not span.overlaps(Span(s[0], s[1]))]
                spans.append((span.start, span.end, Match.EXACT, place))
        base = passage.start
        highlights = tuple(
            Highlight(Span(base + start, base + end), match, word)
            for start, end, match, word in sorted(spans)
        )
        return highlights, guesses

    def _words(self, text: str) -> list[_Mark]:
        analysed = analyse(text)
        names = analysed.names(self._accents)
        answers = self._answers
        marks: list[_Mark] = []
        for at in [at for at, name in enumerate(names) if name in answers]:
            answer = answers[names[at]]
            chunk = analysed.chunks[at]
            if analysed.words[at].joined:
                marks = [mark for mark in marks if mark.chunk != chunk]
            marks.append(_Mark(*analysed.span(at), answer.match, answer.slot, chunk))
        if len({mark.slot for mark in marks}) < len(self._typed):
            marks = self._with_joined(text, analysed, marks)
        return marks

    def _with_joined(self, text: str, analysed: Analysed, marks: list[_Mark]) -> list[_Mark]:
        """Mark micro travail, written as two words, where microtravail answers the query."""
        names = analysed.names(self._accents)
        answers = self._answers
        for at, pair in enumerate(map(add, names, names[1:])):
            if pair not in answers:
                continue
            (start, middle), (after, end) = analysed.span(at), analysed.span(at + 1)
            if text[middle:after].isspace():
                answer = answers[pair]
                marks = [m for m in marks if m.end <= start or m.start >= end]
                marks.append(_Mark(start, end, answer.match, answer.slot, analysed.chunks[at]))
        return sorted(marks, key=lambda mark: mark.start)

    def _beside(self, marks: list[_Mark]) -> list[_Mark]:
        """Keep the marks of light slots only next to other marks that are kept."""
        kept = [not self._light[m.slot] for m in marks]
        for order in (range(1, len(marks)), range(len(marks) - 2, -1, -1)):
            step = -1 if order.step == 1 else 1
            for index in order:
                near = abs(marks[index].chunk - marks[index + step].chunk) <= 1
                kept[index] = kept[index] or (near and kept[index + step])
        return [mark for mark, keep in zip(marks, kept, strict=True) if keep]

    def _guesses(self, text: str, marks: list[_Mark]) -> tuple[Guess, ...]:
        as_typed = {m.slot for m in marks if m.match is not Match.GUESSED}
        guesses = dict.fromkeys(
            Guess(self._typed[m.slot], text[m.start : m.end])
            for m in marks
            if m.match is Match.GUESSED and m.slot not in as_typed
        )
        return tuple(guesses)


def _answers(slots_of_segments: Sequence[Sequence[Slot]]) -> Mapping[str, _Answer]:
    """Return for each word of the vocabulary how it answers, in its best way."""
    answers: dict[str, _Answer] = {}
    for slots in slots_of_segments:
        for number, slot in enumerate(slots):
            if slot.required is None or any(not way.text for way in slot.ways):
                for way in slot.ways:
                    known = answers.get(way.text)
                    if known is None or _ORDER[way.match] < _ORDER[known.match]:
                        answers[way.text] = _Answer(way.match, number)
    answers.pop("", None)
    return answers
