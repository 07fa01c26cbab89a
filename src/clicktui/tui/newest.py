"""What is wished beside the interface, one wish at a time: the newest wins."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

IsOld = Callable[[], bool]
"""Says to the work under way whether something newer is wished, or nothing any more."""


class Newest(Generic[T]):
    """Does in a thread what is wished; what was wished before and not begun is dropped.

    All methods are called in the app's loop, and so is what is told.
    """

    def __init__(self) -> None:
        self._waiting: tuple[Callable[[IsOld], T], Callable[[T], None]] | None = None
        self._working: asyncio.Task[None] | None = None
        self._stopped = False

    def wish(self, work: Callable[[IsOld], T], tell: Callable[[T], None]) -> None:
        """Have ``work`` done, and ``tell`` called with what it gives if nothing newer is wished.

        Work that raises tells nothing: what can go wrong it gives.
        """
        self._waiting = (work, tell)
        if self._working is None or self._working.done():
            self._working = asyncio.get_running_loop().create_task(self._work())

    def stop(self) -> None:
        """Let what is under way end, and tell nothing any more."""
        self._waiting, self._stopped = None, True

    def _is_old(self) -> bool:
        return self._stopped or self._waiting is not None

    async def _work(self) -> None:
        while self._waiting is not None and not self._stopped:
            (work, tell), self._waiting = self._waiting, None
            try:
                given = await asyncio.to_thread(work, self._is_old)
            except Exception:  # noqa: S112 -- the next wish must still be carried out
                continue
            if not self._is_old():
                tell(given)
