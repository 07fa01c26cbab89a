"""Commands that are at hand everywhere: one definition feeds footer, help, palette and keymap."""

import re
from pathlib import Path

import pytest
from running import eventually, running, typed
from screen_text import screen_rows, screen_text
from textual.events import Paste
from textual.widgets import OptionList

from clicktui.tui.app import ClicktuiApp
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
    async with running((120, 60)) as (app, pilot):
        await typed(app, pilot, "travail")
        await pilot.press("down", "question_mark")
        await pilot.pause()
        page = app.screen.query_one("VerticalScroll")
        rows = {}
        for y in range(0, page.max_scroll_y + page.size.height, page.size.height):
            page.scroll_to(y=y, animate=False, immediate=True)
            await pilot.pause()
            inside = screen_rows(app, page)[2:-2]  # without its frame
            rows |= enumerate(inside, round(page.scroll_y))
        screen = "\n".join(row for _y, row in sorted(rows.items()))
        flat = " ".join(re.sub("[│▁▂▃▄▅▆▇█]", " ", screen).split())  # frame and scroll bar
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
        assert "F1 Help" in screen_rows(app)[-1]
        await pilot.press("f10")
        await pilot.pause()
        assert "F1 Aide" in screen_rows(app)[-1]
        assert "Chercher" in screen_rows(app)[0]
        assert screen_rows(app)[0].endswith("corpus fourni")


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


async def test_tab_without_hits_keeps_the_keys_in_the_input() -> None:
    async with running() as (app, pilot):
        await pilot.press("tab", "q")
        await pilot.pause()
        assert app.is_running
        assert app.search_pane.query_input.value == "q"


async def test_tab_takes_the_completion_of_what_is_typed_and_of_no_earlier_key() -> None:
    async with running() as (app, pilot):
        app.search_pane.take_over("speaker:cas", 11)
        await pilot.press("i", "tab")
        await eventually(pilot, lambda: '"' in app.search_pane.query_input.value)
        assert app.search_pane.query_input.value == 'speaker:"Antonio Casilli" '


async def test_control_characters_of_a_paste_never_reach_the_screen() -> None:
    async with running() as (app, pilot):
        app.search_pane.query_input.post_message(Paste("micro\x1b]52;c;QUFB\x07 \x9b31m*x AND"))
        await eventually(pilot, lambda: "AND" in app.search_pane.query_input.value)
        await pilot.pause(0.2)
        assert not set("\x1b\x07\x9b") & set(screen_text(app))


async def test_f5_switches_typos_from_the_hits_too() -> None:
    async with running() as (app, pilot):
        await typed(app, pilot, "travail")
        await pilot.press("down", "f5")
        await eventually(pilot, lambda: "typos off" in screen_text(app))


async def test_f_in_the_preview_opens_the_find_bar_of_the_reader() -> None:
    async with running((120, 30)) as (app, pilot):
        await typed(app, pilot, "turc mécanique")
        app.search_pane.preview.focus()
        await pilot.press("f")
        await eventually(pilot, lambda: app.reader_pane.find_bar.is_open)
        await pilot.press("escape")
        await eventually(pilot, lambda: not app.reader_pane.find_bar.is_open)


async def test_leaving_while_the_index_is_built_does_not_hang(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLICKTUI_CACHE", str(tmp_path / "new"))
    app = ClicktuiApp()
    async with app.run_test() as pilot:
        await eventually(pilot, lambda: app.panes_are_there)
        app.exit(0)
    assert not app.is_running


async def test_digits_change_panes_outside_inputs() -> None:
    async with running() as (app, pilot):
        await typed(app, pilot, "travail")
        await pilot.press("down", "2")
        await pilot.pause()
        assert "[F3 Read]" in screen_rows(app)[0]
        await pilot.press("1")
        await pilot.pause()
        assert "[F2 Search]" in screen_rows(app)[0]


async def test_the_palette_shows_brackets_as_they_are() -> None:
    async with running((120, 40)) as (app, pilot):
        await pilot.press("f4")
        await pilot.press("ctrl+p")
        await pilot.press(*"alter")
        await eventually(pilot, lambda: "[your words], [sic] or emphasis" in screen_text(app))
