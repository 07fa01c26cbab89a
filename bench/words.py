"""Words, folding and languages, as the bench sees them: independent of the code it measures."""

import re
import unicodedata
from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+")
"""A run of letters and digits."""

LETTERS = re.compile(r"[^\W\d_]+")
"""A run of letters."""

TYPED_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
"""What a person takes for one word: elisions and compounds included."""

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string, separated by white space, as a set."""
    return frozenset(words.split())


STOP_WORDS = {
    "fr": word_set(
        "le la les de des du un une et est en dans que qui pour sur par pas au aux ce cette ces se"
        " sont avec plus ou vous il elle nous ne être votre sa son ses leur comme mais"
    ),
    "it": word_set(
        "il lo la gli le di del della dei delle un una uno e è in nel nella che per con su non si"
        " sono al alla ai da dal dalla come più questo questa o se anche essere ma i"
    ),
    "en": word_set(
        "the a an of and to in is that for on with as are be this by it or from at not can if will"
        " you your which when has have was one but used"
    ),
}
"""Very common words of the three languages, enough to tell them apart."""


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents (NFKD less combining marks), œ as oe."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def folded_words(text: str) -> list[str]:
    """Return the folded words of ``text`` in order."""
    return WORD.findall(fold(text))


def language_of(words: Iterable[str]) -> str | None:
    """Return ``"fr"``, ``"it"`` or ``"en"`` where the stop words of one clearly prevail, else None.

    Clearly: they make a tenth of the words and outnumber each other language's by half. The
    threshold is ours; it throws out code, tables and other languages.
    """
    lowered = [word.lower() for word in words]
    counts = {
        language: sum(word in stop_words for word in lowered)
        for language, stop_words in STOP_WORDS.items()
    }
    first, second = sorted(counts, key=lambda language: counts[language], reverse=True)[:2]
    if counts[first] * 10 < len(lowered) or counts[first] < 1.5 * counts[second]:
        return None
    return first if counts[first] else None
