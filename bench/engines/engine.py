"""What every engine offers to the bench, and the list of them."""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from clicktui.corpus.model import Passage

Passages = Callable[[], Iterable[Passage]]


class Engine(Protocol):
    """One engine; every process of the bench makes its own and uses one."""

    def build(self, passages: Passages, folder: Path) -> None:
        """Index the passages into the empty ``folder``."""

    def open(self, passages: Passages, folder: Path) -> None:
        """Open what ``build`` wrote; ``passages`` is for engines that keep nothing on disk."""

    def add(self, passages: Sequence[Passage]) -> None:
        """Add an article to what is open, kept as that engine's user would keep it.

        The next search finds it.
        """

    def search(self, query: str, limit: int) -> Sequence[tuple[str, str]]:
        """Return id and text of the best ``limit`` passages, the last word being a prefix.

        The text is fetched because a list of hits shows it.
        """

    def close(self) -> None:
        """Release the files; a closed engine is not used again."""


ENGINES = {
    "clicktui": "bench.engines.clicktui_engine:Clicktui",
    "tantivy-fuzzy": "bench.engines.tantivy_terms:TantivyFuzzy",
    "tantivy-exact": "bench.engines.tantivy_terms:TantivyExact",
    "fts5-unicode61": "bench.engines.sqlite_fts5:Unicode61",
    "fts5-trigram": "bench.engines.sqlite_fts5:Trigram",
    "xapian": "bench.engines.xapian_terms:Xapian",
    "rapidfuzz": "bench.engines.rapidfuzz_all:RapidfuzzAll",
}
"""Where each engine is, by the name that ``--engines`` takes."""

SLOW = frozenset({"rapidfuzz"})
"""Engines that are asked a sample only, because they read every passage for every query.

Above ``SLOW_UP_TO`` passages they are left out unless they are named.
"""

SLOW_UP_TO = 100_000

LATER_SLOW = frozenset({"fts5-unicode61", "fts5-trigram"})
"""Engines that from half a million passages on are asked a sample of the known sentences only:
they take seconds where a word is common.
"""

FOREIGN = frozenset({"xapian"})
"""Engines that no Python package brings, so that nothing is missed where they are not there."""

SAME_INDEX = {"tantivy-exact": "tantivy-fuzzy"}
"""Engines that ask the index of another, where that one was measured before."""


def make_engine(name: str) -> Engine:
    """Return a new engine by its name.

    Raises:
        KeyError: no engine has that name.
        ImportError: what it needs is not installed.
    """
    module, _, attribute = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), attribute)()
    return engine
