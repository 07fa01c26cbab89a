import io
from collections.abc import Iterator
from contextlib import closing

import pytest
from board_line import HEIDI, OUEST_FRANCE, BoardLine
from command_line import CommandLine

from clicktui.cli.arguments import UsageError
from clicktui.cli.board_commands import ACTIONS
from clicktui.cli.board_session import Session
from clicktui.cli.parser import make_parser, with_excluding_words
from clicktui.errors import ClicktuiError
from clicktui.workspace import Workspace


@pytest.fixture
def board(clicktui: CommandLine) -> BoardLine:
    return BoardLine(clicktui)


def test_help_names_every_action(clicktui: CommandLine) -> None:
    ended = clicktui("board", "--help")

    assert ended.code == 0
    for action in ACTIONS:
        assert f"\n    {action}" in ended.out
    assert "\n    board " in clicktui("--help").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "ACTION"),
        (["burn"], "invalid choice"),
        (["move"], "QUOTE"),
        (["history", "--limit", "0"], "from 1 on"),
        (["lists", "move", "x"], "--up"),
        (["settle", "--take", "--keep", "x"], "not allowed"),
        (["export", "--format", "docx"], "docx"),
        (["add", "x", "--list", "a", "--new-list", "b"], "not allowed"),
    ],
)
def test_what_cannot_be_understood_is_told(arguments: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        make_parser().parse_args(["board", *arguments])


def test_the_word_search_is_a_command_only_where_commands_stand() -> None:
    tagging = ["board", "tag", "q1", "--add", "search", "--remove", "x"]
    assert with_excluding_words(tagging) == tagging
    searching = ["--lang", "fr", "search", "a", "-b"]
    assert with_excluding_words(searching) == ["--lang", "fr", "search", "--", "a", "-b"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["move", "{id}"], "say where to"),
        (["move", "{id}", "--up", "--list", "Quotes"], "leave --list out"),
        (["tag", "{id}"], "--add or --remove"),
        (["alter", "{id}"], "say what"),
        (["alter", "{id}", "--insert", "x"], "--before or --after"),
        (["note", "{id}", "x", "--clear"], "not both"),
        (["note", "{id}", "-"], "--clear"),
        (["settle", "{id}"], "--take, --keep or --remove"),
        (["settle", "--keep"], "give quotes"),
        (["mirror", " "], "the path of a file"),
        (["tag", "{id}", "--add", " "], "at least one letter"),
        (["lists", "remove", "Quotes"], "at least one list"),
        (["lists", "new", "Quotes"], "“Quotes”"),
        (["new", "My board"], "already"),
        (["open", "Thesis"], "there is: My board"),
    ],
)
def test_what_makes_no_sense_is_told_and_changes_nothing(
    one_quote: Session, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pinned,) = one_quote.board().quotes
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    given = [argument.format(id=pinned.id) for argument in arguments]
    session = Session(one_quote.workspace, make_parser().parse_args(["board", *given]))

    with pytest.raises(ClicktuiError, match=said):
        ACTIONS[given[0]](session)

    assert len(one_quote.desk.history(9)) == 1


@pytest.fixture(scope="module")
def one_quote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patched, closing(Workspace()) as workspace:
        patched.setenv("CLICKTUI_DATA", str(tmp_path_factory.mktemp("data")))
        session = Session(workspace, make_parser().parse_args(["board", "add", HEIDI]))
        ACTIONS["add"](session)
        yield Session(workspace, make_parser().parse_args(["board", "show"]))


def test_boards_are_made_opened_and_put_away(board: BoardLine) -> None:
    assert board.clicktui("board", "list", "--json").out == '{"clicktui": 1, "boards": []}\n'
    (quote_id,) = board.add(HEIDI)
    (first,) = board.read("list")["boards"]
    assert (first["name"], first["open"], first["lists"], first["quotes"]) == (
        "My board",
        True,
        1,
        1,
    )

    thesis = board.read("new", "  Thèse\n2026 ")["made"][0]
    assert board.read("show")["board"]["name"] == "Thèse 2026"
    assert [quote["id"] for quote in board.quotes("--board", "my BOARD")] == [quote_id]
    assert board("open", first["id"]) == [f"“My board” is open · {first['id']}"]
    copied = board.read("duplicate", "My board", "Copie")["made"][0]
    (copy,) = board.quotes()
    assert copy["id"] != quote_id
    board("rename", copied, "Une copie")
    board("open", thesis)
    assert board("archive", "Thèse 2026") == [
        "Board “Thèse 2026” archived",
        f"“Une copie” is open now · {copied}",
    ]

    assert board("list") == [
        f"My board · 1 list, 1 quote · {first['id']}",
        f"Une copie · 1 list, 1 quote · open · {copied}",
    ]
    assert board("list", "--archived")[1] == f"Thèse 2026 · 1 list, 0 quotes · archived · {thesis}"
    board("archive", thesis, "--off")
    assert len(board("list")) == 3


