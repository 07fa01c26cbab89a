"""One query read against one segment: for every clause, the ways in which passages answer it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from clicktui.search.arrays import Array
from clicktui.search.expansion import EXACT_WEIGHT, MOST_BEGUN
from clicktui.search.impacts import Impact
from clicktui.search.model import Match
from clicktui.search.phrase_search import passages_holding, union
from clicktui.search.query import Clause, Phrase, Term
from clicktui.search.segment import Segment
from clicktui.search.vocabulary import Vocabulary

JOINED_WEIGHT = 0.98

_MOST_CHECKED_FOR_PARTED = 256
_SHORTEST_PART = 3


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which passages answer a clause: by a word of the vocabulary, or by ``impact``.

    ``passages`` counts them; ``text`` is the word as the vocabulary has it, "" for a phrase.
    """

    word: int | None
    impact: Impact | None
    passages: int
    weight: float
    match: Match
    text: str

    @property
    def as_typed(self) -> bool:
        """Whether nothing was guessed or inflected."""
        return self.match in (Match.EXACT, Match.BEGUN)


def way_of(vocabulary: Vocabulary, word: int, weight: float, match: Match) -> Way:
    """Return the way by a word of ``vocabulary``."""
    passages = int(vocabulary.frequencies[word])
    return Way(word, None, passages, weight, match, vocabulary.words[word])


@dataclass(slots=True)
class Place:
    """A slot whose ways are still being gathered (see ``matching.Slot``)."""

    typed: str
    key: str
    ways: list[Way]
    required: Array | None = None


class Remembering(Protocol):
    """What is asked again and again while a query is typed (``matching.Matcher``)."""

    def expand(
        self, term: Term, unfinished: bool, fuzzy: bool, accents: bool
    ) -> tuple[list[Way], bool]:
        """Return the ways that ``term`` is answered, and whether it is there as typed."""

    def phrase_passages(
        self, phrase: Phrase, accents: bool, cancelled: Callable[[], bool]
    ) -> Array:
        """Return the passages that hold ``phrase``, in rising order."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One query on its way through one segment."""

    matcher: Remembering
    segment: Segment
    fuzzy: bool
    accents: bool
    cancelled: Callable[[], bool]

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that are compared."""
        return self.segment.vocabulary(self.accents)

    def place(self, clause: Clause, unfinished: bool) -> Place:
        """Return the place of a clause, any of whose atoms may answer it."""
        ways: dict[str, Way] = {}
        required: list[Array] = []
        for atom in clause:
            if isinstance(atom, Phrase):
                ids = self.matcher.phrase_passages(atom, self.accents, self.cancelled)
                required.append(ids)
                ways[f"{atom.typed} "] = self._other_way(ids, EXACT_WEIGHT, "")
            else:
                for way in self._ways(atom, unfinished and atom is clause[-1]):
                    known = ways.get(way.text)
                    if known is None or known.weight < way.weight:
                        ways[way.text] = way
        is_condition = bool(required)
        if is_condition:
            required += [
                self.segment.ids_of(self.vocabulary, way.word)
                for way in ways.values()
                if way.word is not None
            ]
            required += [way.impact.found()[0] for way in ways.values() if way.impact is not None]
        typed = " OR ".join(atom.typed for atom in clause)
        key = clause[0].key if len(clause) == 1 and isinstance(clause[0], Term) else ""
        return Place(typed, key, list(ways.values()), union(required) if is_condition else None)

    def phrase_places(self, phrase: Phrase) -> list[Place]:
        """Return a place for each word of a phrase that stands alone."""
        found = self.matcher.phrase_passages(phrase, self.accents, self.cancelled)
        places = []
        for term in phrase.terms:
            word = self.vocabulary.find(self._name(term))
            ways = [] if word is None else [self._way(word, EXACT_WEIGHT, Match.EXACT)]
            places.append(Place(term.typed, term.key, ways, found))
        return places

    def _ways(self, term: Term, unfinished: bool) -> list[Way]:
        ways, as_typed = self.matcher.expand(term, unfinished, self.fuzzy, self.accents)
        if not as_typed:
            ways += self._parted(term)
        return ways

    def _parted(self, term: Term) -> list[Way]:
        """Return the passages that write as two words what was typed as one."""
        name = self._name(term)
        found: list[Array] = []
        for cut in range(_SHORTEST_PART, len(name) - _SHORTEST_PART + 1):
            left, right = self.vocabulary.find(name[:cut]), self.vocabulary.find(name[cut:])
            if left is None or right is None:
                continue
            both = np.intersect1d(
                self.segment.ids_of(self.vocabulary, left),
                self.segment.ids_of(self.vocabulary, right),
                assume_unique=True,
            )
            if len(both) <= _MOST_CHECKED_FOR_PARTED:
                phrase = Phrase((Term(term.typed, term.form, term.key),))
                found.append(
                    passages_holding(self.segment, both, phrase, self.accents, self.cancelled)
                )
        ids = union(found)
        if not len(ids):
            return []
        return [self._other_way(ids, JOINED_WEIGHT, name)]

    def add_joined(
        self, clauses: tuple[Clause, ...], unfinished: bool, grouped: list[list[Place]]
    ) -> None:
        """Let microtravail answer both words of micro travail."""
        for index in range(len(clauses) - 1):
            left, right = clauses[index], clauses[index + 1]
            if not (len(left) == len(right) == 1):
                continue
            first, second = left[0], right[0]
            if isinstance(first, Term) and isinstance(second, Term):
                being_typed = unfinished and index + 2 == len(clauses)
                for way in self._joined_ways(first, second, being_typed):
                    for (place,) in (grouped[index], grouped[index + 1]):
                        place.ways = [w for w in place.ways if w.text != way.text] + [way]

    def _joined_ways(self, first: Term, second: Term, unfinished: bool) -> list[Way]:
        name = self._name(first) + self._name(second)
        ways = []
        word = self.vocabulary.find(name)
        if word is not None:
            ways.append(self._way(word, JOINED_WEIGHT, Match.EXACT))
        if unfinished and len(second.key) >= _SHORTEST_PART:
            begun = self.vocabulary.begun_by(name, MOST_BEGUN).tolist()
            ways += [self._way(word, JOINED_WEIGHT * 0.9, Match.BEGUN) for word in begun]
        return ways

    def _way(self, word: int, weight: float, match: Match) -> Way:
        return way_of(self.vocabulary, word, weight, match)

    def _other_way(self, ids: Array, weight: float, text: str) -> Way:
        impact = self.segment.impact_of(ids, np.ones(len(ids), dtype=np.float32))
        return Way(None, impact, len(ids), weight, Match.EXACT, text)

    def _name(self, term: Term) -> str:
        return term.form if self.accents else term.key
