"""Quotes with what the corpus says now of the works that they are from."""

from collections.abc import Callable
from dataclasses import replace

from clicktui.board.model import Board, CitedWork, PinnedQuote
from clicktui.board.standing import Stand, Standing
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Quote


class CitedNow:
    """Gives boards to be shown; a quote that did not change is the same object each time.

    For one thread at a time.
    """

    def __init__(self) -> None:
        self._corpus: Corpus | None = None
        self._works: dict[tuple[str, str], CitedWork] = {}
        self._shown: dict[int, tuple[PinnedQuote, PinnedQuote]] = {}

    def board(self, board: Board, corpus: Corpus, stand: Callable[[PinnedQuote], Stand]) -> Board:
        """Return ``board`` with the works of ``corpus``, in which its quotes ``stand``.

        Quotes whose source is as it was are cited so; the others as they were pinned.
        """
        if corpus is not self._corpus:
            self._corpus = corpus
            self._works, self._shown = {}, {}
        shown: dict[int, tuple[PinnedQuote, PinnedQuote]] = {}

        def cited_now(one: PinnedQuote) -> PinnedQuote:
            known = self._shown.get(id(one))
            if known is None or known[0] is not one:
                known = one, self._cited_now(one, stand(one), corpus)
            shown[id(one)] = known
            return known[1]

        lists = tuple(
            replace(one, quotes=tuple(cited_now(pinned) for pinned in one.quotes))
            for one in board.lists
        )
        self._shown = shown
        return replace(board, lists=lists)

    def _cited_now(self, one: PinnedQuote, stand: Stand, corpus: Corpus) -> PinnedQuote:
        if stand.standing is not Standing.SAME or stand.found is None:
            return one
        cited = self._cited(stand.found, corpus)
        return one if one.cited == cited else replace(one, cited=cited)

    def _cited(self, found: Quote, corpus: Corpus) -> CitedWork:
        key = found.work, found.file
        if key not in self._works:
            self._works[key] = CitedWork.of(corpus.work(found.work), corpus.source(found.file).page)
        return self._works[key]
