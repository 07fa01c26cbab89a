"""What the board asks before it changes: names, notes, tags, lists, alterations, other boards."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from clicktui.board import editing
from clicktui.board.desk import AlreadyPinnedError, Desk, Done
from clicktui.board.stamps import new_id
from clicktui.board.standing import UNSETTLED
from clicktui.corpus.shortening import first_words
from clicktui.errors import BoardError
from clicktui.i18n import translate as _
from clicktui.tui.board.board_wishes import EditKind
from clicktui.tui.desk.asker import Asker, mistaken_name
from clicktui.tui.desk.boards_asking import BoardsDialogs
from clicktui.tui.desk.copying_across import QuotesAcross
from clicktui.tui.desk.export_asking import ExportDialogs
from clicktui.tui.desk.import_asking import ImportDialogs
from clicktui.tui.desk.writing import TextBeingWritten
from clicktui.tui.dialogs.alterer import Alterer
from clicktui.tui.dialogs.choice import Choice
from clicktui.tui.dialogs.chooser import Chooser, Option
from clicktui.tui.dialogs.name_input import NameInput
from clicktui.tui.dialogs.settler import Decision, DecisionKind, Settler
from clicktui.tui.dialogs.settler_rows import ToSettle
from clicktui.tui.dialogs.text_editor import TextEditor
from clicktui.wording.boards import change_text

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.desk.keeper import BoardKeeper


class BoardDialogs(Asker):
    """Asks beside the interface, then lets ``BoardKeeper`` carry out what was answered."""

    def __init__(self, app: "ClicktuiApp", keeper: "BoardKeeper") -> None:
        super().__init__(app, keeper)
        self._boards = BoardsDialogs(app, keeper)
        self._exporting = ExportDialogs(app, keeper)
        self._importing = ImportDialogs(app, keeper)

    async def edit(self, kind: EditKind, targets: Sequence[str]) -> None:
        """Ask what ``kind`` needs of ``targets`` (see ``EditWished``), and change the board.

        Raises:
            ClicktuiError: the board is gone, or cannot be changed.
        """
        match kind:
            case EditKind.NOTE:
                await self._note(targets[0])
            case EditKind.TAGS:
                await self._tags(targets)
            case EditKind.ALTER:
                await self._alter(targets[0])
            case EditKind.MOVE_TO:
                await self._move_to(targets)
            case EditKind.RENAME:
                await self._rename_list(targets[0])
            case EditKind.NEW_LIST:
                await self._new_list(next(iter(targets), None))
            case EditKind.MEMO:
                await self._memo()
            case EditKind.BOARDS:
                await self._boards.go_through()
            case EditKind.VERIFY:
                await self._verify()
            case EditKind.MIRROR:
                await self._boards.mirror()
            case EditKind.EXPORT:
                await self._exporting.export(next(iter(targets), None))
            case EditKind.COPY_TO:
                await QuotesAcross(self.app, self.keeper).copy(targets)
            case EditKind.IMPORT:
                await self._importing.import_file()
            case EditKind.FILTER:  # the pane's own
                pass

    async def choose_list(self, question: str) -> str | None:
        """Return the id of a list to choose, made if it is new; None: none was chosen."""
        board, change = self.board, self.change_of_this_board()
        options = [Option(one.id, one.name, _counted(len(one.quotes))) for one in board.lists]
        view = self.keeper.pane.view
        chosen = await self.app.push_screen_wait(
            Chooser(
                question,
                options,
                new_label=_("New list “{name}”"),
                current=view.pins_to if view else None,
            )
        )
        if chosen is None or chosen.id is not None:
            return chosen.id if chosen else None
        name = chosen.name
        await change(lambda desk, board_id: desk.new_list(board_id, name))
        made = [one for one in self.board.lists if one.name == editing.name_of(name)]
        return made[0].id if made else None

    async def settle_pinned_twice(
        self, already: AlreadyPinnedError, pin_again: Callable[[Desk, str], Done]
    ) -> None:
        """Ask what to do with words that are on the board already."""
        change = self.change_of_this_board()
        self.app.clear_notifications()
        there = already.quote_list.name
        chosen = await self.app.push_screen_wait(
            Choice(
                _("These words are on the board already, in the list “{name}”.").format(name=there),
                [
                    (_("Go to them"), first_words(already.pinned.quote.words)),
                    (_("Pin them once more"), _("They will be marked as being there twice.")),
                ],
            )
        )
        if chosen == 0:
            self.app.action_show_board()
            self.keeper.pane.go_to(already.pinned.id)
        elif chosen == 1:
            await change(pin_again)

    # quotes

    async def _note(self, quote_id: str) -> None:
        pinned = editing.quote_of(self.board, quote_id)
        session, board_id = f"note:{quote_id}:{new_id()}", self.board.id

        def keep(desk: Desk, text: str, was: str) -> tuple[str, Done]:
            done = desk.note(board_id, quote_id, text, session, was)
            return editing.quote_of(done.board, quote_id).note, done

        await self._write(_("Note"), pinned.note, first_words(pinned.quote.words), keep)

    async def _memo(self) -> None:
        session, board_id = f"memo:{self.board.id}:{new_id()}", self.board.id

        def keep(desk: Desk, text: str, was: str) -> tuple[str, Done]:
            done = desk.memo(board_id, text, session, was)
            return done.board.memo, done

        title = _("Memo of the board “{name}”").format(name=self.board.name)
        await self._write(title, self.board.memo, _("Free text, in Markdown"), keep)

    async def _write(
        self,
        title: str,
        text: str,
        hint: str,
        keep: Callable[[Desk, str, str], tuple[str, Done]],
    ) -> None:
        """Edit a text that is kept as it is typed; its changes are undone as one."""
        thread = self.keeper.thread
        written = TextBeingWritten(
            text, lambda typed, was: thread.ask_and_wait(lambda desk: keep(desk, typed, was))
        )
        told: list[str] = []

        def keep_now(typed: str) -> None:
            done = written.keep(typed)
            if done.change is not None:
                told[:] = [change_text(done.change), *done.warnings]

        await self.app.push_screen_wait(TextEditor(title, text, hint, keep_now))
        await self.keeper.look()
        if told:
            self.keeper.say("\n".join([*told, *written.told]))

    async def _tags(self, quote_ids: Sequence[str]) -> None:
        change = self.change_of_this_board()
        quotes = self.keeper.quotes.pinned(quote_ids)
        if not quotes:
            return
        shared = [tag for tag in quotes[0].tags if all(tag in one.tags for one in quotes)]
        known = sorted({tag for one in self.board.quotes for tag in one.tags})
        answer = await self.app.push_screen_wait(
            NameInput(
                _("Tags of the quote, between commas")
                if len(quotes) == 1
                else _("Tags that all these quotes have, between commas"),
                ", ".join(shared) + (", " if shared else ""),
                known,
                _mistaken_tags,
            )
        )
        if answer is None:
            return
        wanted = _tags_in(answer)
        add = [tag for tag in wanted if tag not in shared]
        remove = [tag for tag in shared if tag not in wanted]
        if add or remove:
            await change(lambda desk, b: desk.tag(b, tuple(quote_ids), add, remove))

    async def _alter(self, quote_id: str) -> None:
        change = self.change_of_this_board()
        pinned = editing.quote_of(self.board, quote_id)
        altered = await self.app.push_screen_wait(
            Alterer(pinned.quote.words, pinned.alterations, pinned.quote.lang)
        )
        if altered is not None:
            await change(lambda desk, b: desk.alter(b, quote_id, altered, pinned))

    async def _move_to(self, quote_ids: Sequence[str]) -> None:
        change = self.change_of_this_board()
        list_id = await self.choose_list(_("Move to …"))
        if list_id is not None:
            wanted = list_id
            await change(lambda desk, b: desk.move(b, tuple(quote_ids), wanted))

    # lists

    async def _rename_list(self, list_id: str) -> None:
        change = self.change_of_this_board()
        await self.ask_until(
            _("New name of the list"),
            editing.list_of(self.board, list_id).name,
            lambda name: change(lambda desk, b: desk.rename_list(b, list_id, name)),
        )

    async def _new_list(self, above: str | None) -> None:
        change = self.change_of_this_board()
        ids = [one.id for one in self.board.lists]
        at = ids.index(above) + 1 if above in ids else None
        await self.ask_until(
            _("Name of the new list: a theme, a chapter, an argument …"),
            "",
            lambda name: change(lambda desk, b: desk.new_list(b, name, at)),
        )

    # when sources changed

    async def _verify(self) -> None:
        change = self.change_of_this_board()
        view = self.keeper.pane.view
        if view is None:
            return
        unsettled = [
            one
            for one in view.board.quotes
            if one.id in view.stands and view.stands[one.id].standing in UNSETTLED
        ]
        if not unsettled:
            self.keeper.say(_("All quotes stand as they did: there is nothing to settle"))
            return
        references = await self.keeper.quotes.references(unsettled)
        rows = [
            ToSettle(one.id, reference, one.quote, view.stands[one.id])
            for one, reference in zip(unsettled, references, strict=True)
        ]

        async def settle(decision: Decision) -> None:
            if not await change(lambda desk, b: _settled(desk, b, decision)):
                raise BoardError(_("Nothing was settled"))

        opened = await self.app.push_screen_wait(Settler(rows, settle))
        if opened is not None:
            self.app.on_open_work(opened)


def _settled(desk: Desk, board_id: str, decision: Decision) -> Done:
    if decision.kind is DecisionKind.REMOVE:
        return desk.remove(board_id, decision.ids)
    return desk.settle(board_id, decision.ids, take=decision.kind is DecisionKind.TAKE)


def _counted(count: int) -> str:
    from clicktui.i18n import translate_plural

    return translate_plural("{count} quote", "{count} quotes", count).format(count=count)


def _tags_in(answer: str) -> list[str]:
    return list(dict.fromkeys(" ".join(tag.split()) for tag in answer.split(",") if tag.strip()))


def _mistaken_tags(answer: str) -> str | None:
    return next((told for tag in _tags_in(answer) if (told := mistaken_name(tag))), None)
