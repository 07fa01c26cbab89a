"""The text of one work, to read, to walk in and to quote from."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.actions import SkipAction
from textual.message import Message

from clicktui.corpus.model import Span
from clicktui.corpus.reading import Reading
from clicktui.i18n import translate as _
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.text.canvas import TextCanvas
from clicktui.tui.text.facts import TextFacts, quoted_in
from clicktui.tui.text.hits import Hits
from clicktui.tui.text.scrolled import CONTEXT_ROWS
from clicktui.tui.text.selection import by_sentence, by_word, dragged, next_speech, trimmed
from clicktui.tui.text.signs import signed_in
from clicktui.tui.wishes import Cite, Code, CompleteWork, Like, Pin, wish


class TextView(TextCanvas, can_focus=True, inherit_bindings=False):
    """Shows a ``Work``; a cursor stands on a sentence, a selection may grow from it.

    ``compact`` is the form for a preview: two lines of metadata and few blank rows.
    """

    BINDINGS = bindings(Scope.TEXT)
    SCOPES = (Scope.TEXT,)

    @dataclass
    class CursorMoved(Message):
        """The cursor stands on ``span``."""

        span: Span

    @dataclass
    class SelectionChanged(Message):
        """``span`` is selected; None: nothing is."""

        span: Span | None

    class FindWished(Message):
        """The user wants to find words in this work."""

    class OutlineWished(Message):
        """The user wants the outline of the works."""

    def __init__(self, *, compact: bool = False, id: str | None = None) -> None:
        super().__init__(compact=compact, id=id)
        self._drag_anchor: Span | None = None
        self._dragged_in: Reading | None = None
        self._is_dragging = False

    def quotable(self) -> Span | None:
        """Return what ``y`` copies: the selection, else the sentence under the cursor."""
        return self.selection or self.cursor

    def chosen(self) -> tuple[str, Span] | None:
        """Return the work and what ``y`` copies of it; None where there is nothing."""
        work, span = self._work, self.quotable()
        return None if work is None or span is None else (work.id, span)

    def status(self) -> TextFacts | None:
        """Return the facts of the place where the cursor stands; None where it has none."""
        work, source, span = self._work, self._source, self.quotable()
        if work is None or source is None or self._reading is None or span is None:
            return None
        paragraph = self._reading.paragraph_at(span.start)
        if paragraph is None:
            return None
        touched = self._reading.paragraphs_touching(span)
        quoted = tuple(dict.fromkeys(name for one in touched for name in quoted_in(one, span)))
        current = 0 if self._current_hit is None else self._current_hit + 1
        hit = (current, len(self._hits)) if self._hits else None
        words = len(source.words(self.selection).split()) if self.selection else None
        coded = signed_in(self._coded.get(work.id, ()), span)
        codes = tuple(dict.fromkeys(one.words for one in coded))
        return TextFacts(work, paragraph, quoted, hit, words, codes)

    # the cursor

    def watch_cursor(self, cursor: Span | None) -> None:
        """Say where the cursor is."""
        if cursor is not None:
            self.post_message(self.CursorMoved(cursor))

    def _move_to(self, sentence: Span | None) -> None:
        self.selection = None
        if sentence is not None:
            self.cursor = sentence
            self._reveal(sentence)

    def _come_into_view(self, step: int) -> bool:
        """Bring the cursor to the screen when the wheel has left it; say whether it was brought."""
        if self.cursor is None or self._is_in_view(self.cursor):
            return False
        near = self._sentence_in_view(step)
        if near is not None:
            self.selection = None
            self.cursor = near
        return near is not None

    def action_sentence(self, step: int) -> None:
        """Move the cursor by a sentence; at the ends of the work scroll what is left."""
        if self._come_into_view(step):
            return
        at = self.cursor
        moved = self._reading.sentence_from(at, step) if self._reading and at else at
        if moved == at:
            self.selection = None
            self.scroll_relative(y=step, animate=False)
        else:
            self._move_to(moved)

    def action_paragraph(self, step: int) -> None:
        """Move the cursor by a paragraph."""
        if self._reading and self.cursor and not self._come_into_view(step):
            self._move_to(self._reading.paragraph_from(self.cursor, step))

    def action_page(self, step: int) -> None:
        """Scroll by a page and take the cursor along."""
        page, at = self._page(), self.cursor
        jump = step * max(self.scrollable_content_region.height - CONTEXT_ROWS, 1)
        self.scroll_relative(y=jump, animate=False)
        if page is None or self._reading is None or at is None:
            return
        y = min(max(self._rows_of(at).start + jump, 0), len(page) - 1)
        offset = page.offset_at(y)
        there = self._reading.last() if offset is None else self._reading.sentence_at(offset)
        if there is None or not self._is_in_view(there):
            there = self._sentence_in_view(step)
        if there == at:
            there = self._reading.sentence_from(at, step)
        if there is not None and there != at:
            self._move_to(there)

    def action_first(self) -> None:
        """Go to the top: the metadata, and the cursor on the first words."""
        self._move_to(self._reading.first() if self._reading else None)
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """Go to the last words that can be quoted."""
        self._move_to(self._reading.last() if self._reading else None)

    # the selection

    def watch_selection(self, selection: Span | None) -> None:
        """Say what is selected."""
        self.post_message(self.SelectionChanged(selection))

    def clear_selection(self) -> bool:
        """Select nothing; say whether anything was selected."""
        had = self.selection is not None
        self.selection = None
        return had

    def action_unselect(self) -> None:
        """Give up the selection; where there is none, the key goes on to who backs up."""
        if not self.clear_selection():
            raise SkipAction

    def action_grow_sentence(self, step: int) -> None:
        """Grow or shrink the selection by a sentence."""
        if self._reading and self.cursor:
            self._select(by_sentence(self._reading, self.selection, self.cursor, step), step > 0)

    def action_grow_word(self, step: int) -> None:
        """Grow or shrink the selection by a word."""
        if self._reading and self.cursor:
            self._select(by_word(self._reading, self.selection, self.cursor, step), step > 0)

    def action_trim_start(self, step: int) -> None:
        """Let the selection begin a word later or earlier."""
        if self._reading and self.cursor:
            grown = trimmed(self._reading, self.selection, self.cursor, step)
            self._select(grown, step < 0, at_start=True)

    def action_speech(self) -> None:
        """Select the words of somebody quoted in the sentence; again, of the next one."""
        speech = None
        if self._reading and self.cursor:
            paragraph = self._reading.paragraph_at(self.cursor.start)
            speech = paragraph and next_speech(paragraph, self.selection, self.cursor)
        if speech is None:
            self.notify(_("Nobody else is quoted in this sentence."), timeout=3, markup=False)
        else:
            self._select(speech.span, is_growing=False)

    def _select(self, selection: Span | None, is_growing: bool, at_start: bool = False) -> None:
        if is_growing and selection is not None and selection == self.selection:
            ends = _("The selection ends here: what follows does not belong to these words.")
            begins = _("The selection begins here: what stands before does not belong to it.")
            self.notify(begins if at_start else ends, timeout=3, markup=False)
            return
        self.selection = selection
        if selection is not None and self._reading is not None:
            edge = selection.start if at_start else selection.end - 1
            self.cursor = self._reading.sentence_at(edge)
            self._reveal(Span(edge, edge + 1))

    # hits

    def highlight(self, spans: Sequence[Span], current: int | None = None) -> None:
        """Highlight ``spans`` instead of those before; go to the one at index ``current``."""
        self._hits = spans if isinstance(spans, Hits) else Hits(spans)
        self._current_hit = None
        if current is not None and self._hits:
            self._go_to_hit(current)
        self.refresh()

    def take_hits(self, hits: Hits) -> None:
        """Highlight ``hits``, of which those before are some; the current one stays."""
        current = None if self._current_hit is None else self._hits[self._current_hit]
        self._hits = hits
        self._current_hit = None if current is None else hits.first_in(current)
        self.refresh()

    def action_hit(self, step: int) -> None:
        """Go to the next or previous hit, round the ends."""
        if not self._hits:
            self.notify(
                _("No hit to go to in this text: find words first."), timeout=3, markup=False
            )
        elif self._current_hit is None:
            self._go_to_hit(self.hit_near_cursor(step))
        else:
            self._go_to_hit((self._current_hit + step) % len(self._hits))

    def hit_near_cursor(self, step: int = 1) -> int:
        """Return the index of the first hit from the cursor on (``step`` 1) or before it (-1).

        It goes round the ends; 0 where there is no hit.
        """
        return self._hits.near(self.cursor.start if self.cursor else 0, step)

    def _go_to_hit(self, index: int) -> None:
        self._current_hit = index
        hit = self._hits[index]
        self.selection = None
        sentence = self._reading.sentence_at(hit.start) if self._reading else None
        if sentence is not None and sentence.overlaps(hit):
            self.cursor = sentence
        self._reveal(hit, fresh=True)
        self.refresh()
        if self.cursor is not None:
            self.post_message(self.CursorMoved(self.cursor))

    # wishes

    def action_find(self) -> None:
        """Ask for the find bar."""
        self.post_message(self.FindWished())

    def action_outline(self) -> None:
        """Ask for the outline."""
        self.post_message(self.OutlineWished())

    def action_cite(self) -> None:
        """Ask for the quotable words with their reference."""
        self._wish_citation()

    def action_cite_as(self) -> None:
        """Ask for the quotable words, in a form to choose."""
        self._wish_citation(choose=True)

    def action_copy_words(self) -> None:
        """Ask for the quotable words alone."""
        self._wish_citation(words_only=True)

    def _wish_citation(self, *, choose: bool = False, words_only: bool = False) -> None:
        span = self.quotable()
        if self._work is not None and span is not None:
            if not self._is_in_view(span):
                self._reveal(span)  # what is copied is seen
            self.post_message(Cite(self._work.id, span, choose, words_only))

    async def action_pin(self) -> None:
        """Ask to keep the quotable words on the board."""
        await self._wish_pin()

    async def action_pin_to(self) -> None:
        """Ask to keep the quotable words in a list to choose."""
        await self._wish_pin(choose=True)

    async def _wish_pin(self, *, choose: bool = False) -> None:
        span = self.quotable()
        if self._work is not None and span is not None:
            if not self._is_in_view(span):
                self._reveal(span)  # what is kept is seen
            await wish(self, Pin(self._work.id, span, choose))

    async def action_reference(self) -> None:
        """Ask for what is known of the work's reference."""
        if self._work is not None:
            await wish(self, CompleteWork(self._work.id))

    async def action_code(self) -> None:
        """Ask which codes the quotable words have."""
        span = self.quotable()
        if self._work is not None and span is not None:
            if not self._is_in_view(span):
                self._reveal(span)
            await wish(self, Code(self._work.id, span))

    async def action_like(self) -> None:
        """Ask for the passages that mean the like of the quotable words."""
        span = self.quotable()
        if self._work is not None and span is not None:
            await wish(self, Like(self._work.id, span))

    # the mouse

    def _under(self, event: events.MouseEvent) -> Span | None:
        page = self._page()
        offset = event.get_content_offset_capture(self)
        if page is None:
            return None
        return page.character_under(offset.x, offset.y + self.scroll_offset.y)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection at the character under the pointer."""
        if event.button == 1 and self._work is not None:
            self._drag_anchor, self._dragged_in = self._under(event), self._reading
            self._is_dragging = False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button went down to the character under the pointer."""
        if self._drag_anchor is None or self._reading is None or self._is_other_text:
            return
        y, height = event.get_content_offset_capture(self).y, self.scrollable_content_region.height
        if y < 0 or y >= height:
            self.scroll_relative(y=-1 if y < 0 else 1, animate=False)
        pointer = self._under(event)
        if pointer is not None and (pointer != self._drag_anchor or self._is_dragging):
            self._is_dragging = True
            self.selection = dragged(self._reading, self._drag_anchor, pointer)

    @property
    def _is_other_text(self) -> bool:
        """Whether another text came under the pointer since the button went down."""
        return self._dragged_in is not self._reading

    def on_mouse_up(self) -> None:
        """End the selection, or put the cursor where the button went down and up again."""
        self.release_mouse()
        anchor, self._drag_anchor = self._drag_anchor, None
        if anchor is None or self._reading is None or self._is_other_text:
            return
        if not self._is_dragging:
            self.selection = None
            self.cursor = self._reading.sentence_at(anchor.start)
        elif self.selection is not None:
            self.cursor = self._reading.sentence_at(self.selection.end - 1)
        self._is_dragging = False
