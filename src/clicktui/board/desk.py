"""Where a user works on a board: quotes pinned, arranged, commented, altered and settled."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from threading import RLock

from clicktui.board import editing
from clicktui.board.boards import Done
from clicktui.board.changes import What
from clicktui.board.citednow import CitedNow
from clicktui.board.files.writing import written
from clicktui.board.importing import imported, placed
from clicktui.board.lists import Lists
from clicktui.board.model import Board, CitedWork, PinnedQuote, QuoteList
from clicktui.board.naming import quote_named
from clicktui.board.samewords import same_words
from clicktui.board.stamps import new_id, now
from clicktui.board.standing import Stand, Standing, kept, lost_alterations, settled, stand_of
from clicktui.board.store.store import Store
from clicktui.corpus.alterations import Alteration, checked
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Quote, Span
from clicktui.corpus.quoting import quote
from clicktui.errors import BoardError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural

__all__ = ["AlreadyPinnedError", "Desk", "Done"]


class AlreadyPinnedError(BoardError):
    """These words are on the board already, as ``pinned`` in ``quote_list``."""

    def __init__(self, pinned: PinnedQuote, quote_list: QuoteList) -> None:
        super().__init__(
            _("These words are on the board already, in the list “{name}”").format(
                name=quote_list.name
            )
        )
        self.pinned = pinned
        self.quote_list = quote_list


class ChangedMeanwhileError(BoardError):
    """Another session changed what was to be changed; ``there`` is the text that is there now."""

    def __init__(self, there: str = "") -> None:
        super().__init__(_("Another clicktui changed this meanwhile: look at it and try again"))
        self.there = there


class Desk(Lists):
    """The boards of a store, with the corpus that their quotes stand in; from any thread."""

    def __init__(self, store: Store, corpus: Corpus, who: str) -> None:
        """Work on ``store`` as ``who``, the name that pins and changes carry."""
        super().__init__(store, who)
        self.corpus = corpus
        self._stands: dict[int, tuple[PinnedQuote, Stand]] = {}
        self._standing = RLock()
        self._cited_now = CitedNow()

    def quote_named(self, board: Board, beginning: str) -> PinnedQuote:
        """Return the quote of ``board`` whose id begins so.

        Raises:
            NotFoundError: there is none.
            AmbiguousError: there are several.
        """
        return quote_named(board, beginning)

    # quotes

    def pin(
        self,
        board_id: str,
        work_id: str,
        span: Span,
        list_id: str | None = None,
        again: bool = False,
    ) -> Done:
        """Keep the words of ``span`` in a list, by default the one that pins go to.

        Raises:
            AlreadyPinnedError: the board has these words, and not ``again``.
            NotFoundError, QuoteError: these are no words of the work, or not of one kind.
            BoardError, BoardStoreError: the board or the list is gone, or cannot be changed.
        """
        quoted = quote(self.corpus, work_id, span)
        target = list_id or self.current_list(self.board(board_id)).id
        new = PinnedQuote(new_id(), quoted, self._cited(quoted), self.who, now())

        def pin(board: Board) -> Board:
            same = () if again else same_words(board, quoted)
            if same:
                raise AlreadyPinnedError(same[0], editing.list_holding(board, same[0].id))
            return editing.pinned(board, new, target)

        done = self.change(board_id, What.PIN, quoted.words, 1, pin)
        return replace(done, made=(new.id,))

    def remove(self, board_id: str, quote_ids: Sequence[str]) -> Done:
        """Take quotes off the board.

        Raises:
            BoardError, BoardStoreError: one is gone, or nothing can be changed.
        """
        about = self._words(board_id, quote_ids)
        return self.change(
            board_id, What.REMOVE, about, len(quote_ids), lambda b: editing.removed(b, quote_ids)
        )

    def move(
        self, board_id: str, quote_ids: Sequence[str], list_id: str, before: str | None = None
    ) -> Done:
        """Move quotes to a list, before one of its quotes, or to its end.

        Raises:
            BoardError, BoardStoreError: one is gone, or nothing can be changed.
        """
        name = editing.list_of(self.board(board_id), list_id).name
        return self.change(
            board_id,
            What.MOVE,
            name,
            len(quote_ids),
            lambda board: editing.moved(board, quote_ids, list_id, before),
        )

    def shift(self, board_id: str, quote_ids: Sequence[str], step: int) -> Done:
        """Move quotes one place down (``step`` 1) or up (-1), beyond the ends of lists too.

        Raises:
            BoardError, BoardStoreError: one is gone, or nothing can be changed.
        """
        board = self.board(board_id)
        after = editing.shifted(board, quote_ids, step)
        name = editing.list_holding(after, quote_ids[0]).name if quote_ids else ""
        return self.change(
            board_id,
            What.MOVE,
            name,
            len(quote_ids),
            lambda board: editing.shifted(board, quote_ids, step),
        )

    def note(
        self, board_id: str, quote_id: str, text: str, coalesce: str = "", was: str | None = None
    ) -> Done:
        """Write the note of a quote; changes with the same ``coalesce`` are undone as one.

        ``was`` is the note that the writer had before her; None: she does not mind.

        Raises:
            ChangedMeanwhileError: the note is another one by now.
            BoardError, BoardStoreError: it is gone, or nothing can be changed.
        """
        about = self._words(board_id, [quote_id])

        def write(board: Board) -> Board:
            _refuse_other(was, editing.quote_of(board, quote_id).note)
            return editing.with_note(board, quote_id, text)

        return self.change(
            board_id,
            What.NOTE,
            about,
            1,
            write,
            coalesce,
        )

    def tag(
        self,
        board_id: str,
        quote_ids: Sequence[str],
        add: Sequence[str],
        remove: Sequence[str] = (),
    ) -> Done:
        """Add tags to quotes and take others from them.

        Raises:
            BoardError, BoardStoreError: one is gone, a tag has no letter, nothing can be changed.
        """
        about = ", ".join([*add, *(f"-{tag}" for tag in remove)])
        return self.change(
            board_id,
            What.TAG,
            about,
            len(quote_ids),
            lambda board: editing.with_tags(board, quote_ids, add, remove),
        )

    def star(self, board_id: str, quote_ids: Sequence[str], is_starred: bool) -> Done:
        """Star quotes, or take their stars away.

        Raises:
            BoardError, BoardStoreError: one is gone, or nothing can be changed.
        """
        return self.change(
            board_id,
            What.STAR if is_starred else What.UNSTAR,
            self._words(board_id, quote_ids),
            len(quote_ids),
            lambda board: editing.with_star(board, quote_ids, is_starred),
        )

    def alter(
        self,
        board_id: str,
        quote_id: str,
        alterations: Sequence[Alteration],
        was: PinnedQuote | None = None,
    ) -> Done:
        """Lay ``alterations`` over the words of a quote, in place of those before.

        ``was`` is the quote that they were made on; None: as it is now.

        Raises:
            ChangedMeanwhileError: its words or alterations are others by now.
            QuoteError: they do not fit the words.
            BoardError, BoardStoreError: it is gone, or nothing can be changed.
        """
        words = editing.quote_of(self.board(board_id), quote_id).quote.words

        def alter(board: Board) -> Board:
            now = editing.quote_of(board, quote_id)
            if was is not None and (
                now.quote.words != was.quote.words or now.alterations != was.alterations
            ):
                raise ChangedMeanwhileError
            return editing.with_alterations(board, quote_id, checked(now.quote.words, alterations))

        return self.change(board_id, What.ALTER, words, 1, alter)

    # when the source changed

    def stand(self, pinned: PinnedQuote) -> Stand:
        """Return how a quote stands in the corpus as it is now."""
        with self._standing:
            known = self._stands.get(id(pinned))
            if known is None or known[0] is not pinned:
                known = self._stands[id(pinned)] = (pinned, stand_of(pinned, self.corpus))
            return known[1]

    def as_it_stands(self, pinned: PinnedQuote) -> PinnedQuote:
        """Return ``pinned`` as it is cited: by the corpus where its source is as it was.

        Else it is as it was pinned or settled last.
        """
        stand = self.stand(pinned)
        if stand.standing is not Standing.SAME or stand.found is None:
            return pinned
        return replace(pinned, quote=stand.found, cited=self._cited(stand.found))

    def stands(self, board: Board) -> dict[str, Stand]:
        """Return how each quote of ``board`` stands in the corpus as it is now, by id."""
        with self._standing:
            stands = {pinned.id: self.stand(pinned) for pinned in board.quotes}
            there = {id(pinned) for pinned in board.quotes}
            self._stands = {key: known for key, known in self._stands.items() if key in there}
            return stands

    def cited_now(self, board: Board) -> Board:
        """Return ``board``, to be shown, with what the corpus says now of the works it quotes."""
        with self._standing:
            return self._cited_now.board(board, self.corpus, self.stand)

    def settle(self, board_id: str, quote_ids: Sequence[str], take: bool) -> Done:
        """Give quotes the place and words that they have now, or (not ``take``) keep theirs.

        Raises:
            BoardError, BoardStoreError: one is gone, or nothing can be changed.
        """

        def decide(one: PinnedQuote) -> PinnedQuote:
            stand = self.stand(one)
            if not take or stand.found is None:
                return kept(one, stand)
            return settled(one, stand, self._cited(stand.found))

        before = {one.id: one for one in self.board(board_id).quotes}
        done = self.change(
            board_id,
            What.SETTLE,
            self._words(board_id, quote_ids),
            len(quote_ids),
            lambda board: editing.changed(board, quote_ids, decide),
        )
        after = {one.id: one for one in done.board.quotes}
        lost = sum(lost_alterations(before[one], after[one]) for one in quote_ids)
        if not lost:
            return done
        told = translate_plural(
            "{count} alteration was taken away: its words changed",
            "{count} alterations were taken away: their words changed",
            lost,
        ).format(count=lost)
        return replace(done, warnings=(*done.warnings, told))

    def memo(self, board_id: str, text: str, coalesce: str = "", was: str | None = None) -> Done:
        """Write the memo of a board; changes with the same ``coalesce`` are undone as one.

        ``was`` is the memo that the writer had before her; None: she does not mind.

        Raises:
            ChangedMeanwhileError: the memo is another one by now.
            BoardError, BoardStoreError: the board is gone, or nothing can be changed.
        """
        name = self.board(board_id).name

        def write(board: Board) -> Board:
            _refuse_other(was, board.memo)
            return editing.with_memo(board, text)

        return self.change(board_id, What.MEMO, name, 1, write, coalesce)

    # files

    def exported(self, board: Board) -> str:
        """Return ``board`` as clicktui's own YAML, which ``import_board`` takes back."""
        return written(board)

    def import_board(
        self, text: str, file_name: str, as_name: str | None = None, replace: bool = False
    ) -> Done:
        """Take in a board from clicktui's own YAML; see ``importing.imported``.

        Raises:
            BoardFileError: the file is no board, or has a mistake.
            BoardError, BoardStoreError: it is there and differs, or nothing can be changed.
        """
        return imported(self, self.corpus, text, file_name, as_name, replace)

    def place(
        self,
        board: Board,
        told: tuple[str, ...] = (),
        text: str = "",
        as_name: str | None = None,
        replace: bool = False,
    ) -> Done:
        """Put a board that came from a file among the others; see ``importing.placed``.

        Raises:
            BoardError, BoardStoreError: it is there and differs, or nothing can be changed.
        """
        return placed(self, board, told, text, as_name, replace)

    def _cited(self, quoted: Quote) -> CitedWork:
        return CitedWork.of(self.corpus.work(quoted.work), self.corpus.source(quoted.file).page)

    def _words(self, board_id: str, quote_ids: Iterable[str]) -> str:
        first = next(iter(quote_ids), None)
        return editing.quote_of(self.board(board_id), first).quote.words if first else ""


def _refuse_other(was: str | None, there: str) -> None:
    if was is not None and was != there:
        raise ChangedMeanwhileError(there)
