"""The quotes to settle, one highlighted, drawn line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clicktui.tui.dialogs.settler_rows import ToSettle, what_happened
from clicktui.tui.drawing.overlays import Overlays
from clicktui.tui.drawing.styled_runs import clip, on_one_line

ROWS = 2
"""Rows of one quote: what happened to it, and its first words with its reference."""

_WORDS_SHARE = 0.6
"""The part of a row that the first words have before the reference."""


class SettlerList(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows quotes in ``ROWS`` rows each; its keys are those of the screen that it is on."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"settler--what", "settler--quiet", "settler--bar", "settler--highlighted"}
    DEFAULT_CSS = """
    SettlerList {
        overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        & .settler--what { text-style: bold; }
        & .settler--quiet { color: $text-muted; }
        & .settler--bar { color: $primary; text-style: bold; }
        & .settler--highlighted { background: $panel; }
    }
    """

    @dataclass
    class Highlighted(Message):
        """The highlight is on ``row``."""

        row: ToSettle

    class Opened(Message):
        """The user wants to see the place of the highlighted quote."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[ToSettle] = ()
        self._highlighted = 0
        self._overlays = Overlays(self, "settler")

    @property
    def highlighted_row(self) -> ToSettle | None:
        """The highlighted quote, None when there is none."""
        return self._rows[self._highlighted] if self._rows else None

    def show(self, rows: Sequence[ToSettle]) -> None:
        """Show ``rows``, the highlight on the quote that had it, else on the one that follows."""
        had = [row.quote_id for row in self._rows[self._highlighted :]]
        ids = [row.quote_id for row in rows]
        self._rows = rows
        following = next((ids.index(quote_id) for quote_id in had if quote_id in ids), None)
        self._fit()
        self.refresh(layout=True)
        self._highlight(max(len(rows) - 1, 0) if following is None and had else following or 0)

    def move(self, step: int) -> None:
        """Highlight the quote ``step`` places further."""
        self._highlight(self._highlighted + step)

    def _highlight(self, place: int) -> None:
        if not self._rows:
            return
        self._highlighted = min(max(place, 0), len(self._rows) - 1)
        self._reveal()
        self.refresh()
        self.post_message(self.Highlighted(self._rows[self._highlighted]))

    def _reveal(self) -> None:
        region = Region(0, self._highlighted * ROWS, 1, ROWS)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def _fit(self) -> None:
        width = max(self.scrollable_content_region.width, 1)
        self.virtual_size = Size(width, len(self._rows) * ROWS)

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was left."""
        super().notify_style_update()
        self._overlays.clear()

    def on_resize(self) -> None:
        """Lay the rows out for the new width, the highlighted one in view."""
        self._fit()
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width = self.scrollable_content_region.width
        place, inside = divmod(y + self.scroll_offset.y, ROWS)
        if not place < len(self._rows):
            return Strip.blank(width, self.rich_style)
        is_highlighted = place == self._highlighted
        base = ("highlighted",) if is_highlighted else ()
        styles = self._overlays
        bar = ("▌" if self.has_focus else "│") if is_highlighted else " "
        row = self._rows[place]
        room = max(width - 2, 1)
        segments = [Segment(f"{bar} ", styles.of(*base, "bar"))]
        if inside == 0:
            segments.append(Segment(clip(what_happened(row), room), styles.of(*base, "what")))
        else:
            words = clip(on_one_line(row.quote.words), max(int(room * _WORDS_SHARE), 1))
            reference = clip(f"  {on_one_line(row.reference)}", max(room - cell_len(words), 1))
            segments.append(Segment(words, styles.of(*base)))
            segments.append(Segment(reference, styles.of(*base, "quiet")))
        return Strip(segments).adjust_cell_length(width, styles.of(*base))

    def on_click(self, event: events.Click) -> None:
        """Highlight the quote that is clicked; open it on a double click."""
        place = (event.y + self.scroll_offset.y) // ROWS
        if 0 <= place < len(self._rows):
            self._highlight(place)
            if event.chain == 2:
                self.post_message(self.Opened())
