"""The actions that read and write files: export, import, mirror."""

import sys
from pathlib import Path

from clicktui.board.model import Board, PinnedQuote
from clicktui.citing.copyforms import Form
from clicktui.cli.arguments import UsageError
from clicktui.cli.board_documents import board_document
from clicktui.cli.board_session import FOUND, NOTHING_FOUND, Session, decoded, read_input, say_line
from clicktui.cli.documents import dump
from clicktui.cli.newfile import write_file
from clicktui.cli.terminal import say, say_error
from clicktui.corpus.cleaning import clean_text
from clicktui.i18n import translate as _


def export(session: Session) -> int:
    """Print a board as YAML or Markdown, or write it to a file.

    Raises:
        UsageError: the file is there already, and not ``--force``.
        NotFoundError, AmbiguousError: the board.
        StyleError: a reference cannot be made.
        OSError: the file cannot be written.
    """
    given = session.arguments
    board = session.board()
    text = session.desk.exported(board) if given.format == "yaml" else _markdown(session, board)
    if given.out is not None:
        write_file(Path(given.out), text, given.force)
    if session.as_json:
        document = {"board": board_document(board), "format": given.format, "file": given.out}
        say(dump({**document, "text": text}))
    elif given.out is not None:
        say_line(_("{file} is written").format(file=given.out))
    else:
        _print_exactly(text)
    return FOUND


def _markdown(session: Session, board: Board) -> str:
    from clicktui.board.standing import UNSETTLED
    from clicktui.exporting.markdown import board_markdown

    lang = session.arguments.lang or session.workspace.citing.lang
    stands = session.desk.stands(board)

    def cite(pinned: PinnedQuote) -> str:
        return session.workspace.pinned_citation(pinned, Form.MARKDOWN, lang)

    def is_unsettled(pinned: PinnedQuote) -> bool:
        return stands[pinned.id].standing in UNSETTLED

    return clean_text(board_markdown(board, cite, lang, is_unsettled))


def _print_exactly(text: str) -> None:
    """Print ``text`` as the file that it is to become: in UTF-8 whatever the terminal's encoding.

    A terminal gets what it can show.
    """
    if sys.stdout is None or sys.stdout.isatty():
        print(text, end="")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))


def import_board(session: Session) -> int:
    """Take in a board from YAML.

    Raises:
        UsageError: the file is no UTF-8.
        BoardFileError: it has a mistake; the text gives line and key.
        BoardError, BoardStoreError: its name is taken, or nothing can be changed.
        OSError: it cannot be read.
    """
    given = session.arguments
    if given.file == "-":
        name = _("standard input")
        text = read_input()
    else:
        name = given.file
        text = decoded(Path(name).expanduser().read_bytes(), name)
    return session.tell(session.desk.import_board(text, name, given.as_name, given.replace))


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
