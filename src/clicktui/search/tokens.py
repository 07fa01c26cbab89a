"""The words of the texts that are indexed, each token read once however often it stands.

A *token* is what stands between white space; its *pieces* are runs of letters and digits (the
chunks of ``corpus.folding``) and what stands between these: « (l’IA, » is one token of five pieces.
Most tokens of a text were met before, so that a passage costs little more than being split.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from clicktui.corpus.folding import CHUNK, words_of_chunk

Ints = npt.NDArray[Any]

_SHORTEST_HALF = 3
_LONGEST_WHOLE = 200
"""Letters of a word that others may make: one of a million would be cut a million times."""

_PIECE = re.compile(rf"\n|{CHUNK.pattern}|[^\w\s]+|_+")
_TOKENS_AT_ONCE = 1 << 16


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
    """All distinct tokens that were met."""

    def __init__(self) -> None:
        self._numbers = _Numbers()

    def read(self, text: str) -> Iterable[int]:
        """Yield the numbers of the tokens of ``text`` in order."""
        return map(self._numbers.__getitem__, text.split())

    def finish(self) -> "TokenWords":
        """Return the words of the tokens, which are let go: nothing can be read any more."""
        tokens, self._numbers = self._numbers.met, _Numbers()
        pieces = _Numbers()
        end = pieces["\n"]
        found = [np.zeros(0, dtype=np.uint32)]
        for begin in range(0, len(tokens), _TOKENS_AT_ONCE):
            text = "\n".join(tokens[begin : begin + _TOKENS_AT_ONCE])
            numbers = map(pieces.__getitem__, _PIECE.findall(f"{text}\n"))
            found.append(np.fromiter(numbers, dtype=np.uint32))
        stream = np.concatenate(found)
        ends = np.flatnonzero(stream == end)
        starts = np.concatenate(([0], ends - np.arange(len(ends))))
        return TokenWords(pieces.met, _Groups(starts, stream[stream != end]))


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
    """The words of every distinct token; ``forms`` are sorted, and words their numbers.

    ``pieces`` are all distinct ones, ``of_tokens`` has those of each token, which are one or more.
    """

    def __init__(self, pieces: Sequence[str], of_tokens: _Groups) -> None:
        self._pieces = pieces
        self._of_tokens = of_tokens
        words = [words_of_chunk(piece) if CHUNK.match(piece) else () for piece in pieces]
        self.forms = tuple(sorted({word.form for group in words for word in group}))
        self._number = number = {form: index for index, form in enumerate(self.forms)}
        starts = np.concatenate(([0], np.cumsum([len(group) for group in words])))
        members = np.array([number[w.form] for g in words for w in g], dtype=np.int64)
        self._words = _Groups(starts, members)
        self._begins = np.array([w.start for g in words for w in g], dtype=np.uint32)
        self._ends = np.array([w.end for g in words for w in g], dtype=np.uint32)
        parts = np.array([sum(not w.joined for w in group) for group in words], dtype=np.int64)
        before = np.concatenate(([0], np.cumsum(parts[of_tokens.members])))
        self._parts = np.diff(before[of_tokens.starts]).astype(np.uint32)
        before = np.concatenate(([0], np.cumsum(self._words.counts[of_tokens.members])))
        self._words_of_tokens = _Groups(
            before[of_tokens.starts], self._words.spread(of_tokens.members)
        )

    def lengths(self, stream: Ints, ends: Ints) -> Ints:
        """Return how many words the passages have whose tokens end at ``ends`` of the stream."""
        before = np.zeros(len(stream) + 1, dtype=np.uint32)
        np.cumsum(self._parts[stream], out=before[1:])
        return np.diff(before[ends], prepend=np.uint32(0))

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
        is_single = self._words.counts == 1
        single = np.full(len(self._pieces), -1, dtype=np.int64)
        single[is_single] = self._words.members[self._words.starts[:-1][is_single]]
        first = single[self._of_tokens.members[self._of_tokens.starts[:-1]]]
        last = single[self._of_tokens.members[self._of_tokens.starts[1:] - 1]]
        is_left, is_right = np.zeros(size + 1, dtype=bool), np.zeros(size + 1, dtype=bool)
        is_left[keys // size] = True
        is_right[keys % size] = True
        can_be_left, can_be_right = is_left[last], is_right[first]
        here = np.flatnonzero(
            can_be_left[stream[:-1]]
            & can_be_right[stream[1:]]
            & (passage_of[:-1] == passage_of[1:])
        )
        pairs = last[stream[here]] * size + first[stream[here + 1]]
        at = np.minimum(np.searchsorted(keys, pairs), len(keys) - 1)
        known = keys[at] == pairs
        codes: Ints = (wholes[at[known]] << 32) | passage_of[here[known]].astype(np.int64)
        return codes

    def _halves(self) -> tuple[Ints, Ints]:
        """Return rising left * size + right, and whole, of each word that two known words make."""
        size = len(self.forms)
        number = self._number
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
        words, pieces = self._words, self._of_tokens
        of_tokens = np.bincount(stream, minlength=len(pieces.counts))
        of_pieces = np.bincount(
            pieces.members, np.repeat(of_tokens, pieces.counts), len(self._pieces)
        )
        piece_of_word = np.repeat(np.arange(len(self._pieces)), words.counts)
        order = np.lexsort((-of_pieces[piece_of_word], words.members))
        firsts = order[np.searchsorted(words.members[order], np.arange(len(self.forms)))]
        places = (piece_of_word[firsts], self._begins[firsts], self._ends[firsts])
        return tuple(
            self._pieces[piece][begin:end]
            for piece, begin, end in zip(*(one.tolist() for one in places), strict=True)
        )
