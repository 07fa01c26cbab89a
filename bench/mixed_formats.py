"""The bytes of files of each format, written by hand where the format allows it.

A block is ``(kind, text)`` with the kinds "h" (heading), "p" (paragraph) and "b" (all in bold).
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape

Block = tuple[str, str]


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """Return a ZIP of ``files``, by name, in their order."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()


def word(blocks: Iterable[Block], title: str = "", author: str = "") -> bytes:
    """Return a .docx, by python-docx."""
    import docx

    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    document.core_properties.created = datetime(2024, 3, 2, 10, 0)
    for kind, text in blocks:
        if kind == "h":
            document.add_heading(text, level=1)
        else:
            document.add_paragraph().add_run(text).bold = kind == "b"
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def opendocument(blocks: Iterable[Block], title: str = "", author: str = "") -> bytes:
    """Return an .odt."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{whole}:1.0"'
        for name, whole in (
            ("office", "office"), ("text", "text"), ("style", "style"), ("meta", "meta"),
            ("fo", "xsl-fo-compatible"),
        )
    )  # fmt: skip
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    drawn = {
        "h": '<text:h text:outline-level="1">{}</text:h>',
        "p": "<text:p>{}</text:p>",
        "b": '<text:p text:style-name="P1">{}</text:p>',
    }
    body = "".join(drawn[kind].format(escape(text)) for kind, text in blocks)
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content{names}><office:automatic-styles>"
            '<style:style style:name="P1"><style:text-properties fo:font-weight="bold"/>'
            "</style:style></office:automatic-styles><office:body><office:text>"
            f"{body}</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta{names}><office:meta><dc:title>{escape(title)}"
            f"</dc:title><meta:initial-creator>{escape(author)}</meta:initial-creator>"
            "</office:meta></office:document-meta>",
        }
    )


def rtf(blocks: Iterable[Block], title: str = "") -> bytes:
    """Return an .rtf in ANSI with Unicode escapes."""

    def escaped(text: str) -> str:
        return "".join(
            one if ord(one) < 128 and one not in "\\{}" else f"\\u{ord(one)}?" for one in text
        )

    body = "".join(
        f"{{\\b {escaped(text)}}}\\par\n" if kind == "b" else f"{escaped(text)}\\par\n"
        for kind, text in blocks
    )
    return (
        f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Times New Roman;}}}}"
        f"{{\\info{{\\title {escaped(title)}}}}}\n{body}}}"
    ).encode("ascii")


def epub(chapters: Sequence[Sequence[Block]], title: str, author: str, lang: str) -> bytes:
    """Return an .epub of ``chapters``; each begins a page, numbered from 1 (EPUB page breaks)."""
    tags = {"h": "h1", "p": "p", "b": "p"}
    pages = {
        f"OEBPS/c{n}.xhtml": '<?xml version="1.0" encoding="UTF-8"?><html '
        'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f'<head><title>{escape(title)}</title></head><body><span epub:type="pagebreak" '
        f'id="p{n}" title="{n}"/>'
        + "".join(f"<{tags[kind]}>{escape(text)}</{tags[kind]}>" for kind, text in chapter)
        + "</body></html>"
        for n, chapter in enumerate(chapters, 1)
    }
    items = "".join(
        f'<item id="i{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(1, len(chapters) + 1)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(1, len(chapters) + 1))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container "
            'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/p.opf"/></rootfiles></container>',
            "OEBPS/p.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<metadata><dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}"
            f"</dc:creator><dc:language>{lang}</dc:language><dc:date>2021-05-04</dc:date>"
            f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
            **pages,
        }
    )


def webpage(blocks: Iterable[Block], title: str, author: str, lang: str, site: str) -> str:
    """Return a saved page with metadata, a menu, a bar beside the text and a foot."""
    tags = {"h": "h2", "p": "p", "b": "p"}
    body = "".join(
        f"<{tags[kind]}>{f'<b>{escape(text)}</b>' if kind == 'b' else escape(text)}</{tags[kind]}>"
        for kind, text in blocks
    )
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)} | '
        f'{site}</title><meta name="author" content="{escape(author)}"><meta property="og:title" '
        f'content="{escape(title)}"><meta property="og:site_name" content="{site}"><meta '
        'property="article:published_time" content="2023-02-24T08:00:00+01:00"></head><body>'
        '<nav><ul><li><a href="/">Menu</a></li><li><a href="/a">Abonnez-vous</a></li></ul></nav>'
        f"<article><h1>{escape(title)}</h1>{body}</article><aside><p>Cookies, cookies.</p></aside>"
        "<footer><p>© 2023 All rights reserved</p></footer></body></html>"
    )


def archived(page: str) -> bytes:
    """Return ``page`` as a .mhtml."""
    raw = io.BytesIO()
    raw.write(b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n')
    raw.write(b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n")
    raw.write(b"Content-Location: https://example.org/page\r\n\r\n" + page.encode() + b"\r\n--x--")
    return raw.getvalue()


def pdf(pages: Sequence[Sequence[str]], info: str = "", trailer: str = "") -> bytes:
    """Return a PDF 1.4 of A4 pages in Helvetica; ``pages`` are lines, printed 14 points apart.

    A page has its number at its foot; one without lines is a scan: a drawing and no text.
    """
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< " + info.encode("cp1252") + b" >>",
    ]
    for number, lines in enumerate(pages, 1):
        placed = [(60, 780 - 14 * n, line) for n, line in enumerate(lines)]
        placed += [(290, 30, str(number))] if lines else []
        drawn = b"".join(_drawn(*one) for one in placed) or b"60 60 400 700 re f"
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (4 + 2 * number)
        )
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    size = len(bodies) + 1
    out += f"trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R {trailer} >>\n".encode()
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _drawn(x: float, y: float, words: str) -> bytes:
    escaped = words.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(")
    return b"BT /F1 10 Tf %g %g Td (%s) Tj ET\n" % (x, y, escaped.replace(b")", b"\\)"))


def subtitles(said: Iterable[tuple[int, str, str]], suffix: str) -> str:
    """Return .srt or .vtt of ``(second, speaker, words)``."""
    out = ["WEBVTT", ""] if suffix == ".vtt" else []
    for number, (second, who, words) in enumerate(said, 1):
        point = "." if suffix == ".vtt" else ","
        name = f"<v {who}>" if suffix == ".vtt" else f"{who}: "
        out += [] if suffix == ".vtt" else [str(number)]
        out += [f"{clock(second)}{point}000 --> {clock(second + 6)}{point}500"]
        out += [name + words, ""]
    return "\n".join(out)


def clock(second: int) -> str:
    """Return ``second`` as hours, minutes and seconds."""
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
