"""A small app that shows one dialog, for tests that drive it by its keys."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Input

from clicktui.tui.commands import Scope, bindings
from clicktui.tui.themes import THEMES

NOTHING = object()
CHARACTERS = {"enter": "\r", "tab": "\t", "space": " ", "question_mark": "?", "backspace": "\x7f"}
TURNS = 50
"""Turns of the event loop in which a key goes through all the queues on its way."""


class Host(App[int]):
    """Shows ``dialog`` over an input; ``given`` is what the dialog gave, NOTHING before."""

    BINDINGS = bindings(Scope.EVERYWHERE)
    pilot: Pilot[int]

    def __init__(self, dialog: ModalScreen[Any], keymap: dict[str, str] | None = None) -> None:
        super().__init__()
        self.register_theme(THEMES["dark"])
        self.theme = THEMES["dark"].name
        self.keymap = keymap or {}
        self.set_keymap(self.keymap)
        self._dialog = dialog
        self.given: object = NOTHING
        self.helped = 0

    def compose(self) -> ComposeResult:
        yield Input()

    def on_mount(self) -> None:
        self.push_screen(self._dialog, self._take)

    def _take(self, given: object) -> None:
        assert self.given is NOTHING, "it gave twice"
        self.given = given

    def action_help(self) -> None:
        self.helped += 1

    def burst(self, *keys: str) -> None:
        """Send keys at once, as from a typist who does not wait for the screen."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.post_message(events.Key(name, CHARACTERS.get(key, key if len(key) == 1 else None)))

    async def press(self, *keys: str) -> None:
        """Send keys one by one, each when the one before has been carried out.

        Does what ``Pilot.press`` does, without its pause of 80 ms after every key.
        """
        for key in keys:
            self.burst(key)
            for _turn in range(TURNS):
                await asyncio.sleep(0)
        await self.pilot.pause()

    @property
    def toasts(self) -> list[str]:
        return [toast.message for toast in self._notifications]


@asynccontextmanager
async def shown(
    dialog: ModalScreen[Any], size: tuple[int, int] = (80, 24), keymap: dict[str, str] | None = None
) -> AsyncIterator[tuple[Host, Pilot[int]]]:
    """Show ``dialog`` in a terminal of ``size``."""
    app = Host(dialog, keymap)
    async with app.run_test(size=size, notifications=True) as pilot:
        app.pilot = pilot
        await pilot.pause()
        yield app, pilot
