"""What is said of a passage: its codings, each with the signs that speak for it. Plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from clicktui.corpus.model import Span

LANGUAGES = ("fr", "it", "en")
"""The languages in which passages are judged."""


class Band(StrEnum):
    """How sure a coding is: a score just above a threshold says little, so it is not shown."""

    CLEAR = "clear"
    POSSIBLE = "possible"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Sign:
    """Words of a passage that a cue knows: of which class, by which pattern, where.

    ``span`` counts code points of the passage.
    """

    cue: str
    pattern: str
    span: Span


@dataclass(frozen=True, slots=True)
class Weighed:
    """A circumstance of a finding, as the cues have it, and what it counts for or against."""

    condition: str
    weight: float


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that holds in a passage.

    ``strength`` is the rule's weight and its circumstances together, in log-odds: 0 is even.
    ``spans`` are the words that speak for the code: the signs, those that stand close as one.
    """

    code: str
    rule: str
    signs: tuple[Sign, ...]
    spans: tuple[Span, ...]
    strength: float
    weight: float
    circumstances: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """What the cues say of one code for a passage.

    ``score`` is from 0 to 1 and only there to order by; ``findings`` come strongest first.
    """

    code: str
    band: Band
    score: float
    findings: tuple[Finding, ...] = ()

    @property
    def counted(self) -> tuple[Finding, ...]:
        """The findings that count: those that are not much weaker than the strongest."""
        return tuple(one for one in self.findings if one.strength >= self.findings[0].strength - 3)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The evidence: the spans of the findings that count, in order, none inside another."""
        return outermost(span for one in self.counted for span in one.spans)


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage as the cues judge it: its language ("" where unknown), and a coding per code."""

    lang: str
    codings: Mapping[str, Coding] = field(default_factory=dict)

    def labels(self, least: Band | float = Band.POSSIBLE) -> tuple[str, ...]:
        """Return the codes of the passage: those of band ``least`` or above, or of such a score."""
        return tuple(code for code, coding in self.codings.items() if reaches(coding, least))


def outermost(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return ``spans`` in order, without those that lie inside another."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one.start, -one.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)


def reaches(coding: Coding, least: Band | float) -> bool:
    """Say whether ``coding`` is of band ``least`` or above, or has at least that score."""
    if isinstance(least, Band):
        order = (Band.NONE, Band.POSSIBLE, Band.CLEAR)
        return order.index(coding.band) >= order.index(least)
    return bool(coding.findings) and coding.score >= least
