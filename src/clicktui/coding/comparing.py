"""Two coders compared on the codes of passages: which passages, what each gave them, where not.

The program and a person are compared on the passages about which the person decided something: of
the others nobody knows what she would have said. Two persons are compared on the passages about
which at least one of them did. Text that neither coded is left out: it would only feign agreement.
Only prose is compared, as it is prose alone that is searched and counted unless more is asked for.
On a passage that is compared, a code that a person does not speak of is one that she did not give;
or, where only what was decided is to count, it is left out on that passage, as is a code that one
of them doubts, and with it the passage's set of codes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from clicktui.coding.agreement import Agreement, Codes, agreement
from clicktui.coding.bands import touching
from clicktui.coding.desk import CodingDesk
from clicktui.coding.facts import Facts
from clicktui.coding.model import Verdict
from clicktui.coding.opinions import PROGRAM, Coded, placed, verdict_of
from clicktui.corpus.model import PROSE_ROLES
from clicktui.corpus.passages import passages
from clicktui.errors import BoardError, NotFoundError
from clicktui.i18n import translate as _
from clicktui.microtasks.model import Band, reaches
from clicktui.search.filters import mask_of_roles, plain


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A passage to which one coder gives a code and the other does not."""

    passage: Coded
    code: str
    first_has_it: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two coders said; the units of ``agreement`` are the ids of ``passages``.

    ``doubts`` are the ids of the passages that a doubt leaves out of the comparison of a code.
    ``prose`` counts the passages of prose of the corpus, ``left_out`` those of them that are not
    compared; ``outside`` counts passages of other kinds (headings, captions …) about which somebody
    decided something, ``vanished`` their decisions about words that the corpus has no more.
    ``only_decided`` and ``least`` are as in ``compared``.
    """

    first: str
    second: str
    agreement: Agreement
    passages: Mapping[str, Coded]
    doubts: Mapping[str, tuple[str, ...]]
    prose: int
    outside: int
    only_decided: bool = False
    least: Band = Band.POSSIBLE
    vanished: int = 0

    @property
    def left_out(self) -> int:
        """How many passages of prose are not compared."""
        return self.prose - len(self.passages)

    @property
    def is_with_program(self) -> bool:
        """Whether one of the two is the program."""
        return PROGRAM in (self.first, self.second)

    def disagreements(self, code: str = "") -> tuple[Disagreement, ...]:
        """Return where they differ about ``code`` (or any), in the order of the corpus."""
        where = {
            (unit, one.code): has_it
            for one in self.agreement.codes
            if code in ("", one.code)
            for units, has_it in ((one.only_first, True), (one.only_second, False))
            for unit in units
        }
        return tuple(
            Disagreement(coded, one.code, where[unit, one.code])
            for unit, coded in self.passages.items()
            for one in self.agreement.codes
            if (unit, one.code) in where
        )


def coders(desk: CodingDesk) -> tuple[str, ...]:
    """Return who decided something about the codebook: the user first, then others by name.

    Raises:
        BoardStoreError: the store cannot be read.
    """
    there = {one.coder for one in desk.ledger.decisions(desk.codebook.id)}
    return (desk.ledger.who, *sorted(there - {desk.ledger.who}))


def coder_named(desk: CodingDesk, name: str) -> str:
    """Return the coder that ``name`` means: ``me``, ``program``, or a name as it is written.

    These two words mean nobody else, whatever a file calls its coders; of names that differ only
    in case or accents the one written so is meant.

    Raises:
        NotFoundError: nobody of this name decided anything; the text names who did.
        BoardStoreError: the store cannot be read.
    """
    known = coders(desk)
    wanted = plain(name)
    if wanted in ("me", "moi"):
        return desk.ledger.who
    if wanted in ("program", "programme", PROGRAM):
        return PROGRAM
    exact = [coder for coder in known if coder == name]
    if alike := exact or [coder for coder in known if plain(coder) == wanted]:
        return alike[0]
    there = ", ".join(["me", "program", *known[1:]])
    raise NotFoundError(
        _("no coder is called {name}: there are {there}").format(name=name[:80], there=there)
    )


def decided_passages(desk: CodingDesk) -> tuple[Coded, ...]:
    """Return the passages that decisions of anybody touch, with what is held of them.

    Raises:
        BoardStoreError, CodebookError: as ``CodingDesk.coded``.
    """
    decisions = placed(desk.ledger, desk.codebook.id)
    found = [
        passage
        for work in desk.corpus.works
        if work.id in decisions
        for passage in touching(
            tuple(passages(desk.corpus.source(work.file).text, work)), decisions[work.id]
        )
    ]
    return desk.coded(found)


def prose_of(facts: Facts) -> int:
    """Return how many passages of prose there are."""
    return int(np.count_nonzero(mask_of_roles(facts.facets, PROSE_ROLES)))


def compared(
    desk: CodingDesk,
    first: str,
    second: str,
    codes: Sequence[str] = (),
    least: Band = Band.POSSIBLE,
    only_decided: bool = False,
    prose: int | None = None,
) -> Comparison:
    """Compare two coders (``PROGRAM`` is one) on ``codes``, all unless told.

    The program gives a code whose band is ``least`` or above. ``only_decided``: a code counts only
    where the persons decided about it, not as denied where they are silent. ``prose`` is how many
    passages of prose the corpus has (``prose_of``); None: they are counted, which reads all of it.

    Raises:
        BoardError: they are the same.
        BoardStoreError, CodebookError: as ``CodingDesk.coded``.
    """
    if first == second:
        raise BoardError(_("choose two different coders to compare"))
    wanted = tuple(codes) or desk.codes
    persons = [name for name in (first, second) if name != PROGRAM]
    decided = [
        one
        for one in decided_passages(desk)
        if any(_said_something(one, name, wanted) for name in persons)
    ]
    units = {one.passage.id: one for one in decided if one.passage.role in PROSE_ROLES}
    doubted = {
        unit: frozenset(
            code
            for code in wanted
            if any(verdict_of(one, code, name) is Verdict.DOUBT for name in persons)
        )
        for unit, one in units.items()
    }
    doubts = {
        code: tuple(unit for unit, codes in doubted.items() if code in codes) for code in wanted
    }
    without = {
        unit: frozenset(
            code
            for code in wanted
            if code in doubted[unit] or (only_decided and _is_silent(one, persons, code))
        )
        for unit, one in units.items()
    }
    said = [
        {unit: _given(one, name, wanted, least) for unit, one in units.items()}
        for name in (first, second)
    ]
    if prose is None:
        prose = sum(one.role in PROSE_ROLES for one in desk.corpus.passages())
    outside = len(decided) - len(units)
    measured = agreement(wanted, said[0], said[1], without)
    vanished = sum(
        one.coder in persons and one.code in wanted and desk.ledger.stand(one).found is None
        for one in desk.ledger.decisions(desk.codebook.id)
    )
    return Comparison(
        first, second, measured, units, doubts, prose, outside, only_decided, least, vanished
    )


def _is_silent(one: Coded, persons: Iterable[str], code: str) -> bool:
    return any(verdict_of(one, code, name) is None for name in persons)


def _said_something(one: Coded, name: str, codes: Iterable[str]) -> bool:
    return any(verdict_of(one, code, name) is not None for code in codes)


def _given(one: Coded, name: str, codes: Iterable[str], least: Band) -> Codes:
    if name == PROGRAM:
        found = ((code, one.opinions[code].program) for code in codes)
        return frozenset(code for code, coding in found if coding and reaches(coding, least))
    return frozenset(code for code in codes if verdict_of(one, code, name) is Verdict.YES)
