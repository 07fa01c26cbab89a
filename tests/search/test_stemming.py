"""French plurals that Snowball leaves apart; pairs from the field's own words."""

import pytest

from clicktui.search.stemming import groups_of


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("loi", "lois"), ("emploi", "emplois"), ("revenu", "revenus"), ("fou", "fous"),
     ("enjeu", "enjeux"), ("jeu", "jeux"), ("lieu", "lieux"), ("élu", "élus"), ("ami", "amis"),
     ("travail", "travaux"), ("tâche", "tâches"), ("robot", "robots")],
)  # fmt: skip
def test_singular_and_plural_meet(singular: str, plural: str) -> None:
    one, many = groups_of([singular, plural], "fr", accents=False)
    assert one == many


@pytest.mark.parametrize(("word", "other"), [("mois", "moi"), ("plus", "plu"), ("sous", "sou")])
def test_words_that_only_look_like_a_plural_stay_apart(word: str, other: str) -> None:
    one, another = groups_of([word, other], "fr", accents=False)
    assert one != another
