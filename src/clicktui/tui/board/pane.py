"""The board: lists of quotes to arrange, and the highlighted quote in full beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from clicktui.board.finding import find
from clicktui.board.model import PinnedQuote
from clicktui.board.standing import UNSETTLED
from clicktui.coding.quoted import QuotedCode, names_of_held
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.tui.board.board_wishes import DetailsWished, EditKind, EditWished
from clicktui.tui.board.details import QuoteDetails
from clicktui.tui.board.filter_bar import BoardFilter
from clicktui.tui.board.quote_list import BoardList
from clicktui.tui.board.view import BoardView
from clicktui.tui.drawing.layout import printable

DETAILS_MIN_COLUMNS = 100
"""From this width on the details stand beside the lists, below it under them."""

DETAILS_MIN_ROWS = 18
"""Below this height, on a narrow screen, the details give way until they are asked for."""


class BoardPane(Vertical):
    """Shows one board; wishes go up as in ``board_wishes``."""

    DEFAULT_CSS = """
    BoardPane {
        & #board-status { height: 1; padding: 0 1; color: $text-muted;
            text-wrap: nowrap; text-overflow: ellipsis; }
        & #board-sides { height: 1fr; layout: vertical; }
        & BoardList { height: 2fr; width: 1fr; }
        & QuoteDetails { height: 1fr; width: 1fr; }
        &.-wide #board-sides { layout: horizontal; }
        &.-wide BoardList { height: 1fr; }
        &.-wide QuoteDetails { margin: 0 0 0 1; }
        &.-low QuoteDetails { display: none; }
        &.-low.-in-full BoardList { height: 1; scrollbar-size-vertical: 0; }
        &.-low.-in-full QuoteDetails { display: block; }
    }
    """

    @dataclass
    class ReferenceWished(Message):
        """The details want the reference of ``pinned``: see ``show_reference``."""

        pinned: PinnedQuote

    def __init__(self, keymap: Mapping[str, str] | None = None, *, id: str | None = None) -> None:
        """Make a pane whose hints name the keys of ``keymap``, the user's."""
        super().__init__(id=id)
        self._keymap = keymap
        self._view: BoardView | None = None
        self._is_read_only = False
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Make the status line, the filter, the lists and the details."""
        yield Static(id="board-status", markup=False)
        yield BoardFilter(id="board-filter")
        with Container(id="board-sides"):
            yield BoardList(self._keymap, id="board-list")
            yield QuoteDetails(id="board-details")

    @property
    def board_list(self) -> BoardList:
        """The lists with their quotes."""
        return self.query_one(BoardList)

    @property
    def details(self) -> QuoteDetails:
        """The highlighted quote in full."""
        return self.query_one(QuoteDetails)

    @property
    def filter(self) -> BoardFilter:
        """The bar that finds quotes."""
        return self.query_one(BoardFilter)

    @property
    def view(self) -> BoardView | None:
        """What is shown, None before there is a board."""
        return self._view

    def show(self, view: BoardView, *, is_read_only: bool = False) -> None:
        """Show a board as it is now."""
        is_another = self._view is not None and self._view.board.id != view.board.id
        self._is_read_only = is_read_only
        self._trouble = ""
        self._view = view
        if is_another and self.filter.is_open:
            self.filter.action_close()
        self._find()

    def show_codes(self, codes: Mapping[str, tuple[QuotedCode, ...]]) -> None:
        """Show the codes of quotes, by their ids."""
        if self._view is not None:
            self._view = replace(self._view, codes=codes)
            self.board_list.show_codes(self._view)
            self.details.show_codes(self._view)
            if self.filter.query_text.strip():
                self._find()

    def show_trouble(self, line: str) -> None:
        """Say what went wrong, where it stays to be read."""
        self._trouble = line
        self._say()

    def show_reference(
        self, quote_id: str, reference: str, cited_in: str = "", trouble: str = ""
    ) -> None:
        """Show the reference of the quote, if it is still the highlighted one.

        ``cited_in`` tells style and language, ``trouble`` why it is not in the style chosen.
        """
        self.details.show_reference(quote_id, reference, cited_in, trouble)

    def ask_for_reference(self) -> None:
        """Wish the reference of the highlighted quote anew."""
        item = self.board_list.highlighted_item
        if item is not None and item.pinned is not None:
            self.post_message(self.ReferenceWished(item.pinned))

    def go_to(self, item_id: str) -> None:
        """Highlight a quote or a list."""
        self.board_list.highlight(item_id)

    def focus_list(self) -> None:
        """Give the keys to the lists."""
        self.board_list.focus()

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""
        self.filter.refresh_language()
        self.board_list.refresh_language()
        self.details.refresh_language()
        self._say()

    def on_resize(self, event: events.Resize) -> None:
        """Put the details where there is room."""
        is_wide = event.size.width >= DETAILS_MIN_COLUMNS
        self.set_class(is_wide, "-wide")
        self.set_class(not is_wide and event.size.height < DETAILS_MIN_ROWS, "-low")
        self._show_in_full(self._is_in_full)

    @property
    def _is_in_full(self) -> bool:
        """Whether the details stand in the room of the list, as there is none for both."""
        return self.has_class("-low") and self.has_class("-in-full")

    def _show_in_full(self, is_in_full: bool) -> None:
        self.set_class(is_in_full, "-in-full")
        first = ("board.details-down",) if self.has_class("-low") else ()
        if is_in_full:
            first = ("board.unselect", *first)
        if first != self.board_list.first_in_footer:
            self.board_list.first_in_footer = first
            self.post_message(BoardList.Highlighted(self.board_list.highlighted))
        self._narrow()

    def _narrow(self) -> None:
        self.board_list.is_narrowed = self._is_in_full or self.filter.is_open

    def _find(self) -> None:
        """Show the board, or what the filter finds of it."""
        view = self._view
        if view is None:
            return
        query = self.filter.query_text
        found = None
        if query.strip():
            standings = {one: stand.standing for one, stand in view.stands.items()}
            codes = {one: names_of_held(there) for one, there in view.codes.items()}
            found = find(view.board, query, standings, codes)
        self._view = replace(view, found=found)
        self.filter.show_count(None if found is None else len(found), len(view.board))
        self.board_list.show(self._view)
        self._say()

    def _say(self) -> None:
        view = self._view
        line = self._trouble
        if view is not None and not line:
            lists = translate_plural("{count} list", "{count} lists", len(view.board.lists))
            quotes = translate_plural("{count} quote", "{count} quotes", len(view.board))
            parts = [
                view.board.name,
                lists.format(count=len(view.board.lists)),
                quotes.format(count=len(view.board)),
            ]
            if view.board.is_archived:
                parts.append(_("archived"))
            if self._is_read_only:
                parts.append(_("read-only"))
            unsettled = sum(stand.standing in UNSETTLED for stand in view.stands.values())
            if unsettled:
                parts.append(
                    translate_plural(
                        "{count} to settle: its source changed",
                        "{count} to settle: their sources changed",
                        unsettled,
                    ).format(count=unsettled)
                )
            line = " · ".join(parts)
        self.query_one("#board-status", Static).update(Content(printable(line)), layout=False)

    @on(BoardList.Highlighted)
    def _show_details(self) -> None:
        view = self._view
        if view is None:
            return
        item = self.board_list.highlighted_item
        self.details.show(view, item)
        self.ask_for_reference()

    @on(DetailsWished)
    def _page_details(self, event: DetailsWished) -> None:
        event.stop()
        if self.has_class("-low") and not self._is_in_full:
            self._show_in_full(event.step > 0)
        elif self._is_in_full and event.step < 0 and self.details.scroll_offset.y == 0:
            self._show_in_full(False)
        else:
            self.details.page(event.step)

    @on(BoardList.WholeWished)
    def _show_whole_list(self, event: BoardList.WholeWished) -> None:
        event.stop()
        if self._is_in_full:
            self._show_in_full(False)
        else:
            self.filter.action_close()

    @on(EditWished)
    def _open_filter(self, event: EditWished) -> None:
        if event.kind is EditKind.FILTER:
            event.stop()
            self.filter.open()
            self._narrow()
            self._find()

    @on(BoardFilter.Changed)
    def _typed(self, event: BoardFilter.Changed) -> None:
        event.stop()
        self._find()

    @on(BoardFilter.Entered)
    def _enter(self, event: BoardFilter.Entered) -> None:
        event.stop()
        found = self._view.found if self._view else None
        if found:
            self.go_to(found[0].quote)
        self.focus_list()

    @on(BoardFilter.Closed)
    def _close_filter(self, event: BoardFilter.Closed) -> None:
        event.stop()
        self._narrow()
        self._find()
        self.focus_list()
