"""What the codes pane shows, as values: lists, rows, letters, bars."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from codes_samples import CODEBOOK, CORPUS, IMAGES, PLATFORMS, ROBOTS
from rich.cells import cell_len
from running import eventually
from screen_text import screen_text
from textual.app import App, ComposeResult

from clicktui.board.model import CitedWork, PinnedQuote
from clicktui.coding.holding import Holding
from clicktui.coding.listing import Places
from clicktui.coding.model import Decision, Verdict
from clicktui.coding.opinions import Coded, Placed, coded
from clicktui.corpus.model import PROSE_ROLES, Span
from clicktui.corpus.quoting import quote
from clicktui.microtasks.classifier import Classifier
from clicktui.microtasks.codebook import Codebook
from clicktui.microtasks.codebookfiles import read_codebook
from clicktui.microtasks.model import Band, Coding, Finding, Sign
from clicktui.tui.codes import overview as overview_module
from clicktui.tui.codes.explanation import explained
from clicktui.tui.codes.overview import OverviewView
from clicktui.tui.codes.overview_rows import (
    Cell,
    Page,
    bar,
    lines_of,
    overview_of,
)
from clicktui.tui.codes.passage_rows import ROWS, passage_rows
from clicktui.tui.codes.view import (
    DIFFERING,
    SEVERAL,
    UNDECIDED,
    CodesView,
    Shown,
    evidence,
    kept_in_place,
    subject,
    view_of,
)
from clicktui.tui.dialogs.code_chooser import letters_of
from coded_arrays import facets_of_coded, layers_of


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    path = tmp_path_factory.mktemp("book") / "mots.yaml"
    path.write_text(CODEBOOK, "utf-8")
    return read_codebook(path)


@pytest.fixture(scope="module")
def everything(book: Codebook) -> tuple[Coded, ...]:
    codes = [code.id for code in book.codes]
    classifier = Classifier(codes, book.cues)
    return tuple(
        coded(one, classifier.classify(one.text, one.lang), codes, (), "Ada")
        for one in CORPUS.passages()
        if one.role in PROSE_ROLES
    )


@pytest.fixture(scope="module")
def view(book: Codebook, everything: tuple[Coded, ...]) -> CodesView:
    return shown(book, everything)


def shown(book: Codebook, everything: tuple[Coded, ...]) -> CodesView:
    layers = layers_of(everything, [code.id for code in book.codes], CORPUS)
    among = np.ones(len(everything), dtype=bool)
    holding = Holding(None, CORPUS)  # type: ignore[arg-type]  # nothing is read of it
    return view_of(Shown(book, "Ada"), layers, facets_of_coded(everything), among, holding)


def decided(one: Coded, code: str, verdict: Verdict, span: Span | None = None, memo: str = ""):
    """Return ``one`` with a decision of Ada's."""
    passage = one.passage
    where = span or Span(passage.start, passage.end)
    made = quote(CORPUS, passage.work, where)
    marked = PinnedQuote(
        "d", made, CitedWork.of(CORPUS.work(passage.work), None), "Ada", "2026-11-26T10:00:00Z",
        memo,
    )  # fmt: skip
    placed = Placed(Decision(marked, "mots", code, verdict), where)
    opinion = replace(one.opinions[code], verdict=verdict, decisions=(placed,))
    return Coded(passage, {**one.opinions, code: opinion})


def ids(rows: Sequence[Coded]) -> set[str]:
    return {one.passage.id for one in rows}


def places_of(view: CodesView, list_id: str) -> Places:
    return next(one.places for one in view.lists if one.id == list_id)


@pytest.fixture(scope="module")
def of(view: CodesView, everything: tuple[Coded, ...]) -> Callable[[str], list[Coded]]:
    """Return what gives the passages of a list."""
    return lambda list_id: [everything[place] for place in places_of(view, list_id).tolist()]


def why(one: Coded, view: CodesView, *, in_full: bool = False) -> str:
    pieces = explained(one, "robot", view.codebook, "Ada", with_words=True, in_full=in_full)
    return "".join(piece.text for piece in pieces)


def texts(rows) -> list[str]:
    return ["".join(run.text for run in row) for row in rows]


def test_a_list_for_each_code_and_three_behind(view: CodesView, of) -> None:
    assert [one.id for one in view.lists] == [
        "robot", "image", "plateforme", SEVERAL, DIFFERING, UNDECIDED,
    ]  # fmt: skip
    assert ids(of("robot")) == {one.id for one in ROBOTS}
    assert ids(of("image")) == {one.id for one in IMAGES}
    assert [(one.clear, one.possible) for one in view.lists[:3]] == [
        (len(ROBOTS), 0), (len(IMAGES), 0), (len(PLATFORMS), 0),
    ]  # fmt: skip
    both = {one.id for one in ROBOTS} & {one.id for one in PLATFORMS}
    assert ids(of(SEVERAL)) == both != set()
    assert of(DIFFERING) == []


