"""A board as W3C Web Annotations, in JSON-LD: quotes with their places, and what is said of them.

After the Web Annotation Data Model (W3C Recommendation, 23 February 2017): a collection with one
page, each quote an annotation of its work by TextQuoteSelector and TextPositionSelector. A position
counts code points of the cleaned text of the source file, which ``cached`` names: the page at the
work's address may be another. Bodies say by their purpose what they are: ``commenting`` the note,
``tagging`` a tag, ``classifying`` the list, ``bookmarking`` the star, ``describing`` the citation,
``editing`` the words as altered. The same board always gives the same bytes.
"""

import json
import re
from typing import Any
from urllib.parse import quote as percent_encoded

from clicktui.citing.citation import Form
from clicktui.exporting.material import Exported, ExportedQuote, Material
from clicktui.exporting.record import STAR, Named, QuoteRecord, guid, record_of
from clicktui.i18n import translate as _

FILE_NAME = "annotations.jsonld"
RECORD = "record"
"""The key of the ``record``; JSON-LD 1.1 takes what it has as one value."""

URN = "urn:clicktui:"

_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "summary": "http://www.w3.org/ns/activitystreams#summary",
        RECORD: {"@id": f"{URN}record", "@type": "@json"},
    },
]
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", re.IGNORECASE)


def exported(material: Material) -> Exported:
    """Return ``material`` as one file, ``FILE_NAME``, and what the format cannot carry.

    Quotes whose source is missing or has changed are there as they were pinned. What
    ``material.cite`` raises goes through.
    """
    board = material.board
    lists = [Named("list", guid("list", one.id), one.name, one.name, one.id) for one in board.lists]
    records = [QuoteRecord.of(one.pinned, one.quote) for one in material.quotes]
    content = {
        "@context": _CONTEXT,
        "id": f"urn:uuid:{guid('board', board.id)}",
        "type": "AnnotationCollection",
        "label": board.name,
        "created": board.made_at,
        **({"summary": board.memo} if board.memo else {}),
        "generator": {"id": f"{URN}program", "type": "Software", "name": "clicktui"},
        "total": len(material.quotes),
        "first": {
            "id": f"urn:uuid:{guid('page', board.id)}",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [_annotation(one, material) for one in material.quotes],
        },
        RECORD: record_of(board, board.name, lists, records),
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    losses = (_("References are plain text: this format has no fields for them"),)
    return Exported({FILE_NAME: text.encode("utf-8")}, losses if material.quotes else ())


def urn_of(work: str, file: str) -> str:
    """Return the name of the text of a work in a file."""
    return f"{URN}{percent_encoded(work, safe='')}:{percent_encoded(file, safe='')}"


def _annotation(one: ExportedQuote, material: Material) -> dict[str, Any]:
    pinned = one.pinned
    creator = {"creator": {"type": "Person", "name": pinned.pinned_by}} if pinned.pinned_by else {}
    return {
        "id": f"urn:uuid:{guid('quote', pinned.id)}",
        "type": "Annotation",
        "motivation": "highlighting",
        **creator,
        "created": pinned.pinned_at,
        "body": [_body(*each, one.work.lang) for each in _said(one, material)],
        "target": _target(one),
    }


def _said(one: ExportedQuote, material: Material) -> list[tuple[str, str]]:
    """Return what is said of a quote, each with its purpose."""
    pinned = one.pinned
    said = [("classifying", one.list_name)]
    said += [("bookmarking", STAR)] if pinned.is_starred else []
    said += [("tagging", tag) for tag in pinned.tags]
    said += [("commenting", pinned.note)] if pinned.note else []
    said += [("describing", material.cite(one, Form.REFERENCE))]
    said += [("editing", one.altered)] if pinned.alterations else []
    return said


def _body(purpose: str, value: str, lang: str) -> dict[str, str]:
    """Return a body; only the words of the work are known to be in its language."""
    language = {"language": lang} if purpose == "editing" and lang else {}
    kind = {"format": "text/markdown" if purpose == "commenting" else "text/plain"}
    return {"type": "TextualBody", "purpose": purpose, "value": value, **kind, **language}


def _target(one: ExportedQuote) -> dict[str, Any]:
    quote = one.quote
    urn = urn_of(quote.work, quote.file)
    url = str(one.work.csl.get("URL") or "")
    return {
        "type": "SpecificResource",
        "source": {
            "id": url if _URL.fullmatch(url) else urn,
            "type": "Text",
            "language": quote.lang,
            "label": one.work.title,
        },
        "state": {"type": "TimeState", "cached": urn},
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": quote.words,
                "prefix": quote.prefix,
                "suffix": quote.suffix,
            },
            {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
        ],
    }
