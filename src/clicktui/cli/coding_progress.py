"""The codes of all passages for a command, their finding told on a terminal once it takes long."""

import sys
import time
from typing import Self

from clicktui.coding.labels import CodeLabels
from clicktui.i18n import language
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import said
from clicktui.search.progress import SHOWN_AFTER_SECONDS
from clicktui.wording.coding import band_name
from clicktui.workspace import Workspace


def labels_of(workspace: Workspace) -> CodeLabels:
    """Let the filters of a search ask what is held of all passages, and return it.

    Raises:
        CodebookError, FolderUnusableError, BoardStoreError: see ``Workspace.label``.
    """
    with Telling() as telling:
        labels = workspace.label(telling)
    assert labels is not None  # noqa: S101 -- nothing cancels it
    return labels


def codes_text(labels: CodeLabels, passage_id: str) -> str:
    """Return the codes of a passage in words: ``● Prepare (clear)``; "" for none."""
    book = labels.codebook
    return ", ".join(
        f"{book.code(code).sign} {said(book.code(code).names, language())} ({band_name(band)})"
        for code, band in labels.held(passage_id)
    )


class Telling:
    """A progress (see ``search.progress.Progress``) on standard error, where that is a terminal.

    Its line goes when the block ends.
    """

    def __init__(self, line: str = "") -> None:
        """Tell ``line``, which names {done} and {total}; unless told, that codes are looked for."""
        self._line = line or _("looking for codes: {done} of {total} passages")
        self._began = time.monotonic()
        self._is_told = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._is_told:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def __call__(self, done: int, total: int) -> None:
        """Tell how many passages were looked at, of how many."""
        on_terminal = sys.stderr is not None and sys.stderr.isatty()
        if on_terminal and time.monotonic() - self._began > SHOWN_AFTER_SECONDS:
            self._is_told = True
            text = self._line.format(done=done, total=total)
            print(f"\rclicktui: {text}\x1b[K", end="", file=sys.stderr, flush=True)
