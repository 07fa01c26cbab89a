"""Passages found by words, place, code, band, coder and disagreement."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from coding_samples import desk_of
from hypothesis import given
from hypothesis import strategies as st

from clicktui.coding.desk import CodingDesk
from clicktui.coding.filtering import Own, Sieve, parse
from clicktui.coding.holding import Holding
from clicktui.coding.model import Verdict
from clicktui.corpus.model import Span


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CodingDesk]:
    with desk_of(tmp_path) as opened:
        yield opened


def found(desk: CodingDesk, query: str) -> list[str]:
    """Return the first words of the passages that answer."""
    sieve = Sieve(desk.codebook, desk.corpus, "Ada")
    return [one.passage.text.split()[0] for one in sieve.sift(Holding(desk).now(), query)]


def decide(desk: CodingDesk, words: str, code: str, verdict: Verdict) -> None:
    start = desk.corpus.text_of("clic").index(words)
    desk.decide(code, "clic", Span(start, start + len(words)), verdict)


ALL = ["Elles", "Ils", "Rien", "They"]


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("", ALL),  # prose: not the heading
        ("role:heading", ["Radios"]),
        ("radio", ["Elles", "They"]),  # a beginning is enough: radios
        ("pelent", ["Ils"]),  # accents do not matter
        ("“des radios”", ["Elles"]),
        ("-radios", ["Ils", "Rien"]),
        ("pommes OR rien", ["Ils", "Rien"]),
        ("lang:en", ["They"]),
        ("lang:en lang:fr", ALL),
        ("speaker:ada", ["They"]),
        ("says:?", ["Elles", "Ils", "Rien"]),
        ('says:"Ada Lovelace"', ["They"]),
        ("says:Ada", []),
        ("year:2020", ["They"]),
        ("year:?", ["Elles", "Ils", "Rien"]),
        ("-year:2021", ["They"]),  # what is unknown is not known to differ
        ("after:2019", ["They"]),
        ("work:click", ["They"]),
        ("source:clic.txt", ALL),
        ("code:radio", ["Elles", "They"]),
        ("code:rad", ["Elles", "They"]),
        ("code:fruit", []),
        ("-code:radio", ["Ils", "Rien"]),
        ("code:none", ["Ils", "Rien"]),
        ("band:clear", ["Elles", "They"]),
        ("band:none", ["Ils", "Rien"]),
        ("code:radio lang:en", ["They"]),
        ("by:program", ["Elles", "They"]),
        ("by:me", []),
        ("disagreed:yes", []),
        ("band:unclear", []),  # as in the search: no value that it can have
        ("disagreed:perhaps", []),
        ("code:", ALL),  # still being typed
    ],
)
def test_what_is_found(desk: CodingDesk, query: str, answer: list[str]) -> None:
    assert found(desk, query) == answer


def test_what_people_decided_is_found(desk: CodingDesk) -> None:
    decide(desk, "Elles tamponnent des radios.", "radio", Verdict.NO)
    decide(desk, "Ils pèlent des pommes.", "fruit", Verdict.YES)
    decide(desk, "Rien ici.", "fruit", Verdict.DOUBT)

    assert found(desk, "by:me") == ["Elles", "Ils", "Rien"]
    assert found(desk, "by:ada code:fruit") == ["Ils", "Rien"]
    assert found(desk, "disagreed:yes") == ["Elles", "Ils"]
    assert found(desk, "code:radio disagreed:yes") == ["Elles"]
    assert found(desk, "code:fruit disagreed:yes") == ["Ils"]
    assert found(desk, "disagreed:no") == []
    assert found(desk, "code:radio") == ["They"]
    assert found(desk, "code:fruit band:possible") == ["Rien"]
    assert found(desk, "code:fruit band:clear") == ["Ils"]
    assert found(desk, "code:radio band:none") == ["Elles", "Ils", "Rien"]
    assert found(desk, "code:fruit code:radio") == []
    decide(desk, "Elles tamponnent des radios.", "radio", Verdict.YES)
    assert found(desk, "disagreed:no") == found(desk, "code:radio disagreed:no") == ["Elles"]
    assert found(desk, "code:fruit disagreed:no") == []


def test_two_codes_have_to_be_there_both(desk: CodingDesk) -> None:
    decide(desk, "Elles tamponnent des radios.", "fruit", Verdict.YES)

    assert found(desk, "code:fruit code:radio") == ["Elles"]


def test_a_name_between_quotation_marks_is_one_value() -> None:
    (condition,) = parse('-by:"Ada Lovelace" clic').conditions

    assert (condition.own, condition.value, condition.is_excluded) == (Own.BY, "Ada Lovelace", True)


def test_a_filter_in_a_phrase_is_words() -> None:
    assert parse("“le code: radio”").conditions == ()


@given(st.text(alphabet='code:band:by "“-?yes radio\t«', max_size=40))
def test_no_query_is_refused(query: str) -> None:
    parse(query)
