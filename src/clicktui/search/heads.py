"""The first letters of a vocabulary's words, side by side: the second cut before edit distances.

Letter masks (``letters``) do not know where a letter stands. Within k errors (a swap is one) a
letter that is kept moves by at most k places, so that at most k letters of what is asked are not
found that near to their places. The words themselves, which lie all over the memory, are then
looked at only where this does not rule them out.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from clicktui.search.arrays import Array

LONGEST_HEAD = 12
_UNKNOWN = 255
"""No byte of UTF-8: stands for every letter of a word that is not all ASCII."""
_ANY = np.uint16(1 << 15)
"""Stands for a letter that need not be found."""
_END = ord("\n")

Mask = npt.NDArray[np.bool_]


class Heads:
    """The first ``LONGEST_HEAD`` letters of ``words``, a byte each, 0 after their ends."""

    def __init__(self, words: Sequence[str]) -> None:
        self._rows = np.zeros((len(words), LONGEST_HEAD), dtype=np.uint8)
        if not words:
            return
        written = np.frombuffer(("\n".join(words) + "\n").encode(), dtype=np.uint8)
        ends = np.flatnonzero(written == _END)
        starts = np.concatenate(([0], ends[:-1] + 1))
        for at in range(LONGEST_HEAD):
            places = starts + at
            here = np.flatnonzero(places < ends)
            self._rows[here, at] = written[places[here]]
        foreign = np.flatnonzero(written > 127)
        self._rows[np.searchsorted(ends, foreign)] = _UNKNOWN

    def near(self, numbers: Array, word: str, edits: int, lengths: Array | None = None) -> Mask:
        """Return which of the words ``numbers`` can be within ``edits`` of ``word``; only the
        first ``lengths`` letters of each count, None: all.
        """
        letters = np.ascontiguousarray(self._rows.take(numbers, axis=0).T)
        if lengths is not None:
            letters *= np.arange(LONGEST_HEAD)[:, None] < lengths
        is_whole = len(word) + edits <= LONGEST_HEAD
        asked = word if is_whole else word[: LONGEST_HEAD - edits]
        places: npt.NDArray[np.uint16] = np.zeros(256, dtype=np.uint16)
        for at, letter in enumerate(asked):
            if letter.isascii():
                places[ord(letter)] |= 1 << at
        wanted = np.uint16(np.bitwise_or.reduce(places))
        compared = LONGEST_HEAD if word.isascii() else 0
        compared = compared if is_whole else min(compared, len(asked) - edits)
        windows = [
            sum(1 << i for i in range(max(0, at - edits), at + edits + 1) if i < len(asked))
            for at in range(LONGEST_HEAD)
        ]
        places[_UNKNOWN] = wanted | _ANY
        places[0] = _ANY
        found = places.take(letters)
        found &= (np.array(windows, dtype=np.uint16) | _ANY)[:, None]
        seen = np.bitwise_or.reduce(found, axis=0)
        near: Mask = np.bitwise_count(wanted & ~seen) <= edits
        if compared:
            near &= np.add.reduce(found[:compared] == 0, axis=0, dtype=np.uint8) <= edits
        return near

    def can_end(self, numbers: Array, ending: str, length: int) -> Mask:
        """Return which of the words ``numbers`` can have ``ending`` as the last of their first
        ``length`` letters.
        """
        can: Any = np.ones(len(numbers), dtype=bool)
        for at, letter in enumerate(ending, length - len(ending)):
            if 0 <= at < LONGEST_HEAD and letter.isascii():
                letters = self._rows[numbers, at]
                can &= (letters == ord(letter)) | (letters == _UNKNOWN)
        result: Mask = can
        return result
