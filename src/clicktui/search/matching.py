"""What a query means in one segment: for every clause, the passages that answer it and how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from clicktui.search.arrays import Array
from clicktui.search.caching import WeighedCache
from clicktui.search.expansion import EXACT_WEIGHT, MOST_BEGUN, Expander
from clicktui.search.model import Match, SearchCancelledError
from clicktui.search.phrase_search import (
    NO_PASSAGES,
    passages_holding,
    phrase_passages,
    union,
)
from clicktui.search.query import Atom, Clause, Phrase, Term
from clicktui.search.segment import Impact, Segment
from clicktui.search.vocabulary import Vocabulary

JOINED_WEIGHT = 0.98

_CACHED = 2000
_COMBINED_BYTES = 48 * 1024 * 1024
_MOST_CHECKED_FOR_PARTED = 256
_SHORTEST_PART = 3


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which passages answer a clause. ``text`` is the word as the vocabulary has it,
    "" for a phrase.
    """

    impact: Impact
    weight: float
    match: Match
    text: str

    @property
    def as_typed(self) -> bool:
        """Whether nothing was guessed or inflected."""
        return self.match in (Match.EXACT, Match.BEGUN)


@dataclass(slots=True)
class _Place:
    """A slot whose ways are still being gathered."""

    typed: str
    key: str
    ways: list[Way]
    required: Array | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the query that a passage can fill: one word, or one of several.

    ``typed`` is as typed; ``best`` is what all ways together add, ``typed_best`` those that are
    as typed; ``required`` are the passages that alone may be found, where the slot is a condition
    (a phrase), else None.
    """

    typed: str
    key: str
    ways: tuple[Way, ...]
    best: Impact
    typed_best: Impact
    required: Array | None = None


class Expanders:
    """The expanders of an index; the one for which accents count is made when first asked for."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._made: dict[bool, Expander] = {}

    def __getitem__(self, accents: bool) -> Expander:
        expander = self._made.get(accents)
        if expander is None:
            vocabularies = [segment.vocabulary(accents) for segment in self._segments]
            expander = self._made[accents] = Expander(vocabularies, accents)
        return expander


@dataclass(frozen=True, slots=True)
class _Combination:
    """Combined ways; it holds them, so that their identities stay theirs."""

    ways: tuple[Way, ...]
    impact: Impact

    @property
    def bytes(self) -> int:
        return self.impact.bytes + sum(way.impact.bytes for way in self.ways) // 4


class Matcher:
    """Finds the ways of a segment, and remembers them from one keystroke to the next."""

    def __init__(self, segment: Segment, expanders: Expanders) -> None:
        self._segment = segment
        self._expanders = expanders
        self._ways: WeighedCache[tuple[str, str, bool, bool, bool], list[Way]] = WeighedCache(
            _COMBINED_BYTES, lambda ways: sum(way.impact.bytes for way in ways) + 1000
        )
        self._combinations: WeighedCache[tuple[tuple[int, float], ...], _Combination] = (
            WeighedCache(_COMBINED_BYTES, lambda combination: combination.bytes)
        )
        self._phrases: WeighedCache[tuple[Phrase, bool], Array] = WeighedCache(_CACHED)

    def slots(
        self,
        clauses: tuple[Clause, ...],
        unfinished: bool,
        fuzzy: bool,
        accents: bool,
        cancelled: Callable[[], bool],
    ) -> list[Slot]:
        """Return the slots of a query in this segment; their number is the same in all segments.

        Raises:
            SearchCancelledError: ``cancelled`` said yes.
        """
        reading = _Reading(self, self._segment, fuzzy, accents, cancelled)
        grouped: list[list[_Place]] = []
        for index, clause in enumerate(clauses):
            if cancelled():
                raise SearchCancelledError
            being_typed = unfinished and index == len(clauses) - 1
            if len(clause) == 1 and isinstance(clause[0], Phrase):
                grouped.append(reading.phrase_places(clause[0]))
            else:
                grouped.append([reading.place(clause, being_typed)])
        reading.add_joined(clauses, unfinished, grouped)
        return [self._slot(place) for places in grouped for place in places]

    def _slot(self, place: _Place) -> Slot:
        ways = tuple(place.ways)
        as_typed = tuple(way for way in ways if way.as_typed)
        typed_best = self._combined(as_typed)
        best = typed_best if len(as_typed) == len(ways) else self._combined(ways)
        return Slot(place.typed, place.key, ways, best, typed_best, place.required)

    def _combined(self, ways: tuple[Way, ...]) -> Impact:
        """Return the best of ``ways``, remembered: all words but the last stay as they are."""
        if len(ways) == 1 and ways[0].weight == 1:
            return ways[0].impact
        key = tuple((id(way.impact), way.weight) for way in ways)
        known = self._combinations.get(key)
        if known is None:
            impact = self._segment.combined([(way.impact, way.weight) for way in ways])
            known = self._combinations.put(key, _Combination(ways, impact))
        return known.impact

    def expand(
        self, term: Term, unfinished: bool, fuzzy: bool, accents: bool
    ) -> tuple[list[Way], bool]:
        """Return the ways that ``term`` is answered here, and whether it is here as typed."""
        key = (term.form, term.key, unfinished, fuzzy, accents)
        ways = self._ways.get(key)
        if ways is None:
            vocabulary = self._segment.vocabulary(accents)
            found = [
                (vocabulary.find(e.text), e)
                for e in self._expanders[accents].expand(term, unfinished, fuzzy)
            ]
            ways = self._ways.put(key, [
                Way(self._segment.impact(vocabulary, word), e.weight, e.match, e.text)
                for word, e in found
                if word is not None
            ])  # fmt: skip
        return list(ways), any(way.match is Match.EXACT for way in ways)

    def phrase_passages(
        self, phrase: Phrase, accents: bool, cancelled: Callable[[], bool]
    ) -> Array:
        """Return the passages that hold ``phrase``, in rising order.

        Raises:
            SearchCancelledError: ``cancelled`` said yes.
        """
        cached = self._phrases.get((phrase, accents))
        if cached is None:
            found = phrase_passages(self._segment, phrase, accents, cancelled)
            cached = self._phrases.put((phrase, accents), found)
        return cached

    def passages_of(self, atom: Atom, accents: bool, cancelled: Callable[[], bool]) -> Array:
        """Return the passages that hold ``atom`` exactly, for leaving them out."""
        if isinstance(atom, Phrase):
            return self.phrase_passages(atom, accents, cancelled)
        vocabulary = self._segment.vocabulary(accents)
        word = vocabulary.find(atom.form if accents else atom.key)
        return NO_PASSAGES if word is None else self._segment.impact(vocabulary, word).ids


