"""The quotes whose source changed, for the user to settle one by one."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from clicktui.board.standing import UNSETTLED
from clicktui.corpus.model import Span
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.tui.beside import beside
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding
from clicktui.tui.dialogs.settler_list import SettlerList
from clicktui.tui.dialogs.settler_rows import ToSettle, comparison, is_safely_moved
from clicktui.tui.drawing.pieces_view import PiecesView
from clicktui.tui.wishes import OpenWork

SMALL_HEIGHT = 18
"""Rows of a screen below which the frame gives its room to the quotes."""


class DecisionKind(StrEnum):
    """What becomes of quotes whose source changed."""

    TAKE = "take"  # place and words as they are now
    KEEP = "keep"  # the words as the user had them
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user decided of the quotes ``ids``, in the order in which they are shown."""

    kind: DecisionKind
    ids: tuple[str, ...]


class Settler(Dialog[OpenWork | None]):
    """Shows how quotes were and how they are now; gives a place to open in the reader, or None.

    ``on_settled`` is awaited for each decision, and its quotes go when it is carried out; where it
    raises a ClicktuiError they stay and its text is shown. When none is left, that is said and
    the screen closes.
    """

    BINDINGS = [*bindings(Scope.SETTLE), help_binding()]
    SCOPES = (Scope.SETTLE,)
    DEFAULT_CSS = """
    Settler {
        & > Vertical { width: 94%; max-width: 120; height: 90%; max-height: 34; }
        &.-small > Vertical {
            width: 100%; max-width: 100%; height: 100%; max-height: 100%;
            border: none; padding: 0;
        }
        & Static, & KeysAtHand { padding: 0 0 0 2; }
        & #said {
            display: none; height: auto; max-height: 2; text-wrap: wrap;
            color: $warning; text-style: bold;
        }
        & #said.-said { display: block; }
        & SettlerList { height: auto; max-height: 40%; background: $surface; }
        &.-small SettlerList { max-height: 2; }
        & PiecesView { height: 1fr; background: $surface; margin: 1 0 0 0; }
        &.-small PiecesView { margin: 0; }
    }
    """

    def __init__(
        self, rows: Sequence[ToSettle], on_settled: Callable[[Decision], Awaitable[None]]
    ) -> None:
        super().__init__()
        self._rows = tuple(row for row in rows if row.stand.standing in UNSETTLED)
        self._on_settled = on_settled
        self._is_deciding = False

    def compose(self) -> ComposeResult:
        """Lay out the count, the quotes, the highlighted one then and now, and the keys."""
        with Vertical():
            yield Static(id="count", classes="dialog--title")
            yield SettlerList()
            yield PiecesView(id="comparison")
            yield Static(id="said")
            yield KeysAtHand(
                "settle.take", "settle.keep", "settle.remove", "settle.take-moved", "settle.open",
                "settle.close", "app.help", low_rows=2,
            )  # fmt: skip

    def on_mount(self) -> None:
        """Show the quotes, and nothing before them."""
        self.app.clear_notifications()
        self._list.focus()
        self._show(self._rows)

    def on_resize(self, event: events.Resize) -> None:
        """Give up the frame where there is little room."""
        self.set_class(event.size.height < SMALL_HEIGHT or event.size.width < 60, "-small")

    @property
    def _list(self) -> SettlerList:
        return self.query_one(SettlerList)

    def _show(self, rows: tuple[ToSettle, ...]) -> None:
        self._rows = rows
        if not rows:
            self.app.notify(_("Nothing is left to settle."), timeout=3, markup=False)
            self.give(None)
            return
        self._list.show(rows)

    @on(SettlerList.Highlighted)
    def _compare(self, event: SettlerList.Highlighted) -> None:
        event.stop()
        count = _("Quote {place} of {count} to settle").format(
            place=self._rows.index(event.row) + 1, count=len(self._rows)
        )
        self.query_one("#count", Static).update(Content(count))
        view = self.query_one(PiecesView)
        view.show(comparison(event.row))
        view.scroll_to(y=0, animate=False)
        self._say("")

    def _say(self, text: str) -> None:
        said = self.query_one("#said", Static)
        said.set_class(bool(text), "-said")
        said.update(Content(text))

    # deciding

    def _decide(self, kind: DecisionKind, rows: Sequence[ToSettle]) -> None:
        if not self._is_deciding:
            self._is_deciding = True
            beside(self, self._carry_out, kind, tuple(row.quote_id for row in rows))

    async def _carry_out(self, kind: DecisionKind, ids: tuple[str, ...]) -> None:
        try:
            await self._on_settled(Decision(kind, ids))
        except ClicktuiError as error:
            self._say(str(error))
        else:
            self._show(tuple(row for row in self._rows if row.quote_id not in ids))
        finally:
            self._is_deciding = False

    def action_take(self) -> None:
        """Take the highlighted quote as it is in the source now."""
        row = self._list.highlighted_row
        if row is None:
            return
        if row.stand.found is None:
            self._say(_("These words are no longer in the source: keep or remove them."))
        else:
            self._decide(DecisionKind.TAKE, [row])

    def action_take_moved(self) -> None:
        """Take the new place of all quotes that moved and are the same in all else."""
        moved = [row for row in self._rows if is_safely_moved(row)]
        if moved:
            self._decide(DecisionKind.TAKE, moved)
        else:
            self._say(_("None of these only moved, or it is not sure where to."))

    def action_keep(self) -> None:
        """Keep the highlighted quote as the user had it."""
        if (row := self._list.highlighted_row) is not None:
            self._decide(DecisionKind.KEEP, [row])

    def action_remove(self) -> None:
        """Take the highlighted quote off the board."""
        if (row := self._list.highlighted_row) is not None:
            self._decide(DecisionKind.REMOVE, [row])

    # moving and leaving

    def action_down(self) -> None:
        """Highlight the next quote."""
        self._list.move(1)

    def action_up(self) -> None:
        """Highlight the previous quote."""
        self._list.move(-1)

    def action_page(self, step: int) -> None:
        """Scroll the words of the highlighted quote."""
        self.query_one(PiecesView).page(step)

    def action_open(self) -> None:
        """Give the place where the highlighted quote was found."""
        row = self._list.highlighted_row
        if row is None:
            return
        found = row.stand.found
        if found is None:
            self._say(_("These words are no longer in the source: there is no place to open."))
        else:
            self.give(OpenWork(found.work, Span(found.start, found.end)))

    @on(SettlerList.Opened)
    def _open_clicked(self, event: SettlerList.Opened) -> None:
        event.stop()
        self.action_open()

    def action_close(self) -> None:
        """Leave the rest unsettled."""
        if not self._is_deciding:
            self.give(None)

    def left_by_mouse(self) -> None:
        """Leave the rest unsettled."""
        self.action_close()
