"""Agreement: against worked examples that were published, and against NLTK."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from clicktui.coding.agreement import (
    agreement,
    cohens_kappa,
    krippendorffs_alpha,
    masi_distance,
    nominal_distance,
    raw_agreement,
)

CODES = ("prepare", "verify", "imitate")
SETS = st.frozensets(st.sampled_from(CODES))


def pairs_of(first: str, second: str) -> list[tuple[str, str]]:
    return list(zip(first.split(), second.split(), strict=True))


def nltk_task(pairs, distance) -> AnnotationTask:
    data = chain.from_iterable(
        (("ours", unit, one), ("theirs", unit, other)) for unit, (one, other) in enumerate(pairs)
    )
    return AnnotationTask(list(data), distance=distance)


def test_krippendorffs_example_of_two_observers_and_binary_data() -> None:
    # Krippendorff 2011, B: ten units, 60 % agreement
    pairs = pairs_of("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    assert raw_agreement(pairs) == 0.6
    assert krippendorffs_alpha(pairs) == pytest.approx(0.095, abs=0.0005)


def test_krippendorffs_example_of_two_observers_and_nominal_data() -> None:
    # Krippendorff 2011, C: twelve units, five categories
    pairs = pairs_of("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert krippendorffs_alpha(pairs) == pytest.approx(0.692, abs=0.0005)


def test_a_kappa_reckoned_by_hand() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: Po 0.7, Pe 0.5 * 0.6 + 0.5 * 0.4 = 0.5
    table = {("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}
    pairs = [pair for pair, count in table.items() for _ in range(count)]
    assert cohens_kappa(pairs) == pytest.approx(0.4)


def test_passonneaus_weights_by_hand() -> None:
    a, ab, bc = frozenset("a"), frozenset("ab"), frozenset("bc")
    assert masi_distance(ab, ab) == 0
    assert masi_distance(a, ab) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi_distance(ab, bc) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi_distance(a, bc) == 1
    assert (masi_distance(frozenset(), frozenset()), masi_distance(frozenset(), a)) == (0, 1)


def test_where_everything_is_the_same_nothing_can_be_said() -> None:
    same = [("n", "n")] * 5
    assert (raw_agreement(same), cohens_kappa(same), krippendorffs_alpha(same)) == (1, None, None)
    assert (raw_agreement([]), cohens_kappa([]), krippendorffs_alpha([])) == (None, None, None)


def test_a_coder_who_always_says_the_same_agrees_by_chance_alone() -> None:
    assert cohens_kappa([("y", "y"), ("y", "n"), ("y", "y"), ("y", "n")]) == 0


@given(st.lists(st.tuples(SETS, SETS), min_size=1, max_size=25))
def test_sets_and_codes_measure_as_nltk_measures_them(pairs) -> None:
    for distance in (nominal_distance, masi_distance):
        alpha = krippendorffs_alpha(pairs, distance)
        if alpha is not None:
            assert alpha == pytest.approx(nltk_task(pairs, distance).alpha(), abs=1e-9)
    kappa = cohens_kappa(pairs)
    if kappa is not None:
        assert kappa == pytest.approx(nltk_task(pairs, nominal_distance).kappa(), abs=1e-9)


@given(st.dictionaries(st.integers(0, 30), st.tuples(SETS, SETS), min_size=1))
def test_each_passage_is_in_one_cell_of_each_table(coded) -> None:
    first = {unit: one for unit, (one, _) in coded.items()}
    second = {unit: other for unit, (_, other) in coded.items()}

    found = agreement(CODES, first, second)

    assert sorted(chain.from_iterable(found.cells.values())) == sorted(coded)
    for one in found.codes:
        cells = (one.both, one.only_first, one.only_second, one.neither)
        assert sorted(chain.from_iterable(cells)) == sorted(coded)
        assert one.base == len(coded)
        for unit in one.only_first:
            assert one.code in first[unit] - second[unit]


def test_only_what_both_have_is_compared_and_what_is_in_doubt_is_left_out() -> None:
    prepare, none = frozenset({"prepare"}), frozenset[str]()
    first = {1: prepare, 2: prepare, 3: none, 4: prepare}
    second = {1: prepare, 2: none, 3: none, 5: prepare}

    found = agreement(CODES, first, second, {2: prepare})

    assert found.units == (1, 2, 3)
    assert found.cells == {(prepare, prepare): (1,), (none, none): (3,)}
    of_prepare, of_verify, _ = found.codes
    assert (of_prepare.both, of_prepare.only_first, of_prepare.neither) == ((1,), (), (3,))
    assert of_verify.base == 3
