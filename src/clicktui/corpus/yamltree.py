"""YAML as a tree whose every value knows its line: what a person wrote and has to mend.

The tree is made from the parser's events, without recursion: PyYAML's own composer crashes the
process on some 100,000 brackets. Refused are anchors and aliases (few bytes would grow to many),
keys written twice, tags (``!!python/…``), and more than one document. Nothing is constructed but
texts, whole numbers, true, false and null, as YAML 1.1 tells them apart; a date stays the text that
it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.csl import short
from clicktui.errors import YamlFileError
from clicktui.i18n import translate as _

if TYPE_CHECKING:
    import yaml

LARGEST = 64 * 1024 * 1024
"""Bytes of UTF-8 of the largest file that is read."""

_DEEPEST = 32
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_TAG = "tag:yaml.org,2002:"
_TRUTHS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands: file, line from 1 (0: unknown), path of keys or "".

    ``raises`` is what a mistake there is told by.
    """

    file: str
    line: int
    path: str = ""
    raises: type[YamlFileError] = YamlFileError

    def at(self, line: int, path: str) -> "Place":
        """Return the place at another line of the same file."""
        return replace(self, line=line, path=path)

    def says(self, problem: str, key: str = "") -> str:
        """Return the line ``file:line: path.key: problem``, safe to print."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        path = f"{self.path}.{key}" if self.path and key else self.path or key
        parts = [where, path, problem]
        return clean_text(": ".join(" ".join(part.split()) for part in parts if part))

    def error(self, problem: str, key: str = "") -> YamlFileError:
        """Return the error that says so."""
        return self.raises(self.says(problem, key))


@dataclass(frozen=True, slots=True)
class Item:
    """A value of the tree and the line where it begins, counted from 1.

    ``value`` is a str, int, bool, None, ``Odd``, list of items, or dict from key to item.
    """

    value: Any
    line: int


@dataclass(frozen=True, slots=True)
class Odd:
    """A bare value that YAML takes for none of ours: 1.5, 0x1F, 12:30."""

    text: str

    def __str__(self) -> str:
        return self.text


def tree_of(text: str, file: str, raises: type[YamlFileError] = YamlFileError) -> Item:
    """Return the tree of the YAML ``text``; errors call it ``file`` and are of the kind ``raises``.

    Raises:
        YamlFileError: it is too large, no YAML, or uses what is refused here.
    """
    if len(text) > LARGEST or len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise Place(file, 0, raises=raises).error(_("larger than 64 MB: too large to be read"))
    import yaml

    try:
        return _Builder(file, raises).built(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise Place(file, line, raises=raises).error(_unreadable(error.problem)) from error
    except (yaml.YAMLError, UnicodeError) as error:
        place = Place(file, _odd_line(text), raises=raises)
        raise place.error(_unreadable(str(error))) from error


def _unreadable(reason: str | None) -> str:
    return _("not YAML: {reason}").format(reason=reason) if reason else _("not YAML")


def _odd_line(text: str) -> int:
    """Return the line of the first character that YAML forbids, 0 where none is found."""
    found = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read; ``key`` waits for its value."""

    item: Item
    path: str
    key: str | None = None

    def path_inside(self) -> str:
        if isinstance(self.item.value, list):
            return f"{self.path}[{len(self.item.value) + 1}]"
        return f"{self.path}.{self.key}" if self.path and self.key else self.path or self.key or ""


class _Builder:
    def __init__(self, file: str, raises: type[YamlFileError]) -> None:
        self._file, self._raises = file, raises
        self._open: list[_Open] = []
        self._root: Item | None = None

    def built(self, text: str) -> Item:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        try:
            while (event := loader.get_event()) is not None:
                self._take(event, loader)
        finally:
            loader.dispose()
        return self._root or Item(None, 1)

    def _take(self, event: Any, loader: Any) -> None:  # noqa: ANN401 - of either loader
        import yaml

        line = event.start_mark.line + 1
        match event:
            case yaml.AliasEvent():
                raise self._error(line, _("aliases (*name) are not taken: write the value again"))
            case yaml.NodeEvent(anchor=str()):
                raise self._error(line, _("anchors (&name) are not taken: take it away"))
            case yaml.ScalarEvent():
                self._scalar(event, loader, line)
            case yaml.SequenceStartEvent():
                self._refuse_tag(event, f"{_TAG}seq", line)
                self._begin([], line)
            case yaml.MappingStartEvent():
                self._refuse_tag(event, f"{_TAG}map", line)
                self._begin({}, line)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._open.pop()
            case yaml.DocumentStartEvent() if self._root is not None:
                raise self._error(line, _("a second document: a file holds only one"))

    def _error(self, line: int, problem: str) -> YamlFileError:
        path = self._open[-1].path_inside() if self._open else ""
        return Place(self._file, line, path, self._raises).error(problem)

    def _refuse_tag(self, event: Any, own: str, line: int) -> None:  # noqa: ANN401 - of many kinds
        if event.tag not in (None, "!", own):
            raise self._error(line, _("tags like {tag} are not taken").format(tag=short(event.tag)))

    def _scalar(self, event: "yaml.ScalarEvent", loader: Any, line: int) -> None:  # noqa: ANN401
        import yaml

        self._refuse_tag(event, f"{_TAG}str", line)
        inside = self._open[-1] if self._open else None
        is_key = inside is not None and isinstance(inside.item.value, dict) and inside.key is None
        if is_key or event.tag or not event.implicit[0]:
            value: object = event.value
        else:
            tag = loader.resolve(yaml.ScalarNode, event.value, (True, False))
            value = _bare(event.value, tag.removeprefix(_TAG))
        if inside is not None and is_key:
            if event.value in inside.item.value:
                problem = _("the key {key} is written twice").format(key=short(event.value))
                raise self._error(line, problem)
            inside.key = event.value
        else:
            self._put(Item(value, line))

    def _begin(self, value: list[Item] | dict[str, Item], line: int) -> None:
        if len(self._open) >= _DEEPEST:
            raise self._error(line, _("lists in lists, more than {n} deep").format(n=_DEEPEST))
        inside = self._open[-1] if self._open else None
        if inside is not None and isinstance(inside.item.value, dict) and inside.key is None:
            raise self._error(line, _("a key has to be a plain word"))
        path = inside.path_inside() if inside else ""
        item = Item(value, line)
        self._put(item)
        self._open.append(_Open(item, path))

    def _put(self, item: Item) -> None:
        if not self._open:
            self._root = item
            return
        inside = self._open[-1]
        if isinstance(inside.item.value, list):
            inside.item.value.append(item)
        else:
            inside.item.value[inside.key] = item
            inside.key = None


def _bare(text: str, kind: str) -> object:
    """Return the value of a bare scalar that YAML takes for ``kind``."""
    if kind in ("str", "timestamp"):
        return text
    if kind == "bool":
        return _TRUTHS[text.lower()]
    if kind == "null":
        return None
    if kind == "int" and _NUMBER.fullmatch(text):
        return int(text)
    return Odd(text)


def plain(item: Item) -> object:
    """Return a tree without its lines, as JSON has it."""
    if isinstance(item.value, list):
        return [plain(one) for one in item.value]
    if isinstance(item.value, Mapping):
        return {key: plain(one) for key, one in item.value.items()}
    return item.value.text if isinstance(item.value, Odd) else item.value
