"""The codes of all passages for a command, their finding told on a terminal once it takes long."""

import sys
import time
from collections.abc import Callable
from typing import Self

from clicktui.cli.terminal import say_error
from clicktui.coding.desk import CodingDesk
from clicktui.coding.labels import CodeLabels
from clicktui.errors import SemanticsError
from clicktui.i18n import language
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import said
from clicktui.search.model import Hit
from clicktui.search.progress import SHOWN_AFTER_SECONDS
from clicktui.settings import load
from clicktui.wording.coding import band_name, reading_text
from clicktui.workspace import Workspace


def add_meaning(workspace: Workspace, desk: CodingDesk) -> None:
    """Let ``desk`` have what meaning adds to the cues, as the app has it.

    That is what was learned from the user's decisions, and candidates where the setting shows
    them. Where they cannot be worked out that is told, and the cues alone hold.

    Raises:
        CodebookError, BoardStoreError: see ``CodingDesk.judgements``.
    """
    shows = load()[0].candidates == "shown"
    if not shows and not desk.has_learned:
        return
    from clicktui.coding.meaning import Teaching

    try:
        with Telling(reading_text) as telling:
            teaching = Teaching(workspace.meaning, desk)
            desk.meant = teaching.meant(telling, with_candidates=shows)
    except SemanticsError as error:
        say_error(str(error))


def labels_of(workspace: Workspace) -> CodeLabels:
    """Let the filters of a search ask what is held of all passages, and return it.

    Raises:
        CodebookError, FolderUnusableError, BoardStoreError: see ``Workspace.label``.
    """
    add_meaning(workspace, workspace.coding_desk)
    with Telling() as telling:
        labels = workspace.label(telling)
    assert labels is not None  # noqa: S101 -- nothing cancels it
    return labels


def codes_text(labels: CodeLabels, hit: Hit) -> str:
    """Return the codes of a hit's passage in words: ``● Prepare (clear)``; "" for none."""
    book = labels.codebook
    return ", ".join(
        f"{book.code(code).sign} {said(book.code(code).names, language())} ({band_name(band)})"
        for code, band in labels.held(hit.passage, hit.place)
    )


def _looking_text(done: int, total: int) -> str:
    return _("looking for codes: {done} of {total} passages").format(done=done, total=total)


class Telling:
    """A progress (see ``search.progress.Progress``) on standard error, where that is a terminal.

    Its line goes when the block ends.
    """

    def __init__(self, told: Callable[[int, int], str] | None = None) -> None:
        """Tell what ``told`` says of (done, total); unless given, that codes are looked for."""
        self._told = told or _looking_text
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
            text = self._told(done, total)
            print(f"\rclicktui: {text}\x1b[K", end="", file=sys.stderr, flush=True)
