"""Codes from the command line: counted, decided, compared, handed on.

One story goes through processes; the rest runs the same ``main`` in this one, which is faster.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import CommandLine, Ended
from lxml import etree

from clicktui.cli.main import main

SCHEMA = Path(__file__).parents[1] / "exporting" / "schemas" / "Codebook.xsd"
BOTH = "casilli-gpt4:5e2l"  # prepare and verify are found in it
NONE = "networkers-2020:cfnj"  # nothing is
TURK = "casilli-legrandcontinent-2023:y4td"  # « l’opérateur du turc mécanique, caché »: imitate


Shell = Callable[..., Ended]


@pytest.fixture
def clicktui(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """A shell of Ada's, with her own boards and the index of all tests."""
    (tmp_path / "settings.yaml").write_text("name: Ada\n", encoding="utf-8")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Ended:
        code = main(arguments, lambda _language: 0)
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture
def decided(clicktui: Shell) -> Shell:
    """The same, once Ada decided something."""
    for one in (
        (BOTH, "prepare"),
        (BOTH, "imitate", "--doubt"),
        (NONE, "verify", "--memo", "à revoir"),
        (TURK, "IMITATE", "--no"),
    ):
        assert clicktui("code", *one).code == 0
    return clicktui


def document(clicktui: Shell, *arguments: str) -> dict:
    ended = clicktui(*arguments, "--json")
    assert (ended.code, ended.err) == (0, "")
    found = json.loads(ended.out)
    assert found["clicktui"] == 1
    return found


def test_counts_say_of_how_many(clicktui: Shell) -> None:
    found = document(clicktui, "codes", "--by", "year")
    everything = document(clicktui, "codes", "--all")
    lines = clicktui("codes").out.splitlines()

    assert lines[0] == "145 passages of prose, codebook microtasks"
    assert (found["passages"], everything["passages"]) == (145, 192)
    counts = found["codes"]["imitate"]
    told = f"({counts['clear']} clear, {counts['possible']} possible)"
    assert any(line.startswith("▲ imitate") and line.endswith(told) for line in lines)
    assert sum(row["passages"] for row in found["rows"]) == 145
    assert sum(row["codes"]["imitate"]["clear"] for row in found["rows"]) == counts["clear"]
    assert [row["key"] for row in found["rows"]][:2] == [None, "2020"]
    by_year = clicktui("codes", "--by", "year", "--code", "imitate", "--band", "clear").out
    assert by_year.splitlines()[1].startswith("unknown  ▲ imitate ")
    assert {"codes", "passages"} == set(found["together"][0])


def test_the_passages_of_a_code_are_listed_with_their_evidence(clicktui: Shell) -> None:
    found = document(clicktui, "codes", "--list", "imitate", "--band", "clear")

    bands = {one["band"] for one in found["passages"]}
    assert bands == {"clear"}
    for one in found["passages"]:
        assert one["evidence"]
        assert all(words in one["text"] for words in one["evidence"])
    plain = clicktui("codes", "--list", "imitate", "--band", "clear").out
    assert all(one["id"] in plain and one["text"] in plain for one in found["passages"])
    assert plain.endswith(f"{len(bands) and len(found['passages'])} passages\n")


def test_a_decision_wins_and_is_taken_back(clicktui: Shell) -> None:
    made = document(clicktui, "code", NONE, "Verify", "--memo", "essai")
    assert (made["passage"]["band"], made["passage"]["program"]) == ("clear", "none")
    assert made["passage"]["decisions"][0]["memo"] == "essai"
    assert "nothing changed" in clicktui("code", NONE, "verify").out
    listed = clicktui("codes", "--list", "verify", "--all").out
    assert "Ada: confirmed · " in listed
    assert "essai" in listed
    assert document(clicktui, "code", NONE, "verify", "--clear")["passage"]["decisions"] == []
    assert clicktui("code", NONE, "verify", "--clear").code == 1

    words = ("--words", "piattaforme di Antonio Casilli")
    of_words = document(clicktui, "code", NONE, "verify", *words)
    assert of_words["passage"]["decisions"][0]["words"].split() == words[1].split()
    assert clicktui("code", NONE, "verify", "--clear").code == 1
    assert clicktui("code", NONE, "verify", "--clear", *words).code == 0
    assert "Undone" in clicktui("board", "undo").out
    assert document(clicktui, "code", NONE, "verify", "--no")["change"]


def test_what_cannot_be_decided_is_told(clicktui: Shell) -> None:
    for arguments, code, told in (
        (("nothing:here", "verify"), 1, "no passage"),
        ((NONE, "zebra"), 1, "there are prepare, verify, imitate"),
        ((NONE, "verify", "--words", "zebra"), 1, "does not have these words"),
        ((NONE, "verify", "--words", "di"), 1, "several times"),
        ((NONE, "verify", "--yes", "--no"), 2, "not allowed"),
        ((NONE, "verify", "--clear", "--memo", "x"), 2, "not both"),
        ((NONE, "verify", "--codebook", "zebra"), 2, "no codebook"),
    ):
        ended = clicktui("code", *arguments)
        assert (ended.code, ended.out) == (code, "")
        assert told in ended.err
        assert ended.err.count("\n") == 1


