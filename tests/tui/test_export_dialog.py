"""Choosing a format: what is shown of each, of the list alone or the board, and what is given."""

import importlib.util

import pytest
from dialogs import NOTHING, Host, shown
from screen_text import screen_rows, screen_text

from clicktui.exporting.formats import FORMATS, format_called
from clicktui.tui.dialogs.export_dialog import ExportDialog, ExportWish, FormatRows, Part

BOARD, LIST = Part("Thèse [b]1[/b]", 20), Part("Profils [/x]", 1)


def dialog(current: str = "") -> ExportDialog:
    return ExportDialog(BOARD, LIST, current)


def rows(app: Host) -> list[str]:
    return [row.strip("│ ") for row in screen_rows(app, app.screen.query_one(FormatRows))]


async def given(*keys: str, at: ExportDialog | None = None) -> object:
    async with shown(at or dialog()) as (app, _pilot):
        await app.press(*keys)
        return app.given


async def test_every_format_is_told_with_its_ending_and_what_it_is_for() -> None:
    async with shown(dialog(), (100, 30)) as (app, _pilot):
        listed = rows(app)
        assert len(listed) >= len(FORMATS)
        assert (
            listed[0] == "Word document        .docx      to go on writing in Word or LibreOffice"
        )
        assert listed[2].startswith("Markdown for pandoc  .md .bib   with [@key] citations")
        screen = screen_text(app)
        assert "Export “Thèse [b]1[/b]”" in screen
        assert "the whole board · 20 quotes · l: the list" in screen
        await app.press("l")
        assert "the list “Profils [/x]” alone · 1 quote · l: the board" in screen_text(app)


@pytest.mark.parametrize(
    ("keys", "format_id", "list_alone"),
    [
        (["enter"], "docx", False),
        (["down", "enter"], "md", False),
        (["j", "j", "k", "l", "enter"], "md", True),
        (["tab", "tab", "end", "enter"], "yaml", False),
    ],
)
async def test_the_highlighted_format_is_given(
    keys: list[str], format_id: str, list_alone: bool
) -> None:
    assert await given(*keys) == ExportWish(format_called(format_id), list_alone)


async def test_the_last_format_is_highlighted_first() -> None:
    assert await given("enter", at=dialog("qdpx")) == ExportWish(format_called("qdpx"), False)


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_nothing_is_given_when_it_is_left(key: str) -> None:
    assert await given(key) is None


async def test_without_a_list_there_is_only_the_board() -> None:
    async with shown(ExportDialog(BOARD, None)) as (app, _pilot):
        assert "List or board" not in screen_text(app)
        await app.press("l", "enter")
        assert app.given == ExportWish(FORMATS[0], False)


async def test_what_has_to_be_installed_first_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "docx" else found(name)
    )
    async with shown(dialog()) as (app, _pilot):
        assert "needs clicktui[documents]" in rows(app)[0]
        await app.press("enter")
        assert 'Install clicktui[documents] first: pip install "clicktui[documents]"' in (
            screen_text(app)
        )
        assert app.given is NOTHING
        await app.press("down", "enter")
        assert app.given == ExportWish(format_called("md"), False)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_it_can_be_used_at_every_size(size: tuple[int, int]) -> None:
    async with shown(dialog(), size) as (app, _pilot):
        screen = screen_text(app)
        for words in ("Export “Thèse", "the whole board · 20 quotes", "Word document", "Enter"):
            assert words in screen
        await app.press("end")
        assert "YAML" in screen_text(app)
        assert "the whole board as clicktui" in screen_text(app)


async def test_keys_pressed_at_once_give_one_wish() -> None:
    async with shown(dialog()) as (app, pilot):
        app.burst("down", "enter", "enter", "escape")
        await pilot.pause()
        assert app.given == ExportWish(format_called("md"), False)


async def test_help_has_its_keys() -> None:
    async with shown(dialog()) as (app, _pilot):
        await app.press("question_mark", "f1")
        assert (app.helped, app.given) == (2, NOTHING)
