"""The overview: codes counted by work, speaker, year and language, and together, as bars."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clicktui.i18n import translate as _
from clicktui.tui.beside import beside
from clicktui.tui.codes.naming import codebook_name
from clicktui.tui.codes.overview_rows import (
    PAGES,
    Line,
    Lines,
    Overview,
    chosen_text,
    head_row,
    is_stacked,
    legend,
    lines_of,
    overview_of,
    page_name,
)
from clicktui.tui.codes.view import SEVERAL, CodesView
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.drawing.overlays import Overlays
from clicktui.tui.drawing.styled_runs import StyledRow, StyledRun, clip

_GUTTER = 2

AT_ONCE = 4000
"""Passages that are counted at once; more of them beside the interface."""


class OverviewView(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws a page of the overview line by line; a bar is chosen. Posts what the user wishes.

    The first rows stay: the pages, the base and the scale, the codes; what is chosen in words.
    """

    ALLOW_SELECT = False
    BINDINGS = bindings(Scope.COUNTS)
    SCOPES = (Scope.COUNTS,)
    COMPONENT_CLASSES = {
        "counts--name", "counts--quiet", "counts--bar", "counts--chosen", "counts--highlighted",
        "counts--page",
    }  # fmt: skip
    DEFAULT_CSS = """
    OverviewView {
        overflow-x: hidden; scrollbar-size-vertical: 1;
        & .counts--name { text-style: bold; }
        & .counts--page { color: $primary; text-style: bold; }
        & .counts--quiet { color: $text-muted; }
        & .counts--bar { color: $primary; text-style: bold; }
        & .counts--chosen { text-style: reverse; }
        & .counts--highlighted { background: $panel; }
    }
    """

    @dataclass
    class Opened(Message):
        """The user wants the passages that ``query`` finds, in the list of ``code`` ("": any)."""

        query: str
        code: str

    class Left(Message):
        """The user wants the lists again."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: CodesView | None = None
        self._page = 0
        self._pages: dict[int, Overview] = {}
        self._chosen: tuple[int, int | None] = (0, 0)
        self._counting: tuple[int, int] | None = None
        self._laid_out: tuple[tuple[int, int, tuple[int, int | None]], Lines] | None = None
        self._overlays = Overlays(self, "counts")

    def show(self, view: CodesView) -> None:
        """Count the passages of ``view``; what is chosen stays chosen where it can."""
        self._view = view
        self._forget()
        self._choose(*self._chosen)

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""
        self._forget()
        self._choose(*self._chosen)

    def _forget(self) -> None:
        self._pages.clear()
        self._counting = self._laid_out = None

    @property
    def overview(self) -> Overview | None:
        """The page that is shown; None until it is counted."""
        view = self._view
        if view is None or self._page in self._pages:
            return self._pages.get(self._page)
        if view.known <= AT_ONCE:
            self._pages[self._page] = overview_of(view, PAGES[self._page])
        elif self._counting != (id(view), self._page):
            self._counting = (id(view), self._page)
            beside(self, self._count, view, self._page, is_alone=True)
        return self._pages.get(self._page)

    async def _count(self, view: CodesView, page: int) -> None:
        counted = await asyncio.to_thread(overview_of, view, PAGES[page])
        if self._view is view:
            self._pages[page] = counted
            self._laid_out = None
            self._choose(*self._chosen)

    # what is chosen

    def _choose(self, place: int, cell: int | None) -> None:
        overview = self.overview
        if overview is None or not overview.rows:
            self._fit()
            return
        place = min(max(place, 0), len(overview.rows) - 1)
        cells = len(overview.rows[place].cells)
        if cell is not None:
            cell = min(cell, cells - 1) if cell >= 0 else None
        self._chosen = (place, cell)
        self._fit()
        laid_out = self._lines()
        lines = laid_out.chosen() if isinstance(laid_out, Lines) else range(0)
        if lines:
            height = len(lines) + len(self._head())  # which stays over them
            self.scroll_to_region(
                Region(0, lines[0], 1, height), animate=False, force=True, immediate=True
            )

    def _is_chosen(self, line: Line) -> bool:
        place, cell = self._chosen
        return line.place == place and (line.cell is None or line.cell == cell)

    def action_row(self, step: int) -> None:
        """Choose the bar ``step`` rows further."""
        self._choose(self._chosen[0] + step, self._chosen[1])

    def action_page(self, direction: int) -> None:
        """Go a page further."""
        lines = max(len(self._lines()), 1)
        rows = len(self.overview.rows) if self.overview else 0
        self.action_row(direction * max(self.size.height * rows // lines - 1, 1))

    def action_code(self, step: int) -> None:
        """Choose the bar of another code; left of the first the whole row."""
        cell = -1 if self._chosen[1] is None else self._chosen[1]
        self._choose(self._chosen[0], cell + step)

    def action_by(self, step: int) -> None:
        """Count by something else."""
        self._page = (self._page + step) % len(PAGES)
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._choose(0, self._chosen[1])

    def action_open(self) -> None:
        """Ask for the passages of the bar."""
        overview, (place, cell) = self.overview, self._chosen
        if overview is None or not place < len(overview.rows):
            return
        row = overview.rows[place]
        if cell is None:
            self.post_message(self.Opened(row.query, ""))
        else:
            one = row.cells[cell]
            self.post_message(self.Opened(one.query, one.code or SEVERAL))

    def action_back(self) -> None:
        """Ask for the lists."""
        self.post_message(self.Left())

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked; on a page's name, that page."""
        y = event.y
        head = len(self._head())
        if y == 0:
            at = _GUTTER
            for page, name in enumerate(self._page_names()):
                at += len(name)
                if event.x < at:
                    self.action_by(page - self._page)
                    return
        lines = self._lines()
        if y >= head and y - head + self.scroll_offset.y < len(lines):
            line = lines[y - head + self.scroll_offset.y]
            cell = line.cell
            if cell is None and not is_stacked(*self._measure()):
                cell = self._cell_at(event.x, line)
            self._choose(line.place, cell)
            if event.chain == 2:
                self.action_open()

    def _cell_at(self, x: int, line: Line) -> int | None:
        at = _GUTTER
        for place, run in enumerate(line.row):
            at += len(run.text)
            if x < at:
                return place // 2 - 1 if place >= 2 else None
        return None

    # rows

    def _measure(self) -> tuple[Overview, int]:
        overview = self.overview
        width = max(self.scrollable_content_region.width - _GUTTER, 10)
        return overview or Overview(PAGES[0], (), 0.0), width

    def _lines(self) -> Sequence[Line]:
        if self._view is None:
            return ()
        overview, width = self._measure()
        key = (self._page, width, self._chosen)
        if self._laid_out is None or self._laid_out[0] != key:
            self._laid_out = (key, lines_of(self._view, overview, width, self._chosen))
        return self._laid_out[1]

    def _page_names(self) -> list[str]:
        return [
            f"[{page_name(page)}]" if nth == self._page else f" {page_name(page)} "
            for nth, page in enumerate(PAGES)
        ]

    def _head(self) -> list[StyledRow]:
        """Return the rows that stay at the top."""
        view = self._view
        if view is None:
            return []
        overview, width = self._measure()
        names = "".join(self._page_names())
        if len(names) > width:
            names = self._page_names()[self._page]
        told = f"{codebook_name(view.codebook)} · {legend(overview, view.known)}"
        rows: list[StyledRow] = [
            (StyledRun(names, ("page",)),),
            (StyledRun(clip(told, width), ("quiet",)),),
        ]
        if overview.rows:
            chosen = chosen_text(view, overview.rows[self._chosen[0]], self._chosen[1])
            rows.append((StyledRun(clip(f"→ {chosen}", width), ("bar",)),))
            if not is_stacked(overview, width):
                rows.append(head_row(view, overview, width))
        else:
            is_counting = self.overview is None
            told = _("Counting …") if is_counting else _("There is nothing to count.")
            rows.append((StyledRun(told, ("quiet",)),))
        return rows

    def _fit(self) -> None:
        rows = len(self._head()) + len(self._lines())
        self.virtual_size = Size(max(self.size.width, 1), rows)
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was left."""
        super().notify_style_update()
        self._overlays.clear()

    def on_resize(self) -> None:
        """Lay the rows out for the new width, what is chosen in view."""
        self._choose(*self._chosen)

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width, styles = self.scrollable_content_region.width, self._overlays
        head, lines = self._head(), self._lines()
        at = y - len(head) + self.scroll_offset.y
        base: tuple[str, ...] = ()
        bar, runs = " ", tuple[StyledRun, ...]()
        if y < len(head):
            runs = head[y]
        elif 0 <= at < len(lines):
            runs = lines[at].row
            if self._is_chosen(lines[at]):
                base, bar = ("highlighted",), "▌" if self.has_focus else "│"
        segments = [Segment(bar.ljust(_GUTTER), styles.of(*base, "bar"))]
        segments += [Segment(text, styles.of(*base, *names)) for text, names in runs]
        return Strip(segments).adjust_cell_length(width, styles.of(*base))
