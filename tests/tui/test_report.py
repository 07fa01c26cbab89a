"""A report is read in peace, shown as it is, and saved where that makes sense."""

import pytest
from dialogs import NOTHING, shown
from screen_text import screen_text

from clicktui.tui.dialogs.report import Report

PARAGRAPHS = [("", "~/thèse [b]1[/b].md"), ("Why [/x]", "– one\n– two\x1b[31m")]


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_all_is_shown_letter_by_letter(size: tuple[int, int]) -> None:
    async with shown(Report("Written", PARAGRAPHS), size) as (app, _pilot):
        screen = screen_text(app)
        for words in (
            "Written",
            "~/thèse [b]1[/b].md",
            "Why [/x]",
            "– one",
            "– two",
            "Enter Close",
        ):
            assert words in screen
        assert "\x1b" not in screen
        assert "Save" not in screen


@pytest.mark.parametrize("key", ["enter", "escape", "q"])
async def test_it_closes(key: str) -> None:
    async with shown(Report("Written", PARAGRAPHS)) as (app, _pilot):
        await app.press("s")
        assert app.given is NOTHING
        await app.press(key)
        assert app.given is False


async def test_it_can_be_saved_where_there_is_something_to_save() -> None:
    async with shown(Report("Imported", PARAGRAPHS, can_save=True)) as (app, _pilot):
        assert "s Save" in screen_text(app)
        await app.press("s")
        assert app.given is True


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_a_long_one_is_scrolled_to_its_end(size: tuple[int, int]) -> None:
    paragraphs = [(f"Reason {nth}", "mots " * 20) for nth in range(40)]
    async with shown(Report("Imported", paragraphs), size) as (app, pilot):
        assert "Reason 0" in screen_text(app)
        assert "Enter Close" in screen_text(app)
        await app.press("j", "down", "k", "pagedown", "pageup")
        for _page in range(120):
            await app.press("space")
        await pilot.pause()
        assert "Reason 39" in screen_text(app)
        await app.press("question_mark")
        assert app.helped == 1
