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

PATIENCE_S = 60.0
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
_DRAWING = re.compile(
    r"\x1b\[([0-9;?$<>=]*)([a-zA-Z])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\\\)|\x1b.|([^\x1b])", re.S
)
_CODES = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowDown": 40, "F2": 113, "F4": 115}


class Screen:
    """What a terminal shows of what Textual draws: characters at places, nothing else."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, str]] = {}
        self._y = self._x = 0

    def draw(self, data: str) -> None:
        for arguments, command, character in _DRAWING.findall(data):
            if command == "H":
                self._y, self._x = (int(one or 1) - 1 for one in (arguments or "1;1").split(";"))
            elif character == "\n":
                self._y, self._x = self._y + 1, 0
            elif character >= " ":
                self._rows.setdefault(self._y, {})[self._x] = character
                self._x += 1

    @property
    def text(self) -> str:
        return "\n".join(
            "".join(row.get(x, " ") for x in range(max(row) + 1))
            for _y, row in sorted(self._rows.items())
        )


class Page:
    """A tab, and the ``screen`` of the terminal in it."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._ids = count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self.screen = Screen()
        self.asked: list[str] = []
        """The addresses of all requests and websockets of the page."""
        self.complaints: list[str] = []
        """What the browser wrote into its console: errors, and what the page may not do."""

    async def listen(self) -> None:
        async for message in self._socket:
            said = json.loads(message.data)
            told = said.get("params", {})
            match said.get("method"):
                case None:
                    self._answers.pop(said["id"]).set_result(said)
                case "Network.webSocketFrameReceived" if told["response"]["opcode"] == 2:
                    data = base64.b64decode(told["response"]["payloadData"])
                    self.screen.draw(data.decode("utf-8", "replace"))
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
        """Wait until ``text`` is on the screen."""
        await eventually(lambda: text in self.screen.text, lambda: self.screen.text)

    async def picture(self, file: Path) -> None:
        shot = await self.call("Page.captureScreenshot", format="png")
        file.write_bytes(base64.b64decode(shot["data"]))


async def eventually(
    is_so: Callable[[], object] | Callable[[], Awaitable[object]],
    what: Callable[[], str] = lambda: "what was waited for",
) -> None:
    """Wait until ``is_so``; fail after ``PATIENCE_S``, telling ``what`` there is."""
    until = asyncio.get_running_loop().time() + PATIENCE_S
    while True:
        answer = is_so()
        if await answer if isinstance(answer, Awaitable) else answer:
            return
        assert asyncio.get_running_loop().time() < until, f"it never came to be: \n{what()}"
        await asyncio.sleep(0.05)


class Chromium:
    """A running browser."""

    def __init__(self, client: ClientSession, port: int) -> None:
        self._client = client
        self._address = f"http://127.0.0.1:{port}/json"

    @asynccontextmanager
    async def page(self, url: str, size: tuple[int, int] = (1000, 700)) -> AsyncIterator[Page]:
        """Open ``url`` in a tab, whose clipboard may be read."""
        async with self._client.put(f"{self._address}/new?about:blank") as new:
            told = await new.json()
        async with self._client.ws_connect(told["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            page = Page(socket)
            listening = asyncio.create_task(page.listen())
            for domain in ("Network", "Page", "Runtime", "Log"):
                await page.call(f"{domain}.enable")
            rights = ["clipboardReadWrite", "clipboardSanitizedWrite"]
            await page.call("Browser.grantPermissions", permissions=rights)
            await page.call("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1],
                            deviceScaleFactor=1, mobile=False)  # fmt: skip
            await page.call("Emulation.setFocusEmulationEnabled", enabled=True)
            await page.call("Page.navigate", url=url)
            try:
                yield page
            finally:
                listening.cancel()
                async with self._client.get(f"{self._address}/close/{told['id']}"):
                    pass


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Chromium]:
    """Run a browser, its profile in ``folder``."""
    assert CHROMIUM is not None
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, "--headless=new", "--no-sandbox", "--remote-debugging-port=0",
        f"--user-data-dir={folder}", "--no-first-run", "--disable-extensions", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
        "--disable-gpu", "--in-process-gpu", "about:blank",
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
