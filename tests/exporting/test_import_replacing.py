"""A board from a file in the place of the one here: what the file could not have stays."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from export_samples import AT, CORPUS, pinned_of
from hostile_board import Shell, shell

from clicktui.board.model import Board, PinnedQuote, QuoteList

HEIDI = "casilli-heidi"
STAYS = (
    "clicktui: 1 quote that the file could not have, or that was not found, stays on the board\n"
)


def quote_at(nth: int, quote_id: str, **more: object) -> PinnedQuote:
    prose = [one for one in CORPUS.work(HEIDI).paragraphs if one.is_prose]
    return pinned_of(CORPUS, HEIDI, CORPUS.sentences(HEIDI, prose[nth])[0], quote_id, **more)


def changed(quote_id: str) -> PinnedQuote:
    """A quote that its source does not have any more, and that was not settled."""
    one = quote_at(2, quote_id, note="à régler")
    return replace(one, quote=replace(one.quote, words="Des mots qui ne sont plus là du tout."))


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Shell]:
    lists = (
        QuoteList("l1", "Un", (quote_at(0, "a"), changed("gone"), quote_at(1, "b"))),
        QuoteList("l2", "Deux", (quote_at(3, "c", tags=("x",)),)),
        QuoteList("l3", "Vide"),
    )
    with shell(CORPUS, tmp_path / "data", Board("t", "Thèse", AT, lists, "Plan")) as one:
        yield one


def ids(here: Shell) -> list[list[str]]:
    return [[one.id for one in each.quotes] for each in here.desk.board("t").lists]


def exported(here: Shell, folder: Path, kind: str) -> Path:
    path = folder / f"b.{kind}"
    assert here("export", "--format", kind, "--out", str(path)).code == 0
    return path


@pytest.mark.parametrize("kind", ["csv", "jsonld", "qdpx"])
def test_what_changed_in_its_source_stays_where_it_was(
    here: Shell, tmp_path: Path, kind: str
) -> None:
    path = exported(here, tmp_path, kind)
    before = here.desk.board("t")
    ran = here("import", str(path), "--replace")
    assert (ran.code, ran.out) == (0, "nothing changed: it is so already\n")
    assert STAYS in ran.err
    assert here.desk.board("t") == before


def test_a_table_gone_over_in_a_spreadsheet_comes_back(here: Shell, tmp_path: Path) -> None:
    path = exported(here, tmp_path, "csv")
    text = path.read_text("utf-8-sig")
    text = text.replace(",Deux,x,", ",Trois,y,")  # c moved to a new list, with another tag
    text = "".join(row for row in text.splitlines(True) if not row.startswith("b,"))
    path.write_text(text, "utf-8")

    ran = here("import", str(path), "--replace")

    assert (ran.code, ran.out) == (0, "Board “Thèse” imported\n")
    board = here.desk.board("t")
    assert [one.name for one in board.lists] == ["Un", "Deux", "Vide", "Trois"]
    assert (board.memo, board.name, board.lists[3].quotes[0].tags) == ("Plan", "Thèse", ("y",))
    assert ids(here) == [["a", "gone"], [], [], ["c"]]
    assert here.desk.undo() is not None
    assert ids(here) == [["a", "gone", "b"], ["c"], []]


def test_what_could_not_be_found_stays(here: Shell, tmp_path: Path) -> None:
    path = exported(here, tmp_path, "jsonld")
    document = json.loads(path.read_text("utf-8"))
    (first, *_others) = document["first"]["items"]
    first["target"]["selector"][0]["exact"] = "Tout autre chose."
    path.write_text(json.dumps(document), "utf-8")

    ran = here("import", str(path), "--replace")

    assert "left out: “Tout autre chose.”: " in ran.err
    assert ids(here) == [["a", "gone", "b"], ["c"], []]


def test_a_list_that_is_not_in_the_file_comes_back_for_what_stays(
    here: Shell, tmp_path: Path
) -> None:
    path = exported(here, tmp_path, "jsonld")
    document = json.loads(path.read_text("utf-8"))
    page, record = document["first"], document["record"]
    page["items"] = [one for one in page["items"] if one["body"][0]["value"] == "Deux"]
    record["names"] = [one for one in record["names"] if one["name"] == "Deux"]
    path.write_text(json.dumps(document), "utf-8")

    assert here("import", str(path), "--replace").code == 0

    board = here.desk.board("t")
    assert [one.name for one in board.lists] == ["Deux", "Un"]
    assert ids(here) == [["c"], ["gone"]]


def test_a_table_of_no_board_here_is_a_new_one(here: Shell, tmp_path: Path) -> None:
    path = tmp_path / "à part.csv"
    words = quote_at(4, "z").quote.words
    path.write_text(f'exact words,work\r\n"{words}",{CORPUS.work(HEIDI).title}\r\n', "utf-8")
    assert here("import", str(path), "--replace").code == 0
    assert {one.name for one in here.desk.boards()} == {"Thèse", "à part"}
