"""Work that goes on beside the interface, in the app's loop."""

from collections.abc import Awaitable, Callable

from textual.dom import DOMNode
from textual.worker import Worker


def beside(
    node: DOMNode,
    work: Callable[..., Awaitable[None]],
    *args: object,
    group: str = "default",
    is_alone: bool = False,
) -> Worker[None]:
    """Begin ``work(*args)`` for ``node``, with which it ends; what it raises is told, no more.

    ``is_alone``: what was begun before in the same ``group`` is given up. It is called by the
    worker itself: a coroutine that was made here would never be awaited if the app ends before
    the worker began, of which Python complains.
    """

    async def told() -> None:
        try:
            await work(*args)
        except RuntimeError:  # a thread was stopped: the app, or a corpus, is being left
            raise
        except Exception as error:
            if node.app.is_running:
                text = str(error) or type(error).__name__
                node.app.notify(text, severity="error", timeout=10, markup=False)
            raise

    return node.run_worker(told, group=group, exclusive=is_alone, exit_on_error=False)
