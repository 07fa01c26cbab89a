"""What is held of single passages, asked by their places; those asked for last are kept."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from threading import RLock

from clicktui.coding.desk import CodingDesk
from clicktui.coding.model import Decision
from clicktui.coding.opinions import Coded, MeantBy
from clicktui.coding.ownrules import OwnRules
from clicktui.corpus.corpus import Corpus

MOST_KEPT = 2_048
"""Passages that are kept."""


class Holding:
    """Passages of ``corpus`` with their codes; what a decision does not touch is not read again.

    From any thread.
    """

    def __init__(self, desk: CodingDesk, corpus: Corpus, most: int = MOST_KEPT) -> None:
        self.desk = desk
        self.corpus = corpus
        self._most = most
        self._coded: OrderedDict[int, Coded] = OrderedDict()
        self._own: OwnRules | None = None
        self._meant: MeantBy = {}
        self._decided: tuple[Decision, ...] = ()
        self._turn = RLock()

    def known(self, place: int) -> Coded | None:
        """Return the passage at ``place`` where it was read and did not change since; at once."""
        return self._coded.get(place)

    def at(self, places: Sequence[int]) -> dict[int, Coded]:
        """Return the passages at ``places``, in their order, as they are coded now.

        Raises:
            SourceTextError: a source is not what it was when the corpus was made.
            BoardStoreError, CodebookError: as ``CodingDesk.judgements``.
        """
        with self._turn:
            self.refresh()
            wanted = sorted(set(places).difference(self._coded))  # those of one source together
            passages = [self.corpus.passage_at(place) for place in wanted]
            self._coded.update(zip(wanted, self.desk.coded(passages), strict=True))
            found = {place: self._coded[place] for place in places}
            for place in found:
                self._coded.move_to_end(place)
            while len(self._coded) > max(self._most, len(found)):
                self._coded.popitem(last=False)
            return found

    def refresh(self) -> tuple[int, ...]:
        """Forget what changed since it was read; return its places.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        with self._turn:
            desk = self.desk
            own, meant = desk.own_rules, desk.meant
            decided = desk.ledger.decisions(desk.codebook.id)
            gone: Iterable[int] = ()
            if own != self._own or meant is not self._meant:
                gone = tuple(self._coded)
            elif decided is not self._decided:
                works = self._works_of(_differing(self._decided, decided))
                gone = (at for at, one in self._coded.items() if one.passage.work in works)
            forgotten = tuple(gone)
            for place in forgotten:
                del self._coded[place]
            self._own, self._meant, self._decided = own, meant, decided
            return forgotten

    def _works_of(self, decisions: Iterable[Decision]) -> set[str]:
        works: set[str] = set()
        for decision in decisions:
            found = self.desk.ledger.stand(decision).found
            works |= {decision.quote.work, *(() if found is None else (found.work,))}
        return works


def _differing(old: Sequence[Decision], new: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that are only in one of them; the ledger gives the same as the same."""
    before, after = _by_id(old), _by_id(new)
    gone = [one for name, one in before.items() if after.get(name) is not one]
    return gone + [one for name, one in after.items() if before.get(name) is not one]


def _by_id(decisions: Iterable[Decision]) -> Mapping[str, Decision]:
    return {one.id: one for one in decisions}
