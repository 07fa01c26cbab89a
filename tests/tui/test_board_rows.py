"""What the rows of the board say, against quotes of the seeds and rows worked out by hand."""

from dataclasses import replace

from board_samples import pinned, plain, plain_board
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from clicktui.board.editing import moved
from clicktui.board.model import PinnedQuote
from clicktui.board.standing import Difference, Stand, Standing
from clicktui.corpus.alterations import Alteration, AlterationKind, checked
from clicktui.corpus.model import Repetition, Role, Span
from clicktui.tui.board.drops import ListDrop, QuotesDrop, list_drop, quotes_drop
from clicktui.tui.board.marks import words_runs
from clicktui.tui.board.rows import drop_row, header_row, quote_rows, quote_signs
from clicktui.tui.board.view import QUOTE_ROWS, BoardView, Item, laid_out, nearest
from clicktui.tui.drawing.styled_runs import StyledRow

GRAND_CONTINENT = "casilli-legrandcontinent-2023"
THREE_TYPES = (
    "Il y a trois types de micro-tâches\u00a0: celles qui servent à réparer l’IA, celles qui"
    " vérifient l’IA et celles qui imitent l’IA."
)
HUMAN = "la moitié du temps, je suis une humaine"


def text(row: StyledRow) -> str:
    return "".join(run.text for run in row)


def texts(quote: PinnedQuote, width: int, stand: Stand | None = None) -> list[str]:
    return [text(row) for row in quote_rows(quote, width, stand)]


def stand(standing: Standing, of: PinnedQuote, *differences: Difference, **changes) -> Stand:
    found = None if standing is Standing.VANISHED else replace(of.quote, **changes)
    return Stand(standing, found, 1.0, "0" * 16, differences)


def altered(quote: PinnedQuote, *alterations: Alteration) -> PinnedQuote:
    return replace(quote, alterations=checked(quote.quote.words, alterations))


def test_a_quote_names_speaker_place_work_tags_and_words() -> None:
    quote = pinned("q", THREE_TYPES, GRAND_CONTINENT, tags=("ia", "genre"))
    rows = texts(quote, 60)
    assert rows[0] == "Antonio Casilli (inferred)                        § 6 · 2023"
    assert rows[1] == "L’IA Potemkine et le futur du travail, une conv…  #ia #genre"
    assert rows[2] == "Il y a trois types de micro-tâches\u00a0: celles qui servent à"
    assert rows[3] == "réparer l’IA, celles qui vérifient l’IA et celles qui …"


def test_unknown_speaker_and_date_are_said_to_be_unknown() -> None:
    rows = texts(plain("q"), 40)
    assert rows[0].split() == ["speaker", "unknown", "§", "3", "·", "n.d."]


def test_who_is_quoted_says_the_words() -> None:
    rows = texts(pinned("q", HUMAN, "travailleurs-clic-parlement-2024"), 60)
    assert rows[0].startswith("Donatella Delpiano  ")
    assert rows[0].endswith("§ 5 · 2024")


def test_several_paragraphs_are_told() -> None:
    quote = plain("q")
    quote = replace(quote, quote=replace(quote.quote, paragraphs=(3, 5)))
    assert texts(quote, 40)[0].endswith("§ 3-5 · n.d.")


def test_words_altered_by_who_prints_them_are_told_so() -> None:
    quote = plain("q")
    printed = replace(
        quote.quote, role=Role.PULL_QUOTE, paragraphs=None, repeats=Repetition(Span(0, 9), True)
    )
    rows = texts(replace(quote, quote=printed), 60)
    assert rows[0].endswith("pull quote · n.d.")
    assert rows[1] == "not the speaker's exact words · Un titre"


def test_what_became_of_a_quote_stands_before_its_work() -> None:
    quote = plain("q")
    where = stand(Standing.MOVED, quote, Difference.PARAGRAPH, paragraphs=(14, 14))
    assert texts(quote, 60, where)[1] == "moved: now § 14 · Un titre"
    assert texts(quote, 60, stand(Standing.VANISHED, quote))[1].startswith(
        "no longer in the source"
    )
    assert texts(quote, 60, stand(Standing.SAME, quote))[1] == "Un titre"
    assert texts(quote, 60, stand(Standing.KEPT, quote))[1] == "Un titre"


def test_each_thing_to_see_has_a_sign_of_its_own() -> None:
    quote = plain("q")
    assert quote_signs(quote) == (" ", " ", " ", " ")
    full = replace(quote, is_starred=True, note="n")
    seen = {
        quote_signs(full, stand(standing, full), True)
        for standing in (Standing.MOVED, Standing.CHANGED, Standing.VANISHED)
    }
    assert seen == {("★", "~", "✎", "="), ("★", "≠", "✎", "="), ("★", "✗", "✎", "=")}
    assert quote_signs(full, stand(Standing.KEPT, full))[1] == " "


