"""The lists of the boards: made, named, moved, taken off; one of a board's is where pins go."""

from dataclasses import replace

from clicktui.board import editing
from clicktui.board.boards import Boards, Done
from clicktui.board.changes import What
from clicktui.board.model import Board, QuoteList
from clicktui.board.naming import list_named
from clicktui.board.stamps import new_id

_CURRENT_LIST = "list:"


class Lists(Boards):
    """The boards of a store with their lists, changed by one user."""

    def list_named(self, board: Board, name: str) -> QuoteList:
        """Return the list of ``board`` with this name or id.

        Raises:
            NotFoundError: there is none.
            AmbiguousError: case apart, several are called so.
        """
        return list_named(board, name)

    def current_list(self, board: Board) -> QuoteList:
        """Return the list that pins go to: the one chosen last, else the first."""
        wanted = self.store.remembered(_CURRENT_LIST + board.id)
        return next((one for one in board.lists if one.id == wanted), board.lists[0])

    def choose_list(self, board: Board, list_id: str) -> None:
        """Let pins go to a list of ``board``."""
        if not self.is_read_only and self.current_list(board).id != list_id:
            self.store.remember(_CURRENT_LIST + board.id, list_id)

    def new_list(self, board_id: str, name: str, at: int | None = None) -> Done:
        """Make a list, before the ``at``-th (from 0), or last; pins go to it from now on.

        Raises:
            BoardError, BoardStoreError: the name is taken or none, or nothing can be changed.
        """
        new = QuoteList(new_id(), editing.name_of(name))
        done = self.change(
            board_id, What.NEW_LIST, new.name, 1, lambda board: editing.with_list(board, new, at)
        )
        self.choose_list(done.board, new.id)
        return replace(done, made=(new.id,))

    def rename_list(self, board_id: str, list_id: str, name: str) -> Done:
        """Give a list another name.

        Raises:
            BoardError, BoardStoreError: the name is taken or none, or nothing can be changed.
        """
        return self.change(
            board_id,
            What.RENAME_LIST,
            name,
            1,
            lambda board: editing.with_list_named(board, list_id, name),
        )

    def move_list(self, board_id: str, list_id: str, step: int) -> Done:
        """Move a list ``step`` places down, or up where it is negative.

        Raises:
            BoardError, BoardStoreError: it is gone, or nothing can be changed.
        """
        name = editing.list_of(self.board(board_id), list_id).name

        def move(board: Board) -> Board:
            at = board.lists.index(editing.list_of(board, list_id))
            return editing.with_list_moved(board, list_id, at + step)

        return self.change(board_id, What.MOVE_LIST, name, 1, move)

    def remove_list(self, board_id: str, list_id: str) -> Done:
        """Take a list and its quotes off the board.

        Raises:
            BoardError, BoardStoreError: it is the only one or gone, or nothing can be changed.
        """
        gone = editing.list_of(self.board(board_id), list_id)
        return self.change(
            board_id,
            What.REMOVE_LIST,
            gone.name,
            len(gone.quotes),
            lambda board: editing.without_list(board, list_id),
        )
