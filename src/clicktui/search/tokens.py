"""The words of the texts that are indexed, each text token read once however often it stands.

A *token* is what stands between white space, a *chunk* a run of letters and digits in it (see
``corpus.folding``): « (l’IA, » is one token with two chunks. Most tokens of a text were met before,
so a passage costs little more than being split.
"""

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from clicktui.corpus.folding import CHUNK, words_of_chunk

Ints = npt.NDArray[Any]

_SHORTEST_HALF = 3
_LONGEST_WHOLE = 200
"""Letters of a word that others may make: one of a million would be cut a million times."""

_NO_CHUNK = 0xFFFFFFFF


class _Numbers(dict[str, int]):
    """Strings numbered in the order in which they are first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.met: list[str] = []

    def __missing__(self, key: str) -> int:
        number = self[key] = len(self.met)
        self.met.append(key)
        return number


class Tokens:
    """All distinct tokens that were met, with their words."""

    def __init__(self) -> None:
        self._tokens = _Numbers()
        self._chunks = _Numbers()
        self._forms = _Numbers()
        # of tokens: how many words their parts are, where their chunks start, and whether a chunk
        # begins and ends them
        self._parts = array("I")
        self._chunk_starts = array("I", [0])
        self._chunks_of_tokens = array("I")
        self._first_chunks = array("I")
        self._last_chunks = array("I")
        # of chunks: their words
        self._chunk_parts = array("H")
        self._word_starts = array("I", [0])
        self._word_forms = array("I")
        self._word_begins = array("I")
        self._word_ends = array("I")

    def read(self, text: str) -> tuple[list[int], int]:
        """Return the numbers of the tokens of ``text`` in order, and its length in words."""
        numbers = list(map(self._tokens.__getitem__, text.split()))
        for token in self._tokens.met[len(self._parts) :]:
            self._take(token)
        return numbers, sum(map(self._parts.__getitem__, numbers))

    def _take(self, token: str) -> None:
        found = CHUNK.findall(token)
        numbers = list(map(self._chunks.__getitem__, found))
        for chunk in self._chunks.met[len(self._chunk_parts) :]:
            self._take_chunk(chunk)
        self._chunks_of_tokens.extend(numbers)
        self._chunk_starts.append(len(self._chunks_of_tokens))
        self._parts.append(sum(map(self._chunk_parts.__getitem__, numbers)))
        begins = bool(found) and token.startswith(found[0])
        ends = bool(found) and token.endswith(found[-1])
        self._first_chunks.append(numbers[0] if begins else _NO_CHUNK)
        self._last_chunks.append(numbers[-1] if ends else _NO_CHUNK)

    def _take_chunk(self, chunk: str) -> None:
        words = words_of_chunk(chunk)
        self._chunk_parts.append(sum(not word.joined for word in words))
        for word in words:
            self._word_forms.append(self._forms[word.form])
            self._word_begins.append(word.start)
            self._word_ends.append(word.end)
        self._word_starts.append(len(self._word_forms))

    def finish(self) -> "TokenWords":
        """Return the words of the tokens, numbered in the order of the sorted forms.

        The names of the tokens are let go: nothing can be read any more.
        """
        self._tokens = _Numbers()
        met = self._forms.met
        order = sorted(range(len(met)), key=met.__getitem__)
        rank = np.empty(len(met), dtype=np.int64)
        rank[order] = np.arange(len(met))
        return TokenWords(
            tuple([met[number] for number in order]),
            self._chunks.met,
            _Groups(_array(self._chunk_starts), _array(self._chunks_of_tokens)),
            _Groups(_array(self._word_starts), rank[_array(self._word_forms)]),
            (_array(self._word_begins), _array(self._word_ends)),
            (_array(self._first_chunks), _array(self._last_chunks)),
        )


def _array(values: "array[int]") -> Ints:
    return np.frombuffer(values, dtype=f"u{values.itemsize}").astype(np.int64)


class _Groups:
    """Numbers in groups: group g has ``members[starts[g]:starts[g + 1]]``."""

    def __init__(self, starts: Ints, members: Ints) -> None:
        self.starts = starts
        self.members = members
        self.counts: Ints = np.diff(starts)

    def spread(self, numbers: Ints) -> Ints:
        """Return the members of the groups ``numbers``, one group after the other."""
        counts = self.counts[numbers]
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        shifts = np.repeat(self.starts[numbers] - (ends - counts), counts)
        members: Ints = self.members[np.arange(total) + shifts]
        return members


class TokenWords:
    """The words of every distinct token; ``forms`` are sorted, and words their numbers."""

    def __init__(
        self,
        forms: tuple[str, ...],
        chunks: Sequence[str],
        chunks_of_tokens: _Groups,
        words_of_chunks: _Groups,
        spans: tuple[Ints, Ints],
        edges: tuple[Ints, Ints],
    ) -> None:
        self.forms = forms
        self._chunks = chunks
        self._chunks_of_tokens = chunks_of_tokens
        self._words_of_chunks = words_of_chunks
        self._spans = spans
        starts = np.concatenate(([0], np.cumsum(words_of_chunks.counts[chunks_of_tokens.members])))
        words = words_of_chunks.spread(chunks_of_tokens.members)
        self._words_of_tokens = _Groups(starts[chunks_of_tokens.starts], words)
        is_single = words_of_chunks.counts == 1
        single = np.full(len(chunks) + 1, -1, dtype=np.int64)
        single[:-1][is_single] = words_of_chunks.members[words_of_chunks.starts[:-1][is_single]]
        self._first, self._last = (
            single[np.where(edge == _NO_CHUNK, len(chunks), edge)] for edge in edges
        )

    def count(self, stream: Ints) -> int:
        """Return how many words a stream of tokens has."""
        return int(self._words_of_tokens.counts[stream].sum())

    def spread(self, stream: Ints, passage_of: Ints) -> Ints:
        """Return a (word << 32 | passage) code for every word of the stream of tokens."""
        passages = np.repeat(passage_of, self._words_of_tokens.counts[stream])
        codes: Ints = (self._words_of_tokens.spread(stream) << 32) | passages
        return codes

    def joins(self, stream: Ints, passage_of: Ints) -> Ints:
        """Return codes of the known words that two neighbouring ones make: micro travail."""
        keys, wholes = self._halves()
        if not len(keys) or len(stream) < 2:
            return np.zeros(0, dtype=np.int64)
        size = len(self.forms)
        is_left, is_right = np.zeros(size + 1, dtype=bool), np.zeros(size + 1, dtype=bool)
        is_left[keys // size] = True
        is_right[keys % size] = True
        can_be_left, can_be_right = is_left[self._last], is_right[self._first]
        here = np.flatnonzero(
            can_be_left[stream[:-1]]
            & can_be_right[stream[1:]]
            & (passage_of[:-1] == passage_of[1:])
        )
        pairs = self._last[stream[here]] * size + self._first[stream[here + 1]]
        at = np.minimum(np.searchsorted(keys, pairs), len(keys) - 1)
        known = keys[at] == pairs
        codes: Ints = (wholes[at[known]] << 32) | passage_of[here[known]].astype(np.int64)
        return codes

    def _halves(self) -> tuple[Ints, Ints]:
        """Return rising left * size + right, and whole, of each word that two known words make."""
        size = len(self.forms)
        number = {form: index for index, form in enumerate(self.forms)}
        result = {}
        for whole, form in enumerate(self.forms):
            if len(form) > _LONGEST_WHOLE:
                continue
            for cut in range(_SHORTEST_HALF, len(form) - _SHORTEST_HALF + 1):
                left = number.get(form[:cut])
                if left is not None:
                    right = number.get(form[cut:])
                    if right is not None:
                        result[left * size + right] = whole
        keys = np.array(sorted(result), dtype=np.int64)
        return keys, np.array([result[key] for key in keys.tolist()], dtype=np.int64)

    def spellings(self, stream: Ints) -> tuple[str, ...]:
        """Return for each form the way of writing it that occurs most, the first met of equals."""
        groups, words = self._chunks_of_tokens, self._words_of_chunks
        of_tokens = np.bincount(stream, minlength=len(groups.counts))
        of_chunks = np.bincount(
            groups.members, np.repeat(of_tokens, groups.counts), len(self._chunks)
        )
        chunk_of_word = np.repeat(np.arange(len(self._chunks)), words.counts)
        order = np.lexsort((-of_chunks[chunk_of_word], words.members))
        firsts = order[np.searchsorted(words.members[order], np.arange(len(self.forms)))]
        begins, ends = self._spans
        places = (chunk_of_word[firsts], begins[firsts], ends[firsts])
        return tuple(
            self._chunks[chunk][begin:end]
            for chunk, begin, end in zip(*(one.tolist() for one in places), strict=True)
        )
