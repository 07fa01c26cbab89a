"""From a wish to cite to the clipboard: ask what must be asked, render, send, say so."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import App

from clicktui.board.model import PinnedQuote
from clicktui.citing.citation import Form
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Quote
from clicktui.corpus.quoting import own_sentence, quote
from clicktui.i18n import language
from clicktui.i18n import translate as _
from clicktui.tui.clipboard import copy, toast
from clicktui.tui.dialogs.choice import Choice
from clicktui.tui.wishes import Cite
from clicktui.wording.boards import copy_doubt
from clicktui.workspace import Workspace

TOAST_S = 3.0
DOUBT_S = 8.0
_MOST_DOUBTS = 3


async def copy_pinned(
    app: App[int],
    workspace: Workspace,
    quotes: Sequence[PinnedQuote],
    choose: bool = False,
    words_only: bool = False,
) -> None:
    """Copy quotes of a board, a blank line between them; to be awaited in an async worker.

    The words are as the user altered them; ``words_only`` copies the exact words.
    """
    if not quotes:
        return
    wanted = PinnedForm(Form.WORDS if words_only else Form.CITATION, exact=words_only)
    if choose:
        chosen = await _choose_pinned_form(app, workspace, quotes)
        if chosen is None:
            return
        wanted = chosen

    def render() -> tuple[str, list[str]]:
        citations = [
            workspace.pinned_citation(one, wanted.form, language(), exact=wanted.exact)
            for one in quotes
        ]
        return "\n\n".join(citations), _doubts(workspace, quotes, wanted.form)

    text, doubts = await asyncio.to_thread(render)
    copied = await copy(app, text)
    title = _pinned_form_name(wanted, quotes)
    if len(quotes) > 1:
        title = _("{form}: {count} quotes").format(form=title, count=len(quotes))
    app.clear_notifications()
    app.notify(
        "\n".join([_shortened(text), *doubts, toast(copied)]),
        title=title,
        severity="warning" if doubts else "information",
        timeout=DOUBT_S if doubts else TOAST_S,
        markup=False,
    )


def _doubts(workspace: Workspace, quotes: Sequence[PinnedQuote], form: Form) -> list[str]:
    """Return what to know before copies of ``quotes`` are used: each once, most common first."""
    said = (
        copy_doubt(one, workspace.desk.stand(one), names_speaker=form is not Form.WORDS)
        for one in quotes
    )
    counted = Counter(doubt for doubt in said if doubt).most_common()
    if len(quotes) == 1:
        return [doubt for doubt, _count in counted]
    told = _("{doubt} ({count} of {total})")
    lines = [
        told.format(doubt=doubt, count=count, total=len(quotes))
        for doubt, count in counted[:_MOST_DOUBTS]
    ]
    return lines if len(counted) <= _MOST_DOUBTS else [*lines, "…"]


@dataclass(frozen=True, slots=True)
class PinnedForm:
    """A form of a quote of a board; ``exact``: without the user's alterations."""

    form: Form
    exact: bool = False


async def _choose_pinned_form(
    app: App[int], workspace: Workspace, quotes: Sequence[PinnedQuote]
) -> PinnedForm | None:
    forms = [PinnedForm(form) for form in Form]
    if any(one.alterations for one in quotes):
        forms.append(PinnedForm(Form.WORDS, exact=True))

    def render() -> list[tuple[str, str]]:
        return [
            (
                _pinned_form_name(wanted, quotes),
                _shortened(
                    workspace.pinned_citation(
                        quotes[0], wanted.form, language(), exact=wanted.exact
                    ),
                    400,
                ),
            )
            for wanted in forms
        ]

    options = await asyncio.to_thread(render)
    app.clear_notifications()
    chosen = await app.push_screen_wait(Choice(_("Copy as …"), options))
    return None if chosen is None else forms[chosen]


def _pinned_form_name(wanted: PinnedForm, quotes: Sequence[PinnedQuote]) -> str:
    if wanted.form is not Form.WORDS or not any(one.alterations for one in quotes):
        return form_name(wanted.form)
    return _("Exact words only") if wanted.exact else _("Words only, as altered")


async def carry_out(app: App[int], workspace: Workspace, wish: Cite) -> None:
    """Copy what ``wish`` asks for; to be awaited in an async worker of ``app``.

    An altered pull quote is never copied as the speaker's words without being asked.
    """
    printed = quote(workspace.corpus, wish.work, wish.span)
    quoted = await settle_altered(app, workspace.corpus, printed) if printed.is_altered else printed
    if quoted is None:
        return
    form = Form.WORDS if wish.words_only else Form.CITATION
    if wish.choose:
        chosen = await _choose_form(app, workspace, quoted)
        if chosen is None:
            return
        form = chosen
    text = await asyncio.to_thread(workspace.citation, quoted, form, language())
    copied = await copy(app, text)
    lines = [_shortened(text), toast(copied)]
    if quoted.speaker_inferred and form is not Form.WORDS:
        lines.insert(1, _("The speaker is not printed: it follows from the form of the text."))
    app.clear_notifications()
    app.notify("\n".join(lines), title=form_name(form), timeout=TOAST_S, markup=False)


def form_name(form: Form) -> str:
    """Return what ``form`` is called in the interface's language."""
    return {
        Form.CITATION: _("Words with reference"),
        Form.WORDS: _("Words only"),
        Form.REFERENCE: _("Reference only"),
        Form.MARKDOWN: _("Markdown block quote"),
    }[form]


async def settle_altered(app: App[int], corpus: Corpus, altered: Quote) -> Quote | None:
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


async def _choose_form(app: App[int], workspace: Workspace, quoted: Quote) -> Form | None:
    def render() -> list[tuple[str, str]]:
        return [
            (form_name(form), _shortened(workspace.citation(quoted, form, language()), 400))
            for form in Form
        ]

    options = await asyncio.to_thread(render)
    app.clear_notifications()
    chosen = await app.push_screen_wait(Choice(_("Copy as …"), options))
    return None if chosen is None else list(Form)[chosen]


def _shortened(text: str, most: int = 140) -> str:
    """Return ``text`` with its middle words left out beyond about ``most`` characters."""
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half].rpartition(' ')[0]} […] {text[-half:].partition(' ')[2]}"
