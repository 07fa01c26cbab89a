"""The plain values of a search, and the protocol that every engine keeps.

All offsets are code points in the cleaned text of the hit's source file, ends exclusive.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from clicktui.corpus.model import Passage, Role, Span

if TYPE_CHECKING:
    from clicktui.search.labels import Labels
    from clicktui.search.whole import WholeIndex


class Match(StrEnum):
    """How a word of the text answered a word of the query, best first."""

    EXACT = "exact"
    BEGUN = "begun"  # the text's word begins with the word being typed
    INFLECTED = "inflected"  # another form of the same word
    GUESSED = "guessed"  # within the allowed typing errors


@dataclass(frozen=True, slots=True)
class Highlight:
    """The exact original characters that matched, and how.

    ``word`` is the place in the query of the word that they answer, phrases counted last.
    """

    span: Span
    match: Match
    word: int = 0


@dataclass(frozen=True, slots=True)
class Guess:
    """A typed word that was not found as typed, and the corpus word that answered it."""

    typed: str
    found: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. ``highlights`` are in text order and do not overlap.

    ``place`` is the passage's number from 0 in the order of the corpus, None where nobody said.
    """

    passage: Passage
    score: float
    highlights: tuple[Highlight, ...]
    guesses: tuple[Guess, ...] = ()
    place: int | None = None


class NoticeKind(StrEnum):
    """What a search has to say besides its hits."""

    READ_AS_WORDS = "read-as-words"  # detail: the part of the query that could not be parsed
    UNKNOWN_WORD = "unknown-word"  # detail: a word the corpus lacks, in no form
    TOO_LONG = "too-long"  # detail: the last words that were still searched
    UNKNOWN_VALUE = "unknown-value"  # detail: a filter whose value the corpus lacks
    NOT_YET = "not-yet"  # detail: a filter on labels that are not known yet: nothing is found
    SO_FAR = "so-far"  # detail: a filter on labels that are known of some passages only: ``of``


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say in the status line; ``detail`` is the user's own text.

    ``of`` are passages of which something is known, and how many there are.
    """

    kind: NoticeKind
    detail: str
    of: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Results:
    """What one search gave.

    ``total`` counts all matching passages, ``hits`` holds the best of them. ``elsewhere`` counts
    the matching passages in roles that were not searched (headings, pull quotes, comments …).
    ``suggestions`` are the nearest words of the corpus, offered when nothing was found.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    took_ms: float
    notices: tuple[Notice, ...] = ()
    suggestions: tuple[str, ...] = ()
    elsewhere: Mapping[Role, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """The switches of a search."""

    fuzzy: bool = True
    accents: bool = False  # True: é and e differ
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Completion:
    """A way to finish what is being typed: replace ``query[start:end]`` with ``text``."""

    start: int
    end: int
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Extent:
    """How much an index holds; ``deleted`` passages take room in it and are not found."""

    sources: int
    segments: int
    passages: int
    deleted: int = 0


class SearchCancelledError(Exception):
    """Raised out of a search or a build whose ``cancelled`` said yes."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a corpus: what is indexed, replaced and removed as a whole.

    ``fingerprint`` changes when its passages do; ``passages`` gives them in their order, and may be
    called more than once when they are indexed.
    """

    name: str
    fingerprint: str
    passages: Callable[[], Iterable[Passage]]


class SearchEngine(Protocol):
    """What every engine offers: it keeps the passages of a corpus, and answers queries on them.

    ``opening.engine_in`` chooses the engine of a corpus, and nobody else knows which it is; what
    every engine has to do is tested in ``tests/search/test_engine_contract.py``. What it keeps
    outlives the process, and may be changed by another one meanwhile: ``arrange`` looks again. All
    calls are made from one thread at a time, except ``label``.

    ``build``, ``add`` and ``remove`` change what is kept; they return one line for the user for
    each thing that she should know. They tell ``progress`` how far they are and ask ``cancelled``
    ten times a second (see ``progress``): where that says yes they raise ``SearchCancelledError``,
    and what was kept before stays, with what of the new is whole. What takes long may be found
    before they return (``held`` grows), by who asks ``arrange`` meanwhile, also in another
    process. They raise ``IndexUnusableError`` where nothing can be kept, and
    ``IndexDamagedError`` where what is kept cannot be read: only ``build`` helps then.
    """

    @property
    def extent(self) -> Extent:
        """How much can be found now."""

    @property
    def held(self) -> Mapping[str, str]:
        """The fingerprint of each source that is kept, by its name, "" where a part of it is."""

    def build(
        self,
        sources: Sequence[Source],
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> tuple[str, ...]:
        """Keep ``sources`` and nothing else, all read anew, in this order."""

    def add(
        self,
        sources: Sequence[Source],
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> tuple[str, ...]:
        """Keep ``sources`` too, each in the stead of one of its name; what is held is not read."""

    def remove(
        self,
        names: Collection[str],
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> tuple[str, ...]:
        """Keep the sources called ``names`` no more."""

    def arrange(self, sources: Sequence[Source]) -> None:
        """Find from now on what is kept of these ``sources``, as they are, in this order.

        No passage of another source is found, nor of one that has another fingerprint; passages
        that are as good as each other come in this order. None is read.
        """

    @property
    def is_untidy(self) -> bool:
        """Whether ``tidy`` has something to do."""

    def tidy(
        self,
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> bool:
        """Put what is kept in good order, where it is due; say whether it was.

        It may take long, and be called while the same index is open elsewhere. Answers are the
        same before and after.
        """

    @property
    def whole(self) -> "WholeIndex | None":
        """What is open, by the places of passages in the corpus; from any thread.

        None: nothing is open, or the engine does not know.
        """

    def search(
        self,
        query: str,
        options: Options = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> Results:
        """Return the ranked hits of ``query``, its last word being a prefix."""

    def complete(self, query: str, cursor: int) -> Sequence[Completion]:
        """Return completions of the filter value (``speaker:…``) that ``cursor`` stands in."""

    def suggest(self, query: str, options: Options = ...) -> tuple[str, ...]:
        """Return words of the corpus that look like those of ``query`` which it lacks, best first.

        None for a word that it has; to be offered when nothing was found.
        """

    def label(self, labels: "Labels | None") -> None:
        """Let filters ask ``labels`` from now on; None: they are not known. From any thread."""

    def close(self) -> None:
        """Release the files; it answers no more."""
