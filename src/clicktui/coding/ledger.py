"""The decisions of all coders, in the store of the boards: kept before told, undone as boards are.

A decision is about exact words. Deciding again about the same words with the same code takes the
place of what the same coder had decided; what others decided stays beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import RLock

from clicktui.board.changes import Change, Said, What
from clicktui.board.model import CitedWork, PinnedQuote
from clicktui.board.stamps import new_id, now
from clicktui.board.standing import Stand, stand_of
from clicktui.board.store.quotedocuments import DocumentError
from clicktui.board.store.records import Key, Kind, document_text
from clicktui.board.store.store import Store
from clicktui.coding.documents import decision_document, decision_from
from clicktui.coding.model import Decision, Verdict
from clicktui.coding.ownrules import OwnRules, rules_document, rules_from
from clicktui.coding.placing import Placed, PlacedByWork, PlacedInWork
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Quote, Span
from clicktui.corpus.quoting import quote
from clicktui.corpus.shortening import first_words
from clicktui.errors import BoardError, BoardStoreError
from clicktui.i18n import translate as _
from clicktui.microtasks.semantics.decisions import Learned, as_data, read_learned

_WHAT = {
    Verdict.YES: What.CODE,
    Verdict.NO: What.REFUSE_CODE,
    Verdict.DOUBT: What.DOUBT_CODE,
}

Documents = Mapping[Key, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a wish came to: the decision as it is kept, and the change (None: nothing differed)."""

    decision: Decision
    change: Change | None


