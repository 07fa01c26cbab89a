"""The pieces of a printed line put together again, which wide spaces tore apart."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: its text, its frame and size in points, the block that it is part of.

    ``y0`` is its lower edge, counted from below.
    """

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    is_bold: bool
    box: int


_WIDEST_SPACE = 0.95
"""Of the size of the letters: a justified line has no wider spaces, columns stand further apart."""

_AFTER_A_MARK = 4.0
_MARK = re.compile(r"[•◦▪‣■●–—*-]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z])[.)]?")
_SAME_ROW = 0.6
_SAME_SIZE = 1.25


def whole_rows(lines: Sequence[PageLine]) -> list[PageLine]:
    """Return ``lines`` with pieces of one row joined from left to right, where the first stood."""
    rows: dict[int, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        middle = (line.y0 + line.y1) / 2
        rows[int(middle // 4)].append(number)
    following: dict[int, int] = {}
    taken: set[int] = set()
    for number, line in enumerate(lines):
        step = int((line.y0 + line.y1) / 2 // 4)
        near = [n for one in (step - 1, step, step + 1) for n in rows.get(one, ()) if n != number]
        right = [n for n in near if n not in taken and _goes_on(line, lines[n])]
        if right:
            following[number] = min(right, key=lambda n: lines[n].x0)
            taken.add(following[number])
    joined: dict[int, PageLine] = {}
    for number in range(len(lines)):
        if number in taken:
            continue
        chain = [number]
        while chain[-1] in following:
            chain.append(following[chain[-1]])
        joined[min(chain)] = _joined([lines[n] for n in chain])
    return [joined[number] for number in sorted(joined)]


def _goes_on(left: PageLine, right: PageLine) -> bool:
    gap = right.x0 - left.x1
    widest = _AFTER_A_MARK if _MARK.fullmatch(left.text) else _WIDEST_SPACE
    sizes = sorted((left.size, right.size))
    if not -0.2 * left.size < gap < widest * left.size or sizes[1] > _SAME_SIZE * sizes[0]:
        return False
    shared = min(left.y1, right.y1) - max(left.y0, right.y0)
    return shared > _SAME_ROW * min(left.y1 - left.y0, right.y1 - right.y0)


def _joined(pieces: Sequence[PageLine]) -> PageLine:
    if len(pieces) == 1:
        return pieces[0]
    widest = max(pieces, key=lambda one: one.x1 - one.x0)
    return replace(
        widest,
        text=" ".join(one.text for one in pieces),
        x0=pieces[0].x0,
        x1=pieces[-1].x1,
        y0=min(one.y0 for one in pieces),
        y1=max(one.y1 for one in pieces),
        is_bold=all(one.is_bold for one in pieces if not _MARK.fullmatch(one.text)),
    )
