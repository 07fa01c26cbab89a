"""A list of passages drawn line by line: what is seen, and which one is highlighted.

The list has places; passages are read where they are seen, beside the interface, with those around
them. Until one is there its rows say so.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clicktui.coding.holding import Holding
from clicktui.coding.listing import Places
from clicktui.coding.opinions import Coded
from clicktui.corpus.model import Span
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import Code
from clicktui.tui.beside import beside
from clicktui.tui.codes.passage_rows import ROWS, decided_sign, passage_rows
from clicktui.tui.codes.view import CodesView, Listed, kept_in_place
from clicktui.tui.drawing.layout import printable
from clicktui.tui.drawing.overlays import Overlays
from clicktui.tui.drawing.styled_runs import StyledRow, StyledRun, clip, wrapped
from clicktui.tui.text.strips import PINNED_SIGN

GUTTER = 3
"""Cells in front of the rows: the highlight's bar, a sign, a space."""

_KEPT_ROWS = 256
_READ_AROUND = 16
"""Passages before and after the highlight that are read before they are seen."""

_AT_ONCE = 4
"""Passages that are read in one go: what is seen first, then what is around it."""

_NOWHERE: Places = np.zeros(0, dtype=np.int64)


class CodesCanvas(ScrollView, inherit_bindings=False):
    """Draws a ``Listed`` by the line API."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {
        "codes--name",
        "codes--quiet",
        "codes--evidence",
        "codes--lead",
        "codes--sign",
        "codes--bar",
        "codes--highlighted",
    }
    DEFAULT_CSS = """
    CodesCanvas {
        overflow-x: hidden; scrollbar-size-vertical: 1;
        & .codes--name { text-style: bold; }
        & .codes--quiet { color: $text-muted; }
        & .codes--evidence { color: $accent; text-style: bold underline; }
        & .codes--sign { color: $secondary; text-style: bold; }
        & .codes--bar { color: $primary; text-style: bold; }
        & .codes--highlighted { background: $panel; }
    }
    """

    @dataclass
    class Highlighted(Message):
        """The highlight of the list ``list_id`` is on a passage (None: it has none)."""

        list_id: str
        one: Coded | None

    def __init__(self, list_id: str) -> None:
        super().__init__()
        self.list_id = list_id
        self.places: Places = _NOWHERE
        """The passages shown, also those that left the list and stay in their place."""
        self._holding: Holding | None = None
        self._is_reading = False
        self._trouble = ""
        self._codes: Mapping[str, Code] = {}
        self._highlighted = -1
        self._pinned: Mapping[str, Sequence[Span]] = {}
        self._hint = ""
        self._overlays = Overlays(self, "codes")
        self._rows_of = lru_cache(maxsize=_KEPT_ROWS)(self._make_rows)

    def show(self, view: CodesView, one: Listed, *, is_fresh: bool) -> None:
        """Show a list: made anew, or with everything in its place (see ``kept_in_place``)."""
        there = self._highlighted_place
        self._codes = {code.id: code for code in view.codebook.codes}
        is_other = self._holding is None or self._holding.corpus is not view.holding.corpus
        if is_fresh or is_other:
            there = self._found_again(there, view.holding) if is_other else there
            self.places = one.places
        else:
            self.places = kept_in_place(self.places, one.places, len(view.layers))
        self._holding = view.holding
        self._hint, self._trouble = _nothing(view, one), ""
        self._rows_of.cache_clear()
        self.virtual_size = Size(max(self.size.width, 1), len(self.places) * ROWS)
        rows = [] if there is None else np.flatnonzero(self.places == there).tolist()
        self.highlight(rows[0] if rows else min(max(self._highlighted, 0), len(self.places) - 1))

    @property
    def _highlighted_place(self) -> int | None:
        at = self._highlighted
        return int(self.places[at]) if 0 <= at < len(self.places) else None

    def _found_again(self, place: int | None, holding: Holding) -> int | None:
        """Return where the passage at ``place`` stands in another corpus."""
        known = None if place is None or self._holding is None else self._holding.known(place)
        return None if known is None else holding.corpus.place_of(known.passage)

    def show_pinned(self, pinned: Mapping[str, Sequence[Span]]) -> None:
        """Sign the passages that have words on the board: their spans by work, in order."""
        self._pinned = pinned
        self.refresh()

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""
        self._rows_of.cache_clear()
        self.refresh()

    @property
    def highlighted(self) -> int:
        """The place of the highlighted passage, -1 where there is none."""
        return self._highlighted

    @property
    def highlighted_passage(self) -> Coded | None:
        """The highlighted passage; None where there is none, or it is still being read."""
        place = self._highlighted_place
        return None if place is None else self._known(place)

    def _known(self, place: int) -> Coded | None:
        return self._holding.known(place) if self._holding is not None else None

    async def here(self) -> Coded | None:
        """Return the highlighted passage, read now where it was not; None where there is none.

        Raises:
            ClicktuiError: it cannot be read.
        """
        place, holding = self._highlighted_place, self._holding
        if place is None or holding is None:
            return None
        known = holding.known(place)
        return known or (await asyncio.to_thread(holding.at, [place]))[place]

    def highlight(self, at: int) -> None:
        """Highlight the passage at ``at`` and bring it into view."""
        self._highlighted = at
        self.reveal()
        self.refresh()
        self._read_on()
        self.post_message(self.Highlighted(self.list_id, self.highlighted_passage))

    def reveal(self) -> None:
        """Scroll to the highlighted passage."""
        if self._highlighted >= 0:
            self.scroll_to_region(
                Region(0, self._highlighted * ROWS, 1, ROWS),
                animate=False, force=True, immediate=True,
            )  # fmt: skip

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was left."""
        super().notify_style_update()
        self._overlays.clear()

    def on_resize(self) -> None:
        """Lay the rows out for the new width, the highlight in view."""
        self.virtual_size = Size(max(self.size.width, 1), len(self.places) * ROWS)
        self.reveal()
        self._read_on()

    # reading

    def _read_on(self) -> None:
        """Read what is seen and what is around the highlight, beside the interface."""
        if not self._is_reading and self.is_attached and self._missing():
            self._is_reading = True
            beside(self, self._read)

    def _missing(self) -> list[int]:
        """Return the next places to be read: what is seen first, then what is near."""
        holding = self._holding
        if holding is None or self._trouble:
            return []
        at, top, height = self._highlighted, self.scroll_offset.y // ROWS, self.size.height
        seen = range(top, top + height // ROWS + 2 if height else top)
        around = range(1, _READ_AROUND + 1 if height else 1)  # nothing of a list that is hidden
        near = (at + step for far in around for step in (far, -far))
        wanted = (row for rows in ([at], seen, near) for row in rows)
        places = (int(self.places[row]) for row in wanted if 0 <= row < len(self.places))
        missing = dict.fromkeys(place for place in places if holding.known(place) is None)
        return list(missing)[:_AT_ONCE]

    async def _read(self) -> None:
        try:
            while missing := self._missing():
                holding, was = self._holding, self.highlighted_passage
                assert holding is not None  # noqa: S101 -- else nothing is missing
                await asyncio.to_thread(holding.at, missing)
                self._rows_of.cache_clear()
                self.refresh()
                if was is not self.highlighted_passage:
                    self.post_message(self.Highlighted(self.list_id, self.highlighted_passage))
        except ClicktuiError as error:
            self._trouble = str(error)
            self.refresh()
        finally:
            self._is_reading = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Read what comes into view."""
        super().watch_scroll_y(old_value, new_value)
        self._read_on()

    # rows

    def _make_rows(self, place: int, width: int) -> tuple[StyledRow, ...]:
        one = self._known(place)
        if one is None:
            told = self._trouble or _("Reading …")
            return ((StyledRun(clip(printable(told), width), ("quiet",)),), *[()] * (ROWS - 1))
        return passage_rows(one, self.list_id, self._codes, width)

    def _is_pinned(self, one: Coded) -> bool:
        whole = Span(one.passage.start, one.passage.end)
        return any(span.overlaps(whole) for span in self._pinned.get(one.passage.work, ()))

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width, styles = self.scrollable_content_region.width, self._overlays
        at, row = divmod(y + self.scroll_offset.y, ROWS)
        inner = max(width - GUTTER, 2)
        if not len(self.places):
            hints = wrapped([StyledRun(self._hint, ("quiet",))], inner)
            runs = hints[y - 1] if 0 < y <= len(hints) else ()
            segments = [Segment(" " * GUTTER, styles.of())]
            segments += [Segment(text, styles.of(*names)) for text, names in runs]
            return Strip(segments).adjust_cell_length(width, styles.of())
        if at >= len(self.places):
            return Strip.blank(width, self.rich_style)
        base = ("highlighted",) if at == self._highlighted else ()
        bar = ("▌" if self.has_focus else "│") if base else " "
        place = int(self.places[at])
        one = self._known(place)
        sign = " "
        if one is None:
            pass
        elif row == 0:
            sign = decided_sign(self.list_id, one)
        elif row == 1 and self._is_pinned(one):
            sign = PINNED_SIGN
        segments = [
            Segment(bar, styles.of(*base, "bar")),
            Segment(f"{sign} ", styles.of(*base, "sign")),
        ]
        for text, names in self._rows_of(place, inner)[row]:
            segments.append(Segment(text, styles.of(*base, *names)))
        return Strip(segments).adjust_cell_length(width, styles.of(*base))


def _nothing(view: CodesView, one: Listed) -> str:
    """Return what an empty list says."""
    if view.query.strip():
        return _("No passage here answers what is typed.")
    if view.code(one.id) is not None and not view.codebook.cues.rules:
        return _("This codebook has no cues: code passages in the reader or among the hits.")
    return _("There is no such passage.")
