"""Long documents kept as differences: exact both ways, bounded, and salvaged as far as they go."""

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_helpers import board_of, shape

from clicktui.board import editing
from clicktui.board.changes import Said, What
from clicktui.board.model import Board
from clicktui.board.store import history
from clicktui.board.store.differences import differing, is_side, is_side_of, other_side
from clicktui.board.store.quotedocuments import DocumentError
from clicktui.board.store.store import Store, open_store
from clicktui.errors import BoardStoreError

NEW = Said(What.NEW_BOARD, "Board", by="ada")
MOVE = Said(What.MOVE, by="ada")
IDS = [f"q{number:09}" for number in range(250)]

words = st.lists(st.sampled_from(["a", "b", ",", " ", "é", "😀", '"x",', "long word"]), max_size=40)


@given(words, words, words, words)
def test_a_difference_gives_both_documents_back(same, old, new, end):
    before, after = "".join(["{", *same, *old, *end]), "".join(["{", *same, *new, *end])
    here, there = differing(before, after)
    assert is_side(here)
    assert is_side(there)
    assert not is_side(before)
    assert is_side_of(here, before)
    assert other_side(here, there, before) == after
    assert other_side(there, here, after) == before
    if before != after:
        assert other_side(here, there, after) is None


def test_what_moves_far_is_a_short_difference():
    ids = [f'"{one}",' for one in IDS]
    before = "{" + "".join(ids) + "}"
    after = "{" + "".join([ids[-1], *ids[:-1]]) + "}"
    here, there = differing(before, after)
    assert len(here) + len(there) < 200
    assert other_side(here, there, before) == after


@pytest.mark.parametrize("side", ["", "{}", "[]", '["a"]', "[1,[2]]", '[1,["a","b"]]', "[1,5]"])
def test_what_is_no_difference_is_damage(side):
    with pytest.raises(DocumentError):
        other_side(side, side, "x")


def test_a_difference_that_gives_something_else_is_damage():
    here, there = differing("{a, b, c}", "{a, x, c}")
    with pytest.raises(DocumentError):
        other_side(here, there.replace("x", "y"), "{a, b, c}")


def list_rows(folder: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(folder / "store.sqlite3")
    rows = connection.execute(
        "SELECT before, after FROM change_rows WHERE kind = 'list' AND id = 'l' ORDER BY number"
    ).fetchall()
    connection.close()
    return rows


def move(store: Store, chance: random.Random) -> Board:
    quotes = list(store.board("b").lists[0].quotes)
    picked, before = chance.sample(quotes, 2)
    board, _change = store.change(
        "b", lambda one: editing.moved(one, [picked.id], "l", before.id), MOVE
    )
    return board


def test_each_change_of_a_long_list_costs_little_and_is_undone_and_redone_exactly(tmp_path):
    chance = random.Random(7)
    with open_store(tmp_path) as store:
        boards = [store.add(board_of("b", l=IDS, m=["r"]), NEW)[0]]
        boards += [move(store, chance) for _time in range(20)]
    rows = list_rows(tmp_path)
    assert [is_side(after) for _before, after in rows] == [False] + [True] * 20
    assert all(len(before) + len(after) < 200 for before, after in rows[1:])
    with open_store(tmp_path) as store:
        for board in boards[-2::-1]:
            store.undo("ada")
            assert store.board("b") == board
    with open_store(tmp_path) as store:
        for board in boards[1:]:
            store.redo("ada")
            assert store.board("b") == board
        assert store.notices == ()


def test_a_document_is_kept_whole_after_an_undo_and_now_and_then(tmp_path, monkeypatch):
    monkeypatch.setattr(history, "MOST_DIFFERENCES", 3)
    chance = random.Random(8)
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=IDS), NEW)
        for _time in range(6):
            move(store, chance)
        forms = [is_side(after) for _before, after in list_rows(tmp_path)]
        assert forms == [False, True, True, True, False, True, True]
        store.undo("ada")
        board = move(store, chance)
        assert not is_side(list_rows(tmp_path)[-1][1])
        after = move(store, chance)
        assert is_side(list_rows(tmp_path)[-1][1])
        store.undo("ada")
        assert store.board("b") == board
        store.redo("ada")
        assert store.board("b") == after


