"""The references of the eleven works, worked out by hand ("~" stands for a no-break space)."""

from dataclasses import replace

import pytest

from clicktui.citing.citation import Citer
from clicktui.corpus.model import Work
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()
CITER = Citer()

GPT4 = (
    "Pas de panique : GPT-4 ne va pas voler votre emploi "
    "(il va simplement recruter une foule de micro-tâcherons sous-payés)"
)
AVIGNON = (
    "9ème Rencontres Recherche et Création Festival d’Avignon – ANR, Contes, mondes et récits, "
    "Avignon"
)
OUEST_FRANCE = (
    "Microtravail en ligne, chauffeur Uber, bricoleur Ikea… "
    "Le boom des nouveaux jobs d’appoint en France"
)
POTEMKINE = "L’IA Potemkine et le futur du travail, une conversation avec Antonio Casilli"
PARLEMENT = (
    "IA : Au Parlement européen, des travailleurs du clic appellent à réguler l’entraînement humain"
)
PRAXIS = "https://praxis.encommun.io/en/n/CuDk_xb7q0uXBEV4X_ekAxRe9-E/"
ENTRAINEMENT = "L'entraînement des algorithmes et robots repose l'exploitation du travail digital"
HEIDI = "L’IA ne remplacera pas le travail humain, mais elle l’a déjà précarisé"
FRANCHI = (
    "Gli {0}schiavi del clic{1} e il ruolo della contrattazione digitale secondo Antonio Casilli"
)

BY_HAND = {
    "casilli-gpt4": (
        f"«~{GPT4}~», billet de blog, s.~d., §~1.",
        f"«{GPT4}», post di blog, s.d., par.~1.",
        f"“{GPT4}”, blog post, n.d., para.~1.",
    ),
    "casilli-avignon-2022": (
        "Antonio Casilli, «~Est-ce que le micro-travail est un “travail sans qualité” ?~» "
        f"[Vidéo], {AVIGNON}, 12 juillet 2022, §~1.",
        "Antonio Casilli, «Est-ce que le micro-travail est un “travail sans qualité” ?» "
        f"[Vidéo], {AVIGNON}, 12 luglio 2022, par.~1.",
        "Antonio Casilli, “Est-ce que le micro-travail est un ‘travail sans qualité’ ?” "
        f"[Vidéo], {AVIGNON}, 12 July 2022, para.~1.",
    ),
    "casilli-ouestfrance-2022": (
        f"Antonio Casilli, «~{OUEST_FRANCE}~», entretien avec Gaëlle Fleitour, Ouest-France, "
        "16 juin 2022, §~1.",
        f"Antonio Casilli, «{OUEST_FRANCE}», intervista di Gaëlle Fleitour, Ouest-France, "
        "16 giugno 2022, par.~1.",
        f"Antonio Casilli, “{OUEST_FRANCE}”, interview by Gaëlle Fleitour, Ouest-France, "
        "16 June 2022, para.~1.",
    ),
    "sourget-alternantes-2021": (
        "Michel Sourget, «~L’automate et le tâcheron~» [Podcast], avec Antonio Casilli, "
        "Radio AlterNantesFM, 25 février 2021, §~1.",
        "Michel Sourget, «L’automate et le tâcheron» [Podcast], con Antonio Casilli, "
        "Radio AlterNantesFM, 25 febbraio 2021, par.~1.",
        "Michel Sourget, “L’automate et le tâcheron” [Podcast], with Antonio Casilli, "
        "Radio AlterNantesFM, 25 February 2021, para.~1.",
    ),
    "casilli-nonsolorider-2021": (
        "«~Non solo rider~» [Relazione, Video], Collettiva.it, CGIL, 2 février 2021, §~1.",
        "«Non solo rider» [Relazione, Video], Collettiva.it, CGIL, 2 febbraio 2021, par.~1.",
        "“Non solo rider” [Relazione, Video], Collettiva.it, CGIL, 2 February 2021, para.~1.",
    ),
    "franchi-2021": (
        f"Jacopo Franchi, «~{FRANCHI.format('“', '”')}~», compte rendu de Schiavi del clic "
        "(Antonio Casilli), Umanesimo digitale, 2 janvier 2021, §~1.",
        f"Jacopo Franchi, «{FRANCHI.format('“', '”')}», recensione di Schiavi del clic "
        "(Antonio Casilli), Umanesimo digitale, 2 gennaio 2021, par.~1.",
        f"Jacopo Franchi, “{FRANCHI.format('‘', '’')}”, review of Schiavi del clic "
        "(Antonio Casilli), Umanesimo digitale, 2 January 2021, para.~1.",
    ),
    "networkers-2020": (
        "«~Siamo tutti schiavi del clic?~», compte rendu de Schiavi del clic (Antonio Casilli), "
        "Sindacato Networkers, 24 décembre 2020, §~1.",
        "«Siamo tutti schiavi del clic?», recensione di Schiavi del clic (Antonio Casilli), "
        "Sindacato Networkers, 24 dicembre 2020, par.~1.",
        "“Siamo tutti schiavi del clic?”, review of Schiavi del clic (Antonio Casilli), "
        "Sindacato Networkers, 24 December 2020, para.~1.",
    ),
    "casilli-legrandcontinent-2023": (
        f"Antonio Casilli, «~{POTEMKINE}~», entretien avec Victor Storchan, Le Grand Continent, "
        "7 avril 2023, §~1.",
        f"Antonio Casilli, «{POTEMKINE}», intervista di Victor Storchan, Le Grand Continent, "
        "7 aprile 2023, par.~1.",
        f"Antonio Casilli, “{POTEMKINE}”, interview by Victor Storchan, Le Grand Continent, "
        "7 April 2023, para.~1.",
    ),
    "travailleurs-clic-parlement-2024": (
        f"«~{PARLEMENT}~», 25 novembre 2024, §~1.",
        f"«{PARLEMENT}», 25 novembre 2024, par.~1.",
        f"“{PARLEMENT}”, 25 November 2024, para.~1.",
    ),
    "durandfolco-2023": (
        f"Jonathan Durand Folco, «~{ENTRAINEMENT}~», Praxis, 22 mars 2023, §~1, "
        f"{PRAXIS} [consulté le 8 août 2024].",
        f"Jonathan Durand Folco, «{ENTRAINEMENT}», Praxis, 22 marzo 2023, par.~1, "
        f"{PRAXIS} [consultato in data 8 agosto 2024].",
        f"Jonathan Durand Folco, “{ENTRAINEMENT}”, Praxis, 22 March 2023, para.~1, "
        f"{PRAXIS} [accessed 8 August 2024].",
    ),
    "casilli-heidi": (
        f"Antonio Casilli, «~{HEIDI}~», entretien, Heidi.news, s.~d., §~1.",
        f"Antonio Casilli, «{HEIDI}», intervista, Heidi.news, s.d., par.~1.",
        f"Antonio Casilli, “{HEIDI}”, interview, Heidi.news, n.d., para.~1.",
    ),
}


