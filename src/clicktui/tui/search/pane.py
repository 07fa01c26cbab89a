"""The search pane: input, ranked hits, and the reader beside them at the highlighted hit."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from clicktui.corpus.model import Passage, Span
from clicktui.search.model import Completion, Hit, Options, Results
from clicktui.search.query import asks_labels
from clicktui.search.sentences_found import sentences_found
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.core_thread import Answer, Question
from clicktui.tui.search.hit_list import HitList
from clicktui.tui.search.query_input import QueryInput
from clicktui.tui.search.status import (
    asks_something,
    completions_text,
    nothing_found_text,
    status_text,
)
from clicktui.tui.text.signs import Signed
from clicktui.tui.text.view import TextView
from clicktui.tui.welcome import PREVIEW_MIN_COLUMNS, empty_text, query_placeholder
from clicktui.tui.wishes import Cite, OpenWork

if TYPE_CHECKING:
    from clicktui.corpus.corpus import Corpus

FIRST_HITS = Options().limit
"""How many hits a query brings at first."""

FOLLOW_AFTER_S = 0.15
"""How long nothing is typed before the reader beside the hits follows: it would delay the keys."""

MORE_TIMES = 4
"""How many times more hits are asked for when the user reaches the last one."""


class SearchPane(Vertical):
    """Asks by ``Asked``, is told by ``show_answer``; wishes go up as in ``wishes``."""

    BINDINGS = bindings(Scope.SEARCH)
    SCOPES = (Scope.SEARCH,)
    DEFAULT_CSS = """
    SearchPane {
        & #status { height: 1; padding: 0 1; color: $text-muted; }
        & HitList { width: 1fr; }
        & #preview { width: 1fr; margin: 0 0 0 1; display: none; }
        &.-wide #preview { display: block; }
    }
    """

    @dataclass
    class Asked(Message):
        """The user typed, or switched: ``question`` wants an answer."""

        question: Question

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._corpus: Corpus | None = None
        self._options = Options()
        self.results: Results | None = None
        self._found_in: Corpus | None = None
        """What the newest answer gave; None before the first."""
        self._completions: tuple[Completion, ...] = ()
        self._trouble = ""
        self._progress = ""
        self._answered: Question | None = None
        self._once_answered: Callable[[], None] | None = None
        self._typed_at = 0.0
        self._following: Timer | None = None
        self.is_behind = False
        """Whether the reader beside the hits has still to follow."""
        self._stays = False

    def compose(self) -> ComposeResult:
        """Make the input, the status line, the hits and the reader beside them."""
        yield QueryInput(placeholder=query_placeholder(), leave=self._leave_input, id="query")
        yield Static(id="status", markup=False)
        with Horizontal():
            yield HitList(self._found, empty_text(), id="hits")
            preview = TextView(compact=True, id="preview")
            preview.can_focus = False
            yield preview

    def take_over(self, query: str, cursor: int) -> None:
        """Begin with ``query``, typed before this pane was there, the cursor at ``cursor``."""
        self.query_input.value = query
        self.query_input.cursor_position = cursor

    @property
    def query_input(self) -> QueryInput:
        """The search input."""
        return self.query_one(QueryInput)

    @property
    def hit_list(self) -> HitList:
        """The list of hits."""
        return self.query_one(HitList)

    @property
    def preview(self) -> TextView:
        """The reader beside the hits."""
        return self.query_one(TextView)

    def chosen(self) -> tuple[str, Span] | None:
        """Return work and words of what is highlighted, or selected beside it; None: nothing is."""
        hit = self.hit_list.highlighted_hit
        if self.is_behind and hit is not None:
            return hit.passage.work, self._found(hit)
        return self.preview.chosen()

    def words_near(self) -> list[tuple[str, Span]]:
        """Return work and words of the highlighted hit, of the next and of the previous one."""
        return [(hit.passage.work, self._found(hit)) for hit in self.hit_list.near()]

    def set_corpus(self, corpus: "Corpus") -> None:
        """Read the works that hits stand in from ``corpus``."""
        self._corpus = corpus

    def follow_corpus(self, corpus: "Corpus") -> None:
        """Say of the same works what ``corpus`` says of them now; nothing moves.

        Hits whose words do not stand there any more are taken away: the next answer brings what
        does.
        """
        self._corpus = corpus
        if self.results is not None and not self._stands(self.results, self._found_in):
            self.results = None
            self._answered = None
            self.preview.can_focus = False
            self.hit_list.show(())
            self.preview.clear()
            self._say()
        elif shown := self.preview.shown_source:
            work = self.preview.work
            if work is not None and corpus.has(work.id, shown.text):
                work = corpus.work(work.id)
                self.preview.follow(work, corpus.source(work.file))
            elif self.hit_list.highlighted_hit is not None:
                self._follow()
            else:
                self.preview.clear()

    def _stands(self, results: Results, found_in: "Corpus | None") -> bool:
        """Say whether the words of all hits stand in the corpus as it is now.

        Those of sources that are as they were in the corpus that they were found in do; only
        others are looked at.
        """
        corpus = self._corpus
        if corpus is None or corpus is found_in:
            return True
        as_indexed: Mapping[str, str] = {} if found_in is None else found_in.fingerprints
        return all(
            corpus.fingerprints.get(hit.passage.file, "") == as_indexed.get(hit.passage.file)
            or corpus.stands(hit.passage)
            for hit in results.hits
        )

    def search_again_in_place(self) -> None:
        """Ask the question that stands in the input, for hits that may say other things now."""
        self._stays = True
        self.search_again()

    def show_answer(self, answer: Answer) -> None:
        """Show ``answer``, unless the user typed on, or its texts changed, since it was asked."""
        if not self._is_of_now(answer.question) or not self._stands(answer.results, answer.corpus):
            return
        is_again = self._answered is not None and self._answered.query == answer.question.query
        in_place = is_again and (self._stays or answer.question.options.limit > FIRST_HITS)
        self._stays = False
        self.results = answer.results
        self._found_in = answer.corpus
        self._completions = answer.completions
        self._trouble = ""
        self._answered = answer.question
        if self.hit_list.show(answer.results.hits, in_place=in_place):
            self.is_behind = True  # it tells where the highlight is now
        elif self.is_behind:
            self._follow_soon()
        self.preview.can_focus = bool(answer.results.hits)
        if not answer.results.hits:
            self.preview.clear()
        self._say()
        if self._once_answered is not None:
            act, self._once_answered = self._once_answered, None
            act()

    def show_pinned(self, pinned: Mapping[str, Sequence[Span]]) -> None:
        """Sign what is on the board: ``pinned`` has its spans by work, in order."""
        self.hit_list.show_pinned(pinned)
        self.preview.show_pinned(pinned)

    def show_codes(self, coded: Mapping[str, Sequence[Signed]]) -> None:
        """Sign the passages that have codes in the reader: ``coded`` has them by work, in order."""
        self.preview.show_codes(coded)

    def show_labels(self, signs: Callable[[Hit], str]) -> None:
        """Sign the hits with their codes; ask again what asks for codes."""
        self.hit_list.show_signs(signs)
        self._trouble = ""
        if self.asks_for_labels:
            self.search_again_in_place()

    @property
    def asks_for_labels(self) -> bool:
        """Whether what is typed has filters on codes."""
        return asks_labels(self.query_input.value)

    def show_trouble(self, line: str) -> None:
        """Say ``line`` in the status line: what goes on, or what went wrong."""
        self._trouble = line
        if self.is_behind and self._following is None:  # there may be no answer to wait for
            self._follow_soon()
        self._say()

    def show_progress(self, line: str) -> None:
        """Say in the status line, before all else, how far the indexing is; "": it is done."""
        self._progress = line
        self._say()

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""
        self.query_input.placeholder = query_placeholder()
        self.hit_list.refresh_language()
        self.preview.refresh_language()
        self._say()

    def search_again(self) -> None:
        """Ask the question that stands in the input."""
        self.post_message(self.Asked(self._question()))

    def _question(self) -> Question:
        typed = self.query_input
        return Question(typed.value, typed.cursor_position, self._options)

    def _is_of_now(self, question: Question) -> bool:
        """Say whether ``question`` asks what stands in the input now, wherever the cursor is."""
        now = self._question()
        return (question.query, question.options) == (now.query, now.options)

    def _when_answered(self, act: Callable[[], None]) -> None:
        """Do ``act`` on the hits of what is typed, never on those of an earlier key."""
        if self._answered is not None and self._is_of_now(self._answered):
            act()
        else:
            self._once_answered = act

    def _say(self) -> None:
        results = self.results
        if self._completions:
            line = completions_text(self._completions)
        else:
            line = status_text(results, self._options)
        told = Content(" · ".join(filter(None, (self._progress, self._trouble or line))))
        self.query_one("#status", Static).update(told, layout=False)
        searched = results is not None and asks_something(results)
        message = empty_text()
        if results and searched:
            message = nothing_found_text(results, is_all=not self._progress)
        self.hit_list.say_instead(message)

    def _found(self, hit: Hit) -> Span:
        """Return the sentences that hold the match: what the reader shows and ``y`` copies."""
        if self._corpus is None:
            return Span(hit.passage.start, hit.passage.end)
        return sentences_found(self._corpus, hit, self.results.query if self.results else "")

    def on_resize(self, event: events.Resize) -> None:
        """Give the hits the whole width where there is little."""
        self.set_class(event.size.width >= PREVIEW_MIN_COLUMNS, "-wide")

    @on(QueryInput.Changed)
    def _typed(self, event: QueryInput.Changed) -> None:
        event.stop()
        self._stays = False
        self._options = replace(self._options, limit=FIRST_HITS)
        self._once_answered = None
        self._typed_at = time.monotonic()
        self._stop_following()
        self.search_again()

    def action_toggle_fuzzy(self) -> None:
        """Search for mistyped words, or not."""
        self._switch(fuzzy=not self._options.fuzzy, accents=self._options.accents)

    def action_toggle_accents(self) -> None:
        """Make accents count, or not."""
        self._switch(fuzzy=self._options.fuzzy, accents=not self._options.accents)

    def _switch(self, *, fuzzy: bool, accents: bool) -> None:
        self._options = Options(fuzzy=fuzzy, accents=accents)
        self._say()
        self.search_again()

    @on(QueryInput.CompletionWished)
    def _completion_wished(self) -> None:
        self._when_answered(self._complete)

    def _complete(self) -> None:
        if not self._completions:
            self._enter_hits()
            return
        completion, typed = self._completions[0], self.query_input
        self._completions = ()
        rest = typed.value[completion.end :]
        typed.value = typed.value[: completion.start] + completion.text + (rest or " ")
        typed.cursor_position = completion.start + len(completion.text) + 1

    def _leave_input(self) -> None:
        """Give the keys to the hits, where they are those of what is typed."""
        if self.hit_list.highlighted_hit and self._answered and self._is_of_now(self._answered):
            self.screen.set_focus(self.hit_list)

    @on(QueryInput.HitsWished)
    def _hits_wished(self) -> None:
        self._when_answered(self._enter_hits)

    def _enter_hits(self) -> None:
        if self.hit_list.highlighted_hit:
            self.hit_list.focus()

    @on(HitList.EndReached)
    def _ask_for_more(self) -> None:
        results = self.results
        if results is not None and len(results.hits) < results.total:
            self._options = replace(self._options, limit=self._options.limit * MORE_TIMES)
            self.search_again()

    @on(HitList.LeftUpwards)
    def _back_to_input(self) -> None:
        self.query_input.focus()

    @on(QueryInput.OpenWished)
    def _hit_wished(self) -> None:
        self._when_answered(self._open_highlighted)

    def _open_highlighted(self) -> None:
        if hit := self.hit_list.highlighted_hit:
            self._open(hit)

    @on(HitList.Opened)
    def _open_wished(self, event: HitList.Opened) -> None:
        self._open(event.hit)

    def _open(self, hit: Hit) -> None:
        self.post_message(OpenWork(hit.passage.work, self._found(hit), self._spans_in(hit)))

    def _spans_in(self, hit: Hit) -> tuple[Span, ...]:
        """Return the matches of all hits in the same work, in text order, for n and N.

        Words that stand side by side are one stop.
        """
        if self._corpus is None or self.results is None:
            return ()
        spans: list[Span] = []
        hits = [one for one in self.results.hits if one.passage.work == hit.passage.work]
        for passage, highlights in ((one.passage, one.highlights) for one in hits):
            joined: list[Span] = []
            for span in (highlight.span for highlight in highlights):
                if joined and not any(map(str.isalnum, _between(passage, joined[-1], span))):
                    joined[-1] = Span(joined[-1].start, span.end)
                else:
                    joined.append(span)
            spans += joined
        return tuple(sorted(spans))

    @on(HitList.CiteWished)
    def _cite(self, event: HitList.CiteWished) -> None:
        self.post_message(Cite(event.hit.passage.work, self._found(event.hit), event.choose))

    @on(TextView.FindWished)
    @on(TextView.OutlineWished)
    def _read_on(self, wish: Message) -> None:
        """Finding and the outline are the reader's: go there, to the same place, and do it."""
        wish.stop()
        if work := self.preview.work:
            here, then = self.preview.quotable(), type(wish)()
            self.post_message(OpenWork(work.id, here, self.preview.hits, then))

    @on(HitList.Highlighted)
    def _follow_soon(self) -> None:
        """Let the reader beside the hits follow, once the user does not type on."""
        self.is_behind = True
        self._stop_following()
        left = self._typed_at + FOLLOW_AFTER_S - time.monotonic()
        if left > 0:
            self._following = self.set_timer(left, self._follow)
        else:
            self._follow()

    def _stop_following(self) -> None:
        if self._following is not None:
            self._following.stop()
            self._following = None

    def on_descendant_focus(self) -> None:
        """Let the reader follow before a key acts on it."""
        if self.is_behind:
            self._follow()

    def _follow(self) -> None:
        """Let the reader beside the hits show the highlighted one in its place."""
        self._stop_following()
        self.is_behind = False
        hit = self.hit_list.highlighted_hit
        if hit is None or self._corpus is None:
            self.preview.clear()
            return
        work = self._corpus.work(hit.passage.work)
        found = self._found(hit)
        self.preview.show(
            work,
            self._corpus.source(work.file),
            focus=found,
            highlights=self._spans_in(hit),
            select=found,
        )


def _between(passage: Passage, one: Span, other: Span) -> str:
    """Return the characters between two spans of a passage."""
    return passage.text[one.end - passage.start : other.start - passage.start]
