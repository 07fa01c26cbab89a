"""The highlighted quote of the board in full, its screen read as text."""

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from board_samples import pinned, plain, plain_board
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from screen_text import screen_rows, screen_text
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from clicktui import i18n
from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.board.standing import Difference, Stand, Standing
from clicktui.coding.model import Decision, Verdict
from clicktui.coding.opinions import Placed
from clicktui.coding.quoted import FoundThere, QuotedCode
from clicktui.corpus.alterations import Alteration, AlterationKind, checked
from clicktui.corpus.model import Repetition, Role, Span
from clicktui.microtasks.codebook import Code
from clicktui.microtasks.model import Band
from clicktui.shipped import shipped
from clicktui.tui.board.detail_blocks import Reference, item_blocks, local_time, rows_of
from clicktui.tui.board.details import QuoteDetails
from clicktui.tui.board.view import BoardView, Item
from clicktui.tui.themes import THEMES
from clicktui.wording.quoted import codes_signs

HUMAN = "la moitié du temps, je suis une humaine"
SPEECH = pinned(
    "q", HUMAN, "travailleurs-clic-parlement-2024",
    is_starred=True, tags=("ia", "genre"), note="À relire.\n[b]et[/b] citer",
)  # fmt: skip


def view_of(quote: PinnedQuote, **more) -> tuple[BoardView, Item]:
    quote_list = QuoteList("l", "Poinçonneurs", (quote,))
    return BoardView(Board("b", "Thèse", "", (quote_list,)), **more), Item(quote_list, quote, 1)


def rows(quote: PinnedQuote, width: int = 76, reference=None, **more) -> list[str]:
    view, item = view_of(quote, **more)
    told = (reference,) if isinstance(reference, str) else reference
    found = rows_of(item_blocks(view, item, Reference(*told) if told else None), width)
    return ["".join(run.text for run in row) for row in found]


@pytest.fixture
def in_paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


class OneQuote(App[None]):
    """An app with the details alone."""

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = "clicktui-dark"

    def compose(self) -> ComposeResult:
        yield QuoteDetails()

    @property
    def details(self) -> QuoteDetails:
        return self.query_one(QuoteDetails)


@asynccontextmanager
async def showing(
    quote: PinnedQuote, size: tuple[int, int] = (80, 24), **more
) -> AsyncIterator[tuple[OneQuote, Pilot[None]]]:
    app = OneQuote()
    async with app.run_test(size=size) as pilot:
        app.details.show(*view_of(quote, **more))
        await pilot.pause()
        yield app, pilot


def test_a_quote_is_told_in_full(in_paris: None) -> None:
    assert rows(SPEECH, 100, "Delpiano, citée dans …") == [
        "★ Donatella Delpiano, quoted in the text",
        "§ 5 · 2024",
        "IA : Au Parlement européen, des travailleurs du clic appellent à réguler l’entraînement"
        " humain",
        "",
        "  …’ironise Donatella Delpiano : «",
        f"┃ {HUMAN}",
        "  , l’autre moitié du temps, je su…",
        "",
        "Reference",
        "Delpiano, citée dans …",
        "",
        "Note",
        "À relire.",
        "[b]et[/b] citer",
        "",
        "Tags: #ia #genre",
        "List: Poinçonneurs",
        "Pinned by max, 2026-11-21 13:00",
    ]


def test_the_reference_may_come_later() -> None:
    told = rows(SPEECH)
    assert told[told.index("Reference") + 1] == "…"


def test_the_reference_tells_its_style_and_why_it_is_not_the_one_chosen() -> None:
    told = rows(SPEECH, reference=("Delpiano, § 5.", "fr · clicktui note", "style x: it fails"))
    at = told.index("Reference · fr · clicktui note")
    assert told[at + 1 : at + 3] == ["Delpiano, § 5.", "⚠ style x: it fails"]


def test_alterations_stand_over_the_exact_words() -> None:
    words = "un deux trois quatre"
    marks = (
        Alteration(AlterationKind.ELISION, Span(3, 7)),
        Alteration(AlterationKind.EMPHASIS, Span(8, 13)),
    )
    told = rows(plain("q", words, alterations=checked(words, marks)))
    at = told.index("The exact words")
    assert told[at - 2 : at + 3] == [
        "┃ un […] trois quatre", "", "The exact words", "┃ un deux trois quatre",
        "  emphasis added",
    ]  # fmt: skip
    assert "The exact words" not in rows(plain("q", words, alterations=checked(words, marks[1:])))
    assert "The exact words" not in rows(plain("q", words))