def test_the_search_finds_by_codes_and_tells_them(decided: Shell) -> None:
    found = document(decided, "search", "code:imitate", "by:program", "disagreed:yes")
    assert [hit["codes"] for hit in found["hits"]] == [{}]
    assert found["hits"][0]["id"].startswith(TURK)
    mine = document(decided, "search", "by:me", "-code:prepare")
    assert {hit["id"][: len(NONE)] for hit in mine["hits"]} >= {NONE}
    plain = decided("search", "--codes", "annotateurs", "--limit", "1").out
    assert "● Prepare (" in plain
    assert "no text has “by:Zoé”" in decided("search", "by:Zoé").err


def test_agreement_names_who_what_and_how(decided: Shell) -> None:
    ended = decided("agreement")
    assert ended.code == 0
    assert "Agreement of Ada and the program" in ended.out
    assert "Compared are 3 of 145 passages of prose: those about which Ada decided" in ended.out
    assert "Left out for a doubt: ▲ Imitate 1" in ended.out
    assert "Krippendorff" in ended.out

    found = document(decided, "agreement")
    prepare = found["codes"]["prepare"]
    assert prepare["base"] == 3
    assert [len(units) for units in prepare["cells"].values()] == [1, 0, 0, 2]
    assert (prepare["raw"], prepare["cohens_kappa"]) == (1.0, 1.0)
    assert len(found["doubts"]["imitate"]) == 1

    strict = decided("agreement", "--only-decided", "--code", "prepare").out
    assert "● Prepare  same 1.000, κ not defined, α not defined\n   of 1: both 1," in strict
    cell = document(decided, "agreement", "--code", "imitate", "--list", "only-second")
    assert [one[: len(TURK)] for one in cell["passages"]] == [TURK]
    cell = document(decided, "agreement", "--list", "verify/-")
    assert [one[: len(NONE)] for one in cell["passages"]] == [NONE]
    assert "Ada: refused" in decided("agreement", "--list", "disagreed").out
    assert "“▲ Imitate: " in decided("board", "history").out
    assert decided("agreement", "--list", "everything").code == 2
    assert "there are prepare" in decided("agreement", "--list", "preparation/-").err
    assert "\n   ■ Verify / – none  1\n" in ended.out
    assert decided("agreement", "--and", "me").code == 2


def test_codings_go_to_another_clicktui_and_come_back(tmp_path: Path) -> None:
    """Two users, each in processes of her own."""
    ada, blaise = CommandLine(tmp_path / "ada"), CommandLine(tmp_path / "blaise")
    for name, shell in (("Ada", ada), ("Blaise", blaise)):
        shell.folder.mkdir()
        shell.settings.write_text(f"name: {name}\n", encoding="utf-8")
    path = tmp_path / "codings.json"
    assert ada("code", BOTH, "prepare").out.startswith("Coded “● Prepare: OpenAI")
    assert ada("code", TURK, "imitate", "--no", "--memo", "pas là").code == 0
    assert ada("codings", "export", str(path)).out == f"{path} is written: 2 codings\n"

    codings = json.loads(path.read_text("utf-8"))["codings"]
    assert [one["verdict"] for one in codings] == ["yes", "no"]
    codings.append(codings[0] | {"id": "x1", "words": "Ces mots ne sont nulle part."})
    path.write_text(json.dumps({"clicktui": 1, "format": "codings", "codings": codings}))
    ended = blaise("codings", "import", str(path))
    assert (ended.code, ended.out) == (0, "2 codings of Ada imported\n")
    assert "not taken in: Ada, ● Prepare, “Ces mots ne sont nulle part.”" in ended.err

    assert json.loads(blaise("codings", "export", "-", "--by", "ada").out)["codings"] == codings[:2]
    found = json.loads(blaise("search", "by:ada", "band:none", "--json").out)
    assert [hit["id"][: len(TURK)] for hit in found["hits"]] == [TURK]
    assert (
        "2 of 145 passages of prose: those about which Ada decided"
        in blaise("agreement", "--between", "Ada").out
    )


def test_taking_in_again_changes_nothing_and_coders_are_told(decided: Shell) -> None:
    assert decided("codings", "export", "c.json").code == 0
    assert decided("codings", "export", "c.json").code == 2, "it is there"
    again = decided("codings", "import", "c.json")
    assert again.code == 1
    assert "4 codings are here already" in again.err
    assert len(document(decided, "codings", "import", "c.json", "--as", "Zoé")["taken"]) == 4

    coders = document(decided, "codings", "coders")["coders"]
    assert [(one["coder"], one["me"], one["codings"]) for one in coders] == [
        ("Ada", True, 4),
        ("Zoé", False, 4),
    ]
    both = document(decided, "agreement", "--between", "Ada", "--and", "Zoé")
    assert both["codes"]["verify"]["raw"] == 1.0
    help_text = decided("codings", "export", "--help").out
    assert all(key in help_text for key in json.loads(Path("c.json").read_text())["codings"][0])


def test_a_codebook_goes_to_other_programs_and_theirs_comes_in(clicktui: Shell) -> None:
    ended = clicktui("codebook", "export", "micro.qdc")
    assert (ended.code, ended.out) == (0, "micro.qdc is written\n")
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    schema.assertValid(etree.parse("micro.qdc"))

    assert clicktui("codebook", "import", "micro.qdc", "own.yaml").code == 0
    assert "codebook micro" in clicktui("codes", "--codebook", "own.yaml").out
    refused = clicktui("codebook", "import", "own.yaml", "-")
    assert refused.code == 2
    assert "is no codebook as .qdc" in refused.err
