"""An index written in a process of its own, so that it never competes with the keys for Python.

What is to be written, and how the process finds it, is said by whoever starts it: a module, and a
wish as plain values, on one line of JSON. The process answers with a line of JSON for each thing:
``{"at": [done, total]}`` again and again, and at the end ``{"notices": […]}`` or ``{"error": …}``.
It ends by itself when whoever started it ends: its standard input is closed then.
"""

import json
import subprocess
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from clicktui import background
from clicktui.errors import IndexUnusableError
from clicktui.i18n import translate as _
from clicktui.search.model import SearchCancelledError
from clicktui.search.progress import Progress


class NotStartedError(Exception):
    """No process can be started here."""


class Apart:
    """A process that writes an index. ``stop`` may be called by any thread, ``run`` once."""

    def __init__(self, module: str, wish: Mapping[str, Any]) -> None:
        self._module = module
        self._wish = wish
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._is_stopped = False

    def run(self, progress: Progress) -> tuple[str, ...]:
        """Do what is wished; tell ``progress`` where it is, return what the user should know.

        Raises:
            NotStartedError: no process can be started.
            SearchCancelledError: it was stopped.
            IndexUnusableError: it did not succeed; the text says why.
        """
        process = self._started()
        try:
            return self._answer(process, progress)
        finally:
            background.end(process)

    def stop(self) -> None:
        """End it, at once; what it had finished stays."""
        with self._turn:
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()

    def _started(self) -> "subprocess.Popen[bytes]":
        with self._turn:
            if self._is_stopped:
                raise SearchCancelledError
            try:
                self._process = background.begin(self._module)
            except OSError as error:
                raise NotStartedError from error
            return self._process

    def _answer(self, process: "subprocess.Popen[bytes]", progress: Progress) -> tuple[str, ...]:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101 -- pipes
        with suppress(OSError):  # it has ended: there will be no answer
            process.stdin.write(json.dumps(self._wish).encode("ascii") + b"\n")
            process.stdin.flush()
        for line in process.stdout:
            try:
                told = json.loads(line)
            except ValueError:  # it was ended in the midst of it
                break
            if "at" in told:
                progress(*told["at"])
            elif "error" in told:
                raise IndexUnusableError(told["error"])
            else:
                return tuple(told["notices"])
        if self._is_stopped:
            raise SearchCancelledError
        raise IndexUnusableError(
            _("Indexing was ended from outside: start clicktui again, it goes on from there")
        )
