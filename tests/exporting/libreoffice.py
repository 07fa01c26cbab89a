"""LibreOffice without a screen, which opens what was written for Word and Excel."""

import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")


def _starts() -> bool:
    """Say whether it is there as a whole: parts of it are often installed without the others."""
    if PROGRAM is None:
        return False
    return subprocess.run([PROGRAM, "--version"], capture_output=True).returncode == 0


needs_libreoffice = pytest.mark.skipif(not _starts(), reason="LibreOffice is not installed")


def converted(content: bytes, name: str, to: str, folder: Path, read_as: str = "") -> str:
    """Return what LibreOffice reads in the file ``name``, converted to text of UTF-8."""
    (folder / name).write_bytes(content)
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    reading = [f"--infilter={read_as}"] if read_as else []
    command = [
        PROGRAM,
        own,
        "--headless",
        *reading,
        "--convert-to",
        to,
        "--outdir",
        folder,
        folder / name,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    ending = to.partition(":")[0]
    return (folder / name).with_suffix(f".{ending}").read_text("utf-8-sig")
