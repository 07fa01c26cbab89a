"""Which passages are compared, and what each coder gave them."""

import pytest

from clicktui.board.store.store import open_store
from clicktui.coding.comparing import coder_named, coders, compared, decided_passages
from clicktui.coding.model import Verdict
from clicktui.coding.opinions import PROGRAM
from clicktui.corpus.corpus import Corpus
from clicktui.errors import BoardError, NotFoundError
from clicktui.microtasks.model import Band
from clicktui.wording.agreement import basis_text
from labelled_corpus import as_other, corpus_in, decide, desk_of

YES, NO, DOUBT = Verdict.YES, Verdict.NO, Verdict.DOUBT
CODES = ("radio", "fruit")


@pytest.fixture
def desk(tmp_path):
    with open_store(tmp_path / "boards") as store:
        yield desk_of(tmp_path, corpus_in(tmp_path), store)


def numbers(comparison, units) -> list[int]:
    return [comparison.passages[unit].passage.paragraph for unit in units]


def cells(comparison, code: str) -> list[list[int]]:
    """Return the passages that both, the first alone, the second alone and neither gave it."""
    (one,) = [one for one in comparison.agreement.codes if one.code == code]
    return [
        numbers(comparison, c) for c in (one.both, one.only_first, one.only_second, one.neither)
    ]


def test_program_and_person_are_compared_where_the_person_decided(desk) -> None:
    decide(desk, 1, "radio", YES)  # the program finds radio: both
    decide(desk, 2, "fruit", NO)  # the program finds fruit
    decide(desk, 5, "radio", YES)  # the program finds nothing
    comparison = compared(desk, "Ada", PROGRAM, CODES)

    assert comparison.left_out == 2
    assert comparison.is_with_program
    assert cells(comparison, "radio") == [[1], [5], [], [2]]
    assert cells(comparison, "fruit") == [[], [], [2], [1, 5]]
    radio, _fruit = comparison.agreement.codes
    # 2 of 3 the same; by chance (2*1 + 1*2) / 9 = 4/9: kappa (2/3 - 4/9) / (5/9) = 0.4
    assert (radio.raw, radio.kappa) == (pytest.approx(2 / 3), pytest.approx(0.4))
    assert [
        (one.passage.passage.paragraph, one.code, one.first_has_it)
        for one in comparison.disagreements()
    ] == [(2, "fruit", False), (5, "radio", True)]
    assert [one.code for one in comparison.disagreements("radio")] == ["radio"]


def test_two_persons_are_compared_where_either_decided(desk) -> None:
    blaise = as_other(desk, "Blaise")
    decide(desk, 1, "radio", YES)
    decide(blaise, 1, "radio", YES)
    decide(blaise, 4, "fruit", YES)
    comparison = compared(desk, "Ada", "Blaise", CODES)

    assert not comparison.is_with_program
    assert cells(comparison, "radio") == [[1], [], [], [4]]
    assert cells(comparison, "fruit") == [[], [], [4], [1]]
    assert coders(desk) == ("Ada", "Blaise")
    assert coders(blaise) == ("Blaise", "Ada")


def test_what_one_doubts_is_left_out_and_counted(desk) -> None:
    decide(desk, 1, "radio", DOUBT)
    decide(desk, 2, "radio", NO)
    comparison = compared(desk, PROGRAM, "Ada", CODES)

    assert numbers(comparison, comparison.doubts["radio"]) == [1]
    assert comparison.doubts["fruit"] == ()
    assert cells(comparison, "radio") == [[], [], [], [2]]
    assert cells(comparison, "fruit") == [[], [2], [], [1]]
    assert list(comparison.agreement.cells) == [(frozenset({"fruit"}), frozenset())]


