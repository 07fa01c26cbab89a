"""Exact phrases in the text of a passage. Spaces and hyphens inside do not matter."""

import re

from clicktui.corpus.folding import tokenise
from clicktui.corpus.model import Span
from clicktui.search.query import Phrase

_NOT_WORD = re.compile(r"[\W_]+")


def compact(phrase: Phrase, accents: bool) -> str:
    """Return the letters of ``phrase`` without what stands between its words."""
    return "".join(term.form if accents else term.key for term in phrase.terms)


def may_hold(folded_text: str, phrase: Phrase) -> bool:
    """Say whether a text, folded, can hold ``phrase``: quick, and never wrong when it says no."""
    return compact(phrase, accents=False) in _NOT_WORD.sub("", folded_text)


def find_phrase(text: str, phrase: Phrase, accents: bool) -> list[Span]:
    """Return where ``phrase`` stands in ``text``, from its first word's start to its last's end.

    It begins and ends with whole words; an open phrase may end inside a word, which is then
    covered whole. Offsets are code points of ``text``.
    """
    wanted = compact(phrase, accents)
    if not wanted:
        return []
    words = [word for word in tokenise(text) if not word.joined]
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    letters = ""
    for word in words:
        starts[len(letters)] = word.start
        letters += word.form if accents else word.key
        ends[len(letters)] = word.end
    found = []
    at = letters.find(wanted)
    while at >= 0:
        start, end = starts.get(at), ends.get(at + len(wanted))
        if phrase.open and end is None:
            end = next(ends[stop] for stop in ends if stop > at + len(wanted))
        if start is not None and end is not None:
            found.append(Span(start, end))
            at = letters.find(wanted, at + len(wanted))
        else:
            at = letters.find(wanted, at + 1)
    return found
