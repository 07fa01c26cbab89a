"""Quotes of a board that hold the same words as another."""

from collections import Counter
from functools import lru_cache

from clicktui.board.model import Board, PinnedQuote
from clicktui.corpus.folding import plain_signs
from clicktui.corpus.model import Quote


def same_words(board: Board, quote: Quote) -> tuple[PinnedQuote, ...]:
    """Return the quotes of ``board``, in its order, with the words of ``quote``, from any work.

    Kinds of spaces, quotes and hyphens do not count, nor how letters are composed; case does.
    """
    wanted = _key(quote.words)
    return tuple(pinned for pinned in board.quotes if _key(pinned.quote.words) == wanted)


def repeated(board: Board) -> frozenset[str]:
    """Return the ids of the quotes whose words ``board`` has more than once."""
    times = Counter(_key(pinned.quote.words) for pinned in board.quotes)
    return frozenset(pinned.id for pinned in board.quotes if times[_key(pinned.quote.words)] > 1)


_key = lru_cache(maxsize=8192)(plain_signs)
