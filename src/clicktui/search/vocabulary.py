"""The words of a segment, and which of them answer a typed word: begun, inflected, mistyped.

Being fuzzy here, on some hundred thousand words, is what makes it affordable; the passages are
then found by exact words only. The cut by letter masks comes first, the edit distance
(rapidfuzz's OSA: a swap of neighbours is one edit) only on what it lets through.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from math import log10

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from clicktui.search.arrays import Array, ArrayReader
from clicktui.search.beginnings import Beginnings
from clicktui.search.letters import Masks, edits_allowed, mask_of
from clicktui.search.model import Match
from clicktui.search.stemming import STEMMED_LANGUAGES, groups_of_word

EXACT_WEIGHT = 1.0
BEGUN_WEIGHT = 0.9
INFLECTED_WEIGHT = 0.85
EDIT_WEIGHTS = (1.0, 0.55, 0.30)

MOST_BEGUN = 40
MOST_INFLECTED = 20
MOST_GUESSED = 24


@dataclass(frozen=True, slots=True)
class Expansion:
    """A word of the vocabulary that answers a typed one, with what it is worth (0 to 1)."""

    word: int
    weight: float
    match: Match


class Vocabulary:
    """The sorted words of a segment under one way of comparing: ``key`` or ``form``."""

    def __init__(self, reader: ArrayReader, name: str) -> None:
        self.name = name
        self.words = reader.strings(name)
        self.frequencies = reader.array(f"{name}.df")
        self._by_length = reader.array(f"{name}.by-length")
        self._length_starts = reader.array(f"{name}.by-length.starts")
        self._masks: Masks = reader.array(f"{name}.masks")
        self._beginnings = Beginnings(reader, name, self.words)
        self._stems_starts = reader.array(f"{name}.stems.starts")
        self._stems = reader.array(f"{name}.stems")
        self._stems_of_starts = reader.array(f"{name}.stems-of.starts")
        self._stems_of = reader.array(f"{name}.stems-of")
        self._stem_names = reader.strings("stems")

    def find(self, word: str) -> int | None:
        """Return the number of ``word``, None when the segment lacks it."""
        index = bisect_left(self.words, word)
        return index if index < len(self.words) and self.words[index] == word else None

    def begun_by(self, beginning: str, most: int = MOST_BEGUN) -> list[int]:
        """Return the ``most`` frequent words that begin with ``beginning``, it itself left out."""
        first = bisect_left(self.words, beginning)
        end = bisect_left(self.words, beginning + "\U0010ffff", lo=first)
        if first < end and self.words[first] == beginning:
            first += 1
        return _listed(self._most_frequent(np.arange(first, end), most))

    def inflected(self, form: str, key: str) -> list[int]:
        """Return the other inflected forms of a typed word, the most frequent first."""
        index = self.find(form if self.name == "form" else key)
        if index is not None:
            begin, end = self._stems_of_starts[index], self._stems_of_starts[index + 1]
            groups: Iterable[int] = self._stems_of[begin:end].tolist()
        else:
            groups = self._stem_numbers(groups_of_word(form, key, STEMMED_LANGUAGES))
        members = [self._stems[self._stems_starts[g] : self._stems_starts[g + 1]] for g in groups]
        if not members:
            return []
        found = np.unique(np.concatenate(members)).astype(np.int64)
        return _listed(self._most_frequent(found[found != index], MOST_INFLECTED))

    def _stem_numbers(self, names: set[str]) -> list[int]:
        found = []
        for name in names:
            at = bisect_left(self._stem_names, name)
            if at < len(self._stem_names) and self._stem_names[at] == name:
                found.append(at)
        return found

    def within(self, word: str, edits: int) -> tuple[Array, Array]:
        """Return the words within ``edits`` typing errors of ``word``, and their distances."""
        low, high = max(1, len(word) - edits), len(word) + edits
        if high >= len(self._length_starts) - 1:
            return _NOTHING, _NOTHING
        begin, end = int(self._length_starts[low]), int(self._length_starts[high + 1])
        asked = mask_of(word)
        masks = self._masks[begin:end]
        near = (np.bitwise_count(masks & ~asked) <= edits) & (
            np.bitwise_count(asked & ~masks) <= edits
        )
        candidates = self._by_length[begin:end][near]
        if not len(candidates):
            return _NOTHING, _NOTHING
        words = self.words
        distances = cdist(
            [word], [words[i] for i in candidates.tolist()],
            scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8,
        )[0]  # fmt: skip
        good = distances <= edits
        return candidates[good].astype(np.int64), distances[good]

    def expand(self, form: str, key: str, unfinished: bool, fuzzy: bool) -> list[Expansion]:
        """Return the words that answer a typed one, each once, in its best way."""
        typed = form if self.name == "form" else key
        found: dict[int, Expansion] = {}
        index = self.find(typed)
        if index is not None:
            found[index] = Expansion(index, EXACT_WEIGHT, Match.EXACT)
        if unfinished:
            for word in self.begun_by(typed):
                found.setdefault(word, Expansion(word, BEGUN_WEIGHT, Match.BEGUN))
        known = sum(int(self.frequencies[word]) for word in found)
        for word in self.inflected(form, key):
            found.setdefault(word, Expansion(word, INFLECTED_WEIGHT, Match.INFLECTED))
        if fuzzy:
            self._add_guesses(typed, unfinished, known, found)
        return list(found.values())

    def _add_guesses(
        self, typed: str, unfinished: bool, known: int, found: dict[int, Expansion]
    ) -> None:
        edits = edits_allowed(len(typed))
        if not edits:
            return
        trust = 1 / (1 + log10(1 + known))
        self._add_near(*self.within(typed, edits), trust, found)
        if unfinished or not found:
            self._add_near(*self._beginnings.within(typed, edits), trust * BEGUN_WEIGHT, found)

    def _add_near(
        self, words: Array, distances: Array, trust: float, found: dict[int, Expansion]
    ) -> None:
        if not len(words):
            return
        order = np.lexsort((-self.frequencies[words].astype(np.int64), distances))
        added = 0
        for at in order.tolist():
            word = int(words[at])
            if word in found:
                continue
            found[word] = Expansion(word, EDIT_WEIGHTS[int(distances[at])] * trust, Match.GUESSED)
            added += 1
            if added == MOST_GUESSED:
                return

    def nearest(self, word: str, most: int) -> list[int]:
        """Return the words that look most like ``word``, for a search that found nothing."""
        for edits in (1, 2, 3):
            words, distances = self.within(word, edits)
            if len(words):
                order = np.lexsort((-self.frequencies[words].astype(np.int64), distances))
                return _listed(words[order][:most])
        return self.begun_by(word[: max(3, len(word) // 2)], most) if len(word) > 3 else []

    def _most_frequent(self, words: Array, most: int) -> Array:
        frequencies = self.frequencies[words]
        if len(words) > most:
            kept = np.argpartition(frequencies, -most)[-most:]
            words, frequencies = words[kept], frequencies[kept]
        return words[np.argsort(-frequencies.astype(np.int64), kind="stable")]


_NOTHING = np.zeros(0, dtype=np.int64)


def _listed(words: Array) -> list[int]:
    return [int(word) for word in words]
