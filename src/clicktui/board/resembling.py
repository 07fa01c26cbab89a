"""Where words, or words like them, stand in a text. Offsets are code points of the text given."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from clicktui.corpus.folding import fold_text
from clicktui.corpus.model import Span
from clicktui.corpus.spans import trimmed

SIMILAR_ENOUGH = 0.75
"""Likeness from which on words that stand elsewhere or otherwise are taken for those sought.

See ``similarity`` for what is measured. Of the 409 sentences of the seeds outside page furniture,
each deleted by itself and looked for without its context, none is found elsewhere at 0.75, three
are at 0.70 (the nearest is 0.733) and ten at 0.65. With 5, 10, 20 and 30 % of their words changed
at random, also without context, 404, 404, 393 and 381 are found where they are, and none anywhere
else. With their context 408 at least are.
"""

CONTEXT_SIMILAR_ENOUGH = 0.8
"""Likeness of a prefix or suffix that is itself changed."""

LONGEST_SOUGHT = 1000
"""Code points of words sought as a whole; of longer ones the beginning and the end are."""

MOST_PLACES = 200
"""Places of the same context that are compared with each other."""

_LEAST_CONTEXT = 8
_REACH = 24
_PART = 400


class _Evening(dict[int, str]):
    """A table for str.translate: each code point folded, where that gives one code point."""

    def __missing__(self, codepoint: int) -> str:
        char = chr(codepoint)
        folded = fold_text(char)
        self[codepoint] = even = folded if len(folded) == 1 else char
        return even


_EVENING = _Evening()


def evened(text: str) -> str:
    """Return ``text`` without case and accents, its signs plain; as many code points as before."""
    return text.translate(_EVENING)


def similarity(one: str, other: str) -> float:
    """Return how like two texts are, 0 to 1, case, accents and kinds of signs apart.

    It is 1 - d / (length of both), d being the fewest code points to insert and delete (Indel
    distance); 1 is only for texts that are the same once ``evened``.
    """
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(evened(one), evened(other)))


def exact_places(words: str, text: str, within: Span) -> Iterator[Span]:
    """Yield where ``words`` stand in ``within``."""
    at = text.find(words, within.start, within.end)
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1, within.end)


def same_but_for_signs(words: str, text: str, within: Span) -> Iterator[Span]:
    """Yield where ``words`` stand with other spaces, quotes, hyphens or composed letters."""
    if _letters(words) not in _letters_of_text(text):
        return  # most words that are gone: no pattern is made in vain
    for match in _pattern(words).finditer(text, within.start, within.end):
        yield trimmed(text, Span(*match.span()))


class _Lettering(dict[int, str]):
    """A table for str.translate: each code point without signs, spaces and accents."""

    def __missing__(self, codepoint: int) -> str:
        parts = unicodedata.normalize("NFD", chr(codepoint))
        kept = "".join(char for char in parts if char.isalnum() and char not in _SIGNS)
        self[codepoint] = kept
        return kept


_LETTERING = _Lettering()


def _letters(text: str) -> str:
    return text.translate(_LETTERING)


@lru_cache(maxsize=32)
def _letters_of_text(text: str) -> str:
    return _letters(text)


_UNSEEN = "\u00ad\u200b-\u200d\u2060"
_SPACE = rf"[\s{_UNSEEN}]"
_SINGLE, _DOUBLE, _HYPHENS = "'‘’‚‛ʼ`´", '"“”„‟«»', "-‐‑‒–—−"
_SIGNS = {
    **dict.fromkeys(_SINGLE, f"[{_SINGLE}]"),
    **dict.fromkeys(_DOUBLE, rf"{_SPACE}*[{_DOUBLE}]{_SPACE}*"),
    **dict.fromkeys(_HYPHENS, f"[{re.escape(_HYPHENS)}]"),
    **{sign: rf"{_SPACE}*{re.escape(sign)}" for sign in ":;!?"},
    **dict.fromkeys(("…", "..."), r"(?:…|\.\.\.)"),
}
_PIECE = re.compile(r"\.\.\.|\s+|.")
_SPACE_OF_A_MARK = re.compile(r"(?<=[«“„])\s+|\s+(?=[»”:;!?])")


@lru_cache(maxsize=64)
def _pattern(words: str) -> re.Pattern[str]:
    seen = re.sub(f"[{_UNSEEN}]", "", words)
    plain = _SPACE_OF_A_MARK.sub("", unicodedata.normalize("NFC", seen)).strip()
    return re.compile("".join(map(_sign, _PIECE.findall(plain))))


def _sign(piece: str) -> str:
    if piece.isspace():
        return f"{_SPACE}+"
    if piece in _SIGNS:
        return _SIGNS[piece]
    parted = unicodedata.normalize("NFD", piece)
    return re.escape(piece) if parted == piece else f"(?:{re.escape(piece)}|{re.escape(parted)})"


def between(prefix: str, suffix: str, text: str, lengths: Span) -> list[Span]:
    """Return what stands between ``prefix`` and the next ``suffix``, all of them ``evened``.

    Only what has from ``lengths.start`` to ``lengths.end`` code points. Both are looked for exactly
    and, where one is not there, by likeness. Shorter ones than eight code points tell nothing.
    """
    if min(len(prefix.strip()), len(suffix.strip())) < _LEAST_CONTEXT:
        return []
    ends = [span.start for span in _context_places(suffix, text)]
    if not ends:
        return []
    found = []
    for start in (span.end for span in _context_places(prefix, text)):
        end = next((end for end in ends if end >= start), -1)
        if max(lengths.start, 1) <= end - start <= lengths.end:
            found.append(Span(start, end))
    return found


def _context_places(context: str, text: str) -> list[Span]:
    found: list[Span] = []
    at = text.find(context)
    while at >= 0 and len(found) < MOST_PLACES:
        found.append(Span(at, at + len(context)))
        at = text.find(context, at + 1)
    return found or list(_aligned(context, text, CONTEXT_SIMILAR_ENOUGH))


def most_like(words: str, text: str) -> Span | None:
    """Return the part of ``text`` most like ``words``, both ``evened``, if it is similar enough.

    It may begin and end within words. Of words longer than ``LONGEST_SOUGHT`` the beginning and
    the end are looked for, which have to stand at about their old distance.
    """
    if len(words) <= LONGEST_SOUGHT:
        return next(_aligned(words, text, SIMILAR_ENOUGH - 0.1), None)
    begin = next(_aligned(words[:_PART], text, SIMILAR_ENOUGH), None)
    end = next(_aligned(words[-_PART:], text, SIMILAR_ENOUGH), None)
    if begin is None or end is None:
        return None
    length = end.end - begin.start
    is_likely = len(words) // 2 <= length <= 2 * len(words)
    return Span(begin.start, end.end) if is_likely else None


def _aligned(words: str, text: str, least: float) -> Iterator[Span]:
    from rapidfuzz.fuzz import partial_ratio_alignment

    if not words or len(words) > len(text):
        return  # it would look for the text in the words
    found = partial_ratio_alignment(words, text, score_cutoff=least * 100)
    if found is not None:
        yield Span(found.dest_start, found.dest_end)


def snapped(words: str, text: str, span: Span) -> Span:
    """Return ``span`` with its ends moved to ends of words near by, most like ``words``."""
    starts = [at for at in _near(text, span.start) if _begins(text, at)]
    ends = [at for at in _near(text, span.end) if _ends(text, at)]
    span = _closest(words, text, [Span(at, span.end) for at in starts], span)
    span = _closest(words, text, [Span(span.start, at) for at in ends], span)
    return _closest(words, text, [Span(at, span.end) for at in starts], span)


def _near(text: str, at: int) -> range:
    return range(max(at - _REACH, 0), min(at + _REACH, len(text)) + 1)


def _begins(text: str, at: int) -> bool:
    if at == len(text) or text[at].isspace():
        return False
    return at == 0 or not (text[at - 1].isalnum() and text[at].isalnum())


def _ends(text: str, at: int) -> bool:
    if at == 0 or text[at - 1].isspace():
        return False
    return at == len(text) or not (text[at - 1].isalnum() and text[at].isalnum())


def _closest(words: str, text: str, spans: Iterable[Span], otherwise: Span) -> Span:
    wanted = _shortened(words)
    return max(
        (span for span in spans if span.start < span.end),
        key=lambda span: similarity(wanted, _shortened(text[span.start : span.end])),
        default=otherwise,
    )


def _shortened(words: str) -> str:
    """Return the beginning and the end of long words, which are what an end can change."""
    return words if len(words) <= LONGEST_SOUGHT else words[:_PART] + words[-_PART:]
