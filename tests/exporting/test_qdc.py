"""Codebooks as REFI-QDA .qdc: valid, read back, and made codebooks of ours."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from clicktui.errors import BoardFileError
from clicktui.exporting.qdc import QdcCode, codebook_yaml, qdc_text, read_qdc
from clicktui.microtasks.codebook import Code, Codebook
from clicktui.microtasks.codebookfiles import codebook, read_codebook, shipped_codebooks

SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).parent / "schemas" / "Codebook.xsd")))
TREE = Codebook(
    id="soin",
    names={"fr": "Soin"},
    codes=(
        Code("care", {"fr": "Prendre soin", "en": "Care"}, "●", "#2e7d32",
             definition={"fr": "Des personnes.", "en": "Of people."},
             include={"fr": ("laver", "nourrir")}, examples={"": ("« Elle le lave. »",)}),
        Code("wash", {"fr": "Laver"}, "■", "#1565c0", above="care"),
        Code("other", {"fr": "Prendre SOIN"}, "▲", "#808080", exclude={"fr": ("rien",)}),
    ),
)  # fmt: skip


def test_a_codebook_is_valid_and_comes_back_as_far_as_the_format_goes() -> None:
    text = qdc_text(TREE, "fr")

    SCHEMA.assertValid(etree.fromstring(text.encode()))
    assert read_qdc(text.encode(), "f") == (
        QdcCode(
            "Prendre soin", "#2e7d32",
            "Des personnes.\n\nInclure :\n- laver\n- nourrir\n\nExemples :\n- « Elle le lave. »",
            (QdcCode("Laver", "#1565c0", "", sign="■"),),
            "●",
        ),
        # no two codes may have names that differ by case alone
        QdcCode("Prendre SOIN (2)", "#808080", "Exclure :\n- rien", sign="▲"),
    )  # fmt: skip
    assert qdc_text(TREE, "fr") == text
    assert 'name="Care"' in qdc_text(TREE, "en")


@pytest.mark.parametrize("name", shipped_codebooks())
@pytest.mark.parametrize("lang", ["fr", "it", "en"])
def test_the_codebooks_that_ship_are_valid(name: str, lang: str) -> None:
    SCHEMA.assertValid(etree.fromstring(qdc_text(codebook(name), lang).encode()))


TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(TEXTS, TEXTS, st.booleans()), min_size=1, max_size=5))
def test_whatever_it_says_it_is_valid_and_becomes_a_codebook_of_ours(tmp_path_factory, said):
    codes = []
    for number, (name, definition, is_below) in enumerate(said):
        above = codes[-1].id if codes and is_below else ""
        codes.append(Code(f"c{number}", {"": name}, "●", "#a0b1c2", above, {"": definition}))
    text = qdc_text(Codebook("x", {"": "X"}, tuple(codes)), "fr")
    SCHEMA.assertValid(etree.fromstring(text.encode()))

    path = tmp_path_factory.mktemp("qdc") / "own.yaml"
    path.write_text(codebook_yaml(read_qdc(text.encode(), "f"), "Mon étude"), "utf-8")
    book = read_codebook(path)

    assert book.id == "mon-etude"
    assert len(book.codes) == len(codes)
    assert [bool(one.above) for one in book.codes] == [bool(one.above) for one in codes]
    assert {one.colour for one in book.codes} == {"#a0b1c2"}
    assert [one.sign for one in book.codes] == [one.sign for one in codes]


def test_a_file_of_another_program_becomes_a_codebook(tmp_path) -> None:
    content = b"""<?xml version="1.0"?>
    <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Other 1.2"><Codes>
    <Code guid="{D61907B2-7D4C-48D0-B8A2-84A8A0D8C1B3}" name="Th&#xE8;me" isCodable="false"
     color="#F0a">
    <Description>De quoi\xc2\xa0?</Description>
    <Code guid="D61907B2-7D4C-48D0-B8A2-84A8A0D8C1B4" name="Th\xc3\xa8me" isCodable="true"/>
    </Code></Codes>
    <Sets><Set guid="D61907B2-7D4C-48D0-B8A2-84A8A0D8C1B5" name="s"/></Sets></CodeBook>"""
    path = tmp_path / "own.yaml"
    path.write_text(codebook_yaml(read_qdc(content, "f"), "theirs"), "utf-8")
    first, second = read_codebook(path).codes
    assert (first.id, first.names, first.colour) == ("theme", {"": "Thème"}, "#ff00aa")
    assert first.definition == {"": "De quoi ?"}
    assert (second.id, second.above) == ("theme-2", "theme")


@pytest.mark.parametrize("lang", ["fr", "it", "en", "de"])
def test_signs_come_back_in_any_language(lang: str) -> None:
    there = read_qdc(qdc_text(TREE, lang).encode(), "f")
    assert [there[0].sign, there[0].codes[0].sign, there[1].sign] == ["●", "■", "▲"]
    assert not any("●" in one.description for one in there)


@pytest.mark.parametrize("described", ["Sign: two", "Sign: ", "Design: x", "Sign: x\nand more"])
def test_what_is_no_sign_stays_in_the_description(described: str) -> None:
    content = (
        "<CodeBook><Codes><Code guid='g' name='a' isCodable='true'>"
        f"<Description>{described}</Description></Code></Codes></CodeBook>"
    )
    (one,) = read_qdc(content.encode(), "f")
    assert (one.sign, one.description.strip()) == ("", described.strip())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no element found"),
        (b"<CodeBook", "unclosed token"),
        (b"<Project/>", "no codebook"),
        (b"<CodeBook><Codes/></CodeBook>", "has no codes"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><CodeBook/>', "document type"),
        (b"<Code>" * 5000, "too many elements"),
    ],
)
def test_what_is_none_is_told_in_one_line(content: bytes, told: str) -> None:
    with pytest.raises(BoardFileError, match=told) as caught:
        read_qdc(content, "f.qdc")
    assert str(caught.value).startswith("f.qdc: ")
    assert "\n" not in str(caught.value)
