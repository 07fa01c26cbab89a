"""What a query means in one segment, remembered from one keystroke to the next."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from clicktui.search.arrays import Array
from clicktui.search.caching import WeighedCache
from clicktui.search.expansion import Expander
from clicktui.search.filters import Mask
from clicktui.search.impacts import Impact, Scores
from clicktui.search.model import Match, SearchCancelledError
from clicktui.search.phrase_search import NO_PASSAGES, phrase_passages
from clicktui.search.query import Atom, Clause, Phrase, Term
from clicktui.search.reading import Place, Reading, Way, way_of
from clicktui.search.segment import Segment, Weighted

_CACHED = 2000
_COMBINED_BYTES = 8 * 1024 * 1024
_COMBINED_BYTES_PER_PASSAGE = 40


class Slot:
    """A place in the query that a passage can fill: one word, or one of several.

    ``typed`` is as typed; ``required`` are the passages that alone may be found, where the slot
    is a condition (a phrase), else None.
    """

    def __init__(self, matcher: "Matcher", place: Place, accents: bool) -> None:
        self.typed = place.typed
        self.key = place.key
        self.required = place.required
        self.ways = tuple(place.ways)
        self._as_typed = tuple(way for way in self.ways if way.as_typed)
        self._matcher = matcher
        self._accents = accents

    @property
    def best(self) -> Impact:
        """What all ways together add."""
        return self._matcher.combined(self.ways, self._accents)

    @property
    def typed_best(self) -> Impact:
        """What those ways add that are as typed."""
        return self._matcher.combined(self._as_typed, self._accents)

    @property
    def is_as_typed(self) -> bool:
        """Whether all ways are as typed."""
        return len(self._as_typed) == len(self.ways)

    @property
    def held_as_typed(self) -> Mask:
        """Which passages of the segment have the slot as typed."""
        return self._matcher.held(self._as_typed, self._accents)

    def typed_best_at(self, among: Mask, ids: Array) -> Scores:
        """Return what those ways that are as typed add to the passages ``among`` all, ``ids``."""
        return self._matcher.combined_at(among, ids, self._as_typed, self._accents)


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
        return self.impact.bytes + 200 * len(self.ways)


class Matcher:
    """Finds the ways of a segment, and remembers them from one keystroke to the next."""

    def __init__(self, segment: Segment, expanders: Expanders) -> None:
        self._segment = segment
        self._expanders = expanders
        self._ways: WeighedCache[tuple[str, str, bool, bool, bool], list[Way]] = WeighedCache(
            _CACHED
        )
        self._combinations: WeighedCache[tuple[Hashable, ...], _Combination] = WeighedCache(
            _COMBINED_BYTES + _COMBINED_BYTES_PER_PASSAGE * len(segment),
            lambda combination: combination.bytes,
        )
        self._asked_at: WeighedCache[tuple[Hashable, ...], bool] = WeighedCache(_CACHED)
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
        return [Slot(self, place, accents) for places in grouped for place in places]

    def combined(self, ways: tuple[Way, ...], accents: bool) -> Impact:
        """Return the best of ``ways``, remembered: all words but the last stay as they are."""
        key = (accents, *((w.word, id(w.impact), w.weight) for w in ways))
        known = self._combinations.get(key)
        if known is None:
            impact = self._segment.combined(self._segment.vocabulary(accents), *_parted(ways))
            known = self._combinations.put(key, _Combination(ways, impact))
        return known.impact

    def held(self, ways: tuple[Way, ...], accents: bool) -> Mask:
        """Return which passages of the segment one of ``ways`` finds."""
        return self._segment.held(self._segment.vocabulary(accents), *_parted(ways))

    def combined_at(self, among: Mask, ids: Array, ways: tuple[Way, ...], accents: bool) -> Scores:
        """Return the best of ``ways`` for the passages ``among`` all, ``ids``, alone."""
        key = (accents, *((w.word, id(w.impact), w.weight) for w in ways))
        if self._asked_at.get(key) or self._combinations.get(key) is not None:
            return self._segment.values_at(ids, self.combined(ways, accents))
        if all(way.impact is None for way in ways):
            self._asked_at.put(key, True)  # words before the one being typed come again
        vocabulary = self._segment.vocabulary(accents)
        return self._segment.best_at(among, ids, vocabulary, *_parted(ways))

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
                way_of(vocabulary, word, e.weight, e.match)
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
        return NO_PASSAGES if word is None else self._segment.ids_of(vocabulary, word)


def _parted(ways: Sequence[Way]) -> tuple[list[Weighted], list[tuple[Impact, float]]]:
    """Return the weighted words of ``ways``, and their other weighted impacts."""
    words = [(way.word, way.weight) for way in ways if way.word is not None]
    return words, [(way.impact, way.weight) for way in ways if way.impact is not None]
