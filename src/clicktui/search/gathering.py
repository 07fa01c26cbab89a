"""Passages into arrays: who holds which word how often, all that a segment is written from."""

from array import array
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from clicktui.corpus.folding import CHUNK, CHUNK_OR_SEPARATOR, Word, key_of, words_of_chunk
from clicktui.corpus.model import Passage, Role

Ints = npt.NDArray[Any]

UNKNOWN_YEAR = -32768
ROLES = tuple(Role)

_SHORTEST_HALF = 3
_LONGEST_WHOLE = 200
"""Letters of a word that others may make: one of a million would be cut a million times."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Every word's passages. Word i has ``starts[i]:starts[i + 1]`` of the two arrays."""

    starts: Ints
    ids: Ints
    frequencies: Ints

    def of(self, word: int) -> tuple[Ints, Ints]:
        """Return the passage numbers and frequencies of a word."""
        begin, end = int(self.starts[word]), int(self.starts[word + 1])
        return self.ids[begin:end], self.frequencies[begin:end]


@dataclass(frozen=True, slots=True)
class Facets:
    """Where each passage stands: for each passage a number into the lists of values.

    ``origins`` are (file, work, title, container), ``voices`` are (speakers, quoted).
    """

    roles: Ints
    years: Ints
    langs: Ints
    origins: Ints
    voices: Ints
    lang_values: tuple[str, ...]
    origin_values: tuple[tuple[str, ...], ...]
    voice_values: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    def where(self, kept: npt.NDArray[np.bool_]) -> "Facets":
        """Return those of the passages that ``kept`` says."""
        return replace(
            self,
            roles=self.roles[kept],
            years=self.years[kept],
            langs=self.langs[kept],
            origins=self.origins[kept],
            voices=self.voices[kept],
        )


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a segment is written from. ``forms`` are sorted; ``lengths`` count words a passage.

    ``spellings[i]`` is how form i is written most often.
    """

    forms: tuple[str, ...]
    spellings: tuple[str, ...]
    postings: Postings
    lengths: Ints
    facets: Facets


@dataclass(slots=True)
class _Numbering:
    """Values numbered in the order in which they are first met."""

    numbers: dict[Hashable, int] = field(default_factory=dict)

    def number(self, value: Hashable) -> int:
        return self.numbers.setdefault(value, len(self.numbers))

    def values(self) -> tuple[Any, ...]:
        return tuple(self.numbers)


class Gatherer:
    """Takes passages one by one and gives the arrays of one segment."""

    def __init__(self) -> None:
        self._chunks: dict[str, int] = {}
        self._parts: list[int] = []
        self._stream = array("I")
        self._chunks_of_passage = array("I")
        self._lengths = array("I")
        self._roles = array("B")
        self._years = array("h")
        self._langs = array("H")
        self._origins = array("I")
        self._voices = array("I")
        self._lang_numbers = _Numbering()
        self._origin_numbers = _Numbering()
        self._voice_numbers = _Numbering()

    def __len__(self) -> int:
        return len(self._roles)

    def add(self, passage: Passage) -> int:
        """Take one passage and return its length in words; its number is the count before it."""
        chunks = self._chunks
        found = CHUNK_OR_SEPARATOR.findall(passage.text)
        numbers = [chunks.setdefault(chunk, len(chunks)) for chunk in found]
        if len(chunks) > len(self._parts):
            known = len(self._parts)
            self._parts.extend(
                sum(not word.joined for word in _words(chunk))
                for chunk, number in zip(dict.fromkeys(found), dict.fromkeys(numbers), strict=True)
                if number >= known
            )
        self._stream.extend(numbers)
        self._chunks_of_passage.append(len(found))
        self._roles.append(ROLES.index(passage.role))
        self._years.append(UNKNOWN_YEAR if passage.year is None else passage.year)
        self._langs.append(self._lang_numbers.number(passage.lang))
        origin = (passage.file, passage.work, passage.title, passage.container)
        self._origins.append(self._origin_numbers.number(origin))
        self._voices.append(self._voice_numbers.number((passage.speakers, passage.quoted)))
        length = sum(map(self._parts.__getitem__, numbers))
        self._lengths.append(length)
        return length

    def finish(self) -> Gathered:
        """Return the arrays of what was taken."""
        words = _ChunkWords(self._chunks)
        stream = np.frombuffer(self._stream, dtype=np.uint32)
        per_passage = np.frombuffer(self._chunks_of_passage, dtype=np.uint32)
        passage_of = np.repeat(np.arange(len(per_passage), dtype=np.int64), per_passage)
        lengths = np.frombuffer(self._lengths, dtype=np.uint32)
        codes = np.concatenate([
            words.spread(stream, passage_of), words.joins(stream, passage_of)
        ])  # fmt: skip
        facets = Facets(
            np.frombuffer(self._roles, dtype=np.uint8),
            np.frombuffer(self._years, dtype=np.int16),
            np.frombuffer(self._langs, dtype=np.uint16),
            np.frombuffer(self._origins, dtype=np.uint32),
            np.frombuffer(self._voices, dtype=np.uint32),
            self._lang_numbers.values(),
            self._origin_numbers.values(),
            self._voice_numbers.values(),
        )
        return Gathered(
            words.forms,
            words.spellings(stream),
            _postings(codes, len(words.forms)),
            lengths,
            facets,
        )


def _postings(codes: Ints, count: int) -> Postings:
    """Sort (word << 32 | passage) codes into postings, counting repeats."""
    codes.sort()
    if len(codes) == 0:
        empty = np.zeros(0, dtype=np.uint32)
        return Postings(np.zeros(count + 1, dtype=np.int64), empty, empty)
    first = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
    frequencies = np.diff(np.append(first, len(codes))).astype(np.uint32)
    distinct = codes[first]
    starts = np.searchsorted(distinct >> 32, np.arange(count + 1))
    return Postings(starts, (distinct & 0xFFFFFFFF).astype(np.uint32), frequencies)


def _words(chunk: str) -> tuple[Word, ...]:
    """Return the words of a chunk; a separator has none."""
    return words_of_chunk(chunk) if CHUNK.match(chunk) else ()


class _ChunkWords:
    """The words of every distinct chunk, numbered in the order of the sorted forms."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = tuple(chunks)
        words = [_words(chunk) for chunk in self._chunks]
        self.forms = tuple(sorted({word.form for group in words for word in group}))
        number = {form: index for index, form in enumerate(self.forms)}
        self._number = number
        counts = np.array([len(group) for group in words], dtype=np.int64)
        self._words = np.array([number[w.form] for g in words for w in g], dtype=np.int64)
        self._starts = np.concatenate(([0], np.cumsum(counts)))
        self._counts = counts

    def spread(self, stream: Ints, passage_of: Ints) -> Ints:
        """Return a (word << 32 | passage) code for every word of the stream of chunks."""
        counts = self._counts[stream]
        passages = np.repeat(passage_of, counts)
        ends = np.cumsum(counts)
        within = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - counts, counts)
        words = self._words[np.repeat(self._starts[stream], counts) + within]
        codes: Ints = (words << 32) | passages
        return codes

    def joins(self, stream: Ints, passage_of: Ints) -> Ints:
        """Return codes of the known words that two neighbouring ones make: micro travail."""
        single = np.where(self._counts == 1, self._words_of_single(), -1)
        halves = self._halves()
        if not halves or len(stream) < 2:
            return np.zeros(0, dtype=np.int64)
        size = len(self.forms)
        keys = np.array(sorted(halves), dtype=np.int64)
        whole = np.array([halves[key] for key in keys.tolist()], dtype=np.int64)
        is_left, is_right = np.zeros(size + 1, dtype=bool), np.zeros(size + 1, dtype=bool)
        is_left[keys // size] = True
        is_right[keys % size] = True
        words = single[stream]
        here = np.flatnonzero(
            is_left[words[:-1]] & is_right[words[1:]] & (passage_of[:-1] == passage_of[1:])
        )
        pairs = words[here] * size + words[here + 1]
        at = np.minimum(np.searchsorted(keys, pairs), len(keys) - 1)
        known = keys[at] == pairs
        codes: Ints = (whole[at[known]] << 32) | passage_of[here[known]]
        return codes

    def _words_of_single(self) -> Ints:
        padded = np.append(self._words, 0)
        words: Ints = padded[np.minimum(self._starts[:-1], len(self._words))]
        return words

    def _halves(self) -> dict[int, int]:
        """Return left * size + right → whole, for each known word that two known words make."""
        number, size = self._number, len(self.forms)
        result = {}
        for whole, form in enumerate(self.forms):
            if len(form) > _LONGEST_WHOLE:
                continue
            for cut in range(_SHORTEST_HALF, len(form) - _SHORTEST_HALF + 1):
                left = number.get(form[:cut])
                if left is not None:
                    right = number.get(form[cut:])
                    if right is not None:
                        result[left * size + right] = whole
        return result

    def spellings(self, stream: Ints) -> tuple[str, ...]:
        """Return for each form the way of writing it that occurs most."""
        occurrences = np.bincount(stream, minlength=len(self._chunks)).tolist()
        best: dict[int, tuple[int, str]] = {}
        for chunk, count in zip(self._chunks, occurrences, strict=True):
            for word in _words(chunk):
                index = self._number[word.form]
                if count > best.get(index, (0, ""))[0]:
                    best[index] = (count, chunk[word.start : word.end])
        return tuple(best[index][1] for index in range(len(self.forms)))


def keys_of(forms: Iterable[str]) -> tuple[tuple[str, ...], Ints]:
    """Return the sorted distinct keys of ``forms``, and for each form the number of its key."""
    folded = [key_of(form) for form in forms]
    keys = tuple(sorted(set(folded)))
    number = {key: index for index, key in enumerate(keys)}
    return keys, np.array([number[key] for key in folded], dtype=np.uint32)
