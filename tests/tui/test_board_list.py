"""The board's list driven by keys and by the mouse, its screen read as text."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import ClassVar

import pytest
from board_samples import pinned, plain_board
from running import eventually
from screen_text import screen_rows, screen_text
from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.pilot import Pilot

from clicktui.board import editing
from clicktui.board.finding import find
from clicktui.board.model import Board, QuoteList
from clicktui.board.standing import Difference, Stand, Standing
from clicktui.tui.board.board_wishes import (
    ChangeWished,
    ChooseList,
    CiteWished,
    EditKind,
    EditWished,
    Move,
    MoveList,
    OpenWished,
    Remove,
    RemoveList,
    Shift,
    Star,
    WishedChange,
)
from clicktui.tui.board.quote_list import BoardList
from clicktui.tui.board.view import BoardView
from clicktui.tui.commands import COMMANDS, Scope, commands_of
from clicktui.tui.themes import THEMES

BOARD = plain_board(3, 0, 2)
"""Rows: A 0, a1 1-4, a2 5-8, a3 9-12, B 13, C 14, c1 15-18, c2 19-22."""


class OneBoard(App[None]):
    """An app with one board's list, which keeps what it is asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "back_up", "")]

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = "clicktui-dark"
        self.wished: list[Message] = []
        self.highlights: list[str | None] = []
        self.backs = 0

    def compose(self) -> ComposeResult:
        yield BoardList({"hits.pin": "f7"})

    def on_mount(self) -> None:
        self.quotes.focus()

    @property
    def quotes(self) -> BoardList:
        return self.query_one(BoardList)

    @property
    def changes(self) -> list[WishedChange]:
        return [wish.change for wish in self.wished if isinstance(wish, ChangeWished)]

    @on(BoardList.Highlighted)
    def keep_highlight(self, event: BoardList.Highlighted) -> None:
        self.highlights.append(event.item)

    @on(ChangeWished)
    @on(CiteWished)
    @on(EditWished)
    @on(OpenWished)
    def keep(self, event: Message) -> None:
        self.wished.append(event)

    def action_back_up(self) -> None:
        self.backs += 1


@asynccontextmanager
async def showing(
    board: Board = BOARD, size: tuple[int, int] = (60, 24), **more
) -> AsyncIterator[tuple[OneBoard, Pilot[None]]]:
    app = OneBoard()
    async with app.run_test(size=size, notifications=True) as pilot:
        app.quotes.show(BoardView(board, **{"pins_to": "a", **more}))
        await pilot.pause()
        yield app, pilot


def signs(app: OneBoard) -> list[str]:
    """Return the bar and the sign of each row."""
    return [row[:2] for row in screen_rows(app)]


# what is seen


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_lists_quotes_and_signs_are_seen_at_every_size(size: tuple[int, int]) -> None:
    quote = pinned(
        "q", "la moitié du temps, je suis une humaine", "travailleurs-clic-parlement-2024",
        is_starred=True, note="n", tags=("ia",),
    )  # fmt: skip
    board = Board("b", "B", "", (QuoteList("l", "Poinçonneurs", (quote,)),))
    changed = Stand(Standing.CHANGED, quote.quote, 0.9, "0" * 16, (Difference.WORDS,))
    more = {"stands": {"q": changed}, "same_words": frozenset({"q"}), "pins_to": "l"}
    async with showing(board, size, **more) as (app, pilot):
        await pilot.press("j", "space")
        rows = screen_rows(app)
        assert rows[0].startswith(" ▾ Poinçonneurs  1  ✓ 1")
        assert rows[0].endswith("pins go here")
        assert rows[1].startswith("✓★ Donatella Delpiano")
        assert rows[1].endswith("§ 5 · 2024")
        assert rows[2].startswith("▌≠ its words changed in the source")
        assert rows[3].startswith("▌✎ la moitié du temps, je suis une")
        assert rows[4].startswith("▌=")
        assert len(rows) == size[1]


async def test_an_empty_board_says_what_to_do_with_the_keys_of_the_user() -> None:
    async with showing(plain_board(0), (40, 12)) as (app, _pilot):
        screen = screen_text(app)
        assert "▾ A  0" in screen
        assert "Nothing is pinned yet." in screen
        assert "F7 on a hit" in screen
        assert "c makes a list" in screen


async def test_the_bar_shows_whether_keys_go_here() -> None:
    async with showing() as (app, pilot):
        assert signs(app)[0] == "▌▾"
        app.quotes.blur()
        await pilot.pause()
        assert signs(app)[0] == "│▾"


