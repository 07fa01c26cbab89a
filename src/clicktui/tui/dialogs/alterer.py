"""The editor of alterations: a layer over the words of a quote, which stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from clicktui.corpus.alterations import Alteration
from clicktui.corpus.model import Span
from clicktui.errors import QuoteError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.altered_words import AlteredWords
from clicktui.tui.dialogs.alterer_words import description, quoted_pieces
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding, key_of
from clicktui.tui.drawing.pieces import Piece, PieceRows
from clicktui.tui.drawing.pieces_view import PiecesView
from clicktui.tui.one_line_input import OneLineInput

SMALL_HEIGHT = 18
"""Rows of a screen below which the frame gives its room to the words."""

SMALL_WIDTH = 60
"""Cells below which it does so too."""

MOST_WIDTH = 100
"""Cells of the frame at most, as the style sheet says."""

_FRAME_CELLS = 7  # borders, paddings, bar and scroll bar
_FRAME_ROWS = 9  # borders, titles, what is said here, input and keys


class BracketsInput(OneLineInput, inherit_bindings=True):
    """One line for what is to stand in brackets."""

    BINDINGS = bindings(Scope.NAME)
    SCOPES = (Scope.NAME,)

    @dataclass
    class Taken(Message):
        """``text`` is to stand in the brackets."""

        text: str

    class Closed(Message):
        """What stands there is to stay."""

    def action_take(self) -> None:
        """Put what is typed into the brackets."""
        self.post_message(self.Taken(self.value.strip()))

    def action_close(self) -> None:
        """Change nothing."""
        self.post_message(self.Closed())

    def action_complete(self) -> None:
        """Leave the key to others: there is nothing to complete."""
        raise SkipAction


class Alterer(Dialog[tuple[Alteration, ...] | None]):
    """Asks what to alter in ``words``; gives the alterations, or None when left by escape,
    which has to be pressed twice where something was marked or taken away.

    Above stand the exact words with signs where they are altered, below the words as they will be
    quoted. ``lang`` is the language of the words (a BCP 47 tag).
    """

    BINDINGS = [help_binding()]
    DEFAULT_CSS = """
    Alterer {
        &.-small > Vertical {
            width: 100%; max-width: 100%; height: 100%; max-height: 100%;
            border: none; padding: 0;
        }
        & Static, & KeysAtHand { padding: 0 0 0 2; }
        & PiecesView { background: $surface; }
        & #said { height: auto; max-height: 2; text-wrap: wrap; }
        & #said.-refusal { color: $warning; text-style: bold; }
        & #brackets { height: 1; padding: 0 0 0 2; }
        & #brackets Static { width: auto; padding: 0; }
        & BracketsInput, & BracketsInput:focus {
            width: 1fr; height: 1; border: none; padding: 0; background: $panel;
        }
        & #brackets, & #typing { display: none; }
        &.-typing #brackets, &.-typing #typing { display: block; }
        &.-typing #altering { display: none; }
    }
    """

    def __init__(self, words: str, alterations: Sequence[Alteration], lang: str) -> None:
        super().__init__()
        self._words = words
        self._altered = AlteredWords(words, alterations, lang, id="words")
        self._kept = self._altered.alterations
        self._is_warned = False
        self._quoted = PiecesView(id="quoted")
        self._place = Span(0, 0)

    def compose(self) -> ComposeResult:
        """Lay out the words, the words as quoted, what is altered here, and the keys."""
        with Vertical():
            yield Static(Content(_("Alter: the words themselves stay")), classes="dialog--title")
            yield self._altered
            yield Static(Content(_("As it will be quoted")), classes="dialog--title")
            yield self._quoted
            yield Static(id="said")
            with Horizontal(id="brackets"):
                yield Static(Content("["))
                yield BracketsInput(compact=True, placeholder=_("your words"))
                yield Static(Content("]"))
            yield KeysAtHand(
                "alter.keep", "alter.elide", "alter.insert", "alter.replace", "alter.sic",
                "alter.emphasis", "alter.take-away", "alter.grow", "alter.close", "app.help",
                low_rows=2, id="altering",
            )  # fmt: skip
            yield KeysAtHand("name.take", "name.close", "app.help", id="typing")

    def on_mount(self) -> None:
        """Let the keys go to the words, and nothing stand before the dialog."""
        self.app.clear_notifications()
        self._altered.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Give up the frame where there is little room."""
        size = event.size
        is_small = size.height < SMALL_HEIGHT or size.width < SMALL_WIDTH
        self.set_class(is_small, "-small")
        rows = PieceRows([Piece(self._words)], min(size.width * 9 // 10, MOST_WIDTH) - _FRAME_CELLS)
        room = (size.height * 9 // 10 - _FRAME_ROWS) // 2
        for view in (self._altered, self._quoted):
            view.styles.height = "1fr" if is_small else min(len(rows) + 2, room)

    @on(AlteredWords.Marked)
    def _show_result(self, event: AlteredWords.Marked) -> None:
        event.stop()
        self._is_warned = False
        self._quoted.show(quoted_pieces(self._words, event.alterations))
        self._quoted.reveal(event.stretch)
        self._say(self._said_of(event.stretch, description(event.alterations, event.stretch)))

    def _said_of(self, stretch: Span, here: str) -> str:
        if here:
            return _("here: {alterations}").format(alterations=here)
        count = len(self._words[stretch.start : stretch.end].split())
        return translate_plural("{count} word", "{count} words", count).format(count=count)

    def _say(self, text: str, *, is_refusal: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.set_class(is_refusal, "-refusal")
        said.update(Content(text))

    @on(AlteredWords.Refused)
    def _say_why(self, event: AlteredWords.Refused) -> None:
        event.stop()
        self._say(event.reason, is_refusal=True)

    @on(AlteredWords.TextWished)
    def _ask(self, event: AlteredWords.TextWished) -> None:
        event.stop()
        self._place = event.place
        typed = self.query_one(BracketsInput)
        typed.value = event.now
        self.add_class("-typing")
        typed.focus()

    @on(BracketsInput.Taken)
    def _put(self, event: BracketsInput.Taken) -> None:
        event.stop()
        try:
            self._altered.put(self._place, event.text)
        except QuoteError as error:
            self._say(str(error), is_refusal=True)
        else:
            self._close_input()

    @on(BracketsInput.Closed)
    def _close_input(self) -> None:
        self.remove_class("-typing")
        self._altered.focus()

    @on(AlteredWords.Done)
    def _leave(self, event: AlteredWords.Done) -> None:
        event.stop()
        if event.keep or self._is_warned or self._altered.alterations == self._kept:
            self.give(self._altered.alterations if event.keep else None)
            return
        self._is_warned = True
        text = _("{close} again drops what you marked · {keep} keeps it")
        close, keep = key_of(self, "alter.close"), key_of(self, "alter.keep")
        self._say(text.format(close=close, keep=keep), is_refusal=True)

    def left_by_mouse(self) -> None:
        """Stay: a stretch that was dragged too far must not lose what was altered."""
