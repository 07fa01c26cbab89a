"""A list of passages by their codes: what its keys and the mouse do."""

from typing import Protocol

from textual import events
from textual.actions import SkipAction

from clicktui.coding.model import Verdict
from clicktui.coding.opinions import Coded
from clicktui.corpus.model import Span
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.tui.codes.canvas import CodesCanvas
from clicktui.tui.codes.codes_wishes import (
    CandidatesWished,
    CodebookWished,
    CodingsExportWished,
    CodingsImportWished,
    CueAct,
    CuesWished,
    Decide,
    LearningWished,
    MemoWished,
)
from clicktui.tui.codes.passage_rows import ROWS
from clicktui.tui.codes.view import subject
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.wishes import Cite, Code, Like, Pin, wish

_OF_CHANGES = ("codes.confirm", "codes.refuse", "codes.doubt")
_FOOTER = (
    "codes.open", *_OF_CHANGES, "codes.reasons", "codes.next-undecided", "codes.memo",
    "codes.filter", "codes.overview", "codes.add", "app.undo",
)  # fmt: skip


class Host(Protocol):
    """The pane: what its lists' keys do in it is done at once, before the next key."""

    def go_to_list(self, step: int) -> None:
        """Give the keys to the list ``step`` places further."""

    def next_undecided(self) -> None:
        """Go to the undecided passage that would teach most."""

    def open_here(self) -> None:
        """Open the highlighted passage in the reader."""

    def open_filter(self) -> None:
        """Show the bar that finds passages."""

    def show_overview(self) -> None:
        """Show the overview."""

    def page_details(self, step: int) -> None:
        """Show another page of the explanation."""

    def turn_explanation(self) -> None:
        """Show all of the explanation, or the first of it again."""

    def narrow_less(self) -> None:
        """Close what narrows the list."""


