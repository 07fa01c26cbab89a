"""Quotes as Markdown: a block quote in which no character of the corpus acts as markup.

Escapes follow CommonMark 0.31 (any ASCII punctuation may follow a backslash) and cover what GitHub
Flavored Markdown, Pandoc and Obsidian add to it: bare links, maths, superscripts, tags, comments,
citations by key and lettered lists.
"""

import re
from collections.abc import Iterator, Sequence

from clicktui.corpus.model import Span
from clicktui.corpus.spans import trimmed

_INLINE = re.compile(r"[\\`*_\[\]{}<>~|^$#@]|&(?=[#\w])|:(?=//)|:(?=[\w+-]+:)|==+|%%+|--+|\.\.\.+")
_BARE_DOMAIN = re.compile(r"(?i)\b(www)\.")
_LINE_START = re.compile(r"^(?:[-+=:%]|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)](?=\s|$))")
_ADDRESS = re.compile(r"https?://[^\s<>\\]+")


def escape(text: str) -> str:
    """Return one line of ``text`` so that Markdown shows exactly its characters."""
    escaped = _INLINE.sub(lambda found: "".join(f"\\{mark}" for mark in found[0]), text)
    escaped = _BARE_DOMAIN.sub(r"\1\\.", escaped)
    start = _LINE_START.match(escaped)
    if start is None:
        return escaped
    before, mark = escaped[: start.end() - 1], escaped[start.end() - 1]
    if before.startswith("("):
        before = f"\\{before}"
    return f"{before}\\{mark}{escaped[start.end() :]}"


def block_quote(
    words: str, reference: str, address: str | None = None, emphasised: Sequence[Span] = ()
) -> str:
    """Return ``words`` as a block quote, each of its lines a paragraph, and ``reference`` under it.

    White space at the ends of a line is left out: Markdown would take it for code or a line break.
    ``address`` is the URL in ``reference`` (if it is one of http or https), kept as a link.
    ``emphasised`` are spans of ``words``, in order.
    """
    lines = [*quoted_lines(words, emphasised), f"— {_with_link(reference, address)}"]
    return "\n>\n".join(f"> {line}" for line in lines)


def quoted_lines(words: str, emphasised: Sequence[Span] = ()) -> list[str]:
    """Return each line of ``words``, escaped, with what is emphasised in it between asterisks."""
    return [_emphasising(words, line, emphasised) for line in lines_of(words)]


def lines_of(words: str) -> Iterator[Span]:
    """Yield each line of ``words`` that is not blank, without the white space at its ends."""
    at = 0
    for line in words.splitlines(keepends=True):
        span = trimmed(words, Span(at, at + len(line)))
        at += len(line)
        if len(span):
            yield span


def _emphasising(words: str, line: Span, emphasised: Sequence[Span]) -> str:
    """Return ``line`` of ``words``, escaped, with what is emphasised in it between asterisks."""
    parts: list[str] = []
    at = line.start
    for span in emphasised:
        inner = Span(max(span.start, line.start), min(span.end, line.end))
        start, end = _flanked(words, line, inner)
        if start < end:
            parts += (escape(words[at:start]), "*", escape(words[start:end]), "*")
            at = end
    return "".join([*parts, escape(words[at : line.end])])


def _flanked(words: str, line: Span, span: Span) -> tuple[int, int]:
    """Return ``span`` without what keeps an asterisk from opening or closing emphasis there.

    White space inside never may stand next to it, and a mark only if outside there is white space
    or another mark (CommonMark 0.31, 6.2: left- and right-flanking delimiter runs).
    """

    def fits(outside: str, inside: str) -> bool:
        return not inside.isspace() and (inside.isalnum() or not outside.isalnum())

    start, end = span.start, span.end
    while start < end and not fits(words[max(start - 1, line.start) : start], words[start]):
        start += 1
    while start < end and not fits(words[end : min(end + 1, line.end)], words[end - 1]):
        end -= 1
    return start, end


def _with_link(reference: str, address: str | None) -> str:
    if not address or not _ADDRESS.fullmatch(address) or address not in reference:
        return escape(reference)
    before, _, after = reference.rpartition(address)
    return f"{escape(before)}<{address}>{escape(after)}"
