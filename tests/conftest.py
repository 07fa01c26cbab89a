"""Every test has places of its own: none reads or writes the user's."""

import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("clicktui", deadline=None)  # a busy machine is no mistake
settings.load_profile("clicktui")

# else each worker compiles all tests anew, and each process that a test starts clicktui
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory: stores are synced to it at every change, at no cost."""


def pytest_configure(config: pytest.Config) -> None:
    """Keep the files of tests in memory, where that is to be had and nobody says otherwise."""
    is_worker = hasattr(config, "workerinput")
    if not is_worker and not config.option.basetemp and os.access(MEMORY, os.W_OK | os.X_OK):
        config.option.basetemp = config.stash[_FOLDER] = tempfile.mkdtemp(
            prefix="clicktui-tests-", dir=MEMORY
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    """Give the memory back."""
    if _FOLDER in config.stash:
        shutil.rmtree(config.stash[_FOLDER], ignore_errors=True)


_FOLDER = pytest.StashKey[str]()


def pytest_collection_finish() -> None:
    """Let no collection of garbage walk over thousands of collected tests again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def own_places(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_of_all_tests = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("CLICKTUI_CACHE", str(index_of_all_tests))
    monkeypatch.setenv("CLICKTUI_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("CLICKTUI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CLICKTUI_SETTINGS", str(tmp_path / "settings.yaml"))
    monkeypatch.setenv("CLICKTUI_CORPUS", "")  # what a command line sets is taken back
