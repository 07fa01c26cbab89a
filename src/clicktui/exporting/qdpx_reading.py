"""Reading a REFI-QDA project (.qdpx), of clicktui's own or of another program.

Every selection in a text becomes a quote by its words (``taking_in`` finds these in the corpus),
under the list of its first code; all its other codes are tags, and those under another code as
well. Selections of the same words, which some programs write for each code apart, become one.
Notes and descriptions of a selection are its note, those of the project, of codes and sources go
to the board's memo. Files of clicktui's own carry a ``record`` by which codes are known as lists,
tags and star, or as those of a codebook: these are decisions of their users.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.model import Span
from clicktui.corpus.quoting import CONTEXT
from clicktui.exporting.coderecord import KnownCode
from clicktui.exporting.incoming import IncomingBoard, IncomingCoding, IncomingQuote
from clicktui.exporting.record import QuoteRecord
from clicktui.exporting.refi.archive import QdpxArchive
from clicktui.exporting.refi.codes import Codes
from clicktui.exporting.refi.codings import Codings
from clicktui.exporting.refi.counting import Counting, Selected, counting, decoded
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
from clicktui.exporting.refi.notes import Notes, without
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OTHER_SELECTIONS = (
    "PictureSelection",
    "PDFSelection",
    "AudioSelection",
    "VideoSelection",
    "TranscriptSelection",
)
_LAST_IN_ORDER = 10**9
_LARGEST_POSITION = 10**12
_SHOWN = 80


def read(content: bytes, name: str, known: Iterable[KnownCode] = ()) -> IncomingBoard:
    """Return what the project ``content`` holds; errors call the file ``name``.

    ``known`` are codes of codebooks by which codings of other programs are known, too.

    Raises:
        BoardFileError: it is no REFI-QDA project, damaged, or not to be trusted with memory.
    """
    archive = QdpxArchive(content, name)
    return _Reading(archive, archive.project(), known).board()


@dataclass(frozen=True, slots=True)
class _Marked:
    """Selections of the same words in a source, with the notes that make them."""

    elements: tuple["Element", ...]
    notes: tuple[str, ...]
    selected: Selected | None


class _Reading:
    def __init__(self, archive: QdpxArchive, root: "Element", known: Iterable[KnownCode]) -> None:
        self._archive = archive
        self._root = root
        self._told: list[str] = []
        self._notes = Notes(archive, root)
        self._record = self._notes.record()
        self._codes = Codes(root, self._record)
        self._codings = Codings(root, self._notes.codings, known, self._record is not None)
        self._decided: list[IncomingCoding] = []
        quotes = self._record.quotes if self._record else ()
        self._records = {one.guid: (n, one) for n, one in enumerate(quotes)}
        there = {guid_of(one) for one in root.iter()}
        self._unclaimed = [one for one in quotes if one.guid not in there]
        self._users = {
            guid_of(one): self._codes.user(guid_of(one), one.get("name") or "")
            for one in parts(root, "Users")
        }

    def board(self) -> IncomingBoard:
        record = self._record
        sources = [one for one in self._root.iter() if local(one) in TEXT_SOURCES]
        quotes = [quote for source in sources for quote in self._quotes(source)]
        others = sum(local(one) in _OTHER_SELECTIONS for one in self._root.iter())
        if others:
            told = translate_plural(
                "{n} selection in pictures, pages, sound or film is left out",
                "{n} selections in pictures, pages, sound or film are left out",
                others,
            )
            self._told.append(told.format(n=others))
        whole = sum(len(children(source, "Coding")) for source in sources)
        if whole:
            told = translate_plural(
                "{n} code of a whole text is left out: clicktui marks words",
                "{n} codes of whole texts are left out: clicktui marks words",
                whole,
            )
            self._told.append(told.format(n=whole))
        own = self._root.get("name") or ""
        return IncomingBoard(
            name=record.name if record and own == record.shown else own,
            id=record.id if record else "",
            made_at=record.made_at if record else self._root.get("creationDateTime") or "",
            is_archived=record.is_archived if record else False,
            memo=self._notes.rest(self._codings.is_ours),
            lists=tuple(self._codes.lists()),
            quotes=tuple(quotes),
            told=tuple(self._told),
            codings=tuple(self._decided),
            has_no_board=self._notes.codings.are_alone,
        )

    def _quotes(self, source: "Element") -> Iterator[IncomingQuote]:
        """Yield the quotes of a source, those that notes on it mark as well."""
        marked = self._marked(source)
        if not marked:
            return
        text, problem = self._source_text(source)
        selections = [one.selected for one in marked if one.selected is not None]
        way, is_sure = counting(text, selections)
        if not is_sure and not problem:
            told = _("{name}: its program counts characters in its own way: check these quotes")
            self._told.append(told.format(name=line(source.get("name"))[:_SHOWN]))
        names = source.get("name") or "", source.get("plainTextPath") or ""
        for one in marked:
            words = self._words(one, way, problem, names)
            self._decided += self._decisions(one, words)
            if not all(self._codings.is_coding(element) for element in one.elements):
                yield self._quote(one, words)

    def _marked(self, source: "Element") -> list[_Marked]:
        selections = [(one, "") for one in children(source, "PlainTextSelection")]
        selections += self._notes.marking(source)
        together: dict[object, list[tuple[Element, str]]] = {}
        for element, note in selections:
            key: object = (element.get("startPosition"), element.get("endPosition"))
            is_recorded = guid_of(element) in self._records  # pinned twice is two quotes
            if is_recorded or self._codings.is_coding(element):
                key = guid_of(element)
            together.setdefault(key, []).append((element, note))
        return [
            _Marked(
                tuple(element for element, _note in some),
                tuple(note for _element, note in some if note),
                self._selected(some[0][0]),
            )
            for some in together.values()
        ]

    def _source_text(self, source: "Element") -> tuple[str, str]:
        """Return the text of a source, or why there is none."""
        for child in children(source, "PlainTextContent"):
            return child.text or "", ""
        raw = self._archive.source(source.get("plainTextPath") or "")
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
        if guid_of(element) in self._records:
            return Selected(Span(start, end), self._records[guid_of(element)][1].words)
        if (decision := self._codings.recorded(element)) is not None:
            return Selected(Span(start, end), decision.words)
        first_words = clean_text(element.get("name") or "").strip()
        is_cut = first_words.endswith(("…", "..."))
        return Selected(Span(start, end), first_words.rstrip("….") if is_cut else "", is_cut)

    def _words(
        self, one: _Marked, way: Counting, problem: str, sources: tuple[str, str]
    ) -> IncomingQuote:
        """Return the words that are marked, without what is said of them."""
        span = one.selected.span if one.selected else Span(0, 0)
        if one.selected is None or span.end > way.length:
            problem = problem or _("the positions of this selection are not in its text")
        told = one.selected.told if one.selected else ""
        return IncomingQuote(
            words=told if problem else clean_text(way.cut(span)),
            sources=sources,
            place=span,
            before=clean_text(way.cut(Span(max(span.start - CONTEXT, 0), span.start))),
            after=clean_text(way.cut(Span(span.end, span.end + CONTEXT))),
            problem=problem,
        )

    def _quote(self, one: _Marked, marked: IncomingQuote) -> IncomingQuote:
        words = marked.words
        order, record = self._recorded(one.elements[0], words)
        all_codings = [coding for each in one.elements for coding in children(each, "Coding")]
        codings = list(self._codings.others(all_codings))
        codes = [code for coding in codings for code in referred(coding, "CodeRef")]
        list_name, tags = self._codes.sorted(codes)
        made = [*one.elements, *codings]
        return replace(
            marked,
            work=record.work if record else "",
            list_name=list_name,
            id=record.id if record else "",
            by=self._by(made),
            at=_first(
                each.get("creationDateTime") or each.get("modifiedDateTime") or "" for each in made
            ),
            note=self._note_of(one, codings, record),
            tags=tags,
            is_starred=self._codes.is_starred(codes),
            alterations=record.alterations if record else (),
            altered_words=record.words if record else "",
            kept_against=record.kept_against if record and record.words == words else "",
            order=order,
        )

    def _decisions(self, one: _Marked, marked: IncomingQuote) -> Iterator[IncomingCoding]:
        """Yield what users decided about codes of codebooks for a selection."""
        for element in one.elements:
            record = self._codings.recorded(element)
            own = [element] if self._codings.is_coding(element) else []
            for code, coding in self._codings.decided(element):
                quote = replace(
                    marked,
                    work=record.work if record else "",
                    id=record.id if record else "",
                    by=self._by([coding, element]),
                    at=_first(each.get("creationDateTime") or "" for each in (coding, element)),
                    note=joined(self._notes.placed(*self._notes.at(*own, coding))),
                )
                yield IncomingCoding(quote, code.codebook, code.code, code.verdict)

    def _by(self, made: Iterable["Element"]) -> str:
        return _first(self._users.get(plain_guid(each.get("creatingUser")), "") for each in made)

    def _recorded(self, element: "Element", words: str) -> tuple[int, QuoteRecord | None]:
        """Return what is recorded of a selection: by its GUID, or by its words if that is new."""
        if guid_of(element) in self._records:
            return self._records[guid_of(element)]
        for record in self._unclaimed:
            if words and record.words == words:
                self._unclaimed.remove(record)
                return self._records[record.guid]
        return _LAST_IN_ORDER, None

    def _note_of(
        self, one: _Marked, codings: Sequence["Element"], record: QuoteRecord | None
    ) -> str:
        notes = [*self._notes.at(*one.elements, *codings), *one.notes]
        descriptions = dict.fromkeys(description(element) for element in one.elements)
        said = [text for text in descriptions if record is None or text != record.description]
        made = record.notes if record else ()
        return joined([*said, *without(self._notes.placed(*notes), made)])


def _first(texts: Iterator[str]) -> str:
    return next(filter(None, texts), "")
