"""The distinct beginnings of a vocabulary's words, for words that are mistyped while typed.

For every length up to ``LONGEST_BEGINNING`` the beginnings of that length are kept with their
letter masks and the run of (sorted) words that have them, grouped by their last letter: the last
letter typed must be right, or swapped with the one before, else any word with a beginning one
letter shorter would do.
"""

from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from clicktui.search.arrays import Array, ArrayReader, ArrayWriter
from clicktui.search.heads import Heads
from clicktui.search.letters import Masks, bits_of, mask_of
from clicktui.search.letters import near as near_masks

LONGEST_BEGINNING = 20
_STEP = 65536

_NOTHING = np.zeros(0, dtype=np.int64)


def write_beginnings(writer: ArrayWriter, name: str, words: Sequence[str]) -> None:
    """Write the beginnings of the sorted ``words``."""
    letters = np.zeros((len(words), LONGEST_BEGINNING), dtype=np.uint32)
    for base in range(0, len(words), _STEP):
        cut = [word[:LONGEST_BEGINNING] for word in words[base : base + _STEP]]
        table = np.array(cut, dtype=f"U{LONGEST_BEGINNING}")
        letters[base : base + len(cut)] = table.view(np.uint32).reshape(len(cut), -1)
    masks = np.bitwise_or.accumulate(bits_of(letters), axis=1)
    same = np.logical_and.accumulate(letters[1:] == letters[:-1], axis=1)
    firsts, ends, lasts, kept, starts = [], [], [], [], [0]
    for length in range(1, LONGEST_BEGINNING + 1):
        begins = np.append(True, ~same[:, length - 1]) if len(words) else np.zeros(0, dtype=bool)
        first = np.flatnonzero(begins)
        end = np.append(first[1:], len(words))
        long_enough = letters[first, length - 1] != 0
        first, end = first[long_enough], end[long_enough]
        order = np.argsort(letters[first, length - 1], kind="stable")
        first, end = first[order], end[order]
        firsts.append(first)
        ends.append(end)
        lasts.append(letters[first, length - 1])
        kept.append(masks[first, length - 1])
        starts.append(starts[-1] + len(first))
    writer.array(f"{name}.beginnings.starts", np.array(starts, dtype=np.int64))
    writer.array(f"{name}.beginnings.first", np.concatenate(firsts).astype(np.uint32))
    writer.array(f"{name}.beginnings.end", np.concatenate(ends).astype(np.uint32))
    writer.array(f"{name}.beginnings.last-letters", np.concatenate(lasts).astype(np.uint32))
    writer.array(f"{name}.beginnings.masks", np.concatenate(kept).astype(np.uint64))


class Beginnings:
    """The beginnings of ``words``, which are sorted."""

    def __init__(self, reader: ArrayReader, name: str, words: Sequence[str], heads: Heads) -> None:
        self._words = words
        self._heads = heads
        self._starts = reader.array(f"{name}.beginnings.starts").tolist()
        self._first = reader.array(f"{name}.beginnings.first")
        self._end = reader.array(f"{name}.beginnings.end")
        self._last = reader.array(f"{name}.beginnings.last-letters")
        self._masks: Masks = reader.array(f"{name}.beginnings.masks")

    def within(self, word: str, edits: int) -> tuple[Array, Array]:
        """Return the numbers of the words that begin with something within ``edits`` (swaps
        count one) of ``word``, and the least distance of each; a word may come twice.
        """
        asked = mask_of(word)
        found: list[Array] = []
        counts: list[int] = []
        tried = range(max(1, len(word) - edits), min(len(word) + edits, LONGEST_BEGINNING) + 1)
        for length in tried:
            near = self._near(word, asked, length, edits)
            found += near
            counts.append(sum(map(len, near)))
        candidates = np.concatenate(found) if found else _NOTHING
        lengths = np.repeat(tried, counts)
        near_heads = self._heads.near(self._first.take(candidates), word, edits, lengths)
        candidates, lengths = candidates[near_heads], lengths[near_heads]
        words = self._words
        beginnings = [
            words[number][:length]
            for number, length in zip(
                self._first.take(candidates).tolist(), lengths.tolist(), strict=True
            )
        ]
        if not beginnings:
            return _NOTHING, _NOTHING
        distances = cdist(
            [word], beginnings, scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8
        )[0]
        good = np.flatnonzero(distances <= edits)
        return self._words_with(candidates[good], distances[good].astype(np.int64))

    def _near(self, word: str, asked: np.uint64, length: int, edits: int) -> list[Array]:
        """Return beginnings of ``length`` with the right last letter and much the same letters."""
        begin, end = self._starts[length - 1], self._starts[length]
        lasts = self._last[begin:end]
        near = []
        for place, letter in enumerate(dict.fromkeys(word[-2:][::-1])):
            points = np.array([ord(letter), ord(letter) + 1], dtype=np.uint32)
            low, high = (begin + np.searchsorted(lasts, points)).tolist()
            at = low + near_masks(self._masks[low:high], asked, edits, length - len(word))
            if place and len(at):  # the last two swapped, or not at all
                at = at[self._heads.before_last(self._first.take(at), word[-1], length)]
            near.append(at)
        return near

    def _words_with(self, beginnings: Array, distances: Array) -> tuple[Array, Array]:
        """Return all words that have one of these beginnings, each with its distance."""
        first = self._first[beginnings].astype(np.int64)
        counts = self._end[beginnings] - first
        if int(counts.max(initial=0)) > len(self._words):
            raise ValueError("more words than there are: the file is damaged")
        ends = np.cumsum(counts)
        within = np.arange(int(counts.sum())) - np.repeat(ends - counts, counts)
        return np.repeat(first, counts) + within, np.repeat(distances, counts)
