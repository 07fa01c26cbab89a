"""What the codes pane shows, worked out beside the interface: plain values, without a screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from clicktui.coding import listing
from clicktui.coding.bands import CLEAR, Layers
from clicktui.coding.holding import Holding
from clicktui.coding.listing import Places
from clicktui.coding.model import Verdict
from clicktui.coding.opinions import Coded
from clicktui.coding.overview import Base
from clicktui.coding.ownrules import OwnRules
from clicktui.corpus.model import PROSE_ROLES, Span
from clicktui.microtasks.codebook import Code, Codebook
from clicktui.microtasks.model import Band
from clicktui.search.filters import Mask, mask_of_roles
from clicktui.search.gathering import Facets

SEVERAL, DIFFERING, UNDECIDED = "+several", "+differing", "+undecided"
"""The lists behind those of the codes; no id of a code begins so."""


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """A list of passages by their places: those of the code ``id``, or one behind these lists.

    ``clear`` and ``possible`` count the passages of a code by their bands.
    """

    id: str
    places: Places
    clear: int = 0
    possible: int = 0

    def __len__(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True, eq=False)
class CodesView:
    """The lists, with what they are made from: arrays have a value for each passage, by its place.

    ``base`` are the passages that were looked at, those that answer ``query`` and are judged,
    ``known`` of them; ``count`` are those that answer, ``total`` those without a query. ``decided``
    are those about which the user decided, ``meant`` the places of those of which meaning says
    something. ``holding`` has single passages. ``uses_learned`` says whether what was learned from
    the user's decisions counts, None: nothing was.
    """

    codebook: Codebook
    who: str
    query: str
    lists: tuple[Listed, ...]
    base: Base
    known: int
    count: int
    total: int
    layers: Layers
    decided: Mask
    meant: frozenset[int]
    holding: Holding
    own: OwnRules = field(default_factory=OwnRules)
    uses_learned: bool | None = None

    def code(self, code_id: str) -> Code | None:
        """Return the code, None for the lists that are of none."""
        return next((code for code in self.codebook.codes if code.id == code_id), None)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a corpus: by which codebook, to whom, what answers ``query``."""

    codebook: Codebook
    who: str
    query: str = ""
    own: OwnRules = field(default_factory=OwnRules)
    uses_learned: bool | None = None


def view_of(
    shown: Shown,
    layers: Layers,
    facets: Facets,
    among: Mask,
    holding: Holding,
    meant: Sequence[int] = (),
) -> CodesView:
    """Return the lists of the passages ``among`` all; see ``CodesView``.

    ``meant`` are the places of passages of which meaning says something.
    """
    known = among & layers.judged
    lists = [_of_code(layers, code.id, known) for code in shown.codebook.codes]
    lists.append(Listed(SEVERAL, listing.several(layers, known)))
    lists.append(Listed(DIFFERING, listing.differing(layers, known)))
    lists.append(Listed(UNDECIDED, listing.undecided(layers, shown.who, known, meant)))
    return CodesView(
        shown.codebook,
        shown.who,
        shown.query,
        tuple(lists),
        Base(facets, layers.held, known),
        int(np.count_nonzero(known)),
        int(np.count_nonzero(among)),
        int(np.count_nonzero(mask_of_roles(facets, PROSE_ROLES))),
        layers,
        listing.decided(layers, shown.who, len(layers)),
        frozenset(meant),
        holding,
        shown.own,
        shown.uses_learned,
    )


def _of_code(layers: Layers, code: str, among: Mask) -> Listed:
    places = listing.of_code(layers, code, among)
    clear = int(np.count_nonzero(layers.held[code][places] == CLEAR))
    return Listed(code, places, clear, len(places) - clear)


def kept_in_place(shown: Places, new: Places, size: int) -> Places:
    """Return ``new`` in the order of ``shown``, what left it included; there are ``size`` places.

    A list that somebody goes through does not jump under her hands: what she refuses stays where
    it is until the list is made anew. What comes new stands behind what it follows in ``new``.
    """
    if np.array_equal(shown, new):
        return new
    row_of = np.full(size, -1, dtype=np.int64)
    row_of[shown] = np.arange(len(shown))
    rows = row_of[new]
    is_new = rows < 0
    last = np.maximum.accumulate(np.where(is_new, -1, np.arange(len(new))))
    after = np.where(last < 0, -1, rows[last])[is_new]
    places = np.concatenate([shown, new[is_new]])
    behind = np.concatenate([np.arange(len(shown)), after])
    is_later = np.concatenate([np.zeros(len(shown), dtype=bool), np.ones(len(after), dtype=bool)])
    kept: Places = places[np.lexsort((is_later, behind))]
    return kept


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
