"""The lists side by side: as many as there is room for, the open one among them."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from clicktui.tui.codes.codes_list import CodesList, Host
from clicktui.tui.codes.naming import count_text, list_name
from clicktui.tui.codes.view import CodesView
from clicktui.wording.coding import told_of

COLUMN_CELLS = 48
"""Cells that a list needs: so many fit side by side."""


class Column(Vertical):
    """A list with its head."""

    DEFAULT_CSS = """
    Column {
        width: 1fr; height: 1fr;
        & .column--head { height: 1; padding: 0 1; color: $text-muted;
            text-wrap: nowrap; text-overflow: ellipsis; }
        &.-open .column--head { text-style: bold reverse; }
        &.-alone .column--head { display: none; }
        & CodesList { height: 1fr; }
    }
    """

    def __init__(self, codes_list: CodesList) -> None:
        super().__init__()
        self.list = codes_list
        self._head = Static(classes="column--head", markup=False)

    def compose(self) -> ComposeResult:
        """Make the head and the list."""
        yield self._head
        yield self.list

    def say(self, head: str) -> None:
        """Name the list."""
        self._head.update(Content(head), layout=False)


class Columns(Horizontal):
    """The lists of a view; one is open: it has the keys, or had them last."""

    class Turned(Message):
        """Another list is open, or others are shown."""

    def __init__(self, host: Host, *, id: str | None = None) -> None:
        """Make no list yet; ``host`` does what is the pane's to do."""
        super().__init__(id=id)
        self._host = host
        self._columns: list[Column] = []
        self._view: CodesView | None = None
        self._first = 0
        self.open_place = 0
        """Which list is open, counted from 0."""

    @property
    def lists(self) -> tuple[CodesList, ...]:
        """The lists, in their order."""
        return tuple(column.list for column in self._columns)

    @property
    def open_list(self) -> CodesList | None:
        """The list that is open, None before there is any."""
        return self._columns[self.open_place].list if self._columns else None

    def place_of(self, list_id: str) -> int | None:
        """Return where a list stands; None: there is none of this id."""
        return next((at for at, one in enumerate(self.lists) if one.list_id == list_id), None)

    async def show(self, view: CodesView, *, is_fresh: bool) -> None:
        """Show the lists of ``view``: made anew, or with everything in its place."""
        is_first = self._view is None
        self._view = view
        ids = [one.id for one in view.lists]
        if [one.list_id for one in self.lists] != ids:
            await self._make(ids)
            if not self.app.is_running:
                return
            is_fresh = is_first = True
        for column, one in zip(self._columns, view.lists, strict=True):
            column.list.show(view, one, is_fresh=is_fresh)
        if is_first:
            filled = (at for at, one in enumerate(view.lists) if len(one))
            self.open_place = next(filled, 0)
        self.place()

    async def _make(self, ids: Sequence[str]) -> None:
        await self.remove_children()
        self._columns = [Column(CodesList(list_id, self._host)) for list_id in ids]
        self.open_place = self._first = 0
        await self.mount_all(self._columns)

    @property
    def _shown(self) -> int:
        """How many lists stand side by side: those of the codes at most."""
        codes = len(self._view.codebook.codes) if self._view else 1
        return max(min(self.size.width // COLUMN_CELLS, codes), 1)

    @property
    def is_alone(self) -> bool:
        """Whether only the open list is shown, without its head."""
        return self._shown == 1

    def place(self) -> None:
        """Show the lists that there is room for, and name them."""
        view = self._view
        if view is None or not self._columns:
            return
        shown, total = self._shown, len(self._columns)
        self._first = min(max(self._first, self.open_place - shown + 1), self.open_place)
        self._first = max(min(self._first, total - shown), 0)
        for at, column in enumerate(self._columns):
            one = view.lists[at]
            column.display = self._first <= at < self._first + shown
            column.set_class(shown == 1, "-alone")
            column.set_class(at == self.open_place, "-open")
            column.say(told_of(list_name(view, one), count_text(view, one)))

    def turn_to(self, at: int) -> None:
        """Open the list at ``at`` and give it the keys, at once."""
        if self._columns:
            self._open(at)
            self.screen.set_focus(self._columns[at].list)

    def _open(self, at: int) -> None:
        self.open_place = at
        self.place()
        self.post_message(self.Turned())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let the list that was clicked be the open one."""
        for at, one in enumerate(self.lists):
            if one is event.widget and at != self.open_place:
                self._open(at)

    def on_click(self, event: events.Click) -> None:
        """Go to the list whose head is clicked."""
        for at, column in enumerate(self._columns):
            if event.widget is not None and column in event.widget.ancestors_with_self:
                if not column.list.has_focus:
                    self.turn_to(at)
                return

    def on_resize(self) -> None:
        """Show the lists that there is room for."""
        self.place()
        self.post_message(self.Turned())
