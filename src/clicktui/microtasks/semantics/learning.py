"""Learning from a user's decisions, its effect measured before she accepts it.

What is learned for a code is in ``weighing``. Its effect is that of cross-validation (Hastie,
Tibshirani & Friedman, *The Elements of Statistical Learning*, 2nd ed. 2009, 7.10): her passages
are dealt into ``FOLDS`` parts, each judged by what was learned from the other parts, so that no
decision is judged by itself. It is held against what the program says of the same passages now.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from clicktui.errors import SemanticsError
from clicktui.i18n import translate as _
from clicktui.microtasks.semantics.blocks import key_of
from clicktui.microtasks.semantics.candidates import Suggester
from clicktui.microtasks.semantics.decisions import Decision, Learned
from clicktui.microtasks.semantics.encoding import Array
from clicktui.microtasks.semantics.vectors import Reach, Vectors, nowhere
from clicktui.microtasks.semantics.weighing import Ours, Said, features_of, fitted

FOLDS = 5
LEAST_OF_EACH = 8
"""Decisions of each kind (it holds, it does not) that a code needs to be learned."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the program says of a passage now: a score (0 to 1) a code, and the codes it gives."""

    scores: Mapping[str, float]
    labels: frozenset[str]


Program = Callable[[str, str], Seen]
"""Asked with the words of a passage and its language."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How a judge agrees with her decisions on one code, in passages."""

    rightly: int
    wrongly: int
    missed: int
    rightly_not: int

    @property
    def right(self) -> int:
        """The decisions that the judge agrees with."""
        return self.rightly + self.rightly_not


@dataclass(frozen=True, slots=True)
class CodeEffect:
    """What learning does for a code: before and after on her decisions, by cross-validation.

    ``mended`` decisions are right after and were wrong before; ``spoilt`` the other way round.
    """

    code: str
    before: Tally
    after: Tally
    mended: int
    spoilt: int


@dataclass(frozen=True, slots=True)
class Shortfall:
    """The decisions that a code still needs before it can be learned."""

    code: str
    holding: int
    not_holding: int


@dataclass(frozen=True, slots=True)
class Change:
    """A passage (by its number) that would get the code, or lose it: ``gets``."""

    passage: int
    code: str
    gets: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was learned and what it would do. Without effects there is nothing to accept."""

    learned: Learned
    effects: tuple[CodeEffect, ...]
    shortfalls: tuple[Shortfall, ...]
    changes: tuple[Change, ...]


class Judge:
    """Judges passages by what was learned; where a code was not, the program's word stands."""

    def __init__(
        self, learned: Learned, suggester: Suggester, vectors: Vectors, version: str
    ) -> None:
        """Take in a model, whose decisions' words are among ``vectors``.

        Raises:
            SemanticsError: they are not, or it was learned with another ``version`` of the encoder.
        """
        if learned.encoder != version:
            raise SemanticsError(
                _("What was learned is of another version of the extra: learn again")
            )
        self._learned = learned
        self._suggester = suggester
        self._said = {
            code: Said.of(learned.decisions, code, suggester, vectors)
            for code in learned.weights
            if code in suggester.codes
        }

    def labels(self, vectors: Array, seen: Sequence[Seen]) -> list[frozenset[str]]:
        """Return the codes of passages, by their vectors and what the program says of them."""
        found = [set(one.labels) for one in seen]
        margins = self._suggester.margins(vectors)
        centred = self._suggester.centred(vectors)
        for code, said in self._said.items():
            weights = self._learned.weights[code]
            features = features_of(
                [one.scores.get(code, 0.0) for one in seen],
                margins[:, self._suggester.codes.index(code)],
                said.word(centred),
            )
            for labels, holds in zip(found, features @ np.array(weights) > 0, strict=True):
                (labels.add if holds else labels.discard)(code)
        return [frozenset(labels) for labels in found]


