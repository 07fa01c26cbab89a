"""Text as Org, in which no character of the corpus acts as markup.

Org has no escape that stands everywhere: its manual ("Escape Character") recommends the zero width
space, which is not seen. Emacs counts it as white space and pandoc does not, so a mark that would
open emphasis gets one on both sides.
"""

import re

ZERO_WIDTH_SPACE = "\u200b"

_BEFORE = " \u00a0-('\"{"  # what Org allows beside emphasis: org-emphasis-regexp-components
_AFTER = " \u00a0-.,:!?;'\")}["
_LINE_START = re.compile(r"^(?:[*#:|+-]|%%|(?:\d+|[A-Za-z])[.)](?=\s|$))")
_ADDRESS = re.compile(r"(https?://[^\s\[\]()<>]+)")
_OPENS_EMPHASIS = re.compile(r"(?:^|(?<=[\s\-(\"'{]))[*/_+=~](?=\S)")
_GOES_WITH_THE_NEXT = re.compile(
    r"[_^](?=[^\s\u200b])"  # subscripts and superscripts
    r"|\[(?=\[|fn:|cite|\d)|<(?=[<%\d])|\{(?=\{)|@(?=@)"  # links, notes, citations, dates, macros
    r"|\\"  # entities, commands
    r"|-(?=-)|\.(?=\.)"  # dashes and dots that export joins
    r"|\b(?:src|call)(?=_)"
)


def escape(text: str) -> str:
    """Return ``text``, from within a line, so that Org shows exactly its characters.

    A web address stays as it is: Org makes a link of it, in which nothing else is markup.
    """
    parts = _ADDRESS.split(text)
    return "".join(part if place % 2 else _escaped(part) for place, part in enumerate(parts))


def _escaped(text: str) -> str:
    escaped = _OPENS_EMPHASIS.sub(
        lambda found: f"{ZERO_WIDTH_SPACE}{found[0]}{ZERO_WIDTH_SPACE}", text
    )
    escaped = _GOES_WITH_THE_NEXT.sub(lambda found: f"{found[0]}{ZERO_WIDTH_SPACE}", escaped)
    return escaped.replace("$", r"\dollar{}")  # between two of them a space would be mathematics


def line_start(line: str) -> str:
    """Return an escaped line so that it begins no headline, list, table or keyword."""
    return f"{ZERO_WIDTH_SPACE}{line}" if _LINE_START.match(line) else line


def emphasised(text: str, before: str, after: str) -> str:
    """Return escaped ``text`` in italics, between the texts ``before`` and ``after``.

    A letter beside the slashes would keep them from being markup.
    """
    opening = "" if not before or before[-1] in _BEFORE else ZERO_WIDTH_SPACE
    closing = "" if not after or after[0] in _AFTER else ZERO_WIDTH_SPACE
    return f"{opening}/{text}/{closing}"


def in_citation(text: str) -> str:
    """Return ``text`` for the prefix of a citation, where Org has no escape for its own marks.

    Square brackets become round and semicolons commas; an at sign names no key.
    """
    replaced = text.translate(str.maketrans("[];", "(),"))
    return escape(replaced).replace("@", f"@{ZERO_WIDTH_SPACE}")
