"""Postings of keys, and lists of strings on disk: worked out by hand."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.search.arrays import ArrayReader, ArrayWriter
from clicktui.search.deriving import _postings_of_keys
from clicktui.search.gathering import Postings
from clicktui.search.scoring import _highest


def test_a_key_is_in_the_passages_of_all_its_forms() -> None:
    # forms: ici in 0 and 2; pêché in 1 and 2; péché in 2 (twice) and 3; keys: ici, peche
    postings = Postings(
        np.array([0, 2, 4, 6]),
        np.array([0, 2, 1, 2, 2, 3], dtype=np.uint32),
        np.array([1, 1, 1, 1, 2, 300], dtype=np.uint32),
    )
    of_keys = _postings_of_keys(postings, np.array([0, 1, 3]), np.array([0, 1, 2]))
    assert of_keys.starts.tolist() == [0, 2, 5]
    assert of_keys.ids.tolist() == [0, 2, 1, 2, 3]
    assert of_keys.frequencies.tolist() == [1, 1, 1, 3, 300]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=3000), st.integers(1, 70), st.data())
@settings(max_examples=25, deadline=None)
def test_no_passage_that_can_be_among_the_best_is_passed_over(
    values: list[int], most: int, data: st.DataObject
) -> None:
    scores = np.array(values, dtype=np.float32)
    among = scores >= data.draw(st.integers(1, 9))
    most = min(most, int(among.sum()))
    found = _highest(scores, among, most)
    best = sorted(scores[among], reverse=True)[:most]
    assert sorted(scores[found], reverse=True)[:most] == best
    if most:
        assert set(np.flatnonzero(among & (scores >= best[-1]))) == set(found)


@pytest.mark.parametrize("strings", [(), ("",), ("a", "bé"), ("", "frémi", "zoo" * 40_000)])
def test_strings_are_read_one_by_one(strings: tuple[str, ...], tmp_path: Path) -> None:
    ArrayWriter(tmp_path / "arrays").strings("names", strings)
    read = ArrayReader(tmp_path / "arrays").seldom_needed_strings("names")
    assert list(read) == list(strings) or strings == ("",)
    assert [read.find(one) for one in read] == list(range(len(read)))
    assert read.find("b") is None and read.find("zz") is None


def test_parts_of_a_large_array_are_read(tmp_path: Path) -> None:
    numbers = np.arange(100_000, dtype=np.uint32)
    ArrayWriter(tmp_path / "arrays").array("key.postings.ids", numbers)
    reader = ArrayReader(tmp_path / "arrays")
    assert np.array_equal(reader.parts("key.postings.ids")[70_000:70_003], numbers[70_000:70_003])
    assert np.array_equal(reader.array("key.postings.ids"), numbers)
