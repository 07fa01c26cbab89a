"""The codes pane: lists of passages side by side, the reader and the explanation beneath."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from clicktui.coding.opinions import Coded
from clicktui.corpus.model import Span
from clicktui.i18n import translate as _
from clicktui.tui.codes.canvas import CodesCanvas
from clicktui.tui.codes.codes_list import CodesList
from clicktui.tui.codes.codes_wishes import Sifted
from clicktui.tui.codes.columns import Columns
from clicktui.tui.codes.explanation import explained
from clicktui.tui.codes.list_bar import ListBar
from clicktui.tui.codes.naming import judged_text, status_parts
from clicktui.tui.codes.overview import OverviewView
from clicktui.tui.codes.sift_bar import SiftBar
from clicktui.tui.codes.view import UNDECIDED, CodesView, evidence, shown_first
from clicktui.tui.drawing.layout import printable
from clicktui.tui.drawing.pieces_view import PiecesView
from clicktui.tui.text.signs import Signed
from clicktui.tui.text.view import TextView
from clicktui.tui.told import tell
from clicktui.tui.wishes import OpenWork

if TYPE_CHECKING:
    from clicktui.corpus.corpus import Corpus

READER_MIN_COLUMNS = 100
READER_MIN_ROWS = 26
"""Below these the reader gives way; the explanation then has the passage itself."""

WHY_MIN_ROWS = 16
"""Below this height the explanation gives way until it is asked for."""


class CodesPane(Vertical):
    """Shows a ``CodesView``; wishes go up as in ``wishes`` and ``codes_wishes``."""

    DEFAULT_CSS = """
    CodesPane {
        & #codes-status { height: 1; padding: 0 1; color: $text-muted;
            text-wrap: nowrap; text-overflow: ellipsis; }
        & #codes-meaning { height: auto; max-height: 2; padding: 0 1; color: $text-muted;
            display: none; }
        &.-saying #codes-meaning { display: block; }
        &.-low #codes-meaning { display: none; }
        & #codes-columns { height: 3fr; }
        & #codes-below { height: 2fr; border-top: solid $panel; }
        & #codes-reader { width: 1fr; margin: 0 1 0 0; display: none; }
        & #codes-why { width: 1fr; height: 1fr; }
        & OverviewView { display: none; height: 1fr; }
        &.-reading #codes-reader { display: block; }
        &.-low #codes-below { display: none; }
        &.-in-full #codes-below { display: block; height: 1fr; border-top: none; }
        &.-in-full #codes-columns { height: 1; }
        &.-reading.-in-full #codes-below { height: 2fr; border-top: solid $panel; }
        &.-reading.-in-full #codes-columns { height: 1fr; }
        &.-overview OverviewView { display: block; }
        &.-overview #codes-columns { display: none; }
        &.-overview #codes-below { display: none; }
        &.-overview #codes-lists { display: none; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        # kept, not queried: it is told of what goes on behind also while it is taken down
        self._status = Static(id="codes-status", markup=False)
        self._meaning = Static(id="codes-meaning", markup=False)
        self._list_bar = ListBar(id="codes-lists")
        self.sift_bar = SiftBar(id="codes-sift")
        """The bar that finds passages."""
        self.columns = Columns(self, id="codes-columns")
        """The lists side by side."""
        self.reader = TextView(compact=True, id="codes-reader")
        """The reader at the passage."""
        self.why = PiecesView(id="codes-why", is_hanging=True)
        """The explanation."""
        self.overview = OverviewView(id="codes-overview")
        """The overview."""
        self._corpus: Corpus | None = None
        self._view: CodesView | None = None
        self._told = ""
        self._pinned: Mapping[str, Sequence[Span]] = {}

    def compose(self) -> ComposeResult:
        """Make the status line, the bars, the lists, what stands beneath, and the overview."""
        yield self._status
        yield self._meaning
        yield self.sift_bar
        yield self._list_bar
        yield self.columns
        with Horizontal(id="codes-below"):
            yield self.reader
            yield self.why
        yield self.overview

    @property
    def view(self) -> CodesView | None:
        """What is shown, None before there is anything."""
        return self._view

    @property
    def lists(self) -> tuple[CodesList, ...]:
        """The lists, in their order."""
        return self.columns.lists

    @property
    def open_list(self) -> CodesList | None:
        """The list that has the keys, or had them last."""
        return self.columns.open_list

    # what is shown

    def set_corpus(self, corpus: "Corpus") -> None:
        """Read the works of passages from ``corpus``."""
        self._corpus = corpus
        if self._view and self._view.layers.corpus.fingerprint != corpus.fingerprint:
            self.columns.disabled = True  # until they are those of the texts as they are now

    async def show(self, view: CodesView, *, is_fresh: bool) -> None:
        """Show lists: made anew, or with everything in its place."""
        self._view = view
        self.columns.disabled = False
        had_keys = any(one.has_focus for one in self.lists)
        await self.columns.show(view, is_fresh=is_fresh)
        if not self.app.is_running:
            return
        for one in self.lists:
            one.show_pinned(self._pinned)
        self.sift_bar.show_count(view.count if view.query.strip() else None, view.total)
        if self.has_class("-overview"):
            self.overview.show(view)
        self._narrow()
        self._turned()
        if had_keys or (self.is_on_screen and self.screen.focused is None):
            self.focus_list()

    def show_pinned(self, pinned: Mapping[str, Sequence[Span]]) -> None:
        """Sign what is on the board: ``pinned`` has its spans by work, in order."""
        self._pinned = pinned
        for one in self.lists:
            one.show_pinned(pinned)
        self.reader.show_pinned(pinned)

    def show_codes(self, coded: Mapping[str, Sequence[Signed]]) -> None:
        """Sign the passages in the reader with their codes, by work."""
        self.reader.show_codes(coded)

    def tell(self, line: str) -> None:
        """Say what goes on, or what went wrong, where it stays; "" for nothing."""
        self._told = line
        self._say()

    def tell_meaning(self, line: str) -> None:
        """Say in a quiet line how far likeness by meaning is, or how to get it; "" for nothing."""
        self.set_class(bool(line), "-saying")
        tell(self._meaning, printable(line))

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""
        self.sift_bar.refresh_language()
        self.overview.refresh_language()
        self.reader.refresh_language()
        for one in self.lists:
            one.refresh_language()
        self.columns.place()
        self._turned()

    def _say(self) -> None:
        view = self._view
        parts = [first] if (first := self._told or (judged_text(view) if view else "")) else []
        if view:
            is_alone = bool(self.lists) and self.columns.is_alone
            parts += status_parts(view, view.lists[self.columns.open_place] if is_alone else None)
        line = printable(" · ".join(parts))
        self._status.update(Content(line), layout=False)

    # the lists

    def go_to_list(self, step: int) -> None:
        """Give the keys to the list ``step`` places further, around the ends."""
        if self.lists:
            self._go_to((self.columns.open_place + step) % len(self.lists))

    def _go_to(self, place: int) -> None:
        self.columns.turn_to(place)
        self._turned()

    @on(Columns.Turned)
    def _turned(self) -> None:
        if self._view is not None:
            self._list_bar.show(self._view, self.columns.open_place)
        self._say()
        self._show_passage()

    def focus_list(self) -> None:
        """Give the keys to the open list, or to what stands in its place."""
        if self.has_class("-overview"):
            self.screen.set_focus(self.overview)
        elif one := self.open_list:
            self.screen.set_focus(one)
        else:
            self.screen.set_focus(None)

    @on(ListBar.Chosen)
    def _choose_list(self, event: ListBar.Chosen) -> None:
        event.stop()
        self._go_to(event.place)

    def on_resize(self, event: events.Resize) -> None:
        """Give room to what there is room for."""
        width, height = event.size
        self.set_class(width >= READER_MIN_COLUMNS and height >= READER_MIN_ROWS, "-reading")
        self.set_class(height < WHY_MIN_ROWS, "-low")
        self._narrow()
        self._show_passage()

    # the passage

    @on(CodesCanvas.Highlighted)
    def _follow(self, event: CodesCanvas.Highlighted) -> None:
        if self.open_list is not None and event.list_id == self.open_list.list_id:
            self._show_passage()

    def _show_passage(self) -> None:
        """Explain the highlighted passage, and read it in its place."""
        view, codes_list = self._view, self.open_list
        one = codes_list.highlighted_passage if codes_list else None
        if view is None or codes_list is None or one is None:
            self.why.show([])
            self.reader.clear()
            return
        is_reading = self.has_class("-reading")
        self.why.show(
            explained(
                one, codes_list.list_id, view.codebook, view.who,
                with_words=not is_reading, in_full=self.has_class("-in-full"),
            )
        )  # fmt: skip
        self.why.scroll_to(y=0, animate=False, force=True, immediate=True)
        if is_reading and self._corpus is not None and self._corpus.stands(one.passage):
            work = self._corpus.work(one.passage.work)
            whole = Span(one.passage.start, one.passage.end)
            self.reader.show(
                work,
                self._corpus.source(work.file),
                focus=whole,
                highlights=self._evidence(one),
                select=whole,
            )

    def _evidence(self, one: Coded) -> tuple[Span, ...]:
        list_id = self.open_list.list_id if self.open_list else ""
        start = one.passage.start
        found = evidence(one, shown_first(list_id, one))
        return tuple(Span(start + span.start, start + span.end) for span, _code in found)

    def open_here(self) -> None:
        """Open the highlighted passage in the reader, what speaks for its codes to go through."""
        one = self.open_list.highlighted_passage if self.open_list else None
        if one is not None:
            passage = one.passage
            whole = Span(passage.start, passage.end)
            self.post_message(OpenWork(passage.work, whole, self._evidence(one)))

    @on(TextView.FindWished)
    @on(TextView.OutlineWished)
    def _read_on(self, wish: Message) -> None:
        """Finding and the outline are the reader's: go there, to the same place, and do it."""
        wish.stop()
        if work := self.reader.work:
            here, then = self.reader.quotable(), type(wish)()
            self.post_message(OpenWork(work.id, here, self.reader.hits, then))

    def next_undecided(self) -> None:
        """Go to the first undecided passage that comes next: those that would teach most."""
        place = self.columns.place_of(UNDECIDED)
        if place is None:
            return
        undecided = self.lists[place]
        begin = undecided.highlighted + 1 if self.columns.open_place == place else 0
        decided = self._view.decided[undecided.places] if self._view else np.ones(0, dtype=bool)
        if not len(left := np.flatnonzero(~decided)):
            self.app.clear_notifications()
            self.notify(_("Nothing is undecided here."), timeout=3, markup=False)
            return
        self._go_to(place)
        undecided.highlight(int(left[np.searchsorted(left, begin) % len(left)]))

    # the explanation in full, the bar, the overview

    def page_details(self, step: int) -> None:
        """Show another page of the explanation; on a low screen, show it or put it away."""
        if self.has_class("-low") and not self.has_class("-in-full"):
            self._show_in_full(step > 0)
        elif self.has_class("-low") and step < 0 and self.why.scroll_offset.y == 0:
            self._show_in_full(False)
        else:
            self.why.page(step)

    def turn_explanation(self) -> None:
        """Show all of the explanation, or the first of it again."""
        self._show_in_full(not self.has_class("-in-full"))

    def _show_in_full(self, is_in_full: bool) -> None:
        was = self.has_class("-in-full")
        self.set_class(is_in_full, "-in-full")
        self._narrow()
        if (one := self.open_list) and was is not is_in_full:
            self.post_message(CodesCanvas.Highlighted(one.list_id, one.highlighted_passage))

    def _narrow(self) -> None:
        is_in_full = self.has_class("-in-full")
        if is_in_full:
            first: tuple[str, ...] = ("codes.back", "codes.details-down")
        else:
            first = ("codes.reasons",) if self.has_class("-low") else ()
        for one in self.lists:
            one.is_narrowed = is_in_full or self.sift_bar.is_open
            one.first_in_footer = first

    def narrow_less(self) -> None:
        """Put the explanation away, or close the bar."""
        if self.has_class("-in-full"):
            self._show_in_full(False)
        else:
            self.sift_bar.action_close()

    def open_filter(self) -> None:
        """Show the bar that finds passages."""
        self.sift_bar.open()
        self.screen.set_focus(self.sift_bar.input)
        self._narrow()

    @on(SiftBar.Changed)
    def _typed(self, event: SiftBar.Changed) -> None:
        event.stop()
        self.post_message(Sifted(event.query))

    @on(SiftBar.Entered)
    def _enter(self, event: SiftBar.Entered) -> None:
        event.stop()
        self.focus_list()

    @on(SiftBar.Closed)
    def _close_filter(self, event: SiftBar.Closed) -> None:
        event.stop()
        self.post_message(Sifted(""))
        self._narrow()
        self.focus_list()

    def show_overview(self) -> None:
        """Show the overview in the place of the lists."""
        self.add_class("-overview")
        if self._view is not None:
            self.overview.show(self._view)
        self.focus_list()

    @on(OverviewView.Left)
    def _leave_overview(self, event: OverviewView.Left) -> None:
        event.stop()
        self.remove_class("-overview")
        self.focus_list()

    @on(OverviewView.Opened)
    def _show_counted(self, event: OverviewView.Opened) -> None:
        """Show the passages of a bar: its filter is in the bar, to be read and changed."""
        event.stop()
        typed = self._view.query.strip() if self._view else ""
        query = " ".join(filter(None, (typed, event.query)))
        self.remove_class("-overview")
        if query:
            self.sift_bar.put(query)
        place = self.columns.place_of(event.code)
        self._go_to(self.columns.open_place if place is None else place)
        self._narrow()
