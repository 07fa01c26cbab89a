import pytest
from board_line import HEIDI, OUEST_FRANCE, BoardLine
from command_line import CommandLine


@pytest.fixture
def board(clicktui: CommandLine) -> BoardLine:
    return BoardLine(clicktui)


def test_help_names_every_action(clicktui: CommandLine) -> None:
    from clicktui.cli.board_commands import ACTIONS

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
    ],
)
def test_wrong_usage_is_one_line_and_2(board: BoardLine, arguments: list[str], said: str) -> None:
    assert said in board.refused(2, *arguments)


def test_boards_are_made_opened_and_put_away(board: BoardLine) -> None:
    assert "no board yet" in board.refused(1, "list")
    assert board.clicktui("board", "list", "--json").out == '{"clicktui": 1, "boards": []}\n'
    quote_id = board.add(HEIDI)
    (first,) = board.read("list")["boards"]
    assert (first["name"], first["open"], first["lists"], first["quotes"]) == (
        "My board",
        True,
        1,
        1,
    )

    thesis = board.read("new", "  Thèse\n2026 ")["made"][0]
    assert board.read("show")["board"]["name"] == "Thèse 2026"
    assert "already" in board.refused(2, "new", "Thèse 2026")
    assert [quote["id"] for quote in board.quotes("--board", "my BOARD")] == [quote_id]
    assert board("open", first["id"]) == [f"“My board” is open · {first['id']}"]
    copied = board.read("duplicate", "My board", "Copie")["made"][0]
    (copy,) = board.quotes()
    assert copy["id"] != quote_id
    board("rename", copied, "Une copie")
    board("archive", "Thèse 2026")

    assert board("list") == [
        f"My board · 1 list, 1 quote · {first['id']}",
        f"Une copie · 1 list, 1 quote · open · {copied}",
    ]
    assert board("list", "--archived")[1] == f"Thèse 2026 · 1 list, 0 quotes · archived · {thesis}"
    board("archive", thesis, "--off")
    assert len(board("list")) == 3
    assert "there is: " in board.refused(1, "open", "Thesis")


def test_a_deleted_board_comes_back_whole(board: BoardLine) -> None:
    quote_id = board.add(OUEST_FRANCE, "--note", "à garder")

    assert board("delete", "My board") == [
        "Board “My board” deleted",
        "“clicktui board undo” brings it back.",
    ]
    assert board.clicktui("board", "list").code == 1
    assert board("undo") == ["Undone: Board “My board” deleted"]
    (quote,) = board.quotes()
    assert (quote["id"], quote["note"]) == (quote_id, "à garder")


def test_lists_are_made_renamed_moved_and_removed(board: BoardLine) -> None:
    board("lists", "new", "Poinçonneurs")
    board("lists", "new", "search")
    board("lists", "rename", "quotes", "Divers")
    board("lists", "move", "search", "--up")

    def names() -> list[str]:
        return [one["name"] for one in board.read("show")["lists"]]

    assert names() == ["Divers", "search", "Poinçonneurs"]
    assert "“Divers”" in board.refused(2, "lists", "new", "Divers")
    board.add(HEIDI, "--list", "SEARCH")
    assert board("lists", "remove", "search") == ["List “search” and its quotes removed"]
    assert (names(), board.quotes()) == (["Divers", "Poinçonneurs"], [])
    board("undo")
    assert [quote["work"] for quote in board.quotes("--list", "search")] == ["casilli-heidi"]


def test_a_board_has_a_memo(board: BoardLine) -> None:
    board("memo", "# Plan\n\n1. *Micro-travail*")
    assert board("memo") == ["# Plan", "", "1. *Micro-travail*"]
    assert board("show")[1:4] == ["   # Plan", "   ", "   1. *Micro-travail*"]
    board("memo", "--clear")
    assert board.refused(1, "memo") == "nothing is written there"
    assert [change["what"] for change in board.read("history")["changes"]] == ["memo", "memo"]


def test_no_name_steers_the_terminal_or_breaks_a_line(board: BoardLine) -> None:
    nasty = "a\x1b]52;c;eA==\x07b\n\u202ec[bold]%s{about}"
    outputs = []
    for arguments in (
        ("new", nasty),
        ("lists", "new", nasty),
        ("add", HEIDI, "--tag", nasty, "--note", nasty),
        ("memo", nasty),
        ("show",),
        ("show", "--json"),
        ("list",),
        ("history",),
        ("open", "\x1b[31m" + nasty),
        ("show", "--find", nasty),
        ("move", nasty, "--up"),
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
