"""A catalogue of one's own: what it can say, and what its mistakes are told like."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.csl import date_parts
from clicktui.corpus.model import Role
from clicktui.errors import CatalogueError, ClicktuiError, SourceTextError

TEXT = """Un titre
Chapeau.
ELLE — Pourquoi ?
LUI — Parce que « rien », dit-il. Parce que rien.
Une citation très exacte de ces mots.

Fin de page
Citation TRÈS exacte de ces mots."""

GOOD = """\
schema: clicktui-catalogue/1
sources:
  - file: a.txt
    chrome: 7
    works:
      - id: entretien-1
        lang: fr
        lines: 1-5
        csl: {type: interview, title: Un titre, issued: 2020-02-29}
        roles: {heading: 1, lead: [2], question: 3, answer: 4-5}
        around: {pull-quote: 8}
        speakers:
          - {lines: 3, who: Elle}
          - {lines: [4-5], who: [Lui, Elle], inferred: true}
          - {lines: 8, who: Quelqu’un}
        labels:
          - {lines: 3, label: ELLE —}
          - {lines: 4, label: LUI —}
        speeches:
          - {line: 4, who: Rien, words: "rien »"}
        repeats:
          - {line: 8, of: 5, altered: true}
        unknown: [URL]
        to_confirm: {container-title: Revue}
        inferred: {accessed: 2021}
        notes: |
          Deux
          lignes.
        truncated: true
