"""The actions on quotes: add, move, note, tag, star, alter, remove."""

from clicktui.board.desk import AlreadyPinnedError, Done
from clicktui.board.editing import list_holding, name_of
from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.board.samewords import same_words
from clicktui.cli.arguments import UsageError
from clicktui.cli.board_documents import board_document
from clicktui.cli.board_session import Session, say_text
from clicktui.cli.board_words import clipped, only_place
from clicktui.cli.documents import dump
from clicktui.cli.exitcodes import FOUND, NOTHING_FOUND
from clicktui.cli.terminal import say, say_error
from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.model import Passage, Quote, Span
from clicktui.corpus.quoting import quote
from clicktui.i18n import translate as _


def add(session: Session) -> int:
    """Put passages, or words of one, on the board; nothing is put there before all is found.

    Raises:
        UsageError: words of several passages are asked for.
        NotFoundError, AmbiguousError: a passage, its words, the board or the list.
        QuoteError: words that do not make one quote.
        BoardError, BoardStoreError: a name is wrong, or nothing can be changed.
    """
    given, desk = session.arguments, session.desk
    tags = [name_of(tag) for tag in given.tag]
    board = session.board()
    quotes = _quotes_to_add(session)
    list_id = desk.list_named(board, given.list).id if given.list is not None else None
    there: list[tuple[PinnedQuote, QuoteList]] = []
    wanted: list[Quote] = []
    for quoted in quotes:
        same = () if given.again else same_words(board, quoted)
        if same:
            there.append((same[0], list_holding(board, same[0].id)))
        else:
            wanted.append(quoted)
    done: list[Done] = []
    if wanted and given.new_list is not None:
        done.append(desk.new_list(board.id, given.new_list))
        list_id = done[0].made[0]
    pinned: list[str] = []
    for quoted in wanted:
        span = Span(quoted.start, quoted.end)
        try:
            done.append(desk.pin(board.id, quoted.work, span, list_id, given.again))
        except AlreadyPinnedError as error:  # twice among those given, or just now elsewhere
            there.append((error.pinned, error.quote_list))
        else:
            pinned += done[-1].made
    if pinned and tags:
        done.append(desk.tag(board.id, pinned, tags))
    if given.note and given.note.strip():
        done += [desk.note(board.id, quote_id, given.note) for quote_id in pinned]
    session.tell(
        *done,
        board=done[-1].board if done else board,
        more={
            "there": [
                {"id": one.id, "list": quote_list.id, "words": one.quote.words}
                for one, quote_list in there
            ]
        },
    )
    for one, quote_list in there:
        _tell_there(one, quote_list)
    return NOTHING_FOUND if there else FOUND


def _quotes_to_add(session: Session) -> list[Quote]:
    corpus, given = session.workspace.corpus, session.arguments
    found = [corpus.passage(name) for name in given.passages]
    passages: list[Passage] = list({one.id: one for one in found}.values())
    if given.words is None:
        return [quote(corpus, one.work, Span(one.start, one.end)) for one in passages]
    if len(passages) > 1:
        raise UsageError(_("--words are words of one passage: give one"))
    passage = passages[0]
    place = only_place(passage.text, given.words)
    span = Span(passage.start + place.start, passage.start + place.end)
    return [quote(corpus, passage.work, span)]


def _tell_there(pinned: PinnedQuote, quote_list: QuoteList) -> None:
    say_error(
        _("on the board already: “{words}”, {id} in the list “{name}”; --again adds it").format(
            words=clipped(pinned.quote.words),
            id=pinned.id,
            name=quote_list.name,
        )
    )


def move(session: Session) -> int:
    """Move quotes to a list, before one of its quotes, or one place up or down.

    Raises:
        UsageError: nothing says where to, or two options say so.
        NotFoundError, AmbiguousError: a quote or the list.
        BoardError, BoardStoreError: something is gone, or nothing can be changed.
    """
    given, desk = session.arguments, session.desk
    board = session.board()
    ids = [one.id for one in session.quotes(board)]
    target = desk.list_named(board, given.list) if given.list is not None else None
    if given.up or given.down:
        if target is not None:
            raise UsageError(_("--up and --down move within the lists: leave --list out"))
        return session.tell(desk.shift(board.id, ids, -1 if given.up else 1))
    before = desk.quote_named(board, given.before) if given.before is not None else None
    if before is not None:
        holding = list_holding(board, before.id)
        if target is not None and target.id != holding.id:
            raise UsageError(
                _("{id} is not in the list “{name}”").format(id=before.id, name=target.name)
            )
        target = holding
    if target is None:
        raise UsageError(_("say where to: --list, --before, --up or --down"))
    return session.tell(desk.move(board.id, ids, target.id, before.id if before else None))


