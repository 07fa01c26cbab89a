"""Turns are proposed from what is printed, with the seeds' catalogue as the reference."""

import pytest
import yaml

from clicktui.intake.model import Line, LineKind
from clicktui.intake.reading import read_file
from clicktui.intake.turns import Turn, TurnRole, turns_of
from clicktui.shipped import shipped


def _turns(*texts: str | Line) -> list[tuple[int, int, str, str | None, str | None]]:
    lines = [one if isinstance(one, Line) else Line(one) for one in texts]
    return [
        (one.first_line, one.last_line, one.role.value, one.speaker, one.label)
        for one in turns_of(lines)
    ]


def _numbers(said: object) -> set[int]:
    """The lines that a catalogue's ``9, 31-33`` or ``[9, 21, 31-33]`` means."""
    numbers: set[int] = set()
    for part in str(said).strip("[]").replace("'", "").split(","):
        first, _dash, last = part.strip().partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    return numbers


def _catalogued(file: str, work: str) -> dict[str, set[int]]:
    catalogue = yaml.safe_load((shipped("data") / "catalogue.yaml").read_text("utf-8"))
    source = next(one for one in catalogue["sources"] if one["file"] == file)
    roles = next(one for one in source["works"] if one["id"] == work)["roles"]
    return {role: _numbers(roles[role]) for role in ("question", "answer") if role in roles}


def _proposed(file: str) -> dict[str, set[int]]:
    """The lines of the file, counted from 1 as an editor does, by the roles proposed for them."""
    path = shipped("seeds") / file
    whole = path.read_text("utf-8").split("\n")
    filled = [number for number, text in enumerate(whole, 1) if text.strip()]
    proposed: dict[str, set[int]] = {"question": set(), "answer": set(), "lead": set()}
    for turn in turns_of(read_file(path).lines):
        proposed[turn.role.value].update(filled[turn.first_line : turn.last_line + 1])
    return proposed


def test_the_interview_of_seed_004_is_found_by_its_labels() -> None:
    file = "004_725277b9050ef925.txt"
    catalogue = yaml.safe_load((shipped("data") / "catalogue.yaml").read_text("utf-8"))
    source = next(one for one in catalogue["sources"] if one["file"] == file)
    wanted = _catalogued(file, source["works"][0]["id"])
    proposed = _proposed(file)
    assert proposed["question"] == wanted["question"]
    assert proposed["answer"] == wanted["answer"]
    labels = [
        one.label.strip() for one in turns_of(read_file(shipped("seeds") / file).lines) if one.label
    ]
    assert labels == ["Heidi.news —", "Antonio Casilli —"]


def test_the_questions_of_seed_001_are_found_and_none_is_invented() -> None:
    file = "001_f2397f6c6029b5e0.txt"
    catalogue = yaml.safe_load((shipped("data") / "catalogue.yaml").read_text("utf-8"))
    source = next(one for one in catalogue["sources"] if one["file"] == file)
    wanted = _catalogued(file, source["works"][0]["id"])
    proposed = _proposed(file)
    assert proposed["question"] <= wanted["question"]
    assert len(proposed["question"]) >= 0.6 * len(wanted["question"])


@pytest.mark.parametrize("file", ["002_1b2a1bf9efd576bc.txt", "003_c664502c38f57114.txt"])
def test_an_article_has_no_turns(file: str) -> None:
    assert turns_of(read_file(shipped("seeds") / file).lines) == ()


def test_names_before_words_are_speakers_and_who_asks_is_told_by_the_questions() -> None:
    assert _turns(
        "Ada : Que faites-vous la nuit ?",
        "Ben : Je clique.",
        "Sans arrêt.",
        "Ada : Et le jour ?",
        "Ben : Je dors.",
    ) == [
        (0, 0, "question", "Ada", "Ada : "),
        (1, 2, "answer", "Ben", "Ben : "),
        (3, 3, "question", "Ada", "Ada : "),
        (4, 4, "answer", "Ben", "Ben : "),
    ]


def test_initials_and_families_are_those_whom_the_text_introduces() -> None:
    turns = _turns(
        "Entretien avec Ada Lovelace",
        "Propos recueillis par Ben Franklin",
        "[00:00:01] Franklin : Que faites-vous ?",
        "[00:00:05] AL : Je clique.",
        "BF : Vraiment.",
        "AL : Oui, vraiment ?",
    )
    assert [(role, who) for _first, _last, role, who, _label in turns] == [
        ("question", "Ben Franklin"),
        ("answer", "Ada Lovelace"),
        ("question", "Ben Franklin"),
        ("answer", "Ada Lovelace"),
    ]
    assert turns[0][4] == "[00:00:01] Franklin : "


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q. ", "R. "),
        ("Q: ", "A: "),
        ("D. ", "R. "),
        ("Q1 : ", "R1 : "),
        ("Enquêtrice : ", "Enquêté : "),
    ],
)
def test_letters_stand_for_questions_and_answers(question: str, answer: str) -> None:
    said = [f"{question}Et la nuit ?", f"{answer}Je dors.", f"{question}Bien ?", f"{answer}Non."]
    assert _turns(*said) == [
        (0, 0, "question", None, question),
        (1, 1, "answer", None, answer),
        (2, 2, "question", None, question),
        (3, 3, "answer", None, answer),
    ]


