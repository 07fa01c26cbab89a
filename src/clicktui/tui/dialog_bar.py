"""The commands of a dialog on one row, with the user's keys, to read and to click."""

from textual.screen import Screen

from clicktui.tui.at_hand import available
from clicktui.tui.at_hand import run as run_command
from clicktui.tui.command_bar import CommandBar


class DialogBar(CommandBar):
    """A command bar for the screen that it is on: without what the app could do behind it."""

    def on_mount(self) -> None:
        """Follow the focus."""
        self.watch(self.screen, "focused", self.say_again)

    def say_again(self) -> None:
        """Show the commands at hand now."""
        screen: Screen[object] = self.screen
        own = [wanted for wanted in available(screen) if wanted.owner is not None]
        keymap: dict[str, str] = getattr(self.app, "keymap", {})
        self.show(own, keymap)

    async def on_command_bar_clicked(self, event: CommandBar.Clicked) -> None:
        """Carry out what was clicked."""
        event.stop()
        await run_command(self.app, event.wanted)
