"""What is found in bibliography files, and how it is checked before anybody sees it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.csl import (
    DATES,
    NAME_PARTS,
    NAMES,
    TYPES,
    VARIABLES,
    checked_variable,
    web_address,
)
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _

LONGEST_TEXT = 20_000
"""Code points of a value; longer ones (whole texts in an abstract) are left out."""


@dataclass(frozen=True, slots=True)
class FoundItem:
    """A work that a file describes.

    ``csl`` holds checked CSL variables, without ``id``; ``key`` is what the file calls it, "" where
    it does not; ``line`` counts from 1.
    """

    csl: Mapping[str, Any]
    key: str
    line: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What could not be read, and on which line (0: of the whole file)."""

    line: int
    text: str


@dataclass(slots=True)
class Candidate:
    """An item as a reader found it: values not checked yet, dates as text or as in CSL."""

    key: str
    line: int
    values: dict[str, Any] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


_SHOWN = 60
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?(?![\d])")


def checked(candidate: Candidate) -> tuple[FoundItem | None, list[Remark]]:
    """Return the item with the values that CSL allows, and what is said of the others.

    None where nothing is left to cite: an item needs a title.
    """
    remarks = [Remark(candidate.line, text) for text in candidate.remarks]
    csl: dict[str, Any] = {"type": "document"}
    for variable, value in candidate.values.items():
        if value in (None, "", [], {}):
            continue
        try:
            csl[variable] = _checked(variable, value)
        except (ValueError, ClicktuiError) as error:
            said = _("{key}: {variable} {reason}; it is left out")
            text = said.format(key=_called(candidate), variable=variable, reason=error)
            remarks.append(Remark(candidate.line, _one_line(text)))
    if "title" not in csl:
        said = _("{key} has no title; it is left out")
        return None, [*remarks, Remark(candidate.line, said.format(key=_called(candidate)))]
    return FoundItem(csl, _one_line(candidate.key), candidate.line), remarks


def _called(candidate: Candidate) -> str:
    """Return how remarks call an item: by its key, or else by its title."""
    return _one_line(candidate.key or str(candidate.values.get("title") or ""))[:_SHOWN] or "?"


def iso_date(text: str) -> str:
    """Return the (first) date of ``text`` as ISO 8601: ``2023/4/7/`` is ``2023-04-07``.

    What is not such a date comes back as it is, for ``checked`` to tell.
    """
    found = _ISO.match(text.strip())
    if found is None:
        return text
    year, *rest = found.groups()
    return "-".join([year, *(f"{int(part):02}" for part in rest if part and int(part))])


def _checked(variable: str, value: Any) -> Any:  # noqa: ANN401 (CSL-JSON is untyped)
    if variable == "type":
        return value if isinstance(value, str) and value in TYPES else "document"
    if variable not in VARIABLES:
        return checked_variable(variable, value)
    if variable in DATES:
        return checked_variable(variable, _date(value))
    if variable in NAMES:
        is_names = isinstance(value, list) and all(isinstance(name, Mapping) for name in value)
        return checked_variable(variable, list(_names(value)) if is_names else value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return checked_variable(variable, value)
    text = _one_line(value)
    if len(text) > LONGEST_TEXT:
        raise ValueError(_("is too long"))
    return checked_variable(variable, web_address(text) if variable == "URL" else text)


def _date(value: Any) -> Any:  # noqa: ANN401
    """Return a date of CSL-JSON, or a text, as ISO 8601; the first one of a range."""
    if not isinstance(value, Mapping):
        return iso_date(str(value))
    parts = value.get("date-parts")
    if isinstance(parts, Sequence) and parts and isinstance(parts[0], Sequence) and parts[0]:
        numbers = [str(part).strip() for part in parts[0]]
        return "-".join(one.zfill(2 if place else 4) for place, one in enumerate(numbers))
    return iso_date(str(value.get("raw") or value.get("literal") or ""))


def _names(value: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    for name in value:
        kept = {
            part: _one_line(str(name[part])) for part in (*NAME_PARTS, "literal") if name.get(part)
        }
        kept = {part: text for part, text in kept.items() if text}
        if "literal" in kept:
            yield {"literal": kept["literal"]}
        elif "family" in kept:
            yield kept
        elif kept:
            yield {"literal": " ".join(kept[part] for part in NAME_PARTS if part in kept)}


def _one_line(text: str) -> str:
    """Return ``text`` cleaned and on one line; kinds of spaces stay, runs of plain ones do not."""
    return re.sub(r"[ \t\n]+", " ", clean_text(text)).strip()
