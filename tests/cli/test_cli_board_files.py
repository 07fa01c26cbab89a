import json
import os
import shutil
import stat
from pathlib import Path

import pytest
from board_line import GRAND_CONTINENT, HEIDI, OUEST_FRANCE, BoardLine
from command_line import CommandLine

import clicktui as package
from clicktui.shipped import shipped


@pytest.fixture
def board(clicktui: CommandLine) -> BoardLine:
    return BoardLine(clicktui)


def arranged(board: BoardLine) -> list[str]:
    """Return the ids of three quotes in two lists, starred, altered and commented."""
    (one,) = board.add(GRAND_CONTINENT, "--tag", "chiffres", "--note", "# pas un titre\n« à » voir")
    _profiles, two, three = board.add(OUEST_FRANCE, HEIDI, "--new-list", "Profils")
    board("star", three)
    board("alter", one, "--elide", "ou 500 000")
    board("memo", "Plan : *d’abord* les profils")
    return [one, two, three]


LEFT_OUT = (
    "clicktui: Places in the sources, and who pinned what and when, are left out: YAML keeps them\n"
)


def as_markdown(board: BoardLine, *arguments: str) -> list[str]:
    """Return what ``export --format md`` prints, by lines."""
    ended = board.clicktui("board", "export", "--format", "md", *arguments)
    unsettled, left_out, after = ended.err.partition(LEFT_OUT)
    assert (ended.code, left_out, after) == (0, LEFT_OUT, "")
    assert ("not settled" in unsettled) == ("la source a changé depuis" in ended.out)
    return ended.out.splitlines()


def test_a_board_goes_out_as_yaml_and_comes_back_the_same(board: BoardLine, tmp_path: Path) -> None:
    arranged(board)
    before = board.read("show")
    printed = board.clicktui("board", "export", environ={"PYTHONIOENCODING": "ascii"})
    assert (printed.code, printed.err) == (0, "")
    path = tmp_path / "thèse.yaml"

    assert board("export", "--out", "thèse.yaml") == ["thèse.yaml is written"]

    assert path.read_text(encoding="utf-8") == printed.out
    assert "--force" in board.refused(2, "export", "--out", str(path))
    assert path.read_text(encoding="utf-8") == printed.out
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == ["thèse.yaml"]

    board("memo", "autre chose")
    assert "--replace" in board.refused(2, "import", str(path))
    assert board("import", str(path), "--replace") == ["Board “My board” imported"]
    assert board("memo") == ["Plan : *d’abord* les profils"]
    board("delete", "My board")
    board("import", str(path))
    after = board.read("show")
    assert after["memo"] == before["memo"]
    assert [one["name"] for one in after["lists"]] == ["Quotes", "Profils"]
    assert board.read("export")["text"] == printed.out
    for old, new in zip(before["lists"], after["lists"], strict=True):
        assert old["quotes"] == new["quotes"]


def test_an_export_over_a_file_is_whole_or_not_at_all(board: BoardLine, tmp_path: Path) -> None:
    board.add(HEIDI)
    path = tmp_path / "notes.md"
    path.write_text("mine")
    path.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(path)

    board.refused(2, "export", "--format", "md", "--out", str(link))
    as_markdown(board, "--out", str(link), "--force")

    assert link.is_symlink()
    assert path.read_text(encoding="utf-8").startswith("# My board")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert board.refused(2, "export", "--out", str(tmp_path / "no" / "where.yaml"))
    assert board.refused(2, "export", "--out", str(tmp_path), "--force")


def test_markdown_has_the_words_the_references_and_what_the_user_wrote(board: BoardLine) -> None:
    arranged(board)

    lines = as_markdown(board, "--lang", "fr")

    assert "## Profils" in lines
    assert "Plan : *d’abord* les profils" in lines
    quoted = [line for line in lines if line.startswith("> L’autre profil, ce sont des gens")]
    assert len(quoted) == 1
    assert any("Ouest-France" in line and "16 juin 2022" in line for line in lines)
    printed = board.clicktui("board", "export", "--format", "md", "--lang", "fr", "--json")
    document = json.loads(printed.out)
    assert document["losses"] == [LEFT_OUT.removeprefix("clicktui: ").rstrip("\n")]
    assert document["text"].splitlines() == lines
    assert (document["format"], document["file"]) == ("md", None)


