"""Lets a YAML file of the user's follow a board: her mirror beside a text, in git."""

import os
from pathlib import Path

from clicktui.board.files.mirror import digest_at, digest_of, write_mirror
from clicktui.board.files.writing import written
from clicktui.board.model import Board
from clicktui.board.store.store import Store
from clicktui.errors import BoardFileError, BoardStoreError

_WRITTEN = "mirror:"
_TAKEN_IN = "imported:"


class Follower:
    """Writes mirrors; remembers in the store what it wrote where, to notice who else wrote there.

    What a board was imported from counts as its own: all of it is on the board, or was.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, board: Board) -> None:
        """Write the mirror of ``board`` at a place that it may not have followed yet.

        Raises:
            BoardFileError: it cannot be written, or something else is there.
            BoardStoreError: what was written cannot be remembered.
        """
        path = Path(board.mirror)
        key = f"{_WRITTEN}{board.id}:{digest_of(os.fsencode(board.mirror))}"
        last = self._store.remembered(key)
        text = written(board)
        coming = digest_of(text.encode())
        if coming not in last.split():  # killed in between, either may be what is there
            self._store.remember(key, f"{last} {coming}".strip())
        taken_in = self._store.remembered(_TAKEN_IN + board.id)
        try:
            digest = write_mirror(path, text, last, taken_in)
        except BoardFileError:
            if digest_at(path) != coming:
                self._store.remember(key, last)
            raise
        if digest != last:
            self._store.remember(key, digest)
        if taken_in:
            self._store.remember(_TAKEN_IN + board.id, "")

    def follow(self, board: Board) -> tuple[str, ...]:
        """Write the mirror of ``board``, if it has one; return what to tell where it fails."""
        if not board.mirror:
            return ()
        try:
            self.begin(board)
        except (BoardFileError, BoardStoreError) as error:
            return (str(error),)
        return ()

    def took_in(self, board_id: str, text: str) -> None:
        """Let the mirror of a board replace a file that holds ``text``: the board came from it.

        Raises:
            BoardStoreError: that cannot be remembered.
        """
        self._store.remember(_TAKEN_IN + board_id, digest_of(text.encode()))
