"""A terminal played by a thread: what it answers, and what it does not."""

import os
import pty
import re
import threading
import tty
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.doctor.asking import Answers, Terminal

DA1 = b"\x1b[c"


class Player:
    """Answers as its settings say; ``clipboard`` None: never tells it."""

    def __init__(self, **answers: object) -> None:
        self.answers = answers
        self.clipboard: bytes | None = None
        self.is_written = True
        self.written: list[bytes] = []
        self.is_silent = False

    def reply(self, asked: bytes) -> bytes:
        if self.is_silent:
            return b""
        out = b""
        pattern = rb"\x1b\[>0q|\x1bP\$qm\x1b\\|\x1b\[\?u|\x1b\[6n|\x1b\]52;c;([^\x07]*)\x07|\x1b\[c"
        for found in re.finditer(pattern, asked):
            match found[0]:
                case b"\x1b[>0q" if "name" in self.answers:
                    out += b"\x1bP>|%s\x1b\\" % self.answers["name"]
                case b"\x1bP$qm\x1b\\" if "colour" in self.answers:
                    out += b"\x1bP1$r%s\x1b\\" % self.answers["colour"]
                case b"\x1b[?u" if "kitty" in self.answers:
                    out += b"\x1b[?%du" % self.answers["kitty"]
                case b"\x1b[6n":
                    sign = asked[: found.start()].rsplit(b"\r", 1)[1].decode()
                    out += b"\x1b[5;%dR" % (1 + self.answers.get("widths", {}).get(sign, 1))
                case b"\x1b[c":
                    out += b"\x1b[?65;1;9c"
                case other if other.startswith(b"\x1b]52"):
                    if found[1] != b"?":
                        self.written.append(b64decode(found[1]))
                        if self.is_written and self.clipboard is not None:
                            self.clipboard = b64decode(found[1])
                    elif self.clipboard is not None:
                        out += b"\x1b]52;c;%s\x1b\\" % b64encode(self.clipboard)
        return out


@contextmanager
def played(player: Player, limit_s: float = 5.0) -> Iterator[Terminal]:
    master, slave = pty.openpty()
    tty.setraw(slave)

    def play() -> None:
        asked = b""
        while True:
            try:
                asked += os.read(master, 65536)
            except OSError:
                return
            if asked.endswith((DA1, b"\x07")):
                os.write(master, player.reply(asked))
                asked = b""

    thread = threading.Thread(target=play, daemon=True)
    thread.start()
    try:
        yield Terminal(slave, slave, limit_s)
    finally:
        os.close(slave)
        thread.join(5)
        os.close(master)


@pytest.mark.parametrize(
    "colour", [b"0;48:2:1:2:3m", b"0;48:2::1:2:3m", b"48;2;1;2;3m"], ids=["xterm", "iso", "old"]
)
def test_all_that_is_answered_is_read(colour: bytes) -> None:
    player = Player(name=b"XTerm(390)", colour=colour, kitty=0, widths={"■": 2})
    with played(player) as terminal:
        answers = terminal.about("●■")
    assert answers == Answers(True, "XTerm(390)", True, 0, {"●": 1, "■": 2})


def test_what_is_not_answered_is_not_known() -> None:
    with played(Player()) as terminal:
        assert terminal.about("●") == Answers(True, None, None, None, {"●": 1})


def test_another_colour_given_back_is_no_sign_of_all() -> None:
    with played(Player(colour=b"0;48:5:16m")) as terminal:
        assert terminal.about().has_all_colours is None


def test_a_name_is_no_command() -> None:
    with played(Player(name=b"evil\x1b[31m\x07\x08")) as terminal:
        name = terminal.about().name
    assert name is None or name.isprintable()


def test_a_silent_terminal_is_asked_once() -> None:
    player = Player()
    player.is_silent = True
    with played(player, 0.05) as terminal:
        assert terminal.about("●") == Answers(False)
        assert terminal.is_late
        assert terminal.ask(b"") is None


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=200))
def test_the_clipboard_comes_back_as_it_was_sent(content: bytes) -> None:
    player = Player()
    player.clipboard = b"before"
    with played(player) as terminal:
        assert terminal.clipboard() == b"before"
        terminal.set_clipboard(content)
        assert terminal.clipboard() == content


def test_a_clipboard_that_is_not_told_is_none() -> None:
    with played(Player()) as terminal:
        assert terminal.clipboard() is None
