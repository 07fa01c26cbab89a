"""``clicktui metadata`` as it is run."""

import json
import os
from pathlib import Path

import pytest
from command_line import CommandLine

HEIDI, GRAND_CONTINENT = "casilli-heidi", "casilli-legrandcontinent-2023"

# as Better BibTeX for Zotero exports: its keys, double braces, a date of its own
ZOTERO = """\
@online{casilliIANeRemplacera2023,
  title = {L'{{IA}} ne remplacera pas le travail humain, mais elle l'a déjà précarisé},
  author = {Casilli, Antonio},
  date = {2023-02-24},
  url = {https://www.heidi.news/x},
  journaltitle = {Heidi.news},
  langid = {french},
  keywords = {clic}
}
@article{casilliIAPotemkine2023,
  title = {« L'IA Potemkine et le futur du travail », une conversation avec Antonio Casilli},
  author = {Casilli, Antonio},
  date = {2023-04-08},
  url = {https://legrandcontinent.eu/x},
  journaltitle = {Le Grand Continent},
}
@book{other, title = {Moby-Dick}}
"""


def done(clicktui: CommandLine, *arguments: str) -> list[str]:
    ended = clicktui("metadata", *arguments)
    assert (ended.code, ended.err) == (0, ""), arguments
    return ended.out.splitlines()


def refused(clicktui: CommandLine, code: int, *arguments: str) -> str:
    ended = clicktui("metadata", *arguments)
    assert (ended.code, ended.out) == (code, ""), (ended, arguments)
    assert ended.err.startswith("clicktui: ")
    assert ended.err.count("\n") == 1
    return ended.err.removeprefix("clicktui: ").rstrip("\n")


def states(clicktui: CommandLine, work: str) -> dict[str, tuple[str, object]]:
    (line,) = done(clicktui, "show", work, "--json")
    (record,) = json.loads(line)["works"]
    return {one["field"]: (one["state"], one["value"]) for one in record["fields"]}


def test_a_date_is_filled_in_cited_and_taken_back(clicktui: CommandLine) -> None:
    assert "  issued: unknown" in done(clicktui, "show", HEIDI)
    assert done(clicktui, "set", HEIDI, "issued", "2023-02-24") == [
        "casilli-heidi · issued: 2023-02-24"
    ]
    assert done(clicktui, "set", HEIDI, "date", "2023-02-24") == [
        "nothing changed: it is so already"
    ]
    shown = next(line for line in done(clicktui, "show", HEIDI) if "issued" in line)
    assert shown.startswith("  issued: 2023-02-24 (by you) [typed, 20")
    assert "issued: 2023-02-24 (by you)" in clicktui("show", HEIDI).out
    found = json.loads(clicktui("search", "précarisé year:2023 source:heidi", "--json").out)
    assert "24 February 2023" in found["hits"][0]["citation"]
    assert found["hits"][0]["year"] == 2023

    assert done(clicktui, "unset", HEIDI, "issued") == [
        "casilli-heidi · issued: nothing is said of it any more"
    ]
    assert refused(clicktui, 1, "unset", HEIDI, "issued") == (
        "casilli-heidi: you say nothing of issued"
    )
    assert states(clicktui, HEIDI)["issued"] == ("unknown", None)


def test_names_keys_and_corrections(clicktui: CommandLine) -> None:
    done(clicktui, "set", HEIDI, "interviewer", "Dupont, Anne; {Heidi.news}")
    done(clicktui, "set", HEIDI, "key", "casilliIA2023")
    done(clicktui, "set", HEIDI, "container-title", "Heidi")

    assert states(clicktui, HEIDI)["interviewer"] == (
        "filled", [{"family": "Dupont", "given": "Anne"}, {"literal": "Heidi.news"}],
    )  # fmt: skip
    lines = done(clicktui, "show", HEIDI)
    assert "  key: casilliIA2023 (by you)" in lines
    assert any("Heidi (by you; the catalogue has: Heidi.news)" in line for line in lines)
    (work,) = [
        one for one in json.loads(clicktui("works", "--json").out)["works"] if one["id"] == HEIDI
    ]
    assert work["completed"]["container-title"] == {
        "kind": "corrected", "catalogued": "Heidi.news",
    }  # fmt: skip


