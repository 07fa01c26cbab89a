"""A question with a few answers, each with the text that it stands for."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from clicktui.i18n import translate as _
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog

_FRAME_ROWS = 3  # the border, the keys


class Choice(Dialog[int | None]):
    """Asks to choose one of ``options``; gives its position, or None when left by escape.

    Each option is a title and the text it stands for, both shown as plain characters.
    """

    BINDINGS = bindings(Scope.DIALOG)
    SCOPES = (Scope.DIALOG,)
    DEFAULT_CSS = """
    Choice {
        & #question { padding: 0 1; }
        & OptionList, & OptionList:focus {
            height: auto; border: none; padding: 0; background: $surface;
        }
        & #keys { height: 1; color: $text-muted; padding: 0 1; }
    }
    """

    def __init__(self, question: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._question = question
        self._options = options

    def compose(self) -> ComposeResult:
        """Show the question, the options with what each gives, and the keys."""
        with Vertical():
            yield Static(Content.styled(self._question, "bold"), id="question")
            yield OptionList(
                *(
                    Option(Content.assemble(Content.styled(title, "bold"), "\n", Content(preview)))
                    for title, preview in self._options
                )
            )
            yield Static(_("↑↓ choose · Enter takes · Esc leaves"), id="keys", markup=False)

    def on_mount(self) -> None:
        """Let the arrows choose."""
        self.query_one(OptionList).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for the question and the keys: the options scroll."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        question = self.query_one("#question").outer_size.height
        most = int(self.size.height * 0.9) - question - _FRAME_ROWS
        self.query_one(OptionList).styles.max_height = max(most, 2)

    def action_close(self) -> None:
        """Choose nothing."""
        self.give(None)

    def action_down(self) -> None:
        """Highlight the next option."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Highlight the previous option."""
        self.query_one(OptionList).action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the position of the chosen option."""
        self.give(event.option_index)