async def test_themes_can_change() -> None:
    async with showing() as (app, pilot):
        before = app.quotes.render_line(0)
        app.theme = "clicktui-light"
        await pilot.pause()
        after = app.quotes.render_line(0)
        assert [one.text for one in before] == [one.text for one in after]
        assert [one.style for one in before] != [one.style for one in after]


# highlight, folds, selection


async def test_the_highlight_goes_through_headers_and_quotes() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j", "down", "k")
        assert app.highlights == ["a", "a1", "a2", "a1"]
        await pilot.press("G")
        assert app.quotes.highlighted == "c2"
        await pilot.press("g", "pagedown")
        assert app.quotes.highlighted == "c2"  # 20 rows further on a screen of 24
        await pilot.press("up", "up", "up")
        assert app.quotes.highlighted == "b"


async def test_pins_follow_the_highlight_into_another_list() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j", "j", "j")
        assert app.changes == []
        await pilot.press("j", "j", "j")
        assert app.changes == [ChooseList("b"), ChooseList("c")]
        assert screen_rows(app)[14].endswith("pins go here")


async def test_a_board_is_shown_from_the_list_that_pins_go_to() -> None:
    async with showing(pins_to="c") as (app, _pilot):
        assert app.quotes.highlighted == "c"
        assert app.changes == []


async def test_lists_fold_and_unfold() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j", "left")
        assert app.quotes.highlighted == "a"
        assert signs(app)[:3] == ["▌▸", " ▾", " ▾"]
        await pilot.press("right", "enter")
        assert signs(app)[0] == "▌▸"
        await pilot.press("enter", "j")
        assert app.quotes.highlighted == "a1"


async def test_enter_opens_a_quote() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j", "enter")
        assert app.wished == [OpenWished("a1")]


async def test_space_and_shift_select() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j", "shift+down", "shift+down")
        assert app.quotes.selected == {"a1", "a2", "a3"}
        await pilot.press("shift+up")
        assert app.quotes.selected == {"a1", "a2"}
        await pilot.press("G", "space")
        assert app.quotes.selected == {"a1", "a2", "c2"}
        assert app.quotes.targets() == ("a1", "a2", "c2")
        await pilot.press("space")
        assert app.quotes.selected == {"a1", "a2"}
        await pilot.press("ctrl+a")
        assert app.quotes.selected == {"a1", "a2", "c1", "c2"}


async def test_escape_gives_the_selection_up_and_then_backs_up() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j", "space", "escape")
        assert (app.quotes.selected, app.backs) == (set(), 0)
        await pilot.press("escape")
        assert app.backs == 1


async def test_highlight_selection_and_folds_stay_with_their_ids() -> None:
    async with showing() as (app, pilot):
        await pilot.press("G", "left", "k", "k", "space", "k", "space")
        assert app.quotes.highlighted == "a2"
        app.quotes.show(BoardView(editing.moved(BOARD, ["a2"], "b"), pins_to="a"))
        await pilot.pause()
        assert app.quotes.highlighted == "a2"
        assert app.quotes.selected == {"a2", "a3"}
        assert app.changes[-1] == ChooseList("b")
        assert "▸ C  2" in screen_text(app)
        app.quotes.show(BoardView(editing.removed(BOARD, ["a2"])))
        await pilot.pause()
        assert app.quotes.highlighted == "b"
        assert app.quotes.selected == {"a3"}


async def test_removing_the_last_of_a_list_stays_in_it() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j", "j", "j")
        app.quotes.show(BoardView(editing.removed(BOARD, ["a3"]), pins_to="a"))
        await pilot.pause()
        assert app.quotes.highlighted == "a2"
        assert app.changes == []


async def test_the_place_on_the_screen_stays() -> None:
    async with showing(plain_board(40)) as (app, pilot):
        await pilot.press("G", "k", "k", "k")
        top = app.quotes.scroll_offset.y
        assert top > 0
        app.quotes.show(BoardView(editing.with_star(plain_board(40), ["a38"], True), pins_to="a"))
        await pilot.pause()
        assert app.quotes.scroll_offset.y == top


async def test_another_board_is_shown_from_its_beginning() -> None:
    async with showing(plain_board(40)) as (app, pilot):
        await pilot.press("G")
        app.quotes.show(BoardView(replace(plain_board(2), id="other"), pins_to="a"))
        await pilot.pause()
        assert (app.quotes.highlighted, app.quotes.scroll_offset.y) == ("a", 0)


