"""RIS, as Zotero, EndNote and publishers write it.

rispy was judged: it drops a record without end and gives no line, so the few lines of the syntax
are read here.
"""

import re
from collections.abc import Iterator, Mapping

from clicktui.exporting.reading.model import Candidate, Remark, iso_date
from clicktui.exporting.ris import TYPES
from clicktui.i18n import translate as _

_LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*)|\s*)")

_CSL_TYPES: Mapping[str, str] = {
    **{ris: csl for csl, ris in TYPES.items()},
    "CONF": "paper-conference",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ICOMM": "personal_communication",
    "JFULL": "article-journal",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}
_TEXTS: Mapping[str, str] = {
    "TI": "title",
    "T1": "title",
    "CT": "title",
    "T2": "container-title",
    "JF": "container-title",
    "JO": "container-title",
    "BT": "container-title",
    "T3": "collection-title",
    "ST": "title-short",
    "J2": "container-title-short",
    "JA": "container-title-short",
    "PB": "publisher",
    "CY": "publisher-place",
    "PP": "publisher-place",
    "VL": "volume",
    "IS": "issue",
    "ET": "edition",
    "M3": "genre",
    "LA": "language",
    "CN": "call-number",
    "DO": "DOI",
    "UR": "URL",
    "AB": "abstract",
    "N2": "abstract",
}
_NAMES: Mapping[str, str] = {
    "AU": "author",
    "A1": "author",
    "A2": "editor",
    "ED": "editor",
    "A4": "translator",
}
_BOOKS = frozenset({"BOOK", "CHAP", "EBOOK", "ECHAP", "EDBOOK", "ENCYC", "DICT", "RPRT", "CPAPER"})
_VERBATIM = frozenset({"DOI", "URL"})


def candidates(text: str) -> Iterator[Candidate | Remark]:
    """Yield the records; a line that is none goes on the value before it."""
    record: list[tuple[str, str]] = []
    begun = 0
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.fullmatch(line.rstrip("\r"))
        tag, value = (found[1], (found[2] or "").strip()) if found else ("", line.strip())
        if tag == "TY":
            if record:
                yield Remark(begun, _("this record does not end (ER); the next one begins"))
                yield _candidate(record, begun)
            record, begun = [(tag, value)], number
        elif tag == "ER":
            if record:
                yield _candidate(record, begun)
            record = []
        elif tag and record:
            record.append((tag, value))
        elif record and value:
            record[-1] = (record[-1][0], f"{record[-1][1]} {value}".strip())
        elif value:
            yield Remark(number, _("this line belongs to no record: a record begins with TY"))
    if record:
        yield Remark(begun, _("this record does not end (ER)"))
        yield _candidate(record, begun)


def _candidate(record: list[tuple[str, str]], line: int) -> Candidate:
    """Return what a record holds; the first value of a text counts, all names and notes do."""
    ris_type = record[0][1]
    made = Candidate("", line, {"type": _CSL_TYPES.get(ris_type, "document")})
    values, pages = made.values, ["", ""]
    for tag, value in record[1:]:
        if not value:
            continue
        if tag in _NAMES:
            values.setdefault(_NAMES[tag], []).append(_name(value))
        elif tag in _TEXTS:
            variable = _TEXTS[tag]
            values.setdefault(variable, value.split(" ")[0] if variable in _VERBATIM else value)
        elif tag in ("SP", "EP"):
            pages[tag == "EP"] = value
        elif tag in ("PY", "Y1", "DA"):
            _date(values, value)
        elif tag == "Y2":
            values.setdefault("accessed", iso_date(value))
        elif tag == "SN":
            values.setdefault("ISBN" if ris_type in _BOOKS else "ISSN", value)
        elif tag in ("KW", "N1"):
            variable, joint = ("keyword", ", ") if tag == "KW" else ("note", "; ")
            values[variable] = f"{values[variable]}{joint}{value}" if variable in values else value
        elif tag == "ID":
            made.key = value
    values["page"] = "-".join(filter(None, pages))
    made.key = made.key or values.get("title", "")[:60]
    return made


def _date(values: dict[str, object], value: str) -> None:
    """Keep the date that says most: a record has the year and often the day beside it."""
    date = iso_date(value)
    if len(date) > len(str(values.get("issued", ""))):
        values["issued"] = date


def _name(value: str) -> dict[str, str]:
    """Return ``Family, Given, Suffix`` in parts; a name without comma is a corporate one."""
    family, *rest = (part.strip() for part in value.split(","))
    if not rest or not family:
        return {"literal": value.strip(" ,")}
    return dict(zip(("family", "given", "suffix"), [family, *rest], strict=False))
