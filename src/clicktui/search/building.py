"""Building an index from passages, and opening it: segments with their derived arrays."""

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import numpy as np

from clicktui.corpus.folding import fold_text
from clicktui.corpus.model import Passage
from clicktui.search import store
from clicktui.search.arrays import ArrayReader, ArrayWriter
from clicktui.search.deriving import write_arrays
from clicktui.search.gathering import Gatherer
from clicktui.search.progress import Pace
from clicktui.search.segment import Segment

SEGMENT_PASSAGES = 250_000
"""Bounds the memory of a build: some 180 MB of word codes are sorted at once."""

Passages = Callable[[], Iterable[Passage]]


def arrays_folder(folder: Path, segment_name: str) -> Path:
    """Return the folder of the arrays derived from a segment."""
    return folder / f"{segment_name}.arrays"


def build_index(
    folder: Path,
    passages: Passages,
    pace: Pace,
    segment_passages: int = SEGMENT_PASSAGES,
) -> None:
    """Write an index of ``passages()`` into the empty ``folder``.

    ``passages`` is called twice: to count, so that ``pace`` knows its end, and to write.

    Raises:
        SearchCancelledError: ``pace`` says that the index is not wanted any more.
        OSError: the folder cannot be written.
    """
    total = 0
    for _ in passages():
        total += 1
        pace.reach(0, total)
    pace.pass_to(0, total)
    segments: list[store.WhooshSegment] = []
    with closing(_Batches(folder, segment_passages, segments, pace)) as batches:
        for done, passage in enumerate(passages()):
            pace.reach(done, total)
            batches.add(passage)
        pace.pass_to(total, total)
        batches.finish()
    store.write_toc(folder, segments)
    pace.pass_to(total, total)


class _Batches:
    """Passages on their way into segments of bounded size."""

    def __init__(
        self, folder: Path, most: int, segments: list[store.WhooshSegment], pace: Pace
    ) -> None:
        self._folder = folder
        self._pace = pace
        self._most = most
        self._segments = segments
        self._batch: _Batch | None = None

    def add(self, passage: Passage) -> None:
        if self._batch is None:
            self._batch = _Batch(self._folder, self._pace)
        self._batch.add(passage)
        if len(self._batch) == self._most:
            self.finish()

    def finish(self) -> None:
        if self._batch is not None:
            self._segments.append(self._batch.finish())
            self._batch = None

    def close(self) -> None:
        if self._batch is not None:
            self._batch.close()


class _Batch:
    """The passages of one segment to be."""

    def __init__(self, folder: Path, pace: Pace) -> None:
        self._pace = pace
        self._gatherer = Gatherer()
        self._writer = store.SegmentWriter(folder)
        self._arrays = ArrayWriter(arrays_folder(folder, self._writer.name), pace.tick)
        self._folded = self._arrays.texts("folded")

    def __len__(self) -> int:
        return len(self._gatherer)

    def add(self, passage: Passage) -> None:
        length = self._gatherer.add(passage)
        self._writer.add(len(self._gatherer) - 1, passage, length)
        self._folded.add(fold_text(passage.text))

    def finish(self) -> store.WhooshSegment:
        self._folded.close()
        gathered = self._gatherer.finish()
        self._pace.tick()
        segment, offsets, sizes = self._writer.finish(gathered, self._pace.tick)
        self._arrays.array("posting-offsets", offsets)
        self._arrays.array("posting-sizes", sizes)
        write_arrays(self._arrays, gathered)
        return segment

    def close(self) -> None:
        self._folded.close()
        self._writer.close()


def open_index(folder: Path) -> list[Segment]:
    """Open a trusted index (see ``indexfolder``).

    Raises:
        Exception: anything, when the index is damaged.
    """
    stored_segments = store.open_segments(folder)
    try:
        readers = [ArrayReader(arrays_folder(folder, stored.name)) for stored in stored_segments]
        lengths = [reader.array("lengths") for reader in readers]
        words = sum(int(of_segment.sum(dtype=np.int64)) for of_segment in lengths)
        mean = words / max(1, sum(map(len, lengths)))
        return [
            Segment(stored, reader, mean)
            for stored, reader in zip(stored_segments, readers, strict=True)
        ]
    except BaseException:
        for stored in stored_segments:
            stored.close()
        raise
