"""What is known of a work, and what is not, as lines to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clicktui.corpus.csl import full_name
from clicktui.corpus.model import Work
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _
from clicktui.wording.metadata import completed_text

_FIELDS = {
    "title": N_("title"),
    "author": N_("author"),
    "interviewer": N_("interviewer"),
    "container-title": N_("published in"),
    "collection-title": N_("series"),
    "publisher": N_("publisher"),
    "event-title": N_("event"),
    "event-place": N_("place"),
    "event-date": N_("date of the event"),
    "issued": N_("date"),
    "original-date": N_("first issued"),
    "reviewed-title": N_("review of"),
    "reviewed-author": N_("by"),
    "contributor": N_("put online by"),
    "genre": N_("kind"),
    "medium": N_("medium"),
    "URL": N_("URL"),
    "accessed": N_("consulted"),
    "language": N_("language"),
}
"""CSL variable → its name on screen, in the order of the metadata block."""

_LANGUAGES = {
    "fr": N_("French"), "it": N_("Italian"), "en": N_("English"), "und": N_("unknown"),
}  # fmt: skip

_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the metadata block: the field's name and its value, both to be shown."""

    field: str
    value: str


def metadata(work: Work) -> list[Fact]:
    """Return the metadata block of ``work``: fields known, supposed and unknown, each said so."""
    values: dict[str, list[str]] = {}
    for variable, value in work.csl.items():
        if variable in _FIELDS or variable in work.completed:
            mine = work.completed.get(variable)
            shown = completed_text(variable, value, mine, value_text)
            values.setdefault(variable, []).append(shown)
    for supposed, doubt in (
        (work.to_confirm, _("{value} (to be confirmed)")),
        (work.inferred, _("{value} (inferred, not printed)")),
    ):
        for variable, value in supposed.items():
            shown = doubt.replace("{value}", value_text(variable, value))
            values.setdefault(variable, []).append(shown)
    for variable in work.unknown:
        values.setdefault(variable, [_("unknown")])
    values.setdefault("language", [_(_LANGUAGES.get(work.lang, work.lang))])
    order = {variable: place for place, variable in enumerate(_FIELDS)}
    facts = [
        Fact(field_name(variable), "; ".join(values[variable]))
        for variable in sorted(values, key=lambda variable: order.get(variable, len(order)))
    ]
    first, last = work.lines
    facts.append(Fact(_("file"), _("{file}, lines {first} to {last}").format(
        file=work.file, first=first, last=last)))  # fmt: skip
    if work.presents:
        facts.append(Fact(_("state"), _("a presentation: nothing printed here is in the work")))
    if work.truncated:
        facts.append(Fact(_("state"), _("truncated: the file stops before the text's end")))
    if work.notes:
        facts.append(Fact(_("note"), " ".join(work.notes.split())))
    return facts


def short_metadata(work: Work) -> str:
    """Return author, container and date of ``work`` in one line, unknown ones said so."""
    parts = []
    for variable in ("author", "container-title", "issued"):
        name = field_name(variable)
        if variable in work.csl:
            mine = work.completed.get(variable)
            parts.append(completed_text(variable, work.csl[variable], mine, value_text))
        elif variable in work.to_confirm:
            supposed = value_text(variable, work.to_confirm[variable])
            parts.append(_("{value} (to be confirmed)").replace("{value}", supposed))
        elif variable in work.inferred:
            supposed = value_text(variable, work.inferred[variable])
            parts.append(_("{value} (inferred, not printed)").replace("{value}", supposed))
        elif variable in work.unknown:
            parts.append(_("{field} unknown").format(field=name))
    if work.presents:
        parts.append(_("presentation"))
    if work.truncated:
        parts.append(_("truncated"))
    return " · ".join(parts)


def field_name(variable: str) -> str:
    """Return the name on screen of a CSL variable; those not known here keep their own."""
    return _(_FIELDS[variable]) if variable in _FIELDS else variable


def value_text(variable: str, value: object) -> str:
    """Return a CSL value (names, a date, a language, words) as one line."""
    if isinstance(value, Mapping):
        return _date(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(
            full_name(item) if isinstance(item, Mapping) else str(item) for item in value
        )
    if variable == "language":
        return _(_LANGUAGES.get(str(value), str(value)))
    return str(value)


def _date(date: Mapping[str, Any]) -> str:
    """Return a CSL date: ``date-parts`` of year, month and day, or its words."""
    if not date.get("date-parts"):
        return str(date.get("literal") or date.get("raw") or "")
    return " – ".join(_day(list(map(int, parts))) for parts in date["date-parts"])


def _day(parts: list[int]) -> str:
    year, month, day = [*parts, 0, 0][:3]
    named = _(_MONTHS[month - 1]) if 1 <= month <= 12 else ""
    return " ".join(part for part in (str(day) if day else "", named, str(year)) if part)
