"""Backups, and stores of older versions.

``stores/version-1.sqlite3`` was made with the code of version 1: a board of two lists and three
quotes, made by the first change; the second one, a note, is undone.
"""

import os
import shutil
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from store_helpers import board_of, files_of, shape

from clicktui.board import editing
from clicktui.board.changes import Said, What
from clicktui.board.store import backups, schema
from clicktui.board.store.store import open_store
from clicktui.errors import BoardStoreError

OLD = Path(__file__).parent / "stores" / "version-1.sqlite3"
NEW = Said(What.NEW_BOARD, "Board", by="ada")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    shutil.copyfile(OLD, tmp_path / "store.sqlite3")
    return tmp_path


def today() -> str:
    return f"store-{datetime.now(UTC):%Y-%m-%d}.sqlite3"


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()


def check_what_version_1_held(store) -> None:
    assert [(one.id, one.name) for one in store.boards()] == [("thesis", "Thèse")]
    board = store.board("thesis")
    assert shape(board) == {"FEARS": ["q1", "q2"], "HOPES": ["q3"]}
    second = list(board.quotes)[1]
    assert second.quote.words == "Les mots de q2, « entre guillemets »."
    assert (second.note, second.pinned_by, second.cited.title) == ("", "ada", "L’IA Potemkine")
    assert store.remembered("open") == "thesis"
    (made,) = store.history()
    assert (made.number, made.what, made.about) == (1, What.NEW_BOARD, "Thèse")
    assert (made.by, made.at) == ("ada", "2026-11-21T10:00:01Z")
    redo = store.to_redo()
    assert (redo.number, redo.what, redo.at) == (2, What.NOTE, "2026-11-21T10:00:02Z")


def test_an_old_store_is_migrated_with_all_that_it_holds(old):
    with open_store(old) as store:
        assert store.notices == ()
        check_what_version_1_held(store)
        store.redo("bob")
        assert [one.note for one in store.board("thesis").quotes] == ["", "à vérifier", ""]
        for text in ("a", "b"):
            store.change(
                "thesis",
                lambda one, text=text: editing.with_note(one, "q1", text),
                Said(What.NOTE),
                "note:q1:s",
            )
        assert store.to_undo().number == 3
    assert version(old / "store.sqlite3") == schema.VERSION


def test_a_copy_is_made_before_a_migration_and_opens(old, tmp_path):
    open_store(old).close()
    (copy,) = (old / "backups").glob("before-version-*.sqlite3")
    assert version(copy) == 1
    (tmp_path / "again").mkdir()
    shutil.copyfile(copy, tmp_path / "again" / "store.sqlite3")
    with open_store(tmp_path / "again") as store:
        check_what_version_1_held(store)


def test_without_a_copy_there_is_no_migration(old):
    (old / "backups").write_text("in the way", encoding="utf-8")
    before = (old / "store.sqlite3").read_bytes()
    with open_store(old) as store:
        assert store.is_read_only
        assert "older version" in store.notices[0]
        check_what_version_1_held(store)
        with pytest.raises(BoardStoreError, match="older version"):
            store.undo("ada")
    assert version(old / "store.sqlite3") == 1
    connection = sqlite3.connect(old / "store.sqlite3")
    assert schema.tables_of(connection) == {"records", "changes", "change_rows", "remembered"}
    connection.close()
    assert len((old / "store.sqlite3").read_bytes()) == len(before)


def test_a_migration_that_fails_leaves_the_old_store(old, monkeypatch):
    def failing(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE changes ADD COLUMN half TEXT")
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setitem(schema.MIGRATIONS, 1, failing)
    with pytest.raises(BoardStoreError, match="nothing was changed"):
        open_store(old)  # not even a copy in memory can be made by this migration
    assert version(old / "store.sqlite3") == 1
    monkeypatch.undo()
    with open_store(old) as store:
        check_what_version_1_held(store)


def test_a_backup_is_made_once_a_day_when_there_is_something(tmp_path):
    with open_store(tmp_path) as store:
        pass
    assert not (tmp_path / "backups").exists()
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=["q1"]), NEW)
    with open_store(tmp_path) as store:
        store.add(board_of("c", m=["q2"]), NEW)
    made = files_of(tmp_path / "backups")
    assert set(made) == {today()}
    with open_store(tmp_path) as store:
        assert len(store.boards()) == 2
    assert files_of(tmp_path / "backups") == made
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "store.sqlite3").write_bytes(made[today()])
    with open_store(tmp_path / "again") as store:
        assert [one.id for one in store.boards()] == ["b"]
        assert shape(store.board("b")) == {"L": ["q1"]}


