"""The codes of the quotes of a board, found beside everything else and shown once known."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from clicktui.board.model import PinnedQuote
from clicktui.coding.quoted import QuotedCode
from clicktui.errors import ClicktuiError
from clicktui.tui.beside import beside

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp
    from clicktui.workspace import Workspace

AT_ONCE = 16
"""Quotes whose codes are found in one go, so that other work comes between."""


class QuoteCodes:
    """Keeps the codes of the quotes that are shown; ``known`` are those found last, by id."""

    def __init__(self, app: "ClicktuiApp", workspace: "Workspace") -> None:
        self._app = app
        self._workspace = workspace
        self.known: dict[str, tuple[QuotedCode, ...]] = {}

    def find(self, quotes: Sequence[PinnedQuote]) -> None:
        """Find the codes of ``quotes`` anew; what was asked before is given up."""
        beside(self._app, self._found, quotes, group="codes of quotes", is_alone=True)

    async def _found(self, quotes: Sequence[PinnedQuote]) -> None:
        await asyncio.sleep(0.05)  # the user's keys come first
        codes: dict[str, tuple[QuotedCode, ...]] = {}
        for start in range(0, len(quotes), AT_ONCE):
            some = quotes[start : start + AT_ONCE]
            try:
                told = await asyncio.to_thread(self._workspace.codes_of, some)
            except (ClicktuiError, RuntimeError):  # without codes the board is whole, too
                return
            codes |= zip((one.id for one in some), told, strict=True)
        if codes != self.known:
            self.known = codes
            self._app.board_pane.show_codes(codes)
