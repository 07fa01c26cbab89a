"""Codes counted: by work, speaker, year and language, and together; always with the base."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np

from clicktui.coding.bands import CLEAR, POSSIBLE, Bands
from clicktui.search.filters import Mask
from clicktui.search.gathering import UNKNOWN_YEAR, Facets
from clicktui.search.tokens import Ints


class By(StrEnum):
    """What passages are counted by."""

    WORK = "work"
    SPEAKER = "speaker"
    YEAR = "year"
    LANG = "lang"


UNKNOWN = ""
"""The key of passages of which it is not known: no speaker, no year."""


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """Passages to be counted: those ``among`` all, where they stand, and what is held of them."""

    facets: Facets
    held: Mapping[str, Bands]
    among: Mask

    def __len__(self) -> int:
        return int(np.count_nonzero(self.among))


@dataclass(frozen=True, slots=True)
class Row:
    """The passages of one work, speaker, year or language.

    ``base`` is how many there are; ``clear`` and ``possible`` how many of them have each code.
    ``title`` is that of a work.
    """

    key: str
    base: int
    clear: Mapping[str, int]
    possible: Mapping[str, int]
    title: str = ""

    def held(self, code: str) -> int:
        """Return how many have ``code``, for sure or possibly."""
        return self.clear[code] + self.possible[code]


def counted(base: Base, codes: Sequence[str], by: By) -> tuple[Row, ...]:
    """Return a row for each key, in the order of first appearance; years in their order.

    A passage of several speakers counts for each of them.
    """
    numbers, keys_of = _numbers(base.facets, by)
    found, first, row_of = np.unique(numbers[base.among], return_index=True, return_inverse=True)
    size = len(found)

    def count(where: Mask | None = None) -> list[int]:
        rows = row_of if where is None else row_of[where[base.among]]
        counts: list[int] = np.bincount(rows, minlength=size).tolist()
        return counts

    bases = count()
    bands = {
        band: {code: count(base.held[code] == band) for code in codes} for band in (CLEAR, POSSIBLE)
    }
    rows: dict[str, Row] = {}
    for at in np.argsort(first).tolist():
        for key, title in keys_of(int(found[at])):
            clear, possible = (
                {code: bands[band][code][at] for code in codes} for band in (CLEAR, POSSIBLE)
            )
            one = Row(key, bases[at], clear, possible, title)
            rows[key] = _summed(rows[key], one) if key in rows else one
    return tuple(rows[key] for key in (sorted(rows) if by is By.YEAR else rows))


def _numbers(facets: Facets, by: By) -> tuple[Ints, Callable[[int], Iterable[tuple[str, str]]]]:
    """Return a number for each passage, and what gives the keys of a number, with their titles."""
    match by:
        case By.WORK:
            return facets.origins, lambda number: [facets.origin_values[number][1:3]]  # type: ignore[list-item]  # work and title
        case By.SPEAKER:
            return facets.voices, lambda number: [
                (name, "") for name in facets.voice_values[number][0] or (UNKNOWN,)
            ]
        case By.YEAR:
            return facets.years, lambda year: [(UNKNOWN if year == UNKNOWN_YEAR else str(year), "")]
        case By.LANG:
            return facets.langs, lambda number: [(facets.lang_values[number], "")]


def _summed(one: Row, other: Row) -> Row:
    clear, possible = (
        {code: count + more[code] for code, count in there.items()}
        for there, more in ((one.clear, other.clear), (one.possible, other.possible))
    )
    return Row(one.key, one.base + other.base, clear, possible, one.title)


def in_all(base: Base, codes: Sequence[str]) -> Row:
    """Return the row of all passages together; its key is ``UNKNOWN``."""
    clear, possible = (
        {code: _count(base.among & (base.held[code] == band)) for code in codes}
        for band in (CLEAR, POSSIBLE)
    )
    return Row(UNKNOWN, len(base), clear, possible)


def together(base: Base, codes: Sequence[str]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return for each pair of codes, in their order, how many passages have both.

    That is those that have both clearly, and all that have both.
    """
    clear = {code: base.among & (base.held[code] == CLEAR) for code in codes}
    held = {code: clear[code] | (base.among & (base.held[code] == POSSIBLE)) for code in codes}
    return {
        (one, other): (_count(clear[one] & clear[other]), _count(held[one] & held[other]))
        for one, other in combinations(codes, 2)
    }


def _count(mask: Mask) -> int:
    return int(np.count_nonzero(mask))
