"""How the app comes to life behind its first frame: panes, corpus, index, answers.

The core thread's news are posted to the app and carried out there in their order.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from clicktui.tui import collecting

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.core_thread import Answer, CoreThread, Question
    from clicktui.workspace import Workspace

_PANES = tuple(f"clicktui.tui.{pane}.pane" for pane in ("search", "reader", "board", "codes"))
_WISHES = tuple(f"clicktui.tui.desk.{one}_keeper" for one in ("metadata", "corpora", "codes"))
"""Modules that the app needs next: imported in its own thread they would delay keys."""


class Opening:
    """Brings the panes and the core thread, and passes its news on; the thread's ``Listener``."""

    def __init__(self, app: "ClicktuiApp") -> None:
        self._app = app
        self._core: CoreThread | None = None
        self._leaving = threading.Event()
        self._importer = threading.Thread(target=self._import, name="clicktui-import", daemon=True)

    def start(self) -> None:
        """Begin, in a thread: imports alone would delay keys."""
        self._importer.start()

    def ask(self, question: "Question") -> None:
        """Give the search its newest question; before there is an index it is not lost."""
        if self._core is not None:
            self._core.ask(question)

    def reopen_index(self) -> None:
        """Search what the corpus is now."""
        if self._core is not None:
            self._core.reopen()

    def close_core(self) -> None:
        """Let the search end and what was open be closed; waits a little, not for the app's loop.

        ``open_core`` begins anew.
        """
        if self._core is not None:
            self._core.stop()
            self._core = None

    def open_core(self, workspace: "Workspace") -> None:
        """Open the index of ``workspace``, which is open already, and search it."""
        from clicktui.tui.core_thread import CoreThread

        self._core = CoreThread(self, workspace)
        self._core.start()

    def stop(self) -> None:
        """Let the threads end, and wait for them a little."""
        self._leaving.set()
        if self._importer.is_alive():
            self._importer.join(1.0)
        if self._core is not None:
            self._core.stop()

    def _import(self) -> None:
        try:
            from clicktui.tui.core_thread import CoreThread

            for module in _PANES:
                import_module(module)
            self._post(self._app.furnish)
            self._core = CoreThread(self)
            self._core.start()
            for module in _WISHES:
                import_module(module)
        except Exception as failure:  # the app stays, and says what went wrong
            collecting.go_on()
            self.failed(failure)

    def _post(self, told: Callable[..., Any], *news: object) -> None:
        """Have ``told`` called by the app, in its turn; nothing waits for it."""
        if not self._leaving.is_set():
            with suppress(RuntimeError):  # the app's loop has ended meanwhile
                self._app.call_later(told, *news)

    # what the core thread tells

    def workspace_opened(self, workspace: "Workspace") -> None:
        """Let the panes read the corpus."""
        self._post(self._app.take_workspace, workspace)

    def indexing_begins(self) -> None:
        """Say that it takes a while."""
        self._post(self._app.say_indexing_begins)

    def indexing(self, done: int, total: int) -> None:
        """Show the progress."""
        self._post(self._app.say_progress, done, total)

    def engine_opened(self, notices: tuple[str, ...], is_whole: bool) -> None:
        """Let typing search."""
        self._post(self._app.begin_to_search, notices, is_whole)

    def index_grew(self) -> None:
        """Let what stands in the input find what is new."""
        self._post(self._app.search_more)

    def answered(self, answer: "Answer") -> None:
        """Show an answer."""
        self._post(self._app.show_answer, answer)

    def failed(self, failure: Exception) -> None:
        """Say what went wrong."""
        self._post(self._app.say_failure, failure)
