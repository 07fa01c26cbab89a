"""Reading a board from YAML, written by clicktui or by hand.

By hand, this is enough; ids, places and speakers are found by ``restoring``:

    clicktui: board
    board: My thesis
    lists:
      - list: Chapter 1
        quotes:
          - work: casilli-heidi
            words: "exact words of the work"
            note: what I think of them
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from clicktui.board.editing import name_of
from clicktui.board.files.drafts import DraftBoard, DraftList, DraftQuote
from clicktui.board.files.writing import FORMAT, VERSION
from clicktui.board.model import CitedWork, PinnedQuote
from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.csl import checked_variable, plain_text
from clicktui.corpus.model import Locator, LocatorKind, Quote, Repetition, Role, Span
from clicktui.corpus.yamlentries import Entry
from clicktui.corpus.yamltree import Place, tree_of
from clicktui.errors import BoardError, BoardFileError
from clicktui.i18n import translate as _

_RECORDED = ("file", "start", "end", "role", "lang", "pinned")
"""The keys that an entry has besides work and words when clicktui wrote it."""


def read(text: str, name: str) -> DraftBoard:
    """Return the board that the YAML ``text`` describes; errors call the file ``name``.

    Raises:
        BoardFileError: it is no board of a version known here, or has a mistake; one line that
            gives file, line and key.
    """
    item = tree_of(text, name, BoardFileError)
    root = Entry(item, Place(name, item.line, raises=BoardFileError))
    if root.line("clicktui", "") != FORMAT:
        raise root.error("clicktui", _("has to be board: this is no board of clicktui"))
    if root.has("version") and root.offset("version") != VERSION:
        raise root.error("version", _("made by another clicktui, maybe a newer one: update yours"))
    board = DraftBoard(
        name=root.name("board", name_of),
        id=root.id("id"),
        made_at=root.time("made"),
        is_archived=root.flag("archived"),
        memo=root.text("memo", "").strip("\n"),
        lists=_lists(root),
    )
    root.close()
    return board


def _lists(root: Entry) -> tuple[DraftList, ...]:
    works = _works(root)
    lists: list[DraftList] = []
    ids: set[str] = set()
    names: set[str] = set()
    for entry in root.entries("lists"):
        name = entry.name("list", name_of)
        if name in names:
            raise entry.error("list", _("two lists have this name"))
        names.add(name)
        list_id = _new_to(ids, entry)
        quotes = []
        for quote_entry in entry.entries("quotes"):
            quote_id = _new_to(ids, quote_entry)
            quotes.append(_quote(quote_entry, quote_id, works))
        lists.append(DraftList(name, list_id, tuple(quotes)))
        entry.close()
    return tuple(lists)


def _new_to(ids: set[str], entry: Entry) -> str:
    own = entry.id("id")
    if own and own in ids:
        raise entry.error("id", _("this id is there already: take it away, a new one is made"))
    ids.add(own)
    return own


def _quote(entry: Entry, quote_id: str, works: Mapping[str, CitedWork]) -> DraftQuote:
    work = entry.line("work")
    words = entry.text("words")
    if not words.strip():
        raise entry.error("words", _("no words are quoted"))
    place = entry.span()
    pin = entry.entry("pinned")
    tags = [_tag(entry, tag) for tag in entry.lines("tags")]
    is_recorded = all(entry.has(key) for key in _RECORDED)
    said = _said(entry)
    cited = _cited(entry, work, works)
    draft = DraftQuote(
        entry=entry,
        work=work,
        words=words,
        place=place,
        before=entry.text("before", ""),
        after=entry.text("after", ""),
        said=said,
        id=quote_id,
        has_pin=entry.has("pinned"),
        pinned_by=pin.line("by", ""),
        pinned_at=pin.time("at"),
        note=entry.text("note", "").strip("\n"),
        tags=tuple(dict.fromkeys(tags)),
        is_starred=entry.flag("star"),
        alterations=tuple(_alteration(one, len(words)) for one in entry.entries("alterations")),
        kept_against=entry.id("kept_against"),
    )
    pin.close()
    entry.close()
    if not is_recorded or cited is None or place is None or not draft.pinned_at:
        return draft
    if len(words) != len(place):
        problem = _("{number} characters, but start and end say {other}: mend or take these away")
        raise entry.error("words", problem.format(number=len(words), other=len(place)))
    return _with_record(draft, place, cited)


def _with_record(draft: DraftQuote, place: Span, cited: CitedWork) -> DraftQuote:
    said = draft.said
    quote = Quote(
        work=draft.work,
        file=said["file"],
        start=place.start,
        end=place.end,
        words=draft.words,
        prefix=draft.before,
        suffix=draft.after,
        role=said["role"],
        paragraphs=said.get("paragraphs"),
        speakers=said.get("speakers", ()),
        speaker_inferred=said.get("speaker_inferred", False),
        quoted_in_work=said.get("quoted_in_work", False),
        repeats=said.get("repeats"),
        lang=said["lang"],
        partly_quoted=said.get("partly_quoted", ()),
        locator=said.get("locator"),
    )
    recorded = PinnedQuote(
        id=draft.id,
        quote=quote,
        cited=cited,
        pinned_by=draft.pinned_by,
        pinned_at=draft.pinned_at,
        note=draft.note,
        tags=draft.tags,
        is_starred=draft.is_starred,
        alterations=draft.alterations,
        kept_against=draft.kept_against,
    )
    return replace(draft, recorded=recorded)


def _tag(entry: Entry, tag: str) -> str:
    try:
        return name_of(tag)
    except BoardError as error:
        raise entry.error("tags", str(error)) from error


def _said(entry: Entry) -> dict[str, Any]:
    """Return what the file says of the words, by key, without what it leaves out."""
    repeats = None
    if entry.has("repeats"):
        part = entry.entry("repeats")
        sentence = part.span()
        if sentence is None:
            raise part.error("start", _("is missing"))
        repeats = Repetition(sentence, part.flag("altered"), part.numbers("paragraphs"))
        part.close()
    said = {
        "locator": _locator(entry.entry("locator")) if entry.has("locator") else None,
        "role": _role(entry),
        "paragraphs": entry.numbers("paragraphs"),
        "speakers": entry.lines("speakers"),
        "speaker_inferred": entry.flag("speaker_inferred"),
        "quoted_in_work": entry.flag("quoted_in_work"),
        "partly_quoted": entry.lines("partly_quoted"),
        "repeats": repeats,
        "lang": entry.line("lang", ""),
        "file": entry.line("file", ""),
        "title": entry.line("title", ""),
    }
    return {key: value for key, value in said.items() if entry.has(key)}


def _locator(part: Entry) -> Locator:
    kind = part.line("kind")
    if kind not in set(LocatorKind):
        known = ", ".join(sorted(LocatorKind))
        raise part.error("kind", _("unknown kind (known: {known})").format(known=known))
    locator = Locator(LocatorKind(kind), part.line("first"), part.line("last"))
    part.close()
    return locator


def _role(entry: Entry) -> Role | None:
    name = entry.line("role", "")
    if not name:
        return None
    if name not in set(Role):
        known = ", ".join(sorted(Role))
        raise entry.error("role", _("unknown role (known: {known})").format(known=known))
    return Role(name)


def _alteration(entry: Entry, length: int) -> Alteration:
    kind = entry.line("kind")
    if kind not in set(AlterationKind):
        known = ", ".join(AlterationKind)
        raise entry.error("kind", _("unknown kind (known: {known})").format(known=known))
    span = entry.span()
    if span is None or span.end > length:
        raise entry.error("end", _("start and end have to stand in the words"))
    alteration = Alteration(AlterationKind(kind), span, entry.line("text", ""))
    entry.close()
    return alteration


# the works at the end of the file


def _cited(entry: Entry, work: str, works: Mapping[str, CitedWork]) -> CitedWork | None:
    key = entry.line("cited", work)
    if key not in works and entry.has("cited"):
        raise entry.error("cited", _("is not under works"))
    return works.get(key)


def _works(root: Entry) -> dict[str, CitedWork]:
    section = root.entry("works")
    return {key: _work(section.entry(key), key) for key in section.keys}


def _work(entry: Entry, key: str) -> CitedWork:
    csl = _csl(entry.entry("csl"))
    if "title" not in csl:
        raise entry.error("csl", _("needs at least a title"))
    work = CitedWork(
        id=entry.line("id", key),
        csl=csl,
        lang=entry.line("lang"),
        presents=entry.flag("presents"),
        is_unsigned=entry.flag("unsigned"),
        also_called=entry.lines("also called"),
        descriptions=dict(map(_description, entry.entries("descriptions"))),
        page=_csl(entry.entry("page")) if entry.has("page") else None,
    )
    entry.close()
    return work


def _csl(entry: Entry) -> dict[str, Any]:
    return {name: entry.checked(name, partial(checked_variable, name)) for name in entry.keys}


def _description(entry: Entry) -> tuple[str, dict[str, str]]:
    by_language = entry.entry("as")
    named = {lang: by_language.checked(lang, plain_text) for lang in by_language.keys}
    speaker = entry.line("who")
    entry.close()
    return speaker, named