def copies(folder: Path, *names: str, size: int = 0) -> None:
    """Make backups of these names, the last one last, some days ago."""
    (folder / "backups").mkdir(exist_ok=True)
    for number, name in enumerate(names):
        path = folder / "backups" / f"{name}.sqlite3"
        path.touch()
        os.truncate(path, size)  # takes no space
        os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))


def names_in(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / "backups").iterdir())


def day(number: int, form: str = "%Y-%m-%d") -> str:
    """Return the day some days ago."""
    return f"{datetime.now(UTC) - timedelta(days=number):{form}}"


def test_backups_of_a_week_and_of_the_months_before_it_are_kept(old):
    days = range(800, 0, -1)
    copies(old, "before-version-1-20200101T000000Z", *(f"store-{day(one)}" for one in days))
    open_store(old).close()
    before, migrated, *daily = names_in(old)
    assert before.startswith("before-version-1-")
    assert migrated.startswith(f"before-version-{schema.VERSION}-")
    assert daily[-7:] == [f"store-{day(one)}" for one in range(6, -1, -1)]
    newest = {day(one, "%Y-%m"): f"store-{day(one)}" for one in days if one > 6}
    assert daily[:-7] == list(newest.values())[-12:]


def test_backups_take_at_most_a_gigabyte_beside_the_newest_two(old):
    names = [f"store-{day(one)}" for one in (6, 5, 4, 3, 2, 1)]
    copies(old, "before-version-1-20200101T000000Z", *names, size=400_000_000)
    open_store(old).close()
    kept = names_in(old)
    assert kept[0].startswith(
        f"before-version-{schema.VERSION}-"
    )  # the newest two: this one and today's
    assert kept[1:] == [*names[-2:], f"store-{day(0)}"]


def test_what_a_killed_process_left_of_a_backup_is_cleared_away(old):
    copies(old, ".making-store-2020-01-01", "store-2020-01-02")
    open_store(old).close()
    assert names_in(old)[1:] == ["store-2020-01-02", f"store-{day(0)}"]


def test_days_that_a_wrong_clock_gave_do_not_push_out_the_newest_backups(tmp_path):
    later = [f"store-{day(-400 - number)}" for number in range(10)]
    copies(tmp_path, *later, f"store-{day(1)}")
    for number, name in enumerate(later):
        ahead = time.time() + 400 * 86400 + number
        os.utime(tmp_path / "backups" / f"{name}.sqlite3", (ahead, ahead))
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=["q1"]), NEW)
    with open_store(tmp_path) as store:
        store.add(board_of("c", m=["q2"]), NEW)
    assert next(backups.newest_first(tmp_path)).stem == f"store-{day(0)}"
    (tmp_path / "backups" / f"store-{day(0)}.sqlite3").rename(
        tmp_path / "backups" / f"store-{day(2)}.sqlite3"
    )
    open_store(tmp_path).close()
    newest, before, *_older = backups.newest_first(tmp_path)
    assert (newest.stem, before.stem) == (f"store-{day(0)}", f"store-{day(2)}")
    (tmp_path / "store.sqlite3").unlink()
    with open_store(tmp_path) as store:
        assert [one.id for one in store.boards()] == ["b", "c"]


def test_a_backup_that_fails_is_told_and_stops_nothing(tmp_path):
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=["q1"]), NEW)
    (tmp_path / "backups").write_text("in the way", encoding="utf-8")
    with open_store(tmp_path) as store:
        (notice,) = store.notices
        assert "backup" in notice
        assert not store.is_read_only
        store.remove("b", Said(What.REMOVE_BOARD))
