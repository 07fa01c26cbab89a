"""How a quote on a board stands in the corpus as it is now."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from clicktui.board.anchoring import Anchor, anchored, is_borne_out, quote_at
from clicktui.board.model import CitedWork, PinnedQuote
from clicktui.board.resembling import similarity
from clicktui.corpus.carrying import carried_over, dropped
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Quote, Span


class Standing(StrEnum):
    """What became of a quote."""

    SAME = "same"  # the same words at the same place, said by the same
    MOVED = "moved"  # the same words at another place of their work
    CHANGED = "changed"  # other words, or other facts: who says them, what they are, in which work
    VANISHED = "vanished"
    KEPT = "kept"  # it changed, and the user chose to keep what she had


UNSETTLED = frozenset({Standing.MOVED, Standing.CHANGED, Standing.VANISHED})
"""What waits for the user's decision."""


class Difference(StrEnum):
    """What differs between a quote as it was pinned and as it was found."""

    WORDS = "words"
    WORK = "work"  # the work's id, or its file
    OTHER_WORK = "other-work"  # another work, though the one that was quoted is still there
    PLACE = "place"  # the offsets alone: nothing of it is cited
    PARAGRAPH = "paragraph"
    SPEAKER = "speaker"  # who says the words, or whose words they quote
    ROLE = "role"
    REPETITION = "repetition"  # whether a pull quote alters what it repeats
    AMBIGUOUS = "ambiguous"  # the words stand more than once: it may be another place


@dataclass(frozen=True, slots=True)
class Stand:
    """How a quote stands in a corpus.

    ``found`` is the quote as it is now, None when it vanished. ``similarity`` (0 to 1) is that of
    its words to those pinned, 1 for the same. ``digest`` (16 hex digits) is that of what was found,
    to know again against what the user chose to keep her words. ``differences`` are in the order
    of their definition.
    """

    standing: Standing
    found: Quote | None
    similarity: float
    digest: str
    differences: tuple[Difference, ...] = ()


_GONE = "gone"


def stand_of(pinned: PinnedQuote, corpus: Corpus) -> Stand:
    """Return how ``pinned`` stands in ``corpus``; never raises.

    Where its words stand at their place, they are there (prefix and suffix may differ). Else
    they are looked for (see ``anchoring``).
    """
    was = pinned.quote
    anchor = _in_place(was, corpus) or anchored(was, pinned.cited.title, corpus)
    if anchor is None:
        digest = _digest(None)
        standing = Standing.KEPT if pinned.kept_against == digest else Standing.VANISHED
        return Stand(standing, None, 0.0, digest)
    differences = tuple(_differences(was, anchor.found, corpus))
    if anchor.is_ambiguous:
        differences += (Difference.AMBIGUOUS,)
    digest = _digest(anchor.found)
    standing = _standing(differences)
    if standing is not Standing.SAME and pinned.kept_against == digest:
        standing = Standing.KEPT
    return Stand(standing, anchor.found, anchor.similarity, digest, differences)


def settled(pinned: PinnedQuote, stand: Stand, cited: CitedWork) -> PinnedQuote:
    """Return ``pinned`` with the words and place that were found, in the work ``cited``.

    Alterations of words that did not change are carried over. What vanished stays as it was.
    """
    if stand.found is None:
        return pinned
    alterations = carried_over(pinned.quote.words, stand.found.words, pinned.alterations)
    return replace(pinned, quote=stand.found, cited=cited, alterations=alterations, kept_against="")


def lost_alterations(pinned: PinnedQuote, settled: PinnedQuote) -> int:
    """Return how many alterations of ``pinned`` its ``settled`` words could not take over."""
    return len(dropped(pinned.quote.words, settled.quote.words, pinned.alterations))


def kept(pinned: PinnedQuote, stand: Stand) -> PinnedQuote:
    """Return ``pinned`` with the words that it had, not to be asked about ``stand`` again."""
    return replace(pinned, kept_against=stand.digest)


def _in_place(was: Quote, corpus: Corpus) -> Anchor | None:
    """Return the quote at the old offsets, if the words that stand there are the same."""
    found = quote_at(corpus, was.work, Span(was.start, was.end))
    if found is None or corpus.text_of(was.work)[was.start : was.end] != was.words:
        return None
    is_in_context = (found.prefix, found.suffix) == (was.prefix, was.suffix)
    if is_in_context or is_borne_out(was, corpus.text_of(was.work), Span(was.start, was.end)):
        return Anchor(found, similarity(was.words, found.words))
    return None


def _differences(was: Quote, found: Quote, corpus: Corpus) -> Iterator[Difference]:
    if was.words != found.words:
        yield Difference.WORDS
    if was.work != found.work and any(work.id == was.work for work in corpus.works):
        yield Difference.OTHER_WORK
    elif (was.work, was.file) != (found.work, found.file):
        yield Difference.WORK
    if (was.start, was.end) != (found.start, found.end):
        yield Difference.PLACE
    if (was.paragraphs, was.locator) != (found.paragraphs, found.locator):
        yield Difference.PARAGRAPH
    if _said_by(was) != _said_by(found):
        yield Difference.SPEAKER
    if was.role is not found.role:
        yield Difference.ROLE
    if was.is_altered is not found.is_altered:
        yield Difference.REPETITION


def _said_by(quote: Quote) -> tuple[object, ...]:
    return quote.speakers, quote.speaker_inferred, quote.quoted_in_work, quote.partly_quoted


_PLACE_ALONE = frozenset(
    {Difference.WORK, Difference.PLACE, Difference.PARAGRAPH, Difference.AMBIGUOUS}
)


def _standing(differences: Iterable[Difference]) -> Standing:
    there = set(differences)
    if not there:
        return Standing.SAME
    return Standing.MOVED if there <= _PLACE_ALONE else Standing.CHANGED


def _digest(found: Quote | None) -> str:
    """Return a BLAKE2b digest (16 hex digits) of all that a citation takes from ``found``.

    Where it stands in the file is left out: text inserted above changes nothing of it.
    """
    said: list[object] = [_GONE]
    if found is not None:
        said = [found.work, found.words, found.paragraphs, found.role, found.is_altered]
        said += _said_by(found)
        if found.locator is not None:
            said += [found.locator.kind, found.locator.value]
    text = json.dumps(said, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
