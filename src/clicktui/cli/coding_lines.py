"""Passages that come in as lines, and what is said of them as lines of JSON.

In: text, a passage a line, or JSON Lines (jsonlines.org): ``{"id"?, "lang"?, "text", …}``, where
lang is fr, it or en, or written like fr-CA; no code is looked for in another language. Out:
``{"id", "labels": ["PREPARE", …], "scores": {label: 0…1}, "bands": {label: band}, "evidence":
{label: ["verbatim span", …]}}``. The evidence is that of the labels. With candidates by meaning
also ``"candidate_of": {label: {"id", "lang", "words", "likeness"}}``: the nearest labelled example.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from clicktui.cli.terminal import printable
from clicktui.corpus.csl import short
from clicktui.corpus.entries import LANG
from clicktui.i18n import translate as _
from clicktui.microtasks.model import Band, Judged

if TYPE_CHECKING:
    from clicktui.microtasks.semantics.candidates import Candidate

_LONGEST_LINE = 16 * 1024 * 1024
"""Bytes: a longer line is no passage."""

_OPEN = "auto"
"""Leaves the language to the words, as ``--lang auto`` does."""


@dataclass(frozen=True, slots=True)
class LinePassage:
    """A passage that came in: its line's number, id and text; ``values`` are all that it says."""

    number: int
    id: str | int
    text: str
    lang: str = ""
    values: dict[str, Any] = field(default_factory=dict)


class LineError(ValueError):
    """A line that is no passage; the text says why."""


@contextmanager
def opened(name: str) -> Iterator[IO[bytes]]:
    """Give the bytes of the file ``name``, or of standard input for ``-``.

    Raises:
        OSError: it cannot be opened.
    """
    if name == "-":
        yield sys.stdin.buffer
        return
    with Path(name).open("rb") as file:
        yield file


def passages_in(file: IO[bytes], tell: Callable[[str], None]) -> Iterator[tuple[bool, LinePassage]]:
    """Yield the passages of ``file``, each with whether the file is JSON Lines.

    It is where its first line that is not empty begins with a brace. Lines that cannot be read
    are told with their number and left out.
    """
    is_json: bool | None = None
    for number, raw in enumerate(file, 1):
        try:
            line = _decoded(raw)
            if not line.strip():
                continue
            if is_json is None:
                is_json = line.lstrip().startswith("{")
            yield is_json, (_from_json(line, number) if is_json else _from_text(line, number))
        except LineError as error:
            tell(_("line {number}: {problem}").format(number=number, problem=error))


def _decoded(raw: bytes) -> str:
    if len(raw) > _LONGEST_LINE:
        raise LineError(_("longer than 16 MB: that is no passage"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LineError(_("not UTF-8")) from error


def _from_text(line: str, number: int) -> LinePassage:
    return LinePassage(number, number, line.strip())


def _from_json(line: str, number: int) -> LinePassage:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", None) or _("nested too deep")
        raise LineError(_("not JSON: {reason}").format(reason=reason)) from error
    if not isinstance(values, dict):
        raise LineError(_("expected an object {…} with a “text”"))
    text, own = values.get("text"), values.get("id", number)
    if not isinstance(text, str):
        raise LineError(_("has no “text”"))
    if isinstance(own, bool) or not isinstance(own, str | int):
        raise LineError(_("“id” has to be a text or a whole number"))
    return LinePassage(number, own, text, _language(values.get("lang")), values)


def _language(given: object) -> str:
    """Return the language in which a passage says that it is, "" where it leaves that open."""
    if given is None or given in ("", _OPEN):
        return ""
    lang = re.split("[-_]", given)[0].lower() if isinstance(given, str) else ""
    if not LANG.fullmatch(lang):
        raise LineError(
            _("“lang” has to be a code like fr, or left out: not {given}").format(
                given=short(given)
            )
        )
    return lang


def candidate_document(candidate: "Candidate | None") -> dict[str, Any] | None:
    """Return the labelled example that speaks for a candidate, None where there is none."""
    if candidate is None:
        return None
    return {
        "id": candidate.example.id,
        "lang": candidate.example.lang,
        "words": candidate.words,
        "likeness": round(candidate.cosine, 4),
    }


def answer(
    passage: LinePassage,
    judged: Judged,
    least: Band | float,
    candidates: "Mapping[str, Candidate] | None" = None,
) -> str:
    """Return what is said of a passage as a line of JSON, what cannot be shown as escapes.

    ``candidates`` are those by meaning, by code, told as ``candidate_of``; ``judged`` has them as
    *possible*. None: meaning was not asked.
    """
    codings = judged.codings
    labels = judged.labels(least)
    by_meaning = candidates or {}
    document: dict[str, Any] = {
        "id": passage.id,
        "labels": [code.upper() for code in labels],
        "scores": {code.upper(): coding.score for code, coding in codings.items()},
        "bands": {code.upper(): coding.band.value for code, coding in codings.items()},
        "evidence": {
            code.upper(): [
                passage.text[span.start : span.end]
                for span in codings[code].spans
                if code not in by_meaning
            ]
            for code in labels
        },
    }
    if candidates is not None:
        document["candidate_of"] = {
            code.upper(): candidate_document(one) for code, one in candidates.items()
        }
    return as_line(document)


def as_line(document: object) -> str:
    """Return ``document`` as JSON on one line that any terminal and encoding of stdout takes."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    written = json.dumps(document, ensure_ascii=not encoding.startswith("utf"))
    return printable(written, lambda character: json.dumps(character)[1:-1])
