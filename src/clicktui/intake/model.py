"""What is read from a file: lines that become paragraphs, and what the file says of itself.

Nothing here is cleaned yet: ``corpus.cleaning`` is the gate that every text passes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class LineKind(StrEnum):
    """What a line is in its file, as the file's own form says."""

    TEXT = "text"
    HEADING = "heading"
    CAPTION = "caption"
    FURNITURE = "furniture"  # running heads, page numbers, menus: never searched


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph to be: one line, without line ends.

    ``is_bold`` says that all of it is set in bold. ``page`` is the page on which it begins, as
    printed or counted from 1; ``starts_at`` when it is said, in ms from the beginning. ``speaker``
    is whom the file's format itself names as its speaker (WebVTT's ``<v Name>``), never a guess.
    ``last_page`` is the page on which it ends, None where that is ``page``.
    """

    text: str
    kind: LineKind = LineKind.TEXT
    is_bold: bool = False
    page: str | None = None
    starts_at: int | None = None
    speaker: str | None = None
    last_page: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A value of a CSL variable, as CSL-JSON writes it, and where it was found, in a few words."""

    value: Any
    where: str


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one file gave. ``found`` is by CSL variable.

    ``notes`` are lines for the user: the encoding that was guessed, pages without text.
    """

    lines: tuple[Line, ...]
    found: Mapping[str, Found] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
