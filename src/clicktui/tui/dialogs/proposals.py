"""What a bibliography file says of works: each to be accepted or refused by a key."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.metadata.importing import Offer, OfferKind, accepted
from clicktui.metadata.model import KEY
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding
from clicktui.tui.drawing.styled_runs import on_one_line
from clicktui.tui.text.metadata import field_name, value_text
from clicktui.wording.metadata import offer_text

_SMALL = 18


@dataclass(frozen=True, slots=True)
class WorkProposal:
    """That the item called ``found`` describes a work, with what it offers; score from 0 to 1."""

    work_id: str
    title: str
    found: str
    score: float
    offers: tuple[Offer, ...]


class _Decision(Enum):
    NONE = " "
    ACCEPTED = "✓"
    CORRECTED = "≠"
    REFUSED = "✗"


class ProposalRows(OptionList):
    """The works, one highlighted."""

    BINDINGS = [help_binding(), *bindings(Scope.PROPOSALS)]
    SCOPES = (Scope.PROPOSALS,)

    @property
    def _dialog(self) -> "ProposalsDialog":
        return cast("ProposalsDialog", self.screen)

    async def _on_click(self, event: events.Click) -> None:
        """Let a click highlight only."""
        event.prevent_default()
        place = event.style.meta.get("option")
        if place is not None:
            self.highlighted = place

    def action_accept(self) -> None:
        """Accept what fills and confirms."""
        self._dialog.decide(_Decision.ACCEPTED)

    def action_correct(self) -> None:
        """Accept all."""
        self._dialog.decide(_Decision.CORRECTED)

    def action_refuse(self) -> None:
        """Take nothing over."""
        self._dialog.decide(_Decision.REFUSED)

    def action_done(self) -> None:
        """Give what was accepted."""
        self._dialog.done()


class ProposalsDialog(Dialog[dict[str, tuple[Offer, ...]] | None]):
    """Gives what was accepted, by work; None when left by escape. Texts are plain characters."""

    BINDINGS = bindings(Scope.DIALOG)
    SCOPES = (Scope.DIALOG,)
    DEFAULT_CSS = """
    ProposalsDialog {
        & > Vertical { height: 90%; }
        & .dialog--list, & .dialog--list:focus { height: auto; max-height: 40%; }
        & #offers { height: 1fr; margin: 1 0 0 0; scrollbar-size-vertical: 1; }
        & #offers Static { height: auto; }
        &.-small > Vertical {
            width: 100%; max-width: 100%; height: 100%; max-height: 100%; border: none;
        }
        &.-small #offers { margin: 0; }
    }
    """

    def __init__(self, proposals: Sequence[WorkProposal], remarks: Sequence[str] = ()) -> None:
        """Ask about ``proposals``; ``remarks`` say what could not be read of the file."""
        super().__init__()
        self._proposals = tuple(proposals)
        self._remarks = tuple(remarks)
        self._decisions = [_Decision.NONE] * len(self._proposals)
        self._list = ProposalRows(classes="dialog--list", markup=False)

    def compose(self) -> ComposeResult:
        """Show the works, what is offered to the highlighted one, and the keys."""
        with Vertical():
            yield Static(id="asked", classes="dialog--title", markup=False)
            yield self._list
            with VerticalScroll(id="offers", can_focus=False):
                yield Static(markup=False)
            yield KeysAtHand(
                "proposals.accept", "proposals.refuse", "proposals.correct", "proposals.done",
                "dialog.close", "app.help", low_rows=2,
            )  # fmt: skip

    def on_mount(self) -> None:
        """Let the arrows choose."""
        self._list.focus()
        self._show(0)

    def on_resize(self, event: events.Resize) -> None:
        """Give up the frame where there is little room."""
        self.set_class(event.size.height < _SMALL or event.size.width < 60, "-small")

    def _show(self, highlighted: int) -> None:
        self._list.set_options([Option(self._row(place)) for place in range(len(self._proposals))])
        self._list.highlighted = highlighted
        count = sum(one in (_Decision.ACCEPTED, _Decision.CORRECTED) for one in self._decisions)
        asked = translate_plural(
            "{count} work of {total} accepted", "{count} works of {total} accepted", count
        )
        self.query_one("#asked", Static).update(
            Content(asked.format(count=count, total=len(self._proposals)))
        )

    def _row(self, place: int) -> Content:
        one, decision = self._proposals[place], self._decisions[place]
        said = {
            _Decision.NONE: "",
            _Decision.ACCEPTED: _("accepted"),
            _Decision.CORRECTED: _("accepted, also in the place of other values"),
            _Decision.REFUSED: _("refused"),
        }[decision]
        facts = " · ".join(part for part in (f"{one.score * 100:.0f} %", said) if part)
        return Content.assemble(
            Content(f"{decision.value} "),
            Content.styled(on_one_line(one.title), "bold"),
            Content(f"  {facts}"),
        )

    @on(OptionList.OptionHighlighted)
    def _show_offers(self, event: OptionList.OptionHighlighted) -> None:
        one = self._proposals[event.option_index]
        lines = [_("The file has: {title}").replace("{title}", on_one_line(one.found))]
        lines += [f"{_sign(offer)} {_offered(offer)}" for offer in one.offers]
        if not one.offers:
            lines.append(_("It brings nothing new."))
        if any(offer.kind is OfferKind.DIFFERS for offer in one.offers):
            lines.append(_("≠ stays as it is known, unless you correct it, too."))
        lines += self._remarks
        pane = self.query_one("#offers", VerticalScroll)
        pane.query_one(Static).update(Content("\n".join(lines)))
        pane.scroll_to(y=0, animate=False)

    def decide(self, decision: _Decision) -> None:
        """Note what becomes of the highlighted work, and go on to the next.

        One item of the file at most is accepted for a work.
        """
        place = self._list.highlighted
        if place is None:
            return
        if decision is not _Decision.REFUSED:
            for other, one in enumerate(self._proposals):
                if one.work_id == self._proposals[place].work_id and other != place:
                    self._decisions[other] = _Decision.REFUSED
        self._decisions[place] = decision
        self._show(min(place + 1, len(self._proposals) - 1))

    def done(self) -> None:
        """Give what was accepted."""
        found = {
            one.work_id: accepted(one.offers, decision is _Decision.CORRECTED)
            for one, decision in zip(self._proposals, self._decisions, strict=True)
            if decision in (_Decision.ACCEPTED, _Decision.CORRECTED)
        }
        self.give({work_id: offers for work_id, offers in found.items() if offers})

    def action_close(self) -> None:
        """Accept nothing."""
        self.give(None)

    def action_down(self) -> None:
        """Highlight the next work."""
        self._list.action_cursor_down()

    def action_up(self) -> None:
        """Highlight the previous work."""
        self._list.action_cursor_up()


def _sign(offer: Offer) -> str:
    return {OfferKind.FILLS: "+", OfferKind.CONFIRMS: "✓", OfferKind.DIFFERS: "≠"}[offer.kind]


def _offered(offer: Offer) -> str:
    name = _("citation key") if offer.field == KEY else field_name(offer.field)
    return on_one_line(offer_text(offer, value_text, name))
