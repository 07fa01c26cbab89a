"""A codebook as REFI-QDA Codebook 1.0 (.qdc), which programs for qualitative analysis exchange.

After the standard (qdasoftware.org, 18 March 2019, ``Codebook.xsd``): ``CodeBook`` holds ``Codes``
in a tree, each with guid, name, isCodable, color, and one ``Description``. What we say of a code in
several parts (definition, what is in and out, examples) is one text there, in one language. Its
last line is the sign, for which the standard has no place: ``Sign: ●``, with the word in the same
language; it is taken back from there. GUIDs come from the ids, so that the same codebook always
gives the same bytes.
"""

import re
import unicodedata
import xml.etree.ElementTree as ET  # only writes here
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError

from clicktui.corpus.cleaning import clean_text
from clicktui.errors import BoardFileError
from clicktui.exporting.record import guid
from clicktui.exporting.refi.archive import parsed
from clicktui.exporting.refi.elements import children, description, line, local
from clicktui.exporting.refi.names import Names, legal
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import Code, Codebook, listed, said

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "clicktui"

_HEADINGS = {
    "fr": ("Inclure :", "Exclure :", "Exemples :"),
    "it": ("Includere:", "Escludere:", "Esempi:"),
    "en": ("Include:", "Exclude:", "Examples:"),
}
_SIGNS = {"fr": "Signe :", "it": "Segno:", "en": "Sign:"}
_SIGN = re.compile(rf"(?:\A|\n\s*)(?:{'|'.join(_SIGNS.values())})[ \u00a0](\S)\s*\Z")
_COLOUR = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_LARGEST = 16 * 1024 * 1024


def qdc_text(book: Codebook, lang: str) -> str:
    """Return ``book`` as the text of a .qdc file, its names and definitions in ``lang``."""
    root = ET.Element("CodeBook", {"xmlns": NAMESPACE, "origin": ORIGIN})
    codes = ET.SubElement(root, "Codes")
    names = Names()
    made: dict[str, ET.Element] = {}
    for code in book.codes:  # each stands after its parent
        element = ET.SubElement(
            made.get(code.above, codes),
            "Code",
            {
                "guid": guid("code", book.id, code.id),
                "name": names.new(said(code.names, lang) or code.id),
                "isCodable": "true",
                "color": code.colour,
            },
        )
        ET.SubElement(element, "Description").text = legal(_described(code, lang))
        made[code.id] = element
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, "unicode")}\n'


def _described(code: Code, lang: str) -> str:
    headings = _HEADINGS.get(lang, _HEADINGS["en"])
    lists = (listed(each, lang) for each in (code.include, code.exclude, code.examples))
    parts = [said(code.definition, lang)]
    for heading, texts in zip(headings, lists, strict=True):
        if texts:
            parts.append("\n".join([heading, *(f"- {text}" for text in texts)]))
    parts.append(f"{_SIGNS.get(lang, _SIGNS['en'])} {code.sign}")
    return "\n\n".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class QdcCode:
    """A code of a .qdc file; ``colour`` is ``#rrggbb``, ``sign`` one character; or "" for none."""

    name: str
    colour: str
    description: str
    codes: tuple["QdcCode", ...] = field(default_factory=tuple)
    sign: str = ""


def read_qdc(content: bytes, name: str) -> tuple[QdcCode, ...]:
    """Return the codes of a .qdc file, called ``name`` in errors, as a tree.

    Raises:
        BoardFileError: it is no such file, too large, or its XML cannot be trusted.
    """
    if len(content) > _LARGEST:
        raise _none(name, _("larger than 16 MB"))
    try:
        root = parsed(content)
    except (ExpatError, ValueError, LookupError) as error:
        raise _none(name, str(error)) from error
    if local(root) != "CodeBook":
        raise _none(name, _("it is no codebook"))
    codes = [one for part in children(root, "Codes") for one in _codes(children(part, "Code"))]
    if not codes:
        raise _none(name, _("it has no codes"))
    return tuple(codes)


def _none(name: str, problem: str) -> BoardFileError:
    told = _("{file}: is no codebook as .qdc ({problem})")
    return BoardFileError(told.format(file=name, problem=" ".join(clean_text(problem).split())))


def _codes(elements: Sequence[ET.Element]) -> list[QdcCode]:
    found = []
    for element in elements:
        colour = element.get("color") or ""
        if not _COLOUR.fullmatch(colour):
            colour = ""
        elif len(colour) == 4:
            colour = "#" + "".join(2 * digit for digit in colour[1:])
        below = tuple(_codes(children(element, "Code")))
        name = line(element.get("name")) or "?"
        described, sign = _without_sign(description(element))
        found.append(QdcCode(name, colour.lower(), described, below, sign))
    return found


def _without_sign(described: str) -> tuple[str, str]:
    """Return what a description says without its sign, and the sign, "" where it has none."""
    found = _SIGN.search(described)
    if found is None or not found[1].isprintable():
        return described, ""
    return described[: found.start()].rstrip("\n"), found[1]


def codebook_yaml(codes: Sequence[QdcCode], book_id: str) -> str:
    """Return codes as a codebook in YAML that clicktui reads, called ``book_id``.

    Ids are made of the names; descriptions become definitions. The codes have no cues: they are
    for coding by hand until somebody writes some.
    """
    import yaml

    taken: set[str] = set()

    def entry(code: QdcCode) -> dict[str, object]:
        values: dict[str, object] = {"code": _id_of(code.name, taken), "names": code.name}
        if code.sign:
            values["sign"] = code.sign
        if code.colour:
            values["colour"] = code.colour
        if code.description.strip():
            values["definition"] = code.description
        if code.codes:
            values["codes"] = [entry(one) for one in code.codes]
        return values

    document = {
        "clicktui": "codebook",
        "codebook": _id_of(book_id, set()),
        "names": book_id,
        "codes": [entry(one) for one in codes],
    }
    return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=100))


def _id_of(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:56] or "code"
    own, nth = base, 1
    while own in taken:
        nth += 1
        own = f"{base}-{nth}"
    taken.add(own)
    return own
