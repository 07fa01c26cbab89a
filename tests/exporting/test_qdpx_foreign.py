"""REFI-QDA projects of other programs, and hostile ones."""

import io
import zipfile
from typing import Any

import pytest
from export_samples import AT, CORPUS, material_of, quotes_of_every_work
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.board.model import Board, QuoteList
from clicktui.corpus.cleaning import clean_text
from clicktui.errors import BoardFileError
from clicktui.exporting.qdpx import FILE_NAME, exported
from clicktui.exporting.qdpx_reading import read
from clicktui.exporting.refi import archive
from clicktui.exporting.taking_in import taken_in

HEIDI = "casilli-heidi"
TEXT = CORPUS.text_of(HEIDI)
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
NAMESPACE = 'xmlns="urn:QDA-XML:project:1.0"'
CODES = """<CodeBook><Codes>
<Code guid="{C0000000-0000-0000-0000-00000000000A}" name="Travail" isCodable="true">
  <Description>Tout le travail</Description>
  <Code guid="c0000000-0000-0000-0000-00000000000b" name="Clic" isCodable="true"/>
</Code>
<Code guid="c0000000-0000-0000-0000-00000000000c" name="Émotion" isCodable="true"/>
</Codes></CodeBook>"""
CLIC = "C0000000-0000-0000-0000-00000000000B"
EMOTION = "c0000000-0000-0000-0000-00000000000c"


