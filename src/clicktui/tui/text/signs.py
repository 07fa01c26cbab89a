"""Where the signs of codes stand in a text."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from clicktui.corpus.model import Span
from clicktui.tui.drawing.layout import width_of
from clicktui.tui.text.page import Page, Row

SIGNS_GAP = 2
"""Cells between words and the signs of their codes."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A passage that has codes: their signs, and what these say in words."""

    span: Span
    signs: str
    words: str


def signed_in(coded: Sequence[Signed], span: Span) -> Sequence[Signed]:
    """Return those of ``coded``, which are in order and do not overlap, that touch ``span``."""
    first = bisect_right(coded, span.start, key=lambda one: one.span.end)
    last = bisect_left(coded, span.end, key=lambda one: one.span.start)
    return coded[first:last]


def room_beside(page: Page, row: Row) -> int:
    """Return the cells that are free at the right of what ``row`` draws."""
    return page.width - page.left - page.margin - width_of(row.mark) - width_of(row.text)


class PlacedSigns:
    """The signs of the codes of ``coded`` passages, each on the last row of its that has the room.

    They are placed paragraph by paragraph, when a row of it is drawn.
    """

    def __init__(self, page: Page, coded: Sequence[Signed]) -> None:
        """Place on ``page`` what ``coded`` has, in order and not overlapping."""
        self.page = page
        self._coded = coded
        self._placed: dict[int, dict[int, str]] = {}

    def on(self, row: Row) -> str:
        """Return the signs that stand on ``row``, "" where none do."""
        paragraph = row.block.paragraph
        if paragraph is None or row.start is None or not self._coded:
            return ""
        if paragraph not in self._placed:
            self._placed[paragraph] = self._place(row)
        return self._placed[paragraph].get(row.start, "")

    def _place(self, row: Row) -> dict[int, str]:
        rows = self.page.rows_beside(row)
        starts = [one.start or 0 for one in rows]
        whole = Span(starts[0], rows[-1].end or 0)
        placed: dict[int, str] = {}
        for one in signed_in(self._coded, whole):
            if one.span.end > whole.end:
                continue  # it ends in a paragraph below
            wanted = width_of(one.signs) + SIGNS_GAP
            first = max(bisect_right(starts, one.span.start) - 1, 0)
            for at in range(bisect_left(starts, one.span.end) - 1, first - 1, -1):
                if starts[at] not in placed and room_beside(self.page, rows[at]) >= wanted:
                    placed[starts[at]] = one.signs
                    break
        return placed
