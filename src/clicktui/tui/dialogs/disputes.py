"""A pass through the passages on which two coders differ, each settled by one key."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from clicktui.coding.comparing import Comparison, Disagreement
from clicktui.coding.model import Verdict
from clicktui.coding.opinions import PROGRAM, verdict_of
from clicktui.corpus.model import Span
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.microtasks.codebook import Codebook
from clicktui.microtasks.model import Band
from clicktui.tui.beside import beside
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding
from clicktui.tui.drawing.pieces import Piece
from clicktui.tui.drawing.pieces_view import PiecesView
from clicktui.tui.wishes import OpenWork
from clicktui.wording.codes import code_title
from clicktui.wording.coding import (
    band_name,
    coder_name,
    decision_text,
    told_of,
    verdict_name,
)
from clicktui.wording.passages import place_of, said_by
from clicktui.wording.reasons import FINDINGS_SHOWN, finding_text, findings_apart

SMALL_HEIGHT = 18
"""Rows of a screen below which the frame gives its room to the passage."""


Settle = Callable[[Disagreement, Verdict], Awaitable[bool]]
"""Decides, and says whether that changed anything."""


@dataclass(slots=True)
class _Made:
    """A decision of this pass, to be undone: where, and what had been decided there before."""

    place: int
    before: Verdict | None


class DisputesDialog(Dialog[OpenWork | None]):
    """Shows ``disputes`` one by one; gives a passage to open in the reader, or None.

    ``settle`` is awaited for every decision; where it raises a ClicktuiError its text is shown and
    nothing was decided. ``undo`` takes the newest of these back.
    """

    BINDINGS = [*bindings(Scope.DISPUTE), help_binding()]
    SCOPES = (Scope.DISPUTE,)
    DEFAULT_CSS = """
    DisputesDialog {
        & > Vertical { width: 94%; max-width: 110; height: 90%; max-height: 34; }
        &.-small > Vertical {
            width: 100%; max-width: 100%; height: 100%; max-height: 100%;
            border: none; padding: 0;
        }
        & #said {
            display: none; height: auto; max-height: 2; text-wrap: wrap;
            color: $warning; text-style: bold;
        }
        & #said.-said { display: block; }
        & PiecesView { height: 1fr; background: $surface; margin: 1 0; }
        &.-small PiecesView { margin: 0; }
    }
    """

    def __init__(
        self,
        comparison: Comparison,
        disputes: Sequence[Disagreement],
        book: Codebook,
        settle: Settle,
        undo: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__()
        self._comparison = comparison
        self._disputes = tuple(disputes)
        self._book = book
        self._settle = settle
        self._undo = undo
        self._at = 0
        self._settled: dict[int, Verdict] = {}
        self._made: list[_Made] = []
        self._is_deciding = False

    def compose(self) -> ComposeResult:
        """Lay out the progress, who says what, the passage, and the keys."""
        with Vertical():
            yield Static(id="progress", classes="dialog--title")
            yield PiecesView(id="passage")
            yield Static(id="said")
            yield KeysAtHand(
                "dispute.yes", "dispute.no", "dispute.doubt", "dispute.skip", "dispute.undo",
                "dispute.previous", "dispute.open", "dispute.close", "app.help", low_rows=2,
            )  # fmt: skip

    def on_mount(self) -> None:
        """Show the first."""
        self.app.clear_notifications()
        self.query_one(PiecesView).focus()
        self._show(0)

    def on_resize(self, event: events.Resize) -> None:
        """Give up the frame where there is little room."""
        self.set_class(event.size.height < SMALL_HEIGHT or event.size.width < 60, "-small")

    @property
    def _dispute(self) -> Disagreement:
        return self._disputes[self._at]

    def _show(self, place: int) -> None:
        self._at = place
        settled = len(self._settled)
        progress = translate_plural(
            "{place} of {count} · {settled} decided",
            "{place} of {count} · {settled} decided",
            settled,
        ).format(place=place + 1, count=len(self._disputes), settled=settled)
        self.query_one("#progress", Static).update(Content(progress))
        view = self.query_one(PiecesView)
        view.show(
            dispute_pieces(self._comparison, self._dispute, self._book, self._settled.get(place))
        )
        view.scroll_to(y=0, animate=False)
        self._say("")

    def _say(self, text: str) -> None:
        said = self.query_one("#said", Static)
        said.set_class(bool(text), "-said")
        said.update(Content(text))

    # deciding

    def action_decide(self, verdict: str) -> None:
        """Decide about the dispute that is shown, and go to the next that is not decided."""
        if not self._is_deciding:
            self._is_deciding = True
            beside(self, self._carry_out, Verdict(verdict))

    async def _carry_out(self, verdict: Verdict) -> None:
        try:
            place = self._at
            changed = await self._settle(self._dispute, verdict)
        except (ClicktuiError, RuntimeError) as error:
            self._say(str(error))
        else:
            if changed:
                self._made.append(_Made(place, self._settled.get(place)))
            self._settled[place] = verdict
            self._go_on()
        finally:
            self._is_deciding = False

    def _go_on(self) -> None:
        count = len(self._disputes)
        after = [(self._at + step) % count for step in range(1, count)]
        left = [place for place in after if place not in self._settled]
        if left:
            self._show(left[0])
        else:
            self.app.notify(_("All of these are decided."), timeout=3, markup=False)
            self.give(None)

    def action_undo(self) -> None:
        """Take back the newest decision of this pass, and show what it was about."""
        if not self._made:
            self._say(_("Nothing was decided here yet"))
        elif not self._is_deciding:
            self._is_deciding = True
            beside(self, self._take_back)

    async def _take_back(self) -> None:
        try:
            await self._undo()
        except (ClicktuiError, RuntimeError) as error:
            self._say(str(error))
        else:
            made = self._made.pop()
            if made.before is None:
                del self._settled[made.place]
            else:
                self._settled[made.place] = made.before
            self._show(made.place)
        finally:
            self._is_deciding = False

    # moving and leaving

    def action_go(self, step: int) -> None:
        """Show the next one, or the previous one, without deciding."""
        place = self._at + step
        if 0 <= place < len(self._disputes):
            self._show(place)
        else:
            self._say(_("This is the last one") if step > 0 else _("This is the first one"))

    def action_page(self, step: int) -> None:
        """Scroll the passage."""
        self.query_one(PiecesView).page(step)

    def action_open(self) -> None:
        """Give the passage to be opened in the reader."""
        passage = self._dispute.passage.passage
        if not self._is_deciding:
            self.give(OpenWork(passage.work, Span(passage.start, passage.end)))

    def action_close(self) -> None:
        """Leave the rest undecided."""
        if not self._is_deciding:
            self.give(None)

    def left_by_mouse(self) -> None:
        """Leave the rest undecided."""
        self.action_close()


def dispute_pieces(
    comparison: Comparison, dispute: Disagreement, book: Codebook, settled: Verdict | None
) -> list[Piece]:
    """Return who says what of which code, the passage with the words that speak for it, and why."""
    one, code = dispute.passage, book.code(dispute.code)
    passage, program = one.passage, one.opinions[code.id].program
    pieces = [Piece(code_title(code), ("strong",))]
    pieces += [
        Piece(" · " + told_of(coder_name(name), _said(dispute, name)))
        for name in (comparison.first, comparison.second)
    ]
    if settled is not None:
        told = _("you decided: {verdict}").format(verdict=verdict_name(settled))
        pieces.append(Piece(f"\n{told}", ("strong",)))
    year = str(passage.year) if passage.year else _("n.d.")
    heading = " · ".join((said_by(passage), year, place_of(passage), passage.title))
    pieces += [Piece(f"\n{heading}\n\n", ("quiet",)), *_marked(dispute), Piece("\n")]
    findings = findings_apart(passage.text, program) if program else ()
    for finding in findings[:FINDINGS_SHOWN]:
        pieces.append(Piece(f"\n{finding_text(passage.text, finding, book.cues)}", ("quiet",)))
    for placed in one.opinions[code.id].decisions:
        is_whole = placed.span.contains(Span(passage.start, passage.end))
        pieces.append(Piece(f"\n{decision_text(placed.decision, is_whole)}", ("quiet",)))
    return pieces


def _said(dispute: Disagreement, name: str) -> str:
    """Return what a coder says of the code: a verdict, a band, or nothing."""
    opinion = dispute.passage.opinions[dispute.code]
    if name == PROGRAM:
        return band_name(opinion.found)
    verdict = verdict_of(dispute.passage, dispute.code, name)
    return _("not spoken of") if verdict is None else verdict_name(verdict)


def _marked(dispute: Disagreement) -> list[Piece]:
    """Return the text of the passage, the program's evidence between signs."""
    text = dispute.passage.passage.text
    program = dispute.passage.opinions[dispute.code].program
    spans = program.spans if program is not None and program.band is not Band.NONE else ()
    pieces: list[Piece] = []
    at = 0
    for span in spans:
        if span.start >= at:
            pieces += [Piece(text[at : span.start]), Piece("⟦"),
                       Piece(text[span.start : span.end], ("emphasis",)), Piece("⟧")]  # fmt: skip
            at = span.end
    return [*pieces, Piece(text[at:])]