def test_alterations_are_shown_as_such_over_the_words() -> None:
    quote = plain("q", "un deux trois quatre cinq")
    quote = altered(
        quote,
        Alteration(AlterationKind.ELISION, Span(3, 7)),
        Alteration(AlterationKind.INSERTION, Span(14, 14), "soit"),
        Alteration(AlterationKind.SIC, Span(20, 20)),
        Alteration(AlterationKind.EMPHASIS, Span(8, 13)),
    )
    runs = words_runs(quote)
    assert text(tuple(runs)) == "un […] trois [soit] quatre [sic] cinq"
    in_brackets = [run.text.strip() for run in runs if run.styles == ("altered",)]
    assert in_brackets == ["[…]", "[soit]", "[sic]"]
    assert [run.text for run in runs if run.styles == ("emphasis",)] == ["trois"]


def test_what_is_found_is_marked_where_it_stands_behind_an_elision() -> None:
    quote = plain("q", "mot mot mot fin")
    quote = altered(quote, Alteration(AlterationKind.ELISION, Span(0, 7)))
    runs = words_runs(quote, [Span(8, 11)])
    assert text(tuple(runs)) == "[…] mot fin"
    assert [run.text for run in runs if "found" in run.styles] == ["mot"]
    assert not any("found" in run.styles for run in words_runs(quote, [Span(0, 3)]))


def test_what_is_found_is_marked_where_it_stands_behind_words_that_were_replaced() -> None:
    quote = plain("q", "mot mot mot fin")
    quote = altered(quote, Alteration(AlterationKind.REPLACEMENT, Span(0, 7), "des paroles"))
    runs = words_runs(quote, [Span(0, 3), Span(12, 15)])
    assert text(tuple(runs)) == "[des paroles] mot fin"
    assert [run.text for run in runs if run.styles == ("altered",)] == ["[des paroles]"]
    assert [run.text for run in runs if "found" in run.styles] == ["fin"]


def test_what_is_found_late_is_in_the_rows() -> None:
    words = "bla " * 300 + "aiguille" + " foin" * 300
    at = words.index("aiguille")
    rows = quote_rows(plain("q", words), 40, None, [Span(at, at + 8)])
    assert text(rows[2]).startswith("… ")
    assert text(rows[3]).endswith("…")
    assert [run.text for row in rows for run in row if "found" in run.styles] == ["aiguille"]


def test_markup_and_lines_stay_text() -> None:
    words = "[/x] [@click=app.bell]ici[/]\n[sic]"
    rows = texts(plain("q", words, tags=("[b]",), note="[/]"), 80)
    assert rows[2] == "[/x] [@click=app.bell]ici[/] [sic]"
    assert rows[1] == "Un titre  #[b]"


def test_what_could_steer_the_terminal_is_not_drawn() -> None:
    assert "\x1b" not in "".join(texts(plain("q", "a \x1b]52;c;x\x07 b", tags=("\x1b[2J",)), 60))


@given(
    st.text(max_size=400),
    st.lists(st.text(min_size=1, max_size=30), max_size=4),
    st.integers(1, 120),
    st.sampled_from([None, *Standing]),
    st.tuples(st.integers(0, 400), st.integers(0, 60)),
)
def test_no_row_is_wider_than_the_list(
    words: str, tags: list[str], width: int, standing: Standing | None, found: tuple[int, int]
) -> None:
    quote = plain("q", words, tags=tuple(tags))
    what = stand(standing, quote, Difference.WORDS) if standing else None
    span = Span(found[0], found[0] + found[1])
    rows = quote_rows(quote, width, what, [span])
    assert len(rows) == QUOTE_ROWS
    assert all(cell_len(text(row)) <= width for row in rows)
    assert all("\n" not in text(row) for row in rows)


@given(st.text(min_size=1, max_size=60), st.integers(1, 100), st.booleans(), st.integers(0, 9))
def test_no_header_is_wider_than_the_list(
    name: str, width: int, is_searched: bool, selected: int
) -> None:
    quote_list = replace(plain_board(3).lists[0], name=name)
    item = Item(quote_list, None, 2)
    row = header_row(item, width, is_searched=is_searched, selected=selected, pins_here=True)
    assert cell_len(text(row)) <= width
    assert cell_len(text(drop_row(width, name))) <= width


def test_a_header_counts_what_is_found_and_selected() -> None:
    item = Item(plain_board(3).lists[0], None, 2)
    assert text(header_row(item, 40)) == "A  3"
    assert text(header_row(item, 40, is_searched=True, selected=1)) == "A  2/3  ✓ 1"
    assert text(header_row(item, 40, pins_here=True)) == "A  3" + " " * 24 + "pins go here"


# where rows are, and where things fall