"""


def load(folder: Path, catalogue: str | bytes = GOOD, text: str | bytes = TEXT) -> Corpus:
    path = folder / "mon catalogue.yaml"
    path.write_bytes(catalogue.encode() if isinstance(catalogue, str) else catalogue)
    (folder / "a.txt").write_bytes(text.encode() if isinstance(text, str) else text)
    return Corpus.load(path, folder)


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def test_a_catalogue_of_ones_own(tmp_path: Path) -> None:
    corpus = load(tmp_path)
    work = corpus.work("entretien-1")
    assert work.csl == {
        "type": "interview",
        "title": "Un titre",
        "issued": {"date-parts": [[2020, 2, 29]]},
        "language": "fr",
    }
    assert [(part.line, part.role, part.number) for part in work.paragraphs] == [
        (1, Role.HEADING, None),
        (2, Role.LEAD, 1),
        (3, Role.QUESTION, 2),
        (4, Role.ANSWER, 3),
        (5, Role.ANSWER, 4),
        (8, Role.PULL_QUOTE, None),
    ]
    assert corpus.source("a.txt").words(work.paragraphs[2].span) == "Pourquoi ?"
    assert work.paragraphs[3].speakers == ("Lui", "Elle")
    assert work.paragraphs[5].speakers == ("Quelqu’un",)
    assert [corpus.source("a.txt").words(s.span) for s in work.paragraphs[3].speeches] == ["rien »"]
    assert (work.year, work.truncated, work.notes) == (2020, True, "Deux\nlignes.")
    assert work.inferred == {"accessed": {"date-parts": [[2021]]}}


def test_what_a_work_presents_inserts_and_describes(tmp_path: Path) -> None:
    described = "who: {fr: une voisine, en: a neighbour}, inserted: true"
    corpus = load(
        tmp_path,
        changed("line: 4, who: Rien", f"line: 4, {described}").replace(
            "truncated: true", "presents: true"
        ),
    )
    work = corpus.work("entretien-1")
    speech = work.paragraphs[3].speeches[0]
    assert (speech.speaker, speech.inserted) == ("une voisine", True)
    assert work.descriptions == {"une voisine": {"fr": "une voisine", "en": "a neighbour"}}
    assert work.presents
    assert not work.truncated
    plain = load(tmp_path).work("entretien-1")
    assert (plain.presents, plain.descriptions) == (False, {})
    assert not plain.paragraphs[3].speeches[0].inserted


MISTAKES = [  # what is written, what instead, what the error says after the file's name
    ("lang: fr", "langue: fr", "entretien-1: lang: is missing"),
    ("truncated: true", "tronqué: true", "entretien-1: tronqué: unknown key"),
    ("    chrome: 7", "    chrome: 7\n    chrone: 8", "a.txt: chrone: unknown key"),
    ("schema: clicktui-catalogue/1", "schema: 2", "schema: has to be clicktui-catalogue/1"),
    ("who: Elle}", "who: Elle, sure: yes}", "entretien-1: speakers[1].sure: unknown key"),
    ("truncated: true", "truncated: oui", "entretien-1: truncated: has to be true or false"),
    ("title: Un titre", "titel: Un titre", "entretien-1: csl.titel: is not a CSL variable"),
    ("type: interview", "type: entretien", "entretien-1: csl.type: is not a CSL type: 'entretien'"),
    ("type: interview, ", "", "entretien-1: csl: needs at least type and title"),
    ("title: Un titre", "title: [a]", "entretien-1: csl.title: has to be a text on one line"),
    (
        "title: Un titre",
        'title: "a\\e[2Jb"',
        "entretien-1: csl.title: has to be a text on one line",
    ),
    ("title: Un titre", "title: T, author: Elle", "entretien-1: csl.author: has to be a list"),
    ("title: Un titre", "title: T, author: [{given: X}]", "entretien-1: csl.author: has to be"),
    ("2020-02-29", "2021-02-29", "entretien-1: csl.issued: has to be a date like 2023-04-07"),
    ("2020-02-29", "29/02/2020", "entretien-1: csl.issued: has to be a date like 2023-04-07"),
    ("2020-02-29", "2020-2-29", "entretien-1: csl.issued: has to be a date"),
    ("lines: 1-5", "lines: 1-7", "entretien-1: lines: line 7 of a.txt already belongs to chrome"),
    ("lines: 1-5", "lines: 1 to 5", "entretien-1: lines: has to be lines like 9, 31-33"),
    ("lines: 1-5", "lines: [1, 5]", "entretien-1: lines: has to be one run of lines"),
    ("lines: 1-5", "lines: 5-1", "entretien-1: lines: no such lines: '5-1'"),
    ("lines: 1-5", "lines: 0-5", "entretien-1: lines: no such lines"),
    (
        "pull-quote: 8",
        "pull-quote: [8, 9]",
        "entretien-1: around: line 9 is out of range: a.txt has 8",
    ),
    ("pull-quote: 8", "pull-quote: [6, 8]", "entretien-1: around: line 6 is empty"),
    ("pull-quote: 8", "pull-quote: 5", "entretien-1: around.pull-quote: line 5 is one of the work"),
    ("pull-quote: 8", "answer: 8", "entretien-1: around.answer: prose has to stand inside"),
    ("chrome: 7", "chrome: 6", "a.txt: works: line 7 belongs to no work"),
    ("heading: 1", "titel: 1", "entretien-1: roles.titel: unknown role (known: answer, body"),
    ("heading: 1", "heading: [1, 2]", "entretien-1: roles.lead: line 2 has two roles"),
    ("heading: 1", "heading: [1, 1]", "entretien-1: roles.heading: names a line twice"),
    ("heading: 1", "heading: 8", "entretien-1: roles.heading: line 8 is not one of the work's own"),
    ("lines: [4-5]", "lines: [3-5]", "entretien-1: speakers: line 3 is given to two speakers"),
    ("lines: [4-5]", "lines: [4-8]", "entretien-1: speakers[2].lines: line 6 is not one"),
    ("who: [Lui, Elle]", "who: []", "entretien-1: speakers[2].who: has to be a text"),
    ("who: Elle}", "who: {french: elle}}", "entretien-1: speakers[1].who: has to be a name, or a"),
    ("who: Elle}", "who: {}}", "entretien-1: speakers[1].who: has to be a name, or a description"),
    ("who: Elle}", "who: {fr: [a]}}", "entretien-1: speakers[1].who: has to be a text on one line"),
    (
        "who: Elle}",
        "who: [{fr: a, it: b}, {fr: a, it: c}]}",
        "entretien-1: who: “a” is described in two ways",
    ),
    ("truncated: true", "presents: oui", "entretien-1: presents: has to be true or false"),
    ("who: Rien,", "who: Rien, inserted: 1,", "entretien-1: speeches[1].inserted: has to be true"),
    ("label: LUI —", "label: MOI —", "entretien-1: labels: line 4 does not begin with it"),
    ('"rien »"', '"rien du tout"', "entretien-1: speeches[1]: “rien du tout” does not stand on"),
    ('"rien »"', '"rien"', "entretien-1: speeches[1]: “rien” stands more than once on line 4"),
    ("line: 4, who: Rien", "line: 7, who: Rien", "entretien-1: speeches[1]: is not on a line"),
    ("of: 5", "of: 2", "entretien-1: repeats[1]: line 8 does not repeat line 2"),
    ("of: 5, altered: true", "of: 5", "entretien-1: repeats[1]: line 8 alters the words of line 5"),
    ("unknown: [URL]", "unknown: [adresse]", "entretien-1: unknown: 'adresse' is not a CSL"),
    ("unknown: [URL]", "unknown: [title]", "entretien-1: unknown: title is given under csl"),
    ("accessed: 2021", "issued: 2021", "entretien-1: inferred: issued is given under csl as well"),
    ("id: entretien-1", "id: Entretien 1", "Entretien 1: id: has to be small letters"),
    ("file: a.txt", "file: b.txt", "b.txt: file: there is no such file"),
    ("file: a.txt", "file: ../a.txt", "../a.txt: file: has to be the plain name of a file"),
    ("file: a.txt", "file: /etc/passwd", "/etc/passwd: file: has to be the plain name of a file"),
    ("truncated: true", "lang: it", "line 29: the key lang is written twice"),
    (
        "Un titre, issued: 2020-02-29}",
        "&t Un titre, genre: *t}",
        "line 9: aliases (*name) are not taken: write the value again",
    ),
    ("truncated: true", "? [a, b]\n        : 1", "line 29: a key has to be a plain word"),
    ("truncated: true", "truncated: [", "line 30: "),
    ("lines: 1-5", f"lines: 1-{'9' * 5000}", "entretien-1: lines: has to be lines like 9, 31-33"),
    ("lines: 1-5", "lines: !!int abc", "line 8: this value cannot be read as int"),
    ("lines: 1-5", f"lines: {'9' * 5000}", "line 8: this value cannot be read as int"),
    ("lines: 1-5", f"lines: 0x{'f' * 5000}", "line 8: this value cannot be read as int"),
    ("2020-02-29", "!!timestamp 2020-13-45", "line 9: this value cannot be read as timestamp"),
    ("2020-02-29", "!!timestamp hier", "line 9: this value cannot be read as timestamp"),
    ("truncated: true", "truncated: !!bool oui", "line 29: this value cannot be read as bool"),
    ("truncated: true", "truncated: !!int ''", "line 29: this value cannot be read as int"),
    ("truncated: true", "truncated: !!float x", "line 29: this value cannot be read as float"),
    ("truncated: true", "truncated: !!map x", "line 29: this value cannot be read as map"),
    ("sources:\n", "sources: x\nrest:\n", "sources: has to be a list, not 'x'"),
]


@pytest.mark.parametrize(("old", "new", "problem"), MISTAKES)
def test_a_mistake_is_told_in_one_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        load(tmp_path, changed(old, new))
    assert str(caught.value).startswith(f"mon catalogue.yaml: {problem}")
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_an_id_that_begins_another_is_still_found(tmp_path: Path) -> None:
    corpus = load(tmp_path, text=TEXT.replace("Chapeau.", "Fin.").replace("Un titre", "Fin."))
    first, second = list(corpus.passages())[:2]
    assert second.id == f"{first.id}-2"
    assert corpus.passage(first.id) == first
    assert corpus.passage(second.id) == second


def test_two_works_with_one_id(tmp_path: Path) -> None:
    again = "\n      - {id: entretien-1, lang: fr, lines: 7, csl: {type: book, title: T}}\n"
    with pytest.raises(CatalogueError, match="entretien-1: id: two works have this id"):
        load(tmp_path, changed("    chrome: 7\n", "") + again)


def test_overlapping_works(tmp_path: Path) -> None:
    again = "\n      - {id: autre, lang: fr, lines: 5-6, csl: {type: book, title: T}}\n"
    with pytest.raises(CatalogueError, match=r"autre: lines: line 5 of a\.txt already belongs to"):
        load(tmp_path, GOOD + again)


def test_a_work_without_words(tmp_path: Path) -> None:
    again = "\n      - {id: vide, lang: fr, lines: 6, csl: {type: book, title: T}}\n"
    with pytest.raises(CatalogueError, match="vide: lines: all these lines are empty"):
        load(tmp_path, GOOD + again)


def test_a_file_listed_twice(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"a\.txt: file: the file is listed twice"):
        load(tmp_path, GOOD + "  - {file: a.txt, chrome: 1-8}\n")


@pytest.mark.parametrize("raw", [b"", b"- a\n", b"\xff\xfe", b"a: \x00", b"[" * 5000, b"a: *b"])
def test_what_is_no_catalogue_at_all(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(CatalogueError, match=r"^mon catalogue\.yaml: "):
        load(tmp_path, raw)


def test_a_missing_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"rien\.yaml: cannot be read"):
        Corpus.load(tmp_path / "rien.yaml", tmp_path)


def test_yaml_builds_no_objects(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError):
        load(tmp_path, "schema: !!python/object/apply:os.getcwd []\n")


def test_a_text_that_is_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(SourceTextError, match=r"a\.txt: not UTF-8 at byte 3: save it as UTF-8"):
        load(tmp_path, text=b"abc\xe9 d")


def test_line_ends_of_every_system_give_the_same_corpus(tmp_path: Path) -> None:
    unix = load(tmp_path)
    windows = load(tmp_path, text="\ufeff" + TEXT.replace("\n", "\r\n"))
    assert windows.files == unix.files
    assert windows.fingerprint == unix.fingerprint


@pytest.mark.parametrize(
    ("catalogue", "text"),
    [(GOOD.replace("lang: fr", "lang: it"), TEXT), (GOOD, TEXT.replace("Chapeau", "Chapeaux"))],
)
def test_the_fingerprint_follows_catalogue_and_texts(
    tmp_path: Path, catalogue: str, text: str
) -> None:
    assert load(tmp_path, catalogue, text).fingerprint != load(tmp_path).fingerprint


def test_the_fingerprint_of_a_file_follows_what_its_passages_come_from(tmp_path: Path) -> None:
    (before,) = load(tmp_path).fingerprints.items()
    assert load(tmp_path, GOOD + "# remark\n").fingerprints == dict([before])
    for catalogue, text in (
        (GOOD, TEXT.replace("Chapeau", "Chapeaux")),
        (GOOD.replace("lang: fr", "lang: it"), TEXT),
    ):
        ((name, fingerprint),) = load(tmp_path, catalogue, text).fingerprints.items()
        assert name == before[0] and fingerprint != before[1]


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_dates(day: datetime.date) -> None:
    parts = [day.year, day.month, day.day]
    assert date_parts(day.isoformat()) == {"date-parts": [parts]}
    assert date_parts(day.isoformat()[:7]) == {"date-parts": [parts[:2]]}
    assert date_parts(day.year) == {"date-parts": [parts[:1]]}


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=9),
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.sampled_from(
                        ["schema", "sources", "file", "works", "id", "lang", "lines", "csl",
                         "roles", "speakers", "who", "heading"]), inner, max_size=5),
                    max_leaves=20))  # fmt: skip
def test_any_yaml_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, value: object):
    import json

    folder = tmp_path_factory.mktemp("any")
    sources = json.dumps([{"file": "a.txt", "works": [value]}])
    for catalogue in (json.dumps(value), f"schema: clicktui-catalogue/1\nsources: {sources}"):
        try:
            load(folder, catalogue)
        except ClicktuiError as error:
            assert "\n" not in str(error)
