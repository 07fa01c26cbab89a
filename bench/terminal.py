"""A terminal that only watches: it starts a program and says when its first frame is there."""

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

COLUMNS, ROWS = 80, 24

_ALTERNATE_SCREEN, _NORMAL_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
ESCAPES = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    rb"|\x1b[PX^_].*?\x1b\\"  # DCS, SOS, PM, APC
    rb"|\x1b[ -/]*[0-~]",
    re.DOTALL,
)
UNFINISHED_ESCAPE = re.compile(rb"\x1b[^\x1b]{0,64}$")


class NoFrameError(Exception):
    """The program ended, or the time did, before a frame was painted."""


def has_frame(output: bytes, must_be_visible: bool) -> bool:
    """Say whether ``output`` holds a painted frame.

    A frame is at least half of the screen's cells written after the switch to the alternate
    screen; an empty app writes blank ones, so ``must_be_visible`` asks for ten that are not.
    """
    _, switch, painted = output.partition(_ALTERNATE_SCREEN)
    if not switch:
        return False
    painted = painted.partition(_NORMAL_SCREEN)[0]  # what follows is a traceback
    plain = ESCAPES.sub(b"", UNFINISHED_ESCAPE.sub(b"", painted))
    text = plain.decode("utf-8", "ignore").replace("\r", "").replace("\n", "")
    visible = sum(not character.isspace() for character in text)
    return len(text) * 2 >= COLUMNS * ROWS and (visible >= 10 or not must_be_visible)


def first_frame_ms(
    command: Sequence[str],
    environment: Mapping[str, str],
    must_be_visible: bool,
    limit_s: float = 30,
) -> float:
    """Return the ms from starting ``command`` in an 80x24 terminal to its first frame, and end it.

    Raises:
        NoFrameError: no frame within ``limit_s`` seconds; the text ends with what was written.
    """
    with _started(command, environment) as (start, terminal):
        return _until(lambda output: has_frame(output, must_be_visible), terminal, start, limit_s)


def answer_ms(
    command: Sequence[str],
    environment: Mapping[str, str],
    typed: str,
    expected: str,
    limit_s: float = 30,
) -> float:
    """Return the ms from starting ``command`` until ``expected`` shows, and end it.

    ``typed`` is sent as soon as the first frame is there.

    Raises:
        NoFrameError: no frame or no answer within ``limit_s`` seconds.
    """
    with _started(command, environment) as (start, terminal):
        _until(lambda output: has_frame(output, True), terminal, start, limit_s)
        os.write(terminal, typed.encode())
        return _until(
            lambda output: expected in ESCAPES.sub(b"", output).decode("utf-8", "ignore"),
            terminal,
            start,
            limit_s,
        )


@contextlib.contextmanager
def _started(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[tuple[float, int]]:
    """Run ``command`` in a terminal of its own; give the time of its start and the terminal."""
    terminal, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    start = time.perf_counter()
    program = subprocess.Popen(
        command, env=environment, stdin=inside, stdout=inside, stderr=inside,
        start_new_session=True,
    )  # fmt: skip
    os.close(inside)
    try:
        yield start, terminal
    finally:
        end(program, terminal)


def _until(
    is_reached: Callable[[bytes], bool], terminal: int, start: float, limit_s: float
) -> float:
    """Read on until ``is_reached`` by what has been read; return the ms since ``start``."""
    output = b""
    while (left := start + limit_s - time.perf_counter()) > 0:
        if not select.select([terminal], [], [], left)[0]:
            break
        try:
            output += os.read(terminal, 65536)
        except OSError:  # Linux: the program has closed its side
            break
        now = time.perf_counter()
        if is_reached(output):
            return (now - start) * 1000
    tail = ESCAPES.sub(b"", output).decode("utf-8", "replace").strip()[-300:]
    raise NoFrameError(f"not painted what was waited for; at last: {tail!r}")


def end(program: subprocess.Popen[bytes], terminal: int) -> None:
    """End the program, by force after two seconds, reading on so that it is never held up."""
    program.terminate()
    deadline = time.perf_counter() + 2
    while program.poll() is None:
        if time.perf_counter() > deadline:
            program.kill()
            program.wait()
        elif select.select([terminal], [], [], 0.02)[0]:
            with contextlib.suppress(OSError):
                os.read(terminal, 65536)
    os.close(terminal)
