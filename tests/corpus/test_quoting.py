import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Quote, Role, Span
from clicktui.corpus.quoting import own_sentence, quote
from clicktui.corpus.reading import Reading
from clicktui.corpus.runs import belong_together
from clicktui.errors import NotFoundError, QuoteError
from shipped_once import shipped_corpus

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
    (PARLIAMENT, "Ou est-ce que ça peut-être un outil d’émancipation ?", ("Leïla Chaibi",), True,
     (3, 3)),
    (PARLIAMENT, "Et Antonio Casilli d’asséner : « C’est probablement", (), False, (9, 9)),
    (PARLIAMENT, "récurrents », souligne-t-elle, « d’autant plus", (), False, (14, 14)),
    (PARLIAMENT, "souligne-t-elle", (), False, (14, 14)),
    (PARLIAMENT, "Il n'y a pas ce qu'on appelle le code du travail ?", (), False, None),
    ("franchi-2021", "assistiamo al suo spostamento e dissimulazione", CASILLI, True, (4, 4)),
    ("franchi-2021", "scrive infatti Antonio Casilli", ("Jacopo Franchi",), False, (4, 4)),
    ("franchi-2021", "considerare i termini di servizio delle piattaforme", CASILLI, True, (9, 9)),
    ("franchi-2021", "Schiavi del clic, la copertina del libro", (), False, None),
    ("casilli-nonsolorider-2021", "sul sito di Collettiva.it. Quante e quali", (), False, (1, 2)),
    ("casilli-gpt4", "Ne perdez pas votre temps", (), False, (1, 1)),
    ("casilli-heidi", "(le développeur de ChatGPT, ndlr.)", ("Heidi.news",), False, (6, 6)),
    ("casilli-heidi", "le développeur de ChatGPT", ("Heidi.news",), False, (6, 6)),
    ("casilli-heidi", "OpenAI (le développeur", ("Antonio Casilli", "Heidi.news"), False, (6, 6)),
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
    assert found.repeats.paragraphs == (6, 6)
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


