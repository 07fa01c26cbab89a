"""What is said of a quote on the board in a few words or signs, and its words as altered."""

from collections.abc import Iterator, Sequence

from clicktui.board.model import PinnedQuote
from clicktui.board.standing import UNSETTLED, Stand, Standing
from clicktui.corpus.alterations import HIDING, runs
from clicktui.corpus.model import Quote, Span
from clicktui.i18n import translate as _
from clicktui.tui.drawing.styled_runs import StyledRun, on_one_line
from clicktui.wording.boards import locator, quote_said_by, standing_text
from clicktui.wording.passages import guess, role_name

STANDING_SIGNS = {
    Standing.SAME: " ",
    Standing.KEPT: " ",
    Standing.MOVED: "~",
    Standing.CHANGED: "≠",
    Standing.VANISHED: "✗",
}


def said_by(quote: Quote, proposed: str = "") -> str:
    """Return who says ``quote``, on one line; unknown and inferred are said so.

    ``proposed`` is shown as the guess that it is, where nobody is known to say it.
    """
    if proposed and not quote.speakers:
        return on_one_line(guess(proposed))
    return on_one_line(quote_said_by(quote))


def place_and_year(pinned: PinnedQuote) -> str:
    """Return the locator, or the role of what has no number, and the year."""
    quote = pinned.quote
    year = str(pinned.cited.year) if pinned.cited.year else _("n.d.")
    return f"{locator(quote) or role_name(quote.role)} · {year}"


def warnings(quote: Quote, stand: Stand | None) -> Iterator[str]:
    """Yield what to beware of before ``quote`` is used."""
    if stand is not None and stand.standing in UNSETTLED:
        yield standing_text(stand)
    if quote.is_altered:
        yield _("not the speaker's exact words")


def tags_text(tags: Sequence[str]) -> str:
    """Return ``tags`` as ``#one #two``."""
    return on_one_line(" ".join(f"#{tag}" for tag in tags))


def words_runs(pinned: PinnedQuote, found: Sequence[Span] = ()) -> list[StyledRun]:
    """Return the words as altered; ``found`` are spans of the exact words, to be marked.

    The words keep their lines. Styles are ``altered`` for what stands in brackets, ``emphasis``
    and ``found``.
    """
    words = pinned.quote.words
    hidden = (one.span for one in pinned.alterations if one.kind in HIDING)
    marked = sorted(span for span in found if len(span))
    styled: list[StyledRun] = []
    at = 0
    for run in runs(words, pinned.alterations):
        if run.kind is None:
            styles = ("emphasis",) if run.is_emphasised else ()
            styled += _marked(StyledRun(run.text, styles), at, marked)
            at += len(run.text)
        else:
            styled.append(StyledRun(run.text, ("altered",)))
            at = next(hidden).end if run.kind in HIDING else at
    return styled


def _marked(run: StyledRun, start: int, found: Sequence[Span]) -> Iterator[StyledRun]:
    """Yield ``run``, whose words stand at ``start``, cut where something found begins or ends."""
    at, end = start, start + len(run.text)
    for span in found:
        first, last = max(span.start, at), min(span.end, end)
        if first >= last:
            continue
        if at < first:
            yield StyledRun(run.text[at - start : first - start], run.styles)
        yield StyledRun(run.text[first - start : last - start], (*run.styles, "found"))
        at = last
    if at < end:
        yield StyledRun(run.text[at - start :], run.styles)
