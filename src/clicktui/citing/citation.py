"""Quotes and works as they are pasted: the exact words, their reference, or both."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from clicktui.citing.attribution import attribute, counted
from clicktui.citing.copyforms import Form
from clicktui.citing.markdown import block_quote
from clicktui.citing.references import References
from clicktui.citing.styles import AUTHOR_DATE, NOTE, Style, style_in
from clicktui.citing.typography import LANGUAGES, enclose, levels
from clicktui.citing.wording import WORDINGS
from clicktui.corpus.alterations import Alteration, altered, emphasised
from clicktui.corpus.model import Quote, Span, Work
from clicktui.errors import StyleError
from clicktui.i18n import translate as _
from clicktui.shipped import shipped

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_RENDERED = (Form.CITATION, Form.AUTHOR_DATE, Form.FULL, Form.MARKDOWN, Form.REFERENCE)

__all__ = ["LANGUAGES", "Citer", "Form", "warning"]

Page = Mapping[str, Any] | None
"""The CSL-JSON item of the page that reprints a work, if one does."""


def warning(quote: Quote) -> str | None:
    """Return what a reader has to know before she uses ``quote``, or None."""
    if not quote.is_altered:
        return None
    return _("This pull quote alters the speaker's words: quote the sentence it comes from instead")


def _never() -> bool:
    return False


class Citer:
    """Makes citations in one style, in French, Italian or English, from any thread."""

    def __init__(self, style: Style | Path | None = None) -> None:
        """Cite in ``style`` (also a CSL file), or in clicktui's own note style.

        The style is read when the first reference is made.
        """
        self._wanted = style
        self._references = References()

    @cached_property
    def style(self) -> Style:
        """The style.

        Raises:
            StyleError: its file cannot be read.
        """
        if isinstance(self._wanted, Style):
            return self._wanted
        return style_in(self._wanted or _own(NOTE))

    def style_of(self, form: Form) -> Style:
        """Return the style that makes the reference in ``form``.

        Raises:
            StyleError: its file cannot be read.
        """
        if form is Form.AUTHOR_DATE and self.style.format != "author-date":
            return style_in(_own(AUTHOR_DATE))
        return self.style

    def styled(self, style: Style) -> "Citer":
        """Return what cites in ``style`` and shares with this citer what was read and rendered."""
        other = Citer(style)
        other._references = self._references
        return other

    def reference(
        self, work: Work, *, paragraphs: tuple[int, int] | None = None, lang: str = "fr"
    ) -> str:
        """Return the full reference of ``work``, at ``paragraphs`` (first and last) if given.

        Raises:
            ValueError: ``lang`` is not one of ``LANGUAGES``.
            StyleError: the style cannot be read, or cannot render the work.
        """
        levels(lang)
        return self._references.full(self.style, work.csl, counted(paragraphs), lang)

    def bibliography(
        self, works: Iterable[Work | Mapping[str, Any]], lang: str = "fr"
    ) -> tuple[str, ...]:
        """Return the references of ``works`` (or CSL-JSON items) as a list, in the style's order.

        Raises:
            ValueError: ``lang`` is not one of ``LANGUAGES``.
            StyleError: the style cannot be read, or cannot render a work.
        """
        levels(lang)
        items = [work.csl if isinstance(work, Work) else work for work in works]
        return self._references.bibliography(self.style, items, lang)

    def cite(
        self,
        quote: Quote,
        work: Work,
        page: Page = None,
        form: Form = Form.CITATION,
        lang: str = "fr",
        alterations: Sequence[Alteration] = (),
    ) -> str:
        """Return ``quote`` of ``work`` in ``form``; ``page`` is the CSL of the page around it.

        Beside the words stand a note, or author, year and place, as the style has it; what is said
        of who speaks stands before that, within the same brackets. ``Form.REFERENCE`` is the note
        or the full reference, ``Form.FULL`` the words beside that. ``Form.AUTHOR_DATE`` takes the
        own author-date style where this style is none: an author and a page alone, or a number,
        are not what is asked for. Other forms than these and ``Form.MARKDOWN`` are of ``copies``.

        ``Form.WORDS`` is exactly ``quote.words``; in ``Form.CITATION`` only the quotation marks
        inside them may change (see ``typography``). With ``alterations`` (``checked``) these show,
        in brackets; emphasis only where the reference says that it was added: between asterisks
        in ``Form.MARKDOWN``, in ``Form.CITATION`` between underscores, the underlining of
        typescripts, which stands for italics where there are none.

        Raises:
            ValueError: ``lang`` is not one of ``LANGUAGES``, or the form has no reference.
            StyleError: the style cannot be read, or cannot render the work.
        """
        words = altered(quote.words, alterations)
        if form is Form.WORDS:
            return words
        if form not in _RENDERED:
            raise ValueError(f"no reference stands in {form}")
        levels(lang)
        stressed = emphasised(quote.words, alterations)
        said = attribute(quote, work, page, lang)
        is_full = form in (Form.REFERENCE, Form.FULL)
        render = self._references.full if is_full else self._references.cited
        reference = render(self.style_of(form), said.item, said.place, lang)
        if stressed and form is not Form.REFERENCE:
            reference = WORDINGS[lang].with_emphasis(reference)
        before = said.before
        if form in (Form.CITATION, Form.AUTHOR_DATE, Form.FULL):
            enclosed = _underlined(*enclose(quote.words, lang, alterations))
            return f"{enclosed} ({_joined(before, reference)})"
        if not said.begins_with_name:
            before = before[:1].upper() + before[1:]
        alone = _joined(before, reference)
        if form is Form.REFERENCE:
            return alone
        return block_quote(words, alone, said.item.get("URL"), stressed)

    def warm(
        self,
        quotes: Iterable[tuple[Quote, Work, Page]],
        lang: str = "fr",
        cancelled: Callable[[], bool] = _never,
    ) -> int:
        """Render what ``cite`` will need of ``quotes``; return how many were rendered.

        For a background thread: other threads take their turn after each reference, and
        ``cancelled`` is asked before each. A work that the style cannot render is left out.

        Raises:
            ValueError: ``lang`` is not one of ``LANGUAGES``.
        """
        levels(lang)
        done = 0
        for quote, work, page in quotes:
            said = attribute(quote, work, page, lang)
            for render in (self._references.cited, self._references.full):
                if cancelled():
                    return done
                try:
                    render(self.style, said.item, said.place, lang)
                except StyleError:
                    break
            else:
                done += 1
        return done


def _own(name: str) -> Path:
    return shipped("data") / "styles" / f"{name}.csl"


def _joined(before: str, reference: str) -> str:
    return f"{before} {reference}" if before else reference


def _underlined(text: str, spans: Sequence[Span]) -> str:
    """Return ``text`` with each line of ``spans``, which are in order, between underscores."""
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += (text[at : span.start], _LINE.sub(r"_\g<0>_", text[span.start : span.end]))
        at = span.end
    return "".join([*parts, text[at:]])
