"""Chromium without a window, driven by its own protocol (CDP): https://chromedevtools.github.io."""

import asyncio
import base64
import json
import os
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

PATIENCE_S = 30.0
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
_DRAWING = re.compile(r"\x1b\[[0-9;?$<>=]*[a-zA-Z]|\x1b[^\[]")
_CODES = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowDown": 40, "F2": 113, "F4": 115}


class Page:
    """A tab; ``drawn`` is what its terminal was told to draw, as plain text, since ``press``."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._ids = count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self.drawn = ""
        self.asked: list[str] = []
        """The addresses of all requests and websockets of the page."""
        self.complaints: list[str] = []
        """What the browser wrote into its console: errors, and what the policy of the page forbids."""

    async def listen(self) -> None:
        async for message in self._socket:
            said = json.loads(message.data)
            told = said.get("params", {})
            match said.get("method"):
                case None:
                    self._answers.pop(said["id"]).set_result(said)
                case "Network.webSocketFrameReceived" if told["response"]["opcode"] == 2:
                    data = base64.b64decode(told["response"]["payloadData"])
                    self.drawn += _DRAWING.sub(" ", data.decode("utf-8", "replace"))
                case "Network.requestWillBeSent":
                    self.asked.append(told["request"]["url"])
                case "Network.webSocketCreated":
                    self.asked.append(told["url"])
                case "Log.entryAdded":
                    self.complaints.append(told["entry"]["text"])
                case "Runtime.exceptionThrown":
                    self.complaints.append(str(told["exceptionDetails"]))

    async def call(self, method: str, **params: object) -> Any:
        id_ = next(self._ids)
        answer = self._answers[id_] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": id_, "method": method, "params": params})
        said = await asyncio.wait_for(answer, PATIENCE_S)
        assert "error" not in said, said
        return said["result"]

    async def js(self, script: str) -> Any:
        """Return what ``script`` gives, run as if its user had just pressed a key."""
        result = await self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True,
            userGesture=True,
        )  # fmt: skip
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    async def press(self, *keys: str, modifiers: int = 0) -> None:
        """Press keys, by the names that browsers have for them; of ``modifiers``, 2 is Ctrl."""
        self.drawn = ""
        for key in keys:
            told: dict[str, object] = {"key": key, "modifiers": modifiers}
            code = _CODES.get(key) or ord(key.upper())
            told["windowsVirtualKeyCode"] = code
            if len(key) == 1 and not modifiers:
                told["text"] = key
            elif key == "Enter":
                told["text"] = "\r"
            await self.call("Input.dispatchKeyEvent", type="keyDown", **told)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **told)

    async def see(self, text: str) -> None:
        """Wait until ``text`` is drawn."""
        await eventually(lambda: text in self.drawn, lambda: f"{text!r} in {self.drawn!r}")

    async def picture(self, file: Path) -> None:
        shot = await self.call("Page.captureScreenshot", format="png")
        file.write_bytes(base64.b64decode(shot["data"]))


async def eventually(
    is_so: Callable[[], object] | Callable[[], Awaitable[object]],
    what: Callable[[], str] = lambda: "what was waited for",
) -> None:
    """Wait until ``is_so``; fail after ``PATIENCE_S``."""
    until = asyncio.get_running_loop().time() + PATIENCE_S
    while True:
        answer = is_so()
        if await answer if isinstance(answer, Awaitable) else answer:
            return
        assert asyncio.get_running_loop().time() < until, f"it never came to be: {what()}"
        await asyncio.sleep(0.05)


class Chromium:
    """A running browser."""

    def __init__(self, client: ClientSession, port: int) -> None:
        self._client = client
        self._port = port

    @asynccontextmanager
    async def page(self, url: str, size: tuple[int, int] = (1000, 700)) -> AsyncIterator[Page]:
        """Open ``url`` in a tab, whose clipboard may be read."""
        async with self._client.put(f"http://127.0.0.1:{self._port}/json/new?about:blank") as new:
            told = await new.json()
        async with self._client.ws_connect(told["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            page = Page(socket)
            listening = asyncio.create_task(page.listen())
            for domain in ("Network", "Page", "Runtime", "Log"):
                await page.call(f"{domain}.enable")
            await page.call("Browser.grantPermissions",
                            permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])  # fmt: skip
            await page.call("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1],
                            deviceScaleFactor=1, mobile=False)  # fmt: skip
            await page.call("Emulation.setFocusEmulationEnabled", enabled=True)
            await page.call("Page.navigate", url=url)
            try:
                yield page
            finally:
                await page.call("Page.close")
                listening.cancel()


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Chromium]:
    """Run a browser, its profile in ``folder``."""
    assert CHROMIUM is not None
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, "--headless=new", "--no-sandbox", "--remote-debugging-port=0",
        f"--user-data-dir={folder}", "--no-first-run", "--disable-extensions", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
        "about:blank",
        env={**os.environ, "HOME": str(folder)}, start_new_session=True,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        port = folder / "DevToolsActivePort"
        await eventually(lambda: port.exists() and port.read_text().count("\n"), lambda: "Chromium")
        async with ClientSession() as client:
            yield Chromium(client, int(port.read_text().split()[0]))
    finally:
        process.terminate()
        await process.wait()
