"""A text in a few rows, from about where something is marked in it."""

from collections.abc import Sequence

from clicktui.tui.drawing.styled_runs import (
    ELLIPSIS,
    StyledRow,
    StyledRun,
    cells_of,
    cropped,
    on_one_line,
    sliced,
    wrapped,
)

_CODE_POINTS_A_CELL = 8  # more than that in one cell are not worth breaking rows for


def snippet(whole: Sequence[StyledRun], width: int, rows: int, mark: str) -> tuple[StyledRow, ...]:
    """Return exactly ``rows`` rows of at most ``width`` cells, an ellipsis where they are cut.

    The first run that has the style ``mark`` is in them, where there is one.
    """
    length = sum(len(run.text) for run in whole)
    start = _start(whole, width * rows, width, mark)
    end = min(length, start + width * rows * _CODE_POINTS_A_CELL)
    runs = [StyledRun(on_one_line(text), styles) for text, styles in sliced(whole, start, end)]
    if start:
        runs.insert(0, _quiet(f"{ELLIPSIS} "))
    made = wrapped(runs, width)
    if len(made) > rows or end < length:
        made = made[:rows]
        made[-1] = _with_ellipsis(made[-1], width)
    return (*made, *[()] * (rows - len(made)))


def _start(runs: Sequence[StyledRun], room: int, width: int, mark: str) -> int:
    """Return where the rows begin: at the first character, or later, before the first mark."""
    at = 0
    for text, styles in runs:
        if mark in styles:
            break
        at += len(text)
    else:
        return 0
    if at < room * 2 // 3:
        return 0
    before = "".join(run.text for run in sliced(runs, max(at - width // 2, 0), at))
    space = before.find(" ")
    return at if space < 0 else at - len(before) + space + 1


def _with_ellipsis(row: StyledRow, width: int) -> StyledRow:
    """End ``row`` with an ellipsis, within ``width`` cells."""
    if cells_of(row) + 2 <= width:
        return (*row, _quiet(f" {ELLIPSIS}"))
    whole = cropped(row, width - 1)
    if cells_of(row) > width - 1:
        return whole
    return (*whole, _quiet(ELLIPSIS))


def _quiet(text: str) -> StyledRun:
    return StyledRun(text, ("quiet",))
