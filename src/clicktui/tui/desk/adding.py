"""Files that are added to the corpus, behind the panes: asked for, shown, ended, told."""

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from clicktui.corpora.adding import Adder, Step, Wishes
from clicktui.corpora.lastadding import keep_report, last_report
from clicktui.corpora.report import Report
from clicktui.exporting import destination
from clicktui.i18n import translate as _
from clicktui.intake.walking import shown_name
from clicktui.tui.desk.corpora_part import corpus_name
from clicktui.tui.dialogs.adding_dialog import AddingDialog, AddingWish
from clicktui.tui.dialogs.dialog import key_of
from clicktui.tui.dialogs.path_input import PathInput
from clicktui.wording.corpora import report_lines, step_text

if TYPE_CHECKING:
    from clicktui.tui.desk.corpora_keeper import CorporaKeeper
    from clicktui.workspace import Workspace

Act = Callable[[Adder, Callable[[Step], None], Callable[[], bool]], Report]
"""What is done by an adder, told how to say how far it is and whether it is to end."""

DIALOG_AFTER_S = 0.3
_PATIENCE = 100
"""How often it is looked whether the dialog is gone."""


class AddingFiles:
    """Adds files to the open corpus, once at a time; its methods run in the app's loop."""

    def __init__(self, keeper: "CorporaKeeper") -> None:
        self._keeper = keeper
        self._ended = Event()
        self._step = Step(0, 0, 0)
        self._began = 0.0
        self._title = ""
        self._dialog: AddingDialog | None = None
        self._goes_on_behind = False
        self.is_at_it = False
        self._report: Report | None = None

    def forget(self) -> None:
        """Forget what was told of another corpus."""
        self._report = None

    async def report(self) -> Report:
        """Return what the last adding did; of an adding of another day, what it left out."""
        workspace = self._keeper.workspace
        if self._report is None and workspace is not None:
            self._report = await self._keeper.ask(lambda: last_report(workspace.place))
        return self._report or Report()

    async def keep(self, report: Report) -> None:
        """Keep what an adding did, to be shown now and later."""
        self._report, workspace = report, self._keeper.workspace
        if workspace is not None:
            await self._keeper.ask(lambda: keep_report(workspace.place, report))

    def end(self) -> None:
        """End what is under way; what is done is kept."""
        self._ended.set()

    async def ask(self) -> None:
        """Ask for files or folders, and add them; while that goes on, show how far it is.

        Raises:
            ClicktuiError: the corpus cannot be changed.
        """
        if self.is_at_it:
            await self._show_progress()
            return
        workspace = await self._own("add")
        if workspace is None:
            return
        folder = await asyncio.to_thread(destination.usual_folder)
        title = _("File or folder to add to {corpus}").format(corpus=corpus_name(workspace.place))
        typed = await self._keeper.app.push_screen_wait(
            PathInput(title, f"{destination.shown(folder)}/", _mistaken_path)
        )
        if typed is not None:
            path = Path(typed.strip()).expanduser()
            await self.add(_("Adding {file}").format(file=shown_name(path)), [path])

    async def update(self) -> None:
        """Read anew what changed, and what is new in the folders that were added.

        Raises:
            ClicktuiError: the corpus cannot be changed.
        """
        if self.is_at_it:
            await self._show_progress()
            return
        if await self._own("update") is not None:
            await self.run(
                _("Taking in what changed"),
                lambda adder, tell, is_ended: adder.update((), tell, is_ended),
            )

    async def _own(self, what: str) -> "Workspace | None":
        """Return the workspace of a corpus of the user's own; from the built-in one, ask for one.

        Raises:
            ClicktuiError: it cannot be opened.
        """
        keeper = self._keeper
        if keeper.workspace is not None and not keeper.workspace.place.is_built_in:
            return keeper.workspace
        if what == "update":
            keeper.say(_("The built-in corpus stays as it is: open one of your own first"))
            return None
        title = _("Add to which corpus? Choose it, or type a new name")
        place = await keeper.chosen(title, with_built_in=False)
        if place is None:
            return None
        await keeper.open(place)
        return keeper.workspace if keeper.workspace and keeper.workspace.place == place else None

    async def add(
        self, title: str, paths: Sequence[Path], *, with_duplicates: bool = False
    ) -> Report | None:
        """Add files and folders, and show what was added.

        Raises:
            ClicktuiError: the corpus cannot be changed.
        """
        return await self.run(
            title,
            lambda adder, tell, is_ended: adder.add(paths, tell, is_ended),
            with_duplicates=with_duplicates,
        )

    async def run(
        self, title: str, act: Act, *, with_duplicates: bool = False, quietly: bool = False
    ) -> Report | None:
        """Do ``act`` in the thread of the corpus; show how far it is, then what was added.

        ``quietly`` shows nothing: whoever asks tells. None where it could not begin.

        Raises:
            ClicktuiError: the corpus cannot be changed.
        """
        workspace = self._keeper.workspace
        if workspace is None or self.is_at_it:
            return None
        self.is_at_it, self._title = True, title
        self._ended.clear()
        self._goes_on_behind = False
        self._step, self._began = Step(0, 0, 0), time.monotonic()
        try:
            report = await self._run(workspace, act, with_duplicates, quietly=quietly)
        finally:
            self.is_at_it = False
            await self._close_dialog()
        if report.added or report.gone:
            await self._keeper.follow()
        if not quietly:
            await self.keep(report)
            await self._tell(report)
        return report

    async def _run(
        self, workspace: "Workspace", act: Act, with_duplicates: bool, *, quietly: bool
    ) -> Report:
        def work() -> Report:
            taken = {file.name.removesuffix(".txt") for file in workspace.corpus.files}
            taken |= {work.id for work in workspace.corpus.works}
            wishes = Wishes(with_duplicates, frozenset(taken))
            with Adder(workspace.place, wishes) as adder:
                return act(adder, self._tell_step, self._ended.is_set)

        task = asyncio.ensure_future(self._keeper.ask(work))
        if not quietly:
            await asyncio.wait({task}, timeout=DIALOG_AFTER_S)
            if not task.done():
                self._open_dialog()
        return await task

    def _tell_step(self, step: Step) -> None:
        self._step = step

    # how far it is

    def _open_dialog(self) -> None:
        self._dialog = AddingDialog(self._title, self._at)
        self._keeper.app.push_screen(self._dialog, self._left)

    async def _show_progress(self) -> None:
        if self._dialog is None:
            self._open_dialog()

    async def _close_dialog(self) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        dialog.give(None)  # where help stands over it, it leaves by itself
        for _turn in range(_PATIENCE):
            if not dialog.is_current:
                return
            await asyncio.sleep(0.01)

    def _at(self) -> tuple[str, str] | None:
        """Return how far it is, and the file under way; None once it is done."""
        if not self.is_at_it:
            return None
        step = self._step
        if not step.total:
            return _("Looking for files"), ""
        line = step_text(step, time.monotonic() - self._began)
        return line, shown_name(step.path) if step.path is not None else ""

    def _left(self, wish: AddingWish | None) -> None:
        self._dialog = None
        self._goes_on_behind = wish is AddingWish.GO_ON
        if wish is AddingWish.END:
            self.end()

    async def _tell(self, report: Report) -> None:
        """Show what was added; in a toast where the user is at something else."""
        lines = list(report_lines(report))
        if self._goes_on_behind or len(self._keeper.app.screen_stack) > 1:
            key = key_of(self._keeper.app.screen, "app.doubts")
            self._keeper.say("\n".join([*lines, _("{key} shows it").format(key=key)]))
        else:
            await self._keeper.doubts.go_through(lines)


def _mistaken_path(answer: str) -> str | None:
    if not answer.strip():
        return _("Type the path of a file or folder")
    path = Path(answer.strip()).expanduser()
    if not path.exists():
        return _("There is no file {file}").format(file=destination.shown(path))
    return None
