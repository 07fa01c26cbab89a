"""The editor of a text of several lines: the note of a quote, the memo of a board."""

from collections.abc import Callable
from time import monotonic

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static, TextArea

from clicktui.corpus.cleaning import clean_text
from clicktui.i18n import translate as _
from clicktui.lastcopy import remember
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding

LONGEST_PASTED = 200_000
"""Code points of a text to which a paste may bring it; beyond, wrapping makes keys wait."""

PAUSE_S = 1.0
"""Seconds after the last key when what was typed is kept."""

LONGEST_WAIT_S = 5.0
"""Seconds after which what was typed is kept, even where keys go on coming."""

_STEPS_BACK = 1000


class Lines(TextArea):
    """The text that is edited: what is typed and pasted passes the corpus' gate, whole.

    Posts ``Done`` when the user is done, and ``Refused`` with the reason when a paste is.
    """

    BINDINGS = [*bindings(Scope.EDITOR), help_binding()]
    SCOPES = (Scope.EDITOR,)

    class Done(Message):
        """The user is done with the text."""

    class Refused(Message):
        """A paste of ``size`` code points was refused: the text would be too long."""

        def __init__(self, size: int) -> None:
            self.size = size
            super().__init__()

    def __init__(self, text: str) -> None:
        self._at_first = clean_text(text)
        super().__init__(
            self._at_first,
            soft_wrap=True,
            highlight_cursor_line=False,
            max_checkpoints=_STEPS_BACK,
        )

    async def _on_key(self, event: events.Key) -> None:
        """Take the characters that the gate lets pass, where Textual drops them.

        It types only what ``str.isprintable`` allows, which leaves out no-break spaces.
        """
        character = event.character
        if (
            character
            and character != "\n"
            and not event.is_printable
            and clean_text(character) == character
        ):
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard(character, *self.selection)

    async def _on_paste(self, event: events.Paste) -> None:
        """Insert what the terminal pastes, clean."""
        event.stop()
        event.prevent_default()
        self._insert_pasted(event.text)

    def action_paste(self) -> None:
        """Insert what was copied in the app last, clean."""
        self._insert_pasted(self.app.clipboard)

    def _insert_pasted(self, pasted: str) -> None:
        text = clean_text(pasted)
        if len(self.text) - len(self.selected_text) + len(text) > LONGEST_PASTED:
            self.post_message(self.Refused(len(text)))
            return
        if result := self._replace_via_keyboard(text, *self.selection):
            self.move_cursor(result.end_location)

    def action_keep(self) -> None:
        """Say that the user is done."""
        self.post_message(self.Done())

    def action_put_back(self) -> None:
        """Put back the text as it was at first, as one step that can be undone."""
        if self.text == self._at_first:
            return
        self.history.checkpoint()
        self.replace(self._at_first, (0, 0), self.document.end)
        self.history.checkpoint()
        self.move_cursor(self.document.end)


class TextEditor(Dialog[str]):
    """Edits a text of several lines; gives the text as it is left. Nothing typed is lost.

    ``on_kept`` is called with the text, where it changed since it was kept last: ``PAUSE_S``
    after the last key, and when the editor closes in whatever way, the end of the app included.
    Where it raises, the reason is told and the editor stays open; closed once more, it leaves the
    text to ``lastcopy``, and where the app ends all the same, prints it on the terminal.

    ``title`` and ``hint`` are shown as plain characters; lines of ``text`` end with newlines.
    """

    DEFAULT_CSS = """
    TextEditor {
        & > Vertical { height: 90%; max-height: 36; }
        & Lines, & Lines:focus {
            height: 1fr; border: none; padding: 0; background: $panel;
            scrollbar-size-vertical: 1;
        }
    }
    """

    def __init__(self, title: str, text: str, hint: str, on_kept: Callable[[str], None]) -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._on_kept = on_kept
        self._lines = Lines(text)
        self._kept = self._lines.text
        self._refused: str | None = None
        self._timer: Timer | None = None
        self._waiting_since: float | None = None

    def compose(self) -> ComposeResult:
        """Show the title, the hint, the text and the keys."""
        with Vertical():
            yield Static(Content(self._title), classes="dialog--title")
            if self._hint:
                yield Static(Content(self._hint), classes="dialog--note")
            yield self._lines
            yield KeysAtHand(
                "editor.put-back", "editor.undo", "editor.redo", "editor.keep", "app.help"
            )

    def on_mount(self) -> None:
        """Write on at the end of the text."""
        self._lines.focus()
        self._lines.move_cursor(self._lines.document.end)

    @on(TextArea.Changed)
    def _wait(self) -> None:
        now = monotonic()
        if self._timer is not None:
            self._timer.stop()
        if self._waiting_since is None:
            self._waiting_since = now
        left = self._waiting_since + LONGEST_WAIT_S - now
        self._timer = self.set_timer(max(min(PAUSE_S, left), 0.001), self.keep)

    @on(Lines.Refused)
    def _say_refused(self, event: Lines.Refused) -> None:
        self.notify(
            _("Nothing was pasted: {size} characters are too many, {most} is the most").format(
                size=event.size, most=LONGEST_PASTED
            ),
            severity="warning",
            markup=False,
        )

    @on(Lines.Done)
    def _close(self) -> None:
        text = self._lines.text
        if self.keep():
            self.give(text)
        elif self._refused == text:
            remember(text)
            self.notify(
                _("Not kept on the board: “clicktui last-copy” prints it"),
                severity="warning",
                timeout=10,
                markup=False,
            )
            self._kept = text
            self.give(text)
        else:
            self._refused = text
            self.notify(
                _("Close once more to leave: the text is then kept for “clicktui last-copy”"),
                timeout=10,
                markup=False,
            )

    def left_by_mouse(self) -> None:
        """Keep and close, as escape does."""
        self._close()

    def keep(self) -> bool:
        """Give the text to be kept, where it changed; say whether it is kept now."""
        self._waiting_since = None
        problem = self._kept_or_why_not()
        if problem:
            self.notify(problem, severity="error", markup=False)
        return not problem

    def _kept_or_why_not(self) -> str:
        """Give the text to be kept, where it changed; return why it could not be, or ""."""
        text = self._lines.text
        if text == self._kept:
            return ""
        try:
            self._on_kept(text)
        except Exception as problem:  # whatever it is, the text must not go with it
            return _("Not kept: {reason}").format(reason=problem)
        self._kept = text
        return ""

    def on_unmount(self) -> None:
        """Keep what was typed, whatever closes the editor."""
        if self.app.is_running:
            self.keep()
        elif problem := self._kept_or_why_not():
            self.app.exit(
                self.app.return_value,
                self.app.return_code or 0,
                Text(f"{problem}\n\n{self._lines.text}"),
            )
