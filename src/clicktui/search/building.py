"""Building an index from passages, and opening it: segments with their derived arrays."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from clicktui.corpus.folding import fold_text
from clicktui.corpus.model import Passage
from clicktui.search import store
from clicktui.search.arrays import ArrayReader, ArrayWriter
from clicktui.search.deriving import write_arrays
from clicktui.search.gathering import Gatherer
from clicktui.search.model import Source
from clicktui.search.progress import Pace
from clicktui.search.segment import Segment
from clicktui.search.sources import Contents, Run, Runs, places_of, read_contents

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

    ``is_new`` says that they come from the source, and not out of a segment written before.
    """

    source: str
    fingerprint: str
    passages: Callable[[], Iterable[Passage]]
    skipped: int = 0
    is_new: bool = True


def piece_of(source: Source, skipped: int = 0) -> Piece:
    """Return the passages of ``source``, after the first ``skipped``."""

    def rest() -> Iterable[Passage]:
        return islice(source.passages(), skipped, None)

    return Piece(source.name, source.fingerprint, rest if skipped else source.passages, skipped)


class Tally:
    """Counts the passages that are written, of so many that are to be; tells ``pace``."""

    def __init__(self, pace: Pace, total: int = 0) -> None:
        self.pace = pace
        self.done = 0
        self.total = total

    def one_to_do(self) -> None:
        """Count one more that is to be written."""
        self.total += 1
        self.pace.reach(self.done, self.total)

    def one_done(self) -> None:
        """Count one more that is written."""
        self.done += 1
        self.pace.reach(self.done, self.total)

    def tell(self) -> None:
        """Say at once where it is: a new phase begins."""
        if self.total:
            self.pace.pass_to(self.done, self.total)
        else:  # nobody is told that there is nothing to do
            self.pace.tick()


def build_index(
    folder: Path,
    sources: Sequence[Source],
    pace: Pace,
    segment_passages: int = SEGMENT_PASSAGES,
) -> None:
    """Write an index of ``sources`` into the empty ``folder``.

    Raises:
        SearchCancelledError: ``pace`` says that the index is not wanted any more.
        OSError: the folder cannot be written.
    """
    tally = Tally(pace)
    for source in sources:
        for _ in source.passages():
            tally.one_to_do()
    tally.tell()
    written = write_pieces(folder, list(map(piece_of, sources)), tally, segment_passages)
    store.write_toc(folder, written.segments)
    written.contents().write(folder)


class Written:
    """Segments that were written, and what is in each; ``unfinished`` sources were cut off."""

    def __init__(self) -> None:
        self.segments: list[store.WhooshSegment] = []
        self.runs: dict[str, Runs] = {}
        self.empty: dict[str, str] = {}
        self.unfinished: set[str] = set()

    def contents(self) -> Contents:
        """Return what they hold together."""
        return Contents(self.runs, self.empty, {}, frozenset(self.unfinished))


def write_pieces(
    folder: Path,
    pieces: Iterable[Piece],
    tally: Tally,
    segment_passages: int,
    most_new: int | None = None,
    *,
    counts_all: bool = False,
) -> Written:
    """Write segments of at most ``segment_passages`` passages into ``folder``.

    Of new passages the first ``most_new`` are written, None: all. ``tally`` counts these, or all
    passages, which ``counts_all`` says.

    Raises:
        SearchCancelledError: ``tally`` says that they are not wanted any more.
        OSError: the folder cannot be written.
    """
    writing = _Writing(folder, tally, segment_passages)
    left = most_new
    try:
        for piece in pieces:
            if piece.is_new and left == 0 and piece.skipped:
                writing.written.unfinished.add(piece.source)
            if piece.is_new and left == 0:
                continue
            room = left if piece.is_new else None
            count = writing.write(piece, room, piece.is_new or counts_all)
            if left is not None and piece.is_new:
                left -= count
        writing.finish()
    finally:
        writing.close()
    tally.tell()
    return writing.written


