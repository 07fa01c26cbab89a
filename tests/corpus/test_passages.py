import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.corpus.model import SEARCHABLE_ROLES, Paragraph, Role, Span, Speech, Work
from clicktui.corpus.passages import LONGEST, SHORTEST, passage_spans, passages, words_digest
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()


def work_of(text: str) -> Work:
    """A work whose paragraphs are the lines of ``text``."""
    paragraphs = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line:
            span = Span(start, start + len(line))
            paragraphs.append(Paragraph(span, number, Role.BODY, len(paragraphs) + 1))
        start += len(line) + 1
    csl = {"type": "book", "title": "T", "issued": {"date-parts": [[1999]]}}
    return Work("w", "f.txt", csl, "fr", (1, text.count("\n") + 1), tuple(paragraphs))


@pytest.mark.parametrize("work", CORPUS.works, ids=lambda work: work.id)
def test_a_work_is_rebuilt_from_its_passages(work: Work) -> None:
    text = CORPUS.text_of(work.id)
    times_held = [0] * len(text)
    for passage in passages(text, work):
        assert text[passage.start : passage.end] == passage.text
        for offset in range(passage.start, passage.end):
            times_held[offset] += 1
    for paragraph in work.paragraphs:
        expected = 1 if paragraph.role in SEARCHABLE_ROLES else 0
        for offset in range(paragraph.span.start, paragraph.span.end):
            if times_held[offset] != expected:
                assert text[offset].isspace()
                assert times_held[offset] == 0
            times_held[offset] = 0
    assert not any(times_held)


def test_passages_of_the_shipped_corpus() -> None:
    found = list(CORPUS.passages())
    ids = [passage.id for passage in found]
    assert len(ids) == len(set(ids))
    assert all(passage.id.startswith(f"{passage.work}:") for passage in found)
    longest = max(found, key=lambda passage: len(passage.text.split()))
    assert len(longest.text.split()) <= LONGEST
    assert not [passage for passage in found if passage.role is Role.CHROME]


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    work = CORPUS.work("casilli-legrandcontinent-2023")
    parts = [passage for passage in CORPUS.passages() if passage.paragraph == 32]
    parts = [passage for passage in parts if passage.work == work.id]  # line 97: 196 words
    begins = [" ".join(part.text.split()[:2]) for part in parts]
    assert begins == ["C’est ce", "Dans ce", "Auparavant, elles"]
    assert all(part.text.endswith(".") for part in parts)


def test_passages_carry_what_a_hit_shows() -> None:
    passage = next(p for p in CORPUS.passages() if "petits indiens" in p.text)
    assert passage.work == "casilli-legrandcontinent-2023"
    assert passage.file == "001_f2397f6c6029b5e0.txt"
    assert passage.speakers == ("Antonio Casilli",)
    assert passage.quoted == ("un ingénieur d’IBM",)
    assert (passage.lang, passage.year, passage.role) == ("fr", 2023, Role.ANSWER)
    others = [p for p in CORPUS.passages() if p.work == passage.work and p != passage]
    assert not any(p.quoted for p in others)


def test_ids_stay_when_other_words_change() -> None:
    before = "Un premier paragraphe.\nUn deuxième paragraphe.\nUn troisième."
    after = "Tout autre chose ici.\n\nUn deuxième paragraphe.\nUn troisième."
    first = [passage.id for passage in passages(before, work_of(before))]
    second = [passage.id for passage in passages(after, work_of(after))]
    assert first[1:] == second[1:]
    assert first[0] != second[0]


def test_repeated_words_get_numbered_ids() -> None:
    text = "Oui.\nNon.\nOui.\nOui."
    ids = [passage.id for passage in passages(text, work_of(text))]
    assert ids[2:] == [f"{ids[0]}-2", f"{ids[0]}-3"]


def test_a_digest_does_not_depend_on_the_kind_of_spaces() -> None:
    assert words_digest("260 000 euros") == words_digest("260\u00a0000\u202feuros")
    assert words_digest("euros") != words_digest("euro")
    # the first 50 bits of b2sum -l 80 of "euros", in base 32
    assert words_digest("euros") == "f6vf22h3ou"


def test_a_single_long_sentence_stays_whole() -> None:
    text = "mot " * 400 + "fin."
    work = work_of(text)
    assert passage_spans(text, work.paragraphs[0], "fr") == [Span(0, len(text))]


def test_those_who_are_quoted_are_listed_once() -> None:
    text = "Elle dit oui et elle dit non."
    speeches = (Speech(Span(10, 13), "Elle"), Speech(Span(25, 28), "Elle"))
    paragraph = Paragraph(Span(0, len(text)), 1, Role.BODY, 1, speeches=speeches)
    work = Work("w", "f.txt", {"type": "book", "title": "T"}, "fr", (1, 1), (paragraph,))
    assert [passage.quoted for passage in passages(text, work)] == [("Elle",)]


# words of the longest sentence here: 61. From 70 on a lone short part can be the better cut.
SENTENCE = st.integers(1, 60).map(lambda count: "Mot " + "mot " * (count - 1) + "fin.")


@given(st.lists(SENTENCE, min_size=1, max_size=40))
def test_parts_are_neither_lost_nor_too_long(sentences: list[str]) -> None:
    text = " ".join(sentences)
    spans = passage_spans(text, work_of(text).paragraphs[0], "fr")
    assert " ".join(text[span.start : span.end] for span in spans) == text
    for span in spans:
        count = len(text[span.start : span.end].split())
        assert count <= LONGEST + SHORTEST
        assert count >= SHORTEST or len(spans) == 1
