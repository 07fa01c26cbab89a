"""Asks to choose by typing: a list of a board to move quotes to, or to pin them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option as Row

from clicktui.corpus.folding import fold_text
from clicktui.i18n import translate as _
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding
from clicktui.tui.one_line_input import OneLineInput

NEAR = 75.0
"""Per cent of likeness from which a title is near: rapidfuzz's ratio of the folded texts, partial
where the title is longer. One wrong letter in four has 75, ``travial`` for ``travail`` 86."""

_SHORTEST_NEAR = 4
_FRAME_ROWS = 5  # border, title, input, keys


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: ``detail`` is said beside its ``title``."""

    id: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen: the id of an option, or None for a new one, and its name."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """The options that answer to what is typed, the best first.

    ``are_near``: none holds the words typed, these are spelt nearly so.
    """

    options: tuple[Option, ...]
    are_near: bool = False


def found(options: Sequence[Option], typed: str) -> Found:
    """Return the options whose titles answer to ``typed``; case and accents do not matter.

    First those that begin with it, then those that have it, then those that have all its words
    in whatever order, each in the order of ``options``. Where there is none, those that are spelt
    nearly so (``NEAR``), the likest first. All, where nothing is typed.
    """
    wanted = " ".join(fold_text(typed).split())
    folded = [(" ".join(fold_text(option.title).split()), option) for option in options]
    beginning = [option for title, option in folded if title.startswith(wanted)]
    holding = [option for title, option in folded if wanted in title]
    words = wanted.split()
    scattered = [option for title, option in folded if all(word in title for word in words)]
    if scattered:  # the widest of the three
        return Found(tuple(dict.fromkeys([*beginning, *holding, *scattered])))
    near = [(_likeness(wanted, title), option) for title, option in folded]
    near.sort(key=itemgetter(0), reverse=True)
    return Found(tuple(option for likeness, option in near if likeness), are_near=True)


def _likeness(wanted: str, title: str) -> float:
    """Return how like ``wanted`` is to ``title`` or a part of it, in per cent; 0 below ``NEAR``."""
    if min(len(wanted), len(title)) < _SHORTEST_NEAR:
        return 0.0
    from rapidfuzz import fuzz

    measure = fuzz.ratio if len(wanted) > len(title) else fuzz.partial_ratio
    return measure(wanted, title, score_cutoff=NEAR)


class ChooserLine(OneLineInput):
    """The line that is typed; its arrows move in the list, which takes no keys itself."""

    BINDINGS = [*bindings(Scope.CHOOSER), help_binding()]
    SCOPES = (Scope.CHOOSER,)

    @property
    def _dialog(self) -> "Chooser":
        return cast("Chooser", self.screen)

    def action_down(self) -> None:
        """Go down."""
        self._dialog.move(1)

    def action_up(self) -> None:
        """Go up."""
        self._dialog.move(-1)

    def action_take(self) -> None:
        """Take what is highlighted."""
        self._dialog.take()

    def action_close(self) -> None:
        """Leave."""
        self._dialog.give(None)


class Chooser(Dialog[Chosen | None]):
    """Asks to choose one of ``options`` by typing; gives None when left by escape.

    With ``new_label``, a text with ``{name}``, the last row offers what is typed as a new name,
    where no option has exactly that one. Nothing typed: all in order, ``current`` (an id)
    highlighted. Else the best is highlighted; but the new name, where options are only near it.
    All texts are shown as plain characters.
    """

    DEFAULT_CSS = """
    Chooser {
        & ChooserLine, & ChooserLine:focus { background: $panel; }
    }
    """

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        new_label: str | None,
        current: str | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._options = options
        self._new_label = new_label
        self._current = current
        self._line = ChooserLine(compact=True, placeholder=_("Type to find"))
        self._list = OptionList(classes="dialog--list", markup=False)
        self._list.can_focus = False
        self._shown_for: str | None = None
        self._rows: list[Chosen] = []

    def compose(self) -> ComposeResult:
        """Show the title, the line, what answers to it, and the keys."""
        with Vertical() as frame:
            yield Static(Content(self._title), classes="dialog--title")
            yield self._line
            yield self._list
            yield KeysAtHand("chooser.take", "chooser.close", "app.help")
        rows = max(len(self._options), 2) + (self._new_label is not None)
        frame.styles.height = rows + _FRAME_ROWS

    def on_mount(self) -> None:
        """Show all, and let typing find."""
        self._line.focus()
        self._find()

    @on(Input.Changed)
    def _find(self) -> None:
        """Show what answers to what is typed now."""
        typed = " ".join(self._line.value.split())
        if typed == self._shown_for:
            return
        self._shown_for = typed
        answer = found(self._options, typed)
        self._rows = [Chosen(option.id, option.title) for option in answer.options]
        rows = [_row(option) for option in answer.options]
        is_known = any(option.title == typed for option in self._options)
        highlighted = 0
        if self._new_label is not None and typed and not is_known:
            self._rows.append(Chosen(None, typed))
            rows.append(Row(Content.styled(self._new_label.format(name=typed), "italic")))
            highlighted = len(rows) - 1 if answer.are_near else 0
        elif not typed:
            highlighted = self._place_of_current()
        self._list.set_options(rows)
        if rows:
            self._list.highlighted = highlighted

    def _place_of_current(self) -> int:
        ids = [option.id for option in self._options]
        return ids.index(self._current) if self._current in ids else 0

    def move(self, step: int) -> None:
        """Highlight the next row (``step`` 1) or the previous one (-1)."""
        self._find()
        if step > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def take(self) -> None:
        """Close with what is highlighted, if anything is."""
        self._find()
        if self._list.highlighted is not None:
            self.give(self._rows[self._list.highlighted])

    @on(OptionList.OptionSelected)
    def _take_clicked(self, event: OptionList.OptionSelected) -> None:
        self.give(self._rows[event.option_index])


def _row(option: Option) -> Row:
    detail = f"  {option.detail}" if option.detail else ""
    return Row(Content.assemble(Content.styled(option.title, "bold"), Content(detail)))
