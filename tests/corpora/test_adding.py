"""Adding a user's files: what becomes of each, what is asserted of them and what is not."""

import json
import os
from pathlib import Path

import pytest
from corpora_samples import INTERVIEW, TALK, Desk

from clicktui.corpora.adding import Adder
from clicktui.corpora.choosing import Place
from clicktui.corpora.report import as_csv, as_json
from clicktui.corpus.model import Role
from clicktui.errors import CorpusError


def test_nothing_of_an_interview_is_asserted(desk: Desk) -> None:
    desk.write("Entretien Marie.txt")
    report = desk.add()
    assert [(one.source, one.title, one.doubts) for one in report.added] == [
        ("entretien-marie", "Entretien Marie", 6)
    ]
    work = desk.corpus().work("entretien-marie")
    assert (work.lang, work.csl["title"], work.assumed) == (
        "fr",
        "Entretien Marie",
        ("type", "title"),
    )
    assert work.unknown == ("author", "issued")
    assert {part.role for part in work.paragraphs} == {Role.BODY}
    assert all(not part.speakers for part in work.paragraphs)
    assert [(part.proposed_role, part.proposed_speakers) for part in work.paragraphs[1:3]] == [
        (Role.QUESTION, ("Le Monde",)),
        (Role.ANSWER, ("Marie Dupont",)),
    ]


def test_times_of_a_format_are_cited_and_its_voices_proposed(desk: Desk) -> None:
    desk.write("talk.vtt", TALK)
    desk.add()
    one, other = desk.corpus().work("talk").paragraphs
    assert (one.speakers, other.speakers) == ((), ())
    assert (one.proposed_speakers, other.proposed_speakers) == (("Ada",), ("Bob",))
    assert other.starts_at == 751_000
    assert (one.role, one.proposed_role) == (Role.BODY, Role.QUESTION)


def test_lines_in_another_language_are_told_apart(desk: Desk) -> None:
    italian = "Il lavoro dei click è nascosto dietro le piattaforme, e nessuno lo vede mai davvero."
    desk.write("notes.md", f"{INTERVIEW}\n{italian}\n")
    desk.add()
    langs = {passage.text: passage.lang for passage in desk.corpus().passages()}
    assert langs[italian] == "it"
    assert list(langs.values()).count("fr") == len(langs) - 1


def test_originals_are_left_alone_and_the_text_is_cleaned(desk: Desk) -> None:
    raw = "Un \x1b[31mmot\x07 étrange\u202e ici.\r\n".encode()
    path = desk.write("a.txt", raw)
    desk.add()
    assert path.read_bytes() == raw
    assert desk.folder.text_path("a").read_text() == "Un [31mmot étrange ici.\n"


def test_duplicates_are_named_and_taken_with_consent(desk: Desk) -> None:
    desk.write("a.txt", INTERVIEW * 2)
    desk.write("b.txt", INTERVIEW * 2)
    desk.write("c.txt", (INTERVIEW * 2).replace("deux euros", "trois euros", 1))
    desk.write("d.txt", "Un autre texte, qui ne ressemble en rien aux premiers. " * 9)
    report = desk.add()
    assert [one.source for one in report.added] == ["a", "d"]
    assert [(one.path.name, one.of, one.likeness == 1) for one in report.duplicates] == [
        ("b.txt", "a", True),
        ("c.txt", "a", False),
    ]
    again = desk.add(with_duplicates=True)
    assert [one.source for one in again.added] == ["b", "c"]
    assert sorted(again.unchanged) == ["a", "d"]


