"""CSL styles read safely, and items rendered by them with the ``corrections``.

Importing this module imports citeproc and lxml: only ``processor`` does.
"""

# ruff: noqa: ANN401
# mypy: disable-error-code="misc, import-untyped"
# (neither citeproc-py nor lxml ships types, so every class of theirs is Any)

import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from citeproc import LANGUAGE_NAMES, LOCALES_PATH, PRIMARY_DIALECTS, model
from citeproc.formatter import plain
from citeproc.frontend import CitationStylesBibliography, CitationStylesStyle
from citeproc.source import Citation, CitationItem, Locator
from lxml import etree

from clicktui.citing.corrections import CORRECTED
from clicktui.citing.reference import reference_of
from clicktui.citing.rendering import Notes
from clicktui.citing.seams import settled
from clicktui.citing.typography import Levels, QuotationMarks
from clicktui.citing.typography import levels as levels_of
from clicktui.i18n import translate as _

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CSL = "{http://purl.org/net/xbiblio/csl}"


class NotAStyleError(Exception):
    """The text says in one line why a file cannot be used as a style."""


class StyleFile(CitationStylesStyle):
    """A style that was read; citeproc-py's own constructor expands entities."""

    def __init__(self, root: Any, locale: str) -> None:
        self.root = root
        self.root.formatter = plain
        self.root.output_locale = locale
        self.root.known_terms = {}
        self.root.known_macros = {}
        self.root.item_notes = Notes()
        self.root.locales = [
            *(root.xpath_search(f"./cs:locale[@xml:lang='{locale}']")),
            *(root.xpath_search(f"./cs:locale[@xml:lang='{locale[:2]}']")),
            *(root.xpath_search("./cs:locale[not(@xml:lang)]")),
            *(_read_locale(name) for name in _dialects(locale)),
        ]
        for terms in self.root.locales:
            terms.style = root
        self.root.levels = _levels(root, locale)
        in_quote = root.get_locale_option("punctuation-in-quote") or ""
        self.punctuation_in_quote = in_quote.lower() == "true"


def read_style(path: Path, locale: str) -> StyleFile:
    """Return the style in ``path``, with the terms of ``locale``.

    No entity is expanded, no DTD loaded and nothing fetched.

    Raises:
        NotAStyleError: it cannot be read, is no independent CSL style, or uses a macro that it
            does not define or that contains itself.
    """
    parser = _parser()
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except OSError as error:
        raise NotAStyleError(error.strerror or str(error)) from error
    except etree.XMLSyntaxError as error:
        raise NotAStyleError(_("it is not valid XML ({error})").format(error=error.msg)) from error
    if root.getroottree().docinfo.doctype:
        raise NotAStyleError(_("it declares a DOCTYPE, which no style needs: remove it"))
    if root.tag != f"{CSL}style":
        raise NotAStyleError(_("it is not a CSL style"))
    if root.citation is None or root.citation.layout is None:
        raise NotAStyleError(_("it holds no citation layout: choose the style that it depends on"))
    _check_macros(root)
    _decode_affixes(root)
    for names in root.iter(f"{CSL}names"):
        in_place = next(names.iterancestors(f"{CSL}substitute"), None)
        if names.name is None and in_place is None:
            names.insert(0, parser.makeelement(f"{CSL}name"))
    declared = [own.get(_LANG) for own in root.findall(f"{CSL}locale")]
    if len(declared) != len(set(declared)):
        raise NotAStyleError(_("it declares a locale twice"))
    return StyleFile(root, locale)


def render(
    style: StyleFile, item: Mapping[str, Any], *, locator: tuple[str, str] | None = None
) -> str:
    """Return ``item`` as a citation at ``locator`` (label, value); "" where it says nothing."""
    bibliography = CitationStylesBibliography(style, {"0": reference_of(item)}, plain)
    citation = Citation([CitationItem("0", **({"locator": Locator(*locator)} if locator else {}))])
    bibliography.register(citation)
    return _settled(style, bibliography.cite(citation, None))


def render_place(style: StyleFile, label: str, value: str) -> str:
    """Return ``value`` after the short term for ``label`` in the language of ``style``."""
    first, *others = re.split(r"[-–]", value)
    term = style.root.get_plural_term if others else style.root.get_single_term
    delimiter = str(style.root.get_single_term("page-range-delimiter")) or "–"
    number = delimiter.join([first, *others])
    return f"{term(label, 'short')}\u00a0{number}".strip()


def render_all(style: StyleFile, items: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return ``items`` as the entries of a bibliography, in the order that the style asks for."""
    source = {str(number): reference_of(item) for number, item in enumerate(items)}
    bibliography = CitationStylesBibliography(style, source, plain)
    for key in source:
        bibliography.register(Citation([CitationItem(key)]))
    bibliography.sort()
    return [_settled(style, entry) for entry in bibliography.bibliography()]


def _settled(style: StyleFile, text: Any) -> str:
    return settled(str(text), punctuation_in_quote=style.punctuation_in_quote).strip()


def _dialects(locale: str) -> list[str]:
    """Return the locale files to look terms up in (CSL 1.0.2, "Locale Fallback")."""
    language = locale.split("-")[0]
    wanted = [
        *([locale] if locale in LANGUAGE_NAMES else []),
        *([PRIMARY_DIALECTS[language]] if language in PRIMARY_DIALECTS else []),
        "en-US",
    ]
    return list(dict.fromkeys(wanted))


def _read_locale(name: str) -> Any:
    return etree.fromstring((Path(LOCALES_PATH) / f"locales-{name}.xml").read_bytes(), _parser())


def _parser() -> Any:
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace(CSL[1:-1])
    namespace[None] = model.CitationStylesElement
    for known in model.CitationStylesElement.__subclasses__():
        namespace[known.__name__.replace("_", "-").lower()] = known
    namespace.update(CORRECTED)
    parser = etree.XMLParser(
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    parser.set_element_class_lookup(lookup)
    return parser


def _decode_affixes(root: Any) -> None:
    """Let what styles wrote as HTML ("&#160;") be the characters, as in citeproc-js."""
    for element in root.iter():
        for name, value in element.attrib.items():
            if "&#" in value:
                element.set(name, html.unescape(value))


def _check_macros(root: Any) -> None:
    used = {
        macro.get("name"): {text.get("macro") for text in macro.iter() if text.get("macro")}
        for macro in root.findall(f"{CSL}macro")
    }
    for element in root.iter():
        name = element.get("macro")
        if name is not None and name not in used:
            raise NotAStyleError(_("it uses the macro {name!r} without it").format(name=name))
    while used:
        finished = {name for name, inner in used.items() if not inner & used.keys()}
        if not finished:
            name = min(used)
            raise NotAStyleError(_("its macro {name!r} contains itself").format(name=name))
        used = {name: inner for name, inner in used.items() if name not in finished}


def _levels(root: Any, locale: str) -> Levels:
    """Return the marks of the style's terms, with the third level of the language if it has one."""
    outer, inner = (
        QuotationMarks(
            *(str(root.get_single_term(name=f"{side}-{level}")) for side in ("open", "close"))
        )
        for level in ("quote", "inner-quote")
    )
    try:
        own = levels_of(locale[:2])
    except ValueError:
        own = ()
    same = [marks.kind for marks in own[:2]] == [outer.kind, inner.kind]
    return (outer, inner, *(own[2:] if same else ()))
