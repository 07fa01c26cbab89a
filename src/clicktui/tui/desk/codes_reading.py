"""What the panes show of codes, worked out in a thread of its own."""

import time
from collections.abc import Callable
from itertools import zip_longest

from clicktui.coding.bands import Layers, placed_by_id
from clicktui.coding.desk import CodingDesk
from clicktui.coding.facts import Facts
from clicktui.coding.filtering import sifted
from clicktui.coding.holding import Holding
from clicktui.coding.labels import CodeLabels
from clicktui.coding.opinions import MeantBy
from clicktui.search.progress import Progress, never, no_progress
from clicktui.tui.codes.view import CodesView, Shown, view_of
from clicktui.workspace import Workspace

_FIRST = 32
"""Passages at the top of each list that are read before the lists are shown …"""

_FIRST_S = 0.1
"""… as long as that takes less than so many seconds."""


class CodesReader:
    """Reads what is held of all passages; one thread at a time."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._holding: Holding | None = None
        self._meant: tuple[Layers, MeantBy, tuple[int, ...]] | None = None

    def read(
        self,
        query: str,
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
    ) -> CodesView | None:
        """Return what is shown now, the lists of the passages that answer ``query``.

        None: ``cancelled`` said so, or the corpus changed meanwhile.

        Raises:
            BoardStoreError: the store cannot be read.
            CodebookError: a codebook or a cue of the user cannot be read.
            SourceTextError: a source is not what it was any more.
        """
        labels = self._workspace.label(progress, cancelled, waits=False)
        facts = self._workspace.facts(progress, cancelled) if labels is not None else None
        if labels is None or facts is None:
            return None
        desk, layers = self._workspace.coding_desk, labels.layers
        if not _are_of_one(desk, labels, facts):
            return None
        among = sifted(labels, facts, query, progress, cancelled)
        if among is None:
            return None
        holding = self._held(desk, layers)
        again = [place for place in holding.refresh() if place < len(layers)]
        shown = Shown(
            desk.codebook,
            labels.who,
            query,
            desk.own_rules,
            desk.uses_learned if desk.has_learned else None,
        )
        view = view_of(
            shown, layers, facts.facets, among, holding, self._places_meant(desk, layers)
        )
        self._read_first(view, again)
        return view

    def _held(self, desk: CodingDesk, layers: Layers) -> Holding:
        holding = self._holding
        if holding is None or holding.desk is not desk or holding.corpus is not layers.corpus:
            holding = self._holding = Holding(desk, layers.corpus)
        return holding

    def _places_meant(self, desk: CodingDesk, layers: Layers) -> tuple[int, ...]:
        """Return where the passages stand of which meaning says something."""
        meant, known = desk.meant, self._meant
        if known is None or known[0].corpus is not layers.corpus or known[1] is not meant:
            places = tuple(place for place, _said in placed_by_id(layers.corpus, meant))
            known = self._meant = (layers, meant, places)
        return known[2]

    def _read_first(self, view: CodesView, again: list[int]) -> None:
        """Read what is looked at first, and again what changed, so far as that is quickly done."""
        began = time.monotonic()
        tops = (one.places[:_FIRST].tolist() for one in view.lists)
        rows = zip_longest(*tops)  # the first of each list, then the second
        wanted = dict.fromkeys((*again, *(place for row in rows for place in row)))
        wanted.pop(None, None)
        for place in wanted:
            if time.monotonic() - began > _FIRST_S:
                return
            view.holding.at([place])


def _are_of_one(desk: CodingDesk, labels: CodeLabels, facts: Facts) -> bool:
    """Say whether all of it is of the same corpus and codebook."""
    is_of_corpus = labels.layers.corpus.fingerprint == desk.corpus.fingerprint
    return is_of_corpus and labels.codebook is desk.codebook and len(facts) == len(labels)
