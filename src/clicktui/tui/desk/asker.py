"""What asking for a change of a board has in common, whatever is asked."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from clicktui.board import editing
from clicktui.board.model import Board
from clicktui.errors import BoardError
from clicktui.i18n import translate as _
from clicktui.tui.dialogs.name_input import NameInput

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.desk.keeper import BoardKeeper


def mistaken_name(answer: str) -> str | None:
    """Return why ``answer`` is no name, None where it is one."""
    try:
        editing.name_of(answer)
    except BoardError as error:
        return str(error)
    return None


class Asker:
    """Asks beside the interface; ``keeper`` carries out what was answered."""

    def __init__(self, app: "ClicktuiApp", keeper: "BoardKeeper") -> None:
        self.app = app
        self.keeper = keeper

    @property
    def board(self) -> Board:
        """The board that is shown.

        Raises:
            BoardError: there is none yet.
        """
        board = self.keeper.board
        if board is None:
            raise BoardError(_("There is no board yet: try again in a moment"))
        return board

    def change_of_this_board(self) -> Callable[..., Awaitable[bool]]:
        """Return what changes the board that is shown now, also once another one is."""
        return partial(self.keeper.change, board_id=self.board.id)

    async def ask_until(
        self,
        title: str,
        text: str,
        act: Callable[[str], Awaitable[bool]],
        check: Callable[[str], str | None] = mistaken_name,
    ) -> None:
        """Ask for a line until ``act`` takes it or the user leaves; what she typed stays."""
        given: str | None = text
        while given is not None:
            given = await self.app.push_screen_wait(NameInput(title, given, (), check))
            if given is not None and await act(given):
                return

    async def name(self, title: str, text: str = "") -> str:
        """Return the name that is given, "" where none is."""
        given = await self.app.push_screen_wait(NameInput(title, text, (), mistaken_name))
        return given or ""
