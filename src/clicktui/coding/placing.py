"""Decisions with the place where their words stand now, found by the words that they touch."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from clicktui.coding.model import Decision
from clicktui.corpus.model import Span


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision with the span where its words stand now, in the text of their file."""

    decision: Decision
    span: Span


class PlacedInWork(Sequence[Placed]):
    """The decisions about words of one work, oldest first."""

    def __init__(self, placed: Iterable[Placed]) -> None:
        self._placed = tuple(placed)
        starts = sorted((one.span.start, at) for at, one in enumerate(self._placed))
        self._starts = [start for start, _at in starts]
        self._order = [at for _start, at in starts]
        self._longest = max((len(one.span) for one in self._placed), default=0)

    def touching(self, span: Span) -> list[Placed]:
        """Return those about words that share any with ``span``, oldest first."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end, lo=first)
        near = sorted(self._order[first:last])
        return [one for one in map(self._placed.__getitem__, near) if one.span.overlaps(span)]

    def __len__(self) -> int:
        return len(self._placed)

    @overload
    def __getitem__(self, at: int) -> Placed: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Placed]: ...
    def __getitem__(self, at: int | slice) -> Placed | Sequence[Placed]:
        return self._placed[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlacedInWork) and self._placed == other._placed

    def __hash__(self) -> int:
        return hash(self._placed)


PlacedByWork = Mapping[str, PlacedInWork]
"""Decisions by the work in which their words stand now."""


def touching(placed: Iterable[Placed], span: Span) -> list[Placed]:
    """Return those of ``placed``, of one work, about words that share any with ``span``."""
    if isinstance(placed, PlacedInWork):
        return placed.touching(span)
    return [one for one in placed if one.span.overlaps(span)]
