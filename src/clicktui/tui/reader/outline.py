"""The works as an outline: file, work, headings."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.actions import SkipAction
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clicktui.corpus.model import SourceFile, Span
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.drawing.overlays import Overlays
from clicktui.tui.drawing.styled_runs import clip, on_one_line
from clicktui.tui.reader.outline_rows import Entry, OutlineRow, OutlineRows
from clicktui.tui.wishes import CompleteWork, wish

_SIGNS = {True: "▼ ", False: "▶ ", None: ""}


class Outline(ScrollView, can_focus=True, inherit_bindings=False):
    """Lists works under their files, and headings under the works that were opened.

    It is drawn line by line: 50,000 works cost no more than the rows that are seen.
    """

    ALLOW_SELECT = False
    BINDINGS = bindings(Scope.OUTLINE)
    SCOPES = (Scope.OUTLINE,)
    COMPONENT_CLASSES = {"outline--guides", "outline--open", "outline--cursor", "outline--left"}
    DEFAULT_CSS = """
    Outline {
        background: $background;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & .outline--guides { color: $text-muted; }
        & .outline--open { text-style: bold; }
        & .outline--cursor {
            color: $block-cursor-foreground; background: $block-cursor-background;
        }
        & .outline--left {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
        }
    }
    """

    cursor_line: reactive[int] = reactive(0, repaint=False)
    """The row that the cursor is on."""

    @dataclass
    class Opened(Message):
        """The user chose the work called ``work``; ``span`` is the heading to go to, or None."""

        work: str
        span: Span | None

    class Left(Message):
        """The user goes back to the text."""

    class HideWished(Message):
        """The user is done with the outline."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = OutlineRows()
        self._marked: str | None = None
        self._overlays = Overlays(self, "outline")

    @property
    def cursor(self) -> Entry | None:
        """What the cursor is on; None where nothing is listed."""
        return self._rows.row(self.cursor_line).entry if len(self._rows) else None

    def set_files(self, files: Iterable[SourceFile]) -> None:
        """List the works of ``files``."""
        self._rows = OutlineRows(tuple(files))
        self._marked = None
        self._show(None)

    def follow(self, files: Iterable[SourceFile]) -> None:
        """Show the works of ``files`` with the titles that they have now; nothing else changes."""
        there = self.cursor
        self._rows = self._rows.followed_by(tuple(files))
        if self._marked is not None:
            self._rows.unfold(self._marked)
        self._show(there)

    def _show(self, there: Entry | None) -> None:
        """Draw the rows anew, the cursor on ``there``, or on the first work."""
        self.virtual_size = Size(max(self.size.width, 1), len(self._rows))
        place = None if there is None else self._rows.place_of(there)
        self.cursor_line = min(1 if place is None else place, max(len(self._rows) - 1, 0))
        self.refresh()

    def mark(self, work_id: str) -> None:
        """Show which work is open: bold, unfolded, the cursor on it or on a heading of it."""
        there = self.cursor
        self._marked = work_id
        self._rows.unfold(work_id)
        if there is None or there.work != work_id:
            place = self._rows.place_of(Entry("", work_id))
            there = there if place is None else self._rows.row(place).entry
        self._show(there)
        self.call_after_refresh(self._reveal_cursor)

    def action_open(self) -> None:
        """Open the work or heading under the cursor, or the only work of a file; unfold others."""
        here = self.cursor
        if here is None:
            return
        if here.work is not None:
            self.post_message(self.Opened(here.work, here.span))
            return
        works = next(file.works for file in self._rows.files if file.name == here.file)
        if len(works) == 1:
            self.post_message(self.Opened(works[0].id, None))
        else:
            self._toggle(here)

    def _toggle(self, entry: Entry) -> None:
        self._rows.toggle(entry)
        self._show(entry)

    def action_hide(self) -> None:
        """Ask to be hidden."""
        self.post_message(self.HideWished())

    def action_back(self) -> None:
        """Go back to the text, if there is one; else back up further."""
        if self._marked is None:
            raise SkipAction
        self.post_message(self.Left())

    async def action_reference(self) -> None:
        """Ask for what is known of the reference of the work under the cursor."""
        here = self.cursor
        if here is not None and here.work is not None:
            await wish(self, CompleteWork(here.work))

    def action_cursor_down(self) -> None:
        """Go to the next line."""
        self.cursor_line += 1

    def action_cursor_up(self) -> None:
        """Go to the previous line."""
        self.cursor_line -= 1

    def action_page(self, step: int) -> None:
        """Go on or back by a page."""
        self.cursor_line += step * max(self.scrollable_content_region.height - 1, 1)

    def action_scroll_home(self) -> None:
        """Go to the first line."""
        self.cursor_line = 0

    def action_scroll_end(self) -> None:
        """Go to the last line."""
        self.cursor_line = len(self._rows) - 1

    def validate_cursor_line(self, line: int) -> int:
        """Keep the cursor among the rows."""
        return min(max(line, 0), max(len(self._rows) - 1, 0))

    def watch_cursor_line(self, _line: int) -> None:
        """Bring the cursor's row into view."""
        self._reveal_cursor()
        self.refresh()

    def _reveal_cursor(self) -> None:
        self.scroll_to_region(
            Region(0, self.cursor_line, 1, 1), animate=False, force=True, immediate=True
        )

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self.virtual_size = Size(max(self.size.width, 1), len(self._rows))

    def on_click(self, event: events.Click) -> None:
        """Open what is clicked; fold or unfold where the sign before it is."""
        line = event.y + self.scroll_offset.y
        if not 0 <= line < len(self._rows):
            return
        self.cursor_line = line
        row = self._rows.row(line)
        sign = len(row.guides) <= event.x < len(row.guides) + len(_SIGNS[row.is_open])
        if sign:
            self._toggle(row.entry)
        else:
            self.action_open()

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was left."""
        super().notify_style_update()
        self._overlays.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width, line = self.scrollable_content_region.width, y + self.scroll_offset.y
        if not 0 <= line < len(self._rows):
            return Strip.blank(width, self.rich_style)
        row: OutlineRow = self._rows.row(line)
        names = ["open"] if row.entry == Entry(row.entry.file, self._marked) else []
        if line == self.cursor_line:
            names.append("cursor" if self.has_focus else "left")
        words = clip(_SIGNS[row.is_open] + on_one_line(row.words), width - len(row.guides))
        segments = [Segment(row.guides, self._overlays.of("guides"))]
        segments.append(Segment(words, self._overlays.of(*names)))
        return Strip(segments).adjust_cell_length(width, self._overlays.of())
