"""Labelled passages, and their sentences that speak for a code: one JSON object a line.

    {"id": "fr000", "lang": "fr", "text": "…", "labels": ["PREPARE"],
     "evidence": {"PREPARE": ["verbatim words", …]}}

``labels`` is empty for a passage without a code: it speaks against all of them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.model import Span
from clicktui.corpus.sentences import sentence_spans
from clicktui.errors import SemanticsError
from clicktui.i18n import translate as _
from clicktui.shipped import shipped


@dataclass(frozen=True, slots=True)
class Example:
    """A passage that a person labelled; ``evidence`` are the words that speak for a label."""

    id: str
    lang: str
    text: str
    labels: frozenset[str]
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of the example with this number, and the codes that its words speak for."""

    example: int
    words: str
    codes: frozenset[str]


def shipped_examples(codebook: str) -> tuple[Example, ...]:
    """Return the examples that ship for the codebook of this id; none where it has none.

    Raises:
        SemanticsError: the installation's file was changed and is wrong.
    """
    path = shipped("data") / "examples" / f"{codebook}.jsonl"
    return read_examples(path) if path.is_file() else ()


def read_examples(path: Path) -> tuple[Example, ...]:
    """Return the examples of a file, their labels in small letters.

    Raises:
        SemanticsError: it cannot be read, or a line has a mistake; the text gives its number.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or _("it is not UTF-8")
        raise SemanticsError(
            _("{file}: cannot be read: {reason}").format(file=path.name, reason=reason)
        ) from error
    examples = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                examples.append(_example(json.loads(line), number))
            except (ValueError, RecursionError) as error:
                reason = " ".join(clean_text(str(error)).split())
                raise SemanticsError(
                    _("{file}: line {line}: {reason}").format(
                        file=path.name, line=number, reason=reason
                    )
                ) from error
    return tuple(examples)


def pieces(examples: Sequence[Example]) -> tuple[Piece, ...]:
    """Return the sentences of ``examples``: each speaks for the codes whose evidence it touches.

    A label without evidence is spoken for by every sentence.
    """
    return tuple(piece for number, one in enumerate(examples) for piece in _pieces(one, number))


def _pieces(example: Example, number: int) -> Iterator[Piece]:
    text = example.text
    spoken = {
        code: [_found(text, words) for words in example.evidence.get(code, ())]
        for code in example.labels
    }
    for sentence in sentence_spans(text, example.lang):
        codes = frozenset(
            code
            for code, spans in spoken.items()
            if not spans or any(span.overlaps(sentence) for span in spans)
        )
        yield Piece(number, text[sentence.start : sentence.end], codes)


def _found(text: str, words: str) -> Span:
    start = text.find(words)
    return Span(start, start + len(words))


def _example(value: Any, number: int) -> Example:  # noqa: ANN401  what JSON gives
    if not isinstance(value, dict) or not _is_word(value.get("text")):
        raise ValueError(_("needs an object with a text"))
    labels, evidence = value.get("labels"), value.get("evidence", {})
    if not isinstance(labels, list) or not all(isinstance(one, str) for one in labels):
        raise ValueError(_("labels has to be a list of codes"))
    text = clean_text(value["text"])
    if not isinstance(evidence, dict):
        raise ValueError(_("evidence has to be words by code"))
    spoken: dict[str, tuple[str, ...]] = {}
    for code, words in evidence.items():
        if not isinstance(words, list) or not all(_is_word(one) for one in words):
            raise ValueError(_("evidence has to be words by code"))
        spoken[code.lower()] = tuple(clean_text(one) for one in words)
        for one in spoken[code.lower()]:
            if one not in text:
                raise ValueError(_("the text does not hold {words!r}").format(words=one[:60]))
    return Example(
        id=clean_text(str(value.get("id", number))),
        lang=clean_text(str(value.get("lang", ""))),
        text=text,
        labels=frozenset(one.lower() for one in labels),
        evidence=spoken,
    )


def _is_word(value: Any) -> bool:  # noqa: ANN401  what JSON gives
    return isinstance(value, str) and bool(value.strip())
