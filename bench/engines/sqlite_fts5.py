"""SQLite FTS5 as an expert would use it for search as you type."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench.engines.engine import Passages
from bench.words import WORD, fold
from clicktui.corpus.model import Passage

_FILE = "passages.sqlite"
_INSERT = "INSERT INTO passages VALUES (?, ?, ?)"


class _Fts5:
    table = ""

    def __init__(self) -> None:
        self._base: sqlite3.Connection | None = None

    def build(self, passages: Passages, folder: Path) -> None:
        """Fill one FTS5 table and merge its segments into one."""
        base = sqlite3.connect(folder / _FILE)
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.execute(self.table)
        base.executemany(_INSERT, self._rows(passages()))
        base.execute("INSERT INTO passages(passages) VALUES ('optimize')")
        base.commit()
        base.close()

    def open(self, passages: Passages, folder: Path) -> None:
        """Open the database with 64 MB of page cache and the file mapped."""
        self._base = sqlite3.connect(folder / _FILE)
        self._base.execute("PRAGMA cache_size = -64000")
        self._base.execute("PRAGMA mmap_size = 4000000000")

    def add(self, passages: Sequence[Passage]) -> None:
        """Insert in one transaction, safe from a power cut as SQLite is by default."""
        assert self._base is not None
        with self._base:
            self._base.executemany(_INSERT, self._rows(passages))

    def close(self) -> None:
        """Close the database."""
        if self._base is not None:
            self._base.close()

    def _rows(self, passages: Iterable[Passage]) -> Iterator[tuple[str, str, str]]:
        raise NotImplementedError

    def _match(self, expression: str, limit: int) -> list[tuple[str, str]]:
        assert self._base is not None
        return self._base.execute(
            "SELECT id, shown FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?",
            (expression, limit),
        ).fetchall()


class Unicode61(_Fts5):
    """Words without accents, prefix indexes; all words, or any where no passage has all."""

    table = (
        "CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, shown, unused UNINDEXED, "
        "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4')"
    )

    def _rows(self, passages: Iterable[Passage]) -> Iterator[tuple[str, str, str]]:
        return ((p.id, p.text, "") for p in passages)

    def search(self, query: str, limit: int) -> Sequence[tuple[str, str]]:
        """Return the best passages by BM25."""
        words = [f'"{word}"' for word in WORD.findall(query)]
        if not words:
            return []
        words[-1] += "*" if not query[-1].isspace() else ""
        found = self._match(" AND ".join(words), limit)
        if not found and len(words) > 1:
            found = self._match(" OR ".join(words), limit)
        return found


class Trigram(_Fts5):
    """Substrings of three characters and more; accents are folded before, as SQLite < 3.45 must."""

    table = (
        "CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, shown UNINDEXED, folded, "
        "tokenize = 'trigram')"
    )

    def _rows(self, passages: Iterable[Passage]) -> Iterator[tuple[str, str, str]]:
        return ((p.id, p.text, fold(p.text)) for p in passages)

    def search(self, query: str, limit: int) -> Sequence[tuple[str, str]]:
        """Return the best passages by BM25 that hold every word of three letters as a substring."""
        words = WORD.findall(fold(query))
        long = [f'"{word}"' for word in words if len(word) >= 3]
        if long:
            return self._match(" AND ".join(long), limit)
        if not words:
            return []
        assert self._base is not None
        return self._base.execute(
            "SELECT id, shown FROM passages WHERE folded LIKE ? LIMIT ?",
            (f"%{' '.join(words)}%", limit),
        ).fetchall()
