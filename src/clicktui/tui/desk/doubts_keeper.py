"""What is in doubt of the corpus, shown and settled; the panes follow when the dialog is left."""

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clicktui.corpora.doubts import Doubt
from clicktui.corpora.overview import facts
from clicktui.corpora.report import as_csv
from clicktui.corpora.settling import Settled, Settler
from clicktui.corpus.model import Span
from clicktui.exporting import destination
from clicktui.exporting.placing import place, target_of
from clicktui.i18n import translate as _
from clicktui.tui.desk.corpora_part import corpus_name
from clicktui.tui.dialogs.doubts import DoubtsDialog
from clicktui.tui.dialogs.doubts_rows import Added, rows_of
from clicktui.tui.wishes import OpenWork

if TYPE_CHECKING:
    from clicktui.tui.desk.corpora_keeper import CorporaKeeper
    from clicktui.workspace import Workspace


class DoubtsKeeper:
    """Shows the doubts of the open corpus; its methods run in the app's loop."""

    def __init__(self, keeper: "CorporaKeeper") -> None:
        self._keeper = keeper
        self._settled: list[Settled] = []

    def forget(self) -> None:
        """Forget what was settled of another corpus."""
        self._settled = []

    async def go_through(self, told: Sequence[str] = ()) -> None:
        """Show what was added and what is in doubt, until the user leaves.

        Raises:
            ClicktuiError: the corpus cannot be read.
        """
        keeper, workspace = self._keeper, self._keeper.workspace
        if workspace is None:
            return
        if workspace.place.is_built_in:
            keeper.say(_("The built-in corpus stays as it is: open one of your own first"))
            return
        before = workspace.corpus.fingerprint
        editing = _Editing(keeper, workspace, self._settled)
        title = _("What was added") if told else _("Doubts")
        title = _("{corpus}: {title}").format(corpus=corpus_name(workspace.place), title=title)
        added = await editing.state()
        rows = await keeper.ask(
            lambda: rows_of(added, [one.source for one in added.facts if one.doubts])
        )
        dialog = DoubtsDialog(title, added, editing, told, rows)
        opened = await keeper.app.push_screen_wait(dialog)
        if editing.has_changed:
            await keeper.show_as_it_is(before)
        if opened is not None:
            keeper.app.on_open_work(opened)


class _Editing:
    """Carries out what is wished of doubts; see ``dialogs.doubts_editing``."""

    def __init__(
        self,
        keeper: "CorporaKeeper",
        workspace: "Workspace",
        settled: list[Settled],
    ) -> None:
        self._keeper, self._workspace = keeper, workspace
        self._settled = settled
        self._settler = Settler(workspace.doubts, workspace.metadata)
        self.has_changed = False

    async def state(self) -> Added:
        workspace = self._workspace
        known = await self._keeper.ask(lambda: facts(workspace.corpus, workspace.doubts.sources))
        return Added(known, await self._keeper.adding.report())

    async def confirm(self, doubts: Sequence[Doubt], who: str | None = None) -> None:
        self._keep(await self._keeper.ask(lambda: self._settler.confirm(doubts, who)))
        await self._follow()

    async def refuse(self, doubts: Sequence[Doubt]) -> None:
        self._keep(await self._keeper.ask(lambda: self._settler.refuse(doubts)))
        await self._follow()

    async def set(self, work: str, field: str, value: Any) -> None:  # noqa: ANN401 (CSL-JSON)
        self._keep(await self._keeper.ask(lambda: self._settler.set(work, field, value)))
        await self._follow()

    async def undo(self) -> bool:
        if not self._settled:
            return False
        last = self._settled.pop()
        await self._keeper.ask(lambda: self._settler.undo(last))
        await self._follow()
        return True

    async def take(self, path: Path) -> None:
        adding = self._keeper.adding
        report = await adding.run(
            "",
            lambda adder, tell, is_ended: adder.add([path], tell, is_ended),
            with_duplicates=True,
            quietly=True,
        )
        if report is None:
            return
        last = await adding.report()
        last.duplicates = [one for one in last.duplicates if one.path != path]
        last.duplicates += report.duplicates
        last.added += report.added
        last.left_out += report.left_out
        await adding.keep(last)

    async def export(self, path: str) -> str:
        target = target_of(Path(path))
        report = as_csv(await self._keeper.adding.report())
        await self._keeper.ask(lambda: place({target: report}))
        return destination.shown(target)

    def place(self, work: str, line: int | None) -> OpenWork:
        parts = self._workspace.corpus.work(work).paragraphs
        at = 0 if line is None else bisect_left(parts, line, key=lambda part: part.line)
        there = parts[at : at + 1]
        span = there[0].span if there and there[0].line == line else None
        return OpenWork(work, span and Span(span.start, span.end))

    def _keep(self, settled: Settled) -> None:
        if settled:
            self._settled.append(settled)

    async def _follow(self) -> None:
        self.has_changed = True
        await self._keeper.ask(self._workspace.follow_corpus)
