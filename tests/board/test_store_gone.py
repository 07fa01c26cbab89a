"""A file of the boards that is missing or empty is never taken for that of a new user."""

import os
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from store_helpers import board_of, files_of, pinned, shape
from test_kill import forked
from test_store_failures import locked, read_as_nobody  # noqa: F401 - a fixture

from clicktui.board import editing
from clicktui.board.changes import Said, What
from clicktui.board.store import backups, replacing
from clicktui.board.store.store import Store, open_store
from clicktui.errors import BoardStoreError

NEW = Said(What.NEW_BOARD, "Board", by="ada")
PIN = Said(What.PIN, by="ada")
TODAY = f"store-{datetime.now(UTC):%Y-%m-%d}.sqlite3"


def pin(store: Store, quote_id: str) -> None:
    store.change("b", lambda one: editing.pinned(one, pinned(quote_id), "l"), PIN)


def made(folder: Path) -> None:
    """Make a store of two quotes, a backup of these, and a third quote that is not in it."""
    with open_store(folder) as store:
        store.add(board_of("b", l=["q1"]), NEW)
        pin(store, "q2")
        store.remember("open", "b")
    with open_store(folder) as store:
        pin(store, "q3")


def tables_less(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    assert path.stat().st_size


HOW = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: os.truncate(path, 0),
    "killed while it was made": tables_less,
}


@pytest.mark.parametrize("how", HOW)
def test_the_newest_backup_is_put_back_with_its_history(tmp_path, how):
    made(tmp_path)
    path = tmp_path / "store.sqlite3"
    HOW[how](path)
    left = path.read_bytes() if path.exists() else None
    with open_store(tmp_path) as store:
        assert shape(store.board("b")) == {"L": ["q1", "q2"]}
        what, backup, count, since = store.notices
        assert ("missing" in what) == (left is None)
        assert str(tmp_path / "backups" / TODAY) in backup
        assert count == "Boards read from it: 1, quotes: 2"
        assert "not in it" in since
        assert store.remembered("open") == "b"
        pin(store, "q4")
        assert [store.undo("ada").number for _time in range(3)] == [3, 2, 1]
        assert store.boards() == ()
        assert [store.redo("ada").number for _time in range(3)] == [1, 2, 3]
    aside = [path.read_bytes() for path in tmp_path.glob("store.damaged-*.sqlite3")]
    assert aside == ([] if left is None else [left])
    with open_store(tmp_path) as store:
        assert store.notices == ()
        assert shape(store.board("b")) == {"L": ["q1", "q2", "q4"]}


def test_a_backup_that_is_damaged_or_empty_is_passed_over(tmp_path):
    made(tmp_path)
    whole = tmp_path / "backups" / "store-2020-01-01.sqlite3"
    (tmp_path / "backups" / TODAY).rename(whole)
    with open_store(tmp_path / "other") as store:
        pass
    (tmp_path / "backups" / "before-version-9-x.sqlite3").write_bytes(b"damaged")
    content = whole.read_bytes().replace(b"Les mots de q1", b"Les maux de q1")
    (tmp_path / "backups" / "store-2020-01-02.sqlite3").write_bytes(content)
    shutil.copyfile(tmp_path / "other" / "store.sqlite3", tmp_path / "backups" / "e.sqlite3")
    (tmp_path / "store.sqlite3").unlink()
    with open_store(tmp_path) as store:
        assert shape(store.board("b")) == {"L": ["q1", "q2"]}
        assert str(whole) in store.notices[1]


def test_an_older_backup_is_brought_up_to_date(tmp_path):
    (tmp_path / "backups").mkdir()
    old = Path(__file__).parent / "stores" / "version-1.sqlite3"
    shutil.copyfile(old, tmp_path / "backups" / "store-2020-01-01.sqlite3")
    with open_store(tmp_path) as store:
        assert shape(store.board("thesis")) == {"FEARS": ["q1", "q2"], "HOPES": ["q3"]}
        assert "missing" in store.notices[0]


