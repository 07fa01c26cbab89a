"""Exports and imports in the whole app, driven by keys, over the built-in corpus."""

import asyncio
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from board_samples import NOON, pinned
from running import eventually, running
from screen_text import screen_text
from textual.pilot import Pilot

from clicktui.board.desk import Desk
from clicktui.board.model import Board, QuoteList
from clicktui.board.store.store import open_store
from clicktui.corpus.corpus import shipped_corpus
from clicktui.exporting import destination
from clicktui.exporting.gathering import ExportCancelledError
from clicktui.places import data_folder
from clicktui.tui.app import ClicktuiApp
from clicktui.tui.desk.beside import worked
from clicktui.tui.dialogs.working import Working

HEIDI = "la première question est celle de la persistance"
IBM = "Je me souviens de propos particulièrement violents tenus par un ingénieur d’IBM"
NOWHERE = "Ces mots-là ne sont nulle part, vraiment."


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with a board of two lists, at home."""
    folder = tmp_path / "home"
    (folder / "Documents").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    lists = (
        QuoteList("l1", "Un", (pinned("q1", HEIDI, "casilli-heidi", note="à relire"),)),
        QuoteList("l2", "Deux", (pinned("q2", "du travail humain", "casilli-heidi"),)),
    )
    store = open_store(data_folder())
    Desk(store, shipped_corpus(), "ada").place(Board("t", "Thèse", NOON, lists, "Plan"))
    store.close()
    return folder / "Documents"


async def on_the_board(app: ClicktuiApp, pilot: Pilot[int]) -> None:
    await pilot.press("f4")
    await eventually(pilot, lambda: app.board_pane.view and app.focused)
    await pilot.pause()


async def said(app: ClicktuiApp, pilot: Pilot[int], words: str) -> str:
    """Wait until the screen says ``words``; return it."""
    await eventually(pilot, lambda: words in screen_text(app))
    await pilot.pause()
    return screen_text(app)


def line(app: ClicktuiApp) -> str:
    return app.screen.line.value  # type: ignore[attr-defined]


async def retyped(app: ClicktuiApp, pilot: Pilot[int], text: str) -> None:
    app.screen.line.value = text[:-1]  # type: ignore[attr-defined]
    app.screen.line.cursor_position = len(text)  # type: ignore[attr-defined]
    await pilot.press(text[-1])


async def test_e_writes_the_board_and_says_what_is_not_in_it(home: Path) -> None:
    async with running((80, 24)) as (app, pilot):
        await on_the_board(app, pilot)
        await pilot.press("e")
        await said(app, pilot, "Export “Thèse”")
        await pilot.press("down", "down", "enter")
        await said(app, pilot, "Write it to this file")
        assert line(app) == "~/Documents/Thèse.md"
        await pilot.press("enter")
        told = await said(app, pilot, "Written")
        assert "~/Documents/Thèse.md" in told and "~/Documents/Thèse.bib" in told
        assert "who pinned what and when, are left out" in told
        await pilot.press("enter")
        assert len(app.screen_stack) == 1
    assert sorted(one.name for one in home.iterdir()) == ["Thèse.bib", "Thèse.md"]
    assert "## Deux" in (home / "Thèse.md").read_text("utf-8")
    assert destination.usual_folder() == home


async def test_a_list_alone_is_written_and_a_file_that_is_there_is_asked_about(home: Path) -> None:
    there = home / "Thèse – Un.csv"
    there.write_text("mine")
    async with running((80, 24)) as (app, pilot):
        await on_the_board(app, pilot)
        await pilot.press("g", "e")
        await said(app, pilot, "l: the list")
        await pilot.press("l", *["down"] * 4, "enter")
        await said(app, pilot, "Write it to this file")
        assert line(app) == "~/Documents/Thèse – Un.csv"
        await pilot.press("enter")
        await said(app, pilot, "Already there")
        await pilot.press("enter")  # another name
        await said(app, pilot, "Write it to this file")
        assert there.read_text() == "mine"
        await pilot.press("enter")
        await said(app, pilot, "Already there")
        await pilot.press("down", "enter")
        told = await said(app, pilot, "Written")
        assert "The memo is of the whole board" in told
    assert "q1," in there.read_text("utf-8-sig") and "q2," not in there.read_text("utf-8-sig")


async def test_a_path_that_cannot_be_is_told_before_anything_is_made(home: Path) -> None:
    async with running((40, 12)) as (app, pilot):
        await on_the_board(app, pilot)
        await pilot.press("e")
        await said(app, pilot, "Export “Thèse”")
        await pilot.press("end", "enter")
        await said(app, pilot, "Write it")
        await retyped(app, pilot, "~/Documents/no/b.yaml")
        await pilot.press("enter")
        await said(app, pilot, "There is no folder")
        await retyped(app, pilot, "~/Documents/")
        await pilot.press("enter")
        told = await said(app, pilot, "Written")
        assert "All that is on the board" in told
    assert [one.name for one in home.iterdir()] == ["Thèse.yaml"]


async def test_escape_writes_nothing_at_every_step(home: Path) -> None:
    async with running((80, 24)) as (app, pilot):
        await on_the_board(app, pilot)
        await pilot.press("e")
        await said(app, pilot, "Export “Thèse”")
        await pilot.press("escape")
        await pilot.press("e")
        await said(app, pilot, "Export “Thèse”")
        await pilot.press("enter")
        await said(app, pilot, "Write it to this file")
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1
    assert list(home.iterdir()) == []


def hypothesis_file(folder: Path, *words: str) -> Path:
    rows = [
        {"target": [{"selector": [{"type": "TextQuoteSelector", "exact": one}]}], "text": "note",
         "uri": "https://exemple.fr"}
        for one in words
    ]  # fmt: skip
    path = folder / "hypothesis.json"
    path.write_text(json.dumps({"rows": rows}), "utf-8")
    return path


async def test_a_board_comes_in_and_what_was_left_out_can_be_kept(home: Path) -> None:
    hypothesis_file(home, IBM, NOWHERE)
    async with running((80, 24)) as (app, pilot):
        await on_the_board(app, pilot)
        await pilot.press("E")
        await said(app, pilot, "File to import")
        assert line(app) == "~/Documents/"
        await pilot.press("tab", "enter")
        told = await said(app, pilot, "Imported: “hypothesis”")
        for words in ("1 quote is left out", NOWHERE, "note", "no text of the corpus"):
            assert words in told
        await pilot.press("s")
        await said(app, pilot, "Write the report to this file")
        await pilot.press("enter")
        await said(app, pilot, "Written: ~/Documents/import.md")
        assert app.board_pane.view is not None
        assert app.board_pane.view.board.name == "hypothesis"
        await pilot.press("u")
        await eventually(pilot, lambda: app.board_pane.view.board.name == "Thèse")
    assert NOWHERE in (home / "import.md").read_text("utf-8")


async def test_a_report_of_many_quotes_stays_quick_to_read(home: Path) -> None:
    hypothesis_file(home, *(f"{NOWHERE} {nth} {'mots ' * 400}" for nth in range(150)))
    async with running((80, 24)) as (app, pilot):
        await on_the_board(app, pilot)
        await pilot.press("E")
        await said(app, pilot, "File to import")
        await pilot.press("tab", "enter")
        await said(app, pilot, "none of the 150 quotes")
        texts = [str(one.render()) for one in app.screen.query("VerticalScroll > Static")]
        assert texts[-1] == "… and 50 more: the report that is saved has all"
        assert len(texts) == 102
        assert max(map(len, texts)) < 1200


async def test_where_nothing_is_found_the_boards_stay_as_they_are(home: Path) -> None:
    path = hypothesis_file(home, NOWHERE)
    async with running((80, 24)) as (app, pilot):
        await on_the_board(app, pilot)
        await pilot.press("o")
        await said(app, pilot, "i Import")
        await pilot.press("i")
        await said(app, pilot, "File to import")
        await retyped(app, pilot, "~/Documents/absent.csv")
        await pilot.press("enter")
        await said(app, pilot, "There is no file")
        await retyped(app, pilot, str(path))
        await pilot.press("enter")
        told = await said(app, pilot, "Nothing was imported")
        assert NOWHERE in told
        await pilot.press("enter")
        assert app.board_pane.view is not None
        assert app.board_pane.view.board.name == "Thèse"


async def test_a_board_that_is_here_is_put_beside_or_replaced(home: Path) -> None:
    store = open_store(data_folder())
    desk = Desk(store, shipped_corpus(), "ada")
    path = home / "b.yaml"
    path.write_text(desk.exported(desk.board("t")), "utf-8")
    desk.note("t", "q1", "autre")
    store.close()

    async with running((80, 24)) as (app, pilot):
        await on_the_board(app, pilot)

        async def take_in() -> None:
            await pilot.press("E")
            await said(app, pilot, "File to import")
            await retyped(app, pilot, "~/Documents/b.yaml")
            await pilot.press("enter")

        def board() -> Board:
            assert app.board_pane.view is not None
            return app.board_pane.view.board

        await take_in()
        await said(app, pilot, "is here already, and differs")
        await pilot.press("escape")
        await take_in()
        await said(app, pilot, "is here already, and differs")
        await pilot.press("down", "enter")
        await eventually(pilot, lambda: next(board().quotes).note == "à relire")
        await take_in()
        await said(app, pilot, "is so already: nothing changed")
        await pilot.press("u")
        await eventually(pilot, lambda: next(board().quotes).note == "autre")
        await take_in()
        await said(app, pilot, "is here already, and differs")
        await pilot.press("enter")
        await said(app, pilot, "Name of the imported board")
        await pilot.press(*" 2", "enter")
        await eventually(pilot, lambda: board().name == "Thèse 2")
        assert next(board().quotes).note == "à relire"


async def test_what_is_no_board_is_told_and_the_path_stays(home: Path) -> None:
    (home / "a.csv").write_text("a,b\n")
    async with running((80, 24)) as (app, pilot):
        await on_the_board(app, pilot)
        await pilot.press("E")
        await said(app, pilot, "File to import")
        await retyped(app, pilot, "~/Documents/a.csv")
        await pilot.press("enter")
        await said(app, pilot, "no column is called")
        assert line(app) == "~/Documents/a.csv"


async def test_what_takes_long_is_shown_and_ended_by_escape() -> None:
    goes_on = threading.Event()

    def work(progress: Callable[[int, int], None]) -> str:
        progress(3, 7)
        goes_on.wait(10)
        progress(4, 7)
        return "done"

    async with running((80, 24)) as (app, pilot):
        ended = asyncio.ensure_future(worked(app, "Exporting", work, asyncio.to_thread))
        told = await said(app, pilot, "3 of 7 quotes")
        assert "Esc ends it: nothing is changed" in told
        await pilot.press("j", "escape")
        goes_on.set()
        with pytest.raises(ExportCancelledError):
            await ended
        assert not isinstance(app.screen, Working)

        goes_on.clear()
        finished = asyncio.ensure_future(worked(app, "Exporting", work, asyncio.to_thread))
        await said(app, pilot, "3 of 7 quotes")
        goes_on.set()
        assert await finished == "done"
        await pilot.pause()
        assert len(app.screen_stack) == 1
