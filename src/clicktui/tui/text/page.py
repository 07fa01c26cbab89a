"""A work laid out for one width: screen rows to offsets of the cleaned text, and back.

A long work is laid out where it is looked at. How many rows the rest has is estimated until then,
so what stands below moves when that turns out otherwise; what is asked for by its offset is exact.
"""

import time
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from clicktui.corpus.model import Span
from clicktui.tui.drawing.layout import break_rows, character_at, drawn, width_of
from clicktui.tui.text.blocks import Block, WorkBlocks

MEASURE = 96
"""Cells of the longest row of text: longer ones are hard to read on."""

_FILLED = 0.93
"""How much of a row is filled by words, in the mean, where text is broken at spaces."""

_KEPT_PIECES = 64


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


class _Piece:
    """Some blocks cut into rows; ``first_rows`` has where each begins, and how many there are."""

    def __init__(self, blocks: list[Block], measure: int) -> None:
        self.blocks = blocks
        self.ends = [
            break_rows(block.text, measure - width_of(block.first)) or [0] for block in blocks
        ]
        self.first_rows = list(accumulate((len(ends) for ends in self.ends), initial=0))

    def __len__(self) -> int:
        return self.first_rows[-1]

    def block_at(self, inside: int) -> int:
        """Return the place of the block that has row ``inside``."""
        return bisect_right(self.first_rows, inside) - 1

    def row(self, inside: int) -> Row:
        place = self.block_at(inside)
        block, ends = self.blocks[place], self.ends[place]
        nth = inside - self.first_rows[place]
        begin, end = ends[nth - 1] if nth else 0, ends[nth]
        return Row(
            block,
            drawn(block.text[begin:end]),
            None if block.start is None else block.start + begin,
            None if block.start is None else block.start + end,
            nth == 0,
        )

    def row_of(self, offset: int) -> int:
        """Return the row that shows ``offset``, or the nearest one before it."""
        placed = [
            (block.start, place)
            for place, block in enumerate(self.blocks)
            if block.start is not None
        ]
        start, place = placed[max(bisect_right(placed, offset, key=lambda one: one[0]) - 1, 0)]
        ends = self.ends[place]
        inside = bisect_right(ends, max(offset - start, 0))
        return self.first_rows[place] + min(inside, len(ends) - 1)

    def start_from(self, inside: int) -> int | None:
        """Return the first offset shown on row ``inside`` or below it, None below all text."""
        for place in range(self.block_at(inside), len(self.blocks)):
            if self.blocks[place].start is not None:
                return self.row(max(inside, self.first_rows[place])).start
        return None


