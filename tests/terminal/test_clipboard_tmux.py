"""The clipboard in a real terminal: a private tmux server, under each of its settings.

The text sent is 100 kB of what breaks clipboards: accents, guillemets, no-break spaces, line
ends, an emoji. What arrives is read from tmux's buffer, byte by byte.
"""

import shutil
import sys
from pathlib import Path

import pytest
from real_terminal import Tmux, wait_for

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]

APP = Path(__file__).parent / "clipboard_app.py"
LINE = "« Été » — “précarité” l’IA 260\u00a0000\u202f! 🧠 œuvre, [sic] [/x]\n\nEt après ?\n"
PAYLOAD = (LINE * 1200).encode()[:100_000].decode("utf-8", "ignore")


def copied_in_tmux(folder: Path, set_clipboard: str, prefix: str) -> tuple[bytes, str]:
    """Run the app, let it copy PAYLOAD, and return tmux's buffer and the last screen."""
    source = folder / "payload.txt"
    source.write_bytes(PAYLOAD.encode())
    tmux = Tmux(folder, set_clipboard)
    environment = f"CLICKTUI_STATE='{folder / 'state'}' {prefix}"
    command = f"env {environment} '{sys.executable}' '{APP}' '{source}'"
    try:
        tmux("new-session", "-d", "-s", "app", "-x", "100", "-y", "30", command)
        wait_for(lambda: "ready" in tmux.screen(), tmux.screen)
        tmux("send-keys", "-t", "app", "c")
        wait_for(lambda: "Sent" in tmux.screen(), tmux.screen)
        wait_for(lambda: len(tmux("save-buffer", "-").stdout) >= len(PAYLOAD.encode()), tmux.screen)
        return tmux("save-buffer", "-").stdout, tmux.screen()
    finally:
        tmux("kill-server")


@pytest.mark.parametrize("set_clipboard", ["on", "external", "off"])
def test_tmux_gets_exactly_the_words_under_every_setting(
    tmp_path: Path, set_clipboard: str
) -> None:
    clipboard, screen = copied_in_tmux(tmp_path, set_clipboard, "DISPLAY= WAYLAND_DISPLAY=")

    assert clipboard.decode() == PAYLOAD
    assert "Sent to the terminal (OSC 52) and tmux." in screen
    assert (tmp_path / "state" / "last-copy.txt").read_bytes().decode() == PAYLOAD


def test_osc_52_alone_carries_a_large_text(tmp_path: Path) -> None:
    clipboard, screen = copied_in_tmux(tmp_path, "on", "TMUX= DISPLAY= WAYLAND_DISPLAY=")

    assert clipboard.decode() == PAYLOAD
    assert "Sent to the terminal (OSC 52)." in screen