def test_one_bad_file_never_stops_the_others(desk: Desk) -> None:
    desk.write("bad.docx", os.urandom(900))
    desk.write("empty.txt", "")
    desk.write("good.txt")
    desk.write("x\ny\x1b]0;z\x07.txt", "Un texte dont le nom est hostile.")
    (desk.files / "out.txt").symlink_to("/etc/passwd")
    os.mkfifo(desk.files / "pipe.txt")
    report = desk.add()
    assert sorted(one.source for one in report.added) == ["good", "x-y-0-z"]
    assert sorted(one.path.name for one in report.left_out) == [
        "bad.docx", "empty.txt", "out.txt", "pipe.txt",
    ]  # fmt: skip
    told = as_csv(report) + as_json(report)
    assert b"\x1b" not in told
    assert len(json.loads(as_json(report))["left_out"]) == 4
    assert desk.corpus().work("x-y-0-z").title == "x␤y]0;z"
    assert desk.add().unchanged == ["good", "x-y-0-z"]


def test_names_are_unique_and_plain(desk: Desk) -> None:
    for number, name in enumerate(("Été à l’œuvre.txt", "sub/ete a l oeuvre.txt", "…….txt")):
        desk.write(name, f"Texte numéro {number} de trois, tout à fait différent des autres.")
    names = [one.source for one in desk.add().added]
    assert sorted(names) == ["ete-a-l-oeuvre", "ete-a-l-oeuvre-2", "text"]


def test_a_changed_original_keeps_what_was_settled_of_same_lines(desk: Desk) -> None:
    path = desk.write("m.txt")
    desk.add()

    def settle(entry: dict) -> None:
        work = entry["works"][0]
        work["roles"], work["speakers"] = {"answer": 3}, [{"lines": 3, "who": "Marie Dupont"}]
        work["labels"] = [{"lines": 3, "label": "Marie Dupont :"}]
        work["csl"]["title"], work["assumed"] = "Chez Marie", ["type"]
        work["proposed"] = {"roles": {"question": [2, 4]}}  # all else was refused

    desk.folder.change("m", settle)
    path.write_text("Une ligne de plus.\n" + INTERVIEW.replace("deux euros", "trois euros"))
    report = desk.update()
    assert [(one.source, one.is_update) for one in report.added] == [("m", True)]
    work = desk.corpus().work("m")
    assert (work.title, work.assumed) == ("Chez Marie", ("type",))
    said = {part.line: (part.role, part.speakers) for part in work.paragraphs}
    assert said[4] == (Role.ANSWER, ("Marie Dupont",))
    assert {part.line for part in work.paragraphs if part.speakers} == {4}
    assert [part.line for part in work.paragraphs if part.proposed_role] == [3, 5, 6]  # 6 changed


def test_a_removed_original_is_told_and_its_text_stays(desk: Desk) -> None:
    path = desk.write("m.txt")
    desk.add()
    path.unlink()
    new = desk.write("new.txt", "Un texte nouveau dans le dossier qui fut ajouté.")
    report = desk.update()
    assert (report.gone, [one.path for one in report.added]) == (["m"], [new])
    assert desk.corpus().work("m").paragraphs


def test_cancelling_keeps_what_is_done(desk: Desk) -> None:
    for name in "abc":
        desk.write(f"{name}.txt", f"Le texte {name * 9} est ici, et nulle part ailleurs.")
    seen: list[int] = []
    with Adder(desk.place) as adder:
        report = adder.add([desk.files], lambda step: seen.append(step.done), lambda: 1 in seen)
    assert report.is_cancelled
    assert [one.source for one in report.added] == desk.folder.names() == ["a"]


def test_the_built_in_corpus_stays_as_it_is() -> None:
    with pytest.raises(CorpusError):
        Adder(Place("built-in"))


def test_an_attached_file_that_lies_in_the_folder_too_is_told_once(desk: Desk) -> None:
    desk.write("a.txt", "Le digital labor est un travail qui ne dit pas son nom.")
    desk.write("l.ris", "TY  - BOOK\nTI  - Un livre\nPY  - 2020\nL1  - a.txt\nER  - \n")
    report = desk.add()
    assert ([one.source for one in report.added], report.unchanged) == (["a"], [])
    assert desk.add().unchanged == ["a"]


