"""The boards: to open one, and to make, rename, duplicate, archive or delete one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding, key_of

if TYPE_CHECKING:
    from clicktui.board.model import BoardSummary

_FRAME_ROWS = 7  # border, title, note, keys


class Wish(StrEnum):
    """What can be wished of the boards."""

    OPEN = "open"
    NEW = "new"
    RENAME = "rename"
    DUPLICATE = "duplicate"
    ARCHIVE = "archive"
    UNARCHIVE = "unarchive"
    REMOVE = "remove"
    IMPORT = "import"
    UNDO = "undo"
    REDO = "redo"


_OF_NO_BOARD = frozenset({Wish.NEW, Wish.IMPORT, Wish.UNDO, Wish.REDO})


@dataclass(frozen=True, slots=True)
class BoardsWish:
    """What the user wishes, of which board; None for a new one.

    Undoing and redoing are of no board: theirs is the one that was highlighted, None without one.
    ``archived_shown`` says how the list was left, for the next time.
    """

    kind: Wish
    board_id: str | None
    archived_shown: bool


class BoardRows(OptionList):
    """The rows of the boards: a click highlights, a double click opens."""

    BINDINGS = [help_binding(), *bindings(Scope.BOARDS)]
    SCOPES = (Scope.BOARDS,)

    @property
    def _dialog(self) -> "BoardsDialog":
        return cast("BoardsDialog", self.screen)

    async def _on_click(self, event: events.Click) -> None:
        """Let a single click highlight only."""
        if event.chain < 2:
            event.prevent_default()
            place = event.style.meta.get("option")
            if place is not None:
                self.highlighted = place

    def action_open(self) -> None:
        """Wish to open the board."""
        self._dialog.wish(Wish.OPEN)

    def action_new(self) -> None:
        """Wish a new board."""
        self._dialog.wish(Wish.NEW)

    def action_rename(self) -> None:
        """Wish another name for the board."""
        self._dialog.wish(Wish.RENAME)

    def action_duplicate(self) -> None:
        """Wish a second board like this one."""
        self._dialog.wish(Wish.DUPLICATE)

    def action_archive(self) -> None:
        """Wish the board out of sight, or back."""
        self._dialog.wish(Wish.ARCHIVE)

    def action_show_archived(self) -> None:
        """Show the archived boards, or hide them."""
        self._dialog.toggle_archived()

    def action_remove(self) -> None:
        """Wish the board deleted."""
        self._dialog.wish(Wish.REMOVE)

    def action_import(self) -> None:
        """Wish a board from a file."""
        self._dialog.wish(Wish.IMPORT)

    def action_undo(self) -> None:
        """Wish the last change of the boards undone."""
        self._dialog.wish(Wish.UNDO)

    def action_redo(self) -> None:
        """Wish what was undone made once more."""
        self._dialog.wish(Wish.REDO)


class BoardsDialog(Dialog[BoardsWish | None]):
    """Lists the boards in the order of ``summaries``; gives what is wished of one, or None.

    ``summaries`` holds the archived boards too: they are listed where ``archived_shown``, the
    open one always. ``open_id`` is the open board; ``highlighted_id`` (else the open one) is
    highlighted first. Names are shown as plain characters.
    """

    BINDINGS = bindings(Scope.DIALOG)
    SCOPES = (Scope.DIALOG,)

    def __init__(
        self,
        summaries: Sequence["BoardSummary"],
        open_id: str,
        archived_shown: bool = False,
        highlighted_id: str | None = None,
    ) -> None:
        super().__init__()
        self._summaries = summaries
        self._open_id = open_id
        self._archived_shown = archived_shown
        self._first_id = highlighted_id or open_id
        self._list = BoardRows(classes="dialog--list", markup=False)
        self._listed: list[BoardSummary] = []

    def compose(self) -> ComposeResult:
        """Show the boards, how many are hidden, and the keys."""
        with Vertical() as frame:
            yield Static(Content(_("Boards")), classes="dialog--title")
            yield self._list
            yield Static(classes="dialog--note", markup=False)
            yield KeysAtHand(
                "boards.open", "boards.new", "boards.rename", "boards.remove",
                "boards.archive", "boards.archived", "boards.duplicate", "boards.import",
                "boards.undo",
                "dialog.close", "app.help",
            )  # fmt: skip
        frame.styles.height = max(len(self._summaries), 2) + _FRAME_ROWS

    def on_mount(self) -> None:
        """Let the arrows choose."""
        self._list.focus()
        self._show(self._first_id)

    def _show(self, highlighted_id: str | None) -> None:
        self._listed = [
            board
            for board in self._summaries
            if self._archived_shown or not board.is_archived or board.id == self._open_id
        ]
        self._list.set_options(
            [Option(_row(board, board.id == self._open_id)) for board in self._listed]
        )
        if self._listed:
            ids = [board.id for board in self._listed]
            self._list.highlighted = ids.index(highlighted_id) if highlighted_id in ids else 0
        self.query_one(".dialog--note", Static).update(Content(self._note()))

    def _note(self) -> str:
        """Return what is not to be seen in the rows."""
        hidden = len(self._summaries) - len(self._listed)
        comfort = _("{key} brings back what was deleted").format(key=key_of(self, "boards.undo"))
        if not hidden:
            return comfort
        told = translate_plural(
            "{count} archived board is hidden", "{count} archived boards are hidden", hidden
        ).format(count=hidden)
        return f"{told} · {comfort}"

    @property
    def _highlighted(self) -> "BoardSummary | None":
        place = self._list.highlighted
        return self._listed[place] if place is not None else None

    def wish(self, kind: Wish) -> None:
        """Close with a wish for the highlighted board, or with one that needs none."""
        board = self._highlighted
        board_id = board.id if board is not None and kind is not Wish.NEW else None
        if kind is Wish.ARCHIVE and board is not None and board.is_archived:
            kind = Wish.UNARCHIVE
        if board_id is not None or kind in _OF_NO_BOARD:
            self.give(BoardsWish(kind, board_id, self._archived_shown))

    @on(OptionList.OptionSelected)
    def _open(self) -> None:
        self.wish(Wish.OPEN)

    def toggle_archived(self) -> None:
        """Show the archived boards, or hide them."""
        self._archived_shown = not self._archived_shown
        board = self._highlighted
        self._show(board.id if board is not None else None)

    def action_close(self) -> None:
        """Wish nothing."""
        self.give(None)

    def action_down(self) -> None:
        """Highlight the next board."""
        self._list.action_cursor_down()

    def action_up(self) -> None:
        """Highlight the previous board."""
        self._list.action_cursor_up()


def _row(board: "BoardSummary", is_open: bool) -> Content:
    """Return the row of a board: a sign and words for the open and the archived, and counts."""
    lists = translate_plural("{count} list", "{count} lists", board.lists)
    quotes = translate_plural("{count} quote", "{count} quotes", board.quotes)
    facts = [lists.format(count=board.lists), quotes.format(count=board.quotes)]
    if is_open:
        facts.insert(0, _("open"))
    if board.is_archived:
        facts.insert(0, _("archived"))
    return Content.assemble(
        Content("● " if is_open else "  "),
        Content.styled(board.name, "bold"),
        Content("  " + " · ".join(facts)),
    )
