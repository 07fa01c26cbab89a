"""Every claim of the shipped catalogue stands in the texts."""

import hashlib
import re
import unicodedata

import pytest

from clicktui.corpus.corpus import Corpus, shipped_corpus
from clicktui.corpus.model import Paragraph, Role, Work
from clicktui.shipped import shipped

CORPUS = shipped_corpus()

SHA256 = {
    "000_e9d42d7fe1ff20f1.txt": "b17e57f93302fc0f7f3cdfb4acd69e77c1712527d268d9b47b414ed34fddb8af",
    "001_f2397f6c6029b5e0.txt": "cf7e95a8951bc430418f0f3884ed220d60051a76c59d3c2b88a07342e0692c0c",
    "002_1b2a1bf9efd576bc.txt": "8e46ee88069a0c162b4591113a6bda2697b22f5cd376fe78582baf98fa44847f",
    "003_c664502c38f57114.txt": "1ca1785b6d6f5c5ce5315e5a1f58be5f666c86a31a0799dead4ecf62a35cebc8",
    "004_725277b9050ef925.txt": "ea4e3aacc27a9088ab484879c4df61d9f8593588e854bb339134365c9b3a2a38",
}

WORKS = {  # id: language, year, own lines, prose paragraphs counted by hand in the files
    "casilli-gpt4": ("fr", None, (3, 17), 6),
    "casilli-avignon-2022": ("fr", 2022, (19, 21), 1),
    "casilli-ouestfrance-2022": ("fr", 2022, (27, 69), 20),
    "sourget-alternantes-2021": ("fr", 2021, (71, 75), 1),
    "casilli-nonsolorider-2021": ("it", 2021, (77, 85), 4),
    "franchi-2021": ("it", 2021, (91, 122), 11),
    "networkers-2020": ("it", 2020, (128, 165), 16),
    "casilli-legrandcontinent-2023": ("fr", 2023, (5, 97), 32),
    "travailleurs-clic-parlement-2024": ("fr", 2024, (1, 30), 19),
    "durandfolco-2023": ("fr", 2023, (1, 17), 8),
    "casilli-heidi": ("fr", None, (1, 7), 6),
}

DATES = {  # as printed
    "casilli-avignon-2022": "12 juill. 2022",
    "casilli-ouestfrance-2022": "16 juin 22",
    "sourget-alternantes-2021": "25 févr. 2021",
    "casilli-nonsolorider-2021": "2 feb. 2021",
    "franchi-2021": "2 genn. 2021",
    "networkers-2020": "24 dic. 2020",
    "casilli-legrandcontinent-2023": "7 avril 2023",
    "travailleurs-clic-parlement-2024": "25 novembre 2024",
    "durandfolco-2023": "March 22, 2023",
}

MONTHS = {
    **dict.fromkeys(["genn."], 1),
    **dict.fromkeys(["févr.", "feb."], 2),
    **dict.fromkeys(["March"], 3),
    **dict.fromkeys(["avril"], 4),
    **dict.fromkeys(["juin"], 6),
    **dict.fromkeys(["juill."], 7),
    **dict.fromkeys(["Aug."], 8),
    **dict.fromkeys(["novembre"], 11),
    **dict.fromkeys(["dic."], 12),
}


def lines_of(file: str) -> list[str]:
    return (shipped("seeds") / file).read_text(encoding="utf-8").split("\n")


def at(work_id: str, line: int) -> Paragraph:
    return next(part for part in CORPUS.work(work_id).paragraphs if part.line == line)


def words(work: Work, paragraph: Paragraph) -> str:
    return CORPUS.source(work.file).words(paragraph.span)


