"""What has to be imported before the first frame, and what must not be."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import clicktui

HEAVY = {"sqlite3", "yaml", "numpy", "whoosh", "rapidfuzz", "Stemmer", "citeproc"}
ROOMS = {"clicktui.corpus", "clicktui.search", "clicktui.board", "clicktui.citing"}
PACKAGES = sorted(Path(clicktui.__file__).parent.rglob("*/__init__.py"))


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("clicktui.tui.app", HEAVY | ROOMS),
        ("clicktui.tui.board.board_wishes", HEAVY | ROOMS),
        ("clicktui.board.model", HEAVY | {"textual"}),
        ("clicktui.board.changes", HEAVY | {"textual"}),
    ],
)
def test_what_is_heavy_comes_behind(module: str, unwanted: set[str]) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = set(done.stdout.split())
    assert module in loaded
    assert not unwanted & loaded


@pytest.mark.parametrize("init", PACKAGES, ids=lambda path: path.parent.name)
def test_the_face_of_a_package_imports_nothing(init: Path) -> None:
    (only,) = ast.parse(init.read_text(encoding="utf-8")).body
    assert isinstance(only, ast.Expr)
