"""Reading Web Annotations in JSON: of clicktui's own, or of another tool such as Hypothesis.

Taken are a collection, a page, a list of annotations, one alone, and what the API of Hypothesis
(``rows``) and its export (``annotations``) give, whose annotations have ``uri``, ``text``,
``tags`` and ``user``. What marks no words (page notes, replies) goes to the board's memo.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.model import Span
from clicktui.errors import BoardFileError
from clicktui.exporting.annotationtargets import URN
from clicktui.exporting.codeannotations import CODE, codes_decided, has_codes
from clicktui.exporting.coderecord import DecisionRecord, codings_in
from clicktui.exporting.incoming import IncomingBoard, IncomingCoding, IncomingQuote
from clicktui.exporting.record import QuoteRecord, Record, record_in
from clicktui.exporting.webannotation import RECORD
from clicktui.i18n import translate as _

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""

_LARGEST_OFFSET = 10**12
_LAST_IN_ORDER = 10**9
_MOST_PAGES = 1000
_ITEMS = ("items", "rows", "annotations", "@graph")
_KEPT_APART = ("tagging", "classifying", "bookmarking")
_MADE_HERE = ("describing", "editing")
_UUID = "urn:uuid:"

Json = dict[str, Any]


def read(content: bytes, name: str) -> IncomingBoard:
    """Return what the annotations in ``content`` say; errors call the file ``name``.

    Raises:
        BoardFileError: it is no JSON, too large, or holds no annotations.
    """
    if len(content) > LARGEST:
        raise BoardFileError(_("{file}: larger than 64 MB").format(file=name))
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        problem = _("{file}: cannot be read as JSON in UTF-8: {reason}")
        raise BoardFileError(problem.format(file=name, reason=_short(str(error)))) from error
    root = value if isinstance(value, dict) else {}
    annotations = list(_annotations(value))
    record = record_in(root.get(RECORD))
    if not annotations and record is None:
        raise BoardFileError(_("{file}: there are no annotations in it").format(file=name))
    return _board(root, annotations, record)


def _board(root: Json, annotations: list[Json], record: Record | None) -> IncomingBoard:
    records = {one.guid: (n, one) for n, one in enumerate(record.quotes)} if record else {}
    quotes: list[IncomingQuote] = []
    memo = [_text(root.get("summary"))]
    decisions: list[IncomingCoding] = []
    kept = {one.guid: one for one in codings_in(root.get(RECORD)).decisions}
    for one in annotations:
        selectors = list(_selectors(one))
        if selectors and _own_guid(one) not in records and has_codes(one):
            for target, each in selectors:
                decisions += _decisions(one, _quote(one, target, each, records), kept)
        elif selectors:
            quotes += (_quote(one, target, each, records) for target, each in selectors)
        else:
            memo.append(_page_note(one))
    label = _text(root.get("label"))
    return IncomingBoard(
        name=label,
        id=record.id if record else "",
        made_at=_text(root.get("created")),
        is_archived=record.is_archived if record else False,
        memo="\n\n".join(text for text in memo if text),
        lists=tuple((one.name, one.id) for one in record.names if one.kind == "list")
        if record
        else (),
        quotes=tuple(quotes),
        codings=tuple(decisions),
    )


def _decisions(
    one: Json, marked: IncomingQuote, kept: Mapping[str, DecisionRecord]
) -> Iterator[IncomingCoding]:
    """Yield what a person decided about the words of an annotation."""
    known = kept.get(_own_guid(one))
    for codebook, code, verdict in codes_decided(one):
        quote = replace(
            marked,
            work=known.work if known else marked.work,
            id=known.id if known else "",
            list_name="",
            tags=(),
        )
        yield IncomingCoding(quote, codebook, code, verdict)


def _own_guid(one: Json) -> str:
    return _text(one.get("id")).removeprefix(_UUID).lower()


def _annotations(value: object) -> Iterator[Json]:
    """Yield the annotations of a document of any of the known forms."""
    waiting: list[object] = [value]  # the next one last
    pages = 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict) and "target" in one:
            yield one
            continue
        inner: list[object] = []
        if isinstance(one, list):
            inner = one
        elif isinstance(one, dict):
            inner = [one[key] for key in _ITEMS if isinstance(one.get(key), list)]
            inner += [one[key] for key in ("first", "next") if isinstance(one.get(key), dict)]
        if inner and pages < _MOST_PAGES:
            pages += 1
            waiting += reversed(inner)


def _selectors(one: Json) -> Iterator[tuple[Json, list[Json]]]:
    """Yield each target of an annotation that marks words, with its selectors."""
    for target in _all(one.get("target")):
        if not isinstance(target, dict):
            continue
        selectors = [each for each in _all(target.get("selector")) if isinstance(each, dict)]
        if any(_type(each) == "TextQuoteSelector" for each in selectors):
            yield target, selectors


def _quote(
    one: Json, target: Json, selectors: list[Json], records: dict[str, tuple[int, QuoteRecord]]
) -> IncomingQuote:
    by_type = {_type(each): each for each in reversed(selectors)}
    words = by_type["TextQuoteSelector"]
    order, record = records.get(_own_guid(one), (_LAST_IN_ORDER, None))
    exact = _text(words.get("exact"))
    is_as_recorded = record is not None and record.words == exact
    said = list(_said(one))
    classes = [value for purpose, value in said if purpose == "classifying"]
    made_here = _MADE_HERE if record is not None else ()
    notes = [v for purpose, v in said if purpose not in (*_KEPT_APART, *made_here)]
    sources, work = _sources(one, target)
    return IncomingQuote(
        words=exact,
        sources=tuple(sources),
        work=record.work if record else work,
        place=_place(by_type.get("TextPositionSelector", {})),
        before=_text(words.get("prefix")),
        after=_text(words.get("suffix")),
        list_name=classes[0] if classes else "",
        id=record.id if record else "",
        by=_user(one),
        at=_text(one.get("created")) or _text(one.get("modified")),
        note="\n\n".join(text for text in notes if text),
        tags=tuple(value for purpose, value in said if purpose == "tagging") + tuple(classes[1:]),
        is_starred=any(purpose == "bookmarking" for purpose, _value in said),
        alterations=record.alterations if record else (),
        altered_words=record.words if record else "",
        kept_against=record.kept_against if record and is_as_recorded else "",
        order=order,
    )


def _said(one: Json) -> Iterator[tuple[str, str]]:
    """Yield the bodies of an annotation: purpose ("" for none) and text; Hypothesis's as well."""
    bodies = [*_all(one.get("body")), *_all(one.get("bodyValue"))]
    for body in bodies:
        if isinstance(body, str):
            yield "", body
        elif isinstance(body, dict) and CODE not in body:
            value = _text(body.get("value")) or _text(body.get("chars"))
            purposes = [each for each in _all(body.get("purpose")) if isinstance(each, str)]
            purpose = purposes[0].rpartition(":")[2] if purposes else ""
            if _type(body) == "Tag":
                purpose = "tagging"
            yield purpose, value
    yield from (("tagging", tag) for tag in _all(one.get("tags")) if isinstance(tag, str))
    if "uri" in one:
        yield "commenting", _text(one.get("text"))