def plain(text: str) -> str:
    """Fold case, accents and white space, as a reader compares names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def page_of(work: Work) -> str:
    return plain(CORPUS.source(work.file).text)


@pytest.mark.parametrize("file", SHA256)
def test_the_texts_are_unchanged(file: str) -> None:
    assert hashlib.sha256((shipped("seeds") / file).read_bytes()).hexdigest() == SHA256[file]


def test_the_files_hold_eleven_works() -> None:
    assert {file.name: len(file.works) for file in CORPUS.files} == dict(
        zip(SHA256, [7, 1, 1, 1, 1], strict=True)
    )
    found = {
        work.id: (work.lang, work.year, work.lines, sum(p.is_prose for p in work.paragraphs))
        for work in CORPUS.works
    }
    assert found == WORKS


def test_every_line_with_words_is_accounted_for_once() -> None:
    for file in CORPUS.files:
        claimed = [part.line for work in file.works for part in work.paragraphs]
        assert len(claimed) == len(set(claimed))
        printed = {number for number, line in enumerate(lines_of(file.name), 1) if line.strip()}
        assert printed - set(claimed) == ({1} if file.name.startswith("000") else set())


def test_paragraphs_are_the_printed_lines() -> None:
    for work in CORPUS.works:
        printed = lines_of(work.file)
        for paragraph in work.paragraphs:
            label = CORPUS.source(work.file).words(paragraph.label) if paragraph.label else ""
            assert label + words(work, paragraph) == printed[paragraph.line - 1].strip()


@pytest.mark.parametrize("work", CORPUS.works, ids=lambda work: work.id)
def test_titles_and_names_stand_in_the_text(work: Work) -> None:
    own = plain(" ".join(words(work, part) for part in work.paragraphs))
    assert plain(work.title) in own
    for csl in (work.csl, work.inferred):
        for variable, value in csl.items():
            if variable in {"type", "language", "title"} or isinstance(value, dict):
                continue
            for name in value if isinstance(value, list) else [{"literal": value}]:
                for part in name.values():
                    assert plain(part) in page_of(work), variable


@pytest.mark.parametrize("work", CORPUS.works, ids=lambda work: work.id)
def test_whoever_speaks_is_named_in_the_text(work: Work) -> None:
    names = {name for part in work.paragraphs for name in part.speakers}
    names |= {speech.speaker for part in work.paragraphs for speech in part.speeches}
    for name in names - {"rapport EnCOre"}:
        assert plain(name) in page_of(work)


def test_the_report_that_is_quoted_by_its_title_is_named_in_the_text() -> None:
    line = lines_of("002_1b2a1bf9efd576bc.txt")[14]
    assert "auteurs du projet EnCOre" in line
    assert "le titre du rapport" in line


@pytest.mark.parametrize("work_id", DATES)
def test_dates_stand_in_the_text(work_id: str) -> None:
    work = CORPUS.work(work_id)
    printed = DATES[work_id]
    assert printed in "\n".join(words(work, part) for part in work.paragraphs)
    month = next(MONTHS[word] for word in printed.split() if word in MONTHS)
    figures = [int(figure) for figure in re.findall(r"\d+", printed)]
    day, year = figures[0], figures[1] if figures[1] > 100 else 2000 + figures[1]
    assert work.csl["issued"] == {"date-parts": [[year, month, day]]}


def test_works_without_a_printed_date_have_none() -> None:
    undated = {work.id for work in CORPUS.works} - set(DATES)
    assert undated == {"casilli-gpt4", "casilli-heidi"}
    for work_id in undated:
        assert "issued" not in CORPUS.work(work_id).csl
        assert "issued" in CORPUS.work(work_id).unknown


def test_the_page_was_consulted_on_the_day_that_it_says() -> None:
    work = CORPUS.work("durandfolco-2023")
    assert "consulted Aug. 8, 2024" in words(work, at(work.id, 51))
    assert work.csl["accessed"] == {"date-parts": [[2024, 8, 8]]}
    assert work.csl["URL"] + "." in words(work, at(work.id, 51))


def test_what_is_not_printed_is_never_in_the_reference() -> None:
    article = CORPUS.work("travailleurs-clic-parlement-2024")
    assert article.to_confirm == {"container-title": "Next"}
    assert re.search(r"\bNext\b", CORPUS.source(article.file).text) is None
    assert not {"author", "container-title"} & set(article.csl)
    assert "author" not in CORPUS.work("casilli-gpt4").csl
    assert CORPUS.work("casilli-gpt4").inferred["author"][0]["family"] == "Casilli"
    assert "interviewer" not in CORPUS.work("casilli-heidi").csl
    assert CORPUS.work("casilli-heidi").truncated
    for work in CORPUS.works:
        assert not set(work.unknown) & set(work.csl)


def test_the_page_that_reprints_seven_posts_has_no_author() -> None:
    page = CORPUS.source("000_e9d42d7fe1ff20f1.txt").page
    assert page == {"type": "webpage", "title": "digital labor"}


ROLES = [
    ("casilli-gpt4", 9, Role.CAPTION),
    ("casilli-ouestfrance-2022", 25, Role.NOTICE),
    ("casilli-ouestfrance-2022", 29, Role.CHROME),
    ("casilli-ouestfrance-2022", 33, Role.LEAD),
    ("casilli-ouestfrance-2022", 61, Role.QUESTION),
    ("casilli-ouestfrance-2022", 63, Role.ANSWER),
    ("franchi-2021", 89, Role.NOTICE),
    ("franchi-2021", 97, Role.HEADING),
    ("franchi-2021", 104, Role.CAPTION),
    ("networkers-2020", 129, Role.CHROME),
    ("networkers-2020", 159, Role.HEADING),
    ("casilli-legrandcontinent-2023", 3, Role.NOTICE),
    ("casilli-legrandcontinent-2023", 19, Role.PULL_QUOTE),
    ("casilli-legrandcontinent-2023", 21, Role.CHROME),
    ("travailleurs-clic-parlement-2024", 5, Role.LEAD),
    ("travailleurs-clic-parlement-2024", 14, Role.HEADING),
    ("travailleurs-clic-parlement-2024", 33, Role.CHROME),
    ("travailleurs-clic-parlement-2024", 46, Role.CHROME),
    ("travailleurs-clic-parlement-2024", 47, Role.COMMENT),
    ("travailleurs-clic-parlement-2024", 56, Role.COMMENT),
    ("durandfolco-2023", 3, Role.NOTICE),
    ("durandfolco-2023", 12, Role.BODY),
    ("durandfolco-2023", 27, Role.CHROME),
    ("casilli-heidi", 4, Role.LEAD),
    ("casilli-heidi", 7, Role.ANSWER),
]


@pytest.mark.parametrize(("work_id", "line", "role"), ROLES)
def test_roles(work_id: str, line: int, role: Role) -> None:
    assert at(work_id, line).role is role


SPEAKERS = [
    ("casilli-gpt4", 7, (), False),
    ("casilli-avignon-2022", 21, (), False),
    ("casilli-ouestfrance-2022", 35, ("Gaëlle Fleitour",), True),
    ("casilli-ouestfrance-2022", 39, ("Antonio Casilli",), True),
    ("casilli-nonsolorider-2021", 79, (), False),
    ("casilli-nonsolorider-2021", 83, ("Collettiva.it",), True),
    ("franchi-2021", 120, ("Jacopo Franchi",), False),
    ("franchi-2021", 104, (), False),
    ("networkers-2020", 157, (), False),
    ("casilli-legrandcontinent-2023", 1, (), False),
    ("casilli-legrandcontinent-2023", 77, ("Victor Storchan",), True),
    ("casilli-legrandcontinent-2023", 79, ("Antonio Casilli",), True),
    ("casilli-legrandcontinent-2023", 81, ("Antonio Casilli",), False),
    ("casilli-legrandcontinent-2023", 83, (), False),
    ("travailleurs-clic-parlement-2024", 16, (), False),
    ("travailleurs-clic-parlement-2024", 50, (), False),
    ("durandfolco-2023", 7, ("Jonathan Durand Folco",), False),
    ("durandfolco-2023", 17, ("Jonathan Durand Folco", "Jonathan Martineau"), False),
    ("casilli-heidi", 5, ("Heidi.news",), False),
    ("casilli-heidi", 6, ("Antonio Casilli",), False),
    ("casilli-heidi", 7, ("Antonio Casilli",), True),
]


@pytest.mark.parametrize(("work_id", "line", "speakers", "inferred"), SPEAKERS)
def test_speakers(work_id: str, line: int, speakers: tuple[str, ...], inferred: bool) -> None:
    paragraph = at(work_id, line)
    assert (paragraph.speakers, paragraph.speaker_inferred) == (speakers, inferred)


def test_questions_and_answers_alternate_as_in_the_files() -> None:
    for work_id in ("casilli-ouestfrance-2022", "casilli-legrandcontinent-2023", "casilli-heidi"):
        work = CORPUS.work(work_id)
        for part in work.paragraphs:
            if part.role is Role.QUESTION:
                assert "?" in words(work, part)
    questions = [p for p in CORPUS.work("casilli-ouestfrance-2022").paragraphs
                 if p.role is Role.QUESTION]  # fmt: skip
    assert len(questions) == 7


def test_printed_labels_are_not_part_of_the_words() -> None:
    heidi = CORPUS.source("004_725277b9050ef925.txt")
    question, answer = at("casilli-heidi", 5), at("casilli-heidi", 6)
    assert question.label is not None
    assert heidi.words(question.label).split() == ["Heidi.news", "—"]
    assert heidi.words(question.span).startswith("Quel est le rôle du travail humain")
    assert heidi.words(answer.span).startswith("Il y a actuellement")


QUOTED_IN_002 = {  # line: who is quoted, read in the article
    10: ["Antonio Casilli"],
    11: ["Leïla Chaibi"],
    13: ["Donatella Delpiano"],
    15: ["rapport EnCOre"],
    17: ["Milagros Miceli"],
    18: ["Antonio Casilli"],
    20: ["Oskarina Fuentes"] * 3,
    21: ["Nachos Barros"] * 2,
    22: ["Oskarina Fuentes"] * 2,
    23: ["Yasser Al Rayes"],
    25: ["Milagros Miceli"] * 2,
    26: ["Nachos Barros", "Donatella Delpiano"],
    27: ["Oskarina Fuentes", "Milagros Miceli"],
    28: ["Donatella Delpiano"],
    30: ["Antonio Casilli"],
}


def test_the_article_of_002_gives_every_quotation_to_whom_it_names() -> None:
    work = CORPUS.work("travailleurs-clic-parlement-2024")
    found = {p.line: [s.speaker for s in p.speeches] for p in work.paragraphs if p.speeches}
    assert found == QUOTED_IN_002


def test_a_speech_of_002_is_exactly_what_stands_between_guillemets() -> None:
    work = CORPUS.work("travailleurs-clic-parlement-2024")
    text = CORPUS.text_of(work.id)
    for paragraph in work.paragraphs:
        for speech in paragraph.speeches:
            assert text[: speech.span.start].endswith("« ")
            assert text[speech.span.end :].startswith(" »")
    mentions = {"employé de call center", "modérateur"}  # what stands on a CV, nobody's words
    printed = re.findall(r"«\s(.*?)\s»", "\n".join(lines_of(work.file)[:30]))
    spoken = {text[s.span.start : s.span.end] for p in work.paragraphs for s in p.speeches}
    subhead = "Le plus grand gâchis de capital humain de l’histoire de l’humanité"
    assert set(printed) - spoken == mentions | {subhead}


OTHER_SPEECHES = [
    ("franchi-2021", 101, "Antonio Casilli", "assistiamo al suo spostamento"),
    ("franchi-2021", 114, "Antonio Casilli", "Il lavoro del cittadino che"),
    ("franchi-2021", 118, "Antonio Casilli", "considerare i termini di servizio"),
    ("casilli-legrandcontinent-2023", 63, "un ingénieur d’IBM", "ça, ce n’est rien"),
    ("durandfolco-2023", 17, "Jonathan Martineau", "Ces travailleurs hautement qualifiés"),
    ("casilli-heidi", 7, "Heidi.news", "(le développeur de ChatGPT, ndlr.)"),
]


@pytest.mark.parametrize(("work_id", "line", "who", "begins"), OTHER_SPEECHES)
def test_other_speeches(work_id: str, line: int, who: str, begins: str) -> None:
    text = CORPUS.text_of(work_id)
    spoken = [s for s in at(work_id, line).speeches if text[s.span.start :].startswith(begins)]
    assert who in [speech.speaker for speech in spoken]


REPEATS = [  # work, line, altered, first and last words of the sentences that it repeats
    ("casilli-legrandcontinent-2023", 19, False, "Il y a trois types", "imitent l’IA."),
    (
        "casilli-legrandcontinent-2023",
        31,
        True,
        "On peut aussi espérer",
        "l’infrastructure de l’IA.",
    ),
    ("casilli-legrandcontinent-2023", 43, True, "Au Venezuela, le salaire", "de jour en jour."),
    ("casilli-legrandcontinent-2023", 55, False, "Si, auparavant, on", "entraîner ces machines."),
    ("casilli-legrandcontinent-2023", 71, False, "Les promesses", "d’autres pays."),
    ("casilli-legrandcontinent-2023", 81, True, "À mon sens, l’une", "les données."),
    ("casilli-legrandcontinent-2023", 93, True, "À mon avis, il faut", "d’Elon Musk."),
    ("travailleurs-clic-parlement-2024", 14, True, "C’est probablement", "de l’humanité."),
]


@pytest.mark.parametrize(("work_id", "line", "altered", "first", "last"), REPEATS)
def test_pull_quotes_know_what_they_repeat(
    work_id: str, line: int, altered: bool, first: str, last: str
) -> None:
    repeats = at(work_id, line).repeats
    assert repeats is not None
    sentence = CORPUS.text_of(work_id)[repeats.sentence.start : repeats.sentence.end]
    assert sentence.startswith(first)
    assert sentence.endswith(last)
    assert repeats.altered is altered


def test_every_pull_quote_repeats_something() -> None:
    found = [(w.id, p.line) for w in CORPUS.works for p in w.paragraphs if p.repeats]
    assert found == [(work_id, line) for work_id, line, *_ in REPEATS]
    for work in CORPUS.works:
        assert all(p.repeats for p in work.paragraphs if p.role is Role.PULL_QUOTE)


ANOMALIES = [  # what is odd in the files stays as it is
    ("casilli-gpt4", 9, "dans un test dans, l’IA"),
    ("casilli-gpt4", 17, "qu’elle utilse pour les entraîner"),
    ("casilli-ouestfrance-2022", 59, "étudié le Madagascar"),
    ("casilli-ouestfrance-2022", 59, "260\u00a0000\u00a0travailleurs"),
    ("sourget-alternantes-2021", 73, "IEAoLU"),
    ("sourget-alternantes-2021", 73, "thème\u00a0:\u00a0 «\u00a0"),
    ("franchi-2021", 91, "Antonio\u00a0Casilli"),
    ("franchi-2021", 101, "grandi piattaforme“.\u00a0Se nemmeno"),
    ("casilli-legrandcontinent-2023", 17, "réparer l’IA"),
    ("casilli-legrandcontinent-2023", 27, "groove of concept"),
    ("casilli-legrandcontinent-2023", 27, "test de Turing,existe"),
    ("casilli-legrandcontinent-2023", 11, "nereprésentent"),
    ("casilli-legrandcontinent-2023", 71, "sous-traiterdans"),
    ("casilli-legrandcontinent-2023", 79, "Atlas of IA"),
    ("casilli-legrandcontinent-2023", 97, "en train de de monter"),
    ("casilli-legrandcontinent-2023", 3, "dans la cadre"),
    ("travailleurs-clic-parlement-2024", 11, "c'etait"),
    ("travailleurs-clic-parlement-2024", 21, "transactions de l’anglais vers l’espagnol"),
    ("travailleurs-clic-parlement-2024", 46, "Abonnez-vousModifié"),
    ("durandfolco-2023", 7, "exécuter sale boulot"),
    ("durandfolco-2023", 9, "repose l'exploitation"),
    ("casilli-heidi", 4, "ces recherches"),
]


@pytest.mark.parametrize(("work_id", "line", "odd"), ANOMALIES)
def test_what_is_odd_in_the_files_is_kept(work_id: str, line: int, odd: str) -> None:
    assert odd in words(CORPUS.work(work_id), at(work_id, line))


def test_white_space_around_a_line_is_not_part_of_it() -> None:
    for work_id, lines in {"casilli-legrandcontinent-2023": (27, 35, 69),
                           "durandfolco-2023": (11, 12, 13)}.items():  # fmt: skip
        for line in lines:
            work = CORPUS.work(work_id)
            assert words(work, at(work_id, line)) == lines_of(work.file)[line - 1].strip()
            assert words(work, at(work_id, line)) != lines_of(work.file)[line - 1]


def test_prose_is_numbered_from_one_in_every_work() -> None:
    for work in CORPUS.works:
        numbers = [part.number for part in work.paragraphs if part.is_prose]
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(part.number is None for part in work.paragraphs if not part.is_prose)


def test_sections_are_the_headings_above() -> None:
    assert (
        at("franchi-2021", 106).section == "L’esternalizzazione del lavoro “digitale” non ostensivo"
    )
    assert at("travailleurs-clic-parlement-2024", 22).section == "Instabilité extrême de l'emploi"
    assert at("casilli-ouestfrance-2022", 23).section == ""


def test_the_notice_credits_every_work() -> None:
    notice = plain((shipped("seeds") / "NOTICE").read_text(encoding="utf-8"))
    for work in CORPUS.works:
        assert work.id in notice
        assert plain(work.title) in notice
        for name in work.csl.get("author", []):
            assert plain(f"{name['given']} {name['family']}") in notice
        for variable in ("container-title", "publisher"):
            if variable in work.csl:
                assert plain(work.csl[variable]) in notice
            elif variable in work.unknown and variable == "publisher":
                assert "unknown" in notice
    assert "does not cover it" in notice


def test_reading_twice_gives_the_same_corpus() -> None:
    again: Corpus = shipped_corpus()
    assert again.fingerprint == CORPUS.fingerprint
    assert [passage.id for passage in again.passages()] == [p.id for p in CORPUS.passages()]
