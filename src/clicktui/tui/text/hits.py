"""The places to go through in a text, however many they are."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import overload

from clicktui.corpus.model import Span


class Hits(Sequence[Span]):
    """Spans in text order that do not overlap, kept as numbers: a long text has a million of them.

    They equal any sequence of the same spans.
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Hold ``spans``, without the empty, the doubled and the overlapping ones."""
        self._starts, self._ends = array("i"), array("i")
        for span in sorted(spans, key=lambda span: (span.start, span.end)):
            if len(span) and (not self._ends or self._ends[-1] <= span.start):
                self.add(span.start, span.end)

    def add(self, start: int, end: int) -> None:
        """Take in one more, which stands after all others."""
        self._starts.append(start)
        self._ends.append(end)

    def extend(self, others: "Hits") -> None:
        """Take in ``others``, which stand after all of these."""
        self._starts.extend(others._starts)
        self._ends.extend(others._ends)

    def joined(self, others: "Hits") -> "Hits":
        """Return these and ``others``, which stand after them."""
        both = Hits()
        both._starts, both._ends = self._starts + others._starts, self._ends + others._ends
        return both

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, at: int) -> Span: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Span]: ...
    def __getitem__(self, at: int | slice) -> Span | Sequence[Span]:
        if isinstance(at, slice):
            return [Span(*ends) for ends in zip(self._starts[at], self._ends[at], strict=True)]
        return Span(self._starts[at], self._ends[at])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(
            mine == its for mine, its in zip(self, other, strict=True)
        )

    __hash__ = None  # type: ignore[assignment]

    def touching(self, start: int, end: int) -> Sequence[Span]:
        """Return those that share a code point with the range."""
        return self[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def first_in(self, span: Span) -> int | None:
        """Return the first that shares a code point with ``span``, by index."""
        at = bisect_right(self._ends, span.start)
        return at if at < len(self) and span.overlaps(self[at]) else None

    def near(self, offset: int, step: int) -> int:
        """Return the first that ends after ``offset`` (``step`` 1) or begins before it (-1).

        It goes round the ends; 0 where there is none at all.
        """
        if step > 0:
            at = bisect_right(self._ends, offset)
            return at if at < len(self) else 0
        return (bisect_left(self._starts, offset) - 1) % max(len(self), 1)
