"""Files written by hand, as small as their formats allow, and reading them back."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from clicktui.intake.model import Line, LineKind, ReadFile
from clicktui.intake.reading import read_content

Set = tuple[float, float, str] | tuple[float, float, str, float, str]
"""A printed line: x and y in points from below left, words, and its size and font ("F1", "F2")."""


def read(name: str, content: bytes | str) -> ReadFile:
    return read_content(content.encode() if isinstance(content, str) else content, name)


def texts(read: ReadFile, *kinds: LineKind) -> list[str]:
    wanted = kinds or (LineKind.TEXT, LineKind.HEADING, LineKind.CAPTION)
    return [line.text for line in read.lines if line.kind in wanted]


def line(read: ReadFile, words: str) -> Line:
    return next(one for one in read.lines if words in one.text)


def zipped(files: dict[str, bytes | str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()


def pdf(
    pages: Sequence[Iterable[Set]], info: str = "", catalog: str = "", trailer: str = ""
) -> bytes:
    """A PDF 1.4 of A5 pages in Helvetica (F1) and Helvetica-Bold (F2), as ISO 32000 has it."""
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
        f"<< {info} >>".encode("latin-1"),
    ]
    for number, page in enumerate(pages):
        drawn = b"".join(_drawn(*one) for one in page)
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (7 + 2 * number)
        )
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R /Info 5 0 R {trailer} >>\n".encode()
    )
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _drawn(x: float, y: float, words: str, size: float = 10, font: str = "F1") -> bytes:
    escaped = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(")
    escaped = escaped.replace(b")", b"\\)")
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET\n" % (font.encode(), size, x, y, escaped)


def wrapped(lines: Iterable[str], top: float, x: float = 50) -> list[Set]:
    """Lines set under each other from ``top``, 12 points apart."""
    return [(x, top - 12 * number, words) for number, words in enumerate(lines)]


def odt(body: str, styles: str = "", meta: str = "", head: str = "") -> bytes:
    """An OpenDocument text of the elements ``body``, with automatic styles and properties."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{whole}:1.0"'
        for name, whole in (
            ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
            ("meta", "meta"), ("fo", "xsl-fo-compatible"),
        )
    )  # fmt: skip
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{head}<office:document-content{names}><office:automatic-styles>"
            f"{styles}</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "meta.xml": f"<office:document-meta{names}><office:meta>{meta}</office:meta>"
            "</office:document-meta>",
        }
    )


def epub(chapters: dict[str, str], metadata: str = "", more: dict[str, str] | None = None) -> bytes:
    """An EPUB whose spine holds ``chapters``, the bodies by file name, in their order."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    pages = {
        f"OEBPS/{name}": '<?xml version="1.0" encoding="UTF-8"?><html '
        'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>x</title></head><body>{body}</body></html>"
        for name, body in chapters.items()
    }
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container "
            'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/p.opf"/></rootfiles></container>',
            "OEBPS/p.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
            f"<metadata>{metadata}</metadata><manifest>{items}</manifest>"
            f"<spine>{spine}</spine></package>",
            **pages,
            **(more or {}),
        }
    )


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
