"""From a board and what the corpus knows now to the material of exports.

A quote whose source is as it was is exported as it stands there, any other as it was pinned.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from clicktui.board.desk import Desk
from clicktui.board.editing import LONGEST_NAME, list_of
from clicktui.board.model import Board, CitedWork, PinnedQuote
from clicktui.board.stamps import now
from clicktui.board.standing import UNSETTLED
from clicktui.citing.citation import Citer, Form
from clicktui.citing.forms import cited_id
from clicktui.citing.keys import told_apart
from clicktui.coding.bands import SILENT, LayerMaker, Layers
from clicktui.coding.desk import CodingDesk
from clicktui.coding.opinions import Coded
from clicktui.coding.quoted import quoted_codes
from clicktui.corpus.alterations import altered
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Quote, Span
from clicktui.errors import ClicktuiError, NotFoundError
from clicktui.exporting.material import DecidedWords, ExportedQuote, Material
from clicktui.exporting.record import guid
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.microtasks.codebook import said
from clicktui.microtasks.model import Band

Progress = Callable[[int, int], None]
"""Told (quotes done, quotes in all) while an export cites them; what it raises ends the export."""

_AT_ONCE = 256
"""Passages whose codes are told in one go."""

Key = Callable[[Quote, CitedWork], str]
"""Gives the citation key of what a quote of a work is cited from."""


class ExportCancelledError(ClicktuiError):
    """The user does not want the export any more; nothing was written."""


def gathered(
    board: Board,
    desk: Desk,
    citer: Citer,
    key: Key,
    lang: str,
    list_id: str | None = None,
    progress: Progress = lambda _done, _total: None,
    coding: CodingDesk | None = None,
) -> Material:
    """Return ``board`` of ``desk``, or one of its lists, as the material of exports.

    Works that would have the same key, as one that is not in the corpus any more can, get
    different ones. ``coding`` is whose codes the quotes have; without it none is said.

    Raises:
        BoardError: the board has no list with this id.
        BoardStoreError, CodebookError: the codes cannot be told.
        ValueError: ``lang`` is not one of ``citing.typography.LANGUAGES``.
    """
    told: tuple[str, ...] = ()
    if list_id is not None:
        if board.memo:
            told = (_("The memo is of the whole board and is left out"),)
        board = part_of(board, list_id)
    stands = desk.stands(board)
    as_they_stand = {one.id: desk.as_it_stands(one) for one in board.quotes}
    unsettled = {one for one, stand in stands.items() if stand.standing in UNSETTLED}
    if unsettled:
        sentence = translate_plural(
            "{n} quote is as it was pinned: its source has changed since, and it is not settled",
            "{n} quotes are as they were pinned: their sources have changed since, and they are "
            "not settled",
            len(unsettled),
        )
        told = (*told, sentence.format(n=len(unsettled)))
    of_corpus_first = sorted(as_they_stand.values(), key=lambda one: one.id in unsettled)
    keys = told_apart((_cited_id(one), key(one.quote, one.cited)) for one in of_corpus_first)
    quotes = tuple(
        _exported(pinned, quote_list.name, as_they_stand[pinned.id], keys, pinned.id in unsettled)
        for quote_list in board.lists
        for pinned in quote_list.quotes
    )
    if coding is not None:
        codes = quoted_codes(coding, [one.quote for one in quotes])
        pairs = zip(quotes, codes, strict=True)
        quotes = tuple(replace(one, codes=held) for one, held in pairs)
    done: set[str] = set()

    def cite(one: ExportedQuote, form: Form) -> str:
        progress(len(done), len(quotes))
        done.add(one.pinned.id)
        work, alterations = one.work, one.pinned.alterations
        return citer.cite(one.quote, work.as_work(), work.page, form, lang, alterations)

    codebook = coding.codebook if coding is not None else None
    texts = _texts(quotes, desk.corpus)
    return Material(board, quotes, texts, lang, cite, told, codebook, _decided(quotes))


def _decided(quotes: Iterable[ExportedQuote]) -> tuple[DecidedWords, ...]:
    """Return what people decided about words of ``quotes``, each once, in their order."""
    by_id = {
        placed.decision.id: DecidedWords(
            placed.decision, one.quote.work, one.quote.file, placed.span
        )
        for one in quotes
        for code in one.codes
        for placed in code.decisions
    }
    return tuple(by_id.values())


def part_of(board: Board, list_id: str) -> Board:
    """Return the list of ``board`` as a board of its own, always the same, without the memo.

    Taken in again, it never takes the place of the whole board.

    Raises:
        BoardError: there is no list with this id.
    """
    quote_list = list_of(board, list_id)
    name = f"{board.name} – {quote_list.name}"
    if len(name) > LONGEST_NAME:
        name = f"{name[: LONGEST_NAME - 1]}…"
    own = guid("part", board.id, list_id)
    return replace(
        board, id=own, name=name, lists=(quote_list,), memo="", is_archived=False, mirror=""
    )


def _exported(
    pinned: PinnedQuote,
    list_name: str,
    now: PinnedQuote,
    keys: dict[str, str],
    is_unsettled: bool,
) -> ExportedQuote:
    return ExportedQuote(
        pinned,
        list_name,
        now.quote,
        now.cited,
        keys[_cited_id(now)],
        altered(now.quote.words, pinned.alterations),
        is_unsettled,
    )


def _cited_id(one: PinnedQuote) -> str:
    return cited_id(one.quote, one.cited.as_work(), one.cited.page)


def _texts(quotes: Iterable[ExportedQuote], corpus: Corpus) -> dict[str, str]:
    texts: dict[str, str] = {}
    for file in {one.quote.file for one in quotes}:
        try:
            texts[file] = corpus.source(file).text
        except NotFoundError:
            continue
    return texts


def gathered_codings(
    coding: CodingDesk, lang: str, progress: Progress = lambda _done, _total: None
) -> Material:
    """Return all codings of the corpus, by the program and by people, as material without a board.

    ``progress`` is told (passages judged, passages in all).

    Raises:
        BoardStoreError, CodebookError: the codes cannot be told.
    """
    layers = LayerMaker(coding).layers(progress)
    assert layers is not None  # noqa: S101 -- nothing cancels it
    book, corpus = coding.codebook, coding.corpus
    coded = _coded(coding, layers)
    decisions = coding.ledger.decisions(book.id)
    decided: list[DecidedWords] = []
    for one in decisions:
        found = coding.ledger.stand(one).found
        if found is not None:
            there = Span(found.start, found.end)
            decided.append(DecidedWords(one, found.work, found.file, there))
    lost = len(decisions) - len(decided)
    text = translate_plural(
        "{n} coding is left out: its words are no longer in their source",
        "{n} codings are left out: their words are no longer in their sources",
        lost,
    )
    return Material(
        board=Board(
            guid("codings", book.id),
            said(book.names, lang) or book.id,
            max((one.at for one in decisions), default=now()),
        ),
        quotes=(),
        texts=_CorpusTexts(corpus),
        lang=lang,
        cite=_cite_nothing,
        told=(text.format(n=lost),) if lost else (),
        codebook=book,
        decided=tuple(decided),
        passages=tuple(one for one in coded if _is_coded(one)),
        is_of_codings=True,
    )


class _CorpusTexts(Mapping[str, str]):
    """The texts of all files of a corpus by name, read when they are asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __getitem__(self, name: str) -> str:
        try:
            return self._corpus.source(name).text
        except NotFoundError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return (file.name for file in self._corpus.files)

    def __len__(self) -> int:
        return len(self._corpus.files)


def _coded(coding: CodingDesk, layers: Layers) -> Iterator[Coded]:
    """Yield the passages of which anybody says anything, a few in memory at a time."""
    anything = np.zeros(len(layers), dtype=bool)
    for by_code in layers.by.values():
        for there in by_code.values():
            anything |= there != SILENT
    places = np.flatnonzero(anything).tolist()
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        yield from coding.coded([layers.corpus.passage_at(place) for place in some])


def _is_coded(one: Coded) -> bool:
    return any(each.found is not Band.NONE or each.decisions for each in one.opinions.values())


def _cite_nothing(_one: ExportedQuote, _form: Form) -> str:
    raise NotFoundError(_("there is nothing to cite"))
