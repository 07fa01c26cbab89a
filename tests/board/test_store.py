"""What a store keeps, gives back and takes back."""

import sqlite3
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from store_helpers import board_of, files_of, pinned, shape

from clicktui.board import editing
from clicktui.board.changes import Said, What
from clicktui.board.model import BoardSummary, CitedWork, PinnedQuote
from clicktui.board.store.records import checksum, quote_document
from clicktui.board.store.store import Store, open_store
from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.model import Quote, Repetition, Role, Span
from clicktui.errors import BoardError, BoardStoreError

NEW = Said(What.NEW_BOARD, "Board", by="ada")
PIN = Said(What.PIN, "Les mots", by="ada")
NOTE = Said(What.NOTE, "Les mots", by="ada")


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path / "boards") as opened:
        yield opened


def pin(store: Store, quote_id: str, list_id: str = "l", board: str = "b"):
    return store.change(board, lambda one: editing.pinned(one, pinned(quote_id), list_id), PIN)


def test_a_new_store_has_nothing_and_says_nothing(store):
    assert store.boards() == ()
    assert store.notices == ()
    assert not store.is_read_only
    assert not store.is_shared
    assert (store.undo("ada"), store.redo("ada")) == (None, None)
    assert store.history() == ()
    with pytest.raises(BoardError, match="not there"):
        store.board("b")


def test_every_character_and_field_comes_back_after_reopening(tmp_path):
    quote = Quote(
        work="001",
        file="001-réparer.txt",
        start=7,
        end=9,
        words="a\u00a0«\u202fb\u202f» 😀 e\u0301 \\ \" ' [x] \u2028 \x00 \ttab\nline",
        prefix="",
        suffix="\ud800 lone",
        role=Role.PULL_QUOTE,
        paragraphs=None,
        speakers=("A", "B & C"),
        speaker_inferred=True,
        quoted_in_work=True,
        repeats=Repetition(Span(3, 5), True, (7, 8)),
        lang="it",
        partly_quoted=("D",),
    )
    one = PinnedQuote(
        id="q",
        quote=quote,
        cited=CitedWork(
            "001",
            {"title": "T", "issued": {"date-parts": [[2023, 4, 7]]}, "author": [{"family": "É"}]},
            "fr",
            presents=True,
            descriptions={"driver": {"fr": "chauffeur", "en": "a driver"}},
            page={"title": "P", "volume": 3},
        ),
        pinned_by="Ada\nL.",
        pinned_at="2026-11-21T23:57:03Z",
        note="two\nlines ",
        tags=("t1", "à revoir"),
        is_starred=True,
        alterations=(
            Alteration(AlterationKind.ELISION, Span(0, 1)),
            Alteration(AlterationKind.INSERTION, Span(1, 1), "word"),
            Alteration(AlterationKind.REPLACEMENT, Span(1, 2), "mot"),
        ),
        kept_against="00ff",
    )
    board = replace(
        board_of("b", l=[]), memo="# M\n\n*x*", is_archived=True, mirror="/elsewhere/b.yaml"
    )
    board = editing.pinned(board, one, "l")
    with open_store(tmp_path) as store:
        store.add(board, NEW)
    with open_store(tmp_path) as store:
        assert store.board("b") == board
        assert store.boards() == (BoardSummary("b", "Board b", True, 1, 1),)
        assert store.notices == ()


def test_a_change_is_said_numbered_and_undone(store):
    board, made = store.add(board_of("b", l=["q1"]), NEW)
    assert (made.number, made.what, made.board, made.by) == (1, What.NEW_BOARD, "b", "ada")
    after, change = pin(store, "q2")
    assert change is not None
    assert change.number == 2
    assert store.to_undo() == change
    assert store.undo("bob") == change
    assert store.board("b") == board
    assert store.to_redo() == change
    assert [one.number for one in store.history()] == [1]
    assert store.redo("ada") == change
    assert store.board("b") == after
    assert [one.number for one in store.history()] == [2, 1]


def test_what_differs_in_nothing_is_no_change(store):
    board, _made = store.add(board_of("b", l=["q1"]), NEW)
    same, change = store.change("b", lambda one: replace(one, memo=""), Said(What.MEMO))
    assert (same, change) == (board, None)
    assert len(store.history()) == 1


def test_undoing_goes_across_boards_and_restarts(tmp_path):
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=["q1"]), NEW)
        store.add(board_of("c", m=["q2"]), NEW)
        pin(store, "q3")
        removed = store.remove("c", Said(What.REMOVE_BOARD))
        assert [one.id for one in store.boards()] == ["b"]
    with open_store(tmp_path) as store:
        assert store.undo("ada") == removed
        assert [one.id for one in store.boards()] == ["b", "c"]
        assert shape(store.board("c")) == {"M": ["q2"]}
        assert store.undo("ada").what is What.PIN
        assert shape(store.board("b")) == {"L": ["q1"]}
        assert [store.undo("ada").number for _time in range(2)] == [2, 1]
        assert store.boards() == ()
    with open_store(tmp_path) as store:
        assert [store.redo("ada").number for _time in range(4)] == [1, 2, 3, 4]
        assert store.redo("ada") is None
        assert [one.id for one in store.boards()] == ["b"]
        assert shape(store.board("b")) == {"L": ["q1", "q3"]}


