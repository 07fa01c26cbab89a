"""Which work of the corpus an item of a bibliography file may describe: proposals, with a score.

Nothing is taken over by itself: the user consents to each.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clicktui.citing.attribution import folded
from clicktui.exporting.reading.model import FoundItem

LEAST = 0.6
"""The lowest score that is proposed."""
_LEAST_TITLE = 0.6
_SAME_ADDRESS = 0.97
_MOST_WITHOUT_DOI = 0.99
_WEIGHTS = {"title": 0.7, "author": 0.2, "year": 0.1}
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """That ``item`` may describe the work ``work_id``.

    ``score`` is from ``LEAST`` to 1; ``same`` names the CSL variables that agree.
    """

    item: FoundItem
    work_id: str
    score: float
    same: tuple[str, ...]


def matches(
    items: Sequence[FoundItem], works: Mapping[str, Mapping[str, Any]]
) -> tuple[Proposal, ...]:
    """Return proposals, the best first: for each item the works that are as like it as any other.

    An item whose DOI is the work's is the work, and one with another DOI is not. One with its
    address is too, if their titles are at all alike. Else titles have to resemble each other, and
    authors and years that are known of both count with them. Several works that an item is equally
    like are all proposed.

    Args:
        items: as ``bibliography_reading.read_bibliography`` gives them.
        works: CSL-JSON items by work id.
    """
    found = [proposal for item in items for proposal in _best(item, works)]
    return tuple(sorted(found, key=lambda one: (-one.score, one.item.line, one.work_id)))


def _best(item: FoundItem, works: Mapping[str, Mapping[str, Any]]) -> Iterator[Proposal]:
    scored = [(work_id, *_likeness(item.csl, csl)) for work_id, csl in works.items()]
    best = max((score for _, score, _ in scored), default=0.0)
    for work_id, score, same in scored:
        if score >= LEAST and score == best:
            yield Proposal(item, work_id, round(score, 3), same)


def _likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[float, tuple[str, ...]]:
    titles = _title_likeness(one, other)
    known = {"title": titles} | dict(_compared(one, other))
    same = [name for name, likeness in known.items() if likeness > 0.9]
    same += [name for name in ("DOI", "URL") if _are_same_address(one.get(name), other.get(name))]
    weight = sum(_WEIGHTS[name] for name in known)
    whole = sum(_WEIGHTS[name] * likeness for name, likeness in known.items())
    score = min(whole / weight, _MOST_WITHOUT_DOI)
    if one.get("DOI") and other.get("DOI"):
        return float("DOI" in same), tuple(same)
    if "URL" in same and titles > 0.4:
        return max(score, _SAME_ADDRESS), tuple(same)
    return (score if titles >= _LEAST_TITLE else 0.0), tuple(same)


def _compared(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield how like authors and years are, where both are known."""
    authors = [_families(item.get("author") or ()) for item in (one, other)]
    if all(authors):
        yield "author", len(authors[0] & authors[1]) / min(map(len, authors))
    years = [_year(item) for item in (one, other)]
    if all(years):
        yield "year", float(years[0] == years[1])


def _title_likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """Return how like titles are, from 0 to 1; a main title alone is nearly the whole one."""
    from rapidfuzz.fuzz import ratio

    first, second = (_plain(str(item.get("title", ""))) for item in (one, other))
    shorter, longer = sorted((first, second), key=len)
    if not shorter:
        return 0.0
    if len(shorter) >= 12 and longer.startswith(f"{shorter} "):
        return 0.92
    return float(ratio(first, second)) / 100


def _plain(text: str) -> str:
    return _MARKS.sub(" ", folded(text)).strip()


def _families(names: Iterable[Mapping[str, Any]]) -> set[str]:
    return {_plain(str(name.get("family") or name.get("literal") or "")) for name in names} - {""}


def _year(item: Mapping[str, Any]) -> int:
    parts = (item.get("issued") or {}).get("date-parts")
    return int(parts[0][0]) if parts and parts[0] else 0


def _are_same_address(one: object, other: object) -> bool:
    return bool(one and other) and _bare(str(one)) == _bare(str(other))


def _bare(address: str) -> str:
    """Return an address without what does not tell two pages apart."""
    bare = re.sub(r"(?i)^(?:https?://)?(?:www\.|dx\.)?(?:doi\.org/)?", "", address.strip())
    return bare.partition("#")[0].rstrip("/").lower()
