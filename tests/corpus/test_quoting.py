import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.corpus.corpus import Corpus, shipped_corpus
from clicktui.corpus.model import Quote, Role, Span
from clicktui.corpus.quoting import own_sentence, quote, sentence_at, sentences_covering
from clicktui.errors import NotFoundError

CORPUS = shipped_corpus()
CONTINENT = "casilli-legrandcontinent-2023"
PARLIAMENT = "travailleurs-clic-parlement-2024"
CASILLI = ("Antonio Casilli",)


def find(work_id: str, words: str, corpus: Corpus = CORPUS) -> Span:
    """Where ``words`` first stand in the work, spaces of any kind being equal."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    paragraphs = corpus.work(work_id).paragraphs
    begin = min(paragraph.span.start for paragraph in paragraphs)
    found = re.compile(pattern).search(corpus.text_of(work_id), begin)
    assert found is not None
    return Span(*found.span())


def said(work_id: str, words: str) -> Quote:
    return quote(CORPUS, work_id, find(work_id, words))


SPOKEN = [  # work, words, speakers, quoted in the work, first and last paragraph
    (CONTINENT, "On voit la même chose depuis quinze ans.", CASILLI, False, (3, 3)),
    (CONTINENT, "Comment voyez vous l’histoire récente de l’IA ?", ("Victor Storchan",), False,
     (2, 2)),
    (CONTINENT, "l’histoire récente de l’IA ? Je ne raisonne pas en termes",
     ("Victor Storchan", "Antonio Casilli"), False, (2, 3)),
    (CONTINENT, "ce sont de petits indiens qui balaient", ("un ingénieur d’IBM",), True, (21, 21)),
    (CONTINENT, "qu’on étudiait le micro-travail : « ça, ce n’est rien", CASILLI, False, (21, 21)),
    (CONTINENT, "Les travaux d’Antonio Casilli décrivent", ("Le Grand Continent",), False, (1, 1)),
    (CONTINENT, "Conversation avec Victor Storchan", (), False, None),
    (PARLIAMENT, "C’est probablement le plus grand gâchis", CASILLI, True, (9, 9)),
    (PARLIAMENT, "« C’est probablement le plus grand gâchis de capital humain de l’histoire de "
     "l’humanité. »", CASILLI, True, (9, 9)),
    (PARLIAMENT, "« la moitié du temps, je suis une humaine, l’autre moitié du temps, je suis un "
     "robot ».", ("Donatella Delpiano",), True, (5, 5)),
    (PARLIAMENT, "Ou est-ce que ça peut-être un outil d’émancipation ? »", ("Leïla Chaibi",), True,
     (3, 3)),
    (PARLIAMENT, "Et Antonio Casilli d’asséner : « C’est probablement", (), False, (9, 9)),
    (PARLIAMENT, "récurrents », souligne-t-elle, « d’autant plus", (), False, (14, 14)),
    (PARLIAMENT, "souligne-t-elle", (), False, (14, 14)),
    (PARLIAMENT, "Il n'y a pas ce qu'on appelle le code du travail ?", (), False, None),
    ("franchi-2021", "assistiamo al suo spostamento e dissimulazione", CASILLI, True, (4, 4)),
    ("franchi-2021", "scrive infatti Antonio Casilli", ("Jacopo Franchi",), False, (4, 4)),
    ("franchi-2021", "“considerare i termini di servizio delle piattaforme", CASILLI, True, (9, 9)),
    ("franchi-2021", "Schiavi del clic, la copertina del libro", (), False, None),
    ("casilli-nonsolorider-2021", "sul sito di Collettiva.it. Quante e quali", (), False, (1, 2)),
    ("casilli-gpt4", "Ne perdez pas votre temps", (), False, (1, 1)),
    ("casilli-heidi", "(le développeur de ChatGPT, ndlr.)", ("Heidi.news",), True, (6, 6)),
    ("casilli-heidi", "le développeur de ChatGPT", ("Heidi.news",), True, (6, 6)),
    ("casilli-heidi", "OpenAI (le développeur de ChatGPT, ndlr.) s’est servi", CASILLI, False,
     (6, 6)),
    ("durandfolco-2023", "une armée de pigistes", ("Jonathan Durand Folco", "Jonathan Martineau"),
     True, (8, 8)),
    ("durandfolco-2023", "Voici un extrait", ("Jonathan Durand Folco",), False, (7, 7)),
]  # fmt: skip


@pytest.mark.parametrize(("work_id", "words", "speakers", "quoted", "paragraphs"), SPOKEN)
def test_who_says_it(
    work_id: str,
    words: str,
    speakers: tuple[str, ...],
    quoted: bool,
    paragraphs: tuple[int, int] | None,
) -> None:
    found = said(work_id, words)
    assert found.speakers == speakers
    assert found.quoted_in_work is quoted
    assert found.paragraphs == paragraphs
    assert found.words.split() == words.split()


def test_words_keep_their_characters_and_their_surroundings() -> None:
    found = said("casilli-ouestfrance-2022", "260 000 travailleurs")
    assert found.words == "260\u00a0000\u00a0travailleurs"
    assert found.prefix == "ail en France, nous avions recensé ".removeprefix("ail")[-32:]
    assert found.suffix.startswith(" occasionnels, soit un marché")
    assert len(found.prefix) == len(found.suffix) == 32
    assert (found.lang, found.role) == ("fr", Role.ANSWER)


def test_white_space_around_is_left_out() -> None:
    inner = find(CONTINENT, "Pourquoi ?")
    outer = quote(CORPUS, CONTINENT, Span(inner.start - 1, inner.end + 2))
    assert (outer.start, outer.end, outer.words) == (inner.start, inner.end, "Pourquoi\u00a0?")


def test_what_follows_from_the_form_of_the_text_is_marked() -> None:
    assert said(CONTINENT, "On voit la même chose").speaker_inferred
    assert not said(CONTINENT, "petits indiens").speaker_inferred
    assert not said("casilli-heidi", "Il y a actuellement beaucoup").speaker_inferred
    assert said("casilli-heidi", "Cela demande des quantités").speaker_inferred


def test_a_printed_label_is_not_quoted() -> None:
    found = said("casilli-heidi", "Antonio Casilli — Il y a actuellement")
    assert found.words == "Il y a actuellement"
    with pytest.raises(NotFoundError):
        said("casilli-heidi", "Heidi.news —")


def test_an_altered_pull_quote_says_so_and_offers_the_own_words() -> None:
    work = CORPUS.work(CONTINENT)
    pull_quote = next(part for part in work.paragraphs if part.line == 43)
    found = quote(CORPUS, CONTINENT, pull_quote.span)
    assert found.role is Role.PULL_QUOTE
    assert found.paragraphs is None
    assert found.repeats is not None
    assert found.repeats.altered
    own = own_sentence(CORPUS, found)
    assert own is not None
    assert own.words.startswith("Au Venezuela, le salaire moyen national")
    assert own.words.endswith("qui se déprécie de jour en jour.")
    assert (own.paragraphs, own.role, own.speakers) == ((16, 16), Role.ANSWER, CASILLI)
    assert own.repeats is None
    assert own_sentence(CORPUS, own) is None


def test_an_unaltered_part_of_an_altered_pull_quote() -> None:
    work = CORPUS.work(CONTINENT)
    pull_quote = next(part for part in work.paragraphs if part.line == 43)
    text = CORPUS.text_of(CONTINENT)
    first = Span(pull_quote.span.start, text.index(". ", pull_quote.span.start) + 1)
    found = quote(CORPUS, CONTINENT, first)
    assert found.words == "Au Venezuela, le salaire moyen national avoisine les 5 dollars par mois."
    assert found.repeats is not None
    assert not found.repeats.altered


def test_a_faithful_pull_quote() -> None:
    pull_quote = next(part for part in CORPUS.work(CONTINENT).paragraphs if part.line == 19)
    found = quote(CORPUS, CONTINENT, pull_quote.span)
    assert found.repeats is not None
    assert not found.repeats.altered
    assert found.speakers == CASILLI
    own = own_sentence(CORPUS, found)
    assert own is not None
    assert own.words == found.words
    assert own.start < found.start


def test_the_subhead_that_drops_the_doubt_is_nobodys_words() -> None:
    found = quote(CORPUS, PARLIAMENT, CORPUS.paragraph_at(
        PARLIAMENT, find(PARLIAMENT, "« Le plus grand gâchis").start).span)  # fmt: skip
    assert found.role is Role.HEADING
    assert found.speakers == ()
    assert found.repeats is not None
    assert found.repeats.altered
    own = own_sentence(CORPUS, found)
    assert own is not None
    assert own.words.startswith("C’est probablement le plus grand gâchis")
    assert (own.speakers, own.quoted_in_work) == (CASILLI, True)


def test_a_selection_across_a_pull_quote_is_warned_of() -> None:
    text = CORPUS.text_of(CONTINENT)
    start = text.index("Elles doivent jongler")
    end = text.index("On constate effectivement")
    found = quote(CORPUS, CONTINENT, Span(start, end + 2))
    assert found.repeats is not None
    assert found.repeats.altered
    assert found.role is Role.ANSWER


@pytest.mark.parametrize("span", [Span(0, 0), Span(5, 5), Span(10**6, 10**6 + 5)])
def test_nothing_selected_is_an_error(span: Span) -> None:
    with pytest.raises(NotFoundError, match=CONTINENT):
        quote(CORPUS, CONTINENT, span)


def test_words_of_two_works_are_no_quote_of_one() -> None:
    work = CORPUS.work("casilli-gpt4")
    last = work.paragraphs[-1].span
    for span in (Span(last.start, last.end + 40), Span(0, last.end)):
        with pytest.raises(NotFoundError, match="not all of these words are of casilli-gpt4"):
            quote(CORPUS, work.id, span)


def test_an_unknown_work_names_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="casilli-heidi"):
        quote(CORPUS, "casili-heidi", Span(0, 5))


def test_the_sentence_at_a_place() -> None:
    whole = "Une même photo d’animaux doit être étiquetée — est-ce des chiens ? des chats ? — pour"
    span = sentence_at(CORPUS, CONTINENT, find(CONTINENT, "des chats").start)
    words = CORPUS.text_of(CONTINENT)[span.start : span.end]
    assert words.split()[: len(whole.split())] == whole.split()
    assert words.endswith("l’apprentissage automatique des machines.")


def test_the_sentence_between_two_is_the_one_before() -> None:
    end = find(CONTINENT, "On voit la même chose depuis quinze ans.").end
    for offset in (end - 1, end, end + 1):
        span = sentence_at(CORPUS, CONTINENT, offset)
        assert CORPUS.text_of(CONTINENT)[span.start : span.end].startswith("On voit la même")
    first = CORPUS.work(CONTINENT).paragraphs[0].span
    assert sentence_at(CORPUS, CONTINENT, 0).start == first.start


def test_whole_sentences_around_highlights() -> None:
    text = CORPUS.text_of(CONTINENT)
    one = sentences_covering(CORPUS, CONTINENT, [find(CONTINENT, "petits indiens")])
    assert text[one.start : one.end].startswith("Je me souviens de propos")
    assert text[one.start : one.end].endswith("qu’on a fini\u00a0».")
    two = sentences_covering(
        CORPUS, CONTINENT, [find(CONTINENT, "agents de propreté"), find(CONTINENT, "indiens")]
    )
    assert text[two.start : two.end].startswith("Je me souviens de propos")
    assert text[two.start : two.end].endswith("qui font du nettoyage.")
    with pytest.raises(NotFoundError):
        sentences_covering(CORPUS, CONTINENT, [])


@given(st.data())
def test_any_selection_keeps_its_exact_words(data: st.DataObject) -> None:
    work = data.draw(st.sampled_from(CORPUS.works))
    text = CORPUS.text_of(work.id)
    paragraph = data.draw(st.sampled_from(work.paragraphs)).span
    start = data.draw(st.integers(paragraph.start, paragraph.end - 1))
    end = data.draw(st.integers(start + 1, paragraph.end))
    if not text[start:end].strip():
        return
    found = quote(CORPUS, work.id, Span(start, end))
    assert found.words == text[start:end].strip() == text[found.start : found.end]
    around = found.prefix + found.words + found.suffix
    assert text.startswith(around, found.start - len(found.prefix))
    assert set(found.speakers) <= {
        *(name for part in work.paragraphs for name in part.speakers),
        *(speech.speaker for part in work.paragraphs for speech in part.speeches),
    }


@given(st.data())
def test_every_place_of_a_paragraph_is_in_one_sentence(data: st.DataObject) -> None:
    work = data.draw(st.sampled_from(CORPUS.works))
    paragraph = data.draw(st.sampled_from(work.paragraphs))
    offset = data.draw(st.integers(paragraph.span.start, paragraph.span.end - 1))
    sentence = sentence_at(CORPUS, work.id, offset)
    assert paragraph.span.contains(sentence)
    if not CORPUS.text_of(work.id)[offset].isspace():
        assert sentence.start <= offset < sentence.end
    assert sentence in CORPUS.sentences(work.id, paragraph)
