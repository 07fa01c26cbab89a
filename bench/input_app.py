"""The least in which one can type: what ``bench.app`` compares the echo of clicktui with."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class InputApp(App[None]):
    """A line to type in."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Input()


if __name__ == "__main__":
    InputApp().run()
