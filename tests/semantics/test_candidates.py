"""Codes that a passage may deserve, by the labelled examples that mean the like."""

from pathlib import Path

import numpy as np
import pytest
from hand_vectors import pointing, vectors_of
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.errors import SemanticsError
from clicktui.microtasks.semantics.candidates import FEWEST, Suggester, weighed, words_of
from clicktui.microtasks.semantics.encoding import Array, Encoder
from clicktui.microtasks.semantics.examples import Example, shipped_examples
from clicktui.microtasks.semantics.vectors import Vectors, fill, open_vectors


def example(number: int, *labels: str) -> Example:
    return Example(f"x{number}", "fr", f"exemple {number}", frozenset(labels))


def near(axis: int, number: int) -> Array:
    """A vector near one axis, each a little elsewhere."""
    parts = [0.0] * 40
    parts[axis] = 1.0
    parts[3 + number % 30] += 0.3
    return pointing(*parts)


def sorted_out(folder: Path, labelled: int = 8) -> tuple[list[Example], Vectors]:
    """Examples of code a near axis 0, of code b near axis 1, of none near axis 2."""
    examples, told = [], {}
    for number in range(3 * labelled):
        axis = number % 3
        examples.append(example(number, *(["a"], ["b"], [])[axis]))
        told[examples[-1].text] = near(axis, number)
    return examples, vectors_of(folder, told)


def test_the_nearest_example_speaks_for_its_code(tmp_path: Path) -> None:
    examples, vectors = sorted_out(tmp_path)
    suggester = Suggester(examples, ("a", "b"), vectors)
    first, second, third = suggester.candidates(np.array([near(0, 6), near(2, 1), near(1, 7)]))
    assert [(one.code, one.example.id, one.words) for one in first] == [("a", "x6", "exemple 6")]
    assert first[0].cosine == pytest.approx(1, abs=1e-3)
    assert first[0].strength > 0
    assert second == ()
    assert [(one.code, one.example.id) for one in third] == [("b", "x7")]


def test_a_passage_between_two_codes_may_deserve_both(tmp_path: Path) -> None:
    examples, vectors = sorted_out(tmp_path)
    suggester = Suggester(examples, ("a", "b"), vectors)
    (both,) = suggester.candidates(pointing(1.02, 1)[None, :])
    assert [one.code for one in both] == ["a", "b"], "the surest first"


def test_the_cues_and_likeness_are_added_up(tmp_path: Path) -> None:
    """Log-odds by hand: a score of 0.9 is ln 9, a likeness of 0.1 is 2, no sign at all is -1."""
    margins = np.array([[0.1, 0.1, -0.1, -np.inf]])
    found = weighed(margins, np.array([[0.9, 0.0, 0.5, 1.0]]))
    assert found[0] == pytest.approx([np.log(9) + 2, 1, -2, -np.inf])
    assert weighed(margins)[0] == pytest.approx([1, 1, -3, -np.inf])
    examples, vectors = sorted_out(tmp_path)
    scores = np.array([[0.9 * (axis in one.labels) for axis in "ab"] for one in examples])
    suggester = Suggester(examples, ("a", "b"), vectors, scores)
    alone, seconded = (
        next(suggester.candidates(near(0, 6)[None, :], np.array([[score, 0.0]])))[0]
        for score in (0.5, 0.9)
    )
    assert seconded.strength - alone.strength == pytest.approx(np.log(9))


def test_a_code_with_few_examples_is_no_candidate(tmp_path: Path) -> None:
    examples, vectors = sorted_out(tmp_path, FEWEST - 1)
    suggester = Suggester(examples, ("a", "b", "c"), vectors)
    assert list(suggester.candidates(np.array([near(0, 0)]))) == [()]


def test_without_examples_there_are_no_candidates(tmp_path: Path) -> None:
    suggester = Suggester((), ("a",), vectors_of(tmp_path, {}))
    assert list(suggester.candidates(np.array([near(0, 0)]))) == [()]


def test_examples_need_their_vectors(tmp_path: Path) -> None:
    examples, _vectors = sorted_out(tmp_path)
    with pytest.raises(SemanticsError, match="no vector yet"):
        Suggester(examples, ("a",), vectors_of(tmp_path / "other", {}))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_examples_without_code_raise_no_more_false_alarms_than_allowed(data: st.DataObject) -> None:
    count = data.draw(st.integers(20, 60))
    numbers = np.random.default_rng(data.draw(st.integers(0, 1000)))
    labels = [
        data.draw(st.sampled_from([(), (), ("a",), ("b",), ("a", "b")])) for _ in range(count)
    ]
    examples = [example(number, *some) for number, some in enumerate(labels)]
    found = numbers.normal(size=(count, 512)).astype(np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    allowed = data.draw(st.sampled_from([0.0, 0.02, 0.1, 0.3]))

    scores = data.draw(st.sampled_from([None, numbers.uniform(size=(count, 2))]))

    class Held(Vectors):
        def of(self, texts: object) -> Array:
            return found

    suggester = Suggester(examples, ("a", "b"), Held(Path(), ()), scores, allowed)
    plain = [number for number, some in enumerate(labels) if not some]
    alarms = (weighed(suggester.own_margins, scores)[plain] > suggester.enough).any(axis=1)
    assert not len(alarms) or alarms.mean() <= allowed


def test_the_shipped_examples_find_the_like_in_another_language(
    encoder: Encoder, tmp_path: Path
) -> None:
    """The nearest speaking example is a person's, and of the code that it speaks for."""
    every = shipped_examples("microtasks")
    examples = [one for one in every if one.lang == "fr"][:90]
    asked = [
        "In truth the robot was driven from a distance by operators in the Philippines.",
        "The city council voted a new budget for roads and schools.",
    ]
    vectors = fill(
        open_vectors(tmp_path, encoder.version), lambda: [*words_of(examples), *asked], encoder
    )
    suggester = Suggester(examples, ("prepare", "verify", "imitate"), vectors, false_alarms=0.1)
    hidden, council = suggester.candidates(vectors.of(asked))
    assert [one.code for one in hidden][:1] == ["imitate"], "it is the surest"
    assert hidden[0].example.lang == "fr"
    assert "imitate" in hidden[0].example.labels
    assert hidden[0].words in hidden[0].example.text
    assert council == ()
