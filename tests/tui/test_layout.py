"""Rows of text: nothing lost, nothing too wide, nothing torn."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size, split_graphemes

from clicktui.tui.drawing.layout import (
    _NARROW,
    _break_wide_rows,
    break_rows,
    character_at,
    drawn,
    printable,
    whole_characters,
)

FRENCH = st.text(alphabet="ab «»!?;:-—'’\u00a0\u202f()é", max_size=120)
WIDE = st.text(alphabet="ab \u00a0-é日本語😀e\u0301\u200d\ufe0f❤👩🔬\u3000«»:", max_size=80)
WIDTHS = st.integers(2, 30)


def rows(text: str, width: int) -> list[str]:
    ends = break_rows(text, width)
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@given(st.one_of(FRENCH, WIDE, st.text(max_size=60)), WIDTHS)
def test_rows_hold_all_characters_in_order(text: str, width: int) -> None:
    assert "".join(rows(text, width)) == text
    assert all(rows(text, width))


@given(st.one_of(FRENCH, WIDE), WIDTHS)
def test_no_row_is_wider_than_the_screen(text: str, width: int) -> None:
    for row in map(drawn, rows(text, width)):
        if split_graphemes(row)[1] == cell_len(row):  # not so for a joiner that joins nothing
            assert cell_len(row) <= width
        assert split_graphemes(row)[1] <= width


@given(st.one_of(FRENCH, WIDE), WIDTHS)
def test_only_spaces_hang_over_the_edge(text: str, width: int) -> None:
    for row in rows(text, width):
        hanging = row[len(drawn(row)) :]
        assert all(unicodedata.category(space) == "Zs" and space != "\u00a0" for space in hanging)


@given(WIDE, WIDTHS)
def test_no_character_is_torn_from_its_marks(text: str, width: int) -> None:
    borders = {start for start, _end, _size in split_graphemes(text)[0]} | {len(text)}
    assert set(break_rows(text, width)) <= borders


@given(FRENCH, WIDTHS)
@example("a a\u00a0: b", 4)
def test_a_no_break_space_is_torn_only_when_its_words_are_wider_than_a_row(
    text: str, width: int
) -> None:
    ends = break_rows(text, width)
    for end in ends[:-1]:
        if "\u00a0" in text[end - 1 : end + 1] or "\u202f" in text[end - 1 : end + 1]:
            start = max([0, *(one for one in ends if one < end)])
            assert end - start == width  # full to the edge: there was no other place to cut
            assert not any(
                text[place] == " " and text[place + 1] in "abé" and text[place - 1] in "abé"
                for place in range(start + 1, end - 1)
            )


@given(FRENCH, WIDTHS)
def test_narrow_text_is_cut_as_wide_text_is(text: str, width: int) -> None:
    assert break_rows(text, width) == _break_wide_rows(text, 0, len(text), width)


@given(st.lists(st.one_of(FRENCH, WIDE), min_size=1, max_size=12), WIDTHS)
@example(["ab-cd " * 60, "❤\ufe0f", "x" * 300], 3)
@example(["a-", "b日", "-c " * 80], 2)
def test_a_text_in_which_few_characters_are_wide_is_cut_as_a_whole_is(texts, width) -> None:
    text = "".join(texts)
    assert break_rows(text, width) == _break_wide_rows(text, 0, len(text), width)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("un deux trois", 8, ["un deux ", "trois"]),
        ("un deux trois", 7, ["un deux ", "trois"]),
        ("dit « mot » ici", 10, ["dit ", "« mot » ", "ici"]),
        ("dit «\u00a0mot\u00a0» ici", 10, ["dit ", "«\u00a0mot\u00a0» ", "ici"]),
        ("vraiment vrai\u202f?", 14, ["vraiment ", "vrai\u202f?"]),
        ("vraiment vrai ?", 14, ["vraiment ", "vrai ?"]),
        ("260\u00a0000 dollars", 9, ["260\u00a0000 ", "dollars"]),
        ("le micro-travail", 10, ["le micro-", "travail"]),
        ("voici GPT-4", 10, ["voici ", "GPT-4"]),
        ("anticonstitutionnel", 8, ["anticons", "titution", "nel"]),
        ("mots  doubles", 6, ["mots  ", "double", "s"]),
        ("日本語です", 4, ["日本", "語で", "す"]),
        ("日本語です", 5, ["日本", "語で", "す"]),
        ("ae\u0301b", 2, ["ae\u0301", "b"]),
        ("", 5, []),
    ],
)
def test_rows_worked_out_by_hand(text: str, width: int, expected: list[str]) -> None:
    assert rows(text, width) == expected


def test_characters_taken_for_narrow_are_one_cell_wide() -> None:
    taken = [chr(code) for code in range(0x20, 0x3000) if _NARROW.fullmatch(chr(code))]
    assert len(taken) > 700
    assert {get_character_cell_size(character) for character in taken} == {1}


@given(WIDE)
def test_every_cell_belongs_to_the_character_drawn_there(row: str) -> None:
    cell = 0
    for start, end, size in split_graphemes(row)[0]:
        for inside in range(size):
            assert character_at(row, cell + inside) == (start, end)
        cell += size
    assert character_at(row, cell) == character_at(row, cell + 9) == (len(row), len(row))


@given(WIDE, st.data())
def test_whole_characters_never_leave_out_what_was_asked_for(row: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(row)))
    end = data.draw(st.integers(start, len(row)))
    first, last = whole_characters(row, start, end)
    assert first <= start
    assert end <= last
    borders = {border for a, b, _size in split_graphemes(row)[0] for border in (a, b)}
    assert start == end or {first, last} <= borders


@given(st.text(max_size=40))
def test_what_steers_a_terminal_is_never_printed(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in shown)
    assert printable("\x1b]52;c;aGk=\x07") == "\ufffd]52;c;aGk=\ufffd"
