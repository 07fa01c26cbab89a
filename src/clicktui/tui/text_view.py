"""The text of one work, to read, to walk in and to quote from."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clicktui.corpus.model import SourceFile, Span, Work
from clicktui.i18n import language
from clicktui.i18n import translate as _
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.text_blocks import Form, work_blocks
from clicktui.tui.text_facts import TextFacts, quoted_in
from clicktui.tui.text_page import Page
from clicktui.tui.text_reading import Reading
from clicktui.tui.text_selection import by_sentence, by_word, dragged, trimmed
from clicktui.tui.text_strips import Marks, row_strip

CONTEXT_ROWS = 2
"""Rows kept in view above and below the cursor, where there is room."""

_KEPT_PAGES = 16
_FORM_CLASSES = {f"text--{form}" for form in Form}
_OVERLAYS = {"bar", "margin", "cursor", "selection", "hit", "current", "label"}


class TextView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a ``Work``; a cursor stands on a sentence, a selection may grow from it.

    Offsets are code points in the cleaned text of the work's source file, ends exclusive.
    ``compact`` is the form for a preview: two lines of metadata and few blank rows.
    """

    BINDINGS = bindings(Scope.TEXT)
    SCOPES = (Scope.TEXT,)
    ALLOW_SELECT = False  # the mouse selects here by offsets of the source, not of the screen
    COMPONENT_CLASSES = _FORM_CLASSES | {f"text--{name}" for name in _OVERLAYS}
    DEFAULT_CSS = """
    TextView {
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
        & .text--chrome { color: $text-disabled; }
        & .text--margin { color: $text-muted; }
        & .text--bar { color: $primary; text-style: bold; }
        & .text--label { color: $secondary; text-style: bold; }
        & .text--cursor { background: $panel; }
        & .text--selection { text-style: reverse; }
        & .text--hit { color: $accent; text-style: bold underline; }
        & .text--current { color: $accent; text-style: bold underline reverse; }
    }
    TextView.-compact .text--selection { text-style: none; background: $panel; }
    """

    cursor: reactive[Span | None] = reactive(None)
    """The sentence that the cursor stands on; None where the work has no quotable words."""

    selection: reactive[Span | None] = reactive(None)
    """The selected code points, within a run of paragraphs that belong together."""

    @dataclass
    class CursorMoved(Message):
        """The cursor stands on ``span``."""

        span: Span

    @dataclass
    class SelectionChanged(Message):
        """``span`` is selected; None: nothing is."""

        span: Span | None

    @dataclass
    class CiteWished(Message):
        """The user wants ``span`` of ``work`` copied.

        ``choose`` asks first in which form; ``words_only`` leaves the reference out.
        """

        work: str
        span: Span
        choose: bool = False
        words_only: bool = False

    class FindWished(Message):
        """The user wants to find words in this work."""

    class OutlineWished(Message):
        """The user wants the outline of the works."""

    def __init__(self, *, compact: bool = False, id: str | None = None) -> None:
        super().__init__(id=id, classes="-compact" if compact else None)
        self._compact = compact
        self._work: Work | None = None
        self._source: SourceFile | None = None
        self._reading: Reading | None = None
        self._labels: tuple[Span, ...] = ()
        self._pages: dict[tuple[str, int, str], tuple[Work, Page]] = {}
        self._hits: tuple[Span, ...] = ()
        self._current_hit: int | None = None
        self._drag_anchor: Span | None = None
        self._is_dragging = False
        self._unseen: Span | None = None
        self._top: int | None = None
        self._styles: dict[str, Style] = {}

    # what is shown

    @property
    def work(self) -> Work | None:
        """The work that is shown."""
        return self._work

    @property
    def hits(self) -> tuple[Span, ...]:
        """The highlighted spans, in text order."""
        return self._hits

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
            self._work, self._source = work, source
            reading = self._reading = Reading(work, source.text)
            self._labels = tuple(one.label for one in work.paragraphs if one.label is not None)
            self._drag_anchor = None
        self._hits = _in_order(highlights)
        self._current_hit = self._first_hit_in(select or focus)
        self.selection = None
        self.cursor = reading.sentence_at(focus.start) if focus else reading.first_prose()
        self.selection = select
        self._lay_out()
        if focus is None:
            self.scroll_to(y=0, animate=False)
            self._unseen = None
        else:
            self._reveal(focus, fresh=True)

    def clear(self) -> None:
        """Show nothing."""
        self._work = self._source = self._reading = None
        self._hits, self._current_hit, self._labels = (), None, ()
        self.selection = self.cursor = self._unseen = None
        self.virtual_size = Size(0, 0)
        self.refresh()

    def highlight(self, spans: Sequence[Span], current: int | None = None) -> None:
        """Highlight ``spans`` instead of those before; go to the one at index ``current``."""
        self._hits = _in_order(spans)
        self._current_hit = None
        if current is not None and self._hits:
            self._go_to_hit(current)
        self.refresh()

    def refresh_language(self) -> None:
        """Say labels and metadata again in the interface's language."""
        self._lay_out()
        self.refresh()

    def quotable(self) -> Span | None:
        """Return what ``y`` copies: the selection, else the sentence under the cursor."""
        return self.selection or self.cursor

    def status(self) -> TextFacts | None:
        """Return the facts of the place where the cursor stands; None where it has none."""
        span = self.quotable()
        if self._work is None or self._source is None or self._reading is None or span is None:
            return None
        paragraph = self._reading.paragraph_at(span.start)
        if paragraph is None:
            return None
        current = 0 if self._current_hit is None else self._current_hit + 1
        return TextFacts(
            self._work,
            paragraph,
            self._quoted_in(span),
            (current, len(self._hits)) if self._hits else None,
            len(self._source.words(self.selection).split()) if self.selection else None,
        )

    def _quoted_in(self, span: Span) -> tuple[str, ...]:
        touched = (one for one in self._work.paragraphs if one.span.overlaps(span)) \
            if self._work else ()  # fmt: skip
        return tuple(dict.fromkeys(name for one in touched for name in quoted_in(one, span)))

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
            blocks = work_blocks(work, source.text, compact=self._compact)
            self._pages.pop(key, None)
            while len(self._pages) >= _KEPT_PAGES:
                self._pages.pop(next(iter(self._pages)))
            kept = self._pages[key] = (work, Page(blocks, width, compact=self._compact))
        return kept[1]

    def _lay_out(self) -> None:
        page = self._page()
        if page is not None:
            self.virtual_size = Size(page.width, len(page))
        self.refresh()

    def on_resize(self) -> None:
        """Lay out for the new width, the same words at the top."""
        self._lay_out()
        page = self._page()
        if page is None:
            return
        if self._unseen is not None:
            self._reveal(self._unseen, fresh=True)
        elif self._top is not None:
            self.scroll_to(y=page.y_of(self._top), animate=False)
            if self.cursor is not None:
                self._reveal(self.cursor)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember which words are at the top, for when the width changes."""
        super().watch_scroll_y(old_value, new_value)
        page = self._page()
        if page is not None:
            y = round(new_value)
            self._top = page.offset_at(y) if y > 0 else None

    def _reveal(self, span: Span, *, fresh: bool = False) -> None:
        """Scroll as little as shows ``span``; ``fresh`` puts a far one at a third of the height."""
        page, height = self._page(), self.scrollable_content_region.height
        if page is None or height <= 0:
            self._unseen = span
            return
        self._unseen = None
        rows = page.rows_of(span)
        top, context = self.scroll_offset.y, min(CONTEXT_ROWS, max((height - 1) // 3, 0))
        first, last = rows.start - context, rows.stop + context
        if top <= first and last <= top + height:
            return
        if len(rows) + 2 * context > height:
            context = max(height - len(rows), 0) // 2
            first, last = rows.start - context, rows.stop + context
        far = first < top - height or last > top + 2 * height
        if fresh and far:
            first = rows.start - max(min(height // 3, height - len(rows)), 0)
            top = first
        elif first < top or last - first >= height:
            top = first
        else:
            top = last - height
        self.scroll_to(y=max(top, 0), animate=False)

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was left."""
        super().notify_style_update()
        self._styles.clear()

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            self._styles[name] = (
                self.rich_style
                if name == "base"
                else self.get_component_rich_style(f"text--{name}", partial=True)
            )
        return self._styles[name]

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        page = self._page()
        row = y + self.scroll_offset.y
        if page is None or not row < len(page):
            return Strip.blank(self.scrollable_content_region.width, self.rich_style)
        current = None if self._current_hit is None else self._hits[self._current_hit]
        marks = Marks(self.cursor, self.selection, self._hits, current, self._labels)
        return row_strip(page, page.row(row), marks, self._style, focused=self.has_focus)

    # cursor and selection

    def watch_cursor(self, cursor: Span | None) -> None:
        """Draw the cursor where it is, and say so."""
        self.refresh()
        if cursor is not None:
            self.post_message(self.CursorMoved(cursor))

    def watch_selection(self, selection: Span | None) -> None:
        """Draw the selection as it is, and say so."""
        self.refresh()
        self.post_message(self.SelectionChanged(selection))

    def go_to(self, span: Span) -> None:
        """Put the cursor on the sentence where ``span`` begins and show it."""
        if self._reading is not None:
            self.selection = None
            self.cursor = self._reading.sentence_at(span.start)
            self._reveal(span, fresh=True)

    def clear_selection(self) -> bool:
        """Select nothing; say whether anything was selected."""
        had = self.selection is not None
        self.selection = None
        return had

    def on_key(self, event: events.Key) -> None:
        """Let escape give up the selection before it goes anywhere else."""
        if event.key == "escape" and self.clear_selection():
            event.stop()
            event.prevent_default()

    def _move_to(self, sentence: Span | None) -> None:
        self.selection = None
        if sentence is not None:
            self.cursor = sentence
            self._reveal(sentence)

    def action_sentence(self, step: int) -> None:
        """Move the cursor by a sentence."""
        if self._reading and self.cursor:
            moved = self._reading.sentence_from(self.cursor, step)
            if moved == self.cursor:
                self.scroll_relative(y=step, animate=False)
            self._move_to(moved)

    def action_paragraph(self, step: int) -> None:
        """Move the cursor by a paragraph."""
        if self._reading and self.cursor:
            self._move_to(self._reading.paragraph_from(self.cursor, step))

    def action_page(self, step: int) -> None:
        """Scroll by a page and take the cursor along."""
        page = self._page()
        if page is None or not self._reading or self.cursor is None:
            self.scroll_relative(y=step * self.size.height, animate=False)
            return
        height = self.scrollable_content_region.height
        jump = step * max(height - CONTEXT_ROWS, 1)
        offset = page.offset_at(min(max(page.y_of(self.cursor.start) + jump, 0), len(page) - 1))
        there = self._reading.sentence_at(offset) if offset is not None else self._reading.last()
        if there == self.cursor:
            there = self._reading.sentence_from(self.cursor, step)
        self.scroll_relative(y=jump, animate=False)
        if there is not None and there != self.cursor:
            self.selection = None
            self.cursor = there
            self._reveal(there)

    def action_first(self) -> None:
        """Go to the top: the metadata, and the cursor on the first words."""
        self._move_to(self._reading.first() if self._reading else None)
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """Go to the last words that can be quoted."""
        self._move_to(self._reading.last() if self._reading else None)

    def action_grow_sentence(self, step: int) -> None:
        """Grow or shrink the selection by a sentence."""
        if self._reading and self.cursor:
            self._select(by_sentence(self._reading, self.selection, self.cursor, step), step)

    def action_grow_word(self, step: int) -> None:
        """Grow or shrink the selection by a word."""
        if self._reading and self.cursor:
            self._select(by_word(self._reading, self.selection, self.cursor, step), step)

    def action_trim_start(self, step: int) -> None:
        """Let the selection begin a word later or earlier."""
        if self._reading and self.cursor:
            grown = trimmed(self._reading, self.selection, self.cursor, step)
            self._select(grown, -step, show_start=True)

    def _select(self, selection: Span | None, step: int, *, show_start: bool = False) -> None:
        """Take ``selection``; ``step`` 1 says that it was to grow."""
        if step > 0 and selection is not None and selection == self.selection:
            self.notify(
                _("The selection ends here: what follows does not belong to these words."),
                timeout=3,
                markup=False,
            )
            return
        self.selection = selection
        if selection is not None and self._reading is not None:
            edge = selection.start if show_start else selection.end - 1
            self.cursor = self._reading.sentence_at(edge)
            self._reveal(Span(edge, edge + 1))

    # hits

    def action_hit(self, step: int) -> None:
        """Go to the next or previous hit, round the ends."""
        if not self._hits:
            self.notify(_("No hit to go to in this text: f finds words."), timeout=3, markup=False)
        elif self._current_hit is None:
            self._go_to_hit(self._hit_near_cursor(step))
        else:
            self._go_to_hit((self._current_hit + step) % len(self._hits))

    def _hit_near_cursor(self, step: int) -> int:
        at = self.cursor.start if self.cursor else 0
        if step > 0:
            later = (index for index, hit in enumerate(self._hits) if hit.end > at)
            return next(later, 0)
        earlier = (index for index, hit in enumerate(self._hits) if hit.start < at)
        return max(earlier, default=len(self._hits) - 1)

    def _go_to_hit(self, index: int) -> None:
        self._current_hit = index
        hit = self._hits[index]
        if self._reading:
            self.selection = None
            sentence = self._reading.sentence_at(hit.start)
            if sentence is not None and sentence.overlaps(hit):
                self.cursor = sentence
        self._reveal(hit, fresh=True)
        self.refresh()
        if self.cursor is not None:
            self.post_message(self.CursorMoved(self.cursor))

    def _first_hit_in(self, span: Span | None) -> int | None:
        if span is None:
            return None
        inside = (index for index, hit in enumerate(self._hits) if span.overlaps(hit))
        return next(inside, None)

    # wishes

    def action_find(self) -> None:
        """Ask for the find bar."""
        self.post_message(self.FindWished())

    def action_outline(self) -> None:
        """Ask for the outline."""
        self.post_message(self.OutlineWished())

    def action_cite(self) -> None:
        """Ask for the quotable span with its reference."""
        self._wish_citation()

    def action_cite_as(self) -> None:
        """Ask for the quotable span, in a form to choose."""
        self._wish_citation(choose=True)

    def action_copy_words(self) -> None:
        """Ask for the quotable words alone."""
        self._wish_citation(words_only=True)

    def _wish_citation(self, *, choose: bool = False, words_only: bool = False) -> None:
        span = self.quotable()
        if self._work is not None and span is not None:
            self.post_message(self.CiteWished(self._work.id, span, choose, words_only))

    # mouse

    def _under(self, event: events.MouseEvent) -> Span | None:
        page = self._page()
        offset = event.get_content_offset_capture(self)
        if page is None:
            return None
        return page.character_under(offset.x, offset.y + self.scroll_offset.y)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection at the character under the pointer."""
        if event.button != 1 or self._work is None:
            return
        self._drag_anchor = self._under(event)
        self._is_dragging = False
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button went down to the character under the pointer."""
        if self._drag_anchor is None or self._reading is None:
            return
        height = self.scrollable_content_region.height
        y = event.get_content_offset_capture(self).y
        if y < 0 or y >= height:
            self.scroll_relative(y=-1 if y < 0 else 1, animate=False)
        pointer = self._under(event)
        if pointer is None or (pointer == self._drag_anchor and not self._is_dragging):
            return
        self._is_dragging = True
        self.selection = dragged(self._reading, self._drag_anchor, pointer)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the selection, or put the cursor where the button went down and up again."""
        self.release_mouse()
        anchor, self._drag_anchor = self._drag_anchor, None
        if anchor is None or self._reading is None:
            return
        if not self._is_dragging:
            self.selection = None
            self.cursor = self._reading.sentence_at(anchor.start)
        elif self.selection is not None:
            self.cursor = self._reading.sentence_at(self.selection.end - 1)
        self._is_dragging = False


def _in_order(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return ``spans`` in text order, without the empty, the doubled and the overlapping ones."""
    ordered: list[Span] = []
    for span in sorted(spans):
        if len(span) and (not ordered or ordered[-1].end <= span.start):
            ordered.append(span)
    return tuple(ordered)