class CodesList(CodesCanvas, can_focus=True, inherit_bindings=False):
    """Shows the passages of one list and says what the user wishes of them.

    Wishes go up as in ``wishes`` and ``codes_wishes``.
    """

    BINDINGS = bindings(Scope.CODES)
    SCOPES = (Scope.CODES,)

    first_in_footer: tuple[str, ...] = ()
    """Ids of commands to be seen before the others: the pane says which."""

    is_narrowed = False
    """Whether something of the pane narrows the list, so that the key that backs up is its."""

    def __init__(self, list_id: str, host: Host) -> None:
        """Make the list ``list_id``; what is the pane's to do is ``host``'s."""
        super().__init__(list_id)
        self._host = host

    def footer(self) -> tuple[str, ...]:
        """Return the ids of the commands that are used most here, those first."""
        if self.highlighted_passage is None:
            return ("codes.next-list", "codes.filter", "codes.overview", "codes.codebook")
        return tuple(dict.fromkeys((*self.first_in_footer, *_FOOTER)))

    # the highlight

    def action_step(self, step: int) -> None:
        """Move the highlight by ``step`` passages."""
        if len(self.places):
            self.highlight(min(max(self.highlighted + step, 0), len(self.places) - 1))

    def action_page(self, direction: int) -> None:
        """Move the highlight by a page."""
        self.action_step(direction * max(self.size.height // ROWS, 1))

    def action_first(self) -> None:
        """Highlight the first passage."""
        self.action_step(-len(self.places))

    def action_last(self) -> None:
        """Highlight the last passage."""
        self.action_step(len(self.places))

    def action_list(self, step: int) -> None:
        """Ask for another list."""
        self._host.go_to_list(step)

    async def on_click(self, event: events.Click) -> None:
        """Highlight the passage that is clicked; open it on a double click."""
        at = (event.y + self.scroll_offset.y) // ROWS
        if 0 <= at < len(self.places):
            self.highlight(at)
            if event.chain == 2:
                await self.action_open()

    # deciding

    async def _here(self) -> Coded | None:
        """Return the highlighted passage; None, and why is told, where there is none."""
        try:
            one = await self.here()
        except ClicktuiError as error:
            self._say(str(error))
            return None
        if one is None:
            self._say(_("There is no passage here."))
        return one

    def _say(self, text: str) -> None:
        self.app.clear_notifications()
        self.notify(text, timeout=3, markup=False)

    async def _decide(self, verdict: Verdict | None) -> None:
        one = await self._here()
        if one is None:
            return
        code = subject(self.list_id, one)
        if code is None:
            await self.action_choose()
        else:
            await wish(self, Decide(one.passage, code, verdict))

    async def action_decide(self, verdict: str) -> None:
        """Ask to keep what the user decides; where the code is not clear, ask which."""
        await self._decide(Verdict(verdict))

    async def action_withdraw(self) -> None:
        """Ask to take back what the user decided."""
        await self._decide(None)

    async def action_choose(self) -> None:
        """Ask for the codes of the passage."""
        if one := await self._here():
            await wish(self, Code(one.passage.work, _whole(one)))

    async def action_memo(self) -> None:
        """Ask for the memo of the decision."""
        one = await self._here()
        if one is None:
            return
        code = subject(self.list_id, one)
        decided = [name for name, opinion in one.opinions.items() if opinion.verdict is not None]
        if code is None or code not in decided:
            code = decided[0] if decided else code
        if code is None or not decided:
            self._say(_("Decide first: a memo belongs to a decision."))
        else:
            await wish(self, MemoWished(one.passage, code))

    def action_next_undecided(self) -> None:
        """Ask for the undecided passage that would teach most."""
        self._host.next_undecided()

    # cues and codebooks

    async def _cues(self, act: CueAct) -> None:
        one = self.highlighted_passage
        if act is CueAct.MUTE:
            one = await self._here()
            if one is None:
                return
        code = subject(self.list_id, one) if one is not None else None
        await wish(self, CuesWished(act, one.passage if one else None, code))

    async def action_mute(self) -> None:
        """Ask to mute a pattern that was found here."""
        await self._cues(CueAct.MUTE)

    async def action_add_cue(self) -> None:
        """Ask for a new cue."""
        await self._cues(CueAct.ADD)

    async def action_own_cues(self) -> None:
        """Ask for the list of her own cues."""
        await self._cues(CueAct.OWN)

    async def action_shipped_cues(self) -> None:
        """Ask to go back to the cues as they ship."""
        await self._cues(CueAct.SHIPPED)

    async def action_codebook(self) -> None:
        """Ask for another codebook."""
        await wish(self, CodebookWished())

    async def action_export(self) -> None:
        """Ask to export the codings."""
        await wish(self, CodingsExportWished())

    async def action_import(self) -> None:
        """Ask to take in codings from a file."""
        await wish(self, CodingsImportWished())

    # meaning

    async def action_like(self) -> None:
        """Ask for the passages that mean the like."""
        if one := await self._here():
            await wish(self, Like(one.passage.work, _whole(one)))

    async def action_candidates(self) -> None:
        """Ask for the codes that only meaning suggests, or to hide them."""
        await wish(self, CandidatesWished())

    async def action_learn(self) -> None:
        """Ask to learn from the user's decisions."""
        await wish(self, LearningWished())

    # reading, copying, keeping

    async def action_open(self) -> None:
        """Ask for the passage in the reader, its evidence to go through with n and N."""
        if await self._here() is not None:
            self._host.open_here()

    async def action_cite(self) -> None:
        """Ask for the passage with its reference."""
        await self._cite()

    async def action_cite_as(self) -> None:
        """Ask for the passage, in a form to choose."""
        await self._cite(choose=True)

    async def action_copy_words(self) -> None:
        """Ask for the exact words alone."""
        await self._cite(words_only=True)

    async def _cite(self, *, choose: bool = False, words_only: bool = False) -> None:
        if one := await self._here():
            self.post_message(Cite(one.passage.work, _whole(one), choose, words_only))

    async def action_pin(self) -> None:
        """Ask to keep the passage on the board."""
        if one := await self._here():
            await wish(self, Pin(one.passage.work, _whole(one)))

    async def action_pin_to(self) -> None:
        """Ask to keep the passage in a list to choose."""
        if one := await self._here():
            await wish(self, Pin(one.passage.work, _whole(one), choose=True))

    # the pane's

    def action_filter(self) -> None:
        """Ask for the bar that finds passages."""
        self._host.open_filter()

    def action_overview(self) -> None:
        """Ask for the overview."""
        self._host.show_overview()

    def action_details(self, step: int) -> None:
        """Ask for another page of the explanation."""
        self._host.page_details(step)

    def action_reasons(self) -> None:
        """Ask for all of the explanation, or for the first of it again."""
        self._host.turn_explanation()

    def action_narrow_less(self) -> None:
        """Ask to close what narrows the list; else the key goes on."""
        if not self.is_narrowed:
            raise SkipAction
        self._host.narrow_less()


def _whole(one: Coded) -> Span:
    return Span(one.passage.start, one.passage.end)
