"""A small app for the clipboard tests: ``c`` copies the file named on the command line."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Static

from clicktui.tui.clipboard import copy, toast


class ClipboardApp(App[None]):
    BINDINGS = [("c", "send", "Copy")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        yield Static("ready", id="state", markup=False)

    def action_send(self) -> None:
        self.run_worker(self._send())

    async def _send(self) -> None:
        text = Path(sys.argv[1]).read_bytes().decode()
        self.query_one("#state", Static).update(toast(await copy(self, text)))


if __name__ == "__main__":
    ClipboardApp().run()
