"""What is asked before a board is exported: in which format, how much of it, and where to."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from clicktui.errors import ClicktuiError
from clicktui.exporting import destination
from clicktui.exporting.formats import Format, mistaken_name
from clicktui.exporting.gathering import ExportCancelledError, Progress, part_of
from clicktui.exporting.material import Exported
from clicktui.exporting.placing import place, target_of
from clicktui.i18n import translate as _
from clicktui.tui.clipboard import browser_of
from clicktui.tui.desk.asker import Asker
from clicktui.tui.desk.beside import worked
from clicktui.tui.dialogs.choice import Choice
from clicktui.tui.dialogs.export_dialog import ExportDialog, Part
from clicktui.tui.dialogs.path_input import PathInput
from clicktui.tui.dialogs.report import Report
from clicktui.tui.drawing.layout import printable

if TYPE_CHECKING:
    from clicktui.board.model import Board
    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.desk.keeper import BoardKeeper


class ExportDialogs(Asker):
    """Asks what is to be exported and where to, and writes it."""

    def __init__(self, app: "ClicktuiApp", keeper: "BoardKeeper") -> None:
        super().__init__(app, keeper)
        self._last_format = ""

    async def export(self, list_id: str | None) -> None:
        """Export the board, or the list with this id, and say what the format does not carry.

        Raises:
            ClicktuiError: there is no board, or the export cannot be made.
        """
        board = self.board
        at_hand = next((one for one in board.lists if one.id == list_id), None)
        wish = await self.app.push_screen_wait(
            ExportDialog(
                Part(board.name, len(board)),
                Part(at_hand.name, len(at_hand.quotes)) if at_hand else None,
                self._last_format,
            )
        )
        if wish is None:
            return
        self._last_format = wish.format.id
        wanted_list = list_id if wish.list_alone else None
        path = await self._path(board, wanted_list, wish.format)
        if path is None:
            return
        try:
            made = await self._made(board, wanted_list, wish.format, path)
            written = await self.put(made, path)
        except ExportCancelledError:
            self.keeper.say(_("The export was ended: nothing was written"))
        except (ClicktuiError, OSError) as error:
            self.keeper.say(problem(error), severity="error")
        else:
            await self.report(written, made, _("All that is on the board is in it."))

    async def _path(self, board: "Board", list_id: str | None, wanted: Format) -> Path | None:
        """Return where the export goes, also over what is there; None where the user leaves."""
        name = part_of(board, list_id).name if list_id else board.name
        return await self.path_called(name, wanted)

    async def path_called(self, name: str, wanted: Format) -> Path | None:
        """Return where to write a file that is usually called ``name``; None where she leaves."""
        default = destination.file_name(name, wanted.ending)
        if browser_of(self.app) is not None:  # which puts it where its user's downloads are
            return Path(default)
        folder = await asyncio.to_thread(destination.usual_folder)
        typed = destination.shown(folder / default)
        while True:
            answer = await self.app.push_screen_wait(
                PathInput(_("Write it to this file"), typed, _mistaken_path(wanted))
            )
            if answer is None:
                return None
            typed, path = answer, _completed(answer, default)
            there = [one for one in _paths(path, wanted) if target_of(one).exists()]
            if not there or await self._may_write_over(there):
                return path

    async def _made(
        self, board: "Board", list_id: str | None, wanted: Format, path: Path
    ) -> Exported:
        workspace = self.keeper.workspace

        def work(progress: Progress) -> Exported:
            material = workspace.material(
                board,
                workspace.citing.lang,
                list_id=list_id,
                progress=progress,
                coding=workspace.coding_desk if wanted.has_codes else None,
            )
            return workspace.exported(wanted, material, path.name)

        title = _("Exporting: {format}").format(format=wanted.titled)
        return await worked(self.app, title, work, asyncio.to_thread)

    async def _may_write_over(self, there: list[Path]) -> bool:
        files = ", ".join(printable(destination.shown(target_of(one))) for one in there)
        chosen = await self.app.push_screen_wait(
            Choice(
                _("Already there: {files}").format(files=files),
                [
                    (_("Name another file"), _("It stays as it is.")),
                    (_("Write over it"), _("What it holds now is lost.")),
                ],
            )
        )
        return chosen == 1

    async def put(self, made: Exported, path: Path) -> list[str]:
        """Write what was made, or let the browser fetch it; return where it is, to be shown.

        Raises:
            ClicktuiError: the browser did not fetch it.
            OSError: it cannot be written.
        """
        browser = browser_of(self.app)
        if browser is None:
            return [destination.shown(one) for one in await asyncio.to_thread(placed, made, path)]
        for name, content in made.files.items():
            if not await browser.send_file(name, content):
                told = _("The browser did not fetch {file}: allow it to download, and try again")
                raise ClicktuiError(told.format(file=name))
        told = _("{file}: where your browser puts its downloads")
        return [told.format(file=name) for name in made.files]

    async def report(self, written: list[str], made: Exported, whole: str) -> None:
        """Show where it was written and what it does not carry; where that is nothing ``whole``."""
        paragraphs = [("", place) for place in written]
        if made.losses:
            losses = "\n".join(f"– {loss}" for loss in made.losses)
            paragraphs.append((_("What this format does not carry"), losses))
        else:
            paragraphs.append(("", whole))
        await self.app.push_screen_wait(Report(_("Written"), paragraphs))


def _mistaken_path(wanted: Format) -> Callable[[str], str | None]:
    """Return what says why a path cannot be written to, None where it can."""

    def check(answer: str) -> str | None:
        if not answer.strip():
            return _("Type the path of a file")
        path = target_of(Path(answer.strip()))
        folder = path if path.is_dir() else path.parent
        if not folder.is_dir():
            return _("There is no folder {folder}").format(folder=destination.shown(folder))
        return None if path.is_dir() else mistaken_name(wanted, path.name)

    return check


def _completed(answer: str, default: str) -> Path:
    """Return the path that is meant: in a folder, the file has the default name."""
    path = Path(answer.strip())
    return path / default if target_of(path).is_dir() else path


def _paths(path: Path, wanted: Format) -> list[Path]:
    """Return all files that an export to ``path`` writes."""
    beside = [path.with_name(wanted.stem(path.name) + wanted.beside)] if wanted.beside else []
    return [path, *beside]


def placed(made: Exported, path: Path) -> list[Path]:
    """Write what was made, over what is there: the user was asked. Return where it is."""
    files = {path.parent / name: content for name, content in made.files.items()}
    place(files, is_forced=True)
    destination.remember_folder(target_of(path).parent)
    return [target_of(one) for one in files]


def problem(error: Exception) -> str:
    """Return why nothing was written."""
    if isinstance(error, OSError):
        return _("Nothing was written: {file}: {reason}").format(
            file=error.filename, reason=error.strerror or error
        )
    return str(error)
