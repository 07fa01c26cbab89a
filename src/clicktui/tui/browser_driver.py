"""Draws the app in a browser (``clicktui serve``): copies go to its clipboard, files to its user.

Beside what Textual's driver says to the server, it says ``{"type": "clicktui", ...}``: with
``id`` and ``copy``, a text for the clipboard, answered by ``id`` and ``copied``; with
``download``, the key of a file that is there to be fetched.
"""

import asyncio
import io
import os
import secrets
from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from textual import events, messages
from textual.app import App
from textual.drivers.web_driver import WebDriver

_OSC52 = "\x1b]52;c;"
_SENDING_S = 60.0
"""How long a browser may take to fetch a file."""


class BrowserDriver(WebDriver):
    """Textual's driver for browsers, whose clipboard answers."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._writing = Lock()
        self._write = self._write_whole  # type: ignore[assignment]
        self._copies = 0
        self._copied: asyncio.Future[bool] | None = None
        self._fetched: dict[str, asyncio.Future[bool]] = {}

    def _write_whole(self, data: bytes) -> None:
        """Write a packet: whole, and not within another thread's; to nobody, once nobody reads."""
        with self._writing, suppress(BrokenPipeError):
            while data:
                data = data[os.write(self.fileno, data) :]

    def start_application_mode(self) -> None:
        """Begin; the app has the focus from the start: there is no telling when a page has it."""
        super().start_application_mode()
        self._app.call_later(self._app.post_message, events.AppFocus())

    def write(self, data: str) -> None:
        """Draw; what a terminal would take for its clipboard goes to the browser's."""
        if data.startswith(_OSC52):
            self._copy(b64decode(data.removeprefix(_OSC52).rstrip("\a")).decode("utf-8"))
        else:
            super().write(data)

    def _copy(self, text: str) -> None:
        self._copies += 1
        self._copied = asyncio.get_running_loop().create_future()
        self.write_meta({"type": "clicktui", "id": self._copies, "copy": text})

    async def has_copied(self, limit_s: float) -> bool:
        """Say whether the browser took the last copy; False where it does not say so in time."""
        if self._copied is None:
            return False
        try:
            return await asyncio.wait_for(asyncio.shield(self._copied), limit_s)
        except TimeoutError:
            return False

    async def send_file(self, name: str, content: bytes) -> bool:
        """Let the browser fetch a file, to be kept as its user keeps downloads; say if it did."""
        key = secrets.token_urlsafe(16)
        fetched = self._fetched[key] = asyncio.get_running_loop().create_future()
        self.deliver_binary(io.BytesIO(content), delivery_key=key, save_path=Path(name))
        try:
            return await asyncio.wait_for(fetched, _SENDING_S)
        except TimeoutError:
            self._deliveries.pop(key, None)
            return False
        finally:
            del self._fetched[key]

    def write_meta(self, data: dict[str, object]) -> None:
        """Say something to the server; of a file, the tab hears only after the server has."""
        super().write_meta(data)
        if data["type"] == "deliver_file_start":
            super().write_meta({"type": "clicktui", "download": data["key"]})

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Hear what the server says; called in the thread that reads."""
        if packet_type == "clicktui":
            self._in_loop(self._hear, payload)
        elif packet_type not in ("focus", "blur"):
            super().on_meta(packet_type, payload)

    def _hear(self, payload: dict[str, object]) -> None:
        waiting = self._copied
        if payload["id"] == self._copies and waiting is not None and not waiting.done():
            waiting.set_result(payload["copied"] is True)

    def _delivery_complete(
        self, delivery_key: str, save_path: Path | None, name: str | None
    ) -> None:
        self._in_loop(self._settle, delivery_key, True)

    def _delivery_failed(
        self, delivery_key: str, exception: BaseException, name: str | None
    ) -> None:
        self._in_loop(self._settle, delivery_key, False)

    def _settle(self, key: str, is_done: bool) -> None:
        waiting = self._fetched.get(key)
        if waiting is not None and not waiting.done():
            waiting.set_result(is_done)

    def _in_loop(self, call: Any, *given: object) -> None:  # noqa: ANN401 -- as asyncio has it
        self._loop.call_soon_threadsafe(call, *given)

    def run_input_thread(self) -> None:
        """Read until the end; where the server is gone without a word, the app ends too."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(messages.ExitApp())
