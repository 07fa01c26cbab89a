"""Files read in a process of their own, which ends when one takes too long or too much memory.

A library cannot be stopped in the midst of a page, nor a swelling stream be seen beforehand; a
process can be ended. It stays for the next file, so that libraries are imported once.
"""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from clicktui.errors import IntakeError
from clicktui.i18n import language
from clicktui.i18n import translate as _
from clicktui.intake.limits import USUAL, Limits
from clicktui.intake.model import Found, Line, LineKind, ReadFile

_LENGTH = 8
"""Bytes before an answer that say how long it is."""


class FileReader:
    """Reads files one after the other; a context manager. ``stop`` may be called by any thread."""

    def __init__(self, limits: Limits = USUAL) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._ended_because = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, path: Path) -> ReadFile:
        """Return what ``reading.read_file`` does, after ``limits.seconds`` at the latest.

        Raises:
            IntakeError: it cannot be read, takes too long, needs too much memory, or was stopped.
        """
        process = self._running()
        problem = _("takes more than {count} seconds to read: split it, or save it as plain text")
        late = problem.format(count=round(self._limits.seconds))
        timer = threading.Timer(self._limits.seconds, self._end, (process, late))
        timer.daemon = True
        timer.start()
        try:
            answer = _asked(process, {"path": str(path.absolute())})
        except (OSError, ValueError, EOFError) as error:
            self._end(process, _("ends its reader or needs too much memory: save it as plain text"))
            reason = self._ended_because
            self.close()
            raise IntakeError(reason) from error
        finally:
            timer.cancel()
        if "error" in answer:
            raise IntakeError(str(answer["error"]))
        return unpacked(answer)

    def stop(self) -> None:
        """End what is being read; ``read`` raises an IntakeError then. Reading can go on after."""
        process = self._process
        if process is not None:
            self._end(process, _("was stopped"))

    def close(self) -> None:
        """End the process; the reader can be used again and begins another one."""
        process, self._process = self._process, None
        if process is not None:
            self._end(process, _("was stopped"))
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()

    def _end(self, process: "subprocess.Popen[bytes]", reason: str) -> None:
        self._ended_because = self._ended_because or reason
        process.kill()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process and not self._ended_because and self._process.poll() is None:
            return self._process
        self.close()
        self._ended_because = ""
        command = [sys.executable, "-P", "-m", "clicktui.intake.reader_process"]
        one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        try:
            self._process = subprocess.Popen(  # noqa: S603 (our own module)
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **one_thread},
                start_new_session=True,  # Ctrl+C is the app's to answer
            )
            begins = {"limits": asdict(self._limits), "language": language()}
            _said(self._process, begins)
        except OSError as error:
            reason = error.strerror or str(error)
            problem = _("cannot be read: no process can be started ({reason})")
            raise IntakeError(problem.format(reason=reason)) from error
        return self._process


def packed(read: ReadFile) -> dict[str, Any]:
    """Return ``read`` as JSON has it."""
    lines = [
        [line.text, line.kind.value, line.is_bold, line.page, line.starts_at, line.speaker,
         line.last_page]
        for line in read.lines
    ]  # fmt: skip
    found = {variable: [one.value, one.where] for variable, one in read.found.items()}
    return {"lines": lines, "found": found, "notes": read.notes}


def unpacked(answer: dict[str, Any]) -> ReadFile:
    """Return what ``packed`` made JSON of."""
    lines = tuple(
        Line(text, LineKind(kind), is_bold, page, starts_at, speaker, last_page)
        for text, kind, is_bold, page, starts_at, speaker, last_page in answer["lines"]
    )
    found = {variable: Found(value, where) for variable, (value, where) in answer["found"].items()}
    return ReadFile(lines, found, tuple(answer["notes"]))


def _said(process: "subprocess.Popen[bytes]", wish: dict[str, Any]) -> None:
    if process.stdin is None:
        raise EOFError
    process.stdin.write(json.dumps(wish).encode("ascii") + b"\n")
    process.stdin.flush()


def _asked(process: "subprocess.Popen[bytes]", wish: dict[str, Any]) -> dict[str, Any]:
    _said(process, wish)
    if process.stdout is None:
        raise EOFError
    head = process.stdout.read(_LENGTH)
    length = int.from_bytes(head, "big")
    content = process.stdout.read(length)
    if len(head) < _LENGTH or len(content) < length:
        raise EOFError
    answer: dict[str, Any] = json.loads(content)
    return answer
