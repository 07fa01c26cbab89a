import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.corpus.model import Span
from clicktui.corpus.sentences import sentence_spans, sentences_within, stretches
from clicktui.shipped import shipped


def cut(text: str, lang: str = "fr") -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text, lang)]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        # abbreviations
        ("fr", ["M. Dupont et Mme. Durand voient le Dr. Martin.", "Il part."]),
        ("fr", ["Cf. p. 12, art. 3 et p. ex. Facebook, Uber, etc.", "En réalité, non."]),
        ("fr", ["Mary L. Gray et J. Smith, J.-C. Passeron.", "Fin."]),
        ("fr", ["Né en 50 av. J.-C. à Lyon.", "Le plan B.", "Il est là."]),
        ("fr", ["Elle a le plan B.", "Demain, selon J. Smith, rien."]),
        ("fr", ["Le n° 3 vaut 2.5 dollars, ou 1,34.", "Bon."]),
        ("it", ["Il prof. Rossi e la sig.ra Bianchi.", "Vedi art. 3, cap. 4.", "Fine."]),
        ("it", ["Il 2 feb. 2021 era lì, ecc. ecc.", "Poi basta."]),
        ("en", ["Dr. Smith met Mr. J. R. Jones at 3 p.m.", "Then he left."]),
        ("en", ["U.S. Steel vs. Apple, e.g. Facebook.", "No. 5 is alive.", "He said no.", "Yes."]),
        # quotation marks
        ("fr", ["« Ils n’ont jamais été invités. »", "C’est sur ce regret."]),
        ("fr", ["« Oui\u00a0!\u00a0» s’exclame-t-il.", "« Non. »", "Puis rien."]),
        ("fr", ["Il dit : « Est-ce vrai ? » et part.", "Bien."]),
        ("it", ["Verdi disse: «Basta!»", "Così finì."]),
        ("it", ["Dallo storytelling delle piattaforme“.", "Se nemmeno Google."]),
        ("en", ["“Really?” he asked.", 'It is "done."', "Next."]),
        # asides and omissions
        ("fr", ["Étiquetée — est-ce des chiens ? des chats ? — pour nourrir.", "Fin."]),
        ("fr", ["OpenAI (le développeur, ndlr.) s’est servi.", "Bon."]),
        ("fr", ["OpenAI (Vraiment ? Oui.) Google.", "Bon."]),
        ("fr", ["(Vrai ? Faux ?)", "Fin."]),
        ("fr", ["Fin.", "[…] Le début […] Et la suite."]),
        ("fr", ["Ils baissent…", "Ce qui rend… dépendants.", "Quoi ?!", "Rien."]),
        # addresses, enumerations
        ("fr", ["Voir https://anr.fr/Projet.html et Heidi.news, Collettiva.it.", "Oui."]),
        ("fr", ["1. Le travail fantôme.", "En 2019.", "Le reste."]),
    ],
)
def test_sentences_are_cut_where_a_reader_would(lang: str, expected: list[str]) -> None:
    assert cut(" ".join(expected), lang) == expected


@pytest.mark.parametrize(
    ("file", "line", "first_words"),
    [
        (  # the aside between dashes is one sentence, no-break spaces before the question marks
            "001_f2397f6c6029b5e0.txt",
            23,
            ["Il s’agit, par", "Ces données ont", "Une même photo"],
        ),
        (
            "004_725277b9050ef925.txt",
            7,
            [
                *("Ces technologies sont", "Cela demande des", "Mais celles-ci ne"),
                *("Par exemple, OpenAI", "Celle-ci effectue des", "D’où l’exigence de"),
            ],
        ),
        (
            "002_1b2a1bf9efd576bc.txt",
            11,
            ["Le constat vient", "Mais l’intelligence artificielle", "Est-ce que l’intelligence",
             "Ou est-ce que"],
        ),
        (
            "002_1b2a1bf9efd576bc.txt",
            18,
            ["Sur l’échantillon de", "Et Antonio Casilli", "De fait, nombreuses"],
        ),
        (
            "003_c664502c38f57114.txt",
            5,
            ["Ce genre d'articles", "Or, si on", "En réalité, l'avancée"],
        ),
        ("000_e9d42d7fe1ff20f1.txt", 101, ["Più che a", "Se nemmeno Google"]),
        ("000_e9d42d7fe1ff20f1.txt", 79, ["Leggi la presentazione"]),
    ],
)  # fmt: skip
def test_sentences_of_the_shipped_texts(file: str, line: int, first_words: list[str]) -> None:
    text = (shipped("seeds") / file).read_text(encoding="utf-8").split("\n")[line - 1]
    lang = "it" if file.startswith("000") else "fr"
    assert [" ".join(sentence.split()[:3]) for sentence in cut(text, lang)] == first_words


PIECES = [*"aÉz. ?!…,;:«»“”\"'()[]—-1 \u00a0\u202f\n", "M. ", "etc. ", " Le ", "J.-C. ", "[…] "]
PROSE = st.lists(st.sampled_from(PIECES)).map("".join)


@given(PROSE, st.sampled_from(["fr", "it", "en", "de"]))
def test_only_white_space_is_left_out(text: str, lang: str) -> None:
    spans = sentence_spans(text, lang)
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    assert edges == sorted(edges)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        assert not text[start:end].strip()
    for span in spans:
        words = text[span.start : span.end]
        assert words
        assert words == words.strip()
        assert "\n" not in words


PIECES = st.sampled_from([
    "Travailleurs. ", "Elle parle longuement. ", "(voir là. Oui) ", "M. Casilli paie! ",
    "« Non. » ", "Comprendre? ", "approx. Dix ", "plateforme… ", "p. 12 ", "Antonio A. Casilli ",
    "mot " * 90,
])  # fmt: skip


@settings(max_examples=25)
@given(st.lists(PIECES, min_size=5, max_size=25))
def test_a_long_paragraph_has_the_sentences_of_its_stretches(pieces) -> None:
    text = "".join(pieces)
    parts = stretches(text, Span(0, len(text)), longest=100)
    assert "".join(text[part.start : part.end] for part in parts) == text
    found = [one for part in parts for one in sentences_within(text, part, "fr")]
    assert found == sentence_spans(text, "fr")


def test_a_long_paragraph_is_cut_after_long_words_only() -> None:
    text = "mot " * 90 + "Elle parle longuement. Elle paie. " + "mot " * 90
    first, second = stretches(text, Span(0, len(text)), longest=400)
    assert text[: first.end].endswith("longuement.")
    assert text[second.start : second.end].startswith(" Elle paie.")
