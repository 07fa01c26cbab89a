"""The list of boards: what it says of each, and the wish that every key gives."""

import pytest
from dialogs import NOTHING, Host, shown
from screen_text import screen_rows, screen_text

from clicktui.board.model import BoardSummary
from clicktui.tui.dialogs.boards_dialog import BoardRows, BoardsDialog, BoardsWish, Wish

THESIS = BoardSummary("t", "Thèse [b]1[/b]", is_archived=False, lists=3, quotes=20)
ARTICLE = BoardSummary("a", "Article", is_archived=False, lists=1, quotes=1)
OLD = BoardSummary("o", "Vieux", is_archived=True, lists=0, quotes=0)
BOARDS = (THESIS, OLD, ARTICLE)


def rows(app: Host) -> list[str]:
    return [row.strip("│ ") for row in screen_rows(app, app.screen.query_one(BoardRows))]


async def wish_of(*keys: str, archived_shown: bool = False, at: str = "t") -> object:
    async with shown(BoardsDialog(BOARDS, "t", archived_shown, at)) as (app, _pilot):
        await app.press(*keys)
        return app.given


async def test_boards_are_told_with_counts_signs_and_words() -> None:
    async with shown(BoardsDialog(BOARDS, "t", archived_shown=True), (100, 20)) as (app, _pilot):
        assert rows(app)[:3] == [
            "● Thèse [b]1[/b]  open · 3 lists · 20 quotes",
            "Vieux  archived · 0 lists · 0 quotes",
            "Article  1 list · 1 quote",
        ]
        assert "u brings back what was deleted" in screen_text(app)
        assert "hidden" not in screen_text(app)


async def test_archived_boards_are_hidden_and_counted_until_asked_for() -> None:
    async with shown(BoardsDialog(BOARDS, "t"), (100, 20)) as (app, _pilot):
        assert rows(app)[:3] == [
            "● Thèse [b]1[/b]  open · 3 lists · 20 quotes",
            "Article  1 list · 1 quote",
            "",
        ]
        assert "1 archived board is hidden" in screen_text(app)
        await app.press("down", "h")
        assert "Vieux" in screen_text(app)
        assert "hidden" not in screen_text(app)
        await app.press("enter")
        assert app.given == BoardsWish(Wish.OPEN, "a", archived_shown=True)


async def test_an_open_board_is_listed_though_archived() -> None:
    async with shown(BoardsDialog(BOARDS, "o"), (100, 20)) as (app, _pilot):
        assert rows(app)[1] == "● Vieux  archived · open · 0 lists · 0 quotes"
        await app.press("enter")
        assert app.given == BoardsWish(Wish.OPEN, "o", archived_shown=False)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_boards_and_keys_are_there_at_every_size(size: tuple[int, int]) -> None:
    async with shown(BoardsDialog(BOARDS, "t", archived_shown=True), size) as (app, _pilot):
        screen = screen_text(app)
        for words in ("Boards", "● Thèse", "Article", "Vieux", "Enter Open", "Esc Close", "? Help"):
            assert words in screen
        if size[0] >= 80:
            for title in ("n New", "r Rename", "c Duplicate", "a Archive", "d Delete", "h Arch"):
                assert title in screen


@pytest.mark.parametrize(
    ("keys", "wish"),
    [
        (["enter"], BoardsWish(Wish.OPEN, "t", False)),
        (["down", "enter"], BoardsWish(Wish.OPEN, "a", False)),
        (["j", "k", "j", "r"], BoardsWish(Wish.RENAME, "a", False)),
        (["n"], BoardsWish(Wish.NEW, None, False)),
        (["c"], BoardsWish(Wish.DUPLICATE, "t", False)),
        (["a"], BoardsWish(Wish.ARCHIVE, "t", False)),
        (["h", "down", "a"], BoardsWish(Wish.UNARCHIVE, "o", True)),
        (["h", "down", "h", "d"], BoardsWish(Wish.REMOVE, "t", False)),
        (["d"], BoardsWish(Wish.REMOVE, "t", False)),
        (["end", "delete"], BoardsWish(Wish.REMOVE, "a", False)),
        (["u"], BoardsWish(Wish.UNDO, "t", False)),
        (["down", "ctrl+z"], BoardsWish(Wish.UNDO, "a", False)),
        (["U"], BoardsWish(Wish.REDO, "t", False)),
        (["escape"], None),
        (["q"], None),
    ],
)
async def test_every_key_gives_its_wish(keys: list[str], wish: BoardsWish | None) -> None:
    assert await wish_of(*keys) == wish


