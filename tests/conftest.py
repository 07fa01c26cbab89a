"""Every test has places of its own: none reads or writes the user's."""

from pathlib import Path

import pytest


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
