"""What a query means in one segment, remembered from one keystroke to the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clicktui.search.arrays import Array
from clicktui.search.caching import WeighedCache
from clicktui.search.expansion import Expander
from clicktui.search.model import Match, SearchCancelledError
from clicktui.search.phrase_search import NO_PASSAGES, phrase_passages
from clicktui.search.query import Atom, Clause, Phrase, Term
from clicktui.search.reading import Place, Reading, Way
from clicktui.search.segment import Impact, Segment

_CACHED = 2000
_COMBINED_BYTES = 48 * 1024 * 1024


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
        reading = Reading(self, self._segment, fuzzy, accents, cancelled)
        grouped: list[list[Place]] = []
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

    def _slot(self, place: Place) -> Slot:
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
