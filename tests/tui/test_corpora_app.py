"""Corpora in the whole app: another one is opened, files are added, changes are noticed."""

from pathlib import Path

import pytest
from running import eventually, running, typed
from screen_text import screen_rows, screen_text
from textual.pilot import Pilot

from clicktui.corpora.adding import Adder
from clicktui.corpora.choosing import place_of
from clicktui.corpora.description import make_corpus
from clicktui.corpora.wished import wish_watching
from clicktui.corpus.model import Span
from clicktui.tui.app import ClicktuiApp
from clicktui.tui.desk import watching
from clicktui.tui.dialogs.chooser import Chooser
from clicktui.tui.dialogs.doubts import DoubtsDialog
from clicktui.tui.wishes import Pin, wish

INTERVIEW = """\
Entretien avec Marie Dupont, modératrice

Le Monde : Depuis quand faites-vous ce travail ?
Marie Dupont : Je fais ce travail depuis trois ans, et je regarde chaque jour des images.
Le Monde : Combien gagnez-vous par heure ?
Marie Dupont : Je gagne deux euros par heure, sans contrat ni congés, et je paie ma connexion.
"""


async def open_corpus(app: ClicktuiApp, pilot: Pilot[int], name: str) -> None:
    """Choose a corpus by its name, as a user does."""
    await pilot.press("ctrl+o")
    await eventually(pilot, lambda: isinstance(app.screen, Chooser))
    await pilot.press(*name, "enter")


def bar(app: ClicktuiApp) -> str:
    return screen_rows(app)[0]


async def test_all_follows_another_corpus_and_an_error_leaves_the_open_one(tmp_path: Path) -> None:
    text = tmp_path / "marie.txt"
    text.write_text(INTERVIEW)
    async with running((100, 30)) as (app, pilot):
        await typed(app, pilot, "travail")
        work = app.search_pane.hit_list.highlighted_hit.passage
        await wish(app.search_pane, Pin(work.work, Span(work.start, work.end)))
        assert bar(app).endswith("built-in corpus")

        await open_corpus(app, pilot, "/nowhere")
        await eventually(pilot, lambda: "is no corpus" in screen_text(app))
        assert bar(app).endswith("built-in corpus")

        await open_corpus(app, pilot, "mine")
        await eventually(pilot, lambda: bar(app).endswith("mine"))
        await eventually(pilot, app.opened.is_set)
        assert app.search_pane.query_input.value == "travail"
        assert app.board_pane.view is None or len(app.board_pane.view.board) == 0
        assert app.search_pane.hit_list.highlighted_hit is None

        await pilot.press("ctrl+n")
        await eventually(pilot, lambda: len(app.screen_stack) > 1)
        await pilot.press("ctrl+u")
        app.screen.line.value = str(text)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await eventually(pilot, lambda: isinstance(app.screen, DoubtsDialog))
        await eventually(pilot, lambda: "1 source added" in screen_text(app))
        await pilot.press("a", "escape")
        await eventually(pilot, lambda: len(app.screen_stack) == 1)
        await eventually(pilot, lambda: app.search_pane.hit_list.highlighted_hit is not None)
        await eventually(
            pilot, lambda: "Marie Dupont" in screen_text(app, app.search_pane.hit_list)
        )
        assert "? Marie" not in screen_text(app, app.search_pane.hit_list)

        await open_corpus(app, pilot, "built")
        await eventually(pilot, lambda: bar(app).endswith("built-in corpus"))
        await eventually(pilot, lambda: app.board_pane.view and len(app.board_pane.view.board) == 1)


async def test_a_changed_file_is_read_anew_and_a_new_one_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "EVERY_S", 0.05)
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "marie.txt").write_text(INTERVIEW)
    make_corpus("mine")
    with Adder(place_of("mine")) as adder:
        adder.add([folder])
    monkeypatch.setenv("CLICKTUI_CORPUS", "mine")
    monkeypatch.setenv("CLICKTUI_WATCH", "")
    wish_watching(["-"])
    async with running((100, 30)) as (app, pilot):
        await typed(app, pilot, "images")
        (folder / "marie.txt").write_text("Une ligne de plus, avant tout.\n" + INTERVIEW)
        await eventually(pilot, lambda: "1 source read anew" in screen_text(app))
        await eventually(
            pilot,
            lambda: (
                (hit := app.search_pane.hit_list.highlighted_hit) and hit.passage.paragraph == 4
            ),
        )
        (folder / "neu.txt").write_text("Ein ganz neuer Text über die Arbeit mit Klicks.")
        await eventually(pilot, lambda: "1 new file in your folders" in screen_text(app))
        assert [work.id for work in app.search_pane._corpus.works] == ["marie"]  # type: ignore[union-attr]
