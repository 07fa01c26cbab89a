"""Asks for the path of a file; tab completes it by what is there."""

import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from clicktui.clipboards import SERVED
from clicktui.i18n import translate as _
from clicktui.tui.dialogs.name_input import NameInput
from clicktui.tui.drawing.layout import printable

_MOST_NAMES = 5000
_SHOWN = 8


def completions(typed: str) -> tuple[str, ...]:
    """Return what ``typed`` can become: files and folders that are there, these with a ``/``.

    Hidden ones only where a dot is typed. What cannot be read has none.
    """
    beginning = typed.rpartition("/")[2]
    begun = typed[: len(typed) - len(beginning)]
    try:
        with os.scandir(Path(begun or ".").expanduser()) as entries:
            names = [
                f"{entry.name}/" if entry.is_dir() else entry.name
                for entry in islice(entries, _MOST_NAMES)
                if entry.name.startswith(beginning)
                and (beginning or not entry.name.startswith("."))
                and entry.name.isprintable()
            ]
    except (OSError, RuntimeError, ValueError):
        return ()
    return tuple(begun + name for name in sorted(names))


class PathInput(NameInput):
    """Asks for a path; gives it as it was typed, or None when left by escape.

    In a browser it says that this is not a path of the user's own machine.
    """

    def __init__(self, title: str, text: str, check: Callable[[str], str | None]) -> None:
        if os.environ.get(SERVED):
            title = _("{title} (on the machine where clicktui runs)").format(title=title)
        super().__init__(title, text, (), check)

    @property
    def completes(self) -> bool:
        """Paths are always completed."""
        return True

    def complete(self) -> None:
        """Complete as far as all that is there agrees; show what there is."""
        there = completions(self.line.value)
        common = os.path.commonprefix(list(there))  # noqa: RUF071 -- characters are meant
        if len(common) > len(self.line.value):
            self.line.value = common
            self.line.cursor_position = len(common)
        if len(there) != 1:
            self.call_after_refresh(self._show, there)

    def _show(self, there: tuple[str, ...]) -> None:
        names = [one.rstrip("/").rpartition("/")[2] for one in there[:_SHOWN]]
        more = ["…"] if len(there) > _SHOWN else []
        line = "  ".join([*names, *more]) if there else _("There is nothing that begins so")
        self.say_note(printable(line))
