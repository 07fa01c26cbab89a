"""From a wish to cite to the clipboard: ask what must be asked, render, send, say so."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clicktui import lastcopy
from clicktui.board.model import PinnedQuote
from clicktui.citing.copyforms import TRAITS, Form
from clicktui.copies import Subject, copied, reason_against
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Quote
from clicktui.corpus.quoting import own_sentence, quote
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.tui.clipboard import copy, toast
from clicktui.tui.dialogs.choice import Choice
from clicktui.tui.dialogs.copy_dialog import CopyDialog, Offer, Offers
from clicktui.tui.styling import choose_style, cited_in, next_language, shortened
from clicktui.tui.wishes import Cite
from clicktui.wording.boards import copy_doubt
from clicktui.wording.citing import form_name
from clicktui.workspace import Workspace

if TYPE_CHECKING:
    from clicktui.tui.citing_part import CitingPart

TOAST_S = 3.0
DOUBT_S = 8.0
_MOST_DOUBTS = 3
_EXACT = "exact"
"""What the user's alterations are left out of, in the ids of the forms offered."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A form to copy in; ``exact``: without the user's alterations."""

    form: Form
    exact: bool = False

    @property
    def id(self) -> str:
        """What the form is called in the list, and where it is remembered."""
        return _EXACT if self.exact else self.form.value

    @classmethod
    def of(cls, id_: str) -> "Wanted":
        """Return what ``id`` calls so."""
        return cls(Form.WORDS, exact=True) if id_ == _EXACT else cls(Form(id_))


async def copy_pinned(
    app: "CitingPart",
    workspace: Workspace,
    quotes: Sequence[PinnedQuote],
    choose: bool = False,
    words_only: bool = False,
) -> None:
    """Copy quotes of a board, together; to be awaited in an async worker.

    The words are as the user altered them; ``words_only`` copies the exact words.

    Raises:
        StyleError: the chosen style cannot be used; nothing is copied in another.
    """
    if not quotes:
        return

    def subjects(exact: bool) -> list[Subject]:
        return [workspace.pinned_subject(one, exact=exact) for one in quotes]

    wanted = Wanted(Form.WORDS if words_only else Form.CITATION, exact=words_only)
    is_altered = any(one.alterations for one in quotes)
    if choose:
        chosen = await _choose(app, workspace, await asyncio.to_thread(subjects, False))
        if chosen is None:
            return
        wanted = chosen
    doubts = await asyncio.to_thread(_doubts, workspace, quotes, wanted.form)
    made = await asyncio.to_thread(subjects, wanted.exact)
    title = _name(wanted, is_altered=is_altered)
    if len(quotes) > 1:
        title = _("{form}: {count} quotes").format(form=title, count=len(quotes))
    await _send(app, workspace, made, wanted.form, title, doubts)


def _doubts(workspace: Workspace, quotes: Sequence[PinnedQuote], form: Form) -> list[str]:
    """Return what to know before copies of ``quotes`` are used: each once, most common first."""
    says_who = TRAITS[form].says_who
    said = (copy_doubt(one, workspace.desk.stand(one), names_speaker=says_who) for one in quotes)
    counted = Counter(doubt for doubt in said if doubt).most_common()
    if len(quotes) == 1:
        return [doubt for doubt, _count in counted]
    told = _("{doubt} ({count} of {total})")
    lines = [
        told.format(doubt=doubt, count=count, total=len(quotes))
        for doubt, count in counted[:_MOST_DOUBTS]
    ]
    return lines if len(counted) <= _MOST_DOUBTS else [*lines, "…"]


async def carry_out(app: "CitingPart", workspace: Workspace, wish: Cite) -> None:
    """Copy what ``wish`` asks for; to be awaited in an async worker of ``app``.

    An altered pull quote is never copied as the speaker's words without being asked.

    Raises:
        StyleError: the chosen style cannot be used; nothing is copied in another.
    """
    printed = quote(workspace.corpus, wish.work, wish.span)
    quoted = await settle_altered(app, workspace.corpus, printed) if printed.is_altered else printed
    if quoted is None:
        return
    subject = workspace.subject(quoted)
    form = Form.WORDS if wish.words_only else Form.CITATION
    if wish.choose:
        chosen = await _choose(app, workspace, [subject])
        if chosen is None:
            return
        form = chosen.form
    remarks = []
    if quoted.speaker_inferred and TRAITS[form].says_who:
        remarks = [_("The speaker is not printed: it follows from the form of the text.")]
    await _send(app, workspace, [subject], form, form_name(form), remarks, is_doubtful=False)


async def _send(
    app: "CitingPart",
    workspace: Workspace,
    subjects: Sequence[Subject],
    form: Form,
    title: str,
    doubts: Sequence[str],
    is_doubtful: bool = True,
) -> None:
    """Render, copy, and say so in a toast with ``title``, the style, and what is to be known."""
    made = await asyncio.to_thread(workspace.copy, subjects, form)
    if TRAITS[form].is_styled:
        title = f"{title} · {await asyncio.to_thread(cited_in, workspace)}"
    sent = await copy(app, made.text)
    lines = [*doubts, *made.remarks]
    is_warning = bool(lines) and is_doubtful
    app.clear_notifications()
    app.notify(
        "\n".join([shortened(made.text), *lines, toast(sent)]),
        title=title,
        severity="warning" if is_warning else "information",
        timeout=DOUBT_S if is_warning else TOAST_S,
        markup=False,
    )


async def settle_altered(app: "CitingPart", corpus: Corpus, altered: Quote) -> Quote | None:
    """Ask whether the altered words are wanted or those that they repeat; None: neither."""
    app.clear_notifications()
    own = own_sentence(corpus, altered)
    if own is None:
        return altered
    chosen = await app.push_screen_wait(
        Choice(
            _("These words repeat somebody's and alter them. Which do you want?"),
            [
                (_("Her or his own words"), own.words),
                (_("The altered words, as printed"), altered.words),
            ],
        )
    )
    return None if chosen is None else (own, altered)[chosen]


async def _choose(
    app: "CitingPart", workspace: Workspace, subjects: Sequence[Subject]
) -> Wanted | None:
    """Ask in which form ``subjects`` are copied; the one chosen last comes first."""

    def make() -> Offers:
        title = _("Copy as … · {cited_in}").format(cited_in=cited_in(workspace))
        return Offers(title, [_offer(workspace, subjects, one) for one in _forms(subjects)])

    async def offered() -> Offers:
        return await asyncio.to_thread(make)

    async def style() -> None:
        await choose_style(app, workspace, subjects[0])

    offers = await offered()
    last = await asyncio.to_thread(lastcopy.last_form)
    app.clear_notifications()
    chosen = await app.push_screen_wait(
        CopyDialog(offers, last, offered, style, lambda: next_language(app, workspace))
    )
    if chosen is None:
        return None
    await asyncio.to_thread(lastcopy.remember_form, chosen)
    return Wanted.of(chosen)


def _forms(subjects: Sequence[Subject]) -> list[Wanted]:
    forms = [Wanted(form) for form in TRAITS]
    if any(one.keyed.alterations for one in subjects):
        forms.insert(forms.index(Wanted(Form.WORDS)) + 1, Wanted(Form.WORDS, exact=True))
    return forms


def _offer(workspace: Workspace, subjects: Sequence[Subject], wanted: Wanted) -> Offer:
    is_altered = any(one.keyed.alterations for one in subjects)

    def render() -> str:
        shown = [one.exact() for one in subjects] if wanted.exact else subjects
        try:
            citer = workspace.citing.citer
            return copied(shown, wanted.form, citer, workspace.citing.lang).text
        except ClicktuiError as error:
            return f"⚠ {error}"

    against = reason_against(subjects, wanted.form) or ""
    return Offer(
        wanted.id, _name(wanted, is_altered=is_altered), render, against, wanted.form.value
    )


def _name(wanted: Wanted, *, is_altered: bool) -> str:
    if wanted.form is not Form.WORDS or not is_altered:
        return form_name(wanted.form)
    return _("Exact words only") if wanted.exact else _("Words only, as altered")
