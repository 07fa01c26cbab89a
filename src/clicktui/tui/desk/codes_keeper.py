"""What the user wishes of codes, carried out: the ledger is asked, the panes are told.

Decisions are made in the thread of the boards, in the order of the keys, and are on the disk
before they are told. What the panes show is read in a second thread, and passages are judged
elsewhere (see ``judging``): neither ever delays a key.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from clicktui.board.changes import Change
from clicktui.coding.model import Verdict
from clicktui.corpus.model import Span
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.search.progress import SHOWN_AFTER_SECONDS, Progress
from clicktui.tui.beside import beside
from clicktui.tui.codes.codes_wishes import (
    CandidatesWished,
    CodebookWished,
    CodingsExportWished,
    CodingsImportWished,
    CuesWished,
    Decide,
    LearningWished,
    MemoWished,
)
from clicktui.tui.desk.codes_asking import CodesDialogs
from clicktui.tui.desk.codes_reading import CodesReader
from clicktui.tui.desk.codings_exporting import CodingsExport
from clicktui.tui.desk.import_asking import ImportDialogs
from clicktui.tui.desk.judging import PAUSE_S
from clicktui.tui.desk.meaning_keeper import MeaningKeeper
from clicktui.tui.desk.signs import Signs
from clicktui.tui.wishes import Code, CodingWish, Like
from clicktui.wording.boards import change_text
from clicktui.wording.codes import named
from clicktui.wording.reasons import more_text

if TYPE_CHECKING:
    from clicktui.coding.desk import CodingDesk
    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.codes.pane import CodesPane
    from clicktui.tui.codes.view import CodesView
    from clicktui.tui.desk.keeper import BoardKeeper
    from clicktui.workspace import Workspace

T = TypeVar("T")


class CodesKeeper:
    """The app's side of the codes; every method runs in its loop."""

    def __init__(self, app: "ClicktuiApp", workspace: "Workspace", boards: "BoardKeeper") -> None:
        self._app = app
        self.workspace = workspace
        self.boards = boards
        self._reader = CodesReader(workspace)
        self._reading = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clicktui-codes")
        self._left = Event()
        self._is_open = False
        self._looks = 0
        self._showing = asyncio.Lock()
        self._is_fresh_due = False
        self._query = ""
        self._signs: Signs | None = None
        self._mistake = ""
        self.dialogs = CodesDialogs(app, self)
        self.meaning = MeaningKeeper(app, self)

    @property
    def pane(self) -> "CodesPane":
        """The pane that shows the codes."""
        return self._app.codes_pane

    async def open(self) -> None:
        """Judge the passages and show them, once."""
        if not self._is_open:
            self._is_open = True
            self.boards.also_look.append(self.look)
            self.boards.judging.told.append(self._look_soon)
            await self.look(is_fresh=True)

    def stop(self) -> None:
        """Let the threads end."""
        self._left.set()
        self.meaning.stop()
        self._reading.shutdown(wait=True)

    async def in_order(self, wish: "Callable[[CodingDesk], T]") -> T:
        """Do ``wish`` in the thread of the boards, after what was wished before it."""
        return await self.boards.thread.ask(lambda _boards: wish(self.workspace.coding_desk))

    # showing

    async def look(self, *, is_fresh: bool = False) -> None:
        """Show the codes as they are now; ``is_fresh``: in lists made anew.

        Of several that are under way the newest is shown. What cannot be read is told in the pane.
        """
        if not self._is_open:
            return
        self._looks += 1
        mine = self._looks
        self._is_fresh_due |= is_fresh
        try:
            self._is_fresh_due |= await self.boards.judging.few(self.pane.tell)
            query = self._query
            progress, is_left = self._telling(), lambda: mine != self._looks or self._left.is_set()
            shown = await self._ask(lambda: self._reader.read(query, progress, is_left))
        except (ClicktuiError, RuntimeError) as error:
            self.pane.tell(str(error))
            return
        async with self._showing:
            if shown is not None and mine == self._looks and self._app.is_running:
                is_due, self._is_fresh_due = self._is_fresh_due, False
                await self._show(shown, is_fresh=is_due)

    def _look_soon(self) -> None:
        beside(self._app, self.look, group="codes-looking")

    async def _show(self, view: "CodesView", *, is_fresh: bool) -> None:
        mistake = self.workspace.codebook_mistake
        if mistake and mistake != self._mistake:
            text = _("{mistake}\nclicktui goes on with its own codebook")
            self.boards.say(text.format(mistake=mistake), severity="warning")
        self._mistake = mistake
        first, *others = mistake.split("\n")
        more = [more_text(len(others))] if others else []
        self.pane.tell(", ".join([first, *more]) or self.boards.judging.line)
        is_fresh = is_fresh or view.query != (self.pane.view.query if self.pane.view else None)
        await self.pane.show(view, is_fresh=is_fresh)
        self._signs = Signs(self._app, view, self._sign, self._signs)
        self._sign(self._signs)
        self.boards.labelling.refresh()
        if self.pane.display or view.uses_learned is not None:
            self.meaning.begin_soon()
        self.meaning.refresh()

    def _sign(self, signs: Signs) -> None:
        """Sign the texts that are shown with their codes."""
        if signs is self._signs:
            for pane in (self.pane, self._app.reader_pane, self._app.search_pane):
                pane.show_codes(signs)

    async def sift(self, query: str) -> None:
        """Show the passages that answer ``query``."""
        self._query = query
        await self.look(is_fresh=True)

    async def _ask(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._reading, work)

    def _telling(self) -> Progress:
        """Return what tells in the pane how far looking at the passages is, once it takes long."""
        loop, began = asyncio.get_running_loop(), time.monotonic()

        def progress(done: int, total: int) -> None:
            if time.monotonic() - began > SHOWN_AFTER_SECONDS:
                line = _("Looking for codes: {done} of {total} passages")
                text = line.format(done=done, total=total)
                loop.call_soon_threadsafe(self.pane.tell, text)
            time.sleep(PAUSE_S)

        return progress

    # changes

    async def carry_out(self, wished: CodingWish) -> None:
        """Do what changes codings, or ask for it: the question is there when this returns."""
        match wished:
            case Decide(passage, code, verdict):
                await self.decide(code, passage.work, Span(passage.start, passage.end), verdict)
            case Code(work, span):
                await self.boards.beside(self.dialogs.choose_code(work, span))
            case MemoWished(passage, code):
                await self.boards.beside(self.dialogs.memo(passage, code))
            case CuesWished():
                await self.boards.beside(self.dialogs.cues(wished))
            case Like(work, span):
                await self.boards.beside(self.meaning.like(work, span))
            case CandidatesWished():
                await self.meaning.switch_candidates()
            case LearningWished():
                await self.boards.beside(self.meaning.learn())
            case CodebookWished():
                await self.boards.beside(self.dialogs.codebook())
            case CodingsExportWished():
                await self.boards.beside(CodingsExport(self._app, self).export())
            case CodingsImportWished():
                await self.boards.beside(self._import())

    async def _import(self) -> None:
        if await ImportDialogs(self._app, self.boards).import_file():
            await self.look()

    async def decide(self, code: str, work: str, span: Span, verdict: Verdict | None) -> None:
        """Keep what the user decides about words, show it, and say so; None: take it back."""

        def keep(desk: "CodingDesk") -> Change | None:
            if verdict is None:
                return desk.withdraw(code, work, span)
            return desk.decide(code, work, span, verdict).change

        await self.change(keep, _("It is so already") if verdict else _("You decided nothing here"))

    async def change(
        self, wish: "Callable[[CodingDesk], Change | None]", nothing: str, *, is_fresh: bool = False
    ) -> None:
        """Carry out a change, show it, and say what it came to; ``nothing``: that none was due."""
        try:
            change, book = await self.in_order(lambda desk: (wish(desk), desk.codebook))
        except (ClicktuiError, RuntimeError) as error:
            await self.boards.fail(error)
            return
        self.boards.say(change_text(named(change, book)) if change else nothing)
        await self.look(is_fresh=is_fresh)

    async def open_codebook(self, name: str) -> bool:
        """Code by another codebook; say whether it could be opened."""
        try:
            await self.in_order(lambda _desk: self.workspace.open_codebook(name))
        except (ClicktuiError, RuntimeError) as error:
            self.boards.say(str(error), severity="error")
            return False
        self.pane.tell("")
        await self.look(is_fresh=True)
        return True
