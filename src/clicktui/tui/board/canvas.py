"""The board as one list, drawn row by row: what is seen, highlighted, selected and folded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clicktui.corpus.model import Span
from clicktui.tui.board import rows as board_rows
from clicktui.tui.board.board_wishes import ChangeWished, ChooseList
from clicktui.tui.board.drops import Drop
from clicktui.tui.board.hints import hint_rows
from clicktui.tui.board.view import BoardView, Item, Layout, laid_out, nearest
from clicktui.tui.drawing.overlays import Overlays
from clicktui.tui.drawing.styled_runs import StyledRow, StyledRun
from clicktui.wording.quoted import codes_signs

GUTTER = 3
"""Cells in front of the rows: the highlight's bar (or ``✓``), a sign, a space."""

_KEPT_ROWS = 256


class BoardCanvas(ScrollView, inherit_bindings=False):
    """Draws a ``BoardView`` by the line API; items are known by the ids of quotes and lists."""

    ALLOW_SELECT = False  # the mouse moves quotes here
    COMPONENT_CLASSES = {
        "board--name",
        "board--list",
        "board--quiet",
        "board--tag",
        "board--warning",
        "board--altered",
        "board--emphasis",
        "board--found",
        "board--sign",
        "board--bar",
        "board--drop",
        "board--highlighted",
    }
    DEFAULT_CSS = """
    BoardCanvas {
        overflow-x: hidden; scrollbar-size-vertical: 1;
        & .board--name { text-style: bold; }
        & .board--list { color: $primary; text-style: bold; }
        & .board--quiet { color: $text-muted; }
        & .board--tag { color: $secondary; }
        & .board--warning { color: $warning; text-style: bold; }
        & .board--altered { color: $secondary; }
        & .board--emphasis { text-style: italic underline; }
        & .board--found { color: $accent; text-style: bold underline; }
        & .board--sign { color: $secondary; text-style: bold; }
        & .board--bar { color: $primary; text-style: bold; }
        & .board--drop { color: $accent; text-style: bold; }
        & .board--highlighted { background: $panel; }
    }
    """

    @dataclass
    class Highlighted(Message):
        """The highlight is on the quote or list with the id ``item``; None: there is nothing."""

        item: str | None

    def __init__(self, keymap: Mapping[str, str] | None = None, *, id: str | None = None) -> None:
        """Make a list that names the keys of the user's ``keymap``."""
        super().__init__(id=id)
        self._keymap = dict(keymap or {})
        self._view: BoardView | None = None
        self._items = Layout(())
        self._found: dict[str, tuple[Span, ...]] = {}
        self._highlighted: str | None = None
        self._selected: frozenset[str] = frozenset()
        self._folded: set[str] = set()
        self._folded_in_search: set[str] = set()
        self._pins_to = ""
        self._drop: Drop | None = None
        self._overlays = Overlays(self, "board")
        self._rows_of = lru_cache(maxsize=_KEPT_ROWS)(self._make_rows)

    @property
    def view(self) -> BoardView | None:
        """What is shown; None before anything is."""
        return self._view

    @property
    def highlighted(self) -> str | None:
        """The id of the highlighted quote or list, None when there is none."""
        return self._highlighted

    @property
    def highlighted_item(self) -> Item | None:
        """The highlighted quote or list."""
        return self._items.item(self._highlighted)

    @property
    def selected(self) -> frozenset[str]:
        """The ids of the selected quotes, also of those that a search or a fold hides."""
        return self._selected

    def show(self, view: BoardView) -> None:
        """Show ``view``; highlight, selection, folding and place stay with the ids they were on.

        Where the highlighted item is gone the nearest one is highlighted (see ``nearest``). A
        board shown for the first time is shown from the list that pins go to.
        """
        before, self._view = self._view, view
        if before is None or before.found is None:
            self._folded_in_search = set()
        self._found = {one.quote: one.spans for one in view.found or ()}
        held_by = self._list_of(self._highlighted)
        self._selected &= {pinned.id for pinned in view.board.quotes}
        self._pins_to = view.pins_to or self._pins_to
        self._lay_out()
        if before is None or before.board.id != view.board.id:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
            first = self._items.items[0].id if self._items.items else None
            at_pins = self._items.place(view.pins_to) is not None
            self._go_to(view.pins_to if at_pins else first)
            return
        there = self._highlighted
        if there is not None and self._items.place(there) is None:
            there = nearest(before.board, there, self._items)
        elif there is None and self._items.items:
            there = self._items.items[0].id
        self._go_to(there)
        is_searched = view.found is not None or before.found is not None
        if not is_searched and held_by not in (None, self._list_of(there)):
            self._let_pins_follow()

    def show_codes(self, view: BoardView) -> None:
        """Show ``view``, which differs in nothing but the codes of its quotes."""
        self._view = view
        self._rows_of.cache_clear()
        self.refresh()

    def highlight(self, item_id: str) -> None:
        """Highlight a quote or list of the board and bring it into view, its list unfolded."""
        view = self._view
        if view is None:
            return
        for quote_list in view.board.lists:
            if any(pinned.id == item_id for pinned in quote_list.quotes):
                self._set_folded(quote_list.id, False)
        if self._items.place(item_id) is not None:
            self._highlight(item_id)

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was left."""
        super().notify_style_update()
        self._overlays.clear()

    def on_resize(self) -> None:
        """Lay the rows out for the new width, the highlight in view."""
        self._fit()
        self._reveal()

    # highlight and folds

    def _highlight(self, item_id: str | None) -> None:
        """Highlight an item that the user went to; what she pins next goes to its list."""
        self._go_to(item_id)
        self._let_pins_follow()

    def _go_to(self, item_id: str | None, *, is_revealed: bool = True) -> None:
        self._highlighted = item_id
        if is_revealed:
            self._reveal()
        self.refresh()
        self.post_message(self.Highlighted(item_id))

    def _let_pins_follow(self) -> None:
        list_id = self._list_of(self._highlighted)
        if list_id is not None and list_id != self._pins_to:
            self._pins_to = list_id
            self.post_message(ChangeWished(ChooseList(list_id)))

    def _list_of(self, item_id: str | None) -> str | None:
        item = self._items.item(item_id)
        return None if item is None else item.quote_list.id

    def _folds(self) -> set[str]:
        is_searched = self._view is not None and self._view.found is not None
        return self._folded_in_search if is_searched else self._folded

    def _set_folded(self, list_id: str, is_folded: bool) -> None:
        if is_folded is (list_id in self._folds()):
            return
        if is_folded:
            self._folds().add(list_id)
        else:
            self._folds().discard(list_id)
        is_hidden = is_folded and self._list_of(self._highlighted) == list_id
        self._lay_out()
        if is_hidden:
            self._highlight(list_id)

    def _reveal(self) -> None:
        place = self._items.place(self._highlighted)
        if place is not None:
            rows = self._items.rows_of(place)
            self.scroll_to_region(
                Region(0, rows.start, 1, len(rows)), animate=False, force=True, immediate=True
            )

    # rows

    def _lay_out(self) -> None:
        self._items = laid_out(self._view, self._folds()) if self._view else Layout(())
        self._rows_of.cache_clear()
        self._fit()

    def _fit(self) -> None:
        rows = len(self._items) + len(self._hint_rows())
        self.virtual_size = Size(max(self.size.width, 1), rows)
        self.refresh()

    @property
    def _width(self) -> int:
        return max(self.scrollable_content_region.width - GUTTER, 1)

    def _hint_rows(self) -> list[StyledRow]:
        return hint_rows(self._view, self._width, self._keymap) if self._view else []

    def _make_rows(self, quote_id: str, width: int) -> tuple[StyledRow, ...]:
        item, view = self._items.item(quote_id), self._view
        if item is None or item.pinned is None or view is None:
            return ()
        found: Sequence[Span] = self._found.get(quote_id, ())
        stand, codes = view.stands.get(quote_id), codes_signs(view.codes.get(quote_id, ()))
        return board_rows.quote_rows(
            item.pinned, width, stand, found, codes, view.proposed.get(quote_id, "")
        )

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        if self._drop is not None and row == self._drop.row:
            line = board_rows.drop_row(self._width, self._drop.onto)
            return self._strip(" ", " ", line, width, ())
        place = self._items.place_at(row)
        if place is None:
            hints, below = self._hint_rows(), row - len(self._items)
            return self._strip(" ", " ", hints[below] if below < len(hints) else (), width, ())
        item = self._items.items[place]
        is_highlighted = item.id == self._highlighted
        base = ("highlighted",) if is_highlighted else ()
        bar = ("▌" if self.has_focus else "│") if is_highlighted else " "
        if item.pinned is None:
            return self._strip(bar, self._fold_sign(item), self._header(item), width, base)
        nth = row - self._items.rows_of(place).start
        if nth == 0 and item.id in self._selected:
            bar = board_rows.SELECTED
        stands = self._view.stands if self._view else {}
        is_doubled = self._view is not None and item.id in self._view.same_words
        signs = board_rows.quote_signs(item.pinned, stands.get(item.id), is_doubled)
        return self._strip(bar, signs[nth], self._rows_of(item.id, self._width)[nth], width, base)

    def _header(self, item: Item) -> StyledRow:
        view = self._view
        return board_rows.header_row(
            item,
            self._width,
            is_searched=view is not None and view.found is not None,
            selected=sum(pinned.id in self._selected for pinned in item.quote_list.quotes)
            if self._selected
            else 0,
            pins_here=item.id == self._pins_to,
        )

    def _fold_sign(self, item: Item) -> str:
        return board_rows.FOLDED if item.id in self._folds() else board_rows.UNFOLDED

    def _strip(
        self, bar: str, sign: str, runs: Iterable[StyledRun], width: int, base: tuple[str, ...]
    ) -> Strip:
        styles = self._overlays
        segments = [
            Segment(bar, styles.of(*base, "bar")),
            Segment(f"{sign} ", styles.of(*base, "sign")),
            *(Segment(text, styles.of(*base, *names)) for text, names in runs),
        ]
        return Strip(segments).adjust_cell_length(width, styles.of(*base))
