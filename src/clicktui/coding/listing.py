"""Which passages stand in which list, and in what order."""

from collections.abc import Iterable

from clicktui.coding.opinions import Coded
from clicktui.microtasks.model import Band

_BY_MEANING = 0.5
"""How unsure a code is that only meaning suggests, as ``_doubt`` counts it."""

_BANDS = (Band.CLEAR, Band.POSSIBLE, Band.NONE)


def of_code(coded: Iterable[Coded], code: str) -> tuple[Coded, ...]:
    """Return the passages that have ``code``: clear ones first, then by score, then as they come.

    Within the clear ones, those that the user decided come by the program's score too: a list that
    she goes through does not jump under her hands.
    """
    having = [one for one in coded if one.opinions[code].is_held]
    return tuple(sorted(having, key=lambda one: _rank(one, code)))


def several(coded: Iterable[Coded]) -> tuple[Coded, ...]:
    """Return the passages that have several codes, those with most first."""
    having = [one for one in coded if len(one.codes) > 1]
    return tuple(sorted(having, key=lambda one: -len(one.codes)))


def differing(coded: Iterable[Coded]) -> tuple[Coded, ...]:
    """Return the passages where program and user differ, in the order of the corpus."""
    return tuple(one for one in coded if one.differs)


def undecided(coded: Iterable[Coded]) -> tuple[Coded, ...]:
    """Return the passages about which nothing is decided, those that would teach most first.

    That are those of which the program is least sure (uncertainty sampling: Lewis and Gale, "A
    Sequential Algorithm for Training Text Classifiers", SIGIR 1994), by the code of which it is
    least sure. Passages in which it found nothing at all are left out.
    """
    open_ones = [one for one in coded if not one.is_decided and _doubt(one) > 0]
    return tuple(sorted(open_ones, key=lambda one: -_doubt(one)))


def _rank(one: Coded, code: str) -> tuple[int, float]:
    opinion = one.opinions[code]
    return _BANDS.index(opinion.band), -opinion.score


def _doubt(one: Coded) -> float:
    """Return how unsure the program is, from 0 (sure, or nothing found) to 1 (even)."""
    doubts = [1 - abs(2 * each.score - 1) for each in one.opinions.values() if each.score > 0]
    if any(opinion.meant is not None for opinion in one.opinions.values()):
        doubts.append(_BY_MEANING)
    return max(doubts, default=0.0)
