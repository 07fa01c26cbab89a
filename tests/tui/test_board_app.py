"""The board in the whole app, driven by keys, over the built-in corpus and a real store."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from running import eventually, running, typed
from screen_text import screen_rows, screen_text
from textual.pilot import Pilot

from clicktui.board import editing
from clicktui.board.changes import What
from clicktui.board.desk import Desk
from clicktui.board.model import Board, PinnedQuote
from clicktui.board.store.store import Store, open_store
from clicktui.corpus.corpus import shipped_corpus
from clicktui.places import data_folder
from clicktui.tui.app import ClicktuiApp

IBM = "petits indiens balayent"
SENTENCE = "Je me souviens de propos particulièrement violents tenus par un ingénieur d’IBM"


_opened: list[Store] = []


@pytest.fixture(autouse=True)
def opened_stores_are_closed() -> Iterator[None]:
    yield
    while _opened:
        _opened.pop().close()


def quotes(app: ClicktuiApp) -> list[PinnedQuote]:
    view = app.board_pane.view
    return list(view.board.quotes) if view else []


def kept() -> Desk:
    """Return a desk on what is on the disk now, as another process would see it."""
    _opened.append(open_store(data_folder()))
    return Desk(_opened[-1], shipped_corpus(), "another")


async def pin_found(app: ClicktuiApp, pilot: Pilot[int], query: str) -> None:
    """Search ``query`` and pin its first hit."""
    there = len(quotes(app))
    await pilot.press("slash")
    await typed(app, pilot, query)
    await pilot.press("down", "p")
    await eventually(pilot, lambda: len(quotes(app)) == there + 1)
    await pilot.pause()


async def test_p_on_a_hit_keeps_its_words_and_the_board_shows_them_with_their_reference() -> None:
    async with running((160, 45)) as (app, pilot):
        await pin_found(app, pilot, IBM)
        assert "◆" in screen_text(app, app.search_pane.hit_list)
        assert "◆" in screen_text(app, app.search_pane.preview)
        await pilot.press("f4")
        await eventually(pilot, lambda: re.search(r"para\..21\.", screen_text(app)))
        screen = screen_text(app)

    assert "[F4 Board]" in screen
    assert "Je me souviens de propos particulièrement violents" in screen
    assert "Antonio Casilli (inferred)" in screen
    (one,) = kept().open_board().quotes
    assert one.quote.words.startswith(SENTENCE)
    assert one.quote.prefix.endswith("des personnes sans qualité. ")


async def test_p_in_the_reader_keeps_the_selection() -> None:
    async with running() as (app, pilot):
        await typed(app, pilot, IBM)
        await pilot.press("down", "enter", "e", "p")
        await eventually(pilot, lambda: len(quotes(app)) == 1)
        reader = screen_text(app, app.reader_pane.text)
        (one,) = quotes(app)

    assert one.quote.words == "ça, ce n’est rien, ce sont de petits indiens qui balaient après " + (
        "qu’on a fini"
    )
    assert one.quote.speakers == ("un ingénieur d’IBM",)
    assert "◆" in reader


async def test_the_footer_is_of_what_is_highlighted_on_the_board() -> None:
    async with running((80, 24)) as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("f4", "g")
        await pilot.pause()
        on_a_list = screen_rows(app)[-1]
        for pair in ("Enter Open", "c New list", "r Rename", "o Boards", "d Remove", "u Undo"):
            assert pair in on_a_list
        assert "n Note" not in on_a_list
        await pilot.press("space")
        await pilot.pause()
        assert "t Tags" in screen_rows(app)[-1]
        assert "n Note" not in screen_rows(app)[-1]  # that is of one quote
        await pilot.press("space", "j")
        await pilot.pause()
        on_a_quote = screen_rows(app)[-1]
        for pair in ("n Note", "s Star", "t Tags", "y Copy citation"):
            assert pair in on_a_quote
        await pilot.press("f2")
        await pilot.pause()
        assert "Undo" not in screen_rows(app)[-1]


async def test_the_footer_leads_to_the_details_and_back_on_a_small_screen() -> None:
    async with running((40, 12)) as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("f4", "G")
        await pilot.pause()
        assert "Ctrl+D Details" in screen_rows(app)[-1]
        await pilot.press("ctrl+d")
        await pilot.pause()
        assert "Esc Back" in screen_rows(app)[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert "Esc Back" not in screen_rows(app)[-1]
        assert "[F4 Board]" in screen_rows(app)[0]


async def test_u_takes_back_the_last_change_and_capital_u_brings_it_again() -> None:
    async with running() as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("u")
        await eventually(pilot, lambda: not quotes(app))
        await pilot.press("U")
        await eventually(pilot, lambda: len(quotes(app)) == 1)
        await pilot.press("u", "u")
        await eventually(pilot, lambda: not quotes(app))
        await eventually(pilot, lambda: "nothing to undo" in screen_text(app))


async def test_ctrl_z_in_the_input_leaves_the_board_alone() -> None:
    async with running() as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("slash", "ctrl+z")
        await pilot.pause(0.2)
        assert len(quotes(app)) == 1


async def test_the_same_words_pinned_twice_are_noticed_and_lead_to_the_first() -> None:
    async with running() as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("p")
        await eventually(pilot, lambda: "on the board already" in screen_text(app))
        await pilot.press("enter")
        await eventually(pilot, lambda: "[F4 Board]" in screen_text(app))
        assert app.board_pane.board_list.highlighted == quotes(app)[0].id
        await pilot.press("f2", "down", "p")
        await eventually(pilot, lambda: "on the board already" in screen_text(app))
        await pilot.press("down", "enter")
        await eventually(pilot, lambda: len(quotes(app)) == 2)
        await pilot.press("f4")
        await pilot.pause()
        assert screen_text(app, app.board_pane.board_list).count("=") >= 2


async def test_capital_p_asks_for_the_list_and_makes_a_new_one() -> None:
    async with running() as (app, pilot):
        await typed(app, pilot, IBM)
        await pilot.press("down", "P")
        await eventually(pilot, lambda: "Pin to …" in screen_text(app))
        await pilot.press(*"Mépris", "enter")
        await eventually(pilot, lambda: len(quotes(app)) == 1)
        view = app.board_pane.view

    assert view is not None
    assert [(one.name, len(one.quotes)) for one in view.board.lists] == [
        ("Quotes", 0),
        ("Mépris", 1),
    ]


async def test_enter_goes_to_the_place_and_escape_comes_back() -> None:
    async with running() as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("f4", "enter")
        await eventually(pilot, lambda: "[F3 Read]" in screen_text(app))
        assert app.reader_pane.text.cursor is not None
        assert app.reader_pane.text.cursor.start == quotes(app)[0].quote.start
        await pilot.press("escape")
        await eventually(pilot, lambda: "[F4 Board]" in screen_text(app))


async def test_notes_stars_tags_and_lists_by_keys() -> None:
    async with running((120, 40)) as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pin_found(app, pilot, "turc mecanique")
        await pilot.press("f4", "home", "down", "n", *"colonial", "enter", *"to cite", "escape")
        await eventually(pilot, lambda: quotes(app)[0].note == "colonial\nto cite")
        await pilot.press("s", "t", *"ibm", "enter")
        await eventually(pilot, lambda: quotes(app)[0].tags == ("ibm",))
        await pilot.press("c", *"History", "enter")
        await eventually(pilot, lambda: len(app.board_pane.view.board.lists) == 2)  # type: ignore[union-attr]
        await pilot.press("up", "up", "space", "down", "space", "m", *"hist", "enter")
        await eventually(pilot, lambda: "History  2" in screen_text(app))
        screen = screen_text(app)
        await pilot.press("u")
        await eventually(pilot, lambda: "History  0" in screen_text(app))
        stars = [one.is_starred for one in quotes(app)]

    assert "#ibm" in screen
    assert "★" in screen
    assert stars == [True, False]


async def test_y_copies_altered_words_and_ctrl_c_the_exact_ones(tmp_path: Path) -> None:
    async with running() as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("f4", "a", "right", "t", "enter")
        await eventually(pilot, lambda: quotes(app)[0].alterations)
        await pilot.press("y")
        await eventually(pilot, lambda: (tmp_path / "state" / "last-copy.txt").exists())
        await eventually(pilot, lambda: "[sic]" in last_copy(tmp_path))
        cited = last_copy(tmp_path)
        await pilot.press("ctrl+c")
        await eventually(pilot, lambda: "[sic]" not in last_copy(tmp_path))
        words = quotes(app)[0].quote.words

    assert cited.startswith("“Je me [sic] souviens de propos")
    assert cited.endswith("para.\u00a021.)")
    assert last_copy(tmp_path) == words


async def test_a_copy_of_what_is_gone_from_its_source_says_so(tmp_path: Path) -> None:
    desk = kept()
    board = desk.open_board()
    work = desk.corpus.work("casilli-heidi")
    part = next(one for one in work.paragraphs if one.number == 5)
    desk.pin(board.id, work.id, part.span)

    def gone(board: Board) -> Board:
        """The board with words that the source never had in the place of the first ones."""
        (one,) = board.quotes
        words = "mirabelle quetsche reine-claude " * 4
        quoted = replace(one.quote, words=words, end=one.quote.start + len(words),
                         prefix="k" * 32, suffix="w" * 32)  # fmt: skip
        return editing.changed(board, [one.id], lambda one: replace(one, quote=quoted))

    desk.change(board.id, What.PIN, "", 1, gone)
    desk.store.close()
    async with running((120, 30)) as (app, pilot):
        await eventually(pilot, lambda: len(quotes(app)) == 1)
        await pilot.press("f4", "home", "down", "y")
        await eventually(pilot, lambda: "Not settled: no longer in the source" in screen_text(app))
        assert last_copy(tmp_path).startswith("“mirabelle quetsche")


def last_copy(folder: Path) -> str:
    return (folder / "state" / "last-copy.txt").read_text(encoding="utf-8")


async def test_finding_on_the_board_shows_only_what_answers() -> None:
    async with running() as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pin_found(app, pilot, "turc mecanique")
        await pilot.press("f4", "f", *"ingenieur")
        await eventually(pilot, lambda: "1/2" in screen_text(app))
        assert "Victor Storchan" not in screen_text(app, app.board_pane.board_list)
        await pilot.press("escape")
        await eventually(
            pilot, lambda: "Victor Storchan" in screen_text(app, app.board_pane.board_list)
        )


async def test_another_board_is_made_opened_and_left_by_undo() -> None:
    async with running() as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("f4", "o", "n", *"Chapter", "enter")
        await eventually(pilot, lambda: "Chapter · 1 list · 0 quotes" in screen_text(app))
        assert "◆" not in screen_text(app, app.search_pane.hit_list)
        await pilot.press("u")
        await eventually(pilot, lambda: "1 quote" in screen_text(app))


async def test_a_deleted_board_comes_back_in_the_list_of_boards() -> None:
    async with running() as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("f4", "o")
        await eventually(pilot, lambda: "My board" in screen_text(app))
        await pilot.press("d")
        await eventually(pilot, lambda: not kept().boards())
        await pilot.press("u")
        await eventually(pilot, lambda: len(kept().boards()) == 1)


async def test_what_another_clicktui_changes_is_shown() -> None:
    async with running() as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("f4")
        other = kept()
        other.note(other.open_board().id, quotes(app)[0].id, "from elsewhere")
        await eventually(pilot, lambda: quotes(app)[0].note == "from elsewhere")


async def test_a_note_that_two_write_at_once_keeps_both_texts() -> None:
    async with running() as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("f4", "n")
        await eventually(pilot, lambda: "Keep" in screen_text(app))
        other, quote = kept(), quotes(app)[0]
        other.note(other.open_board().id, quote.id, "a long note from elsewhere")
        await pilot.press(*"mine", "escape")
        both = "a long note from elsewhere\n\nmine"
        await eventually(pilot, lambda: quotes(app)[0].note == both)


async def test_a_dialog_acts_on_the_board_that_it_was_opened_on() -> None:
    async with running() as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("f4", "c")
        await eventually(pilot, lambda: "Name of the new list" in screen_text(app))
        other = kept()
        other.delete(other.open_board().id)
        other.new("Other")
        await pilot.press(*"Mine", "enter")
        await eventually(pilot, lambda: "not there any more" in screen_text(app))
        assert [one.name for one in kept().open_board().lists] == ["Quotes"]


async def test_going_to_a_list_of_a_board_that_was_deleted_elsewhere_is_told() -> None:
    async with running() as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("f4", "c", *"Second", "enter")
        await eventually(pilot, lambda: "Second  0" in screen_text(app))
        other = kept()
        other.delete(other.open_board().id)
        await pilot.press("home")
        await eventually(pilot, lambda: not quotes(app))
        assert app.is_running


async def test_the_board_says_everything_in_french() -> None:
    async with running((120, 40)) as (app, pilot):
        await pin_found(app, pilot, IBM)
        await pilot.press("f4", "f10")
        await pilot.pause()
        screen = screen_text(app)

    assert "1 citation" in screen
    assert "[F4 Tableau]" in screen
