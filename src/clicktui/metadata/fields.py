"""What a citation wants to know of a work, and what is known: field by field, to be shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from clicktui.corpus.model import Completion, CompletionKind
from clicktui.metadata.model import Entry, Said

_FIRST = ("title", "author")
_LAST = ("container-title", "publisher", "issued", "URL", "DOI", "accessed", "type", "language")
_OF_TYPES: Mapping[str, tuple[str, ...]] = {
    "interview": ("interviewer", "page"),
    "article-journal": ("volume", "issue", "page"),
    "article-magazine": ("volume", "issue", "page"),
    "article-newspaper": ("page",),
    "speech": ("event-title", "event-place"),
    "paper-conference": ("event-title", "event-place", "page"),
    "broadcast": ("host", "guest", "medium"),
    "book": ("edition", "publisher-place", "ISBN"),
    "chapter": ("editor", "publisher-place", "page"),
    "report": ("genre", "number"),
    "thesis": ("genre",),
    "review": ("reviewed-title", "reviewed-author"),
    "review-book": ("reviewed-title", "reviewed-author"),
}


class State(StrEnum):
    """How a value is known."""

    KNOWN = "known"  # the text says it of itself
    FILLED = "filled"  # by the user, where the catalogue has nothing
    CONFIRMED = "confirmed"  # by the user: the catalogue's doubtful value
    CORRECTED = "corrected"  # by the user, where the catalogue has another value
    TO_CONFIRM = "to-confirm"  # the file does not print it
    INFERRED = "inferred"  # by reasoning
    UNKNOWN = "unknown"  # a citation wants it, and the text does not give it
    ABSENT = "absent"  # works of this type have it at times


YOURS = frozenset({State.FILLED, State.CONFIRMED, State.CORRECTED})
"""What the user says herself, and can take back."""

DOUBTFUL = frozenset({State.TO_CONFIRM, State.INFERRED})
"""What waits for her to confirm it."""

_STATES = {
    CompletionKind.FILLED: State.FILLED,
    CompletionKind.CONFIRMED: State.CONFIRMED,
    CompletionKind.CORRECTED: State.CORRECTED,
}


@dataclass(frozen=True, slots=True)
class FieldState:
    """A variable, its value (None where there is none) and how it is known.

    ``catalogued`` is what the catalogue has where the user corrected it. ``said`` is what she says,
    with where it came from, None where the value is not hers. ``where`` says where a doubtful value
    was found, "" where nobody noted it.
    """

    field: str
    state: State
    value: Any = None
    catalogued: Any = None
    said: Said | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a work, or of a page that reprints works, with what the user says of it."""

    csl: Mapping[str, Any]
    completed: Mapping[str, Completion]
    unknown: tuple[str, ...] = ()
    to_confirm: Mapping[str, Any] | None = None
    inferred: Mapping[str, Any] | None = None
    assumed: tuple[str, ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """All that is shown of a work's metadata.

    ``key`` is its citation key; ``key_said`` is where that came from, None while clicktui makes it
    of the metadata. ``is_page``: it is a page that reprints works.
    """

    id: str
    title: str
    fields: tuple[FieldState, ...]
    key: str
    key_said: Said | None
    is_page: bool = False

    def field(self, name: str) -> FieldState:
        """Return the state of a variable; one that is not listed is absent."""
        found = (one for one in self.fields if one.field == name)
        return next(found, FieldState(name, State.ABSENT))

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The variables whose values wait to be confirmed."""
        return tuple(one.field for one in self.fields if one.state in DOUBTFUL)


def field_states(known: Known, said: Entry) -> tuple[FieldState, ...]:
    """Return the fields that a citation wants of a work, and all others that are known of it."""
    return tuple(_state(field, known, said.get(field)) for field in _wanted(known))


def _wanted(known: Known) -> Iterator[str]:
    of_type = _OF_TYPES.get(str(known.csl.get("type")), ())
    last = [field for field in _LAST if field not in ("DOI", "accessed")]
    known_fields = {
        *known.csl, *known.unknown, *(known.to_confirm or {}), *(known.inferred or {}),
        *last, *_FIRST, *of_type,
    }  # fmt: skip
    order = list(dict.fromkeys([*_FIRST, *of_type, *_LAST]))
    yield from (field for field in order[: len(_FIRST) + len(of_type)] if field in known_fields)
    yield from sorted(known_fields - set(order))
    yield from (field for field in order[len(_FIRST) + len(of_type) :] if field in known_fields)


def _state(name: str, known: Known, said: Said | None) -> FieldState:
    to_confirm, inferred = known.to_confirm or {}, known.inferred or {}
    if name in known.completed:
        one = known.completed[name]
        was = one.catalogued if one.kind is CompletionKind.CORRECTED else None
        return FieldState(name, _STATES[one.kind], known.csl[name], was, said)
    where = known.found.get(name, "")
    if name in known.assumed:
        return FieldState(name, State.TO_CONFIRM, known.csl[name], where=where)
    if name in known.csl:
        return FieldState(name, State.KNOWN, known.csl[name])
    if name in to_confirm:
        return FieldState(name, State.TO_CONFIRM, to_confirm[name], where=where)
    if name in inferred:
        return FieldState(name, State.INFERRED, inferred[name])
    return FieldState(name, State.UNKNOWN if name in known.unknown else State.ABSENT)
