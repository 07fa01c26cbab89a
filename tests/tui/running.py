"""The whole app running over the built-in corpus, for tests that drive it by its keys."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual import _wait
from textual.pilot import Pilot

from clicktui import i18n
from clicktui.shipped import shipped
from clicktui.tui.app import ClicktuiApp

PATIENCE_S = 10.0

_wait.SLEEP_GRANULARITY = 1 / 100  # twice at each key: Textual waits until the app is idle
_wait.SLEEP_IDLE = 1 / 300


@asynccontextmanager
async def running(
    size: tuple[int, int] = (100, 30), lang: str = "en", **options: object
) -> AsyncIterator[tuple[ClicktuiApp, Pilot[int]]]:
    """Run the app at ``size`` until its index is open."""
    i18n.choose_language(shipped("data") / "locale", lang)
    try:
        app = ClicktuiApp(**options)  # type: ignore[arg-type]
        async with app.run_test(size=size, notifications=True) as pilot:
            await eventually(pilot, app.opened.is_set)
            await pilot.pause()
            yield app, pilot
    finally:
        i18n.choose_language(shipped("data") / "locale", "en")


async def eventually(pilot: Pilot[int], is_so: Callable[[], object]) -> None:
    """Wait until ``is_so``, in the app's own time; fail after ``PATIENCE_S``."""
    waited = 0.0
    while not is_so():
        assert waited < PATIENCE_S, "it never came to be"
        await asyncio.sleep(0.02)
        waited += 0.02
    if waited:
        await pilot.pause(0)


async def typed(app: ClicktuiApp, pilot: Pilot[int], query: str) -> None:
    """Put ``query`` in the input, its last two characters by keys; wait for its answer."""
    pane = app.search_pane
    pane.take_over(query[:-2], len(query) - 2)
    await pilot.press(*query[-2:])
    await eventually(pilot, lambda: pane.results is not None and pane.results.query == query)
    await eventually(pilot, lambda: not pane.is_behind)
    await pilot.pause()
