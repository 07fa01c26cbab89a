"""The passages of a corpus by meaning: vectors, likeness, and what they add to the cues.

All of it needs the extra ``clicktui[semantic]`` and takes a while: it is asked when somebody
wishes it, and never in the thread of the interface. Candidates are often wrong (the figures are in
``semantics.candidates``), so that they are only worked out where the user wants them.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import RLock

import numpy as np

from clicktui.coding.comparing import decided_passages
from clicktui.coding.desk import CodingDesk
from clicktui.coding.model import Verdict
from clicktui.coding.opinions import Meant, MeantBy
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage, Span
from clicktui.errors import NotFoundError
from clicktui.i18n import translate as _
from clicktui.microtasks.classifier import Classifier
from clicktui.microtasks.model import Band, Judged
from clicktui.microtasks.semantics.candidates import Suggester, words_of
from clicktui.microtasks.semantics.decisions import Decision, Learned
from clicktui.microtasks.semantics.encoding import (
    Array,
    Encoder,
    encoder_version,
    open_encoder,
)
from clicktui.microtasks.semantics.examples import Example, shipped_examples
from clicktui.microtasks.semantics.learning import (
    Judge,
    Proposal,
    Seen,
    propose,
    shortfalls_of,
)
from clicktui.microtasks.semantics.neighbours import Neighbour, Neighbourhood
from clicktui.microtasks.semantics.vectors import Reach, Vectors, fill, open_vectors
from clicktui.search.progress import WAITING, Progress, never, no_progress

Cancelled = Callable[[], bool]

_STEP = 4
"""Examples that are judged, 1 ms each, before others go first."""


class LeftError(Exception):
    """Who asked has left meanwhile; what was computed until then is kept."""


class Meaning:
    """Vectors of words, kept in the folder ``cache``; one computing at a time, in any thread."""

    def __init__(self, cache: Callable[[], Path]) -> None:
        self._cache = cache
        self._turn = RLock()
        self._encoder: Encoder | None = None
        self._vectors: Vectors | None = None
        self._near: tuple[Corpus, Vectors, Neighbourhood] | None = None

    def vectors(
        self,
        texts: Callable[[], Iterable[str]],
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
    ) -> Vectors:
        """Return vectors, those of ``texts()`` (called twice) among them.

        Raises:
            SemanticsError: the extra is missing or cannot work, or nothing can be kept.
            LeftError: ``cancelled`` said so.
        """

        reach = _reaching(progress, cancelled)
        with self._turn:
            vectors = self._vectors or open_vectors(self._cache(), self.version)
            if (vectors.rows(texts()) < 0).any():
                reach(*WAITING)
                encoder = self._opened()
                self._vectors = None  # if left half way: opened anew, with all that was kept
                vectors = fill(vectors, texts, encoder, reach)
            self._vectors = vectors
            return vectors

    def encode(self, words: str) -> Array:
        """Return the vector of words that are not kept.

        Raises:
            SemanticsError: the extra is missing or cannot work.
        """
        with self._turn:
            return self._opened().encode(words)

    def _opened(self) -> Encoder:
        self._encoder = self._encoder or open_encoder()
        return self._encoder

    @property
    def version(self) -> str:
        """The version of the encoder.

        Raises:
            SemanticsError: the extra is missing.
        """
        return encoder_version()

    def read(
        self, corpus: Corpus, progress: Progress = no_progress, cancelled: Cancelled = never
    ) -> Vectors:
        """Return the vectors of all passages of ``corpus``, and what else there is.

        Raises:
            SemanticsError, LeftError: as ``vectors``.
        """
        return self.vectors(lambda: (one.text for one in corpus.passages()), progress, cancelled)

    def like(
        self,
        corpus: Corpus,
        passage: Passage,
        most: int,
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
    ) -> tuple[Neighbour, ...]:
        """Return the passages of ``corpus`` nearest to one of them, in any language.

        Raises:
            SemanticsError, LeftError: as ``vectors``.
        """
        vectors = self.read(corpus, progress, cancelled)
        with self._turn:
            known = self._near
            if known is None or known[0] is not corpus or known[1] is not vectors:
                near = Neighbourhood(corpus, tuple(corpus.passages()), vectors)
                known = self._near = (corpus, vectors, near)
        return known[2].like(passage, most)


def passage_at(corpus: Corpus, work_id: str, span: Span) -> Passage:
    """Return the first passage of a work that shares words with ``span``.

    Raises:
        NotFoundError: there is none.
    """
    of_file = corpus.passages_in(corpus.work(work_id).file)
    there = (one for one in of_file if one.work == work_id)
    found = next((one for one in there if span.overlaps(Span(one.start, one.end))), None)
    if found is None:
        raise NotFoundError(_("These words are in no passage: choose others"))
    return found


class Teaching:
    """What labelled examples and the user's decisions say of a desk's passages, by meaning."""

    def __init__(
        self, meaning: Meaning, desk: CodingDesk, examples: Sequence[Example] | None = None
    ) -> None:
        """Teach by ``examples``; None: by those that ship for the codebook.

        Raises:
            SemanticsError: the installation's examples were changed and are wrong.
        """
        self.desk = desk
        self._meaning = meaning
        self._examples = shipped_examples(desk.codebook.id) if examples is None else examples
        self._suggester: tuple[Classifier, Suggester, tuple[Judged, ...]] | None = None

    def meant(
        self,
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
        *,
        with_candidates: bool,
    ) -> MeantBy:
        """Return what meaning adds to what the cues find now: what was learned, and candidates.

        A code that was learned has no candidates: its likeness was learned too.

        Raises:
            SemanticsError, LeftError: as ``Meaning.vectors``; or what was learned is of another
                version of the extra.
            BoardStoreError, CodebookError: as ``CodingDesk.judgements``.
        """
        desk = self.desk
        learned = desk.ledger.learned(desk.codebook.id)
        if learned is None and not (with_candidates and self._examples):
            return {}
        vectors = self._vectors(learned, progress, cancelled)
        reach = _reaching(progress, cancelled)
        _classifier, suggester, _judged = self._suggesting(vectors, reach)
        passages = tuple(desk.corpus.passages())
        judged = [desk.judgements.of(one) for one in passages]
        found = vectors.of([one.text for one in passages])
        added: dict[str, dict[str, Meant]] = {}
        if learned is not None:
            seen = [_seen(one) for one in judged]
            judge = Judge(learned, suggester, vectors, self._meaning.version)
            for passage, before, after in zip(
                passages, seen, judge.labels(found, seen), strict=True
            ):
                for code in before.labels ^ after:
                    added.setdefault(passage.id, {})[code] = Meant(learned=code in after)
        if with_candidates and self._examples:
            known = set() if learned is None else set(learned.weights)
            suggested = suggester.candidates(found, scores_of(judged, desk.codes))
            for passage, one, candidates in zip(passages, judged, suggested, strict=True):
                for candidate in candidates:
                    code = candidate.code
                    if code not in known and one.codings[code].band is Band.NONE:
                        added.setdefault(passage.id, {})[code] = Meant(candidate)
        return added

    def proposal(
        self, progress: Progress = no_progress, cancelled: Cancelled = never
    ) -> tuple[Proposal, tuple[Passage, ...]]:
        """Return what the user's decisions teach, and the passages that its changes number.

        Raises:
            SemanticsError, LeftError, BoardStoreError, CodebookError: as ``meant``.
        """
        desk = self.desk
        decisions, version = decisions_of(desk), self._meaning.version
        shortfalls = shortfalls_of(decisions, desk.codes)
        if len(shortfalls) == len(desk.codes):  # told at once: nothing has to be read for it
            return Proposal(Learned(version, {}, ()), (), shortfalls, ()), ()
        vectors = self._vectors(None, progress, cancelled)
        reach = _reaching(progress, cancelled)
        _classifier, suggester, judged = self._suggesting(vectors, reach)
        judgements = desk.judgements
        passages = tuple(desk.corpus.passages())
        known = dict(zip(((one.text, one.lang) for one in self._examples), judged, strict=True))
        of_passage = {(one.text, one.lang): one for one in passages}

        def program(words: str, lang: str) -> Seen:
            passage = of_passage.get((words, lang))
            return _seen(known[words, lang] if passage is None else judgements.of(passage))

        asked = [(one.text, one.lang) for one in passages]
        made = propose(decisions, suggester, vectors, version, program, asked, reach)
        return made, passages

    def _vectors(
        self, learned: Learned | None, progress: Progress, cancelled: Cancelled
    ) -> Vectors:
        texts = words_of(self._examples)
        texts += [one.words for one in learned.decisions] if learned is not None else []
        corpus = self.desk.corpus
        return self._meaning.vectors(
            lambda: (*(one.text for one in corpus.passages()), *texts), progress, cancelled
        )

    def _suggesting(
        self, vectors: Vectors, reach: Reach
    ) -> tuple[Classifier, Suggester, tuple[Judged, ...]]:
        """Return the classifier of now, and the examples as suggester and as it judges them."""
        classifier = self.desk.judgements.classifier
        if self._suggester is None or self._suggester[0] is not classifier:
            judged: list[Judged] = []
            for number, one in enumerate(self._examples):
                if number % _STEP == 0:
                    reach(number, len(self._examples))
                judged.append(classifier.classify(one.text, one.lang))
            made = Suggester(
                self._examples, self.desk.codes, vectors, scores_of(judged, self.desk.codes)
            )
            self._suggester = (classifier, made, tuple(judged))
        return self._suggester


def _reaching(progress: Progress, cancelled: Cancelled) -> Reach:
    """Return what tells ``progress``, and raises LeftError where ``cancelled`` says so."""

    def reach(done: int, total: int) -> None:
        progress(done, total)
        if cancelled():
            raise LeftError

    return reach


def decisions_of(desk: CodingDesk) -> tuple[Decision, ...]:
    """Return what the user decided, passage by passage; what she doubts teaches nothing.

    Raises:
        BoardStoreError, CodebookError: as ``CodingDesk.judgements``.
    """
    return tuple(
        Decision(one.passage.text, code, opinion.verdict is Verdict.YES, one.passage.lang)
        for one in decided_passages(desk)
        for code, opinion in one.opinions.items()
        if opinion.verdict in (Verdict.YES, Verdict.NO)
    )


def scores_of(judged: Sequence[Judged], codes: Sequence[str]) -> Array:
    """Return the scores that the cues give: a line a passage, a column a code."""
    scores = [[one.codings[code].score for code in codes] for one in judged]
    return np.array(scores, dtype=float).reshape(len(judged), len(codes))


def _seen(judged: Judged) -> Seen:
    scores = {code: coding.score for code, coding in judged.codings.items()}
    return Seen(scores, frozenset(judged.labels()))
