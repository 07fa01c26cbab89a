"""A .qdpx opened with care: a ZIP from anywhere, of which only texts are read, into memory.

Nothing is ever unpacked to the disk, so that no path in the archive leads anywhere. Refused are
archives that grow out of all measure, and XML with a document type, whose entities could.
"""

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from clicktui.errors import BoardFileError
from clicktui.exporting.refi.elements import local
from clicktui.i18n import translate as _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_SUM = 256 * 1024 * 1024
"""Bytes that one file, and all that are read, may have once they are unpacked."""

MOST_FILES = 20_000
MOST_GROWTH = 200
"""How many times larger than packed a file may be, from ``SMALL`` bytes on; text grows some 10."""

SMALL = 1024 * 1024
DEEPEST = 64
MOST_ELEMENTS = 1_000_000

_PROJECT = "project.qde"
_WAYS_TO_PACK = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,  # encrypted
    ValueError,
)


class QdpxArchive:
    """The files of an archive by their lower-case names, read when they are asked for."""

    def __init__(self, content: bytes, name: str) -> None:
        """Open ``content``, which errors call ``name``.

        Raises:
            BoardFileError: it is no ZIP, has no project, too many files, or two of one name.
        """
        self._name = name
        self._read = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _FAILURES as error:
            raise self._error(_("this is no REFI-QDA project (.qdpx)")) from error
        infos = [one for one in self._archive.infolist() if not one.is_dir()]
        if len(infos) > MOST_FILES:
            raise self._error(_("too many files in it"))
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            key = info.filename.replace("\\", "/").lower()
            if key in self._infos:
                raise self._error(_("two files of the same name in it"))
            self._infos[key] = info
        if _PROJECT not in self._infos:
            raise self._error(_("this is no REFI-QDA project (.qdpx): it has no project.qde"))

    def project(self) -> "Element":
        """Return the root of the project.

        Raises:
            BoardFileError: it is no XML or no project, too large or deep, or has a document type.
        """
        try:
            root = parsed(self._bytes(self._infos[_PROJECT]))
        except (expat.ExpatError, ValueError, LookupError) as error:
            problem = _("project.qde cannot be read: {reason}").format(reason=error)
            raise self._error(problem) from error
        if local(root) != "Project":
            raise self._error(_("this is no REFI-QDA project (.qdpx)"))
        return root

    def source(self, path: str) -> bytes | None:
        """Return the file that ``path`` (``internal://…``) names, None where it is not in here.

        Raises:
            BoardFileError: it cannot be unpacked, or is too large.
        """
        scheme, _colon, rest = path.rpartition("://")
        if scheme.lower() not in ("internal", ""):
            return None
        info = self._infos.get("sources/" + rest.replace("\\", "/").lstrip("/").lower())
        return self._bytes(info) if info else None

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        """Return the unpacked file, never believing the size that the archive gives."""
        limit = min(LARGEST_FILE, LARGEST_SUM - self._read)
        limit = min(limit, max(SMALL, info.compress_size * MOST_GROWTH))
        try:
            if info.compress_type not in _WAYS_TO_PACK:
                raise NotImplementedError
            with self._archive.open(info) as file:
                content = file.read(limit + 1)
        except _FAILURES as error:
            raise self._error(_("a file in it is damaged or encrypted")) from error
        if len(content) > limit:
            raise self._error(_("a file in it is too large once it is unpacked"))
        self._read += len(content)
        return content

    def _error(self, problem: str) -> BoardFileError:
        return BoardFileError(f"{self._name}: {problem}")


def parsed(content: bytes) -> "Element":
    """Return the root of an XML document, read within our limits and without a document type.

    Raises:
        ExpatError, ValueError, LookupError: it cannot be read, or not be trusted.
    """
    from xml.etree.ElementTree import TreeBuilder  # builds only: expat reads, with our limits

    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    depth = count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise ValueError(_("too many elements in it"))
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def refuse(*_declaration: object) -> None:
        raise ValueError(_("it has a document type"))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    parser.Parse(content, True)
    return builder.close()
