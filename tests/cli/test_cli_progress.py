"""What is told on a terminal of something that takes long."""

import io
import sys

import pytest

from clicktui.cli import progress
from clicktui.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()])
def test_progress_is_told_on_a_terminal_and_taken_away(
    stream: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SHOWN_AFTER_SECONDS", 0.0)
    monkeypatch.setattr(sys, "stderr", stream)
    one = Progress("importing: {done} of {total} quotes")
    one(1, 3)
    one.end()
    told = "\rclicktui: importing: 1 of 3 quotes\x1b[K\r\x1b[K" if stream.isatty() else ""
    assert stream.getvalue() == told


def test_what_is_quick_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SHOWN_AFTER_SECONDS", 3600.0)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    one = Progress("{done} of {total}")
    one(1, 3)
    one.end()
    assert terminal.getvalue() == ""
