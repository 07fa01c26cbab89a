"""From a file of any of the known kinds to a board, as the corpus bears it out.

What a file is, its ending says, or else how it begins.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from clicktui.board.desk import Desk
from clicktui.board.importing import read_board
from clicktui.coding.exchange import IncomingCoding, read_codings, resolved
from clicktui.errors import BoardFileError, NotFoundError
from clicktui.exporting.coderecord import KnownCode, known_codes
from clicktui.exporting.incoming import IncomingBoard, IncomingQuote, LeftOut, TakenIn
from clicktui.exporting.taking_in import taken_in
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.microtasks.codebook import Codebook

KINDS = ("yaml", "csv", "jsonld", "qdpx")
"""What can be taken in, by the ids of ``formats``."""

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is opened; the readers of each kind have limits of their own."""

_KINDS_OF_ENDINGS = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "jsonld",
    ".jsonld": "jsonld",
    ".qdpx": "qdpx",
}
_BIBLIOGRAPHIES = (".bib", ".ris")
_DOCUMENTS = (".xlsx", ".xls", ".ods")
_BOM = b"\xef\xbb\xbf"
_HEAD = 4096
"""Bytes in which the heads of a table, or what says that a file has codings, are looked for."""

_CODINGS = re.compile(rb'"format"\s*:\s*"codings"')


def file_content(path: Path) -> bytes:
    """Return what the file at ``path`` holds, of one that is too large only so much as tells it.

    Raises:
        OSError: it cannot be read.
    """
    with path.expanduser().open("rb") as file:
        return file.read(LARGEST + 1)


def kind_of(content: bytes, name: str) -> str:
    """Return which of ``KINDS`` the file ``name`` is.

    Raises:
        BoardFileError: it is of a kind that is known for something else; the text says what to do.
    """
    ending = PurePath(name).suffix.lower()
    if ending in _BIBLIOGRAPHIES:
        problem = _("{file}: a bibliography, not a board: works are for “clicktui metadata import”")
        raise BoardFileError(problem.format(file=name))
    if ending in _DOCUMENTS:
        problem = _("{file}: a workbook: save its table as “CSV UTF-8” and import that")
        raise BoardFileError(problem.format(file=name))
    if content.startswith(b"PK\x03\x04"):
        return "qdpx"
    if ending in _KINDS_OF_ENDINGS:
        return _KINDS_OF_ENDINGS[ending]
    start = content.removeprefix(_BOM).lstrip()[:_HEAD]
    if start.startswith((b"{", b"[")):
        return "jsonld"
    heads = start.split(b"\n", 1)[0].lower()
    return "csv" if b"exact words" in heads else "yaml"


def read_in(
    content: bytes,
    name: str,
    desk: Desk,
    kind: str = "",
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    codebook: Codebook | None = None,
) -> TakenIn:
    """Return the board or the codings that ``content`` describes; errors call the file ``name``.

    ``kind`` is one of ``KINDS``, "" for what the file seems to be. ``progress`` is told (quotes
    done, quotes in all); what it raises goes through. Codes of ``codebook`` are known also in files
    that clicktui did not write.

    Raises:
        BoardFileError: the file cannot be read as what it is.
    """
    if len(content) > LARGEST:
        raise BoardFileError(_("{file}: larger than 256 MB").format(file=name))
    kind = kind or kind_of(content, name)
    if kind == "jsonld" and _CODINGS.search(content, 0, _HEAD):
        return _codings(content, name, desk)
    if kind == "yaml":
        text = _decoded(content, name)
        board, told = read_board(desk, desk.corpus, text, name)
        return TakenIn(board, told=told, yaml=text)
    known = known_codes([codebook] if codebook is not None else [])
    incoming = _incoming(content, name, kind, known)
    incoming = replace(incoming, name=incoming.name or PurePath(name).stem)
    taken = taken_in(incoming, desk.corpus, desk.who, progress=progress)
    return replace(taken, is_table=kind == "csv")


def _codings(content: bytes, name: str, desk: Desk) -> TakenIn:
    """Return what people decided, as ``coding.exchange`` writes it: a file without a board."""
    found = resolved(read_codings(_decoded(content, name), name), desk.corpus)
    if not (found.decisions or found.not_found):
        raise BoardFileError(_("{file}: there are no codings in it").format(file=name))
    empty = taken_in(IncomingBoard(PurePath(name).stem, has_no_board=True), desk.corpus, desk.who)
    left_out = tuple(LeftOut(_quote_of(one.coding), one.reason) for one in found.not_found)
    decisions = (*found.older, *found.decisions)
    return replace(empty, decisions=decisions, codings_left_out=left_out)


def _quote_of(one: IncomingCoding) -> IncomingQuote:
    return IncomingQuote(
        words=one.sought.words,
        sources=(one.title, one.sought.file),
        work=one.sought.work,
        before=one.sought.prefix,
        after=one.sought.suffix,
        id=one.id,
        by=one.coder,
        at=one.at,
        note=one.memo,
    )


def refuse_nothing(taken: TakenIn) -> TakenIn:
    """Return ``taken``, of which something is there to be taken in.

    Raises:
        NotFoundError: the file has quotes, and the corpus has none of them.
    """
    left_out = len(taken.left_out)
    if left_out and not len(taken.board):
        problem = translate_plural(
            "Nothing was imported: the one quote of the file could not be found in the corpus",
            "Nothing was imported: none of the {n} quotes of the file could be found in the corpus",
            left_out,
        )
        raise NotFoundError(problem.format(n=left_out))
    return taken


def _incoming(content: bytes, name: str, kind: str, known: Sequence[KnownCode]) -> IncomingBoard:
    if kind == "csv":
        from clicktui.exporting import csvtable

        return csvtable.read(content, name)
    if kind == "jsonld":
        from clicktui.exporting import webannotation_reading

        return webannotation_reading.read(content, name)
    from clicktui.exporting import qdpx_reading

    return qdpx_reading.read(content, name, known)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = _("{file}: not UTF-8 at byte {offset}: save it as UTF-8")
        raise BoardFileError(problem.format(file=name, offset=error.start)) from error
