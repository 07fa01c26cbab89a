"""What the board's list shows, and on which rows: plain values, without a screen."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.board.standing import Stand

if TYPE_CHECKING:
    from clicktui.board.finding import Found
    from clicktui.coding.quoted import QuotedCode

HEADER_ROWS = 1
QUOTE_ROWS = 4


@dataclass(frozen=True, slots=True)
class BoardView:
    """A board with what is known of its quotes.

    ``stands`` says by id how each quote stands in its source; a quote that is not in it counts as
    unchanged. ``same_words`` are the ids of quotes whose words are on the board more than once.
    ``pins_to`` is the id of the list that pins go to, "" where that is not known. ``found`` are
    the quotes found on the board, in its order; None: nothing is searched and all are shown.
    ``codes`` are those of the quotes by id, as far as they are known yet. ``proposed`` names, by
    id, who is proposed to say quotes of which nobody has confirmed who says them.
    """

    board: Board
    stands: Mapping[str, Stand] = field(default_factory=dict)
    same_words: frozenset[str] = frozenset()
    pins_to: str = ""
    found: "tuple[Found, ...] | None" = None
    codes: "Mapping[str, tuple[QuotedCode, ...]]" = field(default_factory=dict)
    proposed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """A quote, or (``pinned`` is None) the header of a list, in the board's list.

    ``shown`` is the number of quotes of the list that are found, all of them without a search.
    """

    quote_list: QuoteList
    pinned: PinnedQuote | None
    shown: int

    @property
    def id(self) -> str:
        """The id of the quote, or of the list."""
        return self.quote_list.id if self.pinned is None else self.pinned.id

    @property
    def rows(self) -> int:
        """The rows that it takes."""
        return HEADER_ROWS if self.pinned is None else QUOTE_ROWS


class Layout:
    """The items of a view one under the other; rows count from 0 at the top of the first."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = tuple(items)
        self._first_rows = list(accumulate((item.rows for item in self.items), initial=0))
        self._places = {item.id: place for place, item in enumerate(self.items)}

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._first_rows[-1]

    def place(self, item_id: str | None) -> int | None:
        """Return which of ``items`` has this id, counted from 0; None where none has."""
        return None if item_id is None else self._places.get(item_id)

    def item(self, item_id: str | None) -> Item | None:
        """Return the item with this id, None where there is none."""
        place = self.place(item_id)
        return None if place is None else self.items[place]

    def place_at(self, row: int) -> int | None:
        """Return which of ``items`` takes ``row``; None above and below all of them."""
        return bisect_right(self._first_rows, row) - 1 if 0 <= row < len(self) else None

    def rows_of(self, place: int) -> range:
        """Return the rows of the item at ``place``."""
        return range(self._first_rows[place], self._first_rows[place + 1])

    def rows_of_list(self, list_id: str) -> range:
        """Return the rows of the header of a list and of those of its quotes that are shown."""
        first = last = self._places[list_id]
        while last + 1 < len(self.items) and self.items[last + 1].pinned is not None:
            last += 1
        return range(self._first_rows[first], self._first_rows[last + 1])


def laid_out(view: BoardView, folded: Collection[str]) -> Layout:
    """Return the items of ``view``: each list's header, and its quotes unless it is ``folded``.

    Where something is searched, only what was found is there, and the headers of its lists.
    """
    found = None if view.found is None else {one.quote for one in view.found}
    items: list[Item] = []
    for quote_list in view.board.lists:
        quotes = quote_list.quotes
        if found is not None:
            quotes = tuple(pinned for pinned in quotes if pinned.id in found)
            if not quotes:
                continue
        items.append(Item(quote_list, None, len(quotes)))
        if quote_list.id not in folded:
            items += [Item(quote_list, pinned, len(quotes)) for pinned in quotes]
    return Layout(items)


def nearest(before: Board, gone: str, layout: Layout) -> str | None:
    """Return the id of what to highlight instead of ``gone``, an item of the board ``before``.

    In a quote's list that is the next quote that is still shown there, or else the previous one,
    or the list itself; then comes whatever follows, and whatever precedes.
    """
    order: list[str] = []
    list_id = ""
    for quote_list in before.lists:
        ids = [quote_list.id, *(pinned.id for pinned in quote_list.quotes)]
        if gone in ids[1:]:
            list_id = quote_list.id
            at = ids.index(gone)
            near = [*ids[at + 1 :], *reversed(ids[1:at]), list_id]
            for item_id in near:
                item = layout.item(item_id)
                if item is not None and item.quote_list.id == list_id:
                    return item_id
        order += ids
    at = order.index(gone) if gone in order else 0
    candidates = [*order[at:], *reversed(order[:at]), *(item.id for item in layout.items[:1])]
    return next((item_id for item_id in candidates if layout.place(item_id) is not None), None)
