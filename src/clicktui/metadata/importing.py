"""What a bibliography's item would say of a work: offers that the user accepts or refuses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from clicktui.citing.attribution import folded
from clicktui.citing.keys import checked_key
from clicktui.corpus.csl import NAMES, full_name
from clicktui.errors import CitationKeyError
from clicktui.metadata.fields import DOUBTFUL, YOURS, Record, State
from clicktui.metadata.model import KEY

NEVER_OFFERED = frozenset(
    {
        "abstract", "annote", "archive", "archive_collection", "archive_location",
        "archive-place", "call-number", "keyword", "note", "references", "source",
    }
)  # fmt: skip
"""Variables that libraries of references hold, and citations of a work do not need."""

_MARKS = re.compile(r"[\W_]+")


class OfferKind(StrEnum):
    """What an offered value is beside what is known."""

    FILLS = "fills"  # nothing is known
    CONFIRMS = "confirms"  # it is the doubtful value
    DIFFERS = "differs"  # it would take the place of another value


@dataclass(frozen=True, slots=True)
class Offer:
    """A value for a field; ``known`` is the value that is there now, None where there is none.

    One that ``DIFFERS`` is taken over only where the user says so of it.
    """

    field: str
    value: Any
    kind: OfferKind
    known: Any = None


def offers(record: Record, csl: Mapping[str, Any], key: str = "") -> tuple[Offer, ...]:
    """Return what ``csl``, checked CSL variables, and the citation key ``key`` offer a work.

    What is known so already is left out, however it is spelt; so is a key that cannot be used.
    """
    found = [*_of_variables(record, csl)]
    if _is_key(key) and key != record.key:
        is_said = record.key_said is not None
        kind = OfferKind.DIFFERS if is_said else OfferKind.FILLS
        found.append(Offer(KEY, key, kind, record.key if is_said else None))
    return tuple(found)


def accepted(found: Sequence[Offer], with_differing: bool = False) -> tuple[Offer, ...]:
    """Return what consent to the work takes over; ``with_differing``: also over other values."""
    return tuple(one for one in found if with_differing or one.kind is not OfferKind.DIFFERS)


def _of_variables(record: Record, csl: Mapping[str, Any]) -> Iterator[Offer]:
    for field, value in csl.items():
        if field in NEVER_OFFERED or (field == "type" and value == "document"):
            continue
        there = record.field(field)
        if there.state in (State.UNKNOWN, State.ABSENT):
            yield Offer(field, value, OfferKind.FILLS)
        elif there.state in DOUBTFUL and _are_same(field, there.value, value):
            yield Offer(field, there.value, OfferKind.CONFIRMS, there.value)
        elif not _are_same(field, there.value, value):
            is_shipped = there.state in YOURS and _are_same(field, there.catalogued, value)
            if not is_shipped:
                yield Offer(field, value, OfferKind.DIFFERS, there.value)


def _are_same(field: str, one: object, other: object) -> bool:
    """Say whether two values differ in spelling alone: case, accents, spaces, marks."""
    if one is None or other is None:
        return False
    if field == "language":
        return str(one)[:2].lower() == str(other)[:2].lower()
    if field in ("URL", "DOI"):
        return _bare(str(one)) == _bare(str(other))
    if isinstance(one, list) and isinstance(other, list) and field in NAMES:
        return [_plain(full_name(name)) for name in one] == [
            _plain(full_name(name)) for name in other
        ]
    if isinstance(one, str) and isinstance(other, str):
        return _plain(one) == _plain(other)
    return one == other or str(one) == str(other)


def _plain(text: str) -> str:
    return _MARKS.sub(" ", folded(text)).strip()


def _bare(address: str) -> str:
    bare = re.sub(r"(?i)^(?:https?://)?(?:www\.|dx\.)?(?:doi\.org/)?", "", address.strip())
    return bare.rstrip("/").lower()


def _is_key(key: str) -> bool:
    try:
        return bool(checked_key(key))
    except CitationKeyError:
        return False