def test_a_long_memo_written_in_many_savings_is_one_small_change(tmp_path):
    memo = "".join(f"Line {number} of the memo.\n" for number in range(400))
    with open_store(tmp_path) as store:
        store.add(replace(board_of("b", l=["q"]), memo=memo), NEW)

        def save(text: str, coalesce: str) -> None:
            store.change("b", lambda one: replace(one, memo=text), Said(What.MEMO), coalesce)

        for end in ("e", "en", "end"):
            save(memo + end, "memo:1")
        save("first\n" + memo + "end", "memo:2")
        assert [one.number for one in store.history()] == [3, 2, 1]
        for expected in (memo + "end", memo):
            store.undo("ada")
            assert store.board("b").memo == expected
        for expected in (memo + "end", "first\n" + memo + "end"):
            store.redo("ada")
            assert store.board("b").memo == expected
    connection = sqlite3.connect(tmp_path / "store.sqlite3")
    sizes = connection.execute(
        "SELECT length(before) + length(after) FROM change_rows WHERE change > 1"
    ).fetchall()
    connection.close()
    assert len(sizes) == 2
    assert all(size < 300 for (size,) in sizes)


def test_an_undo_does_not_write_over_a_long_list_that_another_program_wrote(tmp_path):
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=IDS), NEW)
        move(store, random.Random(1))
        with open_store(tmp_path) as other:
            other.change("b", lambda one: editing.with_list_named(one, "l", "Other"), MOVE)
        connection = sqlite3.connect(tmp_path / "store.sqlite3")
        connection.execute("DELETE FROM change_rows WHERE change = 3")
        connection.execute("DELETE FROM changes WHERE number = 3")
        connection.commit()
        connection.close()
        with pytest.raises(BoardStoreError, match="do not agree"):
            store.undo("ada")
        assert store.board("b").lists[0].name == "Other"


def spoil(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / "store.sqlite3")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


LOST_LIST = "UPDATE records SET document = 'x' WHERE id = 'l'"


def test_a_damaged_long_list_is_made_again_from_its_differences(tmp_path):
    chance = random.Random(9)
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=IDS), NEW)
        for _time in range(10):
            board = move(store, chance)
        move(store, chance)
        store.undo("ada")
    spoil(tmp_path, LOST_LIST)
    with open_store(tmp_path) as store:
        assert store.board("b") == board
        assert "damaged" in store.notices[0]


def test_where_differences_are_missing_a_backup_made_since_is_gone_on_from(tmp_path):
    chance = random.Random(10)
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=IDS), NEW)
        for _time in range(4):
            move(store, chance)
    with open_store(tmp_path) as store:  # the backup of today
        for _time in range(4):
            board = move(store, chance)
    spoil(tmp_path, LOST_LIST, "UPDATE change_rows SET after = 'x' WHERE change = 3")
    with open_store(tmp_path) as store:
        assert store.board("b") == board


def test_where_differences_are_missing_no_quote_is_lost(tmp_path):
    chance = random.Random(11)
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=IDS), NEW)
        first = move(store, chance)
        move(store, chance)
        store.change("b", lambda one: editing.pinned(one, _new(), "l"), Said(What.PIN))
    spoil(tmp_path, LOST_LIST, "UPDATE change_rows SET after = 'x' WHERE change = 3")
    with open_store(tmp_path) as store:
        assert shape(store.board("b")) == {
            "L": [one.id for one in first.quotes],
            "Recovered": ["new"],
        }
        move(store, chance)
        expected = move(store, chance)
    rows = list_rows(tmp_path)
    assert [is_side(after) for _before, after in rows[-2:]] == [False, True]
    spoil(tmp_path, LOST_LIST)
    with open_store(tmp_path) as store:
        assert store.board("b") == expected


def _new():
    return next(board_of("x", y=["new"]).quotes)