def archive_of(files: dict[str, bytes | str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()


def selection(start: int, end: int, inner: str = "", name: str = "", number: int = 1) -> str:
    return (
        f'<PlainTextSelection guid="50000000-0000-0000-0000-{number:012}" name="{name}"'
        f' startPosition="{start}" endPosition="{end}">{inner}</PlainTextSelection>'
    )


def coded(*codes: str) -> str:
    return "".join(
        f'<Coding guid="d0000000-0000-0000-0000-{n:012}"><CodeRef targetGUID="{code}"/></Coding>'
        for n, code in enumerate(codes)
    )


def project(inner: str, after: str = "", name: str = "004_725277b9050ef925", path: str = "") -> str:
    plain = f' plainTextPath="{path}"' if path else ""
    return (
        f'{HEAD}<Project {NAMESPACE} name="Ma recherche">{CODES}<Sources><TextSource guid='
        f'"a0000000-0000-0000-0000-000000000001" name="{name}"{plain}>{inner}</TextSource>'
        f"</Sources>{after}</Project>"
    )


def taken(content: bytes) -> Any:
    return taken_in(read(content, "f.qdpx"), CORPUS, "Bo", AT)


def span_of(words: str, text: str = TEXT) -> tuple[int, int]:
    assert text.count(words) == 1
    return text.index(words), text.index(words) + len(words)


WORDS = [
    "L’IA ne remplacera pas",
    "le développeur de ChatGPT, ndlr.",
    "filtraient les données à la source",
]
INTERNAL = "internal://T.txt"


def selections(text: str, named: bool, shift: int = 0) -> str:
    """The first words as others name a selection, where ``named``."""
    return "".join(
        selection(
            start + shift,
            end + shift,
            coded(EMOTION),
            f"{text[start : start + 12]}..." if named else "",
            n,
        )
        for n, (start, end) in enumerate(span_of(words, text) for words in WORDS)
    )


def words_of(result: Any) -> list[str]:
    return [one.quote.words for one in result.board.quotes]


@pytest.mark.parametrize("folder", ["sources", "Sources"])
@pytest.mark.parametrize("named", [True, False])
def test_text_by_the_standard(folder: str, named: bool) -> None:
    qde = project(selections(TEXT, named), path=INTERNAL)
    result = taken(archive_of({"project.qde": qde, f"{folder}/T.txt": TEXT.encode()}))
    assert words_of(result) == WORDS
    assert (result.left_out, result.told) == ((), ())
    assert [one.name for one in result.board.lists] == ["Émotion"]


CRLF = TEXT.replace("\n", "\r\n")
EMOJI = "🙂🙂\n" + TEXT


def utf16(position: int) -> int:
    return len(EMOJI[:position].encode("utf-16-le")) // 2


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(
    ("raw", "counted", "shift"),
    [
        (b"\xef\xbb\xbf" + TEXT.encode(), TEXT, 0),
        (b"\xef\xbb\xbf" + TEXT.encode(), TEXT, 1),
        (CRLF.encode(), CRLF, 0),
        (CRLF.encode(), TEXT, 0),
        (b"\xef\xbb\xbf" + CRLF.encode(), CRLF, 1),
        (TEXT.encode("utf-16"), TEXT, 0),
    ],
)
def test_marks_and_line_ends_counted_otherwise(
    raw: bytes, counted: str, shift: int, named: bool
) -> None:
    qde = project(selections(counted, named, shift), path=INTERNAL)
    result = taken(archive_of({"project.qde": qde, "sources/T.txt": raw}))
    assert words_of(result) == WORDS
    assert result.left_out == ()


def test_utf16_units_are_known_by_the_words() -> None:
    parts = [(utf16(start), utf16(end)) for start, end in (span_of(w, EMOJI) for w in WORDS)]
    inner = "".join(
        selection(start, end, coded(EMOTION), f"{words[:12]}…", n)
        for n, ((start, end), words) in enumerate(zip(parts, WORDS, strict=True))
    )
    content = archive_of(
        {"project.qde": project(inner, path=INTERNAL), "sources/T.txt": EMOJI.encode()}
    )
    result = taken(content)
    assert words_of(result) == WORDS


def test_what_counts_nobody_knows_how_is_told() -> None:
    start, end = span_of(WORDS[1])
    inner = selection(start + 3, end + 3, coded(EMOTION), "tout autre chose...")
    content = archive_of(
        {"project.qde": project(inner, path=INTERNAL), "sources/T.txt": TEXT.encode()}
    )
    assert "check these quotes" in " ".join(taken(content).told)


def inline(inner: str, after: str = "") -> Any:
    text = TEXT.replace("&", "&amp;").replace("<", "&lt;")
    source = f"<PlainTextContent>{text}</PlainTextContent>{inner}"
    return taken(archive_of({"project.qde": project(source, after)}))


def test_codes_become_lists_and_tags() -> None:
    start, end = span_of(WORDS[0])
    inner = selection(start, end, coded(CLIC, EMOTION)) + selection(*span_of(WORDS[1]), number=2)
    result = inline(inner)
    first, second = result.board.quotes
    assert result.board.name == "Ma recherche"
    assert [one.name for one in result.board.lists] == ["Travail"]
    assert first.tags == ("Travail / Clic", "Émotion")
    assert first.pinned_by == "Bo" and second.tags == ()
    assert result.board.memo == "## Travail\n\nTout le travail"


NOTE = (
    '<Note guid="e0000000-0000-0000-0000-000000000001" name="N"{at}>'
    "<PlainTextContent>Ma note</PlainTextContent>{more}</Note>"
)
NOTE_REF = '<NoteRef targetGUID="E0000000-0000-0000-0000-000000000001"/>'
LINK = (
    '<Links><Link guid="f0000000-0000-0000-0000-000000000001"'
    ' originGUID="e0000000-0000-0000-0000-000000000001"'
    ' targetGUID="50000000-0000-0000-0000-000000000001"/></Links>'
)


def notes(more: str = "") -> str:
    return f"<Notes>{NOTE.format(at='', more=more)}</Notes>"


@pytest.mark.parametrize(
    ("inner", "after"),
    [
        ("<Description>Ma note</Description>", ""),  # MAXQDA
        (NOTE_REF, notes()),
        (f'<Coding guid="x"><CodeRef targetGUID="{CLIC}"/>{NOTE_REF}</Coding>', notes()),
        ("", notes() + LINK),  # NVivo
    ],
)
def test_notes_of_a_selection(inner: str, after: str) -> None:
    result = inline(selection(*span_of(WORDS[0]), inner), after)
    (one,) = result.board.quotes
    assert one.note == "Ma note"
    assert "Ma note" not in result.board.memo


def test_an_annotation_that_only_a_note_marks() -> None:
    """QualCoder writes annotations as notes with a selection of their own."""
    start, end = span_of(WORDS[0])
    result = inline(NOTE_REF, notes(selection(start, end)))
    (one,) = result.board.quotes
    assert (one.quote.words, one.note) == (WORDS[0], "Ma note")


def test_notes_of_no_selection_go_to_the_memo() -> None:
    after = f"{notes()}<Description>Le projet</Description>"
    assert inline("", after).board.memo.split("\n\n") == [
        "Le projet", "## Travail", "Tout le travail", "## N", "Ma note",
    ]  # fmt: skip


def test_what_is_no_text_is_told() -> None:
    whole = f"{coded(CLIC)}"
    picture = (
        '<Sources><PictureSource guid="b" name="p"><PictureSelection guid="c" firstX="1"'
        ' firstY="1" secondX="2" secondY="2"/></PictureSource></Sources>'
    )
    told = inline(whole, picture).told
    assert any("1 selection in pictures" in one for one in told)
    assert any("1 code of a whole text" in one for one in told)


@pytest.mark.parametrize(
    "path", ["absolute:///etc/passwd", "relative://../T.txt", "internal://../../etc/passwd", "/x"]
)
def test_no_path_leads_out_of_the_archive(path: str) -> None:
    qde = project(selections(TEXT, True), path=path)
    files = {"project.qde": qde, "../T.txt": TEXT, "/etc/passwd": TEXT, "sources/T.txt": TEXT}
    result = taken(archive_of(files))
    assert len(result.board) == 0
    assert {one.reason for one in result.left_out} == {
        "the text of this selection is not in the file"
    }


@pytest.mark.parametrize("positions", ["5 3", "-1 4", "a b", "0 999999", "99999999999999999999 9"])
def test_wrong_positions_are_left_out(positions: str) -> None:
    start, end = positions.split()
    element = selection(0, 0).replace('startPosition="0"', f'startPosition="{start}"')
    element = element.replace('endPosition="0"', f'endPosition="{end}"')
    result = inline(element)
    assert len(result.board) == 0 and len(result.left_out) == 1


# hostile


def refused(content: bytes) -> str:
    with pytest.raises(BoardFileError) as caught:
        read(content, "f.qdpx")
    message = str(caught.value)
    assert message.startswith("f.qdpx: ") and "\n" not in message
    return message


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all" * 100])
def test_what_is_no_zip_is_refused(content: bytes) -> None:
    assert "no REFI-QDA project" in refused(content)


def test_a_zip_without_project_is_refused() -> None:
    assert "project.qde" in refused(archive_of({"a.txt": "x"}))
    assert "no REFI-QDA project" in refused(archive_of({"project.qde": "<html/>"}))


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    zeros = b" " * (8 * 1024 * 1024)
    assert "too large" in refused(archive_of({"project.qde": zeros}))
    qde = project(selections(TEXT, True), path=INTERNAL)
    assert "too large" in refused(archive_of({"project.qde": qde, "sources/T.txt": zeros}))
    monkeypatch.setattr(archive, "MOST_FILES", 5)
    assert "too many files" in refused(archive_of({str(n): "" for n in range(6)}))
    monkeypatch.setattr(archive, "LARGEST_SUM", 100)
    assert "too large" in refused(archive_of({"project.qde": qde}))


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://localhost/x"> %p;]>',
    ],
)
def test_a_document_type_is_refused(declaration: str) -> None:
    qde = project("").replace(HEAD, HEAD + declaration)
    assert "document type" in refused(archive_of({"project.qde": qde}))


