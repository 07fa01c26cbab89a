"""Plain text: a line is a paragraph, unless the file breaks its lines at a column."""

import re
from itertools import pairwise

from clicktui.i18n import translate as _
from clicktui.intake.decoding import decoded
from clicktui.intake.gathering import Gathered, split_lines
from clicktui.intake.limits import Limits
from clicktui.intake.model import ReadFile

_WIDEST = 90
_SLACK = 22
"""Columns by which a line that is broken at a word may be shorter than the widest."""

_SAMPLE = 20_000
_FEWEST = 20
_MOST = 0.9
_BEGINS_ANEW = re.compile(r"[-–—*•]\s|\d{1,3}[.)]\s|[^\s:]{1,30}(?: [^\s:]{1,30}){0,3}\s?:\s|>")


def read(content: bytes, limits: Limits) -> ReadFile:
    """Read plain text of any encoding.

    Raises:
        IntakeError: it is no text, or too much.
    """
    text, notes = decoded(content)
    lines = split_lines(text)
    gathered = Gathered(limits)
    if is_broken_at_a_column(lines):
        notes = (*notes, _("its lines end at a column: they were joined into paragraphs"))
        lines = joined(lines)
    gathered.add_all(lines)
    return ReadFile(tuple(gathered.lines), notes=notes)


def is_broken_at_a_column(lines: list[str]) -> bool:
    """Say whether nearly every line that goes on in the next one ends near the same column."""
    lengths = [len(line.rstrip()) for line in lines[:_SAMPLE]]
    followed = [one for one, after in pairwise(lengths) if one and after]
    if len(followed) < _FEWEST or not any(length == 0 for length in lengths):
        return False
    widest = sorted(followed)[int(0.98 * len(followed))]
    if not 50 <= widest <= _WIDEST or max(lengths) > 2 * _WIDEST:
        return False
    near = sum(length >= widest - _SLACK for length in followed)
    return near >= _MOST * len(followed)


def joined(lines: list[str]) -> list[str]:
    """Return ``lines`` with those that follow each other without an empty one made one.

    A line that begins as an item, a quotation or somebody's turn does not go on the one before.
    """
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        text = line.strip()
        if not text:
            is_open = False
        elif is_open and not _BEGINS_ANEW.match(text):
            paragraphs[-1] += " " + text
        else:
            paragraphs.append(text)
            is_open = True
    return paragraphs
