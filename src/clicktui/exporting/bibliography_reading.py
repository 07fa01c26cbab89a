"""Bibliography files (CSL-JSON, BibTeX, BibLaTeX, RIS) as other programs export them.

The files are other people's: they are read within limits, one broken entry stops no other, and
what could not be read is told with its line.
"""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from clicktui.errors import BibliographyError
from clicktui.exporting.reading import bibtex, csljson, ris
from clicktui.exporting.reading.model import Candidate, FoundItem, Remark, checked
from clicktui.i18n import translate as _

LARGEST = 16_000_000
"""Bytes of the largest file that is read."""
MOST_ITEMS = 20_000
MOST_REMARKS = 1_000

Reader = Callable[[str], Iterator[Candidate | Remark]]

_READERS: dict[str, Reader] = {
    ".json": csljson.candidates,
    ".csljson": csljson.candidates,
    ".bib": bibtex.candidates,
    ".bibtex": bibtex.candidates,
    ".ris": ris.candidates,
}
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The items of a file in its order, and what could not be read of it."""

    items: tuple[FoundItem, ...]
    remarks: tuple[Remark, ...] = ()


def read_bibliography(data: bytes, name: str) -> Bibliography:
    """Return what ``data`` describes; ``name`` is the file's, its ending tells the format.

    Raises:
        BibliographyError: the ending is none of these formats', the file is too large, is not
            text, or holds no item.
    """
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        message = _("{name}: its name has to end in {endings}")
        raise BibliographyError(message.format(name=name, endings=", ".join(_READERS)))
    if len(data) > LARGEST:
        message = _("{name} is larger than {megabytes} MB: export fewer works")
        raise BibliographyError(message.format(name=name, megabytes=LARGEST // 1_000_000))
    text, remarks = _decoded(data, name)
    items: list[FoundItem] = []
    for one in reader(text.replace("\r\n", "\n").replace("\r", "\n")):
        if len(remarks) >= MOST_REMARKS:
            remarks.append(Remark(one.line, _("there are too many mistakes to read on")))
            break
        if isinstance(one, Remark):
            remarks.append(one)
            continue
        if len(items) == MOST_ITEMS:
            remarks.append(Remark(one.line, _("there are more works than can be read")))
            break
        item, told = checked(one)
        remarks += told
        items += [item] if item else []
    if not items:
        message = _("{name} holds no work that can be read")
        if remarks:
            message = _("{name} holds no work that can be read (line {line}: {reason})")
        first = remarks[0] if remarks else Remark(0, "")
        raise BibliographyError(message.format(name=name, line=first.line, reason=first.text))
    return Bibliography(tuple(items), tuple(remarks))


def _decoded(data: bytes, name: str) -> tuple[str, list[Remark]]:
    """Return the text, and that it had to be taken for Latin-1, where it is no UTF-8."""
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or b"\0" in data:
            message = _("{name} is not a text file").format(name=name)
            raise BibliographyError(message) from error
        told = _("this file is not UTF-8 and was read as Latin-1: look at the accents")
        return data.decode("cp1252", "replace"), [Remark(0, told)]
    if "\0" in text:
        raise BibliographyError(_("{name} is not a text file").format(name=name))
    return text, []
