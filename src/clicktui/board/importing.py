"""Boards that come from a file, among those of a store."""

from dataclasses import replace
from enum import StrEnum

from clicktui.board.boards import Boards, Done
from clicktui.board.editing import name_of, with_new_ids
from clicktui.board.files.reading import read
from clicktui.board.files.restoring import resolved
from clicktui.board.model import Board
from clicktui.board.naming import refuse_taken
from clicktui.board.stamps import now
from clicktui.corpus.corpus import Corpus
from clicktui.errors import BoardError
from clicktui.i18n import translate as _


class Meets(StrEnum):
    """What a board that comes from a file meets among those that are there."""

    NOTHING = "nothing"  # it is new
    ITSELF = "itself"  # it is there, and the same
    ANOTHER_STATE = "another-state"  # it is there, and differs
    ITS_NAME = "its-name"  # another board is called so


def met_by(boards: Boards, board: Board) -> Meets:
    """Return what ``board`` meets."""
    there = {one.id: one for one in boards.boards(archived=True)}
    if board.id in there:
        present = boards.board(board.id)
        is_same = replace(board, mirror=present.mirror) == present
        return Meets.ITSELF if is_same else Meets.ANOTHER_STATE
    has_name = any(one.name == board.name for one in there.values())
    return Meets.ITS_NAME if has_name else Meets.NOTHING


def imported(
    boards: Boards,
    corpus: Corpus,
    text: str,
    file_name: str,
    as_name: str | None = None,
    replace_it: bool = False,
) -> Done:
    """Take in the board that the YAML ``text`` describes; errors call the file ``file_name``.

    ``Done.warnings`` tell where the file and the corpus differ.

    Raises:
        BoardFileError: the file is no board, or has a mistake.
        BoardError, BoardStoreError: see ``placed``.
    """
    board, told = read_board(boards, corpus, text, file_name)
    return placed(boards, board, told, text, as_name, replace_it)


def read_board(
    boards: Boards, corpus: Corpus, text: str, file_name: str
) -> tuple[Board, tuple[str, ...]]:
    """Return the board that the YAML ``text`` describes, and where the corpus says otherwise.

    Raises:
        BoardFileError: the file ``file_name`` is no board, or has a mistake.
    """
    draft = read(text, file_name)
    is_there = any(one.id == draft.id for one in boards.boards(archived=True))
    known = tuple(boards.store.board(draft.id).quotes) if is_there else ()
    return resolved(draft, corpus, boards.who, now(), known)


def placed(
    boards: Boards,
    board: Board,
    told: tuple[str, ...] = (),
    text: str = "",
    as_name: str | None = None,
    replace_it: bool = False,
) -> Done:
    """Put ``board``, which came from a file, among those of a store; ``told`` is told as well.

    A board that is there already (by its id) is changed to it only with ``replace_it``;
    ``as_name`` puts it beside, with new ids. ``text`` is the YAML that it came from, if any.

    Raises:
        BoardError, BoardStoreError: it is there and differs, its name is taken, or nothing can be
            changed.
    """
    there = {one.id: one for one in boards.boards(archived=True)}
    if as_name is not None:
        board = with_new_ids(replace(board, name=name_of(as_name)))
    elif board.id in there:
        return _over(boards, board, told, text, replace_it)
    refuse_taken(there.values(), board.name)
    taken = {one for board_id in there for one in _ids(boards.store.board(board_id))}
    if _ids(board) & taken:
        board = with_new_ids(board)
    done = boards.take_in(board, text if as_name is None else "")
    return replace(done, warnings=(*told, *done.warnings))


def _over(boards: Boards, board: Board, told: tuple[str, ...], text: str, replace_it: bool) -> Done:
    present = boards.board(board.id)
    board = replace(board, mirror=present.mirror)
    if board == present:
        done = boards.take_in(board, text)
        return replace(done, warnings=(*told, *done.warnings))
    if not replace_it:
        raise BoardError(
            _(
                "The board “{name}” is here already, and differs: take the file’s with --replace"
                " (undo brings back what was here), or put it beside with --as NAME"
            ).format(name=present.name)
        )
    others = [one for one in boards.boards(archived=True) if one.id != board.id]
    refuse_taken(others, board.name)
    taken = {one for other in others for one in _ids(boards.store.board(other.id))}
    if _ids(board) & taken:
        raise BoardError(
            _("Quotes of this file are on another board as well: put it beside with --as NAME")
        )
    done = boards.take_in(board, text)
    return replace(done, warnings=(*told, *done.warnings))


def _ids(board: Board) -> set[str]:
    return {
        board.id,
        *(one.id for one in board.lists),
        *(pinned.id for pinned in board.quotes),
    }
