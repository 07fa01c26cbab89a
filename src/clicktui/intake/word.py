"""Word documents (.docx), opened by python-docx and read element by element.

python-docx gives the runs of a paragraph without what stands in tracked insertions, content
controls and text boxes; here nothing that is on the page is lost. What was deleted is left out.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from clicktui.errors import IntakeError
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _
from clicktui.intake.archive import Archive, damaged
from clicktui.intake.extras import needed
from clicktui.intake.gathering import Gathered
from clicktui.intake.limits import Limits
from clicktui.intake.model import LineKind, ReadFile
from clicktui.intake.saying import Sayings

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _RUN, _TEXT = f"{_W}p", f"{_W}r", f"{_W}t"
_LEFT_OUT = frozenset(
    [f"{_W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sectPr")]
    + ["{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"]
)
_CHARACTERS = {
    f"{_W}tab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "",
}
_READ = (".xml", ".rels")
_OFF = ("0", "false", "off", "none")
_NOTES = ("footnotes", "endnotes")
_DEFAULT_TITLES = ("Word Document",)


def read(content: bytes, limits: Limits) -> ReadFile:
    """Read a .docx.

    Raises:
        IntakeError: it is damaged, protected, or too much; or python-docx is not installed.
    """
    docx = needed("docx")
    repacked = Archive(content, limits).repacked(_READ)
    try:
        document = docx.Document(repacked)
    except Exception as error:  # python-docx and lxml raise whatever a damaged package leads to
        raise IntakeError(damaged()) from error
    styles = _Styles(document)
    gathered = Gathered(limits)
    notes: list[str] = []
    for paragraph in _paragraphs(document.element.body):
        _add(gathered, paragraph, styles)
    for paragraph in _notes(document):
        _add(gathered, paragraph, styles)
    if any(True for _one in document.element.body.iter(f"{_W}del")):
        notes.append(_("it has tracked changes: read as if all were accepted"))
    return ReadFile(tuple(gathered.lines), _found(document), tuple(notes))


def _paragraphs(root: Any) -> Iterator[Any]:  # noqa: ANN401 (lxml is untyped)
    """Give the paragraphs in ``root`` in their order, those of text boxes after theirs."""
    for paragraph in root.iter(_PARAGRAPH):
        if not any(up.tag in _LEFT_OUT for up in paragraph.iterancestors()):
            yield paragraph


def _add(gathered: Gathered, paragraph: Any, styles: "_Styles") -> None:  # noqa: ANN401
    texts: list[str] = [""]
    bolds: list[bool] = [True]
    style = styles.of(paragraph)
    for text, run in _pieces(paragraph):
        is_bold = styles.is_bold(run, style)
        first, *others = text.split("\n")
        for number, part in enumerate((first, *others)):
            if number:
                texts.append("")
                bolds.append(True)
            texts[-1] += part
            if part.strip():
                bolds[-1] &= is_bold
    kind = styles.kind(paragraph, style)
    for text, is_bold in zip(texts, bolds, strict=True):
        gathered.add(text, kind, is_bold=is_bold)


def _pieces(paragraph: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Give the characters of a paragraph with the run that they stand in."""
    ahead = list(reversed(paragraph))
    run: Any = None
    while ahead:
        element = ahead.pop()
        if element.tag in _LEFT_OUT or element.tag == _PARAGRAPH:
            continue
        if element.tag == _RUN:
            run = element
        if element.tag == _TEXT:
            yield element.text or "", run
        elif element.tag in _CHARACTERS:
            yield _CHARACTERS[element.tag], run
        ahead.extend(reversed(element))


def _notes(document: "Document") -> Iterator[Any]:
    """Give the paragraphs of the foot- and endnotes, which stand behind the text."""
    for relation in document.part.rels.values():
        name = relation.reltype.rpartition("/")[2]
        if name not in _NOTES or relation.is_external:
            continue
        root = needed("docx.oxml").parse_xml(relation.target_part.blob)
        for note in root:
            if note.get(f"{_W}type") in (None, "normal"):
                yield from _paragraphs(note)


class _Styles:
    """What the styles of a document say: who inherits from whom is followed, not too far."""

    def __init__(self, document: "Document") -> None:
        self._styles = {style.style_id: style.element for style in document.styles}
        self._bold: dict[str, bool | None] = {}

    def of(self, paragraph: Any) -> str:  # noqa: ANN401
        """Return the id of a paragraph's style, "" for the usual one."""
        found = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return "" if found is None else str(found.get(f"{_W}val") or "")

    def kind(self, paragraph: Any, style: str) -> LineKind:  # noqa: ANN401
        """Return what a paragraph is, by its outline level or the built-in name of its style."""
        if paragraph.find(f"{_W}pPr/{_W}outlineLvl") is not None:
            return LineKind.HEADING
        for element in self._chain(style):
            found = element.find(f"{_W}name")
            name = "" if found is None else str(found.get(f"{_W}val") or "").lower()
            if name.startswith(("heading", "title", "subtitle")):
                return LineKind.HEADING
            if name == "caption":
                return LineKind.CAPTION
            if name in ("header", "footer") or name.startswith("toc "):
                return LineKind.FURNITURE
            if element.find(f"{_W}pPr/{_W}outlineLvl") is not None:
                return LineKind.HEADING
        return LineKind.TEXT

    def is_bold(self, run: Any, paragraph_style: str) -> bool:  # noqa: ANN401
        """Say whether a run is bold by itself, by its style or by its paragraph's."""
        if run is None:
            return False
        own = _bold_in(run)
        if own is not None:
            return own
        found = run.find(f"{_W}rPr/{_W}rStyle")
        of_run = "" if found is None else str(found.get(f"{_W}val") or "")
        return bool(self._is_bold(of_run) or self._is_bold(paragraph_style))

    def _is_bold(self, style: str) -> bool | None:
        if style not in self._bold:
            said = (_bold_in(element) for element in self._chain(style))
            self._bold[style] = next((one for one in said if one is not None), None)
        return self._bold[style]

    def _chain(self, style: str) -> Iterator[Any]:
        for _step in range(12):
            element = self._styles.get(style)
            if element is None:
                return
            yield element
            based = element.find(f"{_W}basedOn")
            style = "" if based is None else str(based.get(f"{_W}val") or "")


def _bold_in(element: Any) -> bool | None:  # noqa: ANN401
    found = element.find(f"{_W}rPr/{_W}b")
    return None if found is None else str(found.get(f"{_W}val", "1")).lower() not in _OFF


def _found(document: "Document") -> dict[str, Any]:
    sayings = Sayings()
    try:
        properties = document.core_properties
        title, author = properties.title, properties.author
        language = properties.language
    except Exception:  # a damaged part of the package that the text does without
        return {}
    where = N_("properties of the document")
    if title not in _DEFAULT_TITLES:
        sayings.text("title", title, where)
    sayings.names("author", author, where)
    sayings.language(language, where)
    if author != "python-docx":
        try:
            created = properties.created
        except ValueError:
            created = None
        sayings.date("issued", created, N_("date on which the document was made"))
    return sayings.found
