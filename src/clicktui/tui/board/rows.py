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

SELECTED, STARRED, NOTED, DOUBLED = "✓", "★", "✎", "="
FOLDED, UNFOLDED = "▸", "▾"

WORDS_ROWS = 2
_LEAST_TITLE = 6


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
    proposed: str = "",
) -> tuple[StyledRow, ...]:
    """Return the ``QUOTE_ROWS`` rows of a quote, each of at most ``width`` cells.

    ``found`` (offsets in the quoted words) are marked, and the first of them is in the rows.
    ``codes`` are the signs of its codes, ``proposed`` who is proposed to say it.
    """
    place = clip(place_and_year(pinned), max(width // 2, 0))
    room = max(width - cell_len(place) - 1, 0)
    first = (StyledRun(fit(said_by(pinned.quote, proposed), room) + " ", ("name",)), _quiet(place))
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
    return snippet(words_runs(pinned, found), width, WORDS_ROWS, "found")
