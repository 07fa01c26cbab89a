"""A .docx, .odt or .epub opened with care: a ZIP from anywhere, read into memory only.

Nothing is unpacked to the disk, so that no path in it leads anywhere. The sizes that it gives are
not believed: what grows out of all measure is refused while it grows.
"""

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from clicktui.errors import IntakeError
from clicktui.i18n import translate as _
from clicktui.intake.extras import needed
from clicktui.intake.limits import MEGABYTE, Limits

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CHUNK = 64 * 1024
_WAYS_TO_PACK = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FAILURES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
_IS_ENCRYPTED = 0x1


class Archive:
    """The files of an archive by their names, read when they are asked for."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Open ``content``.

        Raises:
            IntakeError: it is no ZIP, or has too many files.
        """
        self._limits = limits
        self._left = limits.unzipped_bytes
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (*_FAILURES, RuntimeError, struct.error) as error:
            raise IntakeError(damaged()) from error
        infos = [info for info in self._archive.infolist() if not info.is_dir()]
        if len(infos) > limits.files:
            raise IntakeError(_("has too many files in it: open it and save it anew"))
        self._infos = {info.filename: info for info in infos}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its files, in its order."""
        return tuple(self._infos)

    def read(self, name: str) -> bytes | None:
        """Return the file ``name``, None where there is none.

        Raises:
            IntakeError: it is damaged, encrypted, or grows out of all measure.
        """
        info = self._infos.get(name)
        if info is None:
            return None
        if info.flag_bits & _IS_ENCRYPTED:
            raise IntakeError(encrypted())
        limit = min(self._left, max(MEGABYTE, info.compress_size * self._limits.growth))
        parts: list[bytes] = []
        size = 0
        try:
            if info.compress_type not in _WAYS_TO_PACK:
                raise NotImplementedError
            with self._archive.open(info) as file:
                while part := file.read(_CHUNK):
                    parts.append(part)
                    size += len(part)
                    if size > limit:
                        break
        except (*_FAILURES, RuntimeError) as error:
            raise IntakeError(damaged()) from error
        if size > limit:
            problem = _("swells to more than {size} MB when it is unpacked: it is not read")
            raise IntakeError(problem.format(size=max(1, limit // MEGABYTE)))
        self._left -= size
        return b"".join(parts)

    def xml(self, name: str) -> "Element | None":
        """Return the root of the XML file ``name``, None where there is none.

        Raises:
            IntakeError: it is damaged, too large or deep, or has entities.
        """
        content = self.read(name)
        return None if content is None else parsed(content, self._limits)

    def repacked(self, suffixes: tuple[str, ...]) -> io.BytesIO:
        """Return a ZIP, not compressed, of its files, empty but for those with ``suffixes``.

        Whoever opens it has no sizes to believe any more.

        Raises:
            IntakeError: a file is damaged, encrypted, or grows out of all measure.
        """
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
            for name in self._infos:
                wanted = name.lower().endswith(suffixes)
                archive.writestr(zipfile.ZipInfo(name), (self.read(name) or b"") if wanted else b"")
        raw.seek(0)
        return raw


def parsed(content: bytes, limits: Limits) -> "Element":
    """Return the root of an XML document, its entities refused (defusedxml).

    Raises:
        IntakeError: it is no XML, too deep, or has entities of its own.
    """
    xml = needed("defusedxml.ElementTree")
    common = needed("defusedxml.common")
    depth = count = 0
    root: Element | None = None
    try:
        events = xml.iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=False)
        for event, element in events:
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            count += event == "start"
            if depth > limits.depth or count > limits.elements:
                raise IntakeError(_("is nested too deep, or too large: save it as plain text"))
    except common.DefusedXmlException as error:
        raise IntakeError(_("defines XML entities, which could swell: it is not read")) from error
    except (SyntaxError, LookupError, ValueError) as error:  # ParseError is a SyntaxError
        raise IntakeError(damaged()) from error
    if root is None:
        raise IntakeError(damaged())
    return root


def damaged() -> str:
    """Return what is said of a file that cannot be opened."""
    return _("is damaged: open it in the program it comes from and save it anew")


def encrypted() -> str:
    """Return what is said of a file that a password protects."""
    return _("is protected by a password: save it without one")
