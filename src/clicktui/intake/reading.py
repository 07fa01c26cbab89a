"""A file at a path becomes lines: opened with care, known by what it is, read by its reader."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from clicktui.errors import IntakeError
from clicktui.i18n import translate as _
from clicktui.intake import (
    epub,
    markdown,
    mhtml,
    opendocument,
    pdf,
    plaintext,
    rtf,
    subtitles,
    webpage,
    word,
)
from clicktui.intake.kinds import SUFFIXES, TEXTUAL, Kind, kind_named, kind_of
from clicktui.intake.limits import MEGABYTE, USUAL, Limits
from clicktui.intake.model import LineKind, ReadFile

_READERS: dict[Kind, Callable[[bytes, Limits], ReadFile]] = {
    Kind.TEXT: plaintext.read,
    Kind.MARKDOWN: markdown.read,
    Kind.HTML: webpage.read,
    Kind.MHTML: mhtml.read,
    Kind.PDF: pdf.read,
    Kind.WORD: word.read,
    Kind.OPENDOCUMENT: opendocument.read,
    Kind.EPUB: epub.read,
    Kind.SUBTITLES: subtitles.read,
    Kind.RTF: rtf.read,
}

__all__ = ["SUFFIXES", "content_of", "is_readable", "read_content", "read_file"]


def is_readable(path: Path) -> bool:
    """Say whether the ending of its name is that of a file that is read; nothing is opened."""
    return kind_named(path.name) is not None


def read_file(path: Path, limits: Limits = USUAL) -> ReadFile:
    """Return the lines of the file at ``path`` and what it says of itself.

    What it is, its bytes say; a name that says otherwise is told in the notes. It is read in this
    process: for files from anywhere use ``apart.FileReader``, which also bounds time and memory.

    Raises:
        IntakeError: it cannot be read; nothing else is raised.
    """
    return read_content(content_of(path, limits), path.name, limits)


def read_content(content: bytes, name: str, limits: Limits = USUAL) -> ReadFile:
    """Return the lines of a file of which the bytes and the name are known; as ``read_file``.

    Raises:
        IntakeError: it cannot be read; nothing else is raised.
    """
    kind = kind_of(content, name)
    if kind in TEXTUAL and len(content) > limits.text_bytes:
        raise IntakeError(_too_large(limits.text_bytes))
    try:
        read = _READERS[kind](content, limits)
    except IntakeError:
        raise
    except MemoryError as error:
        raise IntakeError(_("needs too much memory: split it into several files")) from error
    except RecursionError as error:
        raise IntakeError(_("is nested too deep: save it as plain text")) from error
    except Exception as error:  # one bad file never stops the others, whatever a library raises
        problem = _("cannot be read as {kind} ({reason}): save it anew, or as plain text")
        reason = type(error).__name__
        raise IntakeError(problem.format(kind=_(kind.value), reason=reason)) from error
    if not any(line.kind is not LineKind.FURNITURE for line in read.lines):
        raise IntakeError(_("has no text in it"))
    named = kind_named(name)
    if named is not None and named is not kind:
        told = _("its name says {named}, it is {kind}: read as such")
        note = told.format(named=_(named.value), kind=_(kind.value))
        return ReadFile(read.lines, read.found, (note, *read.notes))
    return read


def content_of(path: Path, limits: Limits = USUAL) -> bytes:
    """Return the bytes of the regular file at ``path``; never waits for a pipe or a device.

    Raises:
        IntakeError: it is none, too large, or cannot be opened or read.
    """
    waits = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, os.O_RDONLY | waits)
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise IntakeError(_("is no ordinary file"))
            if found.st_size > limits.file_bytes:
                raise IntakeError(_too_large(limits.file_bytes))
            if kind_named(path.name) in TEXTUAL and found.st_size > limits.text_bytes:
                raise IntakeError(_too_large(limits.text_bytes))
            content = file.read(limits.file_bytes + 1)
    except PermissionError as error:
        raise IntakeError(_("may not be read: change its rights")) from error
    except FileNotFoundError as error:
        raise IntakeError(_("is not there any more")) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise IntakeError(_("cannot be opened: {reason}").format(reason=reason)) from error
    if len(content) > limits.file_bytes:
        raise IntakeError(_too_large(limits.file_bytes))
    return content


def _too_large(limit: int) -> str:
    problem = _("is larger than {size} MB: split it into several files")
    return problem.format(size=max(1, limit // MEGABYTE))
