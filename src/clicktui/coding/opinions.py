"""What is held of a passage, code by code: what the program finds, and what people decided.

The user's decision always wins. One about fewer words than the passage has speaks for those words:
a yes gives the passage the code; a no takes away what the program found within them, and the code
where nothing else spoke for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clicktui.coding.ledger import Ledger
from clicktui.coding.model import Verdict
from clicktui.coding.placing import Placed as Placed
from clicktui.coding.placing import PlacedByWork, touching
from clicktui.corpus.model import Passage, Span
from clicktui.microtasks.model import Band, Coding, Judged

if TYPE_CHECKING:
    from clicktui.microtasks.semantics.candidates import Candidate

PROGRAM = "clicktui"
"""The name of the coder that the program is."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What meaning says of a code where the cues say otherwise; never more than *possible*.

    ``candidate`` names the labelled example that speaks for the code, None where none was asked.
    ``learned`` is what was learned from the user's decisions, None where that says the same as the
    cues, or nothing.
    """

    candidate: "Candidate | None" = None
    learned: bool | None = None


MeantBy = Mapping[str, Mapping[str, Meant]]
"""What meaning adds, by the ids of passages and by code."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is held of one code for one passage.

    ``program`` is what the cues find, or None where nothing was judged. ``verdict`` is what the
    user decided for the passage, None where she did not. ``decisions`` are all that touch the
    passage, hers and other coders', oldest first. ``meant`` is what meaning says beside the cues:
    it is no finding, and agreement and exports do not know it.
    """

    code: str
    program: Coding | None
    verdict: Verdict | None = None
    decisions: tuple[Placed, ...] = ()
    meant: Meant | None = None

    @property
    def band(self) -> Band:
        """The band that holds: the user's word, or the program's with what meaning adds."""
        if self.verdict is None:
            return with_meaning(self.found, self.meant)
        return {Verdict.YES: Band.CLEAR, Verdict.NO: Band.NONE, Verdict.DOUBT: Band.POSSIBLE}[
            self.verdict
        ]

    @property
    def found(self) -> Band:
        """The band that the program gives by the cues."""
        return self.program.band if self.program is not None else Band.NONE

    @property
    def score(self) -> float:
        """What to order by within a band: the program's score."""
        return self.program.score if self.program is not None else 0.0

    @property
    def is_held(self) -> bool:
        """Whether the passage has the code, for sure or possibly."""
        return self.band is not Band.NONE

    @property
    def differs(self) -> bool:
        """Whether the user and the program do not say the same; doubt differs from nothing."""
        if self.verdict in (None, Verdict.DOUBT):
            return False
        return (self.verdict is Verdict.YES) is (self.found is Band.NONE)

    @property
    def agrees(self) -> bool:
        """Whether the user decided, and says what the program does."""
        return self.verdict not in (None, Verdict.DOUBT) and not self.differs


@dataclass(frozen=True, slots=True)
class Coded:
    """A passage with what is held of each code of a codebook."""

    passage: Passage
    opinions: Mapping[str, Opinion]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that it has, for sure or possibly."""
        return tuple(code for code, one in self.opinions.items() if one.is_held)

    @property
    def is_decided(self) -> bool:
        """Whether the user decided anything about it."""
        return any(one.verdict is not None for one in self.opinions.values())

    @property
    def differs(self) -> bool:
        """Whether the user and the program do not say the same of some code."""
        return any(one.differs for one in self.opinions.values())


def with_meaning(found: Band, meant: Meant | None) -> Band:
    """Return the band that the cues ``found``, with what meaning adds to it or takes away."""
    if meant is None or meant.learned is False:
        return found if meant is None else Band.NONE
    return Band.POSSIBLE if found is Band.NONE else found


def placed(ledger: Ledger, codebook: str) -> PlacedByWork:
    """Return the decisions about ``codebook`` by the work in which their words stand now.

    What vanished from its source speaks for no passage; it stays in the ledger.
    """
    return ledger.placed(codebook)


def coded(
    passage: Passage,
    judged: Judged | None,
    codes: Sequence[str],
    decisions: Iterable[Placed],
    who: str,
    meant: Mapping[str, Meant] | None = None,
) -> Coded:
    """Return what is held of ``passage``, as ``who`` sees it.

    ``decisions`` may be any of the passage's work; ``meant`` is what meaning adds, by code.
    """
    meant = meant or {}
    whole = Span(passage.start, passage.end)
    about = touching(decisions, whole)
    opinions = {
        code: _opinion(
            code,
            judged.codings.get(code) if judged else None,
            about,
            whole,
            who,
            meant.get(code),
        )
        for code in codes
    }
    return Coded(passage, opinions)


def verdict_of(one: Coded, code: str, coder: str) -> Verdict | None:
    """Return what the decisions of ``coder`` about ``code`` come to for a passage; None: none."""
    opinion = one.opinions[code]
    whole = Span(one.passage.start, one.passage.end)
    theirs = [placed for placed in opinion.decisions if placed.decision.coder == coder]
    return verdict_on(whole, theirs, opinion.program)


def _opinion(
    code: str,
    program: Coding | None,
    there: Sequence[Placed],
    whole: Span,
    who: str,
    meant: Meant | None,
) -> Opinion:
    about = tuple(one for one in there if one.decision.code == code)
    mine = [one for one in about if one.decision.coder == who]
    return Opinion(code, program, verdict_on(whole, mine, program), about, meant)


def verdict_on(whole: Span, decisions: Sequence[Placed], program: Coding | None) -> Verdict | None:
    """Return what one coder's ``decisions`` about a code come to for the passage ``whole``.

    A yes anywhere in it is a yes. A no about all of it, or about all the words in which the
    program found something, is a no; else a doubt is a doubt.
    """
    evidence = program.spans if program is not None and program.band is not Band.NONE else ()
    there = [Span(whole.start + one.start, whole.start + one.end) for one in evidence]
    return verdict_given(whole, decisions, there)


def verdict_given(
    whole: Span, decisions: Sequence[Placed], evidence: Sequence[Span]
) -> Verdict | None:
    """Return what ``verdict_on`` says of any words, ``evidence`` being spans of their text."""
    verdicts = {one.decision.verdict for one in decisions}
    if Verdict.YES in verdicts:
        return Verdict.YES
    refused = [one.span for one in decisions if one.decision.verdict is Verdict.NO]
    if refused and _all_refused(whole, refused, evidence):
        return Verdict.NO
    return Verdict.DOUBT if Verdict.DOUBT in verdicts else None


def _all_refused(whole: Span, refused: Sequence[Span], evidence: Sequence[Span]) -> bool:
    if any(span.contains(whole) for span in refused):
        return True
    return bool(evidence) and all(any(span.overlaps(one) for span in refused) for one in evidence)
