"""From what a board's file says to the board: the corpus decides who said which words where.

Words that stand where the file says, or once in the work, are quoted anew from the corpus; what the
file says of them is only compared. Whole quotes whose words are not there any more are kept as
they are, for ``standing`` to find again and the user to settle.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from clicktui.board.files.drafts import DraftBoard, DraftList, DraftQuote
from clicktui.board.files.retyped import nearest_sentence, occurrences, retyped_occurrences, typed
from clicktui.board.model import Board, CitedWork, PinnedQuote, QuoteList
from clicktui.board.stamps import new_id, now
from clicktui.board.standing import Standing, stand_of
from clicktui.corpus.alterations import Alteration, checked
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.csl import short
from clicktui.corpus.model import Locator, Quote, Repetition, Span
from clicktui.corpus.quoting import quote
from clicktui.corpus.shortening import first_words
from clicktui.errors import NotFoundError, QuoteError
from clicktui.i18n import translate as _

_SHOWN = 120


def resolved(
    draft: DraftBoard,
    corpus: Corpus,
    who: str = "",
    when: str = "",
    known: Iterable[PinnedQuote] = (),
) -> tuple[Board, tuple[str, ...]]:
    """Return the board of ``draft``, and what the user has to be told of it, one line each.

    ``who`` and ``when`` (as ``PinnedQuote.pinned_at``; by default now) are for what the file does
    not say: who pinned a quote and when, when the board was made. Missing ids are made. ``known``
    are quotes of the store: words that one of them has were not changed in the file.

    Raises:
        BoardFileError: an entry written by hand whose work is unknown, or whose words the work
            does not have or has several times; a whole quote whose words somebody changed in the
            file; or alterations that do not fit the words.
    """
    restorer = _Restorer(corpus, who, when or now(), known)
    lists = tuple(restorer.quote_list(one) for one in draft.lists)
    board = Board(
        id=draft.id or new_id(),
        name=draft.name,
        made_at=draft.made_at or restorer.when,
        lists=lists or (QuoteList(new_id(), _("Quotes")),),
        memo=draft.memo,
        is_archived=draft.is_archived,
    )
    return board, tuple(restorer.problems)


class _Restorer:
    def __init__(self, corpus: Corpus, who: str, when: str, known: Iterable[PinnedQuote]) -> None:
        self._corpus = corpus
        self._who = who
        self.when = when
        self._known = {_words_of(one) for one in known}
        self.problems: list[str] = []

    def quote_list(self, draft: DraftList) -> QuoteList:
        quotes = tuple(self._pinned(one) for one in draft.quotes)
        return QuoteList(draft.id or new_id(), draft.name, quotes)

    def _pinned(self, draft: DraftQuote) -> PinnedQuote:
        recorded = draft.recorded
        found = self._at_its_place(draft)
        if recorded is not None and (found is None or found.words != draft.words):
            self._refuse_edited(draft, recorded)
            self._tell(draft, "words", _("not there any more in the work; kept as the file has it"))
            self._compare_title(draft, recorded.cited)
            alterations = self._alterations(draft, draft.words)
            return replace(recorded, id=draft.id or new_id(), alterations=alterations)
        if found is None:
            found = self._in_the_work(draft)
        self._tell_other_words(draft, found)
        self._compare(draft, found)
        cited = self._cited(found)
        self._compare_title(draft, cited)
        if recorded is not None and recorded.cited != cited:
            self._tell(draft, "cited", _("the reference is now the catalogue's"))
        is_same = recorded is not None and _said_of(recorded.quote) == _said_of(found)
        return PinnedQuote(
            id=draft.id or new_id(),
            quote=found,
            cited=cited,
            pinned_by=draft.pinned_by if draft.has_pin else self._who,
            pinned_at=draft.pinned_at or self.when,
            note=draft.note,
            tags=draft.tags,
            is_starred=draft.is_starred,
            alterations=self._alterations(draft, found.words),
            kept_against=draft.kept_against if is_same else "",
        )

    def _at_its_place(self, draft: DraftQuote) -> Quote | None:
        """Return the quote at the place that the file gives, if exactly these words are there."""
        if draft.place is None:
            return None
        try:
            text = self._corpus.text_of(draft.work)
            if text[draft.place.start : draft.place.end] != draft.words:
                return None
            return quote(self._corpus, draft.work, draft.place)
        except (NotFoundError, QuoteError):
            return None

    def _refuse_edited(self, draft: DraftQuote, recorded: PinnedQuote) -> None:
        """Refuse words that are not those at their place, where all around it is as recorded.

        A source could have been corrected so; that is believed of words that the store has too, or
        against which the user chose to keep hers.
        """
        was = recorded.quote
        try:
            text = self._corpus.text_of(was.work)
        except NotFoundError:
            return
        there = text[was.start : was.end]
        is_edited = (
            len(there) == len(was.words)
            and there != was.words
            and text.endswith(was.prefix, 0, was.start)
            and text.startswith(was.suffix, was.end)
        )
        if not is_edited or _words_of(recorded) in self._known:
            return
        if stand_of(recorded, self._corpus).standing is Standing.KEPT:
            return
        problem = _("the work has other words there: {words}: write these, or take the place away")
        shown = _at_the_difference(there, was.words)
        raise draft.entry.error("words", problem.format(words=shown))

    def _in_the_work(self, draft: DraftQuote) -> Quote:
        """Return the quote of words that stand in the work once, or once with these around them."""
        try:
            text = self._corpus.text_of(draft.work)
        except NotFoundError as error:
            raise draft.entry.error("work", str(error)) from error
        words = draft.words.strip()
        found, refusal = self._quotes(draft.work, occurrences(text, words))
        if not found:
            found, other_refusal = self._quotes(draft.work, retyped_occurrences(text, words))
            refusal = refusal or other_refusal
        fitting = [one for one in found if _fits_around(text, one, draft)]
        own = [one for one in fitting if one.repeats is None]
        for unique in (fitting, own):  # a pull quote stands beside the sentence that it repeats
            if len(unique) == 1:
                return unique[0]
        if found:
            problem = _(
                "stand {n} times in the work: give words before or after them, or the place"
            )
            raise draft.entry.error("words", problem.format(n=len(found)))
        raise draft.entry.error("words", refusal or _not_there(self._corpus, draft))

    def _quotes(self, work: str, spans: Iterable[Span]) -> tuple[list[Quote], str]:
        """Return the quotes of ``spans`` in the work, and why one of its own is none."""
        found: list[Quote] = []
        refusal = ""
        for span in spans:
            try:
                found.append(quote(self._corpus, work, span))
            except QuoteError as error:
                refusal = str(error)
            except NotFoundError:  # words of another work in the same file
                continue
        return found, refusal

    def _alterations(self, draft: DraftQuote, words: str) -> tuple[Alteration, ...]:
        if not draft.alterations:
            return ()
        if len(words) != len(draft.words):
            problem = _("the words are not exactly those of the work, so no place in them is sure")
            raise draft.entry.error("alterations", problem)
        try:
            return checked(words, draft.alterations)
        except QuoteError as error:
            raise draft.entry.error("alterations", str(error)) from error

    def _cited(self, found: Quote) -> CitedWork:
        work = self._corpus.work(found.work)
        return CitedWork.of(work, self._corpus.source(found.file).page)

    # what is told

    def _tell(self, draft: DraftQuote, key: str, problem: str) -> None:
        self.problems.append(draft.entry.place_of(key).says(problem))

    def _tell_other_words(self, draft: DraftQuote, found: Quote) -> None:
        if found.words == draft.words.strip():
            return
        if typed(found.words) == typed(draft.words):
            self._tell(
                draft, "words", _("spaces, quotation marks or hyphens taken as the work has them")
            )
        else:
            problem = _("taken as clicktui quotes them: {words}")
            self._tell(draft, "words", problem.format(words=first_words(found.words, _SHOWN)))

    def _compare(self, draft: DraftQuote, found: Quote) -> None:
        """Tell where the file says otherwise than the corpus; what it leaves out it does not say.

        A whole quote says something by leaving out too: that nobody is known to speak.
        """
        for key, value in _said_of(found).items():
            if draft.recorded is None and key not in draft.said:
                continue
            before = draft.said.get(key, _LEFT_OUT.get(key))
            if isinstance(before, Repetition) and isinstance(value, Repetition):
                before = replace(before, paragraphs=before.paragraphs or value.paragraphs)
            if before != value:
                problem = _("the work says {now}, not {before}: the work is believed")
                told = problem.format(now=_shown(value), before=_shown(before))
                self._tell(draft, key, told)

    def _compare_title(self, draft: DraftQuote, cited: CitedWork) -> None:
        title = draft.said.get("title")
        if title is not None and title != cited.title:
            self._tell(
                draft,
                "title",
                _("the work is called {now}: that is cited").format(now=short(cited.title)),
            )


def _words_of(pinned: PinnedQuote) -> tuple[str, str, str, int]:
    return pinned.id, pinned.quote.words, pinned.quote.work, pinned.quote.start


_LEFT_OUT = {
    "speakers": (),
    "speaker_inferred": False,
    "quoted_in_work": False,
    "partly_quoted": (),
}


def _said_of(found: Quote) -> dict[str, Any]:
    """Return what the corpus says of a quote, by the keys of the file."""
    return {
        "role": found.role,
        "paragraphs": found.paragraphs,
        "speakers": found.speakers,
        "speaker_inferred": found.speaker_inferred,
        "quoted_in_work": found.quoted_in_work,
        "partly_quoted": found.partly_quoted,
        "locator": found.locator,
        "repeats": found.repeats,
        "lang": found.lang,
        "file": found.file,
    }


def _at_the_difference(there: str, words: str) -> str:
    """Return ``there``, shortened on both sides of where it begins to differ from ``words``."""
    at = next(at for at, pair in enumerate(zip(there, words, strict=True)) if len(set(pair)) > 1)
    start = max(at - _SHOWN // 2, 0) if len(there) > _SHOWN else 0
    before = "…" if start else ""
    after = "…" if start + _SHOWN < len(there) else ""
    return f"{before}{there[start : start + _SHOWN]}{after}"


def _fits_around(text: str, found: Quote, draft: DraftQuote) -> bool:
    """Say whether the words that the file gives before and after these are there."""
    around = text[: found.start], text[found.end :]
    before, after = draft.before.strip(), draft.after.strip()
    # twice the length leaves room for spaces and signs that were typed otherwise
    here = around[0][-2 * len(before) - 8 :], around[1][: 2 * len(after) + 8]
    return typed(here[0]).endswith(typed(before)) and typed(here[1]).startswith(typed(after))


def _not_there(corpus: Corpus, draft: DraftQuote) -> str:
    nearest = first_words(nearest_sentence(corpus, draft.work, draft.words), _SHOWN)
    if not nearest:
        return _("the work {work} does not have these words").format(work=draft.work)
    problem = _("the work {work} does not have these words; nearest: {nearest}")
    return problem.format(work=draft.work, nearest=nearest)


def _shown(value: object) -> str:
    """Return what the file or the corpus says of a quote as an error shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Locator):
        return value.value
    if isinstance(value, Repetition):
        return f"{value.sentence.start}-{value.sentence.end}"
    if isinstance(value, tuple) and value and isinstance(value[0], int):
        return "-".join(map(str, dict.fromkeys(value)))
    if isinstance(value, tuple):
        return ", ".join(value) or _("nobody")
    return str(value) if value is not None else _("nothing")
