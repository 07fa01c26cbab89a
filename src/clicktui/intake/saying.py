"""What a file says of itself, as CSL-JSON writes it: names and dates out of words."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.csl import date_parts
from clicktui.intake.gathering import squeezed
from clicktui.intake.model import Found

_BETWEEN = re.compile(r"\s*;\s*|\s+(?:and|et|e|&)\s+", re.IGNORECASE)
_MAIL = re.compile(r"[\s,;]{0,9}[<(]?[^\s@<>()]{1,64}@[^\s@<>()]{1,200}[>)]?")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")
_PDF_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_PARTICLES = frozenset(("de", "du", "des", "di", "da", "van", "von", "der", "den", "le", "la"))
_LONGEST = 1_000
_MOST = 5_000
_NOBODY = frozenset({"", "python-docx", "admin", "administrator", "user", "unknown", "author"})
"""Names that programs write where nobody gave one."""


class Sayings:
    """What is found, by CSL variable: the first that says something stands."""

    def __init__(self) -> None:
        self.found: dict[str, Found] = {}

    def text(self, variable: str, value: object, where: str) -> None:
        """Take ``value`` as a text on one line."""
        text = squeezed(clean_text(str(value or "")))
        if text and variable not in self.found:
            self.found[variable] = Found(text[:_LONGEST], where)

    def names(self, variable: str, value: object, where: str) -> None:
        """Take ``value`` as one name or several: a text, or a list of texts."""
        names = names_in(value)
        if names and variable not in self.found:
            self.found[variable] = Found(names, where)

    def date(self, variable: str, value: object, where: str) -> None:
        """Take ``value`` as a date: a year, ISO 8601, the form of PDF, or a ``datetime``."""
        parts = date_in(value)
        if parts and variable not in self.found:
            self.found[variable] = Found(parts, where)

    def language(self, value: object, where: str) -> None:
        """Take ``value`` as a language tag (BCP 47)."""
        tag = str(value or "").strip()
        if _LANGUAGE.fullmatch(tag) and tag.lower() not in ("und", "zxx", "none", "mul", "zz"):
            self.text("language", tag.replace("_", "-"), where)

    def address(self, value: object, where: str) -> None:
        """Take ``value`` as an address of the web."""
        text = str(value or "").strip()
        if re.fullmatch(r"https?://[^\s<>\"]+", text):
            self.text("URL", text, where)


def names_in(value: object) -> list[dict[str, str]]:
    """Return the names in a text, or in each of a list of texts, as CSL has them.

    “Family, Given” and two words, “Given Family”, become parts; whatever could be divided in more
    than one way is kept as it is written, as a literal.
    """
    texts = value if isinstance(value, list | tuple) else [value]
    whole = (squeezed(_MAIL.sub("", clean_text(str(one or "")[:_MOST]))) for one in texts)
    parts = (part for one in whole for piece in _BETWEEN.split(one) for part in _unlisted(piece))
    return [_name(part[:_LONGEST]) for part in parts if part.lower() not in _NOBODY]


def _unlisted(text: str) -> list[str]:
    """Return the names of “Given Family, Given Family”, whose commas divide no name."""
    parts = [part.strip() for part in text.split(",")]
    return parts if len(parts) > 1 and all(len(part.split()) > 1 for part in parts) else [text]


def _name(text: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in text.partition(","))
    if comma and family and given and "," not in given:
        return {"family": family, "given": given}
    words = text.split()
    if len(words) == 2 and all(_is_of_a_name(word) for word in words):
        return {"family": words[1], "given": words[0]}
    return {"literal": text}


def _is_of_a_name(word: str) -> bool:
    is_name = word[0].isupper() and not word.isupper() and not any(map(str.isdigit, word))
    return is_name and word.lower() not in _PARTICLES and "@" not in word


def date_in(value: object) -> dict[str, Any] | None:
    """Return the CSL date of ``value``, None where it is none."""
    if isinstance(value, datetime):
        value = value.date().isoformat()
    text = str(value or "").strip()
    found = _DATE.match(text)
    candidates: Iterable[str] = (found.group(),) if found else ()
    if not found and (stamp := _PDF_DATE.match(text)):
        candidates = ("-".join(part for part in stamp.groups() if part),)
    for candidate in candidates:
        try:
            parts = date_parts(candidate)
        except ValueError:
            continue
        if parts["date-parts"][0][0] >= 1000:
            return parts
    return None
