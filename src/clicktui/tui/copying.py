"""From a wish to cite to the clipboard: ask what must be asked, render, send, say so."""

import asyncio

from textual.app import App

from clicktui.citing.citation import Form
from clicktui.corpus.model import Quote
from clicktui.corpus.quoting import own_sentence, quote
from clicktui.i18n import language
from clicktui.i18n import translate as _
from clicktui.tui.clipboard import copy, toast
from clicktui.tui.copy_menu import Choice
from clicktui.tui.wishes import Cite
from clicktui.workspace import Workspace

TOAST_S = 3.0


async def carry_out(app: App[int], workspace: Workspace, wish: Cite) -> None:
    """Copy what ``wish`` asks for; to be awaited in an async worker of ``app``.

    An altered pull quote is never copied as the speaker's words without being asked.
    """
    printed = quote(workspace.corpus, wish.work, wish.span)
    quoted = await _settle_altered(app, workspace, printed) if printed.is_altered else printed
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


async def _settle_altered(app: App[int], workspace: Workspace, altered: Quote) -> Quote | None:
    app.clear_notifications()
    own = own_sentence(workspace.corpus, altered)
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
