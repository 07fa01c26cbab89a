"""What is asked to take in a board from a file; then what was left out of it."""

import asyncio
from pathlib import Path

from clicktui.board.desk import Desk, Done
from clicktui.board.importing import Meets, met_by
from clicktui.corpus.shortening import first_words
from clicktui.errors import ClicktuiError, NotFoundError
from clicktui.exporting import coding_intake, destination, leftout
from clicktui.exporting.coding_intake import offered, take_in
from clicktui.exporting.gathering import ExportCancelledError, Progress
from clicktui.exporting.incoming import LeftOut, TakenIn
from clicktui.exporting.intake import file_content, read_in, refuse_nothing
from clicktui.exporting.placing import place, target_of
from clicktui.exporting.replacing import board_meant, in_its_place
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.tui.desk.asker import Asker
from clicktui.tui.desk.beside import worked
from clicktui.tui.dialogs.choice import Choice
from clicktui.tui.dialogs.path_input import PathInput
from clicktui.tui.dialogs.report import Report
from clicktui.tui.drawing.layout import printable

_REPORT_NAME = "import.md"
_MOST_SHOWN, _LONGEST_SHOWN = 100, 1000
"""Quotes that a report shows, and characters of each."""


class ImportDialogs(Asker):
    """Asks for a file and what is to become of what it holds, and takes it in."""

    async def import_file(self) -> bool:
        """Take in a board from a file; return whether one was taken in.

        Raises:
            ClicktuiError: the boards cannot be read.
        """
        folder = await asyncio.to_thread(destination.usual_folder)
        typed = f"{destination.shown(folder)}/"
        while True:
            answer = await self.app.push_screen_wait(
                PathInput(
                    _("File to import: YAML, CSV, JSON-LD, codings (JSON) or .qdpx"),
                    typed,
                    _mistaken_file,
                )
            )
            if answer is None:
                return False
            typed = answer
            path = target_of(Path(typed.strip()))
            try:
                taken = await self._read(path)
            except ExportCancelledError:
                self.keeper.say(_("The import was ended: nothing was changed"))
                return False
            except (ClicktuiError, OSError) as error:
                self.keeper.say(_problem(error, path), severity="error")
            else:
                await asyncio.to_thread(destination.remember_folder, path.parent)
                is_in = not taken.has_no_board and await self._taken_in(taken, path)
                return await self._codings_taken_in(taken) or is_in

    async def _read(self, path: Path) -> TakenIn:
        desk = self.keeper.workspace.desk

        def work(progress: Progress) -> TakenIn:
            book = self.keeper.workspace.coding_desk.codebook
            content = file_content(path)
            return read_in(content, path.name, desk, progress=progress, codebook=book)

        title = _("Importing: {file}").format(file=printable(path.name))
        thread = self.keeper.thread
        return await worked(self.app, title, work, lambda run: thread.ask(lambda _desk: run()))

    async def _taken_in(self, taken: TakenIn, path: Path) -> bool:
        """Put the board among the others, as the user wishes, and tell what was left out."""
        try:
            refuse_nothing(taken)
        except NotFoundError as nothing:
            await self._report(str(nothing), taken, path)
            return False
        meant, instead = await self.keeper.thread.ask(
            lambda desk: (board_meant(taken, desk), in_its_place(taken, desk))
        )
        new = taken if meant is None else instead
        meets = await self.keeper.thread.ask(lambda desk: met_by(desk, new.board))
        if meets is Meets.ITSELF:
            title = _("The board “{name}” is so already: nothing changed").format(
                name=new.board.name
            )
            self.keeper.say(title)
            is_in = False
        elif not (is_in := await self._settled(taken, new, meets)):
            return False
        else:
            title = _("Imported: “{name}”").format(name=self.board.name)
        if new.left_out or new.told:
            await self._report(title, new, path)
        return is_in

    async def _codings_taken_in(self, taken: TakenIn) -> bool:
        """Offer what people decided about codes; return whether the user took anything."""
        ledger = self.keeper.workspace.ledger
        offer = await self.keeper.thread.ask(lambda _desk: offered(taken, ledger))
        if not offer.new:
            left_out = taken.codings_left_out
            if lines := list(coding_intake.told(offer, left_out, taken.has_no_board)):
                self.keeper.say("\n".join(lines))
            return False
        number = len(offer.new)
        title = translate_plural(
            "The file has {n} coding, by {coders}", "The file has {n} codings, by {coders}", number
        ).format(n=number, coders=printable(first_words(", ".join(offer.coders))))
        chosen = await self.app.push_screen_wait(
            Choice(
                title,
                [
                    (_("Take them in"), _("They stand beside yours, under their coders’ names.")),
                    (_("Leave them"), _("Nothing of them is taken in.")),
                ],
            )
        )
        if chosen != 0:
            return False
        await self.keeper.thread.ask(lambda _desk: take_in(offer, ledger))
        await self.keeper.look()
        self.keeper.say("\n".join(coding_intake.told(offer, taken.codings_left_out)))
        return True

    async def _settled(self, taken: TakenIn, instead: TakenIn, meets: Meets) -> bool:
        """Put the board where the user wants it: ``instead`` of the one here, or beside it."""
        if meets is Meets.NOTHING:
            return await self._place(instead, None)
        if meets is Meets.ANOTHER_STATE:
            is_instead = await self._ask_whether_instead(instead.board.name)
            if is_instead is None:
                return False
            if is_instead:
                return await self._place(instead, None)
        return await self._place_beside(taken)

    async def _ask_whether_instead(self, name: str) -> bool | None:
        """Return whether the file's board takes the place of the one here; None: leave it."""
        chosen = await self.app.push_screen_wait(
            Choice(
                _("The board “{name}” is here already, and differs").format(name=name),
                [
                    (_("Put the file’s beside it"), _("It gets another name.")),
                    (_("Take the file’s in its place"), _("Undo brings back what was here.")),
                ],
            )
        )
        return None if chosen is None else chosen == 1

    async def _place(self, taken: TakenIn, as_name: str | None) -> bool:
        def place_it(desk: Desk, _open: str) -> Done:
            done = desk.place(taken.board, (), taken.yaml, as_name, replace=as_name is None)
            desk.open(done.board.id)
            return done

        return await self.keeper.change(place_it)

    async def _place_beside(self, taken: TakenIn) -> bool:
        """Ask for another name until the board has it, or the user leaves."""
        is_in = False

        async def place_it(name: str) -> bool:
            nonlocal is_in
            is_in = await self._place(taken, name)
            return is_in

        await self.ask_until(_("Name of the imported board"), taken.board.name, place_it)
        return is_in

    async def _report(self, title: str, taken: TakenIn, path: Path) -> None:
        """Tell what was left out, in full, and write it to a file where the user wants that."""
        paragraphs = _paragraphs(taken)
        report = Report(title, paragraphs, can_save=bool(taken.left_out))
        while await self.app.push_screen_wait(report):
            if await self._saved(leftout.report(taken, path.name)):
                return
            report = Report(title, paragraphs, can_save=True)

    async def _saved(self, report: str) -> bool:
        folder = await asyncio.to_thread(destination.usual_folder)
        answer = await self.app.push_screen_wait(
            PathInput(
                _("Write the report to this file"),
                destination.shown(folder / _REPORT_NAME),
                _mistaken_new_file,
            )
        )
        if answer is None:
            return False
        path = Path(answer.strip())
        try:
            await asyncio.to_thread(place, {path: report.encode("utf-8")})
        except (ClicktuiError, OSError) as error:
            self.keeper.say(_problem(error, path), severity="error")
            return False
        told = _("Written: {file}").format(file=destination.shown(target_of(path)))
        self.keeper.say(told)
        return True


