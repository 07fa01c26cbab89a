"""The plain values of a corpus.

All offsets are Unicode code points in the cleaned text of a source file, ends exclusive.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

UNKNOWN_LANGUAGE = "und"
"""What ISO 639-2 calls a language that nobody could tell: it is not cited."""


class Role(StrEnum):
    """What a paragraph is in its work."""

    HEADING = "heading"
    LEAD = "lead"
    QUESTION = "question"
    ANSWER = "answer"
    BODY = "body"
    PULL_QUOTE = "pull-quote"
    CAPTION = "caption"
    COMMENT = "comment"
    NOTICE = "notice"  # words of whoever reprints the work, around it
    CHROME = "chrome"


PROSE_ROLES = frozenset({Role.LEAD, Role.QUESTION, Role.ANSWER, Role.BODY})
"""Roles that are numbered by the locator and searched by default."""

SEARCHABLE_ROLES = frozenset(Role) - {Role.CHROME}
"""Roles that are indexed; those outside ``PROSE_ROLES`` are searched on request."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of code points, ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        """Say whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


def _joined(speakers: tuple[str, ...]) -> str | None:
    return " & ".join(speakers) or None


@dataclass(frozen=True, slots=True)
class Speech:
    """Words inside a paragraph that somebody other than its speaker says.

    ``inserted``: she put them there herself, like an editor's note; the speaker does not quote her.
    """

    span: Span
    speaker: str
    inserted: bool = False


class LocatorKind(StrEnum):
    """What a locator counts, as CSL 1.0.2 labels it."""

    PARAGRAPH = "paragraph"
    PAGE = "page"
    TIME = "timestamp"


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in its work something stands, from ``first`` to ``last``, both as they are printed."""

    kind: LocatorKind
    first: str
    last: str

    @property
    def value(self) -> str:
        """Both ends with a hyphen between them, or one where they are the same."""
        return self.first if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Repetition:
    """What a pull quote (or a heading that quotes) repeats.

    ``sentence`` spans the whole sentences of the same work that it repeats;
    ``altered`` says that its words are not an exact run of that text. A quote has the first and
    last number of the prose ``paragraphs`` of these sentences, so that it is cited with them when
    its source changed; None outside prose, and where nobody noted them.
    """

    sentence: Span
    altered: bool
    paragraphs: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A non-empty line of a work.

    ``span`` covers the words that can be quoted: no white space around, no speaker label.
    ``label`` covers a printed speaker label before them ("Heidi.news — "), or is None.
    ``number`` counts the work's prose paragraphs from 1; None outside prose.
    ``speakers`` is empty where the text does not say who speaks; ``speaker_inferred`` says that
    they follow from the form of the text and are not printed.
    ``section`` is the text of the nearest heading above, or "".
    ``lang`` is its language where it is not the work's, else None. ``pages`` are the first and the
    last page that it stands on, as the original counts them; ``starts_at`` says when it is said, in
    ms from the beginning; both None where the original has none.
    ``proposed_role`` and ``proposed_speakers`` are guesses that wait for the user: they are shown
    as doubtful, and nothing else is done with them.
    """

    span: Span
    line: int
    role: Role
    number: int | None = None
    speakers: tuple[str, ...] = ()
    speaker_inferred: bool = False
    label: Span | None = None
    speeches: tuple[Speech, ...] = ()
    repeats: Repetition | None = None
    section: str = ""
    lang: str | None = None
    pages: tuple[str, str] | None = None
    starts_at: int | None = None
    proposed_role: Role | None = None
    proposed_speakers: tuple[str, ...] = ()

    @property
    def is_altered(self) -> bool:
        """Whether it repeats somebody's words and changed them."""
        return self.repeats is not None and self.repeats.altered

    @property
    def speaker(self) -> str | None:
        """The speakers joined for display, or None where unknown."""
        return _joined(self.speakers)

    @property
    def is_prose(self) -> bool:
        """Whether the locator counts this paragraph."""
        return self.role in PROSE_ROLES

    @property
    def quotations(self) -> tuple[Speech, ...]:
        """The speeches that its speaker quotes, without what others inserted."""
        return tuple(speech for speech in self.speeches if not speech.inserted)


@dataclass(frozen=True, slots=True)
class Passage:
    """What the index holds: a paragraph, or a part of a long one cut at sentence ends.

    ``id`` is ``work:digest`` of the passage's own words, so it survives changes elsewhere.
    ``text`` is the cleaned text from ``start`` to ``end``. ``quoted`` names those whose speech
    (see ``Speech``) touches the passage, without those who inserted theirs. ``year`` is the
    work's, None when unknown; ``container`` is the newspaper, review or site that it is in, ""
    when unknown. ``speaker_inferred`` and ``proposed_speakers`` are as in ``Paragraph``.
    ``locator`` are the pages or the time of its paragraph in the original, None where it has none.
    """

    id: str
    work: str
    file: str
    start: int
    end: int
    text: str
    role: Role
    speakers: tuple[str, ...]
    quoted: tuple[str, ...]
    paragraph: int | None
    lang: str
    year: int | None
    title: str
    container: str = ""
    speaker_inferred: bool = False
    proposed_speakers: tuple[str, ...] = ()
    locator: Locator | None = None

    @property
    def speaker(self) -> str | None:
        """The speakers joined for display, or None where unknown."""
        return _joined(self.speakers)


