"""What is shown of a quote whose source changed: what happened, and the words then and now."""

from dataclasses import dataclass

from clicktui.board.standing import Difference, Stand, Standing
from clicktui.corpus.model import Quote
from clicktui.i18n import translate as _
from clicktui.tui.pieces import Piece
from clicktui.tui.word_differences import Part, word_differences
from clicktui.wording.boards import locator, quote_said_by, standing_text
from clicktui.wording.passages import role_name

GONE = ("{-", "-}")
"""Signs around words that the source has no more."""

COME = ("{+", "+}")
"""Signs around words that the source did not have."""

SIGNS = {Standing.MOVED: "~", Standing.CHANGED: "≠", Standing.VANISHED: "✗"}
"""One character for what became of a quote."""


@dataclass(frozen=True, slots=True)
class ToSettle:
    """A quote of the board whose source changed.

    ``reference`` is that of ``quote``, the quote as it is on the board, as plain text; ``stand``
    is how it stands in the corpus now.
    """

    quote_id: str
    reference: str
    quote: Quote
    stand: Stand


def is_safely_moved(row: ToSettle) -> bool:
    """Say whether the same words stand at another place, and only there."""
    stand = row.stand
    return stand.standing is Standing.MOVED and Difference.AMBIGUOUS not in stand.differences


def what_happened(row: ToSettle) -> str:
    """Return what became of the quote as one line."""
    sign = SIGNS.get(row.stand.standing, " ")
    return f"{sign} {standing_text(row.stand)}"


def comparison(row: ToSettle) -> list[Piece]:
    """Return what happened, then the words as they were and as they are, what differs marked."""
    old, found = row.quote, row.stand.found
    pieces = [Piece(standing_text(row.stand), ("strong",)), Piece(f"\n{row.reference}", ("quiet",))]
    if Difference.AMBIGUOUS in row.stand.differences:
        again = _("The words stand there more than once: look whether this is the place.")
        pieces.append(Piece(f"\n{again}"))
    pieces += _heading(_("as I had it"), old, found)
    if found is None:
        return [*pieces, Piece(old.words)]
    now = _heading(_("as it is now"), found, old)
    if old.words == found.words:
        return [*pieces, Piece(_("the same words:"), ("quiet",)), *now, Piece(old.words)]
    before, after = word_differences(old.words, found.words)
    return [*pieces, *_marked(before, GONE, "gone"), *now, *_marked(after, COME, "come")]


def _heading(label: str, quote: Quote, facts: Quote | None = None) -> list[Piece]:
    """Return a title of ``quote``: its place, who says it, and what differs from ``facts``."""
    parts = [label, locator(quote) or role_name(quote.role), quote_said_by(quote)]
    if facts is not None and facts.role is not quote.role and locator(quote):
        parts.append(role_name(quote.role))
    if facts is not None and facts.work != quote.work:
        parts.append(quote.work)
    return [Piece("\n\n"), Piece(" · ".join(parts), ("quiet", "strong")), Piece("\n")]


def _marked(parts: tuple[Part, ...], signs: tuple[str, str], style: str) -> list[Piece]:
    pieces: list[Piece] = []
    for part in parts:
        if part.differs:
            pieces += [Piece(signs[0]), Piece(part.shown, (style,)), Piece(signs[1])]
        else:
            pieces.append(Piece(part.text))
    return pieces
