"""Work that may take a while, beside the interface: shown once it does, and ended by a key."""

import asyncio
from collections.abc import Awaitable, Callable
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from clicktui.exporting.gathering import ExportCancelledError, Progress
from clicktui.search.progress import SHOWN_AFTER_SECONDS
from clicktui.tui.dialogs.working import Working

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp

T = TypeVar("T")


async def worked(
    app: "ClicktuiApp",
    title: str,
    work: Callable[[Progress], T],
    run: Callable[[Callable[[], T]], Awaitable[T]],
) -> T:
    """Return what ``work`` gives, which ``run`` runs in some thread.

    It is told how far the work is and how to end it, under ``title``, once it takes long.

    Raises:
        ExportCancelledError: the user ended it.
        Exception: whatever ``work`` raises.
    """
    is_ended = Event()
    at = [0, 0]

    def progress(done: int, total: int) -> None:
        if is_ended.is_set():
            raise ExportCancelledError
        at[:] = done, total

    task = asyncio.ensure_future(run(lambda: work(progress)))
    try:
        await asyncio.wait({task}, timeout=SHOWN_AFTER_SECONDS)
        if not task.done():
            screen = Working(title, lambda: (at[0], at[1]))
            app.push_screen(screen, lambda wants_end: is_ended.set() if wants_end else None)
            await asyncio.wait({task})
            screen.give(False)
        return await task
    finally:
        is_ended.set()  # the app may be leaving
