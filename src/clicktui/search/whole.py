"""An open index as one, by the places of passages in the corpus: where they stand, what they hold.

It reads only what lies in mapped files, so that another thread than the search's may ask it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from clicktui.corpus.corpus import Corpus
from clicktui.search.filters import Mask
from clicktui.search.gathering import Facets
from clicktui.search.model import SearchCancelledError
from clicktui.search.progress import never
from clicktui.search.query import Atom, Phrase, Query, terms_of
from clicktui.search.segment import Segment
from clicktui.search.tokens import Ints

_POLL_EVERY = 64


class WholeIndex:
    """The segments of an index together; every array has a value for each passage, by its place."""

    def __init__(self, segments: Sequence[Segment], sources: Mapping[str, str]) -> None:
        """Hold ``segments``; ``sources`` are the fingerprints of their sources, in their order."""
        self._sources = sources
        self._segments = tuple(segments)
        self._size = sum(len(segment.ids) for segment in segments)

    def __len__(self) -> int:
        return self._size

    def is_of(self, corpus: Corpus) -> bool:
        """Say whether all passages of ``corpus`` are here, and no others."""
        if len(self) != len(corpus) or len(self._sources) != len(corpus.fingerprints):
            return False
        pairs = zip(self._sources.items(), corpus.fingerprints.items(), strict=True)
        return all(one == other for one, other in pairs)

    @cached_property
    def facets(self) -> Facets:
        """Where each passage stands; of the lists of values several may be the same."""
        parts = [segment.facets for segment in self._segments]
        langs = tuple(value for part in parts for value in part.lang_values)
        origins = tuple(value for part in parts for value in part.origin_values)
        voices = tuple(value for part in parts for value in part.voice_values)
        return Facets(
            roles=self._together([part.roles for part in parts], np.uint8),
            years=self._together([part.years for part in parts], np.int16),
            langs=self._numbered([(part.langs, len(part.lang_values)) for part in parts]),
            origins=self._numbered([(part.origins, len(part.origin_values)) for part in parts]),
            voices=self._numbered([(part.voices, len(part.voice_values)) for part in parts]),
            lang_values=langs,
            origin_values=origins,
            voice_values=voices,
        )

    def _numbered(self, parts: Sequence[tuple[Ints, int]]) -> Ints:
        """Return numbers into the values of all segments one after the other."""
        before, moved = 0, []
        for numbers, count in parts:
            moved.append(numbers.astype(np.uint32) + np.uint32(before))
            before += count
        return self._together(moved, np.uint32)

    def _together(self, parts: Sequence[Ints], kind: Any) -> Ints:  # noqa: ANN401  a dtype
        whole = np.zeros(self._size, dtype=kind)
        for segment, values in zip(self._segments, parts, strict=True):
            whole[segment.places[segment.ids]] = values[segment.ids]
        return whole

    def answering(self, asked: Query, cancelled: Callable[[], bool] = never) -> Mask:
        """Return which passages have the words of ``asked``; its filters are not looked at.

        A word is there where one begins so; in a phrase, only the last that is being typed. What
        is left out is left out as a whole word.

        Raises:
            SearchCancelledError: ``cancelled`` said yes.
            Exception: the index turns out to be damaged.
        """
        whole = np.zeros(self._size, dtype=bool)
        for segment in self._segments:
            here = np.ones(len(segment), dtype=bool)
            for clause in asked.clauses:
                either = np.zeros(len(segment), dtype=bool)
                for atom in clause:
                    either |= _holding(segment, atom, cancelled, is_begun=True)
                here &= either
            for atom in asked.excluded:
                here &= ~_holding(segment, atom, cancelled, is_begun=False)
            whole[segment.places[segment.ids]] = here[segment.ids]
        return whole


def _holding(
    segment: Segment, atom: Atom, cancelled: Callable[[], bool], *, is_begun: bool
) -> Mask:
    if not isinstance(atom, Phrase):
        return segment.holding(atom.key, cancelled, is_begun=is_begun)
    here = np.ones(len(segment), dtype=bool)
    is_open = atom.open and is_begun
    for at, term in enumerate(atom.terms, 1):
        is_last = at == len(atom.terms)
        here &= segment.holding(term.key, cancelled, is_begun=is_open and is_last)
    for count, number in enumerate(np.flatnonzero(here).tolist()):
        if count % _POLL_EVERY == 0 and cancelled():
            raise SearchCancelledError
        here[number] = stands(atom, spaced(segment.folded_text(number)), is_begun=is_begun)
    return here


def spaced(text: str) -> str:
    """Return the words of ``text`` folded, a space before and after each."""
    return f" {' '.join(term.key for term in terms_of(text))} "


def stands(atom: Atom, words: str, *, is_begun: bool = True) -> bool:
    """Say whether ``words`` (``spaced``) have the atom; ``is_begun``: or a word that begins so."""
    if isinstance(atom, Phrase):
        asked = " ".join(term.key for term in atom.terms)
        return f" {asked}" in words if atom.open and is_begun else f" {asked} " in words
    return f" {atom.key}" in words if is_begun else f" {atom.key} " in words
