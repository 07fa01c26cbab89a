"""Runs of plain text with the names of their styles, cut to cells and rows.

Corpus text and what a user wrote are data: they become segments as they are, never markup.
Widths are terminal cells, as ``rich.cells`` counts them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from clicktui.tui.drawing.layout import break_rows, drawn, printable

ELLIPSIS = "…"


class StyledRun(NamedTuple):
    """Text, and the names of the styles that lie over one another on it."""

    text: str
    styles: tuple[str, ...] = ()


StyledRow = tuple[StyledRun, ...]


def on_one_line(text: str) -> str:
    """Return ``text`` on one line and safe to draw; its offsets hold."""
    return printable(text.replace("\n", " ").replace("\t", " "))


def cells_of(runs: Iterable[StyledRun]) -> int:
    """Return the cells that ``runs`` take."""
    return cell_len("".join(run.text for run in runs))


def clip(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` cells, an ellipsis showing what was cut."""
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def fit(text: str, width: int) -> str:
    """Return ``text`` in exactly ``width`` cells."""
    return set_cell_size(clip(text, width), max(width, 0))


def cropped(runs: Iterable[StyledRun], width: int) -> StyledRow:
    """Return ``runs`` without what would stand beyond ``width`` cells."""
    kept: list[StyledRun] = []
    for run in runs:
        text = clip(run.text, width)
        width -= cell_len(text)
        if text:
            kept.append(StyledRun(text, run.styles))
    return tuple(kept)


def lines_of(runs: Iterable[StyledRun]) -> list[StyledRow]:
    """Return ``runs`` cut at their newlines, which are left out; safe to draw."""
    lines: list[list[StyledRun]] = [[]]
    for text, styles in runs:
        for place, line in enumerate(text.split("\n")):
            if place:
                lines.append([])
            if line:
                lines[-1].append(StyledRun(on_one_line(line), styles))
    return [tuple(line) for line in lines]


def wrapped(runs: Sequence[StyledRun], width: int) -> list[StyledRow]:
    """Return one paragraph as rows of at most ``width`` cells (less than 2 counts as 2)."""
    text = "".join(run.text for run in runs)
    rows, start = [], 0
    for end in break_rows(text, width):
        rows.append(tuple(sliced(runs, start, start + len(drawn(text[start:end])))))
        start = end
    return rows


def sliced(runs: Iterable[StyledRun], start: int, end: int) -> Iterator[StyledRun]:
    """Yield what of ``runs`` stands between two offsets of their whole text."""
    at = 0
    for text, styles in runs:
        if at >= end:
            return
        piece = text[max(start - at, 0) : end - at]
        if piece and at + len(text) > start:
            yield StyledRun(piece, styles)
        at += len(text)