def test_a_new_change_gives_up_what_was_undone(store):
    store.add(board_of("b", l=[]), NEW)
    pin(store, "q1")
    store.undo("ada")
    pin(store, "q2")
    assert store.to_redo() is None
    assert [one.number for one in store.history()] == [3, 1]
    assert store.undo("ada").number == 3
    assert store.undo("ada").number == 1
    assert store.redo("ada").number == 1
    assert store.redo("ada").number == 3
    assert shape(store.board("b")) == {"L": ["q2"]}


def write_note(store: Store, text: str, coalesce: str, board: str = "b"):
    return store.change(board, lambda one: editing.with_note(one, "q1", text), NOTE, coalesce)


def test_an_editor_that_saves_often_makes_one_change(store):
    store.add(board_of("b", l=["q1", "q2"]), NEW)
    numbers = [write_note(store, text, "note:q1:s")[1].number for text in ("a", "ab", "abc")]
    assert numbers == [2, 2, 2]
    assert next(store.board("b").quotes).note == "abc"
    store.undo("ada")
    assert next(store.board("b").quotes).note == ""
    store.redo("ada")
    assert next(store.board("b").quotes).note == "abc"


def test_another_session_another_change_or_an_undo_ends_the_coalescing(store):
    store.add(board_of("b", l=["q1", "q2"]), NEW)
    assert write_note(store, "a", "note:q1:s")[1].number == 2
    assert write_note(store, "b", "note:q1:t")[1].number == 3
    assert write_note(store, "c", "note:q1:s")[1].number == 4
    pin(store, "q3")
    assert write_note(store, "d", "note:q1:s")[1].number == 6
    store.undo("ada")
    assert write_note(store, "e", "note:q1:s")[1].number == 7
    assert write_note(store, "f", "")[1].number == 8
    assert write_note(store, "g", "")[1].number == 9


def test_an_edit_that_cannot_be_done_changes_nothing(store):
    board, _made = store.add(board_of("b", l=["q1"]), NEW)
    with pytest.raises(BoardError, match="not on the board"):
        store.change("b", lambda one: editing.with_note(one, "q9", "x"), NOTE)
    with pytest.raises(BoardError, match="twice"):
        pin(store, "q1")
    with pytest.raises(ZeroDivisionError):
        store.change("b", lambda one: replace(one, memo=str(1 / 0)), NOTE)
    store.add(board_of("c", m=[]), NEW)
    with pytest.raises(BoardError, match="another board"):
        pin(store, "q1", "m", "c")
    with pytest.raises(BoardError, match="already"):
        store.add(board_of("b", n=[]), NEW)
    with pytest.raises(BoardError, match="not there"):
        store.remove("d", NEW)
    assert store.board("b") == board
    assert len(store.history()) == 2


def test_boards_are_in_order_of_making_even_after_undoing_a_removal(store):
    for name in "dacb":
        store.add(board_of(name), NEW)
    store.remove("a", NEW)
    store.undo("ada")
    assert [one.id for one in store.boards()] == ["d", "a", "c", "b"]


def test_a_name_that_is_no_text_does_not_stop_a_change(store):
    _board, change = store.add(board_of("b"), Said(What.NEW_BOARD, "x\udcff", by="\udcff"))
    assert change.by == "?"
    assert store.undo("\udcff") == change


def test_things_are_remembered_without_history(tmp_path):
    with open_store(tmp_path) as store:
        assert store.remembered("open") == ""
        store.remember("open", "b")
        store.remember("open", "ç")
        assert store.to_undo() is None
    with open_store(tmp_path) as store:
        assert store.remembered("open") == "ç"


def test_a_moved_quote_writes_two_small_rows(store, tmp_path):
    store.add(board_of("b", l=["q1", "q2"], m=["q3"]), NEW)
    store.change("b", lambda one: editing.moved(one, ["q1"], "m"), Said(What.MOVE))
    with sqlite3.connect(tmp_path / "boards" / "store.sqlite3") as other:
        rows = other.execute("SELECT kind, id FROM change_rows WHERE change = 2").fetchall()
    other.close()
    assert sorted(rows) == [("list", "l"), ("list", "m")]


def test_the_files_are_the_users_alone(store, tmp_path):
    store.add(board_of("b", l=["q1"]), NEW)
    for path in (tmp_path / "boards").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_many_threads_lose_nothing(store):
    store.add(board_of("b", l=[]), NEW)
    failed = []

    def work(name: str) -> None:
        try:
            for number in range(25):
                pin(store, f"{name}{number}")
                store.boards()
                store.changed_elsewhere()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "uvwx"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    kept = [one.id for one in store.board("b").quotes]
    assert sorted(kept) == sorted(f"{name}{number}" for name in "uvwx" for number in range(25))
    assert [one.number for one in store.history(1000)] == list(range(101, 0, -1))


