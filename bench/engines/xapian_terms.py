"""Xapian as an expert would use it for search as you type: partial last word, spelling."""

import importlib
import importlib.util
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.engines.engine import Passages
from bench.words import folded_words
from clicktui.corpus.model import Passage

_DEBIAN = Path("/usr/lib/python3/dist-packages/xapian")
"""Where python3-xapian lies, which an environment of one's own does not see."""

_FLUSH_EVERY = 50_000
"""Documents between two flushes of a build; Xapian's own 10,000 makes it slower."""

_MOST_BEGUN = 40
"""Words that a half word stands for, the most frequent ones: as many as clicktui takes."""

_MOST_EDITS = 2


def _xapian() -> ModuleType:
    """Return the bindings: those of this environment, else Debian's.

    Raises:
        ImportError: neither is there, or Debian's are for another Python.
    """
    try:
        return importlib.import_module("xapian")
    except ImportError:
        spec = importlib.util.spec_from_file_location(
            "xapian", _DEBIAN / "__init__.py", submodule_search_locations=[str(_DEBIAN)]
        )
        if spec is None or spec.loader is None or not _DEBIAN.is_dir():
            raise ImportError("install Debian's python3-xapian") from None
    module = sys.modules["xapian"] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ImportError as error:
        del sys.modules["xapian"]
        raise ImportError("Debian's python3-xapian is for another Python") from error
    return module


class Xapian:
    """Any of the words, by BM25, the last one also begun; a word that is and begins nothing is
    replaced by what Xapian suggests for it.
    """

    def __init__(self) -> None:
        self._xapian: Any = _xapian()
        self._folder = Path()
        self._base: Any = None

    def build(self, passages: Passages, folder: Path) -> None:
        """Write one database without positions, words going into the spelling dictionary too."""
        os.environ["XAPIAN_FLUSH_THRESHOLD"] = str(_FLUSH_EVERY)
        xapian = self._xapian
        flags = xapian.DB_CREATE | xapian.DB_NO_SYNC
        base = xapian.WritableDatabase(str(folder), flags)
        self._write(base, passages())
        base.close()

    def open(self, passages: Passages, folder: Path) -> None:
        """Open the database."""
        self._folder = folder
        self._base = self._xapian.Database(str(folder))

    def add(self, passages: Sequence[Passage]) -> None:
        """Add and commit, then read the database as it is now."""
        base = self._xapian.WritableDatabase(str(self._folder), self._xapian.DB_OPEN)
        self._write(base, passages)
        base.commit()
        base.close()
        self._base.reopen()

    def search(self, query: str, limit: int) -> Sequence[tuple[str, str]]:
        """Return the best passages by BM25."""
        words = folded_words(query)
        if not words:
            return []
        is_typing = not query[-1].isspace()
        last = len(words) - 1
        ways = [self._word(word, is_typing and at == last) for at, word in enumerate(words)]
        enquire = self._xapian.Enquire(self._base)
        enquire.set_query(self._xapian.Query(self._xapian.Query.OP_OR, ways))
        found = (match.document.get_data().decode() for match in enquire.get_mset(0, limit))
        return [(name, text) for name, text in (data.split("\n", 1) for data in found)]

    def close(self) -> None:
        """Close the database."""
        if self._base is not None:
            self._base.close()

    def _word(self, word: str, is_begun: bool) -> Any:
        query = self._xapian.Query
        if is_begun and next(iter(self._base.allterms(word)), None) is not None:
            limit = query.WILDCARD_LIMIT_MOST_FREQUENT
            begun = query(query.OP_WILDCARD, word, _MOST_BEGUN, limit)
            return query(query.OP_OR, query(word), begun)
        if not self._base.term_exists(word):
            word = self._base.get_spelling_suggestion(word, _MOST_EDITS).decode() or word
        return query(word)

    def _write(self, base: Any, passages: Iterable[Passage]) -> None:
        terms = self._xapian.TermGenerator()
        terms.set_database(base)
        terms.set_flags(terms.FLAG_SPELLING)
        terms.set_stemming_strategy(terms.STEM_NONE)
        for passage in passages:
            document = self._xapian.Document()
            document.set_data(f"{passage.id}\n{passage.text}")
            terms.set_document(document)
            terms.index_text_without_positions(" ".join(folded_words(passage.text)))
            base.add_document(document)
