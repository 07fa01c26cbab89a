"""What the user wishes of her boards, carried out: the store is asked, the panes are told.

Every handler waits for the change to be kept before it says so, and the app hands it the next key
only then: a key always acts on what is shown.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from clicktui.board.changes import Change, What
from clicktui.board.desk import AlreadyPinnedError, Desk, Done
from clicktui.board.editing import list_holding
from clicktui.board.model import Board
from clicktui.board.store.records import NO_BOARD
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.tui.beside import beside
from clicktui.tui.board.board_wishes import (
    ChangeWished,
    ChooseList,
    EditWished,
    Move,
    MoveList,
    Remove,
    RemoveList,
    Shift,
    Star,
    WishedChange,
)
from clicktui.tui.desk.asking import BoardDialogs
from clicktui.tui.desk.judging import Judging
from clicktui.tui.desk.labelling import Labelling
from clicktui.tui.desk.pinning import Pinning
from clicktui.tui.desk.quote_codes import QuoteCodes
from clicktui.tui.desk.quotes_reader import QuotesReader
from clicktui.tui.desk.shown import Shown, look
from clicktui.tui.desk.thread import BoardThread
from clicktui.tui.drawing.layout import printable
from clicktui.tui.wishes import Pin
from clicktui.wording.boards import change_text, redone_text, undone_text
from clicktui.wording.codes import OF_CODES, named

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.timer import Timer

    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.board.pane import BoardPane
    from clicktui.tui.desk.agreement_asking import AgreementDialogs
    from clicktui.workspace import Workspace

FOLLOW_EVERY_S = 1.0
"""How often the store is asked whether another clicktui has changed it."""

TOAST_S = 3.0

_SWITCHING = frozenset({
    What.NEW_BOARD, What.DUPLICATE_BOARD, What.REMOVE_BOARD, What.ARCHIVE_BOARD, What.IMPORT,
})  # fmt: skip
"""Changes after which another board is the open one."""


class BoardKeeper:
    """The app's side of the boards; every method runs in its loop."""

    def __init__(self, app: "ClicktuiApp", workspace: "Workspace") -> None:
        self._app = app
        self._workspace = workspace
        self.thread = BoardThread(workspace)
        self._opened = asyncio.Event()
        self._noticed = 0
        self.also_look: list[Callable[[], Awaitable[None]]] = []
        """What else has to look at the store when more than a board may have changed in it."""
        self._codes = QuoteCodes(app, workspace)
        self.dialogs = BoardDialogs(app, self)
        self.pinning = Pinning(app, self)
        self.quotes = QuotesReader(app, self)
        self.judging = Judging(app, workspace)
        self.labelling = Labelling(app, workspace, self.judging)
        self._agreement: AgreementDialogs | None = None
        self._following: Timer | None = None

    @property
    def pane(self) -> "BoardPane":
        """The pane that shows the open board."""
        return self._app.board_pane

    @property
    def workspace(self) -> "Workspace":
        """The corpus, the citations and the boards."""
        return self._workspace

    @property
    def board(self) -> Board | None:
        """The board that is shown."""
        return self.pane.view.board if self.pane.view else None

    async def open(self) -> None:
        """Show the board that was open last, and say what is to be told of the store."""
        try:
            shown = await self.thread.ask(look)
        except ClicktuiError as error:
            self.pane.show_trouble(str(error))
            self.say(str(error), severity="error")
            return
        finally:
            self._opened.set()
        self.show(shown)
        self._following = self._app.set_interval(FOLLOW_EVERY_S, self._follow)

    def rest(self) -> None:
        """Look no more at what others change: ``stop`` comes next."""
        if self._following is not None:
            self._following.stop()

    def stop(self) -> None:
        """Let what was wished be kept, and end."""
        self.judging.stop()
        self.labelling.stop()
        self.thread.stop()

    def show(self, shown: Shown) -> None:
        """Show a board in its pane, and what is on it in the others; tell what is new to tell."""
        view = replace(shown.view, codes=self._codes.known)
        self.pane.show(view, is_read_only=shown.is_read_only)
        self._codes.find(tuple(view.board.quotes))
        self._app.search_pane.show_pinned(shown.pinned)
        self._app.reader_pane.show_pinned(shown.pinned)
        self._app.codes_pane.show_pinned(shown.pinned)
        self._warn(shown.notices[self._noticed :])
        self._noticed = len(shown.notices)
        self.labelling.refresh()

    async def look(self) -> None:
        """Show the board that is shown as it is in the store now, or the one that is open."""
        shown = self.board.id if self.board else None
        self.show(await self.thread.ask(lambda desk: look(desk, shown)))

    async def open_board(self, board_id: str) -> None:
        """Show another board, and make it the open one."""
        board = await self.thread.ask(lambda desk: desk.open(board_id))
        self.show(await self.thread.ask(lambda desk: look(desk, board.id)))

    async def _follow(self) -> None:
        """Show what another clicktui has changed."""
        try:
            if await self.thread.ask(lambda desk: desk.store.changed_elsewhere()):
                await self.look()
                await self._look_also()
        except (ClicktuiError, RuntimeError) as error:
            self.pane.show_trouble(str(error))

    async def _look_also(self) -> None:
        for look_at in self.also_look:
            await look_at()

    # changes

    async def change(
        self,
        wish: Callable[[Desk, str], Done],
        *,
        quietly: bool = False,
        board_id: str | None = None,
    ) -> bool:
        """Carry out ``wish`` (of the desk and of ``board_id``); say what it came to.

        None is the board that is shown. Return whether it was carried out; ``quietly`` says
        nothing of success.
        """
        await self._opened.wait()
        board = self.board
        if board is None:
            self.say(_("The boards could not be opened; their pane says why"), severity="error")
            return False

        def carry_out(desk: Desk) -> tuple[Done, Shown]:
            done = wish(desk, board_id or board.id)
            is_left = done.change is not None and done.change.what in _SWITCHING
            return done, look(desk, None if is_left else board.id)

        try:
            done, shown = await self.thread.ask(carry_out)
        except AlreadyPinnedError:
            raise
        except (ClicktuiError, RuntimeError) as error:
            await self.fail(error)
            return False
        self.show(shown)
        if done.made and shown.view.board.id == board.id:
            self.pane.go_to(done.made[0])
        if done.change is not None and not quietly:
            self.say(_told(done))
        self._warn(done.warnings)
        return True

    async def fail(self, error: Exception) -> None:
        """Say that nothing was changed and why, and show what is there."""
        self.say(str(error), severity="error")
        try:
            await self.look()
        except (ClicktuiError, RuntimeError) as worse:
            self.pane.show_trouble(str(worse))

    async def show_agreement(self) -> None:
        """Show how far coders agree, beside the interface."""
        from clicktui.tui.desk.agreement_asking import AgreementDialogs

        await self._opened.wait()
        if self._agreement is None:
            self._agreement = AgreementDialogs(self._app, self, self._workspace)
        await self.beside(self._agreement.go_through())

    async def undo(self) -> None:
        """Undo the last change of all boards."""
        await self._walk(lambda desk: desk.undo(), undone_text, _("There is nothing to undo"))

    async def redo(self) -> None:
        """Redo what was undone last."""
        await self._walk(lambda desk: desk.redo(), redone_text, _("There is nothing to redo"))

    async def _walk(
        self, step: Callable[[Desk], Done | None], told: Callable[[Change], str], nothing: str
    ) -> None:
        await self._opened.wait()

        def walk(desk: Desk) -> tuple[Done | None, Shown]:
            done = step(desk)
            if done is not None and done.change is not None and done.change.what in OF_CODES:
                book = self._workspace.coding_desk.codebook
                done = replace(done, change=named(done.change, book))
            return done, look(desk, done.board.id if done else None)

        try:
            done, shown = await self.thread.ask(walk)
        except (ClicktuiError, RuntimeError) as error:
            await self.fail(error)
            return
        is_another = self.board is not None and self.board.id != shown.view.board.id
        self.show(shown)
        if done is not None and done.change is not None and done.change.board == NO_BOARD:
            await self._look_also()
        text = told(done.change) if done and done.change else nothing
        if is_another:
            name = shown.view.board.name
            text = _("{change}\non the board “{name}”, which is open now").format(
                change=text, name=name
            )
        self.say(text)
        self._warn(done.warnings if done else ())

    async def carry_out(self, wished: Pin | ChangeWished | EditWished) -> None:
        """Do what changes the boards, or ask for it: the question is there when this returns."""
        match wished:
            case Pin():
                await self.pinning.pin(wished)
            case EditWished():
                await self.beside(self.dialogs.edit(wished.kind, wished.targets))
            case ChangeWished():
                await self.change_wished(wished)

    async def change_wished(self, event: ChangeWished) -> None:
        """Change the board at once."""
        wished = event.change
        if isinstance(wished, ChooseList):
            board = self.board
            if board is not None:
                try:
                    await self.thread.ask(lambda desk: _changed(desk, board.id, wished))
                except (ClicktuiError, RuntimeError) as error:  # another clicktui took it away
                    await self.fail(error)
            return
        quietly = isinstance(wished, Shift | MoveList)
        await self.change(lambda desk, board_id: _changed(desk, board_id, wished), quietly=quietly)

    async def beside(self, asking: Coroutine[Any, Any, None]) -> None:
        """Ask beside the interface; return once the question stands on the screen."""
        screens = len(self._app.screen_stack)
        worker = beside(self._app, self._safely, asking, group="boards")
        await self._app.wait_for_question(worker, screens)

    async def _safely(self, asking: Coroutine[Any, Any, None]) -> None:
        try:
            await asking
        except (ClicktuiError, RuntimeError) as error:
            await self.fail(error)

    def _warn(self, warnings: Sequence[str]) -> None:
        for warning in warnings:
            shown = _shown(warning)
            self._app.notify(shown, severity="warning", timeout=10, markup=False)

    def say(self, text: str, severity: "SeverityLevel" = "information") -> None:
        """Tell ``text`` in a toast, in place of those before."""
        self._app.clear_notifications()
        timeout = TOAST_S if severity == "information" else 8
        self._app.notify(_shown(text), severity=severity, timeout=timeout, markup=False)


def _told(done: Done) -> str:
    text = change_text(done.change) if done.change else ""
    if done.change is None or done.change.what is not What.PIN or not done.made:
        return text
    name = list_holding(done.board, done.made[0]).name
    return _("{change}\nin the list “{name}”").format(change=text, name=name)


def _changed(desk: Desk, board_id: str, wished: WishedChange) -> Done:
    match wished:
        case Move(ids, list_id, before):
            return desk.move(board_id, ids, list_id, before)
        case Shift(ids, step):
            return desk.shift(board_id, ids, step)
        case Star(ids, is_starred):
            return desk.star(board_id, ids, is_starred)
        case Remove(ids):
            return desk.remove(board_id, ids)
        case RemoveList(list_id):
            return desk.remove_list(board_id, list_id)
        case MoveList(list_id, step):
            return desk.move_list(board_id, list_id, step)
        case ChooseList(list_id):
            desk.choose_list(desk.board(board_id), list_id)
            return Done(desk.board(board_id), None)


def _shown(text: str) -> str:
    """Return ``text`` without what a terminal would obey, its lines kept."""
    return "\n".join(printable(line) for line in text.split("\n"))
