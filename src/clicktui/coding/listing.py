"""Which passages stand in which list, and in what order: as their places in the corpus."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from clicktui.coding.bands import CLEAR, PARTLY, POSSIBLE, SILENT, Layers
from clicktui.search.filters import Mask

Places = npt.NDArray[np.int64]

_BELOW_ONE = 0.99
"""What ``Layers`` multiply scores by."""

_BY_MEANING = 0.5
"""How unsure a code is that only meaning suggests, as ``_doubt`` counts it."""


def of_code(layers: Layers, code: str, among: Mask) -> Places:
    """Return the passages that have ``code``: clear ones first, then by score, then as they come.

    Within the clear ones, those that the user decided come by the program's score too: a list that
    she goes through does not jump under her hands.
    """
    held = layers.held[code]
    places = np.flatnonzero(among & is_held(layers, code))
    order = np.lexsort((-layers.scores[code][places], held[places] != CLEAR))
    return places[order]


def several(layers: Layers, among: Mask) -> Places:
    """Return the passages that have several codes, those with most first."""
    counts = np.zeros(len(among), dtype=np.int16)
    for code in layers.held:
        counts += is_held(layers, code)
    places = np.flatnonzero(among & (counts > 1))
    return places[np.argsort(-counts[places], kind="stable")]


def differing(layers: Layers, among: Mask) -> Places:
    """Return the passages where program and user differ, in the order of the corpus."""
    differs = np.zeros(len(among), dtype=bool)
    for there in layers.differs.values():
        differs |= there
    return np.flatnonzero(among & differs)


def undecided(layers: Layers, who: str, among: Mask, meant: Iterable[int] = ()) -> Places:
    """Return the passages about which nothing is decided, those that would teach most first.

    That are those of which the program is least sure (uncertainty sampling: Lewis and Gale, "A
    Sequential Algorithm for Training Text Classifiers", SIGIR 1994), by the code of which it is
    least sure. Passages in which it found nothing at all are left out. ``who`` is the user;
    ``meant`` are the places of passages of which meaning says something.
    """
    doubt = _doubt(layers, len(among), meant)
    places = np.flatnonzero(among & ~decided(layers, who, len(among)) & (doubt > 0))
    return places[np.argsort(-doubt[places], kind="stable")]


def is_held(layers: Layers, code: str) -> Mask:
    """Return which passages have ``code``, for sure or possibly."""
    held = layers.held[code]
    having: Mask = (held == CLEAR) | (held == POSSIBLE)
    return having


def decided(layers: Layers, who: str, size: int) -> Mask:
    """Return about which of the ``size`` passages ``who`` decided anything."""
    there = np.zeros(size, dtype=bool)
    for said in layers.by.get(who, {}).values():
        there |= (said != SILENT) & (said != PARTLY)
    return there


def _doubt(layers: Layers, size: int, meant: Iterable[int]) -> npt.NDArray[np.float64]:
    """Return how unsure the program is, from 0 (sure, or nothing found) to 1 (even)."""
    doubt = np.zeros(size)
    for scores in layers.scores.values():
        there = np.flatnonzero(scores)
        judged = np.round(scores[there].astype(np.float64) / _BELOW_ONE, 4)  # as it was given
        unsure = 1 - np.abs(2 * judged - 1)
        doubt[there] = np.maximum(doubt[there], unsure)
    by_meaning = np.fromiter(meant, dtype=np.int64)
    doubt[by_meaning] = np.maximum(doubt[by_meaning], _BY_MEANING)
    return doubt
