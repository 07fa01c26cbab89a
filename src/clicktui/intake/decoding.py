"""Bytes become text: by what they say themselves, as UTF-8, or else by a guess that is told."""

import codecs
import unicodedata

from clicktui.errors import IntakeError
from clicktui.i18n import translate as _
from clicktui.intake.extras import needed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 256 * 1024
"""Bytes by which an encoding is guessed."""

_MOST_CONTROLS = 0.01
"""The part of control characters from which something is no text."""


def decoded(content: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text of ``content`` and what the user should know of it.

    In this order: a byte order mark, UTF-8, the encoding that the file declares, UTF-16 that shows
    by its zero bytes, the guess of charset-normalizer. Only the last two are told.

    Raises:
        IntakeError: it is no text, or the guesser is not installed.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return _text(content.decode(encoding)), ()
            except UnicodeDecodeError as error:
                problem = _("is damaged: it begins as {encoding} and is something else")
                raise IntakeError(problem.format(encoding=encoding.upper())) from error
    try:
        return _text(content.decode("utf-8")), ()
    except UnicodeDecodeError:
        pass
    except IntakeError:
        if not _zeros(content):
            raise
    for named in (declared, _zeros(content)):
        if named and (text := _as(content, named)) is not None:
            return text, (_said(named),) if named != declared else ()
    encoding = _guessed(content)
    return _text(content.decode(encoding, errors="replace")), (_said(encoding),)


def _as(content: bytes, encoding: str) -> str | None:
    try:
        return _text(content.decode(encoding))
    except (LookupError, UnicodeError, ValueError, IntakeError):
        return None


def _said(encoding: str) -> str:
    told = _("its encoding is guessed as {encoding}: look at its accents")
    return told.format(encoding=encoding.replace("_", "-").upper())


def _zeros(content: bytes) -> str | None:
    """Return the UTF-16 that has its zero bytes where those of ``content`` are, or None."""
    sample = content[:_SAMPLE]
    half = len(sample) // 2
    if len(content) % 2 or half < 2:
        return None
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    if even > 0.4 and odd < 0.1:
        return "utf-16-be"
    return None


def _guessed(content: bytes) -> str:
    normalizer = needed("charset_normalizer")
    sample = content[:_SAMPLE]
    if b"\x00" in sample:
        raise IntakeError(_no_text())
    found = normalizer.from_bytes(sample, cp_exclusion=["utf_7"]).best()
    if found is None:
        raise IntakeError(_no_text())
    encoding = str(found.encoding)
    western = ("latin_1", "iso8859_15", "cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257")
    if encoding in western or encoding.startswith(("mac_", "cp4", "cp8", "iso8859", "cp125")):
        return _western(content[:_SAMPLE], encoding)
    return encoding


def _western(sample: bytes, guessed: str) -> str:
    """Return Windows-1252 where the accents of French, Italian or English read well by it.

    Short texts with few accents leave a guesser in doubt between code pages; of those that a
    reader of these languages has, this one is by far the most frequent.
    """
    text = sample.decode("cp1252", errors="replace")
    beyond = [char for char in text if ord(char) > 127]
    known = sum(
        char in "àâäæçéèêëîïìíñôöòóœùûüúÿßÀÂÇÉÈÊËÎÏÔŒÙÛÜ’‘“”«»–—…€°\u00a0•·" for char in beyond
    )
    return "cp1252" if beyond and known >= 0.9 * len(beyond) else guessed


def _text(text: str) -> str:
    """Return ``text`` if it is one.

    Raises:
        IntakeError: too many of its characters are controls.
    """
    sample = text[:_SAMPLE]
    controls = sum(
        1
        for char in sample
        if char < " " and unicodedata.category(char) == "Cc" and char not in "\t\n\r\f\v\x1b"
    )
    if "\x00" in sample or controls > _MOST_CONTROLS * max(100, len(sample)):
        raise IntakeError(_no_text())
    return text


def _no_text() -> str:
    return _("is no text: save it as .txt in UTF-8, or as .docx, .odt or .pdf")
