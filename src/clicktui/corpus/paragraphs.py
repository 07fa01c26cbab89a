"""Lines and paragraphs of a text, as numbers until they are looked at.

A book has 100,000 paragraphs and a reader sees ten: a ``Paragraph`` is made when somebody asks for
it, from what the catalogue says of its line.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from operator import eq
from typing import overload

from clicktui.corpus.model import PROSE_ROLES, Paragraph, Repetition, Role, Span, Speech

Said = tuple[tuple[str, ...], bool]
"""Who says a line, and whether that follows from the form of the text only."""


class Lines:
    """The lines of a text, counted from 1, without white space around."""

    def __init__(self, text: str) -> None:
        """Find the lines of a cleaned ``text``."""
        self.text = text
        self._starts, self._ends = array("i", [0]), array("i", [0])
        begin = 0
        for line in text.split("\n"):
            size, filled = len(line), len(line.strip())
            start = begin if filled == size else begin + size - len(line.lstrip())
            self._starts.append(start)
            self._ends.append(start + filled)
            begin += size + 1

    def __len__(self) -> int:
        return len(self._starts) - 1

    def start(self, number: int) -> int:
        """Return the offset of the first character of a line."""
        return self._starts[number]

    def span(self, number: int) -> Span:
        """Return the span of a line; empty where nothing but white space is in it."""
        return Span(self._starts[number], self._ends[number])

    def is_filled(self, number: int) -> bool:
        """Say whether anything stands on a line."""
        return self._starts[number] < self._ends[number]


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What a catalogue says of the lines of one work, by their number.

    ``around`` has the lines outside the work's own that belong to it. ``guessed`` and
    ``guessed_roles`` are proposed. ``lang`` is the work's language.
    """

    lang: str
    roles: Mapping[int, Role]
    around: Mapping[int, Role]
    said: Mapping[int, Said]
    labels: Mapping[int, Span]
    speeches: Mapping[int, Sequence[Speech]]
    langs: Mapping[int, str]
    pages: Mapping[int, tuple[str, str]]
    times: Mapping[int, int]
    guessed: Mapping[int, Said]
    guessed_roles: Mapping[int, Role]
    repeats: dict[int, Repetition] = field(default_factory=dict)

    def role(self, line: int) -> Role:
        """Return the role of a line."""
        return self.around.get(line) or self.roles.get(line, Role.BODY)


class LineParagraphs(Sequence[Paragraph]):
    """The paragraphs of one work: its lines that are filled. They equal any sequence of the same.

    Each is made anew when it is asked for.
    """

    def __init__(self, lines: Lines, own: range, facts: LineFacts) -> None:
        """Make paragraphs of the filled ones among the work's ``own`` lines and those around."""
        self._lines = lines
        self.facts = facts
        numbers = sorted([*own, *facts.around]) if facts.around else own
        self._numbers = array("i", filter(lines.is_filled, numbers))
        others = {line for line, role in facts.around.items() if role not in PROSE_ROLES}
        others |= {
            line
            for line, role in facts.roles.items()
            if role not in PROSE_ROLES and line in own and line not in facts.around
        }
        self._others = sorted(line for line in others if lines.is_filled(line))
        self._headings = [line for line in self._others if facts.role(line) is Role.HEADING]

    def __len__(self) -> int:
        return len(self._numbers)

    def __bool__(self) -> bool:
        return bool(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Paragraph: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Paragraph]: ...
    def __getitem__(self, at: int | slice) -> Paragraph | Sequence[Paragraph]:
        if isinstance(at, slice):
            return tuple(self._made(index) for index in range(len(self))[at])
        return self._made(range(len(self))[at])

    def __iter__(self) -> Iterator[Paragraph]:
        return map(self._made, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if self is other or not isinstance(other, Sequence):
            return self is other or NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    def __hash__(self) -> int:
        return hash((len(self), *islice(self, 8)))

    @cached_property
    def starts(self) -> Sequence[int]:
        """The offset at which each begins, with its label."""
        return array("i", map(self._lines.start, self._numbers))

    @property
    def prose(self) -> int:
        """How many of them are prose."""
        return len(self._numbers) - len(self._others)

    def first_prose(self) -> int | None:
        """Return the first of them that is prose, by index."""
        places = range(len(self._others))
        at = bisect_left(places, True, key=lambda nth: self._numbers[nth] != self._others[nth])
        return at if at < len(self) else None

    def headings(self) -> Iterator[Paragraph]:
        """Yield those of them that are headings."""
        return (self._made(bisect_left(self._numbers, line)) for line in self._headings)

    def of_line(self, line: int) -> Paragraph | None:
        """Return the paragraph of a line, None where the work has none there."""
        at = bisect_left(self._numbers, line)
        found = at < len(self) and self._numbers[at] == line
        return self._made(at) if found else None

    def _made(self, index: int) -> Paragraph:
        line, facts = self._numbers[index], self.facts
        role, span = facts.role(line), self._lines.span(line)
        label = facts.labels.get(line)
        names, inferred = facts.said.get(line, ((), False))
        is_prose = role in PROSE_ROLES
        speaks = role is not Role.CHROME
        heading = bisect_left(self._headings, line) - 1
        lang = facts.langs.get(line)
        return Paragraph(
            span=Span(label.end, span.end) if label else span,
            line=line,
            role=role,
            number=index + 1 - bisect_right(self._others, line) if is_prose else None,
            speakers=names if speaks else (),
            speaker_inferred=inferred and speaks,
            label=label,
            speeches=tuple(facts.speeches.get(line, ())),
            repeats=facts.repeats.get(line),
            section=self._words(self._headings[heading]) if heading >= 0 else "",
            lang=None if lang == facts.lang else lang,
            pages=facts.pages.get(line),
            starts_at=facts.times.get(line),
            proposed_role=facts.guessed_roles.get(line),
            proposed_speakers=facts.guessed.get(line, ((), False))[0],
        )

    def _words(self, line: int) -> str:
        span = self._lines.span(line)
        return self._lines.text[span.start : span.end]


def starts_of(paragraphs: Sequence[Paragraph]) -> Sequence[int]:
    """Return the offset at which each of a work's ``paragraphs`` begins, with its label."""
    if isinstance(paragraphs, LineParagraphs):
        return paragraphs.starts
    return [one.label.start if one.label else one.span.start for one in paragraphs]


def count_prose(paragraphs: Sequence[Paragraph]) -> int:
    """Return how many of a work's ``paragraphs`` the locator counts."""
    if isinstance(paragraphs, LineParagraphs):
        return paragraphs.prose
    return sum(one.is_prose for one in paragraphs)


def first_prose(paragraphs: Sequence[Paragraph]) -> int | None:
    """Return the first of a work's ``paragraphs`` that is prose, by index."""
    if isinstance(paragraphs, LineParagraphs):
        return paragraphs.first_prose()
    return next((index for index, one in enumerate(paragraphs) if one.is_prose), None)


def headings_of(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield those of a work's ``paragraphs`` that are headings."""
    if isinstance(paragraphs, LineParagraphs):
        return paragraphs.headings()
    return (one for one in paragraphs if one.role is Role.HEADING)
