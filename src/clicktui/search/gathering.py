"""Passages into arrays: who holds which word how often, all that a segment is written from."""

from array import array
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from clicktui.corpus.folding import key_of
from clicktui.corpus.model import Passage, Role
from clicktui.search.tokens import Ints, Tokens, TokenWords

UNKNOWN_YEAR = -32768
ROLES = tuple(Role)

_AT_ONCE = 1 << 20
"""Tokens whose words are looked up at once, which bounds the memory."""


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
        self._tokens = Tokens()
        self._stream = array("I")
        self._ends = array("q")
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

    def add(self, passage: Passage) -> None:
        """Take one passage; its number is the count before it."""
        self._stream.extend(self._tokens.read(passage.text))
        self._ends.append(len(self._stream))
        self._roles.append(ROLES.index(passage.role))
        self._years.append(UNKNOWN_YEAR if passage.year is None else passage.year)
        self._langs.append(self._lang_numbers.number(passage.lang))
        origin = (passage.file, passage.work, passage.title, passage.container)
        self._origins.append(self._origin_numbers.number(origin))
        self._voices.append(self._voice_numbers.number((passage.speakers, passage.quoted)))

    def finish(self) -> Gathered:
        """Return the arrays of what was taken; nothing more can be taken."""
        words = self._tokens.finish()
        stream = np.frombuffer(self._stream, dtype=np.uint32)
        ends = np.frombuffer(self._ends, dtype=np.int64)
        counts = np.diff(ends, prepend=0)
        passage_of = np.repeat(np.arange(len(ends), dtype=np.uint32), counts)
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
            _postings(_codes(words, stream, passage_of), len(words.forms)),
            words.lengths(stream, ends),
            facets,
        )


def _codes(words: TokenWords, stream: Ints, passage_of: Ints) -> Ints:
    """Return a (word << 32 | passage) code for every word of the stream of tokens."""
    joined = words.joins(stream, passage_of)
    codes = np.empty(words.count(stream) + len(joined), dtype=np.int64)
    codes[: len(joined)] = joined
    at = len(joined)
    for begin in range(0, len(stream), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        found = words.spread(stream[part], passage_of[part])
        codes[at : at + len(found)] = found
        at += len(found)
    return codes


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


def keys_of(forms: Iterable[str]) -> tuple[tuple[str, ...], Ints]:
    """Return the sorted distinct keys of ``forms``, and for each form the number of its key."""
    folded = [key_of(form) for form in forms]
    keys = tuple(sorted(set(folded)))
    number = {key: index for index, key in enumerate(keys)}
    return keys, np.array([number[key] for key in folded], dtype=np.uint32)
