"""One segment opened: its words, who holds them, where its passages stand, the passages."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from copy import copy

import numpy as np

from clicktui.corpus.model import Passage, Role
from clicktui.search.arrays import Array, ArrayReader
from clicktui.search.caching import WeighedCache
from clicktui.search.filters import Mask, mask_of_roles
from clicktui.search.gathering import Facets
from clicktui.search.impacts import (
    DENSE_FROM,
    Dense,
    Impact,
    Scores,
    Scratch,
    Sparse,
    norms_of,
    saturated,
)
from clicktui.search.model import SearchCancelledError
from clicktui.search.sources import Places
from clicktui.search.store import StoredSegment
from clicktui.search.vocabulary import Vocabulary

_COMMON_BYTES = 8 * 1024 * 1024
_COMMON_BYTES_PER_PASSAGE = 32
_HELD_BYTES = 1024 * 1024
"""Of postings: enough for the words of one keystroke, which are asked for more than once."""
_PASSAGES = 4096

Weighted = tuple[int, float]
"""A word of a vocabulary, and what it is worth (0 to 1)."""


class Segment:
    """A segment; its passages are numbered from 0, deleted ones included, which nothing finds.

    ``mean_length`` is of the passages of the whole index, in words, so that a passage scores the
    same however the index is cut into segments. ``places`` are those of its passages among all of
    the corpus, -1 where they are deleted; ``living`` says which are not, None: none is deleted.
    """

    def __init__(
        self, stored: StoredSegment, reader: ArrayReader, mean_length: float, places: Places
    ) -> None:
        self.stored = stored
        self.reader = reader
        self._offsets = reader.array("posting-offsets")
        self._sizes = reader.array("posting-sizes")
        self._form_starts = reader.array("key.forms.starts")
        self._forms = reader.array("key.forms")
        self.keys = Vocabulary(reader, "key")
        self._form_vocabulary: Vocabulary | None = None
        self._spellings: tuple[str, ...] | None = None
        self.facets = _read_facets(reader)
        self._key_starts = reader.array("key.postings.starts")
        self._key_ids = reader.parts("key.postings.ids")
        self._key_frequencies = reader.parts("key.postings.frequencies")
        self._scratch = Scratch(len(places))
        self._passages: WeighedCache[int, Passage] = WeighedCache(_PASSAGES)
        self._folded = reader.texts("folded")
        self._role_masks: dict[frozenset[Role], Mask] = {}
        self._all_in: dict[frozenset[Role], bool] = {}
        self._stand(mean_length, places)

    def _stand(self, mean_length: float, places: Places) -> None:
        self.places = places
        self._mean_length = mean_length
        living: Mask = places >= 0
        self.living = None if bool(living.all()) else living
        self.ids = np.arange(len(places)) if self.living is None else np.flatnonzero(living)
        self._known_facets: Facets | None = None
        self._norms = norms_of(self.reader.array("lengths"), mean_length)
        self._common: WeighedCache[tuple[str, int], Array] = WeighedCache(
            _COMMON_BYTES + _COMMON_BYTES_PER_PASSAGE * len(places), lambda row: row.nbytes + 200
        )

        self._held: WeighedCache[tuple[str, int], tuple[Array, Array]] = WeighedCache(
            _HELD_BYTES, lambda held: held[0].nbytes + held[1].nbytes + 500
        )

    def at(self, mean_length: float, places: Places) -> "Segment":
        """Return this segment as it stands in another index; what was read of it is shared."""
        if mean_length == self._mean_length and np.array_equal(places, self.places):
            return self
        other = copy(self)
        other._stand(mean_length, places)
        return other

    def __len__(self) -> int:
        return len(self._norms)

    @property
    def known_facets(self) -> Facets:
        """The facets of the passages that are not deleted; their numbers do not count here."""
        if self.living is None:
            return self.facets
        if self._known_facets is None:
            self._known_facets = self.facets.where(self.living)
        return self._known_facets

    @property
    def forms(self) -> Vocabulary:
        """The vocabulary in which accents count; read when first asked for."""
        if self._form_vocabulary is None:
            self._form_vocabulary = Vocabulary(self.reader, "form")
        return self._form_vocabulary

    def vocabulary(self, accents: bool) -> Vocabulary:
        """Return the vocabulary in which accents count, or not."""
        return self.forms if accents else self.keys

    def ids_of(self, vocabulary: Vocabulary, word: int) -> Array:
        """Return the passages of a word of ``vocabulary``, in rising order."""
        return self._holders(vocabulary, word)[0].astype(np.int64)

    def _holders(self, vocabulary: Vocabulary, word: int) -> tuple[Array, Array]:
        """Return the passages of a word that are not deleted, and how often they hold it."""
        known = self._held.get((vocabulary.name, word))
        return known or self._held.put((vocabulary.name, word), self._read(vocabulary, word))

    def _read(self, vocabulary: Vocabulary, word: int) -> tuple[Array, Array]:
        if vocabulary.name == "key":
            part = slice(int(self._key_starts[word]), int(self._key_starts[word + 1]))
            ids, frequencies = self._key_ids[part], self._key_frequencies[part]
        else:
            at = int(self._offsets[word]), int(self._sizes[word])
            ids, frequencies = self.stored.postings(*at)
        if self.living is not None:
            living = self.living[ids]
            ids, frequencies = ids[living], frequencies[living]
        return ids, frequencies

    def _frequencies(self, vocabulary: Vocabulary, word: int) -> Array | None:
        """Return how often each passage holds a common word; None where it is none."""
        if int(vocabulary.frequencies[word]) <= len(self) * DENSE_FROM:
            return None
        cached = self._common.get((vocabulary.name, word))
        if cached is not None:
            return cached
        ids, frequencies = self._holders(vocabulary, word)
        row = np.zeros(len(self), dtype=frequencies.dtype)
        row[ids] = frequencies
        return self._common.put((vocabulary.name, word), row)

    def holding(self, key: str, cancelled: Callable[[], bool], *, is_begun: bool) -> Mask:
        """Return which passages hold the word ``key``; ``is_begun``: or one that begins so.

        It keeps nothing, and deleted passages may be among them.

        Raises:
            SearchCancelledError: ``cancelled`` said yes.
        """
        mask = np.zeros(len(self), dtype=bool)
        words = self.keys.words
        first = bisect_left(words, key)
        end = bisect_left(words, key + "\U0010ffff", lo=first) if is_begun else first + 1
        if not is_begun and words[first : first + 1] != (key,):
            return mask
        for word in range(first, end):
            if cancelled():
                raise SearchCancelledError
            mask[
                self._key_ids[slice(int(self._key_starts[word]), int(self._key_starts[word + 1]))]
            ] = True
        return mask

    def impact_of(self, ids: Array, frequencies: Array) -> Sparse:
        """Return the impact of passages that hold something as often as ``frequencies`` say."""
        return Sparse(ids, saturated(frequencies, self._norms[ids]))

    def combined(
        self,
        vocabulary: Vocabulary,
        words: Iterable[Weighted],
        others: Iterable[tuple[Impact, float]] = (),
    ) -> Impact:
        """Return the best of several weighted words and other impacts at every passage."""
        best = self._scratch.take()
        rare = self._raise_to_common(best, None, vocabulary, words)
        self._raise_to_rare(best, vocabulary, rare)
        for impact, weight in others:
            impact.raise_to(best, weight)
        is_found = best > 0
        if np.count_nonzero(is_found) > len(self) * DENSE_FROM:
            return Dense(best)
        ids = np.flatnonzero(is_found)
        scores = best.take(ids)
        best[ids] = 0
        self._scratch.put(best)
        return Sparse(ids, scores)

    def held(
        self,
        vocabulary: Vocabulary,
        words: Iterable[Weighted],
        others: Iterable[tuple[Impact, float]] = (),
    ) -> Mask:
        """Return in which passages one of these is."""
        rare = []
        common: Array | None = None
        for word, _ in words:
            frequencies = self._frequencies(vocabulary, word)
            if frequencies is None:
                rare.append(self._holders(vocabulary, word)[0])
            else:
                common = frequencies if common is None else np.maximum(common, frequencies)
        held: Mask = np.zeros(len(self), dtype=bool) if common is None else common > 0
        if rare:
            held[np.concatenate(rare)] = True
        for impact, _ in others:
            impact.mark(held)
        return held

    def best_at(
        self,
        among: Mask,
        ids: Array,
        vocabulary: Vocabulary,
        words: Iterable[Weighted],
        others: Iterable[tuple[Impact, float]] = (),
    ) -> Scores:
        """Return the same for the passages ``among`` all, ``ids``, one value each."""
        best = np.zeros(len(ids), dtype=np.float32)
        rare = self._raise_to_common(best, ids, vocabulary, words)
        row = self._scratch.take()
        cleaned: list[Array] = [self._raise_to_rare(row, vocabulary, rare, among)]
        for impact, weight in others:
            impact.raise_to(row, weight)
            cleaned.append(impact.found()[0])
        np.maximum(best, row.take(ids), out=best)
        for written in cleaned:
            row[written] = 0
        self._scratch.put(row)
        return best

    def values_at(self, ids: Array, impact: Impact) -> Scores:
        """Return what ``impact`` adds to the passages ``ids``, one value each."""
        if isinstance(impact, Dense):
            return impact.scores.take(ids)
        row = self._scratch.take()
        row[impact.ids] = impact.scores
        values: Scores = row.take(ids)
        row[impact.ids] = 0
        self._scratch.put(row)
        return values

    def _raise_to_common(
        self, best: Scores, ids: Array | None, vocabulary: Vocabulary, words: Iterable[Weighted]
    ) -> list[Weighted]:
        """Raise ``best``, at the passages ``ids`` (None: all), to the common ones of ``words``;
        return the others.
        """
        rare = []
        highest: dict[float, Array] = {}
        for word, weight in words:
            frequencies = self._frequencies(vocabulary, word)
            if frequencies is None:
                rare.append((word, weight))
                continue
            here = frequencies if ids is None else frequencies.take(ids)
            known = highest.get(weight)
            highest[weight] = here if known is None else np.maximum(known, here)
        for weight, frequencies in highest.items():  # the more often the better, at equal weights
            norms = self._norms if ids is None else self._norms.take(ids)
            scores = saturated(frequencies, norms)
            scores *= np.float32(weight)
            np.maximum(best, scores, out=best)
        return rare

    def _raise_to_rare(
        self,
        best: Scores,
        vocabulary: Vocabulary,
        words: Sequence[Weighted],
        among: Mask | None = None,
    ) -> Array:
        """Raise ``best`` to words that are not common, in the passages ``among`` all; return
        these passages, in no order.
        """
        if not words:
            return np.zeros(0, dtype=np.int64)
        held = [self._holders(vocabulary, word) for word, _ in words]
        ids = np.concatenate([ids for ids, _ in held], dtype=np.int64)
        frequencies = np.concatenate([frequencies for _, frequencies in held])
        weights = np.repeat(
            np.array([weight for _, weight in words], dtype=np.float32),
            [len(ids) for ids, _ in held],
        )
        if among is not None:
            kept = np.flatnonzero(among.take(ids))
            ids, frequencies, weights = ids.take(kept), frequencies.take(kept), weights.take(kept)
        np.maximum.at(best, ids, saturated(frequencies, self._norms.take(ids)) * weights)
        return ids

    def spelling(self, vocabulary: Vocabulary, word: int) -> str:
        """Return how the texts write a word of ``vocabulary`` most often."""
        if self._spellings is None:
            self._spellings = self.reader.strings("spellings")
        spellings = self._spellings
        if vocabulary.name == "form":
            return spellings[word]
        forms = self._forms[self._form_starts[word] : self._form_starts[word + 1]].tolist()
        best: int = max(forms, key=lambda form: int(self.forms.frequencies[form]))
        return spellings[best]

    def passage(self, number: int) -> Passage:
        """Return passage ``number`` of this segment."""
        cached = self._passages.get(number)
        return cached or self._passages.put(number, self.stored.passage(number))

    def folded_text(self, number: int) -> str:
        """Return the folded text of passage ``number``."""
        return self._folded[number]

    def in_roles(self, roles: frozenset[Role]) -> Mask:
        """Return which passages have one of ``roles``."""
        mask = self._role_masks.get(roles)
        if mask is None:
            mask = self._role_masks[roles] = mask_of_roles(self.facets, roles)
        return mask

    def is_all_in(self, roles: frozenset[Role]) -> bool:
        """Say whether all passages have one of ``roles``."""
        known = self._all_in.get(roles)
        if known is None:
            known = self._all_in[roles] = bool(self.in_roles(roles).all())
        return known

    def close(self) -> None:
        """Release the files."""
        self.stored.close()


def _read_facets(reader: ArrayReader) -> Facets:
    values = reader.json("facets")
    return Facets(
        reader.array("roles"),
        reader.array("years"),
        reader.array("langs"),
        reader.array("origins"),
        reader.array("voices"),
        tuple(values["langs"]),
        tuple(tuple(origin) for origin in values["origins"]),
        tuple((tuple(speakers), tuple(quoted)) for speakers, quoted in values["voices"]),
    )
