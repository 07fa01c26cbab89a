"""From another program's file to a board: each quote is found in the corpus by its words.

Every quote is made anew from the corpus, which alone says who speaks and where. What cannot be
found without doubt is left out and listed, with its notes, and nothing is guessed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice

from clicktui.board.editing import LONGEST_NAME, name_of
from clicktui.board.files.retyped import typed
from clicktui.board.model import Board, CitedWork, PinnedQuote, QuoteList
from clicktui.board.stamps import new_id, now
from clicktui.coding.model import Decision
from clicktui.coding.newness import coder_problem
from clicktui.corpus.alterations import Alteration, checked
from clicktui.corpus.carrying import carried_over, dropped
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.corpus import Corpus
from clicktui.errors import BoardError, QuoteError
from clicktui.exporting.finding import Finder
from clicktui.exporting.incoming import (
    IncomingBoard,
    IncomingCoding,
    IncomingQuote,
    LeftOut,
    TakenIn,
)
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural

MOST_QUOTES = 20_000
"""Quotes that are looked for in one file."""

_UNKNOWN = "?"
"""The name of a coder whom the file does not name."""

_TIME = "%Y-%m-%dT%H:%M:%SZ"
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_DIGEST = re.compile(r"[A-Za-z0-9_-]{0,64}")


def taken_in(
    incoming: IncomingBoard,
    corpus: Corpus,
    who: str = "",
    when: str = "",
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> TakenIn:
    """Return the board of ``incoming``, all its quotes made anew from ``corpus``.

    ``who`` and ``when`` (as ``PinnedQuote.pinned_at``; by default now) are for what the file does
    not say. Missing, wrong and double ids are made anew. A board always has a list. ``progress``
    is told (quotes done, quotes in all); what it raises goes through.
    """
    return _TakingIn(corpus, who, when or now()).board(incoming, progress)


class _TakingIn:
    def __init__(self, corpus: Corpus, who: str, when: str) -> None:
        self._finder = Finder(corpus)
        self._corpus = corpus
        self._who = who
        self._when = when
        self._ids: set[str] = set()
        self._left_out: list[LeftOut] = []
        self._codings_left_out: list[LeftOut] = []
        self._told: list[str] = []

    def board(self, incoming: IncomingBoard, progress: Callable[[int, int], None]) -> TakenIn:
        board_id = self._id(incoming.id)
        lists: dict[str, tuple[str, list[PinnedQuote]]] = {}
        for name, own in incoming.lists:
            lists.setdefault(_name(name) or _("Quotes"), (self._id(own), []))
        quotes = sorted(incoming.quotes, key=lambda one: one.order)
        for done, one in enumerate(islice(quotes, MOST_QUOTES)):
            progress(done, len(quotes))
            pinned = self._pinned(one)
            if pinned is not None:
                name = _name(one.list_name) or next(iter(lists), _("Quotes"))
                _own, there = lists.setdefault(name, (self._id(""), []))
                there.append(pinned)
        decisions = self._decisions(incoming.codings)
        reason = _("the file has more than {n} quotes").format(n=MOST_QUOTES)
        self._left_out += (LeftOut(one, reason) for one in quotes[MOST_QUOTES:])
        made = [QuoteList(own, name, tuple(there)) for name, (own, there) in lists.items()]
        board = Board(
            id=board_id,
            name=_name(incoming.name) or _("Imported board"),
            made_at=_time(incoming.made_at) or self._when,
            lists=tuple(made) or (QuoteList(self._id(""), _("Quotes")),),
            memo=clean_text(incoming.memo).strip("\n"),
            is_archived=incoming.is_archived,
        )
        return TakenIn(
            board,
            tuple(self._left_out),
            (*incoming.told, *self._told),
            decisions=decisions,
            codings_left_out=tuple(self._codings_left_out),
            has_no_board=incoming.has_no_board,
        )

    def _decisions(self, codings: Sequence[IncomingCoding]) -> tuple[Decision, ...]:
        made: list[Decision] = []
        taken: set[str] = set()
        for one in codings[:MOST_QUOTES]:
            who = " ".join(clean_text(one.quote.by).split()) or _UNKNOWN
            if problem := coder_problem(who):
                told = _("Codings are left out: {problem}").format(problem=problem)
                self._told += [] if told in self._told else [told]
                continue
            try:
                found = self._finder.found(one.quote)
            except QuoteError as error:
                self._codings_left_out.append(LeftOut(one.quote, str(error)))
                continue
            own = one.quote.id
            if not _ID.fullmatch(own) or own in taken:
                own = new_id()
            taken.add(own)
            cited = CitedWork.of(
                self._corpus.work(found.work), self._corpus.source(found.file).page
            )
            at = _time(one.quote.at) or self._when
            memo = clean_text(one.quote.note).strip("\n")
            marked = PinnedQuote(own, found, cited, who, at, memo)
            made.append(Decision(marked, one.codebook, one.code, one.verdict))
        reason = _("the file has more than {n} codings").format(n=MOST_QUOTES)
        more = codings[MOST_QUOTES:]
        self._codings_left_out += (LeftOut(one.quote, reason) for one in more)
        return tuple(made)

    def _pinned(self, one: IncomingQuote) -> PinnedQuote | None:
        try:
            found = self._finder.found(one)
        except QuoteError as error:
            self._left_out.append(LeftOut(one, str(error)))
            return None
        self._tell_other_words(one, found.words)
        work = self._corpus.work(found.work)
        return PinnedQuote(
            id=self._id(one.id),
            quote=found,
            cited=CitedWork.of(work, self._corpus.source(found.file).page),
            pinned_by=self._user(one),
            pinned_at=_time(one.at) or self._when,
            note=clean_text(one.note).strip("\n"),
            tags=tuple(_names(one.tags)),
            is_starred=one.is_starred,
            alterations=self._alterations(one, found.words),
            kept_against=one.kept_against if _DIGEST.fullmatch(one.kept_against) else "",
        )

    def _user(self, one: IncomingQuote) -> str:
        """Return who marked the words: whoever takes them in only where the file has no pin."""
        is_pinned = one.by or _time(one.at)
        return " ".join(clean_text(one.by).split("\n")) if is_pinned else self._who

    def _tell_other_words(self, one: IncomingQuote, words: str) -> None:
        if typed(words) != typed(clean_text(one.words)):
            told = _("“{words}”: taken as clicktui quotes them: “{taken}”")
            shown = shortened(clean_text(one.words))
            self._told.append(told.format(words=shown, taken=shortened(words)))

    def _alterations(self, one: IncomingQuote, words: str) -> tuple[Alteration, ...]:
        """Return the alterations as far as the words that they are of are still there."""
        if not one.alterations:
            return ()
        try:
            recorded = checked(one.altered_words, one.alterations)
        except QuoteError:
            recorded, lost = (), len(one.alterations)
        else:
            lost = len(dropped(one.altered_words, words, recorded))
        if lost:
            told = translate_plural(
                "“{words}”: {n} alteration does not fit the words any more and is left out",
                "“{words}”: {n} alterations do not fit the words any more and are left out",
                lost,
            )
            self._told.append(told.format(words=shortened(words), n=lost))
        if words == one.altered_words:
            return recorded
        return carried_over(one.altered_words, words, recorded)

    def _id(self, own: str) -> str:
        if not _ID.fullmatch(own) or own in self._ids:
            own = new_id()
        self._ids.add(own)
        return own


def shortened(words: str) -> str:
    """Return the first words of a text, on one line, as messages show them."""
    line = " ".join(words.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _name(text: str) -> str:
    """Return ``text`` as a name, "" where it has no letter; longer ones are cut."""
    try:
        return name_of(text)
    except BoardError:
        line = " ".join(clean_text(text).split())
        return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rstrip() + "…"


def _names(tags: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(name for name in map(_name, tags) if name)


def _time(text: str) -> str:
    """Return a time of ISO 8601 in UTC, to the second; "" where it is none.

    A time without a zone is taken for UTC.
    """
    try:
        at = datetime.fromisoformat(text.strip())
        if at.tzinfo is None:
            at = at.replace(tzinfo=UTC)
        return at.astimezone(UTC).strftime(_TIME)
    except (ValueError, OverflowError):
        return ""
