r"""BibTeX and BibLaTeX, as Zotero, JabRef and publishers write them.

bibtexparser 2 parts the file into entries (a broken one stops no other, each has its line) and the
names into parts; pylatexenc turns ``{\'e}`` into é. Both are imported when a file is read.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from clicktui.citing.latex import BABEL
from clicktui.exporting.reading.model import LONGEST_TEXT, Candidate, Remark, iso_date
from clicktui.i18n import translate as _

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry

_TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "audio": "song",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "mastersthesis": "thesis",
    "movie": "motion_picture",
    "mvbook": "book",
    "online": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "software": "software",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
_PERIODICALS = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "title-short": ("shorttitle",),
    "container-title": ("journaltitle", "journal", "booktitle"),
    "container-title-short": ("shortjournal",),
    "collection-title": ("series",),
    "publisher": ("publisher", "institution", "school"),
    "publisher-place": ("location", "address"),
    "genre": ("type",),
    "volume": ("volume",),
    "number-of-volumes": ("volumes",),
    "edition": ("edition",),
    "version": ("version",),
    "chapter-number": ("chapter",),
    "page": ("pages",),
    "number-of-pages": ("pagetotal",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "event-title": ("eventtitle",),
    "event-place": ("venue",),
    "original-title": ("origtitle",),
    "status": ("pubstate",),
    "keyword": ("keywords",),
    "abstract": ("abstract",),
    "note": ("note", "annotation", "annote"),
}
_NAMES = {"author": "author", "editor": "editor", "translator": "translator",
          "container-author": "bookauthor"}  # fmt: skip
_DATES = {"accessed": "urldate", "event-date": "eventdate", "original-date": "origdate"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGES = {
    **{name: code for code, name in BABEL.items()},
    "american": "en",
    "british": "en",
    "ukenglish": "en",
    "usenglish": "en",
    "german": "de",
    "francais": "fr",
}
_NAMED = {
    "textquotedbl": '"',
    "textasciicircum": "^",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciigrave": "`",
    "og": "«\u00a0",
    "fg": "\u00a0»",
}
_NAMED_MACRO = re.compile(rf"\\({'|'.join(_NAMED)})(?:\{{\}}|(?![A-Za-z])\s*)")
_TEX = re.compile(r"[\\{}$%~&#^_]|--|``|''|[?!]`|<<|>>|,,")
_THIN_SPACE = re.compile(r"(?<!\\)\\,")
_COMMENT = re.compile(r"(?<!\\)%")
_ESCAPED_IN_ADDRESS = re.compile(r"\\([_%&#~$])|\{?\\textasciitilde(?:\{\})?\}?|[{}]")
_PERIOD_OF_PAGES = re.compile(r"\s*(?:--+|–)\s*")
_LONE_PERSON = re.compile(r"\{.*\}", re.DOTALL)


def candidates(text: str) -> Iterator[Candidate | Remark]:
    """Yield the entries; of two with one key both, with a remark."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry

    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    logging.getLogger("pylatexenc").addHandler(logging.NullHandler())
    blocks: list[Block] = parse_string(text).blocks
    for block in blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            yield Remark(line, _("this key or field is there twice"))
            block = block.ignore_error_block or block
        elif getattr(block, "error", None) is not None:
            yield Remark(line, _("this entry cannot be read: a brace or a quotation mark is open"))
        if isinstance(block, Entry):
            yield _candidate(block, line)


def _candidate(entry: "Entry", line: int) -> Candidate:
    raw = {field.key.lower(): str(field.value) for field in entry.fields}
    made = Candidate(entry.key, line, {"type": _type(entry.entry_type.lower(), raw)})
    values, used = made.values, {"title", "subtitle"}
    decode = _Decoder(made)
    title = [decode(raw[name]) for name in ("title", "subtitle") if raw.get(name)]
    values["title"] = ": ".join(title)
    for variable, fields in _TEXTS.items():
        name = next((one for one in fields if raw.get(one)), None)
        if name:
            values[variable] = decode(raw[name])
            used.add(name)
    for variable, name in _NAMES.items():
        if raw.get(name):
            values[variable] = list(_names(raw[name], decode))
    for variable, name in _DATES.items():
        values[variable] = iso_date(raw.get(name, ""))
    values["issued"] = _issued(raw)
    values["page"] = _PERIOD_OF_PAGES.sub("-", values.get("page", ""))
    values["language"] = _language(decode(raw.get("langid") or raw.get("language") or ""))
    if raw.get("number"):
        in_series = values["type"] in ("article-journal", *_PERIODICALS.values())
        values["issue" if in_series else "number"] = decode(raw["number"])
    values["DOI"] = re.sub(r"(?i)^https?://(dx\.)?doi\.org/", "", _address(raw.get("doi", "")))
    _place(values, raw, decode)
    return made


