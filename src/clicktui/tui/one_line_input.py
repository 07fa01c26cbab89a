"""Inputs that take what is pasted whole, on one line and clean."""

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class OneLineInput(Input):
    """An input whose pastes lose line ends and control characters, and nothing else.

    A plain input keeps only the first line, and whatever the terminal would obey.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """As of any widget, but what is typed moves nothing else: no layout at every key."""

    async def _on_key(self, event: events.Key) -> None:
        """Do what a key of this input's own does before the next key, however fast, is typed.

        Left to Textual it is done when the key has come up to the app, and letters pressed after
        it may be in the input by then: Ctrl+U would take them away too.
        """
        active = None if event.is_printable else self.screen.active_bindings.get(event.key)
        if (
            active is not None
            and active.node is self
            and active.enabled
            and await self.app.run_action(active.binding.action, self)
        ):
            event.prevent_default()
            event.stop()
        else:
            await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        from clicktui.corpus.cleaning import clean_text  # kept from the first frame

        self.insert_text_at_cursor(" ".join(clean_text(event.text).split()))
        event.stop()
        event.prevent_default()


class FindInput(OneLineInput):
    """An input whose enter is left to the bar."""

    BINDINGS = [Binding("enter", "leave", show=False)]

    def action_leave(self) -> None:
        """Let the bar's commands have the key."""
        raise SkipAction
