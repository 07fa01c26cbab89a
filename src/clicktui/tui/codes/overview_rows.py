"""The overview as rows: what is counted, as bars and numbers, on wide and on narrow screens.

Bars are as long as the part of the passages of their own row that has the code; the longest of
all fills its place. What is clear is drawn full, what is possible in halftone, never by colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import overload

from clicktui.coding.filtering import NOBODY, quoted
from clicktui.coding.overview import UNKNOWN, By, Row, counted, in_all, together
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.tui.codes.naming import code_name
from clicktui.tui.codes.view import CodesView
from clicktui.tui.drawing.layout import printable, width_of
from clicktui.tui.drawing.styled_runs import StyledRow, StyledRun, clip, fit
from clicktui.wording.coding import bands_text, share_text, told_of

CLEAR_BAR, POSSIBLE_BAR = "█", "▒"
STACKED_BELOW = 70
"""Cells below which the codes of a row stand under one another."""

_LABEL_MOST = 34
_BASE_CELLS = 7
_LEAST_CODE = 14


class Page(StrEnum):
    """What the overview counts by."""

    WORK = "work"
    SPEAKER = "speaker"
    YEAR = "year"
    LANG = "lang"
    TOGETHER = "together"


PAGES = tuple(Page)


def page_name(page: Page) -> str:
    """Return the name of a page."""
    return {
        Page.WORK: _("by work"),
        Page.SPEAKER: _("by speaker"),
        Page.YEAR: _("by year"),
        Page.LANG: _("by language"),
        Page.TOGETHER: _("codes together"),
    }[page]


@dataclass(frozen=True, slots=True)
class Cell:
    """A bar: of so many passages, with the query that finds them."""

    code: str
    clear: int
    possible: int
    query: str


@dataclass(frozen=True, slots=True)
class Counts:
    """A row of the overview: what is counted, of how many passages, a bar for each code."""

    label: str
    base: int
    cells: tuple[Cell, ...]
    query: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of the overview; ``most`` is the longest bar, as a part of its base (0 to 1).

    ``longest`` are the cells of the longest label.
    """

    page: Page
    rows: tuple[Counts, ...]
    most: float
    longest: int = 0


def overview_of(view: CodesView, page: Page) -> Overview:
    """Return what is counted of the passages of ``view``; the first row is of all of them."""
    codes = [code.id for code in view.codebook.codes]
    if page is Page.TOGETHER:
        rows = _together(view, codes)
    else:
        found = counted(view.base, codes, By(page.value))
        if page in (Page.WORK, Page.SPEAKER):
            found = tuple(sorted(found, key=lambda row: -row.base))
        everything = _counts(in_all(view.base, codes), "", _("All"), codes)
        rows = (everything, *(_row(row, page, codes) for row in found))
    parts = [(c.clear + c.possible) / row.base for row in rows for c in row.cells if row.base]
    longest = max((width_of(row.label) for row in rows), default=0)
    return Overview(page, rows, max(parts, default=0.0), longest)


def _together(view: CodesView, codes: Sequence[str]) -> tuple[Counts, ...]:
    names = {code.id: f"{code.sign} {code_name(code)}" for code in view.codebook.codes}
    rows = []
    base = len(view.base)
    for (one, other), (clear, both) in together(view.base, codes).items():
        query = f"code:{one} code:{other}"
        cell = Cell("", clear, both - clear, query)
        rows.append(Counts(f"{names[one]} + {names[other]}", base, (cell,), query))
    return tuple(rows)


def _row(row: Row, page: Page, codes: Sequence[str]) -> Counts:
    match page:
        case Page.WORK:
            return _counts(row, f"work:{quoted(row.key)}", row.title, codes)
        case Page.SPEAKER:
            key = NOBODY if row.key == UNKNOWN else quoted(row.key)
            return _counts(row, f"says:{key}", row.key or _("speaker unknown"), codes)
        case Page.YEAR:
            return _counts(row, f"year:{row.key or NOBODY}", row.key or _("year unknown"), codes)
        case _:
            return _counts(row, f"lang:{row.key}", row.key or _("language unknown"), codes)


def _counts(row: Row, query: str, label: str, codes: Sequence[str]) -> Counts:
    cells = tuple(
        Cell(code, row.clear[code], row.possible[code], f"code:{code} {query}".strip())
        for code in codes
    )
    return Counts(printable(label), row.base, cells, query)


def bar(cell: Cell, base: int, most: float, width: int) -> str:
    """Return the bar of a cell in at most ``width`` cells; what is not nothing is seen."""
    if not base or not most:
        return ""
    whole = round((cell.clear + cell.possible) / base / most * width)
    clear = round(cell.clear / base / most * width)
    if cell.clear:
        clear = max(clear, 1)
    if cell.possible:
        whole = max(whole, clear + 1)
    whole = min(max(whole, clear), width)
    return CLEAR_BAR * min(clear, whole) + POSSIBLE_BAR * (whole - min(clear, whole))


def legend(overview: Overview, base: int) -> str:
    """Return what the bars say, and of how many passages."""
    told = translate_plural("{count} passage", "{count} passages", base).format(count=base)
    scale = _("full length: {share} of a row's passages").format(share=share_text(overview.most))
    return _("{told} · {clear} clear {possible} possible · {scale}").format(
        told=told, clear=CLEAR_BAR, possible=POSSIBLE_BAR, scale=scale
    )


