"""Sets of letters as 64-bit masks: the cheap first cut before any edit distance is computed.

One typing error takes at most one letter out of a word's set and puts at most one in, so two words
within k errors have masks that differ by at most k bits each way.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Masks = npt.NDArray[np.uint64]


def bits_of(codepoints: npt.NDArray[Any]) -> npt.NDArray[np.uint64]:
    """Return each code point's bit: a-z 0-25, 0-9 26-35, all others by remainder 36-63.

    Code point 0, which fills up short words, has none.
    """
    points = codepoints.astype(np.int64)
    numbers = 36 + points % 28
    letters = (points >= 97) & (points <= 122)
    digits = (points >= 48) & (points <= 57)
    numbers[letters] = points[letters] - 97
    numbers[digits] = points[digits] - 48 + 26
    bits = np.left_shift(np.uint64(1), numbers.astype(np.uint64))
    bits[points == 0] = 0
    return bits


def masks_of(words: Sequence[str]) -> Masks:
    """Return the mask of each word's first 64 letters."""
    result = np.zeros(len(words), dtype=np.uint64)
    step = 65536
    for base in range(0, len(words), step):
        cut = [word[:64] for word in words[base : base + step]]
        table = np.array(cut, dtype=np.str_)
        width = max(1, table.dtype.itemsize // 4)
        points = table.view(np.uint32).reshape(len(cut), width)
        result[base : base + len(cut)] = np.bitwise_or.reduce(bits_of(points), axis=1)
    return result


@lru_cache(maxsize=256)
def mask_of(word: str) -> np.uint64:
    """Return the mask of one word."""
    points = np.array([ord(c) for c in word[:64]] or [0], dtype=np.int64)
    return np.uint64(np.bitwise_or.reduce(bits_of(points)))


def near(masks: Masks, asked: np.uint64, edits: int, longer: int) -> npt.NDArray[np.int64]:
    """Return the positions of the ``masks`` that can be within ``edits`` of the one asked for.

    ``longer`` says how many letters their words have more (less, when negative): so many of the
    edits can only put letters in (or take them out).
    """
    most_extra, most_lacking = edits + min(longer, 0), edits - max(longer, 0)
    at = np.flatnonzero(np.bitwise_count(masks ^ asked) <= most_extra + most_lacking)
    close = masks.take(at)
    good = np.bitwise_count(close & ~asked) <= most_extra
    good &= np.bitwise_count(asked & ~close) <= most_lacking
    kept: npt.NDArray[np.int64] = at[good]
    return kept


def edits_allowed(length: int) -> int:
    """Return how many typing errors a word of ``length`` letters may hold: 1 from 4, 2 from 7."""
    return 0 if length < 4 else 1 if length < 7 else 2
