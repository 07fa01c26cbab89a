"""The figures, worked out by hand."""

import math

from clicktui.corpus.model import Span
from clicktui.microtasks.evaluation import Figure, Pair, evaluated, found_spans


def pair(labelled: str, judged: str, **spans) -> Pair:
    return Pair(frozenset(labelled.split()), frozenset(judged.split()), **spans)


PAIRS = [
    *[pair("a", "a")] * 3,
    *[pair("a", "")] * 1,
    *[pair("", "a")] * 2,
    *[pair("b", "b a")] * 1,
    *[pair("a b", "b")] * 1,
    *[pair("", "")] * 4,
]


def test_figures_by_hand() -> None:
    figures = evaluated(PAIRS, ("a", "b", "c"))

    a, b, c = (figures.codes[code] for code in "abc")
    assert (a.precision.value, a.recall.value) == (3 / 6, 3 / 5)
    assert a.f1.value == 6 / 11  # 2 * 3 / (2 * 3 + 3 + 2)
    assert (a.labelled, a.judged) == (5, 6)
    assert (b.precision.value, b.recall.value, b.f1.value) == (1, 1, 1)
    assert (c.precision, c.f1) == (Figure(None), Figure(None))
    assert figures.macro_f1.value == (6 / 11 + 1) / 2
    assert (figures.false_alarms.value, figures.without_code) == (2 / 6, 6)


def test_intervals_hold_the_value_and_do_not_change() -> None:
    first, second = evaluated(PAIRS, ("a",)), evaluated(PAIRS, ("a",))
    assert first == second
    f1 = first.codes["a"].f1
    assert f1.low is not None and f1.value is not None and f1.high is not None
    assert 0 <= f1.low < f1.value < f1.high <= 1


def test_an_interval_is_that_of_a_share() -> None:
    """Of 100 right ones among 400, the normal approximation gives 0.25 ± 1.96 * 0.02165."""
    pairs = [pair("a", "a")] * 100 + [pair("a", "")] * 300
    recall = evaluated(pairs, ("a",), rounds=2000).codes["a"].recall
    assert recall.low is not None and recall.high is not None
    half = 1.96 * math.sqrt(0.25 * 0.75 / 400)
    assert abs(recall.low - (0.25 - half)) < 0.006
    assert abs(recall.high - (0.25 + half)) < 0.006


def test_evidence_overlaps_where_a_character_is_shared() -> None:
    def evidence(start: int, end: int) -> Pair:
        return pair(
            "a", "a", labelled_spans={"a": (Span(5, 9),)}, judged_spans={"a": (Span(start, end),)}
        )

    pairs = [evidence(0, 5), evidence(8, 12), evidence(9, 12), evidence(6, 7), pair("a", "a")]
    figures = evaluated(pairs, ("a",))
    assert (figures.overlap.value, figures.evidenced) == (2 / 4, 4)


def test_nothing_to_evaluate_is_unknown() -> None:
    figures = evaluated([], ("a",))
    assert figures.macro_f1 == figures.false_alarms == figures.overlap == Figure(None)


def test_every_place_of_the_words_is_found() -> None:
    assert found_spans("aba aba", ["aba", "", "x"]) == (Span(0, 3), Span(4, 7))
