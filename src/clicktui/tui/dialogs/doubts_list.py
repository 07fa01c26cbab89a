"""The rows of the dialog of doubts, drawn line by line: a thousand texts do not delay a key."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import help_binding
from clicktui.tui.dialogs.doubts_rows import DoubtRow, RowKind
from clicktui.tui.drawing.overlays import Overlays
from clicktui.tui.drawing.styled_runs import clip, on_one_line

_STYLES = {RowKind.TITLE: "title", RowKind.SOURCE: "source", RowKind.NOTE: "quiet"}
_NEAR = 500
_INDENTED = frozenset({RowKind.DOUBT, RowKind.MISSING, RowKind.NOTE})


class DoubtsList(ScrollView, can_focus=True):
    """Shows rows; one that is no title is highlighted. Posts ``Highlighted`` and ``Wished``."""

    BINDINGS = [help_binding(), *bindings(Scope.DOUBTS)]
    SCOPES = (Scope.DOUBTS,)
    COMPONENT_CLASSES = {
        "doubts--title", "doubts--source", "doubts--quiet", "doubts--bar", "doubts--highlighted",
    }  # fmt: skip
    DEFAULT_CSS = """
    DoubtsList {
        height: 1fr; background: $surface; scrollbar-size-vertical: 1; overflow-x: hidden;
        & .doubts--title { text-style: bold underline; }
        & .doubts--source { text-style: bold; }
        & .doubts--quiet { color: $text-muted; }
        & .doubts--bar { color: $primary; text-style: bold; }
        & .doubts--highlighted { background: $panel; }
    }
    """

    highlighted: reactive[int] = reactive(-1, always_update=True)

    @dataclass
    class Highlighted(Message):
        """The highlight is on ``row``, None where there is none."""

        row: DoubtRow | None

    @dataclass
    class Wished(Message):
        """The user wishes ``what`` of the highlighted row: the action of a command."""

        what: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[DoubtRow, ...] = ()
        self._overlays = Overlays(self, "doubts")

    @property
    def row(self) -> DoubtRow | None:
        """The highlighted row."""
        return self._rows[self.highlighted] if 0 <= self.highlighted < len(self._rows) else None

    def show(self, rows: Sequence[DoubtRow]) -> None:
        """Show ``rows``; the highlight stays on its row, or goes to what took its place."""
        before, at = self._rows, self.highlighted
        self._rows = tuple(rows)
        self.virtual_size = Size(max(self.size.width, 1), len(rows))
        place = self._place_after(before, max(at, 0)) if before else 0
        self.highlighted = self._free(place, 1)
        self.refresh()

    def _place_after(self, before: Sequence[DoubtRow], at: int) -> int:
        """Return where the row is now that was at ``at`` of ``before``, or the one beside it.

        What is near is looked at first: of 50,000 texts all rows take half a second.
        """
        for reach in (_NEAR, len(before) + len(self._rows)):
            first = max(at - reach, 0)
            now = self._rows[first : at + reach]
            places = {row.id: first + place for place, row in enumerate(now)}
            following = [*before[at : at + reach], *reversed(before[first:at])]
            there = (places[row.id] for row in following if row.id in places)
            found = (one for one in there if self._rows[one].kind is not RowKind.TITLE)
            place = next(found, None)
            if place is not None:
                return place
        return 0

    def go_to(self, row_id: tuple[str, str]) -> None:
        """Highlight the row with this id, where it is there."""
        for place, row in enumerate(self._rows):
            if row.id == row_id:
                self.highlighted = place
                return

    def _free(self, place: int, step: int) -> int:
        """Return the first row from ``place`` on that is no title; -1 where there is none."""
        for direction in (step, -step):
            at = place
            while 0 <= at < len(self._rows):
                if self._rows[at].kind is not RowKind.TITLE:
                    return at
                at += direction
        return -1

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was left."""
        super().notify_style_update()
        self._overlays.clear()

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self.virtual_size = Size(max(self.size.width, 1), len(self._rows))
        self.call_after_refresh(self._reveal)

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if not 0 <= index < len(self._rows):
            return Strip.blank(width, self.rich_style)
        row, is_here = self._rows[index], index == self.highlighted
        base = ("highlighted",) if is_here else ()
        bar = ("▌" if self.has_focus else "│") if is_here else " "
        indent = "  " if row.kind in _INDENTED else ""
        sign = "" if row.kind is RowKind.TITLE else f"{row.sign} "
        text = clip(f"{indent}{sign}{on_one_line(row.text)}", max(width - 1, 0))
        names = (*base, _STYLES[row.kind]) if row.kind in _STYLES else base
        segments = [
            Segment(bar, self._overlays.of(*base, "bar")),
            Segment(text, self._overlays.of(*names)),
        ]
        return Strip(segments).adjust_cell_length(width, self._overlays.of(*base))

    def watch_highlighted(self, index: int) -> None:
        """Bring the highlighted row into view; tell who listens."""
        self._reveal()
        self.refresh()
        self.post_message(self.Highlighted(self.row))

    def _reveal(self) -> None:
        """Bring the highlighted row into view, with the titles above it."""
        index = self.highlighted
        if 0 <= index < len(self._rows):
            first = self._first_with(index)
            rows = Region(0, first, 1, index - first + 1)
            self.scroll_to_region(rows, animate=False, force=True, immediate=True)

    def _first_with(self, index: int) -> int:
        """Return the row from which on to show, so that it is seen what the one at ``index`` is of.

        That is the row of its text, and the title above that, where there is room.
        """
        first = index
        while first > 0 and self._rows[first].kind in _INDENTED:
            first -= 1
        if first > 0 and self._rows[first - 1].kind is RowKind.TITLE:
            first -= 1
        return first if index - first < self.size.height else index

    def _move(self, step: int) -> None:
        if self._rows:
            place = min(max(self.highlighted + step, 0), len(self._rows) - 1)
            self.highlighted = self._free(place, 1 if step > 0 else -1)

    def action_cursor_down(self) -> None:
        """Go down."""
        self._move(1)

    def action_cursor_up(self) -> None:
        """Go up."""
        self._move(-1)

    def action_page_down(self) -> None:
        """Move a page down."""
        self._move(max(self.size.height - 1, 1))

    def action_page_up(self) -> None:
        """Move a page up."""
        self._move(-max(self.size.height - 1, 1))

    def action_first(self) -> None:
        """Go to the first row."""
        self._move(-len(self._rows))

    def action_last(self) -> None:
        """Go to the last row."""
        self._move(len(self._rows))

    def on_click(self, event: events.Click) -> None:
        """Highlight the row that is clicked; open its place on a double click."""
        index = event.y + self.scroll_offset.y
        if 0 <= index < len(self._rows) and self._rows[index].kind is not RowKind.TITLE:
            self.highlighted = index
            if event.chain == 2:
                self.action_open()

    def action_confirm(self) -> None:
        """Wish what is in doubt confirmed."""
        self.post_message(self.Wished("confirm"))

    def action_refuse(self) -> None:
        """Wish what is in doubt forgotten."""
        self.post_message(self.Wished("refuse"))

    def action_edit(self) -> None:
        """Wish to write the value."""
        self.post_message(self.Wished("edit"))

    def action_all(self) -> None:
        """Wish all doubts of this text confirmed."""
        self.post_message(self.Wished("all"))

    def action_open(self) -> None:
        """Wish the place opened in the reader."""
        self.post_message(self.Wished("open"))

    def action_take(self) -> None:
        """Wish a duplicate taken in."""
        self.post_message(self.Wished("take"))

    def action_undo(self) -> None:
        """Wish the last wish taken back."""
        self.post_message(self.Wished("undo"))

    def action_export(self) -> None:
        """Wish the list saved."""
        self.post_message(self.Wished("export"))

    def action_close(self) -> None:
        """Wish to leave."""
        self.post_message(self.Wished("close"))
