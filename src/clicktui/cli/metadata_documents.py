"""The JSON of ``clicktui metadata``; see ``documents`` for what all of it has in common.

``show``: ``{"clicktui": 1, "works": [record], "gone": [id], "mistakes": [line]}``; a record is
``{"id", "title", "page", "key", "key_origin", "fields": [{"field", "state", "value", "catalogued",
"where", "origin", "file", "at"}]}``, where values are those of CSL-JSON, ``state`` is known,
filled, confirmed, corrected, to-confirm, inferred, unknown or absent, ``where`` says where what is
to confirm was found, and ``page`` that it is a page that reprints works. ``gone`` are works that
something is said of and that the corpus lacks.

``set``, ``unset``, ``confirm``: ``{"clicktui": 1, "changes": [change]}``; a change is ``{"work",
"field", "before", "after"}``, null where nothing is said.

``import``: ``{"clicktui": 1, "proposals": [{"work", "score", "same": [variable], "line", "key",
"title", "offers": [{"field", "kind", "value", "known"}], "accepted"}], "remarks": [{"line",
"text"}], "changes": [change]}``; ``kind`` is fills, confirms or differs.
"""

from collections.abc import Mapping
from typing import Any

from clicktui.exporting.bibliography_matching import Proposal
from clicktui.metadata.fields import FieldState, Record
from clicktui.metadata.importing import Offer
from clicktui.metadata.model import Change, Said


def record_document(record: Record) -> dict[str, Any]:
    """Return the object of what is known of a work."""
    return {
        "id": record.id,
        "title": record.title,
        "page": record.is_page,
        "key": record.key,
        "key_origin": record.key_said.origin.value if record.key_said else None,
        "fields": [_field(one) for one in record.fields],
    }


def _field(one: FieldState) -> dict[str, Any]:
    return {
        "field": one.field,
        "state": one.state.value,
        "value": _plain(one.value),
        "catalogued": _plain(one.catalogued),
        "where": one.where or None,
        **_origin(one.said),
    }


def _origin(said: Said | None) -> dict[str, Any]:
    return {
        "origin": said.origin.value if said else None,
        "file": (said.file or None) if said else None,
        "at": (said.at or None) if said else None,
    }


def change_documents(change: Change) -> list[dict[str, Any]]:
    """Return the objects of field changes."""
    return [
        {
            "work": one.work_id,
            "field": one.field,
            "before": _plain(one.before.value) if one.before else None,
            "after": _plain(one.after.value) if one.after else None,
        }
        for one in change
    ]


def proposal_document(
    proposal: Proposal, offers: tuple[Offer, ...], is_accepted: bool
) -> dict[str, Any]:
    """Return the object of a proposal and of what it offers."""
    return {
        "work": proposal.work_id,
        "score": proposal.score,
        "same": list(proposal.same),
        "line": proposal.item.line,
        "key": proposal.item.key or None,
        "title": proposal.item.csl.get("title"),
        "offers": [
            {
                "field": one.field,
                "kind": one.kind.value,
                "value": _plain(one.value),
                "known": _plain(one.known),
            }
            for one in offers
        ],
        "accepted": is_accepted,
    }


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
