"""A board as another program's file gives it, before the corpus has said what stands where.

What the file says of places, works and speakers is a hint and never believed.
"""

from dataclasses import dataclass

from clicktui.board.model import Board
from clicktui.coding.model import Decision, Verdict
from clicktui.corpus.alterations import Alteration
from clicktui.corpus.model import Span


@dataclass(frozen=True, slots=True)
class IncomingQuote:
    """Words that somebody marked, with what she said of them.

    ``work`` is the work's id where the file is of clicktui's own making, else "". ``sources`` are
    what the file calls the text that they are of: file names, titles, addresses. ``place`` is what
    they span in that text. ``before`` and ``after`` are up to 32 code points around them, "" where
    the file does not say. ``list_name`` is "" where they are in none; ``order`` tells which come
    first in their list. ``at`` is a time of ISO 8601. ``alterations`` are of ``altered_words``,
    which may have been marked otherwise since. ``problem`` says why the file itself has no words,
    "" where it has.
    """

    words: str
    sources: tuple[str, ...] = ()
    work: str = ""
    place: Span | None = None
    before: str = ""
    after: str = ""
    list_name: str = ""
    id: str = ""
    by: str = ""
    at: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    is_starred: bool = False
    alterations: tuple[Alteration, ...] = ()
    altered_words: str = ""
    kept_against: str = ""
    order: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class IncomingCoding:
    """What somebody decided about a code: ``quote`` has the words, who, when and (note) the memo.

    ``codebook`` and ``code`` are ids, ``quote.id`` is that of the decision or "".
    """

    quote: IncomingQuote
    codebook: str
    code: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class IncomingBoard:
    """A board as its file gives it; ``id`` and ``made_at`` are "" where it has none.

    ``lists`` are names and ids (or "") in order; quotes may name others. ``told`` are lines about
    what is in the file and is not here. ``has_no_board``: there are only ``codings``.
    """

    name: str
    id: str = ""
    made_at: str = ""
    is_archived: bool = False
    memo: str = ""
    lists: tuple[tuple[str, str], ...] = ()
    quotes: tuple[IncomingQuote, ...] = ()
    told: tuple[str, ...] = ()
    codings: tuple[IncomingCoding, ...] = ()
    has_no_board: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A quote that the corpus does not bear out, and why: one line in the interface's language."""

    quote: IncomingQuote
    reason: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The board that came of a file, the quotes that did not, and what else there is to tell.

    ``yaml`` is the text of the file, where it is YAML of clicktui's own: the board's mirror may
    replace it. ``is_table``: the file says nothing of the board but its quotes. ``decisions`` are
    the codings of people that stand in the corpus, ``codings_left_out`` those that do not.
    ``has_no_board``: the file has only these, and ``board`` is empty.
    """

    board: Board
    left_out: tuple[LeftOut, ...] = ()
    told: tuple[str, ...] = ()
    yaml: str = ""
    is_table: bool = False
    decisions: tuple[Decision, ...] = ()
    codings_left_out: tuple[LeftOut, ...] = ()
    has_no_board: bool = False
