"""A bar that finds among what a pane shows."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from clicktui.i18n import translate as _
from clicktui.tui.one_line_input import FindInput
from clicktui.tui.told import tell


class FilterBar(Horizontal):
    """An input and a count. Hidden until ``open``; posts what the user types and wishes.

    Whose it is gives it commands: enter and close.
    """

    DEFAULT_CSS = """
    FilterBar {
        height: 1;
        display: none;
        background: $surface;
        &.-open { display: block; }
        & .filter--name { width: auto; padding: 0 1; color: $text-muted; }
        & Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
        & Input:focus { border: none; }
        & .filter--count { width: auto; padding: 0 1; }
    }
    """

    @dataclass
    class Changed(Message):
        """The user typed: what answers ``query`` is to be shown."""

        query: str

    class Entered(Message):
        """The user wants to go to what is found."""

    class Closed(Message):
        """The user wants all again."""

    def compose(self) -> ComposeResult:
        """Make the name, the input and the count."""
        yield Static(classes="filter--name", markup=False)
        yield FindInput(compact=True)
        yield Static(classes="filter--count", markup=False)

    def on_mount(self) -> None:
        """Say what the bar is for."""
        self.refresh_language()

    def placeholder(self) -> str:
        """Return what can be typed, in the interface's language."""
        return ""

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""
        self.query_one(".filter--name", Static).update(Content(_("Find")))
        self.query_one(Input).placeholder = self.placeholder()

    @property
    def input(self) -> Input:
        """What is typed into."""
        return self.query_one(Input)

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return self.has_class("-open")

    def open(self) -> None:
        """Show the bar, what stood in it selected, so that typing replaces it."""
        self.add_class("-open")
        typed = self.query_one(Input)
        typed.focus()
        typed.select_all()

    @property
    def query_text(self) -> str:
        """What is searched: "" while the bar is closed."""
        return self.query_one(Input).value if self.is_open else ""

    def show_count(self, found: int | None, total: int) -> None:
        """Show how many of ``total`` are found; None: nothing is searched."""
        count = "" if found is None else f"{found}/{total}"
        tell(self.query_one(".filter--count", Static), count)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_open:
            self.post_message(self.Changed(event.value))

    def action_enter(self) -> None:
        """Ask to go to what is found."""
        self.post_message(self.Entered())

    def action_close(self) -> None:
        """Hide the bar, and ask for all."""
        self.remove_class("-open")
        self.post_message(self.Closed())
