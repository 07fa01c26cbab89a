"""What an exchange format has no place for, kept beside it so that a board comes back as it was.

REFI-QDA and Web Annotation carry quotes, lists, tags and notes; the order of a board, its ids and
the alterations of words they do not. These stand in one JSON object that other programs pass over.
It is compared with what the file says by itself, and believed only where both agree on the words.
"""

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clicktui.board.model import Board, PinnedQuote
from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.model import Quote, Span

FORMAT = "board record"
VERSION = 1
"""Counted up when a reader of today would misunderstand what is written."""

STAR = "★"
"""What a starred quote has in formats that know no stars: a code, a bookmark."""

NAMESPACE = uuid.UUID("2c0b1f0e-5a0d-5b1c-9d0e-0f6b7d3a4c11")
"""Of all identifiers that clicktui makes from its own (RFC 9562, version 5)."""

_ABOUT = "With this, clicktui takes the board back as it was. Other programs need not read it."
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LARGEST_OFFSET = 10**12


def guid(kind: str, *parts: str) -> str:
    """Return the identifier of what ``parts`` name: always the same, in lower case."""
    return str(uuid.uuid5(NAMESPACE, "\n".join((kind, *parts))))


@dataclass(frozen=True, slots=True)
class Named:
    """A list, tag, star or user: its ``name`` here, and as the file shows it to other programs.

    ``kind`` is ``list``, ``tag``, ``star`` or ``user``; ``id`` is that of a list, else "".
    """

    kind: str
    guid: str
    name: str
    shown: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """What stands beside a quote.

    ``description`` and ``notes`` are texts about it that clicktui wrote in the file by itself.
    """

    guid: str
    id: str
    work: str
    words: str
    description: str = ""
    notes: tuple[str, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    kept_against: str = ""

    @classmethod
    def of(
        cls, pinned: PinnedQuote, quote: Quote, description: str = "", notes: tuple[str, ...] = ()
    ) -> "QuoteRecord":
        """Return what has to be kept of ``pinned``, exported with the words of ``quote``."""
        return cls(
            guid("quote", pinned.id),
            pinned.id,
            quote.work,
            quote.words,
            description,
            notes,
            pinned.alterations,
            pinned.kept_against,
        )


@dataclass(frozen=True, slots=True)
class Record:
    """The board (``shown`` is its name in the file), and its names and quotes in order."""

    id: str
    name: str
    shown: str
    made_at: str
    is_archived: bool
    names: tuple[Named, ...]
    quotes: tuple[QuoteRecord, ...]


def record_of(
    board: Board, shown: str, names: Iterable[Named], quotes: Iterable[QuoteRecord]
) -> dict[str, Any]:
    """Return the record as JSON has it, keys always in the same order."""
    return {
        "clicktui": FORMAT,
        "version": VERSION,
        "about": _ABOUT,
        "board": {
            "id": board.id,
            **_name(board.name, shown),
            "made": board.made_at,
            "archived": board.is_archived,
        },
        "names": [
            {"kind": one.kind, "guid": one.guid, "id": one.id, **_name(one.name, one.shown)}
            for one in names
        ],
        "quotes": [_quote(one) for one in quotes],
    }


def record_in(value: object) -> Record | None:
    """Return the record that ``value``, read from JSON, holds; None where it is none.

    Nothing in it is believed to be of the right kind: what somebody changed by hand is no record.
    """
    try:
        return _record(value)
    except (KeyError, TypeError, ValueError):
        return None


def _name(name: str, shown: str) -> dict[str, str]:
    return {"name": name} if name == shown else {"name": name, "shown": shown}


def _quote(one: QuoteRecord) -> dict[str, Any]:
    optional = {
        "description": one.description,
        "notes": list(one.notes),
        "alterations": [alteration_value(each) for each in one.alterations],
        "kept_against": one.kept_against,
    }
    return {
        "guid": one.guid,
        "id": one.id,
        "work": one.work,
        "words": one.words,
        **{key: value for key, value in optional.items() if value},
    }


def alteration_value(one: Alteration) -> dict[str, str | int]:
    """Return an alteration as JSON has it."""
    text = {"text": one.text} if one.text else {}
    return {"kind": one.kind.value, "start": one.span.start, "end": one.span.end, **text}


# reading


def _record(value: object) -> Record:
    root = _mapping(value)
    if root["clicktui"] != FORMAT or root["version"] != VERSION:
        raise ValueError(FORMAT)
    board = _mapping(root["board"])
    return Record(
        id=_id(board["id"]),
        name=_text(board["name"]),
        shown=_text(board.get("shown", board["name"])),
        made_at=_text(board["made"]),
        is_archived=board["archived"] is True,
        names=tuple(_read_name(_mapping(one)) for one in _list(root["names"])),
        quotes=tuple(_read_quote(_mapping(one)) for one in _list(root["quotes"])),
    )


def _read_name(one: Mapping[str, object]) -> Named:
    name = _text(one["name"])
    own = _text(one["id"])
    return Named(
        _text(one["kind"]),
        _text(one["guid"]),
        name,
        _text(one.get("shown", name)),
        _id(own) if own else "",
    )


def _read_quote(one: Mapping[str, object]) -> QuoteRecord:
    return QuoteRecord(
        guid=_text(one["guid"]),
        id=_id(one["id"]),
        work=_text(one["work"]),
        words=_text(one["words"]),
        description=_text(one.get("description", "")),
        notes=tuple(_text(note) for note in _list(one.get("notes", []))),
        alterations=tuple(
            alteration_in(_mapping(each)) for each in _list(one.get("alterations", []))
        ),
        kept_against=_text(one.get("kept_against", "")),
    )


def alteration_in(one: Mapping[str, object]) -> Alteration:
    """Return the alteration that ``one``, read from JSON, holds.

    Raises:
        KeyError, TypeError, ValueError: it holds none.
    """
    span = Span(_offset(one["start"]), _offset(one["end"]))
    return Alteration(AlterationKind(_text(one["kind"])), span, _text(one.get("text", "")))


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(type(value))
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(type(value))
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value))
    return value


def _id(value: object) -> str:
    text = _text(value)
    if not _ID.fullmatch(text):
        raise ValueError(text)
    return text


def _offset(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LARGEST_OFFSET:
        raise ValueError(value)
    return value
