"""The passages that mean the like of one, the nearest first, in all languages."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Executor
from threading import Event
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from clicktui.corpus.model import Passage
from clicktui.corpus.shortening import first_words
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.search.progress import Progress
from clicktui.tui.beside import beside
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding
from clicktui.tui.drawing.layout import printable
from clicktui.tui.drawing.styled_runs import clip
from clicktui.wording.coding import reading_text
from clicktui.wording.passages import place_of, said_by

if TYPE_CHECKING:
    from clicktui.microtasks.semantics.neighbours import Neighbour

_WORDS_ROWS = 2
_LEAST_WIDTH = 40
_MARGIN = 2
"""Columns that a scroll bar and the end of a row take."""

WorkOut = Callable[[Callable[[], bool], Progress], "Sequence[Neighbour]"]
"""Finds the passages, in a thread: polls whether it is cancelled, tells how far it is."""


class _Rows(OptionList, inherit_bindings=False):
    """The rows of the passages; its keys are the dialog's."""

    BINDINGS = [help_binding(), *bindings(Scope.LIKE)]
    SCOPES = (Scope.LIKE,)

    async def action_pin(self) -> None:
        """Keep the passage."""
        await cast("LikeDialog", self.screen).pin()

    def action_close(self) -> None:
        """Leave."""
        cast("LikeDialog", self.screen).give(None)


class LikeDialog(Dialog[Passage | None]):
    """Lists passages under ``title``; gives the one to open in the reader, or None.

    ``pin`` keeps one on the board. It can be left while ``work_out`` goes on in ``thread``.
    """

    DEFAULT_CSS = """
    LikeDialog {
        & > Vertical { width: 94%; max-width: 110; height: 96%; max-height: 60; }
        & .like--told { height: auto; max-height: 2; color: $text-muted; }
    }
    """

    def __init__(
        self,
        title: str,
        work_out: WorkOut,
        pin: Callable[[Passage], Awaitable[None]],
        thread: Executor,
    ) -> None:
        super().__init__()
        self._title = title
        self._work_out = work_out
        self._pin = pin
        self._thread = thread
        self._left = Event()
        self._found: Sequence[Neighbour] = ()
        self._list = _Rows(classes="dialog--list", markup=False)

    def compose(self) -> ComposeResult:
        """Show the title, how far it is, the passages, and the keys."""
        with Vertical():
            yield Static(Content(printable(self._title)), classes="dialog--title")
            yield Static(Content(_("Looking for passages of like meaning …")), classes="like--told")
            yield self._list
            yield KeysAtHand("like.open", "like.pin", "like.close", "app.help")

    def on_mount(self) -> None:
        """Begin."""
        self._list.focus()
        beside(self, self._show)

    def on_unmount(self) -> None:
        """Let the thread end."""
        self._left.set()

    async def pin(self) -> None:
        """Keep the highlighted passage on the board."""
        at = self._list.highlighted
        if at is not None and self._found:
            await self._pin(self._found[at].passage)

    def _tell(self, line: str) -> None:
        if not self._left.is_set():
            self.query_one(".like--told", Static).update(Content(printable(line)))

    async def _show(self) -> None:
        loop = asyncio.get_running_loop()

        def progress(done: int, total: int) -> None:
            if not self._left.is_set() and done % 10 == 0:
                loop.call_soon_threadsafe(self._tell, reading_text(done, total))

        try:
            found = await loop.run_in_executor(
                self._thread, self._work_out, self._left.is_set, progress
            )
        except ClicktuiError as error:
            self._tell(str(error))
            if not self._left.is_set():
                self.query_one(KeysAtHand).show("like.close", "app.help")
            return
        if not self._left.is_set():
            self._found = found
            count = translate_plural("{count} passage", "{count} passages", len(found))
            told = _("{passages}, the nearest first; 1 is the same words")
            self._tell(told.format(passages=count.format(count=len(found))))
            width = max(self._list.scrollable_content_region.width - _MARGIN, _LEAST_WIDTH)
            self._list.set_options(Option(_row(one, width)) for one in found)
            if found:
                self._list.highlighted = 0

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        self.give(self._found[event.option_index].passage)


def _row(neighbour: "Neighbour", width: int) -> Content:
    """Return how near a passage is, who says it, when and where, and its first words.

    In rows of ``width`` cells: one of where, ``_WORDS_ROWS`` of words, or a row more.
    """
    one = neighbour.passage
    year = str(one.year) if one.year else _("n.d.")
    likeness = f"{neighbour.cosine:.2f}"
    heading = " · ".join((likeness, one.lang, said_by(one), year, place_of(one), one.title))
    words = first_words(one.text, width * _WORDS_ROWS - 10)
    return Content.assemble(
        Content.styled(clip(printable(heading), width), "bold"), "\n", Content(printable(words))
    )
