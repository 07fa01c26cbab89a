"""The cues of one language made ready, and what they find in a passage.

A word is looked up once in a table that grows as words are met, so a passage costs a look-up a
word and the comparison of the few phrases that begin with one of its words.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from clicktui.i18n import translate as _
from clicktui.microtasks.patterns import CueOf, Gap, Pattern, WordOf
from clicktui.microtasks.words import NO_BREAK, STOP, Words


class UnknownCueError(ValueError):
    """The patterns of ``cue`` refer to it itself, or to a cue that is not there."""

    def __init__(self, cue: str, problem: str) -> None:
        super().__init__(problem)
        self.cue = cue


class Occurrence(NamedTuple):
    """A cue found: its words from ``first`` to before ``end``, and the pattern that found it."""

    first: int
    end: int
    pattern: str


Occurrences = dict[str, list[Occurrence]]
"""What was found, by the names of the cues, each in the order of the text."""


class _Phrase(NamedTuple):
    cue: str
    pattern: Pattern
    elements: tuple["WordOf | Gap | CueOf", ...]


class _Known(NamedTuple):
    """What a word may be: single words of cues, first words of phrases, words of patterns."""

    single: tuple[tuple[str, str], ...]
    plain: tuple[_Phrase, ...]
    hiding: tuple[_Phrase, ...]
    composite: tuple[_Phrase, ...]
    words: frozenset[WordOf]


class Lexicon:
    """Cues by name, each a list of patterns, compiled.

    Args:
        cues: the patterns of every cue; a pattern refers only to cues that are there.
        hiding: cues whose words no other cue sees, unless it refers to them (a firm's name).

    Raises:
        UnknownCueError: a cue refers to itself, or to none that is there.
    """

    def __init__(self, cues: Mapping[str, Sequence[Pattern]], hiding: Sequence[str] = ()) -> None:
        self._levels = _levels(cues)
        self._hiding = frozenset(hiding)
        self._forms: dict[str, list[WordOf]] = {}
        self._beginnings: dict[str, list[WordOf]] = {}
        self._tails: dict[str, list[WordOf]] = {}
        self._by_first: dict[WordOf, list[_Phrase]] = {}
        self._by_first_cue: dict[int, list[_Phrase]] = {}
        seen: set[WordOf] = set()
        for cue, patterns in cues.items():
            for pattern in patterns:
                self._add(_Phrase(cue, pattern, pattern.elements), seen)
        self._deepest = max(self._levels.values(), default=0)
        self._known: dict[str, _Known] = {}

    def _add(self, phrase: _Phrase, seen: set[WordOf]) -> None:
        for element in phrase.elements:
            if isinstance(element, WordOf) and element not in seen:
                seen.add(element)
                for form in element.forms:
                    self._forms.setdefault(form, []).append(element)
                for beginning in element.beginnings:
                    self._beginnings.setdefault(beginning, []).append(element)
                for tail in element.tails:
                    self._tails.setdefault(tail, []).append(element)
        first = phrase.elements[0]
        if isinstance(first, WordOf):
            self._by_first.setdefault(first, []).append(phrase)
        else:
            self._by_first_cue.setdefault(self._levels[phrase.cue], []).append(phrase)

    def find(self, words: Words) -> Occurrences:
        """Return what the cues find in the words of a passage."""
        found: Occurrences = {}
        known = [self._known_of(key) for key in words.keys]
        hidden = self._hide(words, known, found)
        waiting: dict[int, list[tuple[int, _Phrase]]] = {}
        for at, one in enumerate(known):
            if hidden and at in hidden:
                continue
            for cue, pattern in one.single:
                found.setdefault(cue, []).append(Occurrence(at, at + 1, pattern))
            for phrase in one.plain:
                end = _match(phrase.elements, 1, at + 1, words, known, {}, hidden)
                if end:
                    found.setdefault(phrase.cue, []).append(
                        Occurrence(at, end, phrase.pattern.text)
                    )
            for phrase in one.composite:
                waiting.setdefault(self._levels[phrase.cue], []).append((at, phrase))
        self._compose(words, known, hidden, waiting, found)
        for occurrences in found.values():
            if len(occurrences) > 1:
                occurrences.sort()
        return found

    def _hide(self, words: Words, known: list[_Known], found: Occurrences) -> frozenset[int]:
        hidden: set[int] = set()
        for at, one in enumerate(known):
            for phrase in one.hiding:
                end = _match(phrase.elements, 1, at + 1, words, known, {}, frozenset())
                if end:
                    found.setdefault(phrase.cue, []).append(
                        Occurrence(at, end, phrase.pattern.text)
                    )
                    hidden.update(range(at, end))
        return frozenset(hidden)

    def _compose(
        self,
        words: Words,
        known: list[_Known],
        hidden: frozenset[int],
        waiting: Mapping[int, list[tuple[int, _Phrase]]],
        found: Occurrences,
    ) -> None:
        """Find the phrases that refer to cues, those first to which others refer."""
        for level in range(1, self._deepest + 1):
            ends = {
                cue: {one.first: one.end for one in sorted(occurrences)}
                for cue, occurrences in found.items()
            }
            new: list[tuple[str, Occurrence]] = []
            for at, phrase in waiting.get(level, ()):
                if end := _match(phrase.elements, 1, at + 1, words, known, ends, hidden):
                    new.append((phrase.cue, Occurrence(at, end, phrase.pattern.text)))
            for phrase in self._by_first_cue.get(level, ()):
                first = phrase.elements[0]
                assert isinstance(first, CueOf)  # noqa: S101 -- ``parsed`` lets no gap begin
                for at, after in ends.get(first.name, {}).items():
                    if end := _match(phrase.elements, 1, after, words, known, ends, hidden):
                        new.append((phrase.cue, Occurrence(at, end, phrase.pattern.text)))
            for cue, occurrence in new:
                found.setdefault(cue, []).append(occurrence)

    def _known_of(self, key: str) -> _Known:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._look_up(key)
        return known

    def _look_up(self, key: str) -> _Known:
        lowered = key.lower()
        words = list(self._forms.get(lowered, ()))
        if lowered != key:
            words += self._forms.get(key, ())
        for end in range(1, len(lowered) + 1):
            words += self._beginnings.get(lowered[:end], ())
            words += self._tails.get(lowered[end:], ())
        single: list[tuple[str, str]] = []
        kinds: tuple[list[_Phrase], list[_Phrase], list[_Phrase]] = ([], [], [])
        for word in dict.fromkeys(words):
            for phrase in self._by_first.get(word, ()):
                hides = phrase.cue in self._hiding
                if self._levels[phrase.cue] and phrase.pattern.cues:
                    kinds[2].append(phrase)
                elif len(phrase.elements) == 1 and not hides:
                    single.append((phrase.cue, phrase.pattern.text))
                else:
                    kinds[1 if hides else 0].append(phrase)
        plain, hiding, composite = (tuple(kind) for kind in kinds)
        return _Known(tuple(dict.fromkeys(single)), plain, hiding, composite, frozenset(words))


def _match(
    elements: Sequence[WordOf | Gap | CueOf],
    place: int,
    at: int,
    words: Words,
    known: list[_Known],
    ends: Mapping[str, Mapping[int, int]],
    hidden: frozenset[int],
) -> int:
    """Return where the elements from ``place`` on end, the first at word ``at``; 0: nowhere.

    Words of a phrase have nothing but space, quotes, hyphens and apostrophes between them; a gap
    may hold commas, never the end of a clause.
    """
    count = len(known)
    while place < len(elements):
        element = elements[place]
        if isinstance(element, Gap):
            for more in range(element.most + 1):
                if at + more >= count or (more and words.breaks[at + more - 1] == STOP):
                    return 0
                if words.breaks[at + more] != STOP and (
                    end := _match_after_gap(
                        elements, place + 1, at + more, words, known, ends, hidden
                    )
                ):
                    return end
            return 0
        if at >= count or words.breaks[at] != NO_BREAK:
            return 0
        after = _one(element, at, known, ends, hidden)
        if not after:
            return 0
        at = after
        place += 1
    return at


def _match_after_gap(
    elements: Sequence[WordOf | Gap | CueOf],
    place: int,
    at: int,
    words: Words,
    known: list[_Known],
    ends: Mapping[str, Mapping[int, int]],
    hidden: frozenset[int],
) -> int:
    element = elements[place]
    assert not isinstance(element, Gap)  # noqa: S101 -- two gaps are never written side by side
    after = _one(element, at, known, ends, hidden)
    return _match(elements, place + 1, after, words, known, ends, hidden) if after else 0


def _one(
    element: WordOf | CueOf,
    at: int,
    known: list[_Known],
    ends: Mapping[str, Mapping[int, int]],
    hidden: frozenset[int],
) -> int:
    if isinstance(element, CueOf):
        return ends.get(element.name, {}).get(at, 0)
    if at in hidden:
        return 0
    return at + 1 if element in known[at].words else 0


def _levels(cues: Mapping[str, Sequence[Pattern]]) -> dict[str, int]:
    """Return how deep each cue refers to others: 0 for words alone."""
    levels: dict[str, int] = {}

    def level_of(cue: str, above: tuple[str, ...]) -> int:
        if cue in above:
            raise UnknownCueError(cue, _("refers to itself"))
        if cue not in levels:
            named = [name for pattern in cues[cue] for name in pattern.cues]
            for name in named:
                if name not in cues:
                    raise UnknownCueError(cue, _("there is no cue called {name}").format(name=name))
            levels[cue] = max((1 + level_of(name, (*above, cue)) for name in named), default=0)
        return levels[cue]

    for cue in cues:
        level_of(cue, ())
    return levels
