"""Make the README's pictures from the app itself: ``python .ci/picture.py``.

Types queries into the real app at 120x32 over the built-in corpus, pins what is found, and writes
``.ci/clicktui.svg`` (a search) and ``.ci/board.svg`` (the board).
"""

import asyncio
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from clicktui.tui.app import ClicktuiApp

QUERY = "micro travail precarite"
PINNED = (
    ("What they say", "petits indiens balayent"),
    ("What they say", "abonez code travail role:commentaire"),
    ("How it is hidden", "turc mecanique automate joueur"),
    ("How it is hidden", "automatisation cachent micro travail"),
)


async def _take(folder: Path) -> None:
    from clicktui import i18n
    from clicktui.shipped import shipped
    from clicktui.tui.app import ClicktuiApp

    i18n.choose_language(shipped("data") / "locale", "en")
    app = ClicktuiApp()
    async with app.run_test(size=(120, 32)) as pilot:
        await app.opened.wait()
        await pilot.press(*("space" if key == " " else key for key in QUERY))
        while not app.search_pane.hit_list.highlighted_hit:
            await pilot.pause(0.05)
        await pilot.press("down")
        await pilot.pause(0.2)
        (folder / "clicktui.svg").write_text(app.export_screenshot(title="clicktui"), "utf-8")
        for name, query in PINNED:
            await _pin(app, pilot, name, query)
        await pilot.press("f4", "s", "t", *"history", "enter")
        await pilot.pause(4)  # the toasts go
        (folder / "board.svg").write_text(app.export_screenshot(title="clicktui"), "utf-8")


async def _pin(app: "ClicktuiApp", pilot: "Pilot[int]", name: str, query: str) -> None:
    """Search ``query`` and pin its first hit to the list called ``name``."""
    there = len(app.board_pane.view.board) if app.board_pane.view else 0
    await pilot.press("slash")
    app.search_pane.query_input.value = query
    while not (results := app.search_pane.results) or results.query != query:
        await pilot.pause(0.05)
    await pilot.pause(0.2)
    await pilot.press("down", "P", *("space" if key == " " else key for key in name), "enter")
    while not app.board_pane.view or len(app.board_pane.view.board) == there:
        await pilot.pause(0.05)


def main() -> None:
    """Take the picture with the user's own places left alone."""
    with tempfile.TemporaryDirectory() as own:
        for name in ("CACHE", "STATE", "DATA", "SETTINGS"):
            os.environ[f"CLICKTUI_{name}"] = str(Path(own) / name.lower())
        (Path(own) / "settings").write_text("name: Ada\n", "utf-8")
        asyncio.run(_take(Path(__file__).parent))


if __name__ == "__main__":
    main()
