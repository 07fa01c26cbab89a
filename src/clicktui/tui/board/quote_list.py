"""The board's list of quotes: what its keys do."""

from textual.actions import SkipAction
from textual.message import Message

from clicktui.citing.forms import cited_id
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.tui.board.board_wishes import (
    ChangeWished,
    CiteWished,
    DetailsWished,
    EditKind,
    EditWished,
    MoveList,
    Remove,
    RemoveList,
    Shift,
    Star,
    WishedChange,
)
from clicktui.tui.board.mouse import BoardMouse
from clicktui.tui.board.view import QUOTE_ROWS
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.wishes import CompleteWork, wish

_ON_A_LIST = (
    "board.open", "board.new-list", "board.rename-list", "board.boards", "board.remove",
    "app.undo", "board.export",
)  # fmt: skip
_ON_SELECTED_QUOTES = (
    "board.star",
    "board.tags",
    "board.move-to",
    "board.cite",
    "board.remove",
    "app.undo",
)
_ON_A_QUOTE = ("board.open", "board.note", *_ON_SELECTED_QUOTES)


class BoardList(BoardMouse, can_focus=True, inherit_bindings=False):
    """Shows a ``BoardView`` and says what the user wishes of it.

    Posts ``Highlighted`` whenever the highlight moves or another view is shown, and the messages
    of ``board_wishes``. Commands act on ``targets``; on a list's header, where nothing is
    selected, on that list.
    """

    BINDINGS = bindings(Scope.BOARD)
    SCOPES = (Scope.BOARD,)

    is_narrowed = False
    """Whether something narrows the list, so that the key that backs up is for that first."""

    first_in_footer: tuple[str, ...] = ()
    """Ids of commands to be seen before the others, on a quote: the pane says which."""

    class WholeWished(Message):
        """The user wants what narrows the list gone."""

    def footer(self) -> tuple[str, ...]:
        """Return the ids of the commands that apply here and are used most, those first."""
        item = self.highlighted_item
        if item is None:
            return ("board.new-list", "board.boards", "app.undo")
        if item.pinned is None:
            return _ON_SELECTED_QUOTES if self.targets() else _ON_A_LIST
        return (*self.first_in_footer, *_ON_A_QUOTE)

    # highlight and folds

    def _item_from_here(self, step: int) -> str | None:
        """Return the item ``step`` items further, or the one at the end."""
        items, place = self._items.items, self._items.place(self.highlighted)
        if not items:
            return None
        return items[min(max((place or 0) + step, 0), len(items) - 1)].id

    def action_step(self, step: int) -> None:
        """Move the highlight by ``step`` quotes and headers."""
        self._highlight(self._item_from_here(step))

    def action_page(self, direction: int) -> None:
        """Move the highlight by a page."""
        place = self._items.place(self.highlighted)
        if place is None:
            return
        page = max(self.scrollable_content_region.height - QUOTE_ROWS, QUOTE_ROWS)
        row = self._items.rows_of(place).start + direction * page
        there = self._items.place_at(min(max(row, 0), len(self._items) - 1))
        if there is None or there == place:
            self.action_step(direction)
        else:
            self._highlight(self._items.items[there].id)

    def action_details(self, step: int) -> None:
        """Ask for another page of the quote in full."""
        self.post_message(DetailsWished(step))

    def action_first(self) -> None:
        """Highlight the first list."""
        self._highlight(self._items.items[0].id if self._items.items else None)

    def action_last(self) -> None:
        """Highlight the last quote, or list."""
        self._highlight(self._items.items[-1].id if self._items.items else None)

    def action_fold(self, is_folded: bool) -> None:
        """Fold or unfold the list of the highlighted quote or header."""
        if item := self.highlighted_item:
            self._set_folded(item.quote_list.id, is_folded)

    def action_open(self) -> None:
        """Ask for the quote in the reader; fold or unfold a list."""
        if item := self.highlighted_item:
            self._open(item)

    # the selection

    def action_select(self) -> None:
        """Select the highlighted quote (or the quotes of the list), or no longer."""
        if item := self.highlighted_item:
            self._toggle(item)

    def action_extend(self, step: int) -> None:
        """Select the quote, go to the next, and select that too."""
        self._extend_to(self._item_from_here(step))

    def action_select_all(self) -> None:
        """Select all quotes of this list."""
        if item := self.highlighted_item:
            ids = {pinned.id for pinned in self._shown_quotes(item.quote_list.id)}
            self._select(self.selected | ids)

    def action_unselect(self) -> None:
        """Give up a drag, what narrows the list, or the selection; else the key goes on."""
        if self._is_dragging:
            self._end_drag()
        elif self.is_narrowed:
            self.post_message(self.WholeWished())
        elif self.selected:
            self._select(frozenset())
        else:
            raise SkipAction

    # changes

    async def _wish(self, change: WishedChange) -> None:
        await wish(self, ChangeWished(change))

    def _say(self, text: str) -> None:
        """Say why nothing is done, once however often the key is pressed."""
        self.app.clear_notifications()
        self.notify(text, timeout=3, markup=False)

    def _say_no_quote(self) -> None:
        self._say(_("Go to a quote first, or select some."))

    async def action_shift(self, step: int) -> None:
        """Ask to move the quotes, or the list, by ``step`` places."""
        if targets := self.targets():
            await self._wish(Shift(targets, step))
        elif item := self.highlighted_item:
            await self._wish(MoveList(item.id, step))

    async def action_remove(self) -> None:
        """Ask to take the quotes, or the list, off the board; no list with what a search hides."""
        item = self.highlighted_item
        if targets := self.targets():
            await self._wish(Remove(targets))
        elif item is None:
            self._say_no_quote()
        elif hidden := len(item.quote_list.quotes) - item.shown:
            text = translate_plural(
                "Close the search first: {count} quote of this list is not shown.",
                "Close the search first: {count} quotes of this list are not shown.",
                hidden,
            )
            self._say(text.format(count=hidden))
        else:
            await self._wish(RemoveList(item.id))

    async def action_star(self) -> None:
        """Ask to star the quotes, or to take the stars away where all have one."""
        if targets := frozenset(self.targets()):
            quotes = [pinned for pinned in self._shown_quotes() if pinned.id in targets]
            are_starred = all(pinned.is_starred for pinned in quotes)
            await self._wish(Star(tuple(pinned.id for pinned in quotes), not are_starred))
        else:
            self._say_no_quote()

    # wishes that need more

    async def _edit(self, kind: EditKind, targets: tuple[str, ...] = ()) -> None:
        await wish(self, EditWished(kind, targets))

    async def _edit_quote(self, kind: EditKind) -> None:
        item = self.highlighted_item
        if item is None or item.pinned is None:
            self._say(_("Go to a quote first."))
        else:
            await self._edit(kind, (item.id,))

    async def _edit_quotes(self, kind: EditKind) -> None:
        if targets := self.targets():
            await self._edit(kind, targets)
        else:
            self._say_no_quote()

    async def _edit_list(self, kind: EditKind) -> None:
        item = self.highlighted_item
        await self._edit(kind, (item.quote_list.id,) if item else ())

    async def action_note(self) -> None:
        """Ask for the note of the highlighted quote."""
        await self._edit_quote(EditKind.NOTE)

    async def action_alter(self) -> None:
        """Ask for the alterations of the highlighted quote."""
        await self._edit_quote(EditKind.ALTER)

    async def action_reference(self) -> None:
        """Ask for what is known of the reference of the highlighted quote."""
        item = self.highlighted_item
        if item is None or item.pinned is None:
            self._say(_("Go to a quote first."))
        else:
            pinned = item.pinned
            cited = cited_id(pinned.quote, pinned.cited.as_work(), pinned.cited.page)
            await wish(self, CompleteWork(cited))

    async def action_tags(self) -> None:
        """Ask for the tags of the quotes."""
        await self._edit_quotes(EditKind.TAGS)

    async def action_move_to(self) -> None:
        """Ask for a list to move the quotes to."""
        await self._edit_quotes(EditKind.MOVE_TO)

    async def action_copy_to(self) -> None:
        """Ask for another corpus to copy the quotes to."""
        await self._edit_quotes(EditKind.COPY_TO)

    async def action_new_list(self) -> None:
        """Ask for a list under this one."""
        await self._edit_list(EditKind.NEW_LIST)

    async def action_rename_list(self) -> None:
        """Ask for another name of this list."""
        if self.highlighted_item is None:
            self._say(_("There is no list here to rename."))
        else:
            await self._edit_list(EditKind.RENAME)

    def action_filter(self) -> None:
        """Ask for the bar that finds quotes."""
        self.post_message(EditWished(EditKind.FILTER))

    async def action_verify(self) -> None:
        """Ask to settle the quotes whose source changed."""
        await self._edit(EditKind.VERIFY)

    async def action_memo(self) -> None:
        """Ask for the memo of the board."""
        await self._edit(EditKind.MEMO)

    async def action_boards(self) -> None:
        """Ask for the boards."""
        await self._edit(EditKind.BOARDS)

    async def action_mirror(self) -> None:
        """Ask for the file that follows the board."""
        await self._edit(EditKind.MIRROR)

    async def action_export(self) -> None:
        """Ask for a file of the board, or of this list."""
        await self._edit_list(EditKind.EXPORT)

    async def action_import(self) -> None:
        """Ask for a file to take a board in from."""
        await self._edit(EditKind.IMPORT)

    def action_cite(self) -> None:
        """Ask for the quotes with their references."""
        self._cite()

    def action_cite_as(self) -> None:
        """Ask for the quotes, in a form to choose."""
        self._cite(choose=True)

    def action_copy_words(self) -> None:
        """Ask for the exact words alone."""
        self._cite(words_only=True)

    def _cite(self, *, choose: bool = False, words_only: bool = False) -> None:
        """Ask for the quotes; on a header, where none is selected, for those of the list."""
        targets, item = self.targets(), self.highlighted_item
        if not targets and item is not None:
            targets = tuple(pinned.id for pinned in self._shown_quotes(item.id))
        if targets:
            self.post_message(CiteWished(targets, choose, words_only))
        else:
            self._say_no_quote()
