"""What a file is: by the ending of its name, and by its first bytes where these say otherwise."""

import io
import zipfile
from enum import StrEnum
from pathlib import PurePath

from clicktui.errors import IntakeError
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _


class Kind(StrEnum):
    """The kinds that are read."""

    TEXT = N_("plain text")
    MARKDOWN = "Markdown"
    HTML = N_("web page")
    MHTML = N_("web page saved as one file")
    PDF = "PDF"
    WORD = N_("Word document")
    OPENDOCUMENT = N_("OpenDocument text")
    EPUB = "EPUB"
    SUBTITLES = N_("subtitles")
    RTF = "RTF"


_BY_SUFFIX = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".mhtml": Kind.MHTML,
    ".mht": Kind.MHTML,
    ".pdf": Kind.PDF,
    ".docx": Kind.WORD,
    ".odt": Kind.OPENDOCUMENT,
    ".epub": Kind.EPUB,
    ".srt": Kind.SUBTITLES,
    ".vtt": Kind.SUBTITLES,
    ".rtf": Kind.RTF,
}

SUFFIXES = frozenset(_BY_SUFFIX)
"""Endings of names, in small letters, of files that are read."""

TEXTUAL = frozenset({Kind.TEXT, Kind.MARKDOWN, Kind.HTML, Kind.MHTML, Kind.SUBTITLES, Kind.RTF})
"""Kinds that are text themselves, for which ``Limits.text_bytes`` holds."""

_OTHERS = (
    (b"\xd0\xcf\x11\xe0", N_("is of an old office program: save it as .docx or .odt")),
    (b"\x89PNG", N_("is an image: recognise its text first (OCR)")),
    (b"\xff\xd8\xff", N_("is an image: recognise its text first (OCR)")),
    (b"GIF8", N_("is an image: recognise its text first (OCR)")),
    (b"\x1f\x8b", N_("is an archive: unpack it and add the folder")),
    (b"7z\xbc\xaf", N_("is an archive: unpack it and add the folder")),
    (b"Rar!", N_("is an archive: unpack it and add the folder")),
    (b"ID3", N_("is a recording: add its transcript")),
    (b"OggS", N_("is a recording: add its transcript")),
    (b"RIFF", N_("is a recording: add its transcript")),
    (b"%!PS", N_("is PostScript: make a PDF of it")),
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 1_024


def kind_named(name: str) -> Kind | None:
    """Return the kind that the ending of ``name`` stands for, None for one that is not read."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())


def kind_of(content: bytes, name: str) -> Kind:
    """Return what ``content`` is; ``name`` decides only between kinds that are text.

    Raises:
        IntakeError: it is empty, or something that is not read; the text says what to do.
    """
    named = kind_named(name)
    if not content.strip(b"\x00 \t\r\n"):
        raise IntakeError(_("is empty"))
    start = content[:_HEAD]
    if b"%PDF-" in start and named in (Kind.PDF, None):
        return Kind.PDF
    if start.lstrip().startswith(b"%PDF-"):
        return Kind.PDF
    if start.startswith(b"PK"):
        return _kind_in_zip(content)
    for mark, problem in _OTHERS:
        if start.startswith(mark):
            raise IntakeError(_(problem))
    if start.startswith(b"{\\rtf"):
        return Kind.RTF
    for bom in _BOMS:
        start = start.removeprefix(bom)
    lowered = start.replace(b"\x00", b"").lstrip().lower()
    if lowered.startswith(b"webvtt"):
        return Kind.SUBTITLES
    if named is Kind.MHTML or (b"mime-version:" in lowered and b"multipart/related" in lowered):
        return Kind.MHTML
    if lowered.startswith((b"<!doctype html", b"<html")) or (
        lowered.startswith(b"<?xml") and b"<html" in lowered
    ):
        return Kind.HTML
    if named in TEXTUAL and named is not Kind.RTF:
        return named
    if named is None or named is Kind.RTF:
        return Kind.TEXT
    raise IntakeError(_("is not what the ending of its name says, and damaged or no text"))


def _kind_in_zip(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            said = ""
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    said = file.read(_HEAD).decode("ascii", "replace").strip()
    except Exception as error:  # zipfile lets through whatever a damaged file leads to
        raise IntakeError(
            _("is damaged: open it in the program it comes from and save it anew")
        ) from error
    if said == "application/epub+zip" or ("META-INF/container.xml" in names and not said):
        return Kind.EPUB
    if said.startswith("application/vnd.oasis.opendocument.text"):
        return Kind.OPENDOCUMENT
    if "word/document.xml" in names or any(
        name.startswith("word/document") and name.endswith(".xml") for name in names
    ):
        return Kind.WORD
    if said or "[Content_Types].xml" in names:
        raise IntakeError(_("is a table or slides: save its text as .docx, .odt or .pdf"))
    raise IntakeError(_("is an archive: unpack it and add the folder"))
