"""What stands on the screen until the panes are there: the search input, ready to be typed in.

It imports next to nothing, because the first frame waits for it; it looks as the empty search
pane does.
"""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from clicktui.tui.search.query_input import QueryInput
from clicktui.tui.welcome import PREVIEW_MIN_COLUMNS, empty_text, query_placeholder


class OpeningPane(Vertical):
    """Takes what is typed before the search pane is there.

    ``wish`` is the last thing asked of the hits, for the search pane to carry out.
    """

    wish: type[Message] | None = None

    DEFAULT_CSS = """
    OpeningPane {
        & #welcome { margin: 1 0 0 0; padding: 1 3 1 2; color: $text-muted; }
        &.-wide #welcome { width: 50%; }
    }
    """

    def compose(self) -> ComposeResult:
        """Make the input and the first words of advice."""
        yield QueryInput(placeholder=query_placeholder())
        yield Static(empty_text(), id="welcome", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the place of the text beside the hits free, where there will be one."""
        self.set_class(event.size.width >= PREVIEW_MIN_COLUMNS, "-wide")

    def show_trouble(self, line: str) -> None:
        """Say ``line`` instead of the advice."""
        self.query_one("#welcome", Static).update(Content(line))

    @on(QueryInput.HitsWished)
    @on(QueryInput.OpenWished)
    def _keep_wish(self, event: Message) -> None:
        self.wish = type(event)

    @property
    def query_input(self) -> QueryInput:
        """The input, whose text the search pane takes over."""
        return self.query_one(QueryInput)
