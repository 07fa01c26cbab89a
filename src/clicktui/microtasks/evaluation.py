"""How well judged passages agree with a person's labels. Pure functions over plain values.

Precision, recall and F1 are those of van Rijsbergen, *Information Retrieval* (2nd ed. 1979, ch. 7):
F1 = 2tp / (2tp + fp + fn). Macro-F1 is the mean of the codes' F1 (Sebastiani 2002, "Machine
learning in automated text categorization", ACM Computing Surveys 34(1), 7.1.1, averaged over F1 as
Opitz & Burst 2019, arXiv:1911.03347, advise). Intervals are percentile bootstrap intervals
(Efron & Tibshirani, *An Introduction to the Bootstrap*, 1993, ch. 13) over passages drawn with
replacement. What cannot be known (0/0) is None and left out of means.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clicktui.corpus.model import Span

Array = NDArray[Any]

ROUNDS = 1000
SEED = 20201
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage as a person labelled it and as the program did.

    ``spans`` are where the evidence stands in the passage, by code; the person's may be missing.
    """

    labelled: frozenset[str]
    judged: frozenset[str]
    labelled_spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    judged_spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """A share with its interval; None where there is nothing to divide by."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """The figures of one code: ``labelled`` passages have it, ``judged`` were given it."""

    precision: Figure
    recall: Figure
    f1: Figure
    labelled: int
    judged: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of a set of passages.

    ``false_alarms``: the share of the ``without_code`` passages that got a code. ``overlap``: the
    share of the ``evidenced`` right labels whose evidence shares a code point with the person's.
    """

    codes: Mapping[str, CodeFigures]
    macro_f1: Figure
    false_alarms: Figure
    overlap: Figure
    passages: int
    without_code: int
    evidenced: int


def evaluated(
    pairs: Sequence[Pair], codes: Sequence[str], rounds: int = ROUNDS, seed: int = SEED
) -> Evaluation:
    """Return the figures of ``pairs`` for ``codes``; the same seed gives the same intervals."""
    drawn = _drawn(len(pairs), rounds, seed)
    per_code = {code: np.array([_hit(pair, code) for pair in pairs]) for code in codes}
    counts = {code: _summed(hits, drawn, 3) for code, hits in per_code.items()}
    alarms = _summed(np.array([_alarm(pair) for pair in pairs]), drawn, 2)
    overlaps = _summed(np.array([_overlap(pair) for pair in pairs]), drawn, 2)
    f1s = [_f1(one) for one in counts.values()]
    return Evaluation(
        codes={
            code: CodeFigures(
                precision=_figure(_share(one[:, 0], one[:, 0] + one[:, 1])),
                recall=_figure(_share(one[:, 0], one[:, 0] + one[:, 2])),
                f1=_figure(_f1(one)),
                labelled=int(one[0, 0] + one[0, 2]),
                judged=int(one[0, 0] + one[0, 1]),
            )
            for code, one in counts.items()
        },
        macro_f1=_figure(_means(f1s, len(drawn) + 1)),
        false_alarms=_figure(_share(alarms[:, 0], alarms[:, 1])),
        overlap=_figure(_share(overlaps[:, 0], overlaps[:, 1])),
        passages=len(pairs),
        without_code=int(alarms[0, 1]),
        evidenced=int(overlaps[0, 1]),
    )


def found_spans(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Return every place of each of ``words`` in ``text``."""
    spans: list[Span] = []
    for one in words:
        at = text.find(one) if one else -1
        while at >= 0:
            spans.append(Span(at, at + len(one)))
            at = text.find(one, at + 1)
    return tuple(spans)


def _hit(pair: Pair, code: str) -> tuple[int, int, int]:
    labelled, judged = code in pair.labelled, code in pair.judged
    return int(labelled and judged), int(judged and not labelled), int(labelled and not judged)


def _alarm(pair: Pair) -> tuple[int, int]:
    return int(not pair.labelled and bool(pair.judged)), int(not pair.labelled)


def _overlap(pair: Pair) -> tuple[int, int]:
    both = [code for code in pair.labelled & pair.judged if pair.labelled_spans.get(code)]
    shared = [
        code
        for code in both
        if any(
            one.overlaps(other)
            for one in pair.labelled_spans[code]
            for other in pair.judged_spans.get(code, ())
        )
    ]
    return len(shared), len(both)


def _drawn(passages: int, rounds: int, seed: int) -> Array:
    """Return how often each passage is drawn in each round: rounds x passages."""
    if not passages:
        return np.zeros((0, 0))
    numbers = np.random.RandomState(seed)  # its stream is frozen (NEP 19)
    return np.array(
        [
            np.bincount(numbers.randint(0, passages, passages), minlength=passages)
            for _round in range(rounds)
        ]
    ).reshape(rounds, passages)


def _summed(hits: Array, drawn: Array, columns: int) -> Array:
    """Return the sums over all passages (row 0) and over those of each round (the rows after)."""
    hits = hits.reshape(-1, columns).astype(float)
    return np.vstack([hits.sum(axis=0, keepdims=True), drawn @ hits])


def _share(part: Array, whole: Array) -> Array:
    shares: Array = np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)
    return shares


def _f1(counts: Array) -> Array:
    hits = 2 * counts[:, 0]
    return _share(hits, hits + counts[:, 1] + counts[:, 2])


def _means(rows: Sequence[Array], length: int) -> Array:
    if not rows:
        return np.full(length, np.nan)
    stacked = np.vstack(rows)
    known = ~np.isnan(stacked)
    return _share(np.where(known, stacked, 0.0).sum(axis=0), known.sum(axis=0).astype(float))


def _figure(values: Array) -> Figure:
    rounds = values[1:][~np.isnan(values[1:])]
    if np.isnan(values[0]):
        return Figure(None)
    if not len(rounds):
        return Figure(float(values[0]))
    low, high = np.quantile(rounds, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Figure(float(values[0]), float(low), float(high))
