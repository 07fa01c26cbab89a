import json

import pytest
from board_line import GRAND_CONTINENT, HEIDI, OUEST_FRANCE, PULL_QUOTE, BoardLine
from command_line import CommandLine

from clicktui.shipped import shipped

KEYS_OF_A_QUOTE = {
    "id", "work", "title", "file", "start", "end", "words", "altered_words", "alterations",
    "reference", "speakers", "speaker_inferred", "quoted_in_work", "partly_quoted", "role",
    "paragraphs", "locator", "lang", "year", "pinned_by", "pinned_at", "starred", "tags", "note",
    "standing", "now", "warning", "codes",
}  # fmt: skip
NUMBERS = "400\u00a0000 ou 500\u00a0000 travailleurs"


@pytest.fixture
def board(clicktui: CommandLine) -> BoardLine:
    clicktui.settings.write_text("name: Ada Lovelace\n")
    return BoardLine(clicktui)


def test_words_of_a_passage_are_kept_with_all_that_is_said_of_them(board: BoardLine) -> None:
    added = board.read(
        "add", GRAND_CONTINENT, "--words", "400 000 ou 500 000 travailleurs",
        "--new-list", "Combien ?", "--tag", "chiffres", "--tag", "à vérifier", "--note", "un\ndeux",
    )  # fmt: skip

    assert [change["what"] for change in added["changes"]] == ["new-list", "pin", "tag", "note"]
    assert [change["by"] for change in added["changes"]] == ["Ada Lovelace"] * 4
    assert (added["warnings"], added["there"]) == ([], [])
    list_id, quote_id = added["made"]
    shown = board.read("show")
    assert shown["board"] == added["board"]
    assert [(one["name"], len(one["quotes"])) for one in shown["lists"]] == [
        ("Quotes", 0),
        ("Combien ?", 1),
    ]
    assert (shown["lists"][1]["id"], shown["lists"][1]["current"]) == (list_id, True)
    (quote,) = shown["lists"][1]["quotes"]
    assert set(quote) == KEYS_OF_A_QUOTE
    assert quote["codes"] == []
    text = (shipped("seeds") / "001_f2397f6c6029b5e0.txt").read_text(encoding="utf-8")
    assert quote["words"] == quote["altered_words"] == NUMBERS
    assert text[quote["start"] : quote["end"]] == NUMBERS
    assert quote["id"] == quote_id
    assert quote["speakers"] == ["Antonio Casilli"]
    assert (quote["paragraphs"], quote["year"], quote["lang"]) == ([32, 32], 2023, "fr")
    assert (quote["note"], quote["tags"]) == ("un\ndeux", ["chiffres", "à vérifier"])
    assert (quote["standing"], quote["now"], quote["warning"]) == ("same", None, None)
    assert quote["pinned_by"] == "Ada Lovelace"
    assert "Le Grand Continent" in quote["reference"]

    lines = board("show")
    assert lines[0].startswith("My board · 2 lists, 1 quote · ")
    at = lines.index(f"# Combien ? · 1 quote · {list_id}")
    assert lines[at + 2 :] == [
        f"{quote_id} · Antonio Casilli (inferred) · 2023 · § 32",
        NUMBERS,
        f"   {quote['reference']}",
        "   tags: chiffres, à vérifier",
        "   note: un",
        "   deux",
    ]


def test_the_same_words_are_told_and_added_only_when_asked(board: BoardLine) -> None:
    (first,) = board.add(OUEST_FRANCE)

    said = board.refused(1, "add", OUEST_FRANCE, "--new-list", "Deux")
    assert said.startswith("on the board already: “L’autre profil, ce sont des gens exclus du ")
    assert f"{first} in the list “Quotes”" in said
    ended = board.clicktui("board", "add", OUEST_FRANCE, HEIDI, HEIDI, "--json")
    assert ended.code == 1
    added = json.loads(ended.out)
    assert len(added["made"]) == 1
    assert [one["id"] for one in added["there"]] == [first]
    assert len(board.quotes()) == 2

    board("add", OUEST_FRANCE, "--again")
    (shown,) = board.lists()
    assert shown["name"] == "Quotes"
    assert [quote["paragraphs"] for quote in shown["quotes"]] == [
        [9, 9],
        [5, 5],
        [9, 9],
    ]