def test_a_deleted_board_comes_back_whole(board: BoardLine) -> None:
    (quote_id,) = board.add(OUEST_FRANCE, "--note", "à garder")

    assert board("delete", "My board") == [
        "Board “My board” deleted",
        "“clicktui board undo” brings it back.",
    ]
    assert board.refused(1, "list").startswith("there is no board yet")
    (undone, opened) = board("undo")
    assert undone == "Undone: Board “My board” deleted"
    assert opened.startswith("“My board” is open now · ")
    (quote,) = board.quotes()
    assert (quote["id"], quote["note"]) == (quote_id, "à garder")


def test_lists_are_made_renamed_moved_and_removed(board: BoardLine) -> None:
    board("lists", "new", "Poinçonneurs")
    board("lists", "new", "search")
    board("lists", "rename", "quotes", "Divers")
    board("lists", "move", "search", "--up")

    def names() -> list[str]:
        return [one["name"] for one in board.lists()]

    assert names() == ["Divers", "search", "Poinçonneurs"]
    board.add(HEIDI, "--list", "SEARCH")
    assert board("lists", "remove", "search") == ["List “search” and its quote removed"]
    assert (names(), board.quotes()) == (["Divers", "Poinçonneurs"], [])
    board("undo")
    assert [quote["work"] for quote in board.quotes("--list", "search")] == ["casilli-heidi"]


def test_a_board_has_a_memo(board: BoardLine) -> None:
    board("memo", "# Plan\n\n1. *Micro-travail*")
    assert board("memo") == ["# Plan", "", "1. *Micro-travail*"]
    assert board("show")[1:4] == ["   # Plan", "   ", "   1. *Micro-travail*"]
    board("memo", "--clear")
    assert board.refused(1, "memo") == "nothing is written there"
    assert board.changes() == ["memo", "memo"]


def test_no_name_steers_the_terminal_or_breaks_a_line(board: BoardLine) -> None:
    nasty = "a\x1b]52;c;eA==\x07b\n\u202ec[bold]%s{about}"
    outputs = []
    for arguments in (
        ("new", nasty),
        ("lists", "new", nasty),
        ("add", HEIDI, "--tag", nasty, "--note", nasty),
        ("memo", nasty),
        ("show",),
        ("list",),
        ("history",),
        ("open", "\x1b[31m" + nasty),
        ("show", "--find", nasty),
        ("add", HEIDI, "--again", "--words", nasty),
    ):
        ended = board.clicktui("board", *arguments)
        outputs.append(ended.out)
        shown = (ended.out + ended.err).replace("\n", "").replace("\u00a0", "")
        assert shown.isprintable(), arguments
        assert "unforeseen" not in ended.err
        assert ended.err.count("\n") <= 1
    assert "Board “a]52;c;eA==b c[bold]%s{about}” made" in outputs[0]
    for arguments in (
        ("new", "n" * 10_000),
        ("open", "n" * 10_000),
        ("tag", "n" * 10_000, "--add", "x"),
    ):
        ended = board.clicktui("board", *arguments)
        assert ended.code in (1, 2)
        assert len(ended.err) < 300


def test_boards_are_listed_without_what_that_does_not_need(clicktui: CommandLine) -> None:
    imported = clicktui("board", "list", environ={"PYTHONPROFILEIMPORTTIME": "1"}).err

    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in imported.splitlines()}
    assert "clicktui" in names
    assert names.isdisjoint(["textual", "rich", "whoosh", "numpy", "citeproc", "rapidfuzz"])
