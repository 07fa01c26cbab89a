"""How a quote on a board stands in the corpus as it is now."""

from dataclasses import dataclass
from enum import StrEnum

from clicktui.board.model import CitedWork, PinnedQuote
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Quote


class Standing(StrEnum):
    """What became of a quote."""

    SAME = "same"  # the same words at the same place, said by the same
    MOVED = "moved"  # the same words at another place
    CHANGED = "changed"  # other words, or other facts: who says them, what they are
    VANISHED = "vanished"
    KEPT = "kept"  # it changed, and the user chose to keep what she had


class Difference(StrEnum):
    """What differs between a quote as it was pinned and as it was found."""

    WORDS = "words"
    WORK = "work"  # the work's id, or its file
    PLACE = "place"  # the offsets alone: nothing of it is cited
    PARAGRAPH = "paragraph"
    SPEAKER = "speaker"  # who says the words, or whose words they quote
    ROLE = "role"
    REPETITION = "repetition"  # whether a pull quote alters what it repeats
    AMBIGUOUS = "ambiguous"  # the words stand more than once: it may be another place


@dataclass(frozen=True, slots=True)
class Stand:
    """How a quote stands in a corpus.

    ``found`` is the quote as it is now, None when it vanished. ``similarity`` (0 to 1) is that of
    its words to those pinned, 1 for the same. ``digest`` (16 hex digits) is that of what was found,
    to know again against what the user chose to keep her words. ``differences`` are in the order
    of their definition.
    """

    standing: Standing
    found: Quote | None
    similarity: float
    digest: str
    differences: tuple[Difference, ...] = ()


def stand_of(pinned: PinnedQuote, corpus: Corpus) -> Stand:
    """Return how ``pinned`` stands in ``corpus``; never raises."""
    raise NotImplementedError


def settled(pinned: PinnedQuote, stand: Stand, cited: CitedWork) -> PinnedQuote:
    """Return ``pinned`` with the words and place that were found, in the work ``cited``.

    Alterations of words that did not change are carried over. What vanished stays as it was.
    """
    raise NotImplementedError


def kept(pinned: PinnedQuote, stand: Stand) -> PinnedQuote:
    """Return ``pinned`` with the words that it had, not to be asked about ``stand`` again."""
    raise NotImplementedError
