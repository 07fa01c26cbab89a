"""Reading the user's ``metadata.yaml``: every mistake is told, and hides nothing else.

    clicktui: metadata
    works:
      casilli-heidi:
        issued: 2023-02-24                        # written by hand
        author: "Casilli, Antonio; {Heidi.news}"  # as names are typed, or [{family: …, given: …}]
        URL: {value: "https://…", from: typed, at: "2026-11-21T12:00:00Z"}
        key: {value: casilli-nd-ia, from: given, at: "2026-11-21T12:00:00Z"}

``from`` is ``typed``, ``confirmed``, ``given`` (a citation key that clicktui made and that was
copied or exported) or the name of the file that the value was imported from.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from clicktui.citing.keys import checked_key
from clicktui.corpus.csl import NAMES, VARIABLES, checked_variable, plain_text, short
from clicktui.corpus.yamltree import Item, Place, plain, tree_of
from clicktui.errors import ClicktuiError, MetadataError, YamlFileError
from clicktui.i18n import translate as _
from clicktui.metadata.model import KEY, Origin, Said, Sayings
from clicktui.metadata.values import typed

CLICKTUI = "metadata"
"""What the key ``clicktui`` says, so that a file tells what it is."""

_ORIGINS = {one.value: one for one in (Origin.TYPED, Origin.CONFIRMED, Origin.GIVEN)}
_WORKS = re.compile(r"^works:[ \t]*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says, and its mistakes: a line each, with file, line and key."""

    sayings: Sayings
    mistakes: tuple[str, ...] = ()


def read(text: str, name: str) -> Read:
    """Return what ``text`` says; mistakes call it ``name``. Never raises."""
    if not text.strip():
        return Read({})
    reader = _Reader(name)
    try:
        root = tree_of(text, name)
    except YamlFileError as error:  # no YAML as a whole: the works apart may be
        reader.mistakes.append(str(error))
        for part in _works_apart(text):
            try:
                reader.take(tree_of(part, name))
            except YamlFileError as of_part:
                reader.mistakes.append(str(of_part))
    else:
        reader.take(root)
    return Read(reader.sayings, tuple(dict.fromkeys(reader.mistakes)))


def _works_apart(text: str) -> Iterator[str]:
    """Yield the lines of each work alone, at the height at which they stand."""
    found = _WORKS.search(text)
    if found is None:
        return
    lines = text.split("\n")
    first = text.count("\n", 0, found.end()) + 1
    indented = [line for line in lines[first:] if line.strip() and line.lstrip()[0] != "#"]
    indent = len(indented[0]) - len(indented[0].lstrip()) if indented else 0
    if not indent:
        return
    starts = [
        number
        for number, line in enumerate(lines[first:], first)
        if line[:indent].isspace() and line[indent : indent + 1].strip(" #\t")
    ]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield "\n" * (start - 1) + "\n".join(["works:", *lines[start:end]])


class _Reader:
    def __init__(self, name: str) -> None:
        self.sayings: dict[str, dict[str, Said]] = {}
        self.mistakes: list[str] = []
        self._name = name
        self._keys: dict[str, str] = {}

    def _mistake(self, place: Place, problem: str, key: str = "") -> None:
        self.mistakes.append(place.says(problem, key))

    def take(self, root: Item) -> None:
        place = Place(self._name, root.line)
        if root.value is None:
            return
        if not isinstance(root.value, dict):
            self._mistake(place, _("has to be lines like “works:”, not {value}").format(
                value=short(plain(root))))  # fmt: skip
            return
        for key, item in root.value.items():
            at = Place(self._name, item.line, key)
            if key == "works":
                if item.value is not None:
                    self._take_works(item, at)
            elif key != "clicktui":
                self._mistake(at, _("unknown key"))
            elif item.value != CLICKTUI:
                self._mistake(at, _("has to be {word}").format(word=CLICKTUI))

    def _take_works(self, item: Item, place: Place) -> None:
        if not isinstance(item.value, dict):
            self._mistake(place, _("has to be a mapping, not {value}").format(
                value=short(plain(item))))  # fmt: skip
            return
        for work_id, fields in item.value.items():
            at = Place(self._name, fields.line, f"{place.path}.{work_id}")
            if work_id in self.sayings:
                self._mistake(at, _("the key {key} is written twice").format(key=short(work_id)))
            elif isinstance(fields.value, dict):
                self._take_work(work_id, fields.value, at)
            elif fields.value is not None:
                self._mistake(at, _("has to be a mapping, not {value}").format(
                    value=short(plain(fields))))  # fmt: skip

    def _take_work(self, work_id: str, fields: Mapping[str, Item], place: Place) -> None:
        said: dict[str, Said] = {}
        for field, item in fields.items():
            at = replace(place, line=item.line)
            try:
                said[field] = self._said(work_id, field, item)
            except (ValueError, ClicktuiError) as error:
                self._mistake(at, str(error), field)
        if said:
            self.sayings[work_id] = said

    def _said(self, work_id: str, field: str, item: Item) -> Said:
        if field != KEY and field not in VARIABLES:
            raise ValueError(_("is not a CSL variable"))
        if not isinstance(item.value, dict):
            return Said(self._value(work_id, field, plain(item)))
        written: dict[str, Any] = {key: plain(one) for key, one in item.value.items()}
        for key in written:
            if key not in ("value", "from", "at"):
                raise ValueError(_("unknown key: {key}").format(key=short(key)))
        if "value" not in written:
            raise ValueError(_("its value is missing"))
        value = self._value(work_id, field, written["value"])
        origin = plain_text(written.get("from", Origin.TYPED.value))
        at = plain_text(written["at"]) if "at" in written else ""
        if origin in _ORIGINS:
            return Said(value, _ORIGINS[origin], "", at)
        return Said(value, Origin.IMPORTED, origin, at)

    def _value(self, work_id: str, field: str, value: object) -> Any:  # noqa: ANN401 (CSL-JSON)
        if field == KEY:
            return self._key(work_id, plain_text(value))
        if field in NAMES and isinstance(value, str):
            try:
                return typed(field, value)
            except MetadataError as error:
                raise ValueError(str(error).removeprefix(f"{field} ")) from error
        return checked_variable(field, value)

    def _key(self, work_id: str, key: str) -> str:
        other = self._keys.setdefault(checked_key(key).lower(), work_id)
        if other != work_id:
            message = _("{other} has this citation key already: change one of them")
            raise ValueError(message.format(other=other))
        return key
