"""What a catalogue says, as plain values: read by ``catalogue``, put to use by ``assembly``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from clicktui.corpus.entries import CataloguePlace
from clicktui.corpus.model import Role


@dataclass(frozen=True, slots=True)
class Who:
    """Who says something: her name, or what she is described as.

    ``description`` gives the description by language and is empty for a name; ``name`` is then the
    first one that is written.
    """

    name: str
    description: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SpeakersEntry:
    """Who speaks in these lines; ``inferred``: from the form of the text, not from a label."""

    lines: tuple[int, ...]
    who: tuple[Who, ...]
    inferred: bool

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple(one.name for one in self.who)


@dataclass(frozen=True, slots=True)
class LabelEntry:
    """The words printed before somebody's speech, at the start of these lines."""

    lines: tuple[int, ...]
    label: str


@dataclass(frozen=True, slots=True)
class SpeechEntry:
    """The words from ``first`` to ``last`` (or ``first`` alone), which others than the speaker say.

    ``inserted``: they put them there, nobody quotes them. ``key`` is its path in the catalogue,
    for errors.
    """

    line: int
    who: tuple[Who, ...]
    first: str
    last: str | None
    inserted: bool
    key: str


@dataclass(frozen=True, slots=True)
class RepeatEntry:
    """Line ``line`` repeats words of line ``of``; ``altered`` is what the catalogue claims."""

    line: int
    of: int
    altered: bool
    key: str


@dataclass(frozen=True, slots=True)
class ProposedEntry:
    """Roles, speakers and labels that were guessed of a work and wait to be confirmed."""

    roles: Mapping[int, Role] = field(default_factory=dict)
    speakers: tuple[SpeakersEntry, ...] = ()
    labels: tuple[LabelEntry, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything is proposed."""
        return bool(self.roles or self.speakers or self.labels)


@dataclass(frozen=True, slots=True)
class FromEntry:
    """The file of the user's that a text was taken from, as it was then.

    ``path`` is absolute, ``checksum`` that of its bytes and ``text`` that of the cleaned text (both
    BLAKE2b, 32 hex digits), ``size`` in bytes, ``modified`` in ns since 1970, ``added`` UTC.
    ``notes`` are what its reading has to tell.
    """

    path: str
    size: int
    modified: int
    checksum: str
    text: str
    added: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """One work as catalogued; lines are those of the cleaned text, counted from 1.

    ``roles`` gives the role of lines inside ``lines`` that are not body, ``around`` that of the
    lines outside that belong to the work. ``langs``, ``pages`` and ``times`` are by line: languages
    other than ``lang``, first and last page, ms from the beginning.
    """

    id: str
    place: CataloguePlace
    lang: str
    lines: tuple[int, int]
    roles: Mapping[int, Role]
    around: Mapping[int, Role]
    speakers: tuple[SpeakersEntry, ...]
    labels: tuple[LabelEntry, ...]
    speeches: tuple[SpeechEntry, ...]
    repeats: tuple[RepeatEntry, ...]
    csl: Mapping[str, Any]
    unknown: tuple[str, ...]
    to_confirm: Mapping[str, Any]
    inferred: Mapping[str, Any]
    notes: str
    truncated: bool
    presents: bool
    langs: Mapping[int, str] = field(default_factory=dict)
    pages: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    times: Mapping[int, int] = field(default_factory=dict)
    proposed: ProposedEntry = field(default_factory=ProposedEntry)
    assumed: tuple[str, ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One file as catalogued; ``chrome`` are its lines that belong to no work."""

    file: str
    place: CataloguePlace
    page: Mapping[str, Any] | None
    chrome: tuple[int, ...]
    works: tuple[WorkEntry, ...]
    taken_from: FromEntry | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue read; ``raw`` are the bytes of its file."""

    raw: bytes
    sources: tuple[SourceEntry, ...]
