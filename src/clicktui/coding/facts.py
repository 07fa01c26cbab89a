"""Where the passages of a corpus stand and what words they have, as arrays by their places.

An index that is open has all of it. Without one the corpus is read through, a file at a time; what
passages say is then read again for every question, as nothing is kept of it. The index knows two
neighbouring words also as the one that they make (``micro travail``); reading knows those that are
hyphenated.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.folding import tokenise
from clicktui.corpus.model import Passage
from clicktui.search.filters import Mask
from clicktui.search.gathering import ROLES, UNKNOWN_YEAR, Facets
from clicktui.search.model import SearchCancelledError
from clicktui.search.progress import Pace, Progress, never, no_progress
from clicktui.search.query import Atom, Phrase, Query
from clicktui.search.whole import WholeIndex, spaced, stands


class Words(Protocol):
    """What says which passages have words."""

    def answering(
        self, asked: Query, among: Mask, progress: Progress, cancelled: Callable[[], bool]
    ) -> Mask:
        """Return which passages ``among`` all have the words of ``asked``: see ``WholeIndex``.

        Raises:
            SearchCancelledError: ``cancelled`` said yes.
        """


@dataclass(frozen=True, slots=True)
class Facts:
    """The facets of all passages, and what says which of them have words."""

    facets: Facets
    words: Words

    def __len__(self) -> int:
        return len(self.facets.roles)


class IndexedWords:
    """Words as an open index knows them; read in the corpus where it cannot be asked any more."""

    def __init__(self, whole: WholeIndex, corpus: Corpus) -> None:
        self._whole = whole
        self._corpus = corpus

    def answering(
        self, asked: Query, among: Mask, progress: Progress, cancelled: Callable[[], bool]
    ) -> Mask:
        """Return which passages ``among`` all have the words of ``asked``."""
        try:
            return among & self._whole.answering(asked, cancelled)
        except SearchCancelledError:
            raise
        except Exception:  # it was closed meanwhile, or is damaged, which the search tells
            return ReadWords(self._corpus).answering(asked, among, progress, cancelled)


class ReadWords:
    """Words read in the corpus, every time anew."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def answering(
        self, asked: Query, among: Mask, progress: Progress, cancelled: Callable[[], bool]
    ) -> Mask:
        """Return which passages ``among`` all have the words of ``asked``."""
        pace, total = Pace(progress, cancelled), len(among)
        found = np.zeros(total, dtype=bool)
        for file in self._corpus.files:
            start, count = self._corpus.starts[file.name], self._corpus.count(file.name)
            pace.reach(start, total)
            if among[start : start + count].any():
                for place, passage in enumerate(self._corpus.passages_in(file.name), start):
                    pace.tick()
                    found[place] = among[place] and has_words(passage.text, asked)
        return found


def has_words(text: str, asked: Query) -> bool:
    """Say whether ``text`` has the words of ``asked``: see ``WholeIndex.answering``."""
    words = spaced(text)
    made = " ".join(word.key for word in tokenise(text) if word.joined)
    with_made = f"{words}{made} " if made else words

    def stand(atom: Atom, *, is_begun: bool) -> bool:
        there = words if isinstance(atom, Phrase) else with_made
        return stands(atom, there, is_begun=is_begun)

    return all(any(stand(atom, is_begun=True) for atom in some) for some in asked.clauses) and not (
        any(stand(atom, is_begun=False) for atom in asked.excluded)
    )


def indexed_facts(whole: WholeIndex, corpus: Corpus) -> Facts:
    """Return the facts of ``corpus``, which is indexed."""
    return Facts(whole.facets, IndexedWords(whole, corpus))


def read_facts(
    corpus: Corpus, progress: Progress = no_progress, cancelled: Callable[[], bool] = never
) -> Facts | None:
    """Return the facts of ``corpus``, read through a file at a time; None: ``cancelled`` said so.

    ``progress`` is told how many passages were read, of how many.
    """
    pace, total = Pace(progress, cancelled), len(corpus)
    try:
        return Facts(facets_of(_told(corpus, pace, total), total), ReadWords(corpus))
    except SearchCancelledError:
        return None


def facets_of(passages: Iterable[Passage], total: int) -> Facets:
    """Return the facets of ``passages``, of which there are ``total``."""
    roles, years = np.zeros(total, dtype=np.uint8), np.zeros(total, dtype=np.int16)
    langs, origins, voices = (np.zeros(total, dtype=np.uint32) for _each in range(3))
    known: tuple[dict[Hashable, int], ...] = ({}, {}, {})
    for place, one in enumerate(passages):
        roles[place] = ROLES.index(one.role)
        years[place] = UNKNOWN_YEAR if one.year is None else one.year
        origin = (one.file, one.work, one.title, one.container)
        values = (one.lang, origin, (one.speakers, one.quoted))
        for numbers, value, there in zip((langs, origins, voices), values, known, strict=True):
            numbers[place] = there.setdefault(value, len(there))
    lang_values, origin_values, voice_values = (tuple(one) for one in known)
    return Facets(
        roles, years, langs, origins, voices,
        lang_values, origin_values, voice_values,  # type: ignore[arg-type]  # as they were put in
    )  # fmt: skip


def _told(corpus: Corpus, pace: Pace, total: int) -> Iterator[Passage]:
    for place, one in enumerate(corpus.passages()):
        pace.reach(place, total)
        yield one
