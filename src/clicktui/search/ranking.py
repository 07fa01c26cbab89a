"""From slots to ranked passages: BM25 on arrays, then alignment of the best with the query.

A slot adds, to every passage that one of its ways finds, its rarity times the best way's weight
and impact. Rarity is BM25's idf, ln(1 + (N - n + 1/2) / (n + 1/2)), of the whole slot, so that a
rare guess is not worth more than the common word that was meant. Light slots (function words, and
words in more passages than ``COMMON``) only add to passages that another slot found.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from clicktui.search.impacts import Numbers, Scores
from clicktui.search.matching import Slot
from clicktui.search.segment import Segment

COMMON_SHARE = 0.04
COMMON_AT_LEAST = 4000

ALIGNED = 60
ALIGNMENT_WEIGHT = 1.0
ALIGNMENT_POWER = 4

_MOST_TYPED_BITS = 64

PlacesOf = Callable[[Numbers], Numbers]
"""What gives the places in the corpus of passages, that are numbered as they were found."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the slots are worth: over all segments, one value for each slot."""

    rarities: tuple[float, ...]
    light: tuple[bool, ...]
    bits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Passages that match: their numbers in the segment (rising), scores, and whether every word
    that the corpus knows as typed is there as typed.
    """

    ids: Numbers
    scores: Scores
    as_typed: npt.NDArray[np.bool_]

    def where(self, kept: npt.NDArray[np.bool_]) -> "Found":
        """Return those that ``kept`` says."""
        return Found(self.ids[kept], self.scores[kept], self.as_typed[kept])


def weigh(
    slots_of_segments: Sequence[Sequence[Slot]], passages: int, stop_words: Collection[str]
) -> Weighed:
    """Weigh the slots of all segments of an index of so many ``passages``."""
    rarities, light, bits = [], [], []
    for number, slots in enumerate(zip(*slots_of_segments, strict=True)):
        ways = [way for slot in slots for way in slot.ways]
        exact = sum(way.passages for way in ways if way.as_typed)
        spread = sum(way.passages * way.weight for way in ways)
        holders = min(float(passages), max(float(exact), spread))
        rarities.append(log(1 + (passages - holders + 0.5) / (holders + 0.5)))
        common = exact > max(COMMON_AT_LEAST, COMMON_SHARE * passages)
        light.append(common or slots[0].key in stop_words)
        known = any(way.as_typed for way in ways)
        bits.append(1 << number if known and number < _MOST_TYPED_BITS else 0)
    if all(
        is_light or not any(s.ways for s in column)
        for is_light, column in zip(light, zip(*slots_of_segments, strict=True), strict=True)
    ):
        light = [False] * len(light)
    return Weighed(tuple(rarities), tuple(light), tuple(bits))


def score(segment: Segment, slots: Sequence[Slot], weighed: Weighed) -> Found:
    """Score the passages of one segment that a slot which is not light finds."""
    if len(slots) == 1:
        return _score_one(segment, slots[0], weighed)
    scores = np.zeros(len(segment), dtype=np.float32)
    bit_type: Any = np.uint16 if len(slots) <= 16 else np.uint64
    typed: npt.NDArray[Any] = np.zeros(len(segment), dtype=bit_type)
    worths = list(zip(slots, weighed.rarities, weighed.light, weighed.bits, strict=True))
    for slot, rarity, light, bit in worths:
        if not light:
            slot.best.add_to(scores, rarity)
            if bit:
                slot.typed_best.mark(typed, bit_type(bit))
    ids = np.flatnonzero(scores > 0)
    found, bits = scores[ids], typed[ids]
    for slot, rarity, light, bit in worths:
        if light:
            added = slot.typed_best_at(ids) * np.float32(rarity)
            found += added
            bits[added > 0] |= bit_type(bit)
    wanted = bit_type(sum(weighed.bits))
    return Found(ids, found, (bits & wanted) == wanted)


def _score_one(segment: Segment, slot: Slot, weighed: Weighed) -> Found:
    """Score a single slot, which is never light."""
    ids, scores = slot.best.found()
    as_typed = np.ones(len(ids), dtype=bool)
    if weighed.bits[0] and not slot.is_as_typed:
        everywhere = np.zeros(len(segment), dtype=np.uint8)
        slot.typed_best.mark(everywhere, np.uint8(1))
        as_typed = everywhere[ids] > 0
    return Found(ids, scores * np.float32(weighed.rarities[0]), as_typed)


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
    most: int,
    query: str,
    text_of: Callable[[int], str],
    places: PlacesOf,
) -> tuple[Numbers, Scores]:
    """Return the positions of the ``most`` best passages, best first, and their scores.

    Passages that hold the words as typed come first, whatever they score. The first ``ALIGNED``
    are ordered by their score, taken as a share of the best, plus how well their folded text
    (``text_of(position)``) aligns with the folded ``query`` (rapidfuzz's partial ratio), where
    the query has several words. Equals stand as in the corpus (``places``). The scores returned
    are 0 to 2.
    """
    if not len(scores):
        return np.zeros(0, dtype=np.int64), scores
    highest = float(scores.max()) or 1.0
    shares = (scores / np.float32(highest)).astype(np.float32)
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