def test_attached_files_have_the_metadata_of_their_bibliography(desk: Desk) -> None:
    desk.write("files/1/Casilli.txt", "Le digital labor est un travail qui ne dit pas son nom.")
    desk.write("files/2/other.txt", "Un autre texte, attaché à une autre notice du fichier.")
    desk.write("secret.txt", "Ce texte n’est pas dans le dossier de la bibliographie, mais dehors.")
    bib = desk.write(
        "zotero/library.bib",
        "@book{casilli,\n title = {En attendant les robots},\n author = {Casilli, Antonio A.},\n"
        " date = {2019},\n file = {Texte:../files/1/Casilli.txt:text/plain}\n}\n"
        "@misc{gone,\n title = {Absent},\n file = {nowhere.txt}\n}\n",
    )
    ris = desk.write(
        "l.ris", "TY  - BOOK\nTI  - Autre livre\nPY  - 2020\nL1  - files/2/other.txt\nER  - \n"
    )
    report = desk.add(bib, ris)
    assert sorted(one.source for one in report.added) == ["casilli", "other"]
    assert [one.path.name for one in report.left_out] == ["nowhere.txt"]
    work = desk.corpus().work("casilli")
    assert (work.title, work.year, work.assumed) == ("En attendant les robots", 2019, ())
    assert work.csl["author"] == [{"family": "Casilli", "given": "Antonio A."}]


def test_a_bibliography_in_a_folder_leads_to_no_file_outside(desk: Desk) -> None:
    outside = desk.write("secret.txt", "Un secret que personne n’a voulu donner à ce corpus.")
    desk.write("in/l.bib", f"@misc{{a,\n title = {{T}},\n file = {{{outside}}}\n}}\n")
    report = desk.add(desk.files / "in")
    assert report.added == []
    assert [one.path.name for one in report.left_out] == ["l.bib"]


def test_watching_tells_what_changed(desk: Desk) -> None:
    from clicktui.corpora.watching import Watcher

    one, other = desk.write("a.txt"), desk.write("b.txt", "Un texte tout autre, et assez long.")
    desk.add()
    watcher = Watcher(desk.place)
    assert not watcher.look()
    one.write_text("changed")
    other.unlink()
    new: Path = desk.write("c.txt", "Nouveau.")
    changes = watcher.look()
    assert (changes.changed, changes.gone, changes.new) == (("a",), ("b",), (new,))
    watcher.pass_over(changes)
    assert watcher.look().new == ()


def test_a_catalogue_with_a_mistake_stops_its_own_update_alone(desk: Desk) -> None:
    one, other = desk.write("a.txt"), desk.write("b.txt", "Un texte tout autre, et assez long.")
    desk.add()
    desk.folder.change("a", lambda entry: entry["works"][0].update(speakers=["Marie"]))
    one.write_text("Autre chose, sans aucun rapport avec ce qui était là.")
    other.write_text("Encore autre chose, qui ne ressemble pas au reste.")
    report = desk.update()
    assert [one.source for one in report.added] == ["b"]
    assert [left.path.name for left in report.left_out] == ["a.txt"]
    assert "speakers[1]" in report.left_out[0].reason


def test_a_page_that_has_no_name_is_not_cited(desk: Desk) -> None:
    from clicktui.corpora.cataloguing import entry_of
    from clicktui.corpus.catalogued import FromEntry
    from clicktui.intake.model import Line, ReadFile

    lines = (
        Line("Une ligne.", page="3"), Line("Une autre.", page="3", last_page="4"),
        Line("Une encore.", page="4", last_page="?"), Line("La dernière.", page="[5]"),
    )  # fmt: skip
    origin = FromEntry("/a", 1, 1, "", "", "")
    (work,) = entry_of("a", "A", ReadFile(lines), lines, origin)["works"]
    assert work["pages"] == [
        {"page": "3", "lines": ["1-2"]}, {"page": "4", "lines": [2]}, {"page": "[5]", "lines": [4]},
    ]  # fmt: skip
