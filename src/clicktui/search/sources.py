"""What an index is made of: the sources of a corpus, and where each one stands in its segments.

A source is indexed as a whole: where its fingerprint changes all its passages are replaced. In a
segment its passages stand together, in their order, as a *run*; only a segment that is full cuts
a source into runs of several segments. Passages of a segment that are in no run are deleted.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage

BUILT_IN = "built-in"
"""The key of the corpus that ships with clicktui (see ``engine.open_engine``)."""

CONTENTS = "contents.json"

Places = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a corpus.

    ``fingerprint`` changes when its passages do; ``passages`` gives them in their order, and is
    called twice when they are indexed.
    """

    name: str
    fingerprint: str
    passages: Callable[[], Iterable[Passage]]


def sources_of(corpus: Corpus) -> tuple[Source, ...]:
    """Return the files of ``corpus`` as sources, in its order."""

    def source(name: str) -> Source:
        return Source(name, corpus.fingerprints[name], lambda: corpus.passages_in(name))

    return tuple(source(file.name) for file in corpus.files)


@dataclass(frozen=True, slots=True)
class Run:
    """Passages of a source that stand in a segment from ``first`` on.

    ``skipped`` counts those of the source that stand before them in other segments.
    """

    source: str
    fingerprint: str
    first: int
    count: int
    skipped: int = 0


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Which sources an index holds: the runs of each segment, by its name, in their order.

    ``empty`` are the sources without any passage, with their fingerprints.
    """

    segments: Mapping[str, Runs]
    empty: Mapping[str, str]

    def runs(self) -> Iterator[Run]:
        """Yield all runs."""
        for runs in self.segments.values():
            yield from runs

    def fingerprints(self) -> dict[str, str]:
        """Return the fingerprint of each source by its name."""
        return {**self.empty, **{run.source: run.fingerprint for run in self.runs()}}

    def holds(self, sources: Iterable[Source]) -> bool:
        """Say whether these are the sources that ``sources`` are, in any order."""
        return self.fingerprints() == {one.name: one.fingerprint for one in sources}

    def starts(self, order: Sequence[str] | None) -> dict[str, int]:
        """Return by source how many passages stand before it when sources stand in ``order``.

        None: in the order in which they stand in the segments.
        """
        counts: dict[str, int] = {}
        for run in self.runs():
            counts[run.source] = counts.get(run.source, 0) + run.count
        starts, before = {}, 0
        for name in counts if order is None else order:
            starts[name] = before
            before += counts.get(name, 0)
        return starts

    def write(self, folder: Path) -> None:
        """Write it into the index ``folder``."""
        value = {
            "segments": {
                name: [
                    (one.source, one.fingerprint, one.first, one.count, one.skipped) for one in runs
                ]
                for name, runs in self.segments.items()
            },
            "empty": dict(self.empty),
        }
        (folder / CONTENTS).write_text(json.dumps(value), encoding="utf-8")


def read_contents(folder: Path) -> Contents:
    """Return the contents of the index in ``folder``.

    Raises:
        Exception: they are missing, or damaged.
    """
    value: dict[str, Any] = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
    segments = {
        name: tuple(
            Run(source, fingerprint, int(first), int(count), int(skipped))
            for source, fingerprint, first, count, skipped in runs
        )
        for name, runs in value["segments"].items()
    }
    return Contents(segments, dict(value["empty"]))


def places_of(runs: Sequence[Run], starts: Mapping[str, int], size: int) -> Places:
    """Return for each of the ``size`` passages of a segment its place in the corpus, -1: deleted.

    Raises:
        ValueError, IndexError: the runs are not of such a segment.
    """
    firsts = np.array([run.first for run in runs], dtype=np.int64)
    counts = np.array([run.count for run in runs], dtype=np.int64)
    targets = np.array([starts[run.source] + run.skipped for run in runs], dtype=np.int64)
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    places = np.full(size, -1, dtype=np.int32)
    places[np.repeat(firsts, counts) + within] = np.repeat(targets, counts) + within
    return places


def mask_of(runs: Iterable[Run], size: int) -> npt.NDArray[np.bool_]:
    """Return which of the ``size`` passages of a segment are in ``runs``."""
    mask = np.zeros(size, dtype=bool)
    for run in runs:
        mask[run.first : run.first + run.count] = True
    return mask
