"""The codes of all passages made ready for the search and the signs of its hits, in a thread.

It begins once the boards are open, whose store has the decisions, and goes on whenever something
changed. Nothing waits for it; a filter on codes says so until it is done. Where many passages are
to be judged it shows what is known of those that are, again and again.
"""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.search.progress import SHOWN_AFTER_SECONDS
from clicktui.tui import collecting
from clicktui.tui.beside import beside
from clicktui.tui.desk.judging import PAUSE_S, Judging

if TYPE_CHECKING:
    from clicktui.coding.labels import CodeLabels
    from clicktui.tui.app import ClicktuiApp
    from clicktui.workspace import Workspace

_QUIET_S = 0.5
"""How long after a key the codes are read for the first time, which would delay it."""


class Labelling:
    """Brings the labels of a workspace up to date, one time after the other."""

    def __init__(self, app: "ClicktuiApp", workspace: "Workspace", judging: Judging) -> None:
        self._app = app
        self._workspace = workspace
        self._judging = judging
        judging.told.append(self.refresh)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clicktui-labels")
        self._leaving = threading.Event()
        self._is_at_it = False
        self._is_wanted = False
        self.shown: CodeLabels | None = None
        """What the search pane shows; None before the first."""

    def stop(self) -> None:
        """End after the passage under way."""
        self._leaving.set()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def refresh(self) -> None:
        """Begin to bring the labels up to date, or do it again after what is under way."""
        self._is_wanted = True
        if not self._is_at_it and not self._leaving.is_set():
            self._is_at_it = True
            beside(self._app, self._go_on, group="labels")

    async def _go_on(self) -> None:
        loop = asyncio.get_running_loop()
        await self._app.opened.wait()  # first she finds something
        while self.shown is None and self._app.quiet_s < _QUIET_S:
            await asyncio.sleep(_QUIET_S / 5)
        try:
            while self._is_wanted and not self._leaving.is_set():
                self._is_wanted = False
                made = await loop.run_in_executor(self._executor, self._make)
                if made is not None and made is not self.shown:
                    self._show(made)
                if made is not None and made.known < len(made):
                    self._judging.begin()
        except RuntimeError:  # the thread was stopped
            pass
        except (ClicktuiError, OSError) as error:
            line = _("The codes cannot be shown: {reason}").format(reason=error)
            self._app.notify(line, severity="warning", markup=False)
        finally:
            self._is_at_it = False

    def _make(self) -> "CodeLabels | None":
        import_module("clicktui.wording.coding")  # here, where it delays no key
        began = time.monotonic()

        def tell(done: int, total: int) -> None:
            if not self._leaving.is_set() and time.monotonic() - began > SHOWN_AFTER_SECONDS:
                with suppress(RuntimeError):  # the app's loop has ended meanwhile
                    self._app.call_later(partial(self._say_progress, done, total))
            time.sleep(PAUSE_S)

        made = self._workspace.label(tell, self._leaving.is_set, waits=False)
        if made is not None and self.shown is None:
            collecting.go_on()
        return made

    def _say_progress(self, done: int, total: int) -> None:
        """Say how far it is, where somebody waits for it."""
        if self._leaving.is_set() or not self._app.is_running:
            return
        pane = self._app.search_pane
        if self.shown is None and pane.asks_for_labels and done < total:
            line = _("Looking for codes: {done} of {total} passages")
            pane.show_trouble(line.format(done=done, total=total))

    def _show(self, labels: "CodeLabels") -> None:
        from clicktui.wording.coding import band_signs_text

        self.shown = labels
        book = labels.codebook
        self._app.search_pane.show_labels(
            lambda hit: band_signs_text(book, labels.held(hit.passage, hit.place))
        )
