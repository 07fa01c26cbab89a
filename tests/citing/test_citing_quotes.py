"""Whose words a citation gives, for quotes of every kind ("~" stands for a no-break space)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.citing.attribution import folded
from clicktui.citing.citation import Citer, Form, warning
from clicktui.corpus.model import Quote, Repetition, Role, Span, Work
from clicktui.corpus.quoting import quote as quote_of
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()
CITER = Citer()

POTEMKINE = (
    "Antonio Casilli, «~L’IA Potemkine et le futur du travail, une conversation avec Antonio "
    "Casilli~», entretien avec Victor Storchan, Le Grand Continent, 7 avril 2023"
)
OUEST_FRANCE = (
    "Antonio Casilli, «~Microtravail en ligne, chauffeur Uber, bricoleur Ikea… Le boom des "
    "nouveaux jobs d’appoint en France~», entretien avec Gaëlle Fleitour, Ouest-France, "
    "16 juin 2022"
)
PARLEMENT = (
    "«~IA : Au Parlement européen, des travailleurs du clic appellent à réguler l’entraînement "
    "humain~», 25 novembre 2024"
)
HEIDI = (
    "Antonio Casilli, «~L’IA ne remplacera pas le travail humain, mais elle l’a déjà précarisé~», "
    "entretien, Heidi.news, s.~d."
)


def spaced(text: str) -> str:
    return text.replace("~", "\u00a0")


def find(work_id: str, words: str) -> Quote:
    work = CORPUS.work(work_id)
    text = CORPUS.source(work.file).text
    spans = [
        part.span for part in work.paragraphs if words in text[part.span.start : part.span.end]
    ]
    start = text.index(words, spans[0].start)
    return quote_of(CORPUS, work_id, Span(start, start + len(words)))


def cited(work_id: str, words: str, lang: str = "fr") -> str:
    found = find(work_id, spaced(words))
    work = CORPUS.work(work_id)
    page = CORPUS.source(work.file).page
    return CITER.cite(found, work, page, Form.CITATION, lang)


@pytest.mark.parametrize(
    ("work_id", "words", "reference"),
    [
        pytest.param(
            "casilli-legrandcontinent-2023",
            "On voit la même chose depuis quinze ans.",
            f"{POTEMKINE}, §~3.",
            id="the author",
        ),
        pytest.param(
            "casilli-legrandcontinent-2023",
            "Comment voyez vous l’histoire récente de l’IA",
            f"Victor Storchan, dans {POTEMKINE}, §~2.",
            id="the interviewer",
        ),
        pytest.param(
            "casilli-legrandcontinent-2023",
            "micro tâches d’annotation réalisées",
            f"chapeau, dans {POTEMKINE}, §~1.",
            id="a lead by the review itself",
        ),
        pytest.param(
            "casilli-legrandcontinent-2023",
            "ça, ce n’est rien, ce sont de petits indiens qui balaient après qu’on a fini",
            f"un ingénieur d’IBM, cité dans {POTEMKINE}, §~21.",
            id="somebody whom the author quotes",
        ),
        pytest.param(
            "casilli-legrandcontinent-2023",
            "dans la cadre de la série Puissances de l’IA",
            f"présentation anonyme de~: {POTEMKINE}.",
            id="a notice without page",
        ),
        pytest.param(
            "casilli-ouestfrance-2022",
            "Ce n’est pas leur métier principal.",
            f"Gaëlle Fleitour, chapeau, dans {OUEST_FRANCE}, §~2.",
            id="a lead by a journalist",
        ),
        pytest.param(
            "casilli-ouestfrance-2022",
            "Quel est le profil de ceux qui exécutent ces missions",
            f"Gaëlle Fleitour, dans {OUEST_FRANCE}, §~7.",
            id="a question",
        ),
        pytest.param(
            "casilli-ouestfrance-2022",
            "Décryptage/itw dans Ouest France.",
            "«~digital labor~», page web, s.~d.",
            id="a notice on a page",
        ),
        pytest.param(
            "travailleurs-clic-parlement-2024",
            "la moitié du temps, je suis une humaine",
            f"Donatella Delpiano, cité dans {PARLEMENT}, §~5.",
            id="quoted in an article without author",
        ),
        pytest.param(
            "travailleurs-clic-parlement-2024",
            "Tous appellent à une meilleure prise en compte de leur travail",
            f"{PARLEMENT}, §~18.",
            id="an article without author",
        ),
        pytest.param(
            "travailleurs-clic-parlement-2024",
            "Il n'y a pas ce qu'on appelle le code du travail ?",
            f"commentaire de lecteur, auteur inconnu, sous {PARLEMENT}.",
            id="a reader's comment",
        ),
        pytest.param(
            "travailleurs-clic-parlement-2024",
            "Instabilité extrême de l'emploi",
            f"titre, dans {PARLEMENT}.",
            id="a heading",
        ),
        pytest.param(
            "casilli-heidi",
            "(le développeur de ChatGPT, ndlr.)",
            f"Heidi.news, dans {HEIDI}, §~6.",
            id="a note by the editors",
        ),
        pytest.param(
            "casilli-heidi",
            "Par exemple, OpenAI (le développeur de ChatGPT, ndlr.) s’est servi des données",
            f"{HEIDI}, §~6.",
            id="a sentence around a note by the editors",
        ),
        pytest.param(
            "casilli-heidi",
            "Par exemple, OpenAI (le développeur de ChatGPT",
            f"Antonio Casilli et Heidi.news, dans {HEIDI}, §~6.",
            id="a note by the editors cut in two",
        ),
        pytest.param(
            "casilli-heidi",
            "Quel est le rôle du travail humain dans les IA",
            f"Heidi.news, dans {HEIDI}, §~4.",
            id="an interviewer known by the title only",
        ),
    ],
)
def test_who_says_it(work_id: str, words: str, reference: str) -> None:
    assert cited(work_id, words) == spaced(f"«~{words}~» ({reference})")


PRESENTED = [
    ("casilli-avignon-2022", "projet Hush", "fr", "présentation anonyme de~: Antonio Casilli, «~"),
    ("casilli-avignon-2022", "projet Hush", "it", "presentazione anonima di: Antonio Casilli, «"),
    ("casilli-avignon-2022", "projet Hush", "en", "anonymous presentation of: Antonio Casilli, “"),
    ("casilli-avignon-2022", "[Vidéo] Est-ce que", "fr", "présentation anonyme de~: Antonio "),
    ("sourget-alternantes-2021", "l’invité du magazine", "fr",
     "présentation anonyme de~: Michel Sourget, «~"),
    ("sourget-alternantes-2021", "Une émission de Michel Sourget", "en",
     "anonymous presentation of: Michel Sourget, “"),
    ("casilli-nonsolorider-2021", "Leggi la presentazione", "it",
     "presentazione anonima di: «Non solo rider»"),
    ("casilli-nonsolorider-2021", "Ci sono antiche e nuove forme", "fr",
     "Collettiva.it, présentation de~: «~Non solo rider~»"),
    ("casilli-nonsolorider-2021", "Ci sono antiche e nuove forme", "it",
     "Collettiva.it, presentazione di: «Non solo rider»"),
    ("casilli-nonsolorider-2021", "Ci sono antiche e nuove forme", "en",
     "Collettiva.it, presentation of: “Non solo rider”"),
    ("casilli-nonsolorider-2021", "Ho partecipato a questo incontro", "it",
     "presentazione anonima di: «Non solo rider»"),
]  # fmt: skip


@pytest.mark.parametrize(("work_id", "words", "lang", "before"), PRESENTED)
def test_an_announcement_is_not_in_the_work_that_it_announces(
    work_id: str, words: str, lang: str, before: str
) -> None:
    pasted = cited(work_id, words, lang)
    assert spaced(f"({before}") in pasted
    reference = pasted.rpartition(" (")[2]
    assert "§" not in reference
    assert "par." not in reference
    assert "para." not in reference


def test_an_announcement_in_full() -> None:
    assert cited("casilli-nonsolorider-2021", "Ci sono antiche") == spaced(
        "«~Ci sono antiche~» (Collettiva.it, présentation de~: «~Non solo rider~» [Relazione, "
        "Video], Collettiva.it, CGIL, 2 février 2021.)"
    )


FRANCHI = {
    "fr": (
        "Jacopo Franchi, «~Gli “schiavi del clic” e il ruolo della contrattazione digitale secondo "
        "Antonio Casilli~», compte rendu de Schiavi del clic (Antonio Casilli), Umanesimo "
        "digitale, 2 janvier 2021, §~4."
    ),
    "it": (
        "Jacopo Franchi, «Gli “schiavi del clic” e il ruolo della contrattazione digitale secondo "
        "Antonio Casilli», recensione di Schiavi del clic (Antonio Casilli), Umanesimo digitale, "
        "2 gennaio 2021, par.~4."
    ),
    "en": (
        "Jacopo Franchi, “Gli ‘schiavi del clic’ e il ruolo della contrattazione digitale secondo "
        "Antonio Casilli”, review of Schiavi del clic (Antonio Casilli), Umanesimo digitale, "
        "2 January 2021, para.~4."
    ),
}


@pytest.mark.parametrize(
    ("lang", "quoting"),
    [
        ("fr", "Jacopo Franchi, citant Antonio Casilli, dans"),
        ("it", "Jacopo Franchi, che cita Antonio Casilli, in"),
        ("en", "Jacopo Franchi, quoting Antonio Casilli, in"),
    ],
)
def test_an_author_who_quotes_somebody_in_part(lang: str, quoting: str) -> None:
    words = "scrive infatti Antonio Casilli –~assistiamo al suo spostamento"
    pasted = cited("franchi-2021", words, lang)
    assert pasted.endswith(spaced(f" ({quoting} {FRANCHI[lang]})"))


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fr", "«~en ces termes : “L’enjeu~» (auteur inconnu, citant Leïla Chaibi, dans «~IA : "),
        ("it", "«en ces termes : “L’enjeu» (autore ignoto, che cita Leïla Chaibi, in «IA : "),
        ("en", "“en ces termes : « L’enjeu” (author unknown, quoting Leïla Chaibi, in “IA : "),
    ],
)
def test_an_unknown_author_who_quotes_somebody_in_part(lang: str, expected: str) -> None:
    pasted = cited("travailleurs-clic-parlement-2024", "en ces termes : « L’enjeu", lang)
    assert pasted.startswith(spaced(expected))


def test_the_whole_speech_with_its_marks_needs_no_name_beside_the_authors() -> None:
    words = "comme le « prolétariat absolu » de la chaîne"
    pasted = cited("travailleurs-clic-parlement-2024", words)
    assert pasted == spaced(f"«~comme le “prolétariat absolu” de la chaîne~» ({PARLEMENT}, §~17.)")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Ou est-ce que ça peut-être un outil d’émancipation ? »",
            "«~Ou est-ce que ça peut-être un outil d’émancipation ?~» (Leïla Chaibi, cité dans ",
        ),
        (
            "« C’est le cas de la directive sur le devoir des entreprises en matière de "
            "durabilité.",
            "«~C’est le cas de la directive sur le devoir des entreprises en matière de durabilité."
            "~» (Antonio Casilli, cité dans ",
        ),
    ],
)
def test_a_sentence_within_guillemets(words: str, expected: str) -> None:
    pasted = cited("travailleurs-clic-parlement-2024", words)
    assert pasted.startswith(spaced(expected))


DESCRIBED = [
    ("casilli-legrandcontinent-2023", "petits indiens", "fr", "un ingénieur d’IBM, cité dans "),
    ("casilli-legrandcontinent-2023", "petits indiens", "it", "un ingegnere dell’IBM, citato in "),
    ("casilli-legrandcontinent-2023", "petits indiens", "en", "an IBM engineer, quoted in "),
    ("casilli-legrandcontinent-2023", "qu’on étudiait le micro-travail~: «~ça", "en",
     "Antonio Casilli, quoting an IBM engineer, in "),
    ("travailleurs-clic-parlement-2024", "intelligence artificielle européenne", "it",
     "rapporto EnCOre, citato in "),
    ("travailleurs-clic-parlement-2024", "intelligence artificielle européenne", "en",
     "EnCOre report, quoted in "),
]  # fmt: skip


@pytest.mark.parametrize(("work_id", "words", "lang", "before"), DESCRIBED)
def test_a_description_is_told_in_the_language_of_the_citation(
    work_id: str, words: str, lang: str, before: str
) -> None:
    assert f" ({before}" in cited(work_id, words, lang)
    found = find(work_id, spaced(words))
    alone = CITER.cite(found, CORPUS.work(work_id), form=Form.REFERENCE, lang=lang)
    assert alone.startswith(before[0].upper() + before[1:])
    below = CITER.cite(found, CORPUS.work(work_id), form=Form.MARKDOWN, lang=lang)
    assert f"> — {before[0].upper()}{before[1:]}" in below


def test_a_lead_and_the_question_after_it_are_not_called_a_lead() -> None:
    work = CORPUS.work("casilli-legrandcontinent-2023")
    lead, question = (next(p for p in work.paragraphs if p.line == line) for line in (7, 9))
    found = quote_of(CORPUS, work.id, Span(lead.span.start, question.span.end))
    assert CITER.cite(found, work, form=Form.REFERENCE) == spaced(
        f"Le Grand Continent et Victor Storchan, dans {POTEMKINE}, §~1-2."
    )


def test_a_lead_alone_is_called_a_lead() -> None:
    work = CORPUS.work("travailleurs-clic-parlement-2024")
    lead = next(p for p in work.paragraphs if p.line == 5)
    found = quote_of(CORPUS, work.id, lead.span)
    assert CITER.cite(found, work, form=Form.REFERENCE) == spaced(
        f"Chapeau, dans {PARLEMENT}, §~1."
    )


def test_authors_of_an_extract_are_both_named() -> None:
    assert (
        "(Jonathan Durand Folco et Jonathan Martineau, cités dans Jonathan Durand Folco, "
        in cited("durandfolco-2023", "une armée de pigistes")
    )


@pytest.mark.parametrize(
    ("lang", "before"),
    [
        ("fr", "cité dans «~IA"),
        ("it", "citato in «IA"),
        ("en", "quoted in “IA"),
    ],
)
def test_quoted_in_each_language(lang: str, before: str) -> None:
    pasted = cited("travailleurs-clic-parlement-2024", "prolétariat absolu", lang)
    assert spaced(f"(Donatella Delpiano, {before}") in pasted


@pytest.mark.parametrize(
    ("lang", "before"),
    [
        ("fr", "commentaire de lecteur, auteur inconnu, sous «~IA"),
        ("it", "commento di un lettore, autore ignoto, in calce a «IA"),
        ("en", "reader comment, author unknown, under “IA"),
    ],
)
def test_comment_in_each_language(lang: str, before: str) -> None:
    found = find("travailleurs-clic-parlement-2024", "Si je ne me trompe.")
    work = CORPUS.work(found.work)
    pasted = CITER.cite(found, work, form=Form.CITATION, lang=lang)
    assert spaced(f"({before}") in pasted


def test_words_in_quotation_marks_are_not_marked_twice() -> None:
    words = "« la moitié du temps, je suis une humaine, l’autre moitié du temps, je suis un robot »"
    expected = words.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    assert cited("travailleurs-clic-parlement-2024", words).startswith(
        f"{expected} (Donatella Delpiano, cité dans "
    )


EXACT = "Il y a trois types de micro-tâches"
ALTERED = "un bon complément."


def pull_quote(words: str) -> Quote:
    work = CORPUS.work("casilli-legrandcontinent-2023")
    text = CORPUS.source(work.file).text
    for part in work.paragraphs:
        if part.role is Role.PULL_QUOTE and words in text[part.span.start : part.span.end]:
            return quote_of(CORPUS, work.id, part.span)
    raise AssertionError(words)


def test_an_exact_pull_quote_is_cited_where_the_words_stand() -> None:
    found = pull_quote(EXACT)
    pasted = CITER.cite(found, CORPUS.work(found.work))
    assert pasted.endswith(spaced(f"({POTEMKINE}, §~6.)"))
    assert warning(found) is None


def test_an_altered_pull_quote_is_not_cited_as_the_speakers_words() -> None:
    found = pull_quote(ALTERED)
    pasted = CITER.cite(found, CORPUS.work(found.work))
    assert pasted.endswith(spaced(f"(exergue, mots modifiés, dans {POTEMKINE}.)"))
    said = warning(found)
    assert said is not None and "\n" not in said


# What the shipped works do not have.

WORK = Work(
    "w",
    "w.txt",
    {
        "type": "article-magazine",
        "title": "Titre",
        "author": [{"family": "Béa", "given": "Ana"}, {"literal": "Collectif X"}],
        "container-title": "Revue",
    },
    "fr",
    (1, 2),
    (),
)
ANONYMOUS = replace(WORK, csl={"type": "article-magazine", "title": "Titre"})
QUOTE = Quote(
    "w", "w.txt", 0, 4, "mots", "", "", Role.BODY, (2, 2), (), False, False, None, "fr"
)  # fmt: skip
REFERENCE = "Ana Béa e Collectif X, «Titre», Revue, s.d., par.~2."


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"speakers": ("Ana Béa",)}, REFERENCE),
        ({"speakers": ("ANA\u00a0BEA", "collectif x")}, REFERENCE),
        ({"speakers": ("Ana Béa", "Bo")}, f"Ana Béa e Bo, in {REFERENCE}"),
        ({"speakers": ("Bo", "Cy", "Di")}, f"Bo, Cy e Di, in {REFERENCE}"),
        ({"speakers": ("Bo", "Cy"), "quoted_in_work": True}, f"Bo e Cy, citati in {REFERENCE}"),
        ({"speakers": ()}, f"autore ignoto, in {REFERENCE}"),
        (
            {"speakers": ("Bo", "Cy"), "partly_quoted": ("Di", "Ed")},
            f"Bo e Cy, che citano Di e Ed, in {REFERENCE}",
        ),
        (
            {"speakers": (), "partly_quoted": ("Di",)},
            f"autore ignoto, che cita Di, in {REFERENCE}",
        ),
        (
            {"speakers": (), "role": Role.LEAD, "partly_quoted": ("Di",)},
            f"cappello, che cita Di, in {REFERENCE}",
        ),
        (
            {"speakers": ("Bo",), "role": Role.LEAD, "partly_quoted": ("Di",)},
            f"Bo, cappello, che cita Di, in {REFERENCE}",
        ),
        (
            {"speakers": ("Bo",), "role": Role.COMMENT, "partly_quoted": ("Di",)},
            f"Bo, commento di un lettore, che cita Di, in calce a {REFERENCE}",
        ),
        ({"speakers": (), "quoted_in_work": True}, f"autore ignoto, citato in {REFERENCE}"),
        ({"speakers": (), "role": Role.QUESTION}, f"domanda, in {REFERENCE}"),
        ({"speakers": (), "role": Role.CHROME}, f"paratesto, in {REFERENCE}"),
        ({"speakers": ("Bo",), "role": Role.CAPTION}, f"Bo, didascalia, in {REFERENCE}"),
        ({"speakers": ("Ana Béa",), "role": Role.HEADING}, REFERENCE),
        ({"speakers": ("Revue",), "role": Role.LEAD}, f"cappello, in {REFERENCE}"),
        (
            {"speakers": ("Bo",), "role": Role.COMMENT},
            f"Bo, commento di un lettore, in calce a {REFERENCE}",
        ),
        (
            {"speakers": ("Bo",), "role": Role.NOTICE, "paragraphs": None},
            "Bo, presentazione di: Ana Béa e Collectif X, «Titre», Revue, s.d.",
        ),
    ],
)
def test_who_says_it_in_italian(change: dict[str, object], expected: str) -> None:
    found = replace(QUOTE, **change)
    assert CITER.cite(found, WORK, lang="it") == spaced(f"«mots» ({expected})")


PRESENTING = replace(WORK, presents=True)


@pytest.mark.parametrize(
    ("change", "lang", "expected"),
    [
        ({}, "fr", "Présentation anonyme de~: "),
        ({"role": Role.HEADING}, "it", "Presentazione anonima di: "),
        ({"role": Role.NOTICE}, "en", "Anonymous presentation of: "),
        ({"speakers": ("Ana Béa",)}, "fr", "Ana Béa, présentation de~: "),
        (
            {"speakers": ("Bo",), "partly_quoted": ("Di",)},
            "fr",
            "Bo, citant Di, présentation de~: ",
        ),
        ({"partly_quoted": ("Di",)}, "it", "Autore ignoto, che cita Di, presentazione di: "),
        (
            {"speakers": ("Di",), "quoted_in_work": True},
            "fr",
            "Di, cité dans une présentation de~: ",
        ),
        (
            {"speakers": ("Di", "Ed"), "quoted_in_work": True},
            "it",
            "Di e Ed, citati in una presentazione di: ",
        ),
        (
            {"speakers": ("Di",), "quoted_in_work": True},
            "en",
            "Di, quoted in a presentation of: ",
        ),
    ],
)
def test_words_that_present_a_work(change: dict[str, object], lang: str, expected: str) -> None:
    reference = {
        "fr": "Ana Béa et Collectif X, «~Titre~», Revue, s.~d.",
        "it": "Ana Béa e Collectif X, «Titre», Revue, s.d.",
        "en": "Ana Béa and Collectif X, “Titre”, Revue, n.d.",
    }
    found = replace(QUOTE, **change)
    page = {"type": "webpage", "title": "Page"}
    cited_alone = CITER.cite(found, PRESENTING, page, Form.REFERENCE, lang)
    assert cited_alone == spaced(expected + reference[lang])


def test_a_comment_under_a_presentation_is_a_comment() -> None:
    found = replace(QUOTE, role=Role.COMMENT, paragraphs=None)
    alone = CITER.cite(found, PRESENTING, form=Form.REFERENCE, lang="en")
    assert alone.startswith("Reader comment, author unknown, under Ana Béa")


def test_nobody_is_named_where_neither_speaker_nor_author_is_known() -> None:
    assert CITER.cite(QUOTE, ANONYMOUS, lang="en") == spaced("“mots” (“Titre”, n.d., para.~2.)")


def test_a_notice_is_never_given_to_the_author_of_the_page_unless_she_speaks() -> None:
    page = {"type": "webpage", "title": "Page", "author": [{"family": "Béa", "given": "Ana"}]}
    notice = replace(QUOTE, role=Role.NOTICE, paragraphs=None)
    reference = "Ana Béa, “Page”, web page, n.d."
    assert CITER.cite(notice, WORK, page, lang="en") == f"“mots” (author unknown, in {reference})"
    signed = replace(notice, speakers=("Ana Béa",))
    assert CITER.cite(signed, WORK, page, lang="en") == f"“mots” ({reference})"
    quoting = replace(signed, partly_quoted=("Di",))
    said = f"“mots” (Ana Béa, quoting Di, in {reference})"
    assert CITER.cite(quoting, WORK, page, lang="en") == said
    quoted = replace(notice, speakers=("Bo",), quoted_in_work=True)
    assert CITER.cite(quoted, WORK, page, lang="en") == f"“mots” (Bo, quoted in {reference})"
    other = replace(notice, speakers=("Bo",))
    assert CITER.cite(other, WORK, page, lang="en") == f"“mots” (Bo, in {reference})"


def test_a_reference_alone_begins_with_a_capital_but_never_changes_a_name() -> None:
    heading = replace(QUOTE, role=Role.HEADING)
    assert CITER.cite(heading, ANONYMOUS, form=Form.REFERENCE, lang="en").startswith("Heading, in ")
    named = replace(QUOTE, speakers=("danah boyd",))
    assert CITER.cite(named, WORK, form=Form.REFERENCE, lang="en").startswith("danah boyd, in Ana")


def test_a_description_without_the_language_of_the_citation_stays_as_it_is() -> None:
    work = replace(WORK, descriptions={"une voisine": {"fr": "une voisine", "it": "una vicina"}})
    found = replace(QUOTE, speakers=("une voisine",), quoted_in_work=True)
    assert CITER.cite(found, work, lang="it").startswith("«mots» (una vicina, citato in Ana")
    assert CITER.cite(found, work, lang="en").startswith("“mots” (une voisine, quoted in Ana")
    alone = CITER.cite(found, work, form=Form.REFERENCE, lang="it")
    assert alone.startswith("Una vicina, citato in Ana")


def test_an_altered_quote_in_running_text_says_so() -> None:
    found = replace(QUOTE, speakers=("Ana Béa",), repeats=Repetition(Span(0, 4), True))
    assert CITER.cite(found, WORK, lang="en").startswith("“mots” (words altered, in Ana Béa")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Leïla Chaibi", "leila  CHAIBI"), ("L’Œuvre", "l'œuvre"), ("A\u00a0B", "A B")],
)
def test_names_are_compared_by_what_tells_them_apart(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert folded(one) != folded(f"{one} Fils")


@given(st.text(max_size=80), st.sampled_from(("fr", "it", "en")))
def test_words_alone_are_always_exactly_the_words(words: str, lang: str) -> None:
    assert CITER.cite(replace(QUOTE, words=words), WORK, form=Form.WORDS, lang=lang) == words
