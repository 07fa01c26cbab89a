"""The very first start in a real terminal: the tour comes, takes no key, and goes for good."""

import shutil
from pathlib import Path

import pytest
from real_terminal import Terminal, wait_for

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


def test_the_first_start_shows_the_tour_over_the_app(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, 80, 24, environ="NO_COLOR=1")
    seen = terminal.state / "tour-seen"
    seen.unlink()
    with terminal:
        terminal.types("folco 2023")
        screen = terminal.shows("Tour 1/6: Find", "passages · ")
        assert " folco 2023\n" in screen
        terminal.keys("Escape")
        wait_for(seen.exists, terminal.tmux.screen)
        wait_for(lambda: "Tour" not in terminal.tmux.screen(), terminal.tmux.screen)
        assert " folco 2023\n" in terminal.tmux.screen()
