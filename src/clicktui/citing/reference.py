"""A CSL-JSON item as the values that citeproc-py renders.

The shape of a value tells what it is (csl-data.json of CSL 1.0.2): a list of mappings is a list of
names, a mapping with ``date-parts`` or ``literal`` a date, anything else text. So every variable
of the specification is known, also those that citeproc-py 0.11 lacks.
"""

# ruff: noqa: ANN401
# mypy: disable-error-code="misc"
# (citeproc-py ships no types, so its classes are Any)

import re
from collections.abc import Mapping, Sequence
from typing import Any

from citeproc.source import Date, DateRange, LiteralDate, Name, Reference
from citeproc.string import String

from clicktui.corpus.csl import NAME_PARTS

_OTHER_NAMES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
_PARTICLE = re.compile(r"(?:[a-zß-öø-ÿ]+\s+)+(?=\S)")
"""Small words before a family name that stand in one field with it ("de Beauvoir")."""
_PAGES = re.compile(r"\s*[&,\-–]\s*")
_DATE_PARTS = ("year", "month", "day")


class _Reference(Reference):
    """citeproc-py's reference, without its list of known variables."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        dict.__init__(self, values)


def reference_of(item: Mapping[str, Any]) -> Reference:
    """Return ``item`` for citeproc-py; empty values are left out, as unknown.

    Raises:
        ValueError, TypeError: a date or a name of another shape.
    """
    values: dict[str, Any] = {"type": str(item.get("type", "document"))}
    for variable, value in item.items():
        if variable in ("id", "type"):
            continue
        converted = _value(value)
        if converted:
            # citeproc-py looks some variables up with a hyphen and others with an underscore.
            values[variable] = values[variable.replace("-", "_")] = converted
    for variable, usual in _OTHER_NAMES.items():
        if variable in values and usual not in values:
            values[usual] = values[usual.replace("-", "_")] = values[variable]
    if "page" in values and "page-first" not in values:
        first = _PAGES.split(str(values["page"]).strip())[0]
        values["page-first"] = values["page_first"] = String(first)
    if "language" in item:
        values["language"] = str(item["language"])
    return _Reference(values)


def _value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _date(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_name(name) for name in value]
    return String("" if value is None else value)


def _name(value: Mapping[str, Any]) -> Any:
    if value.get("literal"):
        return Name(literal=str(value["literal"]))
    parts = {part: str(value[part]) for part in NAME_PARTS if value.get(part)}
    particle = _PARTICLE.match(parts.get("family", ""))
    if particle and "non-dropping-particle" not in parts and "dropping-particle" not in parts:
        parts["non-dropping-particle"] = particle[0].strip()
        parts["family"] = parts["family"][particle.end() :]
    return Name(**parts)


def _date(value: Mapping[str, Any]) -> Any:
    circa = bool(value.get("circa"))
    dates = [
        dict(zip(_DATE_PARTS, map(int, parts), strict=False))
        for parts in value.get("date-parts") or ()
    ]
    if len(dates) > 1:
        return DateRange(begin=Date(**dates[0]), end=Date(**dates[1]), circa=circa)
    if dates:
        return Date(circa=circa, **dates[0])
    if value.get("literal"):
        return LiteralDate(str(value["literal"]), circa=circa)
    return None