async def test_another_board_than_the_open_one_can_be_highlighted_first() -> None:
    assert await wish_of("enter", at="a") == BoardsWish(Wish.OPEN, "a", False)


async def test_keys_pressed_at_once_give_one_wish() -> None:
    async with shown(BoardsDialog(BOARDS, "t")) as (app, pilot):
        app.burst("d", "d", "enter", "escape", "q")
        await pilot.pause()
        assert app.given == BoardsWish(Wish.REMOVE, "t", False)
        assert len(app.screen_stack) == 1


async def test_without_boards_only_a_new_one_can_be_wished() -> None:
    async with shown(BoardsDialog((), "")) as (app, _pilot):
        await app.press("enter", "r", "c", "a", "d", "h", "down")
        assert app.given is NOTHING
        await app.press("n")
        assert app.given == BoardsWish(Wish.NEW, None, True)


async def test_without_boards_what_was_deleted_can_be_brought_back() -> None:
    async with shown(BoardsDialog((), "")) as (app, _pilot):
        await app.press("u")
        assert app.given == BoardsWish(Wish.UNDO, None, False)


async def test_a_click_highlights_a_double_click_opens() -> None:
    async with shown(BoardsDialog(BOARDS, "t")) as (app, pilot):
        await pilot.click(BoardRows, offset=(4, 1))
        assert app.given is NOTHING
        assert app.screen.query_one(BoardRows).highlighted == 1
        await pilot.click(BoardRows, offset=(4, 0), times=2)
        assert app.given == BoardsWish(Wish.OPEN, "t", False)


async def test_the_keys_at_hand_can_be_clicked_for_the_highlighted_board() -> None:
    dialog = BoardsDialog(BOARDS, "t")
    async with shown(dialog) as (app, pilot):
        await pilot.click(BoardRows, offset=(4, 1))
        keys = app.screen.query_one("KeysAtHand")
        shown_rows = screen_rows(app, keys)
        y = next(y for y, row in enumerate(shown_rows) if "Rename" in row)
        await pilot.click(keys, offset=(shown_rows[y].index("Rename"), y))
        assert app.given == BoardsWish(Wish.RENAME, "a", False)


async def test_a_click_outside_wishes_nothing() -> None:
    dialog = BoardsDialog(BOARDS, "t")
    async with shown(dialog) as (app, pilot):
        await pilot.click(dialog, offset=(1, 1))
        assert app.given is None


async def test_help_has_its_keys_and_the_dialog_stays() -> None:
    async with shown(BoardsDialog(BOARDS, "t")) as (app, _pilot):
        await app.press("question_mark", "f1")
        assert app.helped == 2
        assert app.given is NOTHING


async def test_the_users_own_keys_are_shown_and_work() -> None:
    keymap = {"boards.new": "x", "boards.undo": "ctrl+z", "app.help": "f11"}
    async with shown(BoardsDialog(BOARDS, "t"), (100, 20), keymap) as (app, _pilot):
        screen = screen_text(app)
        for words in ("x New", "Ctrl+Z brings back", "F11 Help"):
            assert words in screen
        await app.press("n", "f11")
        assert app.given is NOTHING
        assert app.helped == 1
        await app.press("x")
        assert app.given == BoardsWish(Wish.NEW, None, False)


async def test_many_boards_scroll_to_the_open_one() -> None:
    many = [BoardSummary(str(nth), f"Board {nth}", False, 1, 1) for nth in range(100)]
    async with shown(BoardsDialog(many, "80"), (40, 12)) as (app, pilot):
        await pilot.pause()
        assert "● Board 80" in screen_text(app)
        assert "Esc Close" in screen_text(app)
