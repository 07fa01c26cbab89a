"""A bibliography as BibLaTeX (biblatex 3.19 manual, 2.1 to 2.3, and its data model, blx-dm.def).

An entry has the type whose mandatory fields are known, and no field that its type does not allow:
biber finds nothing to complain of but authors, dates and addresses that the work does not give.
Titles stand in double braces, so that no style or reader changes their capitals; corporate authors
stand in braces of their own.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clicktui.citing.latex import babel_name
from clicktui.citing.latex import bibliography_field as escaped
from clicktui.exporting.bibliography import Item, Written, interview_remark, losses, without_place
from clicktui.exporting.material import Exported

FILE = "bibliography.bib"


def _words(spaced: str) -> tuple[str, ...]:
    return tuple(spaced.split())


_BOOK = _words(
    "chapter edition editor isbn location note number pages part publisher pubstate series "
    "titleaddon translator volume volumes"
)
_ALLOWED: Mapping[str, frozenset[str]] = {
    name: frozenset(_words(fields))
    for name, fields in {
        "article": "editor issn journaltitle note number pages pubstate series shortjournal "
        "titleaddon translator version volume",
        "book": f"{' '.join(_BOOK)} pagetotal",
        "dataset": "edition editor location note number organization publisher pubstate series "
        "titleaddon type version",
        "inbook": f"{' '.join(_BOOK)} bookauthor booktitle",
        "inproceedings": "booktitle chapter editor eventdate eventtitle isbn location note number "
        "pages part publisher pubstate series titleaddon venue volume volumes",
        "inreference": f"{' '.join(_BOOK)} booktitle",
        "misc": "editor howpublished location note organization pubstate titleaddon type version",
        "online": "editor note organization pubstate titleaddon version",
        "patent": "location note number pubstate titleaddon type version",
        "report": "chapter institution location note number pages pagetotal pubstate titleaddon "
        "type version",
        "software": "editor howpublished location note organization pubstate titleaddon type "
        "version",
        "thesis": "chapter institution location note pages pagetotal pubstate titleaddon type",
        "unpublished": "eventdate eventtitle howpublished location note pubstate titleaddon type "
        "venue",
    }.items()
}
_EVERYWHERE = frozenset(
    _words(
        "abstract author date doi keywords origdate origlocation origpublisher origtitle "
        "shorttitle title url urldate"
    )
)

_TYPES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "article": ("article", ("container-title",)),
    "article-journal": ("article", ("container-title",)),
    "article-magazine": ("article", ("container-title",)),
    "article-newspaper": ("article", ("container-title",)),
    "interview": ("article", ("container-title",)),
    "review": ("article", ("container-title",)),
    "review-book": ("article", ("container-title",)),
    "book": ("book", ()),
    "classic": ("book", ()),
    "chapter": ("inbook", ("container-title",)),
    "dataset": ("dataset", ()),
    "entry": ("inreference", ("container-title", "editor")),
    "entry-dictionary": ("inreference", ("container-title", "editor")),
    "entry-encyclopedia": ("inreference", ("container-title", "editor")),
    "manuscript": ("unpublished", ()),
    "paper-conference": ("inproceedings", ("container-title",)),
    "patent": ("patent", ("number",)),
    "post": ("online", ("URL",)),
    "post-weblog": ("online", ("URL",)),
    "report": ("report", ("genre", "publisher")),
    "software": ("software", ()),
    "speech": ("unpublished", ()),
    "thesis": ("thesis", ("genre", "publisher")),
    "webpage": ("online", ("URL",)),
}
"""CSL types: the entry type, and the CSL variables without which it would not be complete."""

_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}

_PLACES: Mapping[str, tuple[str, ...]] = {
    "author": ("author",),
    "title": ("title",),
    "container-title": ("journaltitle", "booktitle", "howpublished", "organization"),
    "container-title-short": ("shortjournal",),
    "journalAbbreviation": ("shortjournal",),
    "collection-title": ("series",),
    "editor": ("editor",),
    "translator": ("translator",),
    "container-author": ("bookauthor",),
    "issued": ("date",),
    "event-title": ("eventtitle",),
    "event-date": ("eventdate",),
    "event-place": ("venue",),
    "original-date": ("origdate",),
    "original-title": ("origtitle",),
    "original-publisher": ("origpublisher",),
    "original-publisher-place": ("origlocation",),
    "publisher": ("publisher", "institution", "organization", "howpublished"),
    "publisher-place": ("location",),
    "genre": ("type",),
    "medium": ("type",),
    "edition": ("edition",),
    "version": ("version",),
    "volume": ("volume",),
    "number-of-volumes": ("volumes",),
    "issue": ("number",),
    "collection-number": ("number",),
    "number": ("number",),
    "chapter-number": ("chapter",),
    "part": ("part",),
    "page": ("pages",),
    "number-of-pages": ("pagetotal",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "DOI": ("doi",),
    "URL": ("url",),
    "accessed": ("urldate",),
    "status": ("pubstate",),
    "title-short": ("shorttitle",),
    "shortTitle": ("shorttitle",),
    "keyword": ("keywords",),
    "abstract": ("abstract",),
    "note": ("note",),
}
"""CSL variables: the fields that can hold them; the first that is allowed and free does."""

_NAMES = frozenset({"author", "editor", "translator", "container-author"})
_DATES = frozenset({"issued", "event-date", "original-date", "accessed"})
_VERBATIM = frozenset({"URL", "DOI"})
_ENDING_A_FIELD = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "\n": "%20"})
_AND = re.compile(r"\band\b", re.IGNORECASE)


def entry(item: Item) -> Written:
    """Return ``item`` as a BibLaTeX entry under its id; unknown fields are left out."""
    csl_type = str(item.get("type", ""))
    kind, fields = _kind(item), {}
    allowed = _ALLOWED[kind] | _EVERYWHERE
    carried: list[str] = []
    for variable, places in _PLACES.items():
        value = item.get(variable)
        place = next((one for one in places if one in allowed and one not in fields), None)
        if not value or place is None or (variable == "accessed" and not item.get("URL")):
            continue
        written = _value(variable, value)
        if written:
            fields[place] = written
            carried.append(variable)
    remark = interview_remark(item)
    if remark:
        fields["titleaddon"] = escaped(remark)
        carried.append("interviewer")
    if csl_type in _SUBTYPES:
        fields["entrysubtype"] = _SUBTYPES[csl_type]
    language = babel_name(str(item.get("language") or ""))
    if language:
        fields["langid"] = language
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items())
    text = f"@{kind}{{{item['id']},\n{''.join(lines)}}}\n"
    return Written(unicodedata.normalize("NFC", text), without_place(item, carried))


def exported(items: Sequence[Item]) -> Exported:
    """Return ``items`` in one .bib file, UTF-8 without BOM, NFC."""
    written = [entry(item) for item in items]
    text = "\n".join(one.text for one in written)
    return Exported({FILE: text.encode()}, losses("BibLaTeX", items, written))


def _kind(item: Item) -> str:
    kind, mandatory = _TYPES.get(str(item.get("type", "")), ("misc", ()))
    return kind if all(item.get(variable) for variable in mandatory) else "misc"


def _value(variable: str, value: Any) -> str:  # noqa: ANN401 (CSL-JSON is untyped)
    if variable in _NAMES:
        return " and ".join(filter(None, map(_name, value)))
    if variable in _DATES:
        return _date(value)
    if variable in _VERBATIM:
        return _verbatim(str(value))
    text = escaped(str(value))
    if variable == "page":
        return re.sub(r"(?<=\d)\s*[-–]\s*(?=\d)", "--", text)
    return f"{{{text}}}" if variable in ("title", "container-title") else text


def _name(name: Mapping[str, Any]) -> str:
    """Return a name as BibTeX parts it: ``von Family, Jr, Given``, a corporate one in braces."""
    parts = {part: str(text) for part, text in name.items() if text}
    if "literal" in parts:
        return f"{{{escaped(parts['literal'])}}}"
    particles = " ".join(_particles(parts))
    family, given, suffix = (parts.get(part, "") for part in ("family", "given", "suffix"))
    if not given:
        whole = " ".join(filter(None, (particles, family, suffix)))
        return f"{{{escaped(whole)}}}" if whole else ""
    is_read_as_particle = particles.islower() and "," not in particles
    if particles and not is_read_as_particle:
        family, particles = f"{particles} {family}", ""
    last = _protected(family, is_family=True)
    first = [f"{particles} {last}".strip(), *([_protected(suffix)] if suffix else [])]
    return ", ".join([*first, _protected(given)])


def _particles(parts: Mapping[str, str]) -> Iterator[str]:
    for part in ("dropping-particle", "non-dropping-particle"):
        if parts.get(part):
            yield parts[part]


def _protected(part: str, *, is_family: bool = False) -> str:
    """Return a part of a name, in braces where BibTeX would part it again."""
    begins_small = is_family and not part[:1].isupper()
    text = escaped(part)
    return f"{{{text}}}" if "," in part or _AND.search(part) or begins_small else text


def _date(value: Mapping[str, Any]) -> str:
    """Return a CSL date as ISO 8601-2 (``2023-04``, ``2023/2024``, ``2023~``), "" for text."""
    dates = [_iso(parts) for parts in value.get("date-parts") or () if parts]
    return "/".join(dates[:2]) + ("~" if value.get("circa") and dates else "")


def _iso(parts: Sequence[int | str]) -> str:
    year, *rest = map(int, parts)
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def _verbatim(address: str) -> str:
    """Return an address as it is, but for what would end the field."""
    return address.translate(_ENDING_A_FIELD)
