"""What stands on the pages of a PDF and is none of its text: running heads, page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from clicktui.intake.pdfrows import PageLine

_EDGE = 3
"""Lines from the top, and from the bottom, that may be furniture."""

_MARGIN = 0.14
"""The part of a page's height, above and below, in which it stands."""

_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|p\.|pag\.|pagina|seite)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|sur|de|di)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(r"[-–—|\s]*(\d{1,4})[-–—|\s]*")
_FAR_MARGIN = 0.3
"""As ``_MARGIN``, for the first or last line of a page that is a number and nothing else."""

_NEAR = 4.0
"""Points by which the place of a running head may change from page to page."""


def furniture(pages: Sequence[tuple[float, Sequence[PageLine]]]) -> list[frozenset[int]]:
    """Return for each page, given by its height and lines, the places of lines that are furniture.

    A line in the margin is: when it is a page number, or when it says the same, figures apart, at
    the same height on three pages, or on all where there are two.
    """
    at_edges = [list(_at_edges(height, lines)) for height, lines in pages]
    seen: Counter[tuple[str, int]] = Counter()
    for (_height, lines), edges in zip(pages, at_edges, strict=True):
        keys = {key for number in edges for key in _keys(lines[number])}
        seen.update(keys)
    numbered = printed_numbers(pages)[1]
    enough = min(3, max(2, len(pages)))
    return [
        frozenset(
            number
            for number in range(len(lines))
            if (place, number) in numbered
            or (number in edges and _is_furniture(lines[number], seen, enough))
        )
        for place, ((_height, lines), edges) in enumerate(zip(pages, at_edges, strict=True))
    ]


def _is_furniture(line: PageLine, seen: Counter[tuple[str, int]], enough: int) -> bool:
    is_number = bool(_PAGE_NUMBER.fullmatch(line.text))
    return is_number or any(seen[key] >= enough for key in _keys(line))


def printed_numbers(
    pages: Sequence[tuple[float, Sequence[PageLine]]],
) -> tuple[int, frozenset[tuple[int, int]]]:
    """Return the number of the first page as printed, and the lines that print such numbers.

    A line is given by the place of its page and its own. Numbers count when they go up by one on
    half of the pages, and three; else there are none.
    """
    seen: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for place, (height, lines) in enumerate(pages):
        for number in _first_and_last(height, lines):
            if found := _LONE_NUMBER.fullmatch(lines[number].text):
                seen[int(found[1]) - place].add((place, number))
    if not seen:
        return 1, frozenset()
    first = max(seen, key=lambda one: (len(seen[one]), -one))
    is_sure = len(seen[first]) >= max(3, len(pages) / 2)
    return (first, frozenset(seen[first])) if is_sure else (1, frozenset())


def _first_and_last(height: float, lines: Sequence[PageLine]) -> set[int]:
    numbers = range(len(lines))
    if not lines:
        return set()
    highest = max(numbers, key=lambda number: lines[number].y1)
    lowest = min(numbers, key=lambda number: lines[number].y0)
    return {
        number
        for number in (highest, lowest)
        if lines[number].y1 > (1 - _FAR_MARGIN) * height or lines[number].y0 < _FAR_MARGIN * height
    }


def _at_edges(height: float, lines: Sequence[PageLine]) -> list[int]:
    from_top = sorted(range(len(lines)), key=lambda number: -lines[number].y1)
    upper = [n for n in from_top[:_EDGE] if lines[n].y1 > (1 - _MARGIN) * height]
    lower = [n for n in from_top[-_EDGE:] if lines[n].y0 < _MARGIN * height]
    return sorted({*upper, *lower})


def _keys(line: PageLine) -> list[tuple[str, int]]:
    """Return what a line says, figures apart, with the two steps of height that it is between."""
    said = _NUMBERS.sub("#", line.text.lower())
    step = int(line.y0 // _NEAR)
    return [(said, step), (said, step + 1)]
