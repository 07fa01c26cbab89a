"""Alterations carried over to words that changed in their source."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable

from clicktui.corpus.alterations import Alteration, AlterationKind, checked
from clicktui.corpus.model import Span
from clicktui.errors import QuoteError

_LETTERS = r"[\w\u0300-\u036f]+"  # with accents that stand apart
_WORD = re.compile(_LETTERS)
_TOKEN = re.compile(rf"{_LETTERS}|\s+|[^\w\s]")


def carried_over(
    old_words: str, new_words: str, alterations: Iterable[Alteration]
) -> tuple[Alteration, ...]:
    """Return ``alterations`` of ``old_words`` as alterations of ``new_words``.

    The words of both are aligned by their longest common subsequence (kinds of spaces and
    composition of letters apart). Dropped are those whose own words changed: what an elision, a
    replacement or an emphasis covers, the word before a ``[sic]``, the words on both sides of an
    insertion.
    """
    return _carried_and_dropped(old_words, new_words, alterations)[0]


def dropped(
    old_words: str, new_words: str, alterations: Iterable[Alteration]
) -> tuple[Alteration, ...]:
    """Return those of ``alterations`` of ``old_words`` that ``carried_over`` drops, in order.

    Two that become one where the words between them are gone are not dropped.
    """
    return _carried_and_dropped(old_words, new_words, alterations)[1]


def _carried_and_dropped(
    old_words: str, new_words: str, alterations: Iterable[Alteration]
) -> tuple[tuple[Alteration, ...], tuple[Alteration, ...]]:
    ways = _Ways(old_words, new_words)
    carried: tuple[Alteration, ...] = ()
    left_behind: list[Alteration] = []
    for one in alterations:
        span = _carried(ways, old_words, one)
        if span is None:
            left_behind.append(one)
            continue
        try:
            carried = checked(new_words, (*carried, Alteration(one.kind, span, one.text)))
        except QuoteError:
            left_behind.append(one)
    return carried, tuple(left_behind)


def _carried(ways: "_Ways", words: str, one: Alteration) -> Span | None:
    if one.kind not in (AlterationKind.SIC, AlterationKind.INSERTION):
        return ways.there(one.span)
    at = one.span.start
    before, after = Span(_start_of_word_before(words, at), at), Span(at, at)
    if one.kind is AlterationKind.INSERTION:
        after = Span(at, _end_of_word_after(words, at))
    if ways.there(Span(before.start, after.end)) is None:
        return None
    there = ways.there(before)
    if there is not None:
        return Span(there.end, there.end)
    there = ways.there(after)
    return Span(there.start, there.start) if there is not None else None


def _start_of_word_before(words: str, at: int) -> int:
    ends = [match.start() for match in _WORD.finditer(words, 0, at)]
    return ends[-1] if ends else 0


def _end_of_word_after(words: str, at: int) -> int:
    after = _WORD.search(words, at)
    return after.end() if after else len(words)


class _Ways:
    """From offsets of the old words to those of the new ones."""

    def __init__(self, old: str, new: str) -> None:
        from rapidfuzz.distance import Indel

        self._old, self._new = old, new
        self._starts = [match.start() for match in _TOKEN.finditer(old)]
        self._ends = [match.end() for match in _TOKEN.finditer(old)]
        news = [Span(*match.span()) for match in _TOKEN.finditer(new)]
        olds = zip(self._starts, self._ends, strict=True)
        keys = [_key(old[start:end]) for start, end in olds]
        opcodes = Indel.opcodes(keys, [_key(new[one.start : one.end]) for one in news])
        self._there: dict[int, Span] = {}
        self._block: dict[int, int] = {}
        for number, part in enumerate(opcodes):
            if part.tag == "equal":
                for offset in range(part.src_end - part.src_start):
                    self._there[part.src_start + offset] = news[part.dest_start + offset]
                    self._block[part.src_start + offset] = number

    def there(self, span: Span) -> Span | None:
        """Return where the words of ``span`` are now; None where they changed, or it is empty."""
        if not len(span):
            return None
        first, last = self._token(span.start), self._token(span.end - 1)
        if self._block.get(first, -1) != self._block.get(last, -2):
            return None
        start = self._within(first, span.start)
        end = self._within(last, span.end)
        return Span(start, end) if start is not None and end is not None else None

    def _within(self, token: int, at: int) -> int | None:
        """Return where ``at``, in or at an end of an unchanged token, is now."""
        now = self._there[token]
        if at in (self._starts[token], self._ends[token]):
            return now.start if at == self._starts[token] else now.end
        was = self._old[self._starts[token] : self._ends[token]]
        is_exact = self._new[now.start : now.end] == was
        return now.start + at - self._starts[token] if is_exact else None

    def _token(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1


def _key(token: str) -> str:
    return " " if token.isspace() and "\n" not in token else unicodedata.normalize("NFC", token)
