"""A store against the plainest model of it: a list of states and a place in it."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from store_helpers import board_of, pinned

from clicktui.board import editing
from clicktui.board.changes import Said, What
from clicktui.board.model import Board, QuoteList
from clicktui.board.store import history
from clicktui.board.store.store import open_store

chances = st.randoms(use_true_random=False)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


LONG = 60
"""Code points from which documents are kept as differences here: a list of some quotes."""


class Boards(RuleBasedStateMachine):
    """Everything that a user can do, in any order, with restarts between."""

    @initialize()
    def begin(self) -> None:
        self.usual = history.LONG, history.MOST_DIFFERENCES
        history.LONG, history.MOST_DIFFERENCES = LONG, 4
        self.folder = Path(tempfile.mkdtemp())
        self.store = open_store(self.folder)
        self.states: list[dict[str, Board]] = [{}]
        self.numbers: list[int] = []
        self.place = 0
        self.made = 0

    @property
    def state(self) -> dict[str, Board]:
        return self.states[self.place]

    def new_id(self) -> str:
        self.made += 1
        return f"i{self.made}"

    def went(self, state: dict[str, Board], number: int) -> None:
        assert number == self.made_changes() + 1
        self.states = [*self.states[: self.place + 1], state]
        self.numbers = [*self.numbers[: self.place], number]
        self.place += 1
        self.most = number

    def made_changes(self) -> int:
        return getattr(self, "most", 0)

    def change(self, chance, what: What, edit) -> None:
        name = chance.choice(sorted(self.state))
        expected = edit(self.state[name])
        after, change = self.store.change(name, edit, Said(what, by="ada"))
        assert after == expected
        if expected == self.state[name]:
            assert change is None
        else:
            self.went({**self.state, name: expected}, change.number)

    @rule()
    def new_board(self) -> None:
        board = board_of(self.new_id(), **{self.new_id(): [self.new_id()], self.new_id(): []})
        _board, change = self.store.add(board, Said(What.NEW_BOARD))
        self.went({**self.state, board.id: board}, change.number)

    @precondition(lambda self: self.state)
    @rule(chance=chances)
    def remove_board(self, chance) -> None:
        name = chance.choice(sorted(self.state))
        change = self.store.remove(name, Said(What.REMOVE_BOARD))
        self.went({key: one for key, one in self.state.items() if key != name}, change.number)

    @precondition(lambda self: self.state)
    @rule(chance=chances, words=texts)
    def pin(self, chance, words) -> None:
        quote = pinned(self.new_id(), words)
        self.change(
            chance, What.PIN, lambda one: editing.pinned(one, quote, one.lists[-1].id, at=0)
        )

    @precondition(lambda self: self.state)
    @rule(chance=chances, note=texts)
    def annotate_or_move(self, chance, note) -> None:
        seed = chance.random()

        def edit(one: Board) -> Board:
            ids = [quote.id for quote in one.quotes]
            if not ids:
                return one
            picked = ids[int(seed * len(ids))]
            if seed < 0.4:
                return editing.with_note(one, picked, note)
            if seed < 0.8:
                return editing.moved(one, [picked], one.lists[0].id)
            return editing.removed(one, [picked])

        self.change(chance, What.NOTE, edit)

    @precondition(lambda self: self.state)
    @rule(chance=chances)
    def new_list(self, chance) -> None:
        name = self.new_id()
        self.change(
            chance, What.NEW_LIST, lambda one: editing.with_list(one, QuoteList(name, name), 0)
        )

    @rule()
    def undo(self) -> None:
        change = self.store.undo("bob")
        if self.place == 0:
            assert change is None
        else:
            self.place -= 1
            assert change.number == self.numbers[self.place]

    @rule()
    def redo(self) -> None:
        change = self.store.redo("bob")
        if self.place == len(self.states) - 1:
            assert change is None
        else:
            assert change.number == self.numbers[self.place]
            self.place += 1

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = open_store(self.folder)
        assert self.store.notices == ()

    @invariant()
    def is_as_expected(self) -> None:
        if not hasattr(self, "store"):
            return
        found = {one.id: self.store.board(one.id) for one in self.store.boards()}
        assert found == self.state
        done = [one.number for one in self.store.history(1000)]
        assert done == self.numbers[: self.place][::-1]

    def teardown(self) -> None:
        if hasattr(self, "usual"):
            history.LONG, history.MOST_DIFFERENCES = self.usual
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)


TestBoards = Boards.TestCase
TestBoards.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
