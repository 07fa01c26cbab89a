"""Which style and language citations have: told, asked for, and kept in the settings."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from clicktui.citing.copyforms import Form
from clicktui.citing.styles import Style
from clicktui.copies import Subject, copied
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.settings import CITED_IN
from clicktui.tui.dialogs.style_picker import StylePicker
from clicktui.wording.citing import language_name
from clicktui.workspace import Workspace

if TYPE_CHECKING:
    from clicktui.tui.citing_part import CitingPart


def cited_in(workspace: Workspace) -> str:
    """Return on a few words what is cited in: "fr · APA Style 7th edition"; not in the app's loop.

    A style that cannot be read is told by the name that the user gave it.
    """
    citing = workspace.citing
    try:
        name = citing.citer.style.label
    except ClicktuiError:
        name = f"⚠ {citing.style_name}"
    return f"{citing.lang} · {name}"


def next_language(app: "CitingPart", workspace: Workspace) -> None:
    """Cite in the next language: French, Italian, English, then the interface's."""
    order = (*CITED_IN, None)
    chosen = order[(order.index(workspace.citing.cite_in) + 1) % len(order)]
    workspace.citing.cite_in = chosen
    app.keep_setting("cite-in", chosen or "auto")
    app.citing_changed()


async def choose_style(app: "CitingPart", workspace: Workspace, sample: Subject) -> None:
    """Ask for the citation style and keep it; ``sample`` is what previews cite."""
    citing = workspace.citing

    def chosen_now() -> Style | None:
        try:
            return citing.citer.style
        except ClicktuiError:
            return None

    def title() -> str:
        name = current.label if current is not None else f"⚠ {citing.style_name}"
        language = language_name(citing.lang)
        if citing.cite_in is None:
            language = _("{language}, as the interface").format(language=language)
        return _("Style: {name} ({language})").format(name=name, language=language)

    current = await asyncio.to_thread(chosen_now)
    app.clear_notifications()
    picked = await app.push_screen_wait(
        StylePicker(
            current,
            sample_in(workspace, sample),
            title,
            lambda: next_language(app, workspace),
        )
    )
    if picked is None:
        return
    citing.choose(picked.name)
    app.keep_setting("style", picked.name)
    app.citing_changed()
    app.notify(
        _("Citations are in the style “{name}” now").format(name=picked.style.label), markup=False
    )


def sample_in(workspace: Workspace, sample: Subject) -> Callable[[Style], str]:
    """Return what shows a style: the quote cited in it, and the full reference below."""

    def render(style: Style) -> str:
        citer, lang = workspace.citing.styled(style), workspace.citing.lang
        beside = copied([sample], Form.CITATION, citer, lang).text
        full = copied([sample], Form.REFERENCE, citer, lang).text
        words = shortened(beside, 200)
        return words if full in beside else f"{full}\n\n{words}"

    return render


def shortened(text: str, most: int = 140) -> str:
    """Return ``text`` with its middle words left out beyond about ``most`` characters."""
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half].rpartition(' ')[0]} […] {text[-half:].partition(' ')[2]}"
