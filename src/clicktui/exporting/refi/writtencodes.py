"""The codes of a codebook in a REFI-QDA project: as codes, coders, and selections that have them.

The program is a user beside people. What somebody refused or doubts has a code of its own, apart
from that of those who give it, so that no program takes it for a coding. What people decided is a
selection of exactly these words; what the program finds are selections of its evidence, in
projects of codings alone of the passage.
"""

import xml.etree.ElementTree as ET  # only writes here
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from clicktui.coding.model import Verdict
from clicktui.coding.opinions import PROGRAM
from clicktui.corpus.model import Span
from clicktui.exporting.coderecord import (
    PROGRAM_GUID,
    CodingsRecord,
    DecisionRecord,
    KnownCode,
    code_guid,
)
from clicktui.exporting.codewords import BANDS, VERDICTS
from clicktui.exporting.material import DecidedWords, ExportedQuote, Material
from clicktui.exporting.record import Named, guid
from clicktui.exporting.refi.names import Names, beginning, legal
from clicktui.microtasks.codebook import Code, Codebook, said
from clicktui.microtasks.model import Band

_MEMO = {"fr": "Mémo", "it": "Memo", "en": "Memo"}


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note of a project; ``user`` is a GUID or ""."""

    guid: str
    name: str
    text: str
    user: str
    at: str


@dataclass(frozen=True, slots=True)
class PlacedSelection:
    """A selection in the text of ``file``."""

    file: str
    span: Span
    element: ET.Element


class WrittenCodes:
    """What a project has of a codebook; ``notes`` fills with the memos of decisions."""

    def __init__(
        self,
        material: Material,
        book: Codebook,
        names: Names,
        note_names: Names,
        user: Callable[[str], str],
    ) -> None:
        """Take names for the codes; ``user`` gives the GUID of a person by name."""
        self._material = material
        self._book = book
        self._note_names = note_names
        self._user = user
        self._at = material.board.made_at
        self.notes: list[WrittenNote] = []
        lang = material.lang
        used = {(one.decision.code, one.decision.verdict) for one in material.decided}
        self._shown: dict[tuple[str, Verdict], str] = {}
        for verdict in Verdict:
            for code in book.codes:
                if verdict is Verdict.YES or (code.id, verdict) in used:
                    name = said(code.names, lang) or code.id
                    word = "" if verdict is Verdict.YES else f" ({VERDICTS[lang][verdict]})"
                    self._shown[code.id, verdict] = names.new(f"{name}{word}")

    def record(self, program: str) -> CodingsRecord:
        """Return what is kept beside the project; ``program`` is the program's name as a user."""
        return CodingsRecord(
            codes=tuple(
                KnownCode(
                    code_guid(self._book.id, code, verdict), self._book.id, code, verdict, shown
                )
                for (code, verdict), shown in self._shown.items()
            ),
            decisions=tuple(
                DecisionRecord.of(one.decision, one.work, self._words(one.file, one.span))
                for one in self._material.decided
            ),
            program=program,
            are_alone=self._material.is_of_codings,
        )

    def elements(self) -> Iterator[ET.Element]:
        """Yield the codes, flat: readers call one that is under another by its whole path."""
        codes = {code.id: code for code in self._book.codes}
        for (own, verdict), shown in self._shown.items():
            attributes = {
                "guid": self._guid(own, verdict),
                "name": shown,
                "isCodable": "true",
                "color": codes[own].colour,
            }
            element = ET.Element("Code", attributes)
            definition = said(codes[own].definition, self._material.lang)
            if definition and verdict is Verdict.YES:
                ET.SubElement(element, "Description").text = legal(definition)
            yield element

    def sets(self) -> Iterator[ET.Element]:
        """Yield the codebook as a set of its codes, and each code that has others under it."""
        book, lang = self._book, self._material.lang
        title = said(book.names, lang) or book.id
        yield self._set(guid("set", book.id), title, [code.id for code in book.codes])
        for code in book.codes:
            below = [one.id for one in book.codes if code.id in self._above(one)]
            if below:
                own = guid("set", book.id, code.id)
                yield self._set(own, self._shown[code.id, Verdict.YES], [code.id, *below])

    def _above(self, code: Code) -> Iterator[str]:
        codes = {one.id: one for one in self._book.codes}
        while code.above:
            yield code.above
            code = codes[code.above]

    def _set(self, own: str, name: str, codes: Sequence[str]) -> ET.Element:
        element = ET.Element("Set", {"guid": own, "name": legal(name)})
        for code in codes:
            ET.SubElement(element, "MemberCode", {"targetGUID": self._guid(code)})
        return element

    def on_quote(self, one: ExportedQuote) -> Iterator[ET.Element]:
        """Yield the codings of a quote's selection: what the program finds in its words."""
        for code in one.codes:
            if code.program is not None:
                own = guid("coding", one.pinned.id, self._guid(code.code.id), PROGRAM)
                yield self._coding(own, code.code.id, Verdict.YES, PROGRAM_GUID, self._at)

    def selections(self) -> Iterator[PlacedSelection]:
        """Yield the selections of all decisions, then of what the program finds."""
        for nth, decided in enumerate(self._material.decided, start=1):
            yield self._decision(decided, nth)
        found: dict[str, PlacedSelection] = {}
        for quote in self._material.quotes:
            for code in quote.codes:
                if (there := code.program) is not None:
                    for span in there.spans:
                        file = quote.quote.file
                        one = self._found(file, span, code.code.id, there.band, there.score)
                        found.setdefault(one.element.get("guid") or "", one)
        yield from found.values()
        for coded in self._material.passages:
            passage = coded.passage
            for opinion in coded.opinions.values():
                if opinion.program is not None and opinion.found is not Band.NONE:
                    span = Span(passage.start, passage.end)
                    words = [passage.text[e.start : e.end] for e in opinion.program.spans]
                    yield self._found(
                        passage.file, span, opinion.code, opinion.found, opinion.score, words
                    )

    def _decision(self, one: DecidedWords, nth: int) -> PlacedSelection:
        decision = one.decision
        user = self._user(decision.coder)
        words = self._words(one.file, one.span)
        own = guid("decision", decision.id)
        element = _selection(own, one.span, words, user, decision.at)
        coding = guid("coding", decision.id, "decision")
        element.append(self._coding(coding, decision.code, decision.verdict, user, decision.at))
        if decision.memo:
            name = self._note_names.new(f"{_MEMO[self._material.lang]} {nth}: {beginning(words)}")
            note = WrittenNote(guid("memo of", decision.id), name, decision.memo, user, decision.at)
            self.notes.append(note)
            ET.SubElement(element, "NoteRef", {"targetGUID": note.guid})
        return PlacedSelection(one.file, one.span, element)

    def _found(
        self, file: str, span: Span, code: str, band: Band, score: float, words: Sequence[str] = ()
    ) -> PlacedSelection:
        own = guid("found", self._book.id, code, file, str(span.start), str(span.end))
        element = _selection(own, span, self._words(file, span), PROGRAM_GUID, self._at)
        evidence = " + ".join(f"“{' '.join(each.split())}”" for each in words)
        told = f"{PROGRAM}: {BANDS[self._material.lang][band]} ({score:.2f})"
        text = legal(": ".join(filter(None, (told, evidence))))
        ET.SubElement(element, "Description").text = text
        element.append(self._coding(guid("coding", own), code, Verdict.YES, PROGRAM_GUID, self._at))
        return PlacedSelection(file, span, element)

    def _coding(self, own: str, code: str, verdict: Verdict, user: str, at: str) -> ET.Element:
        element = ET.Element("Coding", {"guid": own, **_dated(user, at)})
        ET.SubElement(element, "CodeRef", {"targetGUID": self._guid(code, verdict)})
        return element

    def _guid(self, code: str, verdict: Verdict = Verdict.YES) -> str:
        return code_guid(self._book.id, code, verdict)

    def _words(self, file: str, span: Span) -> str:
        return self._material.texts[file][span.start : span.end]


def program_user(names: Names) -> Named:
    """Return the program as a user of a project."""
    return Named("user", PROGRAM_GUID, PROGRAM, names.new(PROGRAM))


def _selection(own: str, span: Span, words: str, user: str, at: str) -> ET.Element:
    return ET.Element(
        "PlainTextSelection",
        {
            "guid": own,
            "name": beginning(words),
            "startPosition": str(span.start),
            "endPosition": str(span.end),
            **_dated(user, at),
        },
    )


def _dated(user: str, at: str) -> dict[str, str]:
    return {**({"creatingUser": user} if user else {}), "creationDateTime": at}
