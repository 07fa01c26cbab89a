"""Commands that are at hand everywhere: one definition feeds footer, help, palette and keymap."""

import pytest
from running import eventually, running, typed
from screen_text import screen_rows, screen_text
from textual.widgets import OptionList

from clicktui.tui.at_hand import key_label
from clicktui.tui.commands import COMMANDS
from clicktui.tui.themes import THEMES


def test_ids_are_unique_and_every_scope_has_commands() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("key", "label"),
    [("ctrl+p", "Ctrl+P"), ("slash", "/"), ("f2", "F2"), ("f", "f"), ("Y", "Y"),
     ("shift+down", "Shift+↓"), ("question_mark", "?")],
)  # fmt: skip
def test_keys_are_named_as_on_keyboards(key: str, label: str) -> None:
    assert key_label(key) == label


async def test_help_lists_every_command_those_at_hand_first() -> None:
    async with running((120, 400)) as (app, pilot):
        await typed(app, pilot, "travail")
        await pilot.press("down", "question_mark")
        await pilot.pause()
        screen = screen_text(app, app.screen.query_one("VerticalScroll"))
        flat = " ".join(screen.replace("│", " ").split())
        for command in COMMANDS:
            assert command.help in flat, command.id
        assert screen.index("In the list of hits") < screen.index("In the outline")
        await pilot.press("escape")
        assert app.focused is app.search_pane.hit_list


async def test_question_mark_and_slash_can_be_typed_in_the_input() -> None:
    async with running() as (app, pilot):
        await pilot.press("a", "question_mark", "slash", "colon", "q")
        assert app.search_pane.query_input.value == "a?/:q"


async def test_the_palette_finds_a_command_and_runs_it() -> None:
    async with running() as (app, pilot):
        await pilot.press("ctrl+p")
        await pilot.press(*"theme")
        await eventually(pilot, lambda: "Theme" in screen_text(app))
        await pilot.pause(0.2)
        await pilot.press("enter", "enter")
        await eventually(pilot, lambda: app.theme == THEMES["light"].name)


async def test_escape_backs_up_step_by_step_and_never_quits() -> None:
    async with running() as (app, pilot):
        await typed(app, pilot, "travail")
        await pilot.press("enter")
        await pilot.pause()
        assert "[F3 Read]" in screen_rows(app)[0]
        await pilot.press("escape")
        assert app.focused is app.search_pane.hit_list
        await pilot.press("escape")
        assert app.focused is app.search_pane.query_input
        await pilot.press("escape", "escape")
        assert app.is_running
        assert app.search_pane.query_input.value == "travail"


async def test_slash_searches_from_the_reader() -> None:
    async with running() as (app, pilot):
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press("slash")
        assert app.focused is app.search_pane.query_input


async def test_the_language_changes_while_it_runs() -> None:
    async with running((120, 24)) as (app, pilot):
        assert "? Help" in screen_rows(app)[-1]
        await pilot.press("f10")
        await pilot.pause()
        assert "? Aide" in screen_rows(app)[-1]
        assert "Chercher" in screen_rows(app)[0]


async def test_a_users_keys_are_bound_and_shown() -> None:
    async with running((120, 24), keymap={"hits.cite": "c"}) as (app, pilot):
        await typed(app, pilot, "travail")
        await pilot.press("down")
        await pilot.pause()
        assert "c Copy citation" in screen_rows(app)[-1]
        await pilot.press("C")
        await pilot.press("c")
        await eventually(pilot, lambda: "Words with reference" in screen_text(app))


async def test_capital_y_offers_the_forms_and_escape_copies_nothing() -> None:
    async with running() as (app, pilot):
        await typed(app, pilot, "petites mains")
        await pilot.press("down", "Y")
        await eventually(pilot, lambda: app.screen.query(OptionList))
        screen = screen_text(app)
        for form in ("Words with reference", "Words only", "Reference only", "Markdown"):
            assert form in screen
        await pilot.press("escape")
        await pilot.pause()
        assert app.clipboard == ""


async def test_problems_of_the_settings_are_told() -> None:
    async with running(problems=("settings.yaml: theme: “pink” is no theme",)) as (app, pilot):
        await eventually(pilot, lambda: "“pink”" in screen_text(app))
