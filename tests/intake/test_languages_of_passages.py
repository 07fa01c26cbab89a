"""The language of a passage is told where it can be, and the seeds are the reference."""

import pytest

from clicktui.corpus.corpus import shipped_corpus
from clicktui.intake.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Je travaille la nuit.", "fr"),
        ("Che cosa ne pensa, professore?", "it"),
        ("What do you do at night?", "en"),
        ("Das ist ein kurzer Satz über Arbeit.", "de"),
        ("No lo sé, pero trabajamos todos los días.", "es"),
        ("Мы работаем каждый день за компьютером.", "ru"),
        ("労働者は毎日クリックしています。", "ja"),
    ],
)
def test_languages_are_told(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    ["", "Oui", "9 min", "Antonio Casilli", "ChatGPT", "— — —", "https://example.org/il-lavoro-e-la",
     "123 456 789", "\ud800"],
)  # fmt: skip
def test_what_is_too_short_has_none(text: str) -> None:
    assert language_of(text) is None


def test_the_paragraphs_of_the_seeds_have_the_languages_of_their_works() -> None:
    told: list[tuple[str | None, str, str]] = []
    corpus = shipped_corpus()
    for file in corpus.files:
        for work in file.works:
            for paragraph in work.paragraphs:
                words = file.words(paragraph.span)
                if paragraph.is_prose and len(words) > 80:
                    told.append((language_of(words), work.lang, words))
    assert len(told) > 100
    assert [one for one in told if one[0] != one[1]] == []
