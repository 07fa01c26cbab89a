"""OpenDocument texts (.odt), read as OASIS OpenDocument 1.3 has them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clicktui.errors import IntakeError
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _
from clicktui.intake.archive import Archive, damaged, encrypted
from clicktui.intake.gathering import Gathered, squeezed
from clicktui.intake.limits import Limits
from clicktui.intake.model import Found, LineKind, ReadFile
from clicktui.intake.saying import Sayings

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _T, _STYLE, _META = (_NS % name for name in ("office", "text", "style", "meta"))

_FO = _NS % "xsl-fo-compatible"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = (f"{_T}p", f"{_T}h")
_LEFT_OUT = frozenset(
    [f"{_T}{name}" for name in ("tracked-changes", "note-citation", "sequence-decls", "ruby-text")]
    + [f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_OFFICE}annotation-end"]
)
_INDEXES = frozenset(f"{_T}{name}" for name in ("table-of-content", "alphabetical-index"))
_CHARACTERS = {f"{_T}tab": " ", f"{_T}line-break": "\n"}
_MOST_SPACES = 1_000


def read(content: bytes, limits: Limits) -> ReadFile:
    """Read an .odt.

    Raises:
        IntakeError: it is damaged, protected, or too much; or defusedxml is not installed.
    """
    archive = Archive(content, limits)
    if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
        raise IntakeError(encrypted())
    root = archive.xml("content.xml")
    body = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}text")
    if root is None or body is None:
        raise IntakeError(damaged())
    styles = _Styles([archive.xml("styles.xml"), root])
    gathered = Gathered(limits)
    notes: list[Element] = []
    for paragraph, kind in _paragraphs(body):
        _add(gathered, paragraph, kind, styles, notes)
    for note in notes:
        for paragraph, kind in _paragraphs(note):
            _add(gathered, paragraph, kind, styles, [])
    told: tuple[str, ...] = ()
    if body.find(f"{_T}tracked-changes") is not None:
        told = (_("it has tracked changes: read as if all were accepted"),)
    return ReadFile(tuple(gathered.lines), _found(archive.xml("meta.xml")), told)


def _paragraphs(root: "Element") -> Iterator[tuple["Element", LineKind]]:
    """Give the paragraphs and headings below ``root``, those of frames after theirs."""
    ahead: list[tuple[Element, bool]] = [(child, False) for child in reversed(root)]
    while ahead:
        element, is_index = ahead.pop()
        if element.tag in _LEFT_OUT or element.tag == f"{_T}note":
            continue
        is_index = is_index or element.tag in _INDEXES
        if element.tag in _PARAGRAPHS:
            kind = LineKind.HEADING if element.tag == f"{_T}h" else LineKind.TEXT
            yield element, LineKind.FURNITURE if is_index else kind
        ahead.extend((child, is_index) for child in reversed(element))


def _add(
    gathered: Gathered,
    paragraph: "Element",
    kind: LineKind,
    styles: "_Styles",
    notes: list["Element"],
) -> None:
    style = paragraph.get(f"{_T}style-name", "")
    if kind is LineKind.TEXT:
        kind = styles.kind(style)
    texts, bolds = [""], [True]
    for text, is_bold in _pieces(paragraph, styles, styles.is_bold(style) or False, notes):
        for number, part in enumerate(text.split("\n")):
            if number:
                texts.append("")
                bolds.append(True)
            texts[-1] += part
            if part.strip():
                bolds[-1] &= is_bold
    for text, is_bold in zip(texts, bolds, strict=True):
        gathered.add(squeezed(text), kind, is_bold=is_bold)


def _pieces(
    paragraph: "Element", styles: "_Styles", is_bold: bool, notes: list["Element"]
) -> Iterator[tuple[str, bool]]:
    """Give the characters of a paragraph and whether they are bold; its notes go to ``notes``."""
    ahead: list[tuple[Element | str, bool]] = [(paragraph, is_bold)]
    while ahead:
        element, bold = ahead.pop()
        if isinstance(element, str):
            yield element, bold
            continue
        if element is not paragraph:
            if element.tag == f"{_T}note":
                notes.extend(one for one in element if one.tag == f"{_T}note-body")
                continue
            if element.tag in _LEFT_OUT or element.tag in _PARAGRAPHS:
                continue
        if element.tag in _CHARACTERS:
            yield _CHARACTERS[element.tag], bold
        elif element.tag == f"{_T}s":
            count = element.get(f"{_T}c", "1")
            yield " " * min(int(count) if count.isdigit() else 1, _MOST_SPACES), bold
        own = (
            styles.is_bold(element.get(f"{_T}style-name", "")) if element is not paragraph else None
        )
        inside = bold if own is None else own
        parts: list[tuple[Element | str, bool]] = []
        if element.text:
            parts.append((element.text.replace("\n", " "), inside))
        for child in element:
            parts.append((child, inside))
            if child.tail:
                parts.append((child.tail.replace("\n", " "), inside))
        ahead.extend(reversed(parts))


class _Styles:
    """What the styles say, those of the document and those made by hand."""

    def __init__(self, roots: list["Element | None"]) -> None:
        self._styles: dict[str, Element] = {}
        for root in roots:
            for style in () if root is None else root.iter(f"{_STYLE}style"):
                self._styles[style.get(f"{_STYLE}name", "")] = style

    def is_bold(self, name: str) -> bool | None:
        """Say whether a style is bold; None where neither it nor its parents say."""
        for style in self._chain(name):
            properties = style.find(f"{_STYLE}text-properties")
            weight = None if properties is None else properties.get(f"{_FO}font-weight")
            if weight is not None:
                return weight == "bold" or (weight.isdigit() and int(weight) >= 600)
        return None

    def kind(self, name: str) -> LineKind:
        """Return what a paragraph of a style is, by the names of LibreOffice's own styles."""
        for style in self._chain(name):
            own = style.get(f"{_STYLE}name", "")
            if own in ("Title", "Subtitle") or own.startswith("Heading"):
                return LineKind.HEADING
            if own in ("Caption", "Illustration", "Figure"):
                return LineKind.CAPTION
        return LineKind.TEXT

    def _chain(self, name: str) -> Iterator["Element"]:
        for _step in range(12):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(f"{_STYLE}parent-style-name", "")


def _found(meta: "Element | None") -> dict[str, Found]:
    sayings = Sayings()
    inside = None if meta is None else meta.find(f"{_OFFICE}meta")
    if inside is None:
        return {}
    where = N_("properties of the document")
    sayings.text("title", inside.findtext(f"{_DC}title"), where)
    sayings.names("author", inside.findtext(f"{_META}initial-creator"), where)
    sayings.names("author", inside.findtext(f"{_DC}creator"), where)
    sayings.language(inside.findtext(f"{_DC}language"), where)
    made = N_("date on which the document was made")
    sayings.date("issued", inside.findtext(f"{_META}creation-date"), made)
    return sayings.found
