"""Which quotes of the board's list are selected, and on which a command acts."""

from collections.abc import Iterator

from clicktui.board.model import PinnedQuote
from clicktui.tui.board.board_wishes import OpenWished
from clicktui.tui.board.canvas import BoardCanvas
from clicktui.tui.board.view import Item


class BoardSelection(BoardCanvas, inherit_bindings=False):
    """Keeps a selection by ids. What a search hides stays selected, but is never acted on."""

    _stretch_from: str | None = None
    _selected_before: frozenset[str] = frozenset()

    def targets(self) -> tuple[str, ...]:
        """Return the ids of the quotes that a command acts on, in board order.

        They are the selected ones that no search hides, or else the highlighted one.
        """
        chosen = tuple(one.id for one in self._shown_quotes() if one.id in self.selected)
        if chosen:
            return chosen
        item = self.highlighted_item
        return (item.id,) if item is not None and item.pinned is not None else ()

    def _shown_quotes(self, list_id: str | None = None) -> Iterator[PinnedQuote]:
        """Yield the quotes that no search hides, of one list or of all, in board order."""
        view = self.view
        for quote_list in view.board.lists if view else ():
            if list_id in (None, quote_list.id):
                for pinned in quote_list.quotes:
                    if view is None or view.found is None or pinned.id in self._found:
                        yield pinned

    def _highlight(self, item_id: str | None) -> None:
        self._stretch_from = None
        super()._highlight(item_id)

    def _select(self, selected: frozenset[str]) -> None:
        self._selected = selected
        self.refresh()
        item = self.highlighted_item
        if item is not None and item.pinned is None:  # what applies on a list changes with it
            self.post_message(self.Highlighted(item.id))

    def _toggle(self, item: Item) -> None:
        """Select a quote or the quotes of a list, or no longer."""
        quotes = (item.pinned,) if item.pinned else self._shown_quotes(item.id)
        ids = frozenset(pinned.id for pinned in quotes)
        is_selected = bool(ids) and ids <= self.selected
        self._stretch_from = None
        self._select(self.selected - ids if is_selected else self.selected | ids)

    def _extend_to(self, item_id: str | None) -> None:
        """Highlight an item; select all quotes from where this began up to it."""
        begin = self._stretch_from
        if begin is None or self._items.place(begin) is None:
            begin, self._selected_before = self.highlighted, self.selected
        self._highlight(item_id)
        self._stretch_from = begin
        ends = sorted(self._items.place(one) or 0 for one in (begin, item_id))
        stretch = self._items.items[ends[0] : ends[1] + 1]
        self._select(self._selected_before | {item.id for item in stretch if item.pinned})

    def _open(self, item: Item) -> None:
        """Ask for a quote in the reader; fold or unfold a list."""
        if item.pinned is None:
            self._set_folded(item.id, item.id not in self._folds())
        else:
            self.post_message(OpenWished(item.id))
