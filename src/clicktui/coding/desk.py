"""One codebook at work on the corpus: what the program finds, what people decide, what changes."""

from collections.abc import Callable, Sequence
from functools import cached_property
from threading import RLock

from clicktui.board.changes import Change
from clicktui.coding.apart import Home
from clicktui.coding.effects import Effect, Effects
from clicktui.coding.judgements import Judgements
from clicktui.coding.ledger import Decided, Ledger
from clicktui.coding.model import Decision, Verdict
from clicktui.coding.opinions import Coded, MeantBy, coded, placed, with_meaning
from clicktui.coding.ownrules import Added, Muted, OwnRules, applied, checked
from clicktui.coding.survey import Survey
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage, Span
from clicktui.corpus.passages import passages as passages_of
from clicktui.errors import NotFoundError
from clicktui.microtasks.classifier import Classifier
from clicktui.microtasks.codebook import Codebook
from clicktui.search.progress import Progress, never, no_progress


class CodingDesk:
    """What is held of the passages of a corpus by one codebook; from any thread."""

    def __init__(self, codebook: Codebook, ledger: Ledger, home: Home | None = None) -> None:
        """Code by ``codebook``; ``home``: where what is found is kept, and many judge apart."""
        self.codebook = codebook
        self.ledger = ledger
        self._home = home
        self.codes = tuple(code.id for code in codebook.codes)
        self._turn = RLock()
        self._judgements: tuple[OwnRules, Judgements] | None = None
        self._seen: tuple[OwnRules, Judgements] | None = None
        self._surveys: list[Survey] = []
        self.meant: MeantBy = {}
        """What meaning adds to the cues, replaced as a whole by whoever works it out."""
        self.uses_learned = False
        """Whether what was learned from the user's decisions is in ``meant``."""

    @property
    def corpus(self) -> Corpus:
        """The corpus as it is now."""
        return self.ledger.corpus

    @cached_property
    def _as_shipped(self) -> Judgements:
        return self._judging(OwnRules())

    def _judging(self, own: OwnRules) -> Judgements:
        return Judgements(Classifier(self.codes, applied(self.codebook.cues, own)))

    # what is held

    @property
    def own_rules(self) -> OwnRules:
        """What the user added to the cues and muted of them.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        return self.ledger.own_rules(self.codebook.id)

    @property
    def judgements(self) -> Judgements:
        """What the program finds by the cues as the user has them now.

        Raises:
            BoardStoreError: the store cannot be read.
            CodebookError: a cue that she added cannot be read.
        """
        own = self.own_rules
        with self._turn:
            if own.are_none:
                return self._as_shipped
            if self._judgements is None or self._judgements[0] != own:
                self._judgements = (own, self._tried(own))
            return self._judgements[1]

    def _tried(self, own: OwnRules) -> Judgements:
        """Return the judgements by ``own``: those of the effects that were seen last, or new."""
        if own.are_none:
            return self._as_shipped
        with self._turn:
            if self._seen is None or self._seen[0] != own:
                self._seen = (own, self._judging(own))
            return self._seen[1]

    @property
    def survey(self) -> Survey:
        """What the program finds in all passages of the corpus by the cues of now.

        Raises:
            BoardStoreError, CodebookError: as ``judgements``.
        """
        return self._survey_by(self.judgements)

    def _survey_by(self, judgements: Judgements) -> Survey:
        """Return the survey of the corpus of now; those by the last two cues stay."""
        corpus = self.corpus
        with self._turn:
            for one in self._surveys:
                if one.judgements is judgements and one.corpus is corpus:
                    self._surveys.sort(key=lambda other: other is one)  # used last
                    return one
            made = Survey(corpus, judgements, self._home)
            self._surveys = [*self._surveys[-1:], made]
            return made

    def judge(
        self, progress: Progress = no_progress, cancelled: Callable[[], bool] = never
    ) -> bool:
        """Judge all passages of the corpus; False where ``cancelled`` said so.

        Raises:
            BoardStoreError, CodebookError: as ``judgements``.
        """
        return self.survey.judge(progress, cancelled)

    def coded(self, passages: Sequence[Passage]) -> tuple[Coded, ...]:
        """Return what is held of ``passages``, in their order.

        Raises:
            BoardStoreError, CodebookError: as ``judgements``.
        """
        judgements, meant = self.judgements, self.meant
        decisions = placed(self.ledger, self.codebook.id)
        return tuple(
            coded(
                one,
                judgements.of(one),
                self.codes,
                decisions.get(one.work, ()),
                self.ledger.who,
                meant.get(one.id),
            )
            for one in passages
        )

    def coded_at(self, work_id: str, span: Span) -> tuple[Coded, ...]:
        """Return what is held of the passages of a work that share words with ``span``.

        Raises:
            NotFoundError: no such work.
            BoardStoreError, CodebookError: as ``judgements``.
        """
        work = self.corpus.work(work_id)
        return self.coded(
            [
                one
                for one in passages_of(self.corpus.source(work.file).text, work)
                if span.overlaps(Span(one.start, one.end))
            ]
        )

    # what the user decides

    def decide(
        self, code: str, work_id: str, span: Span, verdict: Verdict, memo: str | None = None
    ) -> Decided:
        """Decide about the words of ``span``: see ``Ledger.decide``.

        Raises:
            NotFoundError: no such code, or no words of the work.
            QuoteError: the words are not of one kind.
            BoardStoreError: nothing can be changed.
        """
        own = self.codebook.code(code).id
        return self.ledger.decide(self.codebook.id, own, work_id, span, verdict, memo)

    def withdraw(self, code: str, work_id: str, span: Span) -> Change | None:
        """Take back what the user decided about a code for words that share any with ``span``.

        None: there was no such decision.

        Raises:
            NotFoundError: no such code.
            BoardError, BoardStoreError: nothing can be changed.
        """
        mine = [one.id for one in self.decided(code, work_id, span)]
        return self.ledger.withdraw(mine) if mine else None

    def decided(self, code: str, work_id: str, span: Span) -> tuple[Decision, ...]:
        """Return what the user decided about a code for words that share any with ``span``.

        Raises:
            NotFoundError: no such code.
            BoardStoreError: the store cannot be read.
        """
        own = self.codebook.code(code).id
        return tuple(
            one.decision
            for one in placed(self.ledger, self.codebook.id).get(work_id, ())
            if one.decision.code == own
            and one.decision.coder == self.ledger.who
            and one.span.overlaps(span)
        )

    def settle(
        self, code: str, passage: Passage, verdict: Verdict, memo: str | None = None
    ) -> Decided:
        """Decide about all of ``passage``, so that the verdict holds whatever the user said before.

        Unless it is a yes, what she decided about some words of the passage goes in the same
        change: a yes there would go on speaking for it. Memos that go are kept in the new one.

        Raises:
            NotFoundError, QuoteError, BoardStoreError: as ``decide``.
        """
        own, whole = self.codebook.code(code).id, Span(passage.start, passage.end)
        mine = self._within(own, passage, whole)
        gone = [one.id for one in mine if not _is_about(one, whole)]
        if verdict is Verdict.YES:
            gone = []
        elif memo is None and any(one.memo for one in mine if one.id in gone):
            memo = "\n\n".join(one.memo for one in mine if one.memo)
        return self.ledger.decide(
            self.codebook.id, own, passage.work, whole, verdict, memo, instead_of=gone
        )

    def _within(self, code: str, passage: Passage, whole: Span) -> list[Decision]:
        """Return what the user decided about a code within a passage, or about all of it."""
        mine = (
            one
            for one in self.ledger.decisions(self.codebook.id)
            if one.coder == self.ledger.who and one.code == code
        )
        found = ((one, self.ledger.stand(one).found) for one in mine)
        return [
            one
            for one, quote in found
            if quote is not None
            and quote.work == passage.work
            and whole.contains(Span(quote.start, quote.end))
        ]

    # rules

    def effects(
        self,
        own: OwnRules,
        cancelled: Callable[[], bool] = never,
        progress: Progress = no_progress,
    ) -> Sequence[Effect]:
        """Return which passages would be judged otherwise with the rules ``own``, and how.

        All are judged by them, and that is kept: it need not be done again when they are kept.
        ``progress`` is told how many passages are judged, of how many. None where ``cancelled``.

        Raises:
            CodebookError: a cue that was added cannot be read.
            BoardStoreError: the store cannot be read.
        """
        before, after = self.survey, self._survey_by(self._tried(own))
        if not (after.judge(progress, cancelled) and before.judge(progress, cancelled)):
            return ()
        return Effects(before.findings.found(), after.findings.found())

    def mute(self, muted: Muted) -> Change | None:
        """Let a pattern find nothing any more.

        Raises:
            BoardStoreError: nothing can be changed.
        """
        return self.keep_rules(self.own_rules.muting(muted), f"− {muted.pattern}")

    def add_cue(self, added: Added) -> Change | None:
        """Let a pattern speak for a code by itself.

        Raises:
            CodebookError: it cannot be read.
            BoardStoreError: nothing can be changed.
        """
        self.codebook.code(added.code)
        own = self.own_rules.adding(checked(added, self.codebook.cues))
        return self.keep_rules(own, f"+ {added.pattern} ({added.code})")

    def keep_rules(self, own: OwnRules, about: str, *, forgets: bool = False) -> Change | None:
        """Keep ``own`` as the user's rules; nothing of it leads back to what ships.

        ``forgets``: so does what was learned from her decisions go, in the same change.

        Raises:
            BoardStoreError: nothing can be changed.
        """
        return self.ledger.change_rules(self.codebook.id, own, about, forgets=forgets)

    @property
    def has_learned(self) -> bool:
        """Whether something was learned from the user's decisions, readable or not.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        return self.ledger.has_learned(self.codebook.id)

    def effects_of_forgetting(self) -> tuple[Effect, ...]:
        """Return which passages are judged otherwise without what was learned, and how.

        Not those about which the user decided: her word holds before and after.

        Raises:
            BoardStoreError, CodebookError: as ``judgements``.
        """
        touched = [found for one in self.meant if (found := self._there(one)) is not None]
        return tuple(
            Effect(one.passage, code, with_meaning(opinion.found, opinion.meant), opinion.found)
            for one in self.coded(touched)
            for code, opinion in one.opinions.items()
            if opinion.verdict is None
            and opinion.meant is not None
            and opinion.meant.learned is not None
        )

    def _there(self, passage_id: str) -> Passage | None:
        try:
            found = self.corpus.passage(passage_id)
        except NotFoundError:
            return None
        return found if found.id == passage_id else None


def _is_about(decision: Decision, span: Span) -> bool:
    return Span(decision.quote.start, decision.quote.end).contains(span)
