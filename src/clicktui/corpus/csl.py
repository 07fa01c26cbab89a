"""The CSL variables that a catalogue may use, and their values checked.

Types, variables and shapes are those of CSL 1.0.2 (csl-data.json of citation-style-language).
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from clicktui.corpus.cleaning import clean_text
from clicktui.i18n import translate as _


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


TYPES = _words(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event figure "
    "graphic hearing interview legal_case legislation manuscript map motion_picture "
    "musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song "
    "speech standard thesis treaty webpage"
)
TEXTS = _words(
    "language journalAbbreviation shortTitle abstract annote archive archive_collection "
    "archive_location archive-place authority call-number collection-title container-title "
    "container-title-short dimensions division DOI event event-title event-place genre ISBN ISSN "
    "jurisdiction keyword medium note original-publisher original-publisher-place original-title "
    "part-title PMCID PMID publisher publisher-place references reviewed-genre reviewed-title "
    "scale section source status title title-short URL version volume-title "
    "volume-title-short"
)
NUMBERS = _words(
    "chapter-number collection-number edition issue number number-of-pages number-of-volumes "
    "page page-first part printing supplement volume"
)
NAMES = _words(
    "author chair collection-editor compiler composer container-author contributor curator "
    "director editor editorial-director executive-producer guest host interviewer illustrator "
    "narrator organizer original-author performer producer recipient reviewed-author "
    "script-writer series-creator translator"
)
DATES = _words("accessed available-date event-date issued original-date submitted")
VARIABLES = frozenset({"type"}) | TEXTS | NUMBERS | NAMES | DATES

NAME_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
"""The parts of a person's name in the order in which they are read."""

_WEB_ADDRESS = re.compile(r"https?://\S+")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def checked_variable(variable: str, value: object) -> Any:  # noqa: ANN401 (CSL-JSON is untyped)
    """Return ``value`` as CSL-JSON has it; a date ``2023-04-07`` becomes ``{"date-parts": …}``.

    Raises:
        ValueError: no such variable, or not a value that it can have; the text says which.
    """
    if variable not in VARIABLES:
        raise ValueError(_("is not a CSL variable"))
    if variable == "type":
        if value not in TYPES:
            raise ValueError(_("is not a CSL type: {value}").format(value=short(value)))
        return value
    if variable in NAMES:
        return _names(value)
    if variable in DATES:
        return date_parts(value)
    if variable in NUMBERS and isinstance(value, int) and not isinstance(value, bool):
        return value
    return plain_text(value)


def plain_text(value: object) -> str:
    """Return ``value`` if it is a text on one line that is not empty and holds no controls.

    Raises:
        ValueError: it is something else.
    """
    is_text = isinstance(value, str) and value.strip() and clean_text(value) == value
    if not is_text or not isinstance(value, str) or "\n" in value:
        raise ValueError(_("has to be a text on one line, not {value}").format(value=short(value)))
    return value


def date_parts(value: object) -> dict[str, list[list[int]]]:
    """Return the CSL date of ``2023``, ``2023-04`` or ``2023-04-07`` (ISO 8601).

    Raises:
        ValueError: it is no such date, or a day that the calendar lacks.
    """
    found = _DATE.fullmatch(str(value)) if isinstance(value, str | int) else None
    complaint = _("has to be a date like 2023-04-07, 2023-04 or 2023, not {value}")
    if found is None:
        raise ValueError(complaint.format(value=short(value)))
    parts = [int(part) for part in found.groups() if part is not None]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError as error:
        raise ValueError(complaint.format(value=short(value))) from error
    return {"date-parts": [parts]}


def web_address(text: str) -> str:
    """Return ``text`` if it is a whole address of the web.

    Raises:
        ValueError: it is something else.
    """
    if not _WEB_ADDRESS.fullmatch(text):
        raise ValueError(_("has to be an address like https://example.org/page"))
    return text


def full_name(name: Mapping[str, Any]) -> str:
    """Return a CSL name as it is read: its ``literal``, or its parts with spaces between them."""
    if name.get("literal"):
        return str(name["literal"])
    return " ".join(str(name[part]) for part in NAME_PARTS if name.get(part))


def free_text(value: object) -> str:
    """Return ``value`` if it is a text, on any number of lines, without its controls.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(value, str):
        raise ValueError(_("has to be a text, not {value}").format(value=short(value)))
    return clean_text(value).strip()


def _names(value: object) -> list[dict[str, str]]:
    complaint = _("has to be a list of names, each {{family: …, given: …}} or {{literal: …}}")
    if not isinstance(value, list) or not value:
        raise ValueError(complaint.format())
    names = []
    for name in value:
        is_name = (
            isinstance(name, Mapping)
            and set(name) <= {*NAME_PARTS, "literal"}
            and ("family" in name) != ("literal" in name)
        )
        if not is_name:
            raise ValueError(complaint.format())
        names.append({str(part): plain_text(text) for part, text in name.items()})
    return names


def short(value: object) -> str:
    """Return ``value`` as an error can show it: one line, at most some 60 characters."""
    if isinstance(value, list | dict):
        return _("a list") if isinstance(value, list) else _("a mapping")
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"
