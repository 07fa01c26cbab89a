"""One thread in which the boards are read and changed, in the order of the user's wishes.

Nobody else touches the store while the app runs, and no wish is dropped: leaving waits for those
under way.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from clicktui.board.desk import Desk
from clicktui.workspace import Workspace

T = TypeVar("T")


class BoardThread:
    """Runs what is wished of a workspace's desk, one wish after the other."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clicktui-boards")

    async def ask(self, wish: Callable[[Desk], T]) -> T:
        """Return what ``wish`` gives once it is carried out; what it raises is raised here.

        Raises:
            RuntimeError: the thread was stopped.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, lambda: wish(self._workspace.desk))

    def ask_and_wait(self, wish: Callable[[Desk], T]) -> T:
        """Do as ``ask``, for who leaves and has no loop to wait in."""
        return self._executor.submit(lambda: wish(self._workspace.desk)).result()

    def stop(self) -> None:
        """Carry out what is under way, and end."""
        self._executor.shutdown(wait=True)
