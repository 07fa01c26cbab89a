"""``clicktui corpus`` as it is run, in this process: arguments in, lines and exit codes out."""

import json
from pathlib import Path

import pytest
from corpora_samples import INTERVIEW

from clicktui.cli.main import main
from clicktui.corpora.choosing import place_of
from clicktui.corpora.lastadding import last_report


class Shell:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = main(arguments, lambda _language: 0)
        told = self._capsys.readouterr()
        return code, told.out, told.err


@pytest.fixture
def clicktui(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Shell:
    monkeypatch.setenv("CLICKTUI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return Shell(capsys)


def test_from_files_to_a_cited_speaker(clicktui: Shell, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Marie.txt").write_text(INTERVIEW)
    (tmp_path / "in" / "copy.txt").write_text(INTERVIEW)
    assert clicktui("corpus", "new", "mine", "--use")[0] == 0
    report = tmp_path / "report.csv"
    code, out, err = clicktui("corpus", "add", str(tmp_path / "in"), "--report", str(report))
    assert (code, out.splitlines()[-1]) == (
        0, "1 source added; 1 duplicate; 7 passages; 6 doubts to settle",
    )  # fmt: skip
    told = f"the same text as marie ({tmp_path}/in/Marie.txt)"
    assert err == f"clicktui: {tmp_path}/in/copy.txt: {told}\n"
    (kept,) = last_report(place_of("mine")).duplicates  # which the app shows
    assert (kept.path.name, kept.of, kept.of_name) == ("copy.txt", "marie", told[17:])
    assert len(report.read_text("utf-8-sig").splitlines()) == 3
    assert clicktui("works")[1].startswith("marie.txt\n  marie  Marie\n")
    doubts = json.loads(clicktui("corpus", "doubts", "--json")[1])["doubts"]
    assert [one["id"] for one in doubts][-1] == "marie:speaker:Marie Dupont"
    assert clicktui("corpus", "doubts", "nope")[0] == 1
    assert clicktui("corpus", "confirm", "marie:nope")[0] == 1
    assert clicktui("corpus", "confirm")[0] == 2
    told = clicktui("show", "marie")[1]
    assert "§ 3 · text · ? answer · speaker unknown · ? Marie Dupont" in told
    assert clicktui("corpus", "confirm", "--all")[1].endswith("0 doubts are left\n")
    assert "§ 3 · answer · Marie Dupont\nJe fais ce travail" in clicktui("show", "marie")[1]
    hits = json.loads(clicktui("search", "contrat", "--json")[1])["hits"]
    assert {hit["speaker"] for hit in hits} == {"Marie Dupont"}
    assert clicktui("corpus", "check")[:2] == (0, "all is sound\n")
    assert clicktui("--corpus", "built-in", "works")[1].startswith("000_e9")


def test_corpora_are_listed_joined_and_changed(clicktui: Shell) -> None:
    assert clicktui("corpus", "add", ".")[0] == 2  # the built-in one stays as it is
    assert clicktui("corpus", "new", "a", "--join", "built-in")[0] == 0
    assert clicktui("corpus", "new", "a")[0] == 2
    assert clicktui("corpus", "list")[1] == "built-in · 5 sources · open\na · 0 sources\n"
    assert clicktui("corpus", "use", "nope")[0] == 2
    assert clicktui("corpus", "use", "a")[:2] == (0, "a is open from now on\n")
    assert "casilli-heidi" in clicktui("works")[1]
    assert clicktui("corpus", "part", "built-in")[0] == 0
    assert clicktui("works")[:2] == (0, "")
    assert clicktui("corpus", "part", "built-in")[0] == 1
    assert clicktui("corpus", "join", "a")[0] == 2
    assert clicktui("corpus", "remove", "nope")[0] == 1
    code, _out, err = clicktui("--corpus", "nope", "works")
    assert (code, err) == (2, "clicktui: no corpus is called nope; there are: built-in, a\n")


def test_of_a_chosen_corpus_that_is_gone_it_is_said_how_to_choose_another(
    clicktui: Shell, tmp_path: Path
) -> None:
    (tmp_path / "settings.yaml").write_text("corpus: gone\n")
    code, _out, err = clicktui("works")
    assert (code, err.count("\n"), "clicktui corpus use" in err) == (2, 1, True)
    assert clicktui("corpus", "use", "built-in")[0] == 0
    assert clicktui("works")[0] == 0


def test_a_board_is_copied_to_another_corpus(clicktui: Shell) -> None:
    assert clicktui("corpus", "new", "a", "--join", "built-in")[0] == 0
    assert clicktui("board", "add", "franchi-2021:nnhudzmltn")[0] == 0
    assert clicktui("board", "copy-to", "a")[0] == 0
    shown = [clicktui("--corpus", name, "board", "show", "--json")[1] for name in ("built-in", "a")]
    quotes, copied = (json.loads(one)["lists"][0]["quotes"] for one in shown)
    assert copied == quotes
    assert [one["standing"] for one in copied] == ["same"]
