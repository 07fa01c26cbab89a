"""What the user wishes of works' metadata, carried out beside the interface; all panes follow."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from clicktui.errors import ClicktuiError, NotFoundError
from clicktui.i18n import translate as _
from clicktui.metadata.desk import ChangedMeanwhileError, MetadataDesk
from clicktui.metadata.fields import Record
from clicktui.metadata.importing import Offer
from clicktui.metadata.model import Change
from clicktui.tui.dialogs.proposals import WorkProposal
from clicktui.tui.dialogs.reference import ReferenceDialog
from clicktui.tui.drawing.layout import printable

if TYPE_CHECKING:
    from textual.timer import Timer

    from clicktui.tui.app import ClicktuiApp
    from clicktui.workspace import Workspace

T = TypeVar("T")

FOLLOW_EVERY_S = 1.0
"""How often the file is asked whether another clicktui, or the user's editor, has written it."""


class MetadataKeeper:
    """The app's side of what is said of works; its methods run in the app's loop."""

    def __init__(self, app: "ClicktuiApp", workspace: "Workspace") -> None:
        self._app = app
        self._workspace = workspace
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clicktui-metadata")
        self._told: tuple[str, ...] = ()
        self._following: Timer | None = None
        self.changes: list[Change] = []
        """What was changed in this app, the last one last."""

    def start(self) -> None:
        """Tell what is wrong in the file, and follow it from now on."""
        self._warn()
        self._following = self._app.set_interval(FOLLOW_EVERY_S, self._look)

    def rest(self) -> None:
        """Look no more at what others change: ``stop`` comes next."""
        if self._following is not None:
            self._following.stop()

    def stop(self) -> None:
        """Carry out what is under way, and end."""
        self._executor.shutdown(wait=True)

    async def ask(self, wish: Callable[[MetadataDesk], T]) -> T:
        """Return what ``wish`` gives once it is carried out in the thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, lambda: wish(self._workspace.metadata))

    async def change(self, wish: Callable[[MetadataDesk], Change]) -> Change:
        """Carry out ``wish``; show what came of it everywhere, and return it.

        Raises:
            ClicktuiError: nothing was changed.
        """
        follow = self._workspace.follow_metadata
        change, is_old = await self.ask(lambda desk: (wish(desk), follow()))
        if change:
            await self._follow(is_old)
        return change

    async def open(self, work_id: str) -> None:
        """Show what is known of a work, to be completed; to be awaited in a worker."""
        try:
            record = await self.ask(lambda desk: desk.record(work_id))
        except NotFoundError:
            text = _("The catalogue does not have this work any more: nothing to complete")
            self._app.notify(text, severity="warning", markup=False)
            return
        await self._app.push_screen_wait(ReferenceDialog(record, _OneWork(self, work_id)))

    async def reference(self, work_id: str) -> str:
        """Return the reference of a work, or why it cannot be made."""
        workspace = self._workspace

        def render(desk: MetadataDesk) -> str:
            record = desk.record(work_id)
            csl = (
                desk.corpus.source(work_id.partition(":")[2]).page
                if record.is_page
                else desk.corpus.work(work_id).csl
            )
            try:
                return "\n".join(
                    workspace.citing.citer.bibliography([csl or {}], workspace.citing.lang)
                )
            except ClicktuiError as error:
                return str(error)

        return await asyncio.to_thread(render, workspace.metadata)

    async def proposals(self, path: str) -> tuple[Sequence[WorkProposal], Sequence[str]]:
        """Return what a bibliography file proposes, and what could not be read of it.

        Raises:
            BibliographyError, OSError: it cannot be read.
        """
        workspace = self._workspace

        def read(desk: MetadataDesk) -> tuple[Sequence[WorkProposal], Sequence[str]]:
            file = Path(path.strip()).expanduser()
            found = workspace.metadata_proposals(file.read_bytes(), file.name)
            proposals = [
                WorkProposal(
                    one.work_id,
                    desk.record(one.work_id).title,
                    str(one.item.csl.get("title", "")),
                    one.score,
                    offers,
                )
                for one, offers in found.proposals
            ]
            told = _("line {line}: {text}")
            return proposals, [
                told.format(line=one.line, text=one.text) if one.line else one.text
                for one in found.remarks
            ]

        return await asyncio.to_thread(read, workspace.metadata)

    async def _look(self) -> None:
        """Follow what others wrote into the file."""
        try:
            is_new, is_old = await self.ask(
                lambda desk: (desk.refresh(), self._workspace.follow_metadata())
            )
        except RuntimeError:  # the app ends
            return
        if is_new:
            self._warn()
            await self._follow(is_old)

    async def _follow(self, index_is_old: bool) -> None:
        await self._app.follow_corpus(self._workspace.corpus, index_is_old)

    def _warn(self) -> None:
        mistakes = self._workspace.metadata.mistakes
        for mistake in mistakes:
            if mistake not in self._told:
                self._app.notify(printable(mistake), severity="warning", timeout=10, markup=False)
        self._told = mistakes


class _OneWork:
    """Carries out what is wished of one work; see ``dialogs.work_editing``."""

    def __init__(self, keeper: MetadataKeeper, work_id: str) -> None:
        self._keeper = keeper
        self._id = work_id

    async def record(self) -> Record:
        return await self._keeper.ask(lambda desk: desk.record(self._id))

    async def reference(self) -> str:
        return await self._keeper.reference(self._id)

    async def set(self, field: str, value: Any) -> Change:  # noqa: ANN401 (CSL-JSON)
        return await self._changed(lambda desk: desk.set(self._id, field, value))

    async def unset(self, field: str) -> Change:
        return await self._changed(lambda desk: desk.unset(self._id, field))

    async def confirm(self, field: str) -> Change:
        return await self._changed(lambda desk: desk.confirm(self._id, [field]))

    async def undo(self) -> Change:
        changes = self._keeper.changes
        if not changes:
            return ()
        last = changes.pop()
        try:
            return await self._keeper.change(lambda desk: desk.undo(last))
        except ChangedMeanwhileError:
            raise
        except ClicktuiError:  # it cannot be written now: it is the last change still
            changes.append(last)
            raise

    async def proposals(self, path: str) -> tuple[Sequence[WorkProposal], Sequence[str]]:
        return await self._keeper.proposals(path)

    async def take(self, accepted: Mapping[str, Sequence[Offer]], path: str) -> Change:
        name = Path(path.strip()).name
        return await self._changed(lambda desk: desk.take(accepted, name))

    async def _changed(self, wish: Callable[[MetadataDesk], Change]) -> Change:
        change = await self._keeper.change(wish)
        if change:
            self._keeper.changes.append(change)
        return change
