"""In which format a board goes out, and whether all of it does."""

from dataclasses import dataclass
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from clicktui.exporting.formats import FORMATS, Format
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding, key_of

_FRAME_ROWS = 7
_NAME_WIDTH, _ENDING_WIDTH = 20, 10


@dataclass(frozen=True, slots=True)
class Part:
    """What can be exported: a board, or one of its lists, and how many quotes it has."""

    name: str
    quotes: int


@dataclass(frozen=True, slots=True)
class ExportWish:
    """The format that is wished; ``list_alone``: of the list, not of the whole board."""

    format: Format
    list_alone: bool


class FormatRows(OptionList):
    """The rows of the formats."""

    BINDINGS = [help_binding(), *bindings(Scope.EXPORT)]
    SCOPES = (Scope.EXPORT,)

    @property
    def _dialog(self) -> "ExportDialog":
        return cast("ExportDialog", self.screen)

    def action_take(self) -> None:
        """Take the format."""
        self._dialog.take()

    def action_scope(self) -> None:
        """Take the list alone, or the whole board."""
        self._dialog.change_scope()


class ExportDialog(Dialog[ExportWish | None]):
    """Asks in which format ``board`` goes out, or ``quote_list`` alone, if there is one at hand.

    ``current`` is the id of the format that is highlighted first. What cannot be written before
    something is installed says so, and is not given.
    """

    BINDINGS = bindings(Scope.DIALOG)
    SCOPES = (Scope.DIALOG,)
    DEFAULT_CSS = """
    ExportDialog {
        & FormatRows { text-wrap: nowrap; text-overflow: ellipsis; }
        & #part { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & .-wrong { color: $error; }
    }
    """

    def __init__(self, board: Part, quote_list: Part | None, current: str = "") -> None:
        super().__init__()
        self._board = board
        self._quote_list = quote_list
        self._current = current
        self._list_alone = False
        self._list = FormatRows(classes="dialog--list", markup=False)

    def compose(self) -> ComposeResult:
        """Show what goes out, the formats, what the highlighted one is for, and the keys."""
        scope = ["export.scope"] if self._quote_list else []
        with Vertical() as frame:
            title = _("Export “{name}”").format(name=self._board.name)
            yield Static(Content(title), classes="dialog--title")
            yield Static(id="part", markup=False)
            yield self._list
            yield Static(classes="dialog--note", markup=False)
            yield KeysAtHand("export.take", *scope, "dialog.close", "app.help")
        frame.styles.height = len(FORMATS) + _FRAME_ROWS

    def on_mount(self) -> None:
        """Let the arrows choose."""
        self._list.set_options([Option(_row(one)) for one in FORMATS])
        ids = [one.id for one in FORMATS]
        self._list.highlighted = ids.index(self._current) if self._current in ids else 0
        self._list.focus()
        self._show_part()

    def _show_part(self) -> None:
        part = self._quote_list if self._list_alone and self._quote_list else self._board
        quotes = translate_plural("{count} quote", "{count} quotes", part.quotes)
        text = _("the list “{name}” alone") if self._list_alone else _("the whole board")
        parts = [text.format(name=part.name), quotes.format(count=part.quotes)]
        if self._quote_list:
            other = _("{key}: the board") if self._list_alone else _("{key}: the list")
            parts.append(other.format(key=key_of(self, "export.scope")))
        self.query_one("#part", Static).update(Content(" · ".join(parts)))

    @on(OptionList.OptionHighlighted)
    def _show_purpose(self) -> None:
        self._say(self._highlighted.told_purpose)

    @property
    def _highlighted(self) -> Format:
        return FORMATS[self._list.highlighted or 0]

    def _say(self, line: str, *, is_wrong: bool = False) -> None:
        note = self.query_one(".dialog--note", Static)
        note.set_class(is_wrong, "-wrong")
        note.update(Content(line))

    @on(OptionList.OptionSelected)
    def take(self) -> None:
        """Close with the highlighted format, or say what it lacks."""
        wanted = self._highlighted
        missing = wanted.missing()
        if missing is None:
            self.give(ExportWish(wanted, self._list_alone))
        else:
            told = _('Install {extra} first: pip install "{extra}"').format(extra=missing)
            self._say(told, is_wrong=True)

    def change_scope(self) -> None:
        """Take the list alone, or the whole board."""
        if self._quote_list:
            self._list_alone = not self._list_alone
            self._show_part()

    def action_close(self) -> None:
        """Export nothing."""
        self.give(None)

    def action_down(self) -> None:
        """Highlight the next format."""
        self._list.action_cursor_down()

    def action_up(self) -> None:
        """Highlight the previous format."""
        self._list.action_cursor_up()


def _row(one: Format) -> Content:
    ending = f"{one.ending} {one.beside}".rstrip()
    missing = one.missing()
    about = one.told_purpose
    if missing is not None:
        about = _("needs {extra}").format(extra=missing)
    return Content.assemble(
        Content.styled(one.titled.ljust(_NAME_WIDTH), "bold"),
        Content(f" {ending.ljust(_ENDING_WIDTH)} {about}"),
    )
