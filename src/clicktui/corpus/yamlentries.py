"""One mapping of a hand-written file, read key by key, each mistake told with line and key."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.csl import short
from clicktui.corpus.model import Span
from clicktui.corpus.yamltree import Item, Odd, Place, plain
from clicktui.errors import ClicktuiError, YamlFileError
from clicktui.i18n import translate as _

T = TypeVar("T")

LARGEST_OFFSET = 10**12
"""No text has so many code points: a larger number is a slip of the hand."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LONGEST_KEY = 60
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_DECIMAL = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?")
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")


class Entry:
    """A mapping at ``place``; ``close`` refuses the keys that nobody asked for.

    Every method raises an error of the place's kind where the value is not what it says. Texts
    come cleaned.
    """

    def __init__(self, item: Item, place: Place) -> None:
        self.place = place
        if not isinstance(item.value, dict):
            what = _("has to be a mapping of keys, not {value}")
            raise place.error(what.format(value=_shown(item)))
        self._items: dict[str, Item] = item.value
        self._asked: dict[str, None] = {}

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys in order."""
        return tuple(self._items)

    def has(self, key: str) -> bool:
        """Say whether ``key`` is there and has a value."""
        self._asked[key] = None
        return key in self._items and self._items[key].value is not None

    def place_of(self, key: str) -> Place:
        """Return where ``key`` stands, or the mapping itself where it does not."""
        line = self._items[key].line if key in self._items else self.place.line
        path = f"{self.place.path}.{key}" if self.place.path else key
        return replace(self.place, line=line, path=path)

    def error(self, key: str, problem: str) -> YamlFileError:
        """Return the error about ``key``."""
        return self.place_of(key).error(problem)

    def item(self, key: str) -> Item:
        """Return what ``key`` has."""
        if not self.has(key):
            raise self.error(key, _("is missing"))
        return self._items[key]

    def checked(self, key: str, check: Callable[[object], T]) -> T:
        """Return what ``check`` makes of the plain value; its errors get line and key."""
        item = self.item(key)
        try:
            return check(plain(item))
        except (ValueError, ClicktuiError) as error:
            raise self.error(key, str(error)) from error

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text of any number of lines; without ``default`` it has to be there."""
        if default is not None and not self.has(key):
            return default
        return _text(self.item(key), self.place_of(key))

    def line(self, key: str, default: str | None = None) -> str:
        """Return a text on one line."""
        text = self.text(key, default)
        if "\n" in text:
            raise self.error(key, _("expected a text on one line"))
        return text

    def name(self, key: str, made_of: Callable[[str], str]) -> str:
        """Return the name that ``made_of`` makes of a text."""
        text = self.text(key)
        try:
            return made_of(text)
        except ClicktuiError as error:
            raise self.error(key, str(error)) from error

    def id(self, key: str) -> str:
        """Return an id, "" where there is none."""
        if not self.has(key):
            return ""
        text = self.line(key)
        if not _ID.fullmatch(text):
            raise self.error(key, _("expected at most 64 of a-z, A-Z, 0-9, - and _"))
        return text

    def time(self, key: str) -> str:
        """Return a time like 2026-11-21T23:57:03Z, "" where there is none."""
        if not self.has(key):
            return ""
        text = self.line(key)
        try:
            is_time = datetime.strptime(text, _TIME).strftime(_TIME)
        except ValueError:
            is_time = ""
        if is_time != text:
            complaint = _("expected a time like 2026-11-21T23:57:03Z, not {value}")
            raise self.error(key, complaint.format(value=short(text)))
        return text

    def flag(self, key: str) -> bool:
        """Return true or false; false where it is absent."""
        if not self.has(key):
            return False
        value = self.item(key).value
        if not isinstance(value, bool):
            raise self.error(key, _("expected true or false"))
        return value

    def offset(self, key: str) -> int:
        """Return a whole number from 0 on."""
        item = self.item(key)
        value = item.value
        if (
            not isinstance(value, int)
            or isinstance(value, bool)
            or not (0 <= value < LARGEST_OFFSET)
        ):
            complaint = _("expected a whole number, not {value}")
            raise self.error(key, complaint.format(value=_shown(item)))
        return value

    def decimal(self, key: str, default: float | None = None) -> float:
        """Return a number like 2, -1 or 0.75; without ``default`` it has to be there."""
        if default is not None and not self.has(key):
            return default
        item = self.item(key)
        written = item.value.text if isinstance(item.value, Odd) else item.value
        if not isinstance(written, bool) and _DECIMAL.fullmatch(str(written)):
            return float(str(written))
        complaint = _("expected a number like 2 or 0.75, not {value}")
        raise self.error(key, complaint.format(value=_shown(item)))

    def span(self) -> Span | None:
        """Return what ``start`` and ``end`` span, None where neither is there."""
        if not self.has("start") and not self.has("end"):
            return None
        span = Span(self.offset("start"), self.offset("end"))
        if span.end < span.start:
            raise self.error("end", _("lies before start"))
        return span

    def numbers(self, key: str) -> tuple[int, int] | None:
        """Return the first and last number of ``3`` or ``3-5``, None where there are none."""
        if not self.has(key):
            return None
        value = self.item(key).value
        found = _RANGE.fullmatch(value) if isinstance(value, str) else None
        first, last = (
            (int(found[1]), int(found[2])) if found else (self.offset(key), self.offset(key))
        )
        if not 1 <= first <= last:
            raise self.error(key, _("expected numbers from 1 like 3 or 3-5"))
        return first, last

    def lines(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, each on one line; none where it is absent."""
        return tuple(text for _place, text in self.placed_lines(key))

    def placed_lines(self, key: str) -> Iterator[tuple[Place, str]]:
        """Yield the texts of a list, each on one line, with their places."""
        for place, item in self._list(key):
            text = _text(item, place)
            if "\n" in text or not text.strip():
                raise place.error(_("expected a text on one line"))
            yield place, text

    def entries(self, key: str) -> list["Entry"]:
        """Return a list of mappings, none where it is absent."""
        return [Entry(item, place) for place, item in self._list(key)]

    def entry(self, key: str) -> "Entry":
        """Return a mapping, an empty one where it is absent."""
        item = self._items[key] if self.has(key) else Item({}, self.place.line)
        return Entry(item, self.place_of(key))

    def close(self) -> None:
        """Refuse the first key that nobody asked for, naming the one that it may be."""
        for problem in self.unknown():
            raise problem

    def unknown(self) -> Iterator[YamlFileError]:
        """Yield what is to be said of each key that nobody asked for."""
        for key in self._items:
            if key in self._asked:
                continue
            if len(key) > _LONGEST_KEY:
                yield self.place.error(_("no such key: {key}").format(key=short(key)))
                continue
            near = difflib.get_close_matches(key, self._asked, n=1, cutoff=0.6)
            problem = (
                _("no such key; nearest: {near}").format(near=near[0])
                if near
                else _("no such key; there are {known}").format(known=", ".join(self._asked))
            )
            yield self.error(key, problem)

    def _list(self, key: str) -> Iterable[tuple[Place, Item]]:
        if not self.has(key):
            return
        item = self.item(key)
        if not isinstance(item.value, list):
            raise self.error(key, _("expected a list, not {value}").format(value=_shown(item)))
        path = self.place_of(key).path
        for number, one in enumerate(item.value, 1):
            yield replace(self.place, line=one.line, path=f"{path}[{number}]"), one


def _shown(item: Item) -> str:
    return item.value.text if isinstance(item.value, Odd) else short(item.value)


def _text(item: Item, place: Place) -> str:
    if isinstance(item.value, str):
        return clean_text(item.value)
    if isinstance(item.value, list | dict):
        raise place.error(_("expected a text, not {value}").format(value=_shown(item)))
    raise place.error(
        _("expected a text, not {value}: put it between quotation marks").format(value=_shown(item))
    )
