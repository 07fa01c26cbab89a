"""The actions on boards, their lists and memo, and on the history: what is not about quotes."""

from collections.abc import Callable

from clicktui.board.boards import Done
from clicktui.board.changes import Change
from clicktui.cli.board_quotes import print_text
from clicktui.cli.board_session import Session
from clicktui.cli.terminal import say, say_error
from clicktui.i18n import translate as _
from clicktui.wording.boards import redone_text, undone_text


def memo(session: Session) -> int:
    """Write the memo of a board, or print it.

    Raises:
        UsageError: see ``Session.text_given``.
        BoardError, BoardStoreError: the board is gone, or nothing can be changed.
    """
    board = session.board()
    text = session.text_given()
    if text is not None:
        return session.tell(session.desk.memo(board.id, text))
    return print_text(session, board, board.memo, None)


def lists(session: Session) -> int:
    """Make, rename, move or remove a list.

    Raises:
        NotFoundError, AmbiguousError: the board or the list.
        BoardError, BoardStoreError: a name is wrong or taken, or nothing can be changed.
    """
    given, desk = session.arguments, session.desk
    board = session.board()
    if given.doing == "new":
        return session.tell(desk.new_list(board.id, given.name))
    list_id = desk.list_named(board, given.list).id
    if given.doing == "rename":
        return session.tell(desk.rename_list(board.id, list_id, given.name))
    if given.doing == "move":
        return session.tell(desk.move_list(board.id, list_id, -1 if given.up else 1))
    return session.tell(desk.remove_list(board.id, list_id))


def undo(session: Session) -> int:
    """Undo the last change.

    Raises:
        BoardStoreError: nothing can be changed.
    """
    return _walk(session, session.desk.undo, undone_text, _("nothing to undo"))


def redo(session: Session) -> int:
    """Redo what was undone last.

    Raises:
        BoardStoreError: nothing can be changed.
    """
    return _walk(session, session.desk.redo, redone_text, _("nothing to redo"))


def _walk(
    session: Session, step: Callable[[], Done | None], told: Callable[[Change], str], nothing: str
) -> int:
    before = session.desk.open_board().id
    done = step()
    change = done.change if done else None
    code = session.tell_change(change, told(session.named(change)) if change else nothing)
    for warning in done.warnings if done else ():
        say_error(warning)
    session.tell_opened(before)
    return code


def new(session: Session) -> int:
    """Make a board, and open it.

    Raises:
        BoardError, BoardStoreError: the name is wrong or taken, or nothing can be changed.
    """
    return session.tell(session.desk.new(session.arguments.name))


def rename(session: Session) -> int:
    """Give a board another name.

    Raises:
        NotFoundError, AmbiguousError: the board.
        BoardError, BoardStoreError: the name is wrong or taken, or nothing can be changed.
    """
    return session.tell(session.desk.rename(session.board().id, session.arguments.name))


def duplicate(session: Session) -> int:
    """Make a second board with the same quotes, and open it.

    Raises:
        NotFoundError, AmbiguousError: the board.
        BoardError, BoardStoreError: the name is wrong or taken, or nothing can be changed.
    """
    return session.tell(session.desk.duplicate(session.board().id, session.arguments.name))


def archive(session: Session) -> int:
    """Put a board out of sight, or back.

    Raises:
        NotFoundError, AmbiguousError: the board.
        BoardStoreError: nothing can be changed.
    """
    before = session.desk.open_board().id
    code = session.tell(session.desk.archive(session.board().id, not session.arguments.off))
    session.tell_opened(before)
    return code


def delete(session: Session) -> int:
    """Delete a board.

    Raises:
        NotFoundError, AmbiguousError: the board.
        BoardStoreError: nothing can be changed.
    """
    before = session.desk.open_board().id
    gone = session.board()
    code = session.tell(session.desk.delete(gone.id), board=gone)
    if not session.as_json:
        say(_("“clicktui board undo” brings it back."))
    session.tell_opened(before)
    return code
