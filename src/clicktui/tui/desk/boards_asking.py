"""What is asked of whole boards: which to open, new names, the file that follows one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clicktui.board.desk import Desk
from clicktui.board.model import BoardSummary
from clicktui.i18n import translate as _
from clicktui.tui.desk.asker import Asker
from clicktui.tui.desk.import_asking import ImportDialogs
from clicktui.tui.dialogs.boards_dialog import BoardsDialog, BoardsWish, Wish

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.desk.keeper import BoardKeeper


class BoardsDialogs(Asker):
    """Asks what is to become of whole boards."""

    def __init__(self, app: "ClicktuiApp", keeper: "BoardKeeper") -> None:
        super().__init__(app, keeper)
        self._importing = ImportDialogs(app, keeper)

    async def go_through(self) -> None:
        """Show the boards, and carry out what is wished of them until one is opened.

        Raises:
            ClicktuiError: the boards cannot be read or changed.
        """
        archived, last = False, None
        while True:
            summaries = await self.keeper.thread.ask(_all_boards)
            wish = await self.app.push_screen_wait(
                BoardsDialog(summaries, self.board.id, archived, last)
            )
            if wish is None or await self._carry_out(wish):
                return
            archived, last = wish.archived_shown, wish.board_id

    async def _carry_out(self, wish: BoardsWish) -> bool:
        """Carry out ``wish``; say whether the list of boards is done with."""
        board_id = wish.board_id or self.board.id
        names = {one.id: one.name for one in await self.keeper.thread.ask(_all_boards)}
        before = names.get(board_id, self.board.name)
        match wish.kind:
            case Wish.OPEN:
                if board_id in names:
                    await self.keeper.open_board(board_id)
                return True
            case Wish.NEW:
                name = await self.name(_("Name of the new board"))
                return bool(name) and await self.keeper.change(lambda desk, _open: desk.new(name))
            case Wish.RENAME:
                name = await self.name(_("New name of the board"), before)
                if name:
                    await self.keeper.change(lambda desk, _open: desk.rename(board_id, name))
            case Wish.DUPLICATE:
                name = await self.name(_("Name of the second board"), before)
                return bool(name) and await self.keeper.change(
                    lambda desk, _open: desk.duplicate(board_id, name)
                )
            case Wish.ARCHIVE:
                await self.keeper.change(lambda desk, _open: desk.archive(board_id, True))
            case Wish.UNARCHIVE:
                await self.keeper.change(lambda desk, _open: desk.archive(board_id, False))
            case Wish.IMPORT:
                return await self._importing.import_file()
            case Wish.UNDO:
                await self.keeper.undo()
            case Wish.REDO:
                await self.keeper.redo()
            case Wish.REMOVE:
                await self.keeper.change(lambda desk, _open: desk.delete(board_id))
        return False

    async def mirror(self) -> None:
        """Ask which file is to follow the board.

        Raises:
            ClicktuiError: the board is gone, or cannot be changed.
        """
        change = self.change_of_this_board()

        async def follow(answer: str) -> bool:
            path = Path(answer) if answer.strip() else None
            return await change(lambda desk, board_id: desk.mirror(board_id, path))

        await self.ask_until(
            _("YAML file that follows the board from now on; empty for none"),
            self.board.mirror,
            follow,
            lambda _answer: None,
        )


def _all_boards(desk: Desk) -> Sequence[BoardSummary]:
    return desk.boards(True)
