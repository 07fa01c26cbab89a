"""A damaged store: what can be read is kept, the damaged file is set aside as it was."""

import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from store_helpers import board_of, files_of, pinned, shape

from clicktui.board import editing
from clicktui.board.changes import Said, What
from clicktui.board.model import Board, PinnedQuote
from clicktui.board.store import history, replacing, salvage
from clicktui.board.store.store import Store, open_store
from clicktui.errors import BoardStoreError

NEW = Said(What.NEW_BOARD, "Board", by="ada")
PAGE = 4096


def made(folder: Path, with_backup: bool = False) -> dict[str, Board]:
    """Make a store of two boards with 60 quotes and some history; return the boards by id."""
    first = board_of("b", l=[f"q{n}" for n in range(40)], m=[f"q{n}" for n in range(40, 50)])
    second = board_of("c", k=[f"r{n}" for n in range(10)])
    with open_store(folder) as store:
        store.add(first, NEW)
        store.add(second, NEW)
        store.change("b", lambda one: editing.with_note(one, "q7", "a note"), Said(What.NOTE))
        store.change("b", lambda one: editing.moved(one, ["q8"], "m", "q41"), Said(What.MOVE))
        store.change("b", lambda one: editing.removed(one, ["q9"]), Said(What.REMOVE))
        boards = {one.id: store.board(one.id) for one in store.boards()}
    if with_backup:
        open_store(folder).close()
    return boards


def quotes_of(store: Store) -> dict[str, PinnedQuote]:
    boards = [store.board(one.id) for one in store.boards()]
    found = [one for board in boards for one in board.quotes]
    assert len({one.id for one in found}) == len(found)
    return {one.id: one for one in found}


def quotes_in(boards: dict[str, Board]) -> dict[str, PinnedQuote]:
    return {one.id: one for board in boards.values() for one in board.quotes}


