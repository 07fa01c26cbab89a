"""The quotes of a board as a flat table: a row for each, cells of plain text.

Author, title, container, year and address are those of what the citation names, so a notice is of
the page that it stands on. A speaker is named only where the words are hers as they stand.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from clicktui.citing.attribution import attribute, authors_of
from clicktui.citing.citation import Form
from clicktui.citing.wording import WORDINGS
from clicktui.corpus.model import Locator, LocatorKind
from clicktui.exporting import codewords
from clicktui.exporting.material import ExportedQuote, Material
from clicktui.exporting.record import STAR, alteration_value
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural

COLUMNS = (
    "id",
    "exact words",
    "words as altered",
    "before",
    "after",
    "speaker",
    "author",
    "work",
    "container",
    "year",
    "paragraph",
    "url",
    "language",
    "list",
    "tags",
    "star",
    "note",
    "start",
    "end",
    "file",
    "reference",
    "pinned by",
    "pinned at",
    "alterations",
    "codes",
    "codes by program",
    "codes by people",
    "page",
    "time",
)
"""The heads of the columns: always in English, so that a file is known by them.

``start`` and ``end`` count code points of the cleaned text of ``file``. ``reference`` says also
whose words they are where the author did not say them. ``alterations`` are JSON. ``codes`` are
those that hold: by the user's word, else by the program's. Old columns keep their places.
"""

SEPARATOR = "; "
"""What stands between names and between tags; a semicolon of a tag has a backslash before it."""

_TAG = re.compile(r"(?:\\[\\;]|[^;])++")
_ESCAPE = re.compile(r"\\([\\;])")


def rows(material: Material) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each quote, in the order of ``COLUMNS``; what is unknown is "".

    What ``material.cite`` raises goes through.
    """
    for one in material.quotes:
        yield tuple(_cells(one, material))


def losses(material: Material) -> Iterator[str]:
    """Yield what no table of quotes carries of this board."""
    board = material.board
    if board.memo:
        yield _("The memo of the board is left out: a table has no place for it")
    empty = sum(not one.quotes for one in board.lists)
    if empty:
        told = translate_plural(
            "{n} list without quotes is left out", "{n} lists without quotes are left out", empty
        )
        yield told.format(n=empty)


def joined_tags(tags: tuple[str, ...]) -> str:
    """Return ``tags`` in one cell, so that ``parted_tags`` gives them back."""
    return SEPARATOR.join(tag.replace("\\", "\\\\").replace(";", "\\;") for tag in tags)


def parted_tags(cell: str) -> tuple[str, ...]:
    """Return the tags in a cell, without white space around; a backslash takes the next as it is.

    Before anything but a backslash and a semicolon it stands for itself.
    """
    parts = (_ESCAPE.sub(r"\1", part).strip() for part in _TAG.findall(cell))
    return tuple(filter(None, parts))


def _cells(one: ExportedQuote, material: Material) -> list[str]:
    pinned, quote, lang = one.pinned, one.quote, material.lang
    said = attribute(quote, one.work.as_work(), one.work.page, lang)
    alterations = [alteration_value(each) for each in pinned.alterations]
    return [
        pinned.id,
        quote.words,
        one.altered,
        quote.prefix,
        quote.suffix,
        speaker(one, lang),
        SEPARATOR.join(authors_of(said.item)),
        str(said.item.get("title") or ""),
        str(said.item.get("container-title") or ""),
        year(said.item),
        _place(said.place, LocatorKind.PARAGRAPH),
        str(said.item.get("URL") or ""),
        quote.lang,
        one.list_name,
        joined_tags(pinned.tags),
        STAR if pinned.is_starred else "",
        pinned.note,
        str(quote.start),
        str(quote.end),
        quote.file,
        material.cite(one, Form.REFERENCE),
        pinned.pinned_by,
        pinned.pinned_at,
        json.dumps(alterations, ensure_ascii=False) if alterations else "",
        codewords.held(one),
        codewords.by_program(one),
        codewords.by_people(one),
        _place(said.place, LocatorKind.PAGE),
        _place(said.place, LocatorKind.TIME),
    ]


def _place(place: Locator | None, kind: LocatorKind) -> str:
    if place is None or place.kind is not kind:
        return ""
    return "–".join(dict.fromkeys((place.first, place.last)))


def speaker(one: ExportedQuote, lang: str) -> str:
    """Return who says the words, "" where nobody knows or a pull quote altered hers."""
    quote = one.quote
    if quote.is_altered or not quote.speakers:
        return ""
    told = [one.work.descriptions.get(name, {}).get(lang, name) for name in quote.speakers]
    if not quote.partly_quoted:
        return SEPARATOR.join(told)
    wording = WORDINGS[lang]
    quoted = [one.work.descriptions.get(name, {}).get(lang, name) for name in quote.partly_quoted]
    return f"{SEPARATOR.join(told)}, {wording.quoting(told)} {wording.listed(quoted)}"


def year(item: Any) -> str:  # noqa: ANN401 (CSL-JSON is untyped)
    """Return the year of issue of a CSL-JSON item, "" where it is unknown."""
    parts = (item.get("issued") or {}).get("date-parts")
    return str(parts[0][0]) if parts and parts[0] else ""
