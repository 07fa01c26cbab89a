"""The passages of a segment that hold a phrase: found by its words, then read."""

from collections.abc import Callable, Iterable

import numpy as np

from clicktui.search.arrays import Array
from clicktui.search.model import SearchCancelledError
from clicktui.search.phrases import compact, find_phrase, may_hold
from clicktui.search.query import Phrase
from clicktui.search.segment import Segment

_MOST_BEGUN_IN_PHRASE = 2000
_POLL_EVERY = 64

NO_PASSAGES = np.zeros(0, dtype=np.int64)


def union(sets: Iterable[Array]) -> Array:
    """Return the passages that are in any of ``sets``, in rising order."""
    kept = [found for found in sets if len(found)]
    if len(kept) < 2:
        return kept[0] if kept else NO_PASSAGES
    return np.unique(np.concatenate(kept))


def phrase_passages(
    segment: Segment, phrase: Phrase, accents: bool, cancelled: Callable[[], bool]
) -> Array:
    """Return the passages of ``segment`` that hold ``phrase``, in rising order.

    Raises:
        SearchCancelledError: ``cancelled`` said yes.
    """
    vocabulary = segment.vocabulary(accents)
    names = [term.form if accents else term.key for term in phrase.terms]

    def holding(name: str, is_open: bool = False) -> Array:
        words = vocabulary.begun_by(name, _MOST_BEGUN_IN_PHRASE).tolist() if is_open else []
        word = vocabulary.find(name)
        words += [] if word is None else [word]
        return union(segment.ids_of(vocabulary, word) for word in words)

    candidates: Array | None = None
    for index, name in enumerate(names):
        is_last = index == len(names) - 1
        found = [holding(name, phrase.open and is_last)]
        if index:
            found.append(holding(names[index - 1] + name, phrase.open and is_last))
        if not is_last:
            after = phrase.open and index == len(names) - 2
            found.append(holding(name + names[index + 1], after))
        here = union(found)
        candidates = here if candidates is None else np.intersect1d(candidates, here)
    if candidates is None:
        return NO_PASSAGES
    return passages_holding(segment, candidates, phrase, accents, cancelled)


def passages_holding(
    segment: Segment,
    candidates: Array,
    phrase: Phrase,
    accents: bool,
    cancelled: Callable[[], bool],
) -> Array:
    """Return those of ``candidates`` whose text holds ``phrase``."""
    if not compact(phrase, accents):
        return NO_PASSAGES
    found = []
    for count, number in enumerate(candidates.tolist()):
        if count % _POLL_EVERY == 0 and cancelled():
            raise SearchCancelledError
        if may_hold(segment.folded_text(number), phrase) and find_phrase(
            segment.passage(number).text, phrase, accents
        ):
            found.append(number)
    return np.array(found, dtype=np.int64)
