"""What an export or an import has to tell, to be read in peace."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding
from clicktui.tui.drawing.layout import printable

_FRAME_ROWS = 5


class Report(Dialog[bool]):
    """Shows paragraphs under a title; gives True where the user wants them saved (``can_save``).

    A paragraph is a text, or a heading and a text. All are shown as plain characters.
    """

    BINDINGS = [help_binding(), *bindings(Scope.REPORT), *bindings(Scope.DIALOG)]
    SCOPES = (Scope.REPORT, Scope.DIALOG)
    DEFAULT_CSS = """
    Report {
        & > Vertical { height: auto; }
        & VerticalScroll { height: auto; scrollbar-size-vertical: 1; background: $surface; }
        & VerticalScroll > Static { margin: 0 0 1 0; }
        &.-low > Vertical { max-height: 100%; }
        &.-low VerticalScroll > Static { margin: 0; }
    }
    """

    def __init__(
        self, title: str, paragraphs: Sequence[tuple[str, str]], *, can_save: bool = False
    ) -> None:
        super().__init__()
        self._title = title
        self._paragraphs = paragraphs
        self._can_save = can_save

    def compose(self) -> ComposeResult:
        """Show the title, what is told, and the keys."""
        saving = ["report.save"] if self._can_save else []
        with Vertical():
            yield Static(Content(printable(self._title)), classes="dialog--title")
            with VerticalScroll(can_focus=False):
                for heading, text in self._paragraphs:
                    yield Static(_shown(heading, text))
            yield KeysAtHand("report.page-down", *saving, "report.close", "app.help")

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for the title and the keys: the rest scrolls."""
        is_low = event.size.height < 16
        self.set_class(is_low, "-low")
        most = event.size.height if is_low else int(event.size.height * 0.9)
        self.query_one(VerticalScroll).styles.max_height = max(most - _FRAME_ROWS, 2)

    @property
    def _scroll(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    def action_down(self) -> None:
        """Scroll a row down."""
        self._scroll.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        """Scroll a row up."""
        self._scroll.scroll_relative(y=-1, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        rows = max(self._scroll.size.height - 1, 1)
        self._scroll.scroll_relative(y=pages * rows, animate=False)

    def action_save(self) -> None:
        """Wish the report saved."""
        if self._can_save:
            self.give(True)

    def action_close(self) -> None:
        """Close."""
        self.give(False)


def _shown(heading: str, text: str) -> Content:
    lines = Content("\n".join(map(printable, text.split("\n"))))
    if not heading:
        return lines
    return Content.assemble(Content.styled(printable(heading), "bold"), "\n", lines)
