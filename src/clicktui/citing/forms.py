"""Quotes for other writing tools: LaTeX with csquotes, pandoc's Markdown, Org and HTML.

Words stand as the user altered them, and no character of them acts as markup. Who says them, where
that is not the work's author ("Donatella Delpiano, cité dans"), stands before the citation key, the
paragraphs and the remark on added emphasis after it; all in the language of the document.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clicktui.citing import latex, markdown, org
from clicktui.citing.attribution import Attribution, attribute
from clicktui.citing.typography import levels
from clicktui.citing.wording import WORDINGS
from clicktui.corpus.alterations import Alteration, altered, emphasised
from clicktui.corpus.model import Locator, LocatorKind, Quote, Span, Work

_LABELS = {"fr": "§", "it": "par.", "en": "para."}
"""What pandoc takes for a paragraph in documents of each language, in the singular and plural."""

_LATEX_LABELS = {"fr": (r"\S", r"\S\S"), "it": ("par.", "parr."), "en": ("para.", "paras.")}
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_]+(?:[:-][A-Za-z0-9_]+)*")

_PAGES = ("p.", "pp.")
_AT = {"fr": "à", "it": "min.", "en": "at"}
"""What stands before a time: without a word, pandoc, Org and biblatex would take it for a page."""

_PLAIN_PAGE = re.compile(r"[0-9]+|[ivxlcdm]+")

Shown = Callable[[str], str]
Emphasised = Callable[[str, str, str], str]
"""Marks an escaped text as emphasised; told also what stands before and after it in its line."""


@dataclass(frozen=True, slots=True)
class KeyedQuote:
    """A quote and the citation key of what it is cited from.

    That is ``work``, or, for words of whoever reprints it, ``page``: ``cited_item`` says which, and
    ``cited_id`` under which id its key is found.
    """

    quote: Quote
    work: Work
    key: str
    page: Mapping[str, Any] | None = None
    alterations: tuple[Alteration, ...] = ()

    @property
    def words(self) -> str:
        """The words with the user's alterations; emphasis does not show in them."""
        return altered(self.quote.words, self.alterations)

    @property
    def stressed(self) -> tuple[Span, ...]:
        """What is emphasised in ``words``."""
        return emphasised(self.quote.words, self.alterations)


