"""A terminal in which somebody types at an even pace, and when what she sees is painted."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from bench.terminal import ESCAPES, NoFrameError, end, has_frame

COLUMNS, ROWS = 160, 45
_AT_ROW = re.compile(rb"\x1b\[(\d+);\d+H")
_CLEAR = b"\x15"  # ctrl+u
_PAUSE_S = 1.0


@dataclass(frozen=True, slots=True)
class Painted:
    """What reached the terminal at one moment (seconds, as perf_counter)."""

    at: float
    output: bytes

    def touches(self, row: int) -> bool:
        """Say whether it writes into a row of the screen (from 1)."""
        return any(int(found) == row for found in _AT_ROW.findall(self.output))

    def shows(self, text: str) -> bool:
        """Say whether ``text`` is among what it writes."""
        return text in ESCAPES.sub(b"", self.output).decode("utf-8", "ignore")


@dataclass(slots=True)
class Typed:
    """The times in ms from keys to what they bring: their echo, and their answer."""

    echo_ms: list[float] = field(default_factory=list)
    answer_ms: list[float] = field(default_factory=list)


class TypingTerminal:
    """A program in a terminal of its own; a thread notes when it paints what."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._terminal, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._painted: list[Painted] = []
        self.started = time.perf_counter()
        self.program = subprocess.Popen(
            command, env=environment, stdin=inside, stdout=inside, stderr=inside,
            start_new_session=True,
        )  # fmt: skip
        os.close(inside)
        self._ended = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program."""
        self._ended.set()
        self._reader.join(1)
        end(self.program, self._terminal)

    def _read(self) -> None:
        while not self._ended.is_set():
            try:
                output = os.read(self._terminal, 1 << 16)
            except OSError:
                return
            self._painted.append(Painted(time.perf_counter(), output))

    def wait_for(self, text: str, limit_s: float) -> float:
        """Wait until ``text`` was painted, and return when, in ms from the start.

        An empty ``text`` is the first frame.

        Raises:
            NoFrameError: it was not within ``limit_s`` seconds.
        """
        until = time.perf_counter() + limit_s
        seen = 0
        while time.perf_counter() < until:
            painted = self._painted[:]
            if text:
                for one in painted[seen:]:
                    if one.shows(text):
                        return (one.at - self.started) * 1000
                seen = max(0, len(painted) - 1)
            elif has_frame(b"".join(one.output for one in painted), must_be_visible=False):
                return (painted[-1].at - self.started) * 1000
            time.sleep(0.01)
        tail = b"".join(one.output for one in self._painted[-5:])
        shown = ESCAPES.sub(b"", tail).decode("utf-8", "replace").strip()[-300:]
        raise NoFrameError(f"{text!r} was not painted; at last: {shown!r}")

    def write(self, keys: bytes) -> None:
        """Send keys."""
        os.write(self._terminal, keys)

    def row_of_echo(self) -> int:
        """Return the row (from 1) in which what is typed shows: that of the first echo.

        Raises:
            NoFrameError: nothing is echoed.
        """
        for letter in (b"x", b"z"):
            before = len(self._painted)
            self.write(letter)
            time.sleep(_PAUSE_S)
            rows = [
                int(row)
                for one in self._painted[before:]
                for row in _AT_ROW.findall(one.output)
                if letter in ESCAPES.sub(b"", one.output)
            ]
            self.write(_CLEAR)
            time.sleep(_PAUSE_S)
            if rows:
                return rows[0]
        raise NoFrameError("nothing that is typed shows")

    def type(self, query: str, row: int, answers: Sequence[str | None], keys_per_s: float) -> Typed:
        """Type ``query`` into the empty input of ``row``, and empty it again.

        ``answers`` are the words by which the answer to each key is known, None where they are
        those of the key before. A key whose own answer is never painted is answered by that of a
        later one: the newest question wins.
        """
        begun, sent = len(self._painted), []
        next_at = time.perf_counter()
        for letter in query:
            time.sleep(max(0.0, next_at - time.perf_counter()))
            sent.append(time.perf_counter())
            self.write(letter.encode())
            next_at = sent[-1] + 1 / keys_per_s
        time.sleep(_PAUSE_S)
        painted = self._painted[begun:]
        self.write(_CLEAR)
        time.sleep(_PAUSE_S / 2)
        typed = Typed()
        for number, at in enumerate(sent):
            later = [one for one in painted if one.at >= at]
            echo = next((one for one in later if one.touches(row)), None)
            if echo is not None:
                typed.echo_ms.append((echo.at - at) * 1000)
            if number < len(answers) and answers[number] is not None:
                wanted = [text for text in answers[number:] if text is not None]
                shown = next((o for o in later if any(map(o.shows, wanted))), None)
                if shown is not None:
                    typed.answer_ms.append((shown.at - at) * 1000)
        return typed
