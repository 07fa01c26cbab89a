"""tantivy as an expert would use it for search as you type: exact terms, or fuzzy ones."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from bench.engines.engine import Passages
from bench.words import WORD, fold
from clicktui.corpus.model import Passage

_ANALYSER = "folded"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", stored=True, tokenizer_name=_ANALYSER, index_option="freq")
    return builder.build()


def _register(index: tantivy.Index) -> None:
    analyser = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(40))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )
    index.register_tokenizer(_ANALYSER, analyser)


class _Tantivy:
    def __init__(self) -> None:
        self._schema = _schema()
        self._index: tantivy.Index | None = None
        self._searcher: tantivy.Searcher | None = None

    def build(self, passages: Passages, folder: Path) -> None:
        """Write one index with one thread and let the merges finish."""
        index = tantivy.Index(self._schema, path=str(folder))
        _register(index)
        self._written(index, passages(), 128_000_000).wait_merging_threads()

    def open(self, passages: Passages, folder: Path) -> None:
        """Open the index; its files are memory-mapped."""
        index = tantivy.Index.open(str(folder))
        _register(index)
        self._index = index
        self._searcher = index.searcher()

    def add(self, passages: Sequence[Passage]) -> None:
        """Add and commit, then read the index as it is now."""
        assert self._index is not None
        self._written(self._index, passages, 15_000_000)
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, query: str, limit: int) -> Sequence[tuple[str, str]]:
        """Return the best passages by score."""
        words = WORD.findall(fold(query))
        if not words:
            return []
        is_typing = not query[-1].isspace()
        clauses = [
            (Occur.Should, self._word(word, is_typing and place == len(words) - 1))
            for place, word in enumerate(words)
        ]
        searcher = self._searcher
        assert searcher is not None
        found = searcher.search(Query.boolean_query(clauses), limit, count=False)
        documents = (searcher.doc(address) for _, address in found.hits)
        return [(str(doc.get_first("id")), str(doc.get_first("text"))) for doc in documents]

    def close(self) -> None:
        """Let go of the index."""
        self._index = self._searcher = None

    def _written(
        self, index: tantivy.Index, passages: Iterable[Passage], memory: int
    ) -> tantivy.IndexWriter:
        writer = index.writer(memory, num_threads=1)
        for passage in passages:
            writer.add_document(tantivy.Document(id=passage.id, text=passage.text))
        writer.commit()
        return writer

    def _word(self, word: str, is_begun: bool) -> Query:
        raise NotImplementedError

    def _exact(self, word: str) -> Query:
        return Query.term_query(self._schema, "text", word, index_option="freq")

    def _fuzzy(self, word: str, distance: int, is_begun: bool, boost: float) -> Query:
        query = Query.fuzzy_term_query(
            self._schema, "text", word, distance, transposition_cost_one=True, prefix=is_begun
        )
        return Query.boost_query(query, boost)


class TantivyExact(_Tantivy):
    """Any of the words, ranked by BM25; the last one also as a prefix."""

    def _word(self, word: str, is_begun: bool) -> Query:
        if not is_begun:
            return self._exact(word)
        begun = self._fuzzy(word, 0, True, 1.0)
        return Query.disjunction_max_query([self._exact(word), begun], 0.1)


class TantivyFuzzy(_Tantivy):
    """Any of the words, each also with one edit from 4 letters and two from 7.

    Fuzzy terms score a constant, here in the range of the BM25 of a rare word. Six sets of boosts
    were tried at 100,000 passages and the one that found most mistyped sentences kept.
    """

    _BEGUN, _ONE_EDIT, _TWO_EDITS = 6.0, 5.0, 2.0

    def _word(self, word: str, is_begun: bool) -> Query:
        distance = 2 if len(word) >= 7 else 1 if len(word) >= 4 else 0
        ways = [self._exact(word)]
        if is_begun:
            ways.append(self._fuzzy(word, 0, True, self._BEGUN))
        if distance:
            ways.append(self._fuzzy(word, 1, is_begun, self._ONE_EDIT))
        if distance > 1:
            ways.append(self._fuzzy(word, 2, is_begun, self._TWO_EDITS))
        return ways[0] if len(ways) == 1 else Query.disjunction_max_query(ways, 0.1)
