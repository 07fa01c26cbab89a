"""What is asked before codings change: which code, a memo, cues, another codebook."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clicktui.board.stamps import new_id
from clicktui.coding.desk import CodingDesk
from clicktui.coding.model import Decision
from clicktui.coding.opinions import Coded
from clicktui.corpus.model import Passage, Span
from clicktui.corpus.shortening import first_words
from clicktui.errors import SettingsError
from clicktui.i18n import translate as _
from clicktui.microtasks.codebookfiles import codebook, shipped_codebooks
from clicktui.microtasks.model import Band
from clicktui.settings import save
from clicktui.tui.codes.codes_wishes import CueAct, CuesWished
from clicktui.tui.codes.naming import code_name, codebook_name
from clicktui.tui.desk.cues_asking import CuesDialogs
from clicktui.tui.dialogs.choice import Choice
from clicktui.tui.dialogs.code_chooser import CodeChooser, CodeOffered
from clicktui.tui.dialogs.name_input import NameInput
from clicktui.tui.dialogs.text_editor import TextEditor
from clicktui.wording.boards import change_text
from clicktui.wording.codes import named, title_of
from clicktui.wording.coding import VERDICT_SIGNS, band_name, told_of, verdict_name

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.desk.codes_keeper import CodesKeeper

_BANDS = (Band.CLEAR, Band.POSSIBLE, Band.NONE)


class CodesDialogs:
    """Asks beside the interface, then lets ``CodesKeeper`` carry out what was answered."""

    def __init__(self, app: "ClicktuiApp", keeper: "CodesKeeper") -> None:
        self.app = app
        self.keeper = keeper
        self._cues = CuesDialogs(app, keeper)

    async def cues(self, wished: CuesWished) -> None:
        """Ask for a change of the cues.

        Raises:
            ClicktuiError: they cannot be read or changed.
        """
        match wished.act:
            case CueAct.MUTE if wished.passage is not None:
                await self._cues.mute(wished.passage, wished.code)
            case CueAct.ADD:
                await self._cues.add(wished.code, wished.passage)
            case CueAct.OWN:
                await self._cues.go_through()
            case _:
                await self._cues.as_shipped()

    async def choose_code(self, work: str, span: Span) -> None:
        """Ask which codes the words of ``span`` have, and keep what is answered.

        Raises:
            ClicktuiError: these are no words of the corpus, or nothing can be read.
        """

        def read(desk: CodingDesk) -> tuple[str, list[CodeOffered]]:
            words = desk.corpus.text_of(work)[span.start : span.end]
            coded = desk.coded_at(work, span)
            return words, [
                CodeOffered(code.id, code.sign, code_name(code), _state(desk, coded, code.id, span))
                for code in desk.codebook.codes
            ]

        words, offered = await self.keeper.in_order(read)
        self.app.clear_notifications()
        chosen = await self.app.push_screen_wait(CodeChooser(first_words(words), offered))
        if chosen is not None:
            await self.keeper.decide(chosen.code, work, span, chosen.verdict)

    async def memo(self, passage: Passage, code: str) -> None:
        """Write the memo of the user's decision about a code of a passage.

        Raises:
            ClicktuiError: the decision is gone, or nothing can be read.
        """
        span = Span(passage.start, passage.end)
        decided, book = await self.keeper.in_order(
            lambda desk: (desk.decided(code, passage.work, span), desk.codebook)
        )
        if not decided:
            self.keeper.boards.say(_("Decide first: a memo belongs to a decision."))
            return
        decision, session = decided[-1], f"coding:{decided[-1].id}:{new_id()}"
        told: list[str] = []

        def keep(text: str) -> None:
            done = self.keeper.boards.thread.ask_and_wait(
                lambda _desk: self.keeper.workspace.ledger.write_memo(decision.id, text, session)
            )
            if done.change is not None:
                told[:] = [change_text(named(done.change, book))]

        about = told_of(
            f"{title_of(book, code)} {verdict_name(decision.verdict)}",
            first_words(decision.quote.words),
        )
        await self.app.push_screen_wait(TextEditor(_("Memo"), decision.memo, about, keep))
        await self.keeper.look()
        if told:
            self.keeper.boards.say(told[0])

    async def codebook(self) -> None:
        """Ask for another codebook, and remember it for the next start."""
        names = shipped_codebooks()
        options = await asyncio.to_thread(lambda: [_offered(name) for name in names])
        options.append((_("A file …"), _("a codebook of your own, in YAML")))
        chosen = await self.app.push_screen_wait(Choice(_("Code by which codebook?"), options))
        if chosen is not None and chosen < len(names):
            await self._open(names[chosen])
        elif chosen is not None:
            await self._open_file()

    async def _open_file(self) -> None:
        """Ask for a path until what is there can be opened, or the user leaves."""
        title, typed = _("Path of the codebook, a YAML file"), ""
        while True:
            given = await self.app.push_screen_wait(
                NameInput(title, typed, (), lambda _typed: None)
            )
            if given is None or await self._open(_path(given)):
                return
            typed = given

    async def _open(self, name: str) -> bool:
        if not await self.keeper.open_codebook(name):
            return False
        try:
            save("codebook", name)
        except (SettingsError, ValueError) as problem:
            self.keeper.boards.say(
                _("Chosen for now only: {reason}").format(reason=problem), severity="warning"
            )
        return True


def _offered(name: str) -> tuple[str, str]:
    """Return what one of our codebooks is called, and its codes."""
    book = codebook(name)
    return codebook_name(book), ", ".join(f"{code.sign} {code_name(code)}" for code in book.codes)


def _path(typed: str) -> str:
    """Return the path that is typed as it holds wherever clicktui is started."""
    path = Path(typed.strip())
    try:
        return str(path.expanduser().resolve())
    except (OSError, RuntimeError):  # no such user, a loop of links
        return str(path)


def _state(desk: CodingDesk, coded: Sequence[Coded], code: str, span: Span) -> str:
    """Return what is held of a code for the words of ``span``."""
    bands = [one.opinions[code].found for one in coded]
    found = min(bands, key=_BANDS.index, default=Band.NONE)
    decisions = {
        placed.decision.id: placed.decision
        for one in coded
        for placed in one.opinions[code].decisions
        if placed.span.overlaps(span)
    }
    told = [_("program: {band}").format(band=band_name(found))]
    told += [_said(one, desk.ledger.who) for one in decisions.values()]
    return " · ".join(told)


def _said(decision: Decision, who: str) -> str:
    coder = _("you") if decision.coder == who else decision.coder
    verdict = f"{verdict_name(decision.verdict)} {VERDICT_SIGNS[decision.verdict]}"
    return told_of(coder, verdict)
