"""What the codes pane shows, worked out beside the interface: plain values, without a screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from clicktui.coding import listing
from clicktui.coding.model import Verdict
from clicktui.coding.opinions import Coded
from clicktui.coding.ownrules import OwnRules
from clicktui.corpus.model import Span
from clicktui.microtasks.codebook import Code, Codebook
from clicktui.microtasks.model import Band

SEVERAL, DIFFERING, UNDECIDED = "+several", "+differing", "+undecided"
"""The lists behind those of the codes; no id of a code begins so."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of passages: those of the code ``id``, or one of the lists behind them.

    ``clear`` and ``possible`` count the passages of a code by their bands.
    """

    id: str
    rows: tuple[Coded, ...]
    clear: int = 0
    possible: int = 0


@dataclass(frozen=True, slots=True)
class CodesView:
    """The lists, with what they are made from.

    ``base`` are the passages that were looked at, those that answer ``query``; ``total`` counts
    those without one. ``by_id`` has all passages of the corpus by their ids. ``uses_learned``
    says whether what was learned from the user's decisions counts in them, None: nothing was.
    """

    codebook: Codebook
    who: str
    query: str
    lists: tuple[Listed, ...]
    base: tuple[Coded, ...]
    total: int
    by_id: Mapping[str, Coded] = field(default_factory=dict)
    own: OwnRules = field(default_factory=OwnRules)
    uses_learned: bool | None = None

    def code(self, code_id: str) -> Code | None:
        """Return the code, None for the lists that are of none."""
        return next((code for code in self.codebook.codes if code.id == code_id), None)


def view_of(
    codebook: Codebook,
    who: str,
    query: str,
    base: tuple[Coded, ...],
    total: int,
    by_id: Mapping[str, Coded],
    own: OwnRules | None = None,
    *,
    uses_learned: bool | None = None,
) -> CodesView:
    """Return the lists of the passages ``base``; see ``CodesView``."""
    lists = [_of_code(base, code.id) for code in codebook.codes]
    lists.append(Listed(SEVERAL, listing.several(base)))
    lists.append(Listed(DIFFERING, listing.differing(base)))
    lists.append(Listed(UNDECIDED, listing.undecided(base)))
    rules = own or OwnRules()
    return CodesView(codebook, who, query, tuple(lists), base, total, by_id, rules, uses_learned)


def _of_code(base: Sequence[Coded], code: str) -> Listed:
    rows = listing.of_code(base, code)
    clear = sum(one.opinions[code].band is Band.CLEAR for one in rows)
    return Listed(code, rows, clear, len(rows) - clear)


def kept_in_place(
    shown: Sequence[Coded], new: Sequence[Coded], by_id: Mapping[str, Coded]
) -> tuple[Coded, ...]:
    """Return ``new`` in the order of ``shown``, what left it included, as all of it is now.

    A list that somebody goes through does not jump under her hands: what she refuses stays where
    it is until the list is made anew. What comes new stands behind what it follows in ``new``.
    """
    if [one.passage.id for one in shown] == [one.passage.id for one in new]:
        return tuple(new)
    there = {one.passage.id for one in shown}
    after: dict[str, list[Coded]] = {}
    before = ""
    for one in new:
        if one.passage.id in there:
            before = one.passage.id
        else:
            after.setdefault(before, []).append(one)
    kept = list(after.get("", ()))
    for one in shown:
        now = by_id.get(one.passage.id)
        if now is not None:
            kept.append(now)
        kept += after.get(one.passage.id, ())
    return tuple(kept)


def subject(list_id: str, one: Coded) -> str | None:
    """Return the code that a decision in a list is about, None where that is not clear.

    In the lists of several codes: the one that differs, that the program is least sure of, or
    that is the only one.
    """
    if list_id in one.opinions:
        return list_id
    if list_id == DIFFERING:
        there = [code for code, opinion in one.opinions.items() if opinion.differs]
    elif list_id == UNDECIDED:
        there = sorted(
            (
                code
                for code, opinion in one.opinions.items()
                if opinion.score > 0 or opinion.meant is not None
            ),
            key=lambda code: abs(one.opinions[code].score - 0.5),
        )[:1]
    else:
        there = list(one.codes)
    return there[0] if len(there) == 1 else None


def shown_first(list_id: str, one: Coded) -> tuple[str, ...]:
    """Return the codes that are said of a passage in a list: the subject first, then the held.

    What the user decided is said too, where the passage does not have it any more.
    """
    first = subject(list_id, one)
    said = [
        code
        for code, opinion in one.opinions.items()
        if code != first and (opinion.is_held or opinion.verdict is not None)
    ]
    return tuple(said) if first is None else (first, *said)


def evidence(one: Coded, codes: Sequence[str]) -> list[tuple[Span, str]]:
    """Return where the words stand that speak for ``codes``, each with its code, in order.

    Spans count code points of the passage and do not overlap: the program's evidence, and words
    within the passage that somebody said to have the code.
    """
    passage = one.passage
    found: list[tuple[Span, str]] = []
    for code in codes:
        opinion = one.opinions[code]
        if opinion.program is not None and opinion.found is not Band.NONE:
            found += ((span, code) for span in opinion.program.spans)
        for placed in opinion.decisions:
            span = Span(
                max(placed.span.start - passage.start, 0),
                min(placed.span.end, passage.end) - passage.start,
            )
            if placed.decision.verdict is Verdict.YES and 0 < len(span) < len(passage.text):
                found.append((span, code))
    kept: list[tuple[Span, str]] = []
    for span, code in sorted(found, key=lambda pair: (pair[0].start, -pair[0].end)):
        if not kept or kept[-1][0].end <= span.start:
            kept.append((span, code))
    return kept
