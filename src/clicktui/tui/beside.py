"""Work that goes on beside the interface, in the app's loop."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import cast

from textual.dom import DOMNode
from textual.worker import Worker


def beside(
    node: DOMNode,
    work: Callable[..., Awaitable[None]],
    *args: object,
    group: str = "default",
    is_alone: bool = False,
) -> Worker[None]:
    """Begin ``work(*args)`` for ``node``, with which it ends; what it raises does not end the app.

    ``is_alone``: what was begun before in the same ``group`` is given up. It is called by the
    worker itself: a coroutine that was made here would never be awaited if the app ends before
    the worker began, of which Python complains.
    """
    called = cast("Callable[[], Coroutine[None, None, None]]", partial(work, *args))
    return node.run_worker(called, group=group, exclusive=is_alone, exit_on_error=False)
