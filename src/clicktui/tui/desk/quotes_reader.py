"""The quotes of the board that is shown, read and copied: nothing of them changes here."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from clicktui.board.model import PinnedQuote
from clicktui.board.standing import Standing
from clicktui.corpus.model import Span
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.tui.board.board_wishes import CiteWished
from clicktui.tui.copying import copy_pinned
from clicktui.tui.wishes import OpenWork

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.desk.keeper import BoardKeeper


class QuotesReader:
    """Opens, copies and cites quotes of the board that is shown."""

    def __init__(self, app: "ClicktuiApp", keeper: "BoardKeeper") -> None:
        self._app = app
        self._keeper = keeper

    def open_quote(self, quote_id: str) -> OpenWork | None:
        """Return the wish to read around a quote where it stands now; None where it cannot."""
        view = self._keeper.pane.view
        stand = view.stands.get(quote_id) if view else None
        if stand is not None and stand.found is not None:
            return OpenWork(stand.found.work, Span(stand.found.start, stand.found.end))
        if stand is not None and stand.standing is Standing.KEPT:
            self._keeper.say(_("You kept these words; the source does not have them any more"))
        else:
            told = _("These words are not in the source any more: they wait to be settled")
            self._keeper.say(told, severity="warning")
        return None

    def pinned(self, ids: Sequence[str]) -> tuple[PinnedQuote, ...]:
        """Return the quotes of the board with these ids, in its order."""
        board = self._keeper.board
        return tuple(one for one in board.quotes if one.id in set(ids)) if board else ()

    async def copy(self, wish: CiteWished) -> None:
        """Copy quotes of the board."""
        await copy_pinned(
            self._app, self._keeper.workspace, self.pinned(wish.ids), wish.choose, wish.words_only
        )

    async def show_reference(self, pinned: PinnedQuote) -> None:
        """Show the reference of a quote once it is rendered; to run in an exclusive worker."""
        await asyncio.sleep(0.03)  # the user goes by
        workspace, board = self._keeper.workspace, self._keeper.board

        def shown() -> tuple[str, str, str]:
            try:
                found = workspace.shown_reference(pinned)
            except ClicktuiError as error:
                return str(error), "", ""
            cited_in = f"{workspace.citing.lang} · {found.style.label}"
            return found.text, cited_in, found.trouble

        self._keeper.pane.show_reference(pinned.id, *await asyncio.to_thread(shown))
        near = _around(tuple(board.quotes), pinned) if board else ()
        self._app.cite_ahead(workspace.pinned_subject(one) for one in near)

    async def references(self, quotes: Sequence[PinnedQuote]) -> list[str]:
        """Return the references of quotes; where one cannot be rendered, why."""

        def reference(pinned: PinnedQuote) -> str:
            try:
                return self._keeper.workspace.shown_reference(pinned).text
            except ClicktuiError as error:
                return str(error)

        return await asyncio.to_thread(lambda: [reference(one) for one in quotes])


def _around(quotes: Sequence[PinnedQuote], pinned: PinnedQuote) -> tuple[PinnedQuote, ...]:
    """Return a quote, the one after it and the one before it, as far as they are there."""
    ids = [one.id for one in quotes]
    at = ids.index(pinned.id) if pinned.id in ids else -1
    return tuple(quotes[place] for place in (at, at + 1, at - 1) if 0 <= place < len(quotes))