def propose(
    decisions: Sequence[Decision],
    suggester: Suggester,
    vectors: Vectors,
    version: str,
    program: Program,
    passages: Sequence[tuple[str, str]] = (),
    reach: Reach = nowhere,
) -> Proposal:
    """Return what ``decisions`` teach, with its effect; the same always the same.

    Args:
        decisions: hers; of several on one passage and code the last counts.
        suggester: the shipped examples.
        vectors: hold the words of decisions, examples and ``passages``.
        version: that of the encoder.
        program: what is said of a passage now.
        passages: words and language of those whose changes are to be told.
        reach: called with the passages judged and all of them; what it raises ends the work.

    Raises:
        SemanticsError: words without a vector.
    """
    kept = _last_of(decisions)
    shortfalls = shortfalls_of(kept, suggester.codes)
    short = {one.code for one in shortfalls}
    if short >= set(suggester.codes):
        return Proposal(Learned(version, {}, ()), (), shortfalls, ())
    decided = [one for one in kept if one.code not in short]
    asked = _Asked(program, reach, len(suggester.examples) + len(decided) + len(passages))
    examples = [asked(one.text, one.lang) for one in suggester.examples]
    weights: dict[str, tuple[float, ...]] = {}
    effects: list[CodeEffect] = []
    for number, code in enumerate(suggester.codes):
        if code in short:
            continue
        ours = Ours(
            np.array([one.scores.get(code, 0.0) for one in examples]),
            suggester.own_margins[:, number],
            suggester.centred(vectors.of([one.text for one in suggester.examples])),
            np.array([code in one.labels for one in suggester.examples], dtype=bool),
        )
        seen = [asked(one.words, one.lang) for one in decided if one.code == code]
        hers = Said.of(kept, code, suggester, vectors)
        scores = np.array([one.scores.get(code, 0.0) for one in seen])
        weights[code] = tuple(float(one) for one in fitted(ours, hers, scores))
        after = _cross_validated(ours, hers, scores)
        before = np.array([code in one.labels for one in seen], dtype=bool)
        effects.append(_effect(code, before, after, hers.holds))
    learned = Learned(version, weights, tuple(decided))
    changes = _changes(learned, suggester, vectors, asked, passages)
    return Proposal(learned, tuple(effects), shortfalls, changes)


class _Asked:
    """A program that is asked passage by passage, and tells how many it has judged."""

    def __init__(self, program: Program, reach: Reach, total: int) -> None:
        self._program = program
        self._reach = reach
        self._done, self._total = 0, total

    def __call__(self, words: str, lang: str) -> Seen:
        self._done += 1
        self._reach(self._done, self._total)
        return self._program(words, lang)


def _cross_validated(ours: Ours, hers: Said, scores: Array) -> Array:
    """Return for each decision whether what the other folds teach gives the code."""
    parts = _dealt(hers)
    given = np.zeros(len(hers.holds), dtype=bool)
    for part in range(FOLDS):
        held = parts == part
        taught = hers.some(~held)
        weights = fitted(ours, taught, scores[~held])
        features = features_of(scores[held], hers.margins[held], taught.word(hers.centred[held]))
        given[held] = features @ weights > 0
    return given


def _dealt(hers: Said) -> Array:
    """Return the fold of each decision: dealt out by their keys, each kind by itself."""
    parts = np.zeros(len(hers.holds), dtype=int)
    for kind in (hers.holds, ~hers.holds):
        parts[kind] = np.arange(kind.sum()) % FOLDS
    return parts


def _effect(code: str, before: Array, after: Array, holds: Array) -> CodeEffect:
    was_right, is_right = before == holds, after == holds
    return CodeEffect(
        code=code,
        before=_tally(before, holds),
        after=_tally(after, holds),
        mended=int((is_right & ~was_right).sum()),
        spoilt=int((was_right & ~is_right).sum()),
    )


def _tally(given: Array, holds: Array) -> Tally:
    return Tally(
        rightly=int((given & holds).sum()),
        wrongly=int((given & ~holds).sum()),
        missed=int((~given & holds).sum()),
        rightly_not=int((~given & ~holds).sum()),
    )


def _last_of(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return of several decisions on the same words and code the last, in the order of keys."""
    last = {(key_of(one.words), one.code): one for one in decisions}
    return tuple(last[key] for key in sorted(last))


def shortfalls_of(decisions: Sequence[Decision], codes: Sequence[str]) -> tuple[Shortfall, ...]:
    """Return what each of ``codes`` still needs, those left out that have enough."""
    found = []
    kept = _last_of(decisions)
    for code in codes:
        kinds = [one.holds for one in kept if one.code == code]
        yes, no = kinds.count(True), kinds.count(False)
        if min(yes, no) < LEAST_OF_EACH:
            found.append(Shortfall(code, max(LEAST_OF_EACH - yes, 0), max(LEAST_OF_EACH - no, 0)))
    return tuple(found)


def _changes(
    learned: Learned,
    suggester: Suggester,
    vectors: Vectors,
    program: Program,
    passages: Sequence[tuple[str, str]],
) -> tuple[Change, ...]:
    if not passages:
        return ()
    seen = [program(words, lang) for words, lang in passages]
    after = Judge(learned, suggester, vectors, learned.encoder).labels(
        vectors.of([words for words, _lang in passages]), seen
    )
    return tuple(
        Change(number, code, code in now)
        for number, (one, now) in enumerate(zip(seen, after, strict=True))
        for code in suggester.codes
        if (code in now) != (code in one.labels)
    )
