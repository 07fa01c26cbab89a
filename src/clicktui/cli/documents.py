"""The JSON that ``--json`` prints, for programs.

Every document is one object whose ``clicktui`` is the version of this format: 1. Keys may be
added under the same version; a change that breaks readers raises it. ``start`` and ``end`` (and
all pairs of offsets) count Unicode code points of the cleaned source file, ends exclusive. What
is unknown is null.

``search``: ``{"clicktui": 1, "query", "total", "took_ms", "notices": [{"kind", "detail"}],
"suggestions": [word], "elsewhere": {role: count}, "hits": [hit]}``. A hit is ``{"id", "work",
"file", "start", "end", "text", "highlights": [[start, end]], "score", "guessed": [{"typed",
"found"}], "speaker", "speaker_inferred", "quoted": [name], "role", "paragraph", "lang", "year",
"citation", "warning"}``; ``citation`` is null where the user's style cannot render it,
``speaker_inferred`` says that the speaker follows from the form of the
text and is not printed, the warning that a pull quote alters the speaker's words.

``works``: ``{"clicktui": 1, "works": [work]}``; a work is ``{"id", "file", "lines": [first,
last], "title", "year", "lang", "paragraphs": count, "csl", "unknown": [variable],
"to_confirm", "inferred", "assumed": [variable], "found": {variable: where}, "completed":
{variable: {"kind", "catalogued"}}, "notes", "truncated", "presents"}``, where ``csl`` is a CSL-JSON
item without id, ``assumed`` are the variables of it that nobody has confirmed, ``completed`` those
whose values are the user's (``kind`` is filled, confirmed or corrected), and ``presents`` says that
the text printed presents the work and is not its words.

``show``: ``{"clicktui": 1, "work": work, "text": [paragraph]}``; a paragraph is ``{"paragraph",
"line", "role", "lang", "pages": [first, last], "starts_at": ms, "proposed_role",
"proposed_speakers": [name], "speaker", "speakers": [name], "speaker_inferred", "section",
"start", "end", "text", "speeches": [{"start", "end", "speaker", "inserted"}], "passages": [id]}``;
``lang`` is null where it is the work's, what is proposed waits for the user to confirm it.

``cite``: ``{"clicktui": 1, "id", "quote", "work", "file", "start", "end", "format", "lang",
"style", "text", "keys", "remarks": [text], "speaker_inferred", "warning"}``: ``id`` is the
passage's and ``quote`` that of the quote on a board, one of them null; ``style`` is the id of the
citation style, null where no style makes the text; ``keys`` are the citation keys in the text.

``styles``: ``{"clicktui": 1, "styles": [{"id", "name", "short", "format", "locale", "chosen"}],
"more"}``: ``format`` is ``note``, ``author-date``, ``author``, ``numeric`` or ``label``, ``more``
says how to get other styles, null where all are there.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from clicktui.citing.styles import Style
from clicktui.cli.terminal import printable
from clicktui.corpus.model import Locator, Paragraph, Quote, SourceFile, Work
from clicktui.search.model import Hit, Results

VERSION = 1


def dump(document: dict[str, Any]) -> str:
    """Return ``document`` as JSON on one line, what cannot be shown as escapes (RFC 8259, 7).

    Where stdout cannot take more than ASCII, all else is an escape.
    """
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    is_ascii_only = not encoding.startswith("utf")
    written = json.dumps({"clicktui": VERSION, **document}, ensure_ascii=is_ascii_only)
    return printable(written, lambda character: json.dumps(character)[1:-1])


def search_document(
    results: Results, citations: Sequence[str | None], warnings: Sequence[str | None]
) -> dict[str, Any]:
    """Return the document of ``search``; ``citations`` and ``warnings`` are those of the hits."""
    return {
        "query": results.query,
        "total": results.total,
        "took_ms": round(results.took_ms, 1),
        "notices": [
            {"kind": notice.kind.value, "detail": notice.detail} for notice in results.notices
        ],
        "suggestions": list(results.suggestions),
        "elsewhere": {role.value: count for role, count in results.elsewhere.items() if count},
        "hits": [
            _hit(hit, citation, warning)
            for hit, citation, warning in zip(results.hits, citations, warnings, strict=True)
        ],
    }


def work_document(work: Work) -> dict[str, Any]:
    """Return the object of a work."""
    return {
        "id": work.id,
        "file": work.file,
        "lines": list(work.lines),
        "title": work.title,
        "year": work.year,
        "lang": work.lang,
        "paragraphs": sum(paragraph.is_prose for paragraph in work.paragraphs),
        "csl": _plain(work.csl),
        "unknown": list(work.unknown),
        "to_confirm": _plain(work.to_confirm),
        "inferred": _plain(work.inferred),
        "assumed": list(work.assumed),
        "found": dict(work.found),
        "completed": {
            variable: {"kind": one.kind.value, "catalogued": _plain(one.catalogued)}
            for variable, one in work.completed.items()
        },
        "notes": work.notes,
        "truncated": work.truncated,
        "presents": work.presents,
    }


def locator_document(locator: Locator | None) -> dict[str, str] | None:
    """Return the object of a locator, None for none."""
    if locator is None:
        return None
    return {"kind": locator.kind.value, "first": locator.first, "last": locator.last}


def paragraph_document(
    source: SourceFile, paragraph: Paragraph, passages: Sequence[str]
) -> dict[str, Any]:
    """Return the object of a paragraph of ``source``; ``passages`` are the ids of its passages."""
    return {
        "paragraph": paragraph.number,
        "line": paragraph.line,
        "role": paragraph.role.value,
        "lang": paragraph.lang,
        "pages": list(paragraph.pages) if paragraph.pages else None,
        "starts_at": paragraph.starts_at,
        "proposed_role": paragraph.proposed_role,
        "proposed_speakers": list(paragraph.proposed_speakers),
        "speaker": paragraph.speaker,
        "speakers": list(paragraph.speakers),
        "speaker_inferred": paragraph.speaker_inferred,
        "section": paragraph.section,
        "start": paragraph.span.start,
        "end": paragraph.span.end,
        "text": source.words(paragraph.span),
        "speeches": [
            {
                "start": speech.span.start,
                "end": speech.span.end,
                "speaker": speech.speaker,
                "inserted": speech.inserted,
            }
            for speech in paragraph.speeches
        ],
        "passages": list(passages),
    }


def citation_document(
    quote: Quote,
    text: str,
    *,
    passage: str | None,
    pinned: str | None,
    form: str,
    lang: str,
    style: str | None,
    keys: Sequence[str],
    remarks: Sequence[str],
    warning: str | None,
) -> dict[str, Any]:
    """Return the document of ``cite``: ``text`` is ``quote`` in ``form``."""
    return {
        "id": passage,
        "quote": pinned,
        "work": quote.work,
        "file": quote.file,
        "start": quote.start,
        "end": quote.end,
        "format": form,
        "lang": lang,
        "style": style,
        "text": text,
        "keys": list(keys),
        "remarks": list(remarks),
        "speaker_inferred": quote.speaker_inferred,
        "warning": warning,
    }


def style_document(style: Style, is_chosen: bool) -> dict[str, Any]:
    """Return the object of a citation style."""
    return {
        "id": style.id,
        "name": style.name,
        "short": style.short or None,
        "format": style.format,
        "locale": style.locale,
        "chosen": is_chosen,
    }


def _hit(hit: Hit, citation: str | None, warning: str | None) -> dict[str, Any]:
    passage = hit.passage
    return {
        "id": passage.id,
        "work": passage.work,
        "file": passage.file,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "highlights": [[found.span.start, found.span.end] for found in hit.highlights],
        "score": round(float(hit.score), 4),
        "guessed": [{"typed": guess.typed, "found": guess.found} for guess in hit.guesses],
        "speaker": passage.speaker,
        "speaker_inferred": passage.speaker_inferred,
        "quoted": list(passage.quoted),
        "role": passage.role.value,
        "paragraph": passage.paragraph,
        "lang": passage.lang,
        "year": passage.year,
        "citation": citation,
        "warning": warning,
    }


def _plain(value: object) -> object:
    """Return ``value`` with mappings and sequences of any kind as JSON's own."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value
