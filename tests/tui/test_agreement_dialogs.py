"""The agreement of two coders on the screen: tables, passages of cells, and the pass through."""

from pathlib import Path

import pytest
from dialogs import NOTHING, Host, shown
from running import eventually, running
from screen_text import screen_rows, screen_text

from clicktui.board.store.store import open_store
from clicktui.coding.comparing import Comparison, compared
from clicktui.coding.desk import CodingDesk
from clicktui.coding.model import Verdict
from clicktui.coding.opinions import PROGRAM
from clicktui.errors import BoardStoreError
from clicktui.tui.dialogs.agreement import AgreementDialog, AgreementWish, Wished
from clicktui.tui.dialogs.agreement_cell import CellDialog
from clicktui.tui.dialogs.disputes import DisputesDialog
from clicktui.tui.wishes import OpenWork
from labelled_corpus import corpus_in, decide, desk_of

YES, NO, DOUBT = Verdict.YES, Verdict.NO, Verdict.DOUBT
CODES = ("radio", "fruit")


@pytest.fixture
def desk(tmp_path: Path):
    """Ada said radio of 1 and 5, and no fruit in 2; the program finds radio in 1, fruit in 2."""
    with open_store(tmp_path / "boards") as store:
        desk = desk_of(tmp_path, corpus_in(tmp_path), store)
        decide(desk, 1, "radio", YES)
        decide(desk, 2, "fruit", NO)
        decide(desk, 5, "radio", YES)
        yield desk


@pytest.fixture
def comparison(desk: CodingDesk) -> Comparison:
    return compared(desk, "Ada", PROGRAM, CODES)


def rows(app: Host) -> list[str]:
    return [row.strip("│ ").rstrip() for row in screen_rows(app)]


async def test_the_tables_say_who_what_and_how_much(desk, comparison) -> None:
    async with shown(AgreementDialog(comparison, desk.codebook)) as (app, _pilot):
        there = [" ".join(row.split()) for row in rows(app)]
        assert "Agreement of 1 Ada and 2 the program" in there
        text = " ".join(there)
        assert "Compared are 3 of 5 passages of prose: those about which Ada decided" in text
        assert "code both only 1 only 2 neither same κ α" in there
        assert "● X-rays 1 1 0 1 0.667 0.400 0.444" in there
        assert "■ Fruits 0 0 1 2 0.667 0.000 0.000" in there
        # 1: the same; 2: nothing and fruit; 5: radio and nothing
        assert any(row.startswith("Sets of codes, 1 in rows and 2 in columns: same 0.333")
                   for row in there)  # fmt: skip
        assert "1 \\ 2 ● ■ –" in there
        assert "● X-rays 1 · 1" in there
        assert "– none · 1 ·" in there
        assert any("d Disagreements" in row for row in there)


async def test_what_is_not_defined_is_said(desk) -> None:
    nothing = compared(desk, "Blaise", PROGRAM, CODES)
    async with shown(AgreementDialog(nothing, desk.codebook), (100, 30)) as (app, _pilot):
        assert screen_text(app).count("not defined") == 9


@pytest.mark.parametrize("size", [(50, 14), (80, 24), (160, 45)])
async def test_tables_and_keys_are_there_at_every_size(desk, comparison, size) -> None:
    async with shown(AgreementDialog(comparison, desk.codebook), size) as (app, _pilot):
        assert "● X-rays" in screen_text(app)
        assert "? Help" in screen_text(app)


@pytest.mark.parametrize(
    ("keys", "wished"),
    [
        (["d"], AgreementWish.SETTLE),
        (["c"], AgreementWish.CODERS),
        (["s"], AgreementWish.SILENCE),
    ],
)
async def test_wishes_are_given(desk, comparison, keys, wished) -> None:
    async with shown(AgreementDialog(comparison, desk.codebook)) as (app, _pilot):
        await app.press(*keys)
        assert app.given == Wished(wished)


async def test_enter_on_a_cell_gives_its_passages(desk, comparison) -> None:
    ids = [one.id for one in desk.corpus.passages()]
    async with shown(AgreementDialog(comparison, desk.codebook)) as (app, _pilot):
        await app.press("right", "right", "enter")
        assert app.given is NOTHING, "an empty cell has none"
        await app.press("left", "enter")
        assert app.given == Wished(AgreementWish.CELL, "● X-rays: only 1", (ids[4],))
    async with shown(AgreementDialog(comparison, desk.codebook)) as (app, _pilot):
        await app.press("tab", "down", "right", "enter")
        assert app.given == Wished(AgreementWish.CELL, "1 – none / 2 ■ Fruits", (ids[1],))
    async with shown(AgreementDialog(comparison, desk.codebook)) as (app, _pilot):
        await app.press("escape")
        assert app.given is None


