"""Beside the interface one thing is done at a time, and the newest wish wins."""

import asyncio
import threading

from clicktui.tui.newest import IsOld, Newest


async def test_what_waits_gives_way_and_only_the_newest_is_told() -> None:
    newest: Newest[str] = Newest()
    begun, let_go = threading.Event(), threading.Event()
    told: list[str] = []
    was_old: list[bool] = []

    def first(is_old: IsOld) -> str:
        begun.set()
        assert let_go.wait(10)
        was_old.append(is_old())
        return "first"

    newest.wish(first, told.append)
    await asyncio.to_thread(begun.wait, 10)
    newest.wish(lambda _is_old: "second", told.append)
    newest.wish(lambda _is_old: "third", told.append)
    let_go.set()
    while not told:
        await asyncio.sleep(0.01)
    assert (told, was_old) == (["third"], [True])


async def test_work_that_fails_does_not_end_the_rest() -> None:
    newest: Newest[int] = Newest()
    told: list[int] = []
    newest.wish(lambda _is_old: 1 // 0, told.append)
    await asyncio.sleep(0.05)
    newest.wish(lambda _is_old: 1, told.append)
    while not told:
        await asyncio.sleep(0.01)
    assert told == [1]


async def test_nothing_is_told_once_it_is_stopped() -> None:
    newest: Newest[int] = Newest()
    told: list[int] = []
    newest.wish(lambda _is_old: 1, told.append)
    newest.stop()
    await asyncio.sleep(0.05)
    assert told == []
