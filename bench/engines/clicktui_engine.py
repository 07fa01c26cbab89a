"""clicktui's own search, through the interface that its app uses."""

from collections.abc import Sequence
from pathlib import Path

from bench.engines.engine import Passages
from clicktui.corpus.model import Passage
from clicktui.search.model import Options, SearchEngine, Source
from clicktui.search.opening import open_engine


class Clicktui:
    """The engine of ``clicktui.search``, with its highlights, guesses and counts."""

    def __init__(self) -> None:
        self._engine: SearchEngine | None = None
        self._folder = Path()
        self._sources: list[Source] = []

    def build(self, passages: Passages, folder: Path) -> None:
        """Build the index as the first start of the app does."""
        self.open(passages, folder)

    def open(self, passages: Passages, folder: Path) -> None:
        """Open the index as every later start does.

        Raises:
            RuntimeError: the engine had something to say, so this is not an ordinary opening.
        """
        folder.chmod(0o700)
        self._folder = folder
        self._sources = [Source("bench", "whole", passages)]
        self._open()

    def add(self, passages: Sequence[Passage]) -> None:
        """Let the index follow its corpus, to which a file was added."""
        before = self._engine
        self._sources.append(Source(f"added {len(self._sources)}", "whole", lambda: passages))
        self._open()
        assert before is not None
        before.close()

    def _open(self) -> None:
        self._engine, notices = open_engine(
            self._sources, self._folder, lambda done, total: None, lambda: False
        )
        if notices:
            raise RuntimeError(" ".join(notices))

    def search(self, query: str, limit: int) -> Sequence[tuple[str, str]]:
        """Search as the app does at a keystroke."""
        assert self._engine is not None
        hits = self._engine.search(query, Options(limit=limit)).hits
        return [(hit.passage.id, hit.passage.text) for hit in hits]

    def close(self) -> None:
        """Close the engine."""
        if self._engine is not None:
            self._engine.close()