async def test_the_passages_of_a_cell_are_listed_and_opened(desk) -> None:
    there = tuple(desk.corpus.passages())[:2]
    async with shown(CellDialog("● radio: [b]both", there)) as (app, _pilot):
        assert "● radio: [b]both · 2 passages" in rows(app)
        assert "Elles tamponnent des radios." in rows(app)
        await app.press("down", "enter")
        assert isinstance(app.given, OpenWork)
        assert app.given.span.start == there[1].start


# the pass through


class Pass:
    """What the dialog decided and undid."""

    def __init__(self, desk: CodingDesk, comparison: Comparison) -> None:
        self.desk = desk
        self.error: BoardStoreError | None = None
        self.dialog = DisputesDialog(
            comparison, comparison.disagreements(), desk.codebook, self.settle, self.undo
        )

    async def settle(self, one, verdict: Verdict) -> bool:
        if self.error is not None:
            raise self.error
        return self.desk.settle(one.code, one.passage.passage, verdict).change is not None

    async def undo(self) -> None:
        self.desk.ledger.store.undo("Ada")

    @property
    def verdicts(self) -> list[tuple[str, Verdict]]:
        """Codes and verdicts, in the order of the text."""
        there = sorted(self.desk.ledger.decisions(), key=lambda one: one.quote.start)
        return [(one.code, one.verdict) for one in there]


async def test_each_disagreement_shows_who_says_what_and_why(desk, comparison) -> None:
    async with shown(Pass(desk, comparison).dialog, (100, 30)) as (app, _pilot):
        there = rows(app)
        assert "1 of 2 · 0 decided" in screen_text(app)
        assert "■ Fruits · Ada: refused · the program: clear" in there
        assert "Ils ⟦pèlent des pommes⟧." in there
        assert any(row.startswith("“pèlent des pommes”") for row in there)
        assert any(row.startswith("Ada: refused · 20") for row in there)
        await app.press("s")
        assert "2 of 2 · 0 decided" in screen_text(app)
        assert "● X-rays · Ada: confirmed · the program: none" in rows(app)
        await app.press("right")
        assert "This is the last one" in rows(app)
        await app.press("left", "enter")
        assert isinstance(app.given, OpenWork)


async def test_one_key_decides_and_goes_on_and_undo_goes_back(desk, comparison) -> None:
    through = Pass(desk, comparison)
    async with shown(through.dialog) as (app, _pilot):
        await app.press("u")
        assert "Nothing was decided here yet" in rows(app)
        await app.press("c")
        assert "2 of 2 · 1 decided" in screen_text(app)
        assert through.verdicts == [("radio", YES), ("fruit", YES), ("radio", YES)]
        await app.press("u")
        assert "1 of 2 · 0 decided" in screen_text(app)
        assert through.verdicts[1] == ("fruit", NO)
        await app.press("b")
        assert through.verdicts[1] == ("fruit", DOUBT)
        await app.press("left")
        assert "you decided: in doubt" in rows(app)
        await app.press("right", "r")
        assert app.given is None
        assert app.toasts == ["All of these are decided."]
        assert through.verdicts == [("radio", YES), ("fruit", DOUBT), ("radio", NO)]


async def test_what_cannot_be_kept_is_told_and_nothing_goes_on(desk, comparison) -> None:
    through = Pass(desk, comparison)
    through.error = BoardStoreError("The disk is full")
    async with shown(through.dialog) as (app, _pilot):
        await app.press("c")
        assert "The disk is full" in rows(app)
        assert "1 of 2 · 0 decided" in screen_text(app)


async def test_in_the_app_agreement_is_shown_settled_and_seen_in_the_search() -> None:
    async with running((100, 30)) as (app, pilot):
        labelling = app._keeper.labelling
        await eventually(pilot, lambda: labelling.shown)
        desk = app._workspace.coding_desk
        coded = desk.coded(tuple(desk.corpus.passages()))
        passage = next(one.passage for one in coded if one.codes == ("imitate",))
        desk.settle("imitate", passage, NO)

        await pilot.press("ctrl+g")
        await eventually(pilot, lambda: isinstance(app.screen, AgreementDialog))
        await eventually(pilot, lambda: "▲ Imitate" in screen_text(app))
        await pilot.press("d")
        await eventually(pilot, lambda: isinstance(app.screen, DisputesDialog))
        await eventually(pilot, lambda: "the program: " in screen_text(app))
        await pilot.press("c")
        await eventually(pilot, lambda: isinstance(app.screen, AgreementDialog))
        await eventually(pilot, lambda: labelling.shown.held(passage))
        (decision,) = desk.ledger.decisions()
        assert decision.verdict is YES
        await pilot.press("d")
        await eventually(pilot, lambda: isinstance(app.screen, AgreementDialog))
        await pilot.press("escape", "f4", "u")
        await eventually(pilot, lambda: not labelling.shown.held(passage))
