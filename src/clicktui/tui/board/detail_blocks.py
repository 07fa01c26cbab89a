"""What is said in full of a quote, of a list, or of the board: blocks of plain text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from clicktui.board.model import PinnedQuote, QuoteList
from clicktui.board.standing import UNSETTLED, Difference, Stand, Standing
from clicktui.corpus.alterations import AlterationKind
from clicktui.corpus.model import Span
from clicktui.corpus.quoting import CONTEXT
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.tui.board.marks import place_and_year, said_by, tags_text, warnings, words_runs
from clicktui.tui.board.rows import STARRED
from clicktui.tui.board.view import BoardView, Item
from clicktui.tui.drawing.styled_runs import (
    ELLIPSIS,
    StyledRow,
    StyledRun,
    lines_of,
    on_one_line,
    wrapped,
)
from clicktui.wording.boards import locator, standing_text
from clicktui.wording.quoted import code_text

QUOTED = "┃ "
"""What stands before the rows of quoted words, and of nothing else."""

ASIDE = "  "


class MostShown(NamedTuple):
    """How much of a text is shown beside other things."""

    lines: int
    characters: int


MOST_SHOWN = MostShown(lines=200, characters=10_000)
"""What is laid out of a note or memo at each key: 200 rows of 50 cells; its editor shows all."""


@dataclass(frozen=True, slots=True)
class Block:
    """One line to be wrapped, ``mark`` standing before each of its rows."""

    runs: StyledRow = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference of a quote: in which style and language, and why not in the style chosen."""

    text: str
    cited_in: str = ""
    trouble: str = ""


def rows_of(blocks: Iterable[Block], width: int) -> list[StyledRow]:
    """Return ``blocks`` as rows of at most ``width`` cells (less than 4 counts as 4)."""
    rows: list[StyledRow] = []
    for block in blocks:
        mark = (StyledRun(block.mark, ("mark",)),) if block.mark else ()
        inside = wrapped(block.runs, max(width, 4) - len(block.mark)) or [()]
        rows += [(*mark, *row) for row in inside]
    return rows


def item_blocks(view: BoardView, item: Item | None, reference: Reference | None) -> list[Block]:
    """Return what is said of the highlighted ``item``; without one, the board's memo.

    ``reference`` is None while it is not known yet.
    """
    if item is None:
        return list(_memo(view))
    if item.pinned is None:
        return list(_of_list(view, item.quote_list))
    return list(_of_quote(view, item.pinned, item.quote_list, reference))


def local_time(at: str) -> str:
    """Return a time of the board (UTC, ISO 8601) on the user's clock, to the minute."""
    try:
        return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return on_one_line(at)


def _line(text: str, style: str = "", mark: str = "") -> Block:
    runs = (StyledRun(on_one_line(text), (style,) if style else ()),) if text else ()
    return Block(runs, mark)


def _lines(text: str, style: str = "", mark: str = "") -> Iterator[Block]:
    for line in text.split("\n"):
        yield _line(line, style, mark)


def _beginning(text: str) -> Iterator[Block]:
    """Yield what is shown of a note or memo: all of it, or its beginning and how much is left."""
    cut = text[: MOST_SHOWN.characters]
    cut = "\n".join(cut.split("\n", MOST_SHOWN.lines)[: MOST_SHOWN.lines])
    yield from _lines(cut)
    left = text[len(cut) :].removeprefix("\n")
    if left:
        number = left.count("\n") + 1
        text = translate_plural(
            "… {count} more line: open it to read on",
            "… {count} more lines: open it to read on",
            number,
        )
        yield _line(text.format(count=number), "quiet")


def _under(label: str, blocks: Iterable[Block]) -> Iterator[Block]:
    yield Block()
    yield _line(label, "label")
    yield from blocks


def _quoted(runs: Sequence[StyledRun]) -> Iterator[Block]:
    for line in lines_of(runs):
        yield Block(line, QUOTED)


def _of_list(view: BoardView, quote_list: QuoteList) -> Iterator[Block]:
    yield _line(quote_list.name, "name")
    number = len(quote_list.quotes)
    yield _line(translate_plural("{count} quote", "{count} quotes", number).format(count=number))
    if quote_list.id == view.pins_to:
        yield _line(_("What you pin goes to this list."), "quiet")
    yield Block()
    yield from _memo(view)


def _memo(view: BoardView) -> Iterator[Block]:
    yield _line(_("Memo of the board"), "label")
    if view.board.memo:
        yield from _beginning(view.board.memo)
    else:
        yield _line(_("Nothing is written yet."), "quiet")