class CompletionKind(StrEnum):
    """What a user did to the catalogue by a value of her own."""

    FILLED = "filled"  # the catalogue has none
    CONFIRMED = "confirmed"  # it has the same one, as doubtful
    CORRECTED = "corrected"  # it has another one


@dataclass(frozen=True, slots=True)
class Completion:
    """That a CSL value is the user's own; ``catalogued`` is the catalogue's, None without one."""

    kind: CompletionKind
    catalogued: Any = None


@dataclass(frozen=True, slots=True)
class Work:
    """What a reader cites: one interview, one article.

    ``csl`` holds only what the text says of itself, as CSL-JSON variables, and what the user says
    of it: ``completed`` has the variables whose values are hers. ``unknown`` lists
    variables a citation wants and nobody knows; ``to_confirm`` values that the file does not
    print, and ``inferred`` values that follow by reasoning: neither is ever cited as it is.
    ``assumed`` are variables of ``csl`` that nobody has confirmed: type and title, without which
    there is no work. ``found`` says of doubtful and assumed values where they were found.
    ``lines`` are the first and last line of the work in its file, counted from 1. ``paragraphs``
    may be read only when they are looked at (see ``stored``). ``presents``
    says that the text presents the work (a talk, a broadcast) and holds none of its words.
    ``descriptions`` gives, for each speaker who is described and not named, the description by
    language; the one that stands as speaker is its key. ``is_unsigned`` says that the catalogue
    knows no author and the user named one: what nobody is said to say is hers. ``also_called`` are
    names by which the text calls authors whose names the user corrected.
    """

    id: str
    file: str
    csl: Mapping[str, Any]
    lang: str
    lines: tuple[int, int]
    paragraphs: Sequence[Paragraph]
    unknown: tuple[str, ...] = ()
    to_confirm: Mapping[str, Any] = field(default_factory=dict)
    inferred: Mapping[str, Any] = field(default_factory=dict)
    notes: str = ""
    truncated: bool = False
    presents: bool = False
    descriptions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    completed: Mapping[str, Completion] = field(default_factory=dict)
    is_unsigned: bool = False
    also_called: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title as catalogued."""
        return str(self.csl["title"])

    @property
    def year(self) -> int | None:
        """The year of issue, None when unknown."""
        parts = self.csl.get("issued", {}).get("date-parts")
        return int(parts[0][0]) if parts else None


class StoredText(Protocol):
    """The text of a file that is read when it is asked for (see ``stored``)."""

    def text(self) -> str:
        """Return the cleaned text.

        Raises:
            SourceTextError: it cannot be read, or is another one by now.
        """

    @property
    def takes_long(self) -> bool:
        """Whether looking at it now would keep a key waiting."""

    def whole(self, file: "SourceFile") -> "SourceFile":
        """Return ``file`` with its text and paragraphs in memory, to walk through it once.

        Raises:
            SourceTextError: as ``text``.
        """


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file on disk, cleaned. ``page`` is the CSL description of a page that reprints works.

    ``held`` is its text, or what reads that when it is asked for.
    ``page_completed`` has the variables of ``page`` whose values are the user's.
    """

    name: str
    held: str | StoredText
    works: tuple[Work, ...]
    page: Mapping[str, Any] | None = None
    page_completed: Mapping[str, Completion] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The cleaned text.

        Raises:
            SourceTextError: it has to be read, and cannot be, or is another one by now.
        """
        return self.held if isinstance(self.held, str) else self.held.text()

    @property
    def takes_long(self) -> bool:
        """Whether looking at its text now would keep a key waiting: large, and not in memory."""
        return not isinstance(self.held, str) and self.held.takes_long

    def whole(self) -> "SourceFile":
        """Return it with its text and paragraphs in memory, to walk through it once.

        Raises:
            SourceTextError: as ``text``.
        """
        return self if isinstance(self.held, str) else self.held.whole(self)

    def words(self, span: Span) -> str:
        """Return the exact characters of ``span``."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words and where they stand, enough to cite them and to find them again.

    ``prefix`` and ``suffix`` are up to 32 code points around them (W3C TextQuoteSelector).
    ``role`` is that of all its paragraphs, or body where prose of several roles is quoted.
    ``paragraphs`` are the first and last prose paragraph numbers, None outside prose.
    ``speakers`` say these words; ``quoted_in_work`` is true when the work quotes them, so that
    the citation reads "cité dans". ``repeats`` is set when the words come from a pull quote.
    ``locator`` are the pages or the time of the original, cited in place of paragraphs, None where
    it has none.
    ``partly_quoted`` are others whose speech, or one of its quotation marks, is cut off at an end
    of the words, so that these do not show any more whose it is.
    """

    work: str
    file: str
    start: int
    end: int
    words: str
    prefix: str
    suffix: str
    role: Role
    paragraphs: tuple[int, int] | None
    speakers: tuple[str, ...]
    speaker_inferred: bool
    quoted_in_work: bool
    repeats: Repetition | None
    lang: str
    partly_quoted: tuple[str, ...] = ()
    locator: Locator | None = None

    @property
    def is_altered(self) -> bool:
        """Whether these words repeat somebody's and changed them: never her own."""
        return self.repeats is not None and self.repeats.altered
