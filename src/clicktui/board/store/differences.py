"""Long documents as what differs between them, so that the history does not keep both whole.

Each side is a JSON text of its own: ``[checksum, [start, piece], …]``, the checksum being that of
the whole document and each piece standing ``start`` code points after its beginning. The pieces of
both sides belong together in their order: with one document at hand, the other is made by putting
its pieces in the place of those that are there. Documents are JSON objects, so that the first
letter tells a side from a document.
"""

import json
import re
from itertools import accumulate

from clicktui.board.store.quotedocuments import DocumentError
from clicktui.board.store.records import checksum

_MOST_COMPARED = 10_000
"""Words of each document that are compared one by one; that takes the square of it in bits."""

_WORD = re.compile(r"[^, ]*[, ]|[^, ]+")


def differing(before: str, after: str) -> tuple[str, str]:
    """Return both sides of what differs between two documents, cut at spaces and commas."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    old_starts = [0, *accumulate(map(len, old))]
    new_starts = [0, *accumulate(map(len, new))]
    sides: tuple[list[object], list[object]] = [checksum(before)], [checksum(after)]
    for old_from, old_to, new_from, new_to in _places(old, new):
        sides[0].append([old_starts[old_from], "".join(old[old_from:old_to])])
        sides[1].append([new_starts[new_from], "".join(new[new_from:new_to])])
    return _text(sides[0]), _text(sides[1])


def is_side(text: str | None) -> bool:
    """Say whether ``text`` is one side of a difference, and not a whole document."""
    return text is not None and text.startswith("[")


def is_side_of(side: str, document: str) -> bool:
    """Say whether ``document`` is the one that this side was made of, by its checksum.

    Raises:
        DocumentError: it is no side as ``differing`` makes it.
    """
    return _read(side)[0] == checksum(document)


def other_side(here: str, there: str, document: str) -> str | None:
    """Return the document of the side ``there``, given that of ``here``; None if it is another.

    What is returned is, by its checksum, what was there when the difference was made.

    Raises:
        DocumentError: these are no sides as ``differing`` makes them.
    """
    (whole, here_pieces), (wanted, there_pieces) = _read(here), _read(there)
    if len(here_pieces) != len(there_pieces):
        raise DocumentError("sides that do not belong together")
    if whole != checksum(document):
        return None
    parts, done = [], 0
    for (start, piece), (_start, other) in zip(here_pieces, there_pieces, strict=True):
        if start < done or not document.startswith(piece, start):
            return None
        parts += [document[done:start], other]
        done = start + len(piece)
    made = "".join([*parts, document[done:]])
    if checksum(made) != wanted:
        raise DocumentError("a difference that gives another document")
    return made


def _places(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Return where two lists differ: from and to in the one, from and to in the other."""
    first, most = 0, min(len(old), len(new))
    while first < most and old[first] == new[first]:
        first += 1
    last = 0
    while last < most - first and old[-1 - last] == new[-1 - last]:
        last += 1
    old_middle, new_middle = old[first : len(old) - last], new[first : len(new) - last]
    if max(len(old_middle), len(new_middle)) > _MOST_COMPARED:
        return [(first, len(old) - last, first, len(new) - last)]
    from rapidfuzz.distance import LCSseq

    return [
        (first + one.src_start, first + one.src_end, first + one.dest_start, first + one.dest_end)
        for one in LCSseq.opcodes(old_middle, new_middle)
        if one.tag != "equal"
    ]


def _text(side: list[object]) -> str:
    return json.dumps(side, ensure_ascii=False, separators=(",", ":"))


def _read(side: str) -> tuple[int, list[tuple[int, str]]]:
    try:
        whole, *pieces = json.loads(side)
        read = [(start, piece) for start, piece in pieces]
    except (ValueError, TypeError, RecursionError) as error:
        raise DocumentError(str(error)) from error
    if type(whole) is not int or any(type(a) is not int or type(b) is not str for a, b in read):
        raise DocumentError("no side of a difference")
    return whole, read
