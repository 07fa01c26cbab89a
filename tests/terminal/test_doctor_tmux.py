"""The doctor in a real terminal, which answers and is left as it was."""

import shutil
from pathlib import Path

import pytest
from real_terminal import Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


def test_tmux_is_asked_and_nothing_of_its_answers_is_left_over(tmp_path: Path) -> None:
    with Terminal(
        tmp_path, 120, 60, arguments="doctor; read -t 0.5 left; echo left=[$left]"
    ) as one:
        screen = one.shows("left=[]")
    assert "ok       terminal               tmux " in screen
    assert "ok       signs                  each one cell wide: ●■▲" in screen
    assert "a buffer was written and read back" in screen
    assert "120 columns, 60 rows" in screen


def test_keys_are_tried_raw(tmp_path: Path) -> None:
    with Terminal(tmp_path, arguments="doctor --keys") as one:
        one.shows("  F1")
        one.keys("F1")
        one.shows("  F2")
        one.keys("F7")
        one.shows("arrived as F7", "  F3")
        one.keys("Escape")
        screen = one.shows("Not as expected: F2.")
        assert "  F1         ✓" in screen
        assert one.ended() == 1
