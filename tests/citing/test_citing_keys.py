"""Citation keys: read by other programs, the same everywhere, never of two works."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.citing.keys import checked_key, citation_keys
from clicktui.errors import CitationKeyError
from shipped_once import shipped_corpus

READ_BY_ALL = re.compile(r"[A-Za-z][A-Za-z0-9:_-]*")
CORPUS = shipped_corpus()
WORKS = {work.id: work.csl for work in CORPUS.works}


def item(title: str, family: str = "", year: int | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "webpage", "title": title}
    if family:
        made["author"] = [{"family": family, "given": "A"}]
    if year:
        made["issued"] = {"date-parts": [[year, 1, 2]]}
    return made


@pytest.mark.parametrize(
    ("csl", "expected"),
    [
        (item("L’IA Potemkine et le futur du travail", "Casilli", 2023), "casilli2023ia"),
        (item("L’IA ne remplacera pas le travail", "Casilli"), "casilli-nd-ia"),
        (item("Le boom des œuvres", "Škvorecký-Øst", 1999), "skvoreckyost1999boom"),
        (item("Au Parlement élu, des travailleurs", "", 2024), "parlementelu2024travailleurs"),
        (item("Qu’est-ce ?", "de Souza", 2001), "desouza2001"),
        (item("2024, l’année", "", 2024), "annee2024"),
        (item("Москва", "Иванов", 2020), "w2020"),
        ({"title": "GPT-4 System Card", "author": [{"literal": "The OpenAI & Partners"}],
          "issued": {"date-parts": [[2023]]}}, "openai2023gpt"),
        ({"title": "A", "author": [{"family": "Folco", "non-dropping-particle": "van"}]},
         "vanfolco-nd"),
    ],
)  # fmt: skip
def test_keys_by_hand(csl: dict[str, Any], expected: str) -> None:
    assert citation_keys({"w": csl}) == {"w": expected}


def test_every_work_of_the_corpus_has_its_own() -> None:
    keys = citation_keys(WORKS)
    assert keys["casilli-legrandcontinent-2023"] == "casilli2023ia"
    assert len(set(keys.values())) == len(WORKS) == 11
    assert list(keys) == list(WORKS)


@settings(deadline=None)
@given(st.sets(st.sampled_from(sorted(WORKS))))
def test_a_work_has_the_same_key_beside_any_others(some: set[str]) -> None:
    keys = citation_keys(WORKS)
    assert citation_keys({one: WORKS[one] for one in some}) == {one: keys[one] for one in some}


def test_works_with_the_same_key_are_told_apart_in_the_order_of_their_ids() -> None:
    same = item("Travail", "Rey", 2020)
    assert citation_keys({"c": same, "a": same, "b": same}) == {
        "c": "rey2020travailc",
        "a": "rey2020travaila",
        "b": "rey2020travailb",
    }


def test_a_key_that_the_user_chose_wins() -> None:
    same = item("Travail", "Rey", 2020)
    keys = citation_keys({"a": same, "b": same}, {"b": "Rey2020Travail", "elsewhere": "x"})
    assert keys == {"a": "rey2020travaila", "b": "Rey2020Travail"}


@pytest.mark.parametrize("key", ["", "été", "2023a", "a b", "a{", "a\n", "a,b", "a%", "-a"])
def test_a_key_that_others_cannot_read_is_refused(key: str) -> None:
    with pytest.raises(CitationKeyError, match="figures"):
        checked_key(key)


def test_two_works_cannot_be_given_one_key() -> None:
    with pytest.raises(CitationKeyError, match="same"):
        citation_keys({}, {"a": "Rey", "b": "rey"})


ANY_ITEMS = st.dictionaries(
    st.text(max_size=8),
    st.builds(item, st.text(), st.text(max_size=8), st.none() | st.integers(1000, 2100)),
    max_size=40,
)


@settings(deadline=None)
@given(ANY_ITEMS, st.data())
def test_keys_are_ascii_and_differ_also_in_small_letters(
    items: dict[str, dict[str, Any]], data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sorted(items)), max_size=3, unique=True)
                       if items else st.just([]))  # fmt: skip
    own = {work_id: f"w-nd{'x' * place}" for place, work_id in enumerate(chosen)}
    keys = citation_keys(items, own)
    assert keys.keys() == items.keys()
    assert all(READ_BY_ALL.fullmatch(key) for key in keys.values())
    assert len({key.lower() for key in keys.values()}) == len(items)
    assert all(keys[work_id] == key for work_id, key in own.items())
