"""The search input: one line, with its own commands besides those of any input."""

from collections.abc import Callable

from textual import events
from textual.message import Message

from clicktui.tui.commands import Scope, bindings
from clicktui.tui.one_line_input import OneLineInput


class QueryInput(OneLineInput):
    """An input whose ↓, enter, tab and switches are commands of the search."""

    BINDINGS = bindings(Scope.QUERY)
    SCOPES = (Scope.QUERY,)
    DEFAULT_CSS = """
    QueryInput, QueryInput:focus {
        height: 1; border: none; padding: 0 1; background: $surface;
    }
    QueryInput:focus { background: $panel; }
    """

    def __init__(
        self,
        *,
        placeholder: str,
        leave: Callable[[], None] = lambda: None,
        id: str | None = None,
    ) -> None:
        """Make an input in which coming back never puts what was typed at risk.

        ``leave`` is called at once when ↓ or enter wish the hits.
        """
        super().__init__(placeholder=placeholder, select_on_focus=False, id=id)
        self._leave = leave

    async def _on_key(self, event: events.Key) -> None:
        """Leave to what has the keys by now those that came on while ↓ or enter were at work."""
        if self.screen.focused is not self:
            event.prevent_default()
            event.stop()
            self.app.simulate_key(event.key)
            return
        await super()._on_key(event)

    class HitsWished(Message):
        """The user wants to enter the list of hits."""

    class OpenWished(Message):
        """The user wants the highlighted hit in the reader."""

    class CompletionWished(Message):
        """The user takes the first completion."""

    def action_enter_hits(self) -> None:
        """Ask for the list of hits."""
        self._leave()
        self.post_message(self.HitsWished())

    def action_open_hit(self) -> None:
        """Ask for the highlighted hit in the reader."""
        self._leave()
        self.post_message(self.OpenWished())

    def action_complete(self) -> None:
        """Ask for the first completion."""
        self.post_message(self.CompletionWished())
