"""References rendered once: by style, language, work and place, from any thread."""

import json
import re
import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clicktui.citing.attribution import alphabetical
from clicktui.citing.styles import Style
from clicktui.citing.typography import levels
from clicktui.corpus.model import Locator, LocatorKind
from clicktui.errors import StyleError
from clicktui.i18n import translate as _

if TYPE_CHECKING:  # citeproc and lxml are imported when the first reference is made
    from clicktui.citing.processor import Processor

_OWN_LOCALES = {"fr": "fr-FR", "it": "it-IT", "en": "en-GB"}
_LOCALES = {"fr": "fr-FR", "it": "it-IT", "en": "en-US"}
_KEPT = 8192
_HYPHEN = "\u2011"
_STRAY_STOPS = re.compile(r"(?<=[.,;:])(?: [.,;:])+(?= |$)")
_WITHOUT_NUMBER = re.compile(r"^(?:\[1\]|\(1\)|1[.)]?)\s+")

Item = Mapping[str, Any]
_At = tuple[str, str] | None
"""What CSL calls the kind of a locator, and its value."""


class References:
    """Renders CSL-JSON items; what was rendered is kept, and so are the styles that were read."""

    def __init__(self) -> None:
        self._processors: dict[tuple[Path, str], Processor] = {}
        self._reading = threading.Lock()
        self._cited = lru_cache(_KEPT)(self._render_cited)
        self._full = lru_cache(_KEPT)(self._render_full)
        self._published = lru_cache(_KEPT)(self._as_published)

    def cited(self, style: Style, item: Item, place: Locator | None, lang: str) -> str:
        """Return what ``style`` puts beside a quotation, without the brackets around it.

        That is a note, or author, year and place; in a style that counts or labels its works,
        which only their list explains, the full reference.

        Raises:
            StyleError: the style cannot be read, or cannot render the work.
        """
        return self._cited(style, _key(item), _locator(style, place), lang)

    def full(self, style: Style, item: Item, place: Locator | None, lang: str) -> str:
        """Return the whole reference of ``item``, with the place.

        Raises:
            StyleError: the style cannot be read, or cannot render the work.
        """
        return self._full(style, _key(item), _locator(style, place), lang)

    def bibliography(self, style: Style, items: Sequence[Item], lang: str) -> tuple[str, ...]:
        """Return the list of ``items``, in the order of ``style``; each different one once.

        A style that has no list gives its notes, in alphabetical order; one that leaves works of
        some kind out of its list leaves them out here.

        Raises:
            StyleError: the style cannot be read, or cannot render a work.
        """
        keys = list(dict.fromkeys(map(_key, items)))
        processor = self._processor(style, lang)
        if not processor.has_bibliography:
            notes = {self._cited(style, key, None, lang) for key in keys}
            return tuple(sorted(notes, key=alphabetical))
        entries = processor.entries([self._published(style, key, lang) for key in keys])
        said = "".join(keys)
        return tuple(_tidied(entry, said) for entry in entries if entry)

    def _render_cited(self, style: Style, key: str, at: _At, lang: str) -> str:
        if style.format in ("numeric", "label"):
            return self._full(style, key, at, lang)
        return self._beside(style, key, at, lang)

    def _beside(self, style: Style, key: str, at: _At, lang: str) -> str:
        processor = self._processor(style, lang)
        item = self._published(style, key, lang)
        text = _tidied(processor.note(item, at), key)
        if text and style.is_note:
            return text
        inside = _inside_brackets(text) or (processor.place(at) if at else "")
        if text and _names_the_work(inside, item):
            return inside
        if not item.get("title"):
            raise StyleError(
                _("citation style {name}: it says nothing of this work: choose another").format(
                    name=style.id
                )
            )
        title = levels(lang)[0].around(str(item["title"]))
        return f"{title}, {inside}" if inside else title

    def _render_full(self, style: Style, key: str, at: _At, lang: str) -> str:
        processor = self._processor(style, lang)
        item = self._published(style, key, lang)
        entry = "" if style.is_note or not processor.has_bibliography else processor.entry(item)
        if not entry:
            return self._beside(style, key, at, lang)
        if style.format == "numeric":
            entry = _WITHOUT_NUMBER.sub("", entry)
        entry = _tidied(entry, key)
        return entry if at is None else _with_place(entry, processor.place(at))

    def _as_published(self, style: Style, key: str, lang: str) -> Item:
        return self._processor(style, lang).as_published(json.loads(key))

    def _processor(self, style: Style, lang: str) -> "Processor":
        locale = _locale(style, lang)
        with self._reading:
            if (style.path, locale) not in self._processors:
                from clicktui.citing.processor import Processor

                self._processors[style.path, locale] = Processor(style.path, locale)
            return self._processors[style.path, locale]


def _locale(style: Style, lang: str) -> str:
    """Return the locale of ``lang`` that ``style`` declares, or else the usual one."""
    if style.is_own:
        return _OWN_LOCALES[lang]
    declared = style.locale or ""
    return declared if declared.startswith(f"{lang}-") else _LOCALES[lang]


def _locator(style: Style, place: Locator | None) -> _At:
    """Return ``place`` for CSL; a hyphen inside a page's name is none between two pages."""
    if place is None:
        return None
    if place.kind is LocatorKind.PARAGRAPH and not style.cites_counted_paragraphs:
        return None
    first, last = (end.replace("-", _HYPHEN) for end in (place.first, place.last))
    return place.kind.value, first if first == last else f"{first}-{last}"


def _with_place(entry: str, place: str) -> str:
    """Return ``entry`` with ``place``, as a sentence of its own after one."""
    if entry.endswith((".", "!", "?", "…")):
        return f"{entry} {place[:1].upper()}{place[1:]}."
    return f"{entry}, {place}"


def _tidied(text: str, item: str) -> str:
    """Return ``text`` without the stops that a style leaves around what ``item`` lacks (". .")."""
    return text if _STRAY_STOPS.search(item) else _STRAY_STOPS.sub("", text)


def _names_the_work(text: str, item: Item) -> bool:
    """Say whether a reader can tell by ``text`` which work it is, not by its year alone."""
    names = [name.get("family") or name.get("literal") for name in item.get("author") or ()]
    titles = [item.get(key) for key in ("title", "title-short", "shortTitle", "container-title")]
    said = alphabetical(text)
    known = [alphabetical(str(name)) for name in (*names, *titles) if name]
    return any(name in said for name in known) or not known


def _inside_brackets(text: str) -> str:
    """Return ``text`` without the pair of brackets that stands around all of it, if one does."""
    if text[:1] + text[-1:] not in ("()", "[]"):
        return text
    depth = 0
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if depth == 0 and at < len(text) - 1:
            return text
    return text[1:-1].strip()


def _key(item: Item) -> str:
    return json.dumps(item, sort_keys=True, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    """Return what JSON has no type for as what it has one for."""
    return dict(value) if isinstance(value, Mapping) else str(value)