def test_doubtful_values_are_confirmed(clicktui: CommandLine) -> None:
    work = "travailleurs-clic-parlement-2024"
    assert states(clicktui, work)["container-title"] == ("to-confirm", "Next")
    assert done(clicktui, "confirm", work, "container-title") == [f"{work} · container-title: Next"]
    assert states(clicktui, work)["event-date"][0] == "inferred"
    done(clicktui, "confirm", work)
    assert states(clicktui, work)["event-date"][0] == "confirmed"
    assert refused(clicktui, 1, "confirm", work) == f"{work} has no doubtful value to confirm"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["show", "casilli-heidy"], 1, "no work is called 'casilli-heidy'; nearest: casilli-heidi"),
        (["set", HEIDI, "isued", "2023"], 2, "no field is called 'isued'; nearest: issued"),
        (["set", HEIDI, "issued", "7 avril"], 2, "issued has to be a date like 2023-04-07"),
        (["set", HEIDI, "author", "Antonio Casilli"], 2, "author needs a comma in"),
        (["set", HEIDI, "key", "é"], 2, "A citation key is letters without accents"),
        (["set", "nobody", "issued", "2023"], 1, "no work is called 'nobody'"),
        (["confirm", HEIDI, "URL"], 2, "casilli-heidi: URL has no doubtful value to confirm"),
        (["import", "nowhere.bib"], 2, "nowhere.bib: No such file or directory"),
        (["unset", "nobody", "key"], 1, "no work is called 'nobody'"),
        (["set", HEIDI], 2, "the following arguments are required"),
        ([], 2, "the following arguments are required: ACTION"),
    ],
)
def test_mistakes_are_one_line_that_says_what_to_do(
    clicktui: CommandLine, arguments: list[str], code: int, told: str
) -> None:
    assert refused(clicktui, code, *arguments).startswith(told)


def test_an_import_asks_for_consent_to_each_work(clicktui: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "zotero.bib"
    file.write_text(ZOTERO, encoding="utf-8")

    ended = clicktui("metadata", "import", str(file))

    assert ended.code == 1
    assert "nothing was changed: consent with --work WORK for each" in ended.err
    lines = ended.out.splitlines()
    assert lines[0].startswith("casilli-heidi · 99 % · L'IA ne remplacera pas")
    assert "  issued: 2023-02-24" in lines
    assert "  key: casilliIANeRemplacera2023" in lines
    assert "  issued: has 2023-04-08; known is 2023-04-07" in lines
    assert "Moby" not in ended.out
    assert not (clicktui.folder / "data" / "metadata.yaml").exists()

    dry = clicktui("metadata", "import", str(file), "--yes", "--dry-run")
    assert (dry.code, dry.out.count("to be taken over")) == (0, 2)
    assert states(clicktui, HEIDI)["issued"][0] == "unknown"

    assert done(clicktui, "import", str(file), "--work", HEIDI) == [
        "casilli-heidi · issued: 2023-02-24",
        "casilli-heidi · URL: https://www.heidi.news/x",
        "casilli-heidi · key: casilliIANeRemplacera2023",
    ]
    assert states(clicktui, GRAND_CONTINENT)["URL"][0] == "unknown"
    assert "[imported from zotero.bib, 20" in "\n".join(done(clicktui, "show", HEIDI))


def test_what_is_known_is_replaced_only_where_that_is_said(
    clicktui: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "zotero.bib"
    file.write_text(ZOTERO, encoding="utf-8")

    done(clicktui, "import", str(file), "--yes")
    assert states(clicktui, GRAND_CONTINENT)["issued"] == (
        "known", {"date-parts": [[2023, 4, 7]]},
    )  # fmt: skip
    (line,) = done(clicktui, "import", str(file), "--work", GRAND_CONTINENT, "--correct", "--json")
    document = json.loads(line)
    assert {one["field"] for one in document["changes"]} == {"issued", "type"}
    assert states(clicktui, GRAND_CONTINENT)["issued"] == (
        "corrected", {"date-parts": [[2023, 4, 8]]},
    )  # fmt: skip


def test_a_file_without_our_works_and_a_work_that_it_lacks(
    clicktui: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "other.bib"
    file.write_text("@book{other, title = {Moby-Dick}}", encoding="utf-8")

    assert refused(clicktui, 1, "import", str(file)).endswith("describes no work of the corpus")
    assert "describes no work that is like casilli-heidi" in refused(
        clicktui, 1, "import", str(file), "--work", HEIDI
    )


def test_a_mistake_in_the_file_is_told_by_every_command_and_stops_none(
    clicktui: CommandLine,
) -> None:
    folder = clicktui.folder / "data"
    folder.mkdir(mode=0o700)
    text = f"works:\n  {HEIDI}:\n    issued: soon\n  casilli-gpt4:\n    issued: 2023-03-27\n"
    (folder / "metadata.yaml").write_text(text, encoding="utf-8")

    ended = clicktui("works")
    told = f"metadata.yaml:3: works.{HEIDI}.issued: has to be a date like 2023-04-07"
    assert ended.code == 0
    assert "2023-03-27" in ended.out
    assert told in ended.err
    assert ended.err.count("\n") == 1
    assert told in clicktui("metadata", "show", HEIDI).err
    assert "mend the file first: nothing was written" in refused(
        clicktui, 2, "set", HEIDI, "issued", "2023"
    )
    assert (folder / "metadata.yaml").read_text(encoding="utf-8") == text


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a folder refused to us")
def test_a_folder_that_cannot_be_written_is_told(clicktui: CommandLine) -> None:
    folder = clicktui.folder / "data"
    folder.mkdir(mode=0o500)
    assert "cannot be used" in refused(clicktui, 2, "set", HEIDI, "issued", "2023")