def test_words_keep_their_lines_and_their_markup() -> None:
    told = rows(plain("q", "[/x] un\n[sic] deux"))
    at = told.index("┃ [/x] un")
    assert told[at + 1] == "┃ [sic] deux"


def test_what_changed_is_told_with_old_and_new() -> None:
    quote = plain("q", "réparer l’IA")
    now = replace(quote.quote, words="préparer l’IA", paragraphs=(4, 4), speakers=("Casilli",))
    differences = (Difference.WORDS, Difference.PARAGRAPH, Difference.SPEAKER)
    told = rows(quote, stands={"q": Stand(Standing.CHANGED, now, 0.9, "0" * 16, differences)})
    assert "⚠ its words changed in the source" in told
    assert "┃ réparer l’IA" in told
    at = told.index("In the source now")
    assert told[at + 1 : at + 4] == ["Casilli", "§ 4", "┃ préparer l’IA"]


def test_what_moved_vanished_or_was_kept_is_told() -> None:
    quote = plain("q")
    there = replace(quote.quote, paragraphs=(14, 14))

    def told(standing: Standing, *differences: Difference) -> list[str]:
        found = None if standing is Standing.VANISHED else there
        stand = Stand(standing, found, 1.0, "0" * 16, differences)
        return rows(quote, stands={"q": stand})

    moved = told(Standing.MOVED, Difference.PARAGRAPH)
    assert "⚠ moved: now § 14" in moved
    assert moved[moved.index("In the source now") + 1] == "§ 14"
    assert "⚠ no longer in the source" in told(Standing.VANISHED)
    assert "kept as it was; the source says otherwise now" in told(Standing.KEPT)
    assert told(Standing.SAME) == rows(quote)


def test_doubts_are_told() -> None:
    quote = plain("q")
    printed = replace(
        quote.quote, role=Role.PULL_QUOTE, paragraphs=None, repeats=Repetition(Span(0, 9), True)
    )
    told = rows(replace(quote, quote=printed), same_words=frozenset({"q"}))
    assert told[:4] == [
        "speaker unknown", "pull quote · n.d.", "Un titre", "⚠ not the speaker's exact words",
    ]  # fmt: skip
    assert "The same words are on this board more than once." in told


def test_a_list_and_the_memo_are_told() -> None:
    board = plain_board(2, 1, memo="# Plan\n- [x] un")

    def told(item: Item | None) -> list[str]:
        blocks = item_blocks(BoardView(board, pins_to="a"), item, None)
        return ["".join(run.text for run in row) for row in rows_of(blocks, 60)]

    memo = ["Memo of the board", "# Plan", "- [x] un"]
    assert told(None) == memo
    first = ["A", "2 quotes", "What you pin goes to this list.", "", *memo]
    assert told(Item(board.lists[0], None, 2)) == first
    assert told(Item(board.lists[1], None, 1)) == ["B", "1 quote", "", *memo]


@pytest.mark.parametrize(
    ("note", "shown", "last"),
    [
        ("mot\n" * 199 + "fin", ["mot"] * 199 + ["fin"], ""),
        ("mot\n" * 200 + "fin", ["mot"] * 200, "… 1 more line: open it to read on"),
        ("mot\n" * 90_000 + "fin", ["mot"] * 200, "… 89801 more lines: open it to read on"),
        ("x" * 10_000, ["x" * 10_000], ""),
        ("x" * 1_000_000, ["x" * 10_000], "… 1 more line: open it to read on"),
        ("\n".join(["x" * 6_000] * 3), ["x" * 6_000, "x" * 3_999],
         "… 2 more lines: open it to read on"),
        ("x" * 10_000 + "\nfin", ["x" * 10_000], "… 1 more line: open it to read on"),
    ],
)  # fmt: skip
def test_a_long_note_or_memo_is_shown_from_its_beginning(
    note: str, shown: list[str], last: str
) -> None:
    expected = [*shown, *([last] if last else [])]
    told = rows(plain("q", note=note), 20_000)
    at = told.index("Note") + 1
    assert told[at : told.index("", at)] == expected
    view = BoardView(plain_board(1, memo=note))
    memo = [
        "".join(run.text for run in row) for row in rows_of(item_blocks(view, None, None), 20_000)
    ]
    assert memo == ["Memo of the board", *expected]


