"""rapidfuzz over every passage: no index, the measure of what aligning alone would find."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from bench.engines.engine import Passages
from bench.words import fold
from clicktui.corpus.model import Passage


class RapidfuzzAll:
    """``partial_ratio`` of the folded query with every folded passage."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._texts: list[str] = []
        self._folded: list[str] = []

    def build(self, passages: Passages, folder: Path) -> None:
        """Do nothing: there is no index."""

    def open(self, passages: Passages, folder: Path) -> None:
        """Read and fold all passages into memory."""
        self._take(passages())

    def add(self, passages: Sequence[Passage]) -> None:
        """Read and fold them into memory."""
        self._take(passages)

    def _take(self, passages: Iterable[Passage]) -> None:
        for passage in passages:
            self._ids.append(passage.id)
            self._texts.append(passage.text)
            self._folded.append(fold(passage.text))

    def search(self, query: str, limit: int) -> Sequence[tuple[str, str]]:
        """Return the best-aligned passages."""
        found = process.extract(fold(query), self._folded, scorer=fuzz.partial_ratio, limit=limit)
        return [(self._ids[place], self._texts[place]) for _, _, place in found]

    def close(self) -> None:
        """Do nothing: there are no files."""
