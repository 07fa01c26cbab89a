"""Boards for the tests of the screen: quotes of the built-in corpus, and plain made-up ones."""

from dataclasses import replace
from typing import Any

from clicktui.board.model import Board, CitedWork, PinnedQuote, QuoteList
from clicktui.corpus.model import Quote, Role, Span
from clicktui.corpus.quoting import quote
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()
NOON = "2026-11-21T12:00:00Z"


def pinned(quote_id: str, words: str, work: str, **more: Any) -> PinnedQuote:
    """Return ``words`` of a work of the seeds, pinned; ``words`` stand there in some prose."""
    start = CORPUS.text_of(work).index(words)
    found = CORPUS.work(work)
    made = quote(CORPUS, work, Span(start, start + len(words)))
    return PinnedQuote(quote_id, made, CitedWork.of(found, None), "max", NOON, **more)


def plain(quote_id: str, words: str = "des mots", **more: Any) -> PinnedQuote:
    """Return made-up ``words`` of an unknown speaker in an undated work, pinned."""
    made = Quote(
        "w", "w.txt", 100, 100 + len(words), words, "", "", Role.BODY, (3, 3), (), False, False,
        None, "fr",
    )  # fmt: skip
    cited = CitedWork("w", {"type": "article", "title": "Un titre"}, "fr")
    return replace(PinnedQuote(quote_id, made, cited, "max", NOON), **more)


def plain_board(*sizes: int, **more: Any) -> Board:
    """Return a board with lists A, B, … (ids a, b, …) of so many quotes a1, a2, … each."""
    lists = []
    for place, size in enumerate(sizes):
        letter = chr(ord("a") + place)
        quotes = tuple(plain(f"{letter}{nth}", f"mots {letter}{nth}") for nth in range(1, size + 1))
        lists.append(QuoteList(letter, letter.upper(), quotes))
    return Board("board", "Thèse", NOON, tuple(lists), **more)