def _of_quote(
    view: BoardView, pinned: PinnedQuote, quote_list: QuoteList, reference: Reference | None
) -> Iterator[Block]:
    stand = view.stands.get(pinned.id)
    found = next((one.spans for one in view.found or () if one.quote == pinned.id), ())
    yield from _who_and_where(pinned, view.proposed.get(pinned.id, ""))
    for warning in warnings(pinned.quote, stand):
        yield _line(f"⚠ {warning}", "warning")
    yield Block()
    yield from _words(pinned, found)
    yield from _reference(reference)
    if stand is not None:
        yield from _standing(stand)
    if pinned.note:
        yield from _under(_("Note"), _beginning(pinned.note))
    yield Block()
    if pinned.tags:
        yield _line(_("Tags: {tags}").format(tags=tags_text(pinned.tags)))
    yield from _codes(view, pinned)
    yield _line(_("List: {name}").format(name=quote_list.name))
    if pinned.id in view.same_words:
        yield _line(_("The same words are on this board more than once."), "warning")
    when = local_time(pinned.pinned_at)
    yield _line(_("Pinned by {name}, {when}").format(name=pinned.pinned_by, when=when), "quiet")


def _codes(view: BoardView, pinned: PinnedQuote) -> Iterator[Block]:
    """Yield the codes that the words have, with who says so."""
    told = [code_text(one) for one in view.codes.get(pinned.id, ())]
    if named := ", ".join(filter(None, told)):
        yield _line(_("Codes: {codes}").format(codes=named))


def _reference(reference: Reference | None) -> Iterator[Block]:
    yield Block()
    heading = StyledRun(_("Reference"), ("label",))
    if reference is None:
        yield Block((heading,))
        yield _line(ELLIPSIS, "quiet")
        return
    cited_in = f" · {on_one_line(reference.cited_in)}" if reference.cited_in else ""
    yield Block((heading, StyledRun(cited_in, ("quiet",))) if cited_in else (heading,))
    yield _line(reference.text)
    if reference.trouble:
        yield _line(f"⚠ {reference.trouble}", "warning")


def _who_and_where(pinned: PinnedQuote, proposed: str) -> Iterator[Block]:
    star = f"{STARRED} " if pinned.is_starred else ""
    speaker = said_by(pinned.quote, proposed)
    if pinned.quote.quoted_in_work:
        speaker = _("{name}, quoted in the text").format(name=speaker)
    yield _line(f"{star}{speaker}", "name")
    yield _line(place_and_year(pinned), "quiet")
    yield _line(pinned.cited.title, "quiet")


def _words(pinned: PinnedQuote, found: Sequence[Span]) -> Iterator[Block]:
    """Yield the words as altered between their context, and the exact ones where they differ."""
    quote, kinds = pinned.quote, {one.kind for one in pinned.alterations}
    before = ELLIPSIS if len(quote.prefix) == CONTEXT else ""
    after = ELLIPSIS if len(quote.suffix) == CONTEXT else ""
    if quote.prefix.strip():
        yield from _context(before + quote.prefix)
    yield from _quoted(words_runs(pinned, found))
    if quote.suffix.strip():
        yield from _context(quote.suffix + after)
    if kinds - {AlterationKind.EMPHASIS}:
        yield from _under(_("The exact words"), _quoted([StyledRun(quote.words)]))
    if AlterationKind.EMPHASIS in kinds:
        yield _line(_("emphasis added"), "quiet", ASIDE)


def _context(text: str) -> Iterator[Block]:
    for line in text.split("\n"):
        if line.strip():
            yield _line(line.strip(), "quiet", ASIDE)


def _standing(stand: Stand) -> Iterator[Block]:
    """Yield how the quote stands in its source now, where that is not as it was."""
    if stand.standing is Standing.KEPT:
        yield Block()
        yield _line(standing_text(stand), "quiet")
    if stand.standing not in UNSETTLED or stand.found is None:
        return
    differences = set(stand.differences)
    blocks: list[Block] = []
    if Difference.SPEAKER in differences:
        blocks.append(_line(said_by(stand.found), "name"))
    if Difference.PARAGRAPH in differences and locator(stand.found):
        blocks.append(_line(locator(stand.found)))
    if Difference.WORDS in differences:
        blocks += _quoted([StyledRun(stand.found.words)])
    if blocks:
        yield from _under(_("In the source now"), blocks)
