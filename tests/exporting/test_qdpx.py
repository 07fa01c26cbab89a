"""Boards as REFI-QDA projects, read back by clicktui and by the programs of others."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import acceptance
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
from lxml import etree

from clicktui.board.model import Board, QuoteList
from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Span
from clicktui.exporting.qdpx import FILE_NAME, exported
from clicktui.exporting.qdpx_reading import read
from clicktui.exporting.taking_in import taken_in

HEIDI = "casilli-heidi"
NS = "{urn:QDA-XML:project:1.0}"
SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).parent / "schemas" / "Project.xsd")))


def project_of(board: Board, corpus: Corpus = CORPUS) -> bytes:
    return exported(material_of(board, corpus)).files[FILE_NAME]


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def root_of(content: bytes) -> Any:
    return etree.fromstring(files_of(content)["project.qde"])


def codings_of(content: bytes) -> list[tuple[str, str, str]]:
    """Source, code and words of each coding, as the standard defines them."""
    files, root = files_of(content), root_of(content)
    codes = {one.get("guid"): one.get("name") for one in root.iter(f"{NS}Code")}
    codings = []
    for source in root.iter(f"{NS}TextSource"):
        path = source.get("plainTextPath").removeprefix("internal://")
        text = files[f"sources/{path}"].decode("utf-8")
        for one in source.iter(f"{NS}PlainTextSelection"):
            words = text[int(one.get("startPosition")) : int(one.get("endPosition"))]
            refs = one.findall(f"{NS}Coding/{NS}CodeRef")
            codings += [(source.get("name"), codes[r.get("targetGUID")], words) for r in refs]
    return sorted(codings)


@given(boards())
@settings(max_examples=50, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_board_comes_back_as_it_was(board: Board) -> None:
    content = project_of(board)
    taken = taken_in(read(content, "b.qdpx"), CORPUS)
    assert (taken.left_out, taken.told) == ((), ())
    assert taken.board == board
    assert project_of(taken.board) == content


@given(boards())
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_the_project_is_one_by_the_standard_and_as_readers_need_it(board: Board) -> None:
    content = project_of(board)
    files, root = files_of(content), root_of(content)
    assert SCHEMA.validate(root), SCHEMA.error_log.last_error
    assert next(iter(files)) == "project.qde" and root.get("origin") == "clicktui"
    assert all(name == "project.qde" or name.startswith("sources/") for name in files)
    for name, raw in files.items():
        assert name == name.lower() and name.count("/") <= 1
        assert not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw
    for tag in ("Code", "TextSource", "User", "Note"):
        names = [one.get("name").casefold() for one in root.iter(NS + tag)]
        assert len(set(names)) == len(names)
    for one in root.iter(f"{NS}Note", f"{NS}PlainTextSelection", f"{NS}TextSource", f"{NS}Coding"):
        assert one.get("creationDateTime")
    for one in root.iter(f"{NS}Note", f"{NS}TextSource"):
        assert f"sources/{one.get('plainTextPath').removeprefix('internal://')}" in files
    guids = [one.get("guid") for one in root.iter() if one.get("guid")]
    assert len(set(guids)) == len(guids)
    expected = [
        (one.quote.file, quote_list.name, one.quote.words)
        for quote_list in board.lists
        for one in quote_list.quotes
    ]
    words = [(source, text) for source, _code, text in codings_of(content)]
    assert {(source, text) for source, _list, text in expected} == set(words)


def nasty_board(folder: Path) -> tuple[Board, Corpus]:
    """Quotes from every work and of a text with emoji, under names that are hard to write."""
    own = corpus_with_emoji(folder)
    corpus = Corpus([*CORPUS.files, *own.files], "both")
    text = own.files[0].text
    tags = ("100 %", "{accolades}", "« guillemets »", "a/b <c> & d")
    one = pinned_of(own, "livreurs", Span(text.index("Je livre"), text.index(", dit")), "e1")
    two = pinned_of(own, "livreurs", Span(text.index("« à 100"), text.index(" moins")), "e2")
    three = pinned_of(
        own,
        "livreurs",
        Span(text.index("🙂"), text.index(" $5")),
        "e3",
        note="Note — « à 100\u00a0% » {x} 🙂\n<b>non</b>",
        tags=tags,
        alterations=(Alteration(AlterationKind.EMPHASIS, Span(4, 8)),),
    )
    first = QuoteList("l1", "Première : « à voir » 🙂", (one, *quotes_of_every_work(corpus)))
    again = quotes_of_every_work(CORPUS, "r", tags=("robots",), is_starred=True, note="À voir")
    lists = (first, QuoteList("l2", "Robots", (two, three, *again)), QuoteList("l3", "Vide"))
    return Board("b1", "Thèse & <essai>", AT, lists, "# Plan\n\n- à 100 %"), corpus


def expected_codings(board: Board) -> list[dict[str, str]]:
    expected = []
    for quote_list in board.lists:
        for one in quote_list.quotes:
            # a tag that differs from a list by its case alone cannot have the same name
            tags = ["robots (2)" if tag == "robots" else tag for tag in one.tags]
            codes = [quote_list.name, *(["★"] if one.is_starred else []), *tags]
            expected += [
                {"source": one.quote.file, "code": code, "text": one.quote.words} for code in codes
            ]
    return expected


def test_every_work_is_coded_as_meant(tmp_path: Path) -> None:
    board, corpus = nasty_board(tmp_path)
    content = project_of(board, corpus)
    assert SCHEMA.validate(root_of(content))
    wanted = [(one["source"], one["code"], one["text"]) for one in expected_codings(board)]
    assert codings_of(content) == sorted(wanted)
    taken = taken_in(read(content, "b.qdpx"), corpus)
    assert (taken.board, taken.left_out, taken.told) == (board, (), ())


@acceptance.needs(acceptance.QDPX)
def test_the_acceptance_script_passes(tmp_path: Path) -> None:
    board, corpus = nasty_board(tmp_path)
    (tmp_path / "b.qdpx").write_bytes(project_of(board, corpus))
    (tmp_path / "expect.json").write_text(json.dumps(expected_codings(board)), "utf-8")
    acceptance.accept(acceptance.QDPX, tmp_path / "b.qdpx", tmp_path / "expect.json")


def test_losses_are_told(tmp_path: Path) -> None:
    board, corpus = nasty_board(tmp_path)
    losses = exported(material_of(board, corpus)).losses
    assert any("NVivo" in one for one in losses)
    assert any("written otherwise" in one for one in losses)
    gone = exported(replace(material_of(board, corpus), texts={}))
    assert any(one.startswith(f"{len(board)} quotes") for one in gone.losses)
    assert codings_of(gone.files[FILE_NAME]) == []
    plain = Board("b", "x", AT, (QuoteList("l", "y", tuple(quotes_of_every_work(CORPUS))),))
    assert len(exported(material_of(plain)).losses) == 1


def test_notes_are_named_dated_and_in_files() -> None:
    words = quotes_of_every_work(CORPUS)[-2]
    inserted = Alteration(AlterationKind.INSERTION, Span(0, 0), "sic")
    one = replace(words, note="Une note\nsur deux lignes", alterations=(inserted,))
    content = project_of(Board("b", "x", AT, (QuoteList("l", "y", (one,)),), "Le mémo"))
    files, root = files_of(content), root_of(content)
    texts = {
        note.get("name"): files[
            "sources/" + note.get("plainTextPath").removeprefix("internal://")
        ].decode("utf-8")
        for note in root.iter(f"{NS}Note")
    }
    beginning = " ".join(words.quote.words.split())[:20]
    (note,) = (name for name in texts if name.startswith("Note 1: "))
    (altered,) = (name for name in texts if name.startswith("Mots modifiés 1: "))
    assert beginning in note and texts[note] == "Une note\nsur deux lignes"
    assert texts[altered].startswith("«\u00a0[sic] ")
    assert texts["Mémo"] == "Le mémo"
    assert set(texts) == {note, altered, "Mémo", "clicktui"}


def rewritten(content: bytes, change: Any, text: Any = lambda raw: raw) -> bytes:
    """The project as a program saves it that ``change``-s its elements and its texts."""
    files, root = files_of(content), root_of(content)
    sources = [one.get("plainTextPath") for one in root.iter(f"{NS}TextSource")]
    change(root)
    files = {
        name: text(raw) if any(name.endswith(path[11:]) for path in sources) else raw
        for name, raw in files.items()
    }
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("project.qde", etree.tostring(root))
        for name, one in files.items():
            if name != "project.qde":
                archive.writestr(name.replace("sources/", "Sources/"), one)
    return raw.getvalue()


def in_capitals(root: Any) -> None:
    for one in root.iter():
        for key in ("guid", "targetGUID", "creatingUser"):
            if one.get(key):
                one.set(key, "{" + one.get(key).upper() + "}")


def with_crlf(root: Any) -> None:
    """As programs on Windows count: the byte order mark is a character, a line end two."""
    in_capitals(root)
    for source in root.iter(f"{NS}TextSource"):
        text = CORPUS.source(source.get("name")).text
        for one in source.iter(f"{NS}PlainTextSelection"):
            for key in ("startPosition", "endPosition"):
                position = int(one.get(key))
                one.set(key, str(position + 1 + text[:position].count("\n")))


def three_quotes() -> Board:
    quotes = [
        replace(one, note=f"Note de {one.id}", tags=("un", "Deux"), is_starred=True)
        for one in quotes_of_every_work(CORPUS)[:3]
    ]
    emphasis = Alteration(AlterationKind.EMPHASIS, Span(0, 3))
    quotes[1] = replace(quotes[1], alterations=(emphasis,))
    lists = (QuoteList("l1", "deux", (quotes[2], quotes[0])), QuoteList("l2", "b", (quotes[1],)))
    return Board("b1", "Thèse", AT, lists, "Mémo")


def test_a_board_comes_back_from_windows() -> None:
    board = three_quotes()
    content = project_of(board)
    taken = taken_in(read(rewritten(content, in_capitals), "b"), CORPUS)
    assert (taken.board, taken.left_out, taken.told) == (board, (), ())
    content = rewritten(
        content, with_crlf, lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n")
    )
    taken = taken_in(read(content, "b"), CORPUS)
    assert (taken.board, taken.left_out, taken.told) == (board, (), ())


def test_a_board_comes_back_from_where_each_code_has_its_selection_and_all_new_guids() -> None:
    """QualCoder keeps no GUIDs, and writes one selection for each code on words."""

    def anew(root: Any) -> None:
        for selection in list(root.iter(f"{NS}PlainTextSelection")):
            codings = selection.findall(f"{NS}Coding")
            for coding in codings[1:]:
                apart = etree.SubElement(selection.getparent(), f"{NS}PlainTextSelection")
                apart.attrib.update({**selection.attrib, "guid": "0" + coding.get("guid")[1:]})
                apart.append(coding)
        for one in root.iter():
            for key in ("guid", "targetGUID", "creatingUser"):
                if one.get(key):
                    one.set(key, one.get(key)[:-4] + "ffff")

    board = three_quotes()
    taken = taken_in(read(rewritten(project_of(board), anew), "b"), CORPUS)
    assert (taken.board, taken.left_out, taken.told) == (board, (), ())


def test_what_was_done_elsewhere_comes_back_with_the_board() -> None:
    def worked_on(root: Any) -> None:
        codes = root.find(f"{NS}CodeBook/{NS}Codes")
        new = etree.SubElement(codes, f"{NS}Code", guid="0" * 8 + "-0000-0000-0000-" + "0" * 12)
        new.attrib.update({"name": "Nouveau", "isCodable": "true"})
        codes[0].set("name", "Autrement")
        for selection in root.iter(f"{NS}PlainTextSelection"):
            coding = etree.SubElement(selection, f"{NS}Coding", guid="x")
            etree.SubElement(coding, f"{NS}CodeRef", targetGUID=new.get("guid"))
            selection.find(f"{NS}Description").text = "Ajouté là-bas"

    board = three_quotes()
    taken = taken_in(read(rewritten(project_of(board), worked_on), "b"), CORPUS)
    assert [one.name for one in taken.board.lists] == ["Autrement", "b"]
    assert [one.id for one in taken.board.lists] == ["l1", "l2"]
    for one in taken.board.quotes:
        assert one.tags == ("un", "Deux", "Nouveau")
        assert one.note == f"Ajouté là-bas\n\nNote de {one.id}"