MIXED = [  # first and last words of two paragraphs between which something else stands
    (CONTINENT, "Elles doivent jongler", "On constate effectivement", "over a pull quote"),
    (CONTINENT, "C’est malheureusement quelque chose", "Les promesses d’automatisation cachent des "
     "projets de micro-travail où l’on récupère du côté des investisseurs ce que l’on va "
     "sous-traiterdans d’autres pays. Les promesses", "into a pull quote"),
    (PARLIAMENT, "Italienne, elle explique", "« Le plus grand gâchis", "into a subhead"),
    (PARLIAMENT, "« Le plus grand gâchis", "Pour éclairer", "out of a subhead"),
    (PARLIAMENT, "J'ai retrouvé ça :", "C'est elle qui a porté", "two readers' comments"),
    (PARLIAMENT, "Ne serait-ce que parce", "Il n'y a pas ce qu'on appelle le code", "to a comment"),
    ("franchi-2021", "L’esternalizzazione del lavoro “digitale”", "Schiavi del clic, la copertina",
     "heading and caption"),
    ("casilli-ouestfrance-2022", "Décryptage/itw dans", "Microtravail en ligne, chauffeur",
     "notice and title"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("work_id", "first", "last"), [row[:3] for row in MIXED], ids=[row[3] for row in MIXED]
)
def test_words_of_different_kinds_are_no_quote(work_id: str, first: str, last: str) -> None:
    span = Span(find(work_id, first).start, find(work_id, last).end)
    with pytest.raises(QuoteError, match=f"{work_id}.*apart") as raised:
        quote(CORPUS, work_id, span)
    assert "\n" not in str(raised.value)


def test_neighbouring_paragraphs_of_prose_are_one_quote() -> None:
    start, end = (
        find(PARLIAMENT, "Tous appellent"),
        find(PARLIAMENT, "En attendant de potentielles"),
    )
    assert quote(CORPUS, PARLIAMENT, Span(start.start, end.end)).paragraphs == (18, 19)


def test_the_label_of_the_next_speech_is_not_quoted() -> None:
    heidi = "casilli-heidi"
    asked = find(heidi, "comme ChatGPT? Antonio Casilli —")
    for end in (asked.end, asked.end - 3, asked.end + 1):
        found = quote(CORPUS, heidi, Span(asked.start, end))
        assert found.words == "comme ChatGPT?"
        assert (found.speakers, found.paragraphs) == (("Heidi.news",), (4, 4))
    whole = quote(CORPUS, heidi, Span(asked.start, asked.end + len(" Il y a")))
    assert whole.words == "comme ChatGPT?\nAntonio Casilli — Il y a"
    assert whole.speakers == ("Heidi.news", "Antonio Casilli")


LONE_MARKS = [  # what is selected, what is quoted
    (PARLIAMENT, "Ou est-ce que ça peut-être un outil d’émancipation ? »",
     "Ou est-ce que ça peut-être un outil d’émancipation ?", "Leïla Chaibi"),
    (PARLIAMENT, "« C’est le cas de la directive sur le devoir des entreprises en matière de "
     "durabilité.", "C’est le cas de la directive sur le devoir des entreprises en matière de "
     "durabilité.", "Antonio Casilli"),
    (PARLIAMENT, "je suis un robot ».", "je suis un robot", "Donatella Delpiano"),
    (PARLIAMENT, "« la moitié du temps, je suis une humaine, l’autre moitié du temps, je suis un "
     "robot ».", "« la moitié du temps, je suis une humaine, l’autre moitié du temps, je suis un "
     "robot ».", "Donatella Delpiano"),
    ("franchi-2021", "“considerare i termini", "considerare i termini", "Antonio Casilli"),
    ("franchi-2021", "che non si è mai realizzata“.", "che non si è mai realizzata",
     "Antonio Casilli"),
]  # fmt: skip


@pytest.mark.parametrize(("work_id", "selected", "words", "speaker"), LONE_MARKS)
def test_a_mark_without_its_partner_at_the_end_of_a_speech_is_left_out(
    work_id: str, selected: str, words: str, speaker: str
) -> None:
    found = said(work_id, selected)
    assert found.words == words
    assert (found.speakers, found.quoted_in_work) == ((speaker,), True)
    assert found.partly_quoted == ()


def test_straight_marks_around_an_extract_are_not_part_of_its_passages() -> None:
    passages = [p for p in CORPUS.passages() if p.work == "durandfolco-2023" and p.paragraph == 8]
    quotes = [quote(CORPUS, p.work, Span(p.start, p.end)) for p in passages]
    assert len(quotes) == 2
    assert quotes[0].words.startswith("Ces travailleurs")
    assert quotes[1].words.endswith("fragmentation des tâches.")
    assert not any('"' in found.words for found in quotes)
    assert {found.speakers for found in quotes} == {("Jonathan Durand Folco", "Jonathan Martineau")}


def test_straight_marks_around_an_extract_are_not_part_of_its_sentences() -> None:
    work = CORPUS.work("durandfolco-2023")
    sentences = CORPUS.sentences(work.id, next(p for p in work.paragraphs if p.line == 17))
    words = [quote(CORPUS, work.id, sentence).words for sentence in sentences]
    assert words[0].startswith("Ces travailleurs hautement qualifiés sont")
    assert words[0].endswith("le « travail venture ».")
    assert words[-1].startswith("Ce travail souvent appelé « indépendant »")
    assert words[-1].endswith("fragmentation des tâches.")


CUT = [  # words, whose speech shows its beginning or end no more
    (PARLIAMENT, "résumait en ces termes : « L’enjeu, c’est le même", ("Leïla Chaibi",)),
    (PARLIAMENT, "récurrents », souligne-t-elle, « d’autant plus", ("Milagros Miceli",)),
    (PARLIAMENT, "récurrents », souligne-t-elle", ("Milagros Miceli",)),
    (PARLIAMENT, "le travail du clic comme le « prolétariat absolu", ("Donatella Delpiano",)),
    (PARLIAMENT, "prolétariat absolu » de la chaîne", ("Donatella Delpiano",)),
    (PARLIAMENT, "comme le « prolétariat absolu » de la chaîne", ()),
    (PARLIAMENT, "comme le «", ()),
    (PARLIAMENT, ". » De fait, nombreuses", ()),
    (PARLIAMENT, "de l’humanité. » De fait, nombreuses", ("Antonio Casilli",)),
    (PARLIAMENT, "conditions de travail. » Sur l’échantillon", ("Milagros Miceli",)),
    (CONTINENT, "le micro-travail : « ça, ce n’est rien", ("un ingénieur d’IBM",)),
    ("franchi-2021", "Più che a una scomparsa programmatica del lavoro – scrive infatti", ()),
    ("franchi-2021", "del lavoro – scrive infatti Antonio Casilli", CASILLI),
    ("franchi-2021", "dallo storytelling delle grandi piattaforme“. Se nemmeno Google", CASILLI),
    ("franchi-2021", "non è mai stata così incerta come oggi, per quanto tenacemente negata e "
     "occultata. “Il lavoro del cittadino", CASILLI),
    ("casilli-heidi", "OpenAI (le développeur", ()),
    ("casilli-heidi", "OpenAI (le développeur de ChatGPT, ndlr.) s’est servi", ()),
    ("durandfolco-2023", 'Jonathan Martineau: "Ces travailleurs', ()),  # both are named already
]  # fmt: skip


@pytest.mark.parametrize(("work_id", "words", "quoted"), CUT)
def test_whose_speech_is_quoted_in_part(work_id: str, words: str, quoted: tuple[str, ...]) -> None:
    found = said(work_id, words)
    assert found.partly_quoted == quoted
    assert not found.quoted_in_work


def test_an_insertion_is_nobodys_quotation() -> None:
    passages = [p for p in CORPUS.passages() if "ndlr" in p.text]
    assert [(p.speakers, p.quoted) for p in passages] == [(CASILLI, ())]
    whole = said("casilli-heidi", "Par exemple, OpenAI (le développeur de ChatGPT, ndlr.) s’est "
                 "servi des données de Common Crawl.")  # fmt: skip
    assert (whole.speakers, whole.quoted_in_work, whole.partly_quoted) == (CASILLI, False, ())


def test_prose_of_several_roles_is_body() -> None:
    found = said(CONTINENT, "l’histoire récente de l’IA ? Je ne raisonne pas en termes")
    assert found.role is Role.BODY
    assert said(CONTINENT, "Je ne raisonne pas en termes").role is Role.ANSWER


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


def sentence_at(work_id: str, offset: int) -> Span:
    sentence = Reading(CORPUS.work(work_id), CORPUS.text_of(work_id)).sentence_at(offset)
    assert sentence is not None
    return sentence


def test_the_sentence_at_a_place() -> None:
    whole = "Une même photo d’animaux doit être étiquetée — est-ce des chiens ? des chats ? — pour"
    span = sentence_at(CONTINENT, find(CONTINENT, "des chats").start)
    words = CORPUS.text_of(CONTINENT)[span.start : span.end]
    assert words.split()[: len(whole.split())] == whole.split()
    assert words.endswith("l’apprentissage automatique des machines.")


def test_the_sentence_between_two_is_the_one_before() -> None:
    end = find(CONTINENT, "On voit la même chose depuis quinze ans.").end
    for offset in (end - 1, end, end + 1):
        span = sentence_at(CONTINENT, offset)
        assert CORPUS.text_of(CONTINENT)[span.start : span.end].startswith("On voit la même")
    first = next(part for part in CORPUS.work(CONTINENT).paragraphs if part.role is not Role.CHROME)
    assert sentence_at(CONTINENT, 0).start == first.span.start


AROUND = "«»“”„\"‘’'‹›()[].,;:!?…–—- \u00a0\u202f"


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
    assert found.words == text[found.start : found.end]
    assert start <= found.start < found.end <= end
    left_out = text[start : found.start] + text[found.end : end]
    assert not left_out.strip() or (found.quoted_in_work and not left_out.strip(AROUND))
    around = found.prefix + found.words + found.suffix
    assert text.startswith(around, found.start - len(found.prefix))
    assert {*found.speakers, *found.partly_quoted} <= {
        *(name for part in work.paragraphs for name in part.speakers),
        *(speech.speaker for part in work.paragraphs for speech in part.speeches),
    }


@given(st.data())
def test_a_quote_is_of_one_kind_or_refused(data: st.DataObject) -> None:
    work = data.draw(st.sampled_from(CORPUS.works))
    text = CORPUS.text_of(work.id)
    first = data.draw(st.integers(0, len(work.paragraphs) - 1))
    last = data.draw(st.integers(first, min(first + 3, len(work.paragraphs) - 1)))
    run = work.paragraphs[first : last + 1]
    if all(belong_together(text, one, other) for one, other in pairwise(run)):
        found = quote(CORPUS, work.id, Span(run[0].span.start, run[-1].span.end))
        assert all(part.is_prose for part in run) or {part.role for part in run} == {found.role}
    else:
        with pytest.raises((QuoteError, NotFoundError)):
            quote(CORPUS, work.id, Span(run[0].span.start, run[-1].span.end))


@given(st.data())
def test_every_place_of_a_paragraph_is_in_one_sentence(data: st.DataObject) -> None:
    work = data.draw(st.sampled_from(CORPUS.works))
    quotable = [part for part in work.paragraphs if part.role is not Role.CHROME]
    paragraph = data.draw(st.sampled_from(quotable))
    offset = data.draw(st.integers(paragraph.span.start, paragraph.span.end - 1))
    sentence = sentence_at(work.id, offset)
    assert paragraph.span.contains(sentence)
    if not CORPUS.text_of(work.id)[offset].isspace():
        assert sentence.start <= offset < sentence.end
    assert sentence in CORPUS.sentences(work.id, paragraph)
