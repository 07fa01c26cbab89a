from pathlib import Path

import pytest
from command_line import CommandLine


@pytest.fixture
def clicktui(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)
