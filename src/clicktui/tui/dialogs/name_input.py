"""Asks for a name, or for tags with completions."""

from collections.abc import Callable, Sequence
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from clicktui.corpus.folding import fold_text
from clicktui.i18n import translate as _
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding, key_of
from clicktui.tui.one_line_input import OneLineInput

_OFFERED = 8


def completions(text: str, cursor: int, known: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``known`` that the part of ``text`` at ``cursor`` can become.

    Parts are separated by commas; case, accents and ligatures do not matter. First come those
    that begin as the part does, then those that hold it, each in the order of ``known``; those
    that ``text`` has already are left out. An empty part can become any.
    """
    start, end = _part_at(text, cursor)
    taken = {part.strip() for part in text.split(",")}
    wanted = fold_text(text[start:end])
    free = [(name, fold_text(name)) for name in known if name not in taken]
    beginning = [name for name, folded in free if folded.startswith(wanted)]
    holding = [name for name, folded in free if wanted in folded and not folded.startswith(wanted)]
    return tuple(dict.fromkeys([*beginning, *holding]))


def completed(text: str, cursor: int, name: str) -> tuple[str, int]:
    """Return ``text`` with ``name`` for its part at ``cursor``, and the offset after it."""
    start, end = _part_at(text, cursor)
    return text[:start] + name + text[end:], start + len(name)


def _part_at(text: str, cursor: int) -> tuple[int, int]:
    """Return where the part at ``cursor`` begins and ends, without the spaces around it."""
    start = text.rfind(",", 0, cursor) + 1
    end = text.find(",", cursor)
    part = text[start : len(text) if end < 0 else end]
    if not part.strip():
        return start + len(part), start + len(part)
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


class NameLine(OneLineInput):
    """The line that is typed; what is done with it is the dialog's."""

    BINDINGS = [*bindings(Scope.NAME), help_binding()]
    SCOPES = (Scope.NAME,)

    def __init__(self) -> None:
        """Make a line in which nothing is selected, so that a key replaces nothing."""
        super().__init__(select_on_focus=False, compact=True)

    @property
    def _dialog(self) -> "NameInput":
        return cast("NameInput", self.screen)

    def action_take(self) -> None:
        """Take what is typed."""
        self._dialog.take()

    def action_complete(self) -> None:
        """Take the first completion."""
        self._dialog.complete()

    def action_close(self) -> None:
        """Leave."""
        self._dialog.give(None)


class NameInput(Dialog[str | None]):
    """Asks for one line of text; gives it as it was typed, or None when left by escape.

    It closes only where ``check`` returns None for what is typed; else it shows what ``check``
    returned; ``is_checked_as_typed`` shows it at every key. ``suggestions`` are for tags: names
    that a part between commas is completed to. All texts are shown as plain characters.
    """

    DEFAULT_CSS = """
    NameInput {
        & NameLine, & NameLine:focus { background: $panel; }
        & .-wrong { color: $error; height: auto; max-height: 4; text-wrap: wrap; }
    }
    """

    def __init__(
        self,
        title: str,
        text: str,
        suggestions: Sequence[str],
        check: Callable[[str], str | None],
        *,
        is_checked_as_typed: bool = False,
    ) -> None:
        super().__init__()
        self._is_checked_as_typed = is_checked_as_typed
        self._title = title
        self._suggestions = suggestions
        self._check = check
        self._text = text
        self.line = NameLine()

    def compose(self) -> ComposeResult:
        """Show the title, the line, what can be said of it, and the keys."""
        completing = ["name.complete"] if self.completes else []
        with Vertical():
            yield Static(Content(self._title), classes="dialog--title")
            yield self.line
            yield Static(classes="dialog--note", markup=False)
            yield KeysAtHand("name.take", *completing, "name.close", "app.help")

    def on_mount(self) -> None:
        """Write on at the end of the text."""
        self.line.value = self._text
        self.line.cursor_position = len(self._text)
        self.line.focus()
        self.watch(self.line, "selection", self._offer)

    @property
    def completes(self) -> bool:
        """Whether there is something to complete what is typed with."""
        return bool(self._suggestions)

    @property
    def _completions(self) -> tuple[str, ...]:
        return completions(self.line.value, self.line.cursor_position, self._suggestions)

    @on(Input.Changed)
    def _offer(self) -> None:
        offered = "  ".join(self._completions[:_OFFERED])
        line = _("{key} → {offered}").format(key=key_of(self, "name.complete"), offered=offered)
        if not offered and self._is_checked_as_typed:
            reason = self._check(self.line.value)
            self.say_note(reason or "", is_wrong=bool(reason))
        else:
            self.say_note(line if offered else "")

    def say_note(self, line: str, *, is_wrong: bool = False) -> None:
        """Show ``line`` under what is typed."""
        note = self.query_one(".dialog--note", Static)
        note.set_class(is_wrong, "-wrong")
        note.update(Content(line))

    def take(self) -> None:
        """Close with what is typed, or say why not."""
        typed = self.line.value
        reason = self._check(typed)
        if reason is None:
            self.give(typed)
        else:
            self.say_note(reason, is_wrong=True)

    def complete(self) -> None:
        """Take the first completion."""
        if offered := self._completions:
            value, cursor = completed(self.line.value, self.line.cursor_position, offered[0])
            self.line.value = value
            self.line.cursor_position = cursor

    def left_by_mouse(self) -> None:
        """Stay: a stray click must not lose what is typed."""
