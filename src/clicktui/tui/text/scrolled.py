"""Scrolling through a page that is laid out where it is looked at: the words never jump.

Rows above the screen turn out to be more or fewer than estimated. Then the place of the screen is
corrected in the same step, so that the words that are seen stay where they are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.timer import Timer

from clicktui.corpus.model import Span
from clicktui.tui.text.page import Page

CONTEXT_ROWS = 2
"""Rows kept in view above and below the cursor, where there is room."""

_SCREENS_AROUND = 3
"""Screens above and below that are exact, so that no key or wheel reaches beyond them."""

_CORRECTIONS = 4
_REST_S, _SLICE_S, _PAUSE_S = 1.0, 0.004, 0.02


@dataclass(frozen=True, slots=True)
class Top:
    """What is at the top of the screen, on a page ``width`` cells wide.

    ``offset`` is that of the first words on the row or below it, None where there are none;
    ``lead`` is how many rows below it they stand.
    """

    offset: int | None
    lead: int
    width: int


class ScrolledPage(ScrollView, inherit_bindings=False):
    """Shows the page that ``_page`` gives, some of its rows at a time.

    Once nobody scrolls any more the rest of the page is laid out in small slices; from then on the
    scrollbar, which is an estimate before, is exact.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._top: Top | None = None
        self._unseen: Span | None = None
        self._is_correcting = False
        self._refining: Timer | None = None

    def _page(self) -> Page | None:
        """Return what is shown, laid out at the present width; None before there is anything."""
        raise NotImplementedError

    def _around(self) -> int:
        """Return how many rows a page should lay out above and below what is looked at."""
        return _SCREENS_AROUND * self.scrollable_content_region.height

    def scroll_to(
        self,
        x: float | None = None,
        y: float | None = None,
        *,
        animate: bool = True,
        **more: Any,  # noqa: ANN401
    ) -> None:
        """Scroll at once: rows that are corrected on the way would end an animation."""
        super().scroll_to(x, y, animate=False, **more)

    @contextmanager
    def _correcting(self) -> Iterator[None]:
        before, self._is_correcting = self._is_correcting, True
        try:
            yield
        finally:
            self._is_correcting = before

    def _lay_out(self) -> None:
        page = self._page()
        if page is not None:
            with self._correcting():
                self.virtual_size = Size(page.width, len(page))
            self._refine_later(_REST_S)
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what comes on the screen, and remember which words are at its top."""
        super().watch_scroll_y(old_value, new_value)
        page, top = self._page(), self._top
        if page is None or self._is_correcting:
            return
        if top is None or top.width == page.width:  # else it is about to be laid out anew
            self._settle(page, round(new_value))

    def _settle(self, page: Page, y: int) -> None:
        """Make row ``y`` the top of the screen, or as near to it as the page goes."""
        for _correction in range(_CORRECTIONS):
            y = page.settled(y)
            offset = page.offset_at(y)
            lead = 0 if offset is None else page.y_of(offset) - y
            self._top = Top(offset, lead, page.width) if y else None
            self._keep_top()
            if self.scroll_offset.y == y:
                break
            y = self.scroll_offset.y  # the page is shorter than estimated

    def _keep_top(self) -> None:
        """Scroll to where the words at the top stand by now; the scrollbar says how far that is."""
        page, top = self._page(), self._top
        if page is None:
            return
        if top is None:
            y = page.settled(0)
        elif top.width != page.width:
            self._settle(page, len(page) if top.offset is None else page.y_of(top.offset))
            return
        elif top.offset is None:
            y = len(page)
        else:
            y = page.y_of(top.offset) - top.lead
        if self.virtual_size.height != len(page):
            # without a layout of the whole screen: only the scrollbar depends on it
            self.set_reactive(ScrolledPage.virtual_size, Size(page.width, len(page)))
            self.vertical_scrollbar.window_virtual_size = len(page)
        with self._correcting():
            self.scroll_to(y=y)

    def _rows_of(self, span: Span) -> range:
        """Return the rows that show ``span``, none where nothing is laid out."""
        page = self._page()
        if page is None:
            return range(0)
        page.rows_of(span)
        self._keep_top()  # it may have turned out otherwise what stands above the screen
        return page.rows_of(span)

    def _reveal(self, span: Span, *, fresh: bool = False) -> None:
        """Scroll as little as shows ``span``; ``fresh`` puts a far one at a third of the height."""
        height = self.scrollable_content_region.height
        if self._page() is None or height <= 0:
            self._unseen = span
            return
        self._unseen = None
        rows = self._rows_of(span)
        top = self.scroll_offset.y
        context = min(CONTEXT_ROWS, max(height - len(rows), 0) // 2)
        first, end = rows.start - context, rows.stop + context
        if top <= first and end <= top + height:
            return
        if fresh and (end < top or first > top + height):
            top = rows.start - max(min(height // 3, height - len(rows)), 0)
        elif first < top or end - first > height:
            top = first
        else:
            top = end - height
        self.scroll_to(y=max(top, 0))

    def _is_in_view(self, span: Span) -> bool:
        """Say whether a row of ``span`` is on the screen."""
        rows, top = self._rows_of(span), self.scroll_offset.y
        return rows.start < top + self.scrollable_content_region.height and top < rows.stop

    # what nobody looks at

    def _refine_later(self, seconds: float) -> None:
        if self._refining is not None:
            self._refining.stop()
        self._refining = self.set_timer(seconds, self._refine)

    def _refine(self) -> None:
        """Lay out a little more of the page, and show how long it is once that is known."""
        page = self._page()
        if page is None or page.is_exact or not self.is_on_screen:
            return
        if page.refine(_SLICE_S):
            self._keep_top()
        else:
            self._refine_later(_PAUSE_S)
