"""Words that the user wishes to keep on her board: pinned, or asked about first."""

from typing import TYPE_CHECKING

from clicktui.board.desk import AlreadyPinnedError, Desk, Done
from clicktui.corpus.model import Quote, Span
from clicktui.corpus.quoting import quote
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.tui.copying import settle_altered
from clicktui.tui.wishes import Pin

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.desk.keeper import BoardKeeper


class Pinning:
    """Pins words to the board that is shown."""

    def __init__(self, app: "ClicktuiApp", keeper: "BoardKeeper") -> None:
        self._app = app
        self._keeper = keeper

    async def pin(self, wish: Pin) -> None:
        """Keep words on the board; ask first where something has to be asked."""
        try:
            printed = quote(self._keeper.workspace.corpus, wish.work, wish.span)
        except ClicktuiError as error:
            self._keeper.say(str(error), severity="error")
            return
        if wish.choose or printed.is_altered:
            await self._keeper.beside(self._pin_asking(wish, printed))
        else:
            await self._pin(wish.work, wish.span)

    async def _pin_asking(self, wish: Pin, printed: Quote) -> None:
        quoted: Quote | None = printed
        if printed.is_altered:
            quoted = await settle_altered(self._app, self._keeper.workspace.corpus, printed)
        if quoted is None:
            return
        list_id = None
        if wish.choose:
            list_id = await self._keeper.dialogs.choose_list(_("Pin to …"))
            if list_id is None:
                return
        await self._pin(wish.work, Span(quoted.start, quoted.end), list_id)

    async def _pin(self, work: str, span: Span, list_id: str | None = None) -> None:
        def pin(desk: Desk, board_id: str, *, again: bool = False) -> Done:
            return desk.pin(board_id, work, span, list_id, again=again)

        try:
            await self._keeper.change(pin)
        except AlreadyPinnedError as already:
            error = already
            await self._keeper.beside(
                self._keeper.dialogs.settle_pinned_twice(
                    error, lambda desk, board_id: pin(desk, board_id, again=True)
                )
            )
