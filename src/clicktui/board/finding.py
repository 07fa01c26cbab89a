"""Quotes found on a board, as one types: in their words and in what is said of them.

The words are those of the source, and those that show where they are altered.
A word answers where it stands (from three letters on, also inside a word; shorter ones where a
word begins). One that the board has nowhere is taken for mistyped: then words within one edit of
it answer from four letters on, within two from eight (optimal string alignment distance, as in
the search). Case, accents and kinds of signs do not count.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from clicktui.board.findquery import Field, Filter, Query, Sought, parse, plain, truth
from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.board.standing import Standing
from clicktui.corpus.alterations import Alteration, altered
from clicktui.corpus.csl import full_name
from clicktui.corpus.folding import CHUNK, Folded, fold, fold_text
from clicktui.corpus.model import Span

_NO_WORD = re.compile(r"[\W_]+")
_BETWEEN = r"[\W_]*"
_BEGIN, _END = r"(?<![^\W_])", r"(?![^\W_])"
_LETTERS_INSIDE = 3
_ONE_EDIT_FROM, _TWO_EDITS_FROM = 4, 8


class Part(StrEnum):
    """Where on a quote something was found."""

    WORDS = "words"
    NOTE = "note"
    TAGS = "tags"
    SPEAKERS = "speakers"
    SOURCE = "source"
    LIST = "list"


_PLACES = (*Part, Part.WORDS)
"""The parts in the order in which a quote's texts are kept; the last are its altered words."""


@dataclass(frozen=True, slots=True)
class Found:
    """A quote found, by its id. ``spans`` are what answered in its words, in order and apart;
    none where it was only found in what stands there in brackets.

    ``parts`` are where the words of the query were found, in the order of their definition.
    """

    quote: str
    spans: tuple[Span, ...] = ()
    parts: tuple[Part, ...] = ()


def find(
    board: Board,
    query: str,
    standings: Mapping[str, Standing] | None = None,
    codes: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Found, ...]:
    """Return the quotes of ``board`` that answer ``query`` (see ``findquery``), in board order.

    ``standings`` are those of the quotes by id; what is not in them answers no ``standing:``.
    ``codes`` are the names of the codes that they have, in all languages; what is not in them
    answers no ``code:``.
    Nothing typed finds everything.
    """
    asked = parse(query)
    entries = [
        _Entry(pinned, quote_list) for quote_list in board.lists for pinned in quote_list.quotes
    ]
    texts = _Texts(entries)
    wanted = [_matcher(texts, sought) for sought in asked.sought]
    unwanted = [_Matcher.of_phrase(sought) for sought in asked.excluded]
    found = []
    for entry in entries:
        if not _passes(entry, asked, standings or {}, codes or {}):
            continue
        if any(entry.parts_with(matcher) for matcher in unwanted):
            continue
        answers = [entry.parts_with(matcher) for matcher in wanted]
        if all(answers):
            there = {part for answer in answers for part in answer}
            spans = _spans(entry, wanted) if Part.WORDS in there else ()
            found.append(Found(entry.pinned.id, spans, tuple(p for p in Part if p in there)))
    return tuple(found)


class _Entry:
    """A quote in its list, with the folded texts in which words are looked for."""

    def __init__(self, pinned: PinnedQuote, quote_list: QuoteList) -> None:
        self.pinned, self.quote_list = pinned, quote_list

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The folded text of each of ``_PLACES``; lines part its values."""
        pinned = self.pinned
        return (
            _folded(pinned.quote.words).text,
            _fold(pinned.note),
            "\n".join(map(_fold, pinned.tags)),
            "\n".join(map(_fold, voices_of(pinned))),
            "\n".join(map(_fold, origins_of(pinned))),
            _fold(self.quote_list.name),
            _altered(pinned.quote.words, pinned.alterations) if pinned.alterations else "",
        )

    def parts_with(self, matcher: "_Matcher") -> list[Part]:
        """Return the parts in which something answers."""
        answers = matcher.answers
        return [part for part, text in zip(_PLACES, self.texts, strict=True) if answers(text)]


class _Texts:
    """All folded texts of a board, each once, and the words in them."""

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self._entries = entries

    @cached_property
    def all(self) -> frozenset[str]:
        return frozenset(text for entry in self._entries for text in entry.texts)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset().union(*map(_vocabulary_of, self.all))


@dataclass(frozen=True, slots=True)
class _Matcher:
    """What answers one word or phrase: whether a text does, and where."""

    answers: Callable[[str], object]
    pattern: re.Pattern[str]

    @classmethod
    def of_phrase(cls, sought: Sought) -> "_Matcher":
        words = _BETWEEN.join(re.escape(word) for word in sought.words)
        pattern = re.compile(f"{_BEGIN}{words}{'' if sought.is_open else _END}")
        longest = max(sought.words, key=len)
        return cls(lambda text: longest in text and pattern.search(text), pattern)

    @classmethod
    def of_word(cls, word: str) -> "_Matcher":
        if len(word) < _LETTERS_INSIDE:
            pattern = re.compile(f"{_BEGIN}{re.escape(word)}")
            return cls(lambda text: f" {word}" in _spaced(text), pattern)
        return cls(lambda text: word in text, re.compile(re.escape(word)))

    @classmethod
    def of_any(cls, words: frozenset[str]) -> "_Matcher":
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        either = "|".join(map(re.escape, longest_first))
        return cls(
            lambda text: not words.isdisjoint(_vocabulary_of(text)),
            re.compile(f"{_BEGIN}(?:{either}){_END}"),
        )


def voices_of(pinned: PinnedQuote) -> tuple[str, ...]:
    """Return who speaks in a quote or is quoted in it."""
    return (*pinned.quote.speakers, *pinned.quote.partly_quoted)


def origins_of(pinned: PinnedQuote) -> tuple[str, ...]:
    """Return the title of a quote's work, its container and its authors."""
    csl = pinned.cited.csl
    authors = [full_name(name) for name in csl.get("author") or ()]
    return (pinned.cited.title, str(csl.get("container-title") or ""), *authors)


