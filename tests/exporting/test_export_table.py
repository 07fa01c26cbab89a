"""A board as a table: cells by hand, no formula, and the same table after a way there and back."""

import csv
import io
from pathlib import Path

import pytest
from export_samples import (
    AT,
    CORPUS,
    boards,
    corpus_with_emoji,
    material_of,
    pinned_of,
    quotes_of_every_work,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libreoffice import converted, needs_libreoffice

from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.model import Span
from clicktui.errors import BoardFileError
from clicktui.exporting import csvtable
from clicktui.exporting.quotetable import joined_tags, parted_tags
from clicktui.exporting.taking_in import taken_in

HEADS = (
    "id,exact words,words as altered,before,after,speaker,author,work,container,year,paragraph,"
    "url,language,list,tags,star,note,start,end,file,reference,pinned by,pinned at,alterations,"
    "codes,codes by program,codes by people,page,time"
)


def board_of(*quotes: PinnedQuote, memo: str = "") -> Board:
    return Board("b", "Thèse", AT, (QuoteList("l", "Robots", quotes),), memo)


def csv_of(board: Board, corpus=CORPUS) -> bytes:
    return csvtable.exported(material_of(board, corpus)).files["quotes.csv"]


def cells_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def span_of(words: str, work_id: str) -> Span:
    start = CORPUS.text_of(work_id).index(words)
    return Span(start, start + len(words))


def test_a_quote_is_a_row(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    text = corpus.text_of("livreurs")
    words = "On m’a noté 🙂"
    start = text.index(words)
    one = pinned_of(
        corpus,
        "livreurs",
        Span(start, start + len(words)),
        "q1",
        note='À "voir"\n- un',
        tags=("a; b", "c"),
        is_starred=True,
        alterations=(Alteration(AlterationKind.REPLACEMENT, Span(0, 2), "Les gens"),),
    )
    content = csv_of(board_of(one), corpus)
    assert content.startswith(b"\xef\xbb\xbf" + HEADS.encode() + b"\r\n")
    (row,) = cells_of(content)
    assert row.pop("reference").startswith("Zoé Blé et Åsa Ügür, «\u00a0Les {livreurs} à 100 %")
    assert row == {
        "id": "q1",
        "exact words": "On m’a noté 🙂",
        "words as altered": "[Les gens] m’a noté 🙂",
        "before": text[start - 32 : start],
        "after": text[start + len(words) : start + len(words) + 32],
        "speaker": "Zoé Blé",
        "author": "Zoé Blé; Åsa Ügür",
        "work": "Les {livreurs} à 100 % — « on »",
        "container": "",
        "year": "",
        "paragraph": "2",
        "url": "",
        "language": "fr",
        "list": "Robots",
        "tags": "a\\; b; c",
        "star": "★",
        "note": 'À "voir"\n- un',
        "start": str(start),
        "end": str(start + len(words)),
        "file": "emoji.txt",
        "pinned by": "Ada",
        "pinned at": AT,
        "alterations": '[{"kind": "replacement", "start": 0, "end": 2, "text": "Les gens"}]',
        "codes": "",
        "codes by program": "",
        "codes by people": "",
        "page": "",
        "time": "",
    }
    assert b'"\xc3\x80 ""voir""\n- un"' in content


def test_a_pull_quote_that_alters_words_has_no_speaker() -> None:
    altered = [
        pinned_of(CORPUS, work.id, paragraph.span, f"{work.id}-{paragraph.span.start}")
        for work in CORPUS.works
        for paragraph in work.paragraphs
        if paragraph.is_altered
    ]
    assert altered
    assert {row["speaker"] for row in cells_of(csv_of(board_of(*altered)))} == {""}


def test_words_of_whoever_presents_a_work_are_not_left_to_its_author() -> None:
    work = CORPUS.work("casilli-avignon-2022")
    one = pinned_of(CORPUS, work.id, work.paragraphs[0].span, "q")
    (row,) = cells_of(csv_of(board_of(one)))
    assert (row["speaker"], row["author"]) == ("", "Antonio Casilli")
    assert row["reference"].startswith("Présentation anonyme de\u00a0: Antonio Casilli")


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\u00a0+", "\u200b=", "'=", "\n@"]
)
def test_text_that_looks_like_a_formula_does_not_become_one(sign: str) -> None:
    one = quotes_of_every_work(CORPUS, note="x")[0]
    one = PinnedQuote(one.id, one.quote, one.cited, "", AT, note=f"{sign}SUM(A1)", tags=("ok",))
    made = csvtable.exported(material_of(board_of(one)))
    (row,) = cells_of(made.files["quotes.csv"])
    assert row["note"] == f"'{sign}SUM(A1)"
    assert any("apostrophe" in loss for loss in made.losses)


def test_a_corpus_that_begins_as_a_formula(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    board = board_of(*quotes_of_every_work(corpus))
    content = csv_of(board, corpus)
    assert any(row["exact words"].startswith("'=SOMME") for row in cells_of(content))
    assert csv_of(taken_in(csvtable.read(content, "x.csv"), corpus).board, corpus) == content


def test_what_a_table_cannot_carry_is_told() -> None:
    board = Board("b", "x", AT, (QuoteList("l", "leer"), QuoteList("m", "auch")), "mémo")
    assert csvtable.exported(material_of(board)).losses == (
        "The memo of the board is left out: a table has no place for it",
        "2 lists without quotes are left out",
    )


@given(boards())
@settings(max_examples=50, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_table_comes_back_as_it_was(board: Board) -> None:
    content = csv_of(board)
    taken = taken_in(csvtable.read(content, "b.csv"), CORPUS)
    assert (taken.left_out, taken.told) == ((), ())
    assert csv_of(taken.board) == content
    before = [(one.quote, one.note, one.tags, one.is_starred) for one in board.quotes]
    assert [(one.quote, one.note, one.tags, one.is_starred) for one in taken.board.quotes] == before


@given(st.lists(st.text(st.sampled_from(";\\ ab"), min_size=1).filter(lambda one: one.strip())))
def test_tags_come_back(tags: list[str]) -> None:
    own = tuple(tag.strip() for tag in tags)
    assert parted_tags(joined_tags(own)) == own


def test_tags_typed_by_hand() -> None:
    assert parted_tags("durée;travail ;; a\\b") == ("durée", "travail", "a\\b")


def test_a_table_typed_by_hand_needs_only_the_words() -> None:
    work = CORPUS.works[0]
    words = CORPUS.text_of(work.id)[work.paragraphs[3].span.start : work.paragraphs[3].span.end]
    table = f'Note;Exact  Words;work\r\nà voir;"{words}";{work.title}\r\n;;\r\n'
    taken = taken_in(csvtable.read(table.encode(), "Mes citations.csv"), CORPUS, "Bo", AT)
    assert taken.board.name == "Mes citations"
    (one,) = taken.board.quotes
    assert (one.quote.words, one.note, one.pinned_by) == (words, "à voir", "Bo")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "no column is called “exact words”"),
        (b"a,b\r\n1,2\r\n", "no column is called “exact words”"),
        ("exact words\r\né\r\n".encode("cp1252"), "save it as “CSV UTF-8”"),
        (b"exact words\n" + b"a\n" * 100_001, "more than 100000 rows"),
    ],
)
def test_what_is_no_table_of_quotes_is_refused(content: bytes, problem: str) -> None:
    with pytest.raises(BoardFileError, match=problem):
        csvtable.read(content, "x.csv")