def test_depth_is_limited() -> None:
    deep = '<Code guid="a" name="b">' * 1000 + "</Code>" * 1000
    qde = f"<Project><CodeBook><Codes>{deep}</Codes></CodeBook></Project>"
    assert "too many elements" in refused(archive_of({"project.qde": qde}))


def test_two_files_of_one_name_are_refused() -> None:
    assert "same name" in refused(archive_of({"project.qde": "<a/>", "PROJECT.QDE": "<b/>"}))


def test_an_encrypted_file_is_refused() -> None:
    content = bytearray(archive_of({"project.qde": project("")}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "damaged or encrypted" in refused(bytes(content))


OWN = exported(
    material_of(
        Board("b", "x", AT, (QuoteList("l", "y", tuple(quotes_of_every_work(CORPUS)[:4])),), "m")
    )
).files[FILE_NAME]


@given(st.integers(0, len(OWN) - 1), st.integers(0, 255), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused(at: int, byte: int, is_cut: bool) -> None:
    content = OWN[:at] if is_cut else OWN[:at] + bytes([byte]) + OWN[at + 1 :]
    try:
        result = taken_in(read(content, "f.qdpx"), CORPUS)
    except BoardFileError as error:
        assert "\n" not in str(error)
    else:
        for one in result.board.quotes:
            assert one.quote.words in CORPUS.text_of(one.quote.work)


@given(st.text(max_size=40), st.text(max_size=40))
def test_names_and_notes_of_others_come_clean(name: str, note: str) -> None:
    legal = "".join(char for char in name + "|" + note if char.isprintable())
    name, _bar, note = legal.replace("&", "").replace("<", "").replace('"', "").partition("|")
    start, end = span_of(WORDS[0])
    inner = f"<Description>{note}</Description>"
    qde = project(
        f"<PlainTextContent>{TEXT}</PlainTextContent>{selection(start, end, inner)}"
    ).replace("Ma recherche", name)
    (one,) = taken(archive_of({"project.qde": qde})).board.quotes
    assert one.note == clean_text(note)


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_packed_in_ways_that_no_program_of_the_field_uses_is_refused(way: int) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", way) as archive:
        archive.writestr("project.qde", project(""))
    assert "damaged" in refused(raw.getvalue())