async def test_a_quote_in_a_folded_list_is_brought_into_view() -> None:
    async with showing() as (app, pilot):
        await pilot.press("left")
        app.quotes.highlight("a3")
        await pilot.pause()
        assert app.quotes.highlighted == "a3"
        assert signs(app)[9] == "▌ "
        app.quotes.highlight("not there")
        assert app.quotes.highlighted == "a3"


# what a search leaves


def found(query: str, board: Board = BOARD) -> BoardView:
    return BoardView(board, pins_to="a", found=find(board, query))


async def test_a_search_leaves_what_was_found_and_marks_it() -> None:
    async with showing() as (app, pilot):
        await pilot.press("left", "j", "j")
        app.quotes.show(found('"mots c2"'))
        await pilot.pause()
        rows = screen_rows(app)
        assert rows[0].startswith("▌▾ C  1/2")
        assert rows[3].strip() == "mots c2"
        assert rows[5:] == [""] * 19
        strip = app.quotes.render_line(3)
        marked = [part for part in strip if part.style and part.style.bold and part.style.underline]
        assert "".join(part.text for part in marked) == "mots c2"


async def test_a_search_unfolds_and_moves_no_pins() -> None:
    async with showing() as (app, pilot):
        await pilot.press("left")
        app.quotes.show(found("a2"))
        await pilot.pause()
        assert signs(app)[0] == "▌▾"
        assert screen_rows(app)[3].strip() == "mots a2"
        app.quotes.show(found("c2"))
        await pilot.pause()
        assert app.quotes.highlighted == "c"
        assert app.changes == []
        app.quotes.show(BoardView(BOARD, pins_to="a"))
        await pilot.pause()
        assert app.quotes.highlighted == "c"
        assert signs(app)[0] == " ▸"


async def test_what_a_search_hides_stays_selected_and_is_left_alone() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j", "shift+down")
        app.quotes.show(found("a2"))
        await pilot.pause()
        await pilot.press("ctrl+a", "s")
        assert app.changes == [Star(("a2",), True)]
        app.quotes.show(BoardView(BOARD, pins_to="a"))
        await pilot.pause()
        assert app.quotes.selected == {"a1", "a2"}


async def test_nothing_found_says_so() -> None:
    async with showing() as (app, pilot):
        app.quotes.show(found("zzzzzz"))
        await pilot.pause()
        assert "Nothing on the board has this." in screen_text(app)
        assert app.quotes.highlighted is None
        await pilot.press("j", "k", "enter", "n", "s", "J", "d", "space", "ctrl+a", "y", "left")
        await pilot.press("pagedown", "g", "G", "shift+down")
        assert app.wished == []
        app.quotes.show(BoardView(BOARD, pins_to="a"))
        await pilot.pause()
        assert app.quotes.highlighted == "a"


# wishes


def test_every_command_of_the_board_is_there() -> None:
    for command in commands_of([Scope.BOARD]):
        assert hasattr(BoardList, "action_" + command.action.split("(")[0]), command.id


async def test_changes_are_wished_for_the_highlighted_quote() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j", "J", "K", "s", "d")
        one = ("a1",)
        assert app.changes == [Shift(one, 1), Shift(one, -1), Star(one, True), Remove(one)]


async def test_changes_are_wished_for_the_selection() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j", "shift+down", "G", "J", "d")
        both = ("a1", "a2")
        assert app.changes == [ChooseList("c"), Shift(both, 1), Remove(both)]


async def test_a_star_is_taken_away_only_where_all_have_one() -> None:
    async with showing(editing.with_star(BOARD, ["a1"], True)) as (app, pilot):
        await pilot.press("j", "shift+down", "s")
        assert app.changes == [Star(("a1", "a2"), True)]
        await pilot.press("escape", "k", "asterisk")
        assert app.changes[-1] == Star(("a1",), False)


async def test_on_a_header_the_list_is_meant() -> None:
    async with showing() as (app, pilot):
        await pilot.press("J", "K", "d", "r", "c", "y")
        assert app.changes == [MoveList("a", 1), MoveList("a", -1), RemoveList("a")]
        others = [wish for wish in app.wished if not isinstance(wish, ChangeWished)]
        assert others == [
            EditWished(EditKind.RENAME, ("a",)),
            EditWished(EditKind.NEW_LIST, ("a",)),
            CiteWished(("a1", "a2", "a3")),
        ]


async def test_on_a_header_what_needs_a_quote_says_so() -> None:
    async with showing() as (app, pilot):
        await pilot.press("n")
        assert app.wished == []
        assert "Go to a quote first." in screen_text(app)


async def test_what_does_not_apply_says_so_once_and_does_nothing() -> None:
    async with showing() as (app, pilot):
        for key in ("n", "a", "t", "m", "s"):
            await pilot.press(key)
        assert app.wished == []
        assert len(app._notifications) == 1
        assert app.quotes.highlighted == "a"


