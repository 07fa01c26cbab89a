"""``clicktui import``: a board from a file of clicktui's own, or of another program's."""

import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from clicktui.board.changes import Change
from clicktui.board.desk import Done
from clicktui.board.importing import Meets, met_by
from clicktui.cli.arguments import UsageError
from clicktui.cli.board_documents import change_document
from clicktui.cli.board_session import Session
from clicktui.cli.documents import dump
from clicktui.cli.exitcodes import FOUND, NOTHING_FOUND
from clicktui.cli.newfile import write_file
from clicktui.cli.progress import Progress
from clicktui.cli.terminal import say, say_error
from clicktui.errors import NotFoundError
from clicktui.exporting import coding_intake, leftout
from clicktui.exporting.coding_intake import offered, take_in
from clicktui.exporting.incoming import TakenIn
from clicktui.exporting.intake import LARGEST, file_content, read_in, refuse_nothing
from clicktui.exporting.placing import target_of
from clicktui.exporting.replacing import in_its_place
from clicktui.i18n import translate as _
from clicktui.workspace import Workspace


def import_file(arguments: Namespace) -> int:
    """Take in the board that ``arguments`` name; return the exit code.

    Raises:
        ClicktuiError, OSError: see ``import_board``.
    """
    with closing(Workspace()) as workspace:
        session = Session(workspace, arguments)
        try:
            return import_board(session)
        finally:
            session.tell_notices()


def import_board(session: Session) -> int:
    """Take in a board from a file; say line by line what was left out, and why.

    Raises:
        UsageError: the report is there already.
        BoardFileError: the file has a mistake, or is none of a board; the text says where.
        BoardError, BoardStoreError: its name is taken, or nothing can be changed.
        OSError: it cannot be read, or the report not written.
    """
    given = session.arguments
    report = None if given.report is None else Path(given.report)
    if report is not None and target_of(report).exists():
        raise UsageError(_("{file} is there already: name another one").format(file=report))
    content, name = _content(given.file)
    book = session.workspace.coding_desk.codebook
    progress = Progress(_("importing: {done} of {total} quotes"))
    try:
        taken = read_in(content, name, session.desk, given.format or "", progress, codebook=book)
    finally:
        progress.end()
    if given.replace and not taken.has_no_board:
        taken = in_its_place(taken, session.desk)
    for one in taken.left_out:
        say_error(leftout.line(one))
    done = None if taken.has_no_board else _placed(session, taken)
    offer = offered(taken, session.workspace.ledger)
    change = None
    if given.with_codings:
        change = take_in(offer, session.workspace.ledger)
        for text in coding_intake.told(offer, taken.codings_left_out, taken.has_no_board):
            say_error(text)
    code = _told(session, done, taken, change)
    if report is not None:
        write_file(report, leftout.report(taken, name), False)
    elif taken.left_out:
        told = leftout.heading(taken)
        say_error(_("{told}; --report PATH writes them down in full").format(told=told))
    return code


def _told(session: Session, done: Done | None, taken: TakenIn, codings: Change | None) -> int:
    """Say what was done; None: nothing was. Return the exit code."""
    more = {
        "left_out": [leftout.document(one) for one in taken.left_out],
        "codings": change_document(codings) if codings is not None else None,
        "codings_left_out": [leftout.document(one) for one in taken.codings_left_out],
    }
    if done is not None:
        return session.tell(done, more=more)
    if session.as_json:
        nothing = {"board": None, "changes": [], "made": [], "warnings": list(taken.told)}
        say(dump({**nothing, **more}))
    is_done = codings is not None or (taken.has_no_board and bool(taken.decisions))
    return FOUND if is_done else NOTHING_FOUND


def _placed(session: Session, taken: TakenIn) -> Done | None:
    """Put the board among the others; None where the corpus has nothing of it."""
    given = session.arguments
    try:
        refuse_nothing(taken)
    except NotFoundError as error:
        say_error(str(error))
        return None
    if given.as_name is None and met_by(session.desk, taken.board) is Meets.ITS_NAME:
        problem = _("There is a board “{name}” already: import it under another, --as NAME")
        raise UsageError(problem.format(name=taken.board.name))
    return session.desk.place(taken.board, taken.told, taken.yaml, given.as_name, given.replace)


def _content(file: str) -> tuple[bytes, str]:
    """Return what the file has, and what it is called."""
    if file != "-":
        return file_content(Path(file)), file
    if sys.stdin is None:
        return b"", _("standard input")
    return sys.stdin.buffer.read(LARGEST + 1), _("standard input")
