"""The bar that finds words in the work that is read."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from clicktui.i18n import translate as _
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.one_line_input import FindInput
from clicktui.tui.told import tell


class FindBar(Horizontal):
    """An input and a count. Hidden until ``open``.

    Posts ``Changed`` as the user types, ``Stepped`` on up and down, and ``Closed`` on escape
    (hits of the search come back) and on enter (what was found is kept for n and N).
    """

    BINDINGS = bindings(Scope.FIND)
    SCOPES = (Scope.FIND,)
    DEFAULT_CSS = """
    FindBar {
        height: 1;
        display: none;
        background: $surface;
        &.-open { display: block; }
        & .find--name { width: auto; padding: 0 1; color: $text-muted; }
        & Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
        & Input:focus { border: none; }
        & .find--count { width: auto; padding: 0 1; }
    }
    """

    @dataclass
    class Changed(Message):
        """The user typed: ``words`` are to be found."""

        words: str

    @dataclass
    class Stepped(Message):
        """The user wants the next (``step`` 1) or previous (-1) place."""

        step: int

    @dataclass
    class Closed(Message):
        """The user is done; ``keep`` says that what was found stays highlighted."""

        keep: bool

    def compose(self) -> ComposeResult:
        """Make the name, the input and the count."""
        yield Static(classes="find--name", markup=False)
        yield FindInput(compact=True)
        yield Static(classes="find--count", markup=False)

    def on_mount(self) -> None:
        """Say what the bar is for."""
        self.refresh_language()

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""
        self.query_one(".find--name", Static).update(Content(_("Find")))

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return self.has_class("-open")

    @property
    def words(self) -> str:
        """What stands in the input."""
        return self.query_one(Input).value

    def open(self) -> None:
        """Show the bar, what stood in it selected, so that typing replaces it."""
        self.add_class("-open")
        typed = self.query_one(Input)
        typed.focus()
        typed.select_all()

    def close(self) -> None:
        """Hide the bar."""
        self.remove_class("-open")

    def show_count(self, current: int, total: int, *, is_finding: bool = False) -> None:
        """Show that place ``current`` (counted from 1, 0: none) of ``total`` is gone to.

        With ``is_finding`` these are those found so far.
        """
        if total:
            count = f"{current or '–'}/{total}"
        else:
            count = _("not found") if self.words.strip() and not is_finding else ""
        count += " …" if is_finding else ""
        tell(self.query_one(".find--count", Static), count.strip())

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    def action_step(self, step: int) -> None:
        """Ask for the next or previous place."""
        self.post_message(self.Stepped(step))

    def action_done(self, keep: bool) -> None:
        """Say that the user is done; what is typed from now on is not for the bar."""
        self.close()
        self.post_message(self.Closed(keep))
