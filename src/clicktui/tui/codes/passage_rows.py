"""What the rows of a passage say in the lists of codes: who, what is held of it, the words.

Pure functions to styled runs of plain text; corpus text never becomes markup.
"""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from clicktui.coding.opinions import Coded
from clicktui.corpus.model import Passage
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import Code
from clicktui.tui.codes.view import evidence, shown_first, subject
from clicktui.tui.drawing.snippets import snippet
from clicktui.tui.drawing.styled_runs import (
    StyledRow,
    StyledRun,
    cells_of,
    clip,
    cropped,
    fit,
    on_one_line,
)
from clicktui.wording.coding import VERDICT_SIGNS, opinion_text
from clicktui.wording.passages import place_of, said_by

WORDS_ROWS = 2
ROWS = 2 + WORDS_ROWS
"""Rows of a passage: who and where, codes and work, the words."""

_LEAST_TITLE = 6


def place_text(passage: Passage) -> str:
    """Return the year and the locator, or the role of what has none."""
    year, place = str(passage.year) if passage.year else _("n.d."), place_of(passage)
    if passage.paragraph is None and passage.locator is None:
        return f"{place} · {year}"
    return f"{year} · {place}"


def decided_sign(list_id: str, one: Coded) -> str:
    """Return ``+``, ``✗`` or ``?`` for what the user decided in this list, else a space."""
    about = subject(list_id, one)
    verdicts = [
        opinion.verdict
        for code, opinion in one.opinions.items()
        if opinion.verdict is not None and about in (None, code)
    ]
    return VERDICT_SIGNS[verdicts[0]] if verdicts else " "


def passage_rows(
    one: Coded, list_id: str, codes: Mapping[str, Code], width: int
) -> tuple[StyledRow, ...]:
    """Return the ``ROWS`` rows of a passage in the list ``list_id``, of at most ``width`` cells."""
    passage = one.passage
    place = clip(place_text(passage), max(width // 2, 0))
    room = max(width - cell_len(place) - 1, 0)
    first = (
        StyledRun(fit(on_one_line(said_by(passage)), room) + " ", ("name",)),
        StyledRun(place, ("quiet",)),
    )
    said = shown_first(list_id, one)
    rows = (first, _codes_row(one, said, codes, width), *_words(one, said, codes, width))
    return tuple(cropped(row, width) for row in rows)


def _codes_row(one: Coded, said: Sequence[str], codes: Mapping[str, Code], width: int) -> StyledRow:
    runs: list[StyledRun] = []
    for code in said:
        runs.append(StyledRun(("  " if runs else "") + codes[code].sign, ("sign",)))
        runs.append(StyledRun(f" {opinion_text(one.opinions[code])}"))
    left = width - cells_of(runs) - 3
    if left >= _LEAST_TITLE:
        title = clip(on_one_line(one.passage.title), left)
        runs.append(StyledRun(f"{' · ' if runs else ''}{title}", ("quiet",)))
    return tuple(runs)


def _words(
    one: Coded, said: Sequence[str], codes: Mapping[str, Code], width: int
) -> tuple[StyledRow, ...]:
    return snippet(words_runs(one, said, codes), width, WORDS_ROWS, "lead")


def words_runs(one: Coded, said: Sequence[str], codes: Mapping[str, Code]) -> list[StyledRun]:
    """Return the words of a passage; what speaks for ``said`` is marked, its code's sign before.

    Signs of the first of ``said`` have the style ``lead`` besides: they are to be seen.
    """
    text, at = one.passage.text, 0
    runs: list[StyledRun] = []
    for span, code in evidence(one, said):
        if at < span.start:
            runs.append(StyledRun(text[at : span.start]))
        lead = ("lead",) if code == said[0] else ()
        runs.append(StyledRun(codes[code].sign, ("sign", "evidence", *lead)))
        runs.append(StyledRun(text[span.start : span.end], ("evidence",)))
        at = span.end
    if at < len(text):
        runs.append(StyledRun(text[at:]))
    return runs
