"""Passages like this one, in any of the languages: the nearest of the corpus by cosine.

All vectors are compared: some 30 ms for ten thousand passages, three seconds for a million.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage, Span
from clicktui.microtasks.semantics.encoding import Array
from clicktui.microtasks.semantics.vectors import Reach, Vectors, nowhere


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A passage and how near it is: the cosine, 1 for the same words."""

    passage: Passage
    cosine: float


class Neighbourhood:
    """The passages of a corpus as they lie by meaning; several threads may ask."""

    def __init__(self, corpus: Corpus, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Take ``passages`` in; those without a vector yet are nobody's neighbours."""
        self._vectors = vectors
        rows = vectors.rows(passage.text for passage in passages)
        self._passages = [one for one, row in zip(passages, rows, strict=True) if row >= 0]
        self._rows = rows[rows >= 0]
        self._said = lru_cache(maxsize=4096)(lambda one: tuple(_said(corpus, one)))

    def __len__(self) -> int:
        return len(self._passages)

    def like(
        self,
        passage: Passage,
        most: int = 12,
        langs: Collection[str] = (),
        reach: Reach = nowhere,
    ) -> tuple[Neighbour, ...]:
        """Return the passages nearest to ``passage``, the nearest first.

        Left out are those that share words with it where they stand, a pull quote of its
        sentences (or they of which it is one), and others with the same words as one before.

        Args:
            passage: its vector has to be among the vectors.
            most: how many are returned.
            langs: only passages in these languages; all where it is empty.
            reach: called with the vectors compared and all; what it raises ends the work.

        Raises:
            SemanticsError: the passage has no vector yet.
        """
        return self.near(self._vectors.of([passage.text])[0], most, langs, passage, reach)

    def near(
        self,
        vector: Array,
        most: int = 12,
        langs: Collection[str] = (),
        passage: Passage | None = None,
        reach: Reach = nowhere,
    ) -> tuple[Neighbour, ...]:
        """Return the passages nearest to ``vector`` as ``like`` does, leaving out ``passage``."""
        if not self._passages or most < 1:
            return ()
        cosines = self._vectors.cosines(vector, reach)[self._rows]
        told = list(self._said(passage)) if passage is not None else []
        rows = set() if passage is None else set(self._vectors.rows([passage.text]).tolist())
        found: list[Neighbour] = []
        for place in np.argsort(-cosines, kind="stable"):
            one, row = self._passages[place], int(self._rows[place])
            if (langs and one.lang not in langs) or row in rows:
                continue
            said = self._said(one)
            if _share(said, told):
                continue
            rows.add(row)
            told += said
            found.append(Neighbour(one, float(cosines[place])))
            if len(found) == most:
                break
        return tuple(found)


_Said = tuple[str, Span]


def _said(corpus: Corpus, passage: Passage) -> Iterator[_Said]:
    """Yield where the words of ``passage`` stand: its own place, and that of what it repeats."""
    span = Span(passage.start, passage.end)
    yield passage.file, span
    for paragraph in corpus.paragraphs_touching(passage.work, span):
        if paragraph.repeats is not None:
            yield passage.file, paragraph.repeats.sentence


def _share(some: Sequence[_Said], others: Sequence[_Said]) -> bool:
    return any(
        file == other_file and span.overlaps(other)
        for file, span in some
        for other_file, other in others
    )
