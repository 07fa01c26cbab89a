"""The actions that print boards and quotes: show, list, open, history, and settle."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.board.standing import UNSETTLED, Stand, Standing
from clicktui.citing.citation import warning
from clicktui.citing.copyforms import Form
from clicktui.cli.arguments import UsageError
from clicktui.cli.board_documents import (
    board_document,
    change_document,
    code_documents,
    quote_document,
    summary_document,
)
from clicktui.cli.board_session import Session, say_line, say_text
from clicktui.cli.documents import dump
from clicktui.cli.exitcodes import FOUND, NOTHING_FOUND
from clicktui.cli.terminal import say, say_error
from clicktui.corpus.alterations import AlterationKind, altered
from clicktui.errors import BoardError, ClicktuiError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.wording.boards import (
    alteration_name,
    change_text,
    locator,
    quote_said_by,
    standing_text,
)
from clicktui.wording.passages import role_name

_MARGIN = "   "
_Shown = Sequence[tuple[QuoteList, Sequence[PinnedQuote]]]
_Stands = Mapping[str, Stand]


def list_boards(session: Session) -> int:
    """Print the boards, the open one marked."""
    boards = session.desk.boards(session.arguments.archived)
    open_id = session.desk.open_board().id
    if session.as_json:
        shown = [summary_document(one, one.id == open_id) for one in boards]
        say(dump({"boards": shown}))
    elif not boards:
        say_error(_("there is no board yet: the first quote makes one"))
    for one in () if session.as_json else boards:
        say_line(
            one.name,
            _counts(one.lists, one.quotes),
            _("open") if one.id == open_id else "",
            _("archived") if one.is_archived else "",
            one.id,
        )
    return FOUND if boards else NOTHING_FOUND


def open_board(session: Session) -> int:
    """Make a board the open one.

    Raises:
        NotFoundError, AmbiguousError: no board is called so, or several are.
    """
    board = session.desk.open(session.board().id)
    if session.as_json:
        say(dump({"board": board_document(board), "changes": [], "made": [], "warnings": []}))
    else:
        say_line(_("“{name}” is open").format(name=board.name), board.id)
    return FOUND


def show(session: Session) -> int:
    """Print the lists and quotes of a board, or those asked for.

    Raises:
        NotFoundError, AmbiguousError: the board or the list.
    """
    given, desk = session.arguments, session.desk
    board = desk.cited_now(session.board())
    stands = desk.stands(board)
    lists = board.lists if given.list is None else (desk.list_named(board, given.list),)
    shown = [(one, list(one.quotes)) for one in lists]
    if given.find is not None or given.starred:
        wanted = _wanted(session, board, stands)
        parts = [(one, [quote for quote in quotes if quote.id in wanted]) for one, quotes in shown]
        shown = [(one, quotes) for one, quotes in parts if quotes]
    if session.as_json:
        say(dump(_document(session, board, shown, stands)))
    elif shown:
        _print_board(session, board, shown, stands)
    else:
        say_error(_("nothing found"))
    return FOUND if shown else NOTHING_FOUND


def _wanted(session: Session, board: Board, stands: _Stands) -> set[str]:
    given = session.arguments
    wanted = {one.id for one in board.quotes if one.is_starred or not given.starred}
    if given.find is None:
        return wanted
    from clicktui.board.finding import find
    from clicktui.board.findquery import Field, parse
    from clicktui.coding.quoted import names_of_held

    standings = {quote_id: stand.standing for quote_id, stand in stands.items()}
    codes: dict[str, tuple[str, ...]] = {}
    if any(one.field is Field.CODE for one in parse(given.find).filters):
        quotes = tuple(board.quotes)
        told = session.workspace.codes_of(quotes)
        codes = {one.id: names_of_held(there) for one, there in zip(quotes, told, strict=True)}
    return wanted & {one.quote for one in find(board, given.find, standings, codes)}


def _document(session: Session, board: Board, shown: _Shown, stands: _Stands) -> dict[str, Any]:
    current = session.desk.current_list(board).id
    return {
        "board": board_document(board),
        "memo": board.memo,
        "lists": [
            {
                "id": one.id,
                "name": one.name,
                "current": one.id == current,
                "quotes": _documents(session, quotes, stands),
            }
            for one, quotes in shown
        ],
    }


def _print_board(session: Session, board: Board, shown: _Shown, stands: _Stands) -> None:
    say_line(board.name, _counts(len(board.lists), len(board)), board.id)
    if board.memo:
        say_text(board.memo, _MARGIN)
    for quote_list, quotes in shown:
        say("")
        count = translate_plural("{count} quote", "{count} quotes", len(quotes))
        say_line(f"# {quote_list.name}", count.format(count=len(quotes)), quote_list.id)
        for pinned in quotes:
            say("")
            _print_quote(session, pinned, stands[pinned.id])


def _print_quote(session: Session, pinned: PinnedQuote, stand: Stand) -> None:
    quote = pinned.quote
    say_line(
        "★" if pinned.is_starred else "",
        pinned.id,
        quote_said_by(quote),
        str(pinned.cited.year) if pinned.cited.year else _("year unknown"),
        locator(quote) or role_name(quote.role),
    )
    say_text(altered(quote.words, pinned.alterations))
    for parts in _facts(session, pinned, stand):
        say_text(parts, _MARGIN)


def _facts(session: Session, pinned: PinnedQuote, stand: Stand) -> Iterator[str]:
    """Yield what is said of a quote under its words."""
    reference = session.workspace.shown_reference(pinned)
    session.tell_once(reference.trouble)
    yield reference.text
    doubt = warning(pinned.quote)
    if doubt:
        yield doubt
    if stand.standing in UNSETTLED:
        yield _("{standing}: settle it").format(standing=standing_text(stand))
    elif stand.standing is not Standing.SAME:
        yield standing_text(stand)
    for one in pinned.alterations:
        words = pinned.quote.words[one.span.start : one.span.end]
        name = alteration_name(one.kind)
        if one.kind is AlterationKind.INSERTION:
            yield _("{alteration}: [{text}]").format(alteration=name, text=one.text)
        elif one.kind is AlterationKind.REPLACEMENT:
            yield _("{alteration}: “{words}” → [{text}]").format(
                alteration=name, words=words, text=one.text
            )
        elif words:
            yield _("{alteration}: “{words}”").format(alteration=name, words=words)
    if pinned.tags:
        yield _("tags: {tags}").format(tags=", ".join(pinned.tags))
    if pinned.note:
        yield _("note: {note}").format(note=pinned.note)


def history(session: Session) -> int:
    """Print the last changes, the newest first."""
    changes = session.desk.history(session.arguments.limit)
    if session.as_json:
        say(dump({"changes": [change_document(change) for change in changes]}))
    elif not changes:
        say_error(_("nothing was changed yet"))
    for change in () if session.as_json else changes:
        say_line(str(change.number), change.at, change.by, change_text(session.named(change)))
    return FOUND if changes else NOTHING_FOUND


def settle(session: Session) -> int:
    """Print the quotes whose source changed, or settle those named.

    Raises:
        UsageError: quotes without what to do, or the other way round.
        NotFoundError, AmbiguousError: a quote.
        BoardError, BoardStoreError: one has nothing to settle or to take, or nothing can change.
    """
    given, desk = session.arguments, session.desk
    board = session.board()
    stands = desk.stands(board)
    is_settling = given.take or given.keep or given.remove
    if not given.quotes and not is_settling:
        return _print_unsettled(session, board, stands)
    if not given.quotes or not is_settling:
        raise UsageError(_("settle: give quotes, and --take, --keep or --remove"))
    quotes = session.quotes(board)
    for one in quotes:
        _refuse_unfit(one, stands[one.id], given.take)
    ids = [one.id for one in quotes]
    if given.remove:
        return session.tell(desk.remove(board.id, ids))
    return session.tell(desk.settle(board.id, ids, given.take))


def _refuse_unfit(pinned: PinnedQuote, stand: Stand, is_taken: bool) -> None:
    if stand.standing is Standing.SAME:
        raise BoardError(_("{id} is as its source has it: nothing to settle").format(id=pinned.id))
    if is_taken and stand.found is None:
        raise BoardError(
            _("{id} is no longer in its source: keep it or remove it").format(id=pinned.id)
        )


def _print_unsettled(session: Session, board: Board, stands: _Stands) -> int:
    quotes = [one for one in board.quotes if stands[one.id].standing in UNSETTLED]
    if session.as_json:
        shown = _documents(session, quotes, stands)
        say(dump({"board": board_document(board), "quotes": shown}))
    elif not quotes:
        say_error(_("nothing to settle"))
    for number, pinned in enumerate(() if session.as_json else quotes):
        stand = stands[pinned.id]
        if number:
            say("")
        say_line(pinned.id, pinned.cited.title, locator(pinned.quote), standing_text(stand))
        say(_("it was:"))
        say_line(quote_said_by(pinned.quote))
        say_text(pinned.quote.words)
        if stand.found is not None:
            say(_("it is now:"))
            say_line(quote_said_by(stand.found))
            say_text(stand.found.words)
    return FOUND if quotes else NOTHING_FOUND


def _documents(
    session: Session, quotes: Sequence[PinnedQuote], stands: _Stands
) -> list[dict[str, Any]]:
    return [
        {**quote_document(one, stands[one.id], _reference(session, one)), "codes": codes}
        for one, codes in zip(quotes, _codes(session, quotes), strict=True)
    ]


def _codes(
    session: Session, quotes: Sequence[PinnedQuote]
) -> Sequence[list[dict[str, Any]] | None]:
    """Return the codes of quotes; None where they cannot be told: the board is shown still."""
    try:
        return [code_documents(one) for one in session.workspace.codes_of(quotes)]
    except ClicktuiError as error:
        session.tell_once(str(error))
        return [None] * len(quotes)


def _reference(session: Session, pinned: PinnedQuote) -> str | None:
    """Return the reference of a quote; None where none can be made: its words are shown still."""
    try:
        return session.workspace.pinned_citation(pinned, Form.REFERENCE)
    except ClicktuiError:
        return None


def _counts(lists: int, quotes: int) -> str:
    shown = translate_plural("{count} list", "{count} lists", lists).format(count=lists)
    quoted = translate_plural("{count} quote", "{count} quotes", quotes).format(count=quotes)
    return f"{shown}, {quoted}"
