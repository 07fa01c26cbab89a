"""The table of formats: every one writes the board that is hard to write, under the name asked."""

import importlib.util
from collections.abc import Iterator

import pytest
from hostile_board import Shell, hostile_board, hostile_corpus, shell

from clicktui.errors import NotFoundError
from clicktui.exporting.formats import FORMATS, Format, exported, format_called, format_of
from clicktui.exporting.intake import KINDS


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    folder = tmp_path_factory.mktemp("hostile")
    corpus = hostile_corpus(folder)
    with shell(corpus, folder / "data", hostile_board(corpus)) as one:
        yield one


def test_formats_are_told_apart_and_those_that_come_back_are_the_known_kinds() -> None:
    assert len({one.id for one in FORMATS}) == len({one.name for one in FORMATS}) == len(FORMATS)
    assert {one.id for one in FORMATS if one.comes_back} == set(KINDS)
    assert all(one.ending == one.ending.lower() and one.ending[0] == "." for one in FORMATS)


@pytest.mark.parametrize("wanted", FORMATS, ids=lambda one: one.id)
def test_every_format_writes_the_board_under_the_name_that_is_asked(
    hostile: Shell, wanted: Format
) -> None:
    board = hostile.desk.open_board()
    material = hostile.workspace.material(board, "it")
    made = exported(wanted, material, f"a.b{wanted.ending}")
    names = [f"a.b{wanted.ending}", *([f"a.b{wanted.beside}"] if wanted.beside else [])]
    assert list(made.files) == names
    assert all(made.files.values())
    assert exported(wanted, material, "x" + wanted.ending).losses == made.losses
    if wanted.is_text:
        text = made.files[names[0]].decode("utf-8")
        assert "\x00" not in text
    assert bool(made.losses) == (wanted.id != "yaml")


@pytest.mark.parametrize(
    ("name", "found"),
    [("a.DOCX", "docx"), ("x.y.md", "md"), ("a.bib", "biblatex"), ("a.json", "csljson"),
     ("a", None), (".md", None), ("a.pdf", None)],
)  # fmt: skip
def test_a_format_is_known_by_its_ending(name: str, found: str | None) -> None:
    known = format_of(name)
    assert (known.id if known else None) == found


def test_a_name_without_the_ending_keeps_its_dots() -> None:
    pandoc = format_called("pandoc")
    assert pandoc.stem("thèse.v2") == "thèse.v2"
    assert pandoc.stem("Thèse.MD") == "Thèse"
    assert pandoc.stem(".md") == ".md"


def test_no_other_format_is_called() -> None:
    with pytest.raises(NotFoundError, match="“pdf”; there is: docx, md"):
        format_called("pdf")


def test_what_is_missing_is_named_by_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    assert format_called("docx").missing() is None
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert format_called("docx").missing() == format_called("xlsx").missing()
    assert format_called("docx").missing() == "clicktui[documents]"
    assert format_called("md").missing() is None
