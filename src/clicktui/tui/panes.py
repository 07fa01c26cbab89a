"""The app's part that shows one pane at a time, and goes from one to the other."""

from typing import TYPE_CHECKING, cast

from textual.app import App
from textual.widgets import ContentSwitcher, Input

from clicktui.tui.at_hand import of_footer
from clicktui.tui.command_bar import CommandBar
from clicktui.tui.pane_bar import PaneBar

if TYPE_CHECKING:
    import asyncio

    from clicktui.tui.board.pane import BoardPane
    from clicktui.tui.codes.pane import CodesPane
    from clicktui.tui.reader.pane import ReaderPane
    from clicktui.tui.search.pane import SearchPane


class Panes(App[int]):
    """The part of the app that knows which pane is shown.

    Before the panes are there, the one that is wished for is remembered.
    """

    _wished_pane = ""
    _back_from_reader = "search"

    if TYPE_CHECKING:  # the rest of the app has these
        keymap: dict[str, str]
        opened: asyncio.Event

        def open_codes(self) -> None:
            """Judge the passages and show them."""

        def order_codes_anew(self) -> None:
            """Make the lists of codes anew."""

        def begin_meaning(self) -> None:
            """Find what passages mean, where the extra is there."""

    @property
    def panes_are_there(self) -> bool:
        """Whether the panes have taken the place of the opening one."""
        return self._switcher.current != "opening"

    @property
    def search_pane(self) -> "SearchPane":
        """The search pane."""
        return cast("SearchPane", self.query_one("#search"))

    @property
    def reader_pane(self) -> "ReaderPane":
        """The reader."""
        return cast("ReaderPane", self.query_one("#reader"))

    @property
    def board_pane(self) -> "BoardPane":
        """The board."""
        return cast("BoardPane", self.query_one("#board"))

    @property
    def codes_pane(self) -> "CodesPane":
        """The passages by their codes."""
        return cast("CodesPane", self.query_one("#codes"))

    @property
    def _switcher(self) -> ContentSwitcher:
        return self.query_one(ContentSwitcher)

    def _show_pane(self, pane: str) -> None:
        self._switcher.current = pane
        self._show_commands()

    def _show_commands(self, *_focus: object) -> None:
        """Tell the rows at the top and bottom what is open and what is at hand."""
        if not self.query(ContentSwitcher):  # the app is ending
            return
        pane = self._switcher.current or ""
        open_pane = f"app.{pane}" if pane in ("reader", "board", "codes") else "app.search"
        self.query_one(PaneBar).show(open_pane, self.keymap)
        base = self.screen_stack[0]
        self.query_one(CommandBar).show(
            of_footer(base), self.keymap, is_typing=isinstance(base.focused, Input)
        )

    def on_board_canvas_highlighted(self) -> None:
        """Show the commands of what is highlighted on the board."""
        self._show_commands()

    def on_codes_canvas_highlighted(self) -> None:
        """Show the commands of what is highlighted among the codes."""
        self._show_commands()

    def action_focus_search(self) -> None:
        """Go to the search input."""
        if self.panes_are_there:
            self._show_pane("search")
            self.search_pane.query_input.focus()

    def action_show_reader(self) -> None:
        """Go to the reader."""
        if self.panes_are_there:
            self._show_pane("reader")
            self.reader_pane.focus_text()
        else:
            self._wished_pane = "reader"

    def action_show_board(self) -> None:
        """Go to the board."""
        if self.panes_are_there:
            self._show_pane("board")
            self.board_pane.focus_list()
        else:
            self._wished_pane = "board"

    def action_show_codes(self) -> None:
        """Go to the passages by their codes; once there, order their lists anew."""
        if self.panes_are_there:
            is_there = self._switcher.current == "codes"
            self._show_pane("codes")
            self.codes_pane.focus_list()
            if self.opened.is_set():
                self.open_codes()
                self.begin_meaning()
            if is_there:
                self.order_codes_anew()
        else:
            self._wished_pane = "codes"

    def action_back_up(self) -> None:
        """Back up one step: to where the reader was opened from, to the hits, to the input."""
        if not self.panes_are_there:
            return
        search, pane = self.search_pane, self._switcher.current
        if pane == "reader" and self._back_from_reader == "board":
            self.action_show_board()
        elif pane == "reader" and self._back_from_reader == "codes":
            self.action_show_codes()
        elif pane == "codes" and self.focused is self.codes_pane.reader:
            self.codes_pane.focus_list()
        elif pane in ("reader", "board", "codes"):
            self._show_pane("search")
            (search.hit_list if search.hit_list.highlighted_hit else search.query_input).focus()
        elif self.focused is not search.query_input:
            search.query_input.focus()
