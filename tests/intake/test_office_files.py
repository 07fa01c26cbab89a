"""Word documents, OpenDocument texts and books: everything that is on the page, in its order."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from intake_samples import epub, line, odt, read, texts

from clicktui.errors import IntakeError
from clicktui.intake.model import LineKind

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _word(fill: Callable[[Document], None]) -> bytes:
    document = docx.Document()
    fill(document)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def _interview(document: Document) -> None:
    document.core_properties.title = "Un entretien"
    document.core_properties.author = "Ada Lovelace; Équipe de nuit"
    document.core_properties.created = datetime(2024, 3, 2, 10, 0)
    document.add_heading("La nuit", level=1)
    asked = document.add_paragraph()
    asked.add_run("Que faites-vous ").bold = True
    asked.add_run("là ?").bold = True
    said = document.add_paragraph("Je ")
    said.add_run("clique").bold = True
    said.add_run(",\nbeaucoup.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "un", "deux"
    document.add_paragraph("Une image", style="Caption")
    document.add_paragraph("Fin.")


def test_word_gives_paragraphs_headings_bold_and_cells() -> None:
    found = read("a.docx", _word(_interview))
    assert texts(found) == [
        "La nuit", "Que faites-vous là ?", "Je clique,", "beaucoup.", "un", "deux", "Une image",
        "Fin.",
    ]  # fmt: skip
    assert line(found, "La nuit").kind is LineKind.HEADING
    assert line(found, "Une image").kind is LineKind.CAPTION
    assert line(found, "Que faites").is_bold
    assert not line(found, "Je clique").is_bold
    assert {name: one.value for name, one in found.found.items()} == {
        "title": "Un entretien",
        "author": [{"family": "Lovelace", "given": "Ada"}, {"literal": "Équipe de nuit"}],
        "issued": {"date-parts": [[2024, 3, 2]]},
    }


def test_words_in_insertions_and_content_controls_are_not_lost_and_deleted_ones_are_out() -> None:
    def fill(document: Document) -> None:
        body = document.element.body
        for raw in (
            "<w:r><w:t>Avant </w:t></w:r><w:ins w:id='1'><w:r><w:t>inséré</w:t></w:r></w:ins>"
            "<w:del w:id='2'><w:r><w:delText>supprimé</w:delText></w:r></w:del>",
            "<w:sdt><w:sdtContent><w:r><w:t>dans un champ</w:t></w:r></w:sdtContent></w:sdt>"
            "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText></w:r>",
        ):
            body.insert(0, parse_xml(f"<w:p {_W}>{raw}</w:p>"))

    found = read("a.docx", _word(fill))
    assert texts(found) == ["dans un champ", "Avant inséré"]
    assert found.notes == ("it has tracked changes: read as if all were accepted",)


def test_bold_of_a_style_counts() -> None:
    def fill(document: Document) -> None:
        style = document.styles.add_style("Question", 1)
        style.font.bold = True
        document.add_paragraph("Et la nuit ?", style="Question")

    assert read("a.docx", _word(fill)).lines[0].is_bold


def test_a_word_document_under_another_name_is_read_and_told() -> None:
    found = read("a.txt", _word(_interview))
    assert texts(found)[0] == "La nuit"
    assert found.notes == ("its name says plain text, it is Word document: read as such",)


def test_opendocument_gives_paragraphs_headings_bold_cells_and_notes() -> None:
    found = read(
        "a.odt",
        odt(
            '<text:h text:outline-level="1">La nuit</text:h>'
            '<text:p text:style-name="P1">Que faites-vous<text:s text:c="1"/>?</text:p>'
            '<text:p>Je <text:span text:style-name="T1">clique</text:span><text:note><text:note-'
            "citation>1</text:note-citation><text:note-body><text:p>Une note.</text:p>"
            "</text:note-body></text:note>,<text:line-break/>beaucoup.</text:p>"
            "<table:table><table:table-row><table:table-cell><text:p>un</text:p></table:table-cell>"
            "</table:table-row></table:table><text:tracked-changes><text:p>ancien</text:p>"
            "</text:tracked-changes><text:p><office:annotation><text:p>remarque</text:p>"
            "</office:annotation>Fin.</text:p>",
            '<style:style style:name="P1"><style:text-properties fo:font-weight="bold"/>'
            '</style:style><style:style style:name="T1" style:parent-style-name="P1"/>',
            "<dc:title>Un entretien</dc:title><meta:initial-creator>Ada Lovelace"
            "</meta:initial-creator><dc:language>fr-FR</dc:language>"
            "<meta:creation-date>2024-03-02T10:00:00</meta:creation-date>",
        ),
    )
    assert texts(found) == [
        "La nuit", "Que faites-vous ?", "Je clique,", "beaucoup.", "un", "Fin.", "Une note.",
    ]  # fmt: skip
    assert [one.text for one in found.lines if one.is_bold] == ["Que faites-vous ?"]
    assert line(found, "La nuit").kind is LineKind.HEADING
    assert {name: one.value for name, one in found.found.items()} == {
        "title": "Un entretien",
        "author": [{"family": "Lovelace", "given": "Ada"}],
        "language": "fr-FR",
        "issued": {"date-parts": [[2024, 3, 2]]},
    }


def test_a_book_is_read_in_the_order_of_its_spine_with_its_printed_pages() -> None:
    found = read(
        "a.epub",
        epub(
            {
                "b.xhtml": '<h1>Un</h1><p><span epub:type="pagebreak" title="12"/>'
                "Déjà&#160;vu.</p>",
                "a.xhtml": '<p><b>Et&nbsp;?</b></p><p>Suite<a epub:type="noteref" href="#n">1</a> '
                'ici.</p><p>Et <span role="doc-pagebreak" aria-label="13"></span>fin.</p>'
                "<p>Après.</p>",
            },
            '<dc:title>Le clic</dc:title><dc:creator opf:role="aut">Lovelace, Ada</dc:creator>'
            '<dc:creator opf:role="trl">Un Autre</dc:creator><dc:date>2021-05</dc:date>'
            "<dc:language>fr</dc:language><dc:publisher>Seuil</dc:publisher>"
            "<dc:identifier>urn:isbn:9782021401882</dc:identifier>",
        ),
    )
    assert [(one.text, one.page) for one in found.lines] == [
        ("Un", None), ("Déjà\u00a0vu.", "12"), ("Et\u00a0?", "12"), ("Suite ici.", "12"),
        ("Et fin.", "12"), ("Après.", "13"),
    ]  # fmt: skip
    assert line(found, "Et\u00a0?").is_bold
    assert {name: one.value for name, one in found.found.items()} == {
        "title": "Le clic",
        "author": [{"family": "Lovelace", "given": "Ada"}],
        "issued": {"date-parts": [[2021, 5]]},
        "language": "fr",
        "publisher": "Seuil",
        "ISBN": "9782021401882",
    }


def test_a_book_with_locked_chapters_is_said_to_be_protected() -> None:
    lock = (
        '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        '<enc:CipherReference URI="OEBPS/a.xhtml"/></encryption>'
    )
    with pytest.raises(IntakeError, match="is protected by a password"):
        read("a.epub", epub({"a.xhtml": "<p>x</p>"}, more={"META-INF/encryption.xml": lock}))


def test_another_package_is_told_what_to_do(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(IntakeError, match="is an archive: unpack it"):
        read("a.docx", (tmp_path / "a.zip").read_bytes())
    with pytest.raises(IntakeError, match="is of an old office program"):
        read("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
