"""Deep links, read back as the WICG draft tells browsers to read them."""

import re
from urllib.parse import quote, unquote

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clicktui.citing.deeplink import LONGEST_WHOLE, deep_link
from clicktui.corpus.model import Span
from shipped_once import shipped_corpus

PAGE = "https://exemple.fr/a"
DIRECTIVE = re.compile(
    r"(?:(?P<prefix>[^,&-]*)-,)?(?P<start>[^,&-]+)(?:,(?P<end>[^,&-]+))?(?:,-(?P<suffix>[^,&-]+))?"
)


def span_of(text: str, words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def pointed_at(link: str, text: str) -> str | None:
    """Return what the first place that fits holds, spaces as one, None where the link has none."""
    head, found, directive = link.partition(":~:text=")
    if not found:
        return None
    assert "#" in head
    parts = DIRECTIVE.fullmatch(directive)
    assert parts is not None, directive
    read = {name: " ".join(unquote(part).split()) for name, part in parts.groupdict("").items()}
    page = " ".join(text.split()).lower()
    prefix, start, end, suffix = (
        re.escape(read[name].lower()) for name in ("prefix", "start", "end", "suffix")
    )
    reach = f".*?{end}" if end else ""
    place = re.search(rf"{prefix}\s*({start}{reach})\s*{suffix}", page)
    return place[1] if place else ""


def one_spaced(words: str) -> str:
    return " ".join(words.split()).lower()


@pytest.mark.parametrize("address", [None, "", "javascript:alert(1)", "exemple.fr", "https://a b"])
def test_without_an_address_there_is_no_link(address: str | None) -> None:
    assert deep_link(address, "Un mot.", Span(0, 2)) is None


def test_links_by_hand() -> None:
    text = "Un micro-travail, dit-elle, « à 100 % » & plus. Fin."
    assert deep_link(PAGE, text, span_of(text, "micro-travail, dit")) == (
        PAGE + "#:~:text=micro%2Dtravail%2C%20dit"
    )
    assert deep_link(PAGE, text, span_of(text, "« à 100 % » & plus")) == (
        PAGE + "#:~:text=%C2%AB%20%C3%A0%20100%20%25%20%C2%BB%20%26%20plus"
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"{PAGE}#note", f"{PAGE}#note:~:text=Fin"),
        (f"{PAGE}#note:~:text=vieux", f"{PAGE}#note:~:text=Fin"),
        (f"{PAGE}?a=b&c", f"{PAGE}?a=b&c#:~:text=Fin"),
    ],
)
def test_the_address_keeps_its_own_fragment(address: str, expected: str) -> None:
    assert deep_link(address, "Un mot. Fin", Span(8, 11)) == expected


def test_words_that_stand_twice_get_what_is_beside_them() -> None:
    text = "Le travail du clic paie peu. Or le travail du clic est partout."
    first, second = (span_of(text, "travail du clic", nth) for nth in (0, 1))
    assert deep_link(PAGE, text, first) == f"{PAGE}#:~:text=travail%20du%20clic,-paie%20peu."
    assert deep_link(PAGE, text, second) == f"{PAGE}#:~:text=Or%20le-,travail%20du%20clic"


def test_words_that_nothing_tells_apart_open_the_page_alone() -> None:
    text = "oui\n" * 40
    assert deep_link(PAGE, text, Span(80, 83)) == PAGE


def test_long_words_are_named_by_their_ends() -> None:
    text = "Début du texte ici. " + "mot " * 100 + "la toute fin enfin. Suite."
    link = deep_link(PAGE, text, Span(0, text.index(" Suite")))
    assert link == (f"{PAGE}#:~:text=D%C3%A9but%20du%20texte%20ici.,la%20toute%20fin%20enfin.")


@pytest.mark.parametrize(
    ("words", "pointed"),
    [
        ("travail pré", "microtravail précaire"),
        ("été a", "L’été a"),
        ("8 heures par", "1,8 heures par"),
        ("t.\nLa f", "peut.,La%20fin"),
        ("fin-", "fin-"),  # the hyphen ends a word
        ("« Le", "« Le"),
    ],
)
def test_browsers_look_for_whole_words(words: str, pointed: str) -> None:
    text = "« Le microtravail précaire. L’été a 1,8 heures par an, il peut.\nLa fin-là. Un t. La f."
    expected = pointed.replace("-", "%2D") if "%" in pointed else quote(pointed).replace("-", "%2D")
    assert deep_link(PAGE, text, span_of(text, words)) == f"{PAGE}#:~:text={expected}"


def test_words_of_two_paragraphs_are_named_by_their_ends() -> None:
    text = "Un deux.\nTrois quatre."
    assert deep_link(PAGE, text, Span(3, 21)) == f"{PAGE}#:~:text=deux.,Trois%20quatre"


CORPUS = shipped_corpus()
SENTENCES = [
    (work.id, span)
    for work in CORPUS.works
    for paragraph in work.paragraphs
    for span in CORPUS.sentences(work.id, paragraph)
]


def test_every_sentence_of_the_corpus_is_found_again() -> None:
    for work_id, span in SENTENCES:
        text = CORPUS.text_of(work_id)
        link = deep_link(PAGE, text, span)
        assert link is not None
        words = one_spaced(text[span.start : span.end])
        assert pointed_at(link, text) in (words, None)


PARTS = st.sampled_from(["mot", "Mot", "deux-trois", "un, deux", "R&D", "«", "»", "été", "100 %"])
TEXTS = st.lists(st.tuples(PARTS, st.sampled_from([" ", "\n", "\u00a0"])), min_size=1, max_size=60)


@settings(deadline=None)
@given(TEXTS, st.data())
def test_the_first_place_that_fits_holds_the_words(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = "".join(f"{word}{space}" for word, space in parts).rstrip()
    starts = [found.start() for found in re.finditer(r"\S+", text)]
    start = data.draw(st.sampled_from(starts))
    end = data.draw(
        st.sampled_from([f.end() for f in re.finditer(r"\S+", text) if f.end() > start])
    )
    assume(end > start)
    link = deep_link(PAGE, text, Span(start, end))
    assert link is not None
    found = pointed_at(link, text)
    assert found is None or found == one_spaced(text[start:end])
    if "\n" not in text[start:end] and end - start <= LONGEST_WHOLE and found is not None:
        assert ",-" in link or "-," in link or text.lower().count(text[start:end].lower()) == 1
