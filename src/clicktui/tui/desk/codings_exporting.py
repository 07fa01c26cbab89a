"""What is asked before codings are exported from their pane: as what, and where to."""

import asyncio
from typing import TYPE_CHECKING

from clicktui.coding.exchange import as_they_stand, codings_text
from clicktui.errors import ClicktuiError
from clicktui.exporting.formats import Format, format_called
from clicktui.exporting.gathering import ExportCancelledError, Progress
from clicktui.exporting.material import Exported, Material
from clicktui.i18n import language
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _
from clicktui.tui.desk.beside import worked
from clicktui.tui.desk.export_asking import ExportDialogs, problem
from clicktui.tui.dialogs.choice import Choice
from clicktui.wording.coding import lost_text

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.desk.codes_keeper import CodesKeeper


def _not_of_a_board(_material: Material, _stem: str) -> Exported:
    raise NotImplementedError


_DECISIONS = Format(
    "codings", N_("Decisions (JSON)"),
    N_("what people decided, in all codebooks, for another clicktui"), ".json", _not_of_a_board,
)  # fmt: skip
_CODEBOOK = Format(
    "qdc", N_("REFI-QDA codebook"),
    N_("the codes alone, for NVivo, ATLAS.ti, MAXQDA …"), ".qdc", _not_of_a_board,
)  # fmt: skip
_PROJECT_PURPOSE = N_("all texts with the codings of the program and of people, for the same")


class CodingsExport:
    """Exports decisions, the codebook, or all codings of the corpus."""

    def __init__(self, app: "ClicktuiApp", keeper: "CodesKeeper") -> None:
        self._app = app
        self._keeper = keeper
        self._dialogs = ExportDialogs(app, keeper.boards)

    async def export(self) -> None:
        """Ask as what and where to, write it, and say what it does not carry.

        Raises:
            ClicktuiError: the codings cannot be read.
        """
        project = format_called("qdpx")
        formats = (_DECISIONS, project, _CODEBOOK)
        told = (_DECISIONS.told_purpose, _(_PROJECT_PURPOSE), _CODEBOOK.told_purpose)
        options = [
            (f"{one.titled} {one.ending}", purpose)
            for one, purpose in zip(formats, told, strict=True)
        ]
        chosen = await self._app.push_screen_wait(Choice(_("Export the codings as"), options))
        if chosen is None:
            return
        wanted = formats[chosen]
        book = self._keeper.workspace.coding_desk.codebook
        path = await self._dialogs.path_called(book.id, wanted)
        if path is None:
            return
        try:
            made = await self._made(wanted, path.name)
            written = await self._dialogs.put(made, path)
        except ExportCancelledError:
            self._keeper.boards.say(_("The export was ended: nothing was written"))
        except (ClicktuiError, OSError) as error:
            self._keeper.boards.say(problem(error), severity="error")
        else:
            await self._dialogs.report(written, made, _("Nothing is left out."))

    async def _made(self, wanted: Format, file_name: str) -> Exported:
        workspace = self._keeper.workspace

        def work(progress: Progress) -> Exported:
            if wanted is _DECISIONS:
                ledger = workspace.ledger
                standing, lost = as_they_stand(ledger.decisions(), ledger)
                written = codings_text(standing, lost).encode("utf-8")
                book = workspace.coding_desk.codebook
                gone = tuple(lost_text(one, book) for one in lost)
                return Exported({file_name: written}, gone)
            if wanted is _CODEBOOK:
                from clicktui.exporting.qdc import qdc_text

                text = qdc_text(workspace.coding_desk.codebook, language())
                loss = _("The format has no place for cues, nor for several languages.")
                return Exported({file_name: text.encode("utf-8")}, (loss,))
            material = workspace.codings_material(workspace.citing.lang, progress)
            return workspace.exported(wanted, material, file_name)

        title = _("Exporting: {format}").format(format=wanted.titled)
        return await worked(self._app, title, work, asyncio.to_thread)
