import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import KEPT, CommandLine
from forking import Forker


@pytest.fixture(scope="session", autouse=True)
def _forker() -> Iterator[None]:
    if hasattr(os, "fork"):
        CommandLine.forker = Forker(KEPT)
        yield
        CommandLine.forker.close()
    else:
        yield


@pytest.fixture
def clicktui(tmp_path: Path) -> Iterator[CommandLine]:
    line = CommandLine(tmp_path)
    yield line
    line.close()
