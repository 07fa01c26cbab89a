"""``clicktui export``: a board, or one of its lists, as a file of another program's."""

import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from clicktui.board.model import Board
from clicktui.cli.arguments import UsageError
from clicktui.cli.board_documents import board_document
from clicktui.cli.board_session import Session, say_line
from clicktui.cli.documents import dump
from clicktui.cli.exitcodes import FOUND
from clicktui.cli.newfile import write_files
from clicktui.cli.progress import Progress
from clicktui.cli.terminal import say, say_error
from clicktui.corpus.cleaning import clean_text
from clicktui.exporting.formats import FORMATS, Format, format_called, format_of
from clicktui.exporting.material import Exported
from clicktui.i18n import translate as _
from clicktui.workspace import Workspace

_UNNAMED = "board"

CODINGS_FORMAT = "qdpx"
"""The format of codings without a board, by its id."""


def export(arguments: Namespace) -> int:
    """Write the board that ``arguments`` ask for, or print it; return the exit code.

    Raises:
        ClicktuiError, OSError: see ``export_board``.
    """
    with closing(Workspace()) as workspace:
        session = Session(workspace, arguments)
        try:
            return export_board(session)
        finally:
            session.tell_notices()


def export_board(session: Session) -> int:
    """Write a board, or one of its lists, in a format, or print it.

    Raises:
        UsageError: no format is known, the format has to have a file, or one is there already and
            not ``--force``.
        NotFoundError, AmbiguousError: the board, or the list.
        StyleError: a reference cannot be made.
        ClicktuiError: a package that the format needs is not installed.
        OSError: a file cannot be written.
    """
    given = session.arguments
    are_codings = getattr(given, "codings", False)
    wanted = _codings_format(given) if are_codings else _format(given)
    if given.out is None:
        _refuse_printing(wanted)
    board = None if are_codings else session.board()
    made = _made(session, board, wanted)
    written: list[Path] = []
    if given.out is not None:
        folder = Path(given.out).parent
        files = {folder / name: content for name, content in made.files.items()}
        write_files(files, given.force)
        written = list(files)
    for loss in made.losses:
        say_error(loss)
    if session.as_json:
        say(dump(_document(board, wanted, given.out, written, made)))
    elif written:
        for path in written:
            say_line(_("{file} is written").format(file=path))
    else:
        _print_exactly(_content(made))
    return FOUND


def _format(given: Namespace) -> Format:
    if given.format is not None:
        return format_called(given.format)
    found = format_of(given.out) if given.out is not None else None
    if found is None:
        names = ", ".join(one.id for one in FORMATS)
        raise UsageError(_("say in which format: --format {names}").format(names=names))
    return found


def _codings_format(given: Namespace) -> Format:
    """Return the one format that codings without a board go out in."""
    if given.board is not None or given.list is not None or not given.with_codes:
        problem = _("--codings exports what the whole corpus is coded: name no board and no list")
        raise UsageError(problem)
    wanted = format_called(CODINGS_FORMAT) if given.format is None else _format(given)
    if wanted.id != CODINGS_FORMAT:
        raise UsageError(_("--codings goes out as {format} only").format(format=CODINGS_FORMAT))
    return wanted


def _refuse_printing(wanted: Format) -> None:
    if wanted.beside:
        raise UsageError(
            _("{format} makes two files: say where the first goes, --out PATH{ending}").format(
                format=wanted.id, ending=wanted.ending
            )
        )
    if not wanted.is_text:
        raise UsageError(
            _("{format} is no text to print: say where it goes, --out PATH{ending}").format(
                format=wanted.id, ending=wanted.ending
            )
        )


def _made(session: Session, board: Board | None, wanted: Format) -> Exported:
    """Return the board in a format; without one, all codings of the corpus."""
    given, workspace = session.arguments, session.workspace
    name = Path(given.out).name if given.out is not None else _UNNAMED + wanted.ending
    if not name:
        raise UsageError(_("{file}: this is no file: name another one").format(file=given.out))
    lang = given.lang or workspace.citing.lang
    progress = Progress(
        _("exporting: {done} of {total} passages")
        if board is None
        else _("exporting: {done} of {total} quotes")
    )
    try:
        if board is None:
            material = workspace.codings_material(lang, progress)
        else:
            named = given.list is not None
            is_coded = given.with_codes and wanted.has_codes
            material = workspace.material(
                board,
                lang,
                style=given.style or "",
                list_id=session.desk.list_named(board, given.list).id if named else None,
                progress=progress,
                coding=workspace.coding_desk if is_coded else None,
            )
        return workspace.exported(wanted, material, name)
    finally:
        progress.end()


def _content(made: Exported) -> bytes:
    return next(iter(made.files.values()))


def _document(
    board: Board | None, wanted: Format, out: str | None, written: list[Path], made: Exported
) -> dict[str, object]:
    text = _content(made).decode("utf-8") if wanted.is_text else None
    return {
        "board": board_document(board) if board is not None else None,
        "format": wanted.id,
        "file": out,
        "files": [str(path) for path in written],
        "losses": list(made.losses),
        "text": text,
    }


def _print_exactly(content: bytes) -> None:
    """Print ``content`` as the file that it is to become, whatever the terminal's encoding.

    A terminal gets what it can show.
    """
    if sys.stdout is None or sys.stdout.isatty():
        print(clean_text(content.decode("utf-8")), end="")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
