"""``clicktui import``: what is taken in, what is left out and why, and that nothing is lost."""

import json
from pathlib import Path

import pytest
from board_line import GRAND_CONTINENT, HEIDI, OUEST_FRANCE, BoardLine
from command_line import CommandLine, Ended

IBM = "Je me souviens de propos particulièrement violents tenus par un ingénieur d’IBM"


@pytest.fixture
def board(clicktui: CommandLine) -> BoardLine:
    line = BoardLine(clicktui)
    line.add(GRAND_CONTINENT, "--tag", "chiffres", "--note", "à relire")
    line.add(OUEST_FRANCE, HEIDI, "--new-list", "Profils")
    line.here("board", "memo", "Plan")
    return line


def take(board: BoardLine, *arguments: str, **options: object) -> Ended:
    """Import, in a process of its own where ``options`` are of one."""
    if options:
        return board.clicktui("import", *arguments, **options)
    return board.here("import", *arguments)


def act(board: BoardLine, *arguments: str) -> list[str]:
    ended = board.here("board", *arguments)
    assert (ended.code, ended.err) == (0, ""), arguments
    return ended.out.splitlines()


def memo_of(board: BoardLine, name: str = "My board") -> str:
    return json.loads(act(board, "show", "--board", name, "--json")[0])["memo"]


def written(board: BoardLine, folder: Path, kind: str, ending: str = "") -> Path:
    path = folder / f"b{ending or '.' + kind}"
    ended = board.here("export", "--format", kind, "--out", str(path))
    assert ended.code == 0
    return path


def annotations(folder: Path, *quotes: tuple[str, str]) -> Path:
    """Return a file as Hypothesis gives it, of quotes with their notes."""
    rows = [
        {
            "uri": "https://exemple.fr/",
            "text": note,
            "tags": ["à voir"],
            "user": "acct:ada@hypothes.is",
            "created": "2024-01-01T00:00:00Z",
            "target": [{"selector": [{"type": "TextQuoteSelector", "exact": words}]}],
        }
        for words, note in quotes
    ]
    path = folder / "hypothesis.json"
    path.write_text(json.dumps({"rows": rows}), "utf-8")
    return path


@pytest.mark.parametrize("kind", ["yaml", "csv", "jsonld", "qdpx"])
@pytest.mark.parametrize("ending", ["", ".data"])
def test_what_was_exported_is_taken_in_whatever_it_is_called(
    board: BoardLine, tmp_path: Path, kind: str, ending: str
) -> None:
    before = board.lists()
    path = written(board, tmp_path, kind, ending)
    act(board, "delete", "My board")

    ended = take(board, str(path))

    assert (ended.code, ended.err) == (0, "")
    name = "b" if kind == "csv" else "My board"
    assert ended.out.startswith(f"Board “{name}” imported · ")
    after = board.lists()
    assert [one["quotes"] for one in after] == [one["quotes"] for one in before]
    assert [one["name"] for one in after] == ["Quotes", "Profils"]
    assert memo_of(board, name) == ("" if kind == "csv" else "Plan")
    assert board.changes()[:2] == ["import", "remove-board"]
    act(board, "undo")
    assert board.here("board", "list").out.count("\n") <= 1


@pytest.mark.parametrize("kind", ["yaml", "csv", "jsonld", "qdpx"])
def test_a_board_that_is_here_is_changed_only_when_asked(
    board: BoardLine, tmp_path: Path, kind: str
) -> None:
    path = written(board, tmp_path, kind)
    changed = board.quotes()[0]["id"]
    act(board, "note", changed, "autre note")
    if kind != "csv":
        refused = take(board, str(path))
        assert (refused.code, refused.out) == (2, "")
        assert "differs" in refused.err and "--replace" in refused.err
    assert board.quotes()[0]["note"] == "autre note"
    replaced = take(board, str(path), "--replace")
    assert replaced.out.startswith("Board “My board” imported")
    assert board.quotes()[0]["note"] == "à relire"
    assert memo_of(board) == "Plan"
    again = take(board, str(path), "--replace")
    assert (again.code, again.out) == (0, "nothing changed: it is so already\n")
    beside = take(board, str(path), "--as", "À côté")
    assert beside.out.startswith("Board “À côté” imported · ")
    assert board.lists()[0]["quotes"][0]["id"] != changed


