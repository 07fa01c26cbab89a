"""The boards of a store: one is open; every wish is one change, kept before it is acknowledged.

A board that nobody has changed yet is not in the store: the first change makes it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from clicktui.board import editing
from clicktui.board.changes import Change, Said, What
from clicktui.board.files.following import Follower
from clicktui.board.files.mirror import mirror_path
from clicktui.board.model import Board, BoardSummary, QuoteList
from clicktui.board.naming import board_named, refuse_taken
from clicktui.board.stamps import new_id, now
from clicktui.board.store.store import Store
from clicktui.corpus.shortening import first_words
from clicktui.i18n import translate as _

_OPEN = "open-board"


@dataclass(frozen=True, slots=True)
class Done:
    """What a wish came to: the board now, the change (None: nothing differed), what was made.

    ``made`` has the ids of new quotes, lists or boards; ``warnings`` are one-line texts to tell.
    """

    board: Board
    change: Change | None
    made: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Boards:
    """The boards of ``store``, changed by one user; from any thread."""

    def __init__(self, store: Store, who: str) -> None:
        """Work on ``store`` as ``who``, the name that pins and changes carry."""
        self.store = store
        self.who = who
        self._follower = Follower(store)
        self._blank = _blank()

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user has to be told of the store, one line each."""
        return self.store.notices

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self.store.is_read_only

    # what is there

    def boards(self, archived: bool = False) -> tuple[BoardSummary, ...]:
        """Return the boards in the order of their making, those archived only if asked for."""
        return tuple(one for one in self.store.boards() if archived or not one.is_archived)

    def board(self, board_id: str) -> Board:
        """Return a board.

        Raises:
            BoardError: there is none with this id.
        """
        if board_id == self._blank.id and not any(one.id == board_id for one in self._all()):
            return self._blank
        return self.store.board(board_id)

    def open_board(self) -> Board:
        """Return the board that is open: the one opened last, else the newest, else a blank one."""
        there = {one.id: one for one in self._all()}
        wanted = self.store.remembered(_OPEN)
        if wanted in there:
            return self.store.board(wanted)
        in_sight = [one.id for one in there.values() if not one.is_archived]
        return self.store.board(in_sight[-1]) if in_sight else self._blank

    def open(self, board_id: str) -> Board:
        """Make a board the open one, also for the next start.

        Raises:
            BoardError: there is none with this id.
        """
        board = self.board(board_id)
        if not self.is_read_only and self.store.remembered(_OPEN) != board_id:
            self.store.remember(_OPEN, board_id)
        return board

    def named(self, name: str) -> Board:
        """Return the board with this name or id.

        Raises:
            NotFoundError: there is none.
            AmbiguousError: case apart, several are called so.
        """
        there = self._all()
        blank = self.open_board()
        if blank is self._blank and not any(one.name == blank.name for one in there):
            there = (*there, BoardSummary(blank.id, blank.name, False, len(blank.lists), 0))
        return self.board(board_named(there, name).id)

    # boards

    def new(self, name: str) -> Done:
        """Make a board, and open it.

        Raises:
            BoardError, BoardStoreError: the name is taken or none, or nothing can be changed.
        """
        called = refuse_taken(self._all(), editing.name_of(name))
        board = Board(new_id(), called, now(), (QuoteList(new_id(), _("Quotes")),))
        return self.add(board, What.NEW_BOARD)

    def rename(self, board_id: str, name: str) -> Done:
        """Give a board another name.

        Raises:
            BoardError, BoardStoreError: the name is taken or none, or nothing can be changed.
        """
        called = refuse_taken(self._all(), editing.name_of(name), but=board_id)
        return self.change(
            board_id, What.RENAME_BOARD, called, 1, lambda board: replace(board, name=called)
        )

    def duplicate(self, board_id: str, name: str) -> Done:
        """Make a second board with the same quotes, and open it; it has no mirror.

        Raises:
            BoardError, BoardStoreError: the name is taken or none, or nothing can be changed.
        """
        called = refuse_taken(self._all(), editing.name_of(name))
        board = editing.with_new_ids(self.board(board_id))
        board = replace(board, name=called, made_at=now(), mirror="", is_archived=False)
        return self.add(board, What.DUPLICATE_BOARD)

    def archive(self, board_id: str, is_archived: bool) -> Done:
        """Put a board out of sight, or back; ``Done.board`` is then the one that is open.

        Raises:
            BoardError, BoardStoreError: it is gone, or nothing can be changed.
        """
        name = self.board(board_id).name
        what = What.ARCHIVE_BOARD if is_archived else What.UNARCHIVE_BOARD
        done = self.change(
            board_id, what, name, 1, lambda board: replace(board, is_archived=is_archived)
        )
        if not is_archived:
            return done
        self._leave(board_id)
        return replace(done, board=self.open_board())

    def delete(self, board_id: str) -> Done:
        """Delete a board; undo brings it back. ``Done.board`` is the one that is open then.

        Raises:
            BoardError, BoardStoreError: it is gone, or nothing can be changed.
        """
        board = self.store.board(board_id)
        change = self.store.remove(board_id, Said(What.REMOVE_BOARD, board.name, 1, self.who))
        return Done(self.open_board(), change)

    def mirror(self, board_id: str, path: Path | None) -> Done:
        """Let the file at ``path`` follow a board from now on, or none.

        A file that is there is replaced only where it holds what was written there last, or what
        the board was imported from, or nothing.

        Raises:
            BoardFileError: it cannot be written, or holds something else.
            BoardError, BoardStoreError: the board is gone, or nothing can be changed.
        """
        where = mirror_path(path) if path else ""
        board = self.board(board_id)
        if where:
            self._follower.begin(replace(board, mirror=where))
        return self.change(
            board_id, What.MIRROR, where, 1, lambda board: replace(board, mirror=where)
        )

    # the history

    def undo(self) -> Done | None:
        """Undo the last change of all boards; None: there is nothing to undo.

        ``Done.board`` is the one that was changed, which is open now, or that is open instead.

        Raises:
            BoardStoreError: nothing can be changed.
        """
        return self._went(self.store.undo(self.who))

    def redo(self) -> Done | None:
        """Redo what was undone last; None: there is nothing to redo. Else as ``undo``.

        Raises:
            BoardStoreError: nothing can be changed.
        """
        return self._went(self.store.redo(self.who))

    def history(self, limit: int = 50) -> tuple[Change, ...]:
        """Return the newest changes, the last first."""
        return self.store.history(limit)

    # the parts of a change

    def _all(self) -> tuple[BoardSummary, ...]:
        return self.store.boards()

    def change(
        self,
        board_id: str,
        what: What,
        about: str,
        count: int,
        edit: Callable[[Board], Board],
        coalesce: str = "",
    ) -> Done:
        """Change a board by ``edit``, which gets it as it is now in the store.

        ``about`` and ``count`` are as in ``Change``; changes with the same ``coalesce`` are undone
        as one.

        Raises:
            BoardError, BoardStoreError: the board is gone, or cannot be changed so.
        """
        said = Said(what, first_words(about), count, self.who)
        change: Change | None
        if board_id == self._blank.id and not any(one.id == board_id for one in self._all()):
            blank = replace(self._blank, name=self._free(self._blank.name))
            board, change = self.store.add(edit(blank), said)
            self._blank = _blank()  # should that one be deleted, it is not to come back
            self.open(board_id)
        else:
            board, change = self.store.change(board_id, edit, said, coalesce)
        return Done(board, change, warnings=self._follower.follow(board) if change else ())

    def add(self, board: Board, what: What) -> Done:
        """Put a board into the store, and open it.

        Raises:
            BoardStoreError: nothing can be changed.
        """
        added, change = self.store.add(board, Said(what, board.name, 1, self.who))
        self.open(added.id)
        return Done(added, change, made=(added.id,))

    def take_in(self, board: Board, text: str) -> Done:
        """Put the board that ``text`` (YAML) gave in the place of the one with its id, or add it.

        From now on its mirror may replace a file that holds ``text``; "" where it may not.

        Raises:
            BoardStoreError: nothing can be changed.
        """
        if any(one.id == board.id for one in self._all()):
            said = Said(What.IMPORT, first_words(board.name), len(board), self.who)
            board, change = self.store.change(board.id, lambda _present: board, said)
            done = Done(board, change)
        else:
            done = self.add(board, What.IMPORT)
        if text and not self.is_read_only:
            self._follower.took_in(board.id, text)
        return replace(done, warnings=self._follower.follow(board))

    def _went(self, change: Change | None) -> Done | None:
        if change is None:
            return None
        there = next((one for one in self._all() if one.id == change.board), None)
        if there is None:
            return Done(self.open_board(), change)
        board = self.store.board(there.id)
        warnings = self._follower.follow(board)
        if there.is_archived:
            self._leave(there.id)
            return Done(self.open_board(), change, warnings=warnings)
        return Done(self.open(there.id), change, warnings=warnings)

    def _free(self, name: str) -> str:
        """Return ``name``, with a number where a board of another session has it."""
        taken = {one.name for one in self._all()}
        numbered = (f"{name} ({number})" for number in count(2))
        return next(one for one in chain([name], numbered) if one not in taken)

    def _leave(self, board_id: str) -> None:
        """Let another board be the open one."""
        if self.store.remembered(_OPEN) == board_id:
            self.store.remember(_OPEN, "")


def _blank() -> Board:
    return Board(new_id(), _("My board"), now(), (QuoteList(new_id(), _("Quotes")),))
