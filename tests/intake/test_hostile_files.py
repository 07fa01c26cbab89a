"""Files that mean harm, or are broken: one line each, and no other error than ours."""

import io
import os
import socket
import struct
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_samples import epub, odt, pdf, read, texts, wrapped, written, zipped

from clicktui.errors import IntakeError
from clicktui.intake.limits import MEGABYTE, Limits
from clicktui.intake.reading import is_readable, read_content, read_file

_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.odt", odt("<text:p>" + "a" * 3 * MEGABYTE + "</text:p>")),
        ("a.epub", epub({"a.xhtml": "<p>" + "a" * 3 * MEGABYTE + "</p>"})),
        ("a.docx", zipped({"[Content_Types].xml": _TYPES, "word/document.xml": b" " * 9_000_000})),
    ],
)
def test_archives_that_swell_are_refused(name: str, content: bytes) -> None:
    with pytest.raises(IntakeError, match="swells to more than"):
        read(name, content)


def test_all_files_of_an_archive_together_have_a_limit() -> None:
    content = odt("<text:p>Bonjour.</text:p>")
    with pytest.raises(IntakeError, match="swells to more than"):
        read_content(content, "a.odt", Limits(unzipped_bytes=200))


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    content = bytearray(zipped({"word/document.xml": b"a" * 4_000, "[Content_Types].xml": _TYPES}))
    place = content.index(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    with pytest.raises(IntakeError, match="is damaged"):
        read("a.docx", bytes(content))


def test_entities_are_refused() -> None:
    with pytest.raises(IntakeError, match="defines XML entities"):
        read("a.odt", odt("<text:p>&c;</text:p>", head=_LAUGHS))


def test_entities_of_a_web_page_define_nothing() -> None:
    found = read("a.xhtml", f"<html>{_LAUGHS}<body><p>Ha &c; ha.</p></body></html>")
    assert not any("lollol" in one.text for one in found.lines)


def test_external_entities_fetch_nothing(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.txt", "SECRET")
    head = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    with pytest.raises(IntakeError, match="defines XML entities"):
        read("a.odt", odt("<text:p>&s;</text:p>", head=head))
    page = read("a.html", f"{head}<html><body><p>Ici : &s;.</p></body></html>")
    assert not any("SECRET" in one.text for one in page.lines)


@pytest.mark.parametrize("depth", [300, 30_000])
def test_what_is_nested_without_end_is_refused(depth: int) -> None:
    inside = "<text:span>" * depth + "x" + "</text:span>" * depth
    with pytest.raises(IntakeError, match=r"nested too deep|swells"):
        read("a.odt", odt(f"<text:p>{inside}</text:p>"))


def test_a_web_page_nested_without_end_stays_without_harm() -> None:
    try:
        found = read("a.html", "<div>" * 50_000 + "Bonjour tout le monde." + "</div>" * 50_000)
    except IntakeError as error:
        assert "\n" not in str(error)
    else:
        assert any("Bonjour" in one.text for one in found.lines)


def test_markdown_nested_without_end_stays_without_harm() -> None:
    assert texts(read("a.md", ">" * 40 + " cité\n")) == ["cité"]
    assert texts(read("a.md", "[" * 5_000)) == ["[" * 5_000]
    with pytest.raises(IntakeError, match="has no text"):
        read("a.md", ">" * 5_000 + " cité\n")


def test_too_many_pages_are_refused() -> None:
    content = pdf([wrapped(["Bonjour, bonjour, bonjour."], 500)] * 3)
    with pytest.raises(IntakeError, match="has more than 2 pages"):
        read_content(content, "a.pdf", Limits(pages=2))


def test_pipes_sockets_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(IntakeError, match="is no ordinary file"):
        read_file(tmp_path / "a.txt")
    with pytest.raises(IntakeError, match="is no ordinary file"):
        read_file(Path("/dev/zero"))
    with (
        tempfile.TemporaryDirectory() as short,
        socket.socket(socket.AF_UNIX) as listening,
    ):
        listening.bind(f"{short}/b.txt")
        with pytest.raises(IntakeError):
            read_file(Path(short) / "b.txt")


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    for name in ("a.txt", "a.pdf"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(2 * 1024 * MEGABYTE)
        with pytest.raises(IntakeError, match="is larger than"):
            read_file(tmp_path / name)


def test_what_is_gone_or_a_folder_has_its_line(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="is not there any more"):
        read_file(tmp_path / "a.txt")
    with pytest.raises(IntakeError):
        read_file(tmp_path)


def test_endings_are_known_in_any_case() -> None:
    assert is_readable(Path("x/A.PDF"))
    assert not is_readable(Path("a.pdf.exe"))


_WHOLE = {
    "a.pdf": pdf([wrapped(["Bonjour, bonjour, bonjour.", "Encore une ligne."], 500)]),
    "a.odt": odt("<text:p>Bonjour.</text:p>"),
    "a.epub": epub({"a.xhtml": "<p>Bonjour.</p>"}),
    "a.rtf": rb"{\rtf1\ansi Bonjour \'e9 \u233 ?\par}",
    "a.html": b"<html><body><p>Bonjour</p></body></html>",
    "a.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Bonjour\n",
    "a.mhtml": b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>Bonjour</p>",
}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(_WHOLE)), st.data())
def test_a_damaged_file_raises_nothing_but_our_error_of_one_line(
    name: str, data: st.DataObject
) -> None:
    content = bytearray(_WHOLE[name])
    for _time in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(content)))
    try:
        read(name, bytes(content[:cut]))
    except IntakeError as error:
        assert str(error)
        assert "\n" not in str(error)


def test_an_encrypted_archive_is_said_to_be_protected() -> None:
    raw = io.BytesIO(odt("<text:p>x</text:p>"))
    with zipfile.ZipFile(raw) as archive:
        places = [info.header_offset for info in archive.infolist()]
    content = bytearray(raw.getvalue())
    for place in places:
        content[place + 6] |= 1
    start = 0
    while (start := content.find(b"PK\x01\x02", start)) >= 0:
        content[start + 8] |= 1
        start += 4
    with pytest.raises(IntakeError, match=r"is protected by a password|is damaged"):
        read("a.odt", bytes(content))
