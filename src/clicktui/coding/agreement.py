"""How far two coders agree on the codes of the same passages.

Each gives a passage a set of codes, which may be empty. Code by code that is a choice between two,
for which Cohen's kappa and Krippendorff's alpha (nominal) hold; for the sets as wholes kappa takes
different sets for different categories, and alpha weighs how different they are by MASI. Which
passages are compared is for the caller to say: text that nobody coded would only feign agreement.

Sources: J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological
Measurement 20 (1960); K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011);
R. Passonneau, "Measuring Agreement on Set-valued Items (MASI) for Semantic and Pragmatic
Annotation", LREC 2006.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

Unit = TypeVar("Unit", bound=Hashable)
Value = TypeVar("Value", bound=Hashable)

Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement on one code: the passages in each cell, and the measures.

    Where a measure is not defined (one coder, or both, gave everything the same) it is None.
    ``raw`` is the share of passages on which both say the same, 0 to 1.
    """

    code: str
    both: tuple[Hashable, ...]
    only_first: tuple[Hashable, ...]
    only_second: tuple[Hashable, ...]
    neither: tuple[Hashable, ...]
    raw: float | None
    kappa: float | None
    alpha: float | None

    @property
    def base(self) -> int:
        """How many passages were compared."""
        return len(self.both) + len(self.only_first) + len(self.only_second) + len(self.neither)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on sets of codes: overall, and code by code.

    ``cells`` has the passages to which the first coder gave one set and the second another (or the
    same). ``kappa`` takes sets that are not the same as different categories; ``alpha`` is
    Krippendorff's with the MASI distance.
    """

    units: tuple[Hashable, ...]
    codes: tuple[CodeAgreement, ...]
    cells: Mapping[tuple[Codes, Codes], tuple[Hashable, ...]]
    raw: float | None
    kappa: float | None
    alpha: float | None


def agreement(
    codes: Sequence[str],
    first: Mapping[Unit, Codes],
    second: Mapping[Unit, Codes],
    in_doubt: Mapping[Unit, Codes] | None = None,
) -> Agreement:
    """Compare two coders on the passages that both ``first`` and ``second`` have.

    ``in_doubt`` names codes about which one of them could not decide: such a passage is left out of
    the comparison of these codes, and of that of whole sets.
    """
    doubts = in_doubt or {}
    units = [unit for unit in first if unit in second]
    sure = [unit for unit in units if not doubts.get(unit)]
    pairs = [(first[unit], second[unit]) for unit in sure]
    cells: dict[tuple[Codes, Codes], list[Unit]] = {}
    for unit, pair in zip(sure, pairs, strict=True):
        cells.setdefault(pair, []).append(unit)
    return Agreement(
        units=tuple(units),
        codes=tuple(_of_code(code, units, first, second, doubts) for code in codes),
        cells={pair: tuple(there) for pair, there in cells.items()},
        raw=raw_agreement(pairs),
        kappa=cohens_kappa(pairs),
        alpha=krippendorffs_alpha(pairs, masi_distance),
    )


def _of_code(
    code: str,
    units: Iterable[Unit],
    first: Mapping[Unit, Codes],
    second: Mapping[Unit, Codes],
    doubts: Mapping[Unit, Codes],
) -> CodeAgreement:
    compared = [unit for unit in units if code not in doubts.get(unit, ())]
    said = {unit: (code in first[unit], code in second[unit]) for unit in compared}
    pairs = list(said.values())

    def cell(*wanted: bool) -> tuple[Unit, ...]:
        return tuple(unit for unit in compared if said[unit] == wanted)

    return CodeAgreement(
        code=code,
        both=cell(True, True),
        only_first=cell(True, False),
        only_second=cell(False, True),
        neither=cell(False, False),
        raw=raw_agreement(pairs),
        kappa=cohens_kappa(pairs),
        alpha=krippendorffs_alpha(pairs),
    )


def raw_agreement(pairs: Sequence[tuple[Value, Value]]) -> float | None:
    """Return the share of pairs whose values are the same; None where there is no pair."""
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def cohens_kappa(pairs: Sequence[tuple[Value, Value]]) -> float | None:
    """Return (Po - Pe) / (1 - Pe), of observed and expected agreement (Cohen 1960, formula 1).

    None where no pair is there, or agreement is certain by chance alone (1 - Pe is 0).
    """
    observed = raw_agreement(pairs)
    if observed is None:
        return None
    ours, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    total = len(pairs) ** 2
    by_chance = sum(ours[value] * theirs[value] for value in ours)
    if by_chance == total:
        return None
    expected = by_chance / total
    return (observed - expected) / (1 - expected)


def nominal_distance(one: object, other: object) -> float:
    """Return 0 for the same value and 1 for another (Krippendorff 2011)."""
    return float(one != other)


def masi_distance(one: Codes, other: Codes) -> float:
    """Return 1 - J * M: Jaccard's likeness, weighed by how the sets lie (Passonneau 2006, 3).

    M is 1 for the same set, 2/3 where one holds the other, 1/3 where they only overlap, else 0.
    """
    if one == other:
        return 0.0
    shared, whole = len(one & other), len(one | other)
    if not shared:
        return 1.0
    weight = 2 / 3 if shared == min(len(one), len(other)) else 1 / 3
    return 1 - shared / whole * weight


def krippendorffs_alpha(
    pairs: Sequence[tuple[Value, Value]],
    distance: Callable[[Value, Value], float] = nominal_distance,
) -> float | None:
    """Return 1 - Do / De for two coders without gaps (Krippendorff 2011, D and E).

    Do is the mean distance within pairs, De that between all values, whosever they are. None where
    De is 0: everything is the same, and nothing can be said.
    """
    if not pairs:
        return None
    values = Counter(value for pair in pairs for value in pair)
    count = 2 * len(pairs)
    between = sum(
        values[one] * values[other] * distance(one, other)
        for one, other in product(values, values)
        if one != other
    )
    if not between:
        return None
    within = sum(distance(one, other) for one, other in pairs) / len(pairs)
    return 1 - within / (between / (count * (count - 1)))
