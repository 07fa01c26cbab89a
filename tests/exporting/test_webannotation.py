"""Boards as Web Annotations, read back; annotations of other tools taken in by their words."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

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

from clicktui.board.model import Board, QuoteList
from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Span
from clicktui.errors import BoardFileError
from clicktui.exporting.taking_in import taken_in
from clicktui.exporting.webannotation import FILE_NAME, exported
from clicktui.exporting.webannotation_reading import read

FOLCO = "durandfolco-2023"


def annotations_of(board: Board, corpus: Corpus = CORPUS) -> bytes:
    return exported(material_of(board, corpus)).files[FILE_NAME]


@given(boards())
@settings(max_examples=50, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_board_comes_back_as_it_was(board: Board) -> None:
    content = annotations_of(board)
    taken = taken_in(read(content, "b.jsonld"), CORPUS)
    assert (taken.left_out, taken.told) == ((), ())
    assert taken.board == board
    assert annotations_of(taken.board) == content


def text_and_span(words: str, work_id: str = FOLCO) -> tuple[str, Span]:
    text = CORPUS.text_of(work_id)
    return text, Span(text.index(words), text.index(words) + len(words))


def taken(value: Any, corpus: Corpus = CORPUS) -> Any:
    return taken_in(read(json.dumps(value).encode(), "a.json"), corpus, "Bo", AT)


def test_a_quote_is_an_annotation_of_its_work() -> None:
    work = CORPUS.work(FOLCO)
    paragraph = next(one for one in work.paragraphs if one.is_prose)
    span = CORPUS.sentences(FOLCO, paragraph)[0]
    one = pinned_of(
        CORPUS, FOLCO, span, "q1", note="À *voir*", tags=("durée", "a/b"), is_starred=True
    )
    board = Board("b1", "Thèse", AT, (QuoteList("l1", "Robots", (one,)),), "# Plan")
    root = json.loads(annotations_of(board))
    assert root["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (root["type"], root["total"], root["label"]) == ("AnnotationCollection", 1, "Thèse")
    (annotation,) = root["first"]["items"]
    text = CORPUS.text_of(FOLCO)
    assert annotation["target"]["source"]["id"] == work.csl["URL"]
    assert annotation["target"]["selector"] == [
        {
            "type": "TextQuoteSelector",
            "exact": text[span.start : span.end],
            "prefix": text[span.start - 32 : span.start],
            "suffix": text[span.end : span.end + 32],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
    assert annotation["creator"] == {"type": "Person", "name": "Ada"}
    assert annotation["created"] == AT
    bodies = [(body["purpose"], body["value"]) for body in annotation["body"]]
    assert bodies[:5] == [
        ("classifying", "Robots"),
        ("bookmarking", "★"),
        ("tagging", "durée"),
        ("tagging", "a/b"),
        ("commenting", "À *voir*"),
    ]
    assert bodies[5][0] == "describing" and "Jonathan Durand Folco" in bodies[5][1]


def test_a_work_without_an_address_has_a_urn() -> None:
    one = quotes_of_every_work(CORPUS)[-1]
    root = json.loads(annotations_of(Board("b", "x", AT, (QuoteList("l", "y", (one,)),))))
    (annotation,) = root["first"]["items"]
    urn = "urn:clicktui:casilli-heidi:004_725277b9050ef925.txt"
    assert annotation["target"]["source"]["id"] == urn
    assert annotation["target"]["state"] == {"type": "TimeState", "cached": urn}


def test_identifiers_are_unique_and_always_the_same(tmp_path: Path) -> None:
    own = corpus_with_emoji(tmp_path)
    corpus = Corpus([*CORPUS.files, *own.files], "both")
    quotes = tuple(quotes_of_every_work(corpus, tags=("🙂 100 %",), note="{à}"))
    board = Board("b", "x", AT, (QuoteList("l", "y", quotes),))
    content = annotations_of(board, corpus)
    ids = [one["id"] for one in json.loads(content)["first"]["items"]]
    assert len(set(ids)) == len(ids) == len(quotes)
    assert annotations_of(board, corpus) == content
    assert taken_in(read(content, "x"), corpus).board == board


def hypothesis_row(words: str, **more: Any) -> dict[str, Any]:
    """An annotation as the API of Hypothesis gives it (h.readthedocs.io, API v1)."""
    quote = {"type": "TextQuoteSelector", "exact": words, "prefix": "", "suffix": ""}
    uri = more.pop("uri", CORPUS.work(FOLCO).csl["URL"])
    return {
        "id": "a1b2",
        "created": "2024-11-13T22:20:39.000000+02:00",
        "updated": "2024-11-14T20:20:39.000000+00:00",
        "user": "acct:lea@hypothes.is",
        "uri": uri,
        "text": "Très juste",
        "tags": ["robots", "à voir"],
        "document": {"title": ["Une page"]},
        "target": [
            {
                "source": uri,
                "selector": [
                    {"type": "RangeSelector", "startOffset": 1, "endOffset": 2},
                    {"type": "TextPositionSelector", "start": 5, "end": 9},
                    quote,
                ],
            }
        ],
        **more,
    }


@pytest.mark.parametrize("key", ["rows", "annotations", None])
def test_annotations_of_hypothesis_are_found_by_their_words(key: str | None) -> None:
    paragraph = [one for one in CORPUS.work(FOLCO).paragraphs if one.is_prose][1]
    text = CORPUS.text_of(FOLCO)
    span = CORPUS.sentences(FOLCO, paragraph)[0]
    words = text[span.start : span.end]
    row = hypothesis_row(words.replace("\u00a0", " ").replace("’", "'"))
    page_note = {**hypothesis_row("x"), "target": [{"source": "https://x.org"}], "text": "Page"}
    result = taken({key: [row, page_note]} if key else [row, page_note])
    assert result.left_out == ()
    (one,) = result.board.quotes
    assert (one.quote.words, one.quote.start, one.quote.work) == (words, span.start, FOLCO)
    assert one.quote.speakers == paragraph.speakers
    assert (one.note, one.tags, one.pinned_by) == ("Très juste", ("robots", "à voir"), "lea")
    assert one.pinned_at == "2024-11-13T20:20:39Z"
    assert result.board.memo.startswith("## Une page\n\nPage")


def test_words_of_a_text_that_the_corpus_lacks_are_left_out() -> None:
    """Some words of a work stand in an article that somebody else annotated as well."""
    row = hypothesis_row("l’intelligence artificielle", uri="https://example.org/a", text="Ma note")
    gone = hypothesis_row("Des mots que personne n’a écrits nulle part", text="Autre")
    empty = hypothesis_row("  ")
    result = taken([row, gone, empty])
    assert len(result.board) == 0
    assert [one.quote.note for one in result.left_out] == ["Ma note", "Autre", "Très juste"]
    assert all(one.reason and "\n" not in one.reason for one in result.left_out)


def test_context_tells_which_of_several_places_is_meant() -> None:
    text = CORPUS.text_of("casilli-heidi")
    places = [n for n in range(len(text)) if text.startswith(" travail ", n)]
    assert len(places) > 1
    start = places[1] + 1
    context = {"prefix": text[start - 20 : start], "suffix": text[start + 7 : start + 27]}
    row = hypothesis_row("travail", uri="004_725277b9050ef925.txt")
    blind = taken([row])
    assert len(blind.board) == 0 and "stand" in blind.left_out[0].reason
    row["target"][0]["selector"][2].update(context)
    (one,) = taken([row]).board.quotes
    assert one.quote.start == start


def test_a_pinned_quote_whose_work_is_gone_is_listed(tmp_path: Path) -> None:
    own = corpus_with_emoji(tmp_path)
    quotes = tuple(quotes_of_every_work(own, note="gardée"))
    board = Board("b", "x", AT, (QuoteList("l", "y", quotes),))
    result = taken_in(read(annotations_of(board, own), "x"), CORPUS)
    assert result.board == replace(board, lists=(QuoteList("l", "y"),))
    assert [one.quote.note for one in result.left_out] == ["gardée"] * len(quotes)
    assert [one.quote.words for one in result.left_out] == [one.quote.words for one in quotes]


def test_words_said_otherwise_than_the_record_lose_their_alterations() -> None:
    one = quotes_of_every_work(CORPUS)[-1]
    emphasis = (Alteration(AlterationKind.EMPHASIS, Span(0, 5)),)
    board = Board("b", "x", AT, (QuoteList("l", "y", (replace(one, alterations=emphasis),)),))
    root = json.loads(annotations_of(board))
    selectors = root["first"]["items"][0]["target"]["selector"]
    selectors[0]["exact"] = one.quote.words[6:]
    result = taken(root)
    (again,) = result.board.quotes
    assert again.alterations == () and again.id == one.id
    assert again.quote.words == one.quote.words[6:].strip()
    assert any("alteration does not fit" in told for told in result.told)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["target", "selector", "type", "exact", "body", "value", "purpose", "source", "id",
                 "items", "first", "record", "tags", "creator", "name", "uri", "document", "state"]
            ),
            inner | st.sampled_from(["TextQuoteSelector", "tagging", "TimeState"]),
            max_size=6,
        )
    ),
    max_leaves=25,
)  # fmt: skip


@given(JSON)
@settings(max_examples=100, deadline=None)
def test_any_json_is_taken_or_refused_in_one_line(value: Any) -> None:
    row = hypothesis_row("travail")
    row["target"] = value
    for document in (value, [row], {"items": [{**row, "body": value, "created": value}]}):
        try:
            result = taken_in(read(json.dumps(document).encode(), "a"), CORPUS)
        except BoardFileError as error:
            assert "\n" not in str(error)
        else:
            assert result.board.lists


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe{}", b"[" * 100_000, b'{"a":' * 50_000, b"1" * 5000, b"[]", b'"x"'],
)
def test_what_holds_no_annotations_is_refused(content: bytes) -> None:
    with pytest.raises(BoardFileError, match=r"^a\.json: "):
        read(content, "a.json")
