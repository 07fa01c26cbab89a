"""The user's own files that sources were taken from: found again by path, looked at for changes."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlparse

from clicktui.corpora.cards import Cards, Stamp, stamps_in
from clicktui.corpora.choosing import Place
from clicktui.corpora.folder import CorpusFolder
from clicktui.corpus.catalogued import FromEntry
from clicktui.corpus.catalogued_lines import read_from
from clicktui.corpus.entries import CataloguePlace, RawEntry, read_yaml
from clicktui.errors import ClicktuiError


def stored_path(path: Path) -> str:
    """Return an absolute path as a catalogue has it: as it is, or as a ``file:`` address.

    It is an address where the path holds what cannot stand on a line or in UTF-8, so that it can
    be opened again and never reaches a terminal.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 (links stay links)
    text = str(absolute)
    is_plain = text.isprintable() and text == text.strip() and not text.startswith("file:")
    return text if is_plain else absolute.as_uri()


def path_of(stored: str) -> Path:
    """Return the path that ``stored_path`` wrote."""
    if stored.startswith("file:"):
        return Path(os.fsdecode(unquote_to_bytes(urlparse(stored).path)))
    return Path(stored)


Kept = dict[str, tuple[Stamp, FromEntry]]
"""Origins by source, as they were when its catalogue had this stamp."""


def origins(place: Place, folder: CorpusFolder, kept: Kept | None = None) -> dict[str, FromEntry]:
    """Return what is noted of the original of each source, without those of wrong catalogues.

    What is in ``kept`` is not read again where its catalogue did not change; it is changed.
    """
    kept = {} if kept is None else kept
    cards: Cards | None = None
    names = folder.names()
    stamps = stamps_in(folder.folder / "catalogue")
    for name in names:
        path = folder.catalogue_path(name)
        stamp = stamps.get(path.name)
        if stamp is not None and name in kept and kept[name][0] == stamp:
            continue
        cards = cards or Cards(place.cache)
        origin = cards.origin(name, stamp)
        try:
            if origin is None:
                value, _raw = read_yaml(path)
                (entry,) = RawEntry(value, CataloguePlace(path.name)).entries("sources")
                origin = read_from(entry.entry("from"))
            kept[name] = stamp, origin
        except (ClicktuiError, ValueError):
            kept.pop(name, None)
    return {name: kept[name][1] for name in names if name in kept}


@dataclass(frozen=True, slots=True)
class Changes:
    """How originals differ from what was taken of them: sources, and files that are new."""

    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything differs."""
        return bool(self.changed or self.gone or self.new)


def is_as_it_was(origin: FromEntry, path: Path) -> bool | None:
    """Say whether a file has the size and time that were noted; None where it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) == (origin.size, origin.modified)


def changed_sources(known: dict[str, FromEntry]) -> Iterator[tuple[str, bool | None]]:
    """Yield each source and whether its original is as it was, as ``is_as_it_was``."""
    for name, origin in known.items():
        yield name, is_as_it_was(origin, path_of(origin.path))
