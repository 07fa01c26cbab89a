"""What one set of cues finds in all passages of a corpus, as arrays that fill source by source."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt

from clicktui.coding.judgements import Judgements
from clicktui.corpus.corpus import Corpus
from clicktui.microtasks.model import Band, Judged

SILENT, NONE, POSSIBLE, CLEAR, PARTLY = range(5)
"""What the arrays hold of a passage: nothing is said, one of the bands, or something is said of
some of its words that comes to nothing for all of it."""

Bands = npt.NDArray[np.uint8]
Truths = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float32]

OF_BAND = {Band.NONE: SILENT, Band.POSSIBLE: POSSIBLE, Band.CLEAR: CLEAR}
BAND_OF = {value: band for band, value in OF_BAND.items()}

_BELOW_ONE = 0.99
"""What scores are multiplied by, to stay below 1: bands come first."""


@dataclass(frozen=True, slots=True)
class SourceFindings:
    """What was found in one source: a line a code, a column a passage.

    ``key`` says of which source, and of which words of it (see ``source_key``).
    """

    key: bytes
    bands: Bands
    scores: Scores


@dataclass(frozen=True, slots=True)
class Found:
    """What is found of all passages at one moment, in the order of the corpus.

    ``bands`` and ``scores`` (0 to below 1) are by code; where ``judged`` says no they are 0, and
    mean nothing.
    """

    judgements: Judgements
    corpus: Corpus
    bands: Mapping[str, Bands]
    scores: Mapping[str, Scores]
    judged: Truths


def source_key(name: str, fingerprint: str) -> bytes:
    """Return 16 bytes that say which source is meant, as its ``fingerprint`` has it."""
    return hashlib.blake2b(f"{name}\0{fingerprint}".encode(), digest_size=16).digest()


def judged_column(judged: Judged, codes: tuple[str, ...]) -> tuple[list[int], list[float]]:
    """Return the bands and the scores of ``codes``, as the arrays hold them."""
    codings = [judged.codings[code] for code in codes]
    return (
        [OF_BAND[one.band] for one in codings],
        [one.score * _BELOW_ONE for one in codings],
    )


def source_findings(
    corpus: Corpus, name: str, judgements: Judgements, looked: Callable[[int], None]
) -> SourceFindings:
    """Return what is found in the source ``name``, judged here and now.

    ``looked`` is told after each passage how many of the source are judged; what it raises ends it.

    Raises:
        SourceTextError: its text is not what it was when the corpus was opened.
    """
    codes, count = judgements.classifier.codes, corpus.count(name)
    bands = np.zeros((len(codes), count), dtype=np.uint8)
    scores = np.zeros((len(codes), count), dtype=np.float32)
    for number, passage in enumerate(corpus.passages_in(name)):
        bands[:, number], scores[:, number] = judged_column(judgements.of(passage), codes)
        looked(number + 1)
    return SourceFindings(source_key(name, corpus.fingerprints[name]), bands, scores)


class Findings:
    """What the cues find in the passages of ``corpus``, as far as it is known; from any thread."""

    def __init__(self, corpus: Corpus, judgements: Judgements) -> None:
        self.corpus = corpus
        self.judgements = judgements
        self.codes = judgements.classifier.codes
        self.total = len(corpus)
        self.done = 0
        self._turn = Lock()
        shape = (len(self.codes), self.total)
        self._bands: Bands = np.zeros(shape, dtype=np.uint8)
        self._scores: Scores = np.zeros(shape, dtype=np.float32)
        self._judged: Truths = np.zeros(self.total, dtype=bool)
        self._left = {
            source_key(file.name, corpus.fingerprints[file.name]): file.name
            for file in corpus.files
            if corpus.count(file.name)
        }
        self._taken: set[bytes] = set()
        self._found: Found | None = None

    @property
    def is_complete(self) -> bool:
        """Whether all passages are judged."""
        return self.done == self.total

    def taken(self) -> set[bytes]:
        """Return the keys of the sources that are judged."""
        with self._turn:
            return set(self._taken)

    def left(self) -> dict[bytes, str]:
        """Return the sources that are not judged, by their keys, in the order of the corpus."""
        with self._turn:
            return dict(self._left)

    def take(self, one: SourceFindings) -> bool:
        """Take in what was found in a source; False where it is none of those that are left."""
        with self._turn:
            name = self._left.get(one.key)
            if name is None or one.bands.shape != (len(self.codes), self.corpus.count(name)):
                return False
            del self._left[one.key]
            self._taken.add(one.key)
            first = self.corpus.starts[name]
            there = slice(first, first + one.bands.shape[1])
            self._bands[:, there] = one.bands
            self._scores[:, there] = one.scores
            self._judged[there] = True
            self.done += one.bands.shape[1]
            self._found = None
            return True

    def found(self) -> Found:
        """Return what is known now; it never changes, and is the same while nothing new comes."""
        with self._turn:
            if self._found is None:
                is_final = self.is_complete
                bands = self._bands if is_final else self._bands.copy()
                scores = self._scores if is_final else self._scores.copy()
                self._found = Found(
                    self.judgements,
                    self.corpus,
                    dict(zip(self.codes, bands, strict=True)),
                    dict(zip(self.codes, scores, strict=True)),
                    self._judged if is_final else self._judged.copy(),
                )
            return self._found
