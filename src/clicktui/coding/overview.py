"""Codes counted: by work, speaker, year and language, and together; always with the base."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from clicktui.coding.opinions import Coded
from clicktui.microtasks.model import Band


class By(StrEnum):
    """What passages are counted by."""

    WORK = "work"
    SPEAKER = "speaker"
    YEAR = "year"
    LANG = "lang"


UNKNOWN = ""
"""The key of passages of which it is not known: no speaker, no year."""


@dataclass(frozen=True, slots=True)
class Row:
    """The passages of one work, speaker, year or language.

    ``base`` is how many there are; ``clear`` and ``possible`` how many of them have each code.
    """

    key: str
    base: int
    clear: Mapping[str, int]
    possible: Mapping[str, int]

    def held(self, code: str) -> int:
        """Return how many have ``code``, for sure or possibly."""
        return self.clear[code] + self.possible[code]


def counted(coded: Iterable[Coded], codes: Sequence[str], by: By) -> tuple[Row, ...]:
    """Return a row for each key, in the order of first appearance; years in their order.

    A passage of several speakers counts for each of them.
    """
    groups: dict[str, list[Coded]] = {}
    for one in coded:
        for key in _keys(one, by):
            groups.setdefault(key, []).append(one)
    keys: Iterable[str] = sorted(groups) if by is By.YEAR else groups
    return tuple(_row(key, groups[key], codes) for key in keys)


def in_all(coded: Iterable[Coded], codes: Sequence[str]) -> Row:
    """Return the row of all passages together; its key is ``UNKNOWN``."""
    return _row(UNKNOWN, list(coded), codes)


def together(coded: Iterable[Coded], codes: Sequence[str]) -> dict[tuple[str, str], int]:
    """Return for each pair of codes, in their order, how many passages have both."""
    pairs = dict.fromkeys(combinations(codes, 2), 0)
    for one in coded:
        for pair in combinations([code for code in codes if one.opinions[code].is_held], 2):
            pairs[pair] += 1
    return pairs


def _keys(one: Coded, by: By) -> Sequence[str]:
    passage = one.passage
    match by:
        case By.WORK:
            return (passage.work,)
        case By.SPEAKER:
            return passage.speakers or (UNKNOWN,)
        case By.YEAR:
            return (UNKNOWN if passage.year is None else str(passage.year),)
        case By.LANG:
            return (passage.lang,)


def _row(key: str, there: Sequence[Coded], codes: Sequence[str]) -> Row:
    def count(band: Band) -> dict[str, int]:
        return {code: sum(one.opinions[code].band is band for one in there) for code in codes}

    return Row(key, len(there), count(Band.CLEAR), count(Band.POSSIBLE))
