"""What stands on the screen until the panes are there: the search input, ready to be typed in.

It imports next to nothing, because the first frame waits for it; it looks as the empty search
pane does.
"""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from clicktui.tui.query_input import QueryInput
from clicktui.tui.welcome import empty_text, query_placeholder


class OpeningPane(Vertical):
    """Takes what is typed before the search pane is there."""

    DEFAULT_CSS = """
    OpeningPane { & #welcome { margin: 1 0 0 0; padding: 1 2; color: $text-muted; } }
    """

    def compose(self) -> ComposeResult:
        """Make the input and the first words of advice."""
        yield QueryInput(placeholder=query_placeholder())
        yield Static(empty_text(), id="welcome", markup=False)

    @property
    def query_input(self) -> QueryInput:
        """The input, whose text the search pane takes over."""
        return self.query_one(QueryInput)
