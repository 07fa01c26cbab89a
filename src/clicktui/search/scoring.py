"""From slots to scored passages: BM25 on arrays.

A slot adds, to every passage that one of its ways finds, its rarity times the best way's weight
and impact. Rarity is BM25's idf, ln(1 + (N - n + 1/2) / (n + 1/2)), of the whole slot, so that a
rare guess is not worth more than the common word that was meant. Light slots (function words, and
words in more passages than ``COMMON``) only add to passages that another slot found.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from clicktui.corpus.model import Role
from clicktui.search.arrays import Array
from clicktui.search.filters import Mask
from clicktui.search.gathering import ROLES
from clicktui.search.impacts import DENSE_FROM, Dense, Numbers, Scores
from clicktui.search.matching import Slot
from clicktui.search.segment import Segment

COMMON_SHARE = 0.04
COMMON_AT_LEAST = 4000

_SAMPLED = 64
"""One passage in so many tells about how high the best score."""

_AS_HIGH = 1 - 1e-5
"""Scores that differ by less may come out equal when they are compared as shares of the best."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the slots are worth: over all segments, one value for each slot.

    ``known`` says whether the corpus has it as typed.
    """

    rarities: tuple[float, ...]
    light: tuple[bool, ...]
    known: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Passages that match: their numbers in the segment (rising), scores, and whether every word
    that the corpus knows as typed is there as typed.

    Where they are many, only those are here that can be among the best; ``total`` counts all, and
    ``highest`` is the highest score.
    """

    ids: Numbers
    scores: Scores
    as_typed: npt.NDArray[np.bool_]
    total: int
    highest: float


def weigh(
    slots_of_segments: Sequence[Sequence[Slot]], passages: int, stop_words: Collection[str]
) -> Weighed:
    """Weigh the slots of all segments of an index of so many ``passages``."""
    rarities, light, known = [], [], []
    for slots in zip(*slots_of_segments, strict=True):
        ways = [way for slot in slots for way in slot.ways]
        exact = sum(way.passages for way in ways if way.as_typed)
        spread = sum(way.passages * way.weight for way in ways)
        holders = min(float(passages), max(float(exact), spread))
        rarities.append(log(1 + (passages - holders + 0.5) / (holders + 0.5)))
        common = exact > max(COMMON_AT_LEAST, COMMON_SHARE * passages)
        light.append(common or slots[0].key in stop_words)
        known.append(any(way.as_typed for way in ways))
    if all(
        is_light or not any(s.ways for s in column)
        for is_light, column in zip(light, zip(*slots_of_segments, strict=True), strict=True)
    ):
        light = [False] * len(light)
    return Weighed(tuple(rarities), tuple(light), tuple(known))


