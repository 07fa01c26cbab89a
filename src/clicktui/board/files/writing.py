"""A board as YAML: made to be read, kept in git beside a text, and taken in again.

Keys, lists and quotes always stand in the same order, and each fact on a line of its own, so that
a diff shows what was changed and nothing else. Only what has a value is written. The works stand
once, at the end; what a quote itself carries is enough to see what it is.
``boardfile_reading`` and ``restoring`` make the board again.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from clicktui.board.model import Board, CitedWork, PinnedQuote, QuoteList
from clicktui.corpus.alterations import Alteration
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.csl import DATES, date_parts
from clicktui.corpus.model import Quote, Repetition
from clicktui.corpus.yamltext import block, flow, quoted, word

FORMAT = "board"
VERSION = 1
"""Counted up when a reader of today would misunderstand what is written."""

_FIRST = ("type", "title", "author", "interviewer", "container-title", "issued")
"""The CSL variables that stand first; the others follow by the alphabet."""

_HEAD = """\
# A board of clicktui: quotes with their places, and what was written beside them.
# To take it in again: clicktui board import FILE
"""


def written(board: Board) -> str:
    """Return ``board`` as YAML, all of it but its mirror, whose path is this machine's."""
    keys = _keys_of_works(board)
    lines = [
        f"clicktui: {FORMAT}",
        f"version: {VERSION}",
        f"board: {quoted(board.name)}",
        f"id: {word(board.id)}",
        f"made: {word(board.made_at)}",
    ]
    if board.is_archived:
        lines.append("archived: true")
    if board.memo:
        lines.append(f"memo: {block(board.memo, 2)}")
    lines.append("lists:")
    for quote_list in board.lists:
        lines += _list(quote_list, keys)
    works = list(_works(board, keys))
    if works:
        lines += ["works:", *works]
    return _HEAD + "\n".join(lines) + "\n"


def _list(quote_list: QuoteList, keys: Mapping[int, str]) -> Iterator[str]:
    yield f"- list: {quoted(quote_list.name)}"
    yield f"  id: {word(quote_list.id)}"
    if quote_list.quotes:
        yield "  quotes:"
    for pinned in quote_list.quotes:
        yield f"  - id: {word(pinned.id)}"
        for key, value in _quote(pinned, keys[id(pinned)]):
            yield f"    {key}:{value}" if value.startswith("\n") else f"    {key}: {value}"


def _quote(pinned: PinnedQuote, cited: str) -> Iterator[tuple[str, str]]:
    quote = pinned.quote
    yield "work", word(quote.work)
    yield "words", block(quote.words, 6)
    yield "title", quoted(pinned.cited.title)
    yield from _facts(quote)
    if cited != quote.work:
        yield "cited", word(cited)
    by = clean_text(pinned.pinned_by).replace("\n", " ")  # a name of the system can be anything
    yield "pinned", flow({**({"by": by} if by else {}), "at": pinned.pinned_at})
    if pinned.is_starred:
        yield "star", "true"
    if pinned.tags:
        yield "tags", flow(pinned.tags)
    if pinned.note:
        yield "note", block(pinned.note, 6)
    if pinned.alterations:
        rows = (f"\n    - {flow(_alteration(one))}" for one in pinned.alterations)
        yield "alterations", "".join(rows)
    if pinned.kept_against:
        yield "kept_against", quoted(pinned.kept_against)


def _facts(quote: Quote) -> Iterator[tuple[str, str]]:
    """Yield where the words stand and what the corpus says of them."""
    if quote.paragraphs is not None:
        yield "paragraphs", str(_numbers(quote.paragraphs))
    if quote.locator is not None:
        place = quote.locator
        yield "locator", flow({"kind": place.kind, "first": place.first, "last": place.last})
    if quote.speakers:
        yield "speakers", flow(quote.speakers)
    if quote.speaker_inferred:
        yield "speaker_inferred", "true"
    if quote.quoted_in_work:
        yield "quoted_in_work", "true"
    if quote.partly_quoted:
        yield "partly_quoted", flow(quote.partly_quoted)
    yield "role", quote.role.value
    if quote.repeats is not None:
        yield "repeats", flow(_repetition(quote.repeats))
    yield "lang", word(quote.lang)
    yield "file", quoted(quote.file)
    yield "start", str(quote.start)
    yield "end", str(quote.end)
    if quote.prefix:
        yield "before", quoted(quote.prefix)
    if quote.suffix:
        yield "after", quoted(quote.suffix)


