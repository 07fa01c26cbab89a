"""The highlighted quote of the board in full, drawn row by row."""

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clicktui.tui.board.detail_blocks import Reference, item_blocks, rows_of
from clicktui.tui.board.view import BoardView, Item
from clicktui.tui.drawing.overlays import Overlays
from clicktui.tui.drawing.styled_runs import StyledRow

_EDGE = 1


class QuoteDetails(ScrollView, can_focus=False, inherit_bindings=False):
    """Shows all that is known of an item of the board, by the line API: words are never cut."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {
        "details--name",
        "details--quiet",
        "details--label",
        "details--warning",
        "details--altered",
        "details--emphasis",
        "details--found",
        "details--mark",
    }
    DEFAULT_CSS = """
    QuoteDetails {
        overflow-x: hidden; scrollbar-size-vertical: 1;
        & .details--name { text-style: bold; }
        & .details--quiet { color: $text-muted; }
        & .details--label { color: $primary; text-style: bold; }
        & .details--warning { color: $warning; text-style: bold; }
        & .details--altered { color: $secondary; }
        & .details--emphasis { text-style: italic underline; }
        & .details--found { color: $accent; text-style: bold underline; }
        & .details--mark { color: $primary; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: BoardView | None = None
        self._item: Item | None = None
        self._reference: Reference | None = None
        self._rows: list[StyledRow] = []
        self._overlays = Overlays(self, "details")

    def show(self, view: BoardView, item: Item | None) -> None:
        """Show what is known of ``item``, a quote or a list; without one, the board's memo.

        The reference of another quote than the one shown, or of other words, is not known yet.
        """
        before, self._view, self._item = self._item, view, item
        is_same = before is not None and item is not None and before.id == item.id
        if not (is_same and _cites(before) == _cites(item)):
            self._reference = None
        self._lay_out()
        if not is_same:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def show_codes(self, view: BoardView) -> None:
        """Show ``view``, which differs in nothing but the codes of its quotes."""
        self._view = view
        self._lay_out()

    def show_reference(
        self, quote_id: str, reference: str, cited_in: str = "", trouble: str = ""
    ) -> None:
        """Show the reference of a quote, if it is still the one that is shown."""
        if self._item is not None and self._item.id == quote_id:
            self._reference = Reference(reference, cited_in, trouble)
            self._lay_out()

    def page(self, step: int) -> None:
        """Scroll by ``step`` pages."""
        jump = max(self.scrollable_content_region.height - 1, 1)
        self.scroll_relative(y=step * jump, animate=False)

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was left."""
        super().notify_style_update()
        self._overlays.clear()

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width - 2 * _EDGE
        blocks = item_blocks(self._view, self._item, self._reference) if self._view else []
        self._rows = rows_of(blocks, width)
        self.virtual_size = Size(max(self.size.width, 1), len(self._rows))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width, base = self.scrollable_content_region.width, self._overlays.of()
        row = y + self.scroll_offset.y
        runs = self._rows[row] if row < len(self._rows) else ()
        segments = [Segment(" " * _EDGE, base)]
        segments += [Segment(text, self._overlays.of(*styles)) for text, styles in runs]
        return Strip(segments).adjust_cell_length(width, base)


def _cites(item: Item | None) -> object:
    """Return what the reference of an item depends on."""
    return None if item is None or item.pinned is None else (item.pinned.quote, item.pinned.cited)