def _type(entry_type: str, raw: Mapping[str, str]) -> str:
    if entry_type == "article":
        return _PERIODICALS.get(raw.get("entrysubtype", "").lower(), "article-journal")
    if entry_type == "unpublished" and raw.get("eventtitle"):
        return "speech"
    if entry_type == "misc" and raw.get("url"):
        return "webpage"
    return _TYPES.get(entry_type, "document")


def _place(values: dict[str, Any], raw: Mapping[str, str], decode: "_Decoder") -> None:
    """Keep the address, and where a page or a talk stands: styles differ in where they say it."""
    published = raw.get("howpublished", "")
    in_url = re.search(r"\\url\{([^{}]+)\}", published)
    address = raw.get("url") or (in_url[1] if in_url else "")
    values["URL"] = _address(address)
    is_page = values["type"] == "webpage"
    organization = raw.get("organization", "")
    places = ["" if in_url else published]
    places += [organization, raw.get("titleaddon", "")] if is_page else []
    container = next(filter(None, places), "")
    if container and not values.get("container-title"):
        values["container-title"] = decode(container)
    if organization and container != organization and not values.get("publisher"):
        values["publisher"] = decode(organization)


def _issued(raw: Mapping[str, str]) -> str:
    if raw.get("date"):
        return iso_date(raw["date"])
    year, month = raw.get("year", "").strip("{} "), raw.get("month", "").strip("{} ").lower()
    if month[:3] in _MONTHS:
        month = f"{_MONTHS.index(month[:3]) + 1:02}"
    return iso_date(f"{year}-{month}" if month.isdigit() else year)


def _language(name: str) -> str:
    found = _LANGUAGES.get(name.lower())
    return found or (name if re.fullmatch(r"[a-z]{2}(-[A-Za-z]{2})?", name) else "")


def _address(raw: str) -> str:
    return _ESCAPED_IN_ADDRESS.sub(lambda found: found[1] or ("~" if "t" in found[0] else ""), raw)


def _names(raw: str, decode: "_Decoder") -> Iterator[dict[str, str]]:
    from bibtexparser.middlewares.names import (
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    for person in split_multiple_persons_names(raw):
        if _LONE_PERSON.fullmatch(person) and _is_one_group(person):
            yield {"literal": decode(person)}
            continue
        parts = parse_single_name_into_parts(person, strict=False)
        name = {
            "given": decode(" ".join(parts.first)),
            "non-dropping-particle": decode(" ".join(parts.von)),
            "family": decode(" ".join(parts.last)),
            "suffix": decode(" ".join(parts.jr)),
        }
        if name["family"] != "others" or name["given"]:
            yield {part: text for part, text in name.items() if text}


def _is_one_group(text: str) -> bool:
    """Say whether the brace that opens ``text`` is closed at its end and not before."""
    depth = 0
    for place, mark in enumerate(text):
        depth += {"{": 1, "}": -1}.get(mark, 0) if text[place - 1 : place] != "\\" else 0
        if depth == 0:
            return place == len(text) - 1
    return False


@cache
def _latex() -> tuple[Any, Any]:
    """Return pylatexenc's reader and what it knows of macros: it takes a while to make them."""
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexwalker import get_default_latex_context_db

    reader = LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=False)
    return reader, get_default_latex_context_db()


class _Decoder:
    """Turns LaTeX into text, and remarks on the candidate where it cannot."""

    def __init__(self, candidate: Candidate) -> None:
        self._candidate = candidate

    def __call__(self, raw: str) -> str:
        if len(raw) > LONGEST_TEXT:
            return raw  # which ``checked`` refuses
        if not _TEX.search(raw):
            return raw
        named = {f"\ue000{place}\ue001": text for place, text in enumerate(_NAMED.values())}
        marks = dict(zip(_NAMED, named, strict=True))
        tex = _THIN_SPACE.sub("\u202f", _COMMENT.sub(r"\\%", raw))
        tex = _NAMED_MACRO.sub(lambda found: marks[found[1]], tex)
        try:
            reader, macros = _latex()
            text = str(reader.latex_to_text(tex, latex_context=macros))
        except Exception as error:  # pylatexenc meets odd input with errors of any class
            said = _("{key}: the LaTeX of a field cannot be read ({error}); it stays as it is")
            self._candidate.remarks.append(
                said.format(key=self._candidate.key, error=type(error).__name__)
            )
            return raw
        for mark, replaced in named.items():
            text = text.replace(mark, replaced)
        return text
