"""A private tmux server: a real terminal that tests type into and read."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest


class Tmux:
    """One server with one session, ``app``; its configuration is the test's own."""

    def __init__(self, folder: Path, set_clipboard: str = "external") -> None:
        self.name = f"clicktui_{os.getpid()}_{folder.name}"
        self.configuration = folder / "tmux.conf"
        self.configuration.write_text(
            f"set -g set-clipboard {set_clipboard}\nset -g escape-time 0\n"
            "set -g default-terminal tmux-256color\n"
        )

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["tmux", "-L", self.name, "-f", self.configuration, "-u", *arguments],
            capture_output=True,
            check=False,
        )

    def screen(self) -> str:
        return self("capture-pane", "-p", "-t", "app").stdout.decode()

    def styled_screen(self) -> str:
        return self("capture-pane", "-p", "-e", "-t", "app").stdout.decode()


class Terminal:
    """clicktui in a terminal of ``columns`` x ``rows``; a context manager.

    It has the index of all tests; with ``indexes``, none yet, as when clicktui starts first.
    """

    def __init__(
        self,
        folder: Path,
        columns: int = 100,
        rows: int = 30,
        environ: str = "",
        arguments: str = "",
        indexes: bool = False,
    ) -> None:
        self.tmux = Tmux(folder)
        self.state = folder / "state"
        self.state.mkdir(mode=0o700, exist_ok=True)
        (self.state / "tour-seen").touch()  # tests of the tour take this away
        self._size = ("-x", str(columns), "-y", str(rows))
        cache = folder / "cache" if indexes else os.environ["CLICKTUI_CACHE"]
        places = f"CLICKTUI_CACHE='{cache}' " + " ".join(
            f"CLICKTUI_{name}='{folder / name.lower()}'" for name in ("STATE", "DATA", "SETTINGS")
        )
        self._command = (
            f"env -u COLUMNS -u LINES DISPLAY= WAYLAND_DISPLAY= {places} {environ} "
            f"'{sys.executable}' -m clicktui {arguments}; "
            "echo ended with $?; sleep 60"
        )

    def __enter__(self) -> "Terminal":
        begin = ("new-session", "-d", "-s", "app", *self._size, self._command)
        wait_for(lambda: self.tmux(*begin).returncode == 0, self.tmux.screen)  # the last one ends
        return self

    def __exit__(self, *_error: object) -> None:
        self.tmux("kill-server")

    def keys(self, *names: str) -> None:
        """Press keys by tmux's names, one by one."""
        for name in names:
            self.tmux("send-keys", "-t", "app", name)

    def types(self, text: str) -> None:
        """Type ``text`` key by key."""
        for character in text:
            self.tmux("send-keys", "-t", "app", "-l", character)

    def shows(self, *texts: str) -> str:
        """Wait until the screen shows all of ``texts``, and return it."""
        seen = ""

        def is_there() -> bool:
            nonlocal seen
            seen = self.tmux.screen()
            return all(text in seen for text in texts)

        wait_for(is_there, lambda: seen)
        return seen

    def last_copy(self) -> str:
        """Wait for something to be copied, and return it."""
        file = self.state / "last-copy.txt"
        wait_for(file.exists, self.tmux.screen)
        return file.read_text(encoding="utf-8")

    def process(self) -> int:
        """Return the app's process id."""
        shell = self._pane("pane_pid")
        found = subprocess.run(["pgrep", "-P", shell], capture_output=True, check=True)
        return int(found.stdout)

    def ended(self) -> int:
        """Wait until the app has ended, and return its exit code."""
        screen = self.shows("ended with")
        return int(screen.split("ended with")[1].split()[0])

    def is_in_alternate_screen(self) -> bool:
        """Say whether the terminal still shows an app's screen."""
        return self._pane("alternate_on") == "1"

    def _pane(self, variable: str) -> str:
        shown = self.tmux("display-message", "-p", "-t", "app", f"#{{{variable}}}").stdout
        return shown.decode().strip()


def wait_for(seen: Callable[[], object], what: Callable[[], object]) -> None:
    """Wait up to 15 s until ``seen``; else fail with ``what`` there is."""
    for _attempt in range(300):
        if seen():
            return
        time.sleep(0.05)
    pytest.fail(f"never came: {what()}")