def test_a_header_takes_one_row_and_a_quote_four() -> None:
    layout = laid_out(BoardView(plain_board(2, 0, 1)), ())
    assert [item.id for item in layout.items] == ["a", "a1", "a2", "b", "c", "c1"]
    assert len(layout) == 1 + 4 + 4 + 1 + 1 + 4
    assert [layout.place_at(row) for row in (-1, 0, 1, 4, 5, 9, 10, 14, 15)] == [
        None, 0, 1, 1, 2, 3, 4, 5, None,
    ]  # fmt: skip
    assert layout.rows_of_list("a") == range(0, 9)


def test_a_folded_list_is_its_header() -> None:
    layout = laid_out(BoardView(plain_board(2, 1)), {"a"})
    assert [item.id for item in layout.items] == ["a", "b", "b1"]


def test_what_is_gone_leaves_the_highlight_in_its_list() -> None:
    before = plain_board(3, 1)

    def without(*gone: str) -> str | None:
        lists = tuple(
            replace(one, quotes=tuple(q for q in one.quotes if q.id not in gone))
            for one in before.lists
            if one.id not in gone
        )
        return nearest(before, gone[0], laid_out(BoardView(replace(before, lists=lists)), ()))

    assert without("a1") == "a2"
    assert without("a2", "a3") == "a1"
    assert without("a3", "a2", "a1") == "a"
    assert without("a") == "b"
    assert without("a1", "a") == "b"
    assert without("b1", "b") == "a3"
    assert without("a", "b") is None


@given(st.lists(st.integers(0, 3), min_size=1, max_size=4), st.data(), st.sets(st.integers(0, 3)))
def test_the_highlight_finds_a_place_wherever_there_is_one(
    sizes: list[int], data: st.DataObject, folded: set[int]
) -> None:
    before = plain_board(*sizes)
    ids = [item.id for item in laid_out(BoardView(before), ()).items]
    gone = data.draw(st.sampled_from(ids))
    also_gone = data.draw(st.sets(st.sampled_from(ids))) | {gone}
    lists = tuple(
        replace(one, quotes=tuple(quote for quote in one.quotes if quote.id not in also_gone))
        for one in before.lists
        if one.id not in also_gone
    )
    layout = laid_out(BoardView(replace(before, lists=lists)), {"abcd"[place] for place in folded})
    there = nearest(before, gone, layout)
    assert (there is None) == (not layout.items)
    assert there is None or layout.place(there) is not None


LAYOUT = laid_out(BoardView(plain_board(3, 0, 2)), ())
"""Rows: A 0, a1 1-4, a2 5-8, a3 9-12, B 13, C 14, c1 15-18, c2 19-22."""


def test_quotes_fall_before_behind_and_onto() -> None:
    assert quotes_drop(LAYOUT, 0, ["a2"]) == QuotesDrop("a", "a1", 1)
    assert quotes_drop(LAYOUT, 2, ["a2"]) == QuotesDrop("a", "a1", 1)
    assert quotes_drop(LAYOUT, 3, ["c1"]) == QuotesDrop("a", "a2", 5)
    assert quotes_drop(LAYOUT, 12, ["c1"]) == QuotesDrop("a", None, 12)
    assert quotes_drop(LAYOUT, 13, ["c1"]) == QuotesDrop("b", None, 13, "B")
    assert quotes_drop(LAYOUT, 14, ["a1", "a3"]) == QuotesDrop("c", "c1", 15)
    assert quotes_drop(LAYOUT, 99, ["a1"]) == QuotesDrop("c", None, 22)
    assert quotes_drop(LAYOUT, -5, ["a3"]) == QuotesDrop("a", "a1", 1)


def test_where_nothing_would_move_nothing_falls() -> None:
    assert [quotes_drop(LAYOUT, row, ["a2"]) for row in (3, 5, 8, 9, 10)] == [None] * 5
    assert quotes_drop(LAYOUT, 11, ["a2"]) == QuotesDrop("a", None, 12)


def test_a_list_falls_on_the_place_of_another() -> None:
    order = ["a", "b", "c"]
    assert list_drop(LAYOUT, 20, "a", order) == ListDrop("a", 2, 22)
    assert list_drop(LAYOUT, 6, "c", order) == ListDrop("c", -2, 0)
    assert list_drop(LAYOUT, 6, "a", order) is None


@given(st.integers(-3, 25), st.sets(st.sampled_from(["a1", "a2", "a3", "c1", "c2"]), min_size=1))
def test_a_drop_is_shown_exactly_where_it_changes_the_board(row: int, moving: set[str]) -> None:
    board = plain_board(3, 0, 2)
    drop = quotes_drop(LAYOUT, row, moving)
    if drop is not None:
        assert moved(board, moving, drop.list_id, drop.before) != board
        assert 0 <= drop.row < len(LAYOUT)
