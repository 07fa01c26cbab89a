"""A board as a workbook, read back as XML and by LibreOffice."""

import csv
import io
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from export_samples import AT, CORPUS, corpus_with_emoji, material_of, quotes_of_every_work
from libreoffice import converted, needs_libreoffice

from clicktui.board.model import Board, QuoteList
from clicktui.errors import ClicktuiError
from clicktui.exporting import xlsx
from clicktui.exporting.quotetable import COLUMNS, rows

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NASTY = "=1+1\n<b>&amp; _x0041_ 🙂 \ufffe"


def board_of(corpus=CORPUS, **more) -> Board:
    quotes = tuple(quotes_of_every_work(corpus, **more))
    return Board("b", "x", AT, (QuoteList("l", "y", quotes),))


def sheet_of(content: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))


def test_every_cell_is_text_as_it_is(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    material = material_of(board_of(corpus, note=NASTY), corpus)
    sheet = sheet_of(xlsx.exported(material).files["quotes.xlsx"])
    assert not list(sheet.iter(f"{MAIN}f"))
    cells = [["".join(cell.itertext()) for cell in row] for row in sheet.iter(f"{MAIN}row")]
    assert cells[0] == list(COLUMNS)
    # ECMA-376, 22.9.2.19: _x005F_ stands for an underscore that would begin such a code
    noted = NASTY.replace("\ufffe", "\ufffd").replace("_x0041_", "_x005F_x0041_")
    wanted = [[cell if cell != NASTY else noted for cell in row] for row in rows(material)]
    assert cells[1:] == wanted
    assert {cell.get("t") for cell in sheet.iter(f"{MAIN}c")} == {"inlineStr"}


def test_the_heads_stay_in_sight() -> None:
    sheet = sheet_of(xlsx.exported(material_of(board_of())).files["quotes.xlsx"])
    (pane,) = sheet.iter(f"{MAIN}pane")
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")


def test_the_same_board_gives_the_same_bytes() -> None:
    assert xlsx.exported(material_of(board_of())) == xlsx.exported(material_of(board_of()))


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("a" * 32_767, "a" * 32_767),
        ("a" * 32_768, "a" * 32_766 + "…"),
        ("a" * 32_765 + "🙂🙂", "a" * 32_765 + "…"),
    ],
)
def test_a_text_that_no_cell_holds_is_cut_and_told(note: str, kept: str) -> None:
    board = board_of(note=note)
    made = xlsx.exported(material_of(board))
    sheet = sheet_of(made.files["quotes.xlsx"])
    texts = ["".join(cell.itertext()) for cell in sheet.iter(f"{MAIN}c")]
    assert texts.count(kept) == len(board)
    told = f"{len(board)} texts are longer than a cell of Excel and are cut at their ends"
    assert made.losses == ((told,) if kept != note else ())


def test_a_missing_library_is_named_by_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ClicktuiError, match=r"^Excel .*clicktui\[documents\]"):
        xlsx.exported(material_of(Board("b", "x", AT)))


@needs_libreoffice
def test_libreoffice_reads_the_same_cells(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    material = material_of(board_of(corpus, note="=1+1\n<b>&amp; _x0041_ 🙂"), corpus)
    content = xlsx.exported(material).files["quotes.xlsx"]
    text = converted(content, "q.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1", tmp_path)
    shown = list(csv.reader(io.StringIO(text)))
    assert shown == [list(COLUMNS), *map(list, rows(material))]
