"""All passages judged by the cues of now, behind everything else.

A few are judged at once, in a thread; many by processes of their own (``coding.survey``), which
goes on while the user works: what waits for it is told again and again how far it is, and shows
what is known. When cues, codebook or corpus change it begins anew with these, and is soon where it
was where they were judged before.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING

from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.search.progress import SHOWN_AFTER_SECONDS
from clicktui.tui import collecting
from clicktui.tui.beside import beside

if TYPE_CHECKING:
    from clicktui.coding.survey import Survey
    from clicktui.tui.app import ClicktuiApp
    from clicktui.workspace import Workspace

PAUSE_S = 0.002
"""How long judging in a thread lets others go first, after each of its steps."""

_FIRST_NEWS_S, _MOST_NEWS_S = 2.0, 20.0
"""How long after the beginning what is known is shown, and how long after that at most again."""

_QUIET_S = 1.0
"""How long after a key it is shown: while keys come nothing is made for it."""

_REST_S = 0.5
"""How long after a key other processes go on to judge: it never waits for a processor."""

_EVERY_S = 1.0


class Judging:
    """The app's side of judging all passages; every method runs in its loop."""

    def __init__(self, app: "ClicktuiApp", workspace: "Workspace") -> None:
        self._app = app
        self._workspace = workspace
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clicktui-judging")
        self._left = Event()
        self._is_at_it = False
        self._surveyed: Survey | None = None
        self._known: tuple[object, str] | None = None
        self.line = ""
        """How far it is, in words; "" where all is judged that is going to be."""
        self.told: list[Callable[[], None]] = []
        """What is called when more is judged than was, now and then, and when ``line`` changed."""

    def stop(self) -> None:
        """End it; what was judged is kept."""
        self._left.set()
        self._executor.shutdown(wait=True, cancel_futures=True)

    async def few(self, tell: Callable[[str], None]) -> bool:
        """Judge what is left where that is little, else begin to; say whether it is about others.

        ``tell`` is told how far it is.

        Raises:
            BoardStoreError, CodebookError: what is to be judged cannot be read.
        """
        loop = asyncio.get_running_loop()
        began = time.monotonic()

        def progress(done: int, total: int) -> None:
            if time.monotonic() - began > SHOWN_AFTER_SECONDS:
                loop.call_soon_threadsafe(tell, _line(done, total))
            time.sleep(PAUSE_S)

        def judge() -> tuple[bool, bool]:
            survey = self._workspace.coding_desk.survey
            if survey is self._surveyed:
                return False, survey.is_long
            known = survey.judgements, survey.corpus.fingerprint
            is_new = known != self._known
            if survey.judge(progress, self._left.is_set, only_few=True):
                self._surveyed, self._known = survey, known
                if is_new:
                    collecting.go_on()
            return is_new, survey.is_long

        is_new, is_long = await loop.run_in_executor(None, judge)
        if is_long:
            self.begin()
        return is_new

    def begin(self) -> None:
        """Judge all that is left, behind everything else; nothing where that goes on."""
        if not self._is_at_it and not self._left.is_set():
            self._is_at_it = True
            beside(self._app, self._go_on, group="judging")

    async def _go_on(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while not self._left.is_set() and await loop.run_in_executor(
                self._executor, self._judge
            ):
                pass
        except (ClicktuiError, OSError, RuntimeError):  # the thread was stopped, or others tell it
            pass
        finally:
            self._is_at_it = False
            if self.line:
                self.line = ""
                self._say()
            self._tell()

    def _judge(self) -> bool:
        """Judge all by the cues of now; say whether there are others to judge by meanwhile."""
        survey = self._workspace.coding_desk.survey
        pace = _Pace(self._app)
        is_other = False

        def cancelled() -> bool:
            nonlocal is_other
            if pace.is_time_to_look():
                is_other = self._workspace.coding_desk.survey is not survey
            return is_other or self._left.is_set()

        def progress(done: int, total: int) -> None:
            if pace.is_time_to_say() and not self._left.is_set():
                self.line = _line(done, total)
                with suppress(RuntimeError):  # the app's loop has ended meanwhile
                    self._app.call_later(self._tell if pace.is_time_to_show() else self._say)
            time.sleep(PAUSE_S)

        survey.judge(progress, cancelled, rests=pace.is_time_to_rest)
        return is_other

    def _say(self) -> None:
        """Say how far it is where the codes are shown."""
        pane = self._app.codes_pane
        if not self._left.is_set() and pane.children:  # else the app is ending
            pane.tell(self.line)

    def _tell(self) -> None:
        if not self._left.is_set():
            for told in self.told:
                told()


class _Pace:
    """When what is known is shown: soon at first, then less and less often, and between keys."""

    def __init__(self, app: "ClicktuiApp") -> None:
        self._app = app
        now = time.monotonic()
        self._look_at = self._say_at = now + _EVERY_S
        self._show_at, self._step = now + _FIRST_NEWS_S, _FIRST_NEWS_S

    def is_time_to_rest(self) -> bool:
        """Say whether keys are coming."""
        return self._app.quiet_s < _REST_S

    def is_time_to_look(self) -> bool:
        """Say whether it is time to look whether it is still wanted."""
        now = time.monotonic()
        is_time = now >= self._look_at
        if is_time:
            self._look_at = now + _EVERY_S
        return is_time

    def is_time_to_say(self) -> bool:
        """Say whether it is time to say how far it is."""
        now = time.monotonic()
        is_time = now >= self._say_at
        if is_time:
            self._say_at = now + _EVERY_S
        return is_time

    def is_time_to_show(self) -> bool:
        """Say whether it is time to show what is known."""
        now = time.monotonic()
        is_time = now >= self._show_at and self._app.quiet_s >= _QUIET_S
        if is_time:
            self._step = min(self._step * 1.5, _MOST_NEWS_S)
            self._show_at = now + self._step
        return is_time


def _line(done: int, total: int) -> str:
    line = _("Looking for codes: {done} of {total} passages")
    return line.format(done=done, total=total)