def test_what_cannot_be_added_leaves_the_board_as_it_was(board: BoardLine) -> None:
    assert "no passage" in board.refused(1, "add", OUEST_FRANCE, "casilli-heidi:nope")
    assert "do not stand there" in board.refused(1, "add", HEIDI, "--words", "Métiers qui")
    assert "stands there" in board.refused(2, "add", GRAND_CONTINENT, "--words", "de")
    assert "of one passage" in board.refused(2, "add", HEIDI, OUEST_FRANCE, "--words", "travail")
    assert "“Papier”" in board.refused(1, "add", HEIDI, "--list", "Papier")
    assert "name" in board.refused(2, "add", HEIDI, "--new-list", "x" * 10_000)
    assert board.refused(1, "history") == "nothing was changed yet"


def test_quotes_are_moved_within_and_between_lists(board: BoardLine) -> None:
    one, two, three = board.add(OUEST_FRANCE, GRAND_CONTINENT, HEIDI)
    board("lists", "new", "Profils")

    assert board("move", three, one, "--list", "profils") == ["2 quotes moved to “Profils”"]
    board("move", two, "--before", three)

    def places() -> list[list[str]]:
        return [[quote["id"] for quote in part["quotes"]] for part in board.lists()]

    assert places() == [[], [one, two, three]]
    board("move", three, "--up")
    assert places() == [[], [one, three, two]]
    board("move", one, "--down")
    assert places() == [[], [three, one, two]]
    assert "say where to" in board.refused(2, "move", one)
    assert "Quotes" in board.refused(2, "move", one, "--list", "Quotes", "--before", two)
    assert "begins with “zz”" in board.refused(1, "move", "zz", "--up")


def test_a_change_is_undone_and_redone_by_other_processes(board: BoardLine) -> None:
    (quote_id,) = board.add(HEIDI)
    board("star", quote_id)
    assert board("star", quote_id[:6]) == ["nothing changed: it is so already"]
    board("note", quote_id, "à garder")

    assert board("undo")[0].startswith("Undone: Note on “Il y a actuellement beaucoup")
    undone = board.read("undo")["change"]
    assert (undone["what"], undone["count"], undone["by"]) == ("star", 1, "Ada Lovelace")
    (quote,) = board.quotes()
    assert (quote["starred"], quote["note"]) == (False, "")
    board("redo")
    board("redo")
    (quote,) = board.quotes("--starred")
    assert (quote["starred"], quote["note"]) == (True, "à garder")
    assert board.refused(1, "redo") == "nothing to redo"
    assert board.changes() == ["note", "star", "pin"]
    newest, _star = board("history", "--limit", "2")
    assert newest.endswith(" · Ada Lovelace · Note on “Il y a actuellement beaucoup de débats sur "
                           "les métiers qui…” changed")  # fmt: skip


def test_notes_come_from_the_command_line_or_standard_input(board: BoardLine) -> None:
    (quote_id,) = board.add(HEIDI)
    (board.clicktui.folder / "note.md").write_bytes("# Titre\n\n- œuvre 🧠\n".encode())
    with (board.clicktui.folder / "note.md").open("rb") as file:
        board("note", quote_id, stdin=file)
    assert board.read("note", quote_id)["text"] == "# Titre\n\n- œuvre 🧠"

    assert "--clear" in board.refused(2, "note", quote_id, "")  # a variable without a value
    board("note", quote_id, "--", "- plus court")
    assert board("note", quote_id) == ["- plus court"]
    board("note", quote_id, "--clear")
    assert board.quotes()[0]["note"] == ""
    (board.clicktui.folder / "latin1").write_bytes("été".encode("latin-1"))
    with (board.clicktui.folder / "latin1").open("rb") as file:
        said = board.refused(2, "note", quote_id, stdin=file)
    assert said == "standard input: not UTF-8 at byte 0: save it as UTF-8"


def test_tags_and_stars(board: BoardLine) -> None:
    one, two = board.add(OUEST_FRANCE, HEIDI)

    board("tag", one, two, "--add", "profil", "--add", "search")
    board("tag", two, "--remove", "profil")
    board("star", one, two)
    assert board("star", two, "--off")[0].startswith("Star taken from “Il y a")

    first, second = board.quotes()
    assert (first["tags"], second["tags"]) == (["profil", "search"], ["search"])
    assert (first["starred"], second["starred"]) == (True, False)
    assert board("show", "--starred")[3:5] == [
        "",
        f"★ · {one} · Antonio Casilli (inferred) · 2022 · § 9",
    ]


