"""One work drawn row by row, with a cursor, a selection and hits: what is seen, without keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clicktui.corpus.model import SourceFile, Span, Work
from clicktui.corpus.reading import Reading
from clicktui.i18n import language
from clicktui.tui.drawing.layout import width_of
from clicktui.tui.drawing.overlays import Overlays
from clicktui.tui.text.blocks import BlockForm, work_blocks
from clicktui.tui.text.page import Page
from clicktui.tui.text.strips import SIGNS_GAP, Marks, Signed, room_beside, row_strip

CONTEXT_ROWS = 2
"""Rows kept in view above and below the cursor, where there is room."""

_KEPT_PAGES = 16
_FORMS = {f"text--{form}" for form in BlockForm}
_OVERLAYS = {"bar", "margin", "cursor", "selection", "hit", "current", "label", "pinned", "code"}


@dataclass(frozen=True, slots=True)
class Top:
    """What is at the top of the screen: row ``y`` of the page ``width`` cells wide, and its words.

    ``offset`` is that of the first words on the row or below it, None where there are none.
    """

    y: int
    width: int
    offset: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader was in a work: her sentence, and what was at the top of the screen."""

    cursor: Span | None
    top: Top | None


class TextCanvas(ScrollView, inherit_bindings=False):
    """Draws a ``Work`` by the line API; a page laid out once at a width is kept.

    Offsets are code points in the cleaned text of the work's source file, ends exclusive.
    """

    ALLOW_SELECT = False  # the mouse selects by offsets of the source, not of the screen
    COMPONENT_CLASSES = _FORMS | {f"text--{name}" for name in _OVERLAYS}
    DEFAULT_CSS = """
    TextCanvas {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & .text--title { text-style: bold; }
        & .text--fact { color: $text-muted; }
        & .text--voice { color: $secondary; text-style: bold; }
        & .text--heading { color: $primary; text-style: bold; }
        & .text--lead { text-style: italic; }
        & .text--question { text-style: bold; }
        & .text--pull-quote { color: $text-muted; text-style: italic; }
        & .text--quiet { color: $text-muted; }
        & .text--chrome { color: $text-muted; }
        & .text--margin { color: $text-muted; }
        & .text--bar { color: $primary; text-style: bold; }
        & .text--label { color: $secondary; text-style: bold; }
        & .text--pinned { text-style: underline; }
        & .text--code { color: $secondary; }
        & .text--cursor { background: $panel; }
        & .text--selection { text-style: reverse; }
        & .text--hit { color: $accent; text-style: bold underline; }
        & .text--current { color: $accent; text-style: bold underline reverse; }
    }
    TextCanvas.-compact .text--selection { text-style: none; background: $panel; }
    """

    cursor: reactive[Span | None] = reactive(None)
    """The sentence that the cursor stands on; None where the work has no quotable words."""

    selection: reactive[Span | None] = reactive(None)
    """The selected code points, within a run of paragraphs that belong together."""

    def __init__(self, *, compact: bool = False, id: str | None = None) -> None:
        super().__init__(id=id, classes="-compact" if compact else None)
        self._compact = compact
        self._source: SourceFile | None = None
        self._work: Work | None = None
        self._reading: Reading | None = None
        self._labels: tuple[Span, ...] = ()
        self._hits: tuple[Span, ...] = ()
        self._pinned: Mapping[str, Sequence[Span]] = {}
        self._coded: Mapping[str, Sequence[Signed]] = {}
        self._signs: tuple[Page, dict[int, str]] | None = None
        self._current_hit: int | None = None
        self._pages: dict[tuple[str, int, str], tuple[Work, Page]] = {}
        self._unseen: Span | None = None
        self._top: Top | None = None
        self._overlays = Overlays(self, "text")

    @property
    def work(self) -> Work | None:
        """The work that is shown."""
        return self._work

    @property
    def shown_source(self) -> SourceFile | None:
        """The file of the work that is shown, as it was when it was shown."""
        return self._source if self._work is not None else None

    @property
    def hits(self) -> tuple[Span, ...]:
        """The highlighted spans, in text order."""
        return self._hits

    @property
    def place(self) -> Place:
        """Where the reader is, to be given to ``restore`` later."""
        return Place(self.cursor, self._top)

    def show(
        self,
        work: Work,
        source: SourceFile,
        *,
        focus: Span | None = None,
        highlights: Sequence[Span] = (),
        select: Span | None = None,
    ) -> None:
        """Show ``work`` of ``source``, the cursor on the sentence where ``focus`` begins.

        Without ``focus`` the top of the work is shown, the cursor on its first sentence of prose.
        ``highlights`` are what n and N go through; ``select`` is selected.
        """
        reading = self._reading
        if reading is None or work is not self._work:
            reading = self._read(work, source)
            self._top = None
        self._hits = in_order(highlights)
        self._current_hit = self._first_hit_in(select or focus)
        self.selection = None
        self.cursor = reading.sentence_at(focus.start) if focus else reading.first_prose()
        self.selection = select
        self._lay_out()
        if focus is None:
            self._unseen = None
            self.scroll_to(y=0, animate=False)
        else:
            self._reveal(focus, fresh=True)

    def follow(self, work: Work, source: SourceFile) -> None:
        """Show the same work with what is said of it now; nothing else changes or moves."""
        page, y = self._page(), self.scroll_offset.y
        self._read(work, source)
        offset = page.offset_at(y) if page is not None else None
        is_in_text = page is not None and offset is not None and page.y_of(offset) <= y
        self._lay_out()
        if is_in_text and page is not None and offset is not None:
            self._top = Top(y, 0, offset)  # of no width: its words are looked for
            self._scroll_to_top_words()

    def _read(self, work: Work, source: SourceFile) -> Reading:
        self._work, self._source = work, source
        self._reading = Reading(work, source.text)
        self._labels = tuple(one.label for one in work.paragraphs if one.label is not None)
        return self._reading

    def restore(self, place: Place) -> None:
        """Go back to ``place``, which the same work gave before."""
        self.selection = None
        self.cursor = place.cursor
        self._top = place.top
        self._scroll_to_top_words()

    def show_pinned(self, pinned: Mapping[str, Sequence[Span]]) -> None:
        """Sign the words that are on the board: ``pinned`` has their spans by work.

        The spans are in order and do not overlap.
        """
        self._pinned = pinned
        self.refresh()

    def show_codes(self, coded: Mapping[str, Sequence[Signed]]) -> None:
        """Sign the passages that have codes: ``coded`` has them by work, in order."""
        self._coded = coded
        self._signs = None
        self.refresh()

    def _signs_on(self, page: Page, y: int) -> str:
        """Return the signs of the codes of the passage that has them on row ``y``.

        They stand at the end of its last row that has the room.
        """
        if self._signs is None or self._signs[0] is not page:
            placed: dict[int, str] = {}
            for one in self._coded.get(self._work.id, ()) if self._work else ():
                wanted = width_of(one.signs) + SIGNS_GAP
                for at in reversed(page.rows_of(one.span)):
                    if at not in placed and room_beside(page, page.row(at)) >= wanted:
                        placed[at] = one.signs
                        break
            self._signs = (page, placed)
        return self._signs[1].get(y, "")

    def clear(self) -> None:
        """Show nothing."""
        self._work = self._source = self._reading = None
        self._hits, self._current_hit, self._labels = (), None, ()
        self.selection = self.cursor = self._unseen = self._top = None
        self.virtual_size = Size(0, 0)
        self.refresh()

    def refresh_language(self) -> None:
        """Say labels and metadata again in the interface's language."""
        self._lay_out()

    def _first_hit_in(self, span: Span | None) -> int | None:
        if span is None:
            return None
        inside = (index for index, hit in enumerate(self._hits) if span.overlaps(hit))
        return next(inside, None)

    # rows

    def _page(self) -> Page | None:
        """Return the work laid out at the present width; None before there is one."""
        work, source = self._work, self._source
        width = self.scrollable_content_region.width
        if work is None or source is None or width <= 0:
            return None
        key = (work.id, width, language())
        kept = self._pages.get(key)
        if kept is None or kept[0] is not work:
            self._pages.pop(key, None)
            while len(self._pages) >= _KEPT_PAGES:
                self._pages.pop(next(iter(self._pages)))
            blocks = work_blocks(work, source.text, compact=self._compact)
            kept = self._pages[key] = (work, Page(blocks, width, compact=self._compact))
        return kept[1]

    def _lay_out(self) -> None:
        page = self._page()
        if page is not None:
            self.virtual_size = Size(page.width, len(page))
        self.refresh()

    def on_resize(self) -> None:
        """Lay out for the new width, the same words at the top."""
        top = self._top
        self._lay_out()
        if self._unseen is not None:
            self._reveal(self._unseen, fresh=True)
        else:
            self._top = top
            self._scroll_to_top_words()
            if self.cursor is not None and top is not None:
                self._reveal(self.cursor)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember which words are at the top, for when the width changes."""
        super().watch_scroll_y(old_value, new_value)
        page = self._page()
        if page is not None:
            y = round(new_value)
            self._top = Top(y, page.width, page.offset_at(y)) if y else None

    def _scroll_to_top_words(self) -> None:
        page, top = self._page(), self._top
        if page is None:
            return
        if top is None or top.offset is None:
            y = 0 if top is None else len(page)
        else:
            y = top.y if top.width == page.width else page.y_of(top.offset)
        self.scroll_to(y=y, animate=False)

    def _reveal(self, span: Span, *, fresh: bool = False) -> None:
        """Scroll as little as shows ``span``; ``fresh`` puts a far one at a third of the height."""
        page, height = self._page(), self.scrollable_content_region.height
        if page is None or height <= 0:
            self._unseen = span
            return
        self._unseen = None
        rows, top = page.rows_of(span), self.scroll_offset.y
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
        self.scroll_to(y=max(top, 0), animate=False)

    def _is_in_view(self, span: Span) -> bool:
        """Say whether a row of ``span`` is on the screen."""
        page, top = self._page(), self.scroll_offset.y
        if page is None:
            return False
        rows = page.rows_of(span)
        return rows.start < top + self.scrollable_content_region.height and top < rows.stop

    def _sentence_in_view(self, step: int) -> Span | None:
        """Return the first sentence on the screen (``step`` 1) or the last (-1), None without."""
        page, top = self._page(), self.scroll_offset.y
        if page is None or self._reading is None:
            return None
        rows = range(top, min(top + self.scrollable_content_region.height, len(page)))
        for y in rows if step > 0 else reversed(rows):
            offset = page.row(y).start
            sentence = None if offset is None else self._reading.sentence_at(offset)
            if sentence is not None and self._is_in_view(sentence):
                return sentence
        return None

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was left."""
        super().notify_style_update()
        self._overlays.clear()

    def _style(self, name: str) -> Style:
        return self._overlays.of() if name == "base" else self._overlays.alone(name)

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        page = self._page()
        row = y + self.scroll_offset.y
        if page is None or not row < len(page):
            return Strip.blank(self.scrollable_content_region.width, self.rich_style)
        current = None if self._current_hit is None else self._hits[self._current_hit]
        pinned = self._pinned.get(self._work.id, ()) if self._work else ()
        signs = self._signs_on(page, row)
        marks = Marks(self.cursor, self.selection, self._hits, current, self._labels, pinned, signs)
        return row_strip(page, page.row(row), marks, self._style, focused=self.has_focus)


def in_order(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return ``spans`` in text order, without the empty, the doubled and the overlapping ones."""
    ordered: list[Span] = []
    for span in sorted(spans):
        if len(span) and (not ordered or ordered[-1].end <= span.start):
            ordered.append(span)
    return tuple(ordered)
