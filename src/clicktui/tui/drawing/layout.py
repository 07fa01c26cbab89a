"""Breaks text into screen rows, exactly: every row is a run of the text's own code points.

Widths are in terminal cells, as ``rich.cells`` counts them, since Textual draws by the same count.
"""

import re
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

_SPACES = " \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"  # where a row may end
_NO_BREAK_SPACES = "\u00a0\u202f\u2007\u2060"
_CLOSING = "»!?;:"  # French typography sets a space before these; it never breaks
_OPENING = "«"

_BREAK = (
    rf"(?<![{_SPACES}{_NO_BREAK_SPACES}{_OPENING}])[{_SPACES}]+"
    rf"(?![{_SPACES}{_NO_BREAK_SPACES}{_CLOSING}])"
    r"|(?<=[^\W\d_][-‐–—])(?=[^\W\d_])"  # micro-|travail, but never GPT-|4
    r"|\Z"
)
_BREAKS = re.compile(_BREAK)
_HANGING = re.compile(rf"[{_SPACES}]+\Z")
_NARROW = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205e]*")
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)

_REACH = 64  # code points beyond some rows that are looked at with them
_UNSURE = 2  # rows at the end of what is looked at, which may be cut too early


def printable(text: str) -> str:
    """Return ``text`` with what could steer a terminal replaced, one U+FFFD a code point.

    Cleaned text comes back as it is; offsets hold in any case.
    """
    return _UNPRINTABLE.sub("\ufffd", text)


def break_rows(text: str, width: int) -> list[int]:
    """Return where each row of ``text`` ends: ascending offsets, the last one ``len(text)``.

    Rows end after spaces (which hang over the edge and are not drawn, see ``drawn``) or after a
    hyphen between letters; never at a no-break space, nor between a space and the French
    punctuation that it belongs to. A word wider than the row is cut where the row is full, never
    inside a character with its combining marks.

    Args:
        text: one paragraph.
        width: cells of a row; less than 2 counts as 2, the widest character's width.
    """
    width = max(width, 2)
    narrow_until = _next_wide(text, 0)
    if narrow_until == len(text):
        if len(text) <= width:
            return [len(text)] if text else []
        return [row.end() for row in _rows_pattern(width).finditer(text)]
    ends: list[int] = []
    at = 0
    while at < len(text):
        if narrow_until < at:
            narrow_until = _next_wide(text, at)
        row = _rows_pattern(width).match(text, at) if narrow_until > at + width + 1 else None
        if row is not None and row.end() + 1 < narrow_until:
            ends.append(row.end())
        else:
            ends += _wide_rows(text, at, width)
        at = ends[-1]
    return ends


def _next_wide(text: str, start: int) -> int:
    """Return where the next character stands that may be of another width than one cell."""
    narrow = _NARROW.match(text, start)
    return start if narrow is None else narrow.end()


@lru_cache(maxsize=64)
def _rows_pattern(width: int) -> re.Pattern[str]:
    return re.compile(rf"(?s:.{{1,{width}}})(?:{_BREAK})|(?s:.{{1,{width}}})")


def _wide_rows(text: str, start: int, width: int) -> list[int]:
    """Return the ends of the rows from ``start`` on, of one at least, where widths differ."""
    reach = 4 * width + _REACH
    while True:
        stop = min(start + reach, len(text))
        ends = _break_wide_rows(text, start, stop, width)
        if stop == len(text):
            return ends
        if len(ends) > _UNSURE:
            return ends[:-_UNSURE]
        reach *= 2


def _break_wide_rows(text: str, begin: int, stop: int, width: int) -> list[int]:
    """Return the ends of the rows of ``text`` from ``begin`` to ``stop``, grapheme by grapheme."""
    graphemes, _total = split_graphemes(text[begin:stop])
    cells_before = [0] * (stop - begin + 1)
    grapheme_ends: list[int] = []
    cells = 0
    for start, end, size in graphemes:
        for inside in range(start, end):
            cells_before[inside] = cells
        cells += size
        grapheme_ends.append(end)
    cells_before[stop - begin] = cells
    whole = set(grapheme_ends)
    found = (
        (one.start() - begin, one.end() - begin) for one in _BREAKS.finditer(text, begin, stop)
    )
    breaks = [(start, end) for start, end in found if start in whole and end in whole]
    ends: list[int] = []
    row_start = next_break = next_grapheme = 0
    while row_start < stop - begin:
        limit = cells_before[row_start] + width
        best = row_start
        while next_break < len(breaks) and breaks[next_break][0] <= row_start:
            next_break += 1
        while next_break < len(breaks) and cells_before[breaks[next_break][0]] <= limit:
            best = breaks[next_break][1]
            next_break += 1
        if best == row_start:
            while grapheme_ends[next_grapheme] <= row_start:
                next_grapheme += 1
            best = grapheme_ends[next_grapheme]
            while (
                next_grapheme + 1 < len(grapheme_ends)
                and cells_before[grapheme_ends[next_grapheme + 1]] <= limit
            ):
                next_grapheme += 1
                best = grapheme_ends[next_grapheme]
        ends.append(begin + best)
        row_start = best
    return ends


def drawn(row: str) -> str:
    """Return what is drawn of a row: all but the spaces that hang over its edge."""
    return _HANGING.sub("", row)


def width_of(text: str) -> int:
    """Return the cells that ``text`` takes."""
    return cell_len(text)


def character_at(row: str, cell: int) -> tuple[int, int]:
    """Return start and end of the character (with its combining marks) under ``cell`` of ``row``.

    Left of the row that is its first character, right of it the empty place at its end.
    """
    if cell < len(row) and _NARROW.fullmatch(row):
        return (max(cell, 0), max(cell, 0) + 1)
    cells = 0
    for start, end, size in split_graphemes(row)[0]:
        cells += size
        if cell < cells:
            return (start, end)
    return (len(row), len(row))


def whole_characters(row: str, start: int, end: int) -> tuple[int, int]:
    """Widen ``start`` and ``end`` (offsets in ``row``) to the borders of whole characters."""
    if start >= end or _NARROW.fullmatch(row):
        return (start, end)
    touched = [(a, b) for a, b, _size in split_graphemes(row)[0] if a < end and start < b]
    return (min(touched[0][0], start), max(touched[-1][1], end)) if touched else (start, end)
