"""Addresses that open a page at quoted words: URL fragment text directives.

``#:~:text=[prefix-,]start[,end][,-suffix]`` after the WICG draft *URL Fragment Text Directives*.
Browsers look for whole words, case and kinds of spaces apart, and take the first place that fits.
Each part has to stand in one block, so words of several paragraphs are ``start,end``; words that
begin or end inside a word are pointed at with the whole of it.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote, urlsplit

from clicktui.corpus.model import Span
from clicktui.corpus.spans import trimmed

LONGEST_WHOLE = 300
"""Code points of the longest words that a link holds whole."""

_ENDS = (4, 8, 16)  # words at each end of long ones: more only where fewer are not enough
_CONTEXTS = (0, 2, 4, 8)  # words before or after
_SPACES = re.compile(r"\s+")
_JOINING = frozenset("'’.:·,;_")
"""Marks that no word ends at between two letters or figures (Unicode, UAX 29, WB6 to WB12)."""


def deep_link(address: str | None, text: str, span: Span) -> str | None:
    """Return an address that opens at ``span`` of ``text``, or None where ``address`` is not known.

    Words that stand more than once get what stands beside them (``prefix-``, ``-suffix``) so that
    the browser finds the right ones; where not even this tells them apart, the link opens the page
    without pointing.

    Args:
        address: of the page; anything but an http or https address counts as not known.
        text: all of the page's words that are known.
        span: the words, offsets in ``text``.
    """
    if not address or not _is_web_address(address):
        return None
    span = _whole_words(text, trimmed(text, span))
    words = text[span.start : span.end]
    if not words:
        return address
    is_whole = len(words) <= LONGEST_WHOLE and "\n" not in words
    found = _whole(text, span) if is_whole else _range(text, span)
    return f"{_without_directive(address)}:~:text={found}" if found else address


def _whole_words(text: str, span: Span) -> Span:
    """Return ``span`` with all of the words that it begins and ends in."""
    start, end = span.start, span.end
    while start < end and _is_inside_a_word(text, start):
        start -= 1
    while start < end and _is_inside_a_word(text, end):
        end += 1
    return Span(start, end)


def _is_inside_a_word(text: str, at: int) -> bool:
    """Say whether no word can begin or end between two characters: maybe more than browsers do."""
    before, after = text[max(at - 2, 0) : at], text[at : at + 2]
    if not before or not after:
        return False
    if after[0] in _JOINING:
        return _is_of_word(before[-1]) and _is_of_word(after[1:])
    if before[-1] in _JOINING:
        return _is_of_word(before[:-1]) and _is_of_word(after[0])
    return _is_of_word(before[-1]) and _is_of_word(after[0])


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or bool(sign and unicodedata.combining(sign))


def _whole(text: str, span: Span) -> str | None:
    words = text[span.start : span.end]
    before, after = text[: span.start], text[span.end :]
    for many in _CONTEXTS:
        for prefix, suffix in _contexts(before, after, many):
            if len(_places(text, prefix, words, suffix)) == 1:
                return _directive(prefix, _encoded(words), suffix)
    return None


def _range(text: str, span: Span) -> str | None:
    """Return the directive of words too long or too many for one block: where they begin and end.

    The browser takes the first ``start`` and then the first ``end`` behind it.
    """
    first, last = _first_and_last_line(text[span.start : span.end])
    for ends, many in product(_ENDS, _CONTEXTS):
        start, end = " ".join(first[:ends]), " ".join(last[-ends:])
        prefix = _last_words(text[: span.start], many)
        suffix = _first_words(text[span.end :], many)
        starts = _places(text, prefix, start, "")
        if len(starts) != 1:
            continue
        behind = starts[0]
        ending = [place for place in _places(text, "", end, suffix) if place.start >= behind.end]
        reached = text[span.start : span.end].rstrip()
        if ending and ending[0].end == span.start + len(reached):
            return _directive(prefix, f"{_encoded(start)},{_encoded(end)}", suffix)
    return None


def _first_and_last_line(words: str) -> tuple[list[str], list[str]]:
    """Return the words of the first and of the last line, or those of the halves of one line."""
    lines = [line.split() for line in words.split("\n") if line.strip()]
    if len(lines) > 1:
        return lines[0], lines[-1]
    half = len(lines[0]) // 2
    return lines[0][: half or None], lines[0][half:]


def _contexts(before: str, after: str, many: int) -> Iterator[tuple[str, str]]:
    prefix, suffix = _last_words(before, many), _first_words(after, many)
    yield prefix, ""
    yield "", suffix
    yield prefix, suffix


def _last_words(text: str, many: int) -> str:
    """Return the last ``many`` words of the nearest line before: a context stands in one block."""
    tokens = text.rstrip().rpartition("\n")[2].split()
    return " ".join(tokens[len(tokens) - _holding(tokens[::-1], many) :])


def _first_words(text: str, many: int) -> str:
    tokens = text.lstrip().partition("\n")[0].split()
    return " ".join(tokens[: _holding(tokens, many)])


def _holding(tokens: list[str], words: int) -> int:
    """Return how many ``tokens`` hold ``words`` of them that are more than marks."""
    places = [place for place, token in enumerate(tokens, 1) if any(map(str.isalnum, token))]
    return places[min(words, len(places)) - 1] if words and places else 0


def _places(text: str, prefix: str, words: str, suffix: str) -> list[Span]:
    """Return where ``words`` stand in ``text`` between their contexts, as a browser compares."""
    before, inner, after = (
        r"\s+".join(map(re.escape, part.split())) for part in (prefix, words, suffix)
    )
    pattern = f"(?={before}\\s*({inner})\\s*{after})"
    found = re.finditer(pattern, text, re.IGNORECASE)
    return [Span(*place) for place in dict.fromkeys(one.span(1) for one in found)]


def _directive(prefix: str, encoded: str, suffix: str) -> str:
    before = f"{_encoded(prefix)}-," if prefix else ""
    after = f",-{_encoded(suffix)}" if suffix else ""
    return f"{before}{encoded}{after}"


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not _SPACES.search(address)


def _without_directive(address: str) -> str:
    before, _, fragment = address.partition("#")
    return f"{before}#{fragment.partition(':~:')[0]}"


def _encoded(words: str) -> str:
    """Return ``words`` percent-encoded as UTF-8, with the syntax's own ``-``, ``,``, ``&``."""
    return quote(_SPACES.sub(_one_space, words.strip()), safe="").replace("-", "%2D")


def _one_space(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) == 1 and found[0] != "\n" else " "