def test_what_is_not_found_is_told_line_by_line_and_kept_in_a_report(
    board: BoardLine, tmp_path: Path
) -> None:
    path = annotations(
        tmp_path,
        (IBM, "bonne"),
        ("Ces mots ne sont <b>nulle</b> part\u202e.\nVraiment.", "# à garder\n\noui"),
        ("travail", ""),
    )
    ended = take(board, str(path), "--report", "report.md")

    assert ended.code == 0
    assert ended.out.startswith("Board “hypothesis” imported · ")
    assert ended.err.splitlines() == [
        "clicktui: left out: “Ces mots ne sont <b>nulle</b> part. Vraiment.”: no text of the corpus"
        " has these words",
        "clicktui: left out: “travail”: the corpus does not have the text that these words are of",
    ]
    report = (tmp_path / "report.md").read_text("utf-8")
    assert "> Ces mots ne sont \\<b\\>nulle\\</b\\> part.\n>\n> Vraiment." in report
    assert "\n# à garder\n\noui\n" in report
    assert "- Tags: à voir\n- Marked by: ada, 2024-01-01T00" in report
    (quote,) = board.quotes()
    assert (quote["words"], quote["note"], quote["pinned_by"]) == (IBM, "bonne", "ada")

    again = take(board, str(path), "--as", "x", "--report", "report.md")
    assert (again.code, again.out) == (2, "")
    assert "report.md is there already: name another one" in again.err
    told = take(board, str(path), "--as", "y").err.splitlines()[-1]
    assert told == (
        "clicktui: 2 quotes are left out: they were not found in the corpus without doubt;"
        " --report PATH writes them down in full"
    )


def test_where_nothing_is_found_nothing_is_made(board: BoardLine, tmp_path: Path) -> None:
    path = annotations(tmp_path, ("Nulle part, ces mots-là, nulle part.", "note"))
    boards = act(board, "list")
    ended = take(board, str(path), "--report", str(tmp_path / "r.md"))
    assert (ended.code, ended.out) == (1, "")
    assert "Nothing was imported: the one quote" in ended.err
    assert "note" in (tmp_path / "r.md").read_text("utf-8")
    document = json.loads(take(board, str(path), "--json").out)
    assert document["board"] is None
    (left_out,) = document["left_out"]
    assert (left_out["words"], left_out["note"], left_out["tags"], left_out["list"]) == (
        "Nulle part, ces mots-là, nulle part.",
        "note",
        ["à voir"],
        None,
    )
    assert act(board, "list") == boards


def test_the_document_has_all_that_was_left_out(board: BoardLine, tmp_path: Path) -> None:
    path = annotations(tmp_path, (IBM, ""), ("Nulle part, ces mots-là.", "note"))
    document = json.loads(take(board, str(path), "--json").out)
    assert [one["words"] for one in document["left_out"]] == ["Nulle part, ces mots-là."]
    assert document["board"]["name"] == "hypothesis"
    assert document["changes"][0]["what"] == "import"


def test_standard_input_is_read_as_bytes(board: BoardLine, tmp_path: Path) -> None:
    path = written(board, tmp_path, "qdpx")
    with path.open("rb") as file:
        assert take(board, "-", "--as", "Entrée", stdin=file).code == 0
    with path.open("rb") as file:
        told = take(board, "-", "--format", "csv", stdin=file)
    assert (told.code, told.out) == (2, "")
    assert "standard input: not UTF-8" in told.err


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.bib", b"@book{x}", "a bibliography, not a board"),
        ("a.ris", b"TY  - BOOK", "clicktui metadata import"),
        ("a.xlsx", b"PK\x03\x04", "save its table as “CSV UTF-8”"),
        ("a.docx", b"PK\x03\x04", "this is no REFI-QDA project"),
        ("a.yaml", b"\xff", "not UTF-8 at byte 0"),
        ("a.yaml", b"- un", "a.yaml"),
        ("a.json", b"{", "cannot be read as JSON"),
        ("a", b"[1, 2]", "there are no annotations in it"),
        ("a.csv", b"a,b\n1,2\n", "no column is called “exact words”"),
        ("a", b"", "a"),
    ],
)
def test_what_is_no_board_is_refused_in_one_line(
    board: BoardLine, tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    (tmp_path / name).write_bytes(content)
    ended = take(board, name)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith(f"clicktui: {name}:")
    assert problem in ended.err


def test_a_name_that_is_taken_asks_for_another(board: BoardLine, tmp_path: Path) -> None:
    path = annotations(tmp_path, (IBM, ""))
    assert take(board, str(path)).code == 0
    ended = take(board, str(path))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "clicktui: There is a board “hypothesis” already: import it under another, --as NAME\n"
    )
    assert "absent.csv" in take(board, "absent.csv").err


def test_boards_take_in_all_kinds_too(board: BoardLine, tmp_path: Path) -> None:
    path = written(board, tmp_path, "qdpx")
    assert act(board, "import", str(path)) == ["nothing changed: it is so already"]
    assert act(board, "import", str(path), "--as", "Deux")[0].startswith("Board “Deux” imported")
