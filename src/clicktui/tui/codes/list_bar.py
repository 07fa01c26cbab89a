"""The row that names the lists of passages, with their counts; the open one in brackets."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from clicktui.tui.codes.naming import short_count, short_name
from clicktui.tui.codes.view import CodesView
from clicktui.tui.drawing.styled_runs import clip

_LEFT, _RIGHT = "‹ ", " ›"


class ListBar(Widget):
    """Names as many lists as there is room for, the open one among them; a click chooses one."""

    DEFAULT_CSS = "ListBar { height: 1; padding: 0 1; }"

    class Chosen(Message):
        """The user clicked on the list at ``place``."""

        def __init__(self, place: int) -> None:
            self.place = place
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: CodesView | None = None
        self._open = 0
        self._first = 0

    def show(self, view: CodesView, open_place: int) -> None:
        """Name the lists of ``view``, the one at ``open_place`` being open."""
        self._view, self._open = view, open_place
        self.refresh()

    def _labels(self) -> list[str]:
        view = self._view
        if view is None:
            return []
        labels = []
        for place, one in enumerate(view.lists):
            label = f"{short_name(view, one)} {short_count(view, one)}"
            labels.append(f"[{label}]" if place == self._open else f" {label} ")
        return labels

    def _fitted(self) -> tuple[int, list[str]]:
        """Return the place of the first label that is shown, and those that are."""
        labels, width = self._labels(), self.content_size.width
        if sum(cell_len(label) for label in labels) <= width:
            return 0, labels
        room = width - len(_LEFT) - len(_RIGHT)
        first, end = self._open, self._open + 1
        used = cell_len(labels[first]) if labels else 0
        while True:
            if end < len(labels) and used + cell_len(labels[end]) <= room:
                used += cell_len(labels[end])
                end += 1
            elif first > 0 and used + cell_len(labels[first - 1]) <= room:
                first -= 1
                used += cell_len(labels[first])
            else:
                break
        return first, [clip(label, room) for label in labels[first:end]]

    def render(self) -> Content:
        """Draw the row."""
        first, labels = self._fitted()
        total = len(self._view.lists) if self._view else 0
        parts: list[Content] = []
        if len(labels) < total:
            parts.append(Content(_LEFT if first else "  "))
        for place, label in enumerate(labels, start=first):
            parts.append(Content.styled(label, "bold" if place == self._open else ""))
        if first + len(labels) < total:
            parts.append(Content(_RIGHT))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Tell which list was clicked."""
        first, labels = self._fitted()
        at = len(_LEFT) if self._view and len(labels) < len(self._view.lists) else 0
        for place, label in enumerate(labels, start=first):
            at += cell_len(label)
            if event.x - self.styles.padding.left < at:
                self.post_message(self.Chosen(place))
                return