def note(session: Session) -> int:
    """Write the note of a quote, or print it.

    Raises:
        UsageError: see ``Session.text_given``.
        NotFoundError, AmbiguousError: the quote.
        BoardError, BoardStoreError: it is gone, or nothing can be changed.
    """
    board = session.board()
    pinned = session.desk.quote_named(board, session.arguments.quote)
    text = session.text_given()
    if text is not None:
        return session.tell(session.desk.note(board.id, pinned.id, text))
    return print_text(session, board, pinned.note, pinned.id)


def print_text(session: Session, board: Board, text: str, quote_id: str | None) -> int:
    """Print the note of a quote, or the memo of a board (None), and return the exit code."""
    if session.as_json:
        say(dump({"board": board_document(board), "quote": quote_id, "text": text}))
    elif text:
        say_text(text)
    else:
        say_error(_("nothing is written there"))
    return FOUND if text else NOTHING_FOUND


def tag(session: Session) -> int:
    """Add tags to quotes and take others from them.

    Raises:
        UsageError: no tag is given.
        NotFoundError, AmbiguousError: a quote.
        BoardError, BoardStoreError: no name for a tag, or nothing can be changed.
    """
    given = session.arguments
    if not given.add and not given.remove:
        raise UsageError(_("say which tags: --add or --remove"))
    board = session.board()
    ids = [one.id for one in session.quotes(board)]
    return session.tell(session.desk.tag(board.id, ids, given.add, given.remove))


def star(session: Session) -> int:
    """Star quotes, or take their stars away.

    Raises:
        NotFoundError, AmbiguousError: a quote.
        BoardError, BoardStoreError: one is gone, or nothing can be changed.
    """
    board = session.board()
    ids = [one.id for one in session.quotes(board)]
    return session.tell(session.desk.star(board.id, ids, not session.arguments.off))


def alter(session: Session) -> int:
    """Lay alterations over the words of a quote, besides those that are there.

    Raises:
        UsageError: nothing is to be altered, or nothing says where an insertion goes, or what
            replaces words.
        NotFoundError, AmbiguousError: the quote, or words in it.
        QuoteError: the alterations do not fit the words or each other.
        BoardError, BoardStoreError: the quote is gone, or nothing can be changed.
    """
    given = session.arguments
    beside = given.before if given.before is not None else given.after
    if (given.insert is None) is not (beside is None):
        raise UsageError(_("an insertion is --insert TEXT with --before or --after WORDS"))
    if len(given.replace) != len(given.replacing):
        raise UsageError(_("a replacement is --replace WORDS with --with TEXT"))
    marked = (given.elide, given.replace, given.sic, given.emphasise)
    if not any(marked) and given.insert is None and not given.none:
        raise UsageError(_("say what: --elide, --insert, --replace, --sic, --emphasise or --none"))
    board = session.board()
    pinned = session.desk.quote_named(board, given.quote)
    words = pinned.quote.words
    alterations = [] if given.none else list(pinned.alterations)
    for kind, all_words in (
        (AlterationKind.ELISION, given.elide),
        (AlterationKind.EMPHASIS, given.emphasise),
    ):
        alterations += [Alteration(kind, only_place(words, one)) for one in all_words]
    for one, text in zip(given.replace, given.replacing, strict=True):
        place = only_place(words, one)
        alterations.append(Alteration(AlterationKind.REPLACEMENT, place, text))
    for one in given.sic:
        end = only_place(words, one).end
        alterations.append(Alteration(AlterationKind.SIC, Span(end, end)))
    if given.insert is not None:
        place = only_place(words, beside)
        at = place.start if given.before is not None else place.end
        alterations.append(Alteration(AlterationKind.INSERTION, Span(at, at), given.insert))
    return session.tell(session.desk.alter(board.id, pinned.id, alterations))


def remove(session: Session) -> int:
    """Take quotes off the board.

    Raises:
        NotFoundError, AmbiguousError: a quote.
        BoardError, BoardStoreError: one is gone, or nothing can be changed.
    """
    board = session.board()
    return session.tell(session.desk.remove(board.id, [one.id for one in session.quotes(board)]))
