"""The two questions a copy can ask: in which form, and what to do with an altered pull quote."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from clicktui.i18n import translate as _
from clicktui.tui.commands import Scope, bindings


class Choice(ModalScreen[int | None]):
    """Asks to choose one of ``options``; gives its position, or None when left by escape.

    Each option is a title and the text it stands for, both shown as plain characters.
    """

    BINDINGS = bindings(Scope.DIALOG)
    SCOPES = (Scope.DIALOG,)
    DEFAULT_CSS = """
    Choice {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 100; height: auto; max-height: 90%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & #question { padding: 0 1; }
        & OptionList, & OptionList:focus {
            height: auto; max-height: 18; border: none; padding: 0; background: $surface;
        }
        & #keys { color: $text-muted; padding: 0 1; }
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
            yield Static(_("↑↓ choose · Enter copies · Esc leaves"), id="keys", markup=False)

    def on_mount(self) -> None:
        """Let the arrows choose."""
        self.query_one(OptionList).focus()

    def action_close(self) -> None:
        """Choose nothing."""
        self.dismiss(None)

    def action_down(self) -> None:
        """Highlight the next option."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Highlight the previous option."""
        self.query_one(OptionList).action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the position of the chosen option."""
        self.dismiss(event.option_index)
