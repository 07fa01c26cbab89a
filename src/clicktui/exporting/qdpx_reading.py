"""Reading a REFI-QDA project (.qdpx), of clicktui's own or of another program.

Every selection in a text becomes a quote by its words (``taking_in`` finds these in the corpus),
under the list of its first code; all its other codes are tags, and those under another code as
well. Notes and descriptions of a selection are its note, those of the project and of codes and
sources go to the board's memo. Files of clicktui's own carry a ``record`` by which codes are known
as lists, tags and star.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.model import Span
from clicktui.corpus.quoting import CONTEXT
from clicktui.exporting.incoming import IncomingBoard, IncomingQuote
from clicktui.exporting.qdpx import RECORD_NAME
from clicktui.exporting.qdpxarchive import QdpxArchive, local
from clicktui.exporting.qdpxtext import Counting, Selected, counting, decoded
from clicktui.exporting.record import Named, QuoteRecord, Record, record_in
from clicktui.i18n import translate as _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TEXT_SOURCES = ("TextSource", "Representation", "Transcript", "TextDescription")
_OTHER_SELECTIONS = (
    "PictureSelection",
    "PDFSelection",
    "AudioSelection",
    "VideoSelection",
    "TranscriptSelection",
)
_LAST_IN_ORDER = 10**9
_LARGEST_POSITION = 10**12


def read(content: bytes, name: str) -> IncomingBoard:
    """Return what the project ``content`` holds; errors call the file ``name``.

    Raises:
        BoardFileError: it is no REFI-QDA project, damaged, or not to be trusted with memory.
    """
    archive = QdpxArchive(content, name)
    return _Reading(archive, archive.project()).board()


@dataclass(frozen=True, slots=True)
class _Code:
    name: str
    topmost: str
    path: str


class _Reading:
    def __init__(self, archive: QdpxArchive, root: "Element") -> None:
        self._archive = archive
        self._root = root
        self._told: list[str] = []
        notes = _of(root, "Notes")
        self._notes = {_guid(one): one for one in notes}
        self._texts = {own: self._note_text(one) for own, one in self._notes.items()}
        self._record, record_note = self._find_record()
        self._used = {record_note}
        self._records: dict[str, tuple[int, QuoteRecord]] = {}
        self._named: dict[str, Named] = {}
        if self._record is not None:
            self._records = {one.guid: (n, one) for n, one in enumerate(self._record.quotes)}
            self._named = {one.guid: one for one in self._record.names}
        self._users = {
            _guid(one): self._own_name(_guid(one), one.get("name") or "")
            for one in _of(root, "Users")
        }
        self._codes = self._read_codes()
        self._linked = self._read_links()

    def board(self) -> IncomingBoard:
        record = self._record
        sources = [one for one in self._root.iter() if local(one.tag) in _TEXT_SOURCES]
        quotes = [quote for source in sources for quote in self._quotes(source)]
        others = sum(local(one.tag) in _OTHER_SELECTIONS for one in self._root.iter())
        if others:
            told = _("{n} selections in pictures, pages, sound or film are left out")
            self._told.append(told.format(n=others))
        whole = sum(local(child.tag) == "Coding" for source in sources for child in source)
        if whole:
            told = _("{n} codes of whole texts are left out: clicktui marks words")
            self._told.append(told.format(n=whole))
        own = self._root.get("name") or ""
        if record is not None and own == record.shown:
            own = record.name
        return IncomingBoard(
            name=own,
            id=record.id if record else "",
            made_at=record.made_at if record else self._root.get("creationDateTime") or "",
            is_archived=record.is_archived if record else False,
            memo=self._memo(),
            lists=tuple(self._lists()),
            quotes=tuple(quotes),
            told=tuple(self._told),
        )

    # names and codes

    def _find_record(self) -> tuple[Record | None, str]:
        for own, note in self._notes.items():
            if note.get("name") == RECORD_NAME:
                try:
                    record = record_in(json.loads(self._texts[own]))
                except (ValueError, RecursionError):
                    continue
                if record is not None:
                    return record, own
        return None, ""

    def _own_name(self, own: str, shown: str) -> str:
        """Return the name that clicktui had, if the one shown is still what it made of it."""
        named = self._named.get(own)
        return named.name if named is not None and named.shown == shown else shown

    def _read_codes(self) -> dict[str, _Code]:
        codes: dict[str, _Code] = {}

        def walk(element: "Element", above: tuple[str, ...]) -> None:
            for one in element:
                if local(one.tag) == "Code":
                    own = _guid(one)
                    path = (*above, self._own_name(own, one.get("name") or ""))
                    codes.setdefault(own, _Code(path[-1], path[0], " / ".join(path)))
                    walk(one, path)

        for part in _of(self._root, "CodeBook"):
            walk(part, ())
        return codes

    def _lists(self) -> Iterator[tuple[str, str]]:
        """Yield the lists of a board of clicktui's that are still there."""
        for named in self._named.values():
            if named.kind == "list" and named.guid in self._codes:
                yield self._codes[named.guid].name, named.id

    def _kind(self, code: str) -> str:
        return self._named[code].kind if code in self._named else ""

    # notes

    def _note_text(self, note: "Element") -> str:
        raw = self._archive.source(note.get("plainTextPath") or "")
        parts = {local(child.tag): child.text or "" for child in note}
        text = decoded(raw) if raw is not None else None
        text = text or parts.get("PlainTextContent") or parts.get("Description") or ""
        return clean_text(text).strip("\n")

    def _read_links(self) -> dict[str, list[str]]:
        """Return the notes that links (NVivo's annotations) tie to something, by its guid."""
        linked: dict[str, list[str]] = {}
        for one in _of(self._root, "Links"):
            ends = [_plain_guid(one.get(end)) for end in ("originGUID", "targetGUID")]
            for note, other in (ends, ends[::-1]):
                if note in self._notes and other not in self._notes:
                    linked.setdefault(other, []).append(note)
        return linked

    def _notes_at(self, *elements: "Element") -> list[str]:
        """Return the guids of the notes that the elements refer to, or are linked with."""
        found: list[str] = []
        for element in elements:
            found += (
                _plain_guid(one.get("targetGUID")) for one in element if local(one.tag) == "NoteRef"
            )
            found += self._linked.get(_guid(element), ())
        return [one for one in dict.fromkeys(found) if one in self._notes]

    def _memo(self) -> str:
        """Return the project's notes and description, then all that belongs to no quote."""
        own = self._notes_at(self._root)
        texts = [self._texts[one] for one in own]
        texts += [_description(self._root)]
        self._used.update(own)
        for element in self._root.iter():
            if local(element.tag) in ("Code", *_TEXT_SOURCES):
                parts = [_description(element)]
                for its in self._notes_at(element):
                    parts += [self._texts[its]] if its not in self._used else []
                    self._used.add(its)
                texts.append(_headed(element.get("name") or "", _joined(parts)))
        for own_guid, note in self._notes.items():
            if own_guid not in self._used:
                texts.append(_headed(note.get("name") or "", self._texts[own_guid]))
        return _joined(texts)

    # quotes

    def _quotes(self, source: "Element") -> Iterator[IncomingQuote]:
        """Yield the quotes of a source, those marked by notes that it refers to as well."""
        name = source.get("name") or ""
        elements = [one for one in source if local(one.tag) == "PlainTextSelection"]
        annotations = {
            id(one): note
            for note in self._notes_at(source)
            for one in self._notes[note]
            if local(one.tag) == "PlainTextSelection"
        }
        elements += (
            one
            for note in dict.fromkeys(annotations.values())
            for one in self._notes[note]
            if id(one) in annotations
        )
        if not elements:
            return
        self._used.update(annotations.values())
        selections = [self._selected(one) for one in elements]
        path = source.get("plainTextPath") or ""
        text, problem = self._source_text(source, path)
        way, is_sure = counting(text, [one for one in selections if one is not None])
        if not is_sure and not problem:
            told = _("{name}: its program counts characters in its own way: check these quotes")
            self._told.append(told.format(name=" ".join(clean_text(name).split())[:80]))
        for element, selected in zip(elements, selections, strict=True):
            note = annotations.get(id(element))
            yield self._quote(element, selected, way, problem, (name, path), note)

    def _source_text(self, source: "Element", path: str) -> tuple[str, str]:
        """Return the text of a source, or why there is none."""
        for child in source:
            if local(child.tag) == "PlainTextContent":
                return child.text or "", ""
        raw = self._archive.source(path)
        if raw is None:
            return "", _("the text of this selection is not in the file")
        text = decoded(raw)
        if text is None:
            return "", _("the text of this selection is not UTF-8")
        return text, ""

    def _selected(self, element: "Element") -> Selected | None:
        try:
            start = int(element.get("startPosition") or "")
            end = int(element.get("endPosition") or "")
        except ValueError:
            return None
        if not 0 <= start < end < _LARGEST_POSITION:
            return None
        if _guid(element) in self._records:
            return Selected(Span(start, end), self._records[_guid(element)][1].words)
        first_words = clean_text(element.get("name") or "").strip()
        is_cut = first_words.endswith(("…", "..."))
        return Selected(Span(start, end), first_words.rstrip("….") if is_cut else "", is_cut)

    def _quote(
        self,
        element: "Element",
        selected: Selected | None,
        way: Counting,
        problem: str,
        source: tuple[str, str],
        annotation: str | None,
    ) -> IncomingQuote:
        order, record = self._records.get(_guid(element), (_LAST_IN_ORDER, None))
        codings = [one for one in element if local(one.tag) == "Coding"]
        codes = list(dict.fromkeys(code for one in codings for code in self._referred(one)))
        list_name, tags = self._sorted(codes)
        span = selected.span if selected else Span(0, 0)
        if selected is None or span.end > len(way.text.encode("utf-16-le", "surrogatepass")) // 2:
            problem = problem or _("the positions of this selection are not in its text")
        words = clean_text(way.cut(span)) if not problem else ""
        if problem and selected is not None:
            words = selected.told
        before = clean_text(way.cut(Span(max(span.start - CONTEXT, 0), span.start)))
        after = clean_text(way.cut(Span(span.end, span.end + CONTEXT)))
        is_as_recorded = record is not None and record.words == words
        return IncomingQuote(
            words=words,
            sources=source,
            work=record.work if record else "",
            place=span,
            before=before,
            after=after,
            list_name=list_name,
            id=record.id if record else "",
            by=self._users.get(_plain_guid(element.get("creatingUser")), ""),
            at=element.get("creationDateTime") or element.get("modifiedDateTime") or "",
            note=self._note_of(element, codings, record, annotation),
            tags=tags,
            is_starred=any(self._kind(code) == "star" for code in codes),
            alterations=record.alterations if record else (),
            altered_words=record.words if record else "",
            kept_against=record.kept_against if record and is_as_recorded else "",
            order=order,
            problem=problem,
        )

    def _referred(self, coding: "Element") -> Iterator[str]:
        for one in coding:
            code = _plain_guid(one.get("targetGUID"))
            if local(one.tag) == "CodeRef" and code in self._codes:
                yield code

    def _sorted(self, codes: Iterable[str]) -> tuple[str, tuple[str, ...]]:
        """Return the list that a quote with these codes goes to, and its tags."""
        there = [code for code in codes if self._kind(code) != "star"]
        lists = [code for code in there if self._kind(code) == "list"]
        first = next(iter(lists or there), None)
        if first is None:
            return "", ()
        if self._record is not None and not lists:
            return "", tuple(self._codes[code].path for code in there)
        list_name = self._codes[first].topmost
        paths = {code: self._codes[code].path for code in there}
        is_said = {first} if paths[first] == list_name else set()
        return list_name, tuple(path for code, path in paths.items() if code not in is_said)

    def _note_of(
        self,
        element: "Element",
        codings: Iterable["Element"],
        record: QuoteRecord | None,
        annotation: str | None,
    ) -> str:
        notes = self._notes_at(element, *codings) + ([annotation] if annotation else [])
        self._used.update(notes)
        if record is not None:
            notes = [one for one in notes if one not in record.notes]
        description = _description(element)
        if record is not None and description == record.description:
            description = ""
        return _joined([description, *(self._texts[one] for one in dict.fromkeys(notes))])


def _of(root: "Element", tag: str) -> list["Element"]:
    """Return the children of the elements ``tag`` of the project."""
    return [child for one in root if local(one.tag) == tag for child in one]


def _guid(element: "Element") -> str:
    return _plain_guid(element.get("guid"))


def _plain_guid(text: str | None) -> str:
    return (text or "").strip().strip("{}").lower()


def _description(element: "Element") -> str:
    parts: Mapping[str, str] = {local(one.tag): one.text or "" for one in element}
    return clean_text(parts.get("Description", "")).strip("\n")


def _headed(name: str, text: str) -> str:
    heading = " ".join(clean_text(name).split())
    return f"## {heading}\n\n{text}" if heading and text.strip() else text


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text for text in texts if text)
