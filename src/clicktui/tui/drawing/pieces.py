"""Styled pieces of a text cut into screen rows, and back from a row's cell to the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from clicktui.corpus.model import Span
from clicktui.tui.drawing.layout import break_rows, character_at, drawn, printable, width_of


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters drawn in one way.

    ``styles`` are names of styles laid one over the other. ``start`` is the offset of the first
    character in the text that is shown, None for signs and words of the interface.
    """

    text: str
    styles: tuple[str, ...] = ()
    start: int | None = None


Run = tuple[str, tuple[str, ...]]
"""What a row draws: characters and the names of their styles."""


class PieceRows:
    """Pieces in rows of at most ``width`` cells; a newline ends a row.

    The pieces that have a ``start`` follow the order of the text that they show. A *place* is an
    index in the characters of all pieces together, with their signs.
    """

    def __init__(self, pieces: Sequence[Piece], width: int) -> None:
        self._pieces = [piece for piece in pieces if piece.text]
        self._firsts = list(accumulate((len(piece.text) for piece in self._pieces), initial=0))
        self._text = "".join(piece.text for piece in self._pieces)
        self._rows: list[Span] = []
        at = 0
        for line in self._text.split("\n"):
            begin = at
            for end in break_rows(printable(line), width) or [0]:
                self._rows.append(Span(begin, at + end))
                begin = at + end
            at += len(line) + 1
        shown = [(p.start, n) for n, p in enumerate(self._pieces) if p.start is not None]
        self._starts = [start for start, _nth in shown]
        self._nths = [nth for _start, nth in shown]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def row(self, y: int, over: Span | None = None, over_style: str = "") -> list[Run]:
        """Return what row ``y`` draws; the places of ``over`` have ``over_style`` on top.

        Raises:
            IndexError: there is no such row.
        """
        row = self._rows[y]
        end = row.start + len(self._row_text(row))
        cuts = {row.start, end}
        if over is not None:
            cuts |= {at for at in (over.start, over.end) if row.start < at < end}
        first = bisect_right(self._firsts, row.start)
        cuts.update(self._firsts[first : bisect_left(self._firsts, end)])
        ordered = sorted(cuts)
        runs: list[Run] = []
        for begin, stop in pairwise(ordered):
            styles = self._pieces[bisect_right(self._firsts, begin) - 1].styles
            if over is not None and over.start <= begin < over.end:
                styles = (*styles, over_style)
            runs.append((printable(self._text[begin:stop]), styles))
        return runs

    def _row_text(self, row: Span) -> str:
        return drawn(printable(self._text[row.start : row.end]))

    def place_of(self, offset: int) -> int:
        """Return where the character at ``offset`` of the text is, or the nearest after it."""
        if not self._starts:
            return 0
        nth = self._nths[max(bisect_right(self._starts, offset) - 1, 0)]
        piece = self._pieces[nth]
        inside = min(max(offset - (piece.start or 0), 0), len(piece.text))
        return self._firsts[nth] + inside

    def places_of(self, span: Span) -> Span:
        """Return where the characters of ``span`` are, with the signs that stand among them."""
        last = max(span.end - 1, span.start)
        return Span(self.place_of(span.start), self.place_of(last) + 1)

    def y_of(self, offset: int) -> int:
        """Return the row that shows the character at ``offset``, or the nearest one."""
        place = self.place_of(offset)
        return max(bisect_right(self._rows, place, key=lambda row: row.start) - 1, 0)

    def cell_of(self, offset: int) -> int:
        """Return the cell in its row where the character at ``offset`` is drawn."""
        row = self._rows[self.y_of(offset)]
        return width_of(printable(self._text[row.start : self.place_of(offset)]))

    def offset_at(self, y: int, cell: int) -> int | None:
        """Return the offset of the character at ``cell`` of row ``y``, or of the nearest one.

        A sign stands for the character after it. None where no text is shown at all.
        """
        if not self._starts:
            return None
        row = self._rows[min(max(y, 0), len(self._rows) - 1)]
        text = self._row_text(row)
        inside = min(character_at(text, cell)[0], max(len(text) - 1, 0))
        return self._offset_of(row.start + inside)

    def _offset_of(self, place: int) -> int:
        nth = bisect_right(self._firsts, place) - 1
        if nth < len(self._pieces) and (start := self._pieces[nth].start) is not None:
            return start + place - self._firsts[nth]
        after = bisect_left(self._nths, nth)
        if after < len(self._nths):
            return self._starts[after]
        return self._starts[-1] + len(self._pieces[self._nths[-1]].text) - 1
