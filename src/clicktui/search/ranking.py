"""From scores to ranked passages: by score, then by how well the best align with the query."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from clicktui.search.impacts import Numbers, Scores

ALIGNED = 60
ALIGNMENT_WEIGHT = 1.0
ALIGNMENT_POWER = 4

PlacesOf = Callable[[Numbers], Numbers]
"""What gives the places in the corpus of passages, that are numbered as they were found."""


def first_of(values: npt.NDArray[Any], most: int, places: PlacesOf) -> Numbers:
    """Return the positions of the ``most`` highest values, highest first.

    Among equal ones those come first that stand first in the corpus (``places``).
    """
    kept = np.arange(len(values))
    if len(values) > most > 0:
        least = np.partition(values, -most)[-most]
        above, equal = np.flatnonzero(values > least), np.flatnonzero(values == least)
        wanted = most - len(above)
        if len(equal) > wanted:
            equal = equal[np.argpartition(places(equal), wanted - 1)[:wanted]]
        kept = np.concatenate((above, equal))
    return kept[np.lexsort((places(kept), -values[kept]))][:most]


def _typed_first(
    shares: Scores, as_typed: npt.NDArray[np.bool_], most: int, places: PlacesOf
) -> Numbers:
    """Return what ``first_of`` does, but those ``as_typed`` before all others."""

    def first(among: Numbers, most: int) -> Numbers:
        return among[first_of(shares[among], most, lambda at: places(among[at]))]

    typed = np.flatnonzero(as_typed)
    if len(typed) == len(shares):
        return first_of(shares, most, places)
    kept = first(typed, most)
    if len(kept) == most:
        return kept
    return np.concatenate((kept, first(np.flatnonzero(~as_typed), most - len(kept))))


def best_first(
    scores: Scores,
    as_typed: npt.NDArray[np.bool_],
    highest: float,
    most: int,
    query: str,
    text_of: Callable[[int], str],
    places: PlacesOf,
) -> tuple[Numbers, Scores]:
    """Return the positions of the ``most`` best passages, best first, and their scores.

    Passages that hold the words as typed come first, whatever they score. The first ``ALIGNED``
    are ordered by their score, taken as a share of the ``highest``, plus how well their folded text
    (``text_of(position)``) aligns with the folded ``query`` (rapidfuzz's partial ratio), where
    the query has several words. Equals stand as in the corpus (``places``). The scores returned
    are 0 to 2.
    """
    if not len(scores):
        return np.zeros(0, dtype=np.int64), scores
    shares = (scores / np.float32(highest or 1.0)).astype(np.float32)
    kept = _typed_first(shares, as_typed, max(most, ALIGNED), places)
    head, tail = kept[:ALIGNED], kept[ALIGNED:]
    total = shares[kept]
    if " " in query:
        texts = [text_of(position) for position in head.tolist()]
        ratios = cdist([query], texts, scorer=fuzz.partial_ratio, dtype=np.float32)[0] / 100
        total[: len(head)] += np.float32(ALIGNMENT_WEIGHT) * ratios**ALIGNMENT_POWER
        order = np.lexsort((places(head), -total[: len(head)], ~as_typed[head]))
        kept = np.concatenate((head[order], tail))
        total[: len(head)] = total[order]
    return kept[:most], total[:most]
