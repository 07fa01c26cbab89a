"""CSL-JSON: everything is in it, and comes back."""

import json
from pathlib import Path

from bibliography_samples import accept, needs_acceptance_tools, sample_items
from export_samples import CORPUS, material_of, pinned_of

from clicktui.board.model import Board, QuoteList
from clicktui.corpus.model import Role
from clicktui.exporting import csljson
from clicktui.exporting.bibliography import items_of
from clicktui.exporting.bibliography_reading import read_bibliography


def test_nothing_is_lost() -> None:
    items = sample_items()
    exported = csljson.exported(items)
    assert exported.losses == ()
    (file,) = exported.files.values()
    assert json.loads(file) == items
    read = read_bibliography(file, csljson.FILE)
    assert not read.remarks
    assert [{"id": item.key, **item.csl} for item in read.items] == items


def test_accents_and_emoji_stay_what_they_are() -> None:
    assert csljson.entry({"id": "a", "type": "book", "title": "é 🧶"}).text == (
        '[\n  {\n    "id": "a",\n    "type": "book",\n    "title": "é 🧶"\n  }\n]\n'
    )


@needs_acceptance_tools
def test_the_programs_that_people_use_read_it(tmp_path: Path) -> None:
    items = sample_items()
    file = tmp_path / csljson.FILE
    file.write_bytes(csljson.exported(items).files[csljson.FILE])
    accept(file, items)


def test_each_work_of_a_board_stands_once_under_its_key() -> None:
    quotes = [
        pinned_of(CORPUS, work_id, CORPUS.work(work_id).paragraphs[place].span, f"q{number}")
        for number, (work_id, place) in enumerate(
            [("franchi-2021", 3), ("casilli-heidi", 1), ("franchi-2021", 4)]
        )
    ]
    board = Board("b", "B", "2026-11-21T23:57:03Z", (QuoteList("l", "L", tuple(quotes)),))
    items = items_of(material_of(board))
    assert [(item["id"], item["language"]) for item in items] == [
        ("franchi-2021", "it"),
        ("casilli-heidi", "fr"),
    ]
    assert items[1]["title"] == CORPUS.work("casilli-heidi").title


def test_words_around_a_work_bring_the_page_that_they_are_cited_from() -> None:
    work = CORPUS.work("casilli-ouestfrance-2022")
    notice = next(one for one in work.paragraphs if one.role is Role.NOTICE)
    pinned = pinned_of(CORPUS, work.id, notice.span, "q1")
    board = Board("b", "B", "2026-11-21T23:57:03Z", (QuoteList("l", "L", (pinned,)),))
    (item,) = items_of(material_of(board))
    assert {name: item.get(name) for name in ("title", "type", "author", "language")} == {
        "title": "digital labor",
        "type": "webpage",
        "author": None,
        "language": None,
    }