def _repetition(repeats: Repetition) -> dict[str, str | int]:
    span, numbers = repeats.sentence, repeats.paragraphs
    where: dict[str, str | int] = {} if numbers is None else {"paragraphs": _numbers(numbers)}
    return {"start": span.start, "end": span.end, "altered": repeats.altered, **where}


def _numbers(paragraphs: tuple[int, int]) -> str | int:
    first, last = paragraphs
    return first if first == last else f"{first}-{last}"


def _alteration(one: Alteration) -> dict[str, str | int]:
    text = {"text": one.text} if one.text else {}
    return {"kind": one.kind.value, "start": one.span.start, "end": one.span.end, **text}


# the works


def _keys_of_works(board: Board) -> dict[int, str]:
    """Return the key of the cited work of each pinned quote, by the quote's ``id()``.

    It is the work's id, with a number where the board has cited it in several ways.
    """
    taken = {pinned.cited.id for pinned in board.quotes}
    known: dict[str, list[tuple[str, CitedWork]]] = {}
    keys = {}
    for pinned in board.quotes:
        cited = pinned.cited
        versions = known.setdefault(cited.id, [])
        key = next((key for key, one in versions if one == cited), None)
        if key is None:
            numbered = (f"{cited.id}/{nth}" for nth in count(len(versions) + 1))
            key = next(one for one in numbered if one not in taken) if versions else cited.id
            taken.add(key)
            versions.append((key, cited))
        keys[id(pinned)] = key
    return keys


def _works(board: Board, keys: Mapping[int, str]) -> Iterator[str]:
    works = {keys[id(pinned)]: pinned.cited for pinned in board.quotes}
    for key, cited in sorted(works.items()):
        yield f"  {word(key)}:"
        if key != cited.id:
            yield f"    id: {word(cited.id)}"
        yield f"    lang: {word(cited.lang)}"
        if cited.presents:
            yield "    presents: true"
        if cited.is_unsigned:
            yield "    unsigned: true"
        if cited.also_called:
            yield f"    also called: {flow(list(cited.also_called))}"
        yield "    csl:"
        yield from _csl(cited.csl)
        if cited.page is not None:
            yield "    page:" if cited.page else "    page: {}"
            yield from _csl(cited.page)
        if cited.descriptions:
            yield "    descriptions:"
            for speaker, by_language in sorted(cited.descriptions.items()):
                yield f"    - who: {quoted(speaker)}"  # a key has at most 1024 characters
                yield f"      as: {flow(_ordered(by_language))}"


def _csl(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the variables in one order: catalogue and store have each their own."""
    first = [variable for variable in _FIRST if variable in item]
    for variable in (*first, *sorted(set(item) - set(first))):
        value = item[variable]
        shown = _date(value) if variable in DATES else flow(_ordered(value))
        yield f"      {word(variable)}: {shown}"


def _ordered(value: Any) -> Any:  # noqa: ANN401 - CSL-JSON is untyped
    """Return ``value`` with the keys of its mappings by the alphabet."""
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value)}
    return [_ordered(one) for one in value] if isinstance(value, list | tuple) else value


def _date(value: Any) -> str:  # noqa: ANN401 - CSL-JSON is untyped
    """Return a CSL date as a catalogue writes it, like 2023-04-07."""
    try:
        year, *more = value["date-parts"][0]
        text = "-".join([f"{year:04}", *(f"{part:02}" for part in more)])
        is_whole = date_parts(text) == value
    except (KeyError, IndexError, TypeError, ValueError):
        is_whole = False
    return quoted(text) if is_whole else flow(_ordered(value))
