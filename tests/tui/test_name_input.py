"""Asking for a name or tags: nothing closes before the check passes, tags complete themselves."""

import pytest
from dialogs import NOTHING, shown
from hypothesis import given
from hypothesis import strategies as st
from screen_text import screen_rows, screen_text
from textual.events import Paste

from clicktui.tui.dialogs.name_input import NameInput, NameLine, completed, completions

TAGS = ["colonialité", "microtravail", "IA", "travail", "[b]genre[/b]", "Travail du clic"]


def at_end(text: str, known: list[str] = TAGS) -> tuple[str, ...]:
    return completions(text, len(text), known)


def wants_three_letters(text: str) -> str | None:
    return None if len(text) >= 3 else "Three letters [/x] at least"


def anything(_text: str) -> None:
    return None


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tra", ("travail", "Travail du clic", "microtravail")),
        ("IA, tra", ("travail", "Travail du clic", "microtravail")),
        ("travail, tra", ("Travail du clic", "microtravail")),
        ("COLONIALITE", ("colonialité",)),
        ("colonialité", ()),
        ("  ia", ("IA", "colonialité")),
        ("xyz", ()),
        ("IA, ", ("colonialité", "microtravail", "travail", "[b]genre[/b]", "Travail du clic")),
        ("", tuple(TAGS)),
    ],
)
def test_tags_complete_the_part_that_is_typed(typed: str, offered: tuple[str, ...]) -> None:
    assert at_end(typed) == offered


def test_without_tags_nothing_is_offered() -> None:
    assert at_end("tra", []) == ()


@pytest.mark.parametrize(
    ("before", "after", "name", "then"),
    [
        ("mic|", "", "microtravail", "microtravail|"),
        ("IA, mic|", "", "microtravail", "IA, microtravail|"),
        ("IA ,mi|c , genre", "", "microtravail", "IA ,microtravail| , genre"),
        ("|mic,x", "", "microtravail", "microtravail|,x"),
        ("IA, |", "", "travail", "IA, travail|"),
        ("|", "", "travail", "travail|"),
        ("IA,|,x", "", "travail", "IA,travail|,x"),
    ],
)
def test_a_completion_takes_the_place_of_its_part(
    before: str, after: str, name: str, then: str
) -> None:
    text = before.replace("|", "")
    value, cursor = completed(text, before.index("|"), name)
    assert value[:cursor] + "|" + value[cursor:] == then


@given(st.lists(st.text("ab é", max_size=4), min_size=1, max_size=4), st.data())
def test_a_completion_leaves_the_other_parts(parts: list[str], data: st.DataObject) -> None:
    text = ",".join(parts)
    cursor = data.draw(st.integers(0, len(text)))
    value, after = completed(text, cursor, "NOM")
    nth = text[:cursor].count(",")
    others = value.split(",")
    assert others.pop(nth).strip() == "NOM"
    assert others == parts[:nth] + parts[nth + 1 :]
    assert value[:after].endswith("NOM")


@given(st.text("abé, ", max_size=12), st.data(), st.lists(st.text("abÉ ", min_size=1, max_size=4)))
def test_what_was_completed_is_not_offered_again(
    text: str, data: st.DataObject, known: list[str]
) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    known = [name.strip() for name in known if name.strip()]
    for name in completions(text, cursor, known):
        assert name not in completions(*completed(text, cursor, name), known)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_it_shows_title_text_completions_and_keys(size: tuple[int, int]) -> None:
    dialog = NameInput("Tags of “[b]clic[/b]”", "IA, ge", TAGS, anything)
    async with shown(dialog, size) as (app, _pilot):
        rows = [row.strip("│ ") for row in screen_rows(app, dialog.query_one("Vertical"))]
        assert rows[1:4] == ["Tags of “[b]clic[/b]”", "IA, ge", "Tab → [b]genre[/b]"]
        keys = " ".join(rows[4:])
        for words in ("Enter Take", "Esc Close", "F1 Help"):
            assert words in keys
        assert ("Tab Complete" in keys) == (size[0] > 40)


async def test_enter_gives_the_text_once_however_often_it_is_pressed() -> None:
    async with shown(NameInput("Rename", "Thèse", [], anything)) as (app, pilot):
        app.burst(*" 2?", "enter", "enter", "enter")
        await pilot.pause()
        assert app.given == "Thèse 2?"
        assert len(app.screen_stack) == 1


async def test_nothing_closes_before_the_check_passes() -> None:
    async with shown(NameInput("Name", "", [], wants_three_letters), (40, 12)) as (app, _pilot):
        await app.press("a", "b", "enter")
        assert app.given is NOTHING
        assert "Three letters [/x] at least" in screen_text(app)
        await app.press("c")
        assert "Three letters" not in screen_text(app)
        await app.press("enter")
        assert app.given == "abc"


async def test_a_long_reason_is_shown_whole() -> None:
    reason = "There is a list “Les poinçonneurs de l’intelligence artificielle” on this board"
    dialog = NameInput("Name", "a", [], lambda _text: reason)
    async with shown(dialog, (40, 12)) as (app, _pilot):
        await app.press("enter")
        flat = " ".join(screen_text(app).replace("│", " ").split())
        assert reason in flat
        assert "Esc Close" in flat


async def test_escape_gives_none_and_a_click_outside_nothing_at_all() -> None:
    dialog = NameInput("Name", "abc", [], anything)
    async with shown(dialog) as (app, pilot):
        await pilot.click(dialog, offset=(1, 1))
        assert app.given is NOTHING
        await app.press("escape")
        assert app.given is None


async def test_tab_takes_the_first_completion_at_the_cursor() -> None:
    async with shown(NameInput("Tags", "mic, IA", TAGS, anything)) as (app, _pilot):
        await app.press("home", "right")
        assert "Tab → microtravail" in screen_text(app)
        await app.press("tab")
        line = app.screen.query_one(NameLine)
        assert line.value == "microtravail, IA"
        assert line.cursor_position == len("microtravail")
        assert "Tab →" not in screen_text(app)
        await app.press("tab", *",tra", "tab", "enter")
        assert app.given == "microtravail,travail, IA"


async def test_tab_stays_where_nothing_completes() -> None:
    async with shown(NameInput("Name", "abc", [], anything)) as (app, _pilot):
        await app.press("tab", "d", "enter")
        assert app.given == "abcd"


async def test_completing_and_leaving_can_be_clicked() -> None:
    async with shown(NameInput("Tags", "mic", TAGS, anything)) as (app, pilot):
        keys = screen_rows(app)[app.screen.query_one("KeysAtHand").region.y]
        left = keys.index("Enter")
        await pilot.click("KeysAtHand", offset=(keys.index("Complete") - left, 0))
        assert app.screen.query_one(NameLine).value == "microtravail"
        await pilot.click("KeysAtHand", offset=(keys.index("Close") - left, 0))
        assert app.given is None


async def test_help_has_its_key_while_typing() -> None:
    async with shown(NameInput("Name", "", [], anything)) as (app, _pilot):
        await app.press("question_mark", "f1")
        assert app.helped == 1
        assert app.screen.query_one(NameLine).value == "?"


async def test_a_paste_is_one_clean_line() -> None:
    async with shown(NameInput("Name", "", [], anything)) as (app, _pilot):
        app.post_message(Paste("Les\npoinçonneurs\x1b\u202e"))
        await app.press("enter")
        assert app.given == "Les poinçonneurs"
