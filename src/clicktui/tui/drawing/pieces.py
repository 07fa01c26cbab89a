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

_HANG = 2
"""Cells by which an indented line that goes on stands farther in than it began."""


class PieceRows:
    """Pieces in rows of at most ``width`` cells; a newline ends a row.

    ``is_hanging``: a line that is indented keeps its indent, and a little more, where it goes on.
    The pieces that have a ``start`` follow the order of the text that they show. A *place* is an
    index in the characters of all pieces together, with their signs.
    """

    def __init__(self, pieces: Sequence[Piece], width: int, *, is_hanging: bool = False) -> None:
        self._pieces = [piece for piece in pieces if piece.text]
        self._firsts = list(accumulate((len(piece.text) for piece in self._pieces), initial=0))
        self._text = "".join(piece.text for piece in self._pieces)
        self._rows: list[Span] = []
        self._indents: list[int] = []
        at = 0
        for line in self._text.split("\n"):
            indent = len(line) - len(line.lstrip(" ")) if is_hanging else 0
            hang = min(indent + _HANG, width // 2) if indent else 0
            begin = at
            for end in _ends(printable(line), width, hang):
                self._indents.append(hang if begin > at else 0)
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
        indent = self._indents[y]
        runs: list[Run] = [(" " * indent, ())] if indent else []
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
        y = self.y_of(offset)
        row = self._rows[y]
        before = printable(self._text[row.start : self.place_of(offset)])
        return self._indents[y] + width_of(before)

    def offset_at(self, y: int, cell: int) -> int | None:
        """Return the offset of the character at ``cell`` of row ``y``, or of the nearest one.

        A sign stands for the character after it. None where no text is shown at all.
        """
        if not self._starts:
            return None
        y = min(max(y, 0), len(self._rows) - 1)
        row = self._rows[y]
        text = self._row_text(row)
        inside = min(character_at(text, cell - self._indents[y])[0], max(len(text) - 1, 0))
        return self._offset_of(row.start + inside)

    def _offset_of(self, place: int) -> int:
        nth = bisect_right(self._firsts, place) - 1
        if nth < len(self._pieces) and (start := self._pieces[nth].start) is not None:
            return start + place - self._firsts[nth]
        after = bisect_left(self._nths, nth)
        if after < len(self._nths):
            return self._starts[after]
        return self._starts[-1] + len(self._pieces[self._nths[-1]].text) - 1


def _ends(line: str, width: int, hang: int) -> list[int]:
    """Return where the rows of ``line`` end, those after the first narrower by ``hang``."""
    ends = break_rows(line, width) or [0]
    if not hang or len(ends) == 1:
        return ends
    first = ends[0]
    return [first, *(first + end for end in break_rows(line[first:], width - hang))]