async def test_a_list_with_quotes_that_a_search_hides_is_not_removed() -> None:
    async with showing() as (app, pilot):
        app.quotes.show(found("a2"))
        await pilot.press("g", "d")
        assert app.changes == []
        assert [toast.message for toast in app._notifications] == [
            "Close the search first: 2 quotes of this list are not shown."
        ]
        app.quotes.show(found("mots"))  # all of them, though some of its quotes are folded away
        await pilot.press("left", "d")
        assert app.changes == [RemoveList("a")]


async def test_the_footer_is_of_what_is_highlighted() -> None:
    async with showing(BOARD) as (app, pilot):
        on_a_list = app.quotes.footer()
        assert {"board.new-list", "board.rename-list", "board.boards", "app.undo"} < {*on_a_list}
        assert not {"board.note", "board.tags", "board.move-to", "board.alter"} & {*on_a_list}
        await pilot.press("j")
        assert {"board.note", "board.star", "board.cite", "app.undo"} < {*app.quotes.footer()}
        await pilot.press("space", "k")  # on a list, with a quote that is selected
        assert app.quotes.highlighted == "a"
        assert "board.tags" in app.quotes.footer()
        app.quotes.show(BoardView(plain_board(), pins_to=""))
        assert app.quotes.footer() == ("board.new-list", "board.boards", "app.undo")


async def test_every_command_of_the_footer_is_one() -> None:
    known = {command.id for command in COMMANDS}
    async with showing(BOARD) as (app, pilot):
        app.quotes.first_in_footer = ("board.details-down",)
        for key in ("g", "j"):
            await pilot.press(key)
            assert set(app.quotes.footer()) <= known
        assert app.quotes.footer()[0] == "board.details-down"


async def test_dialogs_are_wished_with_their_targets() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j", "j", "space", "k", "n", "a", "t", "m", "r", "c")
        await pilot.press("f", "v", "M", "o", "w")
        assert app.wished == [
            EditWished(EditKind.NOTE, ("a1",)),
            EditWished(EditKind.ALTER, ("a1",)),
            EditWished(EditKind.TAGS, ("a2",)),
            EditWished(EditKind.MOVE_TO, ("a2",)),
            EditWished(EditKind.RENAME, ("a",)),
            EditWished(EditKind.NEW_LIST, ("a",)),
            EditWished(EditKind.FILTER),
            EditWished(EditKind.VERIFY),
            EditWished(EditKind.MEMO),
            EditWished(EditKind.BOARDS),
            EditWished(EditKind.MIRROR),
        ]


async def test_citing_in_three_ways() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j", "shift+down", "y", "Y", "ctrl+c")
        both = ("a1", "a2")
        assert app.wished == [
            CiteWished(both),
            CiteWished(both, choose=True),
            CiteWished(both, words_only=True),
        ]


# the mouse


async def test_a_click_highlights_and_a_second_one_opens() -> None:
    async with showing() as (app, pilot):
        await pilot.click(BoardList, offset=(10, 7))
        assert (app.quotes.highlighted, app.wished) == ("a2", [])
        await pilot.click(BoardList, offset=(10, 6))
        assert app.wished == [OpenWished("a2")]
        await pilot.click(BoardList, offset=(10, 3), times=2)
        assert app.wished[1:] == [OpenWished("a1")]


async def test_the_click_that_gives_the_focus_opens_nothing() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j")
        app.quotes.blur()
        await pilot.pause()
        await pilot.click(BoardList, offset=(10, 2))
        assert app.quotes.has_focus
        assert app.wished == []


async def test_clicks_on_the_signs_or_with_ctrl_select() -> None:
    async with showing() as (app, pilot):
        await pilot.click(BoardList, offset=(1, 2))
        await pilot.click(BoardList, offset=(10, 6), control=True)
        await pilot.click(BoardList, offset=(10, 10), meta=True)
        assert app.quotes.selected == {"a1", "a2", "a3"}
        await pilot.click(BoardList, offset=(0, 2))
        assert app.quotes.selected == {"a2", "a3"}
        assert app.wished == []


async def test_a_click_on_the_sign_of_a_list_folds_it() -> None:
    async with showing() as (app, pilot):
        await pilot.click(BoardList, offset=(1, 0))
        assert signs(app)[:2] == ["▌▸", " ▾"]
        await pilot.click(BoardList, offset=(1, 0))
        assert signs(app)[0] == "▌▾"