def test_two_stores_on_one_file_follow_each_other(tmp_path):
    with open_store(tmp_path) as one, open_store(tmp_path) as two:
        one.add(board_of("b", l=["q1"]), NEW)
        assert two.changed_elsewhere()
        assert not two.changed_elsewhere()
        assert not one.changed_elsewhere()
        first = two.board("b")
        pin(one, "q2")
        after, _change = pin(two, "q3")
        assert shape(after) == {"L": ["q1", "q2", "q3"]}
        assert first.lists[0].quotes[0] is after.lists[0].quotes[0]
        assert one.changed_elsewhere()
        assert one.undo("ada").number == 3
        assert shape(two.board("b")) == {"L": ["q1", "q2"]}


def test_a_session_that_stays_open_tells_the_next(tmp_path):
    with open_store(tmp_path, stays_open=True) as one:
        assert not one.is_shared
        with open_store(tmp_path, stays_open=True) as two:
            assert two.is_shared
            assert len(two.notices) == 1
            assert "another clicktui" in two.notices[0]
        with open_store(tmp_path) as command:
            assert not command.is_shared
    with open_store(tmp_path, stays_open=True) as one:
        assert not one.is_shared


def test_a_writer_that_goes_on_too_long_is_told_of(store, tmp_path, monkeypatch):
    store.add(board_of("b", l=[]), NEW)
    monkeypatch.setattr("clicktui.board.store.storefiles.BUSY_SECONDS", 0.05)
    with open_store(tmp_path / "boards") as impatient:
        other = sqlite3.connect(tmp_path / "boards" / "store.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BoardStoreError, match="Another program is writing"):
            pin(impatient, "q1")
        other.execute("ROLLBACK")
        other.close()
        pin(impatient, "q1")
        assert shape(store.board("b")) == {"L": ["q1"]}


def test_a_file_that_goes_away_is_told_of_and_nothing_is_acknowledged(store, tmp_path):
    store.add(board_of("b", l=[]), NEW)
    path = tmp_path / "boards" / "store.sqlite3"
    path.rename(tmp_path / "away.sqlite3")
    with pytest.raises(BoardStoreError, match="is gone"):
        pin(store, "q1")
    (tmp_path / "away.sqlite3").rename(path)
    pin(store, "q1")
    assert shape(store.board("b")) == {"L": ["q1"]}


def test_a_newer_store_is_refused_and_left_as_it_is(tmp_path):
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=["q1"]), NEW)
    newer = sqlite3.connect(tmp_path / "store.sqlite3")
    newer.execute("PRAGMA user_version=99")
    newer.close()
    before = files_of(tmp_path)
    with pytest.raises(BoardStoreError, match="newer clicktui"):
        open_store(tmp_path)
    assert files_of(tmp_path) == before
    assert set(before) == {"store.sqlite3"}


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_another_programs_file_is_refused_and_left_as_it_is(tmp_path, mode):
    foreign = sqlite3.connect(tmp_path / "store.sqlite3")
    foreign.execute(f"PRAGMA journal_mode={mode}")
    foreign.execute("CREATE TABLE photos (name)")
    foreign.close()
    before = files_of(tmp_path)
    with pytest.raises(BoardStoreError, match="another program"):
        open_store(tmp_path)
    assert files_of(tmp_path) == before


def test_a_folder_in_the_files_place_is_refused(tmp_path):
    (tmp_path / "store.sqlite3").mkdir()
    with pytest.raises(BoardStoreError, match="move it away"):
        open_store(tmp_path)


def test_a_link_to_the_file_is_followed(tmp_path):
    elsewhere = tmp_path / "synced"
    elsewhere.mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "store.sqlite3").symlink_to(elsewhere / "mine.sqlite3")
    for _time in range(2):
        with open_store(tmp_path / "data") as store:
            if not store.boards():
                store.add(board_of("b", l=["q1"]), NEW)
    with open_store(tmp_path / "data") as store:
        assert shape(store.board("b")) == {"L": ["q1"]}
    assert (tmp_path / "data" / "store.sqlite3").is_symlink()
    assert (elsewhere / "mine.sqlite3").stat().st_size


def test_an_undo_does_not_write_over_what_another_program_wrote(store, tmp_path):
    store.add(board_of("b", l=["q1"]), NEW)
    write_note(store, "mine", "")
    theirs = quote_document(pinned("q1", note="theirs"))
    other = sqlite3.connect(tmp_path / "boards" / "store.sqlite3")
    other.execute(
        "UPDATE records SET document = ?, crc = ? WHERE id = 'q1'",
        (theirs, checksum("quote", "q1", "b", theirs)),
    )
    other.commit()
    other.close()
    with pytest.raises(BoardStoreError, match="do not agree"):
        store.undo("ada")
    assert next(store.board("b").quotes).note == "theirs"
    assert store.to_undo().number == 2
