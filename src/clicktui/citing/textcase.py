"""The case that a style gives to text (``text-case`` of CSL 1.0.2), spaces kept as they are.

Words that already hold a capital keep theirs. In title case (*The Chicago Manual of Style* 8.159)
the short words below stay small unless they are the first or last one or follow a colon.
"""

import re

_WORD = re.compile(r"[^\s\-–—/.,;?!:\[\]()\"“”«»]+")
_SMALL = frozenset(
    [
        "a",
        "about",
        "above",
        "across",
        "after",
        "against",
        "along",
        "amid",
        "among",
        "an",
        "and",
        "around",
        "as",
        "at",
        "before",
        "behind",
        "below",
        "beneath",
        "beside",
        "besides",
        "between",
        "beyond",
        "but",
        "by",
        "de",
        "despite",
        "down",
        "during",
        "et",
        "except",
        "for",
        "from",
        "in",
        "inside",
        "into",
        "like",
        "near",
        "nor",
        "of",
        "off",
        "on",
        "onto",
        "or",
        "out",
        "outside",
        "over",
        "per",
        "plus",
        "since",
        "so",
        "than",
        "the",
        "through",
        "throughout",
        "till",
        "to",
        "toward",
        "towards",
        "under",
        "until",
        "up",
        "upon",
        "versus",
        "via",
        "von",
        "vs",
        "v",
        "with",
        "within",
        "without",
        "yet",
        "van",
    ]
)
_STARTS_ANEW = ":?!"


def cased(text: str, case: str | None) -> str:
    """Return ``text`` in ``case``, a value of ``text-case``; as it is for any other value."""
    if case == "lowercase":
        return text.lower()
    if case == "uppercase":
        return text.upper()
    if case == "capitalize-first":
        return _WORD.sub(_capitalised, text, count=1)
    if case == "capitalize-all":
        return _WORD.sub(_capitalised, text)
    if case == "sentence":
        return _sentence(text)
    return _title(text) if case == "title" else text


def _capitalised(found: re.Match[str]) -> str:
    word = found[0]
    return word[0].upper() + word[1:] if word == word.lower() else word


def _sentence(text: str) -> str:
    return _WORD.sub(_capitalised, text.lower() if text.isupper() else text, count=1)


def _title(text: str) -> str:
    words = list(_WORD.finditer(text))
    parts: list[str] = []
    at = 0
    for number, found in enumerate(words):
        parts.append(text[at : found.start()])
        at = found.end()
        starts = number in (0, len(words) - 1) or any(mark in _STARTS_ANEW for mark in parts[-1])
        is_small = found[0].lower() in _SMALL or (len(found[0]) == 1 and found[0] != "i")
        parts.append(found[0] if is_small and not starts else _capitalised(found))
    return "".join([*parts, text[at:]])
