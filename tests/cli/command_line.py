"""Runs ``python -m clicktui`` as a user's shell does, with folders of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


class CommandLine:
    """A shell with its own cache, state and settings, in English and UTF-8 unless told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = folder / "settings.yaml"
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.environ = kept | {
            "CLICKTUI_CACHE": str(folder / "cache"),
            "CLICKTUI_STATE": str(folder / "state"),
            "CLICKTUI_DATA": str(folder / "data"),
            "CLICKTUI_SETTINGS": str(self.settings),
            "LC_ALL": "C.UTF-8",
            "PYTHONWARNINGS": "error",
        }

    def process(self, *arguments: str, **options: Any) -> "subprocess.Popen[bytes]":
        environ = self.environ | options.pop("environ", {})
        options = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "cwd": self.folder,
        } | options
        return subprocess.Popen(
            [sys.executable, "-m", "clicktui", *arguments], env=environ, **options
        )

    def __call__(self, *arguments: str, **options: Any) -> Ended:
        with self.process(*arguments, **options) as process:
            out, err = process.communicate(timeout=60)
        return Ended(process.returncode, (out or b"").decode(), (err or b"").decode())
