"""Pinned quotes as a store writes them, and as older stores did."""

import json
from dataclasses import replace

import pytest
from store_helpers import pinned

from clicktui.board.store.quotedocuments import DocumentError, Fields, quote_fields, quote_from
from clicktui.corpus.model import Locator, LocatorKind, Repetition, Span


def read_back(document: object):
    return quote_from("q", Fields(json.loads(json.dumps(document))))


def test_a_pull_quote_of_an_older_store_has_no_paragraphs_of_its_sentence() -> None:
    plain = pinned("q")
    one = replace(plain, quote=replace(plain.quote, repeats=Repetition(Span(3, 5), False, (7, 8))))
    document = quote_fields(one)
    assert document["quote"]["repeats"] == {
        "start": 3, "end": 5, "altered": False, "paragraphs": {"first": 7, "last": 8},
    }  # fmt: skip
    assert read_back(document) == one
    del document["quote"]["repeats"]["paragraphs"]
    old = replace(plain, quote=replace(plain.quote, repeats=Repetition(Span(3, 5), False)))
    assert read_back(document) == old
    assert quote_fields(old)["quote"]["repeats"] == document["quote"]["repeats"]


def test_pages_and_times_come_back_and_older_stores_have_none() -> None:
    plain = pinned("q")
    assert "locator" not in quote_fields(plain)["quote"]
    one = replace(plain, quote=replace(plain.quote, locator=Locator(LocatorKind.PAGE, "xi", "xii")))
    document = quote_fields(one)
    assert read_back(document) == one
    for wrong in (None, {"kind": "verse", "first": "1", "last": "1"}, {"kind": "page"}):
        document["quote"]["locator"] = wrong
        with pytest.raises(DocumentError):
            read_back(document)


@pytest.mark.parametrize("paragraphs", [None, 7, {"first": 7}, {"first": 7, "last": 8, "x": 1}])
def test_paragraphs_of_another_form_are_refused(paragraphs: object) -> None:
    plain = pinned("q")
    one = replace(plain, quote=replace(plain.quote, repeats=Repetition(Span(3, 5), False)))
    document = quote_fields(one)
    document["quote"]["repeats"]["paragraphs"] = paragraphs
    with pytest.raises(DocumentError):
        read_back(document)
