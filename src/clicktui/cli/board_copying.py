"""``clicktui board copy-to``: a board taken to another corpus."""

from contextlib import closing

from clicktui.cli.board_session import Session
from clicktui.cli.terminal import say_error
from clicktui.corpora.choosing import place_of
from clicktui.corpora.moving import copy_board
from clicktui.workspace import Workspace


def copy_to(session: Session) -> int:
    """Copy a board to another corpus; it stays where it is.

    Raises:
        CorpusError: there is none of that name.
        NotFoundError, AmbiguousError: the board.
        BoardError, BoardStoreError: its name is taken there, or nothing can be changed.
    """
    given = session.arguments
    board = session.board()
    with closing(Workspace(place=place_of(given.corpus_to))) as other:
        done = copy_board(board, other.desk, given.as_name)
        for notice in other.desk.notices:
            say_error(notice)
    return session.tell(done)
