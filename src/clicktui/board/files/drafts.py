"""A board as its file gives it, before the corpus has said what stands where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from clicktui.board.model import PinnedQuote
from clicktui.corpus.alterations import Alteration
from clicktui.corpus.model import Span
from clicktui.corpus.yamlentries import Entry


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """What a file says of one quote.

    ``entry`` knows the lines of what it says. ``place`` is what the words span in the text of the
    work's file, None where the file does not say. ``before`` and ``after`` are words around them,
    "" where it does not say. ``said`` holds what the file says besides, by key: it is compared,
    never believed. ``recorded`` is the whole quote where the file has all that it needs, None for
    an entry written by hand. Ids and times are "" where the file has none; ``has_pin`` tells
    that it says who pinned the quote and when.
    """

    entry: Entry
    work: str
    words: str
    place: Span | None = None
    before: str = ""
    after: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)
    recorded: PinnedQuote | None = None
    id: str = ""
    has_pin: bool = False
    pinned_by: str = ""
    pinned_at: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    is_starred: bool = False
    alterations: tuple[Alteration, ...] = ()
    kept_against: str = ""


@dataclass(frozen=True, slots=True)
class DraftList:
    """A list as its file gives it; ``id`` is "" where it has none."""

    name: str
    id: str = ""
    quotes: tuple[DraftQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftBoard:
    """A board as its file gives it; ``id`` and ``made_at`` are "" where it has none."""

    name: str
    id: str = ""
    made_at: str = ""
    is_archived: bool = False
    memo: str = ""
    lists: tuple[DraftList, ...] = ()
