"""What the YAML of catalogues holds, kept as JSON: 10,000 of them are too many to parse each time.

It is derived and private: it lies in the cache, and what stands in it is checked like a catalogue.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from clicktui.corpora.folder import checksum
from clicktui.corpus.entries import read_yaml
from clicktui.wholefiles import replace_file

NAME = "catalogues.json"
VERSION = 1
_FEWEST = 20
"""Catalogues that have to be new for the cache to be worth writing."""

Stamp = tuple[int, int, int] | None
"""What tells whether a file was written since: its inode, size and time; None without a file."""


def stamp_of(path: Path) -> Stamp:
    """Return what changes when the file at ``path`` does; None where none can be looked at."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


class ParsedCatalogues:
    """Catalogues as values, each parsed once while it does not change."""

    def __init__(self, folder: Callable[[], Path] | None) -> None:
        """Keep them in ``folder()``; None: keep nothing. A cache that is no use is none."""
        self._folder = folder
        self._new = 0
        self._known: dict[str, Any] = {}
        if folder is not None:
            try:
                document = json.loads((folder() / NAME).read_bytes())
                if document["version"] == VERSION:
                    self._known = dict(document["catalogues"])
            except (OSError, ValueError, KeyError, TypeError, RecursionError):
                pass

    def read(self, path: Path, stamp: Stamp) -> tuple[object, str]:
        """Return what the catalogue at ``path`` holds, and the checksum of its bytes.

        Raises:
            CatalogueError: it cannot be read, or is not YAML.
        """
        known = self._known.get(path.name)
        if stamp is not None and isinstance(known, list) and known[:1] == [list(stamp)]:
            return known[2], str(known[1])
        value, raw = read_yaml(path)
        digest = checksum(raw)
        if stamp is not None:
            self._known[path.name] = [list(stamp), digest, value]
            self._new += 1
        return value, digest

    def keep(self, names: Iterable[str]) -> None:
        """Write the cache where many are new; those not of ``names`` are forgotten."""
        if self._folder is None or self._new < _FEWEST:
            return
        there = {f"{name}.yaml" for name in names}
        self._known = {name: known for name, known in self._known.items() if name in there}
        document = {"version": VERSION, "catalogues": self._known}
        try:
            replace_file(self._folder() / NAME, json.dumps(document).encode(), 0o600)
        except (OSError, ValueError):  # it is only slower without
            return
        self._new = 0
