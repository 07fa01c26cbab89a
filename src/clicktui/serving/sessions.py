"""An app of its own for each tab of a browser: started, spoken with, and ended with it."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from contextlib import suppress

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from clicktui.clipboards import SERVED
from clicktui.serving.usual import TOKEN_VARIABLE

DRIVER = "clicktui.tui.browser_driver:BrowserDriver"
"""What draws the app, for Textual."""

FAREWELL_S = 8.0
"""How long an app may take to keep what was wished; it gives itself less (``tui.app``)."""

FULL = 4001
"""The code with which a websocket is closed because too many are open (RFC 6455: own codes)."""

_MOST_CELLS = 1000
_MOST_PASTED = 64 * 2**20
"""Bytes that a page may send at once: what is pasted."""


def app_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a served app: not the token; told that a browser shows it."""
    ours = {name: value for name, value in environ.items() if name != TOKEN_VARIABLE}
    return ours | {SERVED: "1", "TEXTUAL_DRIVER": DRIVER}


class Session(AppService):
    """An app that shows itself in one tab, through ``websocket``.

    ``AppService`` moves the packets; here is what it leaves open: no shell, an end that does not
    wait for ever, and a tab that hears of it when its app is gone.
    """

    def __init__(
        self,
        arguments: tuple[str, ...],
        websocket: web.WebSocketResponse,
        downloads: DownloadManager,
    ) -> None:
        super().__init__(
            "clicktui",
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=self._close,
            download_manager=downloads,
        )
        self._arguments = arguments
        self._websocket = websocket

    async def _close(self) -> None:
        await self._websocket.close()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environ = app_environ(self._build_environment(width, height))
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "clicktui", *self._arguments,
            stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environ,
            start_new_session=True,  # Ctrl-C in the terminal is for the server, which tells it
        )  # fmt: skip
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Pass on what the app says until it ends; then the tab is told."""
        await super().run()
        with suppress(ConnectionError):
            await self._close()

    async def on_data(self, payload: bytes) -> None:
        """Give the tab what is drawn; where it is gone, go on reading, or the app would wait."""
        with suppress(ConnectionError):
            await super().on_data(payload)

    async def on_meta(self, data: bytes) -> None:
        """Give the tab what the app says beside what it draws."""
        said = json.loads(data)
        with suppress(ConnectionError):
            if said["type"] == "clicktui":
                await self._websocket.send_json(["clicktui", said])
            elif said["type"] != "open_url":  # clicktui opens none
                await super().on_meta(data)

    async def hear(self, text: str) -> None:
        """Do what the tab says: keys and mouse, its size, whether it took a copy."""
        try:
            kind, said = (*json.loads(text), None)[:2]
        except (ValueError, TypeError):
            return
        if kind == "stdin" and isinstance(said, str):
            await self.send_bytes(said.encode("utf-8", "replace"))
        elif kind == "resize" and isinstance(said, dict):
            await self.set_terminal_size(
                cells(said.get("width"), 80), cells(said.get("height"), 24)
            )
        elif kind == "clicktui" and isinstance(said, dict) and isinstance(said.get("id"), int):
            answer = {"type": "clicktui", "id": said["id"], "copied": said.get("copied") is True}
            await self.send_meta({**answer})

    async def stop(self) -> None:
        """Let the app end: asked to, then told to, then made to."""
        process, task = self._process, self._task
        if process is None or task is None:
            return
        self._task = None
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        await self.send_meta({"type": "quit"})
        for end in (process.terminate, process.kill, None):
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), FAREWELL_S)
                break
            if end is not None:
                with suppress(ProcessLookupError):
                    end()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def cells(said: object, usual: int) -> int:
    """Return a width or height that a browser says, where it is one; else the ``usual``."""
    with suppress(ValueError, TypeError):
        return min(max(int(str(said)), 1), _MOST_CELLS)
    return usual


class Sessions:
    """The apps that are open, at most ``most`` of them; ``arguments``: those of the app."""

    def __init__(self, arguments: tuple[str, ...], most: int) -> None:
        self.most = most
        self.downloads = DownloadManager()
        self._arguments = arguments
        self._open: set[web.WebSocketResponse] = set()

    async def talk(self, request: web.Request) -> web.WebSocketResponse:
        """Show a new app to a tab, until either of them ends."""
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=_MOST_PASTED)
        await websocket.prepare(request)
        if sum(not one.closed for one in self._open) >= self.most:  # a page read anew closes one
            await websocket.close(code=FULL)
            return websocket
        self._open.add(websocket)
        session = Session(self._arguments, websocket, self.downloads)
        try:
            size = cells(request.query.get("width"), 80), cells(request.query.get("height"), 24)
            await session.start(*size)
            async for message in websocket:
                if message.type is WSMsgType.TEXT:
                    await session.hear(message.data)
        finally:
            try:
                await session.stop()
            finally:
                self._open.discard(websocket)
        return websocket

    async def close(self, _app: web.Application) -> None:
        """Let all tabs go, by which their apps end."""
        await asyncio.gather(*(one.close(code=1001) for one in tuple(self._open)))
