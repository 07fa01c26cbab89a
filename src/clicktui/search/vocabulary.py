"""The words of a segment: found as they are, by their beginning, their stem, or mistyped.

Words that only deleted passages hold are not found.

Being fuzzy here, on some hundred thousand words, is what makes it affordable; the passages are
then found by exact words only. The cuts by letter masks and by first letters come
first, the edit distance (rapidfuzz's OSA: a swap of neighbours is one edit) only on what they let
through.
"""

from bisect import bisect_left
from collections.abc import Iterable

import numpy as np
from rapidfuzz.distance import OSA, Prefix
from rapidfuzz.process import cdist

from clicktui.corpus.folding import key_of
from clicktui.search.arrays import Array, ArrayReader
from clicktui.search.beginnings import Beginnings
from clicktui.search.heads import Heads
from clicktui.search.letters import Masks, mask_of, near

_NOTHING = np.zeros(0, dtype=np.int64)


class Vocabulary:
    """The sorted words of a segment under one way of comparing: ``key`` or ``form``."""

    def __init__(self, reader: ArrayReader, name: str) -> None:
        self.name = name
        self.words = reader.strings(name)
        self.frequencies = reader.array(f"{name}.df")
        self._has_dead = bool(len(self.frequencies) and not self.frequencies.all())
        self._heads = Heads(self.words, reader.written(name))
        self._beginnings = Beginnings(reader, name, self.words, self._heads)
        self._by_length = reader.array(f"{name}.by-length")
        self._length_starts = reader.array(f"{name}.by-length.starts")
        self._masks: Masks = reader.array(f"{name}.masks")
        self._stem_names = reader.seldom_needed_strings(f"{name}.stems")
        self._stems_starts = reader.array(f"{name}.stems.starts")
        self._stems = reader.array(f"{name}.stems")
        self._stems_of_starts = reader.array(f"{name}.stems-of.starts")
        self._stems_of = reader.array(f"{name}.stems-of")

    def find(self, word: str) -> int | None:
        """Return the number of ``word``, None when the segment lacks it."""
        index = bisect_left(self.words, word)
        if index == len(self.words) or self.words[index] != word:
            return None
        return None if self._has_dead and not self.frequencies[index] else index

    def _living(self, numbers: Array) -> Array:
        """Return those of ``numbers`` whose words some passage has: not deleted ones alone."""
        return numbers[self.frequencies[numbers] > 0] if self._has_dead else numbers

    def frequency(self, word: str) -> int:
        """Return how many passages hold ``word``."""
        index = self.find(word)
        return 0 if index is None else int(self.frequencies[index])

    def counted(self, numbers: Array) -> Iterable[tuple[str, int]]:
        """Yield words with the passages that hold them."""
        counts = self.frequencies[numbers].tolist()
        for number, count in zip(numbers.tolist(), counts, strict=True):
            yield self.words[number], count

    def begun_by(self, beginning: str, most: int) -> Array:
        """Return the ``most`` frequent words that begin with ``beginning``, it itself left out."""
        first = bisect_left(self.words, beginning)
        end = bisect_left(self.words, beginning + "\U0010ffff", lo=first)
        if first < end and self.words[first] == beginning:
            first += 1
        numbers = self._living(np.arange(first, end))
        if len(numbers) <= most:
            return numbers
        frequencies = self.frequencies[numbers if self._has_dead else slice(first, end)]
        counts = -frequencies.astype(np.int64)
        worst = np.partition(counts, most - 1)[most - 1]
        is_likely = counts <= worst
        likely: Array = numbers[is_likely]
        return likely[np.argsort(counts[is_likely], kind="stable")][:most]

    def groups_of(self, word: str) -> list[str]:
        """Return the names of the groups of inflected forms that ``word`` is in."""
        index = self.find(word)
        if index is None:
            return []
        begin, end = self._stems_of_starts[index], self._stems_of_starts[index + 1]
        return [self._stem_names[group] for group in self._stems_of[begin:end].tolist()]

    def members(self, groups: Iterable[str], like: str) -> Array:
        """Return the words in any of ``groups``; where accents count, those that agree with
        ``like`` in them as far as the letters are the same.
        """
        found = []
        for name in groups:
            at = self._stem_names.find(name)
            if at is not None:
                found.append(self._stems[self._stems_starts[at] : self._stems_starts[at + 1]])
        if not found:
            return _NOTHING
        numbers = self._living(np.unique(np.concatenate(found)).astype(np.int64))
        if self.name == "form":
            agreeing = [n for n in numbers.tolist() if _accents_agree(self.words[n], like)]
            numbers = np.array(agreeing, dtype=np.int64)
        return numbers

    def within(self, word: str, edits: int) -> tuple[Array, Array]:
        """Return the words within ``edits`` typing errors of ``word``, and their distances."""
        low, high = max(1, len(word) - edits), len(word) + edits
        if high >= len(self._length_starts) - 1:
            return _NOTHING, _NOTHING
        asked = mask_of(word)
        found = []
        for length in range(low, high + 1):
            begin, end = self._length_starts[length : length + 2].tolist()
            at = near(self._masks[begin:end], asked, edits, length - len(word))
            found.append(self._by_length[begin:end][at])
        candidates = np.concatenate(found)
        candidates = self._living(candidates[self._heads.near(candidates, word, edits)])
        if not len(candidates):
            return _NOTHING, _NOTHING
        words = self.words
        distances = cdist(
            [word], [words[i] for i in candidates.tolist()],
            scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8,
        )[0]  # fmt: skip
        good = distances <= edits
        return candidates[good].astype(np.int64), distances[good].astype(np.int64)

    def begun_within(self, word: str, edits: int) -> tuple[Array, Array]:
        """Return the words that begin with something within ``edits`` of ``word`` (see
        ``beginnings`` for the last letter); a word may come twice.
        """
        numbers, distances = self._beginnings.within(word, edits)
        if self._has_dead:
            living = self.frequencies[numbers] > 0
            numbers, distances = numbers[living], distances[living]
        return numbers, distances

    def nearest_first(
        self, numbers: Array, distances: Array, most: int
    ) -> Iterable[tuple[str, int, int]]:
        """Yield (word, passages, distance) of the ``most`` nearest, the frequent ones first."""
        counts = self.frequencies[numbers].astype(np.int64)
        order = np.argsort(distances * (1 << 40) - counts, kind="stable")[:most]
        for at in order.tolist():
            yield self.words[int(numbers[at])], int(counts[at]), int(distances[at])


def _accents_agree(one: str, other: str) -> bool:
    """Say whether two forms have the same accents as far as their letters are the same."""
    letters = Prefix.similarity(key_of(one), key_of(other))
    return bool(Prefix.similarity(one, other) == letters)