@pytest.mark.parametrize("asks", ["Enquêtrice : ", "Interviewer: ", "Question : "])
def test_who_asks_by_her_part_and_who_answers_by_name_are_told_apart(asks: str) -> None:
    assert _turns(
        "Entretien avec Marie Dupont",
        f"{asks}Que faites-vous ?",
        "Marie Dupont : Je clique. Et vous ?",
        "Et encore.",
        f"{asks}Encore ?",
        "Marie Dupont : Oui. Pourquoi pas ?",
    ) == [
        (1, 1, "question", None, asks),
        (2, 3, "answer", "Marie Dupont", "Marie Dupont : "),
        (4, 4, "question", None, asks),
        (5, 5, "answer", "Marie Dupont", "Marie Dupont : "),
    ]


def test_who_asks_by_name_and_who_answers_by_her_part_are_told_apart() -> None:
    turns = _turns(
        "Ada : Que faites-vous ?", "Enquêtée : Je clique.", "Ada : Encore ?", "Enquêtée : Oui."
    )
    assert [turn[2:] for turn in turns[:2]] == [
        ("question", "Ada", "Ada : "),
        ("answer", None, "Enquêtée : "),
    ]


def test_questions_in_bold_are_the_interviewer_whom_the_text_names() -> None:
    lead = Line("Elle clique la nuit, elle dort le jour, et personne ne le sait dans sa famille "
                "ni dans son immeuble.")  # fmt: skip
    assert _turns(
        "Intervista a Ada Lovelace",
        lead,
        Line("Che cosa fa?", is_bold=True),
        "Clicco.",
        "Sempre.",
        Line("Un titolo", LineKind.HEADING, is_bold=True),
        Line("E di giorno?", is_bold=True),
        "Dormo.",
        Line("Perché?", is_bold=True),
        "Non so.",
    ) == [
        (1, 1, "lead", None, None),
        (2, 2, "question", None, None),
        (3, 4, "answer", "Ada Lovelace", None),
        (6, 6, "question", None, None),
        (7, 7, "answer", "Ada Lovelace", None),
        (8, 8, "question", None, None),
        (9, 9, "answer", "Ada Lovelace", None),
    ]


def test_of_two_whom_a_text_names_it_is_not_known_who_answers() -> None:
    turns = turns_of(
        [Line("Entretien avec Ada Lovelace"), Line("Conversation avec Ben Franklin")]
        + [
            Line(text, is_bold=text.endswith("?"))
            for text in ("A ?", "b.", "C ?", "d.", "E ?", "f.")
        ]
    )
    assert {turn.speaker for turn in turns} == {None}


def test_speakers_of_the_format_stand_as_they_are() -> None:
    said = [("Ada", "Et ?"), ("Ada", "Alors ?"), ("Ben", "Rien."), (None, "…"), ("Ada", "Quoi ?")]
    turns = turns_of([Line(text, speaker=who) for who, text in said])
    assert turns == (
        Turn(0, 1, TurnRole.QUESTION, "Ada", None, "the file names its speakers"),
        Turn(2, 2, TurnRole.ANSWER, "Ben", None, "the file names its speakers"),
        Turn(4, 4, TurnRole.QUESTION, "Ada", None, "the file names its speakers"),
    )


@pytest.mark.parametrize(
    "texts",
    [
        ["Note : ceci.", "Source : cela.", "Note : encore.", "Source : toujours."],
        ["10:30 départ", "11:00 arrivée", "http://example.org: un site", "https://x.org"],
        ["A. Introduction", "B. Méthode", "C. Résultats", "D. Discussion", "R. Annexe"],
        ["Paris : une ville.", "Turin : une autre.", "Lyon : une troisième."],
        ["Est-ce vrai ?", "Oui.", "Est-ce juste ?", "Non.", "Est-ce tout ?", "Oui."],
        ["Un mot : deux.", "Rien d'autre."],
        [],
    ],
)
def test_what_only_looks_like_turns_is_none(texts: list[str]) -> None:
    assert _turns(*texts) == []
