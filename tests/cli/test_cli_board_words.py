import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.cli.board_words import only_place
from clicktui.corpus.model import Span
from clicktui.errors import AmbiguousError, NotFoundError
from clicktui.shipped import shipped

# 001, line 155
WORDS = (
    "Auparavant, elles avaient 400\u00a0000 ou 500\u00a0000 travailleurs\u00a0; elles se retrouvent"
)
GRAND_CONTINENT = (shipped("seeds") / "001_f2397f6c6029b5e0.txt").read_text(encoding="utf-8")


def words_at(text: str, words: str) -> str:
    place = only_place(text, words)
    return text[place.start : place.end]


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("400 000 ou 500 000 travailleurs ;", "400\u00a0000 ou 500\u00a0000 travailleurs\u00a0;"),
        ("2 ou 3 millions d'utilisateurs", "2 ou 3 millions d’utilisateurs"),
        ("des pincettes - car elles", "des pincettes — car elles"),
        ("se vanter pour appa\u0302ter les", "se vanter pour appâter les"),  # macOS: NFD
        ("  se vanter pour appâter les\n", "se vanter pour appâter les"),
    ],
)
def test_what_a_keyboard_gives_is_found_as_it_stands(typed: str, stands: str) -> None:
    assert words_at(GRAND_CONTINENT, typed) == stands


@pytest.mark.parametrize(
    "typed", ["auparavant, elles avaient", "appater les investisseurs", "400000 ou", "", "  ", "…"]
)
def test_case_accents_and_characters_count(typed: str) -> None:
    with pytest.raises(NotFoundError):
        only_place(WORDS + " pour appâter les investisseurs", typed)


def test_words_that_stand_twice_are_refused_with_their_number() -> None:
    with pytest.raises(AmbiguousError, match="“elles” stands there 2 times"):
        only_place(WORDS, "elles")


def test_a_whole_word_goes_before_a_part_of_one() -> None:
    assert only_place("le travailleur, son travail", "travail") == Span(20, 27)
    assert only_place("la décision", "cision") == Span(5, 11)


def test_the_same_characters_go_before_retyped_ones() -> None:
    assert only_place("l’IA, l'IA", "l'IA") == Span(6, 10)


def test_a_part_of_a_sign_is_no_place() -> None:
    with pytest.raises(NotFoundError):
        only_place("fin… là", "..")
    assert only_place("fin… là", "fin...") == Span(0, 4)


def test_spaces_in_guillemets_and_doubled_ones_need_not_be_typed() -> None:
    assert only_place("il dit «\u00a0oui\u00a0» deux  fois", '"oui" deux fois') == Span(7, 25)
    assert only_place("la pre\u0301carite\u0301 !", "précarité") == Span(3, 14)


def test_an_error_repeats_little_of_what_was_typed() -> None:
    with pytest.raises(NotFoundError) as caught:
        only_place("rien", "x" * 10_000)
    assert len(str(caught.value)) < 150


@given(st.text(alphabet="aéœ’'« \u00a0…-\U0001f9e0", min_size=1), st.text(), st.text())
def test_what_is_found_is_of_the_text_and_as_typed(words: str, before: str, after: str) -> None:
    text = before + words + after
    try:
        place = only_place(text, words)
    except (AmbiguousError, NotFoundError):
        assert not words.strip() or text.count(words.strip()) > 1
    else:
        assert text[place.start : place.end] == words.strip()
