"""A board as a document of Word, read back by python-docx and by LibreOffice."""

import io
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx as python_docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
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
from libreoffice import converted, needs_libreoffice

from clicktui.board.model import Board, QuoteList
from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.model import Span
from clicktui.errors import ClicktuiError
from clicktui.exporting.docx import exported


def document_of(board: Board, corpus=CORPUS) -> Document:
    made = exported(material_of(board, corpus))
    return python_docx.Document(io.BytesIO(made.files["board.docx"]))


def board_with_emoji(corpus) -> Board:
    text = corpus.text_of("livreurs")
    start = text.index("On m’a")
    one = pinned_of(
        corpus,
        "livreurs",
        Span(start, text.index("\n", start)),
        "q1",
        note="À *voir*\n<b>",
        tags=("durée", "a;b"),
        is_starred=True,
        alterations=(Alteration(AlterationKind.EMPHASIS, Span(3, 11)),),
    )
    return Board(
        "b", "Thèse", AT, (QuoteList("l", "Robots", (one,)), QuoteList("m", "Vide")), "Plan"
    )


def test_a_board_reads_like_this(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    document = document_of(board_with_emoji(corpus), corpus)
    shown = [(one.style.name, one.text) for one in document.paragraphs]
    reference = shown[4][1]
    assert reference.startswith("— Zoé Blé et Åsa Ügür, «\u00a0Les {livreurs} à 100 %")
    assert reference.endswith(" Nous soulignons.")
    assert shown == [
        ("Title", "Thèse"),
        ("Normal", "Plan"),
        ("Heading 1", "Robots"),
        ("Quote", "On m’a noté 🙂 — puis <rien>, & « rien\u202f! » ; \\textbf{non} $5 #1 _x_ ~ ^."),
        ("Normal", reference),
        ("Normal", "★ Mots-clés\u00a0: durée, a;b"),
        ("Normal", "À *voir*\n<b>"),
        ("Heading 1", "Vide"),
    ]
    quotation = document.paragraphs[3]
    assert [run.text for run in quotation.runs if run.italic] == ["m’a noté"]
    assert not quotation.style.font.italic
    languages = [run._element.rPr.find(qn("w:lang")).get(qn("w:val")) for run in quotation.runs]
    assert set(languages) == {"fr"}


def test_the_document_says_what_it_is(tmp_path: Path) -> None:
    facts = document_of(Board("b", "T" * 300, AT)).core_properties
    assert (facts.title, facts.author, facts.comments) == ("T" * 255, "", "")
    assert facts.created == datetime(2026, 11, 21, 23, 57, 3, tzinfo=UTC)


def test_a_quote_whose_source_changed_says_so(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    material = material_of(board_with_emoji(corpus), corpus, "it")
    first, *others = material.quotes
    changed = replace(material, quotes=(replace(first, is_unsettled=True), *others))
    document = python_docx.Document(io.BytesIO(exported(changed).files["board.docx"]))
    told = "(la fonte è cambiata da allora: da verificare)"
    assert [one.text for one in document.paragraphs].count(told) == 1


@given(boards())
@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
def test_whatever_stands_on_a_board_can_be_read(board: Board) -> None:
    document = document_of(board)
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert len(headings) == len(board.lists)
    assert sum(one.style.name == "Quote" for one in document.paragraphs) >= len(board)


def test_a_missing_library_is_named_by_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ClicktuiError, match=r"^Word .*clicktui\[documents\]"):
        exported(material_of(Board("b", "x", AT)))


@needs_libreoffice
def test_libreoffice_reads_every_quote(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    quotes = tuple(quotes_of_every_work(corpus)) + tuple(quotes_of_every_work(CORPUS, "s"))
    board = Board("b", "x", AT, (QuoteList("l", "y", quotes),))
    both = type(CORPUS)([*CORPUS.files, *corpus.files], "both")
    content = exported(material_of(board, both)).files["board.docx"]
    lines = converted(content, "b.docx", "txt:Text (encoded):UTF8", tmp_path).splitlines()
    for one in board.quotes:
        for line in one.quote.words.split("\n"):
            assert line.strip() in lines or not line.strip()
