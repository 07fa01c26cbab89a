"""Boards taken to another corpus: copied, so that nothing is lost where they were."""

from clicktui.board.boards import Done
from clicktui.board.desk import Desk
from clicktui.board.files.writing import written
from clicktui.board.importing import Meets, imported, met_by
from clicktui.board.model import Board
from clicktui.errors import BoardError
from clicktui.i18n import translate as _


def copy_board(board: Board, to: Desk, as_name: str | None = None) -> Done:
    """Put a copy of ``board`` among those of the desk ``to``, which is another corpus's.

    Each quote is found anew where that corpus has its work; else it comes as it is recorded, and
    stands there as vanished until its work is joined. ``Done.warnings`` tell of these.

    Raises:
        BoardError, BoardStoreError: it is there and differs, its name is taken, or nothing can be
            changed.
    """
    if as_name is None and met_by(to, board) is Meets.ITS_NAME:
        problem = _("There is a board “{name}” already: give the copy another name, --as NAME")
        raise BoardError(problem.format(name=board.name))
    return imported(to, to.corpus, written(board), _("the board"), as_name)
