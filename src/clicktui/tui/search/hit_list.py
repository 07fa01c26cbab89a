"""The ranked hits, drawn line by line so that repainting never delays a key."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clicktui.corpus.model import Span
from clicktui.search.model import Hit
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.drawing.layout import break_rows, drawn
from clicktui.tui.drawing.overlays import Overlays
from clicktui.tui.search.hit_rows import ROWS, HitRows, hit_rows
from clicktui.tui.text.strips import PINNED_SIGN
from clicktui.tui.wishes import Code, CompleteWork, Like, Pin, wish

_MARGIN = 2
"""Cells around what is said in the place of hits."""


class HitList(ScrollView, can_focus=True):
    """Shows hits in ``ROWS`` rows each; one is highlighted.

    Posts ``Highlighted`` when the highlight moves, ``EndReached`` when it is on the last hit,
    ``Opened`` on enter or double click, ``CiteWished`` on the copy keys and ``LeftUpwards`` when
    the user goes up from the first; wishes ``Pin``.
    """

    BINDINGS = bindings(Scope.HITS)
    SCOPES = (Scope.HITS,)
    COMPONENT_CLASSES = {
        "hits--name",
        "hits--quiet",
        "hits--exact",
        "hits--guessed",
        "hits--bar",
        "hits--highlighted",
    }
    DEFAULT_CSS = """
    HitList {
        scrollbar-size-vertical: 1; overflow-x: hidden;
        & .hits--name { text-style: bold; }
        & .hits--quiet { color: $text-muted; }
        & .hits--exact { color: $accent; text-style: bold underline; }
        & .hits--guessed { color: $secondary; text-style: italic underline; }
        & .hits--bar { color: $primary; text-style: bold; }
        & .hits--highlighted { background: $panel; }
    }
    """

    highlighted: reactive[int] = reactive(-1, always_update=True)

    @dataclass
    class Highlighted(Message):
        """The highlight is on ``hit`` (None: there is no hit)."""

        hit: Hit | None

    @dataclass
    class Opened(Message):
        """The user wants ``hit`` in the reader."""

        hit: Hit

    @dataclass
    class CiteWished(Message):
        """The user wants the words of ``hit`` on the clipboard; ``choose``: ask how."""

        hit: Hit
        choose: bool

    class EndReached(Message):
        """The highlight is on the last hit."""

    class LeftUpwards(Message):
        """The user went up from the first hit."""

    def __init__(
        self, found: Callable[[Hit], Span], instead: str = "", *, id: str | None = None
    ) -> None:
        """Make a list that shows of each hit the words that ``found`` tells.

        ``instead`` is said while there are no hits.
        """
        super().__init__(id=id)
        self._found = found = lru_cache(maxsize=256)(found)
        self._hits: tuple[Hit, ...] = ()
        self._instead = instead
        self._overlays = Overlays(self, "hits")
        self._pinned: Mapping[str, Sequence[Span]] = {}
        self._signs: Callable[[Hit], str] = lambda _hit: ""
        self._rows_of = lru_cache(maxsize=256)(
            lambda hit, width: hit_rows(hit, width, found(hit), self._signs(hit))
        )

    def show(self, hits: tuple[Hit, ...], *, in_place: bool = False) -> bool:
        """Show ``hits``, the first of them highlighted, or ``in_place`` the one that was.

        Say whether ``Highlighted`` is going to tell of the highlight.
        """
        had = self.highlighted_hit.passage.id if self.highlighted_hit else None
        self._hits = hits
        self._found.cache_clear()
        self._rows_of.cache_clear()
        self.virtual_size = Size(max(self.size.width, 1), len(hits) * ROWS)
        places = (place for place, hit in enumerate(hits) if in_place and hit.passage.id == had)
        place = next(places, None)
        if place is not None:
            if place != self.highlighted:
                self.highlighted = place
                return True
            self.refresh()
            return False
        self.scroll_to(y=0, animate=False)
        self.highlighted = 0 if hits else -1
        return True

    def say_instead(self, text: str) -> None:
        """Say ``text`` while there are no hits."""
        if text != self._instead:
            self._instead = text
            if not self._hits:
                self.refresh()

    def _row_instead(self, y: int, width: int) -> str:
        """Return row ``y`` of what is said while there are no hits, with room around it."""
        room = max(width - 2 * _MARGIN, 1)
        rows = [""]
        for line in self._instead.split("\n"):
            ends = break_rows(line, room) or [0]
            rows += [drawn(line[start:end]) for start, end in pairwise((0, *ends))]
        return " " * _MARGIN + rows[y] if y < len(rows) else ""

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""
        self._rows_of.cache_clear()
        self.refresh()

    def show_pinned(self, pinned: Mapping[str, Sequence[Span]]) -> None:
        """Sign the hits whose words are on the board: ``pinned`` has their spans by work."""
        self._pinned = pinned
        self.refresh()

    def show_signs(self, signs: Callable[[Hit], str]) -> None:
        """Sign the hits with their codes: ``signs`` gives those of a hit."""
        self._signs = signs
        self._rows_of.cache_clear()
        self.refresh()

    def _is_pinned(self, hit: Hit) -> bool:
        pinned = self._pinned.get(hit.passage.work)
        if not pinned:
            return False
        found = self._found(hit)
        return any(span.overlaps(found) for span in pinned)

    def allow_focus(self) -> bool:
        """Say whether there is anything to go through."""
        return bool(self._hits)

    @property
    def highlighted_hit(self) -> Hit | None:
        """The highlighted hit, None when there is none."""
        return self._hits[self.highlighted] if 0 <= self.highlighted < len(self._hits) else None

    def near(self) -> list[Hit]:
        """Return the highlighted hit, the next and the previous one, as far as they are there."""
        at = self.highlighted
        return [self._hits[one] for one in (at, at + 1, at - 1) if 0 <= one < len(self._hits)]

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was left."""
        super().notify_style_update()
        self._overlays.clear()

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self.virtual_size = Size(max(self.size.width, 1), len(self._hits) * ROWS)

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width = self.scrollable_content_region.width
        if not self._hits:
            told = Segment(self._row_instead(y, width), self._overlays.of("quiet"))
            return Strip([told]).adjust_cell_length(width, self.rich_style)
        index, row = divmod(y + self.scroll_offset.y, ROWS)
        if not 0 <= index < len(self._hits):
            return Strip.blank(width, self.rich_style)
        highlighted = index == self.highlighted
        base, styles = ("highlighted",) if highlighted else (), self._overlays
        hit = self._hits[index]
        bar = ("▌" if self.has_focus else "│") if highlighted else " "
        sign = PINNED_SIGN if row == 0 and self._is_pinned(hit) else " "
        rows: HitRows = self._rows_of(hit, max(width - 2, 1))
        segments = [Segment(f"{bar}{sign}", styles.of(*base, "bar"))]
        for text, style in rows.rows[row]:
            names = base if style == "plain" else (*base, style)
            segments.append(Segment(text, styles.of(*names)))
        return Strip(segments).adjust_cell_length(width, styles.of(*base))

    def watch_highlighted(self, index: int) -> None:
        """Bring the highlighted hit into view and tell who listens."""
        if 0 <= index < len(self._hits):
            self.scroll_to_region(
                Region(0, index * ROWS, 1, ROWS), animate=False, force=True, immediate=True
            )
        self.refresh()
        self.post_message(self.Highlighted(self.highlighted_hit))
        if 0 < index == len(self._hits) - 1:
            self.post_message(self.EndReached())

    def action_move(self, step: int) -> None:
        """Move the highlight by ``step`` hits."""
        if self.highlighted + step < 0:
            self.post_message(self.LeftUpwards())
        elif self._hits:
            self.highlighted = min(self.highlighted + step, len(self._hits) - 1)

    def action_page(self, direction: int) -> None:
        """Move the highlight by a page."""
        if self._hits:
            step = direction * max(self.size.height // ROWS, 1)
            self.highlighted = min(max(self.highlighted + step, 0), len(self._hits) - 1)

    def action_first(self) -> None:
        """Highlight the first hit."""
        if self._hits:
            self.highlighted = 0

    def action_last(self) -> None:
        """Highlight the last hit."""
        if self._hits:
            self.highlighted = len(self._hits) - 1

    def action_open(self) -> None:
        """Ask for the highlighted hit in the reader."""
        if hit := self.highlighted_hit:
            self.post_message(self.Opened(hit))

    async def action_pin(self) -> None:
        """Ask to keep the words of the highlighted hit on the board."""
        if hit := self.highlighted_hit:
            await wish(self, Pin(hit.passage.work, self._found(hit)))

    async def action_pin_to(self) -> None:
        """Ask to keep the words of the highlighted hit in a list to choose."""
        if hit := self.highlighted_hit:
            await wish(self, Pin(hit.passage.work, self._found(hit), choose=True))

    async def action_reference(self) -> None:
        """Ask for what is known of the work's reference."""
        if hit := self.highlighted_hit:
            await wish(self, CompleteWork(hit.passage.work))

    async def action_code(self) -> None:
        """Ask which codes the words of the highlighted hit have."""
        if hit := self.highlighted_hit:
            await wish(self, Code(hit.passage.work, self._found(hit)))

    async def action_like(self) -> None:
        """Ask for the passages that mean the like of the highlighted hit."""
        if hit := self.highlighted_hit:
            await wish(self, Like(hit.passage.work, Span(hit.passage.start, hit.passage.end)))

    def action_cite(self) -> None:
        """Ask for the citation of the highlighted hit."""
        self._wish_citation(choose=False)

    def action_cite_as(self) -> None:
        """Ask for the citation of the highlighted hit, in a form to choose."""
        self._wish_citation(choose=True)

    def _wish_citation(self, choose: bool) -> None:
        if hit := self.highlighted_hit:
            self.post_message(self.CiteWished(hit, choose))

    def on_click(self, event: events.Click) -> None:
        """Highlight the hit that is clicked; open it on a double click."""
        index = (event.y + self.scroll_offset.y) // ROWS
        if 0 <= index < len(self._hits):
            self.highlighted = index
            if event.chain == 2:
                self.action_open()
