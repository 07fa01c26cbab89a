"""What an index is made of: the sources of a corpus, and where each one stands in its segments.

A source is indexed as a whole: where its fingerprint changes all its passages are replaced. In a
segment its passages stand together, in their order, as a *run*; only a segment that is full cuts
a source into runs of several segments. Passages of a segment that are in no run are deleted.

The runs that a segment was written with stand beside it and never change; what an index says
itself is which of them are deleted, so that one which follows another writes next to nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from clicktui.corpus.corpus import Corpus
from clicktui.search.model import Source

BUILT_IN = "built-in"
"""The key of the corpus that ships with clicktui (see ``opening.open_engine``)."""

CONTENTS = "contents.json"

Places = npt.NDArray[np.int32]


def sources_of(corpus: Corpus) -> tuple[Source, ...]:
    """Return the files of ``corpus`` as sources, in its order."""

    def source(name: str, fingerprint: str) -> Source:
        return Source(name, fingerprint, lambda: corpus.passages_in(name))

    return tuple(source(*one) for one in corpus.fingerprints.items())


class Run(NamedTuple):
    """Passages of a source that stand in a segment from ``first`` on.

    ``skipped`` counts those of the source that stand before them in other segments.
    """

    source: str
    fingerprint: str
    first: int
    length: int
    skipped: int = 0


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Which sources an index holds: the runs of each segment, by its name, in their order.

    ``empty`` are the sources without any passage, with their fingerprints. ``deleted`` are the runs
    of each segment that are not there any more, by the passage where they began. ``unfinished``
    are the sources of which more passages are still to come.
    """

    segments: Mapping[str, Runs]
    empty: Mapping[str, str]
    deleted: Mapping[str, tuple[int, ...]]
    unfinished: frozenset[str] = frozenset()

    def runs(self) -> Iterator[Run]:
        """Yield all runs."""
        for runs in self.segments.values():
            yield from runs

    def fingerprints(self) -> dict[str, str]:
        """Return the fingerprint of each source by its name, those that are unfinished too."""
        found = dict(self.empty)
        for runs in self.segments.values():
            found.update([run[:2] for run in runs])
        return found

    def held(self) -> dict[str, str]:
        """Return the fingerprint of each source by its name, "" where it is unfinished."""
        return self.fingerprints() | dict.fromkeys(self.unfinished, "")

    def of(self, wanted: Mapping[str, str]) -> "Contents":
        """Return what is here of the sources that have these names and fingerprints.

        What is left out does not count as ``deleted``: the files say nothing of it.
        """
        segments = {
            name: tuple(run for run in runs if wanted.get(run.source) == run.fingerprint)
            for name, runs in self.segments.items()
        }
        empty = {name: one for name, one in self.empty.items() if wanted.get(name) == one}
        unfinished = frozenset(name for name in self.unfinished if name in wanted)
        return Contents(segments, empty, self.deleted, unfinished)

    def starts(self, order: Iterable[str] | None) -> dict[str, int]:
        """Return by source how many passages stand before it when sources stand in ``order``.

        None: in the order in which they stand in the segments.
        """
        counts: dict[str, int] = {}
        for source, _fingerprint, _first, length, _skipped in self.runs():
            counts[source] = counts.get(source, 0) + length
        starts, before = {}, 0
        for name in counts if order is None else order:
            starts[name] = before
            before += counts.get(name, 0)
        return starts

    def write(self, folder: Path) -> None:
        """Write it into the index ``folder``, with the runs of segments that are new there."""
        for name, runs in self.segments.items():
            path = folder / f"{name}.runs.json"
            if not path.exists():
                path.write_text(json.dumps(list(zip(*runs, strict=True))), encoding="utf-8")
        value = {
            "segments": {name: self.deleted.get(name, ()) for name in self.segments},
            "empty": dict(self.empty),
            "unfinished": sorted(self.unfinished),
        }
        (folder / CONTENTS).write_text(json.dumps(value), encoding="utf-8")


def read_contents(folder: Path, known: Contents | None = None) -> Contents:
    """Return the contents of the index in ``folder``; of segments ``known`` before less is read.

    Raises:
        Exception: they are missing, or damaged.
    """
    value: dict[str, Any] = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
    deleted = {name: tuple(map(int, firsts)) for name, firsts in value["segments"].items()}
    segments = {}
    for name, firsts in deleted.items():
        if known is not None and known.deleted.get(name) == firsts:
            segments[name] = known.segments[name]
            continue
        columns = json.loads((folder / f"{name}.runs.json").read_text(encoding="utf-8"))
        runs = map(Run._make, zip(*columns, strict=True))
        gone = set(firsts)
        segments[name] = tuple(run for run in runs if run.first not in gone)
    return Contents(segments, dict(value["empty"]), deleted, frozenset(value["unfinished"]))


def places_of(runs: Sequence[Run], starts: Mapping[str, int], size: int) -> Places:
    """Return for each of the ``size`` passages of a segment its place in the corpus, -1: deleted.

    Raises:
        ValueError, IndexError: the runs are not of such a segment.
    """
    firsts = np.array([run.first for run in runs], dtype=np.int64)
    counts = np.array([run.length for run in runs], dtype=np.int64)
    targets = np.array([starts[run.source] + run.skipped for run in runs], dtype=np.int64)
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    places = np.full(size, -1, dtype=np.int32)
    places[np.repeat(firsts, counts) + within] = np.repeat(targets, counts) + within
    return places


def mask_of(runs: Iterable[Run], size: int) -> npt.NDArray[np.bool_]:
    """Return which of the ``size`` passages of a segment are in ``runs``."""
    mask = np.zeros(size, dtype=bool)
    for run in runs:
        mask[run.first : run.first + run.length] = True
    return mask