def test_the_words_stay_under_what_is_altered(board: BoardLine) -> None:
    (quote_id,) = board.add(GRAND_CONTINENT)
    words = board.quotes()[0]["words"]

    board("alter", quote_id, "--elide", "ou 500 000", "--sic", "de de",
          "--emphasise", "avec des pincettes")  # fmt: skip
    board("alter", quote_id, "--insert", "les plateformes", "--before", "elles se retrouvent")

    (quote,) = board.quotes()
    assert quote["words"] == words
    assert [one["kind"] for one in quote["alterations"]] == [
        "elision", "insertion", "emphasis", "sic",
    ]  # fmt: skip
    altered = quote["altered_words"]
    assert "400\u00a0000 […] travailleurs\u00a0; [les plateformes] elles se" in altered
    assert altered.endswith("est en train de de [sic] monter.")
    lines = board("show")
    assert altered in lines
    for fact in (
        "left out: “ou 500\u00a0000”",
        "inserted: [les plateformes]",
        "emphasis added: “avec des pincettes”",
    ):
        assert f"   {fact}" in lines
    assert board.refused(1, "alter", quote_id, "--elide", "absent").startswith("these words do not")
    assert "“elles” stands there 3 times" in board.refused(2, "alter", quote_id, "--sic", "elles")
    board.refused(2, "alter", quote_id, "--emphasise", "ou 500 000")  # left out already

    board("alter", quote_id, "--none")
    assert board.quotes()[0]["alterations"] == []


def test_words_are_replaced_by_others_in_brackets(board: BoardLine) -> None:
    (quote_id,) = board.add(GRAND_CONTINENT)
    words = board.quotes()[0]["words"]

    board("alter", quote_id, "--replace", "elles se retrouvent", "--with", "les plateformes sont",
          "--replace", "avec des pincettes", "--with", "pour rien")  # fmt: skip

    (quote,) = board.quotes()
    assert quote["words"] == words
    start = words.index("elles se retrouvent")
    assert quote["alterations"][0] == {
        "kind": "replacement", "start": start, "end": start + 19, "text": "les plateformes sont",
    }  # fmt: skip
    assert "travailleurs\u00a0; [les plateformes sont]" in quote["altered_words"]
    assert "elles se retrouvent" not in quote["altered_words"]
    assert "   replaced: “elles se retrouvent” → [les plateformes sont]" in board("show")
    for wrong, told in (
        (("--replace", "ou 500 000"), "a replacement is --replace WORDS with --with TEXT"),
        (("--with", "rien"), "a replacement is --replace WORDS with --with TEXT"),
        (("--replace", "elles se", "--with", "x"), "Words cannot be replaced twice"),
        (("--replace", "ou 500 000", "--with", "ou 500 000"), "What replaces words has to differ"),
        (("--replace", "ou 500 000", "--with", "[x]"), "What stands in brackets is on one line"),
    ):
        assert told in board.refused(2, "alter", quote_id, *wrong)
    assert board.quotes() == [quote]


def test_an_altered_pull_quote_is_told_on_the_board_too(board: BoardLine) -> None:
    board.add(PULL_QUOTE)

    (quote,) = board.quotes()
    assert (quote["role"], quote["paragraphs"]) == ("pull-quote", None)
    assert quote["warning"].startswith("This pull quote alters the speaker's words")
    lines = board("show")
    assert f"   {quote['warning']}" in lines
    assert f"{quote['id']} · Antonio Casilli · 2023 · pull quote" in lines


def test_quotes_are_found_and_removed(board: BoardLine) -> None:
    one, two = board.add(OUEST_FRANCE, HEIDI)
    board("note", two, "la persistance, encore")

    assert [quote["id"] for quote in board.quotes("--find", "papiers")] == [one]
    assert [quote["id"] for quote in board.quotes("--find", "persistance encore")] == [two]
    assert board.refused(1, "show", "--find", "zzzqqq") == "nothing found"
    assert board.clicktui("board", "show", "--starred", "--json").code == 1

    assert board("remove", one, one) == [
        "Removed “L’autre profil, ce sont des gens exclus du marché du travai…”"
    ]
    assert [quote["id"] for quote in board.quotes()] == [two]
    assert "no quote of this board" in board.refused(1, "remove", one)