def test_a_table_that_a_spreadsheet_saved_with_semicolons(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    quotes = quotes_of_every_work(corpus, note='a\nb; "c"', tags=("x;y", "z"), is_starred=True)
    board = board_of(*quotes)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in csv.reader(io.StringIO(csv_of(board, corpus).decode("utf-8-sig"), newline="")):
        writer.writerow([*(cell.replace("\n", "\r\n") for cell in row), "", ""])
    taken = taken_in(csvtable.read(text.getvalue().encode(), "x.csv"), corpus)
    assert (taken.left_out, taken.told) == ((), ())
    assert tuple(taken.board.quotes) == tuple(quotes)


@pytest.mark.parametrize("told", ["sep=;\r\n", "SEP=;\n", '"sep=;";;\r\n'])
def test_a_line_that_tells_excel_the_delimiter_is_no_head(told: str) -> None:
    (quote,) = csvtable.read(f"{told}exact words;list\r\na,b;c\r\n".encode(), "x.csv").quotes
    assert (quote.words, quote.list_name) == ("a,b", "c")


def test_alterations_that_were_spoilt_are_left_out() -> None:
    one = quotes_of_every_work(CORPUS)[0]
    for spoilt in ("[", "{}", "[1]", '[{"kind": "x", "start": 0, "end": 1}]', "[" * 100_000):
        table = (
            f'exact words,alterations\r\n"{one.quote.words}","{spoilt.replace(chr(34), "")}"\r\n'
        )
        (quote,) = csvtable.read(table.encode(), "x.csv").quotes
        assert quote.alterations == ()


@needs_libreoffice
def test_libreoffice_finds_no_formula(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    board = board_of(*quotes_of_every_work(corpus, note="=1+1", tags=("@x", "-2+3")))
    content = csv_of(board, corpus)
    text = converted(content, "q.csv", "fods", tmp_path, "CSV:44,34,76")  # UTF-8
    assert "=1+1</text:p>" in text and "=SOMME(A1) n’est pas un mot" in text
    assert "table:formula" not in text