def test_times_are_those_of_the_user(in_paris: None) -> None:
    assert local_time("2026-07-01T22:30:59Z") == "2026-07-02 00:30"
    assert local_time("once") == "once"


@given(st.text(max_size=300), st.text(max_size=60), st.integers(4, 120))
def test_no_row_is_wider_and_no_word_is_cut(words: str, note: str, width: int) -> None:
    quote = plain("q", words, note=note, tags=(note,))
    told = rows(quote, width)
    assert all(cell_len(row) <= width for row in told)
    assert all("\n" not in row and "\x1b" not in row for row in told)


@given(st.lists(st.sampled_from(["mot", "«\u00a0oui\u00a0»", "日本語", "x" * 50]), min_size=1),
       st.integers(8, 60))  # fmt: skip
def test_the_words_are_all_there(words: list[str], width: int) -> None:
    told = rows(plain("q", " ".join(words)), width)
    shown = "".join(row.removeprefix("┃ ") for row in told if row.startswith("┃ "))
    assert shown.replace(" ", "") == "".join(words).replace(" ", "")


# on the screen


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_speaker_place_and_words_are_seen_at_every_size(size: tuple[int, int]) -> None:
    async with showing(SPEECH, size) as (app, _pilot):
        shown = screen_rows(app)
        assert shown[0].startswith(" ★ Donatella Delpiano, quoted in the")
        assert " § 5 · 2024" in shown[1:3]
        assert "┃ la moitié du temps" in screen_text(app)
        assert len(shown) == size[1]


async def test_a_reference_is_shown_for_its_own_quote_only() -> None:
    async with showing(SPEECH) as (app, pilot):
        app.details.show_reference("other", "Wrong, § 1.")
        await pilot.pause()
        assert "Wrong" not in screen_text(app)
        app.details.show_reference("q", "Right, § 5.")
        app.details.show(*view_of(replace(SPEECH, note="new")))
        await pilot.pause()
        assert "Right, § 5." in screen_text(app)
        settled = replace(SPEECH, quote=replace(SPEECH.quote, paragraphs=(9, 9)))
        app.details.show(*view_of(settled))
        await pilot.pause()
        assert "Right" not in screen_text(app)


async def test_it_scrolls_and_another_quote_begins_at_the_top() -> None:
    long = plain("long", "mot " * 5000)
    async with showing(long) as (app, pilot):
        app.details.page(1)
        await pilot.pause()
        assert app.details.scroll_offset.y == 23
        app.details.show(*view_of(replace(long, note="n")))
        await pilot.pause()
        assert app.details.scroll_offset.y == 23
        app.details.show(*view_of(SPEECH))
        await pilot.pause()
        assert app.details.scroll_offset.y == 0


async def test_languages_and_themes_can_change() -> None:
    async with showing(plain("q")) as (app, pilot):
        before = app.details.render_line(0)
        i18n.choose_language(shipped("data") / "locale", "fr")
        try:
            app.details.refresh_language()
            app.theme = "clicktui-light"
            await pilot.pause()
            after = app.details.render_line(0)
        finally:
            i18n.choose_language(shipped("data") / "locale", "en")
        assert "speaker unknown" in before.text
        assert "speaker unknown" not in after.text
        assert [one.style for one in before] != [one.style for one in after]


def test_the_codes_of_the_words_say_who_gives_them() -> None:
    code = Code("prepare", {"": "Prepare"}, "▲", "#1b7f5c")
    start = SPEECH.quote.start
    whole = Span(start, SPEECH.quote.end)
    found = FoundThere(Band.POSSIBLE, 0.4, (Span(start, start + 9),))
    marked = replace(SPEECH, id="d", pinned_by="Ada")
    placed = Placed(Decision(marked, "microtasks", "prepare", Verdict.YES), whole)
    both = QuotedCode("microtasks", code, whole, found, "Ada", Verdict.YES, (placed,))
    alone = QuotedCode("microtasks", code, whole, found, "Ada")
    shown = rows(SPEECH, codes={"q": (both,)})
    assert "Codes: ▲ Prepare (the program: possible, Ada: confirmed)" in shown
    assert codes_signs((both,)) == "▲+" and codes_signs((alone,)) == "▲?"
    assert not any("Codes" in row for row in rows(SPEECH))
