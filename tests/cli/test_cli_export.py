"""``clicktui export``: what goes where, what is refused, what is told."""

import json
import os
import zipfile
from pathlib import Path

import pytest
from board_line import GRAND_CONTINENT, HEIDI, OUEST_FRANCE, BoardLine
from command_line import CommandLine, Ended

LEFT_OUT = "Places in the sources, and who pinned what and when, are left out: YAML keeps them"
WORKS_ALONE = "Only the works cited are in it: quotes, lists, tags and notes are left out"
TEXTS = ["html", "csv", "ris", "yaml"]


@pytest.fixture
def board(clicktui: CommandLine) -> BoardLine:
    """Three quotes in two lists."""
    line = BoardLine(clicktui)
    line.add(GRAND_CONTINENT, "--tag", "chiffres", "--note", "à relire")
    line.add(OUEST_FRANCE, HEIDI, "--new-list", "Profils")
    return line


def export(board: BoardLine, *arguments: str, **options: object) -> Ended:
    """Export, in a process of its own where ``options`` are of one."""
    if options:
        return board.clicktui("export", *arguments, **options)
    return board.here("export", *arguments)


def refused(board: BoardLine, *arguments: str) -> str:
    ended = export(board, *arguments)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    return ended.err


@pytest.mark.parametrize("kind", TEXTS)
def test_text_goes_to_standard_output_as_it_goes_to_a_file(
    board: BoardLine, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"b-{kind}"
    with (tmp_path / "printed").open("wb") as out:
        ascii_only = {"PYTHONIOENCODING": "ascii"}
        printed = export(board, "--format", kind, stdout=out, environ=ascii_only)
    written = export(board, "--format", kind, "--out", str(path))
    assert (printed.code, written.code) == (0, 0)
    assert written.out == f"{path} is written\n"
    assert (tmp_path / "printed").read_bytes() == path.read_bytes()
    assert all(line.startswith("clicktui: ") for line in written.err.splitlines())


@pytest.mark.parametrize("kind", ["docx", "xlsx", "qdpx", "pandoc"])
def test_what_is_no_text_needs_a_file(board: BoardLine, tmp_path: Path, kind: str) -> None:
    ending = ".md" if kind == "pandoc" else f".{kind}"
    assert f"--out PATH{ending}" in refused(board, "--format", kind)
    written = export(board, "--format", kind, "--out", f"b{ending}")
    assert written.code == 0
    names = {one.name for one in tmp_path.iterdir() if one.name.startswith("b.")}
    assert names == ({"b.md", "b.bib"} if kind == "pandoc" else {f"b{ending}"})


def test_the_format_is_known_by_the_ending(board: BoardLine, tmp_path: Path) -> None:
    assert export(board, "--out", "b.docx").code == 0
    with zipfile.ZipFile(tmp_path / "b.docx") as archive:
        assert "word/document.xml" in archive.namelist()
    assert "--format docx, md, pandoc" in refused(board, "--out", "b.pdf")
    assert "--format docx, md, pandoc" in refused(board)
    wrong = board.clicktui("export", "--format", "pdf", "--out", "b.pdf")
    assert (wrong.code, wrong.out, wrong.err.count("\n")) == (2, "", 1)


def test_nothing_is_written_over_unless_forced(board: BoardLine, tmp_path: Path) -> None:
    (tmp_path / "b.bib").write_text("mine")
    said = refused(board, "--format", "pandoc", "--out", "b.md")
    assert said == "clicktui: b.bib is there already: --force writes over it\n"
    assert not (tmp_path / "b.md").exists()
    assert (tmp_path / "b.bib").read_text() == "mine"
    forced = export(board, "--format", "pandoc", "--out", "b.md", "--force")
    assert forced.out == "b.md is written\nb.bib is written\n"
    assert "@article{casilli2023ia" in (tmp_path / "b.bib").read_text("utf-8")
    assert "c.bib: name the .md file" in refused(board, "--format", "pandoc", "--out", "c.bib")
    assert "no file" in refused(board, "--format", "md", "--out", ".")
    assert "no/b.md" in refused(board, "--format", "md", "--out", "no/b.md")


def test_losses_are_told(board: BoardLine) -> None:
    board.here("board", "memo", "Plan")
    for kind, told in {
        "md": [LEFT_OUT],
        "ris": [WORKS_ALONE],
        "csv": ["The memo of the board is left out: a table has no place for it"],
        "yaml": [],
    }.items():
        ended = export(board, "--format", kind)
        assert ended.err.splitlines() == [f"clicktui: {one}" for one in told]
        document = json.loads(export(board, "--format", kind, "--json").out)
        assert document["losses"] == told


def test_the_document_has_all_that_was_written(board: BoardLine, tmp_path: Path) -> None:
    printed = export(board, "--format", "csv")
    document = json.loads(export(board, "--format", "csv", "--json").out)
    assert document["text"].encode() == printed.out.encode()
    assert (document["file"], document["files"], document["format"]) == (None, [], "csv")
    assert document["board"]["name"] == "My board"
    document = json.loads(export(board, "--out", "b.qdpx", "--json").out)
    assert (document["text"], document["file"]) == (None, "b.qdpx")
    ended = export(board, "--format", "pandoc", "--out", "b.md", "--json")
    assert json.loads(ended.out)["files"] == ["b.md", "b.bib"]


def test_a_list_alone_another_board_and_another_language(board: BoardLine) -> None:
    alone = export(board, "--format", "md", "--list", "profils", "--lang", "fr")
    assert alone.out.startswith("# My board – Profils\n")
    assert "16 juin 2022" in alone.out
    assert "Le Grand Continent" not in alone.out
    board.here("board", "new", "Autre")
    assert export(board, "--format", "csv").out.count("\n") == 1
    assert "## Profils" in export(board, "--format", "md", "--board", "my board").out
    none = export(board, "--format", "md", "--list", "absente")
    assert (none.code, none.out) == (1, "")
    assert "no list of this board" in none.err


def test_references_follow_a_style(board: BoardLine, tmp_path: Path) -> None:
    own = export(board, "--format", "html", "--lang", "en").out
    apa = export(board, "--format", "html", "--lang", "en", "--style", "apa")
    assert "Antonio Casilli, “L’IA Potemkine" in own
    assert "Casilli, A. (2023, April 7)" in apa.out
    assert "no citation style 'nowhere'" in refused(board, "--format", "html", "--style", "nowhere")
    assert "mine.csl" in refused(board, "--format", "html", "--style", str(tmp_path / "mine.csl"))


@pytest.mark.parametrize(("kind", "package"), [("docx", "docx"), ("xlsx", "xlsxwriter")])
def test_a_missing_package_is_named_in_one_line(
    board: BoardLine, tmp_path: Path, kind: str, package: str
) -> None:
    (tmp_path / f"{package}.py").write_text("raise ImportError('not installed')")
    ended = export(board, "--out", f"b.{kind}", environ={"PYTHONPATH": str(tmp_path)})
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert ended.err.endswith("need another package: install clicktui[documents]\n")
    assert not (tmp_path / f"b.{kind}").exists()


def test_the_help_names_every_format_in_the_users_language(board: BoardLine) -> None:
    english = board.clicktui("export", "--help").out
    assert "  qdpx      REFI-QDA project: for NVivo" in english
    french = board.clicktui("--lang", "fr", "export", "--help").out
    assert "  csv       Table (CSV)\u00a0: une ligne par citation" in french


@pytest.mark.skipif(os.name != "posix", reason="needs a closed pipe")
def test_a_closed_pipe_ends_quietly(board: BoardLine) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    ended = export(board, "--format", "yaml", stdout=write_end)
    os.close(write_end)
    assert (ended.code, ended.err) == (141, "")


def test_boards_are_exported_as_before_too(board: BoardLine) -> None:
    assert board.here("board", "export").out == export(board, "--format", "yaml").out
    assert board.here("board", "export", "--format", "md").out.startswith("# My board\n")
