"""Passages found by words, place, code, band, coder and disagreement."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from coding_samples import desk_of
from hypothesis import given
from hypothesis import strategies as st

from clicktui.coding.bands import LayerMaker
from clicktui.coding.desk import CodingDesk
from clicktui.coding.facts import Facts, indexed_facts, read_facts
from clicktui.coding.filtering import Own, parse, sifted
from clicktui.coding.labels import CodeLabels
from clicktui.coding.model import Verdict
from clicktui.corpus.model import Span
from clicktui.search.opening import open_engine
from clicktui.search.sources import sources_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CodingDesk]:
    with desk_of(tmp_path) as opened:
        yield opened


def found(desk: CodingDesk, query: str, facts: Facts | None = None) -> list[str]:
    """Return the first words of the passages that answer."""
    layers = LayerMaker(desk).layers()
    facts = facts or read_facts(desk.corpus)
    assert layers is not None
    assert facts is not None
    mask = sifted(CodeLabels(desk.codebook, "Ada", layers), facts, query)
    assert mask is not None
    places = np.flatnonzero(mask).tolist()
    return [desk.corpus.passage_at(place).text.split()[0] for place in places]


def decide(desk: CodingDesk, words: str, code: str, verdict: Verdict) -> None:
    start = desk.corpus.text_of("clic").index(words)
    desk.decide(code, "clic", Span(start, start + len(words)), verdict)


ALL = ["Elles", "Ils", "Rien", "They"]


ANSWERS = [
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
]


@pytest.mark.parametrize(("query", "answer"), ANSWERS)
def test_what_is_found(desk: CodingDesk, query: str, answer: list[str]) -> None:
    assert found(desk, query) == answer


def test_an_open_index_answers_the_same(desk: CodingDesk, tmp_path: Path) -> None:
    engine, _notices = open_engine(sources_of(desk.corpus), tmp_path / "cache")
    with closing(engine):
        facts = indexed_facts(engine.whole, desk.corpus)
        answers = {query: found(desk, query, facts) for query, _answer in ANSWERS}
    after = found(desk, "“des radios”", facts)  # the index is closed: the texts are read

    assert answers == dict(ANSWERS)
    assert after == ["Elles"]


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
    (condition,) = parse('-says:"Ada Lovelace" clic').conditions

    assert (condition.own, condition.value) == (Own.SAYS, "Ada Lovelace")
    assert condition.is_excluded


def test_a_work_that_is_called_so_is_meant_alone(desk: CodingDesk) -> None:
    assert found(desk, "work:clic") == ["Elles", "Ils", "Rien"]  # not click
    assert found(desk, "work:cli") == ALL


def test_a_filter_in_a_phrase_is_words() -> None:
    assert parse("“le code: radio”").conditions == ()


@given(st.text(alphabet='code:band:by "“-?yes radio\t«', max_size=40))
def test_no_query_is_refused(query: str) -> None:
    parse(query)
