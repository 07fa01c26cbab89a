"""Styled pieces in rows: nothing of the text is lost, and cells lead back to offsets."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from clicktui.corpus.model import Span
from clicktui.tui.drawing.pieces import Piece, PieceRows

TEXTS = st.text(st.sampled_from("abcé ’«»-.,\u00a0\u202f\n日😀⟦"), max_size=80)


def plain(rows: PieceRows) -> list[str]:
    return ["".join(text for text, _styles in rows.row(y)) for y in range(len(rows))]


def cut(text: str, at: list[int]) -> list[Piece]:
    """Return ``text`` in pieces that begin at ``at``, with a sign before each but the first."""
    cuts = sorted({min(place, len(text)) for place in at} | {0})
    ends = [*cuts[1:], len(text)]
    pieces = []
    for start, end in zip(cuts, ends, strict=True):
        pieces += [Piece("⟦", ("sign",))] if start else []
        pieces.append(Piece(text[start:end], (), start))
    return pieces


def test_rows_break_between_words_and_keep_the_pieces_styles() -> None:
    rows = PieceRows([Piece("Un ", (), 0), Piece("grand mot", ("strong",), 3)], 9)
    assert rows.row(0) == [("Un ", ()), ("grand", ("strong",))]
    assert rows.row(1) == [("mot", ("strong",))]


def test_a_newline_ends_a_row_and_an_empty_line_is_one() -> None:
    assert plain(PieceRows([Piece("a\n\nb", (), 0)], 9)) == ["a", "", "b"]


def test_french_marks_stay_with_their_words() -> None:
    assert plain(PieceRows([Piece("dit « mot » !", (), 0)], 9)) == ["dit", "« mot » !"]


def test_a_stretch_lies_over_its_characters_only() -> None:
    rows = PieceRows([Piece("un", (), 0), Piece("⟦", ("sign",)), Piece("deux", ("x",), 2)], 9)
    over = rows.places_of(Span(2, 4))
    assert rows.row(0, over, "here") == [
        ("un", ()), ("⟦", ("sign",)), ("de", ("x", "here")), ("ux", ("x",)),
    ]  # fmt: skip


def test_a_sign_stands_for_what_follows_it() -> None:
    rows = PieceRows([Piece("un", (), 0), Piece("⟦", ("sign",)), Piece("deux", (), 2)], 9)
    assert [rows.offset_at(0, cell) for cell in range(8)] == [0, 1, 2, 2, 3, 4, 5, 5]


def test_what_could_steer_a_terminal_is_not_drawn() -> None:
    assert plain(PieceRows([Piece("a\x1b[31mb", (), 0)], 20)) == ["a\ufffd[31mb"]


@given(TEXTS, st.lists(st.integers(0, 80), max_size=5), st.integers(2, 30))
def test_rows_hold_the_whole_text_and_are_never_too_wide(
    text: str, at: list[int], width: int
) -> None:
    pieces = cut(text, at)
    rows = PieceRows(pieces, width)
    shown = plain(rows)
    assert all(cell_len(row) <= width for row in shown)
    without_spaces = "".join("".join(shown).split(" "))
    whole = "".join(piece.text for piece in pieces)
    assert without_spaces == "".join(whole.replace("\n", "").split(" "))


@given(TEXTS, st.lists(st.integers(0, 80), max_size=5), st.integers(2, 30))
def test_each_character_is_found_again_where_it_is_drawn(
    text: str, at: list[int], width: int
) -> None:
    rows = PieceRows(cut(text, at), width)
    for offset, character in enumerate(text):
        if character not in " \n":
            assert rows.offset_at(rows.y_of(offset), rows.cell_of(offset)) == offset


@given(st.text("ab \n", max_size=60), st.integers(8, 20))
def test_hanging_rows_fit_and_lead_back_to_their_characters(text: str, width: int) -> None:
    rows = PieceRows([Piece(text, (), 0)], width, is_hanging=True)
    drawn_rows = plain(rows)

    assert all(len(row) <= width for row in drawn_rows)
    assert "".join(drawn_rows).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    for offset, character in enumerate(text):
        if character in "ab":
            y, cell = rows.y_of(offset), rows.cell_of(offset)
            assert drawn_rows[y][cell] == character
            assert rows.offset_at(y, cell) == offset


def test_an_indented_line_goes_on_farther_in() -> None:
    rows = PieceRows([Piece("Un titre\n  une raison assez longue\n")], 12, is_hanging=True)
    assert plain(rows) == ["Un titre", "  une raison", "    assez", "    longue", ""]
