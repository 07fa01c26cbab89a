"""Choosing by typing with a preview of what is highlighted: what forms and styles share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding
from clicktui.tui.dialogs.preview import Preview
from clicktui.tui.drawing.styled_runs import ELLIPSIS
from clicktui.tui.newest import Newest
from clicktui.tui.one_line_input import OneLineInput

Result = TypeVar("Result")

_ROOMY = 18
"""Rows of a screen from which a line stands between the list and the preview."""


@dataclass(frozen=True, slots=True)
class Row:
    """Something to choose. ``preview`` is called in a thread, and gives what is to be shown."""

    title: str
    preview: Callable[[], str]
    detail: str = ""
    is_current: bool = False


class PickerLine(OneLineInput):
    """The line that is typed; its keys move in the list, which takes none itself."""

    BINDINGS = [*bindings(Scope.PICKER), help_binding()]
    SCOPES: tuple[Scope, ...] = (Scope.PICKER,)

    @property
    def _dialog(self) -> "PreviewChooser[object]":
        return cast("PreviewChooser[object]", self.screen)

    def action_move(self, step: int) -> None:
        """Go up or down."""
        self._dialog.move(step)

    def action_page(self, step: int) -> None:
        """Go a page up or down."""
        self._dialog.page(step)

    def action_page_preview(self, step: int) -> None:
        """Show more of the preview, or what was before."""
        self._dialog.page_preview(step)

    def action_language(self) -> None:
        """Cite in the next language."""
        self._dialog.change_language()

    def action_take(self) -> None:
        """Take what is highlighted."""
        self._dialog.take()

    def action_close(self) -> None:
        """Leave."""
        self._dialog.give(None)


class PreviewChooser(Dialog[Result | None]):
    """A line to type in, what answers to it, and a preview; gives None when left by escape.

    Who makes one of it finds rows in ``find``, and says in ``chosen`` what a row gives. Acts on a
    row wait for the answer to what is typed. All texts are shown as plain characters.
    """

    DEFAULT_CSS = """
    PreviewChooser {
        & PickerLine, & PickerLine:focus { background: $panel; }
        & .dialog--list, & .dialog--list:focus {
            min-height: 2; text-wrap: nowrap; text-overflow: ellipsis;
        }
        & .dialog--note { display: none; }
        & .dialog--note.-said { display: block; }
        & Preview { height: 1fr; min-height: 2; }
        &.-roomy Preview { border-top: solid $primary; min-height: 4; }
    }
    """

    def __init__(self, placeholder: str, *keys: str, line: type[PickerLine] = PickerLine) -> None:
        """Make a dialog whose line says ``placeholder``; ``keys`` are the commands told below."""
        super().__init__()
        self._line = line(compact=True, placeholder=placeholder)
        self._list = OptionList(classes="dialog--list", markup=False)
        self._list.can_focus = False
        self._preview = Preview()
        self._keys = keys
        self._rows: Sequence[Row] = ()
        self._asked: str | None = None
        self._answered: str | None = None
        self._acts: list[Callable[[], None]] = []
        self._previews: Newest[str] = Newest()

    def compose(self) -> ComposeResult:
        """Show the title, the line, what answers to it, the preview, and the keys."""
        with Vertical() as frame:
            yield Static(classes="dialog--title", markup=False)
            yield self._line
            yield self._list
            yield Static(classes="dialog--note", markup=False)
            yield self._preview
            yield KeysAtHand(*self._keys)
        frame.styles.height = "90%"

    def on_mount(self) -> None:
        """Let typing find."""
        self._line.focus()
        self.say_title()
        self._ask()

    def on_unmount(self) -> None:
        """Render nothing any more."""
        self._previews.stop()

    def on_resize(self, event: events.Resize) -> None:
        """Give the rows of a low screen to the list and the preview."""
        self.set_class(event.size.height >= _ROOMY, "-roomy")

    # what is found

    def heading(self) -> str:
        """Return what stands above."""
        raise NotImplementedError

    def find(self, typed: str) -> None:
        """Have ``show_rows`` called, now or later, with what answers to ``typed``."""
        raise NotImplementedError

    def chosen(self, place: int) -> Result | None:
        """Return what the row at ``place`` gives; None where it cannot be chosen."""
        raise NotImplementedError

    def change_language(self) -> None:
        """Cite in the next language, and show so."""
        raise NotImplementedError

    def say_title(self) -> None:
        """Say what stands above as it is now."""
        self.query_one(".dialog--title", Static).update(Content(self.heading()))

    def say_note(self, text: str) -> None:
        """Say ``text`` between the list and the preview; "" takes it away."""
        note = self.query_one(".dialog--note", Static)
        note.update(Content(text))
        note.set_class(bool(text), "-said")

    def show_rows(self, typed: str, rows: Sequence[Row], highlighted: int = 0) -> None:
        """Show ``rows``, which answer to ``typed``, and do what waited for them."""
        self._rows, self._answered = rows, typed
        self._list.set_options(Option(_shown(row)) for row in rows)
        if rows:
            self._list.highlighted = highlighted
        else:
            self._preview.show("")
        acts, self._acts = self._acts, []
        for act in acts:
            act()

    def find_again(self) -> None:
        """Find what answers to what is typed once more."""
        self._asked = None
        self._ask()

    @on(Input.Changed)
    def _ask(self) -> None:
        typed = " ".join(self._line.value.split())
        if typed != self._asked:
            self._asked = typed
            self._acts = []
            self.find(typed)

    @on(OptionList.OptionHighlighted)
    def _look(self) -> None:
        self.preview_again()

    def preview_again(self) -> None:
        """Render the preview of what is highlighted."""
        place = self._list.highlighted
        if place is None or place >= len(self._rows):
            return
        preview = self._rows[place].preview
        self._preview.show(ELLIPSIS)
        self._previews.wish(lambda _is_old: preview(), self._preview.show)

    # acts

    def _when_answered(self, act: Callable[[], None]) -> None:
        self._ask()
        if self._answered == self._asked:
            act()
        else:
            self._acts.append(act)

    def move(self, step: int) -> None:
        """Highlight the next row (``step`` 1) or the previous one (-1)."""
        act = self._list.action_cursor_down if step > 0 else self._list.action_cursor_up
        self._when_answered(act)

    def page(self, step: int) -> None:
        """Highlight what stands a page further down (``step`` 1) or up (-1)."""
        act = self._list.action_page_down if step > 0 else self._list.action_page_up
        self._when_answered(act)

    def page_preview(self, step: int) -> None:
        """Show the preview ``step`` pages further down."""
        self._preview.page(step)

    def take(self) -> None:
        """Close with what is highlighted, if it can be chosen."""
        self._when_answered(self._take)

    def _take(self) -> None:
        if self._list.highlighted is not None:
            self._give_row(self._list.highlighted)

    @on(OptionList.OptionSelected)
    def _take_clicked(self, event: OptionList.OptionSelected) -> None:
        self._give_row(event.option_index)

    def _give_row(self, place: int) -> None:
        result = self.chosen(place)
        if result is not None:
            self.give(result)


def _shown(row: Row) -> Content:
    detail = f"  {row.detail}" if row.detail else ""
    sign = "● " if row.is_current else "  "
    return Content.assemble(Content(sign), Content.styled(row.title, "bold"), Content(detail))