@dataclass(frozen=True, slots=True)
class _Reading:
    matcher: Matcher
    segment: Segment
    fuzzy: bool
    accents: bool
    cancelled: Callable[[], bool]

    @property
    def vocabulary(self) -> Vocabulary:
        return self.segment.vocabulary(self.accents)

    def place(self, clause: Clause, unfinished: bool) -> _Place:
        ways: dict[str, Way] = {}
        required: list[Array] = []
        for atom in clause:
            if isinstance(atom, Phrase):
                ids = self.matcher.phrase_passages(atom, self.accents, self.cancelled)
                required.append(ids)
                ones = np.ones(len(ids), dtype=np.float32)
                impact = self.segment.impact_of(ids, ones)
                ways[f"{atom.typed} "] = Way(impact, EXACT_WEIGHT, Match.EXACT, "")
            else:
                for way in self._ways(atom, unfinished and atom is clause[-1]):
                    known = ways.get(way.text)
                    if known is None or known.weight < way.weight:
                        ways[way.text] = way
        is_condition = bool(required)
        if is_condition:
            required += [way.impact.ids for way in ways.values()]
        typed = " OR ".join(atom.typed for atom in clause)
        key = clause[0].key if len(clause) == 1 and isinstance(clause[0], Term) else ""
        return _Place(typed, key, list(ways.values()), union(required) if is_condition else None)

    def phrase_places(self, phrase: Phrase) -> list[_Place]:
        found = self.matcher.phrase_passages(phrase, self.accents, self.cancelled)
        places = []
        for term in phrase.terms:
            word = self.vocabulary.find(self._name(term))
            ways = [] if word is None else [self._way(word, EXACT_WEIGHT, Match.EXACT)]
            places.append(_Place(term.typed, term.key, ways, found))
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
                self._impact(left).ids, self._impact(right).ids, assume_unique=True
            )
            if len(both) <= _MOST_CHECKED_FOR_PARTED:
                phrase = Phrase((Term(term.typed, term.form, term.key),))
                found.append(
                    passages_holding(self.segment, both, phrase, self.accents, self.cancelled)
                )
        ids = union(found)
        if not len(ids):
            return []
        impact = self.segment.impact_of(ids, np.ones(len(ids), dtype=np.float32))
        return [Way(impact, JOINED_WEIGHT, Match.EXACT, name)]

    def add_joined(
        self, clauses: tuple[Clause, ...], unfinished: bool, grouped: list[list[_Place]]
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
        return Way(self._impact(word), weight, match, self.vocabulary.words[word])

    def _impact(self, word: int) -> Impact:
        return self.segment.impact(self.vocabulary, word)

    def _name(self, term: Term) -> str:
        return term.form if self.accents else term.key