def test_what_is_refused_stays_in_its_place_until_the_list_is_made_anew(
    book: Codebook, everything: tuple[Coded, ...], view: CodesView
) -> None:
    rows = places_of(view, "robot")
    second, more = int(rows[1]), int(places_of(view, "image")[0])
    now = list(everything)
    now[second] = decided(everything[second], "robot", Verdict.NO)
    now[more] = decided(everything[more], "robot", Verdict.YES)
    after = shown(book, tuple(now))

    new = places_of(after, "robot")
    assert second not in new
    kept = kept_in_place(rows, new, len(everything)).tolist()
    assert kept[1] == second
    assert [place for place in kept if place != more] == rows.tolist()
    assert more in kept
    assert len(new) == len(ROBOTS)
    assert set(places_of(after, DIFFERING).tolist()) == {second, more}


@pytest.mark.parametrize(
    ("shown", "new", "kept"),
    [
        ([], [3, 1], [3, 1]),
        ([3, 1], [], [3, 1]),
        ([3, 1], [1, 3], [3, 1]),  # the order stays
        ([3, 1], [7, 3, 8, 9, 1], [7, 3, 8, 9, 1]),
        ([3, 1, 5], [1, 8, 5, 9], [3, 1, 8, 5, 9]),
        ([3, 1], [8, 9], [8, 9, 3, 1]),
    ],
)
def test_what_comes_new_stands_behind_what_it_follows(shown, new, kept) -> None:
    arrays = (np.array(places, dtype=np.int64) for places in (shown, new))
    assert kept_in_place(*arrays, 10).tolist() == kept


def test_what_a_decision_is_about(view: CodesView, of) -> None:
    several = of(SEVERAL)[0]
    refused = decided(several, "robot", Verdict.NO)

    assert subject("image", several) == "image"
    assert subject(SEVERAL, several) is None
    assert subject(SEVERAL, refused) == "plateforme"
    assert subject(DIFFERING, refused) == "robot"


def test_evidence_is_what_was_found_and_what_she_marked(view: CodesView, of) -> None:
    one = of("image")[0]
    start = one.passage.text.index(" ") + 1
    word = Span(one.passage.start + start, one.passage.start + start + 5)
    marked = decided(one, "robot", Verdict.YES, word)

    found = evidence(marked, ["robot", "image"])
    words = {code: one.passage.text[span.start : span.end] for span, code in found}
    assert words["image"].lower() in ("image", "images")
    assert words["robot"] == one.passage.text[start : start + 5]


@pytest.mark.parametrize("width", [8, 20, 37, 50, 100])
def test_rows_fit_and_show_the_evidence_with_its_sign(view: CodesView, width: int, of) -> None:
    codes = {code.id: code for code in view.codebook.codes}
    for list_id in ("robot", SEVERAL, UNDECIDED):
        for one in of(list_id):
            rows = passage_rows(one, list_id, codes, width)
            assert len(rows) == ROWS
            assert all(cell_len(text) <= width for text in texts(rows))
            if width >= 20 and list_id == "robot":
                marked = [run.text for row in rows[2:] for run in row if "evidence" in run.styles]
                assert "●" in marked


def test_a_row_says_who_when_where_and_what_is_held(view: CodesView, of) -> None:
    codes = {code.id: code for code in view.codebook.codes}
    one = next(row for row in of(SEVERAL))
    refused = decided(one, "robot", Verdict.NO)
    first, second, *_words = texts(passage_rows(refused, "robot", codes, 70))

    assert first.endswith(f"2022 · § {one.passage.paragraph}")
    assert second.startswith("● refused ✗  ▲ clear · ")


def test_the_explanation_has_findings_decisions_and_memos(view: CodesView, of) -> None:
    one = decided(of("robot")[0], "robot", Verdict.NO, memo="une image\nde trop")
    told = why(one, view, in_full=True)

    assert "● Robots  program: clear (0.93) · you: refused ✗ · you differ\n" in told
    assert "✗ you (Ada): refused, 2026-11-26\n      une image\n      de trop\n" in told
    assert "Machines that move." in told
    assert "Nothing found: ■ Pictures, ▲ Platforms\n" in told or "▲ Platforms  program" in told
    assert one.passage.text.replace(" ", "")[:20] in told.replace(" ", "").replace("●", "")


