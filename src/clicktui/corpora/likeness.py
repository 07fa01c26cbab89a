"""Which texts are the same or nearly so: by MinHash of runs of five words (Broder, 1997)."""

import re
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from clicktui.wholefiles import replace_file

NEAR = 0.8
"""Share of runs of words in common from which two texts are nearly the same."""

_RUN = 5
_SIZE = 64
_CANDIDATE = NEAR - 0.2
_FEWEST_WORDS = 25
_WORD = re.compile(r"\w+")
_NAME = "likeness.npz"

Signature = npt.NDArray[np.uint64]
Runs = npt.NDArray[np.uint64]

_RANDOM = np.random.default_rng(6)
_FACTORS = _RANDOM.integers(1, 2**63, _SIZE, dtype=np.uint64) | np.uint64(1)
_ADDED = _RANDOM.integers(0, 2**63, _SIZE, dtype=np.uint64)


def runs_of(text: str) -> Runs:
    """Return a number for each different run of five words of ``text``; none of a short text."""
    words = _WORD.findall(text.casefold())
    if len(words) < _FEWEST_WORDS:
        return np.zeros(0, np.uint64)
    numbers = {word: zlib.crc32(word.encode()) for word in set(words)}
    row = np.array([numbers[word] for word in words], dtype=np.uint64)
    runs = np.zeros(len(row) - _RUN + 1, np.uint64)
    for place in range(_RUN):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + row[place : len(row) - _RUN + 1 + place]
        runs ^= runs >> np.uint64(29)
    return np.unique(runs)


def signature(runs: Runs) -> Signature | None:
    """Return 64 numbers that two texts share as often as they share runs; None of no runs."""
    if not len(runs):
        return None
    least = np.full(_SIZE, np.iinfo(np.uint64).max, np.uint64)
    for start in range(0, len(runs), 4096):
        mixed = runs[start : start + 4096, None] * _FACTORS + _ADDED
        mixed ^= mixed >> np.uint64(32)
        least = np.minimum(least, mixed.min(axis=0))
    return least


class Likeness:
    """The texts of a corpus by what they are like; signatures are kept in the cache."""

    def __init__(self, folder: Callable[[], Path], text_of: Callable[[str], str]) -> None:
        """Keep signatures in ``folder()``; ``text_of`` gives the text of a source by its name."""
        self._folder, self._text_of = folder, text_of
        self._names: list[str] = []
        self._places: dict[str, int] = {}
        self._rows: list[Signature] = []
        self._of_checksum = self._kept()
        self._is_new = False

    def _kept(self) -> dict[str, Signature]:
        try:
            with np.load(self._folder() / _NAME, allow_pickle=False) as kept:
                if kept["rows"].shape[1:] != (_SIZE,) or kept["rows"].dtype != np.uint64:
                    return {}
                return dict(zip(map(str, kept["checksums"]), kept["rows"], strict=True))
        except (OSError, ValueError, KeyError):
            return {}

    def know(self, name: str, checksum: str) -> None:
        """Take in a source that is there; its text is read only where it was never seen."""
        row = self._of_checksum.get(checksum)
        if row is None:
            row = signature(runs_of(self._text_of(name)))
        self._take(name, checksum, row)

    def add(self, name: str, checksum: str, text: str) -> None:
        """Take in a source that is new."""
        self._take(name, checksum, signature(runs_of(text)))

    def _take(self, name: str, checksum: str, row: Signature | None) -> None:
        if row is None:
            return
        if checksum not in self._of_checksum:
            self._of_checksum[checksum] = row
            self._is_new = True
        if name in self._places:
            self._rows[self._places[name]] = row
        else:
            self._places[name] = len(self._names)
            self._names.append(name)
            self._rows.append(row)

    def nearest(self, text: str, but: Iterable[str] = ()) -> tuple[str, float] | None:
        """Return the source most like ``text`` and how like (0 to 1), None where none is near."""
        runs = runs_of(text)
        row = signature(runs)
        if row is None or not self._rows:
            return None
        shares = (np.stack(self._rows) == row).mean(axis=1)
        best: tuple[str, float] | None = None
        for place in np.argsort(-shares)[:8]:
            name = self._names[place]
            if shares[place] < _CANDIDATE or name in but:
                continue
            other = runs_of(self._text_of(name))
            common = len(np.intersect1d(runs, other, assume_unique=True))
            share = common / max(len(runs) + len(other) - common, 1)
            if share >= NEAR and (best is None or share > best[1]):
                best = (name, float(share))
        return best

    def keep(self) -> None:
        """Write the signatures where there are new ones."""
        if not self._is_new:
            return
        import io

        file = io.BytesIO()
        np.savez_compressed(
            file,
            checksums=np.array(list(self._of_checksum)),
            rows=np.stack(list(self._of_checksum.values())),
        )
        try:
            replace_file(self._folder() / _NAME, file.getvalue(), 0o600)
        except OSError:  # it is only slower without
            return
        self._is_new = False
