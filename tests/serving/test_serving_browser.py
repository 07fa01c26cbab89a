"""The app in headless Chromium: searched, opened, pinned and copied by keys, as its user would."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from chromium import CHROMIUM, Chromium, chromium, eventually

from clicktui.board.boards import Boards
from clicktui.board.store.store import open_store

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
    pytest.mark.asyncio(loop_scope="module"),
]

WORDS = (
    "Pensez vous que cette précarité des travailleurs du digital labor soit liée aux efforts "
    "déployés pour cacher la dépendance de l’IA à cette main-d’œuvre — un peu comme l’opérateur du "
    "turc mécanique, caché sous le plateau d’échec\u00a0?"
)
"""Paragraph 17 of seeds/001."""

CITATION = (
    f"“{WORDS}” (Victor Storchan, in Antonio Casilli, “L’IA Potemkine et le futur du travail, une "
    "conversation avec Antonio Casilli”, interview by Victor Storchan, Le Grand Continent, "
    "7 April 2023, para.\u00a017.)"
)


@dataclass(frozen=True)
class Served:
    """A running ``clicktui serve``: its address with the token, and the user's data folder."""

    address: str
    process: int
    data: Path

    def apps(self) -> list[int]:
        """Return the processes that it started and that run."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text()
        return [int(one) for one in children.split()]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    base, here = tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("served")
    environ = os.environ | {
        "CLICKTUI_CACHE": str(base / "cache"),
        "CLICKTUI_STATE": str(here / "state"),
        "CLICKTUI_DATA": str(here / "data"),
        "CLICKTUI_SETTINGS": str(here / "settings.yaml"),
        "DISPLAY": ":77",  # nobody's: where the machine's clipboard was tried, it would fail
    }
    (here / "state").mkdir(mode=0o700)
    (here / "state" / "tour-seen").touch()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "clicktui", "--lang", "en", "serve", "--port", "0",
        stdout=asyncio.subprocess.PIPE, env=environ,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = None
        while address is None:
            line = await asyncio.wait_for(process.stdout.readline(), 30.0)
            address = re.search(rb"http://\S+", line)
        yield Served(address[0].decode(), process.pid, here / "data")
    finally:
        process.terminate()
        assert await process.wait() == 0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Chromium]:
    async with chromium(tmp_path_factory.mktemp("chromium")) as running:
        yield running


async def test_search_open_pin_copy(served: Served, browser: Chromium, tmp_path: Path) -> None:
    async with browser.page(served.address, (640, 420)) as page:
        await page.see("Type what you remember")
        await page.press(*"turc mécanique")
        await page.see("Storchan")
        await page.press("Enter")
        await page.see("[F3 Read]")
        await page.press("p")
        await page.see("Pinned")
        await page.press("y")
        await page.see("On the browser’s clipboard.")

        assert await page.js("navigator.clipboard.readText()") == CITATION
        with open_store(served.data) as store:
            (pinned,) = Boards(store, "?").open_board().lists[0].quotes
        assert pinned.quote.words == WORDS

        # Ctrl+V gives what the browser has, not what the app copied last
        await page.js("navigator.clipboard.writeText('kenyans')")
        await page.press("/")
        await page.see("[F2 Search]")
        await page.call("Input.dispatchKeyEvent", type="rawKeyDown", key="v", modifiers=2,
                        windowsVirtualKeyCode=86, commands=["paste"])  # fmt: skip
        await page.see("turc mécaniquekenyans")

        # a browser that takes it only while a key is pressed takes it with the next one
        await page.js("navigator.clipboard.writeText = () => Promise.reject()")
        await page.js(
            "document.execCommand = (() => { const real = document.execCommand; let calls = 0; "
            "return (...given) => calls++ ? real.apply(document, given) : false; })()"
        )
        await page.press("Enter")
        await page.see("[F3 Read]")
        await page.press("y")
        await page.see("Not copied yet")
        assert await page.js("navigator.clipboard.readText()") == "kenyans"
        await page.press("F4")
        await page.see("[F4 Board]")
        assert await page.js("navigator.clipboard.readText()") == CITATION

        # an export is a download
        await page.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
        await page.press("e")
        await page.see("Word document")
        await page.press("ArrowDown", "Enter")  # Markdown: quickly made
        await page.see("where your browser puts its downloads")
        await eventually(lambda: [one.suffix for one in tmp_path.iterdir()] == [".md"])

        assert urlsplit(await page.js("location.href")).query == ""
        assert await page.js("document.title") == "clicktui"
        hosts = {urlsplit(one).netloc for one in page.asked}
        assert hosts == {urlsplit(served.address).netloc}
        assert page.complaints == []

        assert len(served.apps()) == 1
    await eventually(lambda: not served.apps())  # the page is closed
