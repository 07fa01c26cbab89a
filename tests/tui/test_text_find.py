"""Finding in a work: spellings do not matter, offsets are the original's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_works import made

from clicktui.corpus.model import Role
from clicktui.tui.text.find import Finder

FILE = made(
    (Role.BODY, "La précarité du micro-travail, l’œuvre d’un «\u00a0cœur\u00a0»."),
    (Role.CHROME, "PRECARITE\u0301 [sic] et  double"),
)


def found(words: str) -> list[str]:
    return [FILE.words(span) for span in Finder(FILE.works[0], FILE.text).find(words)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("precarite", ["précarité", "PRECARITE\u0301"]),
        ("PRÉCARITÉ", ["précarité", "PRECARITE\u0301"]),
        ("micro travail", ["micro-travail"]),
        ("l'oeuvre", ["l’œuvre"]),
        ('"coeur', []),
        ("« coeur »", ["«\u00a0cœur\u00a0»"]),
        ("[sic]", ["[sic]"]),
        ("et double", ["et  double"]),
        ("coe", ["cœ"]),
        ("co", ["cœ"]),
        ("absent", []),
        ("", []),
        (" - ", []),
    ],
)
def test_words_are_found_as_they_stand(typed: str, expected: list[str]) -> None:
    assert found(typed) == expected


@given(st.text(alphabet="abéœ\u00a0-’e\u0301 [", min_size=1, max_size=30), st.data())
def test_any_words_of_a_text_are_found_in_it(text: str, data: st.DataObject) -> None:
    file = made((Role.BODY, text))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end].strip(" \u00a0-")
    if not words.strip("\u0301"):
        return
    spans = Finder(file.works[0], file.text).find(words)
    assert any(span.start <= end and start <= span.end for span in spans)
