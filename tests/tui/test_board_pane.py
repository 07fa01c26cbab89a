"""The board's pane: its list, its search and the details beside or instead of the list."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import ClassVar

from board_samples import plain_board
from screen_text import screen_rows, screen_text
from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.pilot import Pilot

from clicktui.board.model import Board
from clicktui.tui.board.pane import BoardPane
from clicktui.tui.board.view import BoardView
from clicktui.tui.themes import THEMES

BOARD = plain_board(3, 0, 2)


class OnePane(App[None]):
    """An app with the board's pane, which answers each wish for a reference."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "back_up", "")]

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = "clicktui-dark"
        self.backs = 0

    def compose(self) -> ComposeResult:
        yield BoardPane()

    @property
    def pane(self) -> BoardPane:
        return self.query_one(BoardPane)

    @on(BoardPane.ReferenceWished)
    def refer(self, event: BoardPane.ReferenceWished) -> None:
        self.pane.show_reference(event.pinned.id, f"Reference of {event.pinned.id}.")

    def action_back_up(self) -> None:
        self.backs += 1


@asynccontextmanager
async def showing(
    size: tuple[int, int], board: Board = BOARD
) -> AsyncIterator[tuple[OnePane, Pilot[None]]]:
    app = OnePane()
    async with app.run_test(size=size, notifications=True) as pilot:
        app.pane.show(BoardView(board, pins_to="a"))
        app.pane.focus_list()
        await pilot.pause()
        yield app, pilot


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


# the search


async def test_from_the_search_one_comes_to_the_first_quote_found() -> None:
    for key in ("enter", "down"):
        async with showing((80, 24)) as (app, pilot):
            await pressed(pilot, "f", *"c2", key)
            assert app.pane.board_list.has_focus
            assert app.pane.board_list.highlighted == "c2"
            await pressed(pilot, "f", *"mots", key)
            assert app.pane.board_list.highlighted == "a1"


async def test_a_first_quote_found_in_a_folded_list_is_unfolded() -> None:
    async with showing((80, 24)) as (app, pilot):
        await pressed(pilot, "f", *"c2", "enter", "left", "f", "enter")
        assert app.pane.board_list.highlighted == "c2"


async def test_escape_closes_the_search_then_gives_the_selection_up_then_backs_up() -> None:
    async with showing((80, 24)) as (app, pilot):
        await pressed(pilot, "f", *"c", "enter", "space", "escape")
        assert not app.pane.filter.is_open
        assert app.pane.board_list.has_focus
        assert app.pane.board_list.highlighted == "c1"
        assert app.pane.board_list.selected == {"c1"}
        assert app.pane.view is not None
        assert app.pane.view.found is None
        await pressed(pilot, "escape")
        assert app.pane.board_list.selected == frozenset()
        assert app.backs == 0
        await pressed(pilot, "escape")
        assert app.backs == 1


async def test_escape_closes_a_search_for_nothing_too() -> None:
    async with showing((80, 24)) as (app, pilot):
        await pressed(pilot, "f", "enter", "escape")
        assert not app.pane.filter.is_open
        assert app.backs == 0


# the details where there is little room


async def test_ctrl_d_shows_the_reference_on_a_small_screen_until_escape() -> None:
    async with showing((40, 12)) as (app, pilot):
        await pressed(pilot, "j")
        assert "Reference of a1." not in screen_text(app)
        await pressed(pilot, "ctrl+d")
        assert "Reference of a1." in screen_text(app)
        assert app.pane.board_list.has_focus
        await pressed(pilot, "j")
        assert "Reference of a2." in screen_text(app)
        await pressed(pilot, "escape")
        assert "Reference of" not in screen_text(app)
        assert "mots a2" in screen_text(app)
        assert app.backs == 0


async def test_ctrl_u_at_the_top_of_the_details_goes_back_to_the_list() -> None:
    first = BOARD.lists[0].quotes[0]
    noted = replace(first, note="\n".join(f"line {nth}" for nth in range(60)))
    lists = (replace(BOARD.lists[0], quotes=(noted,)),)
    async with showing((40, 12), replace(BOARD, lists=lists)) as (app, pilot):
        await pressed(pilot, "j", "ctrl+d", "ctrl+d")
        assert app.pane.details.scroll_offset.y > 0
        await pressed(pilot, "ctrl+u")
        assert app.pane.details.display
        assert app.pane.details.scroll_offset.y == 0
        await pressed(pilot, "ctrl+u")
        assert not app.pane.details.display
        await pressed(pilot, "ctrl+u")  # nothing to go back from
        assert not app.pane.details.display


async def test_a_screen_that_grows_has_room_for_both() -> None:
    async with showing((40, 12)) as (app, pilot):
        await pressed(pilot, "j", "ctrl+d")
        await pilot.resize_terminal(80, 40)
        await pilot.pause()
        assert "Reference of a1." in screen_text(app)
        assert "mots a3" in screen_text(app)
        await pressed(pilot, "escape")
        assert app.backs == 1
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert len([row for row in screen_rows(app) if "mots" in row]) > 1
