"""Choosing by typing: what answers, in which order, and what enter gives."""

import pytest
from dialogs import NOTHING, Host, shown
from hypothesis import given
from hypothesis import strategies as st
from screen_text import screen_rows, screen_text
from textual.widgets import OptionList

from clicktui.tui.dialogs.chooser import Chooser, ChooserLine, Chosen, Option, found

TITLES = ["Poinçonneurs", "Corps", "Temps de travail", "[b]Argent[/b]", "Travail à côté", "Œuvres"]
OPTIONS = [Option(str(nth), title, f"{nth} quotes") for nth, title in enumerate(TITLES)]
NEW = "New list “{name}”"


def highlighted(app: Host) -> str:
    shown_list = app.screen.query_one(OptionList)
    assert shown_list.highlighted_option is not None
    return str(shown_list.highlighted_option.prompt)


@pytest.mark.parametrize(
    ("typed", "answers", "are_near"),
    [
        ("", TITLES, False),
        ("  ", TITLES, False),
        ("POINCON", ["Poinçonneurs"], False),
        ("oeuvre", ["Œuvres"], False),
        ("travail", ["Travail à côté", "Temps de travail"], False),
        ("travail temps", ["Temps de travail"], False),
        ("de  travail", ["Temps de travail"], False),
        ("[b]", ["[b]Argent[/b]"], False),
        ("poinsoneurs", ["Poinçonneurs"], True),
        ("travial", ["Temps de travail", "Travail à côté"], True),
        ("cops", ["Corps"], True),
        ("cop", [], True),
        ("argentine du nord", [], True),
        ("robots", [], True),
    ],
)
def test_what_answers(typed: str, answers: list[str], are_near: bool) -> None:
    answer = found(OPTIONS, typed)
    assert [option.title for option in answer.options] == answers
    assert answer.are_near is are_near


NAMES = st.text("abc éÉœ[]", min_size=1, max_size=8)


@given(st.lists(NAMES, max_size=6), NAMES)
def test_every_title_that_holds_the_words_answers_and_none_twice(
    names: list[str], typed: str
) -> None:
    options = [Option(str(nth), name) for nth, name in enumerate(names)]
    answer = found(options, typed)
    assert len(set(answer.options)) == len(answer.options)
    assert set(answer.options) <= set(options)
    for option in options:
        if " ".join(typed.split()) in " ".join(option.title.split()):
            assert option in answer.options
            assert not answer.are_near


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_all_are_shown_in_order_with_the_current_one_highlighted(
    size: tuple[int, int],
) -> None:
    chooser = Chooser("Move to “[i]list[/i]”", OPTIONS, NEW, current="2")
    async with shown(chooser, size) as (app, _pilot):
        rows = [row.strip("│ ") for row in screen_rows(app, chooser.query_one("Vertical"))]
        assert rows[1:3] == ["Move to “[i]list[/i]”", "Type to find"]
        assert rows[3:7] == [
            "Poinçonneurs  0 quotes",
            "Corps  1 quotes",
            "Temps de travail  2 quotes",
            "[b]Argent[/b]  3 quotes",
        ]
        assert rows[-2] == "Enter Choose  Esc Close  F1 Help"
        assert highlighted(app).startswith("Temps de travail")
        assert app.focused is app.screen.query_one(ChooserLine)


async def test_enter_takes_the_current_one_when_nothing_is_typed() -> None:
    async with shown(Chooser("Move", OPTIONS, NEW, current="2")) as (app, _pilot):
        await app.press("enter")
        assert app.given == Chosen("2", "Temps de travail")


async def test_a_current_one_that_is_not_there_leaves_the_first_highlighted() -> None:
    async with shown(Chooser("Move", OPTIONS, NEW, current="gone")) as (app, _pilot):
        await app.press("enter")
        assert app.given == Chosen("0", "Poinçonneurs")


async def test_enter_takes_what_answers_to_the_last_key_and_gives_once() -> None:
    async with shown(Chooser("Move", OPTIONS, NEW)) as (app, pilot):
        app.burst(*"corp", "enter", "enter")
        await pilot.pause()
        assert app.given == Chosen("1", "Corps")
        assert len(app.screen_stack) == 1


