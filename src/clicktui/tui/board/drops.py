"""Where what is dragged on the board's list falls, and where a line shows it beforehand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from clicktui.board.model import PinnedQuote
from clicktui.tui.board.view import QUOTE_ROWS, Layout


@dataclass(frozen=True, slots=True)
class QuotesDrop:
    """Quotes fall into a list, before the quote ``before`` (None: at its end).

    The line is drawn over ``row`` of the layout, ``onto`` naming the list whose header that is.
    """

    list_id: str
    before: str | None
    row: int
    onto: str = ""


@dataclass(frozen=True, slots=True)
class ListDrop:
    """A list falls ``step`` places further down (negative: up); the line is over ``row``."""

    list_id: str
    step: int
    row: int
    onto: str = ""


Drop = QuotesDrop | ListDrop


def quotes_drop(layout: Layout, row: int, moving: Collection[str]) -> QuotesDrop | None:
    """Return where the quotes ``moving`` fall when they are let go at ``row``.

    On a header that is first in its list; on the upper half of a quote before it, on the lower
    half behind it; above and below everything at the nearest of these. None: nothing would move.
    """
    place = layout.place_at(min(max(row, 0), len(layout) - 1))
    if place is None:
        return None
    item = layout.items[place]
    quotes = item.quote_list.quotes
    rows = layout.rows_of(place)
    behind = layout.items[place + 1] if place + 1 < len(layout.items) else None
    next_is_quote = behind is not None and behind.pinned is not None
    onto = ""
    if item.pinned is None:
        before = quotes[0].id if quotes else None
        if next_is_quote:
            line = rows.stop
        else:
            line, onto = rows.start, item.quote_list.name
    elif row < rows.start + QUOTE_ROWS // 2:
        before, line = item.id, rows.start
    else:
        at = next(index for index, pinned in enumerate(quotes) if pinned.id == item.id)
        before = quotes[at + 1].id if at + 1 < len(quotes) else None
        line = rows.stop if next_is_quote else rows.stop - 1
    if _stays(quotes, moving, before):
        return None
    return QuotesDrop(item.quote_list.id, before, line, onto)


def list_drop(layout: Layout, row: int, list_id: str, order: Sequence[str]) -> ListDrop | None:
    """Return where a list falls when it is let go at ``row``: on the place of the list there.

    ``order`` has the ids of all lists of the board. None: it would not move.
    """
    place = layout.place_at(min(max(row, 0), len(layout) - 1))
    if place is None:
        return None
    there = layout.items[place].quote_list.id
    step = order.index(there) - order.index(list_id)
    if not step:
        return None
    rows = layout.rows_of_list(there)
    return ListDrop(list_id, step, rows.stop - 1 if step > 0 else rows.start)


def _stays(quotes: Sequence[PinnedQuote], moving: Collection[str], before: str | None) -> bool:
    """Say whether moving before ``before`` leaves the list and its order as they are."""
    ids = [pinned.id for pinned in quotes]
    going = frozenset(moving)
    if not going <= set(ids):
        return False
    at = ids.index(before) if before is not None else len(ids)
    head = [one for one in ids[:at] if one not in going]
    tail = [one for one in ids[at:] if one not in going]
    return [*head, *(one for one in ids if one in going), *tail] == ids
