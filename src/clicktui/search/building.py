"""Building an index from passages, and opening it: segments with their derived arrays."""

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from clicktui.corpus.model import Passage
from clicktui.search import store
from clicktui.search.arrays import ArrayReader, ArrayWriter
from clicktui.search.deriving import write_arrays
from clicktui.search.folding import fold_text
from clicktui.search.gathering import Gatherer
from clicktui.search.model import SearchCancelledError
from clicktui.search.segment import Segment

SEGMENT_PASSAGES = 250_000
"""Bounds the memory of a build: some 180 MB of word codes are sorted at once."""

_REPORT_EVERY = 500

Progress = Callable[[int, int], None]
Passages = Callable[[], Iterable[Passage]]


def arrays_folder(folder: Path, segment_name: str) -> Path:
    """Return the folder of the arrays derived from a segment."""
    return folder / f"{segment_name}.arrays"


def build_index(
    folder: Path,
    passages: Passages,
    progress: Progress,
    cancelled: Callable[[], bool],
    segment_passages: int = SEGMENT_PASSAGES,
) -> None:
    """Write an index of ``passages()`` into the empty ``folder``.

    ``passages`` is called twice: to count, so that ``progress(done, total)`` knows its end, and
    to write.

    Raises:
        SearchCancelledError: ``cancelled`` said yes.
        OSError: the folder cannot be written.
    """
    total = sum(1 for _ in passages())
    segments: list[store.WhooshSegment] = []
    with closing(_Batches(folder, segment_passages, segments)) as batches:
        for done, passage in enumerate(passages()):
            if done % _REPORT_EVERY == 0:
                if cancelled():
                    raise SearchCancelledError
                progress(done, total)
            batches.add(passage)
        if cancelled():
            raise SearchCancelledError
        batches.finish()
    store.write_toc(folder, segments)
    progress(total, total)


class _Batches:
    """Passages on their way into segments of bounded size."""

    def __init__(self, folder: Path, most: int, segments: list[store.WhooshSegment]) -> None:
        self._folder = folder
        self._most = most
        self._segments = segments
        self._batch: _Batch | None = None

    def add(self, passage: Passage) -> None:
        if self._batch is None:
            self._batch = _Batch(self._folder)
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

    def __init__(self, folder: Path) -> None:
        self._gatherer = Gatherer()
        self._writer = store.SegmentWriter(folder)
        self._arrays = ArrayWriter(arrays_folder(folder, self._writer.name))
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
        segment, offsets, sizes = self._writer.finish(gathered)
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
    segments = []
    base = 0
    for stored in store.open_segments(folder):
        segment = Segment(stored, ArrayReader(arrays_folder(folder, stored.name)), base)
        segments.append(segment)
        base += len(segment)
    return segments
