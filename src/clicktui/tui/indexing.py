"""The index written in a process of its own, and the thread that listens to it."""

import threading
from collections.abc import Callable

from clicktui.search.apart import Apart, NotStartedError
from clicktui.search.progress import Progress


class Indexing:
    """Writes the index; ``progress`` and ``ended`` are called from a thread of its own."""

    def __init__(
        self,
        apart: Apart,
        progress: Progress,
        ended: "Callable[[Indexing], None]",
        *,
        tidies: bool = False,
    ) -> None:
        self.tidies = tidies
        """Whether it puts the index in order, which can as well be done later."""
        self.notices: tuple[str, ...] = ()
        self.failure: Exception | None = None
        self._apart = apart
        self._progress = progress
        self._ended = ended
        self._thread = threading.Thread(target=self._run, name="clicktui-index", daemon=True)

    @property
    def is_to_be_done_here(self) -> bool:
        """Whether no process could be started."""
        return isinstance(self.failure, NotStartedError)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End it at once; what it had finished stays."""
        self._apart.stop()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            self.notices = self._apart.run(self._progress)
        except Exception as failure:  # told by who asks for it
            self.failure = failure
        self._ended(self)