class Ledger:
    """The decisions in ``store``, made by one user about words of ``corpus``; from any thread."""

    def __init__(self, store: Store, corpus: Corpus, who: str) -> None:
        """Work on ``store`` as ``who``, the name that decisions and changes carry."""
        self.store = store
        self.corpus = corpus
        self.who = who
        self._read: dict[Key, tuple[str, Decision]] = {}
        self._sorted: tuple[Documents, dict[str, tuple[Decision, ...]]] | None = None
        self._placed: dict[str, tuple[tuple[Decision, ...], Corpus, PlacedByWork]] = {}
        self._stands: dict[str, tuple[Decision, Corpus, Stand]] = {}
        self._reading = RLock()

    # what is there

    def decisions(self, codebook: str = "") -> tuple[Decision, ...]:
        """Return the decisions of all coders about codes of ``codebook`` (or any), oldest first.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        documents = self.store.loose()  # the same until something changes
        with self._reading:
            if self._sorted is None or self._sorted[0] is not documents:
                self._sorted = (documents, {})
            known = self._sorted[1]
            if codebook not in known:
                found = self._all(documents).values()
                there = [one for one in found if codebook in ("", one.codebook)]
                known[codebook] = tuple(sorted(there, key=lambda one: one.at))
            return known[codebook]

    def stand(self, decision: Decision) -> Stand:
        """Return how the words of ``decision`` stand in the corpus as it is now."""
        with self._reading:
            known = self._stands.get(decision.id)
            if known is None or known[0] is not decision or known[1] is not self.corpus:
                stand = stand_of(decision.marked, self.corpus)
                known = self._stands[decision.id] = (decision, self.corpus, stand)
            return known[2]

    def placed(self, codebook: str) -> PlacedByWork:
        """Return the decisions about ``codebook`` by the work in which their words stand now.

        It is the same while nothing changed. What vanished from its source speaks for no passage;
        it stays in the ledger.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        decisions, corpus = self.decisions(codebook), self.corpus
        with self._reading:
            known = self._placed.get(codebook)
            if known is None or known[0] is not decisions or known[1] is not corpus:
                by_work: dict[str, list[Placed]] = {}
                for decision in decisions:
                    found = self.stand(decision).found
                    if found is not None:
                        there = Placed(decision, Span(found.start, found.end))
                        by_work.setdefault(found.work, []).append(there)
                placed = {work: PlacedInWork(there) for work, there in by_work.items()}
                known = self._placed[codebook] = (decisions, corpus, placed)
            return known[2]

    # what changes

    def decide(
        self,
        codebook: str,
        code: str,
        work_id: str,
        span: Span,
        verdict: Verdict,
        memo: str | None = None,
        instead_of: Sequence[str] = (),
    ) -> Decided:
        """Decide about the words of ``span`` of a work; None leaves the memo that is there.

        The decisions ``instead_of`` (ids) go in the same change.

        Raises:
            NotFoundError, QuoteError: these are no words of the work, or not of one kind.
            BoardStoreError: nothing can be changed.
        """
        quoted = quote(self.corpus, work_id, span)
        made = Decision(self._marked(quoted, memo or ""), codebook, code, verdict)

        def kept(documents: Documents) -> Decision:
            there = _same(self._all(documents).values(), made)
            if there is None:
                return made
            is_as_wanted = there.verdict is verdict and memo in (None, there.memo)
            if is_as_wanted and there.quote == made.quote:
                return there
            note = there.memo if memo is None else made.memo
            return replace(made, marked=replace(made.marked, id=there.id, note=note))

        def edit(documents: Documents) -> dict[Key, str | None]:
            one = kept(documents)
            gone = {_key(each): None for each in instead_of if _key(each) in documents}
            return {**gone, _key(one.id): decision_document(one)}

        change = self.store.change_loose(edit, self._said(_WHAT[verdict], [made]))
        return Decided(kept(self.store.loose()), change)

    def withdraw(self, ids: Sequence[str]) -> Change | None:
        """Take decisions away, as if they had never been made; undo brings them back.

        Raises:
            BoardError, BoardStoreError: one is gone, or nothing can be changed.
        """
        gone = [self._one(self.store.loose(), one) for one in ids]
        return self.store.change_loose(
            lambda documents: {_key(self._one(documents, one).id): None for one in ids},
            self._said(What.CLEAR_CODE, gone),
        )

    def write_memo(self, decision_id: str, text: str, coalesce: str = "") -> Decided:
        """Write the memo of a decision; changes with the same ``coalesce`` are undone as one.

        Raises:
            BoardError, BoardStoreError: it is gone, or nothing can be changed.
        """
        note = clean_text(text).strip("\n")

        def written(documents: Documents) -> Decision:
            there = self._one(documents, decision_id)
            return replace(there, marked=replace(there.marked, note=note))

        def edit(documents: Documents) -> dict[Key, str | None]:
            return {_key(decision_id): decision_document(written(documents))}

        said = self._said(What.CODING_MEMO, [self._one(self.store.loose(), decision_id)])
        change = self.store.change_loose(edit, said, coalesce)
        return Decided(self._one(self.store.loose(), decision_id), change)

    def take_in(self, decisions: Iterable[Decision]) -> Change | None:
        """Add decisions of a file, each in the place of the same coder's about the same words.

        Raises:
            BoardStoreError: nothing can be changed.
        """
        new = list(decisions)

        def edit(documents: Documents) -> dict[Key, str | None]:
            there = {one.subject: one for one in self._all(documents).values()}
            edited: dict[Key, str | None] = {}
            for one in new:
                known = there.get(one.subject)
                taken = _key(one.id) in documents or _key(one.id) in edited
                if known is not None or taken:
                    own = known.id if known is not None else new_id()
                    one = replace(one, marked=replace(one.marked, id=own))
                there[one.subject] = one
                edited[_key(one.id)] = decision_document(one)
            return edited

        said = Said(What.IMPORT_CODINGS, _coders(new), len(new), self.who)
        return self.store.change_loose(edit, said)

    # rules of her own

    def own_rules(self, codebook: str) -> OwnRules:
        """Return what the user added to the cues of ``codebook`` and muted of them.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        document = self.store.loose().get(Key(Kind.RULES, codebook))
        if document is None:
            return OwnRules()
        try:
            return rules_from(document)
        except DocumentError as error:
            message = _("The cues that you changed cannot be read ({reason}): update clicktui")
            raise BoardStoreError(message.format(reason=error)) from error

    def change_rules(
        self, codebook: str, own: OwnRules, about: str, *, forgets: bool = False
    ) -> Change | None:
        """Keep ``own`` as the rules of the user; ``about`` says in a few words what changed.

        ``forgets``: what was learned from her decisions goes in the same change.

        Raises:
            BoardStoreError: nothing can be changed.
        """
        documents = {Key(Kind.RULES, codebook): None if own.are_none else rules_document(own)}
        if forgets:
            documents[_learned_key(codebook)] = None
        said = Said(What.CODING_RULES, first_words(about), 1, self.who)
        return self.store.change_loose(lambda _there: documents, said)

    def learned(self, codebook: str) -> Learned | None:
        """Return what was learned from the user's decisions on ``codebook``, None for nothing.

        Raises:
            BoardStoreError: the store cannot be read.
            SemanticsError: what was learned cannot be read; the text says what to do.
        """
        document = self.store.loose().get(_learned_key(codebook))
        return None if document is None else read_learned(document)

    def has_learned(self, codebook: str) -> bool:
        """Say whether anything was learned from the user's decisions, readable or not.

        Raises:
            BoardStoreError: the store cannot be read.
        """
        return _learned_key(codebook) in self.store.loose()

    def keep_learned(self, codebook: str, learned: Learned, about: str) -> Change | None:
        """Keep what was ``learned``, beside the user's rules.

        Raises:
            BoardStoreError: nothing can be changed.
        """
        document = document_text(as_data(learned))
        said = Said(What.CODING_RULES, first_words(about), 1, self.who)
        return self.store.change_loose(lambda _there: {_learned_key(codebook): document}, said)

    # how

    def _marked(self, quoted: Quote, memo: str) -> PinnedQuote:
        page = self.corpus.source(quoted.file).page
        cited = CitedWork.of(self.corpus.work(quoted.work), page)
        note = clean_text(memo).strip("\n")
        return PinnedQuote(new_id(), quoted, cited, self.who, now(), note)

    def _said(self, what: What, decisions: Sequence[Decision]) -> Said:
        first = decisions[0] if decisions else None
        about = f"{first.code}: {first_words(first.quote.words)}" if first else ""
        return Said(what, about, len(decisions), self.who)

    def _one(self, documents: Documents, decision_id: str) -> Decision:
        key = _key(decision_id)
        if key not in documents:
            raise BoardError(_("This decision is not there any more"))
        return self._parsed(key, documents[key])

    def _all(self, documents: Documents) -> dict[Key, Decision]:
        return {
            key: self._parsed(key, text)
            for key, text in documents.items()
            if key.kind is Kind.CODING
        }

    def _parsed(self, key: Key, document: str) -> Decision:
        with self._reading:
            known = self._read.get(key)
            if known is None or known[0] != document:
                try:
                    known = self._read[key] = (document, decision_from(key.id, document))
                except DocumentError as error:
                    message = _("A coding cannot be read ({reason}): update clicktui")
                    raise BoardStoreError(message.format(reason=error)) from error
            return known[1]


def _learned_key(codebook: str) -> Key:
    return Key(Kind.RULES, f"{codebook}+learned")  # no id of a codebook has a plus


def _key(decision_id: str) -> Key:
    return Key(Kind.CODING, decision_id)


def _same(there: Iterable[Decision], wanted: Decision) -> Decision | None:
    subject = wanted.subject
    return next((one for one in there if one.subject == subject), None)


def _coders(decisions: Iterable[Decision]) -> str:
    return first_words(", ".join(dict.fromkeys(one.coder for one in decisions)))
