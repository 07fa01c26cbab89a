"""The words of a quote with a cursor, to mark what is altered; the words cannot be edited."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.model import Span
from clicktui.errors import QuoteError
from clicktui.i18n import translate as _
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs import alterer_words
from clicktui.tui.drawing.pieces import PieceRows
from clicktui.tui.drawing.pieces_view import BAR_WIDTH, PiecesView


class AlteredWords(PiecesView, can_focus=True, inherit_bindings=False):
    """Shows the exact words with signs where they are altered.

    The cursor stands on a word; a stretch reaches from the word where it began to the cursor.
    """

    BINDINGS = bindings(Scope.ALTER)
    SCOPES = (Scope.ALTER,)

    @dataclass
    class Marked(Message):
        """``alterations`` are those of the words now, ``stretch`` is where the cursor is."""

        alterations: tuple[Alteration, ...]
        stretch: Span

    @dataclass
    class Refused(Message):
        """What was asked cannot be; ``reason`` says why."""

        reason: str

    @dataclass
    class TextWished(Message):
        """The user wants to put text in the place of the words of ``place``, or to insert it there.

        ``now`` is what stands there as yet.
        """

        place: Span
        now: str

    @dataclass
    class Done(Message):
        """The user is done; ``keep`` says whether the alterations are to be kept."""

        keep: bool

    def __init__(
        self, words: str, alterations: Sequence[Alteration], lang: str, *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._words = words
        self._stops = alterer_words.stops_of(words, lang)
        self._starts = [stop.start for stop in self._stops]
        self._cursor = self._anchor = 0
        self._column: int | None = None
        self._dragging = False
        self.alterations = alterer_words.usable(words, alterations)

    def on_mount(self) -> None:
        """Show the words."""
        self._show_again()

    @property
    def stretch(self) -> Span:
        """The offsets of the words from the one where the stretch began to the cursor's."""
        first, last = sorted((self._anchor, self._cursor))
        return Span(self._stops[first].start, self._stops[last].end)

    def put(self, place: Span, text: str) -> None:
        """Put ``text`` in the place of the words of ``place``, or insert it; "" takes it away.

        Raises:
            QuoteError: it cannot stand there.
        """
        self._take(alterer_words.with_text(self._words, self.alterations, place, text))

    def _take(self, alterations: tuple[Alteration, ...]) -> None:
        self.alterations = alterations
        self._show_again()

    def _show_again(self) -> None:
        pieces = alterer_words.marked_pieces(self._words, self.alterations)
        self.show(pieces, stretch=self.stretch)
        self._tell()

    def _tell(self) -> None:
        self.reveal(self._stops[self._cursor])
        self.post_message(self.Marked(self.alterations, self.stretch))

    def on_resize(self) -> None:
        """Lay the rows out for the new width, the cursor in view."""
        super().on_resize()
        self.reveal(self._stops[self._cursor])

    # the cursor

    def _go(self, stop: int, *, growing: bool = False, column: int | None = None) -> None:
        self._cursor = min(max(stop, 0), len(self._stops) - 1)
        if not growing:
            self._anchor = self._cursor
        self._column = column
        self.mark(self.stretch)
        self._tell()

    def _stop_at(self, offset: int) -> int:
        """Return the stop that holds ``offset``, else the one before it, else the first."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def _stop_on(self, rows: PieceRows, y: int, column: int) -> int | None:
        """Return the stop at or before cell ``column`` of row ``y``, None where it has none."""
        offset = rows.offset_at(y, column)
        if offset is None:
            return None
        stop = self._stop_at(offset)
        span = self._stops[stop]
        if rows.y_of(span.end - 1) < y and stop + 1 < len(self._stops):  # in the row's margin
            stop, span = stop + 1, self._stops[stop + 1]
        return stop if rows.y_of(span.start) <= y <= rows.y_of(span.end - 1) else None

    def action_word(self, step: int) -> None:
        """Go to the next or previous word."""
        self._go(self._cursor + step)

    def action_row(self, step: int) -> None:
        """Go to a word of the next or previous row that has one, in the same column."""
        rows, at = self.rows(), self._stops[self._cursor].start
        column = rows.cell_of(at) if self._column is None else self._column
        y = rows.y_of(at) + step
        while 0 <= y < len(rows):
            stop = self._stop_on(rows, y, column)
            if stop is not None and (stop - self._cursor) * step > 0:
                self._go(stop, column=column)
                return
            y += step
        self._go(0 if step < 0 else len(self._stops) - 1)

    def action_page(self, step: int) -> None:
        """Go down or up by as many rows as are seen."""
        rows, height = self.rows(), max(self.scrollable_content_region.height - 1, 1)
        at = self._stops[self._cursor].start
        column = rows.cell_of(at) if self._column is None else self._column
        y = min(max(rows.y_of(at) + step * height, 0), len(rows) - 1)
        offset = rows.offset_at(y, column)
        self._go(self._cursor if offset is None else self._stop_at(offset), column=column)

    def action_first(self) -> None:
        """Go to the first word."""
        self._go(0)

    def action_last(self) -> None:
        """Go to the last word."""
        self._go(len(self._stops) - 1)

    def action_grow(self, step: int) -> None:
        """Let the stretch reach a word further, or less far."""
        self._go(self._cursor + step, growing=True)

    # the mouse

    def _under(self, event: events.MouseEvent) -> int:
        offset = event.get_content_offset_capture(self)
        found = self.rows().offset_at(offset.y + self.scroll_offset.y, offset.x - BAR_WIDTH)
        return self._cursor if found is None else self._stop_at(found)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to the word under the pointer; with shift, let the stretch reach to it."""
        if event.button == 1:
            self._dragging = True
            self.capture_mouse()
            self._go(self._under(event), growing=event.shift)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Let the stretch reach to the word under the pointer."""
        if not self._dragging:
            return
        y, height = event.get_content_offset_capture(self).y, self.scrollable_content_region.height
        if y < 0 or y >= height:
            self.scroll_relative(y=-1 if y < 0 else 1, animate=False)
        under = self._under(event)
        if under != self._cursor:
            self._go(under, growing=True)

    def on_mouse_up(self) -> None:
        """End the stretch."""
        self.release_mouse()
        self._dragging = False

    # the alterations

    def _toggle(self, kind: AlterationKind) -> None:
        try:
            self._take(alterer_words.toggled(self._words, self.alterations, kind, self.stretch))
        except QuoteError as error:
            self.post_message(self.Refused(str(error)))

    def action_elide(self) -> None:
        """Leave the stretch out, or put it back."""
        self._toggle(AlterationKind.ELISION)

    def action_emphasis(self) -> None:
        """Emphasise the stretch, or no longer."""
        self._toggle(AlterationKind.EMPHASIS)

    def action_insert(self, side: int) -> None:
        """Ask for what to insert before (``side`` -1) or after (1) the stretch."""
        at = self.stretch.start if side < 0 else self.stretch.end
        now = alterer_words.inserted_text(self.alterations, at)
        self.post_message(self.TextWished(Span(at, at), now))

    def action_replace(self) -> None:
        """Ask for what to put in the place of the stretch."""
        try:
            wished = alterer_words.replaceable(self._words, self.alterations, self.stretch)
        except QuoteError as error:
            self.post_message(self.Refused(str(error)))
        else:
            self.post_message(self.TextWished(*wished))

    def action_sic(self) -> None:
        """Set ``[sic]`` after the stretch, or take it away."""
        try:
            end = self.stretch.end
            self._take(alterer_words.with_sic(self._words, self.alterations, end))
        except QuoteError as error:
            self.post_message(self.Refused(str(error)))

    def action_take_away(self) -> None:
        """Take away what is altered in the stretch."""
        left = alterer_words.without(self.alterations, self.stretch)
        if left == self.alterations:
            self.post_message(self.Refused(_("Nothing is altered here.")))
        else:
            self._take(left)

    def action_reset(self) -> None:
        """Take away all alterations."""
        if self.alterations:
            self._take(())
        else:
            self.post_message(self.Refused(_("Nothing is altered.")))

    def action_keep(self) -> None:
        """Keep the alterations."""
        self.post_message(self.Done(keep=True))

    def action_close(self) -> None:
        """Leave without a change."""
        self.post_message(self.Done(keep=False))
