"""The reader: the outline of the works, and the text of one of them."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker

from clicktui.corpus.model import Span, Work
from clicktui.errors import SourceTextError
from clicktui.i18n import translate as _
from clicktui.tui.beside import beside
from clicktui.tui.reader.find_bar import FindBar
from clicktui.tui.reader.outline import Outline
from clicktui.tui.text.canvas import Place
from clicktui.tui.text.facts import facts_line
from clicktui.tui.text.find import Finder
from clicktui.tui.text.hits import Hits
from clicktui.tui.text.signs import Signed
from clicktui.tui.text.view import TextView

if TYPE_CHECKING:
    from clicktui.corpus.corpus import Corpus

_SAID_EVERY_S = 0.2

OUTLINE_MIN_COLUMNS = 80
"""Below this width the outline takes the place of the text, and only when asked for."""


class ReaderPane(Horizontal):
    """Shows one work of the corpus and keeps the place in each; wishes go up as ``Cite``."""

    DEFAULT_CSS = """
    ReaderPane {
        & Outline { width: 30%; max-width: 48; margin: 0 1 0 0; }
        & #text-side { width: 1fr; }
        & #text { height: 1fr; display: none; }
        & #nothing { height: 1fr; padding: 1 2; color: $text-muted; }
        & #place {
            height: 1; padding: 0 1; color: $text-muted; display: none;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        & #place.-altered { color: $text-warning; text-style: bold; }
        &.-reading #text { display: block; }
        &.-reading #place { display: block; }
        &.-reading #nothing { display: none; }
        &.-hidden Outline { display: none; }
        &.-narrow Outline { display: none; }
        &.-narrow.-outline Outline { display: block; width: 1fr; max-width: 100%; margin: 0; }
        &.-narrow.-outline #text-side { display: none; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._corpus: Corpus | None = None
        self._places: dict[str, Place] = {}
        self._searched: dict[str, tuple[Span, ...]] = {}
        self._finder: tuple[Work, Finder] | None = None
        self._finding: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Make the outline, the find bar, the text and its status line."""
        yield Outline(id="outline")
        with Vertical(id="text-side"):
            yield FindBar(id="find")
            yield TextView(id="text")
            yield Static(_nothing_open(), id="nothing", markup=False)
            yield Static(id="place", markup=False)

    @property
    def text(self) -> TextView:
        """The text that is read."""
        return self.query_one("#text", TextView)

    @property
    def outline(self) -> Outline:
        """The outline of the works."""
        return self.query_one(Outline)

    @property
    def find_bar(self) -> FindBar:
        """The bar that finds words in the work."""
        return self.query_one(FindBar)

    def set_corpus(self, corpus: "Corpus") -> None:
        """Read works from ``corpus`` from now on."""
        self._corpus = corpus
        self._places.clear()
        self._searched.clear()
        self._finder = None
        self._stop_finding()
        self.text.clear()
        self.remove_class("-reading")
        self.outline.set_files(corpus.files)

    def follow_corpus(self, corpus: "Corpus") -> None:
        """Say of the same works what ``corpus`` says of them now; nothing moves.

        A work that it does not have any more is closed. Hits in texts that changed are forgotten.
        """
        self._corpus = corpus
        self._places = {
            work_id: replace(place, top=place.top and replace(place.top, width=0))
            for work_id, place in self._places.items()
        }
        shown = self.text.work
        if shown is not None and self._follow(corpus, shown):
            self._say_place()
        elif shown is not None:
            self._show_changed(corpus, shown.id)
        self.outline.follow(corpus.files)

    def _follow(self, corpus: "Corpus", shown: Work) -> bool:
        """Show what ``corpus`` says of the work that is shown, if its text is the same; say so."""
        source = self.text.shown_source
        try:
            if source is None or not corpus.has(shown.id, source.text):
                return False
            work = corpus.work(shown.id)
            self.text.follow(work, corpus.source(work.file))
        except SourceTextError:
            return False
        return True

    def _show_changed(self, corpus: "Corpus", work_id: str) -> None:
        """Show a work whose text changed from its beginning, or none where it is gone."""
        self._stop_finding()
        self.find_bar.close()
        self._searched.clear()
        self._places.clear()
        self._finder = None
        there = next((work for work in corpus.works if work.id == work_id), None)
        if there is None:
            self.text.clear()
            self.remove_class("-reading")
        else:
            self.text.show(there, corpus.source(there.file))

    def open(
        self, work_id: str, span: Span | None = None, highlights: Sequence[Span] | None = None
    ) -> None:
        """Show a work, at ``span`` or where it was left, and give it the keys.

        ``highlights`` are for n and N; with None, those that the work had are kept.

        Raises:
            NotFoundError: the corpus has no such work.
        """
        if self._corpus is None:
            return
        work = self._corpus.work(work_id)
        left = self.text.work
        if left is not None:
            self._places[left.id] = self.text.place
        if highlights is not None:
            self._searched[work_id] = tuple(highlights)
        if left is None or left.id != work_id or highlights is not None:
            self._stop_finding()
            self.find_bar.close()
        self.add_class("-reading")
        source = self._corpus.source(work.file)
        self.text.show(work, source, focus=span, highlights=self._searched.get(work_id, ()))
        if span is None and work_id in self._places:
            self.text.restore(self._places[work_id])
        self.outline.mark(work_id)
        self.focus_text()

    def chosen(self) -> tuple[str, Span] | None:
        """Return the work and what ``y`` copies of it; None where there is nothing."""
        return self.text.chosen()

    def show_pinned(self, pinned: Mapping[str, Sequence[Span]]) -> None:
        """Sign what is on the board: ``pinned`` has its spans by work, in order."""
        self.text.show_pinned(pinned)

    def show_codes(self, coded: Mapping[str, Sequence[Signed]]) -> None:
        """Sign the passages that have codes: ``coded`` has them by work, in order."""
        self.text.show_codes(coded)
        self._say_place()

    def focus_text(self) -> None:
        """Give the keys to the text, or to the outline while no work is open."""
        if self.text.work is None:
            self._show_outline()
        else:
            self.remove_class("-outline")
            self.text.focus()

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""
        self.text.refresh_language()
        self.find_bar.refresh_language()
        self.query_one("#nothing", Static).update(Content(_nothing_open()))
        self._say_place()

    def on_resize(self, event: events.Resize) -> None:
        """Let the outline give way where there is little room."""
        self.set_class(event.size.width < OUTLINE_MIN_COLUMNS, "-narrow")

    # the outline

    @on(TextView.OutlineWished)
    def _show_outline(self) -> None:
        self.remove_class("-hidden")
        self.add_class("-outline")
        self.outline.focus()

    @on(Outline.HideWished)
    def _hide_outline(self) -> None:
        if self.text.work is not None:
            self.add_class("-hidden")
            self.focus_text()

    @on(Outline.Opened)
    def _open_chosen(self, event: Outline.Opened) -> None:
        event.stop()
        self.open(event.work, event.span)

    @on(Outline.Left)
    def _leave_outline(self) -> None:
        if self.text.work is not None:
            self.focus_text()

    # finding

    @on(TextView.FindWished)
    def _open_find_bar(self) -> None:
        if self.text.work is not None:
            self.find_bar.open()
            self._find(self.find_bar.words)

    @on(FindBar.Changed)
    def _words_changed(self, event: FindBar.Changed) -> None:
        event.stop()
        if self.find_bar.is_open:
            self._find(event.words)

    def _find(self, words: str) -> None:
        work, source = self.text.work, self.text.shown_source
        if work is None or source is None:
            return
        if self._finder is None or self._finder[0] is not work:
            self._finder = (work, Finder(work, source.text))
        finder = self._finder[1]
        self._stop_finding()
        if finder.is_short:
            self.text.highlight(finder.find(words))
            if self.text.hits:
                self.text.highlight(self.text.hits, self.text.hit_near_cursor())
        else:
            self.text.highlight(())
            self._finding = beside(self, self._find_along, finder, words, group="find")
        self._say_place()

    async def _find_along(self, finder: Finder, words: str) -> None:
        """Find ``words`` slice by slice from the cursor on: to the first place at once."""
        at = self.text.cursor.start if self.text.cursor else 0
        after, before = finder.slices_from(at)
        beyond, earlier = Hits(), Hits()
        is_there, said = False, time.monotonic()
        for number in (*after, *before):
            found = await asyncio.to_thread(finder.find_in, number, words)
            (beyond if number in after else earlier).extend(found)
            if not is_there and beyond and beyond[-1].end > at:
                is_there = True
                self.text.highlight(earlier.joined(beyond), beyond.near(at, 1))
            elif time.monotonic() - said > _SAID_EVERY_S:
                said = time.monotonic()
                self.text.take_hits(earlier.joined(beyond))
                self._say_place()
        self._finding = None
        hits = earlier.joined(beyond)
        if is_there:
            self.text.take_hits(hits)
        else:
            self.text.highlight(hits, 0 if hits else None)
        self._say_place()

    def _stop_finding(self) -> None:
        if self._finding is not None:
            self._finding.cancel()
            self._finding = None

    @on(TextView.Arrived)
    def _take_what_came(self) -> None:
        if self.text.work is not None:
            self.outline.mark(self.text.work.id)
        if self.find_bar.is_open:
            self._find(self.find_bar.words)

    @on(FindBar.Stepped)
    def _step(self, event: FindBar.Stepped) -> None:
        event.stop()
        if self.text.hits:
            self.text.action_hit(event.step)

    @on(FindBar.Closed)
    def _close_find_bar(self, event: FindBar.Closed) -> None:
        event.stop()
        self.find_bar.close()
        if not event.keep and self.text.work is not None:
            self._stop_finding()
            self.text.highlight(self._searched.get(self.text.work.id, ()))
        self.text.focus()
        self._say_place()

    # the place

    @on(TextView.CursorMoved)
    @on(TextView.SelectionChanged)
    def _say_place(self) -> None:
        facts = self.text.status()
        is_finding = self._finding is not None
        if facts and facts.hit and is_finding:
            facts = replace(facts, hit=(0, facts.hit[1]))  # nobody knows yet which it is
        place = self.query_one("#place", Static)
        place.update(Content(facts_line(facts) if facts else ""), layout=False)
        place.set_class(facts is not None and facts.is_altered, "-altered")
        current, total = facts.hit if facts and facts.hit else (0, 0)
        self.find_bar.show_count(current, total, is_finding=is_finding)


def _nothing_open() -> str:
    return _(
        "No text is open yet.\n\n"
        "Choose a work in the outline and press Enter, or search with / and open a hit."
    )
