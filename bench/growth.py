"""Text grown from real text, for when real text is not enough.

An order-2 chain: each word follows the two before it as somewhere in the real text, which keeps
the words' frequencies (Zipf). A chain alone never makes a new word, so the vocabulary would stop
growing; real vocabularies keep growing as V = K n^beta (Heaps' law). So beta is fitted to the
real text, and rare words are replaced by coined ones at the pace that it asks for; a coined word
comes back with a probability proportional to its uses so far (Simon's process, which is itself
Zipfian). Coined words are grown letter by letter from the rare words of the language (order 3).
"""

import hashlib
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from bench.texts import Found
from bench.words import LETTERS

_BATCH = 2048  # chains that grow side by side, so that numpy does the walking
_LEAP = 0.03  # how often a chain forgets one of its two words, against copying long runs
_RARE = 2  # uses of a word in the real text up to which a coined one may stand in for it

_Words = npt.NDArray[np.int64]


def heaps(words: Sequence[str]) -> tuple[float, float]:
    """Return K and beta of Heaps' law V = K n^beta, from the vocabulary at a half and at the end.

    Source: H. S. Heaps, Information Retrieval (1978), 7.5; two points suffice for a straight line
    in log-log.
    """
    half = len(words) // 2
    if half < 2:
        return 1.0, 0.5
    at_half = len(set(words[:half]))
    at_end = len(set(words))
    beta = math.log(at_end / at_half) / math.log(len(words) / half)
    return at_end / len(words) ** beta, beta


class _Coiner:
    """Coins words letter by letter, each letter following the three before it."""

    def __init__(self, models: Sequence[str], taken: set[str], chance: random.Random) -> None:
        self._chance = chance
        self._taken = taken
        self._next: defaultdict[str, list[str]] = defaultdict(list)
        for word in models:
            framed = f"^^^{word}$"
            for i in range(3, len(framed)):
                self._next[framed[i - 3 : i]].append(framed[i])

    def coin(self) -> str:
        """Return a word of 4 to 16 letters that was not there before."""
        while True:
            word = "^^^"
            while not word.endswith("$") and len(word) < 20:
                word += self._chance.choice(self._next[word[-3:]])
            word = word[3:].removesuffix("$")
            if len(word) < 4:
                continue
            if word in self._taken:
                word += self._chance.choice("aeiou") + self._chance.choice("lmnrst")
            if word not in self._taken:
                self._taken.add(word)
                return word


class _Successors:
    """For every place of a text, the places that follow what stands there."""

    def __init__(self, keys: _Words, first: int) -> None:
        """Index the places from ``first`` on by what stands there, ``keys``."""
        last = len(keys) - 1  # nothing follows it
        order = np.argsort(keys[first:last], kind="stable")
        self._places = order + first
        ordered = keys[self._places]
        self._low = np.searchsorted(ordered, keys, "left")
        self._count = np.searchsorted(ordered, keys, "right") - self._low

    def after(self, places: _Words, drawn: npt.NDArray[np.float64]) -> _Words:
        """Return a place after the same thing as at each of ``places``, chosen by ``drawn`` (0-1).

        What stands only at the end of the text is followed by its beginning.
        """
        count = self._count[places]
        chosen = self._low[places] + (drawn * count).astype(np.int64)
        following = self._places[np.minimum(chosen, len(self._places) - 1)] + 1
        return np.where(count > 0, following, 1)


class Grower:
    """Grows passages of one language from real passages of it; the same for the same seed."""

    def __init__(self, real: Sequence[Found], seed: int) -> None:
        """Learn from ``real``, which holds at least three words.

        Raises:
            ValueError: it does not.
        """
        self._lang = real[0].lang if real else ""
        self._lengths = [len(passage.text.split()) for passage in real]
        tokens = [token for passage in real for token in passage.text.split()]
        if len(tokens) < 3:
            raise ValueError("growing text needs real text of at least three words")
        self._chance = random.Random(seed)
        self._numpy = np.random.default_rng(seed)
        self._vocabulary, ids = np.unique(np.array(tokens, dtype=object), return_inverse=True)
        self._ids: _Words = ids.astype(np.int64)
        self._size = len(self._vocabulary)
        pairs = self._ids.copy()
        pairs[1:] += self._ids[:-1] * self._size
        self._by_pair = _Successors(pairs, first=1)
        self._by_word = _Successors(self._ids, first=0)
        self._prepare_coining(tokens)

    def _prepare_coining(self, tokens: Sequence[str]) -> None:
        cores = [found.group().lower() for t in tokens if (found := LETTERS.search(t))]
        counts = Counter(cores)
        self._k, self._beta = heaps(cores)
        self._words_so_far = len(cores)
        self._known = len(counts)
        rare = sorted(word for word, n in counts.items() if n <= _RARE and len(word) > 3)
        self._coiner = _Coiner(rare or sorted(counts), set(counts), self._chance)
        replaceable = set(rare)
        self._replaceable = np.array(
            [
                (found := LETTERS.search(token)) is not None
                and found.group().lower() in replaceable
                for token in self._vocabulary
            ]
        )
        self._uses: list[str] = []

    def passages(self, count: int) -> Iterator[Found]:
        """Yield ``count`` grown passages as long as the real ones are."""
        while count > 0:
            batch = min(count, _BATCH)
            lengths = self._chance.choices(self._lengths, k=batch)
            for row, length in zip(self._walk(batch, max(lengths)), lengths, strict=True):
                yield Found("grown", self._lang, self._spell(row[:length]))
            count -= batch

    def _walk(self, chains: int, steps: int) -> _Words:
        """Return ``steps`` word ids for each of ``chains`` chains.

        A chain is always somewhere in the real text, at a word; its next place follows another
        standing of the same two words there, or of the same one word where it leaps.
        """
        walk = np.empty((chains, steps), dtype=np.int64)
        place = self._numpy.integers(1, len(self._ids) - 1, chains)
        for step in range(steps):
            walk[:, step] = self._ids[place]
            leap = self._numpy.random(chains) < _LEAP
            drawn = self._numpy.random(chains)
            place = np.where(
                leap, self._by_word.after(place, drawn), self._by_pair.after(place, drawn)
            )
        return walk

    def _spell(self, row: _Words) -> str:
        """Return the row as text, rare words giving way to coined ones at the pace of Heaps."""
        self._words_so_far += len(row)
        words: list[str] = list(self._vocabulary[row])
        for place in np.flatnonzero(self._replaceable[row]):
            if self._known < self._k * self._words_so_far**self._beta:
                coined = self._coiner.coin()
                self._known += 1
            elif self._uses and self._chance.random() < 0.5:
                coined = self._chance.choice(self._uses)
            else:
                continue
            self._uses.append(coined)
            words[place] = LETTERS.sub(coined, words[place], count=1)
        return " ".join(words)


def grow(real: Sequence[Found], count: int, seed: int) -> list[Found]:
    """Return ``count`` grown passages, the languages shared out as in ``real``.

    Raises:
        ValueError: ``real`` holds too little text to learn from.
    """
    by_language: defaultdict[str, list[Found]] = defaultdict(list)
    for passage in real:
        by_language[passage.lang].append(passage)
    grown: list[Found] = []
    languages = sorted(by_language)
    for place, language in enumerate(languages):
        share = count * len(by_language[language]) // len(real)
        if place == len(languages) - 1:
            share = count - len(grown)
        if share:
            grown += Grower(by_language[language], seed + place).passages(share)
    return sorted(grown, key=lambda passage: hashlib.blake2b(passage.text.encode()).digest())
