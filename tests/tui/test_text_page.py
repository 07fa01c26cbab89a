"""Screen rows to offsets of the cleaned text, and back."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from text_works import made

from clicktui.corpus.corpus import shipped_corpus
from clicktui.corpus.model import Repetition, Role, SourceFile, Span
from clicktui.tui.drawing.layout import width_of
from clicktui.tui.text.blocks import BlockForm, WorkBlocks
from clicktui.tui.text.page import MEASURE, Page

LINES = st.lists(
    st.tuples(
        st.sampled_from(list(Role)),
        st.text(alphabet="ab é\u00a0日😀e\u0301[]/@:»", min_size=1, max_size=90),
    ),
    min_size=1,
    max_size=6,
)


def page_of(file: SourceFile, width: int, *, compact: bool = False) -> Page:
    return laid_out(Page(WorkBlocks(file.works[0], file.text, compact=compact), width))


def laid_out(page: Page) -> Page:
    while not page.refine(1):
        pass
    return page


@given(LINES, st.integers(20, 160), st.booleans())
def test_the_rows_of_a_page_hold_every_character_of_the_work_once(lines, width, compact) -> None:
    file = made(*lines)
    page = page_of(file, width, compact=compact)
    rows = [page.row(y) for y in range(len(page))]
    held = [row.span for row in rows if row.span is not None]
    assert [file.words(span) for span in held] == [file.text[a.start : a.end] for a in held]
    assert (
        "\n".join(
            "".join(
                file.words(row.span) for row in rows if row.span and row.block.paragraph == index
            )
            for index in range(len(lines))
        )
        == file.text
    )
    for row in rows:
        drawn = page.left + page.margin + cell_len(row.mark) + cell_len(row.text)
        assert drawn <= width


@given(LINES, st.integers(20, 60))
def test_every_offset_is_on_the_row_that_is_said_to_show_it(lines, width) -> None:
    file = made(*lines)
    page = page_of(file, width)
    for offset, character in enumerate(file.text):
        row = page.row(page.y_of(offset))
        assert row.span is not None
        if character != "\n":
            assert row.span.contains(Span(offset, offset + 1))


@given(LINES, st.integers(20, 120))
def test_the_character_under_a_cell_is_the_one_drawn_there(lines, width) -> None:
    file = made(*lines)
    page = page_of(file, width)
    for y in range(len(page)):
        row = page.row(y)
        if row.start is None:
            assert page.character_under(page.left + page.margin, y) is None
            continue
        begin = page.left + page.margin + cell_len(row.mark)
        cell = begin
        while cell < begin + cell_len(row.text):
            under = page.character_under(cell, y)
            assert under is not None
            shown = row.text[under.start - row.start : under.end - row.start]
            assert shown == file.words(under)
            assert begin + cell_len(row.text[: under.start - row.start]) <= cell
            cell = max(cell + 1, begin + cell_len(row.text[: under.end - row.start]))
        past = page.character_under(width + 9, y)
        assert past == Span(row.start + len(row.text), row.start + len(row.text))


def test_long_rows_are_kept_short_and_in_the_middle() -> None:
    page = page_of(made((Role.BODY, "mot " * 100)), 200)
    assert page.measure == MEASURE
    assert page.left == (200 - MEASURE - page.margin) // 2


def test_a_speaker_is_named_when_the_speaker_changes() -> None:
    file = made(
        (Role.QUESTION, "Pourquoi ?", {"speakers": ("Victor Storchan",), "speaker_inferred": True}),
        (Role.ANSWER, "Parce que.", {"speakers": ("Antonio Casilli",)}),
        (Role.ANSWER, "Et puis.", {"speakers": ("Antonio Casilli",)}),
        (Role.PULL_QUOTE, "Puis", {"repeats": Repetition(Span(22, 30), True)}),
        (Role.ANSWER, "Enfin.", {"speakers": ("Antonio Casilli",)}),
        (Role.BODY, "Récit."),
    )
    voices = [b.text for b in WorkBlocks(file.works[0], file.text) if b.form is BlockForm.VOICE]
    assert voices == [
        "Victor Storchan (inferred) — question",
        "Antonio Casilli — answer",
        "pull quote (altered)",
        "Antonio Casilli — answer",
        "speaker unknown",
    ]


def test_a_printed_speaker_label_is_shown_with_the_words() -> None:
    file = made(
        (Role.ANSWER, "Antonio Casilli — Oui.", {"label": Span(0, 18), "span": Span(18, 22)})
    )
    (block,) = [b for b in WorkBlocks(file.works[0], file.text) if b.start is not None]
    assert (block.start, block.text) == (0, "Antonio Casilli — Oui.")


def test_metadata_cannot_steer_the_terminal() -> None:
    file = made((Role.BODY, "a"), csl={"title": "x\x1b]52;c;aGk=\x07"}, notes="\x1b[2J")
    for compact in (True, False):
        shown = "".join(b.text + b.first for b in WorkBlocks(file.works[0], "a", compact=compact))
        assert "\x1b" not in shown
        assert "\x07" not in shown


@pytest.mark.parametrize("width", [39, 79, 120])
def test_the_works_that_ship_are_shown_whole_and_their_no_break_spaces_kept(width: int) -> None:
    for file in shipped_corpus().files:
        for work in file.works:
            page = laid_out(Page(WorkBlocks(work, file.text), width))
            rows = [row for row in map(page.row, range(len(page))) if row.span is not None]
            for index, paragraph in enumerate(work.paragraphs):
                spans = [row.span for row in rows if row.block.paragraph == index and row.span]
                start = paragraph.label.start if paragraph.label else paragraph.span.start
                assert (spans[0].start, spans[-1].end) == (start, paragraph.span.end)
                for before, after in pairwise(spans):
                    assert before.end == after.start
                    around = file.text[after.start - 1 : after.start + 1]
                    if not {"\u00a0", "\u202f"}.isdisjoint(around) or around[1] in "»;:!?":
                        room = width_of(file.text[before.start : before.end])
                        assert room >= width - page.margin - 3, file.words(before)
