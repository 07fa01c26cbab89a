"""The agreement of two coders, shown and settled: what the dialogs wish is carried out here."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from clicktui.coding.comparing import Comparison, Disagreement, coders, compared, prose_of
from clicktui.coding.desk import CodingDesk
from clicktui.coding.model import Verdict
from clicktui.coding.opinions import PROGRAM
from clicktui.i18n import translate as _
from clicktui.tui.desk.asker import Asker
from clicktui.tui.dialogs.agreement import AgreementDialog, AgreementWish
from clicktui.tui.dialogs.agreement_cell import CellDialog
from clicktui.tui.dialogs.chooser import Chooser, Option
from clicktui.tui.dialogs.disputes import DisputesDialog
from clicktui.wording.coding import coder_name

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.desk.keeper import BoardKeeper
    from clicktui.workspace import Workspace

T = TypeVar("T")


class AgreementDialogs(Asker):
    """Shows how far two coders agree, until the user leaves; decisions are kept as she makes them.

    Who was compared is remembered until the app is left.
    """

    def __init__(self, app: "ClicktuiApp", keeper: "BoardKeeper", workspace: "Workspace") -> None:
        super().__init__(app, keeper)
        self._workspace = workspace
        self._first, self._second = "", PROGRAM
        self._only_decided = False

    async def go_through(self) -> None:
        """Show the agreement and carry out what is wished of it.

        Raises:
            ClicktuiError: decisions or codebook cannot be read.
        """
        while True:
            comparison = await self._compared()
            book = (await self._in_order(lambda desk: desk)).codebook
            wished = await self.app.push_screen_wait(AgreementDialog(comparison, book))
            if wished is None:
                return
            match wished.kind:
                case AgreementWish.CODERS:
                    await self._choose()
                case AgreementWish.SILENCE:
                    self._only_decided = not self._only_decided
                case AgreementWish.SETTLE:
                    if await self._settle(comparison):
                        return
                case AgreementWish.CELL:
                    there = [comparison.passages[unit].passage for unit in wished.units]
                    opened = await self.app.push_screen_wait(CellDialog(wished.title, there))
                    if opened is not None:
                        self.app.on_open_work(opened)
                        return

    async def _in_order(self, wish: Callable[[CodingDesk], T]) -> T:
        """Do ``wish`` in the thread of the boards, after what was wished before it."""
        return await self.keeper.thread.ask(lambda _boards: wish(self._workspace.coding_desk))

    async def _compared(self) -> Comparison:
        def compare(desk: CodingDesk) -> Comparison:
            first = self._first or desk.ledger.who
            if first == self._second:  # whoever is called as the program is
                first = desk.ledger.who
            only = self._only_decided
            return compared(desk, first, self._second, only_decided=only, prose=prose)

        facts = await asyncio.to_thread(self._workspace.facts)  # what may take a while: beside
        prose = prose_of(facts) if facts is not None else None
        return await self._in_order(compare)

    async def _choose(self) -> None:
        """Ask for the two coders; leaving changes nothing."""
        there = await self._in_order(coders)
        options = [Option(name, name, _("you") if not n else "") for n, name in enumerate(there)]
        options.append(Option(PROGRAM, coder_name(PROGRAM)))
        first = await self._one(_("The first coder"), options, self._first or there[0])
        if first is None:
            return
        others = [option for option in options if option.id != first]
        second = await self._one(_("The second coder"), others, self._second)
        if second is not None:
            self._first, self._second = first, second

    async def _one(self, title: str, options: list[Option], current: str) -> str | None:
        chosen = await self.app.push_screen_wait(Chooser(title, options, None, current))
        return chosen.id if chosen else None

    async def _settle(self, comparison: Comparison) -> bool:
        """Go through the disagreements; say whether the reader was opened on one."""
        disputes = comparison.disagreements()
        if not disputes:
            self.keeper.say(_("They do not differ: there is nothing to settle"))
            return False
        book = (await self._in_order(lambda desk: desk)).codebook

        async def settle(one: Disagreement, verdict: Verdict) -> bool:
            passage = one.passage.passage
            done = await self._in_order(lambda desk: desk.settle(one.code, passage, verdict))
            return done.change is not None

        async def undo() -> None:
            await self.keeper.thread.ask(lambda desk: desk.undo())

        dialog = DisputesDialog(comparison, disputes, book, settle, undo)
        opened = await self.app.push_screen_wait(dialog)
        await self.keeper.look()
        if opened is not None:
            self.app.on_open_work(opened)
        return opened is not None
