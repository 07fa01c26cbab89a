"""Words typed again by hand are found where they stand, and nowhere else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.board.files.retyped import occurrences, retyped_occurrences, typed
from clicktui.corpus.model import Span
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()
SENTENCES = [
    (CORPUS.text_of(work.id), span)
    for work in CORPUS.works
    for paragraph in work.paragraphs
    for span in CORPUS.sentences(work.id, paragraph)
]
ON_A_KEYBOARD = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"',
     "–": "-", "—": "-", "\u2011": "-", "…": "..."}
)  # fmt: skip


def retyped(words: str) -> str:
    plain = words.translate(ON_A_KEYBOARD)
    for mark in "?!;:":
        plain = plain.replace(f" {mark}", mark)
    return plain.replace('" ', '"').replace(' "', '"')


@given(st.sampled_from(SENTENCES))
@settings(max_examples=100)
def test_a_sentence_typed_on_a_plain_keyboard_is_found_where_it_stands(
    sentence: tuple[str, Span],
) -> None:
    text, span = sentence
    found = list(retyped_occurrences(text, retyped(text[span.start : span.end])))
    assert span in found
    assert all(
        typed(text[one.start : one.end]) == typed(text[span.start : span.end]) for one in found
    )


@pytest.mark.parametrize(
    ("text", "words", "spans"),
    [
        ("a « mot » b", '"mot"', [(2, 9)]),
        ("a mot\u00a0? b", "mot?", [(2, 7)]),
        ("a\nb a  b a b", "a b", [(0, 3), (4, 8), (9, 12)]),
        ("l’IA. L’IA", "l'IA", [(0, 4)]),
        ("étés", "été", []),
        ("e\u0301tés e\u0301", "e", []),
        ("fin… début", "fin.", []),
        ("fin…", "fin...", [(0, 4)]),
        ("micro-travail", "travail", [(6, 13)]),
        ("co\u00adopérer", "coopérer", [(0, 9)]),
        ("oeuvre", "œuvre", []),
        ("abc", "", []),
        ("abc", " ", []),
    ],
)
def test_what_counts_as_the_same(text: str, words: str, spans: list[tuple[int, int]]) -> None:
    assert [(one.start, one.end) for one in retyped_occurrences(text, words)] == spans


@pytest.mark.parametrize(
    ("text", "words", "starts"),
    [("a ab a", "a", [0, 5]), ("aa aa", "aa", [0, 3]), ("\U0001f600a", "a", [1]), ("a’b", "b", [2]),
     ("ab", "", []), ("e\u0301", "e", [])],
)  # fmt: skip
def test_exact_words_cut_no_word(text: str, words: str, starts: list[int]) -> None:
    assert [one.start for one in occurrences(text, words)] == starts