def spaced(text: str) -> str:
    return text.replace("~", "\u00a0")


def test_every_work_has_its_references_by_hand() -> None:
    assert {work.id for work in CORPUS.works} == set(BY_HAND)


@pytest.mark.parametrize("work_id", BY_HAND)
@pytest.mark.parametrize(("lang", "place"), [("fr", 0), ("it", 1), ("en", 2)])
def test_reference_of_a_shipped_work(work_id: str, lang: str, place: int) -> None:
    work = CORPUS.work(work_id)
    assert CITER.reference(work, paragraphs=(1, 1), lang=lang) == spaced(BY_HAND[work_id][place])


def a_work(**csl: object) -> Work:
    item = {"type": "article-magazine", "title": "Titre", **csl}
    return Work("w", "w.txt", item, "fr", (1, 2), ())


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fr", "«~Titre~», s.~d., §~12-13."),
        ("it", "«Titre», s.d., parr.~12-13."),
        ("en", "“Titre”, n.d., paras.~12–13."),
    ],
)
def test_several_paragraphs(lang: str, expected: str) -> None:
    assert CITER.reference(a_work(), paragraphs=(12, 13), lang=lang) == spaced(expected)


def test_no_paragraph_leaves_no_trace() -> None:
    assert CITER.reference(a_work(), lang="en") == "“Titre”, n.d."


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fr", "«~Titre~», 1er avril 2023."),
        ("it", "«Titre», 1º aprile 2023."),
        ("en", "“Titre”, 1 April 2023."),
    ],
)
def test_the_first_of_a_month(lang: str, expected: str) -> None:
    work = a_work(issued={"date-parts": [[2023, 4, 1]]})
    assert CITER.reference(work, lang=lang) == spaced(expected)


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [[2023]]}, "2023"),
        ({"date-parts": [[2023, 4]]}, "avril 2023"),
        ({"date-parts": [[2023]], "circa": True}, "vers 2023"),
        ({"literal": "printemps 2023"}, "printemps 2023"),
        ({}, "s.~d"),
    ],
)
def test_dates_say_no_more_than_is_known(issued: dict[str, object], expected: str) -> None:
    assert CITER.reference(a_work(issued=issued)) == spaced(f"«~Titre~», {expected}.")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fr", "Mary L. Gray, Siddharth Suri et OpenAI & Partners, Inc., «~Titre~», s.~d."),
        ("it", "Mary L. Gray, Siddharth Suri e OpenAI & Partners, Inc., «Titre», s.d."),
        ("en", "Mary L. Gray, Siddharth Suri and OpenAI & Partners, Inc., “Titre”, n.d."),
    ],
)
def test_several_and_corporate_authors(lang: str, expected: str) -> None:
    authors = [
        {"family": "Gray", "given": "Mary L."},
        {"family": "Suri", "given": "Siddharth"},
        {"literal": "OpenAI & Partners, Inc."},
    ]
    assert CITER.reference(a_work(author=authors), lang=lang) == spaced(expected)


def test_a_programme_without_author_names_its_host() -> None:
    work = a_work(
        type="broadcast",
        host=[{"family": "Sourget", "given": "Michel"}],
        guest=[{"family": "Casilli", "given": "Antonio"}],
    )
    assert CITER.reference(work, lang="fr") == spaced(
        "«~Titre~», animé par Michel Sourget, avec Antonio Casilli, s.~d."
    )


def test_what_is_inferred_or_to_be_confirmed_is_not_cited() -> None:
    doubtful = {"container-title": "Next", "author": [{"family": "Casilli", "given": "Antonio"}]}
    work = replace(a_work(), to_confirm=doubtful, inferred=doubtful)
    assert CITER.reference(work, lang="en") == "“Titre”, n.d."


def test_markup_in_a_title_is_text() -> None:
    title = 'a <b>c</b> <span class="nocase">d</span> [x](y) &amp; *e*'
    assert CITER.reference(a_work(title=title), lang="it") == f"«{title}», s.d."


def test_works_of_one_id_are_not_taken_for_each_other() -> None:
    assert CITER.reference(a_work(title="Un"), lang="it") == "«Un», s.d."
    assert CITER.reference(a_work(title="Deux"), lang="it") == "«Deux», s.d."


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'de'"):
        CITER.reference(a_work(), lang="de")
