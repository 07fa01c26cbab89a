"""A board as a REFI-QDA project (.qdpx), which programs for qualitative analysis open.

Source texts are the sources, quotes selections in them, lists and tags and the star codes, notes
notes; codes of the codebook stand beside them, the program and each person as their coders
(``refi.writtencodes``). After the standard (REFI-QDA Project Exchange 1.0, 18 March 2019) and what
readers do with it (``QualCoder``, ``qdapy``): codes lie flat under the names that they
have here, every note and selection has its date, texts are UTF-8 with LF and no BOM, positions
count code points from 0, end exclusive. The same board always gives the same bytes.
"""

import io
import json
import xml.etree.ElementTree as ET  # only writes here
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from clicktui.citing.citation import Form
from clicktui.exporting.coderecord import KEY, codings_value
from clicktui.exporting.material import Exported, ExportedQuote, Material
from clicktui.exporting.record import STAR, Named, QuoteRecord, guid, record_of
from clicktui.exporting.refi.names import RECORD_NAME, Names, beginning, legal
from clicktui.exporting.refi.writtencodes import WrittenCodes, WrittenNote, program_user
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural

XML_NAMESPACE = "urn:QDA-XML:project:1.0"
ORIGIN = "clicktui"
FILE_NAME = "project.qdpx"

_FIRST_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say
_LAST_OF_TWO_BYTES = 0xFFFF

_WORDS = {
    "fr": ("Note", "Mots modifiés", "Mémo"),
    "it": ("Nota", "Parole modificate", "Memo"),
    "en": ("Note", "Altered words", "Memo"),
}


def exported(material: Material) -> Exported:
    """Return ``material`` as one file, ``FILE_NAME``, and what the format cannot carry.

    A quote whose source text the corpus does not have, or has changed, cannot be a selection and is
    left out. What ``material.cite`` raises goes through.
    """
    project = _Project(material)
    root = project.element()
    ET.indent(root, " ")
    qde = f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, "unicode")}\n'
    content = _archive({"project.qde": qde.encode("utf-8"), **project.texts})
    return Exported({FILE_NAME: content}, tuple(project.losses()))


