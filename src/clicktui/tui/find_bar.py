"""The bar that finds words in the work that is read."""

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from clicktui.i18n import translate as _


class FindBar(Horizontal):
    """An input and a count. Hidden until ``open``.

    Posts ``Changed`` as the user types, ``Stepped`` on up and down, and ``Closed`` on escape
    (hits of the search come back) and on enter (what was found is kept for n and N).
    """

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
        & .find--hint { width: auto; padding: 0 1; color: $text-muted; }
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
        """Make the name, the input, the count and the hint."""
        yield Static(classes="find--name", markup=False)
        yield Input(compact=True)
        yield Static(classes="find--count", markup=False)
        yield Static(classes="find--hint", markup=False)

    def on_mount(self) -> None:
        """Say what the bar is for."""
        self.refresh_language()

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""
        self.query_one(".find--name", Static).update(Content(_("Find")))
        self.query_one(".find--hint", Static).update(Content(_("↑↓ go · Enter keep · Esc close")))

    def on_resize(self, event: events.Resize) -> None:
        """Give the input the room of the hint where there is little."""
        self.query_one(".find--hint").display = event.size.width >= 60

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

    def show_count(self, current: int, total: int) -> None:
        """Show that place ``current`` (counted from 1, 0: none) of ``total`` is gone to."""
        if total:
            count = f"{current or '–'}/{total}"
        else:
            count = _("not found") if self.words.strip() else ""
        self.query_one(".find--count", Static).update(Content(count))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Closed(keep=True))

    def on_key(self, event: events.Key) -> None:
        """Go through the places, or close."""
        if event.key == "escape":
            self.post_message(self.Closed(keep=False))
        elif event.key in ("up", "down"):
            self.post_message(self.Stepped(1 if event.key == "down" else -1))
        else:
            return
        event.stop()
        event.prevent_default()
