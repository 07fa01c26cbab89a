"""Where words that another program quotes stand in the corpus: there without doubt, or nowhere.

Sources are told by what the file calls them; places are only looked at first. Words are the same
when their letters are: spaces, quotation marks, apostrophes and hyphens may be of another kind.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from clicktui.board.anchoring import ENOUGH_LETTERS, ENOUGH_WORDS
from clicktui.board.files.retyped import typed
from clicktui.board.resembling import exact_places, same_but_for_signs
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Quote, Span, Work
from clicktui.corpus.quoting import quote
from clicktui.errors import NotFoundError, QuoteError
from clicktui.exporting.incoming import IncomingQuote
from clicktui.i18n import translate as _

LONGEST_WORDS = 50_000
"""Code points of the longest quote that is looked for."""

LONGEST_RETYPED = 5_000
MOST_RETYPED = 1_000_000
"""Code points of a quote, and of all in a file, that are looked for with other signs as well.

Of a hostile file of signs alone each costs a tenth of a millisecond and more.
"""

_MOST_PLACES = 50
_LEAST = 7
_MANY_LETTERS, _MANY_WORDS = 60, 8


class Finder:
    """Finds quotes in ``corpus``; remembers what its sources are called."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._works: dict[str, list[Work]] = {}
        self._retyped_left = MOST_RETYPED
        for work in corpus.works:
            names = [work.file, PurePosixPath(work.file).stem, work.title, work.id]
            names += [_address(str(work.csl["URL"]))] if work.csl.get("URL") else []
            for name in names:
                there = self._works.setdefault(_alike(name), [])
                if work not in there:
                    there.append(work)

    def found(self, one: IncomingQuote) -> Quote:
        """Return the quote of the corpus that has the words of ``one``.

        Raises:
            QuoteError: it is not there, or it may be several; one line that says which.
        """
        if one.problem:
            raise QuoteError(one.problem)
        words = clean_text(one.words).strip()
        if not words:
            raise QuoteError(_("no words are quoted"))
        if len(words) > LONGEST_WORDS:
            raise QuoteError(_("longer than {n} characters").format(n=LONGEST_WORDS))
        named = self._named(one)
        at_its_place = self._at_its_place(one, named)
        if at_its_place is not None:
            return at_its_place
        if not any(map(str.isalnum, words)):
            raise QuoteError(_("no words are quoted"))
        found, refusal = self._in(named, words)
        if not found and not refusal:
            found, refusal = self._elsewhere(words, one, named)
        if not found:
            raise QuoteError(refusal or _("no text of the corpus has these words"))
        return self._only(found, words, one)

    def _named(self, one: IncomingQuote) -> Sequence[Work]:
        """Return the works of the sources that ``one`` names."""
        own = [work for work in self._corpus.works if work.id == one.work]
        named = [
            work
            for source in one.sources
            for key in dict.fromkeys([source, PurePosixPath(source).stem, _address(source)])
            for work in self._works.get(_alike(key), ())
        ]
        return own or list({work.id: work for work in named}.values())

    def _elsewhere(
        self, words: str, one: IncomingQuote, named: Sequence[Work]
    ) -> tuple[list[Quote], str]:
        """Return where the words stand in texts that the file does not name.

        The same few words stand in many a text that the corpus lacks: what stands around them
        bears them out, or they are many.
        """
        found, refusal = self._in([w for w in self._corpus.works if w not in named], words)
        if _is_long(words, _MANY_LETTERS, _MANY_WORDS):
            return found, refusal
        has_context = min(len(typed(one.before).strip()), len(typed(one.after).strip())) > _LEAST
        sure = [each for each in found if has_context and self._fits_around(each, one)]
        if found and not sure:
            return [], _("the corpus does not have the text that these words are of")
        return sure, refusal

    def _at_its_place(self, one: IncomingQuote, works: Iterable[Work]) -> Quote | None:
        """Return the quote at the place given, if exactly these words are there, in context."""
        if one.place is None:
            return None
        for work in works:
            text = self._corpus.text_of(work.id)
            if text[one.place.start : one.place.end] == one.words and _stands_between(
                text, one.place, one
            ):
                try:
                    return quote(self._corpus, work.id, one.place)
                except (NotFoundError, QuoteError):
                    continue
        return None

    def _in(self, works: Iterable[Work], words: str) -> tuple[list[Quote], str]:
        """Return where the words stand in ``works``, and why a place is none of a quote."""
        refusal = ""
        for places in self._ways(words):
            found: dict[tuple[str, Span], Quote] = {}
            for work in works:
                text = self._corpus.text_of(work.id)
                for span in islice(places(words, text, Span(0, len(text))), _MOST_PLACES):
                    try:
                        one = quote(self._corpus, work.id, span)
                    except NotFoundError:  # words of another work in the same file
                        continue
                    except QuoteError as error:
                        refusal = str(error)
                    else:
                        found[one.file, Span(one.start, one.end)] = one
            if found:
                return list(found.values()), ""
        return [], refusal

    def _ways(self, words: str) -> Iterator[Callable[[str, str, Span], Iterator[Span]]]:
        """Yield the ways to look for ``words``, the surest first."""
        yield exact_places
        self._retyped_left -= len(words)
        if len(words) <= LONGEST_RETYPED and self._retyped_left >= 0:
            yield same_but_for_signs

    def _only(self, found: Sequence[Quote], words: str, one: IncomingQuote) -> Quote:
        """Return the one of several places that is meant.

        Raises:
            QuoteError: none or several can be.
        """
        fitting = [each for each in found if self._fits_around(each, one)]
        whole = [each for each in fitting if not _cuts_a_word(each)]
        own = [each for each in whole if each.repeats is None]
        for unique in (fitting, whole, own):  # a pull quote stands beside what it repeats
            if len(unique) == 1:
                return unique[0]
        if len(found) > 1:
            several = _("these words stand {n} times there, and nothing tells which is meant")
            raise QuoteError(several.format(n=len(found)))
        if not _is_long(words, ENOUGH_LETTERS, ENOUGH_WORDS):
            raise QuoteError(_("these few words stand there, but between other words"))
        return found[0]

    def _fits_around(self, found: Quote, one: IncomingQuote) -> bool:
        """Say whether the words that the file gives before and after these are there."""
        text = self._corpus.text_of(found.work)
        before, after = (" ".join(clean_text(side).split()) for side in (one.before, one.after))
        # twice the length leaves room for spaces and signs of another kind
        here_before = text[max(found.start - 2 * len(before) - 8, 0) : found.start]
        here_after = text[found.end : found.end + 2 * len(after) + 8]
        return typed(here_before).endswith(typed(before)) and typed(here_after).startswith(
            typed(after)
        )


def _is_long(words: str, letters: int, number: int) -> bool:
    return len(words) >= letters and len(words.split()) >= number


def _stands_between(text: str, span: Span, one: IncomingQuote) -> bool:
    """Say whether exactly the context given stands around ``span``; none given is any."""
    before, after = clean_text(one.before), clean_text(one.after)
    return text.endswith(before, 0, span.start) and text.startswith(after, span.end)


def _cuts_a_word(one: Quote) -> bool:
    before, after = one.prefix[-1:], one.suffix[:1]
    return (before.isalnum() and one.words[0].isalnum()) or (
        after.isalnum() and one.words[-1].isalnum()
    )


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _address(url: str) -> str:
    """Return host and path of an address: what is the same however it was typed or found."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.") if parts.scheme else ""
    return f"{host}{unquote(parts.path).rstrip('/')}" if host else url
