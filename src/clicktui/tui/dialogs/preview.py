"""A text that is looked at and not acted on, wrapped to its width."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from clicktui.tui.drawing.styled_runs import ELLIPSIS, StyledRun, lines_of, wrapped

MOST_SHOWN = 4000
"""Characters that are laid out: more than a screen holds."""


class Preview(Widget):
    """Shows the beginning of a text as plain characters, never torn at a no-break space."""

    DEFAULT_CSS = "Preview { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._rows: tuple[int, list[str]] = (0, [])
        self._from = 0

    def show(self, text: str) -> None:
        """Show ``text`` from its beginning."""
        self._text, self._rows, self._from = text, (0, []), 0
        self.refresh()

    def page(self, step: int) -> None:
        """Show what stands ``step`` pages further down."""
        height = max(self.content_size.height - 1, 1)
        last = max(len(self._laid_out(self.content_size.width)) - height, 0)
        self._from = min(max(self._from + step * height, 0), last)
        self.refresh()

    def _laid_out(self, width: int) -> list[str]:
        if self._rows[0] != width:
            rows: list[str] = []
            for line in lines_of([StyledRun(self._text[:MOST_SHOWN])]):
                drawn = wrapped(line, width) or [()]
                rows += ["".join(run.text for run in row) for row in drawn]
            self._rows = (width, rows)
        return self._rows[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take what there is."""
        return max(len(self._laid_out(width)), 1)

    def render(self) -> Content:
        """Draw the rows from the one that is first; an ellipsis says that more follows."""
        width, height = self.content_size
        rows = self._laid_out(width)[self._from :]
        if len(rows) > height > 0:
            rows = [*rows[: height - 1], f"{rows[height - 1][: width - 2]} {ELLIPSIS}"]
        return Content("\n".join(rows))
