"""Draws one row of a work: the corpus's characters as plain segments, never as markup."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from clicktui.corpus.model import Span
from clicktui.tui.drawing.layout import whole_characters, width_of
from clicktui.tui.text.blocks import BlockForm
from clicktui.tui.text.hits import Hits
from clicktui.tui.text.page import Page, Row
from clicktui.tui.text.signs import SIGNS_GAP, room_beside

CURSOR_BAR, UNFOCUSED_BAR, SELECTION_BAR = "▌", "│", "█"
PINNED_SIGN = "◆"
"""Stands before words that are on the board."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What lies over the text.

    ``hits`` are in text order and do not overlap; ``current`` is one of them or None.
    ``labels`` are the speaker labels printed in the text, in order. ``pinned`` is what is on the
    board, in order, not overlapping. ``signs`` are those of the codes of a passage, on the row.
    """

    cursor: Span | None = None
    selection: Span | None = None
    hits: Hits = field(default_factory=Hits)
    current: Span | None = None
    labels: Sequence[Span] = ()
    pinned: Sequence[Span] = ()
    signs: str = ""


def row_strip(
    page: Page, row: Row, marks: Marks, style_of: Callable[[str], Style], *, focused: bool
) -> Strip:
    """Return ``row`` as a strip of ``page.width`` cells.

    Args:
        page: the page that the row is of.
        row: what to draw.
        marks: cursor, selection and hits.
        style_of: the style of a name: ``"base"``, ``"margin"``, a ``BlockForm``, or (laid over
            these) ``"cursor"``, ``"hit"``, ``"current"``, ``"selection"``, ``"label"``,
            ``"pinned"``, ``"code"``.
        focused: whether keys go to this text, which the cursor's bar shows.
    """
    base = style_of("base")
    margin = base + style_of("margin")
    number = str(row.block.number) if row.block.number is not None and row.is_first else ""
    sign = PINNED_SIGN if row.span and _touching(marks.pinned, *_ends(row.span)) else ""
    segments = [
        Segment(" " * page.left, base),
        Segment(_bar(row, marks, focused), base + style_of("bar")),
        Segment(f"{number:>{page.number_width}}{sign}".ljust(page.margin - 1), margin),
    ]
    form = base + style_of(row.block.form)
    if row.mark:
        quiet = row.block.form in (BlockForm.FACT, BlockForm.TITLE)
        segments.append(Segment(row.mark, margin if quiet else form))
    if row.start is None:
        segments.append(Segment(row.text, form))
    else:
        segments += _marked(row, row.start, marks, form, style_of)
    free = room_beside(page, row)
    if marks.signs and width_of(marks.signs) + SIGNS_GAP <= free:
        segments.append(Segment(" " * SIGNS_GAP, base))
        segments.append(Segment(marks.signs, base + style_of("code")))
        free -= width_of(marks.signs) + SIGNS_GAP
    segments.append(Segment(" " * max(free, 0), base))
    return Strip(segments)


def _bar(row: Row, marks: Marks, focused: bool) -> str:
    if row.span is None:
        return " "
    if marks.selection and marks.selection.overlaps(row.span):
        return SELECTION_BAR
    if marks.cursor and marks.cursor.overlaps(row.span):
        return CURSOR_BAR if focused else UNFOCUSED_BAR
    return " "


def _marked(
    row: Row, row_start: int, marks: Marks, form: Style, style_of: Callable[[str], Style]
) -> list[Segment]:
    """Return the row's characters, cut where a mark begins or ends."""
    overlays: list[tuple[int, int, Style]] = []

    def lay(span: Span | None, name: str) -> None:
        if span is None:
            return
        start = max(span.start - row_start, 0)
        end = min(span.end - row_start, len(row.text))
        if start < end:
            overlays.append((*whole_characters(row.text, start, end), style_of(name)))

    for label in _touching(marks.labels, row_start, row_start + len(row.text)):
        lay(label, "label")
    for pinned in _touching(marks.pinned, row_start, row_start + len(row.text)):
        lay(pinned, "pinned")
    lay(marks.cursor, "cursor")
    lay(marks.selection, "selection")
    for hit in marks.hits.touching(row_start, row_start + len(row.text)):
        lay(hit, "current" if hit == marks.current else "hit")
    cuts = sorted(
        {0, len(row.text), *(at for start, end, _style in overlays for at in (start, end))}
    )
    segments = []
    for start, end in pairwise(cuts):
        style = form
        for over_start, over_end, over in overlays:
            if over_start <= start and end <= over_end:
                style = style + over
        segments.append(Segment(row.text[start:end], style))
    return segments


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _touching(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Return those of the ordered, disjoint ``spans`` that share a code point with the range."""
    first = bisect_right(spans, start, key=lambda span: span.end)
    last = bisect_left(spans, end, key=lambda span: span.start)
    return spans[first:last]
