"""Codings of a file taken into the ledger: what is new of them, and what is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clicktui.board.changes import Change
from clicktui.coding.ledger import Ledger
from clicktui.coding.model import Decision
from clicktui.coding.newness import sifted
from clicktui.corpus.shortening import first_words
from clicktui.exporting.incoming import TakenIn
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural


@dataclass(frozen=True, slots=True)
class Offered:
    """The decisions of a file that would change something, and how many would not.

    ``older`` are those that the same coder decided at the same time or later, here (which stays) or
    in the file itself.
    """

    new: tuple[Decision, ...]
    older: int

    @property
    def coders(self) -> tuple[str, ...]:
        """Who decided what is new, each once, by name."""
        return tuple(sorted({one.coder for one in self.new}))


def offered(taken: TakenIn, ledger: Ledger) -> Offered:
    """Return what of the decisions of a file is new to ``ledger``.

    Raises:
        BoardStoreError: the store cannot be read.
    """
    new, older = sifted(taken.decisions, ledger.decisions())
    return Offered(new, len(older))


def take_in(offer: Offered, ledger: Ledger) -> Change | None:
    """Take what is new into ``ledger``, as one change; None where there is nothing.

    Raises:
        BoardStoreError: nothing can be changed.
    """
    return ledger.take_in(offer.new) if offer.new else None


def told(
    offer: Offered, left_out: Sequence[object], is_without_board: bool = False
) -> Iterable[str]:
    """Yield what became of the codings of a file, line by line; nothing where it has none.

    ``is_without_board``: there is nothing else in the file, so that none is told.
    """
    if is_without_board and not (offer.new or offer.older or left_out):
        yield _("The file has only what the program found, which is found anew: nothing to take in")
    if offer.new:
        number = len(offer.new)
        text = translate_plural(
            "{n} coding is taken in, by {coders}", "{n} codings are taken in, by {coders}", number
        )
        yield text.format(n=number, coders=first_words(", ".join(offer.coders)))
    if offer.older:
        text = translate_plural(
            "{n} coding is here already, or was decided anew since",
            "{n} codings are here already, or were decided anew since",
            offer.older,
        )
        yield text.format(n=offer.older)
    if left_out:
        text = translate_plural(
            "{n} coding is left out: its words were not found in the corpus without doubt",
            "{n} codings are left out: their words were not found in the corpus without doubt",
            len(left_out),
        )
        yield text.format(n=len(left_out))
