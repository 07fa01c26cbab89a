"""A list of passages drawn line by line: what is seen, and which one is highlighted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clicktui.coding.opinions import Coded
from clicktui.corpus.model import Span
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import Code
from clicktui.tui.codes.passage_rows import ROWS, decided_sign, passage_rows
from clicktui.tui.codes.view import CodesView, Listed, kept_in_place
from clicktui.tui.drawing.overlays import Overlays
from clicktui.tui.drawing.styled_runs import StyledRow, StyledRun, wrapped
from clicktui.tui.text.strips import PINNED_SIGN

GUTTER = 3
"""Cells in front of the rows: the highlight's bar, a sign, a space."""

_KEPT_ROWS = 256


class CodesCanvas(ScrollView, inherit_bindings=False):
    """Draws a ``Listed`` by the line API; passages are known by their ids."""

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
        self.rows: tuple[Coded, ...] = ()
        """The passages shown, also those that left the list and stay in their place."""
        self._codes: Mapping[str, Code] = {}
        self._highlighted = -1
        self._pinned: Mapping[str, Sequence[Span]] = {}
        self._hint = ""
        self._overlays = Overlays(self, "codes")
        self._rows_of = lru_cache(maxsize=_KEPT_ROWS)(self._make_rows)

    def show(self, view: CodesView, one: Listed, *, is_fresh: bool) -> None:
        """Show a list: made anew, or with everything in its place (see ``kept_in_place``)."""
        there = self.highlighted_passage
        self._codes = {code.id: code for code in view.codebook.codes}
        self.rows = one.rows if is_fresh else kept_in_place(self.rows, one.rows, view.by_id)
        self._hint = _nothing(view, one)
        self._rows_of.cache_clear()
        self.virtual_size = Size(max(self.size.width, 1), len(self.rows) * ROWS)
        ids = [row.passage.id for row in self.rows]
        if there is not None and there.passage.id in ids:
            at = ids.index(there.passage.id)
        else:
            at = min(max(self._highlighted, 0), len(ids) - 1)
        self.highlight(at)

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
        """The highlighted passage."""
        return self.rows[self._highlighted] if 0 <= self._highlighted < len(self.rows) else None

    def highlight(self, at: int) -> None:
        """Highlight the passage at ``at`` and bring it into view."""
        self._highlighted = at
        self.reveal()
        self.refresh()
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
        self.virtual_size = Size(max(self.size.width, 1), len(self.rows) * ROWS)
        self.reveal()

    # rows

    def _make_rows(self, at: int, width: int) -> tuple[StyledRow, ...]:
        return passage_rows(self.rows[at], self.list_id, self._codes, width)

    def _is_pinned(self, one: Coded) -> bool:
        whole = Span(one.passage.start, one.passage.end)
        return any(span.overlaps(whole) for span in self._pinned.get(one.passage.work, ()))

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width, styles = self.scrollable_content_region.width, self._overlays
        at, row = divmod(y + self.scroll_offset.y, ROWS)
        inner = max(width - GUTTER, 2)
        if not self.rows:
            hints = wrapped([StyledRun(self._hint, ("quiet",))], inner)
            runs = hints[y - 1] if 0 < y <= len(hints) else ()
            segments = [Segment(" " * GUTTER, styles.of())]
            segments += [Segment(text, styles.of(*names)) for text, names in runs]
            return Strip(segments).adjust_cell_length(width, styles.of())
        if at >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        base = ("highlighted",) if at == self._highlighted else ()
        bar = ("▌" if self.has_focus else "│") if base else " "
        one = self.rows[at]
        sign = " "
        if row == 0:
            sign = decided_sign(self.list_id, one)
        elif row == 1 and self._is_pinned(one):
            sign = PINNED_SIGN
        segments = [
            Segment(bar, styles.of(*base, "bar")),
            Segment(f"{sign} ", styles.of(*base, "sign")),
        ]
        for text, names in self._rows_of(at, inner)[row]:
            segments.append(Segment(text, styles.of(*base, *names)))
        return Strip(segments).adjust_cell_length(width, styles.of(*base))


def _nothing(view: CodesView, one: Listed) -> str:
    """Return what an empty list says."""
    if view.query.strip():
        return _("No passage here answers what is typed.")
    if view.code(one.id) is not None and not view.codebook.cues.rules:
        return _("This codebook has no cues: code passages in the reader or among the hits.")
    return _("There is no such passage.")