def _sources(one: Json, target: Json) -> tuple[list[str], str]:
    """Return what the annotation calls its source, and the id of a work of clicktui's, or ""."""
    found: list[str] = []
    work = ""
    for source in (*_all(target.get("source")), *_all(one.get("uri"))):
        if isinstance(source, dict):
            found += (_text(source.get(key)) for key in ("id", "@id", "label"))
        else:
            found.append(_text(source))
    for state in _all(target.get("state")):
        if isinstance(state, dict):
            found += (_text(each) for each in _all(state.get("cached")))
    document = one.get("document")
    if isinstance(document, dict):
        found += (_text(title) for title in _all(document.get("title")))
    for name in tuple(found):
        if name.startswith(URN):
            work, _colon, file = (unquote(part) for part in name[len(URN) :].partition(":"))
            found.append(file)
    return [name for name in dict.fromkeys(found) if name], work


def _user(one: Json) -> str:
    """Return who made the annotation; of ``acct:ada@hypothes.is``, ``ada``."""
    for creator in _all(one.get("creator")):
        if isinstance(creator, dict):
            return _text(creator.get("name")) or _text(creator.get("nickname"))
        if isinstance(creator, str):
            return creator
    info = one.get("user_info")
    shown = _text(info.get("display_name")) if isinstance(info, dict) else ""
    return shown or _text(one.get("user")).removeprefix("acct:").partition("@")[0]


def _page_note(one: Json) -> str:
    """Return what an annotation without words says, under the title of its page."""
    text = "\n\n".join(value for purpose, value in _said(one) if value and purpose != "tagging")
    document = one.get("document")
    titles = _all(document.get("title")) if isinstance(document, dict) else []
    title = " ".join(_text(titles[0]).split()) if titles else ""
    return f"## {title}\n\n{text}" if text and title else text


def _place(selector: Json) -> Span | None:
    start, end = selector.get("start"), selector.get("end")
    if isinstance(start, bool) or isinstance(end, bool):
        return None
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end < _LARGEST_OFFSET:
        return Span(start, end)
    return None


def _all(value: object) -> list[Any]:
    """Return the values of a key, of which JSON-LD may have none, one or a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _type(value: Json) -> str:
    types = [each for each in _all(value.get("type") or value.get("@type")) if each]
    return str(types[0]).rpartition(":")[2] if types else ""


def _text(value: object) -> str:
    return clean_text(value) if isinstance(value, str) else ""


def _short(text: str) -> str:
    return " ".join(clean_text(text).split())[:120]
