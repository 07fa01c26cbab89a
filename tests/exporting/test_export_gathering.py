"""What exports are made from: quotes as they stand now where nothing changed, else as pinned."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from export_samples import AT, CITER, CORPUS, corpus_with_emoji, pinned_of
from hostile_board import Shell, shell

from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.citing.citation import Form
from clicktui.corpus.model import Span
from clicktui.errors import BoardError
from clicktui.exporting.bibliography import items_of, versions_left_out
from clicktui.exporting.formats import FORMATS, exported, format_called
from clicktui.exporting.gathering import part_of
from clicktui.exporting.material import Material

HEIDI = "casilli-heidi"


def a_quote(quote_id: str = "q", **more: object) -> PinnedQuote:
    paragraph = next(one for one in CORPUS.work(HEIDI).paragraphs if one.number == 2)
    return pinned_of(CORPUS, HEIDI, CORPUS.sentences(HEIDI, paragraph)[0], quote_id, **more)


def board_of(*quotes: PinnedQuote, **more: object) -> Board:
    lists = (QuoteList("l", "Liste", quotes), QuoteList("v", "Vide"))
    return Board("b", "Thèse", AT, lists, **more)


@contextmanager
def gathered(folder: Path, *quotes: PinnedQuote) -> Iterator[tuple[Shell, Material]]:
    with shell(CORPUS, folder / "data", board_of(*quotes)) as one:
        yield one, one.workspace.material(one.desk.open_board(), "fr")


def test_a_quote_that_stands_is_exported_as_it_stands(tmp_path: Path) -> None:
    pinned = a_quote()
    old = replace(pinned, cited=replace(pinned.cited, csl={"type": "book", "title": "Avant"}))
    with gathered(tmp_path, old) as (_shell, material):
        (one,) = material.quotes
        assert one.work.title == CORPUS.work(HEIDI).title
        assert (one.key, one.is_unsettled, one.list_name) == ("casilli-nd-ia", False, "Liste")
        assert material.cite(one, Form.REFERENCE) == CITER.cite(
            pinned.quote, CORPUS.work(HEIDI), None, Form.REFERENCE, "fr"
        )
        assert set(material.texts) == {pinned.quote.file}


def test_a_quote_whose_source_changed_is_exported_as_it_was_pinned(tmp_path: Path) -> None:
    pinned = a_quote()
    other = replace(
        pinned,
        id="other",
        quote=replace(pinned.quote, words="D’autres mots, qui n’ont jamais été là.", end=10**6),
        cited=replace(pinned.cited, csl={"type": "book", "title": "Avant"}),
    )
    with gathered(tmp_path, other, pinned) as (_shell, material):
        was, now = material.quotes
        assert (was.is_unsettled, was.work.title, was.quote) == (True, "Avant", other.quote)
        assert (now.is_unsettled, now.work.title) == (False, CORPUS.work(HEIDI).title)
        assert was.key == now.key
        (item,) = items_of(material)  # the corpus has the last word on a work that it has
        assert item["title"] == CORPUS.work(HEIDI).title
        told = "Quotes were pinned when the metadata were others, and are unsettled: casilli-nd-ia"
        assert versions_left_out(material) == (told,)
        for name in ("biblatex", "ris", "csljson", "pandoc"):
            wanted = format_called(name)
            assert told in exported(wanted, material, "x" + wanted.ending).losses
        unsettled = (
            "1 quote is as it was pinned: its source has changed since, and it is not settled"
        )
        for wanted in FORMATS:
            assert exported(wanted, material, "x" + wanted.ending).losses[0] == unsettled
        for name in ("md", "html", "pandoc"):
            wanted = format_called(name)
            text = exported(wanted, material, "x").files["x"].decode("utf-8")
            assert text.count("(la source a changé depuis\u00a0: à vérifier)") == 1


def test_two_works_never_have_one_key(tmp_path: Path) -> None:
    pinned = a_quote()
    gone = replace(
        pinned,
        id="gone",
        quote=replace(pinned.quote, work="gone", words="Des mots d’un texte parti.", file="gone"),
        cited=replace(pinned.cited, id="gone"),
    )
    with gathered(tmp_path, gone, pinned) as (_shell, material):
        assert [one.key for one in material.quotes] == ["casilli-nd-ia-2", "casilli-nd-ia"]
        assert [item["id"] for item in items_of(material)] == ["casilli-nd-ia-2", "casilli-nd-ia"]
        assert "gone" not in material.texts


def test_a_list_alone_is_a_board_of_its_own(tmp_path: Path) -> None:
    whole = board_of(a_quote(), memo="Plan", is_archived=True)
    part = part_of(whole, "l")
    assert part == part_of(whole, "l")
    assert (part.name, part.memo, part.is_archived) == ("Thèse – Liste", "", False)
    assert part.lists == whole.lists[:1]
    assert part.id not in ("b", part_of(whole, "v").id)
    assert len(part_of(replace(whole, name="T" * 200), "l").name) == 200
    with pytest.raises(BoardError):
        part_of(whole, "no")
    with shell(CORPUS, tmp_path, whole) as one:
        material = one.workspace.material(one.desk.board("b"), "fr", list_id="l")
        assert material.board == part
        made = exported(format_called("yaml"), material, "x.yaml")
        assert made.losses == ("The memo is of the whole board and is left out",)
        done = one("import", "--format", "yaml", str(_written(tmp_path, made.files["x.yaml"])))
        assert done.code == 0
        assert {board.name for board in one.desk.boards(True)} == {"Thèse", "Thèse – Liste"}
        assert one.desk.board("b") == whole


def _written(folder: Path, content: bytes) -> Path:
    path = folder / "part.yaml"
    path.write_bytes(content)
    return path


def test_a_style_is_followed_and_how_far_it_is_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with shell(CORPUS, tmp_path, board_of(a_quote("a"), a_quote("b"))) as one:
        material = one.workspace.material(
            one.desk.open_board(), "fr", style="apa", progress=lambda *at: told.append(at)
        )
        made = exported(format_called("html"), material, "x")
    assert "Casilli, A. (s.\u00a0d.)" in made.files["x"].decode("utf-8")
    assert told == [(0, 2), (1, 2)]


def test_texts_are_those_of_the_corpus_that_the_quotes_stand_in(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    paragraph = corpus.work("livreurs").paragraphs[1].span
    one = pinned_of(corpus, "livreurs", Span(paragraph.start, paragraph.end), "q")
    with shell(corpus, tmp_path / "data", board_of(one)) as it:
        material = it.workspace.material(it.desk.open_board(), "fr")
    assert material.texts == {"emoji.txt": corpus.files[0].text}
