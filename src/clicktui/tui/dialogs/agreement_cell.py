"""The passages of a cell of the agreement of two coders."""

from collections.abc import Sequence
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from clicktui.corpus.model import Passage, Span
from clicktui.corpus.shortening import first_words
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding
from clicktui.tui.drawing.layout import printable
from clicktui.tui.wishes import OpenWork
from clicktui.wording.passages import place_of, said_by

_FRAME_ROWS = 5
_WORDS = 300


class CellRows(OptionList):
    """The rows of the passages."""

    BINDINGS = [help_binding(), *bindings(Scope.CELL)]
    SCOPES = (Scope.CELL,)

    def action_close(self) -> None:
        """Go back."""
        cast("CellDialog", self.screen).give(None)


class CellDialog(Dialog[OpenWork | None]):
    """Lists ``passages`` under ``title``; gives the one to open in the reader, or None."""

    DEFAULT_CSS = "CellDialog > Vertical { width: 94%; max-width: 110; max-height: 96%; }"

    def __init__(self, title: str, passages: Sequence[Passage]) -> None:
        super().__init__()
        self._title = title
        self._passages = tuple(passages)

    def compose(self) -> ComposeResult:
        """Show the title with the count, the passages, and the keys."""
        count = translate_plural("{count} passage", "{count} passages", len(self._passages))
        title = f"{self._title} · {count.format(count=len(self._passages))}"
        with Vertical() as frame:
            yield Static(Content(title), classes="dialog--title")
            yield CellRows(
                *(Option(_row(one)) for one in self._passages),
                classes="dialog--list",
                markup=False,
            )
            yield KeysAtHand("cell.open", "cell.close", "app.help")
        frame.styles.height = 4 * len(self._passages) + _FRAME_ROWS

    def on_mount(self) -> None:
        """Let the arrows choose."""
        self.query_one(CellRows).focus()

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        one = self._passages[event.option_index]
        self.give(OpenWork(one.work, Span(one.start, one.end)))


def _row(one: Passage) -> Content:
    """Return who says a passage, when and where, and its first words."""
    year = str(one.year) if one.year else _("n.d.")
    heading = " · ".join((said_by(one), year, place_of(one), one.title))
    words = first_words(one.text, _WORDS)
    return Content.assemble(
        Content.styled(printable(heading), "bold"), "\n", Content(printable(words))
    )
