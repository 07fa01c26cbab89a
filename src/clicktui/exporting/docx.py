"""A board as a document of Word (Office Open XML), by python-docx.

Lists are headings; quotes are paragraphs of Word's own style for quotations, marked with their
language, each with its reference under it.
"""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from clicktui.citing.citation import Form
from clicktui.citing.markdown import lines_of
from clicktui.citing.wording import WORDINGS
from clicktui.corpus.alterations import emphasised
from clicktui.corpus.model import Span
from clicktui.errors import ClicktuiError
from clicktui.exporting.codewords import codes_line
from clicktui.exporting.markdown import CHANGED
from clicktui.exporting.material import Exported, ExportedQuote, Material
from clicktui.exporting.refi.names import legal
from clicktui.exporting.remarks import marks, typed_as_they_are
from clicktui.i18n import translate as _

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.run import Run

FILE = "board.docx"

_LONGEST_TITLE = 255
"""Characters of a document's title (python-docx's ``CoreProperties``)."""

_INDENT = 1.0
"""Of quotations and references, in centimetres."""


def exported(material: Material) -> Exported:
    """Return ``material`` as one file, ``FILE``, and what the format cannot carry.

    What ``material.cite`` raises goes through.

    Raises:
        ClicktuiError: python-docx is not installed; the text says how to get it.
    """
    try:
        from docx import Document
    except ImportError as error:
        wanted = _("Word files need another package: install clicktui[documents]")
        raise ClicktuiError(wanted) from error
    document = Document()
    _describe(document, material)
    document.add_heading(legal(material.board.name), level=0)
    _add_typed(document, material.board.memo)
    quotes = {one.pinned.id: one for one in material.quotes}
    for quote_list in material.board.lists:
        document.add_heading(legal(quote_list.name), level=1)
        for pinned in quote_list.quotes:
            if pinned.id in quotes:
                _add_quote(document, quotes[pinned.id], material)
    content = io.BytesIO()
    document.save(content)
    return Exported({FILE: content.getvalue()}, typed_as_they_are(material))


def _describe(document: "Document", material: Material) -> None:
    """Give the document its title and date, and its quotations upright letters.

    In italics, as Word has them, an emphasis would not show.
    """
    from docx.shared import Cm

    facts = document.core_properties
    made = datetime.fromisoformat(material.board.made_at)
    facts.title = legal(material.board.name)[:_LONGEST_TITLE]
    facts.author = facts.comments = facts.last_modified_by = ""
    facts.language = material.lang
    facts.created = facts.modified = made
    quotation = document.styles["Quote"]
    quotation.font.italic = False
    quotation.paragraph_format.left_indent = Cm(_INDENT)


def _add_quote(document: "Document", one: ExportedQuote, material: Material) -> None:
    from docx.shared import Cm

    pinned, lang = one.pinned, material.lang
    spans = emphasised(one.quote.words, pinned.alterations)
    for line in lines_of(one.altered):
        paragraph = document.add_paragraph(style="Quote")
        paragraph.paragraph_format.keep_with_next = True
        for part, is_emphasised in _parts(line, spans):
            run = paragraph.add_run(legal(one.altered[part.start : part.end]))
            _mark_language(run, one.quote.lang)
            if is_emphasised:
                run.italic = True
    reference = material.cite(one, Form.REFERENCE)
    if spans:
        reference = WORDINGS[lang].with_emphasis(reference)
    under = document.add_paragraph()
    under.paragraph_format.left_indent = Cm(_INDENT)
    _mark_language(under.add_run(legal(f"— {reference}")), lang)
    if one.is_unsettled:
        _mark_language(document.add_paragraph().add_run(CHANGED[lang]), lang)
    shown = marks(pinned, lang)
    if shown:
        _mark_language(document.add_paragraph().add_run(legal(shown)), lang)
    if coded := codes_line(one, lang):
        _mark_language(document.add_paragraph().add_run(legal(coded)), lang)
    _add_typed(document, pinned.note)


def _add_typed(document: "Document", text: str) -> None:
    """Add what the user typed, each line as a line."""
    if text.strip():
        document.add_paragraph(legal(text.strip("\n")))


def _parts(line: Span, spans: tuple[Span, ...]) -> Iterator[tuple[Span, bool]]:
    """Yield ``line`` in parts, each with whether ``spans``, which are in order, cover it."""
    at = line.start
    for span in spans:
        start, end = max(span.start, at), min(span.end, line.end)
        if start < end:
            if at < start:
                yield Span(at, start), False
            yield Span(start, end), True
            at = end
    if at < line.end:
        yield Span(at, line.end), False


def _mark_language(run: "Run", lang: str) -> None:
    """Say in which language the letters are, so that they are spelt and hyphenated in it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if lang:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), lang)
        run._element.get_or_add_rPr().append(language)
