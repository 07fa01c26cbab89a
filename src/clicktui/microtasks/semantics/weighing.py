"""What is learned for one code: three things weighed against each other.

A logistic regression (ridge penalty, fitted by Newton's method: Hastie, Tibshirani & Friedman,
*The Elements of Statistical Learning*, 2nd ed. 2009, 4.4.1 and 18.3.2) weighs the score that the
cues give, how much nearer a passage lies to examples that have the code than to others, and the
same of the user's own decisions. It is fitted to the shipped examples and to her decisions
together; one of hers counts as ``HERS`` of ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clicktui.microtasks.semantics.candidates import Suggester
from clicktui.microtasks.semantics.decisions import WEIGHTS, Decision
from clicktui.microtasks.semantics.encoding import Array
from clicktui.microtasks.semantics.vectors import Vectors

HERS = 5.0

_PENALTY = 1.0
_NEAREST = 3
_SPREAD = 0.05
"""What a usual difference of cosines is, so that all features are of about the same size."""


@dataclass(frozen=True, slots=True)
class Ours:
    """The shipped examples for one code."""

    scores: Array
    margins: Array
    centred: Array
    holds: Array


@dataclass(frozen=True, slots=True)
class Said:
    """Her decisions on one code."""

    centred: Array
    margins: Array
    holds: Array

    @classmethod
    def of(
        cls, decisions: Sequence[Decision], code: str, suggester: Suggester, vectors: Vectors
    ) -> "Said":
        """Return those of ``decisions`` that are on ``code``.

        Raises:
            SemanticsError: words without a vector.
        """
        chosen = [one for one in decisions if one.code == code]
        found = vectors.of([one.words for one in chosen])
        return cls(
            suggester.centred(found),
            suggester.margins(found)[:, suggester.codes.index(code)],
            np.array([one.holds for one in chosen], dtype=bool),
        )

    def some(self, chosen: Array) -> "Said":
        """Return those of the decisions for which ``chosen`` is true."""
        return Said(self.centred[chosen], self.margins[chosen], self.holds[chosen])

    def word(self, centred: Array, *, of_itself: bool = False) -> Array:
        """Return how much nearer vectors lie to passages where she said yes than to others.

        ``of_itself``: the vectors are those of these decisions, none of which has a say on itself.
        """
        cosines = centred @ self.centred.T
        if of_itself:
            np.fill_diagonal(cosines, -np.inf)
        return _nearest(cosines[:, self.holds]) - _nearest(cosines[:, ~self.holds])


def _nearest(cosines: Array) -> Array:
    count = min(_NEAREST, cosines.shape[1])
    if not count:
        return np.zeros(len(cosines))
    highest = -np.partition(-cosines, count - 1, axis=1)[:, :count]
    return np.asarray(np.where(np.isfinite(highest), highest, 0.0).mean(axis=1))


def features_of(scores: Sequence[float] | Array, margins: Array, words: Array) -> Array:
    """Return what is weighed, a line a passage: 1, score, likeness, her word."""
    known = np.where(np.isfinite(margins), margins, 0.0)
    return np.column_stack(
        [np.ones(len(known)), 2 * np.asarray(scores) - 1, known / _SPREAD, words / _SPREAD]
    )


def fitted(ours: Ours, hers: Said, scores: Array) -> Array:
    """Return the ``WEIGHTS`` that fit the examples and her decisions, which have ``scores``."""
    features = np.vstack(
        [
            features_of(ours.scores, ours.margins, hers.word(ours.centred)),
            features_of(scores, hers.margins, hers.word(hers.centred, of_itself=True)),
        ]
    )
    holds = np.concatenate([ours.holds, hers.holds]).astype(float)
    counted = np.concatenate([np.ones(len(ours.holds)), np.full(len(hers.holds), HERS)])
    return regression(features, holds, counted)


def regression(features: Array, holds: Array, counted: Array) -> Array:
    """Return the weights of a logistic regression, the first (of what holds always) unpenalised."""
    weights = np.zeros(WEIGHTS)
    penalty = np.diag([1e-6, *([_PENALTY] * (WEIGHTS - 1))])
    for _round in range(50):
        chance = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
        slope = features.T @ (counted * (chance - holds)) + penalty @ weights
        bend = features.T @ (features * (counted * chance * (1 - chance))[:, None]) + penalty
        step = np.linalg.solve(bend, slope)
        weights = weights - step * min(1.0, 5.0 / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < 1e-8:
            break
    return weights
