"""Asking a terminal what it is and can do, in its own language, and leaving it as it was.

Every terminal answers DA1 (``CSI c``), so that it is asked last: what was not answered before it
never will be. Sources: XTerm control sequences (XTVERSION, DECRQSS, OSC 52, CPR), the kitty
keyboard protocol (``CSI ? u``).
"""

import os
import re
import select
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

LIMIT_S = 1.0
"""Seconds that a terminal has for all its answers to one asking: the far end of SSH needs some."""

_DA1 = b"\x1b[c"
_DA1_ANSWER = re.compile(rb"\x1b\[\?[\d;]*c")
_NAME = re.compile(rb"\x1bP>\|([^\x1b\x07]*)(?:\x1b\\|\x07)")
_COLOUR = re.compile(rb"\x1bP1\$r[^\x1b]*48[:;]2[:;]{1,2}1[:;]2[:;]3[^\x1b]*\x1b\\")
_KITTY = re.compile(rb"\x1b\[\?(\d+)u")
_PLACE = re.compile(rb"\x1b\[\d+;(\d+)R")
_OSC52 = re.compile(rb"\x1b\]52;[^;\x07\x1b]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
_LARGEST_ANSWER = 16_000_000


@dataclass(frozen=True, slots=True)
class Answers:
    """What a terminal said of itself; None for what it did not answer.

    ``widths`` are the cells that the cursor moved for each sign, those that were answered.
    """

    is_answering: bool
    name: str | None = None
    has_all_colours: bool | None = None
    keyboard: int | None = None
    widths: Mapping[str, int] = field(default_factory=dict)


class Terminal:
    """A terminal open for questions: its echo is off, and keys come one by one."""

    def __init__(self, reading: int, writing: int, limit_s: float = LIMIT_S) -> None:
        self._reading = reading
        self._writing = writing
        self._limit_s = limit_s
        self.is_late = False
        """Whether answers may still come, which nobody may take for typed keys."""

    def about(self, signs: Sequence[str] = (), *, with_strings: bool = True) -> Answers:
        """Ask all but the clipboard; ``signs`` are drawn, measured and taken away.

        ``with_strings``: the terminal knows control strings (the Linux console prints them).
        """
        question = b"\x1b[?u"
        if with_strings:
            question = b"\x1b[>0q\x1b[48:2:1:2:3m\x1bP$qm\x1b\\\x1b[m" + question
        question += b"".join(b"\r" + sign.encode() + b"\x1b[6n" for sign in signs)
        answer = self.ask(question + b"\r\x1b[K")
        if answer is None:
            return Answers(False)
        name, keyboard = _NAME.search(answer), _KITTY.search(answer)
        places = [int(column) - 1 for column in _PLACE.findall(answer)]
        return Answers(
            True,
            _printable(name[1]) if name else None,
            True if _COLOUR.search(answer) else None,
            int(keyboard[1]) if keyboard else None,
            dict(zip(signs, places, strict=True)) if len(places) == len(signs) else {},
        )

    def clipboard(self) -> bytes | None:
        """Return what the terminal says is on its clipboard; None where it does not say."""
        found = _OSC52.search(self.ask(b"\x1b]52;c;?\x07") or b"")
        try:
            return b64decode(found[1], validate=True) if found else None
        except ValueError:
            return None

    def set_clipboard(self, content: bytes) -> None:
        """Send ``content`` for the clipboard; nothing says whether it arrived."""
        self._write(b"\x1b]52;c;" + b64encode(content) + b"\x07")

    def ask(self, question: bytes) -> bytes | None:
        """Send ``question`` and return all that is answered; None where not even DA1 is."""
        if self.is_late:
            return None
        self._write(question + _DA1)
        answer = b""
        until = time.monotonic() + self._limit_s
        while not _DA1_ANSWER.search(answer) and len(answer) < _LARGEST_ANSWER:
            part = self.read(until - time.monotonic())
            if not part:
                self.is_late = True
                return None
            answer += part
        return answer

    def read(self, seconds: float | None) -> bytes:
        """Return what comes within ``seconds`` (None: whenever), b"" for nothing."""
        wait = None if seconds is None else max(0.0, seconds)
        if not select.select([self._reading], [], [], wait)[0]:
            return b""
        return os.read(self._reading, 65536)

    def _write(self, content: bytes) -> None:
        while content:
            content = content[os.write(self._writing, content) :]


def _printable(name: bytes) -> str:
    return "".join(one for one in name.decode("utf-8", "replace") if one.isprintable())[:60]


if sys.platform == "win32":

    @contextmanager
    def open_terminal(
        reading: int, writing: int, limit_s: float = LIMIT_S, *, is_raw: bool = False
    ) -> Iterator[Terminal | None]:
        """Give None: a console is not asked."""
        yield None
else:
    import termios
    import tty

    @contextmanager
    def open_terminal(
        reading: int, writing: int, limit_s: float = LIMIT_S, *, is_raw: bool = False
    ) -> Iterator[Terminal | None]:
        """Give the terminal behind two descriptors; None where they are none that can be asked.

        ``is_raw``: Ctrl+C, Ctrl+Z and Ctrl+Q are keys as all others. Afterwards the terminal is as
        it was; answers that are late are thrown away, not left to a shell.
        """
        try:
            is_ours = os.tcgetpgrp(reading) == os.getpgrp()  # else asking would stop us
            before = termios.tcgetattr(reading)
        except (OSError, termios.error):
            is_ours = False
        if not is_ours or not os.isatty(writing):
            yield None
            return
        terminal = Terminal(reading, writing, limit_s)
        try:
            (tty.setraw if is_raw else tty.setcbreak)(reading, termios.TCSADRAIN)
            yield terminal
        finally:
            how = termios.TCSAFLUSH if terminal.is_late else termios.TCSADRAIN
            termios.tcsetattr(reading, how, before)