def test_a_board_written_by_hand_is_taken_in_or_told_where_it_is_wrong(
    board: BoardLine, tmp_path: Path
) -> None:
    written = tmp_path / "main.yaml"
    written.write_text(
        "clicktui: board\nboard: À la main\nlists:\n- list: Un\n  quotes:\n"
        '  - work: casilli-heidi\n    words: "la première question est celle de la persistance"\n',
        encoding="utf-8",
    )
    board("import", str(written))
    (quote,) = board.quotes("--board", "à la MAIN")
    assert (quote["speakers"], quote["paragraphs"]) == (["Antonio Casilli"], [5, 5])

    board("import", str(written), "--as", "Deux")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(written.read_text(encoding="utf-8").replace("words:", "word:"))
    assert f"{wrong}:6: " in board.refused(2, "import", str(wrong))
    with written.open("rb") as file:
        board("import", "-", "--as", "Trois", stdin=file)
    assert "absent.yaml" in board.refused(2, "import", "absent.yaml")
    assert len(board.read("list")["boards"]) == 3


def test_a_file_follows_the_board(board: BoardLine, tmp_path: Path) -> None:
    (quote_id,) = board.add(HEIDI)
    assert "no file follows" in board.refused(1, "mirror")

    board("mirror", "mirror.yaml")
    path = tmp_path / "mirror.yaml"
    assert board("mirror") == [str(path)]
    board("note", quote_id, "une note de plus")
    assert "une note de plus" in path.read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8") == board.read("export")["text"]
    board("undo")
    assert "une note de plus" not in path.read_text(encoding="utf-8")
    followed = path.read_text(encoding="utf-8")
    board("mirror", "--off")
    board("star", quote_id)
    assert board.read("show")["board"]["mirror"] is None
    assert path.read_text(encoding="utf-8") == followed


def test_what_a_hand_wrote_in_the_mirror_is_taken_in_first(
    board: BoardLine, tmp_path: Path
) -> None:
    board.add(HEIDI)
    board("mirror", "mirror.yaml")
    path = tmp_path / "mirror.yaml"
    by_hand = path.read_text(encoding="utf-8").replace("\nlists:\n", "\nmemo: une heure\nlists:\n")
    path.write_text(by_hand, encoding="utf-8")
    assert "--replace" in board.refused(2, "mirror", "mirror.yaml")
    assert path.read_text(encoding="utf-8") == by_hand

    board("import", "--replace", "mirror.yaml")
    board("note", board.quotes()[0]["id"], "une note de plus")

    followed = path.read_text(encoding="utf-8")
    assert "une heure" in followed
    assert "une note de plus" in followed
    assert "write the whole path" in board.refused(2, "mirror", "~nosuchuser/x.yaml")


def test_the_mirror_is_the_same_whichever_process_wrote_it(
    board: BoardLine, tmp_path: Path
) -> None:
    board("mirror", "mirror.yaml", "--board", "My board")
    path = tmp_path / "mirror.yaml"
    board("add", HEIDI, environ={"LOGNAME": "Ada\n\x1b[31mL"})  # written as it is catalogued
    added = path.read_text(encoding="utf-8")
    assert '{by: "Ada [31mL", at: ' in added
    board("memo", "une note")  # written as it is stored
    assert path.read_text(encoding="utf-8").replace('memo: "une note"\n', "") == added


@pytest.fixture
def other_sources(tmp_path: Path) -> Path:
    """Return the folder of a clicktui whose seeds can be changed."""
    folder = tmp_path / "other"
    shutil.copytree(Path(package.__file__).parent, folder / "src" / "clicktui")
    for name in ("data", "seeds"):
        shutil.copytree(shipped(name), folder / name)
    return folder