async def test_arrows_move_while_typing() -> None:
    async with shown(Chooser("Move", OPTIONS, NEW)) as (app, pilot):
        app.burst(*"trav", "down")
        await pilot.pause()
        assert highlighted(app).startswith("Temps de travail")
        await app.press("down")
        assert highlighted(app) == "New list “trav”"
        await app.press("up", "a")
        assert highlighted(app).startswith("Travail à côté")
        await app.press("down", "enter")
        assert app.given == Chosen("2", "Temps de travail")


async def test_a_new_name_is_offered_last_and_plainly() -> None:
    async with shown(Chooser("Move", OPTIONS, NEW), (40, 12)) as (app, pilot):
        app.burst(*"  [x]  é ")
        await pilot.pause()
        assert highlighted(app) == "New list “[x] é”"
        assert "New list “[x] é”" in screen_text(app)
        await app.press("enter")
        assert app.given == Chosen(None, "[x] é")


async def test_braces_in_a_name_are_only_characters() -> None:
    async with shown(Chooser("Move", OPTIONS, NEW)) as (app, pilot):
        app.burst(*"{name} {0}")
        await pilot.pause()
        assert highlighted(app) == "New list “{name} {0}”"


@pytest.mark.parametrize(
    ("typed", "highlight"),
    [
        ("corps", "Corps  1 quotes"),  # another case: a name that can be new, but hardly is
        ("poinsoneurs", "New list “poinsoneurs”"),
    ],
)
async def test_a_new_name_is_highlighted_where_others_are_only_near(
    typed: str, highlight: str
) -> None:
    async with shown(Chooser("Move", OPTIONS, NEW)) as (app, pilot):
        app.burst(*typed)
        await pilot.pause()
        assert highlighted(app) == highlight
        assert f"New list “{typed}”" in screen_text(app)
        await app.press("down")
        assert app.screen.query_one(OptionList).option_count == 2


async def test_an_exact_name_is_not_offered_as_new() -> None:
    async with shown(Chooser("Move", OPTIONS, NEW)) as (app, pilot):
        app.burst(*"Corps")
        await pilot.pause()
        assert "New list" not in screen_text(app)


async def test_without_a_new_label_only_options_can_be_chosen() -> None:
    async with shown(Chooser("Open", OPTIONS, None)) as (app, pilot):
        app.burst(*"robots", "enter")
        await pilot.pause()
        assert app.given is NOTHING
        await app.press("ctrl+u", *"cops", "enter")
        assert app.given == Chosen("1", "Corps")


async def test_without_options_and_words_enter_waits() -> None:
    async with shown(Chooser("Move", [], NEW)) as (app, _pilot):
        await app.press("enter", "down", "up", "enter")
        assert app.given is NOTHING
        await app.press("a", "enter")
        assert app.given == Chosen(None, "a")


async def test_deleting_what_was_typed_shows_all_again() -> None:
    async with shown(Chooser("Move", OPTIONS, NEW, current="1")) as (app, pilot):
        app.burst("x", "backspace")
        await pilot.pause()
        assert app.screen.query_one(OptionList).option_count == len(OPTIONS)
        assert highlighted(app).startswith("Corps")


@pytest.mark.parametrize("leaving", ["key", "click outside", "click on the key"])
async def test_leaving_chooses_nothing(leaving: str) -> None:
    chooser = Chooser("Move", OPTIONS, NEW)
    async with shown(chooser) as (app, pilot):
        if leaving == "key":
            await app.press("a", "escape")
        elif leaving == "click outside":
            await pilot.click(chooser, offset=(1, 1))
        else:
            await pilot.click("KeysAtHand", offset=(15, 0))
        assert app.given is None


async def test_a_click_chooses_and_the_wheel_leaves_the_line_to_type_in() -> None:
    async with shown(Chooser("Move", OPTIONS, NEW)) as (app, pilot):
        await pilot.click(".dialog--title")
        assert app.focused is app.screen.query_one(ChooserLine)
        await pilot.click(OptionList, offset=(3, 1))
        assert app.given == Chosen("1", "Corps")


async def test_many_options_scroll_to_the_highlight() -> None:
    options = [Option(str(nth), f"Liste {nth}") for nth in range(300)]
    async with shown(Chooser("Move", options, NEW, current="250"), (40, 12)) as (app, pilot):
        await pilot.pause()
        screen = screen_text(app)
        assert "Liste 250" in screen
        assert "Type to find" in screen
        assert "Esc Close" in screen
