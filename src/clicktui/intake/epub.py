"""Books (.epub), read as EPUB 3.3 has them: the spine in its order, printed pages where marked."""

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from clicktui.errors import IntakeError
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.intake.archive import Archive, damaged, encrypted
from clicktui.intake.blocks import Blocks
from clicktui.intake.decoding import decoded
from clicktui.intake.gathering import Gathered
from clicktui.intake.limits import Limits
from clicktui.intake.model import Found, ReadFile
from clicktui.intake.saying import Sayings
from clicktui.intake.webpage import declared, parsed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CIPHER = "{http://www.w3.org/2001/04/xmlenc#}CipherReference"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")


def read(content: bytes, limits: Limits) -> ReadFile:
    """Read an .epub.

    Raises:
        IntakeError: it is damaged, protected, without text, or too much; or a library is missing.
    """
    archive = Archive(content, limits)
    container = archive.xml("META-INF/container.xml")
    rootfile = None if container is None else container.find(f".//{_CONTAINER}rootfile")
    name = "" if rootfile is None else rootfile.get("full-path", "")
    package = archive.xml(name)
    if package is None:
        raise IntakeError(damaged())
    chapters = _spine(package, posixpath.dirname(name))
    locked = _locked(archive)
    if locked.intersection(chapters):
        raise IntakeError(encrypted())
    gathered = Gathered(limits)
    blocks = Blocks(gathered)
    missing = 0
    for chapter in chapters:
        page = archive.read(chapter)
        tree = None
        if page is not None and page.strip():
            tree = parsed(decoded(page, declared(page))[0])
        if tree is None:
            missing += 1
        else:
            body = tree.find("body")
            blocks.take(tree if body is None else body)
    if not gathered.lines:
        raise IntakeError(_("has no text in it"))
    told = translate_plural(
        "{count} of its chapters is missing or empty",
        "{count} of its chapters are missing or empty",
        missing,
    ).format(count=missing)
    return ReadFile(tuple(gathered.lines), _found(package), (told,) if missing else ())


def _spine(package: "Element", folder: str) -> list[str]:
    """Return the names of the chapters in the order in which they are read."""
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    names = []
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if "nav" in item.get("properties", "").split():
            continue
        path = unquote(item.get("href", "").partition("#")[0])
        names.append(posixpath.normpath(posixpath.join(folder, path)))
    return list(dict.fromkeys(names))


def _locked(archive: Archive) -> set[str]:
    root = archive.xml("META-INF/encryption.xml")
    return set() if root is None else {unquote(one.get("URI", "")) for one in root.iter(_CIPHER)}


def _found(package: "Element") -> dict[str, Found]:
    sayings = Sayings()
    where = N_("the book’s own description")

    def texts(name: str) -> list[str]:
        return [one.text for one in package.iter(f"{_DC}{name}") if one.text and one.text.strip()]

    for title in texts("title")[:1]:
        sayings.text("title", title, where)
    creators = [
        one.text
        for one in package.iter(f"{_DC}creator")
        if one.text and one.get(f"{_OPF}role", "aut") == "aut"
    ]
    sayings.names("author", creators, where)
    for day in texts("date"):
        sayings.date("issued", day, where)
    for tag in texts("language"):
        sayings.language(tag, where)
    for publisher in texts("publisher")[:1]:
        sayings.text("publisher", publisher, where)
    for identifier in texts("identifier"):
        number = identifier.strip().lower().removeprefix("urn:isbn:").removeprefix("isbn:").strip()
        if _ISBN.fullmatch(number):
            sayings.text("ISBN", number.upper(), where)
    return sayings.found
