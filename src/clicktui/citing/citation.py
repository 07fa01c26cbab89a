"""Quotes and works as they are pasted: the exact words, their reference, or both."""

import json
import re
import threading
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clicktui.citing.attribution import attribute
from clicktui.citing.markdown import block_quote
from clicktui.citing.typography import LANGUAGES, enclose, levels
from clicktui.citing.wording import WORDINGS
from clicktui.corpus.alterations import Alteration, altered, emphasised
from clicktui.corpus.model import Quote, Span, Work
from clicktui.i18n import translate as _
from clicktui.shipped import shipped

if TYPE_CHECKING:  # citeproc and lxml are imported when the first reference is made
    from clicktui.citing.processor import Processor

_LOCALES = {"fr": "fr-FR", "it": "it-IT", "en": "en-GB"}
_KEPT_REFERENCES = 4096
_LINE = re.compile(r"\S(?:[^\n]*\S)?")

__all__ = ["LANGUAGES", "Citer", "Form", "warning"]


class Form(StrEnum):
    """What of a quote is copied."""

    CITATION = "citation"  # the words between quotation marks, and the reference
    WORDS = "words"
    REFERENCE = "reference"
    MARKDOWN = "markdown"  # a block quote with the reference under it


def warning(quote: Quote) -> str | None:
    """Return what a reader has to know before she uses ``quote``, or None."""
    if not quote.is_altered:
        return None
    return _("This pull quote alters the speaker's words: quote the sentence it comes from instead")


class Citer:
    """Makes citations in one style, in French, Italian or English, from any thread."""

    def __init__(self, style: Path | None = None) -> None:
        """Cite in ``style``, a CSL file, or in clicktui's own note style.

        The style is read when the first reference is made.
        """
        self._style = style
        self._processors: dict[str, Processor] = {}
        self._reading = threading.Lock()
        self._rendered = lru_cache(_KEPT_REFERENCES)(self._render)

    def reference(
        self, work: Work, *, paragraphs: tuple[int, int] | None = None, lang: str = "fr"
    ) -> str:
        """Return the reference of ``work``, at ``paragraphs`` (first and last number) if given.

        Raises:
            ValueError: ``lang`` is not one of ``LANGUAGES``.
            StyleError: the style cannot be read, or cannot render the work.
        """
        levels(lang)
        return self._reference(work.csl, paragraphs, lang)

    def cite(
        self,
        quote: Quote,
        work: Work,
        page: Mapping[str, Any] | None = None,
        form: Form = Form.CITATION,
        lang: str = "fr",
        alterations: Sequence[Alteration] = (),
    ) -> str:
        """Return ``quote`` of ``work`` in ``form``; ``page`` is the CSL of the page around it.

        ``Form.WORDS`` is exactly ``quote.words``; in ``Form.CITATION`` only the quotation marks
        inside them may change (see ``typography``). With ``alterations`` (``checked``) these show,
        in brackets; emphasis only where the reference says that it was added: between asterisks
        in ``Form.MARKDOWN``, in ``Form.CITATION`` between underscores, the underlining of
        typescripts, which stands for italics where there are none.

        Raises:
            ValueError: ``lang`` is not one of ``LANGUAGES``.
            StyleError: the style cannot be read, or cannot render the work.
        """
        words = altered(quote.words, alterations)
        if form is Form.WORDS:
            return words
        levels(lang)
        stressed = emphasised(quote.words, alterations)
        said = attribute(quote, work, page, lang)
        reference = self._reference(said.item, said.paragraphs, lang)
        if stressed and form is not Form.REFERENCE:
            reference = WORDINGS[lang].with_emphasis(reference)
        before = said.before
        if form is Form.CITATION:
            enclosed = _underlined(*enclose(quote.words, lang, alterations))
            return f"{enclosed} ({_joined(before, reference)})"
        if not said.begins_with_name:
            before = before[:1].upper() + before[1:]
        alone = _joined(before, reference)
        if form is Form.REFERENCE:
            return alone
        return block_quote(words, alone, said.item.get("URL"), stressed)

    def _reference(
        self, item: Mapping[str, Any], paragraphs: tuple[int, int] | None, lang: str
    ) -> str:
        first, last = paragraphs or (0, 0)
        locator = f"{first}-{last}" if first != last else str(first or "")
        key = json.dumps(item, sort_keys=True, ensure_ascii=False, default=_plain)
        return self._rendered(key, locator, lang)

    def _render(self, item: str, locator: str, lang: str) -> str:
        at = ("paragraph", locator) if locator else None
        return self._processor(lang).note(json.loads(item), at)

    def _processor(self, lang: str) -> "Processor":
        with self._reading:
            if lang not in self._processors:
                from clicktui.citing.processor import Processor

                style = self._style or shipped("data") / "styles" / "clicktui-note.csl"
                self._processors[lang] = Processor(style, _LOCALES[lang])
            return self._processors[lang]


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


def _plain(value: object) -> object:
    """Return what JSON has no type for as what it has one for."""
    return dict(value) if isinstance(value, Mapping) else str(value)
