"""Quotation marks around quoted words and inside them ("~" stands for a no-break space)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.citing import typography
from clicktui.citing.typography import LANGUAGES


def enclose(words: str, lang: str) -> str:
    return typography.enclose(words, lang)[0]


def spaced(text: str) -> str:
    return text.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("lang", "words", "expected"),
    [
        ("fr", "le mot", "«~le mot~»"),
        ("it", "la parola", "«la parola»"),
        ("en", "the word", "“the word”"),
        # a pair of the outer kind takes the next level, its inner spaces with it
        ("fr", "ce qu’on appelle du «~microtravail~».", "«~ce qu’on appelle du “microtravail”.~»"),
        ("fr", "un « travail » et un «travail»", "«~un “travail” et un “travail”~»"),
        ("it", "il «lavoro» digitale", "«il “lavoro” digitale»"),
        ("en", "a “prompt” here", "“a ‘prompt’ here”"),
        # a pair of another kind differs already
        ("fr", "un simple “prompt”.", "«~un simple “prompt”.~»"),
        ("en", "le « travail » ici", "“le « travail » ici”"),
        ("fr", 'les "prompt engineers" ici', '«~les "prompt engineers" ici~»'),
        # what a changed pair encloses changes in its turn
        ("fr", "le « dit “x” » de", "«~le “dit ‘x’” de~»"),
        ("en", "the “said ‘no’ to” of", "“the ‘said “no” to’ of”"),
        ("fr", "a “b « c » d” e", "«~a “b « c » d” e~»"),
        # a mark of the outer kind without its partner takes the next level too
        (
            "fr",
            "Mais elle résumait en ces termes : « L’enjeu, c’est celui du travail au capital.",
            "«~Mais elle résumait en ces termes : “L’enjeu, c’est celui du travail au capital.~»",
        ),
        ("fr", "« jamais fermé", "«~“jamais fermé~»"),
        ("fr", "fermé » jamais ouvert", "«~fermé” jamais ouvert~»"),
        ("it", "mai «~chiuso", "«mai “chiuso»"),
        ("en", "never closed: “The work", "“never closed: ‘The work”"),
        ("en", "The work” was closed", "“The work’ was closed”"),
        ("fr", "« jamais fermé, “dit-on” ici", "«~“jamais fermé, ‘dit-on’ ici~»"),
        ("fr", "“dit-on” fermé~» ici", "«~‘dit-on’ fermé” ici~»"),
        ("fr", "fin », dit-elle, « début", "«~fin”, dit-elle, “début~»"),
        ("en", "a “lost one and “a pair” b", "“a ‘lost one and “a pair” b”"),
        # a mark of another kind differs already
        ("fr", "jamais “fermé", "«~jamais “fermé~»"),
        ("it", "piattaforme“. Se nemmeno", "«piattaforme“. Se nemmeno»"),
        ("fr", "ouvert” un « mot » ici", "«~ouvert” un “mot” ici~»"),
        ("fr", "les travailleurs’ « outils", "«~les travailleurs’ “outils~»"),
        # crossed marks: only one of the two pairs can stand
        ("fr", "a « b “ c » d ” e", "«~a “b ‘ c” d ” e~»"),
        # “ closes where it touches what stands before it and no letter follows
        ("en", "“Il lavoro mai realizzata“.", "“‘Il lavoro mai realizzata’.”"),
        (
            "it",
            "occultata. “Il lavoro mai realizzata“.",
            "«occultata. “Il lavoro mai realizzata“.»",
        ),
        ("it", "“considerare i termini successivi“", "«considerare i termini successivi»"),
        (
            "en",
            "si dovrebbero “considerare [di queste ultime]“",
            "“si dovrebbero ‘considerare [di queste ultime]’”",
        ),
        (
            "en",
            "dallo storytelling delle grandi piattaforme“. Se",
            "“dallo storytelling delle grandi piattaforme’. Se”",
        ),
        ("en", "fase di “attesa” dell’“avvento”", "“fase di ‘attesa’ dell’‘avvento’”"),
        ("en", "l’“attesa“, (“poi“) e “altro“", "“l’‘attesa’, (‘poi’) e ‘altro’”"),
        ("it", "„Arbeit“ e «lavoro»", "«„Arbeit“ e “lavoro”»"),
        ("en", "„Arbeit“ e “lavoro”", "“„Arbeit“ e ‘lavoro’”"),
        # words selected with their marks are not given a second pair
        ("fr", "« C’est tout. »", "«~C’est tout.~»"),
        ("fr", "“C’est tout.”", "«~C’est tout.~»"),
        ("en", "«~C’est « tout ».~»", "“C’est « tout ».”"),
        ("fr", '"Tout."', "«~Tout.~»"),
        ("fr", "« un » et « deux »", "«~“un” et “deux”~»"),
        ("fr", '"un" et "deux"', '«~"un" et "deux"~»'),
        # ’ is an apostrophe unless it cannot be one
        ("en", "the workers’ ‘click’ isn’t", "“the workers’ ‘click’ isn’t”"),
        ("en", "a “b ‘the dogs’ bowl’ c” d", "“a ‘b ‘the dogs’ bowl’ c’ d”"),
    ],
)
def test_marks_by_hand(lang: str, words: str, expected: str) -> None:
    assert enclose(spaced(words), lang) == spaced(expected)


MARKED = st.text(alphabet='ab ’.?\u00a0\u202f«»“”„‘"', max_size=30)
LANGUAGE = st.sampled_from(LANGUAGES)


def without_marks(text: str) -> str:
    """Return ``text`` without quotation marks, nor the spaces inside « »."""
    return re.sub(r"«[ \u00a0\u202f]*|[ \u00a0\u202f]*»|[“”„‘’\"]", "", text)


def core(text: str) -> str:
    """Return what neither the marks nor the spaces next to them can change."""
    return re.sub(r"[ \u00a0\u202f]", "", without_marks(text))


@given(MARKED, LANGUAGE)
def test_only_marks_and_the_spaces_in_guillemets_change(words: str, lang: str) -> None:
    assert core(enclose(words, lang)) == core(words)


@given(st.text(alphabet="ab ’.?\u00a0\u202f“”", max_size=30), LANGUAGE)
def test_no_space_changes_without_guillemets(words: str, lang: str) -> None:
    enclosed = enclose(words, lang)
    start, end = {"fr": (2, -2), "it": (1, -1), "en": (1, -1)}[lang]
    assert re.sub("[“”‘’]", "", enclosed[start:end]) == re.sub("[“”‘’]", "", words)


@given(st.text(max_size=60).filter(lambda text: not re.search(r'[«»“”„‘"]', text)), LANGUAGE)
def test_words_without_marks_keep_every_character(words: str, lang: str) -> None:
    opening, closing = {"fr": ("«\u00a0", "\u00a0»"), "it": ("«", "»"), "en": ("“", "”")}[lang]
    assert enclose(words, lang) == f"{opening}{words}{closing}"


def test_an_unknown_language_names_those_that_are_known() -> None:
    with pytest.raises(ValueError, match="fr, it, en"):
        enclose("x", "de")