async def drag(pilot: Pilot[None], start: tuple[int, int], *stops: tuple[int, int]) -> None:
    await pilot.mouse_down(BoardList, offset=start)
    for stop in stops:
        await pilot.hover(BoardList, offset=stop)


async def test_a_quote_is_dragged_before_another() -> None:
    async with showing() as (app, pilot):
        await drag(pilot, (10, 10), (10, 8), (10, 2))
        assert screen_rows(app)[1].strip().startswith("─────")
        assert screen_rows(app)[1].endswith("▸")
        await pilot.mouse_up(BoardList, offset=(10, 2))
        assert app.changes == [Move(("a3",), "a", "a1")]
        assert "▸" not in screen_text(app)
        assert app.quotes.highlighted == "a3"
        assert not any(isinstance(wish, OpenWished) for wish in app.wished)


async def test_a_quote_is_dragged_onto_a_header() -> None:
    async with showing() as (app, pilot):
        await drag(pilot, (10, 2), (10, 13))
        assert screen_rows(app)[13].strip() == "──────▸ B"
        await pilot.mouse_up(BoardList, offset=(10, 13))
        await drag(pilot, (10, 2), (10, 14))
        await pilot.mouse_up(BoardList, offset=(10, 14))
        assert app.changes == [Move(("a1",), "b", None), Move(("a1",), "c", "c1")]


async def test_the_whole_selection_is_dragged() -> None:
    async with showing() as (app, pilot):
        await pilot.press("j", "space", "j", "j", "space")
        await drag(pilot, (10, 10), (10, 22))
        await pilot.mouse_up(BoardList, offset=(10, 22))
        assert app.changes == [Move(("a1", "a3"), "c", None)]
        await drag(pilot, (10, 6), (10, 22))
        await pilot.mouse_up(BoardList, offset=(10, 22))
        assert app.changes[1:] == [Move(("a2",), "c", None)]


async def test_a_list_is_dragged() -> None:
    async with showing() as (app, pilot):
        await drag(pilot, (10, 0), (10, 18))
        assert screen_rows(app)[22].strip().startswith("─────")
        await pilot.mouse_up(BoardList, offset=(10, 18))
        assert app.changes == [MoveList("a", 2)]


async def test_a_drag_that_comes_back_changes_nothing() -> None:
    async with showing() as (app, pilot):
        await drag(pilot, (10, 2), (10, 10), (10, 2))
        await pilot.mouse_up(BoardList, offset=(10, 2))
        assert app.wished == []


async def test_escape_or_letting_go_outside_cancels_a_drag() -> None:
    async with showing() as (app, pilot):
        await drag(pilot, (10, 2), (10, 20))
        await pilot.press("escape")
        assert "──" not in screen_text(app)
        await pilot.mouse_up(BoardList, offset=(10, 20))
        assert (app.wished, app.backs) == ([], 0)
        app.quotes.styles.height = 10
        await pilot.pause()
        await drag(pilot, (10, 2), (10, 8))
        assert "──" in screen_text(app)
        await pilot.mouse_up(offset=(10, 20))
        assert app.wished == []
        assert "──" not in screen_text(app)


async def test_a_drag_ends_when_the_keys_go_elsewhere() -> None:
    async with showing() as (app, pilot):
        await drag(pilot, (10, 2), (10, 20))
        app.quotes.blur()
        await pilot.pause()
        assert "──" not in screen_text(app)
        await pilot.mouse_up(BoardList, offset=(10, 20))
        assert app.changes == []


async def test_dragging_at_the_edge_scrolls() -> None:
    async with showing(plain_board(40)) as (app, pilot):
        await drag(pilot, (10, 2), (10, 23))
        await eventually(pilot, lambda: app.quotes.scroll_offset.y > 8)
        await pilot.hover(BoardList, offset=(10, 0))
        await eventually(pilot, lambda: app.quotes.scroll_offset.y == 0)
        await pilot.mouse_up(BoardList, offset=(10, 0))
        assert app.changes == []  # it fell where it was: first in its list


async def test_a_drag_survives_a_change_and_ends_when_its_quote_goes() -> None:
    async with showing() as (app, pilot):
        await drag(pilot, (10, 2), (10, 20))
        app.quotes.show(BoardView(editing.with_star(BOARD, ["a2"], True), pins_to="a"))
        await pilot.pause()
        assert "──" in screen_text(app)
        app.quotes.show(BoardView(editing.removed(BOARD, ["a1"]), pins_to="a"))
        await pilot.pause()
        assert "──" not in screen_text(app)
        await pilot.mouse_up(BoardList, offset=(10, 20))
        assert app.changes == []
