"""The line in which a field is written, with how it is typed or what is wrong with it under it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import help_binding
from clicktui.tui.one_line_input import OneLineInput

_MOST_NAMES = 2_000
"""Names of a folder that are looked at: completing never waits."""


class FieldLine(OneLineInput):
    """The line that is typed; what is done with it is the dialog's."""

    BINDINGS = [*bindings(Scope.FIELD), help_binding()]
    SCOPES = (Scope.FIELD,)

    class Taken(Message):
        """The user wants what is typed to be taken."""

    class Left(Message):
        """The user gives up."""

    class CompletionWished(Message):
        """The user wants what is typed to be completed."""

    def __init__(self) -> None:
        """Make a line in which nothing is selected, so that a key replaces nothing."""
        super().__init__(select_on_focus=False, compact=True)

    def action_take(self) -> None:
        """Take what is typed."""
        self.post_message(self.Taken())

    def action_complete(self) -> None:
        """Complete what is typed."""
        self.post_message(self.CompletionWished())

    def action_close(self) -> None:
        """Give up."""
        self.post_message(self.Left())


class FieldEditor(Vertical):
    """Asks for the value of one field; posts ``Given`` or ``Closed``.

    ``check`` returns what is wrong with what is typed, "" where nothing is; only then it is given.
    """

    DEFAULT_CSS = """
    FieldEditor {
        height: auto; display: none;
        &.-open { display: block; }
        & Horizontal { height: 1; }
        & #field-name { width: auto; max-width: 40%; color: $primary; text-style: bold;
            padding: 0 1 0 0; text-wrap: nowrap; text-overflow: ellipsis; }
        & FieldLine, & FieldLine:focus { width: 1fr; background: $panel; }
        & #field-hint { height: auto; max-height: 4; color: $text-muted; }
        & #field-hint.-wrong { color: $error; }
    }
    """

    @dataclass
    class Given(Message):
        """``text`` was typed for the field, and nothing is wrong with it."""

        field: str
        text: str

    class Closed(Message):
        """The line was closed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._field = ""
        self._hint = ""
        self._check: Callable[[str], str] = lambda _text: ""
        self._completes_paths = False

    def compose(self) -> ComposeResult:
        """Make the name, the line and what is said under it."""
        with Horizontal():
            yield Static(id="field-name", markup=False)
            yield FieldLine()
        yield Static(id="field-hint", markup=False)

    @property
    def line(self) -> FieldLine:
        """The line that is typed."""
        return self.query_one(FieldLine)

    @property
    def is_open(self) -> bool:
        """Whether a field is being written."""
        return self.has_class("-open")

    def open(
        self,
        field: str,
        name: str,
        text: str,
        hint: str,
        check: Callable[[str], str],
        *,
        completes_paths: bool = False,
    ) -> None:
        """Ask for ``field``, called ``name``, beginning with ``text``; take the keys."""
        self._field, self._hint, self._check = field, hint, check
        self._completes_paths = completes_paths
        self.query_one("#field-name", Static).update(Content(name))
        self.add_class("-open")
        self.line.value = text
        self.line.cursor_position = len(text)
        self.line.focus()
        self._say(hint)

    def close(self) -> None:
        """Ask nothing any more."""
        self.remove_class("-open")
        self.line.value = ""

    def complain(self, problem: str) -> None:
        """Say what was wrong with what was given; it stays to be mended."""
        self._say(f"✗ {problem}", is_wrong=True)

    def _say(self, text: str, *, is_wrong: bool = False) -> None:
        said = self.query_one("#field-hint", Static)
        said.set_class(is_wrong, "-wrong")
        said.update(Content(text))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        problem = self._check(event.value) if self.is_open and event.value.strip() else ""
        if problem:
            self.complain(problem)
        else:
            self._say(self._hint)

    @on(FieldLine.Taken)
    def _take(self, event: FieldLine.Taken) -> None:
        event.stop()
        problem = self._check(self.line.value)
        if problem:
            self.complain(problem)
        else:
            self.post_message(self.Given(self._field, self.line.value))

    @on(FieldLine.CompletionWished)
    def _complete(self, event: FieldLine.CompletionWished) -> None:
        event.stop()
        if not self._completes_paths:
            return
        text, names = completed_path(self.line.value)
        self.line.value = text
        self.line.cursor_position = len(text)
        if len(names) > 1:
            self._say("  ".join(names))

    @on(FieldLine.Left)
    def _leave(self, event: FieldLine.Left) -> None:
        event.stop()
        self.post_message(self.Closed())


def completed_path(typed: str) -> tuple[str, list[str]]:
    """Return ``typed`` as far as it can only become one path, and the names that it can become.

    A leading ``~`` is the user's home. Hidden names need their dot; a folder ends in a separator.
    """
    folder, name = os.path.split(typed)
    try:
        with os.scandir(Path(folder or ".").expanduser()) as entries:
            there = [next(entries, None) for _number in range(_MOST_NAMES)]
        names = sorted(
            entry.name + (os.sep if entry.is_dir() else "")
            for entry in there
            if entry is not None
            and entry.name.startswith(name)
            and (name or not entry.name.startswith("."))
            and entry.name.isprintable()
        )
    except (OSError, RuntimeError, ValueError):
        return typed, []
    if not names:
        return typed, []
    first, last = names[0], names[-1]  # in order: what these share, all share
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    common = "".join(letter for letter, _other in same)
    return os.path.join(folder, common) if folder else common, names  # noqa: PTH118 (~ stays)
