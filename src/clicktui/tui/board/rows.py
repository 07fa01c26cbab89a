"""What the rows of a quote and of a list's header say on the board.

Pure functions from the board's values to styled runs of plain text, right of the signs.
"""

from collections.abc import Sequence

from rich.cells import cell_len

from clicktui.board.model import PinnedQuote
from clicktui.board.standing import Stand
from clicktui.corpus.model import Span
from clicktui.i18n import translate as _
from clicktui.tui.board.marks import (
    STANDING_SIGNS,
    place_and_year,
    said_by,
    tags_text,
    warnings,
    words_runs,
)
from clicktui.tui.board.view import Item
from clicktui.tui.drawing.styled_runs import (
    ELLIPSIS,
    StyledRow,
    StyledRun,
    cells_of,
    clip,
    cropped,
    fit,
    on_one_line,
    sliced,
    wrapped,
)

SELECTED, STARRED, NOTED, DOUBLED = "✓", "★", "✎", "="
FOLDED, UNFOLDED = "▸", "▾"

WORDS_ROWS = 2
_LEAST_TITLE = 6
_CODE_POINTS_A_CELL = 8  # more than that in one cell are not worth breaking rows for


def quote_signs(
    pinned: PinnedQuote, stand: Stand | None = None, is_doubled: bool = False
) -> tuple[str, str, str, str]:
    """Return the sign in front of each row: star, standing, note, same words as another."""
    return (
        STARRED if pinned.is_starred else " ",
        STANDING_SIGNS[stand.standing] if stand else " ",
        NOTED if pinned.note else " ",
        DOUBLED if is_doubled else " ",
    )


def quote_rows(
    pinned: PinnedQuote,
    width: int,
    stand: Stand | None = None,
    found: Sequence[Span] = (),
    codes: str = "",
) -> tuple[StyledRow, ...]:
    """Return the ``QUOTE_ROWS`` rows of a quote, each of at most ``width`` cells.

    ``found`` (offsets in the quoted words) are marked, and the first of them is in the rows.
    ``codes`` are the signs of its codes.
    """
    place = clip(place_and_year(pinned), max(width // 2, 0))
    room = max(width - cell_len(place) - 1, 0)
    first = (StyledRun(fit(said_by(pinned.quote), room) + " ", ("name",)), _quiet(place))
    rows = (first, _second(pinned, width, stand, codes), *_words_rows(pinned, width, found))
    return tuple(cropped(row, width) for row in rows)


def header_row(
    item: Item, width: int, *, is_searched: bool = False, selected: int = 0, pins_here: bool = False
) -> StyledRow:
    """Return the row of a list's header, right of its fold sign, in at most ``width`` cells.

    ``selected`` counts the selected quotes of the list; ``is_searched`` shows how many are found.
    """
    total = len(item.quote_list.quotes)
    count = f"  {item.shown}/{total}" if is_searched else f"  {total}"
    if selected:
        count += f"  {SELECTED} {selected}"
    name = clip(on_one_line(item.quote_list.name), max(width - cell_len(count), 1))
    runs = [StyledRun(name, ("list",)), _quiet(count)]
    pins, free = _("pins go here"), width - cells_of(runs)
    if pins_here and cell_len(pins) + 2 <= free:
        runs += [StyledRun(" " * (free - cell_len(pins))), _quiet(pins)]
    return cropped(runs, width)


def drop_row(width: int, onto: str = "") -> StyledRow:
    """Return the line that shows where what is dragged would fall; ``onto`` names a header."""
    if not onto:
        return (StyledRun("─" * max(width - 1, 0) + "▸", ("drop",)),)
    return cropped((StyledRun(f"──────▸ {on_one_line(onto)}", ("drop",)),), width)


def _quiet(text: str) -> StyledRun:
    return StyledRun(text, ("quiet",))


def _second(pinned: PinnedQuote, width: int, stand: Stand | None, codes: str) -> StyledRow:
    """Return the row of the work: before it what to beware of, behind it codes and tags."""
    runs: list[StyledRun] = []
    beware = " · ".join(warnings(pinned.quote, stand))
    if beware:
        beware = clip(beware, width)
        runs.append(StyledRun(beware, ("warning",)))
        width -= cell_len(beware)
        if width < _LEAST_TITLE + 3:
            return tuple(runs)
        runs.append(_quiet(" · "))
        width -= 3
    title = on_one_line(pinned.cited.title)
    tags = "  ".join(filter(None, (on_one_line(codes), tags_text(pinned.tags))))
    if tags:
        tags = clip(tags, max(width // 2, width - cell_len(title) - 2))
        title = clip(title, width - cell_len(tags) - 2)
        return (*runs, _quiet(title + "  "), StyledRun(tags, ("tag",)))
    return (*runs, _quiet(clip(title, width)))


def _words_rows(pinned: PinnedQuote, width: int, found: Sequence[Span]) -> tuple[StyledRow, ...]:
    """Return the words as altered in ``WORDS_ROWS`` rows, an ellipsis where they are cut."""
    whole = words_runs(pinned, found)
    length = sum(len(run.text) for run in whole)
    start = _start(whole, width)
    end = min(length, start + width * WORDS_ROWS * _CODE_POINTS_A_CELL)
    runs = [StyledRun(on_one_line(text), styles) for text, styles in sliced(whole, start, end)]
    if start:
        runs.insert(0, _quiet(f"{ELLIPSIS} "))
    rows = wrapped(runs, width)
    if len(rows) > WORDS_ROWS or end < length:
        rows = rows[:WORDS_ROWS]
        rows[-1] = _with_ellipsis(rows[-1], width)
    return (*rows, *[()] * (WORDS_ROWS - len(rows)))


def _start(runs: Sequence[StyledRun], width: int) -> int:
    """Return where the shown words begin: at the first, or later, before the first ones found."""
    at = 0
    for text, styles in runs:
        if "found" in styles:
            break
        at += len(text)
    else:
        return 0
    if at < width * WORDS_ROWS * 2 // 3:
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
