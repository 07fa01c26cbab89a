"""``clicktui board``: what each action does; each returns the exit code."""

from argparse import Namespace
from collections.abc import Callable
from contextlib import closing

from clicktui.cli import (
    board_boards,
    board_copying,
    board_files,
    board_quotes,
    board_showing,
    exporting,
    importing,
)
from clicktui.cli.board_session import Session
from clicktui.workspace import Workspace

ACTIONS: dict[str, Callable[[Session], int]] = {
    "show": board_showing.show,
    "list": board_showing.list_boards,
    "open": board_showing.open_board,
    "add": board_quotes.add,
    "move": board_quotes.move,
    "note": board_quotes.note,
    "tag": board_quotes.tag,
    "star": board_quotes.star,
    "alter": board_quotes.alter,
    "remove": board_quotes.remove,
    "settle": board_showing.settle,
    "memo": board_boards.memo,
    "lists": board_boards.lists,
    "undo": board_boards.undo,
    "redo": board_boards.redo,
    "history": board_showing.history,
    "new": board_boards.new,
    "rename": board_boards.rename,
    "duplicate": board_boards.duplicate,
    "archive": board_boards.archive,
    "delete": board_boards.delete,
    "copy-to": board_copying.copy_to,
    "export": exporting.export_board,
    "import": importing.import_board,
    "mirror": board_files.mirror,
}


def act(arguments: Namespace) -> int:
    """Do what ``arguments.action`` asks of the user's boards; return the exit code."""
    with closing(Workspace()) as workspace:
        session = Session(workspace, arguments)
        try:
            return ACTIONS[arguments.action](session)
        finally:
            session.tell_notices()