def test_the_explanation_is_folded_until_it_is_wanted_in_full(view: CodesView, of) -> None:
    one = of("robot")[0]
    words = ["robot", "Robots", "ROBOT", "robotique", "robots"]
    text = " ".join(words)
    findings = tuple(
        Finding("robot", "r", (Sign("c", "p", Span(text.index(w), text.index(w) + len(w))),),
                (), 3.0 - at, 1.0)
        for at, w in enumerate(words)
    )  # fmt: skip
    opinion = replace(
        one.opinions["robot"],
        program=Coding("robot", Band.CLEAR, 0.9, (*findings, findings[0])),
        decisions=(),
    )
    one = Coded(replace(one.passage, text=text), {**one.opinions, "robot": opinion})

    folded, full = why(one, view), why(one, view, in_full=True)

    assert "  “robot”\n  “Robots”\n  “ROBOT”\n  and 2 more\n" in folded
    assert "  “ROBOT”\n  “robotique”\n  “robots”\n" in full
    assert full.count("“robot”") == 1
    assert "Machines that move." in full
    assert "Machines that move." not in folded


def test_letters_are_of_the_names_and_none_twice_or_a_commands() -> None:
    assert letters_of(["Prepare", "Verify", "Imitate"]) == ("p", "v", "i")
    assert letters_of(["Préparer", "Publier", "Écouter"]) == ("p", "u", "e")
    assert letters_of(["Robots", "Jacques", "見る"]) == ("o", "a", "d")
    many = letters_of([f"Code {n}" for n in range(30)])
    assert len(set(many) - {""}) == 19
    assert not set("bcjkqrx") & set(many)


def test_the_overview_counts_what_can_be_counted_by_hand(view: CodesView, everything) -> None:
    overview = overview_of(view, Page.WORK)
    first = overview.rows[0]
    ouest = next(row for row in overview.rows if row.query == "work:casilli-ouestfrance-2022")

    assert first.base == view.known == 145
    assert [cell.clear for cell in first.cells] == [
        len(ROBOTS), len(IMAGES), len(PLATFORMS),
    ]  # fmt: skip
    here = [one for one in everything if one.passage.work == "casilli-ouestfrance-2022"]
    assert ouest.base == len(here)
    assert ouest.cells[0].clear == sum(one.work == "casilli-ouestfrance-2022" for one in ROBOTS)
    assert ouest.cells[0].query == "code:robot work:casilli-ouestfrance-2022"
    assert sum(row.base for row in overview.rows[1:]) == 145


def test_unknown_is_named_so_in_the_overview(view: CodesView, everything) -> None:
    speakers = overview_of(view, Page.SPEAKER)
    years = overview_of(view, Page.YEAR)

    nobody = next(row for row in speakers.rows if row.query == "says:?")
    assert nobody.label == "speaker unknown"
    assert nobody.base == sum(not one.passage.speakers for one in everything)
    undated = next(row for row in years.rows if row.query == "year:?")
    assert undated.label == "year unknown"


def test_codes_together(view: CodesView) -> None:
    rows = {row.label: row for row in overview_of(view, Page.TOGETHER).rows}
    both = {one.id for one in ROBOTS} & {one.id for one in PLATFORMS}

    assert rows["● Robots + ▲ Platforms"].cells == (
        Cell("", len(both), 0, "code:robot code:plateforme"),
    )
    assert rows["● Robots + ■ Pictures"].cells[0].clear == 0


def test_bars() -> None:
    assert bar(Cell("c", 5, 5, ""), 20, 0.5, 10) == "█████▒▒▒▒▒"
    assert bar(Cell("c", 1, 0, ""), 1000, 0.5, 10) == "█"
    assert bar(Cell("c", 0, 1, ""), 1000, 0.5, 10) == "▒"
    assert bar(Cell("c", 0, 0, ""), 20, 0.5, 10) == ""
    assert bar(Cell("c", 0, 0, ""), 0, 0.0, 10) == ""
    assert bar(Cell("c", 20, 0, ""), 20, 1.0, 1) == "█"


@pytest.mark.parametrize("width", [20, 38, 78, 158])
def test_the_lines_of_the_overview_fit(view: CodesView, width: int) -> None:
    for page in Page:
        overview = overview_of(view, page)
        for line in lines_of(view, overview, width, (0, 0)):
            assert sum(cell_len(run.text) for run in line.row) <= width


class OneOverview(App[None]):
    """An app with an overview."""

    def compose(self) -> ComposeResult:
        yield OverviewView()


async def test_many_passages_are_counted_beside_the_interface(
    view: CodesView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview_module, "AT_ONCE", 100)
    async with OneOverview().run_test(size=(100, 20)) as pilot:
        overview = pilot.app.query_one(OverviewView)
        overview.show(view)
        await eventually(pilot, lambda: f"{len(ROBOTS)}+0 █" in screen_text(pilot.app))
        assert "There is nothing to count" not in screen_text(pilot.app)