def damage(path: Path, chance: random.Random) -> str:
    """Damage a file at random; return how."""
    content = bytearray(path.read_bytes())
    how = chance.choice(["page", "pages", "noise", "byte", "bytes", "cut", "header"])
    if how in ("page", "pages"):
        for _time in range(1 if how == "page" else 4):
            start = chance.randrange(len(content) // PAGE) * PAGE
            content[start : start + PAGE] = bytes(PAGE)
    elif how == "noise":
        start = chance.randrange(len(content) // PAGE) * PAGE
        content[start : start + PAGE] = chance.randbytes(PAGE)
    elif how in ("byte", "bytes"):
        for _time in range(1 if how == "byte" else 60):
            content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
    elif how == "cut":
        del content[chance.randrange(len(content)) :]
    else:
        content[: chance.randrange(1, 100)] = b""
    path.write_bytes(content)
    return how


def rows_that_sqlite_reads(path: Path) -> set[tuple[str, ...]]:
    """Return each row that SQLite still reads, one by one: kind, id and all the rest."""
    copy = path.with_name("read.sqlite3")
    shutil.copyfile(path, copy)
    found = set()
    connection = sqlite3.connect(copy)
    for number in range(1, 80):
        try:
            row = connection.execute(
                "SELECT kind, id, board, document, crc FROM records WHERE number = ?", (number,)
            ).fetchone()
        except (sqlite3.Error, UnicodeDecodeError):
            continue
        found.add(row)
    connection.close()
    copy.unlink()
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> tuple[Path, dict[str, Board]]:
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(history, "LONG", 30)  # so that the moves are kept as differences
        boards = made(folder)
    connection = sqlite3.connect(folder / "store.sqlite3")
    differences = "SELECT count(*) FROM change_rows WHERE substr(after, 1, 1) = '['"
    assert connection.execute(differences).fetchone() == (3,)  # of l and m, and of l once more
    connection.close()
    return folder, boards


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_damaged_nothing_readable_is_lost_and_nothing_is_wrong(tmp_path, whole, seed):
    with_backup = seed % 3 == 0
    source, boards = whole
    path = tmp_path / "store.sqlite3"
    shutil.copyfile(source / "store.sqlite3", path)
    if with_backup:
        open_store(tmp_path).close()
    damage(path, random.Random(seed))
    damaged = path.read_bytes()
    as_they_were = rows_that_sqlite_reads(source / "store.sqlite3")
    unhurt = rows_that_sqlite_reads(path) & as_they_were
    readable = {row[1] for row in unhurt if row and row[0] == "quote"}
    original = quotes_in(boards)
    try:
        store = open_store(tmp_path)
    except BoardStoreError as error:  # the byte that says the version: nothing can tell it apart
        assert "newer" in str(error)
        assert path.read_bytes() == damaged
        return
    with store:
        found = quotes_of(store)
        assert (set(original) if with_backup else readable) <= set(found)
        for quote_id in readable:
            assert found[quote_id] == original[quote_id]
        for quote_id, one in found.items():  # what could not be read is at most older
            before = pinned(quote_id, note=one.note)
            assert one == before
            assert one.note in ("", original[quote_id].note if quote_id in original else "")
        if store.notices:
            (aside,) = tmp_path.glob("store.damaged-*.sqlite3")
            assert aside.read_bytes() == damaged
            assert aside.name in store.notices[0]
        else:  # what was hit is used by nobody
            assert {one.id: store.board(one.id) for one in store.boards()} == boards
        board = store.boards()[0].id if store.boards() else None
        if board is not None:
            store.change(board, lambda one: editing.with_memo(one, "goes on"), Said(What.MEMO))
            store.undo("ada")
    with open_store(tmp_path) as again:
        assert again.notices == ()
        assert quotes_of(again) == found


def test_a_letter_that_went_wrong_is_never_quoted(tmp_path):
    boards = made(tmp_path)
    path = tmp_path / "store.sqlite3"
    words = b"Les mots de q3,"
    content = path.read_bytes()
    assert words in content
    path.write_bytes(content.replace(words, b"Les maux de q3,"[: len(words)]))
    with open_store(tmp_path) as store:
        found = quotes_of(store)
        assert "q3" not in found  # it was wrong in the rows and in the history
        assert found.items() <= quotes_in(boards).items()
        assert "set aside" in store.notices[0] or "damaged" in store.notices[0]


def test_a_wrong_letter_in_the_rows_alone_is_put_right_from_the_history(tmp_path):
    boards = made(tmp_path)
    connection = sqlite3.connect(tmp_path / "store.sqlite3")
    connection.execute(
        "UPDATE records SET document = replace(document, 'de q3', 'de q4') WHERE id = 'q3'"
    )
    connection.commit()
    connection.close()
    with open_store(tmp_path) as store:
        assert {one.id: store.board(one.id) for one in store.boards()} == boards
        assert any("damaged" in notice for notice in store.notices)


def test_damage_found_late_is_salvaged_without_a_restart(tmp_path):
    boards = made(tmp_path)
    with open_store(tmp_path) as store:
        assert store.notices == ()
        other = sqlite3.connect(tmp_path / "store.sqlite3")
        other.execute("UPDATE records SET document = '{}' WHERE kind = 'list' AND id = 'm'")
        other.commit()
        other.close()
        _board, change = store.change(
            "b", lambda one: editing.with_memo(one, "kept"), Said(What.MEMO)
        )
        assert change is not None
        assert any("damaged" in notice for notice in store.notices)
        assert shape(store.board("b")) == shape(boards["b"])
    with open_store(tmp_path) as store:
        assert store.board("b").memo == "kept"


def test_another_session_follows_to_the_salvaged_file(tmp_path):
    made(tmp_path)
    with open_store(tmp_path) as one:
        other = sqlite3.connect(tmp_path / "store.sqlite3")
        other.execute("UPDATE records SET document = '{}' WHERE kind = 'list' AND id = 'm'")
        other.commit()
        other.close()
        with open_store(tmp_path) as two:
            two.board("b")
            assert two.notices
            one.change("b", lambda board: editing.with_memo(board, "one"), Said(What.MEMO))
            assert two.board("b").memo == "one"


def test_a_lost_list_gives_its_quotes_to_one_named_recovered(tmp_path):
    made(tmp_path)
    connection = sqlite3.connect(tmp_path / "store.sqlite3")
    connection.execute("DELETE FROM change_rows")
    connection.execute("UPDATE records SET document = 'x' WHERE id = 'm'")
    connection.execute("UPDATE records SET document = 'x' WHERE id = 'c'")
    connection.commit()
    connection.close()
    with open_store(tmp_path) as store:
        with pytest.raises(Exception, match="not there"):
            store.board("z")
        board = store.board("b")
        assert [one.name for one in board.lists] == ["L", "Recovered"]
        lost = {"q8", *(f"q{n}" for n in range(40, 50))}
        assert {one.id for one in board.lists[1].quotes} == lost
        assert store.board("c").name == "Recovered"
        assert shape(store.board("c")) == {"K": [f"r{n}" for n in range(10)]}


def test_an_old_backup_does_not_bring_back_what_was_taken_off(tmp_path):
    made(tmp_path, with_backup=True)
    with open_store(tmp_path) as store:
        store.change("b", lambda one: editing.removed(one, ["q1", "q2"]), Said(What.REMOVE))
        expected = shape(store.board("b"))
    connection = sqlite3.connect(tmp_path / "store.sqlite3")
    connection.execute("UPDATE records SET document = 'x' WHERE id = 'q3'")
    connection.execute("UPDATE change_rows SET after = 'x' WHERE id = 'q3'")
    connection.commit()
    connection.close()
    with open_store(tmp_path) as store:
        assert shape(store.board("b")) == expected
        assert any("backup" in notice and notice.endswith(": 1") for notice in store.notices)


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + bytes(500)])
def test_what_is_no_database_is_set_aside(tmp_path, content):
    made(tmp_path, with_backup=True)
    (tmp_path / "store.sqlite3").write_bytes(content)
    if not content:
        (tmp_path / "store.sqlite3-wal").write_bytes(b"something")
    with open_store(tmp_path) as store:
        assert len(quotes_of(store)) == 59
        (aside,) = tmp_path.glob("store.damaged-*.sqlite3")
        assert aside.read_bytes() == content


