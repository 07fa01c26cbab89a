"""What a user's decisions teach, and how honestly its effect is told."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hand_vectors import HandEncoder, pointing, vectors_of
from hypothesis import given
from hypothesis import strategies as st
from test_candidates import near, sorted_out

from clicktui.errors import SemanticsError
from clicktui.microtasks.semantics.candidates import Suggester
from clicktui.microtasks.semantics.decisions import Decision, Learned, as_data, from_data
from clicktui.microtasks.semantics.encoding import Array
from clicktui.microtasks.semantics.learning import (
    LEAST_OF_EACH,
    Change,
    Judge,
    Proposal,
    Seen,
    Shortfall,
    Tally,
    propose,
)
from clicktui.microtasks.semantics.vectors import Vectors, fill
from clicktui.microtasks.semantics.weighing import regression

VERSION = HandEncoder.version


def silent(words: str, lang: str) -> Seen:
    return Seen({}, frozenset())


def decided(places: Sequence[tuple[str, Array, bool]]) -> list[Decision]:
    return [Decision(words, "a", holds) for words, _vector, holds in places]


def taught(
    folder: Path,
    places: Sequence[tuple[str, Array, bool]],
    passages: Sequence[tuple[str, Array]] = (),
) -> tuple[Proposal, Suggester, Vectors]:
    examples, vectors = sorted_out(folder)
    told = {words: vector for words, vector, _ in places} | dict(passages)
    vectors = fill(vectors, lambda: told, HandEncoder(told))
    suggester = Suggester(examples, ("a", "b"), vectors)
    asked = [(words, "fr") for words, _vector in passages]
    return (
        propose(decided(places), suggester, vectors, VERSION, silent, asked),
        suggester,
        vectors,
    )


def elsewhere(number: int) -> Array:
    """Vectors that no example is near: axis 36, where she says yes, and axis 37, where no."""
    parts = [0.0] * 40
    parts[36 if number % 2 else 37] = 1.0
    parts[3 + number % 30] += 0.2
    return pointing(*parts)


CLEAR = [(f"décidé {number}", elsewhere(number), bool(number % 2)) for number in range(20)]


def test_what_she_says_alike_of_the_like_is_learned(tmp_path: Path) -> None:
    new = [("nouveau oui", elsewhere(101)), ("nouveau non", elsewhere(100))]
    proposal, suggester, vectors = taught(tmp_path, CLEAR, new)
    (effect,) = proposal.effects
    assert effect.code == "a"
    assert effect.before == Tally(0, 0, 10, 10), "the program gave none of them the code"
    assert effect.after == Tally(10, 0, 0, 10)
    assert (effect.mended, effect.spoilt) == (10, 0)
    assert effect.after.right == 20
    assert proposal.shortfalls == (Shortfall("b", LEAST_OF_EACH, LEAST_OF_EACH),)
    assert proposal.changes == (Change(0, "a", gets=True),)
    judge = Judge(proposal.learned, suggester, vectors, VERSION)
    seen = [Seen({}, frozenset({"b"})), Seen({}, frozenset({"a", "b"}))]
    assert judge.labels(vectors.of([words for words, _ in new]), seen) == [
        frozenset({"a", "b"}),
        frozenset({"b"}),
    ], "a code that was not learned stays as the program says"


def test_it_says_how_far_it_is_and_can_be_ended(tmp_path: Path) -> None:
    _proposal, suggester, vectors = taught(tmp_path, CLEAR, [("nouveau", elsewhere(1))])
    said: list[tuple[int, int]] = []
    asked = (decided(CLEAR), suggester, vectors, VERSION, silent, [("nouveau", "fr")])
    propose(*asked, lambda *at: said.append(at))
    total = len(suggester.examples) + len(CLEAR) + 1
    assert said == [(done, total) for done in range(1, total + 1)]

    def end(done: int, total: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        propose(*asked, end)


def test_what_follows_no_rule_is_not_said_to_be_learned(tmp_path: Path) -> None:
    """Her decisions are drawn by lot: half of them right is all that an honest judge can reach."""
    lots = random.Random(7)
    drawn = [(words, vector, lots.random() < 0.5) for words, vector, _ in CLEAR * 3]
    places = [
        (f"{words} {n}", HandEncoder().encode(f"{n}"), h) for n, (words, _v, h) in enumerate(drawn)
    ]
    proposal, _suggester, _vectors = taught(tmp_path, places)
    (effect,) = proposal.effects
    assert effect.after.right <= 0.65 * len(places)


def test_too_few_decisions_teach_nothing_and_it_says_what_is_missing(tmp_path: Path) -> None:
    places = CLEAR[:9]  # four yes, five no
    proposal, _suggester, _vectors = taught(tmp_path, places, [("nouveau", elsewhere(1))])
    assert proposal.effects == ()
    assert proposal.changes == ()
    assert proposal.learned.weights == {}
    assert proposal.learned.decisions == ()
    assert proposal.shortfalls[0] == Shortfall("a", LEAST_OF_EACH - 4, LEAST_OF_EACH - 5)


def test_of_several_decisions_on_a_passage_the_last_counts(tmp_path: Path) -> None:
    examples, vectors = sorted_out(tmp_path)
    told = {words: vector for words, vector, _ in CLEAR}
    vectors = fill(vectors, lambda: told, HandEncoder(told))
    suggester = Suggester(examples, ("a", "b"), vectors)
    mistaken = [Decision(words, "a", not holds) for words, _v, holds in CLEAR[:6]]
    once = propose(decided(CLEAR), suggester, vectors, VERSION, silent)
    again = propose([*mistaken, *decided(CLEAR)], suggester, vectors, VERSION, silent)
    assert again == once
    shuffled = decided(CLEAR)
    random.Random(1).shuffle(shuffled)
    assert propose(shuffled, suggester, vectors, VERSION, silent) == once


def test_the_score_of_the_cues_is_weighed(tmp_path: Path) -> None:
    """Where only the cues' score tells yes from no, learning finds where it parts them."""
    examples, vectors = sorted_out(tmp_path)
    words = [f"texte {number}" for number in range(24)]
    same = dict.fromkeys(words, near(2, 0))
    vectors = fill(vectors, lambda: words, HandEncoder(same))
    decisions = [Decision(one, "a", n >= 12) for n, one in enumerate(words)]

    def program(text: str, lang: str) -> Seen:
        if text in words:
            return Seen({"a": words.index(text) / 24}, frozenset({"a"}))
        labels = next(one.labels for one in examples if one.text == text)
        return Seen({"a": 0.9 if "a" in labels else 0.1}, labels)

    proposal = propose(
        decisions, Suggester(examples, ("a", "b"), vectors), vectors, VERSION, program
    )
    (effect,) = proposal.effects
    assert effect.before == Tally(12, 12, 0, 0)
    assert effect.after.right >= 20
    assert proposal.learned.weights["a"][1] > 0


