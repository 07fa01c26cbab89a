"""The plain values of a board: quotes in lists, with what the user says of them.

Everything is frozen: an edit gives a new board (``editing``), and the store keeps the difference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from clicktui.corpus.alterations import Alteration
from clicktui.corpus.model import Quote, Work


@dataclass(frozen=True, slots=True)
class CitedWork:
    """What a citation needs of a work, as it was when the quote was pinned.

    ``csl`` is a CSL-JSON item without id, ``page`` that of the page that reprints the work, if
    any; the other fields are those of ``Work``.
    """

    id: str
    csl: Mapping[str, Any]
    lang: str
    presents: bool = False
    descriptions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    page: Mapping[str, Any] | None = None
    is_unsigned: bool = False
    also_called: tuple[str, ...] = ()

    @classmethod
    def of(cls, work: Work, page: Mapping[str, Any] | None) -> "CitedWork":
        """Return what a citation needs of ``work``, reprinted in ``page``."""
        return cls(
            work.id,
            work.csl,
            work.lang,
            work.presents,
            work.descriptions,
            page,
            work.is_unsigned,
            work.also_called,
        )

    def as_work(self) -> Work:
        """Return a work without text, to be cited."""
        return Work(
            id=self.id,
            file="",
            csl=self.csl,
            lang=self.lang,
            lines=(0, 0),
            paragraphs=(),
            presents=self.presents,
            descriptions=self.descriptions,
            is_unsigned=self.is_unsigned,
            also_called=self.also_called,
        )

    @property
    def title(self) -> str:
        """The title as catalogued."""
        return str(self.csl["title"])

    @property
    def year(self) -> int | None:
        """The year of issue, None when unknown."""
        return self.as_work().year


@dataclass(frozen=True, slots=True)
class PinnedQuote:
    """A quote on a board, with what the user says of it.

    ``quote`` has the words and the place as they were when it was pinned or last settled.
    ``pinned_at`` is UTC, ISO 8601 to the second (``2026-11-21T23:57:03Z``). ``kept_against`` is the
    digest (see ``standing``) of the changed text against which the user chose to keep the words
    that she had; "" where she never had to.
    """

    id: str
    quote: Quote
    cited: CitedWork
    pinned_by: str
    pinned_at: str
    note: str = ""
    tags: tuple[str, ...] = ()
    is_starred: bool = False
    alterations: tuple[Alteration, ...] = ()
    kept_against: str = ""


@dataclass(frozen=True, slots=True)
class QuoteList:
    """Quotes under a name that the user gave: a theme, a chapter, an argument."""

    id: str
    name: str
    quotes: tuple[PinnedQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """Lists of quotes in the user's order, with a free Markdown text beside them.

    ``made_at`` is as ``PinnedQuote.pinned_at``. ``mirror`` is the absolute path of the YAML file
    that follows the board, "" where there is none. Ids are unique in the whole store.
    """

    id: str
    name: str
    made_at: str
    lists: tuple[QuoteList, ...] = ()
    memo: str = ""
    is_archived: bool = False
    mirror: str = ""

    @property
    def quotes(self) -> Iterator[PinnedQuote]:
        """The quotes of all lists, in order."""
        for quote_list in self.lists:
            yield from quote_list.quotes

    def __len__(self) -> int:
        """Return the number of quotes."""
        return sum(len(quote_list.quotes) for quote_list in self.lists)

    def __bool__(self) -> bool:
        """Say that a board without quotes is a board too."""
        return True


@dataclass(frozen=True, slots=True)
class BoardSummary:
    """What a list of boards says of one."""

    id: str
    name: str
    is_archived: bool
    lists: int
    quotes: int
