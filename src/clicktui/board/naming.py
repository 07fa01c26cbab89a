"""Boards, lists and quotes by what a user calls them."""

import difflib
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from clicktui.board.model import Board, BoardSummary, PinnedQuote, QuoteList
from clicktui.errors import AmbiguousError, BoardError, NotFoundError
from clicktui.i18n import translate as _


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


def board_named(boards: Sequence[BoardSummary], name: str) -> BoardSummary:
    """Return the board with this id or name.

    Raises:
        NotFoundError: there is none; the text names those that are there.
        AmbiguousError: case apart, several are called so.
    """
    return _named(boards, name, _("no board is called “{name}”"))


def list_named(board: Board, name: str) -> QuoteList:
    """Return the list of ``board`` with this id or name.

    Raises:
        NotFoundError: there is none; the text names those that are there.
        AmbiguousError: case apart, several are called so.
    """
    return _named(board.lists, name, _("no list of this board is called “{name}”"))


def quote_named(board: Board, beginning: str) -> PinnedQuote:
    """Return the quote of ``board`` whose id is, or begins with, ``beginning``.

    Raises:
        NotFoundError: there is none.
        AmbiguousError: there are several.
    """
    wanted = beginning.strip()
    found = [one for one in board.quotes if wanted and one.id.startswith(wanted)]
    exact = [one for one in found if one.id == wanted]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise NotFoundError(
            _("no quote of this board has an id that begins with “{name}”").format(name=wanted[:80])
        )
    several = ", ".join(one.id for one in found[:3])
    raise AmbiguousError(
        _("several quotes begin with “{name}” ({several} …): give more of the id").format(
            name=wanted, several=several
        )
    )


def refuse_taken(boards: Iterable[BoardSummary], name: str, but: str = "") -> str:
    """Return ``name``, which no board but ``but`` (an id) has.

    Raises:
        BoardError: another one has it.
    """
    if any(one.name == name and one.id != but for one in boards):
        raise BoardError(_("There is a board “{name}” already").format(name=name))
    return name


def _named(those: Sequence[_T], name: str, none: str) -> _T:
    wanted = " ".join(name.split())
    for of in (
        [one for one in those if one.id == wanted],
        [one for one in those if one.name == wanted],
        [one for one in those if one.name.casefold() == wanted.casefold()],
    ):
        if len(of) == 1:
            return of[0]
        if of:
            ids = ", ".join(one.id for one in of)
            raise AmbiguousError(
                _("several are called “{name}”: say which by its id ({ids})").format(
                    name=wanted, ids=ids
                )
            )
    line = none.format(name=wanted[:80])
    names = [one.name for one in those]
    near = difflib.get_close_matches(wanted, names, n=3, cutoff=0.4) or names[:3]
    if near:
        more = " …" if len(near) < len(names) else ""
        line = _("{line}; there is: {near}").format(line=line, near=", ".join(near) + more)
    raise NotFoundError(line)
