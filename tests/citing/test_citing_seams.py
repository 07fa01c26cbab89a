"""Punctuation where pieces of a reference meet, and the case of words, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.citing.numbers import is_numeric
from clicktui.citing.seams import closing, kept, settled
from clicktui.citing.textcase import cased

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")))


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        ("Qui ?.", "Qui ?"),
        ("Qui?,", "Qui?,"),
        ("etc..", "etc."),
        ("Inc.,", "Inc.,"),
        ("a,,", "a,"),
        ("Titre :.", "Titre :"),
        (f"« Qui ?{closing(' »')}.", "« Qui ? »"),
        (f"« Qui ?{closing(' »')},", "« Qui ? »,"),
        (f"« Mot,{closing(' »')} x", "« Mot », x"),
        (f"« Mot{closing(' »')}.", "« Mot »."),
    ],
)
def test_punctuation_outside_quotation_marks(joined: str, expected: str) -> None:
    assert settled(joined, punctuation_in_quote=False) == expected


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        (f"“Word{closing('”')}, next", "“Word,” next"),
        (f"“Word{closing('”')}.", "“Word.”"),
        (f"“Who?{closing('”')}.", "“Who?”"),
        (f"“Who?{closing('”')},", "“Who?,”"),
        (f"“Word{closing('”')}; next", "“Word”; next"),
        (f"“A {kept('“word”')[:-1]}{closing('’')}{closing('”')}.", "“A “word.”’”"),
    ],
)
def test_punctuation_within_quotation_marks(joined: str, expected: str) -> None:
    assert settled(joined, punctuation_in_quote=True) == expected


@given(TEXTS, st.booleans())
def test_what_a_work_says_of_itself_is_never_touched(text: str, in_quote: bool) -> None:
    assert settled(kept(text), punctuation_in_quote=in_quote) == text


@given(TEXTS)
def test_a_stop_after_it_changes_no_more_than_the_stop(text: str) -> None:
    shown = settled(f"{kept(text)}.", punctuation_in_quote=False)
    assert shown in (text, f"{text}.")


@pytest.mark.parametrize(
    ("text", "case", "expected"),
    [
        ("ghost work: the making of a new class", "title", "Ghost Work: The Making of a New Class"),
        ("what the iPhone is for", "title", "What the iPhone Is For"),
        ("data-driven work", "title", "Data-Driven Work"),
        ("le\u00a0mot «\u00a0juste\u00a0»", "capitalize-all", "Le\u00a0Mot «\u00a0Juste\u00a0»"),
        ("l’IA au Parlement", "capitalize-first", "l’IA au Parlement"),
        ("entretien avec IBM", "capitalize-first", "Entretien avec IBM"),
        ("L’IA AU PARLEMENT", "sentence", "L’ia au parlement"),
        ("les ouvriers de Paris", "sentence", "Les ouvriers de Paris"),
        ("Été", "uppercase", "ÉTÉ"),
        ("Été", None, "Été"),
    ],
)
def test_case(text: str, case: str | None, expected: str) -> None:
    assert cased(text, case) == expected


@given(
    st.text("aàéIßœ'’ «».:-–\u00a0\u202f12"),
    st.sampled_from(["title", "sentence", "capitalize-first", "capitalize-all"]),
)
def test_case_changes_nothing_but_case(text: str, case: str) -> None:
    assert cased(text, case).casefold() == text.casefold()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12", True), ("2e", True), ("D2", True), ("2-4", True), ("2, 3 & 5", True),
        ("vol. 2", False), ("deuxième", False), ("", False), ("12 bis", False),
    ],
)  # fmt: skip
def test_what_is_numeric(value: str, expected: bool) -> None:
    assert is_numeric(value) is expected
