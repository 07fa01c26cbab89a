"""The elements of a CSL style as citeproc-py renders them, corrected (see ``processor``).

Importing this module imports citeproc and lxml: only ``processor`` does.
"""

# ruff: noqa: ANN401
# mypy: disable-error-code="misc, import-untyped"
# (neither citeproc-py nor lxml ships types, so every class of theirs is Any)

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from citeproc import model
from citeproc.formatter import plain
from citeproc.frontend import CitationStylesBibliography, CitationStylesStyle
from citeproc.source import Citation, CitationItem, Locator, VariableError
from citeproc.string import String
from lxml import etree

from clicktui.citing.reference import reference_of
from clicktui.citing.typography import Levels, QuotationMarks, alternate
from clicktui.citing.typography import levels as levels_of
from clicktui.i18n import translate as _

CSL = "{http://purl.org/net/xbiblio/csl}"
_KEY = "item"


class NotAStyleError(Exception):
    """The text says in one line why a file cannot be used as a style."""


class StyleFile(CitationStylesStyle):
    """A style that was read; citeproc-py's own constructor expands entities."""

    def __init__(self, root: Any, locale: str) -> None:
        self.root = root
        self.root.formatter = plain
        self.root.set_locale_list(locale, validate=False)
        self.root.levels = _levels(root, locale)


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
    for names in root.iter(f"{CSL}names"):
        if names.name is None and names.getparent().tag != f"{CSL}substitute":
            names.insert(0, parser.makeelement(f"{CSL}name"))
    try:
        return StyleFile(root, locale)
    except ValueError as error:
        raise NotAStyleError(_("it declares a locale twice")) from error


def render(
    style: StyleFile,
    item: Mapping[str, Any],
    *,
    locator: tuple[str, str] | None,
    in_bibliography: bool,
) -> str:
    """Return ``item`` as a citation at ``locator`` (label, value), or as a bibliography entry."""
    source = {_KEY: reference_of(item)}
    bibliography = CitationStylesBibliography(style, source, plain)
    where = {"locator": Locator(*locator)} if locator and not in_bibliography else {}
    citation = Citation([CitationItem(_KEY, **where)])
    bibliography.register(citation)
    if in_bibliography:
        return "".join(str(entry) for entry in bibliography.bibliography())
    return str(bibliography.cite(citation, lambda item: None))


def _parser() -> Any:
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace(CSL[1:-1])
    namespace[None] = model.CitationStylesElement
    for known in model.CitationStylesElement.__subclasses__():
        namespace[known.__name__.replace("_", "-").lower()] = known
    namespace.update(_CORRECTED)
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


# What a style's ``substitute`` renders must not be rendered again. The layout notes it for the
# item at hand, in the dictionary that citeproc-py empties before each item.


def _noted(element: Any, context: Any) -> dict[str, Any]:
    notes: dict[str, Any] = (element if context is None else context).get_layout().repressed
    return notes


def _is_substituted(element: Any, context: Any, variable: str) -> bool:
    return variable in _noted(element, context).get("substituted", ())


def _note(element: Any, context: Any, variable: str) -> None:
    for recording in _noted(element, context).get("recordings", ()):
        recording.add(variable)


@contextmanager
def _recording(element: Any, context: Any) -> Iterator[set[str]]:
    recordings = _noted(element, context).setdefault("recordings", [])
    recordings.append(set())
    try:
        yield recordings[-1]
    finally:
        recordings.pop()


class _Text(model.Text):
    def _variable(self, item: Any, context: Any) -> Any:
        variable = self.get("variable")
        if _is_substituted(self, context, variable):
            return None
        if variable == "locator":
            text = self._locator(str(item.locator.identifier))
        else:
            text = super()._variable(item, context)
        _note(self, context, variable)
        return text

    def _locator(self, value: str) -> Any:
        delimiter = str(self.get_single_term(name="page-range-delimiter")) or "–"
        return String(re.sub(r"\s*[-–]\s*", delimiter, value))

    def quote(self, string: Any) -> Any:
        if self.get("quotes") != "true":
            return string
        own: Levels = self.get_root().levels
        return String(own[0].around(alternate(str(string), own)))


class _Names(model.Names):
    def process(
        self, item: Any, names_context: Any = None, context: Any = None, **options: Any
    ) -> Any:
        roles = self.get("variable").split()
        if any(_is_substituted(self, context, role) for role in roles):
            return None
        for role in roles:
            if role in item.reference:
                _note(self, context, role)
        return super().process(item, names_context=names_context, context=context, **options)


class _Date(model.Date):
    def process(
        self,
        item: Any,
        variable: Any = None,
        show_parts: Any = None,
        context: Any = None,
        **options: Any,
    ) -> Any:
        if variable is None:
            if _is_substituted(self, context, self.get("variable")):
                return None
            _note(self, context, self.get("variable"))
        return super().process(item, variable, show_parts, context, **options)


class _Number(model.Number):
    def process(self, item: Any, context: Any = None, **options: Any) -> Any:
        variable = self.get("variable")
        if _is_substituted(self, context, variable):
            return None
        text = super().process(item, context=context, **options)
        _note(self, context, variable)
        return text


class _Label(model.Label):
    def process(self, item: Any, variable: Any = None, plural: Any = None, **options: Any) -> Any:
        labelled = variable or self.get("variable")
        if labelled != "locator" and labelled not in item.reference:
            raise VariableError
        return super().process(item, variable=variable, plural=plural, **options)


class _Substitute(model.Substitute):
    def render(self, item: Any, context: Any = None, **options: Any) -> Any:
        for child in self.getchildren():
            borrowed = {}
            if isinstance(child, model.Names) and child.name is None:
                borrowed = {"names_context": self.getparent()}
            with _recording(self, context) as rendered:
                try:
                    text = child.render(item, context=context, **borrowed, **options)
                except VariableError:
                    continue
            if text:
                _noted(self, context).setdefault("substituted", set()).update(rendered)
                return text
        return None


class _If(model.If):
    def render(self, item: Any, context: Any = None, delimiter: str = "", **options: Any) -> Any:
        if self.get("disambiguate") == "true" and self.get("match", "all") == "all":
            raise model.ConditionFailed
        return super().render(item, context=context, delimiter=delimiter, **options)


class _ElseIf(_If):
    pass


class _Name(model.Name):
    def initialize(self, given: str, mark: str, context: Any) -> Any:
        """Return the initials of ``given``, or all of it where ``initialize="false"``."""
        settings = self.xpath_search("ancestor-or-self::*/@initialize")
        if settings and settings[-1] == "false":
            return given
        return super().initialize(given, mark, context)


_CORRECTED = {
    "text": _Text,
    "names": _Names,
    "name": _Name,
    "date": _Date,
    "label": _Label,
    "number": _Number,
    "substitute": _Substitute,
    "if": _If,
    "else-if": _ElseIf,
}
