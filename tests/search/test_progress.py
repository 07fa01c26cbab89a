"""How far a build is, told by time."""

from pathlib import Path

import pytest
from search_helpers import one_source, passages

from clicktui.search.building import build_index
from clicktui.search.model import SearchCancelledError
from clicktui.search.progress import Pace


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_it_is_told_ten_times_a_second_and_at_every_phase() -> None:
    clock = Clock()
    said: list[tuple[float, int, int]] = []
    pace = Pace(lambda done, total: said.append((clock.seconds, done, total)), clock=clock)
    for done in range(32):  # 31.25 ms each
        clock.seconds = done / 32
        pace.reach(done, 32)
    assert said == [(n / 32, n, 32) for n in (4, 8, 12, 16, 20, 24, 28)]
    pace.pass_to(32, 32)
    clock.seconds += 0.05
    pace.tick()
    clock.seconds += 0.0625
    pace.tick()
    assert said[-2:] == [(31 / 32, 32, 32), (31 / 32 + 0.1125, 32, 32)]


def test_a_slow_disk_has_something_to_tell_while_it_finishes(tmp_path: Path) -> None:
    said: list[tuple[int, int]] = []
    slow = Pace(lambda *at: said.append(at), every=0)
    build_index(tmp_path, one_source(lambda: passages("un mot", "deux mots")), slow)
    assert said[:2] == [(0, 1), (0, 2)]
    assert said.index((2, 2)) < len(said) - 30, "every file and word written is a moment to tell"
    assert said[-1] == (2, 2)


def test_a_build_can_be_ended_while_it_finishes(tmp_path: Path) -> None:
    said: list[tuple[int, int]] = []
    slow = Pace(lambda *at: said.append(at), lambda: said.count((2, 2)) == 5, every=0)
    with pytest.raises(SearchCancelledError):
        build_index(tmp_path, one_source(lambda: passages("un mot", "deux mots")), slow)
    assert said.count((2, 2)) == 5
    assert not list(tmp_path.glob("*.toc"))
