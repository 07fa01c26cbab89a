"""The plain values of coding by people: decisions about codes, each on exact words."""

from dataclasses import dataclass
from enum import StrEnum

from clicktui.board.model import PinnedQuote
from clicktui.corpus.model import Quote


class Verdict(StrEnum):
    """What somebody decided about a code."""

    YES = "yes"  # these words have it
    NO = "no"  # they have it not, whatever the program finds
    DOUBT = "doubt"  # she cannot tell


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether words have a code, as one coder decided it.

    ``marked`` has the words and their place as a pinned quote has them, so that they find
    themselves again when their source changes; its note is the memo of the decision, and who
    pinned it is the coder. ``codebook`` and ``code`` are ids.
    """

    marked: PinnedQuote
    codebook: str
    code: str
    verdict: Verdict

    @property
    def id(self) -> str:
        """Its id, unlike that of any other decision."""
        return self.marked.id

    @property
    def quote(self) -> Quote:
        """The words that were decided about, with their place."""
        return self.marked.quote

    @property
    def coder(self) -> str:
        """Who decided."""
        return self.marked.pinned_by

    @property
    def at(self) -> str:
        """When, as in ``PinnedQuote.pinned_at``."""
        return self.marked.pinned_at

    @property
    def subject(self) -> tuple[object, ...]:
        """What it is about, and whose it is: of each the ledger keeps only one."""
        place = self.quote
        words = place.work, place.start, place.end, place.words
        return self.codebook, self.code, self.coder, *words

    @property
    def memo(self) -> str:
        """What the coder wrote about it."""
        return self.marked.note
