"""The tour: shown over the app as it is, left by one key, in the way of no other."""

import pytest
from running import eventually, running
from screen_text import screen_rows
from textual.app import App, ComposeResult

from clicktui import i18n
from clicktui.places import state_folder
from clicktui.shipped import shipped
from clicktui.tui.themes import THEMES
from clicktui.tui.tour_part import is_first_start
from clicktui.tui.tour_strip import STEPS, TourStrip


class Host(App[None]):
    """An app that shows the strip, with the user's keys."""

    def __init__(self, **keymap: str) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = "clicktui-dark"
        self.strip = TourStrip({name.replace("__", "."): key for name, key in keymap.items()})

    def compose(self) -> ComposeResult:
        yield self.strip


@pytest.mark.parametrize("lang", ["en", "fr"])
async def test_each_step_has_room_on_a_small_screen(lang: str) -> None:
    i18n.choose_language(shipped("data") / "locale", lang)
    try:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            for number, step in enumerate(STEPS, start=1):
                await pilot.pause()
                rows = screen_rows(app, app.strip)
                assert len(rows) == 3
                assert f" {number}/6" in rows[0]
                assert "Ctrl+T" in rows[0]
                assert rows[0][80:] == ""
                assert app.strip.step is step
                assert app.strip.advance() is (number < 6)
    finally:
        i18n.choose_language(shipped("data") / "locale", "en")


async def test_it_names_the_users_own_keys() -> None:
    app = Host(app__tour="f11", **{"query__enter-hits": "ctrl+n"})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = screen_rows(app, app.strip)
    assert rows[0].endswith(" F11 next · Esc leaves the tour")
    assert rows[1].endswith(" Ctrl+N enters the hits.")


async def test_it_follows_what_is_done_and_takes_no_key() -> None:
    async with running((80, 24), begins_with_tour=True) as (app, pilot):
        assert app.tour is not None
        assert app.focused is app.search_pane.query_input
        assert not (state_folder() / "tour-seen").exists()
        await pilot.press(*"clic")
        assert app.search_pane.query_input.value == "clic"
        await eventually(pilot, lambda: app.search_pane.hit_list.highlighted_hit)
        for keys, step in (("down", "read"), ("enter", "quote"), ("y", "keep"), ("p", "code")):
            await pilot.press(keys)
            await eventually(pilot, lambda step=step: app.tour.step.id == step)
        assert screen_rows(app)[-4].startswith(" ─ Tour 5/6: Code ─")

        await pilot.press("question_mark", "escape")  # the page over it goes first
        await pilot.pause()
        assert app.tour is not None
        await pilot.press("escape")
        await eventually(pilot, lambda: app.tour is None)
        assert app._switcher.current == "reader"  # this Esc did nothing else
        assert not is_first_start()

        await pilot.press("ctrl+t")
        await eventually(pilot, lambda: app.tour is not None)
        assert app.tour.step.id == "find"
        await pilot.press(*["ctrl+t"] * len(STEPS))
        await eventually(pilot, lambda: app.tour is None)
        await pilot.press("escape")
        await eventually(pilot, lambda: app._switcher.current == "search")


def test_the_first_start_is_known_without_making_anything() -> None:
    assert is_first_start()
    folder = state_folder()
    (folder / "tour-seen").touch()
    assert not is_first_start()