class Page:
    """Blocks cut into rows of ``width`` cells, a margin of ``margin`` cells at their left.

    The margin holds the cursor's bar, ``number_width`` cells for the paragraph number and a gap.
    Where there is room to spare, ``left`` empty cells centre the whole.

    Rows are exact where ``y_of``, ``rows_of`` or ``settled`` looked: there, and for ``around`` rows
    above and below. Whatever looks where nobody did can move the rows that follow.
    """

    def __init__(self, blocks: WorkBlocks, width: int, around: int = 0) -> None:
        """Lay out the metadata of ``blocks``, the rest where it is looked at."""
        self.blocks = blocks
        self.width = width
        self.around = around
        digits, gap = max(len(str(blocks.largest_number)), 2), 1
        if not blocks.compact and width >= 50:
            digits, gap = max(digits, 3), 2
        self.number_width = digits
        self.margin = 1 + digits + gap
        self.measure = max(min(width - self.margin, MEASURE), 2)
        self.left = max((width - self.margin - self.measure) // 2, 0)
        self._heights = [0, *(self._estimate(piece) for piece in blocks.pieces)]
        self._is_exact = [False] * len(self._heights)
        self._kept: dict[int, _Piece] = {}
        self._firsts: list[int] | None = None
        self._refined: list[int] = []
        self._piece(0)

    def _estimate(self, piece: range) -> int:
        blanks = 0 if self.blocks.compact else len(piece)
        filled = self.blocks.characters_in(piece) / (self.measure * _FILLED)
        return round(filled + len(piece) / 2) + blanks + 1

    @property
    def _first_rows(self) -> list[int]:
        """The row on which each piece begins, and how many rows there are."""
        if self._firsts is None:
            self._firsts = list(accumulate(self._heights, initial=0))
        return self._firsts

    def _blocks_of(self, number: int) -> list[Block]:
        if number == 0:
            return self.blocks.head
        paragraphs = self.blocks.pieces[number - 1]
        return [block for index in paragraphs for block in self.blocks.of(index)]

    def _piece(self, number: int) -> _Piece:
        """Return a piece, laid out; the metadata is number 0."""
        piece = self._kept.get(number)
        if piece is None:
            piece = _Piece(self._blocks_of(number), self.measure)
            self._found(number, len(piece))
            while len(self._kept) >= _KEPT_PIECES:
                self._kept.pop(next(iter(self._kept)))
            self._kept[number] = piece
        return piece

    def _found(self, number: int, height: int) -> None:
        self._is_exact[number] = True
        if self._heights[number] != height:
            self._heights[number] = height
            self._firsts = None

    def _number_at(self, y: int) -> int:
        return min(bisect_right(self._first_rows, y) - 1, len(self._heights) - 1)

    def _lay_around(self, number: int, inside: int) -> None:
        """Lay out the pieces around row ``inside`` of a piece."""
        last = len(self._heights) - 1
        before, above = number, self.around - inside
        while above > 0 and before > 0:
            before -= 1
            above -= self._height(before)
        after, below = number, self.around - (self._height(number) - inside)
        while below > 0 and after < last:
            after += 1
            below -= self._height(after)

    def _height(self, number: int) -> int:
        return self._heights[number] if self._is_exact[number] else len(self._piece(number))

    def __len__(self) -> int:
        """Return the number of rows, as far as it is known."""
        return self._first_rows[-1]

    def settled(self, y: int) -> int:
        """Lay out what is around row ``y``; return the row on which that stands then."""
        number = self._number_at(max(y, 0))
        inside, estimated = y - self._first_rows[number], self._heights[number]
        if not self._is_exact[number]:
            inside = inside * self._height(number) // max(estimated, 1)
        self._lay_around(number, inside)
        return self._first_rows[number] + inside

    @property
    def is_exact(self) -> bool:
        """Whether all rows are known."""
        return len(self._refined) == len(self._heights)

    def refine(self, seconds: float) -> bool:
        """Go on for so long to count the rows that nobody looked at; say whether all are known.

        No row moves before all are.
        """
        until = time.perf_counter() + seconds
        while not self.is_exact:
            number = len(self._refined)
            height = self._heights[number]
            if not self._is_exact[number]:
                height = len(_Piece(self._blocks_of(number), self.measure))
            self._refined.append(height)
            if time.perf_counter() >= until:
                break
        if self.is_exact:
            self._heights, self._firsts = list(self._refined), None
            self._is_exact = [True] * len(self._heights)
        return self.is_exact

    def row(self, y: int) -> Row:
        """Return row ``y``, counted from 0.

        Raises:
            IndexError: there is no such row.
        """
        if not 0 <= y < len(self):
            raise IndexError(y)
        number = self._number_at(y)
        piece = self._piece(number)
        while (inside := y - self._first_rows[number]) >= len(piece):
            number += 1  # the piece is shorter than estimated
            if number == len(self._heights):
                raise IndexError(y)
            piece = self._piece(number)
        return piece.row(inside)

    def y_of(self, offset: int) -> int:
        """Return the row that shows the code point at ``offset``, or the nearest one before it."""
        if not self.blocks.pieces:
            return 0
        number = self._holding(offset)
        inside = self._piece(number).row_of(offset)
        self._lay_around(number, inside)
        return self._first_rows[number] + inside

    def _holding(self, offset: int) -> int:
        return max(bisect_right(self.blocks.piece_starts, offset), 1)

    def rows_beside(self, row: Row) -> list[Row]:
        """Return the rows of the paragraph that ``row``, of which it shows words, is of."""
        piece = self._piece(self._holding(row.start or 0))
        place = piece.block_at(piece.row_of(row.start or 0))
        return [piece.row(inside) for inside in range(*piece.first_rows[place : place + 2])]

    def rows_of(self, span: Span) -> range:
        """Return the rows that show ``span``."""
        last = max(span.end - 1, span.start)
        self.y_of(last)  # before the first row is looked for: it can move that
        first = self.y_of(span.start)
        return range(first, self.y_of(last) + 1)

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
        if y >= len(self):
            return None
        number = self._number_at(max(y, 0))
        inside = max(y - self._first_rows[number], 0)
        if inside < len(self._piece(number)):
            found = self._piece(number).start_from(inside)
            if found is not None:
                return found
        starts = self.blocks.piece_starts
        return starts[number] if number < len(starts) else None