def head_row(view: CodesView, overview: Overview, width: int) -> StyledRow:
    """Return the row over the columns, where codes stand side by side."""
    label, each = _widths(overview, width)
    names = {code.id: f"{code.sign} {code_name(code)}" for code in view.codebook.codes}
    cells = overview.rows[0].cells if overview.rows else ()
    heads = [fit(names.get(cell.code, _("both")), each) for cell in cells]
    counted_of = fit(_("of"), _BASE_CELLS)
    return (StyledRun(" " * label + counted_of + "".join(heads), ("quiet",)),)


def is_stacked(overview: Overview, width: int) -> bool:
    """Say whether the codes of a row stand under one another."""
    return width < STACKED_BELOW or _widths(overview, width)[1] < _LEAST_CODE


def _widths(overview: Overview, width: int) -> tuple[int, int]:
    """Return the cells of the label, and those of each code."""
    label = min(overview.longest, _LABEL_MOST, width // 3) + 1
    cells = _cells_of(overview) or 1
    return label, max((width - label - _BASE_CELLS) // cells, 1)


def _cells_of(overview: Overview) -> int:
    """Return how many cells a row has: all have as many."""
    return len(overview.rows[0].cells) if overview.rows else 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the screen: of the counts at ``place``, and where it is of one cell, of which."""

    place: int
    cell: int | None
    row: StyledRow


class Lines(Sequence[Line]):
    """The lines of a page, each made when it is seen."""

    def __init__(
        self, view: CodesView, overview: Overview, width: int, chosen: tuple[int, int | None]
    ) -> None:
        self._overview = overview
        self._width = width
        self._chosen = chosen
        self._names = {code.id: f"{code.sign} {code_name(code)}" for code in view.codebook.codes}
        self._is_stacked = is_stacked(overview, width)
        self._each = 1 + _cells_of(overview) if self._is_stacked else 1

    def __len__(self) -> int:
        return len(self._overview.rows) * self._each

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        place, nth = divmod(at, self._each)
        row = self._overview.rows[place]
        if self._is_stacked:
            return _stacked(place, row, self._overview, self._names, self._width)[nth]
        chosen = self._chosen[1] if place == self._chosen[0] else None
        return Line(place, None, _side_by_side(row, self._overview, self._width, chosen))

    def chosen(self) -> range:
        """Return where the chosen row stands, down to its chosen cell."""
        place, cell = self._chosen
        if not place < len(self._overview.rows):
            return range(0)
        first = place * self._each
        return range(first, first + (2 + cell if self._is_stacked and cell is not None else 1))


def lines_of(
    view: CodesView, overview: Overview, width: int, chosen: tuple[int, int | None]
) -> Lines:
    """Return the lines of a page; the cell ``chosen`` (of a place; None: the row) is marked."""
    return Lines(view, overview, width, chosen)


def chosen_text(view: CodesView, row: Counts, cell: int | None) -> str:
    """Return in words what is chosen: a row, or one of its bars."""
    if cell is None:
        told = translate_plural("{count} passage", "{count} passages", row.base)
        return f"{told.format(count=row.base)} · {row.label}"
    one = row.cells[cell]
    code = view.code(one.code)
    counts = _("{counts} of {base}").format(
        counts=bands_text(one.clear, one.possible), base=row.base
    )
    if code is not None:
        counts = told_of(f"{code.sign} {code_name(code)}", counts)
    return f"{counts} · {row.label}"


def _side_by_side(row: Counts, overview: Overview, width: int, chosen: int | None) -> StyledRow:
    label, each = _widths(overview, width)
    runs = [
        StyledRun(fit(row.label, label - 1) + " ", ("name",)),
        StyledRun(fit(str(row.base), _BASE_CELLS), ("quiet",)),
    ]
    for place, cell in enumerate(row.cells):
        styles = ("chosen",) if place == chosen else ()
        runs.append(
            StyledRun(fit(_cell_text(cell, row.base, overview.most, each - 1), each - 1), styles)
        )
        runs.append(StyledRun(" "))
    return tuple(runs)


def _cell_text(cell: Cell, base: int, most: float, width: int) -> str:
    number = f"{cell.clear}+{cell.possible} "
    return number + bar(cell, base, most, max(width - width_of(number), 0))


def _stacked(
    place: int, row: Counts, overview: Overview, names: dict[str, str], width: int
) -> list[Line]:
    base = translate_plural("{count} passage", "{count} passages", row.base).format(count=row.base)
    label = clip(row.label, max(width - width_of(base) - 2, 4))
    head = (StyledRun(label, ("name",)), StyledRun(f"  {base}", ("quiet",)))
    lines = [Line(place, None, head)]
    room = min(max((width_of(name) for name in names.values()), default=0), width // 2)
    for nth, cell in enumerate(row.cells):
        name = fit(names.get(cell.code, ""), room)
        text = _cell_text(cell, row.base, overview.most, max(width - room - 4, 1))
        lines.append(Line(place, nth, (StyledRun(f"  {name} "), StyledRun(text))))
    return lines