def killed(folder: Path, target: Path) -> None:
    """Copy a store as a kill would leave it: with what stands in its journal alone."""
    for path in folder.iterdir():
        if path.is_file() and not path.name.endswith(("-shm", ".lock")):
            shutil.copyfile(path, target / path.name)


@pytest.mark.parametrize("size", [0, 50, 4000], ids=str)
def test_a_file_cut_short_is_made_whole_from_its_journal(tmp_path, size):
    source, target = tmp_path / "source", tmp_path / "target"
    target.mkdir()
    with open_store(source) as store:
        board, _made = store.add(board_of("b", l=["q1", "q2"], m=["q3"]), NEW)
        killed(source, target)
    content = (target / "store.sqlite3").read_bytes()
    (target / "store.sqlite3").write_bytes(content[:size])
    with open_store(target) as store:
        assert store.board("b") == board
        assert store.undo("ada") is not None
        assert store.redo("ada") is not None
        assert store.board("b") == board
    if size == 0:
        (aside,) = target.glob("store.damaged-*.sqlite3")
        assert aside.read_bytes() == b""
        assert len(list(target.glob("store.damaged-*-wal"))) == 1


class Killed(BaseException):
    """Stands for a kill at this moment."""


@pytest.mark.parametrize("moment", range(12))
def test_a_salvage_killed_at_any_step_goes_on_at_the_next_opening(tmp_path, monkeypatch, moment):
    source, target = tmp_path / "source", tmp_path / "target"
    target.mkdir()
    with open_store(source) as store:
        board, _made = store.add(board_of("b", l=["q1", "q2"], m=["q3"]), NEW)
        killed(source, target)
    damaged = b""
    (target / "store.sqlite3").write_bytes(damaged)
    journal = (target / "store.sqlite3-wal").read_bytes()
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
        for name in ("fill", "rescued"):
            patched.setattr(salvage, name, step(getattr(salvage, name)))
        for name in ("sync_file", "sync_folder"):
            patched.setattr(replacing, name, step(getattr(replacing, name)))
        patched.setattr(replacing.shutil, "rmtree", step(shutil.rmtree))
        try:
            open_store(target).close()
        except Killed:
            pass
        else:
            assert left[0] > 0, "all steps were passed"
    with open_store(target) as store:
        assert store.board("b") == board
    with open_store(target) as store:
        assert store.board("b") == board
        assert store.notices == ()
    (aside,) = target.glob("store.damaged-*.sqlite3")
    assert aside.read_bytes() == damaged
    (aside_journal,) = target.glob("store.damaged-*-wal")
    assert aside_journal.read_bytes() == journal
    assert not list(target.glob("store.salvaged-*"))
    assert not (target / "salvaging").exists()


def test_two_damaged_files_are_both_kept(tmp_path):
    for content in (b"first", b"second"):
        (tmp_path / "store.sqlite3").write_bytes(content)
        open_store(tmp_path).close()
    kept = [content for name, content in files_of(tmp_path).items() if "damaged" in name]
    assert sorted(kept) == [b"first", b"second"]
