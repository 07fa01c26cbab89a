"""A board from a file in the place of the one that it was made from: nothing is lost by that.

Formats of other programs do not carry all of a board, and quotes that the corpus does not bear out
are not taken in: what a file could not have had stays as it is on the board.
"""

from collections.abc import Iterable
from dataclasses import replace

from clicktui.board.desk import Desk
from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.board.standing import Standing
from clicktui.exporting.incoming import TakenIn
from clicktui.i18n import translate_plural


def in_its_place(taken: TakenIn, desk: Desk) -> TakenIn:
    """Return ``taken`` as it can replace the board that it was made from, if that is there.

    A table says nothing of its board: the one that has most of its quotes is meant, and keeps its
    name, memo and lists. Quotes that are not in the file stay where their source has changed, and
    so do those that are in the file and could not be found.
    """
    present = board_meant(taken, desk)
    if present is None or taken.yaml:
        return taken
    board = _as_of(taken.board, present) if taken.is_table else taken.board
    left_out = {one.quote.id for one in taken.left_out}
    there = {one.id for one in board.quotes}
    stands = desk.stands(present)
    staying = {
        one.id
        for one in present.quotes
        if one.id not in there
        and (one.id in left_out or stands[one.id].standing is not Standing.SAME)
    }
    if not staying:
        return replace(taken, board=board)
    told = translate_plural(
        "{n} quote that the file could not have, or that was not found, stays on the board",
        "{n} quotes that the file could not have, or that were not found, stay on the board",
        len(staying),
    ).format(n=len(staying))
    return replace(taken, board=_with(board, present, staying), told=(*taken.told, told))


def board_meant(taken: TakenIn, desk: Desk) -> Board | None:
    """Return the board that the file was made from, None where it is not there."""
    there = [desk.board(one.id) for one in desk.boards(archived=True)]
    if not taken.is_table:
        return next((one for one in there if one.id == taken.board.id), None)
    ids = {one.id for one in taken.board.quotes} | {one.quote.id for one in taken.left_out}
    shared = [sum(one.id in ids for one in board.quotes) for board in there]
    most = max(shared, default=0)
    return there[shared.index(most)] if most else None


def _as_of(board: Board, present: Board) -> Board:
    """Return the quotes of ``board`` on ``present``, whose lists stay, also where they are empty.

    They stay kept against a changed source where their words are the same.
    """
    quotes = {one.id: one for one in present.quotes}
    lists = {one.name: one.quotes for one in board.lists}
    old = [replace(one, quotes=_kept(lists.pop(one.name, ()), quotes)) for one in present.lists]
    new = [one for one in board.lists if one.name in lists]
    return replace(present, lists=(*old, *new))


def _kept(
    quotes: Iterable[PinnedQuote], present: dict[str, PinnedQuote]
) -> tuple[PinnedQuote, ...]:
    return tuple(
        replace(one, kept_against=present[one.id].kept_against)
        if one.id in present and present[one.id].quote.words == one.quote.words
        else one
        for one in quotes
    )


def _with(board: Board, present: Board, staying: set[str]) -> Board:
    """Return ``board`` with the quotes of ``present`` that stay, at their places in its lists."""
    lists = list(board.lists)
    for old in present.lists:
        if not any(one.id in staying for one in old.quotes):
            continue
        place = next((n for n, one in enumerate(lists) if one.id == old.id), None)
        if place is None:
            place = next((n for n, one in enumerate(lists) if one.name == old.name), None)
        if place is None:
            place = len(lists)
            lists.append(QuoteList(old.id, old.name))
        quotes = list(lists[place].quotes)
        for nth, one in enumerate(old.quotes):
            if one.id in staying:
                quotes.insert(min(nth, len(quotes)), one)
        lists[place] = replace(lists[place], quotes=tuple(quotes))
    return replace(board, lists=tuple(lists))
