"""How far something is that takes long, told on a terminal and taken away again."""

import sys
import time

from clicktui.search.progress import EVERY_SECONDS, SHOWN_AFTER_SECONDS


class Progress:
    """Tells how far an action is, once it takes long; ``text`` has the fields done and total."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._next = time.monotonic() + SHOWN_AFTER_SECONDS
        self._is_told = False

    def __call__(self, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` is done, if it is time to."""
        if not self._is_terminal or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY_SECONDS
        self._is_told = True
        text = self._text.format(done=done, total=total)
        print(f"\rclicktui: {text}\x1b[K", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Take away what was told."""
        if self._is_told:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