def _paragraphs(taken: TakenIn) -> list[tuple[str, str]]:
    """Return what a report shows: so much that it stays quick; the file has the rest."""
    paragraphs: list[tuple[str, str]] = []
    if taken.told:
        told = [f"– {line}" for line in taken.told[:_MOST_SHOWN]]
        paragraphs.append(("", "\n".join([*told, *(["…"] if len(taken.told) > len(told) else [])])))
    if taken.left_out:
        paragraphs.append(("", leftout.heading(taken)))
        paragraphs += map(_paragraph, taken.left_out[:_MOST_SHOWN])
    more = len(taken.left_out) - _MOST_SHOWN
    if more > 0:
        told_more = translate_plural(
            "… and {n} more: the report that is saved has all",
            "… and {n} more: the report that is saved has all",
            more,
        )
        paragraphs.append(("", told_more.format(n=more)))
    return paragraphs


def _paragraph(one: LeftOut) -> tuple[str, str]:
    quote = one.quote
    said = [f"“{quote.words}”"] if quote.words else []
    said += [*leftout.facts(quote), quote.note]
    text = "\n".join(part for part in said if part)
    return one.reason, text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _mistaken_file(answer: str) -> str | None:
    if not answer.strip():
        return _("Type the path of a file")
    path = target_of(Path(answer.strip()))
    if path.is_dir():
        return _("This is a folder: type the name of a file in it")
    if not path.exists():
        return _("There is no file {file}").format(file=destination.shown(path))
    return None


def _mistaken_new_file(answer: str) -> str | None:
    if not answer.strip():
        return _("Type the path of a file")
    path = target_of(Path(answer.strip()))
    if path.exists():
        return _("{file} is there already").format(file=destination.shown(path))
    if not path.parent.is_dir():
        return _("There is no folder {folder}").format(folder=destination.shown(path.parent))
    return None


def _problem(error: Exception, path: Path) -> str:
    if isinstance(error, OSError):
        return f"{destination.shown(path)}: {error.strerror or error}"
    return str(error)
