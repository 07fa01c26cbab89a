"""Values of CSL variables as a user types them, and back.

A date is ``2023-04-07``, ``2023-04`` or ``2023``. Names are ``Family, Given; Family, Given``; an
organisation stands in braces: ``{Le Monde}``. All else is a text on one line.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from clicktui.citing.keys import checked_key
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.csl import DATES, NAMES, VARIABLES, checked_variable, web_address
from clicktui.errors import CitationKeyError, MetadataError
from clicktui.i18n import translate as _
from clicktui.metadata.model import KEY

_BETWEEN = re.compile(r";(?![^{}]*\})")
_LITERAL = re.compile(r"\{([^{}]*)\}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A language as BCP 47 has it: bibliographies know no other."""
_DATE_LIKE = re.compile(r"[\d/. –-]*\d[\d/. –-]*")
_ALIASES = {"date": "issued", "journal": "container-title", "name": "author", "keys": KEY}


def field_named(name: str) -> str:
    """Return the CSL variable, or ``KEY``, that a user calls ``name``; case does not count.

    Raises:
        MetadataError: there is none; the text names the nearest.
    """
    fields = {field.lower(): field for field in (*VARIABLES, KEY)}
    wanted = name.strip().lower()
    if wanted in fields:
        return fields[wanted]
    if wanted in _ALIASES:
        return _ALIASES[wanted]
    import difflib  # only an error needs it

    near = difflib.get_close_matches(wanted, fields, n=3, cutoff=0.5)
    message = _("no field is called {name!r}")
    if near:
        message += _("; nearest: {near}")
    names = ", ".join(fields[one] for one in near)
    raise MetadataError(message.format(name=" ".join(name.split())[:60], near=names))


def hint(field: str) -> str:
    """Return in a few words how a value of ``field`` is typed."""
    if field == KEY:
        return _("letters without accents, figures, : _ and -")
    if field in NAMES:
        return _("Family, Given; Family, Given – an organisation: {{Le Monde}}").format()
    if field in DATES:
        return _("2023-04-07, 2023-04 or 2023")
    if field == "type":
        return _("a CSL type: interview, article-newspaper, webpage, book …")
    if field == "URL":
        return _("the whole address: https://…")
    return _("a text on one line")


def typed(field: str, text: str) -> Any:  # noqa: ANN401 (CSL-JSON is untyped)
    """Return the value of ``field`` that a user typed as ``text``.

    Raises:
        MetadataError: it can have no such value; the text says what it can have.
    """
    line = re.sub(r"[ \t]+", " ", clean_text(text)).strip()
    try:
        if not line:
            raise ValueError(_("is empty: unset it to say nothing"))
        if field == KEY:
            return checked_key(line)
        if field in NAMES:
            if _DATE_LIKE.fullmatch(line):
                raise ValueError(_("has to be a name: Family, Given"))
            return checked_variable(field, list(_names(line)))
        if field == "language" and not _LANGUAGE.fullmatch(line):
            raise ValueError(_("has to be a code like fr, it or en-GB"))
        return checked_variable(field, web_address(line) if field == "URL" else line)
    except CitationKeyError as error:
        raise MetadataError(str(error)) from error
    except ValueError as error:
        raise MetadataError(f"{field} {error}") from error


def text_of(value: object) -> str:
    """Return a CSL value as ``typed`` takes it; a name with particles or a suffix nearly so."""
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        if not parts:
            return str(value.get("literal") or value.get("raw") or "")
        return "/".join("-".join(f"{part:02}" for part in one) for one in parts)
    if isinstance(value, list | tuple):
        return "; ".join(_name_text(name) for name in value)
    return str(value)


def _names(text: str) -> Iterator[dict[str, str]]:
    for part in _BETWEEN.split(text):
        name = part.strip()
        literal = _LITERAL.fullmatch(name)
        if literal is not None:
            yield {"literal": literal[1].strip()}
            continue
        family, *others = (one.strip() for one in name.split(","))
        if set(name) & set("{}"):
            raise ValueError(_("has a brace too many: {{Le Monde}} is an organisation").format())
        if not family or not all(others) or len(others) > 2:
            complaint = _("has to be names like “Family, Given; Family, Given”, not {value!r}")
            raise ValueError(complaint.format(value=name[:60]))
        if not others and len(family.split()) > 1:
            complaint = _(
                "needs a comma in {value!r}: “Family, Given”; an organisation stands in braces"
            )
            raise ValueError(complaint.format(value=name[:60]))
        yield dict(zip(("family", "given", "suffix"), (family, *others), strict=False))


def _name_text(name: Mapping[str, Any]) -> str:
    if name.get("literal"):
        return f"{{{name['literal']}}}"
    particles = ("dropping-particle", "non-dropping-particle", "family")
    family = " ".join(str(name[part]) for part in particles if name.get(part))
    others = [str(name[part]) for part in ("given", "suffix") if name.get(part)]
    return ", ".join([family, *others])
