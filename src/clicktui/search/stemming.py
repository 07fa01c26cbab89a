"""Inflected forms of the same word, by Snowball's stemmers (snowballstem.org, via PyStemmer)."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import Stemmer

from clicktui.corpus.folding import key_of

STEMMED_LANGUAGES = ("en", "fr", "it")
_ALGORITHMS = {"en": "english", "fr": "french", "it": "italian"}
_SHORTEST = 3

_FRENCH_PLURAL = re.compile(
    r"(?<=[a-zà-ÿœ]{2}[aiouyàéèêîôû])s$|(?<=lieu|.jeu|.feu|.veu)x$|(?<=^jeu)x$"
)
_NO_PLURAL = frozenset({"jamais", "mois", "plus", "sous", "tous", "vous", "nous", "puis", "trois"})
"""Words whose letters before the s are, or look like, another word."""
_IRREGULAR = {"travaux": "travail"}


@cache
def _stemmer(lang: str) -> Any:  # noqa: ANN401  PyStemmer is untyped
    return Stemmer.Stemmer(_ALGORITHMS[lang])


def language_of(tag: str) -> str | None:
    """Return the stemmed language of a language tag (``fr-CA`` is ``fr``), or None."""
    code = tag[:2].lower()
    return code if code in STEMMED_LANGUAGES else None


def can_be_inflected(word: str) -> bool:
    """Say whether ``word`` is long enough and of letters only."""
    return len(word) >= _SHORTEST and word.isalpha()


def groups_of(words: Sequence[str], lang: str, accents: bool) -> list[str]:
    """Return for each word the name of its group of inflected forms in ``lang``.

    The stem is taken of the word as it is, so that accents guide the stemmer. Unless ``accents``
    count it then loses them, so that ``précarités`` and ``precarite`` can meet.
    """
    if lang == "fr":
        words = [_french_singular(w) if w.endswith(("s", "x")) else w for w in words]
    stems = _stemmer(lang).stemWords(list(words))
    return [lang + stem for stem in stems] if accents else [lang + key_of(s) for s in stems]


def _french_singular(word: str) -> str:
    """Return ``word`` without a plural that Snowball's French leaves: lois, revenus, enjeux.

    It takes an s away only after consonants and e (snowballstem.org, French, step 4).
    """
    if word in _NO_PLURAL:
        return word
    return _IRREGULAR.get(word) or _FRENCH_PLURAL.sub("", word)


def groups_of_word(form: str, key: str, accents: bool) -> set[str]:
    """Return the names of all groups that a typed word may belong to, in any language."""
    if not can_be_inflected(key):
        return set()
    words = [form] if accents else sorted({form, key})
    return {name for lang in STEMMED_LANGUAGES for name in groups_of(words, lang, accents)}
