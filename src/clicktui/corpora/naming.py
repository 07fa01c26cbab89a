"""Names that are safe in paths, terminals and ids: small letters, figures and hyphens."""

import re
import unicodedata
from collections.abc import Callable
from itertools import count

_LONGEST = 48
_OTHERS = re.compile(r"[^a-z0-9]+")
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def is_name(text: str) -> bool:
    """Say whether ``text`` is such a name, of 64 characters at most."""
    return _NAME.fullmatch(text) is not None


def slug(text: str) -> str:
    """Return such a name made of ``text``, of 48 characters at most; "text" where nothing is left.

    Accents go; all that is neither letter nor figure becomes one hyphen.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = _OTHERS.sub("-", plain).strip("-")
    if len(words) > _LONGEST:
        cut = words[:_LONGEST]
        words = cut[: cut.rfind("-")] if "-" in cut[_LONGEST // 2 :] else cut
    return words.strip("-") or "text"


def unique(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """Return ``wanted``, with the first number behind it from 2 on that makes it a new name."""
    if not is_taken(wanted):
        return wanted
    return next(name for n in count(2) if not is_taken(name := f"{wanted}-{n}"))
