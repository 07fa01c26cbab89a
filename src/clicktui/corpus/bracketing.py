"""The space that brackets need beside them where they stand in quoted words.

A space of the words is never taken away, and none is put inside a word. All offsets count code
points of the quoted words, ends exclusive.
"""

import unicodedata

from clicktui.corpus.model import Span

_OPENING = frozenset("([{«‹„‘¿¡/")
_EITHER = frozenset("“\"'’-\u2010\u2011–—")
"""Marks that belong to what follows them, where anything follows without a space."""
_CLOSING = frozenset(",.;:!?…)]}»›”’%'-\u2010\u2011/")
_MARKS_OF_EITHER_SIDE = frozenset('"“')
_HYPHENS = frozenset("-\u2010\u2011")


def spaces_between(words: str, span: Span, previous: str = "") -> tuple[str, str]:
    """Return the space before and after brackets that stand between words, or for some left out.

    They stand at ``span`` of the words; ``previous`` is what stands in brackets right before them,
    with its spaces. Each space is "" where there is one or none is wanted: after what opens (also
    an apostrophe: ``l’[…]``) and before what closes. A space that the source has before what
    closes (``mot »``) stands after them too.
    """
    first, after = words[span.start : span.start + 1], words[span.end : span.end + 1]
    last = words[max(span.end - 1, 0) : span.end]
    left = _before(previous, is_joined=_joins(words, span.start, first))
    if not after or after.isspace() or is_inside_a_word(words, span.end):
        return left, ""
    if _closes(after, last):
        return left, last if last.isspace() and last != "\n" else ""
    return left, "" if last in _HYPHENS else " "


def spaces_instead(words: str, span: Span, text: str, previous: str = "") -> tuple[str, str]:
    """Return the space before and after brackets with ``text`` instead of the words of ``span``.

    ``previous`` is as in ``spaces_between``; neither ``text`` nor ``span`` is empty.
    A word in the place of a word stands as that did (``l’[usine]``, ``[déclare]-il``). Where one
    takes the place of marks, it is parted from the words beside it: ``[une] IA`` for ``l’IA``.
    """
    first, last = words[span.start], words[span.end - 1]
    after = words[span.end : span.end + 1]
    is_joined = _is_of_a_word(first) or text[0] in _CLOSING or _joins(words, span.start, text[0])
    left = _before(previous, is_joined=is_joined)
    if not after or after.isspace() or _is_of_a_word(last) or _closes(after, last):
        return left, ""
    return left, "" if text[-1] in _OPENING | _EITHER else " "


def is_inside_a_word(words: str, at: int) -> bool:
    """Say whether letters or digits (with their accents) stand on both sides of ``at``."""
    return 0 < at < len(words) and _is_of_a_word(words[at - 1]) and _is_of_a_word(words[at])


def _before(previous: str, *, is_joined: bool) -> str:
    is_parted = previous[-1:].isspace() if previous else is_joined
    return "" if is_parted else " "


def _joins(words: str, at: int, first: str) -> bool:
    """Say whether ``first`` at ``at`` stands without a space after the words before it."""
    before = words[max(at - 1, 0) : at]
    if not before or before.isspace() or before in _OPENING or is_inside_a_word(words, at):
        return True
    return before in _EITHER and (first.isalnum() or first in _OPENING)


def _closes(mark: str, last: str) -> bool:
    return mark in _CLOSING or (mark in _MARKS_OF_EITHER_SIDE and not last.isspace())


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")
