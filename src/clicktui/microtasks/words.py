"""A passage as the words that patterns are compared with, each with its place in the passage."""

import re
from dataclasses import dataclass
from functools import lru_cache

from clicktui.corpus.folding import CHUNK, words_of_chunk
from clicktui.corpus.model import Span
from clicktui.corpus.sentences import sentence_spans

NO_BREAK, PAUSE, STOP = 0, 1, 2
"""What lies before a word: nothing that parts, a comma or dash or bracket, the end of a clause."""

LONGEST_SENTENCE = 300
"""Words: a longer one (a list, a text without stops) counts as several."""

_PAUSE = re.compile(r"[,()\[\]—–/|]|\s-\s")
_STOP = re.compile(r"[.;:!?…•]")


@lru_cache(maxsize=65536)
def _parts(chunk: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (word.start, word.end, _key(chunk[word.start : word.end], word.key))
        for word in words_of_chunk(chunk)
        if not word.joined
    )


def _key(written: str, key: str) -> str:
    """Return the key, in capitals where the word is: AI, but not A."""
    return key.upper() if len(written) > 1 and written.isupper() else key


@lru_cache(maxsize=4096)
def _break_of(between: str) -> int:
    if _STOP.search(between):
        return STOP
    return PAUSE if _PAUSE.search(between) else NO_BREAK


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a passage, in order, as lists of the same length.

    ``keys`` are folded, but for the case of words in capitals; ``starts`` and ``ends`` count code
    points of the passage; ``breaks`` say what lies
    before a word; ``sentences`` count the sentences from 0.
    """

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]
    breaks: list[int]
    sentences: list[int]

    def span(self, first: int, end: int) -> Span:
        """Return the words from ``first`` to before ``end`` as a span of the passage."""
        return Span(self.starts[first], self.ends[end - 1])


def words_of(text: str, lang: str) -> Words:
    """Return the words of the passage ``text``, which is in ``lang``."""
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[int] = []
    sentences: list[int] = []
    stops = [span.end for span in sentence_spans(text, lang)]
    sentence = at_stop = began = last = 0
    for match in CHUNK.finditer(text):
        base = match.start()
        if at_stop < len(stops) and base >= stops[at_stop]:
            at_stop += 1
            sentence += 1
            began = len(keys)
        elif len(keys) - began >= LONGEST_SENTENCE:
            sentence += 1
            began = len(keys)
        between = text[last:base]
        before = NO_BREAK if between in (" ", "’", "'") else _break_of(between)
        for start, end, key in _parts(match.group()):
            keys.append(key)
            starts.append(base + start)
            ends.append(base + end)
            breaks.append(before)
            sentences.append(sentence)
            before = NO_BREAK
        last = match.end()
    return Words(text, keys, starts, ends, breaks, sentences)
