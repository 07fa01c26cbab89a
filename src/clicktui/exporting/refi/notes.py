"""The notes of a REFI-QDA project, and what becomes of each: no words of the user's get lost."""

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from clicktui.corpus.cleaning import clean_text
from clicktui.exporting.coderecord import CodingsRecord, codings_in
from clicktui.exporting.record import Record, record_in
from clicktui.exporting.refi.archive import QdpxArchive
from clicktui.exporting.refi.counting import decoded
from clicktui.exporting.refi.elements import (
    TEXT_SOURCES,
    children,
    description,
    guid_of,
    joined,
    line,
    local,
    parts,
    plain_guid,
    referred,
)
from clicktui.exporting.refi.names import RECORD_NAME

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Notes:
    """The notes by their GUIDs; knows which of them have found their place."""

    def __init__(self, archive: QdpxArchive, root: "Element") -> None:
        self._root = root
        self._notes = {guid_of(one): one for one in parts(root, "Notes")}
        self._texts = {own: _text(archive, one) for own, one in self._notes.items()}
        self._linked = self._links()
        self._placed: set[str] = set()
        self.codings = CodingsRecord()
        """What the record says of codings, once it was read."""

    def record(self) -> Record | None:
        """Return the record that clicktui put among the notes, which is then no note any more."""
        for own, note in self._notes.items():
            if note.get("name") == RECORD_NAME:
                try:
                    value = json.loads(self._texts[own])
                except (ValueError, RecursionError):
                    continue
                record = record_in(value)
                if record is not None:
                    self._placed.add(own)
                    self.codings = codings_in(value)
                    return record
        return None

    def at(self, *elements: "Element") -> list[str]:
        """Return the GUIDs of the notes that elements refer to, or are linked with."""
        found: list[str] = []
        for element in elements:
            found += referred(element, "NoteRef")
            found += self._linked.get(guid_of(element), ())
        return [one for one in dict.fromkeys(found) if one in self._notes]

    def marking(self, source: "Element") -> list[tuple["Element", str]]:
        """Return the selections that notes on a source make themselves (QualCoder), with these."""
        return [
            (selection, own)
            for own in self.at(source)
            for selection in children(self._notes[own], "PlainTextSelection")
        ]

    def placed(self, *guids: str) -> list[str]:
        """Return the texts of these notes, and remember that they have their place."""
        self._placed.update(guids)
        return [self._texts[own] for own in dict.fromkeys(guids)]

    def rest(self, is_known: Callable[["Element"], bool]) -> str:
        """Return the project's own notes and description, then all that have no place yet.

        These stand under the names of what they are on, or their own. A code that ``is_known`` has
        its description from a codebook.
        """
        texts = [*self.placed(*self.at(self._root)), description(self._root)]
        for element in self._root.iter():
            if local(element) in ("Code", *TEXT_SOURCES):
                own = [note for note in self.at(element) if note not in self._placed]
                described = "" if is_known(element) else description(element)
                text = joined([described, *self.placed(*own)])
                texts.append(_headed(element, text))
        for own_guid, note in self._notes.items():
            if own_guid not in self._placed:
                texts.append(_headed(note, self._texts[own_guid]))
        return joined(texts)

    def _links(self) -> dict[str, list[str]]:
        """Return the notes that links (NVivo's annotations) tie to something, by its GUID."""
        linked: dict[str, list[str]] = {}
        for one in parts(self._root, "Links"):
            ends = [plain_guid(one.get(end)) for end in ("originGUID", "targetGUID")]
            for note, other in (ends, ends[::-1]):
                if note in self._notes and other not in self._notes:
                    linked.setdefault(other, []).append(note)
        return linked


def _text(archive: QdpxArchive, note: "Element") -> str:
    """Return the text of a note: of the file that it names, else that within it."""
    raw = archive.source(note.get("plainTextPath") or "")
    text = (decoded(raw) if raw is not None else None) or ""
    inside = [one.text or "" for one in children(note, "PlainTextContent")]
    return clean_text(text or "".join(inside)).strip("\n") or description(note)


def without(texts: Iterable[str], made: Iterable[str]) -> list[str]:
    """Return ``texts`` without those that clicktui made itself, each once, unless changed since."""
    rest = list(texts)
    for text in (clean_text(one).strip("\n") for one in made):
        if text in rest:
            rest.remove(text)
    return rest


def _headed(element: "Element", text: str) -> str:
    heading = line(element.get("name"))
    return f"## {heading}\n\n{text}" if heading and text.strip() else text
