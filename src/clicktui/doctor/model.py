"""What was found when looking whether all is well."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """How something was found; only ``BROKEN`` makes the whole not sound."""

    OK = "ok"
    WARNING = "warning"  # it works, less well than it could
    BROKEN = "broken"
    UNKNOWN = "unknown"  # it cannot be asked here, so nothing is claimed


class Area(StrEnum):
    """What a finding is about."""

    TERMINAL = "terminal"
    CLIPBOARD = "clipboard"
    PLACES = "places"
    SOUNDNESS = "soundness"
    PROGRAMS = "programs"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what it is about, how it is, and what to do.

    ``id`` is for programs and unique (``clipboard.tmux``), ``title`` some words and ``told`` one
    sentence in the interface's language; ``advice`` is what to do, "" for nothing. ``facts`` are
    plain values, for programs.
    """

    area: Area
    name: str
    title: str
    state: State
    told: str
    advice: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The name by which programs know it."""
        return f"{self.area}.{self.name}"


@dataclass(frozen=True, slots=True)
class Mended:
    """Something that was to be mended: whether it ``is_done``, and the line that says what."""

    told: str
    is_done: bool = True
