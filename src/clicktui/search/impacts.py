"""What words add to the scores of a segment's passages, the words' rarity left out.

That is BM25's f (k1 + 1) / (f + k1 (1 - b + b length / mean)), Robertson and Zaragoza, "The
Probabilistic Relevance Framework", 2009.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clicktui.search.arrays import Array
from clicktui.search.filters import Mask

K1 = 0.4
"""Low, since a passage is a paragraph: to hold all words matters more than to repeat one."""

B = 0.75

DENSE_FROM = 1 / 8
"""What is in a greater share of the passages has a value for each of them."""

Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]


def norms_of(lengths: Array, mean_length: float) -> Scores:
    """Return what long passages of so many words lose beside short ones."""
    words = lengths.astype(np.float32)
    norms: Scores = (K1 * (1 - B + B * words / max(mean_length, 1.0))).astype(np.float32)
    return norms


def saturated(frequencies: Array, norms: Scores) -> Scores:
    """Return what a word adds to passages that hold it so often, and have these norms."""
    scores: Scores = frequencies.astype(np.float32)
    divisors = scores + norms
    scores *= np.float32(K1 + 1)
    scores /= divisors
    return scores


@dataclass(frozen=True, slots=True)
class Sparse:
    """Some passages, in rising order, and what is added to each."""

    ids: Numbers
    scores: Scores

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        return self.ids.nbytes + self.scores.nbytes + 200

    def found(self) -> tuple[Numbers, Scores]:
        """Return the passages, in rising order, and what is added to each."""
        return self.ids, self.scores

    def raise_to(self, best: Scores, weight: float) -> None:
        """Raise ``best``, one value for each passage of the segment, to ``weight`` times this."""
        best[self.ids] = np.maximum(best.take(self.ids), self.scores * np.float32(weight))

    def add_to(self, total: Scores, weight: float) -> None:
        """Add ``weight`` times this to ``total``, one value for each passage of the segment."""
        total[self.ids] = total.take(self.ids) + self.scores * np.float32(weight)

    def mark(self, held: Mask) -> None:
        """Set these passages in ``held``, one value for each of the segment."""
        held[self.ids] = True


@dataclass(frozen=True, slots=True)
class Dense:
    """The same for what is in many passages: one value for each passage of the segment."""

    scores: Scores

    @property
    def bytes(self) -> int:
        """As of ``Sparse``."""
        return self.scores.nbytes + 200

    def found(self) -> tuple[Numbers, Scores]:
        """As of ``Sparse``."""
        ids = np.flatnonzero(self.scores > 0)
        return ids, self.scores.take(ids)

    def raise_to(self, best: Scores, weight: float) -> None:
        """As of ``Sparse``."""
        np.maximum(best, self.scores * np.float32(weight), out=best)

    def add_to(self, total: Scores, weight: float) -> None:
        """As of ``Sparse``."""
        total += self.scores * np.float32(weight)

    def mark(self, held: Mask) -> None:
        """As of ``Sparse``."""
        held |= self.scores > 0


Impact = Sparse | Dense


class Scratch:
    """A row of zeros that is written to and cleaned again, since new memory costs more."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: Scores | None = None

    def take(self) -> Scores:
        """Return zeros, one for each passage; they are to be put back, or kept."""
        taken, self._kept = self._kept, None
        return np.zeros(self._size, dtype=np.float32) if taken is None else taken

    def put(self, cleaned: Scores) -> None:
        """Put back what was taken, all zeros again."""
        self._kept = cleaned
