"""Runs ``python -m clicktui`` as a user's shell does, with folders of its own."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from forking import Forker

KEPT = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {
    "LC_ALL": "C.UTF-8",
    "PYTHONWARNINGS": "error",
}
"""What every command has of the environment, beside its folders."""


@dataclass
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


class CommandLine:
    """A shell with its own cache, state and settings, in English and UTF-8 unless told."""

    forker: ClassVar[Forker | None] = None
    """Where commands come from that need no streams, environment or terminal of their own."""

    def __init__(self, folder: Path) -> None:
        self._others: dict[str, Forker] = {}
        self.folder = folder
        self.settings = folder / "settings.yaml"
        self.environ = KEPT | {
            "CLICKTUI_CACHE": str(folder / "cache"),
            "CLICKTUI_STATE": str(folder / "state"),
            "CLICKTUI_DATA": str(folder / "data"),
            "CLICKTUI_SETTINGS": str(self.settings),
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
        if self.forker and not options:
            return self._forked(self._forker_here(self.forker), arguments)
        with self.process(*arguments, **options) as process:
            out, err = process.communicate(timeout=60)
        return Ended(process.returncode, (out or b"").decode(), (err or b"").decode())

    def _forker_here(self, usual: Forker) -> Forker:
        """Return ``usual``, or one for other sources that ``PYTHONPATH`` names."""
        path = self.environ.get("PYTHONPATH")
        if path is None:
            return usual
        if path not in self._others:
            self._others[path] = Forker(self.environ)
        return self._others[path]

    def close(self) -> None:
        """End what other sources needed."""
        for other in self._others.values():
            other.close()

    def _forked(self, forker: Forker, arguments: tuple[str, ...]) -> Ended:
        with (
            Path(os.devnull).open("rb") as nothing,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
        ):
            code = forker.run(arguments, self.folder, self.environ, (nothing, out, err))
            out.seek(0)
            err.seek(0)
            return Ended(code, out.read().decode(), err.read().decode())
