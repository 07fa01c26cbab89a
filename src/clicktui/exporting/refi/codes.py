"""The codes of a REFI-QDA project as lists and tags of a board."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clicktui.exporting.record import Named, Record
from clicktui.exporting.refi.elements import children, guid_of, parts

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class _Code:
    name: str
    topmost: str
    path: str
    named: Named | None

    @property
    def kind(self) -> str:
        """What it was on a board of clicktui's, "" for a code of somebody else's."""
        return self.named.kind if self.named else ""


class Codes:
    """The codes by their GUIDs.

    Those of clicktui's own making are known by the ``record``: by their GUID, or where a program
    made new ones, by the name that they had in the file.
    """

    def __init__(self, root: "Element", record: Record | None) -> None:
        names = record.names if record else ()
        self._has_record = record is not None
        self._by_guid = {one.guid: one for one in names}
        self._by_name = {one.shown: one for one in names if one.kind != "user"}
        self._codes: dict[str, _Code] = {}
        waiting: list[tuple[Element, tuple[str, ...]]] = [
            (one, ()) for part in reversed(parts(root, "CodeBook")) for one in reversed(part)
        ]
        there = {guid_of(one) for one in root.iter()}
        while waiting:
            element, above = waiting.pop()
            own, shown = guid_of(element), element.get("name") or ""
            named = self._by_guid.get(own)
            if named is None and not above:
                by_name = self._by_name.get(shown)
                named = by_name if by_name and by_name.guid not in there else None
            path = (*above, self.own_name(named, shown))
            self._codes.setdefault(own, _Code(path[-1], path[0], " / ".join(path), named))
            waiting += ((one, path) for one in reversed(children(element, "Code")))

    def own_name(self, named: Named | None, shown: str) -> str:
        """Return the name that clicktui had, if the one shown is still what it made of it."""
        return named.name if named is not None and named.shown == shown else shown

    def user(self, own: str, shown: str) -> str:
        """Return the name of a user."""
        return self.own_name(self._by_guid.get(own), shown)

    def lists(self) -> Iterator[tuple[str, str]]:
        """Yield name and id of the lists of a board of clicktui's that are still there."""
        there = {one.named.guid: one.name for one in self._codes.values() if one.named}
        for named in self._by_guid.values():
            if named.kind == "list" and named.guid in there:
                yield there[named.guid], named.id

    def is_starred(self, codes: Iterable[str]) -> bool:
        """Say whether the star is among codes."""
        return any(self._codes[code].kind == "star" for code in codes if code in self._codes)

    def sorted(self, codes: Iterable[str]) -> tuple[str, tuple[str, ...]]:
        """Return the list that a quote with these codes goes to ("" for any), and its tags."""
        known = [self._codes[code] for code in dict.fromkeys(codes) if code in self._codes]
        there = [code for code in known if code.kind != "star"]
        lists = [code for code in there if code.kind == "list"]
        if not there or (self._has_record and not lists):
            return "", tuple(code.path for code in there)
        first = (lists or there)[0]
        is_said = first.path == first.topmost
        tags = (code.path for code in there if code is not first or not is_said)
        return first.topmost, tuple(tags)
