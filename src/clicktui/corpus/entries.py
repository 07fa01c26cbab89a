"""Reading a hand-written YAML file key by key, with errors that say where the mistake stands."""

import re
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml

from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.csl import plain_text, short
from clicktui.errors import CatalogueError
from clicktui.i18n import translate as _

T = TypeVar("T")

LANG = re.compile(r"[a-z]{2,3}")
"""A language code, as ISO 639 writes it."""

_RANGE = re.compile(r"(\d{1,8})-(\d{1,8})")
_LARGEST_BITS = 64


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML's safe loader that refuses a key written twice and leaves dates as text.

    PyYAML lets errors of Python escape from values that are not of the kind that their tag
    (``!!int``) says; here they are errors of YAML, with the line.
    """

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401
        try:
            value = super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError, TypeError) as error:
            raise _unreadable(node) from error
        if isinstance(value, int) and value.bit_length() > _LARGEST_BITS:
            raise _unreadable(node)
        return value

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        if not isinstance(node, yaml.MappingNode):
            raise _unreadable(node)
        seen: set[Hashable] = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(
                    None, None, _("a key has to be a plain word"), key_node.start_mark
                )
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None,
                    None,
                    _("the key {key} is written twice").format(key=key),
                    key_node.start_mark,
                )
            seen.add(key)
        return dict(super().construct_mapping(node, deep=deep))


def _unreadable(node: yaml.Node) -> yaml.constructor.ConstructorError:
    kind = str(node.tag).rpartition(":")[2]
    problem = _("this value cannot be read as {kind}").format(kind=kind)
    return yaml.constructor.ConstructorError(None, None, problem, node.start_mark)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class CataloguePlace:
    """Where in a catalogue something stands: the file's name and the entry's id."""

    def __init__(self, file: str, entry: str = "") -> None:
        self.file = file
        self.entry = entry

    def __repr__(self) -> str:  # the same in every run: fingerprints are made from entries
        return f"<{self.entry}>"

    def error(self, key: str, problem: str) -> CatalogueError:
        """Return the error that says, in one line, ``file: entry: key: problem``."""
        parts = [self.file, self.entry, key, problem]
        line = ": ".join(" ".join(part.split()) for part in parts if part)
        return CatalogueError(clean_text(line))


class RawEntry:
    """One mapping of a catalogue, read key by key; ``close`` refuses the keys nobody read.

    ``path`` is where it stands in its entry, like ``speeches[2]``.
    """

    def __init__(self, value: object, place: CataloguePlace, key: str = "") -> None:
        if not isinstance(value, dict):
            raise place.error(key, _("has to be a mapping, not {value}").format(value=short(value)))
        self.place = place
        self._values: dict[str, object] = value
        self.path = key
        self._read: set[str] = set()

    def call(self, place: CataloguePlace) -> None:
        """Let errors name this entry by ``place`` alone, now that its id is known."""
        self.place = place
        self.path = ""

    def has(self, key: str) -> bool:
        """Say whether ``key`` is there."""
        return key in self._values

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys in order."""
        return tuple(self._values)

    def error(self, key: str, problem: str) -> CatalogueError:
        """Return the error about ``key`` of this entry."""
        return self.place.error(self._path(key), problem)

    def raw(self, key: str) -> object:
        """Return the value of ``key`` as YAML gives it, or None where it is absent."""
        self._read.add(key)
        return self._values.get(key)

    def required(self, key: str) -> object:
        """Return the value of ``key`` as YAML gives it.

        Raises:
            CatalogueError: it is absent.
        """
        if key not in self._values:
            raise self.error(key, _("is missing"))
        return self.raw(key)

    def checked(self, key: str, check: Callable[[object], T]) -> T:
        """Return what ``check`` makes of ``key``'s value; its ValueError gets the place."""
        value = self.required(key)
        try:
            return check(value)
        except ValueError as error:
            raise self.error(key, str(error)) from error

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text on one line; without ``default`` it has to be there."""
        if default is not None and key not in self._values:
            return default
        return self.checked(key, plain_text)

    def flag(self, key: str) -> bool:
        """Return true or false; false where it is absent."""
        value = self.raw(key)
        if value is not None and not isinstance(value, bool):
            raise self.error(key, _("has to be true or false"))
        return bool(value)

    def items(self, key: str) -> list[object]:
        """Return a list, empty where it is absent."""
        value = self.raw(key)
        if value is None and not self.has(key):
            return []
        if not isinstance(value, list):
            raise self.error(key, _("has to be a list, not {value}").format(value=short(value)))
        return value

    def entries(self, key: str) -> list["RawEntry"]:
        """Return a list of mappings, empty where it is absent."""
        return [
            RawEntry(value, self.place, self._path(f"{key}[{position}]"))
            for position, value in enumerate(self.items(key), 1)
        ]

    def entry(self, key: str) -> "RawEntry":
        """Return a mapping, empty where it is absent."""
        value = self.raw(key) if self.has(key) else {}
        return RawEntry(value, self.place, self._path(key))

    def names(self, key: str) -> tuple[str | Mapping[str, str], ...]:
        """Return one name or a list of names; a mapping is a description by language."""
        value = self.required(key)
        many = value if isinstance(value, list) and value else [value]
        try:
            return tuple(_name_or_description(name) for name in many)
        except ValueError as error:
            raise self.error(key, str(error)) from error

    def lines(self, key: str) -> tuple[int, ...]:
        """Return line numbers in order: ``9``, ``31-33`` or ``[9, 31-33]``, from 1.

        Raises:
            CatalogueError: nothing or something else, or a line named twice.
        """
        value = self.required(key)
        numbers: list[int] = []
        for item in value if isinstance(value, list) and value else [value]:
            first, last = self._line_range(key, item)
            numbers.extend(range(first, last + 1))
        if len(set(numbers)) < len(numbers):
            raise self.error(key, _("names a line twice"))
        return tuple(sorted(numbers))

    def close(self) -> None:
        """Refuse the first key that nobody has read.

        Raises:
            CatalogueError: there is one.
        """
        for key in self._values:
            if key not in self._read:
                raise self.error(key, _("unknown key"))

    def _path(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path and key else self.path or key

    def _line_range(self, key: str, item: object) -> tuple[int, int]:
        if isinstance(item, int) and not isinstance(item, bool):
            first = last = item
        else:
            found = _RANGE.fullmatch(item) if isinstance(item, str) else None
            if found is None:
                raise self.error(
                    key,
                    _("has to be lines like 9, 31-33 or [9, 31-33], not {value}").format(
                        value=short(item)
                    ),
                )
            first, last = int(found.group(1)), int(found.group(2))
        if not 1 <= first <= last <= 10_000_000:
            raise self.error(key, _("no such lines: {value}").format(value=short(item)))
        return first, last


def _name_or_description(value: object) -> str | Mapping[str, str]:
    if not isinstance(value, dict):
        return plain_text(value)
    if not value or not all(LANG.fullmatch(lang) for lang in value):
        raise ValueError(_("has to be a name, or a description by language like {fr: …, en: …}"))
    return {lang: plain_text(description) for lang, description in value.items()}


def _refuse_aliases(raw: bytes) -> None:
    """Refuse a value written once and named again: a few lines of these grow to gigabytes."""
    if b"&" not in raw or b"*" not in raw:
        return
    for event in yaml.parse(raw, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            problem = _("aliases (*name) are not taken: write the value again")
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]


def read_yaml(path: Path) -> tuple[object, bytes]:
    """Return what the YAML file holds, and its bytes.

    Raises:
        CatalogueError: it cannot be read, or is not YAML; the text gives the line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CatalogueError(
            _("{file}: cannot be read: {reason}").format(file=path.name, reason=reason)
        ) from error
    try:
        _refuse_aliases(raw)
        return yaml.load(raw, Loader=_Loader), raw  # noqa: S506 (a subclass of the safe loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = _("line {line}").format(line=mark.line + 1) if mark else ""
        raise CataloguePlace(path.name).error(where, error.problem or _("not YAML")) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise CataloguePlace(path.name).error(
            "", _("not YAML: {reason}").format(reason=error)
        ) from error
