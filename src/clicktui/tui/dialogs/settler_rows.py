"""What is shown of a quote whose source changed: what happened, and the words then and now."""

from dataclasses import dataclass

from clicktui.board.standing import Difference, Stand, Standing
from clicktui.corpus.model import Quote
from clicktui.i18n import translate as _
from clicktui.tui.dialogs.word_differences import Part, word_differences
from clicktui.tui.drawing.pieces import Piece
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
    """Return the words as they were and as they are, what differs marked; then the reference."""
    old, found = row.quote, row.stand.found
    pieces = _heading(_("as I had it"), old, found, GONE, "gone")
    if found is None:
        pieces.append(Piece(f"\n{old.words}"))
    elif old.words == found.words:
        pieces += [Piece("\n"), *_heading(_("as it is now"), found, old, COME, "come")]
        pieces.append(Piece(f"\n{old.words}"))
    else:
        before, after = word_differences(old.words, found.words)
        pieces += [Piece("\n"), *_marked(before, GONE, "gone"), Piece("\n\n")]
        pieces += _heading(_("as it is now"), found, old, COME, "come")
        pieces += [Piece("\n"), *_marked(after, COME, "come")]
    if Difference.AMBIGUOUS in row.stand.differences:
        again = _("The words stand there more than once: look whether this is the place.")
        pieces.append(Piece(f"\n\n{again}", ("strong",)))
    return [*pieces, Piece(f"\n\n{row.reference}", ("quiet",))]


def _heading(
    label: str, quote: Quote, other: Quote | None, signs: tuple[str, str], style: str
) -> list[Piece]:
    """Return a title of ``quote``: its place and who says it, marked where ``other``'s differ."""
    facts = _facts(quote)
    others = facts if other is None else _facts(other)
    told = [
        Part(fact, fact != other_fact)
        for place, (fact, other_fact) in enumerate(zip(facts, others, strict=True))
        if fact and (place < _ALWAYS_TOLD or fact != other_fact)
    ]
    pieces = [Piece(label, ("strong",))]
    for part in told:
        pieces += [Piece(" · "), *_marked((part,), signs, style)]
    return pieces


_ALWAYS_TOLD = 2
"""How many of the facts are told even where they did not change: the first ones."""


def _facts(quote: Quote) -> tuple[str, ...]:
    """Return place and speaker of ``quote``, then what is told only where it changed."""
    return (
        locator(quote) or role_name(quote.role),
        quote_said_by(quote),
        role_name(quote.role) if locator(quote) else "",
        _("quoted in the text") if quote.quoted_in_work else "",
        _("altered") if quote.is_altered else "",
        quote.work,
    )


def _marked(parts: tuple[Part, ...], signs: tuple[str, str], style: str) -> list[Piece]:
    pieces: list[Piece] = []
    for part in parts:
        if part.differs:
            pieces += [Piece(signs[0]), Piece(part.shown, (style,)), Piece(signs[1])]
        else:
            pieces.append(Piece(part.text))
    return pieces
