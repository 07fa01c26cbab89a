"""The plain values of what a user says of works.

A work goes by its id, a page that reprints works by ``citing.forms.page_id``. Of each she can say
any CSL variable, and its citation key under the name ``KEY``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

KEY = "key"
"""The field that holds a citation key; no CSL variable is called so."""


class Origin(StrEnum):
    """Where something that a user says came from."""

    TYPED = "typed"
    CONFIRMED = "confirmed"  # the catalogue's doubtful value
    IMPORTED = "imported"  # from a bibliography file, with her consent
    GIVEN = "given"  # a key of clicktui's own making that was copied or exported


@dataclass(frozen=True, slots=True)
class Said:
    """A value that the user gives a field, as CSL-JSON has it.

    ``file`` is the name of the file that it was imported from, else "". ``at`` is UTC, ISO 8601 to
    the second; "" where she wrote it into the file herself and did not say.
    """

    value: Any
    origin: Origin = Origin.TYPED
    file: str = ""
    at: str = ""


Entry = Mapping[str, Said]
"""What is said of one work, by field."""

Sayings = Mapping[str, Entry]
"""What is said of all works, by work id; works that nothing is said of are left out."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """That what was said of a field became something else; None: nothing is said of it."""

    work_id: str
    field: str
    before: Said | None
    after: Said | None


Change = tuple[FieldChange, ...]
"""Field changes that were made as one, and are taken back as one."""


def said_of(sayings: Sayings, work_id: str, field: str) -> Said | None:
    """Return what is said of a field, None where nothing is."""
    return sayings.get(work_id, {}).get(field)


def with_changes(sayings: Sayings, change: Change) -> Sayings:
    """Return ``sayings`` once ``change`` is made, whatever they said of its fields before."""
    entries = {work_id: dict(entry) for work_id, entry in sayings.items()}
    for one in change:
        entry = entries.setdefault(one.work_id, {})
        if one.after is None:
            entry.pop(one.field, None)
        else:
            entry[one.field] = one.after
    return {work_id: entry for work_id, entry in entries.items() if entry}


def taken_back(change: Change) -> Change:
    """Return the change that takes ``change`` back."""
    return tuple(FieldChange(one.work_id, one.field, one.after, one.before) for one in change)


def now() -> str:
    """Return the present time as ``Said.at`` has it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
