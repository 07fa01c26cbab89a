"""One segment opened: its words, who holds them, where its passages stand, the passages.

What a word adds to a passage's score, bar the word's rarity, is worked out once when its postings
are decoded (its *impact*): BM25's f (k1 + 1) / (f + k1 (1 - b + b length / mean)), Robertson and
Zaragoza, "The Probabilistic Relevance Framework", 2009.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clicktui.corpus.model import Passage, Role
from clicktui.search.arrays import Array, ArrayReader
from clicktui.search.caching import WeighedCache
from clicktui.search.filters import Mask, mask_of_roles
from clicktui.search.gathering import Facets
from clicktui.search.model import SearchCancelledError
from clicktui.search.sources import Places
from clicktui.search.store import StoredSegment
from clicktui.search.vocabulary import Vocabulary

K1 = 0.4
"""Low, since a passage is a paragraph: to hold all words matters more than to repeat one."""

B = 0.75

_IMPACT_BYTES = 64 * 1024 * 1024
_PASSAGES = 4096
_DENSE_FROM = 1 / 8

Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Impact:
    """A word's passages in rising order and what it adds to each, rarity left out.

    ``dense`` has the same for every passage of the segment, where the word is in many.
    """

    ids: Array
    scores: Scores
    dense: Scores | None

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        dense = 0 if self.dense is None else self.dense.nbytes
        return self.ids.nbytes + self.scores.nbytes + dense + 200

    def raise_to(self, best: Scores, weight: float) -> None:
        """Raise ``best``, one value for each passage of the segment, to ``weight`` times this."""
        worth = np.float32(weight)
        if self.dense is not None:
            np.maximum(best, self.dense * worth, out=best)
        else:
            best[self.ids] = np.maximum(best[self.ids], self.scores * worth)

    def add_to(self, total: Scores, weight: float) -> None:
        """Add ``weight`` times this to ``total``, one value for each passage of the segment."""
        worth = np.float32(weight)
        if self.dense is not None:
            total += self.dense * worth
        else:
            total[self.ids] += self.scores * worth


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
        self._spellings: list[str] | None = None
        self.facets = _read_facets(reader)
        self._passages: WeighedCache[int, Passage] = WeighedCache(_PASSAGES)
        self._folded = reader.texts("folded")
        self._role_masks: dict[frozenset[Role], Mask] = {}
        self._stand(mean_length, places)

    def _stand(self, mean_length: float, places: Places) -> None:
        self.places = places
        self._mean_length = mean_length
        living: Mask = places >= 0
        self.living = None if bool(living.all()) else living
        self.ids = np.arange(len(places)) if self.living is None else np.flatnonzero(living)
        self._known_facets: Facets | None = None
        lengths = self.reader.array("lengths").astype(np.float32)
        norms = K1 * (1 - B + B * lengths / max(mean_length, 1.0))
        self._length_norms = norms.astype(np.float32)
        self._impacts: WeighedCache[tuple[str, int], Impact] = WeighedCache(
            _IMPACT_BYTES, lambda impact: impact.bytes
        )

    def at(self, mean_length: float, places: Places) -> "Segment":
        """Return this segment as it stands in another index; what was read of it is shared."""
        if mean_length == self._mean_length and np.array_equal(places, self.places):
            return self
        other = copy(self)
        other._stand(mean_length, places)
        return other

    def __len__(self) -> int:
        return len(self._length_norms)

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

    def impact(self, vocabulary: Vocabulary, word: int) -> Impact:
        """Return the passages of a word of ``vocabulary``."""
        cached = self._impacts.get((vocabulary.name, word))
        if cached is not None:
            return cached
        forms = [word]
        if vocabulary.name == "key":
            forms = self._forms[self._form_starts[word] : self._form_starts[word + 1]].tolist()
        return self._impacts.put((vocabulary.name, word), self._decode(forms))

    def _decode(self, forms: list[int]) -> Impact:
        postings = [
            self.stored.postings(int(self._offsets[form]), int(self._sizes[form])) for form in forms
        ]
        ids, frequencies = postings[0]
        if len(postings) > 1:
            together = np.zeros(len(self), dtype=np.float32)
            for ids, frequencies in postings:
                together[ids] += frequencies
            ids = np.flatnonzero(together > 0)
            frequencies = together[ids]
        if self.living is not None:
            living = self.living[ids]
            ids, frequencies = ids[living], frequencies[living]
        return self.impact_of(ids, frequencies)

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
        if not is_begun and words[first : first + 1] != [key]:
            return mask
        forms = self._forms[self._form_starts[first] : self._form_starts[end]]
        for form in forms.tolist():
            if cancelled():
                raise SearchCancelledError
            ids, _counts = self.stored.postings(int(self._offsets[form]), int(self._sizes[form]))
            mask[ids] = True
        return mask

    def impact_of(self, ids: Array, frequencies: Array) -> Impact:
        """Return the impact of passages that hold something as often as ``frequencies`` say."""
        raw = frequencies * (K1 + 1) / (frequencies + self._length_norms[ids])
        return self._impact(ids, raw.astype(np.float32))

    def combined(self, weighted: Sequence[tuple[Impact, float]]) -> Impact:
        """Return the best of several weighted impacts at every passage."""
        best = np.zeros(len(self), dtype=np.float32)
        for impact, weight in weighted:
            impact.raise_to(best, weight)
        ids = np.flatnonzero(best > 0)
        return self._impact(ids, best[ids])

    def _impact(self, ids: Array, scores: Scores) -> Impact:
        dense = None
        if len(ids) > len(self) * _DENSE_FROM:
            dense = np.zeros(len(self), dtype=np.float32)
            dense[ids] = scores
        return Impact(ids, scores, dense)

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
