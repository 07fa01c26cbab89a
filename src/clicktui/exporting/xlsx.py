"""A board as a workbook (Office Open XML), by XlsxWriter: the table of quotes, every cell text."""

import io
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
_WIDE = frozenset({"exact words", "words as altered", "note"})
_MIDDLING = frozenset({"before", "after", "speaker", "author", "work", "container", "url", "tags"})
_WIDTHS = (60, 24, 10)
"""Widths of wide, middling and all other columns, in characters."""


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


def _fitting(text: str) -> str:
    """Return as much of ``text`` as a cell holds, with an ellipsis where it is cut."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    return units[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore") + _CUT
