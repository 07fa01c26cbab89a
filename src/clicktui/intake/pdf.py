"""PDF files with a text layer, by pdfminer.six: lines with their places, page by page.

pdfminer.six was chosen for what paragraphs are told by, which others keep to themselves: where a
line stands, in which size and weight. ``pdflayout`` makes paragraphs of its lines.
"""

import io
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any

from clicktui.errors import IntakeError
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.intake.archive import damaged, encrypted
from clicktui.intake.extras import needed
from clicktui.intake.gathering import Gathered, squeezed
from clicktui.intake.limits import Limits
from clicktui.intake.model import Found, ReadFile
from clicktui.intake.pdflayout import Page, labels, paragraphs
from clicktui.intake.pdfrows import PageLine, whole_rows
from clicktui.intake.saying import Sayings

_BOLD = ("bold", "black", "heavy", "semibold", "demi", "cmbx", "sfbx", "ecbx", "-bd", "lmsansb")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
     "\ufb05": "st", "\ufb06": "st"}
)  # fmt: skip
_UNTOLD = "(cid:"
_MOST_UNTOLD = 0.2
"""The part of letters without Unicode from which a text layer is none."""

_FEWEST_LETTERS = 20
"""Letters on a page on average under which a file is a scan."""

_UNTITLED = ("untitled", "microsoft word", "microsoft powerpoint", "sans titre", "document")
_PROGRAM_ENDINGS = (".doc", ".docx", ".odt", ".indd", ".dvi", ".tex", ".rtf", ".qxp", ".qxd")


def read(content: bytes, limits: Limits) -> ReadFile:
    """Read a PDF.

    Raises:
        IntakeError: it is damaged, protected, a scan, or too much; or pdfminer.six is missing.
    """
    document = _opened(content)
    pages: list[Page] = []
    untold = 0
    try:
        for number, (layout, label) in enumerate(_layouts(document), 1):
            if number > limits.pages:
                problem = _("has more than {count} pages: split it into several files")
                raise IntakeError(problem.format(count=f"{limits.pages:,}"))
            page, without = _page(layout, label)
            pages.append(page)
            untold += without
    except (IntakeError, MemoryError):
        raise
    except Exception as error:  # pdfminer raises whatever a damaged file leads to
        raise IntakeError(damaged()) from error
    letters = sum(len(line.text) for page in pages for line in page.lines)
    if untold > _MOST_UNTOLD * max(1, letters):
        raise IntakeError(
            _("the letters of its fonts have no names: recognise its text first (OCR)")
        )
    if letters < _FEWEST_LETTERS * len(pages) or not letters:
        problem = _("is a scan without text: recognise its text first (OCR, for example ocrmypdf)")
        raise IntakeError(problem)
    gathered = Gathered(limits)
    joined = 0
    names, are_printed = labels(pages)
    for paragraph in paragraphs(pages, names):
        gathered.add(
            paragraph.text,
            paragraph.kind,
            is_bold=paragraph.is_bold,
            page=paragraph.page,
            last_page=None if paragraph.last_page == paragraph.page else paragraph.last_page,
        )
        joined += paragraph.hyphens
    notes = list(_notes(pages, names, joined))
    if are_printed:
        notes.append(
            _("its pages are numbered as printed on them: {first}–{last}").format(
                first=names[0], last=names[-1]
            )
        )
    return ReadFile(tuple(gathered.lines), _found(document), tuple(notes))


def _opened(content: bytes) -> Any:  # noqa: ANN401 (pdfminer is lazily imported)
    parsing, documents = needed("pdfminer.pdfparser"), needed("pdfminer.pdfdocument")
    try:
        return documents.PDFDocument(parsing.PDFParser(io.BytesIO(content)))
    except (documents.PDFPasswordIncorrect, documents.PDFEncryptionError) as error:
        raise IntakeError(encrypted()) from error
    except MemoryError:
        raise
    except Exception as error:  # as above
        raise IntakeError(damaged()) from error


