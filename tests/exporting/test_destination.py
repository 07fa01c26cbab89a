"""Where files go unless the user says otherwise: her documents, never clicktui's own folders."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.exporting import destination
from clicktui.shipped import shipped


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("board", "name"),
    [
        ("Ma thèse", "Ma thèse.md"),
        ("../../etc/passwd", "etc passwd.md"),
        ("A: « b » / c\\d?", "A « b » c d.md"),
        ("...", "board.md"),
        ("CON", "board CON.md"),
        ("com1.x", "board com1.x.md"),
        ("x" * 300, "x" * 80 + ".md"),
        (" . ", "board.md"),
    ],
)
def test_a_file_is_called_after_its_board(board: str, name: str) -> None:
    assert destination.file_name(board, ".md") == name


@given(st.text(min_size=1))
def test_no_name_is_a_path(board: str) -> None:
    name = destination.file_name(board, ".md")
    assert not set('/\\:*?"<>|\0\n') & set(name)
    assert name not in (".", "..") and not name.startswith(".") and len(name) <= 90


def test_the_usual_folder_is_the_last_one_else_the_documents(home: Path) -> None:
    documents, other = home / "Documents", home / "ailleurs"
    documents.mkdir()
    other.mkdir()
    assert destination.usual_folder() == documents
    destination.remember_folder(other)
    assert destination.usual_folder() == other
    other.rmdir()
    assert destination.usual_folder() == documents


def test_files_never_go_among_clicktuis_own(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = shipped("data").parent
    monkeypatch.chdir(own)
    destination.remember_folder(own / "data")
    assert destination.usual_folder() == home
    monkeypatch.chdir(home)
    assert destination.usual_folder() == home


def test_where_nothing_can_be_kept_the_folder_is_not(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = home / "file"
    blocked.write_text("")
    monkeypatch.setenv("CLICKTUI_STATE", str(blocked))
    destination.remember_folder(home)
    monkeypatch.chdir(home)
    assert destination.usual_folder() == home


def test_paths_are_shown_from_home(home: Path) -> None:
    assert destination.shown(home / "a" / "b.md") == str(Path("~") / "a" / "b.md")
    assert destination.shown(Path("/x/b.md")) == str(Path("/x/b.md"))