def cited_item(quote: Quote, work: Work, page: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return the CSL-JSON item that ``quote`` is cited from: of its work, or of the page around it.

    The key of a ``KeyedQuote`` has to be that of this item.
    """
    return attribute(quote, work, page, "fr").item


def cited_id(quote: Quote, work: Work, page: Mapping[str, Any] | None) -> str:
    """Return the id, for ``keys.citation_keys``, of what ``quote`` is cited from.

    It is the work's, or that of the page around it: ``page:`` and the name of the source file.
    """
    is_of_page = page is not None and cited_item(quote, work, page) is page
    return page_id(quote.file) if is_of_page else work.id


def page_id(file: str) -> str:
    """Return the id of the page that reprints the works of the source file ``file``."""
    return f"page:{file}"


def as_latex(one: KeyedQuote, lang: str) -> str:
    r"""Return ``\textcquote[prenote][postnote]{key}{words}`` (csquotes 5.2, 4.1 and 4.2).

    Words in another language than the document's ``lang`` stand in ``\foreigntextcquote{…}``.

    Raises:
        ValueError: ``lang`` is not one of ``citing.typography.LANGUAGES``.
    """
    said = _said(one, lang)
    lines = _lines(one, latex.typeset, lambda text, *_: rf"\emph{{{text}}}")
    before, after = latex.typeset(said.before), _latex_postnote(one, said, lang)
    after = _in_optional(after)
    notes = f"[{_in_optional(before)}][{after}]" if before else f"[{after}]" if after else ""
    foreign = latex.babel_name(one.quote.lang)
    command = r"\textcquote"
    if foreign and foreign != latex.babel_name(lang):
        command = rf"\foreigntextcquote{{{foreign}}}"
    return f"{command}{notes}{{{one.key}}}{{{_paragraphed(lines)}}}"


def as_pandoc(one: KeyedQuote, lang: str) -> str:
    """Return a Markdown block quote that ends in a citation for pandoc: ``[@key, § 12]``.

    Raises:
        ValueError: ``lang`` is not one of ``citing.typography.LANGUAGES``.
    """
    said = _said(one, lang)
    key = one.key if _PLAIN_KEY.fullmatch(one.key) else f"{{{one.key}}}"
    before = markdown.escape(said.before).replace(";", r"\;")
    after = (f", {note}" for note in _notes(one, said, lang, in_braces=True))
    citation = f"[{before}{' ' if before else ''}@{key}{''.join(after)}]"
    *lines, last = markdown.quoted_lines(one.words, one.stressed)
    return "\n>\n".join(f"> {line}" for line in [*lines, f"{last} {citation}"])


def as_org(one: KeyedQuote, lang: str) -> str:
    """Return an Org quote block that ends in a citation: ``[cite:@key § 12]`` (Org 9.5).

    Raises:
        ValueError: ``lang`` is not one of ``citing.typography.LANGUAGES``.
    """
    said = _said(one, lang)
    before = org.in_citation(said.before)
    after = ", ".join(_notes(one, said, lang))
    citation = f"[cite:{before}{' ' if before else ''}@{one.key}{' ' if after else ''}{after}]"
    words = _paragraphed([*map(org.line_start, _lines(one, org.escape, org.emphasised))])
    return f"#+begin_quote\n{words} {citation}\n#+end_quote"


def as_html(one: KeyedQuote, reference: str, lang: str) -> str:
    """Return a ``blockquote`` with its words in paragraphs and ``reference`` in its footer.

    ``reference`` is plain text in ``lang``, as ``Citer`` gives it in ``Form.REFERENCE``.

    Raises:
        ValueError: ``lang`` is not one of ``citing.typography.LANGUAGES``.
    """
    said = _said(one, lang)
    if one.stressed:
        reference = WORDINGS[lang].with_emphasis(reference)
    address = str(said.item.get("URL") or "")
    is_web = address.startswith(("https://", "http://"))
    cite = f' cite="{html.escape(address)}"' if is_web else ""
    lines = _lines(one, html.escape, lambda text, *_: f"<em>{text}</em>")
    return "\n".join(
        [
            f'<blockquote lang="{html.escape(one.quote.lang)}"{cite}>',
            *(f"<p>{line}</p>" for line in lines),
            f'<footer lang="{lang}">— {html.escape(reference)}</footer>',
            "</blockquote>",
        ]
    )


def _said(one: KeyedQuote, lang: str) -> Attribution:
    levels(lang)
    return attribute(one.quote, one.work, one.page, lang)


def _notes(
    one: KeyedQuote, said: Attribution, lang: str, *, in_braces: bool = False
) -> Iterator[str]:
    """Yield what stands after the key: the place, and that emphasis was added."""
    if said.place:
        yield _place(said.place, lang, in_braces=in_braces)
    if one.stressed:
        yield WORDINGS[lang].emphasis


def _latex_postnote(one: KeyedQuote, said: Attribution, lang: str) -> str:
    notes: list[str] = []
    if said.place:
        notes.append(_latex_place(said.place, lang))
    if one.stressed:
        notes.append(latex.typeset(WORDINGS[lang].emphasis))
    return ", ".join(notes)


def _place(place: Locator, lang: str, *, in_braces: bool) -> str:
    """Return a place as Org reads it, and pandoc, which wants unusual pages ``in_braces``."""
    ends = _ends(place)
    if place.kind is LocatorKind.PARAGRAPH:
        return f"{_LABELS[lang]} {'-'.join(ends)}"
    if place.kind is LocatorKind.TIME:
        return f"{_AT[lang]} {'–'.join(ends)}"
    shown = f"{_PAGES[len(ends) - 1]} {'-'.join(ends)}"
    return f"{{{shown}}}" if in_braces and not all(map(_PLAIN_PAGE.fullmatch, ends)) else shown


def _latex_place(place: Locator, lang: str) -> str:
    """Return a place for csquotes: biblatex itself puts its word for pages before plain ones."""
    ends = _ends(place)
    value = "--".join(map(latex.typeset, ends))
    if place.kind is LocatorKind.PARAGRAPH:
        return f"{_LATEX_LABELS[lang][len(ends) - 1]}~{value}"
    if place.kind is LocatorKind.TIME:
        return f"{latex.typeset(_AT[lang])}~{value}"
    is_plain = all(_PLAIN_PAGE.fullmatch(end) for end in ends)
    return value if is_plain else f"{_PAGES[len(ends) - 1]}~{value}"


def _ends(place: Locator) -> list[str]:
    return list(dict.fromkeys((place.first, place.last)))


def _in_optional(text: str) -> str:
    """Return ``text`` so that a bracket in it does not end an optional argument."""
    return f"{{{text}}}" if "[" in text or "]" in text else text


def _paragraphed(lines: Sequence[str]) -> str:
    return "\n\n".join(lines)


def _lines(one: KeyedQuote, escaped: Shown, stressed: Emphasised) -> list[str]:
    """Return each line of the words, escaped, without white space around, emphasis marked."""
    words, spans = one.words, one.stressed
    shown: list[str] = []
    for line in markdown.lines_of(words):
        parts: list[str] = []
        at = line.start
        for span in spans:
            start, end = max(span.start, line.start), min(span.end, line.end)
            if start < end:
                before, after = words[line.start : start], words[end : line.end]
                text = stressed(escaped(words[start:end]), before, after)
                parts += (escaped(words[at:start]), text)
                at = end
        shown.append("".join([*parts, escaped(words[at : line.end])]))
    return shown
