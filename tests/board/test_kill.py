"""Nothing acknowledged is lost when a process is killed, and nobody overwrites anybody.

The processes are real: forked, so that they begin at once, and killed with SIGKILL.
"""

import hashlib
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from store_helpers import board_of, pinned

from clicktui.board import editing
from clicktui.board.changes import Said, What
from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.board.stamps import new_id
from clicktui.board.store import history
from clicktui.board.store.store import Store, open_store
from clicktui.errors import BoardError

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

KILLS = 200
LONGEST_MS = 60


_digests: dict[int, tuple[PinnedQuote, str]] = {}


def digest(boards: dict[str, Board]) -> str:
    """Return what tells one state of all boards from any other."""
    parts = []
    for board_id, board in sorted(boards.items()):
        parts.append(f"{board_id} {board.name} {board.memo} {board.made_at}")
        for quote_list in board.lists:
            parts += [quote_list.id, quote_list.name]
            parts += [_digest_of(one) for one in quote_list.quotes]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def _digest_of(pinned_quote: PinnedQuote) -> str:
    known = _digests.get(id(pinned_quote))
    if known is None or known[0] is not pinned_quote:
        text = hashlib.sha256(repr(pinned_quote).encode()).hexdigest()
        known = _digests[id(pinned_quote)] = (pinned_quote, text)
    return known[1]


def boards_of(store: Store) -> dict[str, Board]:
    return {one.id: store.board(one.id) for one in store.boards()}


def random_edit(board: Board, chance: random.Random) -> tuple[What, Callable[[Board], Board]]:
    """Return an edit whose outcome is the same each time that it is made."""
    ids = [one.id for one in board.quotes]
    target = chance.choice(board.lists).id
    new, text = pinned(new_id(), "é\u00a0😀" * chance.randint(1, 200)), str(chance.random())
    some = chance.sample(ids, min(len(ids), chance.randint(1, 5)))
    what = chance.choice(
        [What.PIN, What.PIN, What.PIN, What.MOVE, What.NOTE, What.REMOVE, What.NEW_LIST, What.MEMO]
    )
    if what is What.MEMO:
        return what, lambda one: editing.with_memo(one, text)
    if what is What.NEW_LIST and len(board.lists) < 6:
        return what, lambda one: editing.with_list(one, QuoteList(new.id, new.id))
    if what is What.MOVE and some:
        return what, lambda one: editing.moved(one, some, target)
    if what is What.NOTE and some:
        return what, lambda one: editing.with_note(one, some[0], text)
    if what is What.REMOVE and len(ids) > 40:
        return what, lambda one: editing.removed(one, some)
    return What.PIN, lambda one: editing.pinned(one, new, target)


def go_on_changing(folder: Path, pipe: int, seed: int) -> None:
    """Change at random until killed; announce each state before it is made, and when it is kept."""
    chance = random.Random(seed)

    def tell(line: str) -> None:
        os.write(pipe, f"{line}\n".encode())

    with open_store(folder) as store:
        state = boards_of(store)
        past: list[tuple[dict[str, Board], dict[str, Board]]] = []
        undone: list[dict[str, Board]] = []
        tell(f"kept {digest(state)}")
        while True:
            turn = chance.random()
            make: Callable[[], object]
            if turn < 0.12 and past:
                after, undone_state = past.pop()
                undone.append(undone_state)
                make = partial(store.undo, "child")
            elif turn < 0.2 and undone:
                after = undone.pop()
                past.append((state, after))
                make = partial(store.redo, "child")
            else:
                after = dict(state)
                if not state or (turn > 0.96 and len(state) < 4):
                    name = new_id()
                    board = board_of(name, **{new_id(): [new_id()], new_id(): []})
                    after[name] = board
                    make = partial(store.add, board, Said(What.NEW_BOARD))
                elif turn > 0.95 and len(state) > 2:
                    name = chance.choice(sorted(state))
                    del after[name]
                    make = partial(store.remove, name, Said(What.REMOVE_BOARD))
                else:
                    name = chance.choice(sorted(state))
                    what, edit = random_edit(state[name], chance)
                    after[name] = edit(state[name])
                    make = partial(store.change, name, edit, Said(what))
                if after == state:
                    continue
                past.append((state, after))
                undone.clear()
            now = digest(after)
            tell(f"going {now}")
            make()
            tell(f"kept {now}")
            state = after


