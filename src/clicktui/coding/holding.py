"""What is held of every passage of a corpus, kept up to date as people decide."""

from collections.abc import Iterable, Mapping

from clicktui.coding.desk import CodingDesk
from clicktui.coding.model import Decision
from clicktui.coding.opinions import Coded, MeantBy
from clicktui.coding.ownrules import OwnRules
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage


class Holding:
    """All passages with their codes; after a decision only the works that it touches are redone.

    One thread at a time.
    """

    def __init__(self, desk: CodingDesk) -> None:
        self.desk = desk
        self._corpus: Corpus | None = None
        self._by_work: dict[str, tuple[Passage, ...]] = {}
        self._coded: dict[str, tuple[Coded, ...]] = {}
        self._own: OwnRules | None = None
        self._meant: MeantBy = {}
        self._decisions: dict[str, Decision] = {}

    def now(self) -> tuple[Coded, ...]:
        """Return all passages of the corpus, in its order, as they are coded now.

        Raises:
            BoardStoreError: the store cannot be read.
            CodebookError: a cue that the user added cannot be read.
        """
        desk = self.desk
        own, meant = desk.own_rules, desk.meant
        decisions = {one.id: one for one in desk.ledger.decisions(desk.codebook.id)}
        if desk.corpus is not self._corpus:
            self._corpus = desk.corpus
            by_work: dict[str, list[Passage]] = {work.id: [] for work in desk.corpus.works}
            for passage in desk.corpus.passages():
                by_work[passage.work].append(passage)
            self._by_work = {work: tuple(there) for work, there in by_work.items()}
            self._own = None
        stale: Iterable[str] = self._by_work
        if own == self._own and meant is self._meant:
            stale = self._works_of(_differing(self._decisions, decisions))
        for work in stale:
            if work in self._by_work:
                self._coded[work] = desk.coded(self._by_work[work])
        self._own, self._meant, self._decisions = own, meant, decisions
        return tuple(one for work in self._by_work for one in self._coded[work])

    def _works_of(self, decisions: Iterable[Decision]) -> set[str]:
        works: set[str] = set()
        for decision in decisions:
            found = self.desk.ledger.stand(decision).found
            works |= {decision.quote.work, *(() if found is None else (found.work,))}
        return works


def _differing(old: Mapping[str, Decision], new: Mapping[str, Decision]) -> list[Decision]:
    """Return the decisions that are only in one of them; the ledger gives the same as the same."""
    gone = [one for name, one in old.items() if new.get(name) is not one]
    return gone + [one for name, one in new.items() if old.get(name) is not one]
