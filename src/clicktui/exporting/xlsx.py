"""A board as a workbook (Office Open XML), by XlsxWriter: the table of quotes, every cell text."""

import io
from collections.abc import Sequence
from datetime import datetime

from clicktui.errors import ClicktuiError
from clicktui.exporting.material import Exported, Material
from clicktui.exporting.quotetable import COLUMNS, losses, rows
from clicktui.exporting.refi.names import legal
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural

FILE = "quotes.xlsx"

LONGEST_CELL = 32_767
"""Characters of a cell in Excel (its specifications and limits), counted in UTF-16 units."""

_CUT = "…"
_WIDE = frozenset({
    "exact words", "words as altered", "note", "reference", "codes by program", "codes by people",
})  # fmt: skip
_MIDDLING = frozenset({
    "before", "after", "speaker", "author", "work", "container", "url", "list", "tags", "file",
    "pinned at", "alterations", "codes",
})  # fmt: skip
_WIDTHS = (60, 24, 10)
"""Widths of wide, middling and all other columns, in characters."""

_LINE_HEIGHT, _HIGHEST = 15.0, 405.0
"""Points of a line of text, and of the highest row (Excel has at most 409)."""


def exported(material: Material) -> Exported:
    """Return ``material`` as one file, ``FILE``, and what the format cannot carry.

    The same board always gives the same bytes.

    Raises:
        ClicktuiError: XlsxWriter is not installed; the text says how to get it.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        wanted = _("Excel files need another package: install clicktui[documents]")
        raise ClicktuiError(wanted) from error
    content = io.BytesIO()
    book = Workbook(content, {"constant_memory": True})
    book.set_properties({"created": datetime.fromisoformat(material.board.made_at)})
    sheet = book.add_worksheet("clicktui")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    wrapped.set_align("top")
    for column, head in enumerate(COLUMNS):
        sheet.set_column(column, column, _width(head))
        sheet.write_string(0, column, head, bold)
    sheet.freeze_panes(1, 0)
    cut = 0
    for number, row in enumerate(rows(material), start=1):
        sheet.set_row(number, _height(row))
        for column, cell in enumerate(row):
            fitting = _fitting(legal(cell))
            cut += fitting != legal(cell)
            sheet.write_string(number, column, fitting, wrapped)
    sheet.autofilter(0, 0, len(material.quotes), len(COLUMNS) - 1)
    book.close()
    told = list(losses(material))
    if cut:
        sentence = translate_plural(
            "{n} text is longer than a cell of Excel and is cut at its end",
            "{n} texts are longer than a cell of Excel and are cut at their ends",
            cut,
        )
        told.append(sentence.format(n=cut))
    return Exported({FILE: content.getvalue()}, tuple(told))


def _width(head: str) -> int:
    wide, middling, others = _WIDTHS
    return wide if head in _WIDE else middling if head in _MIDDLING else others


def _height(row: Sequence[str]) -> float:
    """Return the height at which all lines of a row are seen: not all programs find it out."""
    lines = (
        sum(1 + len(line) // (_width(head) - 1) for line in cell.split("\n"))
        for head, cell in zip(COLUMNS, row, strict=True)
    )
    return min(_LINE_HEIGHT * max(lines), _HIGHEST)


def _fitting(text: str) -> str:
    """Return as much of ``text`` as a cell holds, with an ellipsis where it is cut."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    return units[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore") + _CUT
