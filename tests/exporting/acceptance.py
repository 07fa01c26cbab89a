"""The acceptance scripts, and the Python that has the programs they read files with.

``ACCEPTANCE_PYTHON`` names that Python, ``ACCEPTANCE_SCRIPTS`` the scripts' folder where it is not
beside the checkout.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PYTHON = os.environ.get("ACCEPTANCE_PYTHON", sys.executable)
SCRIPTS = Path(
    os.environ.get("ACCEPTANCE_SCRIPTS", Path(__file__).parents[3] / "shared" / "acceptance")
)
BIB, QDPX = SCRIPTS / "check_bib.py", SCRIPTS / "check_qdpx.py"

_NEEDED = {
    BIB: (
        ("pandoc", "biber", "ris2xml"),
        ("bibtexparser", "rispy", "pybtex", "jsonschema", "lxml"),
    ),
    QDPX: ((), ("lxml", "qdapy")),
}


def missing(script: Path) -> list[str]:
    """Return what ``script`` needs and this machine lacks."""
    programs, packages = _NEEDED[script]
    lacking = [name for name in programs if shutil.which(name) is None]
    asked = subprocess.run(
        [PYTHON, "-c", "import importlib.util as i, sys; "
         "print(*(n for n in sys.argv[1:] if not i.find_spec(n)))", *packages],
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    return [*lacking, *asked.stdout.split(), *([] if script.exists() else [script.name])]


def needs(script: Path) -> pytest.MarkDecorator:
    """Return what skips a test visibly where ``script`` cannot run."""
    lacking = missing(script)
    return pytest.mark.skipif(bool(lacking), reason=f"not installed: {', '.join(lacking)}")


def accept(script: Path, *arguments: str | Path) -> str:
    """Have ``script`` read what ``arguments`` say; return what it printed."""
    done = subprocess.run(
        [PYTHON, str(script), *map(str, arguments)], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "PASS" in done.stdout
    return done.stdout
