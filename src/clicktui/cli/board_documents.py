"""The JSON that the actions of ``clicktui board`` print with ``--json``.

As ``documents``: one object whose ``clicktui`` is 1, what is unknown is null. Offsets count
Unicode code points, ends exclusive: of the cleaned source file for ``start`` and ``end`` of a
quote, of its ``words`` for those of an alteration. Times are UTC, ISO 8601.

``list``: ``{"clicktui": 1, "boards": [{"id", "name", "open", "archived", "lists": count,
"quotes": count}]}``.

``show``: ``{"clicktui": 1, "board": board, "memo", "lists": [{"id", "name", "current",
"quotes": [quote]}]}``; ``current`` says that what is added goes there. A board is ``{"id",
"name", "made_at", "archived", "mirror": path or null}``. A quote is ``{"id", "work", "title",
"file", "start", "end", "words", "altered_words", "alterations": [{"kind", "start", "end",
"text"}], "reference", "speakers": [name], "speaker_inferred", "quoted_in_work", "partly_quoted":
[name], "role", "paragraphs": [first, last] or null, "locator": {"kind": page or timestamp,
"first", "last"} or null, "lang", "year", "pinned_by", "pinned_at",
"starred", "tags": [tag], "note", "standing", "now": place or null, "warning"}``, where
``standing`` is same, moved, changed, vanished or kept, and ``now``, where it is not same, is what
stands in the source now: ``{"work", "file", "start", "end", "words", "speakers", "paragraphs",
"locator", "differences": [what differs]}``. ``codes`` of a quote are ``[{"codebook", "code",
"band", "verdict": the user's or null, "program": {"band", "score", "evidence": [{"start",
"end"}]} or null, "decisions": [{"id", "coder", "verdict", "memo", "at", "start", "end"}]}]``, null
where they cannot be told; ``band`` is what holds, offsets are of the cleaned source file.

``settle`` without quotes: ``{"clicktui": 1, "board": board, "quotes": [quote]}``.

``note`` and ``memo`` that print: ``{"clicktui": 1, "board": board, "quote": id or null,
"text"}``. ``mirror`` that prints: ``{"clicktui": 1, "board": board}``. ``export``, also
as a command of its own: ``{"clicktui": 1, "board": board, "format", "file": path or null,
"files": [path], "losses": [text], "text": text or null}``; ``files`` are all that were written,
``text`` is null for formats that are no text.

``history``: ``{"clicktui": 1, "changes": [change]}``; ``undo`` and ``redo``: ``{"clicktui": 1,
"change": change or null}``. A change is ``{"number", "what", "board": id, "about", "count", "by",
"at"}``.

``import``, also as a command of its own: as all others, and ``"left_out": [{"reason", "words",
"list", "tags": [tag], "note", "starred", "sources": [name], "by", "at"}], "codings": change or
null, "codings_left_out": [as "left_out"]``; ``board`` is null where nothing was taken in.
``codings`` is the change that took in what people decided about codes.

All others: ``{"clicktui": 1, "board": board, "changes": [change], "made": [id], "warnings":
[text]}``; ``made`` has the ids of new quotes, lists or boards. ``add`` has ``"there": [{"id",
"list": id, "words"}]`` besides: words that were on the board already.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from clicktui.board.changes import Change
from clicktui.board.model import Board, BoardSummary, PinnedQuote
from clicktui.board.standing import Stand, Standing
from clicktui.citing.citation import warning
from clicktui.cli.documents import locator_document
from clicktui.coding.quoted import QuotedCode
from clicktui.corpus.alterations import altered


def summary_document(summary: BoardSummary, is_open: bool) -> dict[str, Any]:
    """Return the object of a board in the list of boards."""
    return {
        "id": summary.id,
        "name": summary.name,
        "open": is_open,
        "archived": summary.is_archived,
        "lists": summary.lists,
        "quotes": summary.quotes,
    }


def board_document(board: Board) -> dict[str, Any]:
    """Return the object of a board, without its lists."""
    return {
        "id": board.id,
        "name": board.name,
        "made_at": board.made_at,
        "archived": board.is_archived,
        "mirror": board.mirror or None,
    }


def quote_document(pinned: PinnedQuote, stand: Stand, reference: str | None) -> dict[str, Any]:
    """Return the object of a quote; ``reference`` is None where none can be made."""
    quote = pinned.quote
    return {
        "id": pinned.id,
        "work": quote.work,
        "title": pinned.cited.title,
        "file": quote.file,
        "start": quote.start,
        "end": quote.end,
        "words": quote.words,
        "altered_words": altered(quote.words, pinned.alterations),
        "alterations": [
            {
                "kind": one.kind.value,
                "start": one.span.start,
                "end": one.span.end,
                "text": one.text,
            }
            for one in pinned.alterations
        ],
        "reference": reference,
        "speakers": list(quote.speakers),
        "speaker_inferred": quote.speaker_inferred,
        "quoted_in_work": quote.quoted_in_work,
        "partly_quoted": list(quote.partly_quoted),
        "role": quote.role.value,
        "paragraphs": list(quote.paragraphs) if quote.paragraphs else None,
        "locator": locator_document(quote.locator),
        "lang": quote.lang,
        "year": pinned.cited.year,
        "pinned_by": pinned.pinned_by,
        "pinned_at": pinned.pinned_at,
        "starred": pinned.is_starred,
        "tags": list(pinned.tags),
        "note": pinned.note,
        "standing": stand.standing.value,
        "now": _now(stand),
        "warning": warning(quote),
    }


def code_documents(codes: Iterable[QuotedCode]) -> list[dict[str, Any]]:
    """Return the objects of the codes of a quote."""
    return [
        {
            "codebook": one.codebook,
            "code": one.code.id,
            "band": one.band.value,
            "verdict": one.verdict.value if one.verdict is not None else None,
            "program": {
                "band": one.program.band.value,
                "score": round(one.program.score, 4),
                "evidence": [{"start": e.start, "end": e.end} for e in one.program.spans],
            }
            if one.program is not None
            else None,
            "decisions": [
                {
                    "id": placed.decision.id,
                    "coder": placed.decision.coder,
                    "verdict": placed.decision.verdict.value,
                    "memo": placed.decision.memo,
                    "at": placed.decision.at,
                    "start": placed.span.start,
                    "end": placed.span.end,
                }
                for placed in one.decisions
            ],
        }
        for one in codes
    ]


def change_document(change: Change) -> dict[str, Any]:
    """Return the object of a change."""
    return {
        "number": change.number,
        "what": change.what.value,
        "board": change.board,
        "about": change.about,
        "count": change.count,
        "by": change.by,
        "at": change.at,
    }


def _now(stand: Stand) -> Mapping[str, Any] | None:
    found = stand.found
    if found is None or stand.standing is Standing.SAME:
        return None
    return {
        "work": found.work,
        "file": found.file,
        "start": found.start,
        "end": found.end,
        "words": found.words,
        "speakers": list(found.speakers),
        "paragraphs": list(found.paragraphs) if found.paragraphs else None,
        "locator": locator_document(found.locator),
        "differences": [one.value for one in stand.differences],
    }
