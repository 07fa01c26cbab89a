"""The page of help: what works where it was asked for, and readable on every width."""

from screen_text import screen_rows, screen_text
from textual.app import App

from clicktui.tui.commands import Scope, commands_of
from clicktui.tui.help_screen import HelpScreen
from clicktui.tui.themes import THEMES


class Host(App[None]):
    """An app that shows the help for ``here``."""

    def __init__(self, *here: Scope) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = "clicktui-dark"
        self.here = here

    def on_mount(self) -> None:
        self.push_screen(HelpScreen(self.here, {}))


async def help_for(*here: Scope, size: tuple[int, int] = (120, 400)) -> list[str]:
    app = Host(*here)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return [row.strip("│ ") for row in screen_rows(app)]


async def test_over_a_dialog_only_what_works_there_is_listed_of_everywhere() -> None:
    rows = await help_for(Scope.BOARDS, Scope.DIALOG, Scope.EVERYWHERE)
    words = set(" ".join(rows).split())
    listed = [one.id for one in commands_of([Scope.EVERYWHERE]) if one.id in words]
    assert listed == ["app.help", "app.quit"]
    (leave,) = [row for row in rows if row.endswith("app.quit")]
    assert leave.split() == ["Ctrl+Q", "Leave", "clicktui.", "app.quit"]
    assert "boards.undo" in words


async def test_elsewhere_all_commands_are_listed() -> None:
    words = set(" ".join(await help_for(Scope.BOARD, Scope.EVERYWHERE)).split())
    assert {command.id for command in commands_of([Scope.EVERYWHERE])} <= words


async def test_on_a_narrow_screen_help_stands_under_its_keys() -> None:
    rows = await help_for(Scope.BOARD, Scope.EVERYWHERE, size=(40, 12))
    assert rows[:8] == [
        "Tab says how to add your own texts.",
        "",
        "On the board",
        "↓  j",
        "Highlight the next quote or list.",
        "board.down",
        "↑  k",
        "Highlight the previous quote or",
    ]


async def test_the_help_follows_the_width_of_the_screen() -> None:
    app = Host(Scope.BOARD, Scope.EVERYWHERE)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert "Highlight the next quote or list.  board.down" in screen_text(app)
        assert "╭" in screen_text(app)


async def test_a_second_page_says_how_to_have_texts_of_ones_own() -> None:
    app = Host(Scope.QUERY, Scope.EVERYWHERE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        await pilot.pause()
        rows = [row.strip("│ ") for row in screen_rows(app)]
        assert "Your own texts" in rows
        assert any(row.startswith("clicktui corpus new NAME") for row in rows)
        assert "Tab shows the keys again." in rows
        assert not any("app.search" in row for row in rows)
        await pilot.press("tab")
        await pilot.pause()
        assert "In the search input" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1
