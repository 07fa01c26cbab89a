"""Which works an imported item is proposed for: never a wrong one as if it were sure."""

from typing import Any

import pytest

from clicktui.exporting.bibliography_matching import matches
from clicktui.exporting.reading.model import FoundItem
from shipped_once import shipped_corpus

WORKS = {work.id: work.csl for work in shipped_corpus().works}


def found(title: str, **values: Any) -> FoundItem:
    return FoundItem({"type": "webpage", "title": title} | values, "k", 1)


CASILLI = [{"family": "Casilli", "given": "Antonio A."}]


@pytest.mark.parametrize(
    ("item", "work_id"),
    [
        (found("L'IA ne remplacera pas le travail humain, mais elle l'a déjà précarisé",
               author=CASILLI, issued={"date-parts": [[2021, 3, 2]]}), "casilli-heidi"),
        (found("L’IA Potemkine et le futur du travail", author=CASILLI),
         "casilli-legrandcontinent-2023"),
        (found("IA : au Parlement européen, des travailleurs du clic appellent à réguler "
               "l’entraînement humain - Next"), "travailleurs-clic-parlement-2024"),
        (found("L’entraînement des algorithmes repose sur l’exploitation",
               URL="http://praxis.encommun.io/en/n/CuDk_xb7q0uXBEV4X_ekAxRe9-E"),
         "durandfolco-2023"),
    ],
)  # fmt: skip
def test_the_work_is_proposed(item: FoundItem, work_id: str) -> None:
    (proposal,) = matches([item], WORKS)
    assert proposal.work_id == work_id
    assert 0.8 < proposal.score <= 1


@pytest.mark.parametrize(
    "item",
    [
        found("Le travail du clic", author=CASILLI, issued={"date-parts": [[2023]]}),
        found("En attendant les robots : enquête sur le travail du clic", author=CASILLI),
        found("IA"),
        found("digital labor"),
    ],
)
def test_another_work_of_the_author_is_not(item: FoundItem) -> None:
    assert matches([item], WORKS) == ()


def test_a_doi_decides() -> None:
    works = {"a": {"title": "Un titre", "DOI": "10.1/X"}, "b": {"title": "Autre chose"}}
    (proposal,) = matches([found("Autre chose", DOI="https://doi.org/10.1/x")], works)
    assert (proposal.work_id, proposal.score, proposal.same) == ("a", 1.0, ("DOI",))


def test_another_doi_decides_too() -> None:
    works = {"a": {"title": "Un titre", "DOI": "10.1/X"}}
    assert matches([found("Un titre", DOI="10.1/y")], works) == ()


def test_works_equally_like_are_all_proposed() -> None:
    works = {"b": {"title": "Le même titre"}, "a": {"title": "Le même titre"}}
    assert [one.work_id for one in matches([found("Le même titre")], works)] == ["a", "b"]


def test_a_year_that_differs_counts_against() -> None:
    works = {"a": {"title": "Le même titre", "issued": {"date-parts": [[2020]]}}}
    same, other = (
        matches([found("Le même titre", issued={"date-parts": [[year]]})], works)[0]
        for year in (2020, 2021)
    )
    assert other.score < same.score == 0.99
    assert same.same == ("title", "year") and other.same == ("title",)


def test_the_best_come_first() -> None:
    items = [found("Schiavi del clic, siamo tutti?"), found("Siamo tutti schiavi del clic?")]
    scores = [one.score for one in matches(items, WORKS)]
    assert scores == sorted(scores, reverse=True) and scores[0] == 0.99
