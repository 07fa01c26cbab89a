"""Building an index from passages, and opening it: segments with their derived arrays."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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
from clicktui.search.sources import Contents, Run, Runs, Source, places_of, read_contents

SEGMENT_PASSAGES = 250_000
"""Bounds the memory of a build: some 180 MB of word codes are sorted at once."""


def arrays_folder(folder: Path, segment_name: str) -> Path:
    """Return the folder of the arrays derived from a segment."""
    return folder / f"{segment_name}.arrays"


def living_folder(folder: Path, segment_name: str) -> Path:
    """Return the folder of the arrays of a segment some of whose passages are deleted."""
    return folder / f"{segment_name}.living"


@dataclass(frozen=True, slots=True)
class Piece:
    """Passages to be written: those of a source, or the part of it after the first ``skipped``.

    ``count`` says how many they are, None where they have to be counted.
    """

    source: str
    fingerprint: str
    passages: Callable[[], Iterable[Passage]]
    count: int | None = None
    skipped: int = 0


def piece_of(source: Source) -> Piece:
    """Return all passages of ``source``."""
    return Piece(source.name, source.fingerprint, source.passages)


def build_index(
    folder: Path,
    sources: Iterable[Source],
    pace: Pace,
    segment_passages: int = SEGMENT_PASSAGES,
) -> None:
    """Write an index of ``sources`` into the empty ``folder``.

    Raises:
        SearchCancelledError: ``pace`` says that the index is not wanted any more.
        OSError: the folder cannot be written.
    """
    written = write_pieces(folder, list(map(piece_of, sources)), pace, segment_passages)
    store.write_toc(folder, written.segments)
    written.contents().write(folder)


class Written:
    """Segments that were written, and what is in each."""

    def __init__(self) -> None:
        self.segments: list[store.WhooshSegment] = []
        self.runs: dict[str, Runs] = {}
        self.empty: dict[str, str] = {}

    def contents(self) -> Contents:
        """Return what they hold together."""
        return Contents(self.runs, self.empty)


def write_pieces(
    folder: Path, pieces: Sequence[Piece], pace: Pace, segment_passages: int
) -> Written:
    """Write segments of at most ``segment_passages`` passages into ``folder``.

    Raises:
        SearchCancelledError: ``pace`` says that they are not wanted any more.
        OSError: the folder cannot be written.
    """
    total = 0
    for piece in pieces:
        for _ in piece.passages() if piece.count is None else ():
            total += 1
            pace.reach(0, total)
        total += piece.count or 0
    pace.pass_to(0, total)
    written = Written()
    batch: _Batch | None = None
    done = 0
    try:
        for piece in pieces:
            skipped, is_empty = piece.skipped, True
            for passage in piece.passages():
                pace.reach(done, total)
                if batch is None:
                    batch = _Batch(folder, pace)
                if is_empty or not len(batch):
                    batch.begin(piece, skipped)
                batch.add(passage)
                done, skipped, is_empty = done + 1, skipped + 1, False
                if len(batch) == segment_passages:
                    batch.finish(written)
                    batch = None
            if is_empty:
                written.empty[piece.source] = piece.fingerprint
        pace.pass_to(total, total)
        if batch is not None:
            batch.finish(written)
            batch = None
    finally:
        if batch is not None:
            batch.close()
    pace.pass_to(total, total)
    return written


class _Batch:
    """The passages of one segment to be."""

    def __init__(self, folder: Path, pace: Pace) -> None:
        self._pace = pace
        self._gatherer = Gatherer()
        self._writer = store.SegmentWriter(folder)
        self._arrays = ArrayWriter(arrays_folder(folder, self._writer.name), pace.tick)
        self._folded = self._arrays.texts("folded")
        self._begun: list[tuple[Piece, int, int]] = []

    def __len__(self) -> int:
        return len(self._gatherer)

    def begin(self, piece: Piece, skipped: int) -> None:
        """Say that the next passages are of ``piece``, with so many of its source before them."""
        self._begun.append((piece, skipped, len(self)))

    def add(self, passage: Passage) -> None:
        self._writer.add(len(self._gatherer), passage)
        self._gatherer.add(passage)
        self._folded.add(fold_text(passage.text))

    def finish(self, written: Written) -> None:
        self._folded.close()
        gathered = self._gatherer.finish()
        self._pace.tick()
        segment, offsets, sizes = self._writer.finish(gathered, self._pace.tick)
        self._arrays.array("posting-offsets", offsets)
        self._arrays.array("posting-sizes", sizes)
        write_arrays(self._arrays, gathered)
        written.segments.append(segment)
        ends = [first for _piece, _skipped, first in self._begun[1:]] + [len(self)]
        written.runs[self._writer.name] = tuple(
            Run(piece.source, piece.fingerprint, first, end - first, skipped)
            for (piece, skipped, first), end in zip(self._begun, ends, strict=True)
        )

    def close(self) -> None:
        self._folded.close()
        self._writer.close()


def open_index(
    folder: Path, order: Sequence[str] | None = None, contents: Contents | None = None
) -> list[Segment]:
    """Open a trusted index (see ``indexfolder``), whose sources the corpus has in ``order``.

    ``contents`` are its contents where they are read already.

    Raises:
        Exception: anything, when the index is damaged.
    """
    contents = contents or read_contents(folder)
    starts = contents.starts(order)
    stored_segments = store.open_segments(folder)
    try:
        readers = [array_reader(folder, stored.name) for stored in stored_segments]
        lengths = [reader.array("lengths") for reader in readers]
        places = [
            places_of(contents.segments[stored.name], starts, len(of_segment))
            for stored, of_segment in zip(stored_segments, lengths, strict=True)
        ]
        living = [of_segment[at >= 0] for at, of_segment in zip(places, lengths, strict=True)]
        words = sum(int(of_segment.sum(dtype=np.int64)) for of_segment in living)
        mean = words / max(1, sum(map(len, living)))
        return [
            Segment(stored, reader, mean, at)
            for stored, reader, at in zip(stored_segments, readers, places, strict=True)
        ]
    except BaseException:
        for stored in stored_segments:
            stored.close()
        raise


def array_reader(folder: Path, segment_name: str) -> ArrayReader:
    """Return what reads the arrays of a segment, as they are without its deleted passages.

    Raises:
        OSError: they cannot be read.
    """
    living = living_folder(folder, segment_name)
    return ArrayReader(arrays_folder(folder, segment_name), living if living.is_dir() else None)
