"""A board as W3C Web Annotations, in JSON-LD: quotes with their places, and what is said of them.

After the Web Annotation Data Model (W3C Recommendation, 23 February 2017): a collection with one
page, each quote an annotation of its work by TextQuoteSelector and TextPositionSelector. A position
counts code points of the cleaned text of the source file, which ``cached`` names: the page at the
work's address may be another. Bodies say by their purpose what they are: ``commenting`` the note,
``tagging`` a tag, ``classifying`` the list, ``bookmarking`` the star, ``describing`` the citation,
``editing`` the words as altered. Codes are bodies with who gives them, and annotations of their
own (``codeannotations``). The same board always gives the same bytes.
"""

import json
from typing import Any

from clicktui.citing.citation import Form
from clicktui.exporting.annotationtargets import PROGRAM_AGENT, URN, target
from clicktui.exporting.codeannotations import (
    CODES_CONTEXT,
    code_annotations,
    code_bodies,
    codings_record,
)
from clicktui.exporting.coderecord import KEY, codings_value
from clicktui.exporting.material import Exported, ExportedQuote, Material
from clicktui.exporting.record import STAR, Named, QuoteRecord, guid, record_of
from clicktui.i18n import translate as _

FILE_NAME = "annotations.jsonld"
RECORD = "record"
"""The key of the ``record``; JSON-LD 1.1 takes what it has as one value."""

_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "summary": "http://www.w3.org/ns/activitystreams#summary",
        RECORD: {"@id": f"{URN}record", "@type": "@json"},
    },
]


def exported(material: Material) -> Exported:
    """Return ``material`` as one file, ``FILE_NAME``, and what the format cannot carry.

    Quotes whose source is missing or has changed are there as they were pinned. What
    ``material.cite`` raises goes through.
    """
    board = material.board
    lists = [Named("list", guid("list", one.id), one.name, one.name, one.id) for one in board.lists]
    records = [QuoteRecord.of(one.pinned, one.quote) for one in material.quotes]
    record = record_of(board, board.name, lists, records)
    items = [_annotation(one, material) for one in material.quotes]
    has_codes = any(one.codes for one in material.quotes)
    if material.codebook is not None and has_codes:
        items += code_annotations(material, material.codebook)
        record[KEY] = codings_value(codings_record(material))
    content = {
        "@context": [*_CONTEXT, CODES_CONTEXT] if has_codes else _CONTEXT,
        "id": f"urn:uuid:{guid('board', board.id)}",
        "type": "AnnotationCollection",
        "label": board.name,
        "created": board.made_at,
        **({"summary": board.memo} if board.memo else {}),
        "generator": PROGRAM_AGENT,
        "total": len(items),
        "first": {
            "id": f"urn:uuid:{guid('page', board.id)}",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
        RECORD: record,
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    losses = (_("References are plain text: this format has no fields for them"),)
    return Exported({FILE_NAME: text.encode("utf-8")}, losses if material.quotes else ())


def _annotation(one: ExportedQuote, material: Material) -> dict[str, Any]:
    pinned = one.pinned
    creator = {"creator": {"type": "Person", "name": pinned.pinned_by}} if pinned.pinned_by else {}
    return {
        "id": f"urn:uuid:{guid('quote', pinned.id)}",
        "type": "Annotation",
        "motivation": "highlighting",
        **creator,
        "created": pinned.pinned_at,
        "body": [
            *(_body(*each, one.work.lang) for each in _said(one, material)),
            *(code_bodies(one, material.codebook, material.lang) if material.codebook else ()),
        ],
        "target": target(one.quote, one.work),
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
