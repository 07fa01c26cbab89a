"""What is found wrong with a user's files, and what becomes of it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clicktui.board.model import Board
from clicktui.board.store.checking import Soundness, checked
from clicktui.board.store.store import open_store
from clicktui.corpora.adding import Adder
from clicktui.corpora.choosing import place_of
from clicktui.corpora.description import make_corpus
from clicktui.corpora.folder import CorpusFolder
from clicktui.corpus.model import Span
from clicktui.doctor import folders, soundness
from clicktui.doctor.mending import mended
from clicktui.doctor.model import Finding, Mended, State
from clicktui.opened import Opened
from clicktui.places import data_folder
from clicktui.workspace import Workspace


def found(*parts: str) -> dict[str, Finding]:
    return {one.name: one for one in soundness.findings(parts)}


def places() -> dict[str, Finding]:
    return {one.name: one for one in folders.findings()}


def mend(*parts: str) -> list[Mended]:
    return list(mended(found(*parts).values()))


def pin_a_quote() -> Board:
    with closing(Workspace()) as workspace:
        work = workspace.corpus.works[0]
        prose = next(one for one in work.paragraphs if one.is_prose)
        first = workspace.corpus.sentences(work.id, prose)[0]
        board = workspace.desk.open_board()
        return workspace.desk.pin(board.id, work.id, Span(first.start, first.end)).board


def hurt(sql: str) -> None:
    with closing(sqlite3.connect(data_folder() / "store.sqlite3")) as connection, connection:
        connection.execute(sql)


def test_where_nothing_is_all_is_sound() -> None:
    findings = [*found().values(), *places().values()]
    assert {one.state for one in findings} == {State.OK}
    assert list(mended(findings)) == []


def test_looking_leaves_the_boards_as_they_are() -> None:
    pin_a_quote()
    before = {path: path.read_bytes() for path in data_folder().iterdir() if path.is_file()}
    assert checked(data_folder()).quotes == 1
    after = {path: path.read_bytes() for path in data_folder().iterdir() if path.is_file()}
    assert after == before


def test_boards_are_looked_through_while_they_are_open() -> None:
    board = pin_a_quote()
    with open_store(data_folder()) as store:
        assert store.board(board.id) == board
        assert checked(data_folder()).soundness is Soundness.SOUND


@pytest.mark.parametrize(
    "sql",
    ["UPDATE records SET crc = 1 WHERE kind = 'quote'", "UPDATE change_rows SET crc = 1"],
    ids=["record", "history"],
)
def test_a_row_that_is_not_what_was_written_is_damage(sql: str) -> None:
    pin_a_quote()
    hurt(sql)
    assert checked(data_folder()).soundness is Soundness.DAMAGED


def test_damaged_boards_are_salvaged_and_the_damaged_file_kept() -> None:
    board = pin_a_quote()
    path = data_folder() / "store.sqlite3"
    hurt("UPDATE records SET crc = 1 WHERE kind = 'quote'")
    damaged = path.read_bytes()
    assert found("boards")["boards"].state is State.BROKEN

    done = mend("boards")

    assert all(one.is_done for one in done)
    assert found("boards")["boards"].facts["quotes"] == 1
    (kept,) = data_folder().glob("store.damaged-*.sqlite3")
    assert kept.read_bytes() == damaged
    with open_store(data_folder()) as store:
        assert store.board(board.id).lists[0].quotes == board.lists[0].quotes


def test_boards_of_another_program_are_told_and_left() -> None:
    path = data_folder() / "store.sqlite3"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE theirs (a)")
    before = path.read_bytes()
    assert found("boards")["boards"].state is State.BROKEN
    assert mend("boards") == []
    assert path.read_bytes() == before


def test_an_index_that_cannot_be_trusted_is_built_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLICKTUI_CACHE", str(tmp_path / "cache"))
    with closing(Opened()) as opened:
        opened.open_engine()
    path = Path(str(found("index")["index"].facts["path"]))
    assert found("index")["index"].state is State.OK
    (path / "manifest.json").write_text("{}")
    assert found("index")["index"].state is State.BROKEN

    assert [one.is_done for one in mend("index")] == [True]
    assert found("index")["index"].state is State.OK


def test_what_ended_builds_left_is_removed_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLICKTUI_CACHE", str(tmp_path))
    for name in ("building-x", "aside-index-y-1", "index-z", "vectors", "data"):
        (tmp_path / name).mkdir(mode=0o700, exist_ok=True)
    assert found("leftovers")["leftovers"].state is State.WARNING
    assert all(one.is_done for one in mend("leftovers"))
    left = {path.name for path in tmp_path.iterdir()}
    assert {"index-z", "vectors"} <= left
    assert not {"building-x", "aside-index-y-1"} & left


@pytest.mark.skipif(os.name != "posix", reason="POSIX rights")
def test_a_folder_where_others_write_is_made_the_users(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    state.chmod(0o775)
    assert places()["state"].state is State.BROKEN
    assert [one.is_done for one in mend("settings")] == [True]
    assert state.stat().st_mode & 0o777 == 0o755
    assert places()["state"].state is State.OK


@pytest.mark.skipif(os.name != "posix", reason="POSIX rights")
def test_the_rights_of_a_shared_folder_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o1777)
    monkeypatch.setenv("CLICKTUI_STATE", str(tmp_path))
    assert places()["state"].state is State.BROKEN
    mend("settings")
    assert tmp_path.stat().st_mode & 0o7777 == 0o1777


def test_mistakes_of_the_users_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text("theme: blue\ncodebook: none-such\n")
    (data_folder() / "metadata.yaml").write_text("works: [")
    states = found("settings", "codebook", "metadata")
    assert "blue" in states["settings"].told
    assert "none-such" in states["codebook"].told
    assert states["metadata"].state is State.BROKEN
    assert list(mended(states.values())) == []


def test_a_corpus_of_ones_own_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "own-corpus" not in places()
    make_corpus("mine")
    monkeypatch.setenv("CLICKTUI_CORPUS", "mine")
    place = place_of("mine")
    assert places()["own-corpus"].facts["path"] == str(place.folder)
    assert found("corpus")["corpus"].state is State.OK
    (tmp_path / "a.txt").write_text("Je clique toute la nuit.")
    with Adder(place) as adder:
        adder.add([tmp_path / "a.txt"])
    (tmp_path / "a.txt").unlink()
    told = found("corpus")["corpus"]
    assert (told.state, told.told[:2]) == (State.WARNING, "a:")
    (CorpusFolder(place.folder).text_path("a")).write_text("Autre chose.")
    assert found("corpus")["corpus"].state is State.BROKEN
    monkeypatch.setenv("CLICKTUI_CORPUS", "gone")
    assert places()["own-corpus"].state is State.BROKEN
    assert found("corpus")["corpus"].state is State.BROKEN
