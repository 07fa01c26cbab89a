"""What the panes show of codes, worked out in a thread of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clicktui.coding.filtering import Sieve
from clicktui.coding.holding import Holding
from clicktui.coding.opinions import Coded
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import PROSE_ROLES, Span
from clicktui.tui.codes.naming import code_name
from clicktui.tui.codes.view import CodesView, view_of
from clicktui.tui.text.signs import Signed
from clicktui.wording.coding import opinion_text, signs_text, told_of
from clicktui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CodesShown:
    """The lists, and by work the passages that have codes with their signs."""

    view: CodesView
    signed: Mapping[str, Sequence[Signed]]


class CodesReader:
    """Reads what is held of all passages; one thread at a time."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._holding: Holding | None = None
        self._sieve: Sieve | None = None
        self._corpus: Corpus | None = None

    def read(self, query: str) -> CodesShown:
        """Return what is shown now, the lists of the passages that answer ``query``.

        Raises:
            BoardStoreError: the store cannot be read.
            CodebookError: a codebook or a cue of the user cannot be read.
        """
        desk = self._workspace.coding_desk
        who = desk.ledger.who
        is_new = self._holding is None or self._holding.desk is not desk
        if self._holding is None or is_new:
            self._holding = Holding(desk)
        if self._sieve is None or is_new or self._corpus is not desk.corpus:
            self._corpus = desk.corpus
            self._sieve = Sieve(desk.codebook, desk.corpus, who)
        coded = self._holding.now()
        base = self._sieve.sift(coded, query)
        total = sum(one.passage.role in PROSE_ROLES for one in coded)
        by_id = {one.passage.id: one for one in coded}
        view = view_of(
            desk.codebook,
            who,
            query,
            base,
            total,
            by_id,
            desk.own_rules,
            uses_learned=desk.uses_learned if desk.has_learned else None,
        )
        return CodesShown(view, _signed(view, coded))


def _signed(view: CodesView, coded: Sequence[Coded]) -> dict[str, list[Signed]]:
    signed: dict[str, list[Signed]] = {}
    for one in coded:
        there = [(code, one.opinions[code.id]) for code in view.codebook.codes]
        held = [(code, opinion) for code, opinion in there if opinion.is_held]
        if held:
            words = ", ".join(
                told_of(f"{code.sign} {code_name(code)}", opinion_text(opinion))
                for code, opinion in held
            )
            signs = signs_text((code.sign, opinion) for code, opinion in held)
            span = Span(one.passage.start, one.passage.end)
            signed.setdefault(one.passage.work, []).append(Signed(span, signs, words))
    return signed