def forked(work: Callable[[], None]) -> int:
    """Run ``work`` in a process of its own; return its id."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException as error:
        print(f"child: {error!r}", file=sys.stderr, flush=True)
        os._exit(1)


def run_and_kill(folder: Path, seed: int, wait: float) -> list[str]:
    """Let a child change the store; kill it ``wait`` seconds after the first thing kept."""
    reading, writing = os.pipe()
    child = forked(lambda: go_on_changing(folder, writing, seed))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        first = pipe.readline()
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
        said = (first + pipe.read()).decode().splitlines()
    _child, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    return said


def check_history(store: Store) -> None:
    session = store._session
    numbers = session.read(
        lambda connection: [
            number for (number,) in connection.execute("SELECT number FROM changes ORDER BY number")
        ]
    )
    assert numbers == list(range(1, len(numbers) + 1))


def differences_in(store: Store) -> int:
    found = store._session.read(
        lambda connection: connection.execute(
            "SELECT count(*) FROM change_rows WHERE substr(after, 1, 1) = '['"
        ).fetchone()
    )
    return int(found[0])


def test_two_hundred_kills_lose_nothing_acknowledged(tmp_path, monkeypatch):
    monkeypatch.setattr(history, "LONG", 150)  # so that lists of some quotes are differences
    chance = random.Random(20261121)
    changes = in_flight = interrupted = 0
    began = time.monotonic()
    open_store(tmp_path).close()
    for number in range(KILLS):
        wait = chance.uniform(0, LONGEST_MS) / 1000
        said = [line.split() for line in run_and_kill(tmp_path, number, wait)]
        kept = [state for kind, state in said if kind == "kept"]
        acknowledged = kept[-1]
        going = said[-1][1]  # the change that was announced last, if it was not kept
        with open_store(tmp_path) as store:
            assert store.notices == ()
            found = digest(boards_of(store))
            assert found in (acknowledged, going), f"kill {number}: a change was lost"
            check_history(store)
            interrupted += said[-1][0] == "going"
            in_flight += said[-1][0] == "going" and found == going
            changes += len(kept) - 1
    with open_store(tmp_path) as store:
        end = digest(boards_of(store))
        undone = 0
        while undone < 60 and store.undo("parent"):
            undone += 1
        assert digest(boards_of(store)) != end
        for _time in range(undone):
            assert store.redo("parent") is not None
        assert differences_in(store) > 20
        assert digest(boards_of(store)) == end
        numbers = len(store.history(1_000_000))
        quotes = sum(one.quotes for one in store.boards())
    print(
        f"\n{KILLS} kills, {changes} changes acknowledged, 0 lost; {interrupted} kills met a change"
        f" under way, {in_flight} of these after its COMMIT; {numbers} changes stand in the"
        f" history, {quotes} quotes on the boards; {time.monotonic() - began:.1f} s"
    )


def test_two_processes_at_once_lose_nothing(tmp_path):
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=[]), Said(What.NEW_BOARD))

    def fifty(name: str) -> None:
        with open_store(tmp_path) as own:
            for number in range(50):
                quote = pinned(f"{name}{number}")
                own.change(
                    "b", lambda one, quote=quote: editing.pinned(one, quote, "l"), Said(What.PIN)
                )

    children = [forked(lambda name=name: fifty(name)) for name in "xy"]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    with open_store(tmp_path) as store:
        kept = [one.id for one in store.board("b").quotes]
        assert len(kept) == 100
        for name in "xy":
            own = [one for one in kept if one.startswith(name)]
            assert own == [f"{name}{number}" for number in range(50)]
        check_history(store)
        assert len(store.history(1000)) == 101


def test_many_processes_can_make_the_same_store(tmp_path):
    def one(name: str) -> None:
        with open_store(tmp_path / "new", stays_open=True) as own:
            own.add(board_of(name), Said(What.NEW_BOARD))

    children = [forked(lambda name=name: one(name)) for name in "abcdef"]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    with open_store(tmp_path / "new") as store:
        assert store.notices == ()
        assert sorted(one.id for one in store.boards()) == list("abcdef")
        with pytest.raises(BoardError):
            store.board("g")


def cut_short(source: Path, target: Path) -> None:
    """Copy an open store whose file lost all but its journal."""
    target.mkdir()
    (target / "store.sqlite3").touch()
    journal = (source / "store.sqlite3-wal").read_bytes()
    (target / "store.sqlite3-wal").write_bytes(journal)


def test_a_salvage_can_be_killed_at_any_moment(tmp_path):
    chance = random.Random(3)
    source = tmp_path / "source"
    with open_store(source) as store:
        quotes = [f"q{number}" for number in range(50)]
        board, _made = store.add(board_of("b", l=quotes), Said(What.NEW_BOARD))
        for number in range(15):
            target = tmp_path / str(number)
            cut_short(source, target)
            child = forked(lambda target=target: open_store(target).close())
            time.sleep(chance.uniform(0, 0.04))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            with open_store(target) as salvaged:
                assert salvaged.board("b") == board
            (aside,) = target.glob("store.damaged-*.sqlite3")
            assert aside.read_bytes() == b""


def test_processes_that_meet_a_damaged_store_salvage_it_once(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    with open_store(source) as store:
        store.add(board_of("b", l=["q"]), Said(What.NEW_BOARD))
        cut_short(source, target)

    def pin_one(name: str) -> None:
        with open_store(target) as own:
            own.change("b", lambda one: editing.pinned(one, pinned(name), "l"), Said(What.PIN))

    children = [forked(lambda name=name: pin_one(name)) for name in "uvwxyz"]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    with open_store(target) as store:
        assert {one.id for one in store.board("b").quotes} == {*"quvwxyz"}
    assert len(list(target.glob("store.damaged-*.sqlite3"))) == 1
