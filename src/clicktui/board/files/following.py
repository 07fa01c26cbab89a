"""Lets a YAML file of the user's follow a board: her mirror beside a text, in git."""

from pathlib import Path

from clicktui.board.files.mirror import digest_of, write_mirror
from clicktui.board.files.writing import written
from clicktui.board.model import Board
from clicktui.board.store.store import Store
from clicktui.errors import BoardFileError

_DIGEST = "mirror:"


class Follower:
    """Writes mirrors; remembers in the store what it wrote, to notice who else wrote there."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, board: Board) -> None:
        """Write the mirror of ``board`` for the first time at its place.

        Raises:
            BoardFileError: it cannot be written, or something else is there.
        """
        self._write(board, "")

    def follow(self, board: Board) -> tuple[str, ...]:
        """Write the mirror of ``board``, if it has one; return what to tell where it fails."""
        if not board.mirror:
            return ()
        try:
            self._write(board, self._store.remembered(_DIGEST + board.id))
        except BoardFileError as error:
            return (str(error),)
        return ()

    def _write(self, board: Board, last: str) -> None:
        text = written(board)
        coming = digest_of(text.encode())
        if coming not in last.split():  # killed in between, either may be what is there
            self._store.remember(_DIGEST + board.id, f"{last} {coming}".strip())
        digest = write_mirror(Path(board.mirror), text, last)
        if digest != last:
            self._store.remember(_DIGEST + board.id, digest)
