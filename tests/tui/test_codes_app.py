"""The codes in the whole app, driven by keys and clicks, over the built-in corpus."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from codes_samples import CODEBOOK, IMAGES, PLATFORMS, ROBOTS, settings_with_codebook
from running import eventually, running, typed
from screen_text import screen_rows, screen_text
from textual.pilot import Pilot
from textual.widgets import Input

from clicktui.board.store.store import Store, open_store
from clicktui.coding.exchange import read_codings
from clicktui.coding.ledger import Ledger
from clicktui.coding.model import Decision, Verdict
from clicktui.coding.opinions import Coded
from clicktui.corpus.corpus import shipped_corpus
from clicktui.exporting.qdc import read_qdc
from clicktui.places import data_folder
from clicktui.settings import load
from clicktui.tui.app import ClicktuiApp
from clicktui.tui.codes.codes_list import CodesList
from clicktui.tui.codes.list_bar import ListBar
from clicktui.tui.dialogs.choice import Choice
from clicktui.tui.dialogs.code_chooser import CodeChooser
from clicktui.tui.dialogs.effects_dialog import EffectsDialog
from clicktui.tui.dialogs.name_input import NameInput
from clicktui.tui.dialogs.path_input import PathInput
from clicktui.tui.dialogs.report import Report

_opened: list[Store] = []


@pytest.fixture(autouse=True)
def opened_stores_are_closed() -> Iterator[None]:
    yield
    while _opened:
        _opened.pop().close()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return settings_with_codebook(tmp_path)


def kept() -> tuple[Decision, ...]:
    """Return the decisions that are on the disk now, as another process would see them."""
    _opened.append(open_store(data_folder()))
    return Ledger(_opened[-1], shipped_corpus(), "another").decisions()


async def to_codes(app: ClicktuiApp, pilot: Pilot[int]) -> CodesList:
    """Go to the codes, and wait until their lists are there."""
    await pilot.press("f7")
    await eventually(pilot, lambda: app.codes_pane.view is not None and app.codes_pane.open_list)
    await eventually(pilot, lambda: app.focused is app.codes_pane.open_list)
    return opened(app)


def opened(app: ClicktuiApp) -> CodesList:
    one = app.codes_pane.open_list
    assert one is not None
    return one


def rows_of(one: CodesList) -> list[Coded]:
    """Return the passages of a list, read now."""
    assert one._holding is not None
    places = one.places.tolist()
    found = one._holding.at(places)
    return [found[place] for place in places]


def here(app: ClicktuiApp) -> Coded:
    one = opened(app).highlighted_passage
    assert one is not None
    return one


async def test_three_columns_with_counts_the_reader_and_the_explanation(book: Path) -> None:
    async with running((160, 45)) as (app, pilot):
        await to_codes(app, pilot)
        rows = screen_rows(app)

    assert "[F7 Codes]" in rows[0]
    assert rows[1] == " Words · 145 passages"
    assert f"[● Robots {len(ROBOTS)}+0]" in rows[2]
    heads = rows[3].split("possible")
    assert [" ".join(head.split()) for head in heads[:3]] == [
        f"● Robots: {len(ROBOTS)} clear, 0",
        f"■ Pictures: {len(IMAGES)} clear, 0",
        f"▲ Platforms: {len(PLATFORMS)} clear, 0",
    ]
    text = "\n".join(rows)
    assert "● Robots  program: clear" in text
    assert re.search(r"│?   “robots?”", text)
    assert "●robots" in text.lower()


async def test_one_column_at_a_time_at_80x24_with_the_explanation_under_it(book: Path) -> None:
    async with running((80, 24)) as (app, pilot):
        await to_codes(app, pilot)
        screen = screen_text(app)
        assert "[● Robots" in screen
        assert "● Robots  program: clear" in screen
        assert sum(one.is_on_screen for one in app.codes_pane.lists) == 1
        await pilot.press("right")
        await pilot.pause()
        assert f"[■ Pictures {len(IMAGES)}+0]" in list_bar(app)
        assert screen_rows(app)[1].endswith(f"■ Pictures: {len(IMAGES)} clear, 0 possible")
        assert "■ Pictures  program: clear" in screen_text(app)
        await pilot.press("shift+tab", "left")
        await pilot.pause()
        assert opened(app).list_id == "+undecided"
        footer = screen_rows(app)[-1]

    for pair in ("Enter Open", "c Confirm", "r Refuse", "b Doubt", "w Why", "N Next undecided"):
        assert pair in footer


async def test_40x12_can_be_used(book: Path) -> None:
    async with running((40, 12)) as (app, pilot):
        await to_codes(app, pilot)
        rows = screen_rows(app)
        assert "[● Robots 12+0]" in rows[2]
        assert rows[3].startswith("▌")
        assert "program: clear" not in screen_text(app)
        await pilot.press("ctrl+d")
        await pilot.pause()
        assert "● Robots  program: clear" in screen_text(app)
        await pilot.press("escape", "c")
        await eventually(pilot, lambda: here(app).opinions["robot"].verdict is Verdict.YES)
        await pilot.pause()
        assert screen_rows(app)[3].startswith("▌+")


async def test_what_is_decided_is_kept_shown_and_undone(book: Path) -> None:
    async with running((160, 45)) as (app, pilot):
        robots = await to_codes(app, pilot)
        first, second, third = (one.passage for one in rows_of(robots)[:3])
        await pilot.press("c", "j", "r", "j", "b")
        await eventually(pilot, lambda: here(app).opinions["robot"].verdict is Verdict.DOUBT)
        verdicts = {one.quote.words: one.verdict for one in kept()}
        assert verdicts == {
            first.text: Verdict.YES,
            second.text: Verdict.NO,
            third.text: Verdict.DOUBT,
        }
        await pilot.pause()
        screen = screen_text(app)
        assert "● confirmed +" in screen
        assert "● refused ✗" in screen  # it stays in its place
        assert "● in doubt ?" in screen
        assert f"[● Robots {len(ROBOTS) - 2}+1]" in screen
        await eventually(pilot, lambda: "Code in doubt: “● Robots: " in screen_text(app))
        await pilot.press("u")
        await eventually(pilot, lambda: here(app).opinions["robot"].verdict is None)
        assert "Undone: Code in doubt" in app_toasts(app)
        await pilot.press("U", "x")
        await eventually(pilot, lambda: "Decision taken back" in app_toasts(app))
        assert len(kept()) == 2
        await pilot.press("f4", "f7")  # the list is as it was left
        assert rows_of(opened(app))[1].passage.id == second.id
        await pilot.press("f7")  # once more: made anew
        await eventually(pilot, lambda: len(opened(app).places) == len(ROBOTS) - 1)


def list_bar(app: ClicktuiApp) -> str:
    """Return what the bar of the lists says."""
    return screen_text(app, app.codes_pane.query_one(ListBar))


def app_toasts(app: ClicktuiApp) -> str:
    return "\n".join(toast.message for toast in app._notifications)


async def test_the_differing_list_and_the_undecided_one(book: Path) -> None:
    async with running((80, 24)) as (app, pilot):
        await to_codes(app, pilot)
        await pilot.press("r")
        await eventually(pilot, lambda: len(app.codes_pane.lists[4].places))
        view = app.codes_pane.view
        assert view is not None
        undecided = len(view.lists[5])
        await pilot.press("N")
        await pilot.pause()
        assert opened(app).list_id == "+undecided"
        first = here(app).passage.id
        await pilot.press("c", "full_stop")
        await eventually(pilot, lambda: here(app).passage.id != first)
        assert not here(app).is_decided
        assert rows_of(opened(app))[0].passage.id == first  # in its place
        view = app.codes_pane.view
        assert view is not None
        assert len(view.lists[5]) == undecided - 1
        assert len(kept()) == 2


async def test_a_memo_is_kept_with_the_decision_and_shown(book: Path) -> None:
    async with running((80, 24)) as (app, pilot):
        await to_codes(app, pilot)
        await pilot.press("n")
        await pilot.pause()
        assert "Decide first" in app_toasts(app)
        await pilot.press("r", "n")
        await pilot.press(*"trop vague", "escape")
        await eventually(pilot, lambda: here(app).opinions["robot"].decisions[0].decision.memo)
        await pilot.pause()
        told = screen_text(app, app.codes_pane.why)

    (one,) = kept()
    assert (one.memo, one.verdict) == ("trop vague", Verdict.NO)
    assert "you (Ada): refused" in told
    assert "trop vague" in told


async def test_a_selection_is_coded_in_the_reader_and_its_sign_stands_there(book: Path) -> None:
    async with running((160, 45)) as (app, pilot):
        await to_codes(app, pilot)
        await pilot.press("right", "right")
        await pilot.press("enter")
        await eventually(pilot, lambda: app.focused is app.reader_pane.text)
        await pilot.pause()
        assert "▲" in screen_text(app, app.reader_pane.text)
        assert "▲ Platforms: clear" in screen_text(app, app.reader_pane)
        await pilot.press("w", "w", "a")
        await eventually(pilot, lambda: isinstance(app.screen, CodeChooser))
        await pilot.pause()
        dialog = screen_text(app)
        assert "o  ● Robots     program: none" in dialog
        await pilot.press("p")
        await eventually(pilot, lambda: len(kept()) == 1)
        await eventually(pilot, lambda: "■+" in screen_text(app, app.reader_pane.text))
        selected = app.reader_pane.text.selection

    (one,) = kept()
    assert (one.code, one.verdict) == ("image", Verdict.YES)
    assert selected is not None
    assert (one.quote.start, one.quote.end) == (selected.start, selected.end)


async def test_a_hit_is_refused_by_its_own_key(book: Path) -> None:
    async with running((80, 24)) as (app, pilot):
        await typed(app, pilot, "robots sociaux")
        await pilot.press("down", "a")
        await eventually(pilot, lambda: isinstance(app.screen, CodeChooser))
        await pilot.press("j", "r")
        await eventually(pilot, lambda: len(kept()) == 1)

    (one,) = kept()
    assert (one.code, one.verdict) == ("image", Verdict.NO)


async def test_typing_finds_passages_and_escape_shows_all(book: Path) -> None:
    async with running((80, 24)) as (app, pilot):
        await to_codes(app, pilot)
        await pilot.press("f", *"work:ouestfrance")
        here_only = sum(one.work == "casilli-ouestfrance-2022" for one in ROBOTS)
        await eventually(pilot, lambda: len(opened(app).places) == here_only)
        await pilot.pause()
        assert f"[● Robots {here_only}+0]" in screen_text(app)
        assert "of 145 of prose" in screen_text(app)
        await pilot.press("enter")
        assert app.focused is opened(app)
        await pilot.press("escape")
        await eventually(pilot, lambda: len(opened(app).places) == len(ROBOTS))
        await pilot.press("escape")
        await pilot.pause()
        assert "[F2 Search]" in screen_rows(app)[0]


async def test_a_bar_of_the_overview_leads_to_its_passages(book: Path) -> None:
    async with running((160, 45)) as (app, pilot):
        await to_codes(app, pilot)
        await pilot.press("v")
        await pilot.pause()
        screen = screen_text(app)
        assert "[by work]" in screen
        assert "145 passages" in screen
        assert f"{len(PLATFORMS)}+0 █" in screen
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert "year unknown" in screen_text(app)
        await pilot.press("down", "down", "right", "enter")
        await eventually(pilot, lambda: opened(app).list_id == "image")
        year = app.codes_pane.sift_bar.input.value
        assert year.startswith("code:image year:")
        await eventually(pilot, lambda: app.codes_pane.view and app.codes_pane.view.query == year)
        wanted = int(year[-4:])
        assert len(opened(app).places) == sum(one.year == wanted for one in IMAGES)


async def test_a_cue_is_muted_after_its_effect_was_seen_and_taken_back(book: Path) -> None:
    async with running((80, 24)) as (app, pilot):
        await to_codes(app, pilot)
        await pilot.press("right", "m")
        await eventually(pilot, lambda: isinstance(app.screen, EffectsDialog))
        await eventually(pilot, lambda: "2 passages change" in screen_text(app))
        assert "■ Pictures: 2 × clear → none" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert len(opened(app).places) == 2
        await pilot.press("m")
        await eventually(pilot, lambda: "2 passages change" in screen_text(app))
        await pilot.press("enter")
        await eventually(pilot, lambda: not len(app.codes_pane.lists[1].places))
        assert "1 cue of yours" in screen_text(app)
        await pilot.press("R")
        await eventually(pilot, lambda: "2 passages change" in screen_text(app))
        await pilot.press("enter")
        await eventually(pilot, lambda: len(app.codes_pane.lists[1].places) == 2)
        await pilot.press("u")
        await eventually(pilot, lambda: not len(app.codes_pane.lists[1].places))


async def test_a_cue_is_added_checked_as_it_is_typed(book: Path) -> None:
    async with running((80, 24)) as (app, pilot):
        await to_codes(app, pilot)
        before = len(opened(app).places)
        await pilot.press("i")
        await eventually(pilot, lambda: isinstance(app.screen, NameInput))
        line = app.screen.query_one(Input)
        assert line.value == "robot fr "
        await pilot.press(*"_ a")
        await pilot.pause()
        assert "has to begin and end with a word" in screen_text(app)
        line.value = "robot fr algorithme|algorithmes ?"
        await pilot.pause()
        await pilot.press("enter")
        await eventually(pilot, lambda: "none → possible" in screen_text(app))
        await pilot.press("enter")
        await eventually(pilot, lambda: len(opened(app).places) > before)
        view = app.codes_pane.view
        assert view is not None
        assert view.lists[0].possible == len(opened(app).places) - before
        await pilot.press("o")
        await eventually(pilot, lambda: "+ algorithme|algorithmes" in screen_text(app))


async def test_a_mistake_in_a_codebook_is_told_and_ours_is_taken(tmp_path: Path) -> None:
    settings_with_codebook(tmp_path, CODEBOOK.replace('sign: "●"', 'sign: "●●"'))
    async with running((160, 45)) as (app, pilot):
        await to_codes(app, pilot)
        await pilot.pause()
        screen = screen_text(app)
        lists = app.codes_pane.lists

    assert "mots.yaml:6: codes[1].sign: expected one character" in screen
    assert "● Robots" not in screen
    assert len(lists) == 6


async def test_another_codebook_is_chosen_and_remembered(book: Path) -> None:
    other = book.with_name("autre.yaml")
    other.write_text(CODEBOOK.replace("codebook: mots", "codebook: autre"), "utf-8")
    async with running((80, 24)) as (app, pilot):
        await to_codes(app, pilot)
        await pilot.press("t")
        await eventually(pilot, lambda: "A file …" in screen_text(app))
        await pilot.press("end", "enter")
        await eventually(pilot, lambda: isinstance(app.screen, NameInput))
        app.screen.query_one(Input).value = f"{other}"
        await pilot.press("enter")
        await eventually(
            pilot,
            lambda: app.codes_pane.view and app.codes_pane.view.codebook.id == "autre",
        )

    assert load()[0].codebook == str(other)


async def test_the_mouse_goes_to_columns_lists_and_passages(book: Path) -> None:
    async with running((160, 45)) as (app, pilot):
        await to_codes(app, pilot)
        await pilot.click(app.codes_pane.lists[2], offset=(5, 6))
        await eventually(pilot, lambda: opened(app).list_id == "plateforme")
        assert opened(app).highlighted == 1
        assert "▲ Platforms  program: clear" in screen_text(app, app.codes_pane.why)
        row = list_bar(app)
        await pilot.click(ListBar, offset=(row.index("Several"), 0))
        await eventually(pilot, lambda: opened(app).list_id == "+several")
        await pilot.press("right", "left")
        await pilot.click(app.codes_pane.lists[2], offset=(5, 2), times=2)
        await eventually(pilot, lambda: app.focused is app.reader_pane.text)
        await pilot.press("escape")
        await pilot.pause()
        assert "[F7 Codes]" in screen_rows(app)[0]


async def test_a_passage_is_pinned_whole_from_its_list(book: Path) -> None:
    async with running((80, 24)) as (app, pilot):
        await to_codes(app, pilot)
        passage = here(app).passage
        await pilot.press("p")
        await eventually(pilot, lambda: "Pinned" in app_toasts(app))
        board = app.board_pane.view
        await pilot.pause()
        assert screen_rows(app)[4].startswith("▌◆")

    assert board is not None
    assert [one.quote.words for one in board.board.quotes] == [passage.text]


async def test_what_another_clicktui_decides_is_shown(book: Path) -> None:
    async with running((80, 24)) as (app, pilot):
        robots = await to_codes(app, pilot)
        passage = rows_of(robots)[0].passage
        _opened.append(open_store(data_folder()))
        from clicktui.corpus.model import Span

        ledger = Ledger(_opened[-1], shipped_corpus(), "Bo")
        ledger.decide(
            "mots", "robot", passage.work, Span(passage.start, passage.end), Verdict.NO, "non"
        )

        def has_decisions() -> bool:
            one = opened(app).highlighted_passage  # None while it is read anew
            return one is not None and bool(one.opinions["robot"].decisions)

        await eventually(pilot, has_decisions)
        await pilot.pause()
        told = screen_text(app, app.codes_pane.why)
        assert here(app).opinions["robot"].is_held  # another coder's word is not the user's

    assert "✗ Bo: refused" in told
    assert "non" in told
    assert "you" not in told


async def test_the_codes_speak_french(book: Path) -> None:
    async with running((160, 45), lang="fr") as (app, pilot):
        await to_codes(app, pilot)
        screen = screen_text(app)

    assert "■ Images" in screen
    assert "Mots" in screen


async def test_more_codes_than_fit_scroll_sideways(tmp_path: Path) -> None:
    codes = "".join(f"  - code: c{n}\n    names: Code {n}\n" for n in range(10))
    settings_with_codebook(
        tmp_path, f"clicktui: codebook\ncodebook: dix\nnames: Dix\ncodes:\n{codes}"
    )
    async with running((160, 45)) as (app, pilot):
        await to_codes(app, pilot)
        await pilot.pause()
        assert "This codebook has no cues" in " ".join(screen_text(app).split())
        assert [one.list_id for one in app.codes_pane.lists if one.is_on_screen] == [
            "c0", "c1", "c2",
        ]  # fmt: skip
        for _ in range(4):
            await pilot.press("right")
        await pilot.pause()
        assert [one.list_id for one in app.codes_pane.lists if one.is_on_screen] == [
            "c2", "c3", "c4",
        ]  # fmt: skip
        assert "[▲ Code 2" not in list_bar(app)
        assert "Code 4 0+0]" in list_bar(app)


async def test_codings_are_exported_from_their_pane_and_taken_in(
    book: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    async with running((100, 30)) as (app, pilot):
        await to_codes(app, pilot)
        await pilot.press("c")
        await eventually(pilot, lambda: here(app).opinions["robot"].verdict is Verdict.YES)
        for down, name in ((0, "codings.json"), (1, "all.qdpx"), (2, "book.qdc")):
            await pilot.press("e", *["down"] * down, "enter")
            await eventually(pilot, lambda: isinstance(app.screen, PathInput))
            app.screen.query_one(Input).value = str(out / name)
            await pilot.press("enter")
            await eventually(pilot, lambda: isinstance(app.screen, Report))
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("u")
        await eventually(pilot, lambda: here(app).opinions["robot"].verdict is None)
        await pilot.press("E")
        await eventually(pilot, lambda: isinstance(app.screen, PathInput))
        app.screen.query_one(Input).value = str(out / "codings.json")
        await pilot.press("enter")
        await eventually(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("enter")
        await eventually(pilot, lambda: here(app).opinions["robot"].verdict is Verdict.YES)

    (one,) = read_codings((out / "codings.json").read_text("utf-8"), "codings.json")
    assert (one.code, one.coder, one.verdict) == ("robot", "Ada", Verdict.YES)
    assert (out / "all.qdpx").read_bytes().startswith(b"PK")
    assert [code.sign for code in read_qdc((out / "book.qdc").read_bytes(), "b")] == list("●■▲")


async def test_the_footer_leads_back_from_the_explanation_on_a_small_screen(book: Path) -> None:
    async with running((40, 12)) as (app, pilot):
        await to_codes(app, pilot)
        await pilot.press("ctrl+d")
        await pilot.pause()
        assert "Esc Back" in screen_rows(app)[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert "w Why" in screen_rows(app)[-1]