@given(st.integers(0, 500))
def test_the_regression_is_at_its_optimum(seed: int) -> None:
    """Moving any weight a little makes the penalised likelihood worse."""
    numbers = np.random.default_rng(seed)
    features = np.column_stack([np.ones(40), numbers.normal(size=(40, 3))])
    holds = (features @ [0.3, 1, -1, 0] + numbers.normal(size=40) > 0).astype(float)
    counted = numbers.uniform(0.5, 5, size=40)

    def loss(weights: Array) -> float:
        signed = np.where(holds == 1, -1, 1) * (features @ weights)
        return float((counted * np.logaddexp(0, signed)).sum() + (weights[1:] ** 2).sum() / 2)

    best = regression(features, holds, counted)
    for number in range(4):
        for step in (-0.01, 0.01):
            moved = best.copy()
            moved[number] += step
            assert loss(moved) >= loss(best)


words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@given(
    st.dictionaries(words, st.tuples(*[st.floats(-9, 9)] * 4), max_size=3),
    st.lists(st.builds(Decision, words, words, st.booleans(), words), max_size=4),
)
def test_a_model_is_plain_data(
    weights: dict[str, tuple[float, ...]], decisions: list[Decision]
) -> None:
    learned = Learned("use3-0.2.1", weights, tuple(decisions))
    assert from_data(json.loads(json.dumps(as_data(learned)))) == learned


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"form": 2},
        {"form": 1, "encoder": "x", "weights": {"a": [1, 2]}, "decisions": []},
        {"form": 1, "encoder": "x", "weights": {"a": [1, 2, 3, "4"]}, "decisions": []},
        {"form": 1, "encoder": "x", "weights": {"a": [1, 2, 3, float("nan")]}, "decisions": []},
        {"form": 1, "encoder": "x", "weights": {}, "decisions": [{"words": "a"}]},
        {"form": 1, "encoder": "x\x1b", "weights": {}, "decisions": []},
    ],
)
def test_a_damaged_model_says_what_to_do(data: object) -> None:
    with pytest.raises(SemanticsError, match="learn again"):
        from_data(data)


def test_a_model_of_another_encoder_is_not_used(tmp_path: Path) -> None:
    suggester = Suggester((), ("a",), vectors_of(tmp_path, {}))
    learned = Learned("use3-0.1.0", {}, ())
    with pytest.raises(SemanticsError, match="learn again"):
        Judge(learned, suggester, vectors_of(tmp_path, {}), VERSION)


def test_a_code_that_the_codebook_lost_is_passed_over(tmp_path: Path) -> None:
    proposal, _suggester, vectors = taught(tmp_path, CLEAR)
    examples, _vectors = sorted_out(tmp_path)
    judge = Judge(proposal.learned, Suggester(examples, ("b",), vectors), vectors, VERSION)
    assert judge.labels(elsewhere(1)[None, :], [Seen({}, frozenset({"b"}))]) == [frozenset({"b"})]
