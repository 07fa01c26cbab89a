"""Which words of the corpus answer a typed one: as it is, begun, inflected, mistyped.

The segments of an index are asked together, so that a corpus answers alike however it is cut
into segments.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log10

from clicktui.search.caching import WeighedCache
from clicktui.search.letters import edits_allowed
from clicktui.search.model import Match
from clicktui.search.query import Term
from clicktui.search.stemming import groups_of_word
from clicktui.search.vocabulary import Vocabulary

EXACT_WEIGHT = 1.0
BEGUN_WEIGHT = 0.9
INFLECTED_WEIGHT = 0.85
EDIT_WEIGHTS = (1.0, 0.8, 0.6)

MOST_BEGUN = 40
MOST_BEGUN_BY_FEW = {1: 8, 2: 8, 3: 24}
"""After one, two or three letters, which could begin anything."""
MOST_INFLECTED = 12
MOST_GUESSED = 16
MOST_GUESSED_BESIDE_COMMON = 6
_COMMON = 100

_CACHED = 2000


@dataclass(frozen=True, slots=True)
class Expansion:
    """A word of the corpus that answers a typed one, with what it is worth (0 to 1)."""

    text: str
    weight: float
    match: Match


class Expander:
    """Expands typed words on the vocabularies of all segments, one way of comparing."""

    def __init__(self, vocabularies: Sequence[Vocabulary], accents: bool) -> None:
        self._vocabularies = vocabularies
        self._accents = accents
        self._cache: WeighedCache[tuple[str, str, bool, bool], tuple[Expansion, ...]] = (
            WeighedCache(_CACHED)
        )

    def expand(self, term: Term, unfinished: bool, fuzzy: bool) -> tuple[Expansion, ...]:
        """Return the words that answer ``term``, each once, in its best way."""
        key = (term.form, term.key, unfinished, fuzzy)
        cached = self._cache.get(key)
        if cached is None:
            cached = self._cache.put(key, tuple(self._expand(term, unfinished, fuzzy)))
        return cached

    def _expand(self, term: Term, unfinished: bool, fuzzy: bool) -> Iterable[Expansion]:
        typed = term.form if self._accents else term.key
        found: dict[str, Expansion] = {}
        if self._frequency(typed):
            found[typed] = Expansion(typed, EXACT_WEIGHT, Match.EXACT)
        if unfinished:
            for word in self._begun_by(typed, _most_begun(typed)):
                found[word] = Expansion(word, BEGUN_WEIGHT, Match.BEGUN)
        known = sum(self._frequency(word) for word in found)
        for word in self._inflected(term, typed):
            found.setdefault(word, Expansion(word, INFLECTED_WEIGHT, Match.INFLECTED))
        if fuzzy:
            self._add_guesses(typed, unfinished, known, found)
        return found.values()

    def _frequency(self, word: str) -> int:
        return sum(vocabulary.frequency(word) for vocabulary in self._vocabularies)

    def _begun_by(self, typed: str, most: int) -> list[str]:
        counts: dict[str, int] = {}
        for vocabulary in self._vocabularies:
            for word, count in vocabulary.counted(vocabulary.begun_by(typed, most)):
                counts[word] = counts.get(word, 0) + count
        return _most_frequent(counts, most)

    def _inflected(self, term: Term, typed: str) -> list[str]:
        groups = {name for v in self._vocabularies for name in v.groups_of(typed)}
        if not self._frequency(typed):
            groups = groups_of_word(term.form, term.key, self._accents)
        counts: dict[str, int] = {}
        for vocabulary in self._vocabularies:
            for word, count in vocabulary.counted(vocabulary.members(groups, typed)):
                counts[word] = counts.get(word, 0) + count
        counts.pop(typed, None)
        return _most_frequent(counts, MOST_INFLECTED)

    def _add_guesses(
        self, typed: str, unfinished: bool, known: int, found: dict[str, Expansion]
    ) -> None:
        """Add mistyped words, worth the less the more often what is typed occurs."""
        edits = edits_allowed(len(typed))
        if not edits:
            return
        trust = 1 / (1 + log10(1 + known))
        most = MOST_GUESSED if known < _COMMON else MOST_GUESSED_BESIDE_COMMON
        self._add_near(typed, edits, False, trust, most, found)
        if unfinished or not found:
            self._add_near(typed, edits, True, trust * BEGUN_WEIGHT, most, found)

    def _add_near(
        self,
        typed: str,
        edits: int,
        begun: bool,
        trust: float,
        most: int,
        found: dict[str, Expansion],
    ) -> None:
        distances: dict[str, int] = {}
        counts: dict[str, int] = {}
        for vocabulary in self._vocabularies:
            near = vocabulary.begun_within if begun else vocabulary.within
            for word, count, distance in vocabulary.nearest_first(*near(typed, edits), _MOST_NEAR):
                if word not in found:
                    counts[word] = counts.get(word, 0) + count
                    distances[word] = min(distance, distances.get(word, distance))
        for word in sorted(distances, key=lambda w: (distances[w], -counts[w], w))[:most]:
            weight = EDIT_WEIGHTS[distances[word]] * trust
            found[word] = Expansion(word, weight, Match.GUESSED)

    def nearest(self, typed: str, most: int) -> list[str]:
        """Return the words that look most like ``typed``, for a search that found nothing."""
        for edits in (1, 2, 3):
            near: dict[str, tuple[int, int]] = {}
            for vocabulary in self._vocabularies:
                words = vocabulary.within(typed, edits)
                for word, count, distance in vocabulary.nearest_first(*words, _MOST_NEAR):
                    near[word] = (distance, near.get(word, (0, 0))[1] - count)
            if near:
                return sorted(near, key=lambda w: (*near[w], w))[:most]
        return self._begun_by(typed[: max(3, len(typed) // 2)], most) if len(typed) > 3 else []


_MOST_NEAR = MOST_GUESSED + MOST_BEGUN + MOST_INFLECTED
"""Enough of each segment's nearest words, since some are known already as better than guesses."""


def _most_begun(typed: str) -> int:
    return MOST_BEGUN_BY_FEW.get(len(typed), MOST_BEGUN)


def _most_frequent(counts: dict[str, int], most: int) -> list[str]:
    return sorted(counts, key=lambda word: (-counts[word], word))[:most]
