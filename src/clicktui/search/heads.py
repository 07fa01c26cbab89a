"""The first letters of a vocabulary's words, side by side: the second cut before edit distances.

Letter masks (``letters``) do not know where a letter stands. Within k errors (a swap is one) a
letter that is kept moves by at most k places, so that at most k letters of what is asked are not
found that near to their places. The words themselves, which lie all over the memory, are then
looked at only where this does not rule them out.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

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

    def __init__(self, words: Sequence[str], written: bytes | None = None) -> None:
        """Take them from ``words``, which ``written`` holds too, a newline between them."""
        self._words = words
        if not words:
            self._rows = np.zeros((0, LONGEST_HEAD), dtype=np.uint8)
            return
        if written is None:
            written = "\n".join(words).encode()
        letters = np.frombuffer(written + b"\n" + bytes(LONGEST_HEAD), dtype=np.uint8)
        ends = np.flatnonzero(letters == _END)
        starts = np.concatenate(([0], ends[:-1] + 1))
        self._rows = sliding_window_view(letters, LONGEST_HEAD)[starts]
        lengths = np.minimum(ends - starts, LONGEST_HEAD).astype(np.uint8)
        self._rows *= np.arange(LONGEST_HEAD, dtype=np.uint8) < lengths[:, None]
        foreign = np.flatnonzero(letters > 127)
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

    def before_last(self, numbers: Array, letter: str, length: int) -> Mask:
        """Return which of the words ``numbers`` have ``letter`` as the last but one of their
        first ``length`` letters.
        """
        if length < 2:
            return np.zeros(len(numbers), dtype=bool)
        words = self._words
        if length - 2 >= LONGEST_HEAD or not letter.isascii():
            found = [words[number][length - 2] == letter for number in numbers.tolist()]
            return np.array(found, dtype=bool)
        places = numbers.astype(np.int64) * LONGEST_HEAD + (length - 2)
        letters = self._rows.reshape(-1).take(places)
        has: Mask = letters == ord(letter)
        for at in np.flatnonzero(letters == _UNKNOWN).tolist():
            has[at] = words[numbers[at]][length - 2] == letter
        return has