def test_only_prose_is_compared_and_what_is_outside_it_is_counted(tmp_path) -> None:
    corpus_in(tmp_path)
    catalogue = tmp_path / "catalogue.yaml"
    text = catalogue.read_text("utf-8")
    roles = "        lines: 1-9\n        roles: {heading: 3, caption: 7}\n"
    catalogue.write_text(text.replace("        lines: 1-9\n", roles), "utf-8")
    with open_store(tmp_path / "boards") as store:
        desk = desk_of(tmp_path, Corpus.load(catalogue, tmp_path), store)
        for number in (1, 2, 3):
            decide(desk, number, "radio", YES)
        comparison = compared(desk, PROGRAM, "Ada", CODES)

    assert [one.passage.role.value for one in comparison.passages.values()] == ["body", "body"]
    assert (comparison.prose, comparison.left_out, comparison.outside) == (3, 1, 1)
    assert basis_text(comparison)[1:3] == (
        "Compared are 2 of 3 passages of prose: those about which Ada decided something",
        "1 passage outside prose (headings, captions …) is not counted",
    )


def test_only_passages_with_a_decision_about_the_codes_count(desk) -> None:
    decide(desk, 1, "radio", YES)
    decide(desk, 2, "fruit", YES)
    comparison = compared(desk, PROGRAM, "Ada", ["fruit"])
    assert numbers(comparison, comparison.passages) == [2]
    assert [one.passage.paragraph for one in decided_passages(desk)] == [1, 2]


def test_the_program_can_be_taken_at_its_clear_codes_alone(desk) -> None:
    decide(desk, 1, "radio", YES)
    for least in (Band.POSSIBLE, Band.CLEAR):
        assert cells(compared(desk, PROGRAM, "Ada", CODES, least), "radio")[0] == [1]


def test_without_any_decision_no_measure_is_defined(desk) -> None:
    comparison = compared(desk, "Ada", PROGRAM)
    assert comparison.left_out == 5
    assert comparison.agreement.kappa is None
    assert {one.kappa for one in comparison.agreement.codes} == {None}


def test_coders_are_called_by_name(desk) -> None:
    decide(as_other(desk, "Blaise Pascal"), 1, "radio", YES)
    assert coder_named(desk, "me") == coder_named(desk, "ada") == "Ada"
    assert coder_named(desk, "program") == PROGRAM
    assert coder_named(desk, "blaise pascal") == "Blaise Pascal"
    with pytest.raises(NotFoundError, match="there are me, program, Blaise Pascal"):
        coder_named(desk, "Zoé")
    with pytest.raises(BoardError, match="two different coders"):
        compared(desk, "Ada", "Ada")


def test_decisions_whose_words_vanished_are_counted_and_told(desk, tmp_path) -> None:
    decide(desk, 1, "radio", YES)
    decide(desk, 2, "fruit", NO)
    (tmp_path / "other").mkdir()
    desk.ledger.corpus = corpus_in(tmp_path / "other", "Elles tamponnent des radios.", "Autre.")
    later = desk_of(tmp_path / "other", desk.ledger.corpus, desk.ledger.store)
    comparison = compared(later, "Ada", PROGRAM, CODES)
    assert (len(comparison.passages), comparison.vanished) == (1, 1)
    told = "1 decision is not counted: the corpus has its words no more"
    assert told in basis_text(comparison)


def test_names_that_look_alike_are_told_apart_and_nobody_else_is_me(desk) -> None:
    for name in ("me", "program", "ADA"):
        decide(as_other(desk, name), 1, "radio", YES)
    meant = [coder_named(desk, name) for name in ("me", "program", "ADA", "ada", "Ada")]
    assert meant == ["Ada", PROGRAM, "ADA", "Ada", "Ada"]


def test_silence_can_be_left_out_instead_of_being_a_no(desk) -> None:
    decide(desk, 3, "radio", YES)  # the program finds fruit there too, and she is silent about it
    decide(desk, 2, "fruit", NO)
    silent = compared(desk, "Ada", PROGRAM, CODES)
    assert cells(silent, "fruit") == [[], [], [2, 3], []]
    decided = compared(desk, "Ada", PROGRAM, CODES, only_decided=True)
    assert cells(decided, "fruit") == [[], [], [2], []]
    assert cells(decided, "radio") == [[3], [], [], []]
    assert decided.agreement.cells == {}, "she spoke of all codes of no passage"
