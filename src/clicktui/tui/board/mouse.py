"""The mouse on the board's list: highlight, open, select, and drag elsewhere."""

from dataclasses import dataclass

from textual import events
from textual.timer import Timer

from clicktui.tui.board.board_wishes import ChangeWished, Move, MoveList
from clicktui.tui.board.canvas import GUTTER
from clicktui.tui.board.drops import ListDrop, QuotesDrop, list_drop, quotes_drop
from clicktui.tui.board.selection import BoardSelection
from clicktui.tui.board.view import BoardView, Item

_SCROLL_EVERY_S = 0.06


@dataclass(frozen=True, slots=True)
class _Press:
    """Where the button went down, and what letting it go there does."""

    item: Item
    row: int
    is_on_signs: bool
    selects: bool
    opens: bool


class BoardMouse(BoardSelection, inherit_bindings=False):
    """Carries out what the mouse asks for.

    A click highlights, and opens what was highlighted; with ctrl or alt, or on the signs, it
    selects a quote; on the sign of a list it folds. What is dragged falls where a line shows it;
    at the edges the list scrolls, and letting go outside cancels.
    """

    _press: _Press | None = None
    _moving: tuple[str, ...] = ()
    _pointer_y = 0
    _scrolling: Timer | None = None
    _is_just_focused = False

    def show(self, view: BoardView) -> None:
        """Show ``view``; what is dragged goes on being dragged, unless it is gone."""
        super().show(view)
        if self._moving and any(self._items.place(one) is None for one in self._moving):
            self._end_drag()
        elif self._moving:
            self._drop_under_pointer()

    def on_focus(self) -> None:
        """Remember that the next click may be the one that gave the focus: it opens nothing."""
        self._is_just_focused = True

    def on_blur(self) -> None:
        """Give up a drag when the keys go elsewhere."""
        if self._press is not None:
            self._end_drag()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember what is clicked, or dragged from here."""
        offset = event.get_content_offset_capture(self)
        row = offset.y + self.scroll_offset.y
        place = self._items.place_at(row)
        if event.button != 1 or place is None:
            return
        item = self._items.items[place]
        opens = item.id == self.highlighted and not self._is_just_focused
        self._is_just_focused = False
        selects = event.ctrl or event.meta
        self._press = _Press(item, row, offset.x < GUTTER, selects, opens)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where what is dragged would fall."""
        if self._press is None:
            return
        self._pointer_y = event.get_content_offset_capture(self).y
        if not self._moving:
            if self._pointer_y + self.scroll_offset.y == self._press.row:
                return
            self._begin_drag(self._press.item)
        self._drop_under_pointer()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let fall what was dragged; without a drag, do what a click does."""
        press, drop, moving = self._press, self._drop, self._moving
        self._end_drag()
        if press is None:
            return
        pointer = event.get_content_offset_capture(self)
        is_inside = self.scrollable_content_region.size.region.contains_point(pointer)
        if not moving:
            self._click(press)
        elif isinstance(drop, QuotesDrop) and is_inside:
            self.post_message(ChangeWished(Move(moving, drop.list_id, drop.before)))
        elif isinstance(drop, ListDrop) and is_inside:
            self.post_message(ChangeWished(MoveList(drop.list_id, drop.step)))

    def _click(self, press: _Press) -> None:
        item = self._items.item(press.item.id)
        if item is None:
            return
        if press.selects or (press.is_on_signs and item.pinned is not None):
            self._highlight(item.id)
            self._toggle(item)
        elif press.opens or press.is_on_signs:
            self._highlight(item.id)
            self._open(item)
        else:
            self._highlight(item.id)

    # dragging

    @property
    def _is_dragging(self) -> bool:
        return self._press is not None

    def _begin_drag(self, item: Item) -> None:
        if item.pinned is None or item.id not in self.selected:
            self._moving = (item.id,)
        else:
            self._moving = self.targets()
        self._go_to(item.id, is_revealed=False)
        self._scrolling = self.set_interval(_SCROLL_EVERY_S, self._scroll_at_edge)

    def _end_drag(self) -> None:
        self.release_mouse()
        if self._scrolling is not None:
            self._scrolling.stop()
        self._press, self._drop, self._moving, self._scrolling = None, None, (), None
        self.refresh()

    def _scroll_at_edge(self) -> None:
        height = self.scrollable_content_region.height
        step = -1 if self._pointer_y <= 0 else 1 if self._pointer_y >= height - 1 else 0
        if step:
            self.scroll_relative(y=step, animate=False, force=True, immediate=True)
            self._drop_under_pointer()

    def _drop_under_pointer(self) -> None:
        press, view = self._press, self.view
        if press is None or view is None:
            return
        row = self._pointer_y + self.scroll_offset.y
        if press.item.pinned is not None:
            self._drop = quotes_drop(self._items, row, self._moving)
        else:
            order = [quote_list.id for quote_list in view.board.lists]
            self._drop = list_drop(self._items, row, press.item.id, order)
        self.refresh()