@dataclass(frozen=True, slots=True)
class Within:
    """Where passages are looked for in a segment: the ``allowed`` ones, None being all, and in
    some roles. ``most`` are wanted of those that match.
    """

    segment: Segment
    allowed: Mask | None
    roles: frozenset[Role]
    most: int

    def find(self, slots: Sequence[Slot], weighed: Weighed) -> tuple[Found, Array]:
        """Return the passages that a slot which is not light finds, and how many it finds in
        each role that is not looked in.
        """
        if not slots:
            ids = self.segment.ids
            zeros = np.zeros(len(ids), dtype=np.float32)
            return self._some(ids, zeros, np.ones(len(ids), dtype=bool))
        if len(slots) == 1:
            return self._find_one(slots[0], weighed)
        scores = np.zeros(len(self.segment), dtype=np.float32)
        typed: Mask = np.ones(len(self.segment), dtype=bool)
        worths = list(zip(slots, weighed.rarities, weighed.light, weighed.known, strict=True))
        lights = [(slot, rarity, known) for slot, rarity, light, known in worths if light]
        for slot, rarity, light, known in worths:
            if not light:
                slot.best.add_to(scores, rarity)
                if known:
                    typed &= slot.held_as_typed
        is_found = scores > 0
        if np.count_nonzero(is_found) > len(self.segment) * DENSE_FROM:
            for slot, rarity, known in lights:
                slot.typed_best.add_to(scores, rarity)
                if known:
                    typed &= slot.held_as_typed
            return self._many(is_found, scores, typed)
        ids = np.flatnonzero(is_found)
        found, typed = scores.take(ids), typed.take(ids)
        for slot, rarity, known in lights:
            added = slot.typed_best_at(is_found, ids) * np.float32(rarity)
            found += added
            if known:
                typed &= added > 0
        return self._some(ids, found, typed)

    def _find_one(self, slot: Slot, weighed: Weighed) -> tuple[Found, Array]:
        """Find by a single slot, which is never light."""
        best, rarity = slot.best, np.float32(weighed.rarities[0])
        everywhere: Mask | None = None
        if weighed.known[0] and not slot.is_as_typed:
            everywhere = slot.held_as_typed
        if isinstance(best, Dense):
            return self._many(best.scores > 0, best.scores * rarity, everywhere)
        ids, scores = best.found()
        typed = np.ones(len(ids), dtype=bool) if everywhere is None else everywhere.take(ids)
        return self._some(ids, scores * rarity, typed)

    def _some(self, ids: Numbers, scores: Scores, typed: Mask) -> tuple[Found, Array]:
        if self.allowed is not None:
            kept = self.allowed[ids]
            ids, scores, typed = ids[kept], scores[kept], typed[kept]
        elsewhere = np.zeros(len(ROLES), dtype=np.int64)
        if not self.segment.is_all_in(self.roles):
            kept = self.segment.in_roles(self.roles)[ids]
            elsewhere = self._counted(ids[~kept])
            ids, scores, typed = ids[kept], scores[kept], typed[kept]
        return Found(ids, scores, typed, len(ids), float(scores.max(initial=0))), elsewhere

    def _many(self, is_found: Mask, scores: Scores, typed: Mask | None) -> tuple[Found, Array]:
        """Take those out of many, one value for each passage, that can be among the best.

        ``scores`` of what is not found mean nothing; ``typed`` None means all.
        """
        if self.allowed is not None:
            is_found = is_found & self.allowed
        elsewhere = np.zeros(len(ROLES), dtype=np.int64)
        if not self.segment.is_all_in(self.roles):
            inside = self.segment.in_roles(self.roles)
            elsewhere = self._counted(is_found & ~inside)
            is_found = is_found & inside
        scores = _only(scores, is_found)
        total = int(np.count_nonzero(is_found))
        highest = float(scores.max(initial=0))
        if typed is None:
            typed = is_found
        is_typed = is_found & typed
        count = int(np.count_nonzero(is_typed))
        ids = _highest(scores, is_typed, min(self.most, count))
        if count < self.most:
            others = _highest(scores, is_found & ~typed, min(self.most, total) - count)
            ids = np.sort(np.concatenate((ids, others)))
        return Found(ids, scores[ids], is_typed[ids], total, highest), elsewhere

    def _counted(self, which: Array) -> Array:
        return np.bincount(self.segment.facets.roles[which], minlength=len(ROLES))


def _only(scores: Scores, among: Mask) -> Scores:
    """Return ``scores`` of the passages ``among`` all, 0 for the others."""
    kept: Scores = among.view(np.uint8).astype(np.float32)  # as bytes: four times as fast
    kept *= scores
    return kept


def _highest(scores: Scores, among: Mask, most: int) -> Numbers:
    """Return, in rising order, the passages with the ``most`` highest scores, and their equals.

    Nearly all are passed over by what a sample says of the scores: a partition of all costs more.
    """
    if most <= 0:
        return np.zeros(0, dtype=np.int64)
    values = _only(scores, among)
    ids: Numbers | None = None
    sample = values[::_SAMPLED]
    rank = 4 * (most // _SAMPLED + 2)
    if len(sample) > 4 * rank:
        least = np.partition(sample, -rank)[-rank]
        likely = np.flatnonzero(values >= least * np.float32(_AS_HIGH)) if least > 0 else ()
        if len(likely) >= most:
            ids = np.asarray(likely)
    if ids is None:
        ids = np.flatnonzero(among)
    if len(ids) > most:
        found = values.take(ids)
        ids = ids[found >= np.partition(found, -most)[-most] * np.float32(_AS_HIGH)]
    return ids