_fold = lru_cache(maxsize=32768)(fold_text)


@lru_cache(maxsize=16384)
def _altered(words: str, alterations: tuple[Alteration, ...]) -> str:
    return fold_text(altered(words, alterations))


@lru_cache(maxsize=16384)
def _folded(words: str) -> Folded:
    """Return ``words`` folded, quicker than ``fold`` where every character folds to one."""
    if all(len(fold_text(char)) == 1 for char in set(words)):
        return Folded(fold_text(words), tuple(range(len(words) + 1)))
    return fold(words)


@lru_cache(maxsize=32768)
def _spaced(text: str) -> str:
    """Return the words of a folded text with one space before each."""
    return " " + _NO_WORD.sub(" ", text)


@lru_cache(maxsize=32768)
def _vocabulary_of(text: str) -> frozenset[str]:
    return frozenset(match[0] for match in CHUNK.finditer(text))


def _matcher(texts: _Texts, sought: Sought) -> _Matcher:
    """Return what answers ``sought``: as typed, or as near as the board has it."""
    if sought.is_phrase:
        return _Matcher.of_phrase(sought)
    word = sought.words[0]
    as_typed = _Matcher.of_word(word)
    edits = (len(word) >= _ONE_EDIT_FROM) + (len(word) >= _TWO_EDITS_FROM)
    if not edits or any(as_typed.answers(text) for text in texts.all):
        return as_typed
    near = _near(word, texts.vocabulary, edits, sought.is_open)
    return _Matcher.of_any(near) if near else as_typed


def _near(word: str, vocabulary: frozenset[str], edits: int, is_open: bool) -> frozenset[str]:
    """Return the words within ``edits`` of ``word``; an open one may have more letters to come."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    lengths = range(len(word) - edits, len(word) + edits + 1)
    of_form: dict[str, list[str]] = {}
    for known in vocabulary:
        if len(known) < lengths.start or (not is_open and len(known) >= lengths.stop):
            continue
        for form in {known[:length] for length in lengths} if is_open else (known,):
            of_form.setdefault(form, []).append(known)
    found = extract_iter(word, list(of_form), scorer=OSA.distance, score_cutoff=edits)
    return frozenset(known for form, _distance, _place in found for known in of_form[form])


def _spans(entry: _Entry, matchers: Iterable[_Matcher]) -> tuple[Span, ...]:
    folded = _folded(entry.pinned.quote.words)
    spans = sorted(
        Span(folded.offsets[match.start()], folded.offsets[match.end() - 1] + 1)
        for matcher in matchers
        for match in matcher.pattern.finditer(folded.text)
    )
    apart: list[Span] = []
    for span in spans:
        if apart and span.start <= apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return tuple(apart)


# filters


_ALTERNATIVE = frozenset({Field.LIST, Field.SOURCE, Field.LANG, Field.STANDING, Field.BY})
"""Several values of these widen the search; of the others all have to hold."""


def _passes(
    entry: _Entry,
    asked: Query,
    standings: Mapping[str, Standing],
    codes: Mapping[str, Sequence[str]],
) -> bool:
    together: dict[Field, bool] = {}
    for one in asked.filters:
        holds = (
            _has_code(codes.get(entry.pinned.id), one.value)
            if one.field is Field.CODE
            else _holds(entry, one, standings)
        )
        if one.is_excluded or one.field not in _ALTERNATIVE:
            if holds is None or holds is one.is_excluded:
                return False
        else:
            together[one.field] = together.get(one.field, False) or bool(holds)
    return all(together.values())


def _holds(entry: _Entry, one: Filter, standings: Mapping[str, Standing]) -> bool | None:
    """Return whether the quote answers the filter, its minus sign apart; None where unknown."""
    pinned, value = entry.pinned, one.value
    match one.field:
        case Field.TAG:
            return any(f" {plain(tag)}".find(f" {value}") >= 0 for tag in pinned.tags)
        case Field.STAR:
            return pinned.is_starred is truth(value)
        case Field.LIST:
            return value in plain(entry.quote_list.name)
        case Field.SPEAKER:
            return any(value in plain(name) for name in voices_of(pinned))
        case Field.SOURCE:
            names = (pinned.quote.work, pinned.quote.file, *origins_of(pinned)[:2])
            return any(value in plain(name) for name in names)
        case Field.LANG:
            return pinned.quote.lang.lower().startswith(value)
        case Field.NOTE:
            if not one.is_quoted and value in ("yes", "oui", "no", "non"):
                return bool(pinned.note) is truth(value)
            return value in plain(pinned.note)
        case Field.ALTERED:
            return bool(pinned.alterations) is truth(value)
        case Field.STANDING:
            return _stands(standings.get(pinned.id), value)
        case Field.BY:
            return value in plain(pinned.pinned_by)
        case Field.CODE:
            return None  # of what the quote itself does not know


def _has_code(names: Sequence[str] | None, value: str) -> bool | None:
    return None if names is None else any(plain(name).startswith(value) for name in names)


def _stands(standing: Standing | None, value: str) -> bool | None:
    if standing is None:
        return None
    is_settled = standing in (Standing.SAME, Standing.KEPT)
    return standing.value.startswith(value) or (is_settled and "settled".startswith(value))