def test_quotes_whose_source_changed_are_settled(board: BoardLine, other_sources: Path) -> None:
    (corrected,) = board.add(HEIDI, "--words", "la persistance du travail humain dans")
    (vanished,) = board.add(OUEST_FRANCE, "--words", "il reste extrêmement difficile d'introduire")
    (same,) = board.add(GRAND_CONTINENT)
    assert board.refused(1, "settle") == "nothing to settle"
    assert "nothing to settle" in board.refused(2, "settle", same, "--take")

    change_seed(
        other_sources / "seeds" / "004_725277b9050ef925.txt",
        "persistance du travail humain dans",
        "persistance du labeur humain dans",
    )
    change_seed(
        other_sources / "seeds" / "000_e9d42d7fe1ff20f1.txt",
        "Après, il reste extrêmement difficile d’introduire de la stabilité pour ce type de"
        " métiers.",
        "",
    )
    board.clicktui.environ["PYTHONPATH"] = str(other_sources / "src")

    unsettled = board.read("settle")["quotes"]
    assert {one["id"]: one["standing"] for one in unsettled} == {
        corrected: "changed",
        vanished: "vanished",
    }
    assert unsettled[0]["words"] == "la persistance du travail humain dans"
    assert unsettled[0]["now"]["words"] == "la persistance du labeur humain dans"
    assert unsettled[1]["now"] is None
    exported = as_markdown(board, "--lang", "fr")
    assert exported.count("(la source a changé depuis\u00a0: à vérifier)") == 2
    assert any("persistance du travail humain dans" in line for line in exported)

    lines = board("settle")
    assert lines[0].startswith(f"{corrected} · ")
    assert lines[0].endswith("its words changed in the source")
    assert lines[1:7] == [
        "it was:",
        "Antonio Casilli",
        "la persistance du travail humain dans",
        "it is now:",
        "Antonio Casilli",
        "la persistance du labeur humain dans",
    ]
    assert "   its words changed in the source: settle it" in board("show")
    assert "no longer in its source" in board.refused(2, "settle", vanished, "--take")

    board("settle", corrected, "--take")
    board("settle", vanished, "--keep")
    assert board.refused(1, "settle") == "nothing to settle"
    shown = board.read("show")["lists"][0]["quotes"]
    quotes = {quote["id"]: quote for quote in shown}
    assert quotes[corrected]["words"] == "la persistance du labeur humain dans"
    assert quotes[vanished]["words"] == "il reste extrêmement difficile d’introduire"
    assert quotes[vanished]["standing"] == "kept"
    exported = as_markdown(board, "--lang", "fr")
    assert not any("a changé depuis" in line for line in exported)
    board("undo")
    board("undo")
    assert len(board.read("settle")["quotes"]) == 2
    board("settle", vanished, "--remove")
    assert len(board.quotes()) == 2


def change_seed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_two_that_write_at_once_both_keep_theirs(board: BoardLine) -> None:
    board.add(HEIDI)
    with board.clicktui.process("board", "add", OUEST_FRANCE, "--json") as one:
        other = board.clicktui("board", "add", GRAND_CONTINENT, "--json")
        out, err = one.communicate(timeout=60)

    assert (one.returncode, err, other.code, other.err) == (0, b"", 0, "")
    made = {*json.loads(out)["made"], *json.loads(other.out)["made"]}
    assert made <= {quote["id"] for quote in board.quotes()}
    assert board.changes() == ["pin"] * 3


@pytest.mark.skipif(os.name != "posix", reason="POSIX pipes")
def test_a_closed_pipe_ends_quietly(board: BoardLine) -> None:
    board.add(HEIDI)
    read_end, write_end = os.pipe()
    os.close(read_end)
    ended = board.clicktui("board", "export", stdout=write_end)
    os.close(write_end)
    assert (ended.code, ended.err) == (141, "")
