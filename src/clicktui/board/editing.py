"""Edits of a board: pure functions from a board to the board after.

They raise ``BoardError`` where something that they name is not on the board (any more), and never
touch the quoted words. Names are kept clean and on one line; notes and memos keep their lines.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.board.stamps import new_id
from clicktui.corpus.alterations import Alteration
from clicktui.corpus.cleaning import clean_text
from clicktui.errors import BoardError
from clicktui.i18n import translate as _

LONGEST_NAME = 200
"""Code points of the name of a board, a list or a tag."""


def name_of(text: str) -> str:
    """Return ``text`` as a name: clean, on one line, at most ``LONGEST_NAME`` code points.

    Raises:
        BoardError: nothing is left of it, or it is longer.
    """
    name = " ".join(clean_text(text).split())
    if not name:
        raise BoardError(_("A name has to have at least one letter"))
    if len(name) > LONGEST_NAME:
        raise BoardError(_("A name has at most {number} characters").format(number=LONGEST_NAME))
    return name


def list_of(board: Board, list_id: str) -> QuoteList:
    """Return the list with this id.

    Raises:
        BoardError: the board has none.
    """
    for quote_list in board.lists:
        if quote_list.id == list_id:
            return quote_list
    raise BoardError(_("This list is not on the board any more"))


def quote_of(board: Board, quote_id: str) -> PinnedQuote:
    """Return the quote with this id.

    Raises:
        BoardError: the board has none.
    """
    for pinned in board.quotes:
        if pinned.id == quote_id:
            return pinned
    raise BoardError(_("This quote is not on the board any more"))


def list_holding(board: Board, quote_id: str) -> QuoteList:
    """Return the list that holds the quote.

    Raises:
        BoardError: no list does.
    """
    for quote_list in board.lists:
        if any(pinned.id == quote_id for pinned in quote_list.quotes):
            return quote_list
    raise BoardError(_("This quote is not on the board any more"))


def pinned(board: Board, quote: PinnedQuote, list_id: str, at: int | None = None) -> Board:
    """Return ``board`` with ``quote`` in a list, before its ``at``-th quote (from 0), or last.

    Raises:
        BoardError: no such list.
    """
    quotes = list(list_of(board, list_id).quotes)
    quotes.insert(len(quotes) if at is None else at, quote)
    return _with_quotes(board, list_id, quotes)


def removed(board: Board, quote_ids: Iterable[str]) -> Board:
    """Return ``board`` without these quotes.

    Raises:
        BoardError: one of them is not there.
    """
    gone = {quote_of(board, quote_id).id for quote_id in quote_ids}
    lists = tuple(_without(quote_list, gone) for quote_list in board.lists)
    return replace(board, lists=lists)


def moved(board: Board, quote_ids: Iterable[str], list_id: str, before: str | None = None) -> Board:
    """Return ``board`` with these quotes in a list, in board order, before the quote ``before``.

    None: at the end. Where ``before`` is itself moved, what follows it and stays is meant.

    Raises:
        BoardError: one of the quotes or the list is not there, or ``before`` not in that list.
    """
    going = {quote_of(board, quote_id).id for quote_id in quote_ids}
    target = list_of(board, list_id)
    ids = [one.id for one in target.quotes]
    if before is not None and before not in ids:
        raise BoardError(_("This quote is not on the board any more"))
    after = ids[ids.index(before) :] if before is not None else []
    anchor = next((one for one in after if one not in going), None)
    moving = [one for one in board.quotes if one.id in going]
    lists = []
    for quote_list in board.lists:
        left = _without(quote_list, going)
        if quote_list.id == list_id:
            quotes = list(left.quotes)
            at = len(quotes)
            if anchor is not None:
                at = next(place for place, one in enumerate(quotes) if one.id == anchor)
            quotes[at:at] = moving
            left = replace(left, quotes=tuple(quotes))
        lists.append(left)
    return replace(board, lists=tuple(lists))


def shifted(board: Board, quote_ids: Iterable[str], step: int) -> Board:
    """Return ``board`` with these quotes together one place down (``step`` 1) or up (-1).

    From the end of a list they go to the next list, from its beginning to the one before; at the
    ends of the board they stay.

    Raises:
        BoardError: one of the quotes is not there.
    """
    going = {quote_of(board, quote_id).id for quote_id in quote_ids}
    if not going:
        return board
    order = [
        (nth, place, one.id)
        for nth, quote_list in enumerate(board.lists)
        for place, one in enumerate(quote_list.quotes)
        if one.id in going
    ]
    nth, place, _edge = order[-1] if step > 0 else order[0]
    here = [one.id for one in board.lists[nth].quotes]
    if step > 0 and place + 1 < len(here):
        return moved(board, going, board.lists[nth].id, next(iter(here[place + 2 :]), None))
    if step < 0 and place > 0:
        return moved(board, going, board.lists[nth].id, here[place - 1])
    if not 0 <= nth + step < len(board.lists):
        return board
    there = board.lists[nth + step]
    first = next((one.id for one in there.quotes), None)
    return moved(board, going, there.id, first if step > 0 else None)


def changed(
    board: Board, quote_ids: Iterable[str], change: Callable[[PinnedQuote], PinnedQuote]
) -> Board:
    """Return ``board`` with ``change`` made to each of these quotes.

    Raises:
        BoardError: one of them is not there.
    """
    wanted = {quote_of(board, quote_id).id for quote_id in quote_ids}
    if not wanted:
        return board
    lists = tuple(
        replace(
            quote_list,
            quotes=tuple(change(one) if one.id in wanted else one for one in quote_list.quotes),
        )
        if any(one.id in wanted for one in quote_list.quotes)
        else quote_list
        for quote_list in board.lists
    )
    return replace(board, lists=lists)


def with_note(board: Board, quote_id: str, note: str) -> Board:
    """Return ``board`` with ``note`` (several lines allowed) on a quote.

    Raises:
        BoardError: no such quote.
    """
    kept = clean_text(note).strip("\n")
    return changed(board, [quote_id], lambda one: replace(one, note=kept))


def with_tags(
    board: Board, quote_ids: Iterable[str], add: Iterable[str], remove: Iterable[str] = ()
) -> Board:
    """Return ``board`` with tags added to and taken from quotes; tags keep their order.

    Raises:
        BoardError: no such quote, or a tag without a letter.
    """
    added = [name_of(tag) for tag in add]
    dropped = {name_of(tag) for tag in remove}

    def tag(one: PinnedQuote) -> PinnedQuote:
        tags = dict.fromkeys([*one.tags, *added])
        return replace(one, tags=tuple(tag for tag in tags if tag not in dropped))

    return changed(board, quote_ids, tag)


def with_star(board: Board, quote_ids: Iterable[str], is_starred: bool) -> Board:
    """Return ``board`` with these quotes starred, or not.

    Raises:
        BoardError: no such quote.
    """
    return changed(board, quote_ids, lambda one: replace(one, is_starred=is_starred))


def with_alterations(board: Board, quote_id: str, alterations: Sequence[Alteration]) -> Board:
    """Return ``board`` with these alterations, already checked, over a quote's words.

    Raises:
        BoardError: no such quote.
    """
    kept = tuple(alterations)
    return changed(board, [quote_id], lambda one: replace(one, alterations=kept))


def with_list(board: Board, quote_list: QuoteList, at: int | None = None) -> Board:
    """Return ``board`` with one list more, before its ``at``-th (from 0), or last.

    Raises:
        BoardError: there is a list of that name.
    """
    _refuse_taken(board, quote_list.name, None)
    lists = list(board.lists)
    lists.insert(len(lists) if at is None else at, quote_list)
    return replace(board, lists=tuple(lists))


def with_list_named(board: Board, list_id: str, name: str) -> Board:
    """Return ``board`` with a list under another name.

    Raises:
        BoardError: no such list, no name, or another list of that name.
    """
    kept = name_of(name)
    wanted = list_of(board, list_id)
    _refuse_taken(board, kept, wanted.id)
    return _with_list_in_place(board, replace(wanted, name=kept))


def with_list_moved(board: Board, list_id: str, at: int) -> Board:
    """Return ``board`` with a list as its ``at``-th (from 0); beyond the ends, at the end.

    Raises:
        BoardError: no such list.
    """
    wanted = list_of(board, list_id)
    lists = [one for one in board.lists if one.id != list_id]
    lists.insert(min(max(at, 0), len(lists)), wanted)
    return replace(board, lists=tuple(lists))


def without_list(board: Board, list_id: str) -> Board:
    """Return ``board`` without a list and its quotes.

    Raises:
        BoardError: no such list, or it is the only one.
    """
    gone = list_of(board, list_id)
    if len(board.lists) == 1:
        raise BoardError(_("A board has at least one list"))
    return replace(board, lists=tuple(one for one in board.lists if one.id != gone.id))


def with_memo(board: Board, memo: str) -> Board:
    """Return ``board`` with another memo, a Markdown text."""
    return replace(board, memo=clean_text(memo).strip("\n"))


def with_new_ids(board: Board) -> Board:
    """Return ``board`` as another one, with other ids for itself, its lists and quotes."""
    lists = tuple(
        replace(
            one,
            id=new_id(),
            quotes=tuple(replace(pinned, id=new_id()) for pinned in one.quotes),
        )
        for one in board.lists
    )
    return replace(board, id=new_id(), lists=lists)


def _refuse_taken(board: Board, name: str, but: str | None) -> None:
    if any(one.name == name and one.id != but for one in board.lists):
        raise BoardError(_("There is a list “{name}” on this board").format(name=name))


def _with_quotes(board: Board, list_id: str, quotes: Sequence[PinnedQuote]) -> Board:
    return _with_list_in_place(board, replace(list_of(board, list_id), quotes=tuple(quotes)))


def _with_list_in_place(board: Board, quote_list: QuoteList) -> Board:
    lists = tuple(quote_list if one.id == quote_list.id else one for one in board.lists)
    return replace(board, lists=lists)


def _without(quote_list: QuoteList, gone: set[str]) -> QuoteList:
    if not any(one.id in gone for one in quote_list.quotes):
        return quote_list
    return replace(quote_list, quotes=tuple(one for one in quote_list.quotes if one.id not in gone))