def _layouts(document: Any) -> Iterator[tuple[Any, str | None]]:  # noqa: ANN401
    interpreting, converting = needed("pdfminer.pdfinterp"), needed("pdfminer.converter")
    layout, pages = needed("pdfminer.layout"), needed("pdfminer.pdfpage")
    manager = interpreting.PDFResourceManager()
    device = converting.PDFPageAggregator(manager, laparams=layout.LAParams(all_texts=True))
    interpreter = interpreting.PDFPageInterpreter(manager, device)
    for page in pages.PDFPage.create_pages(document):
        interpreter.process_page(page)
        yield device.get_result(), page.label


def _page(layout: Any, label: str | None) -> tuple[Page, int]:  # noqa: ANN401
    """Return the lines of a page in the order in which they are read, and letters untold.

    Text inside figures counts only where a page has no other.
    """
    own, figures = _lines(layout)
    untold = sum(text.count(_UNTOLD) for text, _line in own + figures)
    lines = whole_rows([line for _text, line in own or figures])
    return Page(label, float(layout.height), tuple(lines)), untold


def _lines(layout: Any) -> tuple[list[tuple[str, PageLine]], list[tuple[str, PageLine]]]:  # noqa: ANN401
    kinds = needed("pdfminer.layout")
    own: list[tuple[str, PageLine]] = []
    inside: list[tuple[str, PageLine]] = []
    ahead = [(item, False) for item in reversed(list(layout))]
    box = 0
    while ahead:
        item, in_figure = ahead.pop()
        if isinstance(item, kinds.LTTextBox):
            box += 1
            for line in item:
                text, made = _line(line, box, kinds)
                if made is not None:
                    (inside if in_figure else own).append((text, made))
        elif isinstance(item, kinds.LTFigure):
            ahead.extend((one, True) for one in reversed(list(item)))
    return own, inside


def _line(line: Any, box: int, kinds: Any) -> tuple[str, PageLine | None]:  # noqa: ANN401
    letters = [one for one in line if isinstance(one, kinds.LTChar) and one.get_text().strip()]
    if not letters or not any(one.upright for one in letters):
        return "", None
    raw = line.get_text()
    text = squeezed(raw.translate(_LIGATURES))
    fonts = Counter(one.fontname.lower() for one in letters)
    bold = sum(count for name, count in fonts.items() if any(mark in name for mark in _BOLD))
    size = median(one.size for one in letters)
    is_bold = bold >= 0.95 * len(letters)
    return raw, PageLine(text, line.x0, line.x1, line.y0, line.y1, size, is_bold, box)


def _notes(pages: list[Page], names: list[str], joined: int) -> Iterator[str]:
    empty = [name for page, name in zip(pages, names, strict=True) if not page.lines]
    if empty:
        told = translate_plural(
            "page {pages} has no text", "pages {pages} have no text", len(empty)
        )
        shown = ", ".join(empty[:12]) + (" …" if len(empty) > 12 else "")
        yield told.format(pages=shown)
    if joined:
        told = translate_plural(
            "{count} word divided at a line’s end was put together",
            "{count} words divided at a line’s end were put together",
            joined,
        )
        yield told.format(count=joined)


def _found(document: Any) -> dict[str, Found]:  # noqa: ANN401
    sayings = Sayings()
    where = N_("properties of the document")
    decode, resolve = needed("pdfminer.utils").decode_text, needed("pdfminer.pdftypes").resolve1
    said: dict[str, str] = {}
    for info in document.info:
        for key, value in info.items():
            value = resolve(value)
            if isinstance(value, bytes):
                said.setdefault(key, decode(value))
    title = said.get("Title", "").strip()
    lowered = title.lower()
    if not lowered.startswith(_UNTITLED) and not lowered.endswith(_PROGRAM_ENDINGS):
        sayings.text("title", title, where)
    sayings.names("author", said.get("Author", ""), where)
    sayings.date("issued", said.get("CreationDate"), N_("date on which the document was made"))
    return sayings.found
