"""A board as a table in CSV (RFC 4180), which spreadsheets open, and such a table read back.

UTF-8 with a BOM, without which Excel takes it for another encoding. A cell that a spreadsheet would
take for a formula has an apostrophe before it (OWASP, "CSV Injection").
"""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from clicktui.corpus.alterations import Alteration
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.model import Span
from clicktui.errors import BoardFileError
from clicktui.exporting.incoming import IncomingBoard, IncomingQuote
from clicktui.exporting.material import Exported, Material
from clicktui.exporting.quotetable import COLUMNS, losses, parted_tags, rows
from clicktui.exporting.record import alteration_in
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural

FILE = "quotes.csv"
LARGEST = 64 * 1024 * 1024
MOST_ROWS = 100_000
"""Bytes, and rows, of the largest file that is read."""

_APOSTROPHE = "'"
_FORMULA = frozenset("=+-@")
_NOT_SHOWN = frozenset({"Cc", "Cf"})
_DELIMITERS = ",;\t"
_TOLD_DELIMITER = re.compile(r"\A\"?sep=[,;\t]\"?[,;\t]*(?:\r\n?|\n)", re.IGNORECASE)
"""A line before the heads that tells Excel what parts the cells."""
_LARGEST_OFFSET = 10**12
_NOT_STARRED = frozenset({"", "0", "no", "non", "false", "faux"})


def exported(material: Material) -> Exported:
    """Return ``material`` as one file, ``FILE``, and what the format cannot carry."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    guarded = 0
    for row in rows(material):
        cells = [_guarded(cell) for cell in row]
        guarded += sum(cell != own for cell, own in zip(cells, row, strict=True))
        writer.writerow(cells)
    told = list(losses(material))
    if guarded:
        sentence = translate_plural(
            "{n} cell that a spreadsheet would take for a formula has an apostrophe before it",
            "{n} cells that a spreadsheet would take for formulas have an apostrophe before them",
            guarded,
        )
        told.append(sentence.format(n=guarded))
    return Exported({FILE: text.getvalue().encode("utf-8-sig")}, tuple(told))


def read(content: bytes, name: str) -> IncomingBoard:
    """Return what the table ``content`` says; errors call the file ``name``.

    Columns are known by their heads and may be in any order; all but the exact words may be
    missing. Commas, semicolons or tabs part them, as spreadsheets have it in different countries.

    Raises:
        BoardFileError: it is no UTF-8, too large, has too many rows, or no column of
            exact words.
    """
    if len(content) > LARGEST:
        raise BoardFileError(_("{file}: larger than 64 MB").format(file=name))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = _("{file}: not UTF-8: save it as “CSV UTF-8” and try again")
        raise BoardFileError(problem.format(file=name)) from error
    quotes = []
    for number, row in enumerate(_rows(text, name)):
        if number == MOST_ROWS:
            raise BoardFileError(_("{file}: more than {n} rows").format(file=name, n=MOST_ROWS))
        quotes.append(_quote({head: _bare(cell) for head, cell in row.items()}, number))
    lists = dict.fromkeys(one.list_name for one in quotes if one.list_name)
    return IncomingBoard(
        name=clean_text(PurePath(name).stem),
        lists=tuple((one, "") for one in lists),
        quotes=tuple(quotes),
    )


def _guarded(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet takes it for a formula; ``_bare`` undoes it."""
    return f"{_APOSTROPHE}{cell}" if _is_formula(cell.lstrip(_APOSTROPHE)) else cell


def _bare(cell: str) -> str:
    is_guarded = cell.startswith(_APOSTROPHE) and _is_formula(cell.lstrip(_APOSTROPHE))
    return cell[1:] if is_guarded else cell


def _is_formula(text: str) -> bool:
    """Say whether ``text`` begins as formulas do, also in fullwidth or behind what is not seen."""
    if text.startswith(("\t", "\r")):
        return True
    seen = (
        sign for sign in text if not sign.isspace() and unicodedata.category(sign) not in _NOT_SHOWN
    )
    return unicodedata.normalize("NFKC", next(seen, ""))[:1] in _FORMULA


def _rows(text: str, name: str) -> Iterator[Mapping[str, str]]:
    before = csv.field_size_limit(len(text) + 1)
    try:
        yield from _rows_parted(text, name)
    except csv.Error as error:
        problem = _("{file}: cannot be read as CSV: {reason}")
        raise BoardFileError(problem.format(file=name, reason=error)) from error
    finally:
        csv.field_size_limit(before)


def _rows_parted(text: str, name: str) -> Iterator[Mapping[str, str]]:
    text = _TOLD_DELIMITER.sub("", text)
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        heads = [" ".join(head.split()).casefold() for head in next(reader, [])]
        if COLUMNS[1] in heads:
            yield from (dict(zip(heads, row, strict=False)) for row in reader if any(row))
            return
    problem = _("{file}: no column is called “{head}”: is it a table of quotes?")
    raise BoardFileError(problem.format(file=name, head=COLUMNS[1]))


def _quote(row: Mapping[str, str], number: int) -> IncomingQuote:
    def cell(head: str) -> str:
        return row.get(head, "")

    words = clean_text(cell("exact words"))
    alterations = _alterations(cell("alterations"))
    sources = (cell("file"), cell("url"), cell("work"))
    return IncomingQuote(
        words=words,
        sources=tuple(filter(None, sources)),
        place=_place(cell("start"), cell("end")),
        before=cell("before"),
        after=cell("after"),
        list_name=cell("list"),
        id=cell("id"),
        by=cell("pinned by"),
        at=cell("pinned at"),
        note=cell("note"),
        tags=parted_tags(cell("tags")),
        is_starred=cell("star").strip().casefold() not in _NOT_STARRED,
        alterations=alterations,
        altered_words=words if alterations else "",
        order=number,
    )


def _alterations(cell: str) -> tuple[Alteration, ...]:
    """Return the alterations in a cell; what somebody changed by hand may be none."""
    try:
        return tuple(alteration_in(one) for one in json.loads(cell)) if cell else ()
    except (KeyError, TypeError, ValueError, RecursionError):
        return ()


def _place(start: str, end: str) -> Span | None:
    try:
        span = Span(int(start), int(end))
    except ValueError:
        return None
    return span if 0 <= span.start < span.end < _LARGEST_OFFSET else None
