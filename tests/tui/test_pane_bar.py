"""The row of panes: the open one is whole on every width, and each can be clicked."""

import pytest
from screen_text import screen_rows
from textual import on
from textual.app import App, ComposeResult

from clicktui.tui.pane_bar import PANES, PaneBar
from clicktui.tui.themes import THEMES


class OneBar(App[None]):
    """An app with the row, which keeps what is chosen."""

    def __init__(self, pane: str) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = "clicktui-dark"
        self.pane = pane
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield PaneBar()

    def on_mount(self) -> None:
        self.query_one(PaneBar).show(self.pane, {})

    @on(PaneBar.Chosen)
    def keep(self, event: PaneBar.Chosen) -> None:
        self.chosen.append(event.action)


@pytest.mark.parametrize(
    ("width", "pane", "row"),
    [
        (80, "app.reader", " clicktui  F2 Search  [F3 Read]  F4 Board   F7 Codes"),
        (40, "app.board", "  F2   F3  [F4 Board]  F7"),
        (30, "app.board", "  F2   F3  [F4 Board]  F7"),
        (30, "app.search", " [F2 Search]  F3   F4   F7"),
    ],
)
async def test_the_open_pane_is_whole(width: int, pane: str, row: str) -> None:
    async with OneBar(pane).run_test(size=(width, 3)) as pilot:
        assert screen_rows(pilot.app)[0] == row


@pytest.mark.parametrize("width", [30, 40, 80])
async def test_what_is_clicked_is_chosen_where_it_stands(width: int) -> None:
    app = OneBar(PANES[2])
    async with app.run_test(size=(width, 3)) as pilot:
        row = screen_rows(app)[0]
        for key in ("F2", "F3", "F4", "F7"):
            await pilot.click(PaneBar, offset=(row.index(key), 0))
        assert app.chosen == ["focus_search", "show_reader", "show_board", "show_codes"]


@pytest.mark.parametrize(
    ("width", "name", "end"), [(80, "mine", "  mine"), (64, "/a/very/long/na\nme", "…g/na?me")]
)
async def test_the_open_corpus_is_named_where_there_is_room(
    width: int, name: str, end: str
) -> None:
    app = OneBar(PANES[0])
    async with app.run_test(size=(width, 3)) as pilot:
        app.query_one(PaneBar).show_corpus(name)
        await pilot.pause()
        assert screen_rows(app)[0].endswith(end)
        await pilot.click(PaneBar, offset=(width - 3, 0))
        assert app.chosen == ["open_corpus"]
