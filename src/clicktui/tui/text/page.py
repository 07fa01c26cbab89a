"""A work laid out for one width: screen rows to offsets of the cleaned text, and back."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from clicktui.corpus.model import Span
from clicktui.tui.drawing.layout import break_rows, character_at, drawn, width_of
from clicktui.tui.text.blocks import Block

MEASURE = 96
"""Cells of the longest row of text: longer ones are hard to read on."""


@dataclass(frozen=True, slots=True)
class Row:
    """One screen row: ``text`` is what it draws of its block, from ``start`` in the cleaned text.

    ``start`` and ``end`` are None on rows of the interface's own words; ``end`` counts the spaces
    that hang over the edge. ``is_first`` marks the first row of its block.
    """

    block: Block
    text: str
    start: int | None
    end: int | None
    is_first: bool

    @property
    def mark(self) -> str:
        """What stands between the margin and the row's text."""
        return self.block.first if self.is_first else self.block.rest

    @property
    def span(self) -> Span | None:
        """The offsets that the row holds, None on rows of the interface's own words."""
        return None if self.start is None or self.end is None else Span(self.start, self.end)


class Page:
    """Blocks cut into rows of ``width`` cells, a margin of ``margin`` cells at their left.

    The margin holds the cursor's bar, ``number_width`` cells for the paragraph number and a gap.
    Where there is room to spare, ``left`` empty cells centre the whole.
    """

    def __init__(self, blocks: list[Block], width: int, *, compact: bool = False) -> None:
        self.blocks = blocks
        self.width = width
        numbers = [block.number for block in blocks if block.number is not None]
        digits, gap = max(len(str(max(numbers, default=1))), 2), 1
        if not compact and width >= 50:
            digits, gap = max(digits, 3), 2
        self.number_width = digits
        self.margin = 1 + digits + gap
        self.measure = max(min(width - self.margin, MEASURE), 2)
        self.left = max((width - self.margin - self.measure) // 2, 0)
        self._ends = [self._rows_of_block(block) for block in blocks]
        self._first_rows = list(accumulate((len(ends) for ends in self._ends), initial=0))
        placed = [
            (block.start, place) for place, block in enumerate(blocks) if block.start is not None
        ]
        self._starts = [start for start, _place in placed]
        self._places = [place for _start, place in placed]

    def _rows_of_block(self, block: Block) -> list[int]:
        return break_rows(block.text, self.measure - width_of(block.first)) or [0]

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._first_rows[-1]

    def row(self, y: int) -> Row:
        """Return row ``y``, counted from 0.

        Raises:
            IndexError: there is no such row.
        """
        if not 0 <= y < len(self):
            raise IndexError(y)
        place = bisect_right(self._first_rows, y) - 1
        block, ends = self.blocks[place], self._ends[place]
        inside = y - self._first_rows[place]
        begin, end = ends[inside - 1] if inside else 0, ends[inside]
        return Row(
            block,
            drawn(block.text[begin:end]),
            None if block.start is None else block.start + begin,
            None if block.start is None else block.start + end,
            inside == 0,
        )

    def y_of(self, offset: int) -> int:
        """Return the row that shows the code point at ``offset``, or the nearest one before it."""
        if not self._starts:
            return 0
        place = self._places[max(bisect_right(self._starts, offset) - 1, 0)]
        start = self.blocks[place].start or 0
        ends = self._ends[place]
        inside = bisect_right(ends, max(offset - start, 0))
        return self._first_rows[place] + min(inside, len(ends) - 1)

    def rows_of(self, span: Span) -> range:
        """Return the rows that show ``span``."""
        return range(self.y_of(span.start), self.y_of(max(span.end - 1, span.start)) + 1)

    def character_under(self, x: int, y: int) -> Span | None:
        """Return the character drawn at cell ``x`` of row ``y``; ``x`` counts from the left edge.

        Right of a row it is the empty span at its drawn end; left of it, its first character. On
        rows of the interface's own words, and outside all rows, it is None.
        """
        if not 0 <= y < len(self):
            return None
        row = self.row(y)
        if row.start is None:
            return None
        cell = x - self.left - self.margin - width_of(row.mark)
        start, end = character_at(row.text, cell)
        return Span(row.start + start, row.start + end)

    def offset_at(self, y: int) -> int | None:
        """Return the first offset shown on row ``y`` or below it, None below all text."""
        for place in range(bisect_left(self._first_rows, y + 1) - 1, len(self.blocks)):
            if place >= 0 and self.blocks[place].start is not None:
                row = self.row(max(y, self._first_rows[place]))
                return row.start
        return None
