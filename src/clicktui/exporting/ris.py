"""A bibliography as RIS (Reference Manager's specification of 2011, as Zotero reads it).

UTF-8 without BOM; every line is a tag of two characters, two spaces, a hyphen, a space and a value
on one line, and ends with CR LF. An interview that appeared in a newspaper or review is sent as an
article in it, with a note on who asked: RIS has no interviews.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clicktui.exporting.bibliography import Item, Written, interview_remark, losses, without_place
from clicktui.exporting.material import Exported

FILE = "bibliography.ris"
END = "\r\n"

TYPES: Mapping[str, str] = {
    "article": "INPR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "SOUND",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "personal_communication": "PCOMM",
    "post": "ELEC",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "software": "COMP",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""CSL types and the RIS types that hold them; any other is ``GEN``."""

_PLACES: Mapping[str, tuple[str, ...]] = {
    "title": ("TI",),
    "author": ("AU",),
    "editor": ("A2",),
    "translator": ("A4",),
    "container-title": ("T2",),
    "event-title": ("T2",),
    "collection-title": ("T3",),
    "title-short": ("ST",),
    "shortTitle": ("ST",),
    "container-title-short": ("J2",),
    "journalAbbreviation": ("J2",),
    "issued": ("DA", "PY"),
    "publisher": ("PB",),
    "publisher-place": ("CY",),
    "event-place": ("CY",),
    "volume": ("VL",),
    "issue": ("IS",),
    "number": ("IS",),
    "edition": ("ET",),
    "version": ("ET",),
    "page": ("SP", "EP"),
    "ISBN": ("SN",),
    "ISSN": ("SN",),
    "genre": ("M3",),
    "medium": ("M3",),
    "language": ("LA",),
    "call-number": ("CN",),
    "DOI": ("DO",),
    "URL": ("UR",),
    "accessed": ("Y2",),
    "abstract": ("AB",),
    "keyword": ("KW",),
    "note": ("N1",),
}
"""CSL variables and their tags, in the order of the lines; one whose tag is taken is lost."""

_NAMES = frozenset({"author", "editor", "translator"})
_PAGES = re.compile(r"(\w+)\s*[-–]\s*(\w+)")


def entry(item: Item) -> Written:
    """Return ``item`` as a RIS record, its id in ``ID``; unknown fields are left out."""
    lines = [("TY", _type(item)), ("ID", str(item["id"]))]
    taken: set[str] = set()
    carried: list[str] = []
    for variable, tags in _PLACES.items():
        if not item.get(variable) or taken.intersection(tags):
            continue
        written = list(_lines(variable, item[variable]))
        if written:
            lines += written
            taken.update(tags)
            carried.append(variable)
    remark = interview_remark(item)
    if remark:
        lines.append(("N1", remark[:1].upper() + remark[1:]))
        carried.append("interviewer")
    lines.append(("ER", ""))
    text = "".join(f"{tag}  - {_one_line(value)}{END}" for tag, value in lines)
    return Written(text, (*without_place(item, carried), *_commas(item)))


def exported(items: Sequence[Item]) -> Exported:
    """Return ``items`` in one file, UTF-8 without BOM, an empty line between records."""
    written = [entry(item) for item in items]
    text = END.join(one.text for one in written)
    return Exported({FILE: text.encode()}, losses("RIS", items, written))


def _type(item: Item) -> str:
    csl_type = str(item.get("type", ""))
    if csl_type == "interview" and item.get("container-title"):
        return "NEWS"
    return TYPES.get(csl_type, "GEN")


def _lines(variable: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 (CSL-JSON)
    tags = _PLACES[variable]
    if variable in _NAMES:
        yield from ((tags[0], text) for text in map(_name, value) if text)
    elif variable == "issued":
        yield from _dates(value)
    elif variable == "accessed":
        yield from ((tags[0], text) for text in [_date(value)] if text)
    elif variable == "page":
        pages = _PAGES.fullmatch(str(value))
        yield from zip(tags, pages.groups() if pages else [str(value)], strict=False)
    elif variable == "keyword":
        yield from (
            (tags[0], word.strip()) for word in re.split("[,;]", str(value)) if word.strip()
        )
    else:
        yield tags[0], str(value)


def _dates(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    dates = [parts for parts in value.get("date-parts") or () if parts]
    if dates:
        yield "PY", f"{int(dates[0][0]):04}"
    if dates and len(dates[0]) > 1:
        yield "DA", _date(value)


def _date(value: Mapping[str, Any]) -> str:
    """Return the (first) date as ``YYYY/MM/DD`` with what is not known left empty."""
    dates = [parts for parts in value.get("date-parts") or () if parts]
    if not dates:
        return ""
    year, *rest = map(int, dates[0])
    month, day = [*(f"{part:02}" for part in rest), "", ""][:2]
    return f"{year:04}/{month}/{day}"


def _name(name: Mapping[str, Any]) -> str:
    """Return ``Family, Given, Suffix``; a name without comma is a corporate one."""
    if name.get("literal"):
        return _without_commas(str(name["literal"]))
    parts = ("dropping-particle", "non-dropping-particle", "family")
    family = " ".join(str(name[part]) for part in parts if name.get(part))
    rest = [str(name[part]) for part in ("given", "suffix") if name.get(part)]
    return ", ".join(map(_without_commas, [family, *rest] if family else rest))


def _commas(item: Item) -> Iterator[str]:
    """Yield what is lost of names: commas in them would part them again."""
    for variable in sorted(_NAMES & item.keys()):
        if any("," in str(part) for name in item[variable] for part in name.values()):
            yield f"{variable} (,)"


def _without_commas(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace(",", " ")).strip()


def _one_line(value: str) -> str:
    return re.sub(r"[\r\n\u2028\u2029\x85]+", " ", value)
