"""Codes as Web Annotations: bodies on the quotes that have them, and annotations of their own.

On a quote, a code that the program or a person gives is a body ``classifying`` and ``tagging``
(tools for tags show these), with who gives it. What people decided is an annotation of exactly
these words as well, from which it is read back, and so is the evidence that the program finds;
there a refusal is ``assessing``, a doubt ``questioning``. The term ``code`` says which code it is,
of which codebook, and what is said of it: ``verdict``, or the program's ``band`` and ``score``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from clicktui.coding.model import Verdict
from clicktui.coding.quoted import FoundThere, QuotedCode
from clicktui.corpus.model import Quote, Span
from clicktui.corpus.quoting import CONTEXT
from clicktui.exporting.annotationtargets import PROGRAM_AGENT, URN, target
from clicktui.exporting.coderecord import CodingsRecord, DecisionRecord
from clicktui.exporting.codewords import VERDICTS
from clicktui.exporting.material import DecidedWords, ExportedQuote, Material
from clicktui.exporting.record import guid
from clicktui.microtasks.codebook import Code, Codebook, said

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")

CODE = "code"
"""The key of what a body says of a code; JSON-LD 1.1 takes it as one value."""

CODES_CONTEXT = {CODE: {"@id": f"{URN}code", "@type": "@json"}}

_PURPOSES: dict[Verdict, str | list[str]] = {
    Verdict.YES: ["classifying", "tagging"],
    Verdict.NO: "assessing",
    Verdict.DOUBT: "questioning",
}


_MOTIVATIONS = {
    Verdict.YES: "classifying",
    Verdict.NO: "assessing",
    Verdict.DOUBT: "questioning",
}


def codings_record(material: Material) -> CodingsRecord:
    """Return what is kept beside the annotations."""
    return CodingsRecord(
        decisions=tuple(
            DecisionRecord.of(one.decision, one.work, _words(material, one.file, one.span))
            for one in material.decided
        ),
    )


def code_bodies(one: ExportedQuote, book: Codebook, lang: str) -> Iterator[dict[str, Any]]:
    """Yield the codes that a quote is given, by the program and by each person, as bodies."""
    for code in one.codes:
        if (found := code.program) is not None:
            yield _found_body(found, code.code, book, lang)
        yield from (
            {
                **_body(Verdict.YES, code.code, lang),
                **_person(name),
                CODE: _said(book, code.code.id, Verdict.YES),
            }
            for name in code.coders
            if code.verdict_of(name) is Verdict.YES
        )


def code_annotations(material: Material, book: Codebook) -> list[dict[str, Any]]:
    """Return the decisions about words of the quotes, then the evidence that the program found."""
    codes = {code.id: code for code in book.codes}
    decisions = [
        _decision(one, material, book, codes[one.decision.code]) for one in material.decided
    ]
    found = {
        annotation["id"]: annotation
        for one in material.quotes
        for code in one.codes
        for annotation in _evidence(one, code, material, book)
    }
    return [*decisions, *found.values()]


def _decision(one: DecidedWords, material: Material, book: Codebook, code: Code) -> dict[str, Any]:
    decision, lang = one.decision, material.lang
    body = {
        **_body(decision.verdict, code, lang),
        CODE: _said(book, code.id, decision.verdict),
    }
    memo = {"type": "TextualBody", "purpose": "commenting", "value": decision.memo}
    quote = replace(decision.quote, work=one.work, file=one.file)
    return {
        "id": f"urn:uuid:{guid('decision', decision.id)}",
        "type": "Annotation",
        "motivation": _MOTIVATIONS[decision.verdict],
        **_person(decision.coder),
        "created": decision.at,
        "body": [body, *([{**memo, "format": "text/markdown"}] if decision.memo else [])],
        "target": target(_at(quote, one.span, material), decision.marked.cited),
    }


def _evidence(
    one: ExportedQuote, code: QuotedCode, material: Material, book: Codebook
) -> Iterator[dict[str, Any]]:
    found = code.program
    if found is None:
        return
    for span in found.spans:
        place = (book.id, code.code.id, one.quote.file, str(span.start), str(span.end))
        yield {
            "id": f"urn:uuid:{guid('found', *place)}",
            "type": "Annotation",
            "motivation": "classifying",
            "creator": PROGRAM_AGENT,
            "body": [_found_body(found, code.code, book, material.lang)],
            "target": target(_at(one.quote, span, material), one.work),
        }


def _found_body(found: FoundThere, code: Code, book: Codebook, lang: str) -> dict[str, Any]:
    told = {"band": found.band.value, "score": round(found.score, 4)}
    return {
        **_body(Verdict.YES, code, lang),
        "creator": PROGRAM_AGENT,
        CODE: {"codebook": book.id, "code": code.id, **told},
    }


def _body(verdict: Verdict, code: Code, lang: str) -> dict[str, Any]:
    word = "" if verdict is Verdict.YES else f" ({VERDICTS[lang][verdict]})"
    return {
        "type": "TextualBody",
        "purpose": _PURPOSES[verdict],
        "value": f"{_name(code, lang)}{word}",
        "format": "text/plain",
    }


def _said(book: Codebook, code: str, verdict: Verdict) -> dict[str, str]:
    return {"codebook": book.id, "code": code, "verdict": verdict.value}


def _person(name: str) -> dict[str, Any]:
    return {"creator": {"type": "Person", "name": name}} if name else {}


def _name(code: Code, lang: str) -> str:
    return said(code.names, lang) or code.id


def _words(material: Material, file: str, span: Span) -> str:
    return material.texts[file][span.start : span.end]


def _at(quote: Quote, span: Span, material: Material) -> Quote:
    """Return ``quote`` with the words of ``span`` instead, as they stand in its file."""
    text = material.texts[quote.file]
    return replace(
        quote,
        start=span.start,
        end=span.end,
        words=text[span.start : span.end],
        prefix=text[max(span.start - CONTEXT, 0) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


# reading


def has_codes(annotation: Mapping[str, Any]) -> bool:
    """Say whether an annotation is there for codes of a codebook: it says any of its words."""
    return any(True for _body in _coded(annotation))


def codes_decided(annotation: Mapping[str, Any]) -> Iterator[tuple[str, str, Verdict]]:
    """Yield codebook, code and verdict of what a person decided; the program decides nothing."""
    for said_of_code in _coded(annotation):
        codebook, code = said_of_code.get("codebook"), said_of_code.get("code")
        try:
            verdict = Verdict(str(said_of_code.get("verdict")))
        except ValueError:
            continue
        if _is_id(codebook) and _is_id(code):
            yield str(codebook), str(code), verdict


def _coded(annotation: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    bodies = annotation.get("body")
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if isinstance(body, dict) and isinstance(body.get(CODE), dict):
            yield body[CODE]


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None
