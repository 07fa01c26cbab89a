"""Fuzzy words against slow and certain ways of finding them."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from clicktui.search.arrays import ArrayReader, ArrayWriter
from clicktui.search.beginnings import Beginnings, write_beginnings
from clicktui.search.deriving import _write_vocabulary
from clicktui.search.heads import LONGEST_HEAD, Heads
from clicktui.search.letters import edits_allowed, mask_of, masks_of
from clicktui.search.stemming import groups_of_word
from clicktui.search.vocabulary import Vocabulary

WORDS = st.lists(st.text("abcé1", min_size=1, max_size=9), unique=True, max_size=40).map(sorted)
TYPED = st.text("abcé1", min_size=1, max_size=9)


def vocabulary(words: list[str], folder: Path) -> Vocabulary:
    writer = ArrayWriter(folder / "arrays")
    _write_vocabulary(writer, "key", words, np.ones(len(words), dtype=np.uint32))
    empty = np.zeros(len(words) + 1, dtype=np.int64)
    writer.strings("key.stems", ())
    for name in ("stems", "stems-of"):
        writer.array(f"key.{name}.starts", empty)
        writer.array(f"key.{name}", np.zeros(0, dtype=np.uint32))
    return Vocabulary(ArrayReader(folder / "arrays"), "key")


@settings(max_examples=60, deadline=None)
@given(WORDS, TYPED, st.integers(0, 3))
def test_within_finds_what_comparing_with_all_finds(
    words: list[str], typed: str, edits: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found, distances = vocabulary(words, Path(folder)).within(typed, edits)
    expected = {w: OSA.distance(typed, w) for w in words}
    assert {words[i]: d for i, d in zip(found.tolist(), distances.tolist(), strict=True)} == {
        w: d for w, d in expected.items() if d <= edits
    }


LONG = st.text("abé", min_size=1, max_size=LONGEST_HEAD + 6)


@settings(max_examples=200, deadline=None)
@given(st.lists(LONG, min_size=1, max_size=8), LONG, st.integers(0, 3), st.integers(1, 18))
def test_heads_rule_out_nothing_that_is_near(
    words: list[str], typed: str, edits: int, length: int
) -> None:
    heads, numbers = Heads(words), np.arange(len(words))
    lengths = np.minimum(length, list(map(len, words)))
    can_be = heads.near(numbers, typed, edits).tolist()
    can_begin = heads.near(numbers, typed, edits, lengths).tolist()
    for at, word in enumerate(words):
        assert can_be[at] or OSA.distance(typed, word) > edits
        assert can_begin[at] or OSA.distance(typed, word[:length]) > edits
    long = [at for at, word in enumerate(words) if len(word) >= length > 1]
    for letter in "aé":
        has = heads.before_last(numbers[long], letter, length).tolist()
        assert has == [words[at][length - 2] == letter for at in long]


def test_heads_rule_out_what_has_the_letters_elsewhere() -> None:
    heads = Heads(["societe", "etesoci", "zésoci"])
    assert heads.near(np.arange(3), "societe", 2).tolist() == [True, False, True]


def begins_within(typed: str, word: str, edits: int) -> bool:
    """The rule in words: some beginning of the word is near, its last letter right or swapped."""
    for end in range(1, len(word) + 1):
        beginning = word[:end]
        right = beginning[-1] == typed[-1]
        swapped = len(typed) > 1 and beginning[-2:] == typed[-1] + typed[-2]
        if (right or swapped) and OSA.distance(typed, beginning) <= edits:
            return True
    return False


@settings(max_examples=60, deadline=None)
@given(WORDS, TYPED, st.integers(0, 2))
def test_beginnings_within_follow_the_rule(words: list[str], typed: str, edits: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        writer = ArrayWriter(Path(folder) / "arrays")
        write_beginnings(writer, "key", words)
        reader = ArrayReader(Path(folder) / "arrays")
        found, _ = Beginnings(reader, "key", words, Heads(words)).within(typed, edits)
    assert {words[i] for i in found.tolist()} == {
        w for w in words if begins_within(typed, w, edits)
    }


@given(WORDS, TYPED)
def test_beginning_with_the_typed_letters(words: list[str], typed: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        known = vocabulary(words, Path(folder))
        begun = {words[i] for i in known.begun_by(typed, 1000).tolist()}
        index = known.find(typed)
    assert begun == {w for w in words if w.startswith(typed) and w != typed}
    assert (index is not None) == (typed in words)


@given(st.lists(st.text(max_size=80), max_size=20))
def test_masks_of_many_are_masks_of_each(words: list[str]) -> None:
    whole = [w.replace("\x00", "") for w in words]
    assert masks_of(whole).tolist() == [int(mask_of(w)) for w in whole]


@pytest.mark.parametrize(("length", "edits"), [(3, 0), (4, 1), (6, 1), (7, 2), (12, 2)])
def test_errors_allowed(length: int, edits: int) -> None:
    assert edits_allowed(length) == edits


def test_accented_and_plain_forms_share_a_group() -> None:
    plural, plain = ("précarités", "precarites"), ("précarité", "precarite")
    assert groups_of_word(*plural, False) & groups_of_word(*plain, False)
    assert groups_of_word(*plural, True) & groups_of_word(*plain, True)
    assert not groups_of_word("péché", "peche", True) & groups_of_word("pêché", "peche", True)
    assert groups_of_word("ia", "ia", False) == set()