def test_backups_of_which_none_can_be_read_are_told_of(tmp_path):
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "store-2020-01-01.sqlite3").write_bytes(b"damaged")
    with open_store(tmp_path) as store:
        (notice,) = store.notices
        assert "missing or empty" in notice
        assert store.boards() == ()
    assert (tmp_path / "backups" / "store-2020-01-01.sqlite3").read_bytes() == b"damaged"


@pytest.mark.parametrize("left", [None, b""])
def test_without_backups_somebody_is_new(tmp_path, left):
    if left is not None:
        (tmp_path / "store.sqlite3").write_bytes(left)
    with open_store(tmp_path) as store:
        assert (store.boards(), store.notices) == ((), ())
    assert not list(tmp_path.glob("store.damaged-*"))


def test_a_full_disk_does_not_make_a_backup_worthless(tmp_path, monkeypatch):
    made(tmp_path)
    (tmp_path / "store.sqlite3").unlink()

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(backups.shutil, "copyfile", full)
        with pytest.raises(BoardStoreError, match="cannot be read"):
            open_store(tmp_path)
    assert not (tmp_path / "store.sqlite3").exists()
    with open_store(tmp_path) as store:
        assert shape(store.board("b")) == {"L": ["q1", "q2"]}


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs POSIX permissions")
@pytest.mark.parametrize("left", [None, b""])
def test_in_a_folder_that_cannot_be_written_the_backup_is_read(locked, left):  # noqa: F811
    made(locked)
    (locked / "store.sqlite3").unlink()
    if left is not None:
        (locked / "store.sqlite3").write_bytes(left)
    count, notice, boards, changes = read_as_nobody(locked)
    assert (boards, changes) == ("[{'L': ['q1', 'q2']}]", "2")
    assert count == "5"
    assert ("missing" if left is None else "empty") in notice


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_processes_that_find_the_file_missing_put_it_back_once(tmp_path):
    made(tmp_path)
    (tmp_path / "store.sqlite3").unlink()

    def work(name: str) -> None:
        with open_store(tmp_path) as own:
            pin(own, name)

    children = [forked(lambda name=name: work(name)) for name in "uvwxyz"]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    with open_store(tmp_path) as store:
        assert {one.id for one in store.board("b").quotes} == {"q1", "q2", *"uvwxyz"}


class Killed(BaseException):
    """Stands for a kill at this moment."""


@pytest.mark.parametrize("moment", range(6))
def test_putting_back_goes_on_where_it_was_killed(tmp_path, monkeypatch, moment):
    made(tmp_path)
    os.truncate(tmp_path / "store.sqlite3", 0)
    left = [moment]

    def step(real):
        def counted(*args, **kwargs):
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return real(*args, **kwargs)

        return counted

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", step(Path.rename))
        for name in ("sync_file", "sync_folder"):
            patched.setattr(replacing, name, step(getattr(replacing, name)))
        with pytest.raises(Killed):
            open_store(tmp_path)
    with open_store(tmp_path) as store:
        assert shape(store.board("b")) == {"L": ["q1", "q2"]}
    with open_store(tmp_path) as store:
        assert store.notices == ()
    (aside,) = tmp_path.glob("store.damaged-*.sqlite3")
    assert aside.read_bytes() == b""


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be taken away there")
def test_what_was_open_as_its_file_went_is_found_at_the_next_opening(tmp_path):
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=["q1"]), NEW)
    with open_store(tmp_path) as store:
        pin(store, "q2")
        for path in tmp_path.glob("store.sqlite3*"):
            path.unlink()
        for _time in range(2):
            with pytest.raises(BoardStoreError, match="is gone"):
                pin(store, "q3")
        assert [name[:5] for name in sorted(files_of(tmp_path / "backups"))] == ["gone-", "store"]
        with open_store(tmp_path) as other:
            assert shape(other.board("b")) == {"L": ["q1", "q2"]}
            assert "gone-" in other.notices[1]
            pin(store, "q3")
            assert shape(other.board("b")) == {"L": ["q1", "q2", "q3"]}
            assert other.undo("ada").what is What.PIN