class _Project:
    """The elements of the project; ``texts`` fills with the files beside it, by path."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._at = material.board.made_at
        self._code_names, self._note_names, user_names = Names(), Names(), Names()
        self._lists = [
            Named("list", guid("list", one.id), one.name, self._code_names.new(one.name), one.id)
            for one in material.board.lists
        ]
        quotes = [one for one in material.quotes if _stands(one, material)]
        self._lost = [one for one in material.quotes if not _stands(one, material)]
        self._star = None
        if any(one.pinned.is_starred for one in quotes):
            self._star = Named("star", guid("star"), STAR, self._code_names.new(STAR))
        tags = dict.fromkeys(tag for one in quotes for tag in one.pinned.tags)
        self._tags = {
            tag: Named("tag", guid("tag", tag), tag, self._code_names.new(tag)) for tag in tags
        }
        self._quotes = quotes
        self._notes: list[WrittenNote] = []
        self._users: dict[str, Named] = {}
        self._user_names = user_names
        for one in quotes:
            self._user(one.pinned.pinned_by)
        self._codes = self._written_codes()
        self.texts: dict[str, bytes] = {}

    def _user(self, name: str) -> str:
        """Return the GUID of the user of this name, "" where none is known."""
        if name and name not in self._users:
            user = Named("user", guid("user", name), name, self._user_names.new(name))
            self._users[name] = user
        return self._users[name].guid if name else ""

    def _written_codes(self) -> WrittenCodes | None:
        """Return the codes of the quotes' words, None where nothing is said of any."""
        material = self._material
        is_said = material.is_of_codings or any(one.codes for one in self._quotes)
        if material.codebook is None or not is_said:
            return None
        self._program = program_user(self._user_names)
        return WrittenCodes(
            material, material.codebook, self._code_names, self._note_names, self._user
        )

    def element(self) -> ET.Element:
        """Return the whole project."""
        board = self._material.board
        shown = legal(board.name)
        root = ET.Element(
            "Project",
            {
                "xmlns": XML_NAMESPACE,
                "name": shown,
                "origin": ORIGIN,
                "creationDateTime": self._at,
            },
        )
        memo = self._memo()
        sources, records = self._sources()
        names = [*self._lists, *self._code(self._star), *self._tags.values()]
        people = list(self._users.values())
        record = record_of(board, shown, [*names, *people], records)
        if self._codes is not None:
            record[KEY] = codings_value(self._codes.record(self._program.shown))
            people.append(self._program)
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        self._notes.append(
            WrittenNote(
                guid("record", board.id), self._note_names.new(RECORD_NAME), text, "", self._at
            )
        )
        if people:
            users = ET.SubElement(root, "Users")
            for user in people:
                ET.SubElement(users, "User", {"guid": user.guid, "name": user.shown})
        if names or self._codes is not None:
            codes = ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes")
            for code in names:
                attributes = {"guid": code.guid, "name": code.shown, "isCodable": "true"}
                ET.SubElement(codes, "Code", attributes)
            codes.extend(self._codes.elements() if self._codes is not None else ())
        if sources:
            ET.SubElement(root, "Sources").extend(sources)
        notes = ET.SubElement(root, "Notes")
        for note in self._notes:
            path = self._filed(note.guid, note.text)
            ET.SubElement(notes, "Note", _described(note, path))
        if self._codes is not None:
            ET.SubElement(root, "Sets").extend(self._codes.sets())
        for one in memo:
            ET.SubElement(root, "NoteRef", {"targetGUID": one.guid})
        return root

    def losses(self) -> Iterator[str]:
        """Yield what is not in the file as it is on the board, or not for all readers."""
        if self._lost:
            told = translate_plural(
                "{n} quote whose source text is missing or has changed is left out",
                "{n} quotes whose source text is missing or has changed are left out",
                len(self._lost),
            )
            yield told.format(n=len(self._lost))
        texts = self._material.texts
        if any(_is_shifted_in_utf16(one, texts[one.quote.file]) for one in self._quotes):
            yield _(
                "NVivo for Windows shifts quotes that follow a character like 🙂 in their source:"
                " check them there"
            )
        if any(names.are_changed for names in (self._code_names, self._user_names)):
            yield _("Names that this format cannot have, or has twice, are written otherwise")
        if self._quotes:
            yield _("References are plain text: this format has no fields for them")

    # the parts

    def _memo(self) -> list[WrittenNote]:
        board = self._material.board
        if not board.memo:
            return []
        name = self._note_names.new(_WORDS[self._material.lang][2])
        note = WrittenNote(guid("memo", board.id), name, board.memo, "", self._at)
        self._notes.append(note)
        return [note]

    def _sources(self) -> tuple[list[ET.Element], list[QuoteRecord]]:
        """Return the sources in the order of their names, and what is kept of each quote."""
        selections: dict[str, list[tuple[tuple[int, int, int], ET.Element]]] = {}
        records = []
        for nth, one in enumerate(self._quotes):
            element, record = self._selection(one, nth + 1)
            records.append(record)
            order = (one.quote.start, one.quote.end, nth)
            selections.setdefault(one.quote.file, []).append((order, element))
        for nth, each in enumerate(self._codes.selections() if self._codes else ()):
            order = (each.span.start, each.span.end, len(self._quotes) + nth)
            selections.setdefault(each.file, []).append((order, each.element))
        self._notes += self._codes.notes if self._codes else ()
        sources = []
        names = Names()
        whole = set(self._material.texts) if self._material.is_of_codings else set()
        for file in sorted(whole | set(selections)):
            own = guid("source", file)
            attributes = {
                "guid": own,
                "name": names.new(file),
                "plainTextPath": self._filed(own, self._material.texts[file]),
                "creationDateTime": self._at,
            }
            source = ET.Element("TextSource", attributes)
            source.extend(
                element for _order, element in sorted(selections.get(file, ()), key=_order_of)
            )
            sources.append(source)
        return sources, records

    def _selection(self, one: ExportedQuote, nth: int) -> tuple[ET.Element, QuoteRecord]:
        pinned, quote = one.pinned, one.quote
        own = guid("quote", pinned.id)
        who = {"creatingUser": guid("user", pinned.pinned_by)} if pinned.pinned_by else {}
        dated = {**who, "creationDateTime": pinned.pinned_at}
        element = ET.Element(
            "PlainTextSelection",
            {
                "guid": own,
                "name": beginning(quote.words),
                "startPosition": str(quote.start),
                "endPosition": str(quote.end),
                **dated,
            },
        )
        reference = legal(self._material.cite(one, Form.REFERENCE))
        ET.SubElement(element, "Description").text = reference
        for code in self._codes_of(one):
            coding = ET.SubElement(
                element, "Coding", {"guid": guid("coding", pinned.id, code.guid), **dated}
            )
            ET.SubElement(coding, "CodeRef", {"targetGUID": code.guid})
        element.extend(self._codes.on_quote(one) if self._codes else ())
        notes = list(self._notes_of(one, nth))
        for note in notes:
            ET.SubElement(element, "NoteRef", {"targetGUID": note.guid})
        self._notes += notes
        made = tuple(note.text for note in notes if note.guid != guid("note", pinned.id))
        return element, QuoteRecord.of(pinned, quote, reference, made)

    def _codes_of(self, one: ExportedQuote) -> Iterator[Named]:
        yield from (code for code in self._lists if code.name == one.list_name)
        if one.pinned.is_starred:
            yield from self._code(self._star)
        yield from (self._tags[tag] for tag in one.pinned.tags)

    @staticmethod
    def _code(star: Named | None) -> Iterable[Named]:
        return (star,) if star else ()

    def _notes_of(self, one: ExportedQuote, nth: int) -> Iterator[WrittenNote]:
        pinned = one.pinned
        note, altered, _memo = _WORDS[self._material.lang]
        of = f"{nth}: {beginning(one.quote.words)}"
        user = guid("user", pinned.pinned_by) if pinned.pinned_by else ""
        if pinned.note:
            name = self._note_names.new(f"{note} {of}")
            yield WrittenNote(guid("note", pinned.id), name, pinned.note, user, pinned.pinned_at)
        if pinned.alterations:
            name = self._note_names.new(f"{altered} {of}")
            text = self._material.cite(one, Form.CITATION)
            yield WrittenNote(guid("altered", pinned.id), name, text, user, pinned.pinned_at)

    def _filed(self, own: str, text: str) -> str:
        """Put ``text`` beside the project and return the path by which it is referred to."""
        self.texts[f"sources/{own}.txt"] = text.encode("utf-8")
        return f"internal://{own}.txt"


def _stands(one: ExportedQuote, material: Material) -> bool:
    """Say whether the words of a quote stand in its source text where it says."""
    text = material.texts.get(one.quote.file)
    return text is not None and text[one.quote.start : one.quote.end] == one.quote.words


def _is_shifted_in_utf16(one: ExportedQuote, text: str) -> bool:
    return max(text[: one.quote.end], default="") > chr(_LAST_OF_TWO_BYTES)


def _described(note: WrittenNote, path: str) -> dict[str, str]:
    who = {"creatingUser": note.user} if note.user else {}
    named = {"guid": note.guid, "name": note.name, "plainTextPath": path}
    return {**named, **who, "creationDateTime": note.at}


def _order_of(selection: tuple[tuple[int, int, int], Any]) -> tuple[int, int, int]:
    return selection[0]


def _archive(files: dict[str, bytes]) -> bytes:
    """Return a ZIP of ``files`` that is the same whenever and wherever it is made."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _FIRST_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return raw.getvalue()
