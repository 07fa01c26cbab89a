"""What ``clicktui export`` writes of a board that is hard to write, read by other programs."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import acceptance
import pytest
from hostile_board import HOSTILE_NAME, TAGS, Shell, hostile_board, hostile_corpus, shell
from libreoffice import converted, needs_libreoffice

from clicktui.exporting.quotetable import COLUMNS

WITHOUT_DATE = {"paniquegpt-nd-va", "digitallabor-nd", "casilli-nd-ia", "ble-nd-livreurs",
                "niauteur-nd-ni"}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    folder = tmp_path_factory.mktemp("hostile")
    corpus = hostile_corpus(folder)
    with shell(corpus, folder / "data", hostile_board(corpus)) as one:
        yield one


def export(hostile: Shell, kind: str, path: Path, *more: str) -> Path:
    ran = hostile("export", "--format", kind, "--lang", "fr", "--out", str(path), *more)
    assert ran.code == 0
    return path


def works_cited(hostile: Shell, folder: Path) -> tuple[Path, list[dict[str, Any]]]:
    """Return the CSL-JSON of the works, which is what clicktui holds of them."""
    path = export(hostile, "csljson", folder / "works.json")
    return path, json.loads(path.read_text("utf-8"))


def test_the_board_cites_every_work_and_every_kind_of_author(
    hostile: Shell, tmp_path: Path
) -> None:
    _path, items = works_cited(hostile, tmp_path)
    pages = {file.name for file in hostile.desk.corpus.files if file.page}
    assert len(items) == len(hostile.desk.corpus.works) + len(pages)
    assert {str(item["id"]) for item in items if "issued" not in item} == WITHOUT_DATE
    authors = {str(item["id"]): item.get("author") for item in items}
    assert authors["openai2023ai"] == [
        {"literal": "OpenAI & Partners, Inc."},
        {"family": "O’Neil", "given": "Zoë 🦊"},
    ]
    assert authors["auteurparle2024"] is None
    assert len(authors["ble-nd-livreurs"]) == 2


@acceptance.needs(acceptance.BIB)
@pytest.mark.parametrize("kind", ["biblatex", "ris", "csljson"])
def test_bibliographies_are_read_by_the_programs_that_people_use(
    hostile: Shell, tmp_path: Path, kind: str
) -> None:
    expected, items = works_cited(hostile, tmp_path)
    ending = {"biblatex": ".bib", "ris": ".ris", "csljson": ".json"}[kind]
    path = export(hostile, kind, tmp_path / f"b{ending}")
    said = acceptance.accept(acceptance.BIB, path, "--expect", expected)
    assert f"{len(items)} e" in said or f"{len(items)} items" in said


@acceptance.needs(acceptance.BIB)
@pytest.mark.parametrize("lang", ["fr", "it", "en"])
def test_pandoc_renders_the_document_with_the_bibliography_beside_it(
    hostile: Shell, tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "_a_ *b* (c).md"
    ran = hostile("export", "--format", "pandoc", "--lang", lang, "--out", str(path))
    assert ran.out.splitlines() == [f"{one} is written" for one in (path, path.with_suffix(".bib"))]
    items = len(works_cited(hostile, tmp_path)[1])
    acceptance.accept(acceptance.BIB, path, "--count", str(items))
    plain = subprocess.run(
        ["pandoc", "--citeproc", "-t", "plain", "--wrap=none", path.name],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    assert plain.count('=HYPERLINK("http://x";"y") <img src=x onerror=alert(1)>') == 5
    assert HOSTILE_NAME in plain
    assert {"fr": "Références", "it": "Riferimenti", "en": "References"}[lang] in plain


@acceptance.needs(acceptance.QDPX)
def test_the_project_holds_exactly_these_codings(hostile: Shell, tmp_path: Path) -> None:
    board = hostile.desk.open_board()
    codings = []
    for quote_list in board.lists:
        for one in quote_list.quotes:
            codes = [quote_list.name, *(["★"] if one.is_starred else []), *one.tags]
            file, words = one.quote.file, one.quote.words
            codings += [{"source": file, "code": code, "text": words} for code in codes]
    assert sum(one["code"] in TAGS for one in codings) == 24
    (tmp_path / "expected.json").write_text(json.dumps(codings), "utf-8")
    path = export(hostile, "qdpx", tmp_path / "b.qdpx", "--no-codes")
    acceptance.accept(acceptance.QDPX, path, tmp_path / "expected.json")


def test_a_process_of_its_own_exports_quotes_of_texts_that_it_does_not_have(
    hostile: Shell, tmp_path: Path
) -> None:
    """The shell's command itself: its corpus lacks the texts, so quotes are as they were pinned."""
    environ = {**os.environ, "CLICKTUI_DATA": str(hostile.folder), "LC_ALL": "C.UTF-8"}
    path = tmp_path / "b.bib"
    done = subprocess.run(
        [sys.executable, "-m", "clicktui", "export", "--format", "biblatex", "--out", str(path)],
        env=environ, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, f"{path} is written\n")
    here = export(hostile, "biblatex", tmp_path / "here.bib")
    assert path.read_bytes() == here.read_bytes()


@needs_libreoffice
def test_libreoffice_opens_the_document_and_the_workbook(hostile: Shell, tmp_path: Path) -> None:
    quotes = list(hostile.desk.open_board().quotes)
    docx = export(hostile, "docx", tmp_path / "b.docx").read_bytes()
    lines = converted(docx, "b.docx", "txt:Text (encoded):UTF8", tmp_path).splitlines()
    assert HOSTILE_NAME in lines
    words = "".join(lines)
    assert all(line in words for one in quotes[:-4] for line in one.quote.words.split("\n"))

    xlsx = export(hostile, "xlsx", tmp_path / "b.xlsx").read_bytes()
    text = converted(xlsx, "b.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == COLUMNS
    assert [row["exact words"] for row in rows] == [one.quote.words for one in quotes]
    assert [row["list"] for row in rows[-4:]] == [HOSTILE_NAME] * 4
