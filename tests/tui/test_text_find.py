"""Finding in a work: spellings do not matter, offsets are the original's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_works import made

from clicktui.corpus.folding import fold
from clicktui.corpus.model import Role, Span
from clicktui.tui.text.find import Finder
from clicktui.tui.text.folded import FoldedParagraphs

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


ODD = st.text(alphabet="aB é\u00a0-’\u0301œ…\u00ad\u200bß😀", max_size=12)


@given(st.lists(ODD, min_size=1, max_size=5))
def test_paragraphs_folded_at_once_are_folded_as_each_is(paragraphs: list[str]) -> None:
    text, spans = "", []
    for paragraph in paragraphs:
        spans.append(Span(len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    together = FoldedParagraphs(text, spans)
    alone = [fold(paragraph) for paragraph in paragraphs]
    assert together.text == "\n".join(one.text for one in alone)
    begin = 0
    for one, span in zip(alone, spans, strict=True):
        for at in range(len(one.text)):
            last = max(one.offsets[at + 1], one.offsets[at] + 1)
            expected = (span.start + one.offsets[at], span.start + last)
            assert together.original(begin + at, begin + at + 1) == expected
        begin += len(one.text) + 1


def test_a_long_work_is_gone_through_in_slices_from_where_the_reader_is() -> None:
    file = made(*((Role.BODY, f"Phrase {n} de la précarité. " + "mot " * 1000) for n in range(60)))
    finder = Finder(file.works[0], file.text)
    assert not finder.is_short
    after, before = finder.slices_from(file.text.index("Phrase 40 "))
    assert (before[0], before[-1] + 1, after[-1] + 1) == (0, after[0], 4)
    first = finder.find_in(after[0], "phrase 40 de la precarite")
    assert [file.words(span) for span in first] == ["Phrase 40 de la précarité"]
    assert len(finder.find("precarite")) == 60
