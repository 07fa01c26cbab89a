"""What a change of the cues does to all passages; they are read when they are looked at."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from clicktui.coding.findings import BAND_OF, Found
from clicktui.corpus.model import Passage
from clicktui.microtasks.model import Band

_BANDS = 16
"""More than there are bands."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of the cues does to one passage: its band of ``code``, before and after."""

    passage: Passage
    code: str
    before: Band
    after: Band


@dataclass(frozen=True, slots=True)
class Change:
    """What a change does to several passages: it gives them another band of ``code``."""

    code: str
    before: Band
    after: Band


class Effects(Sequence[Effect]):
    """How ``after`` differs from ``before``, in the order of the corpus; the passages are read
    when they are asked for."""

    def __init__(self, before: Found, after: Found) -> None:
        self._before, self._after = before, after
        self._codes = tuple(before.bands)
        differing = [
            (before.bands[code] != after.bands[code]) & before.judged & after.judged
            for code in self._codes
        ]
        self._where = np.argwhere(np.array(differing).T)
        """A line an effect: the passage's place, and the number of the code."""

    def __len__(self) -> int:
        return len(self._where)

    @overload
    def __getitem__(self, at: int) -> Effect: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Effect]: ...
    def __getitem__(self, at: int | slice) -> Effect | Sequence[Effect]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        place, number = (int(one) for one in self._where[at])
        code = self._codes[number]
        before, after = int(self._before.bands[code][place]), int(self._after.bands[code][place])
        passage = self._after.corpus.passage_at(place)
        return Effect(passage, code, BAND_OF[before], BAND_OF[after])

    @property
    def passages(self) -> int:
        """How many passages change."""
        return len(np.unique(self._where[:, 0]))

    @property
    def changes(self) -> Mapping[Change, int]:
        """How many passages change how, in the order in which they come first."""
        found: dict[Change, tuple[int, int]] = {}
        for number, code in enumerate(self._codes):
            places = self._where[self._where[:, 1] == number, 0]
            before = self._before.bands[code][places].astype(np.int64)
            pairs = before * _BANDS + self._after.bands[code][places]
            kinds, firsts, counts = np.unique(pairs, return_index=True, return_counts=True)
            for kind, first, count in zip(kinds, firsts, counts, strict=True):
                old, new = divmod(int(kind), _BANDS)
                change = Change(code, BAND_OF[old], BAND_OF[new])
                found[change] = int(places[first]) * len(self._codes) + number, int(count)
        ordered = sorted(found.items(), key=lambda one: one[1])
        return {change: count for change, (_first, count) in ordered}


def counted(effects: Sequence[Effect]) -> tuple[int, Mapping[Change, int]]:
    """Return how many passages change, and how many of them how."""
    if isinstance(effects, Effects):
        return effects.passages, effects.changes
    return _passages(effects), Counter(Change(one.code, one.before, one.after) for one in effects)


def _passages(effects: Iterable[Effect]) -> int:
    return len({one.passage.id for one in effects})


def together(one: Sequence[Effect], other: Sequence[Effect]) -> Sequence[Effect]:
    """Return the effects of two changes that are made at once."""
    return (*one, *other) if other else one
