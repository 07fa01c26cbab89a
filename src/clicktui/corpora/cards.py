"""What the works of a corpus are, without their texts: a card for each source, kept in the cache.

A corpus of thousands of sources is opened from its cards alone; a text is read when it is looked
at. They are derived and private, and each is worth nothing once its catalogue or text was written
again.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from clicktui.corpus.catalogued import FromEntry
from clicktui.corpus.model import SourceFile, Work
from clicktui.corpus.stored import StoredParagraphs, StoredSource
from clicktui.corpus.summaries import Proposal, Summary, summary_of
from clicktui.wholefiles import replace_file

NAME = "sources.json"
VERSION = 1
_FEWEST = 20
"""Cards that have to be new for the cache to be worth writing."""

_PLAIN = (
    "id", "csl", "lang", "to_confirm", "inferred", "notes", "truncated", "presents",
    "descriptions", "found",
)  # fmt: skip
_TUPLES = ("lines", "unknown", "assumed")

Stamp = tuple[int, int, int] | None
"""What tells whether a file was written since: its inode, size and time; None without a file."""

Stamps = tuple[Stamp, Stamp]
"""The stamps of a source's catalogue and of its text."""


def stamp_of(path: Path) -> Stamp:
    """Return what changes when the file at ``path`` does; None where none can be looked at."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def stamps_in(folder: Path) -> dict[str, Stamp]:
    """Return the stamp of each file in ``folder`` by its name; none where it cannot be read."""
    found: dict[str, Stamp] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    status = entry.stat()
                except OSError:
                    continue
                found[entry.name] = status.st_ino, status.st_size, status.st_mtime_ns
    except OSError:
        return {}
    return found


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a source without reading it.

    ``fingerprint`` is the corpus's for the file; ``origin`` the user's own file; ``works`` and
    ``page`` as JSON has them, each work with its summary.
    """

    fingerprint: str
    origin: FromEntry
    page: Mapping[str, Any] | None
    works: tuple[Mapping[str, Any], ...]

    def file(self, name: str, source: StoredSource) -> SourceFile:
        """Return the file called ``name``, whose text and paragraphs ``source`` reads."""
        works = tuple(_work(name, value, source) for value in self.works)
        return SourceFile(name, source, works, self.page)

    def summaries(self) -> dict[str, Summary]:
        """Return the summaries of the works by their ids."""
        return {str(value["id"]): _summary(value["summary"]) for value in self.works}


def card_of(file: SourceFile, fingerprint: str, origin: FromEntry) -> Card:
    """Return the card of a file that was read, as catalogued.

    Raises:
        ValueError: JSON cannot hold what is catalogued.
    """
    works = tuple(
        {name: getattr(work, name) for name in (*_PLAIN, *_TUPLES)}
        | {"summary": asdict(summary_of(file.text, work))}
        for work in file.works
    )
    return _card(json.loads(json.dumps(_value(Card(fingerprint, origin, file.page, works)))))


def _value(card: Card) -> list[Any]:
    return [card.fingerprint, asdict(card.origin), card.page, card.works]


def _card(value: list[Any]) -> Card:
    fingerprint, origin, page, works = value
    from_entry = FromEntry(**{**origin, "notes": tuple(origin["notes"])})
    return Card(fingerprint, from_entry, page, tuple(works))


def _work(file: str, value: Mapping[str, Any], source: StoredSource) -> Work:
    fields: dict[str, Any] = {name: value[name] for name in _PLAIN}
    fields |= {name: tuple(value[name]) for name in _TUPLES}
    return Work(file=file, paragraphs=StoredParagraphs(source, value["id"]), **fields)


def _summary(value: Mapping[str, Any]) -> Summary:
    proposals = (Proposal(**{**one, "lines": tuple(one["lines"])}) for one in value["proposals"])
    return Summary(value["passages"], tuple(value["langs"]), tuple(proposals))


class Cards:
    """The cards of a corpus, each made once while its source does not change."""

    def __init__(self, folder: Callable[[], Path] | None) -> None:
        """Keep them in ``folder()``; None: keep nothing. A cache that is no use is none."""
        self._folder = folder
        self._new = 0
        self._known: dict[str, Any] = {}
        if folder is not None:
            try:
                document = json.loads((folder() / NAME).read_bytes())
                if document["version"] == VERSION:
                    self._known = dict(document["cards"])
            except (OSError, ValueError, KeyError, TypeError, RecursionError):
                pass

    def get(self, name: str, stamps: Stamps) -> Card | None:
        """Return the card of the source called ``name`` as it is with ``stamps``, None: unknown."""
        try:
            catalogue, text, value = self._known[name]
            if None in stamps or [tuple(catalogue), tuple(text)] != list(stamps):
                return None
            return _card(value)
        except (KeyError, TypeError, ValueError):
            return None

    def origin(self, name: str, catalogue: Stamp) -> FromEntry | None:
        """Return where a source was taken from, by its catalogue as it is; None: unknown."""
        try:
            stamp, _text, value = self._known[name]
            return _card(value).origin if stamp is not None and tuple(stamp) == catalogue else None
        except (KeyError, TypeError, ValueError):
            return None

    def put(self, name: str, stamps: Stamps, card: Card) -> None:
        """Keep a card; ``write`` writes it."""
        if None not in stamps:
            self._known[name] = [*stamps, _value(card)]
            self._new += 1

    def write(self, names: Iterable[str]) -> None:
        """Write the cache where many are new; the cards of others than ``names`` are forgotten."""
        if self._folder is None or self._new < _FEWEST:
            return
        there = set(names)
        self._known = {name: known for name, known in self._known.items() if name in there}
        document = {"version": VERSION, "cards": self._known}
        try:
            replace_file(self._folder() / NAME, json.dumps(document).encode(), 0o600)
        except (OSError, ValueError):  # it is only slower without
            return
        self._new = 0
