"""Draws styled pieces of a text row by row, however long they are."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clicktui.corpus.model import Span
from clicktui.tui.drawing.overlays import Overlays
from clicktui.tui.drawing.pieces import Piece, PieceRows

STYLES = frozenset({"strong", "quiet", "elided", "altered", "emphasis", "gone", "come", "stretch"})
"""The names that ``Piece.styles`` may have."""

BAR_WIDTH = 2
"""Cells at the left of each row: the bar and a gap."""

_CONTEXT_ROWS = 1


class PiecesView(ScrollView, inherit_bindings=False):
    """Shows pieces by the line API, as plain segments; a bar marks the rows of a stretch."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {f"pieces--{name}" for name in STYLES | {"bar"}}
    DEFAULT_CSS = """
    PiecesView {
        overflow-x: hidden; overflow-y: auto;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        & .pieces--strong { text-style: bold; }
        & .pieces--quiet { color: $text-muted; }
        & .pieces--elided { color: $text-muted; text-style: strike; }
        & .pieces--altered { color: $accent; text-style: bold; }
        & .pieces--emphasis { text-style: underline italic; }
        & .pieces--gone { color: $error; text-style: strike; }
        & .pieces--come { color: $success; text-style: bold; }
        & .pieces--stretch { text-style: reverse; }
        & .pieces--bar { color: $primary; text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None, is_hanging: bool = False) -> None:
        """Make the view; ``is_hanging`` as in ``PieceRows``."""
        super().__init__(id=id)
        self._is_hanging = is_hanging
        self._pieces: Sequence[Piece] = ()
        self._stretch: Span | None = None
        self._laid_out: tuple[int, PieceRows] | None = None
        self._overlays = Overlays(self, "pieces")

    def show(self, pieces: Sequence[Piece], *, stretch: Span | None = None) -> None:
        """Show ``pieces``; ``stretch`` (offsets in their text) is drawn as the marked one."""
        self._pieces, self._stretch = pieces, stretch
        self._laid_out = None
        self._fit()

    def mark(self, stretch: Span | None) -> None:
        """Draw ``stretch`` as the marked one, in the same pieces."""
        self._stretch = stretch
        self.refresh()

    def rows(self) -> PieceRows:
        """Return the pieces in rows for the present width."""
        width = max(self.scrollable_content_region.width - BAR_WIDTH, 2)
        if self._laid_out is None or self._laid_out[0] != width:
            rows = PieceRows(self._pieces, width, is_hanging=self._is_hanging)
            self._laid_out = (width, rows)
        return self._laid_out[1]

    def reveal(self, span: Span) -> None:
        """Scroll as little as shows where ``span`` (offsets in the text) begins and ends.

        Where there is no room for both, the beginning is shown.
        """
        rows, height = self.rows(), self.scrollable_content_region.height
        first, last = rows.y_of(span.start), rows.y_of(max(span.end - 1, span.start))
        top = self.scroll_offset.y
        context = min(_CONTEXT_ROWS, max(height - (last - first + 1), 0) // 2)
        if first - context < top or last - first >= height:
            top = first - context
        elif last + context >= top + height:
            top = last + context - height + 1
        else:
            return
        self.scroll_to(y=max(top, 0), animate=False, force=True, immediate=True)

    def page(self, step: int) -> None:
        """Scroll by a page."""
        jump = max(self.scrollable_content_region.height - _CONTEXT_ROWS, 1)
        self.scroll_relative(y=step * jump, animate=False)

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._fit()

    def _fit(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.rows()))
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was left."""
        super().notify_style_update()
        self._overlays.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width, styles = self.scrollable_content_region.width, self._overlays
        rows, row = self.rows(), y + self.scroll_offset.y
        if not row < len(rows):
            return Strip.blank(width, styles.of())
        over, bar = None, " "
        if self._stretch is not None:
            over = rows.places_of(self._stretch)
            last = max(self._stretch.end - 1, self._stretch.start)
            if rows.y_of(self._stretch.start) <= row <= rows.y_of(last):
                bar = "▌" if self.has_focus else "│"
        segments = [Segment(bar.ljust(BAR_WIDTH), styles.of("bar"))]
        for text, names in rows.row(row, over, "stretch"):
            segments.append(Segment(text, styles.of(*names)))
        return Strip(segments).adjust_cell_length(width, styles.of())
