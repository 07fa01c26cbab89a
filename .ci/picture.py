"""Make the README's picture from the app itself: ``python .ci/picture.py``.

Types a query into the real app at 120x32 over the built-in corpus and writes ``.ci/clicktui.svg``.
"""

import asyncio
import os
import tempfile
from pathlib import Path

QUERY = "micro travail precarite"


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
        picture = app.export_screenshot(title="clicktui")
    (folder / "clicktui.svg").write_text(picture, encoding="utf-8")


def main() -> None:
    """Take the picture with the user's own places left alone."""
    with tempfile.TemporaryDirectory() as own:
        for name in ("CACHE", "STATE", "SETTINGS"):
            os.environ[f"CLICKTUI_{name}"] = str(Path(own) / name.lower())
        asyncio.run(_take(Path(__file__).parent))


if __name__ == "__main__":
    main()
