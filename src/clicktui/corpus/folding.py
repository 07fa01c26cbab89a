"""What makes two spellings the same word: case, accents, ligatures, quotes, spaces, hyphens.

A word has two keys. Its *form* keeps the accents (``précarité``), its *key* does not
(``precarite``); the index holds forms, and most searches compare keys. Both are casefolded, have
their ligatures written out (œ, æ, ß, ﬁ) and follow Unicode's compatibility decomposition (NFKC
and NFKD, UAX #15). All offsets are code points of the text given, ends exclusive.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

FOLDING_VERSION = 1
"""Counted up whenever a text would give other words than before, so that indexes are rebuilt."""

_MARKS = "\u0300-\u036f"
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"  # soft hyphen, zero-width characters
_HYPHENS = "\\-\u2010\u2011\u2212"

CHUNK = re.compile(rf"[^\W_]++(?:[{_HYPHENS}]?[{_UNSEEN}]*+[^\W_]++|[{_MARKS}]++)*+")
"""A run of letters and digits, whole with its inner hyphens, soft hyphens and combining marks."""

_PART = re.compile(rf"[^{_HYPHENS}]+")
_UNSEEN_ONE = re.compile(f"[{_UNSEEN}]")

_LETTERS = str.maketrans({
    "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
})  # fmt: skip
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})

_SIGNS = {
    **dict.fromkeys("‘’‚‛ʼʹ′`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, its form (with accents) and its key (without).

    ``joined`` is true for the whole of a hyphenated compound, which comes besides its parts.
    """

    start: int
    end: int
    form: str
    key: str
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``offsets[i]`` is where its character i stands in the original.

    One offset more than characters: the last is the original's length.
    """

    text: str
    offsets: tuple[int, ...]


def form_of(word: str) -> str:
    """Return ``word`` without case, ligatures and invisible characters, its accents kept."""
    if word.isascii():
        return word.lower()
    seen = _UNSEEN_ONE.sub("", word).casefold().translate(_LIGATURES)
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())


def key_of(form: str) -> str:
    """Return ``form`` without its accents."""
    if form.isascii():
        return form
    plain = unicodedata.normalize("NFKD", form.translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    sign = _SIGNS.get(character)
    if sign is not None:
        return sign
    if character.isspace():
        return " "
    return key_of(form_of(character)) if character.isprintable() else ""


class _Folding(dict[int, str]):
    """A table for str.translate that folds a character when it is first met."""

    def __missing__(self, codepoint: int) -> str:
        folded = self[codepoint] = _fold_character(chr(codepoint))
        return folded


_FOLDING = _Folding()


def fold_text(text: str) -> str:
    """Return ``text`` folded: no case, accents or ligatures; plain quotes, hyphens and spaces."""
    return text.translate(_FOLDING)


_PLAIN_SIGNS = {ord(sign): plain for sign, plain in _SIGNS.items()}
_INSIDE_GUILLEMETS = re.compile(r"(?<=«)\s+|\s+(?=»)")


def plain_signs(text: str) -> str:
    """Return ``text`` with plain quotes and hyphens, single spaces and composed letters (NFC).

    Case and accents are kept; the spaces inside « » go with them.
    """
    joined = " ".join(_INSIDE_GUILLEMETS.sub("", text).split())
    return unicodedata.normalize("NFC", joined.translate(_PLAIN_SIGNS))


def fold(text: str) -> Folded:
    """Return ``text`` folded, with the original offset of every folded character.

    A character that folds to several gives each the same offset; one that vanishes gives none.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        piece = _fold_character(character)
        pieces.append(piece)
        offsets.extend([index] * len(piece))
    offsets.append(len(text))
    return Folded("".join(pieces), tuple(offsets))


@lru_cache(maxsize=32768)
def words_of_chunk(chunk: str) -> tuple[Word, ...]:
    """Return the words of a ``CHUNK`` match: its parts, and their joined form where hyphenated.

    Offsets count from the start of the chunk.
    """
    if chunk.isascii() and "-" not in chunk:
        form = chunk.lower()
        return (Word(0, len(chunk), form, form),)
    parts = []
    for match in _PART.finditer(chunk):
        form = form_of(match[0])
        key = key_of(form)
        if key:
            parts.append(Word(match.start(), match.end(), form, key))
    if len(parts) < 2:
        return tuple(parts)
    whole_form = "".join(part.form for part in parts)
    whole_key = "".join(part.key for part in parts)
    return (*parts, Word(0, len(chunk), whole_form, whole_key, joined=True))


def tokenise(text: str) -> Iterator[Word]:
    """Yield the words of ``text`` with their original spans.

    Apostrophes part words (``l’IA`` gives l and ia); a hyphenated compound gives its parts and
    then its joined form (micro, travail, microtravail).
    """
    for match in CHUNK.finditer(text):
        base = match.start()
        for word in words_of_chunk(match[0]):
            yield Word(base + word.start, base + word.end, word.form, word.key, word.joined)
