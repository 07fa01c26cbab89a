"""Saying how far a build is, and asking whether it is still wanted: by time, not by count."""

import time
from collections.abc import Callable

from clicktui.search.model import SearchCancelledError

Progress = Callable[[int, int], None]
"""Told (passages done, passages in all): those that are new, or else those that are taken out.

While they are counted the total grows; (total, total) comes again and again while what is behind
the last passage is written; (0, 0) means waiting for another clicktui to finish.
"""

WAITING = (0, 0)
SHOWN_AFTER_SECONDS = 0.5
"""Work that takes longer than this shows its progress, whoever shows it."""
EVERY_SECONDS = 0.1


def never() -> bool:
    """Say no: nothing is cancelled."""
    return False


def no_progress(done: int, total: int) -> None:
    """Report to nobody."""


class Pace:
    """Passes on where a build is: when a phase begins, and else every ``every`` seconds at most.

    ``clock`` gives seconds, as ``time.monotonic``.
    """

    def __init__(
        self,
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
        every: float = EVERY_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._every = every
        self._clock = clock
        self._next = clock() + every
        self._at: tuple[int, int] | None = None

    def tick(self) -> None:
        """Say it again, if it is time: the work goes on.

        Raises:
            SearchCancelledError: the build is not wanted any more.
        """
        now = self._clock()
        if now >= self._next:
            self._next = now + self._every
            self._tell()

    def reach(self, done: int, total: int) -> None:
        """Take down where the build is, and say it if it is time.

        Raises:
            SearchCancelledError: the build is not wanted any more.
        """
        self._at = done, total
        self.tick()

    def pass_to(self, done: int, total: int) -> None:
        """Say at once that a new phase begins.

        Raises:
            SearchCancelledError: the build is not wanted any more.
        """
        self._at = done, total
        self._next = self._clock() + self._every
        self._tell()

    def _tell(self) -> None:
        if self._cancelled():
            raise SearchCancelledError
        if self._at is not None:
            self._progress(*self._at)
