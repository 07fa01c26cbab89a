"""Folding: which spellings are the same, and where folded characters come from."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.corpus.folding import fold, fold_text, form_of, key_of, tokenise

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.text(
    "aàâéèœŒæßİſﬁnN-‐‑\u00ad\u0301\u0327\u200b’'«» \u00a0\u202f…_19½", max_size=40
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Précarité", "precarite"),
        ("ŒUVRE et Æsop", "oeuvre et aesop"),
        ("Straße", "strasse"),
        ("L’IA", "l'ia"),
        ("Antonio\u00a0Casilli", "antonio casilli"),
        ("«\u202fclic\u202f»", '" clic "'),
        ("micro\u2011travail", "micro-travail"),
        ("tra\u00advail", "travail"),
        ("e\u0301te\u0301", "ete"),
        ("perché è così", "perche e cosi"),
        ("ﬁn", "fin"),
    ],
)
def test_folding_by_hand(text: str, folded: str) -> None:
    assert fold(text).text == folded
    assert fold_text(text) == folded


def test_offsets_by_hand() -> None:
    folded = fold("L’Œuvre «\u00a0e\u0301\u00a0»")
    at = folded.text.index("uvre")
    assert folded.offsets[at] == 3
    assert folded.offsets[folded.text.index("oe")] == folded.offsets[folded.text.index("oe") + 1]
    assert folded.offsets[-1] == 14


@given(TEXTS)
def test_every_folded_character_comes_from_its_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    for index, character in enumerate(folded.text):
        assert character in fold_text(text[folded.offsets[index]])
    assert fold_text(text) == folded.text


@given(TEXTS)
def test_words_stand_where_they_say(text: str) -> None:
    last = 0
    for word in tokenise(text):
        assert 0 <= word.start < word.end <= len(text)
        if not word.joined:
            assert word.start >= last
            last = word.end
            assert word.form == form_of(text[word.start : word.end])
            assert word.key == key_of(word.form)


@given(TEXTS)
def test_folding_is_stable(text: str) -> None:
    for word in tokenise(text):
        assert key_of(word.key) == word.key
        assert form_of(word.form) == word.form


def words(text: str) -> list[str]:
    return [word.key for word in tokenise(text)]


def test_compounds_give_parts_and_joined_form() -> None:
    assert words("du micro-travail") == ["du", "micro", "travail", "microtravail"]
    assert words("micro\u2011travail") == ["micro", "travail", "microtravail"]
    found = list(tokenise("du micro-travail"))
    assert [(w.start, w.end) for w in found] == [(0, 2), (3, 8), (9, 16), (3, 16)]


def test_apostrophes_part_words() -> None:
    assert words("L’IA d'aujourd’hui") == ["l", "ia", "d", "aujourd", "hui"]


def test_a_dash_is_no_hyphen() -> None:
    assert words("clic – travail — ici -là-") == ["clic", "travail", "ici", "la"]


def test_a_soft_hyphen_does_not_part() -> None:
    assert words("tra\u00advail") == ["travail"]


def test_accents_are_kept_in_forms() -> None:
    assert [w.form for w in tokenise("PRÉCARITÉ Œuvre e\u0301te\u0301")] == [
        "précarité", "oeuvre", "été",
    ]  # fmt: skip


@given(TEXTS)
def test_the_letters_of_a_folded_text_are_those_of_its_words(text: str) -> None:
    """So that a phrase can be ruled out by a passage's folded text."""
    letters = re.sub(r"[\W_]+", "", fold_text(text))
    for word in tokenise(text):
        assert re.sub(r"[\W_]+", "", word.key) in letters
