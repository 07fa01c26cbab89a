"""Numbers in references: what counts as one, and its ordinal (CSL 1.0.2, "Ordinals")."""

# (the elements of citeproc-py have no types)

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

_TERMS = "./cs:terms/cs:term[starts-with(@name, 'ordinal')]"
_BETWEEN = r"(?:\s*[-–,;&/]\s*|\s+(?:and|et|e|y|und)\s+)"
_NUMERIC = re.compile(rf"\w*\d\w*(?:{_BETWEEN}\w*\d\w*|-[a-z])*")
_SEPARATED = re.compile(r"(\s*[-–,;&]\s*|\s+(?:and|et|e|y|und)\s+)")
_RANGE = re.compile(r"(\d+|[IVXLCM]+|[ivxlcm]+)\s*-\s*(\d+|[IVXLCM]+|[ivxlcm]+)")
_SPACED = {"&": " & ", ",": ", ", ";": "; "}

COUNTED = frozenset(
    [
        "chapter-number",
        "collection-number",
        "edition",
        "issue",
        "number",
        "number-of-pages",
        "number-of-volumes",
        "volume",
    ]
)
"""The variables other than pages and places whose values are numbers."""


def is_numeric(value: str) -> bool:
    """Say whether ``value`` is nothing but numbers, with letters on them ("2e") or between marks.

    CSL 1.0.2, ``is-numeric``: numbers may have prefixes and suffixes and be separated by a comma,
    hyphen or ampersand; citeproc-js also takes a slash and "and".
    """
    return _NUMERIC.fullmatch(value.strip()) is not None


def differing_parts(begin: Mapping[str, Any], end: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the largest part in which two dates differ, and the smaller ones; none if in none."""
    names = ("year", "month", "day")
    for place, name in enumerate(names):
        if begin.get(name) != end.get(name):
            return names[place:]
    return ()


def ranged(value: str, delimiter: str) -> str:
    """Return ``value`` with the ``delimiter`` of ranges in it, if it is two numbers ("3-4")."""
    found = _RANGE.fullmatch(value.strip())
    return f"{found[1]}{delimiter}{found[2]}" if found else value


def numbered(value: str, form: Callable[[str], str], delimiter: str) -> str:
    """Return ``value`` with each number in it as ``form`` gives it, ranges with ``delimiter``."""
    pieces = _SEPARATED.split(value.strip())
    marks = pieces[1::2]
    if _RANGE.fullmatch(value.strip()):
        marks = [delimiter]
    shown = [form(pieces[0])]
    for mark, number in zip(marks, pieces[2::2], strict=True):
        shown += (_SPACED.get(mark.strip(), mark), form(number))
    return "".join(shown)


def ordinal(number: int, variable: str, locales: Iterable[Any]) -> str:
    """Return ``number`` with the ending that the first of ``locales`` with ordinals gives it.

    The ending agrees with the gender of the term ``variable`` ("2ª edizione").
    """
    locales = list(locales)
    gender = _gender(variable, locales)
    for locale in locales:
        terms = locale.xpath_search(_TERMS)
        if terms:
            fitting = sorted(_fitting(terms, number, gender))
            return f"{number}{fitting[-1][1] if fitting else ''}"
    return str(number)


def _gender(variable: str, locales: Iterable[Any]) -> str | None:
    for locale in locales:
        for term in locale.xpath_search(f"./cs:terms/cs:term[@name='{variable}' and @gender]"):
            return str(term.get("gender"))
    return None


def _fitting(
    terms: Iterable[Any], number: int, gender: str | None
) -> Iterator[tuple[tuple[int, bool], str]]:
    """Give the endings that fit, each after how well: two digits, one, any; the own gender."""
    for term in terms:
        if term.get("gender-form") not in (None, gender):
            continue
        own_gender = term.get("gender-form") is not None
        digits = term.get("name").removeprefix("ordinal").removeprefix("-")
        if not digits:
            yield (0, own_gender), term.text or ""
            continue
        two = len(digits.lstrip("0")) > 1
        modulo = {"whole-number": number, "last-digit": number % 10}.get(
            term.get("match"), number % 100 if two or term.get("match") else number % 10
        )
        if modulo == int(digits):
            yield (2 if two else 1, own_gender), term.text or ""
