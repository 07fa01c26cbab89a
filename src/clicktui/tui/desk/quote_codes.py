"""The codes of the quotes of a board, found beside the interface and shown as they become known."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from clicktui.board.model import PinnedQuote
from clicktui.coding.quoted import QuotedCode
from clicktui.errors import ClicktuiError

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp
    from clicktui.workspace import Workspace

CODED_AT_ONCE = 16
"""Quotes whose codes are found in one go, so that other work comes between."""

_KEYS_FIRST_S = 0.05


class QuoteCodes:
    """Finds the codes of the quotes that are shown; ``known`` has them by the ids of quotes."""

    def __init__(self, app: "ClicktuiApp", workspace: "Workspace") -> None:
        self._app = app
        self._workspace = workspace
        self.known: Mapping[str, tuple[QuotedCode, ...]] = {}

    def find(self, quotes: Sequence[PinnedQuote]) -> None:
        """Begin to find the codes of ``quotes``, in place of what was looked for before."""
        self._app.run_worker(self._find(quotes), group="codes of quotes", exclusive=True)

    async def _find(self, quotes: Sequence[PinnedQuote]) -> None:
        await asyncio.sleep(_KEYS_FIRST_S)
        codes: dict[str, tuple[QuotedCode, ...]] = {}
        for start in range(0, len(quotes), CODED_AT_ONCE):
            some = quotes[start : start + CODED_AT_ONCE]
            try:
                told = await asyncio.to_thread(self._workspace.codes_of, some)
            except (ClicktuiError, RuntimeError):  # without codes the board is whole, too
                return
            codes |= zip((one.id for one in some), told, strict=True)
        if codes != self.known:
            self.known = codes
            self._app.board_pane.show_codes(codes)
