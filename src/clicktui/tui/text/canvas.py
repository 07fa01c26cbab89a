"""One work drawn row by row, with a cursor, a selection and hits: what is seen, without keys."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from clicktui.corpus.model import SourceFile, Span, Work
from clicktui.corpus.reading import Reading
from clicktui.errors import SourceTextError
from clicktui.i18n import language
from clicktui.i18n import translate as _
from clicktui.tui.beside import beside
from clicktui.tui.drawing.overlays import Overlays
from clicktui.tui.text.blocks import BlockForm, WorkBlocks
from clicktui.tui.text.hits import Hits
from clicktui.tui.text.page import Page, Row
from clicktui.tui.text.scrolled import ScrolledPage, Top
from clicktui.tui.text.signs import PlacedSigns, Signed
from clicktui.tui.text.strips import Marks, row_strip

_FORMS = {f"text--{form}" for form in BlockForm}
_OVERLAYS = {"bar", "margin", "cursor", "selection", "hit", "current", "label", "pinned", "code"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader was in a work: her sentence, and what was at the top of the screen."""

    cursor: Span | None
    top: Top | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown, and what of it (see ``TextCanvas.show``)."""

    work: Work
    source: SourceFile
    focus: Span | None
    highlights: Sequence[Span]
    select: Span | None


class TextCanvas(ScrolledPage, inherit_bindings=False):
    """Draws a ``Work`` by the line API; a page laid out once at a width is kept.

    Offsets are code points in the cleaned text of the work's source file, ends exclusive.
    """

    ALLOW_SELECT = False  # the mouse selects by offsets of the source, not of the screen
    COMPONENT_CLASSES = _FORMS | {f"text--{name}" for name in _OVERLAYS}
    DEFAULT_CSS = """
    TextCanvas {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & .text--title { text-style: bold; }
        & .text--fact { color: $text-muted; }
        & .text--voice { color: $secondary; text-style: bold; }
        & .text--heading { color: $primary; text-style: bold; }
        & .text--lead { text-style: italic; }
        & .text--question { text-style: bold; }
        & .text--pull-quote { color: $text-muted; text-style: italic; }
        & .text--quiet { color: $text-muted; }
        & .text--chrome { color: $text-muted; }
        & .text--margin { color: $text-muted; }
        & .text--bar { color: $primary; text-style: bold; }
        & .text--label { color: $secondary; text-style: bold; }
        & .text--pinned { text-style: underline; }
        & .text--code { color: $secondary; }
        & .text--cursor { background: $panel; }
        & .text--selection { text-style: reverse; }
        & .text--hit { color: $accent; text-style: bold underline; }
        & .text--current { color: $accent; text-style: bold underline reverse; }
    }
    TextCanvas.-compact .text--selection { text-style: none; background: $panel; }
    """

    class Arrived(Message):
        """A text is there that had to be read first."""

    cursor: reactive[Span | None] = reactive(None)
    """The sentence that the cursor stands on; None where the work has no quotable words."""

    selection: reactive[Span | None] = reactive(None)
    """The selected code points, within a run of paragraphs that belong together."""

    def __init__(self, *, compact: bool = False, id: str | None = None) -> None:
        super().__init__(id=id, classes="-compact" if compact else None)
        self._compact = compact
        self._source: SourceFile | None = None
        self._work: Work | None = None
        self._given: Work | None = None
        self._wanted: Wanted | None = None
        self._instead = ""
        self._place_later: Place | None = None
        self._reading: Reading | None = None
        self._hits = Hits()
        self._pinned: Mapping[str, Sequence[Span]] = {}
        self._coded: Mapping[str, Sequence[Signed]] = {}
        self._signs: PlacedSigns | None = None
        self._current_hit: int | None = None
        self._laid_out: tuple[Work, tuple[int, str, str], Page] | None = None
        self._overlays = Overlays(self, "text")

    @property
    def work(self) -> Work | None:
        """The work that is shown."""
        return self._work

    @property
    def shown_source(self) -> SourceFile | None:
        """The file of the work that is shown, as it was then; None before it is read."""
        return self._source

    @property
    def hits(self) -> Hits:
        """The highlighted spans, in text order."""
        return self._hits

    @property
    def place(self) -> Place:
        """Where the reader is, to be given to ``restore`` later."""
        return Place(self.cursor, self._top)

    def show(
        self,
        work: Work,
        source: SourceFile,
        *,
        focus: Span | None = None,
        highlights: Sequence[Span] = (),
        select: Span | None = None,
    ) -> None:
        """Show ``work`` of ``source``, the cursor on the sentence where ``focus`` begins.

        Without ``focus`` the top of the work is shown, the cursor on its first sentence of prose.
        ``highlights`` are what n and N go through; ``select`` is selected. A long text that is not
        in memory is read beside the interface and comes after (``Arrived``); of one that cannot be
        read it is said why.
        """
        wanted = self._wanted = Wanted(work, source, focus, highlights, select)
        if work is self._given and self._reading is not None:
            self._show(wanted, self._reading)
        elif source.takes_long:
            self._show_instead(work, _("Reading the text …"))
            beside(self, self._fetch, wanted, group="text", is_alone=True)
        else:
            try:
                self._show(wanted, self._read(work, source))
            except SourceTextError as error:
                self._show_instead(work, str(error))

    async def _fetch(self, wanted: "Wanted") -> None:
        """Show what is wanted once its text is in memory, unless something else is by then."""
        try:
            await asyncio.to_thread(lambda: wanted.source.text)
            if self._wanted is wanted:
                place = self._place_later
                self._show(wanted, self._read(wanted.work, wanted.source))
                if place is not None:
                    self.restore(place)
                self.post_message(self.Arrived())
        except SourceTextError as error:
            if self._wanted is wanted:
                self._show_instead(wanted.work, str(error))

    def _show(self, wanted: "Wanted", reading: Reading) -> None:
        focus, select, highlights = wanted.focus, wanted.select, wanted.highlights
        self._hits = highlights if isinstance(highlights, Hits) else Hits(highlights)
        at_once = select or focus
        self._current_hit = None if at_once is None else self._hits.first_in(at_once)
        self.selection = None
        self.cursor = reading.sentence_at(focus.start) if focus else reading.first_prose()
        self.selection = select
        self._lay_out()
        if focus is None:
            self._unseen = self._top = None
            self._keep_top()
        else:
            self._reveal(focus, fresh=True)

    def _show_instead(self, work: Work, words: str) -> None:
        """Show what is known of ``work``, and ``words`` in the place of its text."""
        wanted = self._wanted
        self.clear()
        self._wanted, self._work, self._instead = wanted, work, words
        self._lay_out()

    def follow(self, work: Work, source: SourceFile) -> None:
        """Show the same work with what is said of it now; nothing else changes or moves.

        Raises:
            SourceTextError: its text cannot be read any more.
        """
        top, y = self._top, self.scroll_offset.y
        self._read(work, source)
        self._lay_out()
        page = self._page()
        if top is not None and top.offset is not None and top.lead <= 0:
            self._top = replace(top, width=0)  # its words are looked for
            self._keep_top()
        elif page is not None:
            self._settle(page, y)

    def _read(self, work: Work, source: SourceFile) -> Reading:
        """Have text and paragraphs in memory from now on, whatever becomes of the file.

        Raises:
            SourceTextError: they cannot be read.
        """
        text = source.text  # what is shown is looked at in other ways too: it is kept
        self._given, self._source = work, source.whole()
        here = (one for one in self._source.works if one.id == work.id)
        whole = work if self._source is source else next(here, work)
        if self._work is None or self._work.id != whole.id:
            with self._correcting():
                self.scroll_to(y=0)
        self._work, self._instead, self._place_later, self._top = whole, "", None, None
        self._reading = Reading(whole, text)
        return self._reading

    def restore(self, place: Place) -> None:
        """Go back to ``place``, which the same work gave before."""
        if self._reading is None:
            self._place_later = place
            return
        self.selection = None
        self.cursor = place.cursor
        self._top = place.top
        self._keep_top()

    def show_pinned(self, pinned: Mapping[str, Sequence[Span]]) -> None:
        """Sign the words that are on the board: ``pinned`` has their spans by work.

        The spans are in order and do not overlap.
        """
        self._pinned = pinned
        self.refresh()

    def show_codes(self, coded: Mapping[str, Sequence[Signed]]) -> None:
        """Sign the passages that have codes: ``coded`` has them by work, in order."""
        self._coded = coded
        self._signs = None
        self.refresh()

    def _signs_on(self, page: Page, row: Row) -> str:
        """Return the signs of the codes of the passage that has them on ``row``."""
        if self._signs is None or self._signs.page is not page:
            coded = self._coded.get(self._work.id, ()) if self._work else ()
            self._signs = PlacedSigns(page, coded)
        return self._signs.on(row)

    def clear(self) -> None:
        """Show nothing."""
        self._work = self._given = self._source = self._reading = None
        self._wanted, self._instead, self._place_later = None, "", None
        self._hits, self._current_hit, self._laid_out = Hits(), None, None
        self.selection = self.cursor = self._unseen = self._top = None
        self.virtual_size = Size(0, 0)
        self.refresh()

    def refresh_language(self) -> None:
        """Say labels and metadata again in the interface's language."""
        self._lay_out()

    # rows

    def _page(self) -> Page | None:
        """Return the work laid out at the present width; None before there is one."""
        work, source = self._work, self._source
        width = self.scrollable_content_region.width
        if work is None or width <= 0:
            return None
        laid_out, form = self._laid_out, (width, language(), self._instead)
        if laid_out is None or laid_out[0] is not work or laid_out[1] != form:
            text = "" if source is None else source.text
            blocks = WorkBlocks(work, text, compact=self._compact, instead=self._instead)
            laid_out = self._laid_out = (work, form, Page(blocks, width))
        laid_out[2].around = self._around()
        return laid_out[2]

    def on_resize(self) -> None:
        """Lay out for the new width, the same words at the top."""
        top = self._top
        self._lay_out()
        if self._unseen is not None:
            self._reveal(self._unseen, fresh=True)
        else:
            self._keep_top()
            if self.cursor is not None and top is not None:
                self._reveal(self.cursor)

    def _sentence_in_view(self, step: int) -> Span | None:
        """Return the first sentence on the screen (``step`` 1) or the last (-1), None without."""
        page, top = self._page(), self.scroll_offset.y
        if page is None or self._reading is None:
            return None
        rows = range(top, min(top + self.scrollable_content_region.height, len(page)))
        for y in rows if step > 0 else reversed(rows):
            offset = page.row(y).start
            sentence = None if offset is None else self._reading.sentence_at(offset)
            if sentence is not None and self._is_in_view(sentence):
                return sentence
        return None

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was left."""
        super().notify_style_update()
        self._overlays.clear()

    def _style(self, name: str) -> Style:
        return self._overlays.of() if name == "base" else self._overlays.alone(name)

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        page = self._page()
        at = y + self.scroll_offset.y
        if page is None or self._work is None or not at < len(page):
            return Strip.blank(self.scrollable_content_region.width, self.rich_style)
        row = page.row(at)
        current = None if self._current_hit is None else self._hits[self._current_hit]
        pinned = self._pinned.get(self._work.id, ())
        shown = row.block.paragraph
        label = None if shown is None else self._work.paragraphs[shown].label
        marks = Marks(
            self.cursor, self.selection, self._hits, current,
            () if label is None else (label,), pinned, self._signs_on(page, row),
        )  # fmt: skip
        return row_strip(page, row, marks, self._style, focused=self.has_focus)
