"""The app's part that is about boards and codes: wishes come in, keepers carry them out.

What is wished is kept before the next key is handled. Handlers go by the names of the messages,
for what posts them is imported after the first frame.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.widgets import Input

from clicktui.tui.beside import beside

if TYPE_CHECKING:
    from textual.worker import Worker

    from clicktui.tui.board.board_wishes import ChangeWished, CiteWished, EditWished, OpenWished
    from clicktui.tui.board.pane import BoardPane
    from clicktui.tui.codes.codes_wishes import Sifted
    from clicktui.tui.desk.codes_keeper import CodesKeeper
    from clicktui.tui.desk.keeper import BoardKeeper
    from clicktui.tui.wishes import CodingWish, OpenWork, Pin
    from clicktui.workspace import Workspace


_PAUSE_S = 0.005
_GATHER_S = 0.03
"""How long keys on their way up are waited for, once their dialog is there."""

_PATIENCE = 200
"""How often a question that has to come is looked for."""


class BoardWishes(App[int]):
    """The part of the app that hands on what is wished of the boards and of codes."""

    _keeper: "BoardKeeper | None" = None
    _codes: "CodesKeeper | None" = None
    _asked_at = 0.0
    _held: list[events.Key] | None = None
    _key_at = 0.0

    @property
    def quiet_s(self) -> float:
        """How many seconds ago the last key was pressed."""
        return time.monotonic() - self._key_at

    def open_boards(self, workspace: "Workspace") -> None:
        """Open the boards behind everything else."""
        from clicktui.tui.desk.keeper import BoardKeeper

        self._keeper = BoardKeeper(self, workspace)  # type: ignore[arg-type]
        beside(self, self._keeper.open, group="boards-opening")

    def open_codes(self) -> None:
        """Find the codes of the passages behind everything else; nothing where they are."""
        if self._codes is None and self._keeper is not None and self._workspace is not None:
            from clicktui.tui.desk.codes_keeper import CodesKeeper

            self._codes = CodesKeeper(self, self._workspace, self._keeper)  # type: ignore[arg-type]
            beside(self, self._codes.open, group="codes-opening")

    def begin_meaning(self) -> None:
        """Read the passages by meaning, a little later and behind everything else."""
        if self._codes is not None:
            self._codes.meaning.begin_soon()

    def close_boards(self) -> None:
        """Let what was wished be kept, and close the boards."""
        if self._codes is not None:
            self._codes.stop()
        if self._keeper is not None:
            self._keeper.stop()

    if TYPE_CHECKING:  # the rest of the app has these
        _workspace: Workspace | None

        def on_open_work(self, wish: "OpenWork") -> None:
            """Open a work in the reader."""

        def copy_beside(self, copying: Coroutine[Any, Any, None]) -> None:
            """Carry out ``copying`` beside the interface."""

    async def wait_for_question(self, worker: "Worker[Any]", screens: int) -> None:
        """Wait until ``worker`` has put a dialog over ``screens`` screens, or is done.

        Keys that were pressed before then are for the dialog, in the order of their pressing: some
        are on their way up from the board, others wait in the app's queue.
        """
        for _attempt in range(_PATIENCE):
            is_asked = len(self.screen_stack) > screens and self.screen.focused is not None
            if is_asked or worker.is_finished:
                break
            await asyncio.sleep(_PAUSE_S)
        if len(self.screen_stack) > screens and self._held is None:
            self._asked_at, self._held = Message().time, []
            self.set_timer(_GATHER_S, self._give_held)

    async def on_event(self, event: events.Event) -> None:
        """Hold keys while those pressed before a dialog was there are gathered for it."""
        if isinstance(event, events.Key):
            self._key_at = time.monotonic()
        if (
            self._held is not None
            and isinstance(event, events.Key)
            and (not event.is_forwarded or event.time < self._asked_at)
        ):
            self._held.append(event)
        else:
            await super().on_event(event)

    async def _give_held(self) -> None:
        held, self._held = self._held or [], None
        for event in sorted(held, key=lambda event: event.time):
            await super().on_event(event.copy())

    async def carry_out(self, wished: "Pin | ChangeWished | EditWished | CodingWish") -> None:
        """Change boards or codings as wished; done when this returns (see ``wishes.wish``)."""
        from clicktui.tui.wishes import CodingWish

        if isinstance(wished, CodingWish):
            self.open_codes()
            if self._codes is not None:
                await self._codes.carry_out(wished)
        elif self._keeper is not None:
            await self._keeper.carry_out(wished)

    def order_codes_anew(self) -> None:
        """Make the lists of codes anew, in the interface's language."""
        if self._codes is not None:
            beside(self, partial(self._codes.look, is_fresh=True), group="sift")

    def on_sifted(self, event: "Sifted") -> None:
        """Show the passages that answer what is typed in the pane of the codes."""
        if self._codes is not None:
            beside(self, self._codes.sift, event.query, group="sift")

    async def on_change_wished(self, event: "ChangeWished") -> None:
        """Change the board."""
        if self._keeper is not None:
            await self._keeper.change_wished(event)

    def on_open_wished(self, event: "OpenWished") -> None:
        """Open a quote of the board at its place in the reader."""
        wish = self._keeper.quotes.open_quote(event.quote_id) if self._keeper else None
        if wish is not None:
            self.on_open_work(wish)

    def on_cite_wished(self, event: "CiteWished") -> None:
        """Copy quotes of the board, beside the interface."""
        if self._keeper is not None:
            self.copy_beside(self._keeper.quotes.copy(event))

    def on_board_pane_reference_wished(self, event: "BoardPane.ReferenceWished") -> None:
        """Show the reference of the quote that is highlighted, once it is rendered."""
        if self._keeper is not None:
            wished: Callable[[], Awaitable[None]] = partial(
                self._keeper.quotes.show_reference, event.pinned
            )
            beside(self, wished, group="reference", is_alone=True)

    async def action_agreement(self) -> None:
        """Show how far two coders agree on the codes."""
        if self._keeper is not None:
            await self._keeper.show_agreement()

    async def action_undo(self) -> None:
        """Undo the last change of the boards; an input is not one."""
        if self._keeper is not None and not isinstance(self.focused, Input):
            await self._keeper.undo()

    async def action_redo(self) -> None:
        """Redo what was undone last."""
        if self._keeper is not None and not isinstance(self.focused, Input):
            await self._keeper.redo()
