"""Asks which codes some words have: one key each, and what is held of every code beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from clicktui.coding.model import Verdict
from clicktui.corpus.folding import fold_text
from clicktui.i18n import translate as _
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding
from clicktui.tui.drawing.layout import printable

_TAKEN = frozenset("bcjkqrx")
"""Letters that are commands here."""


@dataclass(frozen=True, slots=True)
class CodeOffered:
    """A code to choose; ``state`` says what is held of it for the words."""

    id: str
    sign: str
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class CodeChosen:
    """What was decided about a code; None: the decision is taken back."""

    code: str
    verdict: Verdict | None


def letters_of(names: Sequence[str]) -> tuple[str, ...]:
    """Return a letter for each name, none twice: one of its own where it can; "" without any."""
    letters: list[str] = []
    for name in names:
        own = [one for one in fold_text(name) if one in ascii_lowercase]
        free = (one for one in (*own, *ascii_lowercase) if one not in (*_TAKEN, *letters))
        letters.append(next(free, ""))
    return tuple(letters)


class _Codes(OptionList, inherit_bindings=False):
    """The codes; its keys are the dialog's."""

    BINDINGS = [*bindings(Scope.CODER), help_binding()]
    SCOPES = (Scope.CODER,)

    def action_decide(self, verdict: str) -> None:
        """Decide about the highlighted code."""
        assert isinstance(self.screen, CodeChooser)  # noqa: S101 -- nobody else has it
        self.screen.decide(self.highlighted, Verdict(verdict) if verdict else None)

    def action_close(self) -> None:
        """Leave."""
        assert isinstance(self.screen, CodeChooser)  # noqa: S101
        self.screen.give(None)


class CodeChooser(Dialog[CodeChosen | None]):
    """Asks about ``words``, of which ``offered`` can be said; the one called ``current`` first.

    The letter before a code, or its sign, confirms it at once.
    """

    def __init__(
        self, words: str, offered: Sequence[CodeOffered], current: str | None = None
    ) -> None:
        super().__init__()
        self._words = words
        self._offered = offered
        self._current = current
        self._letters = letters_of([one.name for one in offered])
        self._list = _Codes(classes="dialog--list", markup=False)

    def compose(self) -> ComposeResult:
        """Show the words, the codes, and the keys."""
        with Vertical() as frame:
            yield Static(_("Which codes do these words have?"), classes="dialog--title")
            yield Static(Content(printable(f"“{self._words}”")), classes="dialog--note")
            yield self._list
            yield Static(Content(_("Its letter confirms a code at once.")), classes="dialog--note")
            yield KeysAtHand(
                "coder.confirm", "coder.refuse", "coder.doubt", "coder.withdraw", "coder.close",
                "app.help",
            )  # fmt: skip
        frame.styles.height = min(len(self._offered), 12) + 7

    def on_mount(self) -> None:
        """Highlight the code that is asked about."""
        rows = []
        wide = max((len(one.name) for one in self._offered), default=0)
        for one, letter in zip(self._offered, self._letters, strict=True):
            name = printable(one.name)
            state = printable(one.state)
            rows.append(
                Option(
                    Content.assemble(
                        Content.styled(f"{letter or ' '}  ", "bold"),
                        Content.styled(f"{one.sign} {name:<{wide}}", "bold"),
                        Content(f"  {state}"),
                    )
                )
            )
        self._list.set_options(rows)
        ids = [one.id for one in self._offered]
        self._list.highlighted = ids.index(self._current) if self._current in ids else 0
        self._list.focus()

    def decide(self, place: int | None, verdict: Verdict | None) -> None:
        """Close with what was decided about the code at ``place``."""
        if place is not None:
            self.give(CodeChosen(self._offered[place].id, verdict))

    def on_key(self, event: events.Key) -> None:
        """Confirm the code of a letter or a sign."""
        for place, one in enumerate(self._offered):
            if event.character and event.character in (self._letters[place], one.sign):
                event.stop()
                event.prevent_default()
                self.decide(place, Verdict.YES)
                return

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Confirm the code that is clicked."""
        self.decide(event.option_index, Verdict.YES)
