"""The index written in a process of its own: what it tells, and how it ends."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from clicktui.corpora.choosing import place_of
from clicktui.errors import IndexUnusableError
from clicktui.search import opening
from clicktui.search.apart import Apart
from clicktui.search.model import Options, SearchCancelledError
from clicktui.tui.core_thread import Answer, CoreThread, Question
from clicktui.workspace import Workspace, open_workspace


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLICKTUI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def indexes(cache: Path) -> list[Path]:
    return list(cache.glob("index-*"))


def test_it_ends_with_the_one_that_started_it(cache: Path) -> None:
    command = [sys.executable, "-m", "clicktui.index_process"]
    wish = {
        "place": ["built-in", None, False],
        "rebuilds": False,
        "tidies": False,
        "language": "en",
    }
    ended = subprocess.run(  # its input is closed after the wish
        command, input=json.dumps(wish).encode() + b"\n", capture_output=True, timeout=60
    )
    assert ended.returncode == 1
    assert not indexes(cache)


def test_what_goes_wrong_there_is_told_in_one_line(tmp_path: Path, cache: Path) -> None:
    cache.mkdir(mode=0o700)
    (cache / "index.lock").mkdir()
    with closing(Workspace()) as workspace:
        apart = workspace.index_apart()
        with pytest.raises(IndexUnusableError, match="cannot be locked") as error:
            apart.run(lambda done, total: None)
        assert "\n" not in str(error.value)


def test_one_that_is_stopped_writes_nothing(cache: Path) -> None:
    with closing(Workspace()) as workspace:
        apart = workspace.index_apart()
        apart.stop()
        with pytest.raises(SearchCancelledError):
            apart.run(lambda done, total: None)
    assert not indexes(cache)


def test_one_that_is_ended_from_outside_says_what_to_do() -> None:
    with pytest.raises(IndexUnusableError, match="start clicktui again"):
        Apart("this", {}).run(lambda done, total: None)  # a module that prints, and ends


class Told:
    """What a core thread told."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.answer: Answer | None = None
        self.is_whole = False

    def workspace_opened(self, workspace: Workspace) -> None: ...

    def indexing_begins(self) -> None:
        self.calls.append("begins")

    def indexing(self, done: int, total: int) -> None: ...

    def engine_opened(self, notices: tuple[str, ...], is_whole: bool) -> None:
        self.calls.append("whole" if is_whole else "in part")
        self.is_whole = is_whole

    def index_grew(self) -> None: ...

    def answered(self, answer: Answer) -> None:
        self.answer = answer

    def failed(self, failure: Exception) -> None:
        self.calls.append(repr(failure))


def wait_for(is_so: Callable[[], object]) -> None:
    limit = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < limit
        time.sleep(0.02)


def test_the_app_searches_what_was_written_there(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_FEW_SOURCES", 0)
    told = Told()
    core = CoreThread(told, open_workspace(place_of("built-in")))
    core.ask(Question("plateforme ", 11, Options()))
    core.start()
    try:
        wait_for(lambda: told.is_whole and told.answer)
    finally:
        core.stop()
    assert told.answer is not None and told.answer.results.total > 3
    without_parts = [call for call in told.calls if call != "in part"]  # as fast as it is
    assert without_parts == ["begins", "whole"]
    assert told.calls[0] == "begins", "nothing is answered before there is an index"
    assert len(indexes(cache)) == 1
