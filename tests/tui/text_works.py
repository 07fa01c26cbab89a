"""Works made by hand for the tests of the reader's text."""

from collections.abc import Mapping
from typing import Any

from clicktui.corpus.model import Paragraph, Role, SourceFile, Span, Work

Line = tuple[Role, str] | tuple[Role, str, Mapping[str, Any]]


def made(*lines: Line, lang: str = "fr", name: str = "made", **fields: Any) -> SourceFile:
    """Return a file with one work called ``name``, one paragraph a line.

    A line is a role, its text, and other fields of ``Paragraph``; prose is numbered from 1.
    """
    text = "\n".join(line[1] for line in lines)
    offset, number, paragraphs = 0, 0, []
    for place, (role, words, *rest) in enumerate(lines, start=1):
        more = dict(rest[0]) if rest else {}
        span = more.pop("span", Span(offset, offset + len(words)))
        paragraph = Paragraph(span, place, role, **more)
        if paragraph.is_prose:
            number += 1
            paragraph = Paragraph(span, place, role, number, **more)
        paragraphs.append(paragraph)
        offset += len(words) + 1
    fields.setdefault("csl", {"title": "Un titre"})
    work = Work(
        name, f"{name}.txt", lang=lang, lines=(1, len(lines)), paragraphs=tuple(paragraphs),
        **fields,
    )  # fmt: skip
    return SourceFile(f"{name}.txt", text, (work,))


def where(file: SourceFile, words: str) -> Span:
    """Return where ``words`` stand for the first time in ``file``."""
    start = file.text.index(words)
    return Span(start, start + len(words))
