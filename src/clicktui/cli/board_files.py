"""The action that lets a file follow a board."""

from pathlib import Path

from clicktui.cli.arguments import UsageError
from clicktui.cli.board_documents import board_document
from clicktui.cli.board_session import Session, say_line
from clicktui.cli.documents import dump
from clicktui.cli.exitcodes import FOUND, NOTHING_FOUND
from clicktui.cli.terminal import say, say_error
from clicktui.i18n import translate as _


def mirror(session: Session) -> int:
    """Let a YAML file follow a board, or none, or say which one does.

    Raises:
        NotFoundError, AmbiguousError: the board.
        BoardFileError: the file cannot be written, or holds something else.
        BoardError, BoardStoreError: the board is gone, or nothing can be changed.
    """
    given = session.arguments
    board = session.board()
    if given.path is not None:
        if not given.path.strip():
            raise UsageError(_("a mirror needs the path of a file"))
        return session.tell(session.desk.mirror(board.id, Path(given.path)))
    if given.off:
        return session.tell(session.desk.mirror(board.id, None))
    if session.as_json:
        say(dump({"board": board_document(board)}))
    elif board.mirror:
        say_line(board.mirror)
    else:
        say_error(_("no file follows this board"))
    return FOUND if board.mirror else NOTHING_FOUND
