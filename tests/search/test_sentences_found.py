"""Which sentences of a passage are the ones looked for; expected values by hand from the seeds."""

from clicktui.corpus.corpus import shipped_corpus
from clicktui.corpus.model import Span
from clicktui.corpus.sentences import sentence_spans
from clicktui.search.model import Highlight, Hit, Match
from clicktui.search.sentences_found import sentences_found

CORPUS = shipped_corpus()
PASSAGE = next(p for p in CORPUS.passages() if p.text.startswith("Il y a trois types"))
"""Three sentences: Il y a … imitent l’IA. Les micro-tâches … projets. Des centaines … Oxford."""


def found(*words: tuple[str, int], match: Match = Match.EXACT) -> str:
    """Return the sentences found when each word is highlighted everywhere it stands."""
    marks = []
    for word, place in words:
        at = PASSAGE.text.find(word)
        while at >= 0:
            start = PASSAGE.start + at
            marks.append(Highlight(Span(start, start + len(word)), match, place))
            at = PASSAGE.text.find(word, at + 1)
    span = sentences_found(CORPUS, Hit(PASSAGE, 1.0, tuple(sorted(marks, key=lambda m: m.span))))
    return PASSAGE.text[span.start - PASSAGE.start : span.end - PASSAGE.start]


def test_a_common_word_elsewhere_does_not_stretch_what_is_found() -> None:
    assert found(("imitent", 0), ("de", 1), ("micro-tâches", 2)).endswith("imitent l’IA.")


def test_words_of_two_sentences_bring_both() -> None:
    both = found(("imitent", 0), ("plateformes", 1))
    assert both.startswith("Il y a trois types")
    assert both.endswith("en petits projets.")


def test_one_late_word_brings_its_sentence_alone() -> None:
    assert found(("Oxford", 0)).startswith("Des centaines de millions")


def test_without_highlights_it_is_the_passage() -> None:
    assert found() == PASSAGE.text


def hit_in(words: str, *highlighted: str) -> Hit:
    """Return the passage that holds ``words``, with ``highlighted`` words marked."""
    passage = next(one for one in CORPUS.passages() if words in one.text)
    starts = [passage.start + passage.text.index(word) for word in highlighted]
    marks = [
        Highlight(Span(start, start + len(word)), Match.EXACT, place)
        for place, (start, word) in enumerate(zip(starts, highlighted, strict=True))
    ]
    return Hit(passage, 1.0, tuple(sorted(marks, key=lambda mark: mark.span)))


def words_of(hit: Hit, query: str) -> str:
    span = sentences_found(CORPUS, hit, query)
    return hit.passage.text[span.start - hit.passage.start : span.end - hit.passage.start]


def test_a_speaker_asked_for_is_found_in_her_own_words() -> None:
    found = words_of(hit_in("un outil d’émancipation"), "speaker:chaibi")
    assert found.startswith("L’enjeu, c’est le même")
    assert "Le constat vient" not in found


def test_words_looked_for_with_a_speaker_are_found_in_her_words() -> None:
    hit = hit_in("un outil d’émancipation", "asymétries")
    assert words_of(hit, "speaker:chaibi asymetries") == (
        "Est-ce que l’intelligence artificielle va encourager les asymétries de pouvoir entre le "
        "patron et le travailleur ?"
    )


def test_a_speaker_of_the_whole_passage_changes_nothing() -> None:
    hit = hit_in("Il y a trois types", "Oxford")
    assert words_of(hit, "speaker:casilli oxford").startswith("Des centaines de millions")


def test_a_compound_answers_its_parts() -> None:
    hit = hit_in("Les promesses d’automatisation", "travail", "micro-travail où", "promesses")
    marks = list(hit.highlights)  # travail stands alone in an earlier sentence
    assert words_of(Hit(hit.passage, 1.0, tuple(marks)), "").startswith("Les promesses")


def test_a_passage_alone_says_its_sentences() -> None:
    parts = 0
    for passage in CORPUS.passages():
        paragraph = CORPUS.paragraph_at(passage.work, passage.start)
        whole = Span(passage.start, passage.end)
        parts += paragraph.span != whole
        of_paragraph = [
            one for one in CORPUS.sentences(passage.work, paragraph) if whole.overlaps(one)
        ]
        assert [
            Span(passage.start + one.start, passage.start + one.end)
            for one in sentence_spans(passage.text, passage.lang)
        ] == of_paragraph
    assert parts > 20  # long paragraphs, cut into several