@dataclass(frozen=True, slots=True)
class OpenBefore:
    """The segments, by name, and the contents of an index that is open and goes on so."""

    segments: Mapping[str, Segment]
    contents: Contents

    def unchanged(self, contents: Contents) -> dict[str, Segment]:
        """Return the segments in which by ``contents`` the same passages are deleted."""
        now, then = contents.deleted, self.contents.deleted
        return {name: one for name, one in self.segments.items() if now.get(name) == then.get(name)}


class _Writing:
    """Segments on their way."""

    def __init__(self, folder: Path, tally: Tally, segment_passages: int) -> None:
        self.written = Written()
        self._folder = folder
        self._tally = tally
        self._most = segment_passages
        self._batch: _Batch | None = None

    def write(self, piece: Piece, most: int | None, is_counted: bool) -> int:
        """Write the passages of ``piece``, at most so many; return their number."""
        count = 0
        for passage in piece.passages():
            if count == most:
                self.written.unfinished.add(piece.source)
                return count
            if self._batch is None:
                self._batch = _Batch(self._folder, self._tally.pace)
            if not count or not len(self._batch):
                self._batch.begin(piece, piece.skipped + count)
            self._batch.add(passage)
            count += 1
            if is_counted:
                self._tally.one_done()
            else:
                self._tally.pace.tick()
            if len(self._batch) == self._most:
                self.finish()
        if not count and not piece.skipped:
            self.written.empty[piece.source] = piece.fingerprint
        return count

    def finish(self) -> None:
        """Finish the segment that is being written, if one is."""
        if self._batch is not None:
            self._tally.tell()
            self._batch.finish(self.written)
            self._batch = None

    def close(self) -> None:
        """Close what is not finished."""
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
        self._begun: list[tuple[Piece, int, int]] = []

    def __len__(self) -> int:
        return len(self._gatherer)

    def begin(self, piece: Piece, skipped: int) -> None:
        """Say that the next passages are of ``piece``, with so many of its source before them."""
        self._begun.append((piece, skipped, len(self)))

    def add(self, passage: Passage) -> None:
        length = self._gatherer.add(passage)
        self._writer.add(len(self._gatherer) - 1, passage, length)
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
    folder: Path,
    order: Iterable[str] | None = None,
    contents: Contents | None = None,
    before: OpenBefore | None = None,
) -> list[Segment]:
    """Open a trusted index (see ``indexfolder``), whose sources the corpus has in ``order``.

    ``contents`` are its contents where they are read already. Segments that were open ``before``
    are taken over with what was read of them: they share their files.

    Raises:
        Exception: anything, when the index is damaged.
    """
    contents = contents or read_contents(folder)
    starts = contents.starts(order)
    known = {} if before is None else before.segments
    there = {name: one.stored for name, one in known.items()}
    stored_segments = store.open_segments(folder, there)
    try:
        same = {} if before is None else before.unchanged(contents)
        readers = [
            same[stored.name].reader if stored.name in same else array_reader(folder, stored.name)
            for stored in stored_segments
        ]
        lengths = [reader.array("lengths") for reader in readers]
        places = [
            places_of(contents.segments[stored.name], starts, len(of_segment))
            for stored, of_segment in zip(stored_segments, lengths, strict=True)
        ]
        living = [of_segment[at >= 0] for at, of_segment in zip(places, lengths, strict=True)]
        words = sum(int(of_segment.sum(dtype=np.int64)) for of_segment in living)
        mean = words / max(1, sum(map(len, living)))
        return [
            same[stored.name].at(mean, at)
            if stored.name in same
            else Segment(stored, reader, mean, at)
            for stored, reader, at in zip(stored_segments, readers, places, strict=True)
        ]
    except BaseException:
        for stored in stored_segments:
            if stored.name not in there:
                stored.close()
        raise


def array_reader(folder: Path, segment_name: str) -> ArrayReader:
    """Return what reads the arrays of a segment, as they are without its deleted passages.

    Raises:
        OSError: they cannot be read.
    """
    living = living_folder(folder, segment_name)
    return ArrayReader(arrays_folder(folder, segment_name), living if living.is_dir() else None)
