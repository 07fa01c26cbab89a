"""Quotes as Markdown: a block quote in which no character of the corpus acts as markup.

Escapes follow CommonMark 0.31 (any ASCII punctuation may follow a backslash) and cover what GitHub
Flavored Markdown, Pandoc and Obsidian add to it: bare links, maths, superscripts, tags, comments,
citations by key and lettered lists.
"""

import re

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


def block_quote(words: str, reference: str, address: str | None = None) -> str:
    """Return ``words`` as a block quote, each of its lines a paragraph, and ``reference`` under it.

    White space at the ends of a line is left out: Markdown would take it for code or a line break.
    ``address`` is the URL in ``reference`` (if it is one of http or https), kept as a link.
    """
    lines = [escape(line.strip()) for line in words.splitlines() if line.strip()]
    lines.append(f"— {_with_link(reference, address)}")
    return "\n>\n".join(f"> {line}" for line in lines)


def _with_link(reference: str, address: str | None) -> str:
    if not address or not _ADDRESS.fullmatch(address) or address not in reference:
        return escape(reference)
    before, _, after = reference.rpartition(address)
    return f"{escape(before)}<{address}>{escape(after)}"
